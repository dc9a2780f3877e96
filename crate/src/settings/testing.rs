//! Settings for tests.

use crate::form::Json;
use crate::language::Language;
use crate::level::Level;
use crate::settings::{
    AwaitedParcel, Loudness, PastWarning, Settings, SharedSettings, TrustedPerson, TrustedSite,
};

pub(crate) fn json(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

pub(super) fn warning(time: u64, level: Level) -> PastWarning {
    PastWarning {
        time: 1_795_000_000_000 + time * 3_600_000,
        host: "chronopost-colis.example".into(),
        level,
        brand: "chronopost".into(),
    }
}

pub(super) fn parcel(carrier: &str, day: &str) -> AwaitedParcel {
    AwaitedParcel {
        carrier: carrier.into(),
        day: day.into(),
        number: "1234 5678".into(),
        since: "2026-11-24".into(),
    }
}

/// Settings of which each differs from its default, but for those that no file holds.
pub(super) fn full() -> Settings {
    let site = |domain: &str, since: &str| TrustedSite {
        domain: domain.into(),
        since: since.into(),
    };
    let shared = SharedSettings {
        language: Language::En,
        easy_words: true,
        trusted: vec![
            site("boutique.example", "2026-11-24"),
            site("xn--mller-kva.example", "2026-01-01"),
        ],
        caution: Loudness::Badge,
        keep_history: true,
        history: vec![
            warning(1, Level::Danger),
            PastWarning {
                host: "[2001:db8::1]".into(),
                brand: String::new(),
                ..warning(0, Level::Caution)
            },
        ],
        parcels: vec![parcel("mondialrelay", "2026-11-27"), parcel("dpd-fr", "")],
        person: Some(TrustedPerson {
            name: "Marie".into(),
            phone: "+33 (0)6 12 34 56 78".into(),
        }),
        ..SharedSettings::default()
    };
    Settings {
        shared,
        welcomed: true,
        ..Settings::default()
    }
}

/// The same with a change.
pub(super) fn full_but(change: impl FnOnce(&mut SharedSettings)) -> Settings {
    let mut settings = full();
    change(&mut settings.shared);
    settings
}
