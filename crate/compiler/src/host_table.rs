//! One table of every host name that any other table knows.

use std::collections::BTreeMap;

use super::brand::Brand;
use super::check::is_under;
use super::emit::{Tables, distinct, number};
use super::entry::{HOSTING, INDEX_BITS, KNOWN, NAMESAKE, OFFICIAL};
use super::hosts::{Hosting, Known};
use super::kinds::{HostingKind, HostingMatch};
use super::names::order;

/// Every host name that any table knows, in the order of the table of names.
#[derive(Debug)]
pub(crate) struct Hosts<'a> {
    names: Vec<&'a str>,
    entries: BTreeMap<&'a str, Vec<(u16, usize)>>,
}

impl<'a> Hosts<'a> {
    pub(crate) fn new(brands: &'a [Brand], known: &'a [Known], hosting: &'a [Hosting]) -> Self {
        let entries = entries(brands, known, hosting);
        let mut names: Vec<_> = entries.keys().copied().collect();
        names.sort_unstable_by(|one, other| order(one, other));
        Self { names, entries }
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> usize {
        self.names
            .partition_point(|other| order(other, name).is_lt())
    }
}

/// Writes the host table and the rows of known hosts and hosting.
pub(crate) fn emit(hosts: &Hosts<'_>, known: &[Known], hosting: &[Hosting], tables: &mut Tables) {
    tables.names("HOST_NAMES", &hosts.names);
    let entries = || {
        hosts
            .names
            .iter()
            .filter_map(|name| hosts.entries.get(name))
    };
    let mut list = Vec::new();
    for entries in entries() {
        for &(kind, index) in entries {
            tables.must_fit("ENTRIES", index, (1 << INDEX_BITS) - 1);
            list.push(usize::from(kind) << INDEX_BITS | index);
        }
    }
    tables.runs("ENTRY_RUNS", entries().map(Vec::len));
    tables.numbers("ENTRIES", list);

    let providers = distinct(known.iter().map(|row| row.provider.as_str()));
    tables.strings("PROVIDERS", &providers);
    let rows = known.iter().map(|row| {
        let domain = hosts.number(&row.domain);
        let provider = number(&providers, row.provider.as_str());
        format!(
            "KnownHost {{ domain: {domain}, provider: {provider}, kind: KnownKind::{:?} }}",
            row.kind
        )
    });
    tables.array("KNOWN_HOSTS", "KnownHost", rows);
    let rows = hosting_rows(hosting).into_iter().map(|(kind, matches)| {
        format!("HostingRow {{ kind: HostingKind::{kind:?}, matches: HostingMatch::{matches:?} }}")
    });
    tables.array("HOSTING", "HostingRow", rows);
}

/// The distinct things that hosts offer.
fn hosting_rows(hosting: &[Hosting]) -> Vec<(HostingKind, HostingMatch)> {
    let mut rows: Vec<_> = Vec::new();
    for row in hosting.iter().map(|row| (row.kind, row.matches)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// Every host name with what it is: official entries first, the owner before
/// the brands that share it, then those of a domain above it.
fn entries<'a>(
    brands: &'a [Brand],
    known: &'a [Known],
    hosting: &'a [Hosting],
) -> BTreeMap<&'a str, Vec<(u16, usize)>> {
    let mut official: BTreeMap<&str, Vec<(bool, usize)>> = BTreeMap::new();
    for (index, brand) in brands.iter().enumerate() {
        for domain in &brand.domains {
            official
                .entry(&domain.name)
                .or_default()
                .push((domain.shared, index));
        }
    }
    for holders in official.values_mut() {
        holders.sort_unstable();
    }
    let mut hosts: BTreeMap<&str, Vec<(u16, usize)>> = BTreeMap::new();
    for (name, holders) in &official {
        let mut above: Vec<_> = official
            .iter()
            .filter(|(other, _)| *other != name && is_under(name, other))
            .collect();
        above.sort_unstable_by_key(|(other, _)| std::cmp::Reverse(other.len()));
        let all = holders
            .iter()
            .chain(above.into_iter().flat_map(|(_, holders)| holders));
        let list = hosts.entry(name).or_default();
        for &(_, index) in all {
            if !list.contains(&(OFFICIAL, index)) {
                list.push((OFFICIAL, index));
            }
        }
    }
    for (index, brand) in brands.iter().enumerate() {
        for relative in &brand.relatives {
            hosts.entry(relative).or_default().push((NAMESAKE, index));
        }
    }
    for (index, row) in known.iter().enumerate() {
        hosts.entry(&row.domain).or_default().push((KNOWN, index));
    }
    let rows = hosting_rows(hosting);
    for host in hosting {
        let index = rows
            .iter()
            .position(|&row| row == (host.kind, host.matches));
        let entry = (HOSTING, index.unwrap_or_default());
        hosts.entry(&host.domain).or_default().push(entry);
    }
    hosts
}
