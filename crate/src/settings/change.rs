//! How settings change.

use crate::address::trust;
use crate::form::{Fault, Faults, Json, Problem, word};
use crate::level::Level;
use crate::policy::{MAX_TRUSTED, WrittenPolicy};
use crate::settings::file::JsonReader;
use crate::settings::trusted::is_day;
use crate::settings::{PastWarning, Settings, SettingsPart, TrustedSite, fixed_by, history};

/// A change of the settings.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "types",
    derive(ts_rs::TS),
    ts(tag = "kind", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum SettingsChange {
    /// The visitor chose a value.
    ChooseValue {
        /// Name of the setting.
        key: String,
        /// What was chosen.
        #[cfg_attr(feature = "types", ts(type = "unknown"))]
        value: Json,
    },
    /// The visitor trusts the site of an address.
    TrustAddress {
        /// As it was typed.
        address: String,
    },
    /// The visitor trusts a site no longer.
    UntrustDomain {
        /// Its registrable domain.
        domain: String,
    },
    /// The visitor wants the history empty.
    ClearHistory,
    /// The visitor chose a file of settings.
    ImportFile {
        /// What stands in it.
        text: String,
    },
    /// A warning was shown; it is kept if the visitor and the organisation want that.
    AddWarning {
        /// Which.
        warning: PastWarning,
    },
    /// The welcome page was opened.
    MarkWelcomed,
}

impl SettingsChange {
    /// What a request names; none where it makes no sense. By hand: what derives write for
    /// changes within a request is ten times as large.
    pub(crate) fn read(given: &Json) -> Option<Self> {
        let faults = &mut Faults::default();
        let given = given.entry(&[], "", faults)?;
        let mut text = |name| given.needs(name, faults, Json::text);
        Some(match text("kind")?.as_str() {
            "choose_value" => Self::ChooseValue {
                key: text("key")?,
                value: given.value("value")?.clone(),
            },
            "trust_address" => Self::TrustAddress {
                address: text("address")?,
            },
            "untrust_domain" => Self::UntrustDomain {
                domain: text("domain")?,
            },
            "clear_history" => Self::ClearHistory,
            "import_file" => Self::ImportFile {
                text: text("text")?,
            },
            "add_warning" => Self::AddWarning {
                warning: given.needs("warning", faults, history::warning)?,
            },
            "mark_welcomed" => Self::MarkWelcomed,
            _ => return None,
        })
    }
}

impl Settings {
    /// The settings after a change.
    ///
    /// # Errors
    /// Every fault of what was asked; then nothing changes.
    pub fn changed(
        &self,
        change: SettingsChange,
        today: &str,
        policy: Option<&WrittenPolicy>,
        read: JsonReader,
    ) -> Result<Self, Vec<Fault>> {
        let mut settings = self.clone();
        match change {
            SettingsChange::ChooseValue { key, value } => return self.choose(&key, &value, policy),
            SettingsChange::TrustAddress { address } => return self.trust(&address, today),
            SettingsChange::ImportFile { text } => return self.with_file(&text, read),
            SettingsChange::UntrustDomain { domain } => {
                settings.shared.trusted.retain(|site| site.domain != domain);
            }
            SettingsChange::ClearHistory => settings.shared.history.clear(),
            SettingsChange::AddWarning { warning } => {
                let is_warning = matches!(warning.level, Level::Caution | Level::Danger);
                if is_warning && self.under(policy).settings.shared.keep_history {
                    history::remember(&mut settings.shared.history, warning);
                }
            }
            SettingsChange::MarkWelcomed => settings.welcomed = true,
        }
        Ok(settings)
    }

    fn choose(
        &self,
        key: &str,
        value: &Json,
        policy: Option<&WrittenPolicy>,
    ) -> Result<Self, Vec<Fault>> {
        if word(key).is_some_and(|part| fixed_by(policy).contains(&part)) {
            return refuse(key, Problem::Managed);
        }
        let mut settings = self.clone();
        let mut faults = Faults::default();
        settings.take(key, value, &mut faults);
        if !faults.found.is_empty() {
            return Err(faults.found);
        }
        if word(key) == Some(SettingsPart::KeepHistory) && !settings.shared.keep_history {
            // Whoever wants no history wants none of it.
            settings.shared.history.clear();
        }
        Ok(settings)
    }

    fn trust(&self, address: &str, today: &str) -> Result<Self, Vec<Fault>> {
        let Some(domain) = trust::domain_of(address) else {
            return refuse("", Problem::Untrustable);
        };
        let mut settings = self.clone();
        if settings
            .shared
            .trusted
            .iter()
            .any(|site| site.domain == domain)
        {
            return Ok(settings);
        }
        if settings.shared.trusted.len() >= MAX_TRUSTED {
            return refuse("trusted", Problem::Long);
        }
        if !is_day(today) {
            return refuse("today", Problem::Day);
        }
        settings.shared.trusted.push(TrustedSite {
            domain,
            since: today.to_owned(),
        });
        Ok(settings)
    }
}

fn refuse<T>(key: &str, problem: Problem) -> Result<T, Vec<Fault>> {
    let mut faults = Faults::default();
    faults.add(key, problem);
    Err(faults.found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::settings::Loudness;
    use crate::settings::testing::{full, full_but, json, warning};

    const TODAY: &str = "2026-11-26";

    fn read(text: &str) -> Json {
        json(text).unwrap()
    }

    fn change(change: SettingsChange) -> Result<Settings, Vec<Fault>> {
        full().changed(change, TODAY, None, json)
    }

    fn choose(key: &str, value: &str) -> Result<Settings, Vec<Fault>> {
        change(SettingsChange::ChooseValue {
            key: key.into(),
            value: read(value),
        })
    }

    fn trust(address: &str) -> SettingsChange {
        SettingsChange::TrustAddress {
            address: address.into(),
        }
    }

    #[test]
    fn a_change_is_read_as_it_is_declared() {
        let table = [
            (
                r#"{"kind": "choose_value", "key": "caution", "value": 7}"#,
                Some(SettingsChange::ChooseValue {
                    key: "caution".into(),
                    value: Json::Number(7.0),
                }),
            ),
            (
                r#"{"kind": "trust_address", "address": "a.example"}"#,
                Some(trust("a.example")),
            ),
            (
                r#"{"kind": "untrust_domain", "domain": "a.example"}"#,
                Some(SettingsChange::UntrustDomain {
                    domain: "a.example".into(),
                }),
            ),
            (
                r#"{"kind": "clear_history"}"#,
                Some(SettingsChange::ClearHistory),
            ),
            (
                r#"{"kind": "import_file", "text": "{}"}"#,
                Some(SettingsChange::ImportFile { text: "{}".into() }),
            ),
            (
                r#"{"kind": "add_warning", "warning": {"time": 1795000000000, "host": "chronopost-colis.example", "level": "danger", "brand": "chronopost"}}"#,
                Some(SettingsChange::AddWarning {
                    warning: warning(0, Level::Danger),
                }),
            ),
            (
                r#"{"kind": "mark_welcomed"}"#,
                Some(SettingsChange::MarkWelcomed),
            ),
            (r#"{"kind": "choose_value", "key": "caution"}"#, None),
            (r#"{"kind": "import_file", "text": 7}"#, None),
            (
                r#"{"kind": "add_warning", "warning": {"level": "clear"}}"#,
                None,
            ),
            (r#"{"kind": "rm"}"#, None),
            ("{}", None),
            ("7", None),
        ];
        for (given, change) in table {
            assert_eq!(SettingsChange::read(&read(given)), change, "{given}");
        }
    }

    #[test]
    fn a_choice_is_checked_by_itself() {
        let banner = full_but(|shared| shared.caution = Loudness::Banner);
        assert_eq!(choose("caution", r#""banner""#), Ok(banner));
        let nobody = full_but(|shared| shared.person = None);
        assert_eq!(choose("person", "null"), Ok(nobody));
        let nameless = choose("person", r#"{"name": "", "phone": "112"}"#);
        assert_eq!(nameless, refuse("person.name", Problem::Empty));
        for (key, value, problem) in [
            ("caution", r#""off""#, Problem::Choice),
            ("caution", "null", Problem::Type),
            ("nothing", "1", Problem::Unknown),
            ("version", "1", Problem::Unknown),
            ("constructor", "1", Problem::Unknown),
        ] {
            assert_eq!(choose(key, value), refuse(key, problem), "{key}: {value}");
        }
    }

    #[test]
    fn whoever_wants_no_history_wants_none_of_it() {
        let without = choose("keepHistory", "false").unwrap();
        assert!(!without.shared.keep_history && without.shared.history.is_empty());
        let loud = choose("caution", r#""banner""#).unwrap();
        assert_eq!(loud.shared.history, full().shared.history);
    }

    #[test]
    fn what_is_fixed_is_not_the_visitors_to_choose() {
        let policy = WrittenPolicy {
            language: Some(Language::De),
            keep_history: Some(false),
            ..WrittenPolicy::default()
        };
        for (key, value, is_fixed) in [
            ("language", r#""fr""#, true),
            ("keepHistory", "true", true),
            ("caution", r#""banner""#, false),
        ] {
            let change = SettingsChange::ChooseValue {
                key: key.into(),
                value: read(value),
            };
            let changed = full().changed(change, TODAY, Some(&policy), json);
            let expected = if is_fixed {
                refuse(key, Problem::Managed)
            } else {
                choose(key, value)
            };
            assert_eq!(changed, expected, "{key}");
        }
    }

    #[test]
    fn trust_is_given_to_a_registrable_domain_once() {
        let one = change(trust("https://www.azur.example/x?y")).unwrap();
        let last = one.shared.trusted.last().unwrap();
        assert_eq!(
            (last.domain.as_str(), last.since.as_str()),
            ("azur.example", "2026-11-26")
        );
        assert_eq!(
            one.changed(trust("azur.example"), TODAY, None, json),
            Ok(one.clone())
        );
        for address in ["localhost", "github.io", "192.168.1.1", ""] {
            assert_eq!(
                change(trust(address)),
                refuse("", Problem::Untrustable),
                "{address}"
            );
        }
        let untrust = SettingsChange::UntrustDomain {
            domain: "azur.example".into(),
        };
        assert_eq!(one.changed(untrust, TODAY, None, json), Ok(full()));
    }

    #[test]
    fn a_full_list_takes_no_more_and_no_day_is_no_day() {
        let site = |index| TrustedSite {
            domain: format!("x{index}.example"),
            since: "2026-11-24".into(),
        };
        let crowded = full_but(|shared| shared.trusted = (0..MAX_TRUSTED).map(site).collect());
        let more = crowded.changed(trust("azur.example"), TODAY, None, json);
        assert_eq!(more, refuse("trusted", Problem::Long));
        assert_eq!(
            crowded.changed(trust("x7.example"), TODAY, None, json),
            Ok(crowded.clone())
        );
        let dateless = full().changed(trust("azur.example"), "today", None, json);
        assert_eq!(dateless, refuse("today", Problem::Day));
    }

    #[test]
    fn a_warning_is_kept_where_visitor_and_organisation_want_it() {
        let add = |level| SettingsChange::AddWarning {
            warning: warning(9, level),
        };
        let added = change(add(Level::Danger)).unwrap();
        assert_eq!(added.shared.history.len(), full().shared.history.len() + 1);
        assert_eq!(change(add(Level::Clear)), Ok(full()));
        let policy = WrittenPolicy {
            keep_history: Some(false),
            ..WrittenPolicy::default()
        };
        assert_eq!(
            full().changed(add(Level::Danger), TODAY, Some(&policy), json),
            Ok(full())
        );
        let private = Settings::default();
        assert_eq!(
            private.changed(add(Level::Danger), TODAY, None, json),
            Ok(private)
        );
    }

    #[test]
    fn the_history_is_cleared_and_the_welcome_is_marked() {
        assert!(
            change(SettingsChange::ClearHistory)
                .unwrap()
                .shared
                .history
                .is_empty()
        );
        assert!(change(SettingsChange::MarkWelcomed).unwrap().welcomed);
    }
}
