//! The words of host names.

use std::collections::BTreeMap;

use super::class_groups;
use super::emit::Tables;
use super::kinds::HostWordClass;
use super::source::{Problems, Source};

/// The words with their classes; a word may be a top-level domain as well.
pub(crate) type HostWords = BTreeMap<(String, bool), HostWordClass>;

/// Reads and checks the words.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> HostWords {
    let mut words = HostWords::new();
    for (class, group) in
        class_groups::read(source, HostWordClass::ALL, HostWordClass::id, problems)
    {
        for value in &group {
            let word = value.get_ref();
            if word.is_empty()
                || !word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is not small ASCII letters and digits"),
                );
            }
            let Some(class) = class else { continue };
            // Languages share words, which is no fault.
            let key = (word.clone(), class == HostWordClass::AbusedTopLevel);
            if words
                .insert(key, class)
                .is_some_and(|earlier| earlier != class)
            {
                problems.add(
                    source.place(value),
                    format!("word \"{word}\" is of another class above"),
                );
            }
        }
    }
    words
}

/// Writes the words, a line for each class.
pub(crate) fn emit(words: &HostWords, tables: &mut Tables) {
    let lines = HostWordClass::ALL.iter().map(|class| {
        let own = words.iter().filter(|(_, other)| *other == class);
        let own = own.map(|((text, _), _)| text.as_str());
        format!("{}\n", own.collect::<Vec<_>>().join(" "))
    });
    tables.text("HOST_WORDS", &lines.collect::<String>());
}
