//! Folding, skeletons and what they count.

use proptest::prelude::*;
use vigicolis::text::{fold, fold_identifier, hidden_marks, mixed_script_words, skeleton, words};

use crate::inputs::{self, odd_char, text};

proptest! {
    #![proptest_config(inputs::config())]

    #[test]
    fn folding_twice_is_folding_once(text in prop_oneof![text(), any::<String>()]) {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        let name = fold_identifier(&text);
        prop_assert_eq!(&fold(&name), &name);
    }

    #[test]
    fn folded_text_is_words_with_one_space(text in text()) {
        let folded = fold(&text);
        let list: Vec<_> = words(&folded).collect();
        let joined = list.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&joined, &folded);
        for (at, word) in list {
            prop_assert_eq!(folded.get(at..at + word.len()), Some(word));
        }
        prop_assert!(!folded.bytes().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_punctuation()));
        prop_assert!(!folded.chars().any(char::is_control));
    }

    #[test]
    fn texts_are_folded_word_by_word(a in text(), b in text()) {
        let whole = fold(&format!("{a} {b}"));
        let parts = [fold(&a), fold(&b)];
        let parts: Vec<_> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        prop_assert_eq!(whole, parts.join(" "));
    }

    #[test]
    fn marks_change_no_word(text in text(), mark in "[\u{200b}\u{200d}\u{ad}\u{2060}\u{feff}\u{202e}]", at in any::<prop::sample::Index>()) {
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (before, after) = text.split_at(*at.get(&borders));
        prop_assert_eq!(fold(&format!("{before}{mark}{after}")), fold(&text));
    }

    #[test]
    fn skeletons_are_their_own(label in prop_oneof![text(), "[a-z0-9rnvi1l-]{0,20}"]) {
        let once = skeleton(&label).into_owned();
        prop_assert_eq!(&skeleton(&once), &once);
        let shouted = label.to_ascii_uppercase();
        prop_assert_eq!(skeleton(&shouted), once);
    }

    #[test]
    fn counts_are_of_what_is_there(text in text()) {
        prop_assert!(hidden_marks(&text) <= text.chars().filter(|c| !c.is_ascii()).count());
        prop_assert!(mixed_script_words(&text) <= text.chars().count() / 3);
        let ascii: String = text.chars().filter(char::is_ascii).collect();
        prop_assert_eq!(hidden_marks(&ascii) + mixed_script_words(&ascii), 0);
    }

    #[test]
    fn long_texts_grow_no_faster_than_they_are(c in odd_char(), times in 1..20_000_usize) {
        let text = c.to_string().repeat(times);
        // The longest folding is of a ligature: 18 letters for 3 bytes, two bytes a letter.
        prop_assert!(fold(&text).len() <= 12 * text.len());
        prop_assert!(skeleton(&text).len() <= 12 * text.len());
        hidden_marks(&text);
        mixed_script_words(&text);
    }
}
