//! Telephone numbers of a message, and which of them cost the caller extra.
//!
//! By hand: a library with all countries' numbering plans costs 600 kB of wasm, and which
//! ranges are premium is asked of data that names its sources.

use std::ops::Range;

use serde::Serialize;

use crate::brands::Brand;
use crate::brands::official_contacts;
use crate::data::calling_code::regions_of;
use crate::data::premium_numbers;
use crate::text::phones::{digits_of, runs_of_digits};

/// A telephone number of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PhoneNumber {
    /// Bytes of the text where it stands.
    #[serde(skip)]
    pub range: Range<usize>,
    /// Its digits, with `+` in front of a country code.
    pub number: String,
    /// Whether a call costs extra.
    pub premium: bool,
    /// Whether it is a short number, which no telephone at home can have.
    pub short: bool,
    /// Whose calling code it has: ISO 3166-1 alpha-2, the main country first.
    pub regions: Vec<&'static str>,
}

impl PhoneNumber {
    /// A number by its digits, with `+` in front of a calling code.
    fn new(number: String, range: Range<usize>) -> Self {
        Self {
            range,
            premium: is_premium(&number),
            short: !number.starts_with('+') && number.len() <= MAX_SHORT,
            regions: regions_of(&number),
            number,
        }
    }

    /// Whether a carrier publishes it.
    pub(super) fn is_published(&self, brand: Brand<'_>) -> bool {
        is_published(&self.number, brand)
    }

    /// Whether it is of a country where the carrier does not work.
    pub(super) fn is_foreign(&self, brand: Brand<'_>) -> bool {
        is_foreign(&self.number, brand)
    }
}

/// So many numbers are kept.
const MAX_NUMBERS: usize = 16;
/// Digits of the longest short number.
const MAX_SHORT: usize = 6;
/// Digits of short numbers that are taken for one where nothing else says so:
/// longer ones are codes, amounts, references.
const PLAIN_SHORT: std::ops::RangeInclusive<usize> = 3..=5;

/// Parts of France with calling codes of their own, where its carriers work.
const FRENCH: &[&str] = &[
    "RE", "YT", "GP", "BL", "MF", "MQ", "GF", "PM", "NC", "PF", "WF",
];

/// Whether a carrier publishes a number.
pub(super) fn is_published(number: &str, brand: Brand<'_>) -> bool {
    let mut found = official_contacts::by_number(number).into_iter();
    found.any(|one| one.brand.id == brand.id())
}

/// Whether a number has the calling code of a country where the carrier does not work,
/// as far as it is known where it does.
pub(super) fn is_foreign(number: &str, brand: Brand<'_>) -> bool {
    let regions = regions_of(number);
    let anywhere = brand.countries().is_empty() || brand.countries().contains(&"intl");
    let works = |region: &&str| {
        brand.countries().contains(region)
            || brand.countries().contains(&"FR") && FRENCH.contains(region)
    };
    !regions.is_empty() && !anywhere && !regions.iter().any(works)
}

/// A number that stands alone: also a short one, and one that somebody publishes.
pub(super) fn alone(text: &str) -> Option<PhoneNumber> {
    let mut numbers = phones_in(text);
    let whole = 0..text.len();
    if let Some(number) = numbers.pop().filter(|_| numbers.is_empty())
        && number.range == whole
    {
        return Some(number);
    }
    let is_written = text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b' ' | b'.' | b'-' | b'(' | b')'));
    let number = digits_of(text);
    let adds_up = number.trim_start_matches('+').contains('+');
    let known = || !official_contacts::by_number(&number).is_empty();
    (is_written
        && !adds_up
        && (PLAIN_SHORT.contains(&number.len()) && !number.starts_with('+') || known()))
    .then(|| PhoneNumber::new(number.clone(), whole))
}

/// Finds the telephone numbers of a text.
pub(super) fn phones_in(text: &str) -> Vec<PhoneNumber> {
    runs_of_digits(text)
        .filter_map(|range| read(text, range))
        .take(MAX_NUMBERS)
        .collect()
}

fn read(text: &str, range: Range<usize>) -> Option<PhoneNumber> {
    let after = text.as_bytes().get(range.end);
    if after.is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let number = PhoneNumber::new(digits_of(text.get(range.clone())?), range);
    let length = number.number.trim_start_matches('+').len();
    let is_phone = number.number.starts_with(['+', '0']) && (8..=15).contains(&length);
    (is_phone || number.premium).then_some(number)
}

fn is_premium(number: &str) -> bool {
    premium_numbers().iter().any(|country| {
        let national = match number.strip_prefix('+') {
            None => Some(number.to_owned()),
            Some(rest) => rest.strip_prefix(country.code).map(|rest| {
                let trunk = country
                    .prefixes
                    .iter()
                    .all(|prefix| prefix.starts_with('0'));
                format!("{}{rest}", if trunk { "0" } else { "" })
            }),
        };
        national.is_some_and(|national| {
            country.digits.contains(&national.len())
                && country
                    .prefixes
                    .iter()
                    .any(|prefix| national.starts_with(prefix))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_price() {
        let table = [
            // reserved for fiction, or made up within the plan
            ("appelez le 08 99 00 00 00", Some(("0899000000", true))),
            (
                "appelez le +33 8 99 00 00 00.",
                Some(("+33899000000", true)),
            ),
            ("call 09099790000 now", Some(("09099790000", true))),
            ("call +44 70 1234 5678", Some(("+447012345678", true))),
            ("01 99 00 12 34", Some(("0199001234", false))),
            ("0033 1 99 00 12 34", Some(("+33199001234", false))),
            // a Dutch landline begins as a British personal number does
            ("070 123 4567", Some(("0701234567", false))),
            // no telephone
            ("6A49373964014", None),
            ("34 12 5 678", None),
            ("1,99", None),
            ("12345678901234567890", None),
        ];
        for (text, expected) in table {
            let found = phones_in(text);
            let found = found.first().map(|one| (one.number.as_str(), one.premium));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_number_alone() {
        let table = [
            ("38004", Some(("38004", true))),
            ("36 31", Some(("3631", true))),
            ("1-833-242-1931", Some(("18332421931", false))),
            ("803160", Some(("803160", true))),
            ("09 69 391 391", Some(("0969391391", false))),
            // a code, a sum, an addition, a parcel number, words
            ("482913", None),
            ("36+31", None),
            ("00+31", None),
            ("12", None),
            ("1,99", None),
            ("12345678", None),
            ("appelez le 3631", None),
            ("", None),
        ];
        for (text, expected) in table {
            let found = alone(text);
            let found = found.as_ref().map(|one| (one.number.as_str(), one.short));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn foreign_to_a_carrier() {
        let table = [
            ("+639770000000", "chronopost", true),
            ("+33199001234", "chronopost", false),
            ("+262692000000", "chronopost", false),
            ("0199001234", "chronopost", false),
            // works in several countries, or everywhere
            ("+3222012345", "mondialrelay", false),
            ("+639770000000", "mondialrelay", true),
            ("+639770000000", "dhl", false),
        ];
        for (number, brand, foreign) in table {
            let brand = crate::brands::listed(brand).unwrap();
            assert_eq!(
                is_foreign(number, brand),
                foreign,
                "{number} {}",
                brand.id()
            );
        }
    }
}
