//! What is said of something pasted.

use vigicolis::Level;
use vigicolis::message::PhoneNumber;
use vigicolis::paste::{PasteResult, assess};
use vigicolis::tracking::{Proof, TrackingLink};

use crate::{check as check_verdict, engine, is_official, json};

/// Checks a text as the popup does, and gives what is said of it.
pub(crate) fn check(text: &str) -> PasteResult {
    let result = assess(text, engine());
    assert_eq!(assess(text, engine()), result);
    assert_eq!(result == PasteResult::Nothing, text.trim().is_empty());
    match &result {
        PasteResult::Link { verdict, .. } => check_verdict(verdict),
        PasteResult::Message {
            verdict,
            marks,
            source,
        } => {
            let read = source.as_ref().map_or(text, |source| &source.text);
            let length = read.encode_utf16().count();
            assert!(
                marks
                    .iter()
                    .all(|mark| mark.start < mark.end && mark.end <= length)
            );
            assert!(marks.is_sorted_by(|one, next| one.end < next.start));
            verdict.phones.iter().for_each(check_phone);
        }
        PasteResult::Number { number, matches } => {
            assert!(!matches.is_empty());
            for one in matches {
                assert_eq!(one.brand.is_some(), one.format.brand.is_some());
                let is_wrong = one.format.proof == Proof::CheckFails;
                if let Some(link) = &one.tracking {
                    check_tracking(link);
                    assert!(
                        !link.filled || !is_wrong && link.url.contains(&number.replace('/', "%2F"))
                    );
                }
            }
        }
        PasteResult::Mail {
            address,
            domain,
            brand,
            verdict,
            webmail,
            ..
        } => {
            assert!(text.contains(address.as_str()));
            assert!(address.to_ascii_lowercase().ends_with(domain.as_str()));
            assert!(brand.is_none() || is_official(domain) && !webmail);
            verdict.iter().for_each(|verdict| check_verdict(verdict));
        }
        PasteResult::Brand {
            official_url,
            tracking,
            ..
        } => {
            // Of banks and shops nothing is said but that they are no carriers.
            let level = level_of(official_url);
            assert!(
                matches!(level, Some(Level::Official | Level::Clear)),
                "{official_url}"
            );
            tracking.iter().for_each(check_tracking);
        }
        PasteResult::Phone { phone, .. } => check_phone(phone),
        _ => {}
    }
    json(&result);
    result
}

/// A number leads to its carrier's own site.
fn check_tracking(link: &TrackingLink) {
    assert_eq!(level_of(&link.url), Some(Level::Official), "{}", link.url);
}

/// A number can be dialled, and is no longer than numbers are.
fn check_phone(phone: &PhoneNumber) {
    let digits = phone.number.strip_prefix('+').unwrap_or(&phone.number);
    assert!(
        digits.bytes().all(|byte| byte.is_ascii_digit()),
        "{}",
        phone.number
    );
    assert!((1..=20).contains(&digits.len()), "{}", phone.number);
}

fn level_of(address: &str) -> Option<Level> {
    engine()
        .assess_url(address)
        .ok()
        .map(|verdict| verdict.level)
}
