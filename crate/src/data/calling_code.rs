//! Whose telephone number it is, by its calling code.

use crate::data::CALLING_CODES;

fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    CALLING_CODES
        .lines()
        .filter_map(|line| line.split_once(' '))
}

/// The countries (ISO 3166-1 alpha-2, the main one first) with the calling code
/// that a number starts with; none without `+`, or where nobody has the code.
#[must_use]
pub(crate) fn regions_of(number: &str) -> Vec<&'static str> {
    let Some(digits) = number.strip_prefix('+') else {
        return Vec::new();
    };
    let longest = codes()
        .filter(|(code, _)| digits.starts_with(code))
        .max_by_key(|(code, _)| code.len());
    longest.map_or_else(Vec::new, |(_, regions)| regions.split(' ').collect())
}

/// Whether digits are a calling code, and nothing more.
#[must_use]
pub(crate) fn is_whole(digits: &str) -> bool {
    codes().any(|(code, _)| code == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_code_counts() {
        let table: &[(&str, &[&str])] = &[
            ("+447012345678", &["GB"]),
            ("+33199001234", &["FR"]),
            ("+12025550123", &["US", "CA"]),
            ("+18765550123", &["JM"]),
            ("+999", &[]),
            ("0199001234", &[]),
            ("38004", &[]),
            ("+", &[]),
        ];
        for (number, regions) in table {
            assert_eq!(regions_of(number), *regions, "{number}");
        }
        assert!(is_whole("33") && !is_whole("332") && !is_whole(""));
    }
}
