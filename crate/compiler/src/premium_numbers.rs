//! Telephone numbers that cost the caller extra.

use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::emit::{Tables, slice_of};
use super::source::{Problems, Source, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PremiumFile {
    number: Vec<PremiumEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PremiumEntry {
    country: Text,
    code: Text,
    prefixes: Spanned<Vec<Text>>,
    digits: Spanned<Vec<usize>>,
    source: Text,
    date: Text,
}

/// The numbers of a country, checked.
#[derive(Debug)]
pub(crate) struct Premium {
    code: String,
    prefixes: Vec<String>,
    digits: Vec<usize>,
}

/// Reads and checks the numbers.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Vec<Premium> {
    let file: Option<PremiumFile> = source.parse(problems);
    let mut rows = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.number) {
        check::origin(source, &entry.source, &entry.date, problems);
        let code = entry.country.get_ref();
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.add(
                source.place(&entry.country),
                format!("country \"{code}\" is not an ISO 3166-1 code"),
            );
        }
        check::list(source, "prefixes", &entry.prefixes, problems);
        check::list(source, "digits", &entry.digits, problems);
        for prefix in entry.prefixes.get_ref().iter().chain([&entry.code]) {
            let text = prefix.get_ref();
            if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                problems.add(
                    source.place(prefix),
                    format!("prefix \"{text}\" is not digits"),
                );
            }
        }
        let prefixes = entry.prefixes.into_inner().into_iter();
        rows.push(Premium {
            code: entry.code.into_inner(),
            prefixes: prefixes.map(Spanned::into_inner).collect(),
            digits: entry.digits.into_inner(),
        });
    }
    rows
}

/// Writes the numbers.
pub(crate) fn emit(rows: &[Premium], tables: &mut Tables) {
    let items = rows.iter().map(
        |Premium {
             code,
             prefixes,
             digits,
         }| {
            format!(
                "PremiumNumbers {{ code: {code:?}, prefixes: {}, digits: {} }}",
                slice_of(prefixes),
                slice_of(digits)
            )
        },
    );
    tables.array("PREMIUM_NUMBERS", "PremiumNumbers", items);
}
