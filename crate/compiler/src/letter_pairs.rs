//! How usual it is in words that one letter follows another: what tells a language, whichever
//! it is, from letters in each other's place. Learned from the phrases and sentences of all languages.

use std::collections::BTreeMap;

use serde::Deserialize;
use vigicolis_format::alphabets::{ALPHABETS, PAIRS, place_of_pair};

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

/// How often each letter of an alphabet is followed by each, in the order of the table.
type Times = Vec<f64>;

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

/// Writes for each letter of an alphabet how surprising each letter after it is: the logarithm of
/// its share of all pairs of that alphabet, in sixteenths of a bit. Each language has one voice.
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
        let times = languages.entry(lang).or_insert_with(|| vec![0.0; PAIRS]);
        count(&fold::fold(text, letters), times);
    }
    let mut surprises = Vec::with_capacity(PAIRS);
    for (_, size) in ALPHABETS {
        let pairs = surprises.len()..surprises.len() + size * size;
        let mut shares = vec![0.0; size * size];
        for times in languages.values() {
            let times = times.get(pairs.clone()).unwrap_or_default();
            let all: f64 = times.iter().sum();
            if all >= LEAST {
                let both = shares.iter_mut().zip(times);
                both.for_each(|(share, time)| *share += time / all);
            }
        }
        let voices: f64 = shares.iter().sum();
        let surprise =
            |share: &f64| (-(share / voices.max(1.0) + NEVER_MET).log2() * PARTS).round();
        surprises.extend(shares.iter().map(surprise));
    }
    let surprises = surprises.iter().map(ToString::to_string);
    tables.array("PAIR_SURPRISES", "u8", surprises);
}

fn count(folded: &str, times: &mut Times) {
    for (one, next) in folded.chars().zip(folded.chars().skip(1)) {
        if let Some(time) = place_of_pair(one, next).and_then(|place| times.get_mut(place)) {
            *time += 1.0;
        }
    }
}
