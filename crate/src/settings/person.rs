//! Somebody whom the visitor trusts, and calls when a warning comes.

use serde::Serialize;

use crate::form::{Faults, Json, Problem};

/// A person to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TrustedPerson {
    /// As the visitor calls them: Marie.
    pub name: String,
    /// Their telephone number, as it was typed.
    pub phone: String,
}

/// Letters of a name: it stands on a button.
const MAX_NAME: usize = 40;
/// Digits of a number, from an extension in the house to one with its country.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;
/// Characters of a number, with what parts its digits.
const MAX_PHONE: usize = 30;

/// `null` is nobody.
#[expect(clippy::option_option, reason = "wrong is not the same as nobody")]
pub(super) fn read(value: &Json, key: &str, faults: &mut Faults) -> Option<Option<TrustedPerson>> {
    if *value == Json::Null {
        return Some(None);
    }
    let entry = value.entry(&["name", "phone"], key, faults)?;
    let name = entry.needs("name", faults, name);
    let phone = entry.needs("phone", faults, |value, key, faults| {
        value.text_that(is_phone, Problem::Phone, key, faults)
    });
    Some(Some(TrustedPerson {
        name: name?,
        phone: phone?,
    }))
}

fn name(value: &Json, key: &str, faults: &mut Faults) -> Option<String> {
    let text = value.text(key, faults)?;
    if text.trim().is_empty() {
        return faults.refuse(key, Problem::Empty);
    }
    if text.chars().count() > MAX_NAME {
        return faults.refuse(key, Problem::LongText);
    }
    if text.contains(char::is_control) {
        return faults.refuse(key, Problem::Type);
    }
    Some(text)
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_part = |byte: u8| byte.is_ascii_digit() || b" ().-".contains(&byte);
    text.len() <= MAX_PHONE
        && DIGITS.contains(&digits)
        && text.strip_prefix('+').unwrap_or(text).bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::testing::json;

    #[test]
    fn a_number_is_dialled_as_it_is_written() {
        let longest = format!("{}{}", " ".repeat(MAX_PHONE - 3), "112");
        for good in [
            "06 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "(06) 12.34-56.78",
            "112",
            "123456789012345",
            &longest,
        ] {
            assert!(is_phone(good), "{good}");
        }
        let too_long = format!(" {longest}");
        for bad in [
            "",
            "12",
            "+",
            "1234567890123456",
            "06+12345678",
            "06 12 34 56 78;ext=1",
            "06 12 34 56 7x",
            "tel:0612345678",
            "*100#",
            "06\n12345678",
            "06\u{a0}12345678",
            "٠٦١٢٣٤٥٦٧٨",
            &too_long,
        ] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn a_person_has_a_name_and_a_number_and_nothing_else() {
        let long = "é".repeat(MAX_NAME);
        let longer = "é".repeat(MAX_NAME + 1);
        let named = |name: &str| format!(r#"{{"name": "{name}", "phone": "112"}}"#);
        let table = [
            (named("Marie"), true, ""),
            (named(r#"Ma fille (Marie) \"chérie\""#), true, ""),
            (named(&long), true, ""),
            ("null".into(), true, ""),
            (named(&longer), false, "person.name LongText"),
            (named(""), false, "person.name Empty"),
            (named("  "), false, "person.name Empty"),
            (named("Marie\\n"), false, "person.name Type"),
            (r#"{"name": "Marie"}"#.into(), false, "person.phone Type"),
            (r#"{"phone": "112"}"#.into(), false, "person.name Type"),
            (
                r#"{"name": 5, "phone": "17 rue"}"#.into(),
                false,
                "person.name Type, person.phone Phone",
            ),
            (
                r#"{"name": "Marie", "phone": "112", "mail": "x"}"#.into(),
                true,
                "person.mail Unknown",
            ),
            (r#""Marie""#.into(), false, "person Type"),
        ];
        for (text, is_read, complaints) in table {
            let mut faults = Faults::default();
            let person = read(&json(&text).unwrap(), "person", &mut faults);
            assert_eq!(person.is_some(), is_read, "{text}");
            let found = faults
                .found
                .iter()
                .map(|fault| format!("{} {:?}", fault.key, fault.problem));
            assert_eq!(found.collect::<Vec<_>>().join(", "), complaints, "{text}");
        }
    }
}
