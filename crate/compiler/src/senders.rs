//! Who else the same gangs imitate: authorities, banks, utilities. One file of
//! `senders/` for each kind.
//!
//! They are brands without rules on addresses: their names are words and names of
//! other things, and no cases of addresses stand beside them.

use serde::Deserialize;
use toml::Spanned;

use super::brand::{Alias, Brand, Conduct, Domain};
use super::brands::{check_domain, check_home};
use super::kinds::{AliasClass, BrandKind};
use super::letters::LetterMaps;
use super::origins::Origin;
use super::source::{Problems, Source, Text};
use super::suffixes::Suffixes;
use super::{Files, check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SenderFile {
    sender: Vec<SenderEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SenderEntry {
    id: Text,
    name: Text,
    countries: Spanned<Vec<Text>>,
    home: Text,
    /// Names that are nobody else's.
    #[serde(default)]
    names: Vec<Text>,
    /// Abbreviations.
    #[serde(default)]
    short: Vec<Text>,
    /// Names that are words, or other firms' too.
    #[serde(default)]
    common: Vec<Text>,
    domains: Vec<DomainEntry>,
    /// How the members of a group name their sites, `spk*.de`: a part of the name between hyphens
    /// and the top-level domain, with a place or a name of their own beside it.
    #[serde(default)]
    members: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainEntry {
    name: Text,
    source: Text,
    date: Text,
    #[serde(default)]
    shared: bool,
}

/// Reads and checks every sender, by id.
pub(crate) fn read_all(
    files: &Files,
    letters: &LetterMaps,
    suffixes: &Suffixes,
    carriers: &[Brand],
    problems: &mut Problems,
) -> Vec<Brand> {
    let mut senders: Vec<Brand> = Vec::new();
    for (stem, source) in Source::all(files, "senders", ".toml") {
        let Some(kind) = BrandKind::from_id(stem) else {
            problems.add(source.line(1), format!("no kind of brand is \"{stem}\""));
            continue;
        };
        let file: Option<SenderFile> = source.parse(problems);
        for entry in file.into_iter().flat_map(|file| file.sender) {
            check::slug(&source, "id", &entry.id, problems);
            let mut known = carriers.iter().chain(&senders);
            if known.any(|brand| brand.id == *entry.id.get_ref()) {
                let message = format!("id \"{}\" stands there twice", entry.id.get_ref());
                problems.add(source.place(&entry.id), message);
            }
            senders.push(read_one(kind, &source, entry, letters, suffixes, problems));
        }
    }
    senders.sort_by(|one, other| one.id.cmp(&other.id));
    senders
}

/// Checks one sender.
fn read_one(
    kind: BrandKind,
    source: &Source<'_>,
    entry: SenderEntry,
    letters: &LetterMaps,
    suffixes: &Suffixes,
    problems: &mut Problems,
) -> Brand {
    check::text(source, "name", &entry.name, problems);
    check::countries(source, &entry.countries, problems);
    let mut aliases: Vec<Alias> = Vec::new();
    for (class, texts) in [
        (AliasClass::Distinctive, &entry.names),
        (AliasClass::Short, &entry.short),
        (AliasClass::Common, &entry.common),
    ] {
        for text in texts {
            let words = fold::fold(text.get_ref(), letters);
            if words.is_empty() {
                let message = format!("name \"{}\" folds to nothing", text.get_ref());
                problems.add(source.place(text), message);
            } else if !aliases.iter().any(|alias| alias.words == words) {
                aliases.push(Alias {
                    words,
                    class,
                    anywhere: false,
                });
            }
        }
    }
    if aliases.is_empty() {
        problems.add(source.place(&entry.id), "a sender needs a name");
    }
    if entry.domains.is_empty() {
        problems.add(source.place(&entry.id), "a sender needs an official domain");
    }
    let domains: Vec<_> = entry
        .domains
        .iter()
        .map(|domain| {
            check::origin(source, &domain.source, &domain.date, problems);
            check_domain(source, &domain.name, suffixes, problems);
            Domain {
                name: domain.name.get_ref().clone(),
                shared: domain.shared,
                webmail: false,
                origin: Origin::of(&domain.source, &domain.date),
                place: source.place(&domain.name),
            }
        })
        .collect();
    check_home(source, &entry.home, &domains, problems);
    for member in &entry.members {
        if !is_member_name(member.get_ref()) {
            let message = format!(
                "\"{}\" is no part of a name under a top-level domain",
                member.get_ref()
            );
            problems.add(source.place(member), message);
        }
    }
    let countries = entry.countries.into_inner().into_iter();
    Brand {
        id: entry.id.into_inner(),
        file: source.file.to_owned(),
        name: entry.name.into_inner(),
        kind,
        countries: countries.map(Spanned::into_inner).collect(),
        group: None,
        home: entry.home.into_inner(),
        aliases,
        domains,
        relatives: Vec::new(),
        members: entry.members.into_iter().map(Spanned::into_inner).collect(),
        conduct: Conduct::default(),
        flag: Vec::new(),
        pass: Vec::new(),
    }
}

/// Whether this is letters, with or without a star on either side, and a top-level domain.
fn is_member_name(text: &str) -> bool {
    let is_letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase());
    text.split_once('.').is_some_and(|(part, top_level)| {
        let part = part.strip_prefix('*').unwrap_or(part);
        is_letters(part.strip_suffix('*').unwrap_or(part)) && is_letters(top_level)
    })
}
