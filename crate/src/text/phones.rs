//! Numbers to call, as they stand in a text, and which of them cost the caller extra.
//!
//! By hand: a library with all countries' numbering plans costs 600 kB of wasm, and which
//! ranges are premium is asked of data that names its sources.

use std::ops::Range;

use crate::data::premium_numbers;

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
    let within = bytes.iter().skip(at + 1).take(6);
    within
        .skip_while(|byte| byte.is_ascii_digit())
        .next()
        .is_some_and(|byte| *byte == b')')
}

/// The first number to call of a running text that costs the caller extra. One without a zero or
/// a calling code in front may be any number.
pub(crate) fn first_premium(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    // A search for one sign is a fast one.
    let starts = text.match_indices('0').chain(text.match_indices('+'));
    starts
        .filter(|&(at, _)| begins_number(bytes, at))
        .filter_map(|(at, _)| text.get(at..end_of_number(bytes, at)))
        .find(|written| is_premium(&digits_of(written)))
}

/// Whether a call to a number, digits with `+` in front of a calling code, costs extra.
pub(crate) fn is_premium(number: &str) -> bool {
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
    fn a_text_s_first_premium_number() {
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
            ("Réf. A0899000000", None),
        ] {
            assert_eq!(first_premium(text), number, "{text}");
        }
    }
}
