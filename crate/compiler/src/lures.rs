//! The stories that scams tell, one file of `phrases/lures/` each, and what tells in
//! messages, one file of `phrases/cues/` each.

use serde::Deserialize;
use toml::Spanned;

use super::kinds::Weight;
use super::letters::LetterMaps;
use super::source::{Place, Problems, Source, Text};
use super::{Files, check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    phrase: Vec<PhraseEntry>,
    cases: CasesEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseEntry {
    lang: Text,
    text: Text,
    weight: Text,
    /// The sentence that was really seen; a wording of our own has none.
    quote: Option<Text>,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesEntry {
    hit: Spanned<Vec<Text>>,
    miss: Spanned<Vec<Text>>,
}

/// A story, checked.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) id: String,
    /// Path below `data/`.
    pub(crate) file: String,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) hit: Vec<String>,
    pub(crate) miss: Vec<String>,
}

/// A phrase, folded.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) lang: String,
    /// Folded words and `#`, one space between.
    pub(crate) words: String,
    pub(crate) weight: Weight,
}

/// Reads and checks every file of a folder.
pub(crate) fn read_all(
    files: &Files,
    folder: &str,
    letters: &LetterMaps,
    problems: &mut Problems,
) -> Vec<Story> {
    let sources = Source::all(files, folder, ".toml");
    if sources.is_empty() {
        problems.add(
            Place {
                file: folder.to_owned(),
                line: 1,
            },
            "there are no stories",
        );
    }
    let stories = sources.iter().filter_map(|(id, source)| {
        if !id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        {
            problems.add(
                source.line(1),
                "a file name is small letters, digits and `_`",
            );
        }
        let file: StoryFile = source.parse(problems)?;
        Some(Story {
            id: (*id).to_owned(),
            file: source.file.to_owned(),
            phrases: read_phrases(source, &file.phrase, letters, problems),
            hit: check::cases(source, "hit", 1, &file.cases.hit, says_something, problems),
            miss: check::cases(
                source,
                "miss",
                1,
                &file.cases.miss,
                says_something,
                problems,
            ),
        })
    });
    stories.collect()
}

/// Checks and folds the phrases of a story.
fn read_phrases(
    source: &Source<'_>,
    entries: &[PhraseEntry],
    letters: &LetterMaps,
    problems: &mut Problems,
) -> Vec<Phrase> {
    if entries.is_empty() {
        problems.add(source.line(1), "a story needs a phrase");
    }
    let mut phrases: Vec<Phrase> = Vec::new();
    for entry in entries {
        check::language(source, &entry.lang, None, problems);
        if let Some(quote) = &entry.quote {
            check::text(source, "quote", quote, problems);
        }
        check::origin(source, &entry.source, &entry.date, problems);
        let ids = Weight::ALL.iter().map(|weight| weight.id());
        let weight = check::word(
            source,
            "weight",
            &entry.weight,
            Weight::from_id,
            ids,
            problems,
        );
        let lang = entry.lang.get_ref();
        let words = fold_phrase(entry.text.get_ref(), letters);
        let place = source.place(&entry.text);
        if words.split(' ').all(|word| matches!(word, "" | "#")) {
            problems.add(
                place,
                format!("phrase \"{}\" folds to no word", entry.text.get_ref()),
            );
        } else if has_bad_stem(&words) {
            problems.add(
                place,
                "`*` follows the beginning of a word, of four letters or more",
            );
        } else if words.contains("# # #") {
            problems.add(place, "a phrase has at most two numbers side by side");
        } else if phrases
            .iter()
            .any(|phrase| phrase.words == words && phrase.lang == *lang)
        {
            problems.add(
                place,
                format!("phrase \"{words}\" stands there twice for lang \"{lang}\""),
            );
        } else if let Some(weight) = weight {
            phrases.push(Phrase {
                lang: lang.clone(),
                words,
                weight,
            });
        }
    }
    phrases
}

/// Folds a phrase and keeps its `#` and `*`.
fn fold_phrase(text: &str, letters: &LetterMaps) -> String {
    let words = text.replace('#', " # ");
    let words = words.split_whitespace().map(|word| match word {
        "#" => word.to_owned(),
        _ => {
            let folded = fold::fold(word, letters);
            let stem = if word.ends_with('*') { "*" } else { "" };
            folded + stem
        }
    });
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether a `*` stands behind too little to be looked up.
fn has_bad_stem(words: &str) -> bool {
    let mut stems = words.split(' ').filter_map(|word| word.strip_suffix('*'));
    stems.any(|stem| stem.chars().count() < 4)
}

/// A sentence has words.
fn says_something(sentence: &str) -> Result<(), &'static str> {
    if sentence.trim().is_empty() {
        Err("is empty")
    } else {
        Ok(())
    }
}
