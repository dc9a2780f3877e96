//! Finds the phrases of all stories, or all cues of messages, in a folded text,
//! in one pass over its words.
//!
//! The phrases are shipped as plain text, which packs best; the tree of words
//! that finds them is made at first use.
//!
//! By hand: automata of libraries work on bytes, cost tens of kB of wasm, and have no
//! word that stands for any number.

use std::ops::Range;
use std::sync::OnceLock;

use crate::data::{self, CUE_TEXT, PHRASE_TEXT, TAKING_TEXT, Weight};
use crate::data_map::{DataMap, DataSet};
use crate::text::pieces;

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
    /// Whether it takes by other means than a form, rather than telling a story.
    pub takes: bool,
}

/// A set of phrases: see [`phrases`] and [`cues`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrases {
    tree: &'static OnceLock<Tree>,
    stories: &'static str,
    takings: &'static str,
}

/// The phrases of all stories, and of what is taken without a form.
pub(crate) fn phrases() -> Phrases {
    static TREE: OnceLock<Tree> = OnceLock::new();
    Phrases {
        tree: &TREE,
        stories: PHRASE_TEXT,
        takings: TAKING_TEXT,
    }
}

/// The cues of messages: what tells in a message, but would mean nothing on a
/// page. A cue's file name takes the place of the story.
pub(crate) fn cues() -> Phrases {
    static TREE: OnceLock<Tree> = OnceLock::new();
    Phrases {
        tree: &TREE,
        stories: CUE_TEXT,
        takings: "",
    }
}

