//! Words that make a carrier's name one of another thing.

use std::collections::{BTreeMap, BTreeSet};

use super::brand::Brand;
use super::emit::Tables;
use super::kinds::EverydayClass;
use super::letters::LetterMaps;
use super::source::{Problems, Source};
use super::{class_groups, fold};

/// The folded words with their classes.
pub(crate) type EverydayWords = BTreeMap<String, EverydayClass>;

/// Reads, checks and folds the words.
pub(crate) fn read(
    source: &Source<'_>,
    letters: &LetterMaps,
    brands: &[Brand],
    problems: &mut Problems,
) -> EverydayWords {
    let mut words = EverydayWords::new();
    for (class, group) in
        class_groups::read(source, EverydayClass::ALL, EverydayClass::id, problems)
    {
        for value in &group {
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

/// Writes one text a class, its words parted by spaces. Staff is among those who speak of a firm.
pub(crate) fn emit(words: &EverydayWords, tables: &mut Tables) {
    use EverydayClass::{About, Link, Name, Place, Staff, Stop, Trade};
    for (classes, name) in [
        (&[Name][..], "EVERYDAY_NAMES"),
        (&[Trade], "EVERYDAY_TRADES"),
        (&[Place], "EVERYDAY_PLACES"),
        (&[Stop], "EVERYDAY_STOPS"),
        (&[About, Staff], "EVERYDAY_ABOUT"),
        (&[Staff], "EVERYDAY_STAFF"),
        (&[Link], "EVERYDAY_LINKS"),
    ] {
        let of_class: BTreeSet<&str> = words
            .iter()
            .filter(|(_, of)| classes.contains(of))
            .map(|(word, _)| word.as_str())
            .collect();
        tables.text(name, &of_class.into_iter().collect::<Vec<_>>().join(" "));
    }
}
