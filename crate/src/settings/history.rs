//! Warnings of the past, where the visitor wants them kept.

use serde::Serialize;

use crate::form::{Faults, Json, Problem};
use crate::level::Level;

/// A warning that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PastWarning {
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub time: u64,
    /// Where.
    pub host: String,
    /// How bad: `Caution` or `Danger`.
    pub level: Level,
    /// Id of the brand, or empty.
    pub brand: String,
}

/// Warnings that are kept.
pub(super) const MAX_HISTORY: usize = 200;

/// Warnings on one host within this time are one visit.
const SAME_VISIT_MS: u64 = 10 * 60_000;

const MAX_HOST: usize = 260;
const MAX_ID: usize = 64;

/// The last moment that JavaScript's `Date` can hold.
const MAX_TIME: f64 = 8.64e15;

pub(super) fn read(value: &Json, key: &str, faults: &mut Faults) -> Option<Vec<PastWarning>> {
    value.list(MAX_HISTORY, key, faults, warning)
}

pub(super) fn warning(value: &Json, key: &str, faults: &mut Faults) -> Option<PastWarning> {
    let entry = value.entry(&["time", "host", "level", "brand"], key, faults)?;
    let time = entry.needs("time", faults, moment);
    let host = entry.needs("host", faults, |value, key, faults| {
        value.text_that(is_host, Problem::Domain, key, faults)
    });
    let level = entry.needs("level", faults, level);
    let brand = entry.needs("brand", faults, |value, key, faults| {
        value.text_that(is_brand, Problem::Choice, key, faults)
    });
    Some(PastWarning {
        time: time?,
        host: host?,
        level: level?,
        brand: brand?,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is whole and within bounds"
)]
fn moment(value: &Json, key: &str, faults: &mut Faults) -> Option<u64> {
    match value {
        Json::Number(time) if time.trunc() == *time && (0.0..=MAX_TIME).contains(time) => {
            Some(*time as u64)
        }
        Json::Number(_) => faults.refuse(key, Problem::Day),
        _ => faults.refuse(key, Problem::Type),
    }
}

fn level(value: &Json, key: &str, faults: &mut Faults) -> Option<Level> {
    match value.choice(key, faults)? {
        level @ (Level::Caution | Level::Danger) => Some(level),
        _ => faults.refuse(key, Problem::Choice),
    }
}

fn is_host(text: &str) -> bool {
    let is_part =
        |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b':' | b'[' | b']' | b'-');
    (1..=MAX_HOST).contains(&text.len()) && text.bytes().all(is_part)
}

pub(super) fn is_brand(text: &str) -> bool {
    let is_part = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    text.len() <= MAX_ID && text.bytes().all(is_part)
}

/// Puts one more warning in front; a visit that warns again, or louder, stays one entry.
pub(super) fn remember(history: &mut Vec<PastWarning>, mut warning: PastWarning) {
    let is_same_visit = |past: &PastWarning| {
        past.host == warning.host && warning.time.abs_diff(past.time) < SAME_VISIT_MS
    };
    if let Some(at) = history.iter().position(is_same_visit) {
        let before = history.remove(at);
        if before.level > warning.level {
            warning = PastWarning {
                time: warning.time,
                ..before
            };
        }
    }
    history.insert(0, warning);
    history.truncate(MAX_HISTORY);
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60_000;

    fn warning(minutes: u64, host: &str, level: Level) -> PastWarning {
        PastWarning {
            time: minutes * MINUTE,
            host: host.into(),
            level,
            brand: String::new(),
        }
    }

    #[test]
    fn the_newest_stands_first_and_the_list_stays_within_its_bound() {
        let mut history = Vec::new();
        for minute in 0..MAX_HISTORY as u64 + 30 {
            remember(
                &mut history,
                warning(minute, &format!("h{minute}.example"), Level::Danger),
            );
        }
        assert_eq!(history.len(), MAX_HISTORY);
        assert_eq!(history[0].host, format!("h{}.example", MAX_HISTORY + 29));
    }

    #[test]
    fn one_visit_is_one_entry_with_the_worst_level() {
        let mut history = Vec::new();
        remember(&mut history, warning(0, "a.example", Level::Caution));
        remember(&mut history, warning(1, "a.example", Level::Danger));
        assert_eq!(history, [warning(1, "a.example", Level::Danger)]);
        remember(&mut history, warning(2, "a.example", Level::Caution));
        assert_eq!(history, [warning(2, "a.example", Level::Danger)]);
        remember(&mut history, warning(2, "b.example", Level::Caution));
        assert_eq!(history.len(), 2);
    }

    #[test]
    fn a_later_visit_is_an_entry_of_its_own() {
        let mut history = vec![warning(0, "a.example", Level::Danger)];
        remember(&mut history, warning(60, "a.example", Level::Danger));
        assert_eq!(history.len(), 2);
    }
}
