//! Words by language, where only the words count: how words of parcels begin,
//! and what people put between the words of a phrase.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::emit::Tables;
use super::letters::LetterMaps;
use super::source::{Problems, Source, Text};
use super::{check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    group: Vec<GroupEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    lang: Text,
    source: Text,
    date: Text,
    words: Spanned<Vec<Text>>,
}

/// Reads, checks and folds the words, none shorter than some bytes.
pub(crate) fn read(
    source: &Source<'_>,
    least: usize,
    letters: &LetterMaps,
    problems: &mut Problems,
) -> BTreeSet<String> {
    let file: Option<WordsFile> = source.parse(problems);
    let mut words = BTreeSet::new();
    for group in file.into_iter().flat_map(|file| file.group) {
        check::language(source, &group.lang, None, problems);
        check::origin(source, &group.source, &group.date, problems);
        check::list(source, "words", &group.words, problems);
        let mut of_language = BTreeSet::new();
        for value in group.words.get_ref() {
            check::text(source, "word", value, problems);
            let word = fold::fold(value.get_ref(), letters);
            if word.len() < least || word.contains(' ') {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is not one word of {least} bytes or more"),
                );
            } else if !of_language.insert(word.clone()) {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" stands there twice"),
                );
            }
            // Languages share words, which is no fault.
            words.insert(word);
        }
    }
    words
}

/// Writes all of them, sorted.
pub(crate) fn emit(words: &BTreeSet<String>, name: &str, tables: &mut Tables) {
    let items = words.iter().map(|word| format!("{word:?}"));
    tables.array(name, "&str", items);
}

/// Writes those that no other begins, sorted, a line each: without the place of each, which packs badly.
pub(crate) fn emit_stems(words: &BTreeSet<String>, name: &str, tables: &mut Tables) {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        if !kept.last().is_some_and(|last| word.starts_with(last)) {
            kept.push(word);
        }
    }
    tables.text(name, &kept.join("\n"));
}
