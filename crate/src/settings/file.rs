//! Settings in a file, for another browser or another day.

use crate::address::trust;
use crate::form::{Fault, Faults, Json, Problem, word};
use crate::settings::SettingsPart::Trusted;
use crate::settings::{PRIVATE, Settings, SharedSettings, TrustedSite, migration};

/// Reads a text as JSON; none where it is none. The engine brings no reader into browsers,
/// which have one.
pub type JsonReader = fn(&str) -> Option<Json>;

/// Characters of a file: far more than the largest that is ever written.
const MAX_FILE: usize = 1_000_000;

impl Settings {
    /// The same with what a file names in place of what it was.
    ///
    /// # Errors
    /// Every fault of the file; with one, nothing of it is taken.
    pub(super) fn with_file(&self, text: &str, read: JsonReader) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::default();
        let settings = self.read_file(text, read, &mut faults);
        settings
            .filter(|_| faults.found.is_empty())
            .ok_or(faults.found)
    }

    /// What a file is to hold: nothing that would have it refused. A site that nobody can trust
    /// any more silences nothing, so nothing is lost without it.
    pub(crate) fn into_file(self) -> SharedSettings {
        let mut shared = self.shared;
        shared.trusted.retain(is_trustable);
        shared
    }

    fn read_file(&self, text: &str, read: JsonReader, faults: &mut Faults) -> Option<Self> {
        if text.encode_utf16().count() > MAX_FILE {
            return faults.refuse("", Problem::Long);
        }
        // Some editors put an invisible mark before the first letter.
        let Some(file) = read(text.strip_prefix('\u{feff}').unwrap_or(text)) else {
            return faults.refuse("", Problem::Json);
        };
        let Json::Object(file) = file else {
            return faults.refuse("", Problem::Object);
        };
        let (file, problem) = migration::migrate(file);
        if let Some(problem) = problem {
            return faults.refuse("version", problem);
        }
        let mut settings = self.clone();
        let (private, given): (Vec<_>, Vec<_>) = file
            .into_iter()
            .partition(|(key, _)| word(key).is_some_and(|part| PRIVATE.contains(&part)));
        settings.take_all(&given, faults);
        for (key, _) in private {
            faults.add(&key, Problem::Unknown);
        }
        let names_trusted = given.iter().any(|(key, _)| word(key) == Some(Trusted));
        if names_trusted && faults.found.is_empty() {
            for (index, site) in settings.shared.trusted.iter().enumerate() {
                if !is_trustable(site) {
                    faults.add(&format!("trusted[{index}].domain"), Problem::Untrustable);
                }
            }
        }
        Some(settings)
    }
}

