//! Sums of money and masked card numbers in a text, whatever its language.
//!
//! By hand: libraries for money hold and reckon sums, none finds them in running text.

use std::borrow::Cow;

use crate::data::{
    Currency, PlainWord, currencies, currencies_as_written, number_in_letters, plain_words,
};

/// Sums that a text names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// The smallest that is a little of its currency, a tenth of a euro to some ten, in its hundredths.
    pub(crate) small: Option<u32>,
    /// Whether such a one is more than the least price of a list.
    pub(crate) owed: bool,
    /// Whether one is more than a little.
    pub(crate) large: bool,
    /// Whether any sum is named.
    pub(crate) any: bool,
    /// Whether one is the total of those before it: a bill.
    pub(crate) bill: bool,
}

impl Sums {
    /// Adds those of another text.
    pub(crate) fn add(&mut self, other: Self) {
        self.any |= other.any;
        self.owed |= other.owed;
        self.large |= other.large;
        self.bill |= other.bill;
        self.small = match (self.small, other.small) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
    }
}

/// Spaces within numbers, and between them and their currency.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// A text in lower case, each letter at its place: one whose small form is longer or shorter stays.
fn lowered_in_place(text: &str) -> String {
    let lowered = |letter: char| {
        if letter.is_ascii() {
            return letter.to_ascii_lowercase();
        }
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
            _ => letter,
        }
    };
    text.chars().map(lowered).collect()
}

/// A text whose full-width digits (`１５０円`) are the ordinary ones.
fn narrow_digits(text: &str) -> Cow<'_, str> {
    const NOUGHT: char = '\u{ff10}';
    const FIRST_BYTE: u8 = 0xef;
    if !text.as_bytes().contains(&FIRST_BYTE) {
        return Cow::Borrowed(text);
    }
    let narrow = |letter: char| {
        let digit = (letter as u32).wrapping_sub(NOUGHT as u32);
        char::from_digit(digit, 10).unwrap_or(letter)
    };
    text.chars().map(narrow).collect()
}

/// Finds the sums of a text.
pub(crate) fn sums(text: &str) -> Sums {
    let narrow = narrow_digits(text);
    let written = narrow.as_ref();
    let text = written;
    let text = lowered_in_place(text);
    let small = sum_in_letters(&text);
    let mut sums = Sums {
        small,
        owed: small.is_some(),
        any: small.is_some(),
        ..Sums::default()
    };
    let mut listed = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let end = end_of_number(&text, start);
        at = end;
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let as_written = (
            written.get(..start).unwrap_or_default(),
            written.get(end..).unwrap_or_default(),
        );
        let Some(little) = little_beside((before, after), as_written) else {
            sums.large |= is_total(before, text.get(start..end).unwrap_or_default());
            continue;
        };
        if is_capital(before) {
            continue;
        }
        sums.any = true;
        let number = text.get(start..end).unwrap_or_default();
        let sum = hundredths(number).map(|sum| sum.saturating_add(cents_behind(number, after)));
        if let Some(sum) = sum.filter(|_| listed.len() < LONGEST_BILL) {
            sums.bill |= is_total_of(sum, &listed);
            listed.push(sum);
        }
        match sum {
            Some(sum) if (little..little * 100).contains(&sum) => {
                sums.small = Some(sums.small.map_or(sum, |least| least.min(sum)));
                sums.owed |= !is_least(before);
            }
            Some(sum) => sums.large |= sum > little,
            None => sums.large = true,
        }
    }
    sums
}

/// Sums of the longest bill that is added up.
const LONGEST_BILL: usize = 30;

/// Whether a sum is the total of the last two or more.
fn is_total_of(sum: u32, listed: &[u32]) -> bool {
    let mut left = sum;
    let mut items = 0;
    for &item in listed.iter().rev() {
        items += u32::from(item > 0);
        match left.checked_sub(item) {
            Some(0) => return items > 1,
            Some(rest) => left = rest,
            None => return false,
        }
    }
    false
}

