//! `RULES.md` explains every rule, and no other.

use std::collections::BTreeSet;

use vigicolis::finding::RuleId;

#[test]
fn every_rule_is_explained() {
    let page = include_str!("../../docs/RULES.md");
    let explained: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let rules: BTreeSet<&str> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(explained, rules);
}
