//! What form fields ask for.

use std::collections::BTreeSet;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::emit::{Tables, slice_of};
use super::kinds::FieldKind;
use super::letters::LetterMaps;
use super::source::{Problems, Source, Text};
use super::{check, fold, pattern_program};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    kind: Vec<KindEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    id: Text,
    #[serde(default)]
    autocomplete: Vec<Text>,
    #[serde(default, rename = "match")]
    matches: Vec<PatternEntry>,
    #[serde(default)]
    unless: Vec<PatternEntry>,
    #[serde(default)]
    words: Vec<WordsEntry>,
    #[serde(default)]
    unless_words: Vec<WordsEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternEntry {
    lang: Text,
    on: Spanned<Vec<Text>>,
    pattern: Text,
}

/// Labels of one language as people write them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsEntry {
    lang: Text,
    texts: Spanned<Vec<Text>>,
    source: Text,
    date: Text,
}

/// The patterns of one kind, those of one place joined.
#[derive(Debug)]
pub(crate) struct Patterns {
    kind: FieldKind,
    autocomplete: Vec<String>,
    label: String,
    name: String,
    unless_label: String,
    unless_name: String,
    words: Vec<String>,
    unless_words: Vec<String>,
}

/// Reads and checks the kinds of fields.
pub(crate) fn read(
    source: &Source<'_>,
    letters: &LetterMaps,
    problems: &mut Problems,
) -> Vec<Patterns> {
    let file: Option<FieldsFile> = source.parse(problems);
    let mut kinds: Vec<Patterns> = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.kind) {
        let ids = FieldKind::ALL.iter().map(|kind| kind.id());
        let kind = check::word(source, "id", &entry.id, FieldKind::from_id, ids, problems);
        if entry.autocomplete.is_empty() && entry.matches.is_empty() && entry.words.is_empty() {
            problems.add(
                source.place(&entry.id),
                format!("kind \"{}\" matches nothing", entry.id.get_ref()),
            );
        }
        if kinds.iter().any(|earlier| Some(earlier.kind) == kind) {
            problems.add(
                source.place(&entry.id),
                format!("kind \"{}\" stands there twice", entry.id.get_ref()),
            );
        }
        for value in &entry.autocomplete {
            check_autocomplete(source, value, &kinds, problems);
        }
        for pattern in entry.matches.iter().chain(&entry.unless) {
            check::language(source, &pattern.lang, Some("any"), problems);
            check_places(source, &pattern.on, problems);
            check_pattern(source, &pattern.pattern, problems);
        }
        let words = read_words(source, &entry.words, letters, problems);
        let unless_words = read_words(source, &entry.unless_words, letters, problems);
        let Some(kind) = kind else { continue };
        kinds.push(Patterns {
            kind,
            autocomplete: entry
                .autocomplete
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            label: join(&entry.matches, "label", &words),
            name: join(&entry.matches, "name", &[]),
            unless_label: join(&entry.unless, "label", &unless_words),
            unless_name: join(&entry.unless, "name", &[]),
            words: beyond_ascii(words),
            unless_words: beyond_ascii(unless_words),
        });
    }
    kinds
}

/// A value of the attribute, of one kind only.
fn check_autocomplete(
    source: &Source<'_>,
    value: &Text,
    kinds: &[Patterns],
    problems: &mut Problems,
) {
    let word = value.get_ref();
    if word.is_empty()
        || !word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        problems.add(
            source.place(value),
            format!("autocomplete \"{word}\" is not a value of the attribute"),
        );
    }
    if let Some(other) = kinds.iter().find(|kind| kind.autocomplete.contains(word)) {
        problems.add(
            source.place(value),
            format!(
                "autocomplete \"{word}\" is of kind {} already",
                other.kind.id()
            ),
        );
    }
}

/// Where a pattern looks.
fn check_places(source: &Source<'_>, on: &Spanned<Vec<Text>>, problems: &mut Problems) {
    check::list(source, "on", on, problems);
    for place in on.get_ref() {
        if !matches!(place.get_ref().as_str(), "label" | "name") {
            problems.add(
                source.place(place),
                format!("on \"{}\" is not one of label, name", place.get_ref()),
            );
        }
    }
}

