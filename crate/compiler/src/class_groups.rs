//! Words of a class and a language, with their source: how a file of such groups is read.

use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::source::{Problems, Source, Text};

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

/// Reads and checks the groups of a file: the class of each, if it is one, and its words.
pub(crate) fn read<C: Copy>(
    source: &Source<'_>,
    classes: &[C],
    id: impl Fn(C) -> &'static str,
    problems: &mut Problems,
) -> Vec<(Option<C>, Vec<Text>)> {
    let file: Option<WordsFile> = source.parse(problems);
    let groups = file.into_iter().flat_map(|file| file.group);
    let read = groups.map(|group| {
        check::language(source, &group.lang, Some("any"), problems);
        check::origin(source, &group.source, &group.date, problems);
        check::list(source, "words", &group.words, problems);
        let ids = classes.iter().map(|&class| id(class));
        let of_id = |word: &str| classes.iter().copied().find(|&class| id(class) == word);
        let class = check::word(source, "class", &group.class, of_id, ids, problems);
        (class, group.words.into_inner())
    });
    read.collect()
}
