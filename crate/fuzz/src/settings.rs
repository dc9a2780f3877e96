use std::cell::RefCell;

use vigicolis::service::{
    Choices, Json, Reply, Request, Sender, Service, Settings, SettingsInForce, Stored,
};

use crate::{json, text_of};

const TODAY: &str = "2026-11-26";
/// The longest that settings can be, written down.
const MAX_STORED: usize = 400_000;

fn new_service() -> Service {
    Service::new(|text| serde_json::from_str(text).ok())
}

thread_local! {
    static SERVICE: RefCell<Service> = RefCell::new(new_service());
}

/// Stored settings of any version in the first line, and in each other line a change of them, the
/// text of a file to import, or behind a `!` an organisation's policy.
pub fn settings(bytes: &[u8]) {
    let text = text_of(bytes);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let mut stored: Stored = serde_json::from_str(first).unwrap_or_default();
    let mut is_fixed = false;
    check(&mut stored);
    for line in lines {
        if let Some(policy) = line.strip_prefix('!') {
            if let Ok(policy) = serde_json::from_str(policy) {
                is_fixed = true;
                json(&ask(Request::AdoptPolicy { policy }));
            }
        } else {
            let change = serde_json::from_str(line).ok().filter(is_change);
            let change = change.unwrap_or_else(|| import(line));
            let reply = ask(Request::ChangeSettings {
                stored: stored.clone(),
                change,
                today: TODAY.to_owned(),
            });
            match &reply {
                Reply::Settings {
                    stored: Some(after),
                    ..
                } => stored = kept(after),
                Reply::Settings { .. } | Reply::Error { .. } => {}
                Reply::Refused { faults } => assert!(!faults.is_empty()),
                other => panic!("{other:?}"),
            }
            json(&reply);
        }
        check(&mut stored);
    }
    if is_fixed {
        SERVICE.replace(new_service());
    }
}

fn is_change(given: &Json) -> bool {
    matches!(given, Json::Object(parts) if parts.iter().any(|(name, _)| name == "kind"))
}

fn import(text: &str) -> Json {
    let part = |name: &str, value: &str| (name.to_owned(), Json::Text(value.to_owned()));
    Json::Object(vec![part("kind", "import_file"), part("text", text)])
}

fn ask(request: Request) -> Reply {
    let (sender, choices) = (Sender::default(), Choices::default());
    SERVICE.with_borrow_mut(|service| service.handle(&sender, &choices, None, request).1)
}

/// What a store gives back of settings.
fn kept(settings: &Settings) -> Stored {
    let written = json(settings);
    assert!(written.len() <= MAX_STORED, "{}", written.len());
    serde_json::from_str(&written).expect("its own output")
}

/// Whatever is stored becomes whole settings, which are read again as they are and fit into a file.
fn check(stored: &mut Stored) {
    let (before, repaired) = read(stored.clone());
    if let Some(repaired) = repaired {
        *stored = kept(&repaired);
        let (after, again) = read(stored.clone());
        assert_eq!((after, again), (before.clone(), None));
    }
    let file = ask(Request::ExportSettings {
        stored: stored.clone(),
    });
    let Reply::SettingsFile { file } = file else {
        panic!("{file:?}");
    };
    let reply = ask(Request::ChangeSettings {
        stored: Stored::default(),
        change: import(&json(&file)),
        today: TODAY.to_owned(),
    });
    match reply {
        Reply::Settings {
            stored: brought, ..
        } => {
            let brought = brought.map(|settings| settings.shared).unwrap_or_default();
            assert_eq!(brought, *file);
        }
        other => panic!("{other:?}"),
    }
}

/// The settings that hold, and what is to be stored in place of what was.
fn read(stored: Stored) -> (SettingsInForce, Option<Settings>) {
    match ask(Request::ReadSettings { stored }) {
        Reply::Settings {
            settings,
            stored,
            choices,
        } => {
            let shared = &settings.settings.shared;
            assert_eq!(
                choices.trusted.len(),
                settings.managed_trust.len() + shared.trusted.len()
            );
            assert!(
                shared.trusted.len() <= 300
                    && shared.history.len() <= 200
                    && shared.parcels.len() <= 50
            );
            (*settings, stored.map(|stored| *stored))
        }
        other => panic!("{other:?}"),
    }
}
