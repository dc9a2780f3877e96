//! Sites that the visitor trusts.

use serde::Serialize;

use crate::form::{Faults, Json, Problem};
use crate::policy::MAX_TRUSTED;

/// A site to trust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TrustedSite {
    /// Its registrable domain.
    pub domain: String,
    /// Since when: a day, as 2026-11-24; empty where that was lost.
    pub since: String,
}

/// Longest name of a domain, and of one of its labels.
const MAX_DOMAIN: usize = 253;
const MAX_LABEL: usize = 63;

pub(super) fn read(value: &Json, key: &str, faults: &mut Faults) -> Option<Vec<TrustedSite>> {
    let is_double = |one: &TrustedSite, other: &TrustedSite| one.domain == other.domain;
    value.list_without(MAX_TRUSTED, key, faults, site, is_double)
}

fn site(value: &Json, key: &str, faults: &mut Faults) -> Option<TrustedSite> {
    let entry = value.entry(&["domain", "since"], key, faults)?;
    let domain = entry.needs("domain", faults, |value, key, faults| {
        value.text_that(is_domain, Problem::Domain, key, faults)
    });
    let since = entry.needs("since", faults, |value, key, faults| {
        let is_known = |text: &str| text.is_empty() || is_day(text);
        value.text_that(is_known, Problem::Day, key, faults)
    });
    // Whoever trusts a site does so without its day, too.
    Some(TrustedSite {
        domain: domain?,
        since: since.unwrap_or_default(),
    })
}

/// Whether a text has the form of a domain in ASCII; whether it may be trusted is not said.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
    };
    text.len() <= MAX_DOMAIN
        && text.split('.').all(is_label)
        && text.rsplit_once('.').is_some_and(|(_, last)| {
            last.len() > 1
                && last.starts_with(|letter: char| letter.is_ascii_lowercase())
                && !last.contains('_')
        })
}

/// Whether a text is a day, as 2026-11-24.
pub(super) fn is_day(text: &str) -> bool {
    let number = |digits: &str, length: usize| {
        let is_number = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let mut parts = text.split('-');
    let mut part = |length| number(parts.next().unwrap_or_default(), length);
    let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    parts.next().is_none() && (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_one_in_lower_case_ascii() {
        let long = format!("{}.example", "a".repeat(63));
        let longest = format!("{}example", "a.".repeat(123));
        for good in [
            "a.bc",
            "boutique.example",
            "xn--mller-kva.example",
            "_x.a-b.co.uk",
            "1.fr",
            &long,
            &longest,
        ] {
            assert!(is_domain(good), "{good}");
        }
        let too_long = format!("{}.example", "a".repeat(64));
        let much_too_long = format!("{}example", "a.".repeat(124));
        for bad in [
            "",
            "boutique",
            ".fr",
            "a..fr",
            "a.b",
            "-a.fr",
            "a-.fr",
            "a.f-",
            "A.fr",
            "a.1f",
            "a.f_r",
            "a b.fr",
            "é.fr",
            "https://a.fr",
            "a.fr/",
            "192.168.1.1",
            &too_long,
            &much_too_long,
        ] {
            assert!(!is_domain(bad), "{bad}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for good in [
            "2026-11-24",
            "2024-02-29",
            "2000-02-29",
            "0000-01-31",
            "9999-12-31",
        ] {
            assert!(is_day(good), "{good}");
        }
        for bad in [
            "",
            "hier",
            "2026-11",
            "2026-11-24-1",
            "2026-11-31",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "26-11-24",
            "2026-1-24",
            "+026-11-24",
            "2026-11-24T00:00",
        ] {
            assert!(!is_day(bad), "{bad}");
        }
    }
}
