//! Numbers to call, as they stand in a text, and which say themselves that they cost the caller extra.

use std::ops::Range;

use crate::data::{PlainWord, plain_words};

/// The digits of a number, with `+` in front of a calling code.
pub(crate) fn digits_of(written: &str) -> String {
    let digits: String = written
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match digits.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => digits,
    }
}

/// The runs of digits of a text, with single separators between them and none of a word's letters before.
pub(crate) fn runs_of_digits(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let start = at;
            at += 1;
            if (byte.is_ascii_digit() || *byte == b'+') && begins_number(bytes, start) {
                let end = end_of_number(bytes, start);
                at = end.max(at);
                return Some(start..end);
            }
        }
        None
    })
}

/// Whether no word's letter and no digit stands before.
fn begins_number(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 128)
}

/// Where a run of digits ends, with single separators between them.
fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    let mut separators = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                separators = 0;
                end = at + 1;
            }
            b'+' if at == start => {}
            b'(' if !encloses_digits(bytes, at) => break,
            b' ' | b'.' | b'-' | b'(' | b')' | b'/' if separators < 2 => separators += 1,
            _ => break,
        }
        at += 1;
    }
    end
}

/// Whether a bracket that opens here holds a few digits and no more: `+33 (0)1`, not `(2,99 €)`.
fn encloses_digits(bytes: &[u8], at: usize) -> bool {
    let mut within = bytes.iter().skip(at + 1).take(6);
    within.find(|byte| !byte.is_ascii_digit()) == Some(&b')')
}

/// Digits of a whole number.
const SHORTEST: usize = 8;

/// Bytes behind a number within which its price stands.
const NEAR: usize = 40;

/// The first number to call of a running text that costs the caller extra. One country's premium
/// prefix is another's dialling code: either its price stands beside it, as it must by law, or it is
/// 0900, which is premium wherever it is dialled.
pub(crate) fn first_costly(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    // A search for one sign is a fast one.
    let starts = text.match_indices('0').chain(text.match_indices('+'));
    starts
        .filter(|&(at, _)| begins_number(bytes, at))
        .map(|(at, _)| at..end_of_number(bytes, at))
        .find(|range| {
            let number = digits_of(text.get(range.clone()).unwrap_or_default());
            number.len() >= SHORTEST && (is_0900(&number) || names_price(text, range.end))
        })
        .and_then(|range| text.get(range))
}

/// Whether the price of a call is said behind a number that ends there.
fn names_price(text: &str, end: usize) -> bool {
    let near = text.floor_char_boundary(end + NEAR);
    let behind = text.get(end..near).unwrap_or_default().to_ascii_lowercase();
    let prices = plain_words(PlainWord::CallPrice);
    prices.iter().any(|price| behind.contains(price))
}

/// Whether a number is one of 0900.
pub(crate) fn is_0900(number: &str) -> bool {
    number.starts_with("0900")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_that_costs_extra() {
        for (text, number) in [
            (
                "Composez le 08 99 00 00 00 (2,99 € l'appel)",
                Some("08 99 00 00 00"),
            ),
            (
                "Call 0900 000 0000 today, or +44 900 000 0000",
                Some("0900 000 0000"),
            ),
            ("Appelez le 01 99 00 00 00", None),
            ("Commande 700 123 456", None),
            // Munich, a date, a price of something else
            ("Telefon 089 1234567, Versand 3,99 €", None),
            ("Reçu le 08/10/2026 17:05", None),
            ("+49 (0) 911 2345678", None),
            ("Réf. A0899000000", None),
        ] {
            assert_eq!(first_costly(text), number, "{text}");
        }
    }
}