/// Whether trust is given to this very domain.
fn is_trustable(site: &TrustedSite) -> bool {
    trust::domain_of(&site.domain).as_ref() == Some(&site.domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::testing::{full, full_but, json};
    use crate::settings::{Loudness, PastWarning, TrustedPerson};

    fn problems(text: &str) -> Vec<(String, Problem)> {
        let faults = full().with_file(text, json).unwrap_err();
        let pairs = faults.into_iter().map(|fault| (fault.key, fault.problem));
        pairs.collect()
    }

    fn written(settings: &Settings) -> String {
        serde_json::to_string_pretty(&settings.shared).unwrap()
    }

    #[test]
    fn what_was_written_is_read_and_the_browsers_own_stays() {
        let file = written(&full());
        for private in ["wait", "welcomed", "repaired", "managed"] {
            assert!(!file.contains(private), "{private}");
        }
        let own = Settings {
            welcomed: true,
            ..Settings::default()
        };
        for text in [file.clone(), format!("\u{feff}{file}\n")] {
            assert_eq!(own.with_file(&text, json), Ok(full()));
        }
    }

    #[test]
    fn a_site_that_cannot_be_trusted_any_more_is_left_out_of_the_file() {
        let stored = full_but(|shared| {
            shared.trusted.push(TrustedSite {
                domain: "github.io".into(),
                since: "2026-11-24".into(),
            });
        });
        let text = serde_json::to_string(&stored.into_file()).unwrap();
        assert_eq!(full().with_file(&text, json), Ok(full()));
    }

    #[test]
    fn what_a_file_does_not_name_stays_as_it_is() {
        let settings = full().with_file(r#"{"version": 1, "caution": "banner"}"#, json);
        assert_eq!(
            settings,
            Ok(full_but(|shared| shared.caution = Loudness::Banner))
        );
    }

    #[test]
    fn each_fault_is_named_by_its_place() {
        use Problem::{
            Choice, Day, Domain, Empty, Newer, Object, Phone, Twice, Type, Unknown, Untrustable,
            Version,
        };
        let table: &[(&str, &[(&str, Problem)])] = &[
            ("null", &[("", Object)]),
            ("[]", &[("", Object)]),
            ("{}", &[("version", Version)]),
            (r#"{"version": 2}"#, &[("version", Newer)]),
            (r#"{"version": 1, "colour": 1}"#, &[("colour", Unknown)]),
            (r#"{"version": 1, "all": 1}"#, &[("all", Unknown)]),
            (
                r#"{"version": 1, "welcomed": true}"#,
                &[("welcomed", Unknown)],
            ),
            (r#"{"version": 1, "wait": 10}"#, &[("wait", Unknown)]),
            (
                r#"{"version": 1, "repaired": []}"#,
                &[("repaired", Unknown)],
            ),
            (
                r#"{"version": 1, "managedTrust": ["intranet.example"]}"#,
                &[("managedTrust", Unknown)],
            ),
            (
                r#"{"version": 1, "language": 5, "caution": "loud"}"#,
                &[("language", Type), ("caution", Choice)],
            ),
            (
                r#"{"version": 1, "trusted": [{"domain": "a.example", "since": "2026-11-24"}, {"domain": "https://x.example", "since": "hier"}]}"#,
                &[("trusted[1].domain", Domain), ("trusted[1].since", Day)],
            ),
            (
                r#"{"version": 1, "trusted": [{"domain": "a.example"}]}"#,
                &[("trusted[0].since", Type)],
            ),
            (
                r#"{"version": 1, "trusted": [{"domain": "a.example", "since": "2026-11-24", "note": "x"}]}"#,
                &[("trusted[0].note", Unknown)],
            ),
            (
                r#"{"version": 1, "trusted": [{"domain": "a.example", "since": "2026-11-24"}, {"domain": "a.example", "since": "2026-11-25"}]}"#,
                &[("trusted[1]", Twice)],
            ),
            (
                r#"{"version": 1, "trusted": ["a.example"]}"#,
                &[("trusted[0]", Type)],
            ),
            (
                r#"{"version": 1, "trusted": [{"domain": "github.io", "since": "2026-11-24"}, {"domain": "www.a.example", "since": "2026-11-24"}]}"#,
                &[
                    ("trusted[0].domain", Untrustable),
                    ("trusted[1].domain", Untrustable),
                ],
            ),
            (
                r#"{"version": 1, "history": [{"time": "now", "host": "", "level": "clear", "brand": "<b>"}]}"#,
                &[
                    ("history[0].time", Type),
                    ("history[0].host", Domain),
                    ("history[0].level", Choice),
                    ("history[0].brand", Choice),
                ],
            ),
            (
                r#"{"version": 1, "parcels": [{"carrier": "<b>", "day": "soon", "number": 7}]}"#,
                &[
                    ("parcels[0].carrier", Choice),
                    ("parcels[0].day", Day),
                    ("parcels[0].number", Type),
                    ("parcels[0].since", Type),
                ],
            ),
            (
                r#"{"version": 1, "person": {"name": "", "phone": "06 12 34 56 7x"}}"#,
                &[("person.name", Empty), ("person.phone", Phone)],
            ),
            (
                r#"{"version": 1, "history": [{"time": 1e99, "host": "a.example", "level": "danger", "brand": ""}]}"#,
                &[("history[0].time", Day)],
            ),
        ];
        for (text, expected) in table {
            let expected = expected
                .iter()
                .map(|(key, problem)| ((*key).to_owned(), *problem));
            assert_eq!(problems(text), expected.collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_or_far_too_long_is_refused() {
        for text in ["", "{", "{'version': 1}", "\0", "undefined"] {
            assert_eq!(problems(text), [(String::new(), Problem::Json)], "{text}");
        }
        let long = " ".repeat(MAX_FILE + 1);
        assert_eq!(problems(&long), [(String::new(), Problem::Long)]);
    }

    #[test]
    fn the_fullest_settings_fit_into_a_file() {
        use crate::level::Level;
        use crate::policy::MAX_TRUSTED;
        use crate::settings::history::MAX_HISTORY;
        let site = |index| TrustedSite {
            domain: format!("{}x{index}.example", "a".repeat(59)),
            since: "2026-11-24".into(),
        };
        let warning = |time| PastWarning {
            time,
            host: "a".repeat(260),
            level: Level::Danger,
            brand: "a".repeat(64),
        };
        let settings = full_but(|shared| {
            shared.trusted = (0..MAX_TRUSTED).map(site).collect();
            shared.history = (0..MAX_HISTORY as u64).map(warning).collect();
            shared.person = Some(TrustedPerson {
                name: "é".repeat(40),
                phone: "0".repeat(15),
            });
        });
        let text = written(&settings);
        assert_eq!(full().with_file(&text, json), Ok(settings));
    }
}
