//! Sums of money and masked card numbers in a text, whatever its language.
//!
//! By hand: libraries for money hold and reckon sums, none finds them in running text.

/// Sums that a text names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// The smallest between 0.10 and 9.99 of a currency in which that is a
    /// little, in hundredths.
    pub(crate) small: Option<u32>,
    /// Whether any sum is named.
    pub(crate) any: bool,
}

impl Sums {
    /// Adds those of another text.
    pub(crate) fn add(&mut self, other: Self) {
        self.any |= other.any;
        self.small = match (self.small, other.small) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
    }
}

/// Currencies of which a few units are a parcel's alleged fee.
const STRONG_CURRENCIES: &[&str] = &[
    "€", "£", "$", "eur", "euro", "euros", "gbp", "usd", "chf", "aud", "cad", "sgd", "nzd", "pln",
    "zł", "zl", "dollar", "dollars",
];

/// Other currencies, by sign, ISO 4217 code or everyday name.
const OTHER_CURRENCIES: &[&str] = &[
    "¥", "₹", "₽", "₺", "₴", "฿", "₩", "円", "元", "kr", "kč", "kc", "ft", "lei", "tl", "грн",
    "руб", "aed", "ars", "brl", "clp", "cny", "cop", "czk", "dkk", "hkd", "huf", "idr", "inr",
    "dh", "dt", "fcfa", "jpy", "krw", "mad", "tnd", "xaf", "xof", "mxn", "myr", "nok", "pen",
    "php", "ron", "rub", "sar", "sek", "thb", "try", "twd", "uah", "vnd", "zar",
];

/// Finds the sums of a text.
pub(crate) fn sums(text: &str) -> Sums {
    let text = text.to_lowercase();
    let small = sum_in_letters(&text);
    let mut sums = Sums {
        small,
        any: small.is_some(),
    };
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
        let strong = is_beside(STRONG_CURRENCIES, before, after);
        if !strong && !is_beside(OTHER_CURRENCIES, before, after) {
            continue;
        }
        sums.any = true;
        let small = strong
            .then(|| {
                let number = text.get(start..end)?;
                hundredths(number).or_else(|| with_cents_behind(number, after))
            })
            .flatten();
        if let Some(sum) = small {
            sums.small = Some(sums.small.map_or(sum, |least| least.min(sum)));
        }
    }
    sums
}

/// Small numbers as people write them out, with their value.
const WORDS: &[(&str, u32)] = &[
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ein", 1),
    ("einen", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("uno", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("due", 2),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("een", 1),
    ("twee", 2),
    ("drie", 3),
    ("vijf", 5),
    ("dois", 2),
    ("três", 3),
    ("quatro", 4),
];

/// Names of currencies that follow a number in letters.
const WORD_CURRENCIES: &[&str] = &[
    "euro", "euros", "dollar", "dollars", "pounds", "livres", "francs", "franken",
];

/// The smallest sum that is written in letters (`deux euros`), in hundredths.
fn sum_in_letters(text: &str) -> Option<u32> {
    let words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    words()
        .zip(words().skip(1))
        .filter(|(_, currency)| WORD_CURRENCIES.contains(currency))
        .filter_map(|(number, _)| WORDS.iter().find(|(word, _)| *word == number))
        .map(|(_, value)| value * 100)
        .min()
}

/// Where a number with its separators ends: `1 234,99`, `8.689`.
fn end_of_number(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while is_digit(end)
        || matches!(bytes.get(end), Some(b'.' | b',' | b'\'')) && is_digit(end + 1)
        || bytes.get(end) == Some(&b' ') && (1..=3).all(|more| is_digit(end + more))
    {
        end += 1;
    }
    end
}

/// Hundredths of a number like `1,99`, if it lies between 0.10 and 9.99.
fn hundredths(number: &str) -> Option<u32> {
    match number.as_bytes() {
        [
            whole @ b'0'..=b'9',
            b'.' | b',',
            tens @ b'0'..=b'9',
            ones @ b'0'..=b'9',
        ] => {
            let digit = |byte: &u8| u32::from(byte - b'0');
            let sum = digit(whole) * 100 + digit(tens) * 10 + digit(ones);
            (sum >= 10).then_some(sum)
        }
        _ => None,
    }
}

/// Hundredths of a sum whose cents stand behind the currency (`1€99`, `1 euro 99`), or
/// that has none (`2 €`).
fn with_cents_behind(number: &str, after: &str) -> Option<u32> {
    let [whole @ b'1'..=b'9'] = number.as_bytes() else {
        return None;
    };
    let whole = u32::from(whole - b'0') * 100;
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let behind = ["euros", "euro", "€"]
        .iter()
        .find_map(|currency| after.strip_prefix(currency))
        .unwrap_or_default()
        .trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let cents = behind
        .split(|letter: char| !letter.is_ascii_digit())
        .next()
        .filter(|digits| digits.len() == 2)
        .and_then(|digits| digits.parse::<u32>().ok());
    Some(whole + cents.unwrap_or_default())
}

/// Whether a currency stands at the end of `before` or the start of `after`,
/// with a space between or not. A name in letters stands apart from other letters.
fn is_beside(currencies: &[&str], before: &str, after: &str) -> bool {
    let before = before
        .strip_suffix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(before);
    let after = after
        .strip_prefix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(after);
    currencies.iter().any(|currency| {
        let stands_apart = |neighbour: Option<char>| {
            !currency.starts_with(char::is_alphabetic)
                || !neighbour.is_some_and(char::is_alphanumeric)
        };
        before
            .strip_suffix(currency)
            .is_some_and(|rest| stands_apart(rest.chars().next_back()))
            || after
                .strip_prefix(currency)
                .is_some_and(|rest| stands_apart(rest.chars().next()))
    })
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
            // a little of a weak currency is nothing
            ("3,70 MXN", None),
        ];
        for (text, small) in table {
            assert_eq!(sums(text).small, small, "{text}");
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
