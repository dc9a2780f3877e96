use vigicolis::Level;
use vigicolis::message::assess;
use vigicolis::paste::PasteResult;

use crate::{engine, json, pasted, text_of};

/// An SMS or a mail, with or without headers.
pub fn message(bytes: &[u8]) {
    let text = &*text_of(bytes);
    let verdict = assess(text, engine());
    assert_eq!(assess(text, engine()), verdict);
    assert_ne!(verdict.level, Level::Official);
    assert_eq!(verdict.level == Level::Clear, verdict.reasons.is_empty());
    let reasons = verdict
        .reasons
        .iter()
        .filter_map(|reason| reason.range.clone());
    let numbers = verdict.phones.iter().map(|phone| phone.range.clone());
    for range in reasons.chain(numbers).chain(verdict.named.clone()) {
        assert!(text.get(range).is_some());
    }
    json(&verdict);
    // Spaces around it can push its end out of what is read.
    if let PasteResult::Message {
        verdict: told,
        source: None,
        ..
    } = pasted::check(text)
        && text.trim() == text
    {
        assert_eq!(*told, verdict);
    }
}