/// Whether a number is the least price of a list.
fn is_least(before: &str) -> bool {
    let words = before.trim_end_matches([' ', '\u{a0}', '\u{202f}', '€', '£', '$']);
    plain_words(PlainWord::LeastPrice).iter().any(|least| {
        words
            .strip_suffix(least)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether a sum is a firm's capital: `SARL au capital social de 1 000 €`.
fn is_capital(before: &str) -> bool {
    let is = |class, word: &str| plain_words(class).contains(&word);
    let line = before.rsplit(['\n', ';']).next().unwrap_or_default();
    let words = line.split(|letter: char| !letter.is_alphanumeric());
    let mut words = words
        .filter(|word| !word.is_empty())
        .rev()
        .skip_while(|word| is(PlainWord::BeforeSum, word));
    let (last, other) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    is(PlainWord::FirmCapital, last)
        || is(PlainWord::Capital, last) && is(PlainWord::OfFirm, other)
        || is(PlainWord::OfFirm, last) && is(PlainWord::Capital, other)
}

/// Whether a number without a currency, behind a word for the sum of all, is more than ten and cents.
fn is_total(before: &str, number: &str) -> bool {
    const TEN: u32 = 1_000;
    let words = before.trim_end_matches([' ', ':', '\u{a0}', '\u{202f}', '\n']);
    let has_cents = number.len() >= 4
        && number
            .len()
            .checked_sub(3)
            .and_then(|at| number.as_bytes().get(at))
            .is_some_and(|sign| matches!(sign, b'.' | b','));
    has_cents
        && plain_words(PlainWord::Total)
            .iter()
            .any(|total| words.ends_with(total))
        && hundredths(number).is_some_and(|sum| sum >= TEN)
}

/// The smallest sum that is written in letters (`deux euros`), in hundredths.
fn sum_in_letters(text: &str) -> Option<u32> {
    let words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    words()
        .zip(words().skip(1))
        .filter(|(_, currency)| plain_words(PlainWord::SpokenCurrency).contains(currency))
        .filter_map(|(number, _)| number_in_letters(number))
        .map(|value| value * 100)
        .min()
}

/// Where a number with its separators ends: `1 234,99`, `8.689`.
fn end_of_number(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // A space between thousands, narrow and kept together or not.
    let gap = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let space = rest.chars().next().filter(|space| SPACES.contains(space));
        space.map_or(0, char::len_utf8)
    };
    let mut end = start;
    while is_digit(end)
        || matches!(bytes.get(end), Some(b'.' | b',' | b'\'')) && is_digit(end + 1)
        || (1..=3).all(|more| is_digit(end + gap(end) + more - 1)) && gap(end) > 0
    {
        end += gap(end).max(1);
    }
    end
}

/// Hundredths of a number like `1,99`, `0.7`, `29` or `1 490`; none where it is too long for a sum.
fn hundredths(number: &str) -> Option<u32> {
    let parts: Vec<&str> = number
        .split(|letter: char| !letter.is_ascii_digit())
        .collect();
    // Three digits behind the last mark are thousands.
    let (whole, cents) = match parts.split_last()? {
        (cents, whole) if !whole.is_empty() && cents.len() < 3 => (whole.concat(), *cents),
        _ => (parts.concat(), ""),
    };
    let cents = format!("{cents:0<2}").parse::<u32>().ok()?;
    whole
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(cents)
}

/// Cents that stand behind the currency: `1€99`, `1 euro 99`.
fn cents_behind(number: &str, after: &str) -> u32 {
    if number.contains(|letter: char| !letter.is_ascii_digit()) {
        return 0;
    }
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let behind = ["euros", "euro", "€"]
        .iter()
        .find_map(|currency| after.strip_prefix(currency))
        .unwrap_or_default()
        .trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    behind
        .split(|letter: char| !letter.is_ascii_digit())
        .next()
        .filter(|digits| digits.len() == 2)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default()
}

/// Below how many units a sum is a little of the currency that stands at the end of the text
/// before it or the start of that after it, with a space between or not; none where there is no
/// currency. A name in letters stands apart from other letters; `as_written` are both with their capitals.
fn little_beside(lowered: (&str, &str), as_written: (&str, &str)) -> Option<u32> {
    let last = |text: &str, name: &str| {
        let text = text.strip_suffix(SPACES).unwrap_or(text);
        let rest = text.strip_suffix(name)?;
        Some((rest.chars().next_back(), name.chars().next()))
    };
    let first = |text: &str, name: &str| {
        let text = text.strip_prefix(SPACES).unwrap_or(text);
        let rest = text.strip_prefix(name)?;
        Some((rest.chars().next(), name.chars().next_back()))
    };
    let is_apart = |(neighbour, end): (Option<char>, Option<char>)| {
        !end.is_some_and(char::is_alphabetic) || !neighbour.is_some_and(char::is_alphanumeric)
    };
    let is_beside = |(before, after): (&str, &str), name: &str| {
        last(before, name).is_some_and(is_apart) || first(after, name).is_some_and(is_apart)
    };
    let find = |currencies: &[Currency], beside: (&str, &str)| {
        let mut currencies = currencies.iter();
        let found = currencies.find(|one| one.names.iter().any(|name| is_beside(beside, name)));
        found.map(|currency| currency.little)
    };
    find(currencies(), lowered).or_else(|| find(currencies_as_written(), as_written))
}

/// Whether a card number stands there with its digits hidden, as on a page that
/// confirms a payment: `XXXX XXXX XXXX`, `**** **** **** 1234`.
pub(crate) fn has_masked_card(text: &str) -> bool {
    let mut groups = 0;
    for word in text.split([' ', '-', '\u{a0}', '\n']) {
        let masked = word.chars().count() >= 4
            && word
                .chars()
                .all(|c| matches!(c, 'x' | 'X' | '*' | '•' | '●' | '#'));
        groups = if masked { groups + 1 } else { 0 };
        // In one piece it is at least twelve marks long.
        if groups >= 2 || masked && word.chars().count() >= 12 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sums() {
        let table = [
            ("Montant : 1,99 €", Some(199)),
            ("pay £2.99 now", Some(299)),
            ("Amount: 5.00 AUD", Some(500)),
            ("1,45 zł", Some(145)),
            ("再配達手数料１５０円", Some(15_000)),
            (
                "Une contribution de deux euros remet l'objet en tournée",
                Some(200),
            ),
            ("drei Euro Gebühr", Some(300)),
            ("Total: 45,99 €, dont frais 3,00 €", Some(300)),
            ("Il reste 1€99 à régler", Some(199)),
            ("1 euro 99 de frais", Some(199)),
            ("Frais : 2 €", Some(200)),
            // not small, not money, or part of a longer number
            ("Total 45,99 €", None),
            ("version 2.10", None),
            ("deux cents euros, dix euros", None),
            ("1 234,99 €", None),
            ("0,00 €", None),
            ("12.345,99 EUR", None),
            // a little is more of a currency of which more is a euro, and less than that nothing
            ("0.7HK$ 用於驗證", Some(70)),
            ("HK$ 29.90", Some(2_990)),
            ("NT$ 199", Some(19_900)),
            ("29 kr", Some(2_900)),
            ("À régler : 1 490 Ft", Some(149_000)),
            ("4.500 COP", Some(450_000)),
            ("12,99 zł", Some(1_299)),
            ("3,70 MXN", Some(370)),
            ("0,70 MXN", None),
            ("490 kr", None),
            ("PHP 8.2", None),
            ("29 SEK", Some(2_900)),
            ("Neuer Code in 60 Sek.", None),
            ("Garden hose, 100 ft", None),
            ("BBQ rub 100 g", None),
            ("15 HK$ 900", Some(1_500)),
        ];
        for (text, small) in table {
            assert_eq!(sums(text).small, small, "{text}");
        }
    }

    #[test]
    fn sums_that_are_more_than_a_little() {
        for (text, large) in [
            ("Frais 3,00 €, total 45,99 €", true),
            ("Frais 3,00 €, dont TVA 0,50 €", false),
            ("Total : 0,00 €", false),
            ("Exemple SARL au capital de 1 000 € – RCS 000", false),
            ("Stammkapital: 25.000 €", false),
            ("Kapitał zakładowy 5 000 zł", false),
            ("Capital social : 1 000 €", false),
            ("Share capital of £100", false),
            ("Capital restant dû : 450,00 €", true),
            ("Parking in the capital £25", true),
            ("1 234,99 €", true),
            ("1\u{202f}002,40 €", true),
            ("Total Fr. 52.40", true),
            ("Total : 52,40", true),
            ("Total : 2,40", false),
            ("Version 52.40", false),
            ("490 kr", true),
            ("29 kr", false),
            ("99999999999 €", true),
            ("n° 4599", false),
        ] {
            assert_eq!(sums(text).large, large, "{text}");
        }
    }

    #[test]
    fn nobody_owes_the_least_price_of_a_list() {
        for (text, owed) in [
            ("Livraison dès 5,90 €", false),
            ("Courier collection from £4.20", false),
            ("Versand ab 3,90 €; Gebühr 1,99 €", true),
            ("la taxa da pagare: 2 €", true),
            ("deux euros", true),
            ("45,99 €", false),
        ] {
            assert_eq!(sums(text).owed, owed, "{text}");
        }
    }

    #[test]
    fn a_bill_adds_up() {
        for (text, bill) in [
            (
                "Postkarten 3,50 €\nUntersetzer 4,00 €\nPorto 1,55 €\nSumme 9,05 €",
                true,
            ),
            (
                "Abo 0,00 €, œufs 2,40 €, livraison 1,50 €. Reste à payer : 3,90 €",
                true,
            ),
            // one sum, said again, and sums that have nothing to do with each other
            ("Frais : 1,99 €\nPayer 1,99 €", false),
            ("Frais 0,00 €, total 1,99 €, payer 1,99 €", false),
            ("1,99 € ou 4,90 €, puis 39,00 €", false),
        ] {
            assert_eq!(sums(text).bill, bill, "{text}");
        }
    }

    #[test]
    fn any_sum() {
        for text in [
            "8.689 COP",
            "合計： 281.89 JPY",
            "149 kr",
            "R$ 12,00",
            "5 €",
        ] {
            assert!(sums(text).any, "{text}");
        }
        for text in [
            "12 colis",
            "le 24/11/2026",
            "10 krokodiler",
            "in 60 Sek.",
            "EUR-Lex 32016",
            "",
        ] {
            assert!(!sums(text).any, "{text}");
        }
    }

    #[test]
    fn masked_cards() {
        for text in [
            "Carte : XXXX XXXX XXXX 1234",
            "**** **** **** 9876",
            "•••• •••• ••••",
            "Karte ************",
        ] {
            assert!(has_masked_card(text), "{text}");
        }
        for text in ["XXXL", "*** nouveau ***", "1234 5678", "----"] {
            assert!(!has_masked_card(text), "{text}");
        }
    }
}
