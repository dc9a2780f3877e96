use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::*;
use crate::policy::MAX_TRUSTED;
use crate::settings::history::MAX_HISTORY;
use crate::settings::testing::{full, full_but};

fn read(value: &Value) -> Stored {
    serde_json::from_value(value.clone()).unwrap()
}

fn written(settings: &Settings) -> Value {
    serde_json::to_value(settings).unwrap()
}

/// Whole settings with some of them replaced.
fn with(changes: &Value) -> Value {
    let mut value = written(&full());
    for (key, change) in changes.as_object().unwrap() {
        value[key] = change.clone();
    }
    value
}

#[test]
fn nothing_gives_the_defaults_and_is_no_repair() {
    assert_eq!(
        Settings::repair(Stored::default()),
        (Settings::default(), false)
    );
    // Nobody is trusted and no history is kept until the visitor says so.
    let defaults = written(&Settings::default());
    for (key, value) in [
        ("version", json!(1)),
        ("language", json!("auto")),
        ("trusted", json!([])),
        ("caution", json!("banner")),
        ("keepHistory", json!(false)),
        ("history", json!([])),
        ("parcels", json!([])),
        ("person", json!(null)),
        ("easyWords", json!(false)),
        ("wait", json!(10)),
    ] {
        assert_eq!(defaults[key], value, "{key}");
    }
}

#[test]
fn whole_settings_stay_as_they_are() {
    for settings in [Settings::default(), full()] {
        let stored = read(&written(&settings));
        assert_eq!(Settings::repair(stored), (settings, false));
    }
}

#[test]
fn every_stored_value_is_a_setting_that_can_be_told_as_put_right() {
    let stored = written(&Settings::default());
    let keys = stored.as_object().unwrap().keys();
    let known = keys.filter(|key| *key != "version");
    assert!(
        known
            .clone()
            .all(|key| SETTINGS.contains(&word(key).unwrap()))
    );
    assert_eq!(known.count(), SETTINGS.len());
}

#[test]
fn what_is_no_object_is_replaced_and_said() {
    for stored in [
        json!(null),
        json!(0),
        json!("settings"),
        json!(true),
        json!([]),
    ] {
        let expected = Settings {
            repaired: vec![All],
            ..Settings::default()
        };
        assert_eq!(
            Settings::repair(read(&stored)),
            (expected, true),
            "{stored}"
        );
    }
}

#[test]
fn one_bad_value_costs_itself_alone_and_is_said() {
    let site = json!({"domain": "boutique.example", "since": "2026-11-24"});
    let awaited =
        json!({"carrier": "mondialrelay", "day": "", "number": "1234", "since": "2026-11-24"});
    let past = json!({"time": 1, "host": "a.example", "level": "danger", "brand": ""});
    let damaged = |key: &str, value: Value| {
        let mut past = past.clone();
        past[key] = value;
        json!({ "history": [past] })
    };
    let table = [
        (
            json!({"language": "tlh"}),
            json!({"language": "auto", "repaired": ["language"]}),
        ),
        (
            json!({"language": "__proto__"}),
            json!({"language": "auto", "repaired": ["language"]}),
        ),
        (
            json!({"caution": 1}),
            json!({"caution": "banner", "repaired": ["caution"]}),
        ),
        (
            json!({"keepHistory": "yes"}),
            json!({"keepHistory": false, "repaired": ["keepHistory"]}),
        ),
        (
            json!({"trusted": {}}),
            json!({"trusted": [], "repaired": ["trusted"]}),
        ),
        (
            json!({"trusted": [{"domain": "x y", "since": "2026-11-24"}, site]}),
            json!({"trusted": [site], "repaired": ["trusted"]}),
        ),
        // A day that was lost costs nobody's trust.
        (
            json!({"trusted": [{"domain": "a.example"}, {"domain": "b.example", "since": 7}, site]}),
            json!({"trusted": [{"domain": "a.example", "since": ""}, {"domain": "b.example", "since": ""}, site], "repaired": ["trusted"]}),
        ),
        (
            json!({"trusted": [site, site]}),
            json!({"trusted": [site], "repaired": ["trusted"]}),
        ),
        (
            json!({"parcels": [{"carrier": "dpd-fr", "day": "soon", "number": "", "since": "2026-11-24"}, awaited]}),
            json!({"parcels": [awaited], "repaired": ["parcels"]}),
        ),
        (
            damaged("level", json!("official")),
            json!({"history": [], "repaired": ["history"]}),
        ),
        (
            damaged("time", json!(1e99)),
            json!({"history": [], "repaired": ["history"]}),
        ),
        (
            json!({"person": {"name": "Marie", "phone": "javascript:1"}}),
            json!({"person": null, "repaired": ["person"]}),
        ),
        (
            json!({"easyWords": "no"}),
            json!({"easyWords": false, "repaired": ["easyWords"]}),
        ),
        (
            json!({"wait": 1}),
            json!({"wait": 10, "repaired": ["wait"]}),
        ),
        (
            json!({"person": "Marie"}),
            json!({"person": null, "repaired": ["person"]}),
        ),
        (
            json!({"repaired": ["x"]}),
            json!({"repaired": ["repaired"]}),
        ),
        (
            json!({"version": "1"}),
            json!({"version": 1, "repaired": ["version"]}),
        ),
        (
            json!({"version": 2}),
            json!({"version": 1, "repaired": ["version"]}),
        ),
    ];
    for (damage, expected) in table {
        let (settings, is_changed) = Settings::repair(read(&with(&damage)));
        assert!(is_changed, "{damage}");
        assert_eq!(written(&settings), with(&expected), "{damage}");
    }
    let mut older = written(&full());
    older.as_object_mut().unwrap().remove("caution");
    let expected = full_but(|shared| shared.caution = Loudness::Banner);
    assert_eq!(Settings::repair(read(&older)), (expected, true));
}

