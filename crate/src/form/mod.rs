//! Checks of the form of what comes from outside: stored settings, a file, an administrator's
//! policy. A check gives the value as it may be kept, or complains of what is wrong by its place.

use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

mod json;

pub use json::Json;

/// What is wrong with settings or a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fault {
    /// Where: `protectedBrands[0].domains[1]`; empty for the whole.
    pub key: String,
    /// What.
    pub problem: Problem,
}

/// A kind of fault; its words are `settings_problem_<problem>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No JSON.
    Json,
    /// No settings at all.
    Object,
    /// No version that there ever was.
    Version,
    /// The version of a later Vigicolis.
    Newer,
    /// Nothing is called so.
    Unknown,
    /// Another kind of value than this place takes.
    Type,
    /// None of the choices.
    Choice,
    /// No day or moment.
    Day,
    /// No address that begins with `https://`.
    Https,
    /// No mail address.
    Mail,
    /// No telephone number.
    Phone,
    /// Somebody to turn to, and no way to reach them.
    Contact,
    /// The organisation has fixed it.
    Managed,
    /// Nothing is there.
    Empty,
    /// Too many entries.
    Long,
    /// Too many letters.
    LongText,
    /// It is there already.
    Twice,
    /// No domain name: a bare number, an address with a path, a single label.
    Domain,
    /// A public suffix: anybody can register below it.
    Suffix,
    /// Anybody can have a page there, or below it.
    Shared,
    /// A payment provider's, a bank's, a mailbox's, or one of theirs lies below it.
    Known,
    /// Another brand's domain, or one of its lies below it.
    Owned,
    /// The domain bears another brand's name.
    Imitates,
    /// Too few letters to be a name.
    Letters,
    /// Words of deliveries alone.
    Generic,
    /// Another brand's name, or a longer name that holds it.
    Named,
    /// No site to trust, or not the domain that trust is given to.
    Untrustable,
}

/// What was found, in the order of what was read.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) found: Vec<Fault>,
}

impl Faults {
    pub(crate) fn add(&mut self, key: &str, problem: Problem) {
        let key = key.to_owned();
        self.found.push(Fault { key, problem });
    }

    /// A complaint where a value was asked for.
    pub(crate) fn refuse<T>(&mut self, key: &str, problem: Problem) -> Option<T> {
        self.add(key, problem);
        None
    }

    pub(crate) fn limit<T>(&mut self, key: &str, list: &[T], most: usize) {
        if list.len() > most {
            self.add(key, Problem::Long);
        }
    }
}

/// The part that a place belongs to: `trusted` of `trusted[2].domain`.
pub(crate) fn part_of(key: &str) -> &str {
    key.split(['.', '[']).next().unwrap_or_default()
}

/// The word of a closed list.
pub(crate) fn word<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(text)).ok()
}

/// Gives a value as it may be kept, or none after a complaint. No closure, so that the checks
/// of all forms share their code.
pub(crate) type Check<T> = fn(&Json, &str, &mut Faults) -> Option<T>;

impl Json {
    pub(crate) fn flag(&self, key: &str, faults: &mut Faults) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => faults.refuse(key, Problem::Type),
        }
    }

    pub(crate) fn text(&self, key: &str, faults: &mut Faults) -> Option<String> {
        self.text_that(|_| true, Problem::Type, key, faults)
    }

    /// A text that is so; else there is this problem.
    pub(crate) fn text_that(
        &self,
        is_so: fn(&str) -> bool,
        problem: Problem,
        key: &str,
        faults: &mut Faults,
    ) -> Option<String> {
        match self {
            Self::Text(text) if is_so(text) => Some(text.clone()),
            Self::Text(_) => faults.refuse(key, problem),
            _ => faults.refuse(key, Problem::Type),
        }
    }

    /// A word of a closed list.
    pub(crate) fn choice<'a, T: Deserialize<'a>>(
        &'a self,
        key: &str,
        faults: &mut Faults,
    ) -> Option<T> {
        match self {
            Self::Text(text) => word(text).or_else(|| faults.refuse(key, Problem::Choice)),
            _ => faults.refuse(key, Problem::Type),
        }
    }

    /// Entries, each checked; what is beyond the bound is cut off.
    pub(crate) fn list<T>(
        &self,
        most: usize,
        key: &str,
        faults: &mut Faults,
        check: Check<T>,
    ) -> Option<Vec<T>> {
        self.list_without(most, key, faults, check, |_, _| false)
    }

    /// The same, of entries that are no other's double.
    pub(crate) fn list_without<T>(
        &self,
        most: usize,
        key: &str,
        faults: &mut Faults,
        check: Check<T>,
        is_double: fn(&T, &T) -> bool,
    ) -> Option<Vec<T>> {
        let mut kept: Vec<T> = Vec::new();
        let is_list = self.each(most, key, faults, &mut |entry, place, faults| {
            let Some(entry) = check(entry, place, faults) else {
                return;
            };
            if kept.iter().any(|other| is_double(other, &entry)) {
                faults.add(place, Problem::Twice);
            } else {
                kept.push(entry);
            }
        });
        is_list.then_some(kept)
    }

    /// Gives each entry with its place; says whether it is a list. Compiled once for all lists.
    fn each(
        &self,
        most: usize,
        key: &str,
        faults: &mut Faults,
        take: &mut dyn FnMut(&Self, &str, &mut Faults),
    ) -> bool {
        let Self::List(entries) = self else {
            faults.add(key, Problem::Type);
            return false;
        };
        faults.limit(key, entries, most);
        for (index, entry) in entries.iter().take(most).enumerate() {
            take(entry, &format!("{key}[{index}]"), faults);
        }
        true
    }

    /// Named values; a name that is none of those known is complained of.
    pub(crate) fn entry<'a>(
        &'a self,
        names: &[&str],
        key: &'a str,
        faults: &mut Faults,
    ) -> Option<Entry<'a>> {
        let Self::Object(values) = self else {
            return faults.refuse(key, Problem::Type);
        };
        for (name, _) in values {
            if !names.contains(&name.as_str()) {
                faults.add(&format!("{key}.{name}"), Problem::Unknown);
            }
        }
        Some(Entry { key, values })
    }
}

