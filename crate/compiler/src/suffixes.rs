//! The public suffix list.

use std::collections::BTreeMap;

use super::check;
use super::emit::Tables;
use super::names::order;
use super::source::{Problems, Source};
use super::suffix::{EXCEPTION, PRIVATE, RULE, WILDCARD, WILDCARD_PRIVATE};

/// The list, read.
#[derive(Debug, Default)]
pub(crate) struct Suffixes {
    /// As the list's own header says it.
    pub(crate) version: String,
    /// Name without `*.` and `!`, in ASCII -> flags.
    pub(crate) rules: BTreeMap<String, u8>,
}

impl Suffixes {
    /// Is the name itself open for anybody to register under?
    pub(crate) fn is_suffix(&self, name: &str) -> bool {
        let flags = |name: &str| self.rules.get(name).copied().unwrap_or_default();
        match name.split_once('.') {
            _ if flags(name) & EXCEPTION != 0 => false,
            _ if flags(name) & RULE != 0 => true,
            Some((_, parent)) => flags(parent) & WILDCARD != 0,
            None => true,
        }
    }
}

/// Reads the list.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> Suffixes {
    let mut suffixes = Suffixes::default();
    let mut section = None;
    for (index, line) in source.text.lines().enumerate() {
        let place = || source.line(index + 1);
        if let Some(comment) = line.trim().strip_prefix("//") {
            match comment.trim() {
                "===BEGIN ICANN DOMAINS===" => section = Some(false),
                "===BEGIN PRIVATE DOMAINS===" => section = Some(true),
                "===END ICANN DOMAINS===" | "===END PRIVATE DOMAINS===" => section = None,
                comment => {
                    if let Some(version) = comment.strip_prefix("VERSION:") {
                        version.trim().clone_into(&mut suffixes.version);
                    }
                }
            }
            continue;
        }
        let Some(rule) = line.split_whitespace().next() else {
            continue;
        };
        let Some(private) = section else {
            problems.add(place(), "a rule outside both sections");
            continue;
        };
        let (name, flags) = if let Some(name) = rule.strip_prefix("*.") {
            (name, WILDCARD | if private { WILDCARD_PRIVATE } else { 0 })
        } else if let Some(name) = rule.strip_prefix('!') {
            (name, EXCEPTION | if private { PRIVATE } else { 0 })
        } else {
            (rule, RULE | if private { PRIVATE } else { 0 })
        };
        // Of what has no ASCII form nothing is left, which is no label.
        let name = idna::domain_to_ascii(name).unwrap_or_default();
        if !name.split('.').all(check::is_label) {
            problems.add(
                place(),
                format!("\"{rule}\" is not a rule that the table can hold"),
            );
            continue;
        }
        *suffixes.rules.entry(name).or_default() |= flags;
    }
    if suffixes.rules.is_empty() {
        problems.add(source.line(1), "the list has no rules");
    }
    if suffixes
        .version
        .get(..10)
        .is_none_or(|date| !check::is_date(date))
    {
        problems.add(
            source.line(1),
            "the list has no VERSION line that starts with a date",
        );
    }
    suffixes
}

/// Writes the list's version, its names, and what each of them is.
pub(crate) fn emit(suffixes: &Suffixes, tables: &mut Tables) {
    let date = suffixes.version.get(..10).unwrap_or_default();
    tables.line("/// Version of the public suffix list, as the list gives it.");
    tables.line(&format!(
        "pub const SUFFIX_LIST_VERSION: &str = {:?};",
        suffixes.version
    ));
    tables.line("/// Date of the public suffix list.");
    tables.line(&format!("pub const SUFFIX_LIST_DATE: &str = {date:?};"));
    let mut names: Vec<_> = suffixes.rules.keys().map(String::as_str).collect();
    names.sort_unstable_by(|one, other| order(one, other));
    tables.names("SUFFIX_NAMES", &names);
    let flags = names.iter().filter_map(|&name| suffixes.rules.get(name));
    tables.bytes("SUFFIX_FLAGS", &flags.copied().collect::<Vec<_>>());
    let labels = names.iter().map(|name| name.split('.').count()).max();
    tables.line(&format!(
        "/// Most labels of a name.\npub(crate) const SUFFIX_LABELS: usize = {};",
        labels.unwrap_or_default()
    ));
}
