//! Every id that the crate hands to the extension has its words in every language.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vigicolis::Level;
use vigicolis::RuleId;
use vigicolis::{ContactRole, Disclosed, FieldKind, LeakedData, StepId};
use vigicolis_format::kinds::HostingKind;

fn locales() -> Vec<(PathBuf, BTreeSet<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extension/_locales");
    let mut locales = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of languages") {
        let file = entry.expect("an entry").path().join("messages.json");
        let text = std::fs::read_to_string(&file).expect("readable messages");
        let messages: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        locales.push((file, messages.keys().cloned().collect()));
    }
    locales
}

#[test]
fn every_rule_level_and_field_has_its_words() {
    let locales = locales();
    assert!(locales.len() >= 2, "French and English at least");
    let levels = [Level::Official, Level::Clear, Level::Caution, Level::Danger];
    let wanted: Vec<String> = RuleId::ALL
        .iter()
        .map(|rule| format!("rule_{}", rule.as_str()))
        .chain(
            levels
                .iter()
                .map(|level| format!("level_{}", level.as_str())),
        )
        .chain(
            FieldKind::ALL
                .iter()
                .map(|kind| format!("ask_{}", kind.id())),
        )
        .chain(
            LeakedData::ALL
                .iter()
                .map(|kind| format!("leak_data_{}", kind.id())),
        )
        .collect();
    for (file, keys) in &locales {
        let missing: Vec<_> = wanted.iter().filter(|key| !keys.contains(*key)).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", file.display());
    }
}

#[test]
fn all_advice_has_its_words() {
    let steps = StepId::ALL.iter().map(|step| step.id());
    let wanted: Vec<String> = steps
        .flat_map(|id| [format!("step_{id}"), format!("step_{id}_how")])
        .chain(
            Disclosed::ALL
                .iter()
                .map(|given| format!("help_given_{}", given.id())),
        )
        .chain(
            ContactRole::ALL
                .iter()
                .map(|role| format!("contact_{}", role.id())),
        )
        .collect();
    for (file, keys) in &locales() {
        let missing: Vec<_> = wanted.iter().filter(|key| !keys.contains(*key)).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", file.display());
    }
}

#[test]
fn every_kind_of_hosting_has_its_words_and_no_other() {
    let kinds = HostingKind::ALL.iter().map(|kind| kind.id());
    // Beside the kinds of the data: an address without a name, and what the popup falls back to.
    let wanted: BTreeSet<String> = kinds
        .chain(["ip", "other"])
        .map(|kind| format!("hosting_{kind}"))
        .collect();
    for (file, keys) in &locales() {
        let found = keys.iter().filter(|key| key.starts_with("hosting_"));
        let found: BTreeSet<String> = found.cloned().collect();
        assert_eq!(found, wanted, "{}", file.display());
    }
}

#[test]
fn all_languages_have_the_same_keys() {
    let locales = locales();
    let Some((first, keys)) = locales.first() else {
        panic!("no language");
    };
    for (file, others) in &locales {
        assert_eq!(keys, others, "{} and {}", first.display(), file.display());
    }
}
