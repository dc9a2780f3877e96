//! What form fields ask for.

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::emit::{Tables, slice_of};
use super::kinds::FieldKind;
use super::source::{Problems, Source, Text};

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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternEntry {
    lang: Text,
    on: Spanned<Vec<Text>>,
    pattern: Text,
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
}

/// Reads and checks the kinds of fields.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Vec<Patterns> {
    let file: Option<FieldsFile> = source.parse(problems);
    let mut kinds: Vec<Patterns> = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.kind) {
        let ids = FieldKind::ALL.iter().map(|kind| kind.id());
        let kind = check::word(source, "id", &entry.id, FieldKind::from_id, ids, problems);
        if entry.autocomplete.is_empty() && entry.matches.is_empty() {
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
        let Some(kind) = kind else { continue };
        kinds.push(Patterns {
            kind,
            autocomplete: entry
                .autocomplete
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            label: join(&entry.matches, "label"),
            name: join(&entry.matches, "name"),
            unless_label: join(&entry.unless, "label"),
            unless_name: join(&entry.unless, "name"),
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
        Ok(_) => return,
    };
    problems.add(source.place(pattern), format!("pattern '{text}' {why}"));
}

/// The line of a regular expression's error that says what is wrong.
fn last_line(error: &str) -> &str {
    error.lines().last().unwrap_or_default().trim()
}

/// The patterns of one place as one.
fn join(patterns: &[PatternEntry], place: &str) -> String {
    let here = patterns
        .iter()
        .filter(|pattern| pattern.on.get_ref().iter().any(|on| on.get_ref() == place));
    here.map(|pattern| pattern.pattern.get_ref().as_str())
        .collect::<Vec<_>>()
        .join("|")
}

/// Writes the kinds in the file's order.
pub(crate) fn emit(kinds: &[Patterns], tables: &mut Tables) {
    let items = kinds.iter().map(|Patterns { kind, autocomplete, label, name, unless_label, unless_name }| {
        format!(
            "FieldPatterns {{ kind: FieldKind::{kind:?}, autocomplete: {}, label: {label:?}, name: {name:?}, \
             unless_label: {unless_label:?}, unless_name: {unless_name:?} }}",
            slice_of(autocomplete),
        )
    });
    tables.slice("FIELDS", "FieldPatterns", items);
}
