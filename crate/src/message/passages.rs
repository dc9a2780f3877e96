//! A text folded word by word, so that what is found in the folded words can be
//! marked in the text as it was written.

use std::ops::Range;

use crate::text::fold;
use crate::text::fold::each_word;
use crate::text::phrases::{Phrase, Phrases};

/// A folded text and where its words come from.
#[derive(Debug, Default)]
pub(super) struct Indexed {
    /// As [`crate::text::fold`] gives it.
    pub(super) folded: String,
    /// Start of each word in `folded`, and its bytes in the text.
    words: Vec<(usize, Range<usize>)>,
}

impl Indexed {
    pub(super) fn of(text: &str) -> Self {
        let mut index = Self::default();
        let base = text.as_ptr().addr();
        each_word(text, |word| {
            let folded = fold(word);
            if folded.is_empty() {
                return;
            }
            if !index.folded.is_empty() {
                index.folded.push(' ');
            }
            let start = word.as_ptr().addr() - base;
            index
                .words
                .push((index.folded.len(), start..start + word.len()));
            index.folded.push_str(&folded);
        });
        index
    }

    /// How many words the text has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The bytes of the text that folded to these.
    pub(super) fn raw(&self, folded: &Range<usize>) -> Range<usize> {
        let first = self
            .words
            .partition_point(|(start, _)| *start <= folded.start);
        let last = self.words.partition_point(|(start, _)| *start < folded.end);
        let word = |at: usize| self.words.get(at.checked_sub(1)?);
        match (word(first), word(last)) {
            (Some((_, from)), Some((_, to))) => from.start..to.end,
            _ => 0..0,
        }
    }

    /// The phrases of a set, with their bytes in the text.
    pub(super) fn find(&self, phrases: Phrases) -> Vec<(Phrase, Range<usize>)> {
        let mut found = Vec::new();
        phrases.find_all(&self.folded, |phrase, range| {
            if found.len() < 64 {
                found.push((phrase, self.raw(&range)));
            }
        });
        found
    }

    /// Where words stand, as whole words.
    pub(super) fn position(&self, words: &str) -> Option<Range<usize>> {
        let mut from = 0;
        while let Some(at) = self.folded.get(from..)?.find(words) {
            let range = from + at..from + at + words.len();
            let border = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b' ');
            let bytes = self.folded.as_bytes();
            let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
            if border(before) && border(bytes.get(range.end)) {
                return Some(self.raw(&range));
            }
            // The next word: a match inside a word is none.
            from = range.end;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::phrases::phrases;

    #[test]
    fn folds_as_the_whole_text_does() {
        for text in [
            "Votre colis n'a pas pu être DÉLIVRÉ !",
            "Chr\u{200b}ono\u{ad}post \u{200b} ﬁn",
            "Chrоnopost посылка 日本",
            "",
        ] {
            assert_eq!(Indexed::of(text).folded, fold(text), "{text}");
        }
    }

    #[test]
    fn passages_are_marked_in_the_text_as_written() {
        let text = "« Votre  COLIS est retenu » au centre";
        let index = Indexed::of(text);
        let (_, range) = &index.find(phrases())[0];
        assert_eq!(&text[range.clone()], "COLIS est retenu");
        assert_eq!(
            index.position("centre").map(|range| &text[range]),
            Some("centre")
        );
        assert_eq!(index.position("olis"), None);
    }
}
