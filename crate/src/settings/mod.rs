//! The visitor's settings: what they are, what is wrong with a value that is not, what an
//! organisation's policy makes of them, how they change.
//!
//! One check serves two readers. What the browser stored is repaired, because a visitor must never
//! be left without settings; a file that the visitor chose is refused with every fault named,
//! because there a fault can be mended.
//!
//! Nothing is stored here: what a store holds comes in, and what it is to hold goes out.

use serde::{Deserialize, Serialize};

use crate::form::{Faults, Json, Problem, part_of, word};
use crate::language::Language;
use crate::policy::WrittenPolicy;

mod change;
mod choices;
mod file;
mod history;
mod migration;
mod parcels;
mod person;
mod stored;
mod trusted;
pub(crate) mod wait;

pub use change::SettingsChange;
pub use choices::Choices;
pub use file::JsonReader;
pub use history::PastWarning;
pub use parcels::AwaitedParcel;
pub use person::TrustedPerson;
pub use stored::Stored;
pub use trusted::TrustedSite;

/// How loud a caution is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Loudness {
    /// A banner in the page.
    #[default]
    Banner,
    /// The toolbar's badge alone.
    Badge,
}

/// What can be found unreadable and be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SettingsPart {
    /// Whatever there was.
    All,
    /// [`SharedSettings::version`].
    Version,
    /// [`SharedSettings::language`].
    Language,
    /// [`SharedSettings::easy_words`].
    EasyWords,
    /// [`SharedSettings::trusted`].
    Trusted,
    /// [`SharedSettings::caution`].
    Caution,
    /// [`SharedSettings::keep_history`].
    KeepHistory,
    /// [`SharedSettings::history`].
    History,
    /// [`SharedSettings::parcels`].
    Parcels,
    /// [`SharedSettings::person`].
    Person,
    /// [`Settings::wait`].
    Wait,
    /// [`Settings::welcomed`].
    Welcomed,
    /// [`Settings::repaired`].
    Repaired,
}

use SettingsPart::{
    All, Caution, EasyWords, History, KeepHistory, Language as LanguagePart, Parcels, Person,
    Repaired, Trusted, Version, Wait, Welcomed,
};

/// Every setting but the version.
const SETTINGS: &[SettingsPart] = &[
    LanguagePart,
    EasyWords,
    Trusted,
    Caution,
    KeepHistory,
    History,
    Parcels,
    Person,
    Wait,
    Welcomed,
    Repaired,
];

/// What belongs to this browser alone and is in no file.
const PRIVATE: &[SettingsPart] = &[Wait, Welcomed, Repaired];

/// Parts that are told as put right.
const MAX_REPAIRED: usize = 20;

/// The settings that a file may bring to another browser.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SharedSettings {
    /// Version of the form.
    pub version: SettingsVersion,
    /// Of all words.
    pub language: Language,
    /// Whether words are easier to read, where there are such.
    pub easy_words: bool,
    /// Sites to trust, the oldest choice first.
    pub trusted: Vec<TrustedSite>,
    /// How loud a caution is.
    pub caution: Loudness,
    /// Whether warnings are kept.
    pub keep_history: bool,
    /// The newest first.
    pub history: Vec<PastWarning>,
    /// Parcels that the visitor awaits, the oldest entry first.
    pub parcels: Vec<AwaitedParcel>,
    /// Whom a warning offers to call, if anybody.
    pub person: Option<TrustedPerson>,
}

/// The settings as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// What a file may bring.
    #[serde(flatten)]
    pub shared: SharedSettings,
    /// Seconds before the way on to a danger that asks for a card or a code.
    pub wait: u32,
    /// Whether the welcome page was opened.
    pub welcomed: bool,
    /// What was found unreadable and put right, until the visitor has read it.
    pub repaired: Vec<SettingsPart>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            shared: SharedSettings::default(),
            wait: wait::SHORTEST,
            welcomed: false,
            repaired: Vec::new(),
        }
    }
}

/// The version of the form that this engine writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "number"))]
pub struct SettingsVersion(usize);

impl Default for SettingsVersion {
    fn default() -> Self {
        Self(migration::CURRENT)
    }
}

/// The settings that hold: an organisation's policy over the visitor's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettingsInForce {
    /// The visitor's, with what is fixed in place of what was chosen.
    #[serde(flatten)]
    pub settings: Settings,
    /// Sites that the organisation trusts.
    pub managed_trust: Vec<String>,
    /// What is not the visitor's to choose.
    pub fixed: Vec<SettingsPart>,
}

