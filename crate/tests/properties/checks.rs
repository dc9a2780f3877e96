//! Messages and tracking numbers, as somebody pastes them.

use proptest::prelude::*;
use vigicolis::Level;
use vigicolis::message::{self, MessageVerdict};
use vigicolis::tracking::{Proof, identify, normalize};

use crate::inputs::{self, engine, text};

fn assess(text: &str) -> MessageVerdict {
    message::assess(text, engine())
}

proptest! {
    #![proptest_config(inputs::config())]

    #[test]
    fn a_message_is_judged_once_and_for_all(text in prop_oneof![text(), any::<String>()]) {
        let verdict = assess(&text);
        prop_assert_eq!(&assess(&text), &verdict);
        // A text proves nothing of itself, and what is flagged has its reason.
        prop_assert_ne!(verdict.level, Level::Official);
        prop_assert_eq!(verdict.level == Level::Clear, verdict.reasons.is_empty());
        let ranges = verdict.reasons.iter().filter_map(|reason| reason.range.clone()).chain(verdict.named);
        for range in ranges {
            prop_assert!(text.get(range.clone()).is_some(), "{:?} of {:?}", range, text);
        }
    }

    #[test]
    fn an_official_sender_in_the_text_excuses_no_foreign_link(text in text()) {
        let lure = "Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x";
        let message = format!("De : contact@chronopost.fr\n{lure}\n{text}");
        let warns = assess(&message).warns;
        prop_assert!(warns || assess(&message).level >= Level::Caution);
    }

    #[test]
    fn a_number_is_read_however_it_is_spaced(number in "[A-Z0-9]{4,30}", gap in "[ .-]", at in any::<prop::sample::Index>()) {
        let (before, after) = number.split_at(at.index(number.len()));
        let spaced = format!("{before}{gap}{}", after.to_lowercase());
        prop_assert_eq!(normalize(&spaced), normalize(&number));
        prop_assert_eq!(identify(&spaced), identify(&number));
    }

    #[test]
    fn any_text_is_some_number_or_none(text in prop_oneof![text(), any::<String>()]) {
        let found = identify(&text);
        prop_assert_eq!(&identify(&text), &found);
        // What is proved comes before what is refuted.
        let refuted: Vec<bool> = found.iter().map(|found| found.proof == Proof::CheckFails).collect();
        prop_assert!(refuted.is_sorted(), "{:?}", found);
    }
}
