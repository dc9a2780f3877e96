//! Settings of older versions.

use crate::form::{Json, Problem, word};
use crate::settings::SettingsPart;

type Given = Vec<(String, Json)>;

/// A step from one version to the next.
type Migration = fn(Given) -> Given;

/// The first leads from version 1 to 2.
const MIGRATIONS: &[Migration] = &[];

/// Version of the form.
pub(super) const CURRENT: usize = MIGRATIONS.len() + 1;

/// Brings settings of an older version to this one's form; says where that can't be done.
pub(super) fn migrate(given: Given) -> (Given, Option<Problem>) {
    by_steps(MIGRATIONS, given)
}

fn by_steps(steps: &[Migration], given: Given) -> (Given, Option<Problem>) {
    let current = steps.len() + 1;
    let version = given
        .iter()
        .find(|(key, _)| word(key) == Some(SettingsPart::Version))
        .map(|(_, version)| version);
    let version = (1..=current)
        .find(|known| is_number(version, *known))
        .ok_or(
            if matches!(version, Some(Json::Number(number)) if is_later(*number)) {
                Problem::Newer
            } else {
                Problem::Version
            },
        );
    match version {
        Ok(version) => {
            let left = steps.iter().skip(version - 1);
            (left.fold(given, |old, step| step(old)), None)
        }
        Err(problem) => (given, Some(problem)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few versions")]
fn is_number(value: Option<&Json>, known: usize) -> bool {
    value == Some(&Json::Number(known as f64))
}

/// Whether a number that is no version known can be one to come.
fn is_later(number: f64) -> bool {
    number >= 1.0 && number.trunc() == number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Given {
        match serde_json::from_str(text).unwrap() {
            Json::Object(given) => given,
            other => panic!("{other:?}"),
        }
    }

    const STEPS: [Migration; 2] = [
        |mut old| {
            for (key, _) in &mut old {
                if key == "old" {
                    *key = "renamed".into();
                }
            }
            old
        },
        |mut old| {
            old.push(("added".into(), Json::Null));
            old
        },
    ];

    #[test]
    fn each_older_version_takes_the_steps_that_it_lacks() {
        let table = [
            (
                r#"{"version": 1, "old": 4}"#,
                r#"{"version": 1, "renamed": 4, "added": null}"#,
            ),
            (
                r#"{"version": 2, "old": 4}"#,
                r#"{"version": 2, "old": 4, "added": null}"#,
            ),
            (r#"{"version": 3, "old": 4}"#, r#"{"version": 3, "old": 4}"#),
        ];
        for (given, migrated) in table {
            assert_eq!(
                by_steps(&STEPS, read(given)),
                (read(migrated), None),
                "{given}"
            );
        }
    }

    #[test]
    fn a_version_that_is_none_or_is_to_come_is_left_alone_and_said() {
        let table = [
            ("{}", Problem::Version),
            (r#"{"version": null}"#, Problem::Version),
            (r#"{"version": "1"}"#, Problem::Version),
            (r#"{"version": 0}"#, Problem::Version),
            (r#"{"version": -1}"#, Problem::Version),
            (r#"{"version": 1.5}"#, Problem::Version),
            (r#"{"version": 4}"#, Problem::Newer),
            (r#"{"version": 1e300}"#, Problem::Newer),
        ];
        for (given, problem) in table {
            assert_eq!(
                by_steps(&STEPS, read(given)),
                (read(given), Some(problem)),
                "{given}"
            );
        }
    }
}