impl Settings {
    /// Settings out of whatever was stored, and whether they differ from it: what can be read is
    /// kept, the rest becomes the default, and what was put right is named. Keys that are no
    /// setting here may be a newer version's: they are no difference.
    #[must_use]
    pub fn repair(stored: Stored) -> (Self, bool) {
        let mut settings = Self::default();
        let stored = match stored.0 {
            None => return (settings, false),
            Some(Json::Object(stored)) => stored,
            Some(_) => {
                settings.repaired = vec![All];
                return (settings, true);
            }
        };
        let (stored, problem) = migration::migrate(stored);
        let mut faults = Faults::default();
        settings.take_all(&stored, &mut faults);
        let is_there = |part: &SettingsPart| stored.iter().any(|(key, _)| word(key) == Some(*part));
        let is_whole = SETTINGS.iter().all(is_there);
        let broken = faults
            .found
            .iter()
            .filter_map(|fault| word::<SettingsPart>(part_of(&fault.key)))
            .filter(|part| SETTINGS.contains(part))
            .chain(problem.map(|_| Version));
        for part in broken {
            if !settings.repaired.contains(&part) {
                settings.repaired.push(part);
            }
        }
        let is_setting = |part: SettingsPart| SETTINGS.contains(&part);
        let is_changed = !is_whole
            || problem.is_some()
            || faults
                .found
                .iter()
                .any(|fault| word(part_of(&fault.key)).is_some_and(is_setting));
        (settings, is_changed)
    }

    /// Lays a policy over them. What it says nothing of is the visitor's, and so is all of it
    /// again when the policy is gone.
    #[must_use]
    pub fn under(&self, policy: Option<&WrittenPolicy>) -> SettingsInForce {
        let mut settings = self.clone();
        let shared = &mut settings.shared;
        set(
            &mut shared.language,
            policy.and_then(|policy| policy.language),
        );
        set(
            &mut shared.easy_words,
            policy.and_then(|policy| policy.easy_words),
        );
        set(
            &mut shared.keep_history,
            policy.and_then(|policy| policy.keep_history),
        );
        // Never shorter than what somebody chose for the visitor.
        settings.wait = settings
            .wait
            .max(policy.and_then(|policy| policy.wait).unwrap_or_default());
        SettingsInForce {
            settings,
            managed_trust: policy.map_or(Vec::new(), WrittenPolicy::trusted),
            fixed: fixed_by(policy),
        }
    }

    /// Takes every value that is right; complains of the others.
    fn take_all(&mut self, given: &[(String, Json)], faults: &mut Faults) {
        for (key, value) in given {
            if word(key) != Some(Version) {
                self.take(key, value, faults);
            }
        }
    }

    /// Takes one value, if it is right.
    fn take(&mut self, key: &str, value: &Json, faults: &mut Faults) {
        match word(key) {
            Some(LanguagePart) => set(&mut self.shared.language, value.choice(key, faults)),
            Some(EasyWords) => set(&mut self.shared.easy_words, value.flag(key, faults)),
            Some(Trusted) => set(&mut self.shared.trusted, trusted::read(value, key, faults)),
            Some(Caution) => set(&mut self.shared.caution, value.choice(key, faults)),
            Some(KeepHistory) => set(&mut self.shared.keep_history, value.flag(key, faults)),
            Some(History) => set(&mut self.shared.history, history::read(value, key, faults)),
            Some(Parcels) => set(&mut self.shared.parcels, parcels::read(value, key, faults)),
            Some(Person) => set(&mut self.shared.person, person::read(value, key, faults)),
            Some(Wait) => set(&mut self.wait, wait::read(value, key, faults)),
            Some(Welcomed) => set(&mut self.welcomed, value.flag(key, faults)),
            Some(Repaired) => {
                let same = |one: &SettingsPart, other: &SettingsPart| one == other;
                let parts = value.list_without(MAX_REPAIRED, key, faults, part, same);
                set(&mut self.repaired, parts);
            }
            Some(All | Version) | None => faults.add(key, Problem::Unknown),
        }
    }
}

fn part(value: &Json, key: &str, faults: &mut Faults) -> Option<SettingsPart> {
    value.choice(key, faults)
}

/// Settings that are not the visitor's to choose.
fn fixed_by(policy: Option<&WrittenPolicy>) -> Vec<SettingsPart> {
    let Some(policy) = policy else {
        return Vec::new();
    };
    [
        (LanguagePart, policy.language.is_some()),
        (EasyWords, policy.easy_words.is_some()),
        (KeepHistory, policy.keep_history.is_some()),
        (Wait, policy.wait.is_some()),
    ]
    .into_iter()
    .filter_map(|(part, is_fixed)| is_fixed.then_some(part))
    .collect()
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

#[cfg(test)]
pub(crate) mod testing;

#[cfg(test)]
mod tests;
