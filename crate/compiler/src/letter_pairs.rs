//! Which letters follow each other in words: what tells a language, whichever it is,
//! from shuffled letters. Learned from the phrases and sentences of all languages.

use serde::Deserialize;

use super::emit::Tables;
use super::letters::LetterMaps;
use super::lures::Story;
use super::source::{Problems, Source, Text};
use super::{check, fold};

/// Rarer pairs may be a name or an abbreviation.
const LEAST: u32 = 3;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentencesFile {
    sentence: Vec<SentenceEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceEntry {
    lang: Text,
    text: Text,
    source: Text,
    date: Text,
}

/// Reads and checks the sentences of languages that have no phrases.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Vec<String> {
    let file: Option<SentencesFile> = source.parse(problems);
    let entries = file.into_iter().flat_map(|file| file.sentence);
    entries
        .map(|entry| {
            check::language(source, &entry.lang, None, problems);
            check::text(source, "text", &entry.text, problems);
            check::origin(source, &entry.source, &entry.date, problems);
            entry.text.into_inner()
        })
        .collect()
}

/// Writes for each letter from a to z the letters that follow it, a bit each.
pub(crate) fn emit(
    stories: &[&[Story]],
    sentences: &[String],
    letters: &LetterMaps,
    tables: &mut Tables,
) {
    let mut times = [[0_u32; 26]; 26];
    // One sentence stands for a language: each of its pairs counts.
    for sentence in sentences {
        for _ in 0..LEAST {
            count(&fold::fold(sentence, letters), &mut times);
        }
    }
    for story in stories.iter().copied().flatten() {
        let phrases = story.phrases.iter().map(|phrase| &phrase.words);
        for text in phrases.chain(&story.hit).chain(&story.miss) {
            count(&fold::fold(text, letters), &mut times);
        }
    }
    let follow = times.iter().map(|row| {
        (0..26)
            .filter(|&next| row.get(next).is_some_and(|&count| count >= LEAST))
            .fold(0, |bits, next| bits | 1_usize << next)
    });
    tables.array("LETTER_PAIRS", "u32", follow.map(|bits| bits.to_string()));
}

fn count(folded: &str, times: &mut [[u32; 26]; 26]) {
    for pair in folded.as_bytes().windows(2) {
        let place = |letter: u8| usize::from(letter.wrapping_sub(b'a'));
        if let [one, next] = *pair
            && let Some(row) = times.get_mut(place(one))
            && let Some(count) = row.get_mut(place(next))
        {
            *count += 1;
        }
    }
}
