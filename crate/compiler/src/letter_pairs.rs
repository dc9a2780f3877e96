//! How usual it is in words that one letter follows another: what tells a language, whichever
//! it is, from letters in each other's place. Learned from the phrases and sentences of all languages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::emit::Tables;
use super::letters::LetterMaps;
use super::lures::Story;
use super::source::{Problems, Source, Text};
use super::{check, fold};

/// Pairs of letters from which a language has a say.
const LEAST: f64 = 75.0;

/// How often a pair that was never met is taken to be.
const NEVER_MET: f64 = 1.0 / 20_000.0;

/// Parts of a bit that are told apart.
const PARTS: f64 = 16.0;

/// How often each letter from a to z is followed by each.
type Times = [[f64; 26]; 26];

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
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Vec<(String, String)> {
    let file: Option<SentencesFile> = source.parse(problems);
    let entries = file.into_iter().flat_map(|file| file.sentence);
    entries
        .map(|entry| {
            check::language(source, &entry.lang, None, problems);
            check::text(source, "text", &entry.text, problems);
            check::origin(source, &entry.source, &entry.date, problems);
            (entry.lang.into_inner(), entry.text.into_inner())
        })
        .collect()
}

/// Writes for each letter from a to z how surprising each letter after it is: the logarithm of its
/// share of all pairs, in sixteenths of a bit. Each language has one voice.
pub(crate) fn emit(
    stories: &[&[Story]],
    sentences: &[(String, String)],
    letters: &LetterMaps,
    tables: &mut Tables,
) {
    let mut languages: BTreeMap<&str, Times> = BTreeMap::new();
    let phrases = stories.iter().copied().flatten();
    let phrases = phrases.flat_map(|story| &story.phrases);
    let phrases = phrases.map(|phrase| (&phrase.lang, &phrase.words));
    for (lang, text) in phrases.chain(sentences.iter().map(|(lang, text)| (lang, text))) {
        let times = languages.entry(lang).or_default();
        count(&fold::fold(text, letters), times);
    }
    let sum = |times: &Times| times.iter().flatten().sum::<f64>();
    languages.retain(|_, times| sum(times) >= LEAST);
    let mut shares = Times::default();
    for times in languages.values() {
        let all = sum(times);
        for (share, time) in shares.iter_mut().flatten().zip(times.iter().flatten()) {
            *share += time / all;
        }
    }
    let voices = sum(&shares);
    let surprise = |share: &f64| (-(share / voices + NEVER_MET).log2() * PARTS).round();
    let surprises = shares.iter().flatten().map(surprise);
    tables.array(
        "PAIR_SURPRISES",
        "u8",
        surprises.map(|parts| parts.to_string()),
    );
}

fn count(folded: &str, times: &mut Times) {
    for pair in folded.as_bytes().windows(2) {
        let place = |letter: u8| usize::from(letter.wrapping_sub(b'a'));
        if let [one, next] = *pair
            && let Some(row) = times.get_mut(place(one))
            && let Some(count) = row.get_mut(place(next))
        {
            *count += 1.0;
        }
    }
}
