//! Words that make a carrier's name one of another thing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::brand::Brand;
use super::emit::Tables;
use super::kinds::EverydayClass;
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
    class: Text,
    lang: Text,
    source: Text,
    date: Text,
    words: Spanned<Vec<Text>>,
}

/// The folded words with their classes.
pub(crate) type EverydayWords = BTreeMap<String, EverydayClass>;

/// Reads, checks and folds the words.
pub(crate) fn read(
    source: &Source<'_>,
    letters: &LetterMaps,
    brands: &[Brand],
    problems: &mut Problems,
) -> EverydayWords {
    let file: Option<WordsFile> = source.parse(problems);
    let mut words = EverydayWords::new();
    for group in file.into_iter().flat_map(|file| file.group) {
        check::language(source, &group.lang, Some("any"), problems);
        check::origin(source, &group.source, &group.date, problems);
        check::list(source, "words", &group.words, problems);
        let ids = EverydayClass::ALL.iter().map(|class| class.id());
        let class = check::word(
            source,
            "class",
            &group.class,
            EverydayClass::from_id,
            ids,
            problems,
        );
        for value in group.words.get_ref() {
            let word = fold::fold(value.get_ref(), letters);
            // Hosts hold them, too.
            if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is not one word of Latin letters"),
                );
            }
            let Some(class) = class else { continue };
            if class == EverydayClass::Name && !is_name(&word, brands) {
                problems.add(
                    source.place(value),
                    format!("name \"{word}\" is no brand's, written without spaces"),
                );
            }
            // Languages share words, which is no fault.
            let earlier = words.insert(word.clone(), class);
            if earlier.is_some_and(|earlier| earlier != class) {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is of another class above"),
                );
            }
        }
    }
    words
}

fn is_name(word: &str, brands: &[Brand]) -> bool {
    let mut aliases = brands.iter().flat_map(|brand| &brand.aliases);
    aliases.any(|alias| alias.words.replace(' ', "") == word)
}

/// Writes one text a class, its words parted by spaces.
pub(crate) fn emit(words: &EverydayWords, tables: &mut Tables) {
    for (class, name) in [
        (EverydayClass::Name, "EVERYDAY_NAMES"),
        (EverydayClass::Trade, "EVERYDAY_TRADES"),
        (EverydayClass::Place, "EVERYDAY_PLACES"),
        (EverydayClass::Stop, "EVERYDAY_STOPS"),
        (EverydayClass::About, "EVERYDAY_ABOUT"),
        (EverydayClass::Link, "EVERYDAY_LINKS"),
    ] {
        let of_class: BTreeSet<&str> = words
            .iter()
            .filter(|(_, of)| **of == class)
            .map(|(word, _)| word.as_str())
            .collect();
        tables.text(name, &of_class.into_iter().collect::<Vec<_>>().join(" "));
    }
}