#[test]
fn a_key_of_a_newer_version_is_no_reason_to_write() {
    for added in [json!({"colour": "red"}), json!({"all": 1})] {
        let (settings, is_changed) = Settings::repair(read(&with(&added)));
        assert_eq!((settings, is_changed), (full(), false), "{added}");
    }
}

#[test]
fn lists_that_are_too_long_are_cut() {
    let site = |index| json!({"domain": format!("site-{index}.example"), "since": "2026-11-24"});
    let past = |time| json!({"time": time, "host": "a.example", "level": "danger", "brand": ""});
    let stored = with(&json!({
        "trusted": (0..MAX_TRUSTED + 50).map(site).collect::<Vec<_>>(),
        "history": (0..MAX_HISTORY + 50).map(past).collect::<Vec<_>>(),
    }));
    let (settings, _) = Settings::repair(read(&stored));
    assert_eq!(settings.shared.trusted.len(), MAX_TRUSTED);
    assert_eq!(
        settings.shared.trusted[MAX_TRUSTED - 1].domain,
        "site-299.example"
    );
    assert_eq!(settings.shared.history.len(), MAX_HISTORY);
    assert_eq!(settings.repaired, [History, Trusted]);
}

#[test]
fn a_policy_fixes_what_it_names_and_leaves_the_visitors_own_as_they_are() {
    let own = full();
    let free = own.under(None);
    assert_eq!(free.settings, own);
    assert!(free.managed_trust.is_empty() && free.fixed.is_empty());
    let policy = WrittenPolicy {
        language: Some(Language::De),
        easy_words: Some(false),
        keep_history: Some(false),
        wait: Some(60),
        trusted_domains: Some(vec!["intranet.example".into()]),
        ..WrittenPolicy::default()
    };
    let held = own.under(Some(&policy));
    let expected = SettingsInForce {
        settings: Settings {
            wait: 60,
            ..full_but(|shared| {
                shared.language = Language::De;
                shared.easy_words = false;
                shared.keep_history = false;
            })
        },
        managed_trust: vec!["intranet.example".into()],
        fixed: vec![LanguagePart, EasyWords, KeepHistory, Wait],
    };
    assert_eq!(held, expected);
    // Whichever is longer holds.
    let patient = Settings { wait: 300, ..own };
    assert_eq!(patient.under(Some(&policy)).settings.wait, 300);
    let choices = Choices::from(&held);
    assert_eq!(
        choices.trusted,
        [
            "intranet.example",
            "boutique.example",
            "xn--mller-kva.example"
        ]
    );
    assert!(choices.quiet_caution);
}

/// Values made of the settings' own words and of rubbish.
fn rubbish() -> impl Strategy<Value = Value> {
    let scraps = select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("auto"),
        json!("en"),
        json!("banner"),
        json!("caution"),
        json!("danger"),
        json!("2026-11-24"),
        json!("112"),
        json!("boutique.example"),
        json!("__proto__"),
        json!("x".repeat(5000)),
    ]);
    let names = select(vec![
        "version",
        "language",
        "easyWords",
        "wait",
        "trusted",
        "caution",
        "keepHistory",
        "history",
        "parcels",
        "person",
        "welcomed",
        "repaired",
        "__proto__",
        "domain",
        "since",
        "time",
        "host",
        "level",
        "brand",
        "carrier",
        "day",
        "number",
        "name",
        "phone",
        "x",
    ]);
    scraps.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..7).prop_map(|entries| {
                let entries = entries
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(entries.collect())
            }),
        ]
    })
}

/// Whole settings with some parts replaced.
fn damaged() -> impl Strategy<Value = Value> {
    let keys: Vec<_> = written(&full())
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    prop::collection::vec((select(keys), rubbish()), 0..4)
        .prop_map(|changes| with(&Value::Object(changes.into_iter().collect())))
}

proptest! {
    #[test]
    fn any_rubbish_becomes_whole_settings(stored in prop_oneof![rubbish(), damaged()]) {
        let (settings, _) = Settings::repair(read(&stored));
        prop_assert!(settings.shared.trusted.len() <= MAX_TRUSTED && settings.shared.history.len() <= MAX_HISTORY);
        // Repaired once, there is nothing left to repair.
        let again = Settings::repair(read(&written(&settings)));
        prop_assert_eq!(again, (settings, false));
    }

    #[test]
    fn a_file_of_rubbish_is_read_or_refused_never_half_of_it(file in damaged()) {
        let own = Settings::default();
        if let Ok(settings) = own.with_file(&file.to_string(), testing::json) {
            let again = Settings::repair(read(&written(&settings)));
            prop_assert_eq!(again, (settings, false));
        }
    }
}
