//! The compiled public-suffix table against the list itself, read the plain way
//! that the list's own page describes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::collections::HashMap;

use vigicolis::address::{SUFFIX_LIST_DATE, SUFFIX_LIST_VERSION, split_suffix as split};

const LIST: &str = include_str!("../data/hosts/public_suffix_list.dat");

/// Rule in ASCII, as written in the list, and whether it is private.
fn rules() -> HashMap<String, bool> {
    let mut private = false;
    let mut rules = HashMap::new();
    for line in LIST.lines() {
        private |= line.contains("BEGIN PRIVATE DOMAINS");
        let rule = line.split_whitespace().next().unwrap_or_default();
        if !rule.is_empty() && !rule.starts_with("//") {
            let (mark, name) = if let Some(name) = rule.strip_prefix("*.") {
                ("*.", name)
            } else if let Some(name) = rule.strip_prefix('!') {
                ("!", name)
            } else {
                ("", rule)
            };
            let name = idna::domain_to_ascii(name).expect("the list's names are valid");
            rules.insert(format!("{mark}{name}"), private);
        }
    }
    rules
}

/// Suffix and section by the published algorithm: the longest of all rules that
/// match, an exception before all others, `*` if none does.
fn expected(host: &str, rules: &HashMap<String, bool>) -> (String, bool) {
    let labels: Vec<_> = host.split('.').collect();
    for start in 0..labels.len() {
        let name = labels[start..].join(".");
        let parent = labels[start + 1..].join(".");
        if let Some(&private) = rules.get(&format!("!{name}")) {
            return (parent, private);
        }
        if let Some(&private) = rules.get(&name) {
            return (name, private);
        }
        if let Some(&private) = rules.get(&format!("*.{parent}")) {
            return (name, private);
        }
    }
    (labels[labels.len() - 1].to_owned(), false)
}

#[test]
fn every_rule_with_hosts_around_it() {
    let rules = rules();
    assert!(rules.len() > 9000, "{} rules", rules.len());
    for rule in rules.keys() {
        let name = rule.trim_start_matches("*.").trim_start_matches('!');
        let parent = name.split_once('.').map_or("example", |(_, parent)| parent);
        for host in [
            name.to_owned(),
            format!("a.{name}"),
            format!("b.a.{name}"),
            format!("c.b.a.{name}"),
            // Near misses: a letter more, a letter less, a sister.
            format!("x{name}"),
            format!("a.x{name}"),
            format!("a.{}", &name[1..]).replace("..", "."),
            format!("zz-top.{parent}"),
        ] {
            let (suffix, private) = expected(&host, &rules);
            let parts = split(&host);
            assert_eq!(parts.suffix(&host), suffix, "{host} ({rule})");
            assert_eq!(parts.private, private, "{host} ({rule})");
            let before = host[..host.len() - suffix.len()].trim_end_matches('.');
            let label = before.rsplit('.').next().unwrap_or_default();
            let registrable = (!label.is_empty()).then(|| format!("{label}.{suffix}"));
            assert_eq!(
                parts.registrable(&host).map(str::to_owned),
                registrable,
                "{host} ({rule})"
            );
        }
    }
}

#[test]
fn the_list_is_dated() {
    assert!(LIST.contains(SUFFIX_LIST_VERSION));
    assert!(SUFFIX_LIST_VERSION.starts_with(SUFFIX_LIST_DATE));
    assert_eq!(SUFFIX_LIST_DATE.len(), "2026-10-22".len());
}
