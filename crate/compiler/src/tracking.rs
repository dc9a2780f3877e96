//! Formats of tracking numbers, and what the letters of postal items mean.

use serde::Deserialize;
use toml::Spanned;

use super::brand::Brand;
use super::check;
use super::emit::Tables;
use super::kinds::{NumberCheck, NumberStrength};
use super::pattern;
use super::source::{Problems, Source, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatFile {
    format: Vec<FormatEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatEntry {
    id: Text,
    name: Text,
    /// Numbers that any carrier may give have none.
    brand: Option<Text>,
    #[serde(default)]
    patterns: Vec<Text>,
    #[serde(default)]
    mixed_patterns: Vec<Text>,
    check: Text,
    strength: Text,
    valid: Spanned<Vec<Text>>,
    invalid: Spanned<Vec<Text>>,
    source: Text,
    date: Text,
    note: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostalFile {
    service: Vec<ServiceEntry>,
    country: Vec<CountryEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceEntry {
    patterns: Vec<Text>,
    name: Text,
    meaning: Text,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryEntry {
    code: Text,
    name: Text,
    operator: Text,
    source: Text,
    date: Text,
}

/// A format, checked.
#[derive(Debug)]
pub(crate) struct Format {
    pub(crate) id: String,
    name: String,
    pub(crate) brand: Option<String>,
    patterns: String,
    mixed_patterns: String,
    check: NumberCheck,
    strength: NumberStrength,
    pub(crate) valid: Vec<String>,
    pub(crate) invalid: Vec<String>,
}

/// What the letters of postal items mean, as lines of text.
#[derive(Debug, Default)]
pub(crate) struct Postal {
    services: String,
    countries: String,
}

/// Reads and checks the formats.
pub(crate) fn read(source: &Source<'_>, brands: &[Brand], problems: &mut Problems) -> Vec<Format> {
    let file: Option<FormatFile> = source.parse(problems);
    let mut formats: Vec<Format> = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.format) {
        let id = entry.id.get_ref();
        if !id
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        {
            problems.add(
                source.place(&entry.id),
                format!("id \"{id}\" is not small letters, digits and `_`"),
            );
        }
        if formats.iter().any(|earlier| earlier.id == *id) {
            problems.add(
                source.place(&entry.id),
                format!("format \"{id}\" stands there twice"),
            );
        }
        check::text(source, "name", &entry.name, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        if let Some(note) = &entry.note {
            check::text(source, "note", note, problems);
        }
        if let Some(brand) = &entry.brand
            && !brands.iter().any(|known| known.id == *brand.get_ref())
        {
            problems.add(
                source.place(brand),
                format!("no file of brands/ is called \"{}\"", brand.get_ref()),
            );
        }
        if entry.patterns.is_empty() && entry.mixed_patterns.is_empty() {
            problems.add(source.place(&entry.id), "a format needs a pattern");
        }
        let ids = NumberCheck::ALL.iter().map(|check| check.id());
        let check = check::word(
            source,
            "check",
            &entry.check,
            NumberCheck::from_id,
            ids,
            problems,
        );
        let ids = NumberStrength::ALL.iter().map(|strength| strength.id());
        let strength = check::word(
            source,
            "strength",
            &entry.strength,
            NumberStrength::from_id,
            ids,
            problems,
        );
        if let (Some(check), Some(strength)) = (check, strength)
            && (check == NumberCheck::None) == strength.id().starts_with("checksum")
        {
            problems.add(
                source.place(&entry.strength),
                format!(
                    "strength \"{}\" does not go with check \"{}\"",
                    strength.id(),
                    check.id()
                ),
            );
        }
        let is_number = |text: &str| {
            let good = text
                .bytes()
                .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'/'));
            if good && !text.is_empty() {
                Ok(())
            } else {
                Err("is not capitals and digits")
            }
        };
        let valid = check::cases(source, "valid", 1, &entry.valid, is_number, problems);
        let invalid = check::cases(source, "invalid", 1, &entry.invalid, is_number, problems);
        let (patterns, mixed_patterns) = (
            flat(source, &entry.patterns, problems),
            flat(source, &entry.mixed_patterns, problems),
        );
        if let (Some(check), Some(strength)) = (check, strength) {
            formats.push(Format {
                id: entry.id.into_inner(),
                name: entry.name.into_inner(),
                brand: entry.brand.map(Spanned::into_inner),
                patterns,
                mixed_patterns,
                check,
                strength,
                valid,
                invalid,
            });
        }
    }
    formats
}

/// Reads and checks the letters of postal items.
pub(crate) fn read_postal(source: &Source<'_>, problems: &mut Problems) -> Postal {
    let file: Option<PostalFile> = source.parse(problems);
    let mut postal = Postal::default();
    let Some(file) = file else { return postal };
    for entry in &file.service {
        check::text(source, "name", &entry.name, problems);
        check::text(source, "meaning", &entry.meaning, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        let patterns = flat(source, &entry.patterns, problems);
        if patterns.is_empty() {
            problems.add(source.place(&entry.name), "a service needs a pattern");
        }
        postal.services += &format!("{}\t{}\n", patterns, entry.name.get_ref());
    }
    let mut codes: Vec<&str> = Vec::new();
    for entry in &file.country {
        check::text(source, "name", &entry.name, problems);
        check::text(source, "operator", &entry.operator, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        let code = entry.code.get_ref();
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.add(
                source.place(&entry.code),
                format!("code \"{code}\" is not an ISO 3166-1 code"),
            );
        } else if codes.contains(&code.as_str()) {
            problems.add(
                source.place(&entry.code),
                format!("code \"{code}\" stands there twice"),
            );
        }
        codes.push(code);
        postal.countries += &format!("{code}{}\n", entry.operator.get_ref());
    }
    postal
}

/// The patterns without groups, parted by `|`.
fn flat(source: &Source<'_>, patterns: &[Text], problems: &mut Problems) -> String {
    let mut all = Vec::new();
    for text in patterns {
        let opened = open_groups(text.get_ref());
        match opened.filter(|opened| opened.iter().all(|one| is_well_formed(one))) {
            Some(opened) => all.extend(opened),
            None => problems.add(
                source.place(text),
                format!(
                    "pattern \"{}\" is not literals, classes, counts and groups",
                    text.get_ref()
                ),
            ),
        }
    }
    all.join("|")
}

/// Whether the library can read every item.
fn is_well_formed(pattern: &str) -> bool {
    let mut rest = pattern.as_bytes();
    while !rest.is_empty() {
        let Some(item) = pattern::Item::first(rest) else {
            return false;
        };
        let good = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-');
        if item.class.is_empty() || !item.class.iter().all(good) || item.least > item.most {
            return false;
        }
        rest = item.rest;
    }
    !pattern.is_empty()
}

/// The patterns that a pattern with groups stands for; `None` where a bracket is missing.
fn open_groups(text: &str) -> Option<Vec<String>> {
    let Some(start) = text.find('(') else {
        return (!text.contains([')', '|'])).then(|| vec![text.to_owned()]);
    };
    let inside = text.get(start + 1..)?;
    let mut depth = 0_usize;
    let mut cuts = vec![0];
    let mut end = None;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => {
                end = Some(at);
                break;
            }
            b')' => depth -= 1,
            b'|' if depth == 0 => cuts.push(at + 1),
            _ => {}
        }
    }
    let end = end?;
    let (before, mut after) = (text.get(..start)?, inside.get(end + 1..)?);
    let ends = cuts.iter().skip(1).map(|&next| next - 1).chain([end]);
    let mut choices: Vec<&str> = cuts
        .iter()
        .zip(ends)
        .filter_map(|(&from, to)| inside.get(from..to))
        .collect();
    if let Some(rest) = after.strip_prefix('?') {
        choices.push("");
        after = rest;
    }
    let mut all = Vec::new();
    for choice in choices {
        all.extend(open_groups(&format!("{before}{choice}{after}"))?);
    }
    Some(all)
}

/// Writes the formats and the letters.
pub(crate) fn emit(formats: &[Format], postal: &Postal, tables: &mut Tables) {
    let items = formats.iter().map(|format| {
        let Format { id, name, brand, patterns, mixed_patterns, check, strength, .. } = format;
        format!(
            "NumberFormat {{ id: {id:?}, name: {name:?}, brand: {brand:?}, patterns: {patterns:?}, \
             mixed_patterns: {mixed_patterns:?}, check: NumberCheck::{check:?}, strength: NumberStrength::{strength:?} }}",
        )
    });
    tables.array("NUMBER_FORMATS", "NumberFormat", items);
    tables.text("POSTAL_SERVICES", &postal.services);
    tables.text("POSTAL_COUNTRIES", &postal.countries);
}
