//! Finds the phrases of all stories, or all cues of messages, in a folded text,
//! in one pass over its words.
//!
//! The phrases are shipped as plain text, which packs best; the tree of words
//! that finds them is made at first use.
//!
//! By hand: automata of libraries work on bytes, cost tens of kB of wasm, and have no
//! word that stands for any number.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::data::{CUE_TEXT, PHRASE_TEXT, Weight};
use crate::text::words;

/// A phrase of a story. Its words are in the tree alone, where they take the
/// least room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// File name of the story without its ending.
    pub story: &'static str,
    /// ISO 639-1 code.
    pub lang: &'static str,
    /// How much the phrase proves.
    pub weight: Weight,
}

/// A set of phrases: see [`phrases`] and [`cues`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrases {
    tree: &'static OnceLock<Tree>,
    text: &'static str,
}

/// The phrases of all stories.
pub(crate) fn phrases() -> Phrases {
    static TREE: OnceLock<Tree> = OnceLock::new();
    Phrases {
        tree: &TREE,
        text: PHRASE_TEXT,
    }
}

/// The cues of messages: what tells in a message, but would mean nothing on a
/// page. A cue's file name takes the place of the story.
pub(crate) fn cues() -> Phrases {
    static TREE: OnceLock<Tree> = OnceLock::new();
    Phrases {
        tree: &TREE,
        text: CUE_TEXT,
    }
}

impl Phrases {
    fn tree(self) -> &'static Tree {
        self.tree.get_or_init(|| Tree::new(self.text))
    }

    /// Calls `found` with each phrase of a folded text and the bytes where it
    /// stands, in the order of their ends. Phrases may overlap.
    ///
    /// `#` in a phrase is a number, also one with decimals, which folding
    /// parts in two words.
    pub(crate) fn find_all(self, folded: &str, mut found: impl FnMut(Phrase, Range<usize>)) {
        // The phrases begun: few at any time, since the tree is shallow and thin.
        let mut begun: Vec<Begun> = Vec::new();
        let mut next: Vec<Begun> = Vec::new();
        let tree = self.tree();
        for (start, text) in words(folded) {
            let end = start + text.len();
            let word = tree.words.get(text).copied();
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            begun.push(Begun {
                start,
                node: 0,
                after_number: false,
            });
            for state in begun.drain(..) {
                let mut go = |node, after_number| {
                    next.push(Begun {
                        start: state.start,
                        node,
                        after_number,
                    });
                    for phrase in tree.ending_at(node) {
                        found(phrase, state.start..end);
                    }
                };
                if let Some(node) = word.and_then(|word| tree.follow(state.node, word)) {
                    go(node, false);
                }
                if is_number {
                    if let Some(node) = tree.follow(state.node, NUMBER) {
                        go(node, true);
                    }
                    if state.after_number {
                        // The decimals: the phrase stands where it stood.
                        next.push(Begun {
                            after_number: false,
                            ..state
                        });
                    }
                }
            }
            std::mem::swap(&mut begun, &mut next);
        }
    }
}

/// A phrase that has been met up to some word.
struct Begun {
    start: usize,
    node: u16,
    /// The last word was a number, and decimals may follow.
    after_number: bool,
}

/// The word that stands for numbers, `#` in the data.
const NUMBER: u16 = 0;

/// A set of phrases as a tree of words.
#[derive(Debug)]
struct Tree {
    phrases: Vec<Phrase>,
    /// Numbers of the words.
    words: HashMap<&'static str, u16>,
    /// From a node, by a word, to a node.
    edges: HashMap<(u16, u16), u16>,
    /// The phrases that end at a node.
    ends: HashMap<u16, Vec<u16>>,
}

impl Tree {
    /// Reads the text that the build script wrote: a line `>story`, then a line
    /// a phrase: two letters of language, one of weight, the words.
    fn new(phrases: &'static str) -> Self {
        let mut tree = Self {
            phrases: Vec::new(),
            words: HashMap::from([("#", NUMBER)]),
            edges: HashMap::new(),
            ends: HashMap::new(),
        };
        let mut story = "";
        for line in phrases.lines() {
            if let Some(id) = line.strip_prefix('>') {
                story = id;
            } else if let Some((lang, weight, text)) = parts(line) {
                tree.add(
                    Phrase {
                        story,
                        lang,
                        weight,
                    },
                    text,
                );
            }
        }
        tree
    }

    fn add(&mut self, phrase: Phrase, text: &'static str) {
        let mut node = 0_u16;
        for word in text.split(' ') {
            let (Ok(next_word), Ok(next_node)) = (
                u16::try_from(self.words.len()),
                u16::try_from(self.edges.len() + 1),
            ) else {
                return;
            };
            let word = *self.words.entry(word).or_insert(next_word);
            node = *self.edges.entry((node, word)).or_insert(next_node);
        }
        if let Ok(index) = u16::try_from(self.phrases.len()) {
            self.ends.entry(node).or_default().push(index);
            self.phrases.push(phrase);
        }
    }

