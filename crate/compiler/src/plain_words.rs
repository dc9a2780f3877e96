//! Plain words that rules look for, by what they tell.

use std::collections::{BTreeMap, BTreeSet};

use super::emit::Tables;
use super::kinds::PlainWord;
use super::letters::LetterMaps;
use super::source::{Problems, Source};
use super::{check, class_groups, fold};

/// Parts the words of a line: none holds it.
const BETWEEN: &str = "|";

/// The words of each class.
pub(crate) type PlainWords = BTreeMap<PlainWord, BTreeSet<String>>;

/// Reads and checks the words, and folds those of folded classes.
pub(crate) fn read(
    source: &Source<'_>,
    letters: &LetterMaps,
    problems: &mut Problems,
) -> PlainWords {
    let mut words = PlainWords::new();
    for (class, group) in class_groups::read(source, PlainWord::ALL, PlainWord::id, problems) {
        let Some(class) = class else { continue };
        for value in &group {
            check::text(source, "word", value, problems);
            let written = value.get_ref();
            let word = if class.is_folded() {
                fold::fold(written, letters)
            } else {
                written.clone()
            };
            if word.is_empty() || word.contains(BETWEEN) || word.to_lowercase() != word {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is empty, not in lower case or holds a {BETWEEN}"),
                );
            }
            // Languages share words, which is no fault.
            words.entry(class).or_default().insert(word);
        }
    }
    words
}

/// Writes the words, a line for each class.
pub(crate) fn emit(words: &PlainWords, tables: &mut Tables) {
    let lines = PlainWord::ALL.iter().map(|class| {
        let of_class = words.get(class).into_iter().flatten().map(String::as_str);
        format!("{}\n", of_class.collect::<Vec<_>>().join(BETWEEN))
    });
    tables.text("PLAIN_WORDS", &lines.collect::<String>());
}
