//! Currencies, what is a little of each, and numbers in letters.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::emit::{Tables, slice_of};
use super::source::{Problems, Source, Text};

/// More units of no currency are a little.
const MOST: u32 = 1_000_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyFile {
    currency: Vec<CurrencyEntry>,
    number: Vec<NumberEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyEntry {
    little: Spanned<u32>,
    #[serde(default)]
    as_written: bool,
    names: Spanned<Vec<Text>>,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberEntry {
    lang: Text,
    words: BTreeMap<Text, u32>,
    source: Text,
    date: Text,
}

/// Currencies and numbers, checked.
#[derive(Debug, Default)]
pub(crate) struct Money {
    currencies: Vec<Currency>,
    numbers: BTreeMap<String, u32>,
}

#[derive(Debug)]
struct Currency {
    little: u32,
    as_written: bool,
    names: Vec<String>,
}

/// Reads and checks the file.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Money {
    let Some(file) = source.parse::<MoneyFile>(problems) else {
        return Money::default();
    };
    let mut money = Money::default();
    for entry in file.currency {
        check::origin(source, &entry.source, &entry.date, problems);
        check::list(source, "names", &entry.names, problems);
        if *entry.little.get_ref() > MOST {
            problems.add(
                source.place(&entry.little),
                format!("little is more than {MOST} units"),
            );
        }
        for value in entry.names.get_ref() {
            check::text(source, "name", value, problems);
            let name = value.get_ref();
            if !entry.as_written && name.to_lowercase() != *name {
                problems.add(
                    source.place(value),
                    format!("name \"{name}\" is not in lower case"),
                );
            }
            let mut earlier = money.currencies.iter();
            let of_sign = earlier.find_map(|other| {
                let mut names = other.names.iter();
                let ends = |end: &&String| name.ends_with(*end) && is_sign(end);
                names
                    .find(ends)
                    .filter(|_| other.as_written == entry.as_written)
            });
            if let Some(sign) = of_sign {
                problems.add(
                    source.place(value),
                    format!("name \"{name}\" ends with \"{sign}\", which stands above and is found first"),
                );
            }
        }
        money.currencies.push(Currency {
            little: entry.little.into_inner(),
            as_written: entry.as_written,
            names: entry
                .names
                .into_inner()
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
        });
    }
    for entry in file.number {
        check::language(source, &entry.lang, None, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        for (word, value) in entry.words {
            check::text(source, "number", &word, problems);
            let text = word.get_ref();
            if !text
                .chars()
                .all(|letter| letter.is_alphabetic() && !letter.is_uppercase())
            {
                problems.add(
                    source.place(&word),
                    format!("number \"{text}\" is not one word of small letters"),
                );
            }
            let earlier = money.numbers.insert(text.clone(), value);
            if earlier.is_some_and(|earlier| earlier != value) {
                problems.add(
                    source.place(&word),
                    format!("number \"{text}\" has another value above"),
                );
            }
        }
    }
    money
}

/// Whether a name needs nothing apart from it: a sign, not a word.
fn is_sign(name: &str) -> bool {
    !name.chars().next().is_some_and(char::is_alphabetic)
}

/// Writes the tables, currencies in the order of the file.
pub(crate) fn emit(money: &Money, tables: &mut Tables) {
    for (name, as_written) in [("CURRENCIES", false), ("CURRENCIES_AS_WRITTEN", true)] {
        let rows = money.currencies.iter();
        let rows = rows.filter(|currency| currency.as_written == as_written);
        let items = rows.map(|currency| {
            format!(
                "Currency {{ little: {}, names: {} }}",
                currency.little,
                slice_of(&currency.names)
            )
        });
        tables.array(name, "Currency", items);
    }
    let numbers = money.numbers.iter();
    let numbers = numbers.map(|(word, value)| format!("({word:?}, {value})"));
    tables.array("NUMBERS_IN_LETTERS", "(&str, u32)", numbers);
}
