//! Lines that stand above other people's words.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::emit::Tables;
use super::letters::LetterMaps;
use super::source::{Problems, Source, Text};
use super::{check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelsFile {
    group: Vec<GroupEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    lang: Text,
    source: Text,
    date: Text,
    labels: Spanned<Vec<Text>>,
    #[serde(default)]
    below_heading: Vec<Text>,
}

/// Lines that stand above other people's words.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    anywhere: BTreeSet<String>,
    below_heading: BTreeSet<String>,
}

/// Reads, checks and folds the labels.
pub(crate) fn read(source: &Source<'_>, letters: &LetterMaps, problems: &mut Problems) -> Labels {
    let file: Option<LabelsFile> = source.parse(problems);
    let mut labels = Labels::default();
    for group in file.into_iter().flat_map(|file| file.group) {
        check::language(source, &group.lang, None, problems);
        check::origin(source, &group.source, &group.date, problems);
        check::list(source, "labels", &group.labels, problems);
        let mut of_language = BTreeSet::new();
        let anywhere = group.labels.get_ref().iter().map(|value| (value, true));
        let below = group.below_heading.iter().map(|value| (value, false));
        for (value, is_anywhere) in anywhere.chain(below) {
            check::text(source, "label", value, problems);
            let label = fold::fold(value.get_ref(), letters);
            // Numbers are left out of a line before it is looked up.
            if label.bytes().any(|byte| byte.is_ascii_digit()) {
                problems.add(
                    source.place(value),
                    format!("label \"{}\" holds a number", value.get_ref()),
                );
            } else if !of_language.insert(label.clone()) {
                problems.add(
                    source.place(value),
                    format!("label \"{label}\" stands there twice"),
                );
            }
            // Languages share labels, which is no fault.
            if is_anywhere {
                labels.anywhere.insert(label);
            } else {
                labels.below_heading.insert(label);
            }
        }
    }
    labels
}

/// Writes the labels, sorted.
pub(crate) fn emit(labels: &Labels, tables: &mut Tables) {
    for (name, labels) in [
        ("LABELS_OF_OTHERS", &labels.anywhere),
        ("LABELS_BELOW_HEADING", &labels.below_heading),
    ] {
        let items = labels.iter().map(|label| format!("{label:?}"));
        tables.array(name, "&str", items);
    }
}
