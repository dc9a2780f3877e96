//! Known hosts and hosts where anybody can put something.

use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::kinds::{HostingKind, HostingMatch, KnownKind};
use super::source::{Problems, Source, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    host: Vec<KnownEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownEntry {
    domain: Text,
    provider: Text,
    kind: Text,
    countries: Spanned<Vec<Text>>,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HostingFile {
    host: Vec<HostingEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HostingEntry {
    domain: Text,
    provider: Text,
    kind: Text,
    #[serde(rename = "match")]
    matches: Text,
    source: Text,
    date: Text,
}

/// A known host, checked.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) domain: String,
    pub(crate) provider: String,
    pub(crate) kind: KnownKind,
}

/// A hosting entry, checked.
#[derive(Debug)]
pub(crate) struct Hosting {
    pub(crate) domain: String,
    pub(crate) kind: HostingKind,
    pub(crate) matches: HostingMatch,
}

/// Reads and checks a file of known hosts, and adds its rows.
pub(crate) fn read_known(source: &Source<'_>, rows: &mut Vec<Known>, problems: &mut Problems) {
    let file: Option<KnownFile> = source.parse(problems);
    for entry in file.into_iter().flat_map(|file| file.host) {
        check::host(source, "domain", &entry.domain, problems);
        check::text(source, "provider", &entry.provider, problems);
        check::countries(source, &entry.countries, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        let ids = KnownKind::ALL.iter().map(|kind| kind.id());
        let kind = check::word(
            source,
            "kind",
            &entry.kind,
            KnownKind::from_id,
            ids,
            problems,
        );
        if rows.iter().any(|row| row.domain == *entry.domain.get_ref()) {
            problems.add(
                source.place(&entry.domain),
                format!("domain \"{}\" stands there twice", entry.domain.get_ref()),
            );
        }
        if let Some(kind) = kind {
            rows.push(Known {
                domain: entry.domain.into_inner(),
                provider: entry.provider.into_inner(),
                kind,
            });
        }
    }
}

/// Reads and checks the hosting entries.
pub(crate) fn read_hosting(source: &Source<'_>, problems: &mut Problems) -> Vec<Hosting> {
    let file: Option<HostingFile> = source.parse(problems);
    let mut rows: Vec<Hosting> = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.host) {
        check::host(source, "domain", &entry.domain, problems);
        check::text(source, "provider", &entry.provider, problems);
        check::origin(source, &entry.source, &entry.date, problems);
        let ids = HostingKind::ALL.iter().map(|kind| kind.id());
        let kind = check::word(
            source,
            "kind",
            &entry.kind,
            HostingKind::from_id,
            ids,
            problems,
        );
        let ids = HostingMatch::ALL.iter().map(|matches| matches.id());
        let matches = check::word(
            source,
            "match",
            &entry.matches,
            HostingMatch::from_id,
            ids,
            problems,
        );
        if rows
            .iter()
            .any(|row| row.domain == *entry.domain.get_ref() && Some(row.matches) == matches)
        {
            problems.add(
                source.place(&entry.domain),
                format!("domain \"{}\" stands there twice", entry.domain.get_ref()),
            );
        }
        if let (Some(kind), Some(matches)) = (kind, matches) {
            rows.push(Hosting {
                domain: entry.domain.into_inner(),
                kind,
                matches,
            });
        }
    }
    rows
}
