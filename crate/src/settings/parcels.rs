//! Parcels that the visitor awaits.

use serde::Serialize;

use crate::form::{Faults, Json, Problem};
use crate::settings::history::is_brand;
use crate::settings::trusted::is_day;

/// A parcel that the visitor awaits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AwaitedParcel {
    /// Id of the brand that brings it.
    pub carrier: String,
    /// About when: a day, as 2026-11-24, or empty.
    pub day: String,
    /// Its number as it was typed, or empty.
    pub number: String,
    /// Since when it stands here: a day.
    pub since: String,
}

/// Parcels that are kept.
const MAX_PARCELS: usize = 50;

/// Characters of a number; the longest has 40, and people space them.
const MAX_NUMBER: usize = 60;

pub(super) fn read(value: &Json, key: &str, faults: &mut Faults) -> Option<Vec<AwaitedParcel>> {
    value.list_without(MAX_PARCELS, key, faults, parcel, is_same)
}

fn parcel(value: &Json, key: &str, faults: &mut Faults) -> Option<AwaitedParcel> {
    let entry = value.entry(&["carrier", "day", "number", "since"], key, faults)?;
    let carrier = entry.needs("carrier", faults, |value, key, faults| {
        value.text_that(is_carrier, Problem::Choice, key, faults)
    });
    let day = entry.needs("day", faults, |value, key, faults| {
        value.text_that(is_day_or_none, Problem::Day, key, faults)
    });
    let number = entry.needs("number", faults, |value, key, faults| {
        value.text_that(is_number, Problem::LongText, key, faults)
    });
    let since = entry.needs("since", faults, |value, key, faults| {
        value.text_that(is_day, Problem::Day, key, faults)
    });
    Some(AwaitedParcel {
        carrier: carrier?,
        day: day?,
        number: number?,
        since: since?,
    })
}

/// Whether two entries are about one parcel, as far as anybody can tell.
fn is_same(one: &AwaitedParcel, other: &AwaitedParcel) -> bool {
    (&one.carrier, &one.day, &one.number) == (&other.carrier, &other.day, &other.number)
}

fn is_carrier(text: &str) -> bool {
    !text.is_empty() && is_brand(text)
}

fn is_day_or_none(text: &str) -> bool {
    text.is_empty() || is_day(text)
}

fn is_number(text: &str) -> bool {
    text.chars().count() <= MAX_NUMBER && !text.contains('\n')
}