/// Named values at a place.
pub(crate) struct Entry<'a> {
    key: &'a str,
    values: &'a [(String, Json)],
}

impl Entry<'_> {
    /// A value that has to be there, and be right.
    pub(crate) fn needs<T>(&self, name: &str, faults: &mut Faults, check: Check<T>) -> Option<T> {
        check(
            self.value(name).unwrap_or(&Json::Null),
            &self.place(name),
            faults,
        )
    }

    /// A value that has to be right if it is there; none within where it is missing.
    #[expect(clippy::option_option, reason = "wrong is not the same as missing")]
    pub(crate) fn may_have<T>(
        &self,
        name: &str,
        faults: &mut Faults,
        check: Check<T>,
    ) -> Option<Option<T>> {
        match self.value(name) {
            Some(_) => self.needs(name, faults, check).map(Some),
            None => Some(None),
        }
    }

    fn place(&self, name: &str) -> String {
        format!("{}.{name}", self.key)
    }

    pub(crate) fn value(&self, name: &str) -> Option<&Json> {
        let found = self.values.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_entry_names_what_is_missing_wrong_or_unknown() {
        let table = [
            (r#"{"a": "x"}"#, Some(("x", None)), ""),
            (r#"{"a": "x", "b": true}"#, Some(("x", Some(true))), ""),
            (r#"{"a": "x", "c": 1}"#, Some(("x", None)), "e.c Unknown"),
            (r#"{"b": true}"#, None, "e.a Type"),
            (r#"{"a": "x", "b": null}"#, None, "e.b Type"),
            (r#"[]"#, None, "e Type"),
        ];
        for (text, value, complaints) in table {
            let mut faults = Faults::default();
            let given = read(text);
            let checked = given
                .entry(&["a", "b"], "e", &mut faults)
                .and_then(|entry| {
                    let name = entry.needs("a", &mut faults, Json::text);
                    let flag = entry.may_have("b", &mut faults, Json::flag);
                    Some((name?, flag?))
                });
            let expected = value.map(|(name, flag)| (name.to_owned(), flag));
            assert_eq!(checked, expected, "{text}");
            let found = faults
                .found
                .iter()
                .map(|fault| format!("{} {:?}", fault.key, fault.problem));
            assert_eq!(found.collect::<Vec<_>>().join(", "), complaints, "{text}");
        }
    }

    #[test]
    fn a_list_is_cut_and_its_doubles_and_wrong_entries_are_named() {
        let mut faults = Faults::default();
        let given = read(r#"["a", 1, "a", "b", "c"]"#);
        let kept = given.list_without(4, "l", &mut faults, Json::text, |one, other| one == other);
        assert_eq!(kept.unwrap(), ["a", "b"]);
        let found = faults
            .found
            .iter()
            .map(|fault| (fault.key.as_str(), fault.problem));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                ("l", Problem::Long),
                ("l[1]", Problem::Type),
                ("l[2]", Problem::Twice)
            ]
        );
        assert_eq!(part_of("trusted[2].domain"), "trusted");
        assert_eq!(part_of("language"), "language");
    }
}