/// A pattern must compile, and be able to meet folded words without Unicode tables.
fn check_pattern(source: &Source<'_>, pattern: &Text, problems: &mut Problems) {
    let text = pattern.get_ref();
    let why = match Regex::new(text) {
        _ if text.is_empty() => "is empty".to_owned(),
        _ if !text.is_ascii() => "is not ASCII, as folded words are".to_owned(),
        _ if text.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            "has a capital, which no folded word has".to_owned()
        }
        _ if text.contains('\\') => "has a `\\`, which folded words need nowhere".to_owned(),
        Err(error) => format!(
            "is not a regular expression: {}",
            last_line(&error.to_string())
        ),
        // The words of a field without any.
        Ok(regex) if regex.is_match("  ") => "matches a field without words".to_owned(),
        Ok(_) => match pattern_program::check(text) {
            Err(why) => why,
            Ok(()) => return,
        },
    };
    problems.add(source.place(pattern), format!("pattern '{text}' {why}"));
}

/// The line of a regular expression's error that says what is wrong.
fn last_line(error: &str) -> &str {
    error.lines().last().unwrap_or_default().trim()
}

/// Folds the labels of all languages to the text that is looked for in a padded
/// label, each once.
fn read_words(
    source: &Source<'_>,
    entries: &[WordsEntry],
    letters: &LetterMaps,
    problems: &mut Problems,
) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for entry in entries {
        check::language(source, &entry.lang, None, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        check::list(source, "texts", &entry.texts, problems);
        let mut of_language = BTreeSet::new();
        for value in entry.texts.get_ref() {
            check::text(source, "text", value, problems);
            let folded = fold::fold(value.get_ref(), letters);
            if folded.is_empty() {
                problems.add(
                    source.place(value),
                    format!("text \"{}\" holds no word", value.get_ref()),
                );
            } else if !of_language.insert(folded.clone()) {
                problems.add(
                    source.place(value),
                    format!("text \"{}\" stands there twice", value.get_ref()),
                );
            }
            words.push(as_looked_for(&folded));
        }
    }
    words.sort_unstable();
    words.dedup();
    // Where a shorter one is met, a longer one tells nothing new.
    let all = words.clone();
    words.retain(|word| {
        !all.iter()
            .any(|other| other != word && word.contains(other.as_str()))
    });
    words
}

/// A folded label with a space before it where its script parts words, and one
/// behind it where it is so short that other words begin alike.
fn as_looked_for(folded: &str) -> String {
    const SHORT: usize = 5;
    if folded.chars().any(parts_no_words) {
        folded.to_owned()
    } else if folded.chars().count() < SHORT {
        format!(" {folded} ")
    } else {
        format!(" {folded}")
    }
}

/// Scripts that write no spaces, or glue endings on: Thai to Burmese, Chinese,
/// Japanese, Korean.
fn parts_no_words(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Words that patterns without Unicode can't hold cheaply: they are looked for one by one.
fn beyond_ascii(words: Vec<String>) -> Vec<String> {
    words.into_iter().filter(|word| !word.is_ascii()).collect()
}

/// The patterns of one place as one, with the words that need no table of letters.
fn join(patterns: &[PatternEntry], place: &str, words: &[String]) -> String {
    let here = patterns
        .iter()
        .filter(|pattern| pattern.on.get_ref().iter().any(|on| on.get_ref() == place));
    here.map(|pattern| pattern.pattern.get_ref().as_str())
        .chain(
            words
                .iter()
                .map(String::as_str)
                .filter(|word| word.is_ascii()),
        )
        .collect::<Vec<_>>()
        .join("|")
}

/// Writes the kinds in the file's order, and for each place the program of its patterns.
pub(crate) fn emit(kinds: &[Patterns], tables: &mut Tables) {
    let items = kinds.iter().map(|patterns| {
        format!(
            "FieldWords {{ kind: FieldKind::{:?}, autocomplete: {}, words: {:?}, unless_words: {:?} }}",
            patterns.kind,
            slice_of(&patterns.autocomplete),
            patterns.words.join("|"),
            patterns.unless_words.join("|"),
        )
    });
    tables.array("FIELDS", "FieldWords", items);
    let mut write = |name: &str, of: fn(&Patterns) -> &str| {
        let here = kinds
            .iter()
            .map(|patterns| (patterns.kind as u32, of(patterns)));
        tables.patterns(name, here.filter(|(_, pattern)| !pattern.is_empty()));
    };
    write("FIELD_LABELS", |patterns| &patterns.label);
    write("FIELD_NAMES", |patterns| &patterns.name);
    write("FIELD_UNLESS_LABELS", |patterns| &patterns.unless_label);
    write("FIELD_UNLESS_NAMES", |patterns| &patterns.unless_name);
}
