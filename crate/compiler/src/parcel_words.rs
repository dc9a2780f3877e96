//! Beginnings of words about parcels and their delivery.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::emit::Tables;
use super::letters::LetterMaps;
use super::source::{Problems, Source, Text};
use super::{check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StemsFile {
    group: Vec<GroupEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    lang: Text,
    source: Text,
    date: Text,
    stems: Spanned<Vec<Text>>,
}

/// Shorter beginnings begin too much, in bytes: a letter is one to three.
const MIN_STEM: usize = 5;

/// Reads, checks and folds the beginnings.
pub(crate) fn read(
    source: &Source<'_>,
    letters: &LetterMaps,
    problems: &mut Problems,
) -> BTreeSet<String> {
    let file: Option<StemsFile> = source.parse(problems);
    let mut stems = BTreeSet::new();
    for group in file.into_iter().flat_map(|file| file.group) {
        check::language(source, &group.lang, None, problems);
        check::origin(source, &group.source, &group.date, problems);
        check::list(source, "stems", &group.stems, problems);
        let mut of_language = BTreeSet::new();
        for value in group.stems.get_ref() {
            check::text(source, "stem", value, problems);
            let stem = fold::fold(value.get_ref(), letters);
            if stem.len() < MIN_STEM || stem.contains(' ') {
                problems.add(
                    source.place(value),
                    format!("stem \"{stem}\" is not the beginning of one word, of {MIN_STEM} bytes or more"),
                );
            } else if !of_language.insert(stem.clone()) {
                problems.add(
                    source.place(value),
                    format!("stem \"{stem}\" stands there twice"),
                );
            }
            // Languages share words, which is no fault.
            stems.insert(stem);
        }
    }
    stems
}

/// Writes those that no other begins, sorted.
pub(crate) fn emit(stems: &BTreeSet<String>, tables: &mut Tables) {
    let mut kept: Vec<&String> = Vec::new();
    for stem in stems {
        if !kept.last().is_some_and(|last| stem.starts_with(*last)) {
            kept.push(stem);
        }
    }
    let items = kept.iter().map(|stem| format!("{stem:?}"));
    tables.slice("PARCEL_STEMS", "&str", items);
}
