//! What lists to choose from offer: months, years.

use crate::page::Field;

/// Whether a list offers the months, as numbers.
pub(super) fn is_months(field: &Field) -> bool {
    let numbers = numbers_of(field);
    numbers.len() == 12 && numbers.iter().copied().eq(1..=12)
}

/// Whether a list offers the coming years, as of a card.
pub(super) fn is_years(field: &Field) -> bool {
    const FEWEST: usize = 5;
    let numbers = numbers_of(field);
    let full = numbers
        .first()
        .is_some_and(|first| (2020..2060).contains(first));
    let short = numbers
        .first()
        .is_some_and(|first| (20..60).contains(first));
    numbers.len() >= FEWEST
        && (full || short)
        && numbers
            .iter()
            .zip(numbers.iter().skip(1))
            .all(|(one, next)| one + 1 == *next)
}

/// The numbers that options begin with; the first option may be none.
fn numbers_of(field: &Field) -> Vec<u32> {
    let number = |option: &String| {
        let digits: String = option
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().ok()
    };
    let skip = usize::from(field.options.first().and_then(number).is_none());
    field.options.iter().skip(skip).map_while(number).collect()
}