impl Phrases {
    fn tree(self) -> &'static Tree {
        let new = || Tree::new(&[(self.stories, false), (self.takings, true)]);
        self.tree.get_or_init(new)
    }

    /// Calls `found` with each phrase of a folded text and the bytes where it
    /// stands, in the order of their ends. Phrases may overlap.
    ///
    /// `#` in a phrase is a number, also one with decimals, which folding
    /// parts in two words. A word with `*` is the beginning of any longer one.
    /// Words that change nothing ("already") may stand between those of a phrase.
    pub(crate) fn find_all(self, folded: &str, mut found: impl FnMut(Phrase, Range<usize>)) {
        // The phrases begun: few at any time, since the tree is shallow and thin.
        let mut begun: Vec<Begun> = Vec::new();
        let mut next: Vec<Begun> = Vec::new();
        // What the word is to the tree.
        let mut known: Vec<u16> = Vec::new();
        let tree = self.tree();
        for (start, text) in pieces(folded) {
            let end = start + text.len();
            known.clear();
            known.extend(tree.words.get(text));
            known.extend(tree.stems_of(text));
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let is_filler = tree.fillers.contains(text);
            begun.push(Begun {
                start,
                node: 0,
                after_number: false,
                fillers: 0,
            });
            for state in begun.drain(..) {
                let mut go = |node, after_number| {
                    next.push(Begun {
                        start: state.start,
                        node,
                        after_number,
                        fillers: 0,
                    });
                    for phrase in tree.ending_at(node) {
                        found(phrase, state.start..end);
                    }
                };
                for &word in &known {
                    if let Some(node) = tree.follow(state.node, word) {
                        go(node, false);
                    }
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
                if is_filler && state.node != 0 && state.fillers < MAX_FILLERS {
                    next.push(Begun {
                        fillers: state.fillers + 1,
                        ..state
                    });
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
    /// Words that change nothing, since the last that counts.
    fillers: u8,
}

/// More such words in a row are no sentence, and would cost a page's scan too much.
const MAX_FILLERS: u8 = 2;

/// The word that stands for numbers, `#` in the data.
const NUMBER: u16 = 0;

/// Edges of the tree for each phrase, roughly.
const EDGES: usize = 3;

/// Bytes by which beginnings of words are looked up; none is shorter.
const STEM_KEY: usize = 4;

/// A set of phrases as a tree of words.
#[derive(Debug)]
struct Tree {
    phrases: Vec<Phrase>,
    /// Numbers of the words.
    words: DataMap<&'static str, u16>,
    /// Beginnings of words by their first bytes, each with its number.
    stems: DataMap<[u8; STEM_KEY], Vec<(&'static str, u16)>>,
    /// Words that change nothing.
    fillers: DataSet<&'static str>,
    /// From a node, by a word, to a node.
    edges: DataMap<(u16, u16), u16>,
    /// The last of the phrases that end at a node, by its number.
    last_ends: DataMap<u16, u16>,
    /// For each phrase the one before it that ends at the same node.
    ends_before: Vec<Option<u16>>,
}

impl Tree {
    /// Reads texts that the build script wrote: a line `>story`, then a line
    /// a phrase: two letters of language, one of weight, the words. Each comes
    /// with whether its phrases take rather than tell.
    fn new(texts: &[(&'static str, bool)]) -> Self {
        // Maps that grow are filled again and again, at each start of a browser.
        let lines = texts.iter().map(|(phrases, _)| phrases.lines().count());
        let phrases = lines.sum();
        let mut tree = Self {
            phrases: Vec::with_capacity(phrases),
            words: DataMap::with_capacity_and_hasher(phrases, Default::default()),
            stems: DataMap::default(),
            fillers: data::fillers().iter().copied().collect(),
            edges: DataMap::with_capacity_and_hasher(EDGES * phrases, Default::default()),
            last_ends: DataMap::with_capacity_and_hasher(phrases, Default::default()),
            ends_before: Vec::with_capacity(phrases),
        };
        tree.words.insert("#", NUMBER);
        for &(phrases, takes) in texts {
            let mut story = "";
            for line in phrases.lines() {
                if let Some(id) = line.strip_prefix('>') {
                    story = id;
                } else if let Some((lang, weight, text)) = parts(line) {
                    let phrase = Phrase {
                        story,
                        lang,
                        weight,
                        takes,
                    };
                    tree.add(phrase, text);
                }
            }
        }
        tree
    }

    fn add(&mut self, phrase: Phrase, text: &'static str) {
        let mut node = 0_u16;
        for (_, word) in pieces(text) {
            let (Ok(next_word), Ok(next_node)) = (
                u16::try_from(self.words.len()),
                u16::try_from(self.edges.len() + 1),
            ) else {
                return;
            };
            let number = *self.words.entry(word).or_insert(next_word);
            if number == next_word
                && let Some(stem) = word.strip_suffix('*')
                && let Some(&key) = stem.as_bytes().first_chunk()
            {
                self.stems.entry(key).or_default().push((stem, number));
            }
            node = *self.edges.entry((node, number)).or_insert(next_node);
        }
        if let Ok(index) = u16::try_from(self.phrases.len()) {
            self.ends_before.push(self.last_ends.insert(node, index));
            self.phrases.push(phrase);
        }
    }

    /// The beginnings that a word has.
    fn stems_of(&self, word: &str) -> impl Iterator<Item = u16> {
        let key = word.as_bytes().first_chunk::<STEM_KEY>();
        let stems = key.and_then(|key| self.stems.get(key));
        let stems = stems.map(Vec::as_slice).unwrap_or_default().iter();
        stems.filter_map(move |&(stem, number)| word.starts_with(stem).then_some(number))
    }

    /// The node that a word leads to.
    fn follow(&self, node: u16, word: u16) -> Option<u16> {
        self.edges.get(&(node, word)).copied()
    }

    /// The phrases that end at a node.
    fn ending_at(&self, node: u16) -> impl Iterator<Item = Phrase> {
        let before = |index: &u16| *self.ends_before.get(usize::from(*index))?;
        std::iter::successors(self.last_ends.get(&node).copied(), before)
            .filter_map(|index| self.phrases.get(usize::from(index)).copied())
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
    use std::collections::HashMap;

    use super::*;
    use crate::text::{fold, is_unspaced};

    /// The texts found in a text, each with the phrase's story.
    fn found(text: &str) -> Vec<(Phrase, String)> {
        let folded = fold(text);
        let mut list = Vec::new();
        phrases().find_all(&folded, |phrase, range| {
            list.push((phrase, folded[range].to_owned()));
        });
        list
    }

    /// A sentence of a phrase: a number for `#`, the beginning alone for `*`.
    fn said(words: &str) -> String {
        words.replace('#', "12").replace('*', "")
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
            let words = said(&words);
            let list = found(&format!("avant {words}, apres"));
            assert!(list.contains(&(phrase, words.clone())), "{words}: {list:?}");
        }
    }

    #[test]
    fn numbers_may_have_decimals() {
        for (phrase, words) in all() {
            let words = words.replace('*', "");
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
            // The last word goes on, which parts scripts without spaces from it.
            let open = words.ends_with(is_unspaced) || words.ends_with('*');
            let words = said(&words);
            assert!(
                open || !found(&format!("{words}xyz")).contains(&(phrase, words.clone())),
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
        let words = said;
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
                let text = format!("{} ", said(piece)).repeat(100_000 / (piece.len() + 1));
                phrases().find_all(&text, |_, _| {});
            }
        }
    }

    #[test]
    fn beginnings_of_words_and_scripts_without_spaces() {
        let tells = |text: &str, story| found(text).iter().any(|(phrase, _)| phrase.story == story);
        for (text, story, told) in [
            ("Vaše zásilka byla pozastavena.", "held_parcel", true),
            ("Vaše zásilky byly doručeny.", "held_parcel", false),
            (
                "Votre colis est malheureusement toujours retenu.",
                "held_parcel",
                true,
            ),
            ("Votre colis n'est pas retenu.", "held_parcel", false),
            (
                "ご不在のためお荷物を持ち帰りました。",
                "missed_delivery",
                true,
            ),
            ("お荷物は配達済みです。", "missed_delivery", false),
            ("شُحنَتُك مُحتجَزة", "held_parcel", true),
        ] {
            assert_eq!(tells(text, story), told, "{text}");
        }
    }

    #[test]
    fn nothing_in_nothing() {
        assert!(found("").is_empty());
        assert!(found("xyz").is_empty());
    }
}
