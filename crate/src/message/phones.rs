//! Telephone numbers of a message, and which of them cost the caller extra.

use std::ops::Range;

use serde::Serialize;

use crate::generated::premium_numbers;

/// A telephone number of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhoneNumber {
    /// Bytes of the text where it stands.
    pub range: Range<usize>,
    /// Its digits, with `+` in front of a country code.
    pub number: String,
    /// Whether a call costs extra.
    pub premium: bool,
}

/// So many numbers are kept.
const MAX_NUMBERS: usize = 16;

/// Finds the telephone numbers of a text.
pub(super) fn phones_in(text: &str) -> Vec<PhoneNumber> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() && found.len() < MAX_NUMBERS {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let starts = bytes
            .get(at)
            .is_some_and(|&b| b.is_ascii_digit() || b == b'+')
            && before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 128);
        if !starts {
            at += 1;
            continue;
        }
        let end = end_of_number(bytes, at);
        if let Some(number) = read(text, at..end) {
            found.push(number);
        }
        at = end.max(at + 1);
    }
    found
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
            b' ' | b'.' | b'-' | b'(' | b')' | b'/' if separators < 2 => separators += 1,
            _ => break,
        }
        at += 1;
    }
    end
}

fn read(text: &str, range: Range<usize>) -> Option<PhoneNumber> {
    let after = text.as_bytes().get(range.end);
    if after.is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let written = text.get(range.clone())?;
    let mut number: String = written
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    if let Some(rest) = number.strip_prefix("00") {
        number = format!("+{rest}");
    }
    let premium = is_premium(&number);
    let length = number.trim_start_matches('+').len();
    let is_phone = number.starts_with(['+', '0']) && (8..=15).contains(&length);
    (is_phone || premium).then_some(PhoneNumber {
        range,
        number,
        premium,
    })
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
}