    /// The node that a word leads to.
    fn follow(&self, node: u16, word: u16) -> Option<u16> {
        self.edges.get(&(node, word)).copied()
    }

    /// The phrases that end at a node.
    fn ending_at(&self, node: u16) -> impl Iterator<Item = Phrase> {
        let list = self.ends.get(&node).map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .filter_map(|&index| self.phrases.get(usize::from(index)).copied())
    }
}

/// A line of a phrase: language, weight, words.
fn parts(line: &'static str) -> Option<(&'static str, Weight, &'static str)> {
    let (lang, rest) = line.split_at_checked(2)?;
    let (letter, text) = rest.split_at_checked(1)?;
    let weight = Weight::ALL
        .iter()
        .copied()
        .find(|weight| weight.id().starts_with(letter))?;
    Some((lang, weight, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// The texts found in a text, each with the phrase's story.
    fn found(text: &str) -> Vec<(Phrase, String)> {
        let folded = fold(text);
        let mut list = Vec::new();
        phrases().find_all(&folded, |phrase, range| {
            list.push((phrase, folded[range].to_owned()));
        });
        list
    }

    /// Every phrase with its words, read from the tree.
    fn all() -> Vec<(Phrase, String)> {
        let tree = phrases().tree();
        let words: HashMap<_, _> = tree
            .words
            .iter()
            .map(|(word, number)| (number, word))
            .collect();
        let mut edges: HashMap<u16, Vec<(u16, u16)>> = HashMap::new();
        for (&(from, word), &to) in &tree.edges {
            edges.entry(from).or_default().push((word, to));
        }
        let mut list = Vec::new();
        let mut open = vec![(0, String::new())];
        while let Some((node, text)) = open.pop() {
            list.extend(tree.ending_at(node).map(|phrase| (phrase, text.clone())));
            for (word, to) in edges.get(&node).into_iter().flatten() {
                open.push((*to, format!("{text} {}", words[word]).trim().to_owned()));
            }
        }
        list
    }

    #[test]
    fn the_tree_holds_every_phrase() {
        assert_eq!(all().len(), phrases().tree().phrases.len());
    }

    #[test]
    fn every_phrase_is_found_where_it_stands() {
        for (phrase, words) in all() {
            let words = words.replace('#', "12");
            let list = found(&format!("avant {words}, apres"));
            assert!(list.contains(&(phrase, words.clone())), "{words}: {list:?}");
        }
    }

    #[test]
    fn numbers_may_have_decimals() {
        for (phrase, words) in all() {
            if words.contains(" # ") && !words.contains("# #") {
                let text = words.replace('#', "1,99");
                assert!(found(&text).contains(&(phrase, fold(&text))), "{words}");
                let text = words.replace('#', "1 2 3");
                assert!(!found(&text).contains(&(phrase, text.clone())), "{words}");
            }
        }
    }

    #[test]
    fn only_whole_words_in_order() {
        for (phrase, words) in all() {
            let words = words.replace('#', "12");
            // The last word goes on.
            assert!(
                !found(&format!("{words}xyz")).contains(&(phrase, words.clone())),
                "{words}"
            );
            // A word stands between.
            let parted = words.replacen(' ', " xyz ", 1);
            assert!(
                !words.contains(' ') || !found(&parted).contains(&(phrase, parted.clone())),
                "{words}"
            );
        }
    }

    #[test]
    fn overlapping_phrases_are_all_found() {
        let all = all();
        let words = |words: &str| words.replace('#', "12");
        let text = all
            .iter()
            .map(|(_, text)| words(text))
            .collect::<Vec<_>>()
            .join(" ");
        let list = found(&text);
        for (phrase, text) in all {
            assert!(list.contains(&(phrase, words(&text))), "{text}");
        }
    }

    #[test]
    fn a_long_text_of_phrases_stays_cheap() {
        for (_, words) in all().into_iter().step_by(400) {
            // Its first word, its beginning and a row of numbers, again and again.
            let first = words.split(' ').next().unwrap_or_default();
            let most = words
                .rsplit_once(' ')
                .map_or(words.as_str(), |(most, _)| most);
            for piece in [first, most, "1"] {
                let text =
                    format!("{} ", piece.replace('#', "1")).repeat(100_000 / (piece.len() + 1));
                phrases().find_all(&text, |_, _| {});
            }
        }
    }

    #[test]
    fn nothing_in_nothing() {
        assert!(found("").is_empty());
        assert!(found("xyz").is_empty());
    }
}
