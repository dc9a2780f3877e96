//! A policy as an administrator writes it down, and the checks of its form.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::form::{Fault, Faults, Json, Problem, part_of};
use crate::language::Language;
use crate::policy::Policy;
use crate::settings::wait;

/// What holds for the whole organisation; what is missing is the visitor's to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct WrittenPolicy {
    /// Of all words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether words are easier to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_words: Option<bool>,
    /// Sites to trust, beside the visitor's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_domains: Option<Vec<String>>,
    /// Brands to protect, beside those of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_brands: Option<Vec<ProtectedBrand>>,
    /// Whom to tell of a fake page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_contact: Option<ReportContact>,
    /// Whether warnings are kept; it can only be forbidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_history: Option<bool>,
    /// Seconds before the way on to a danger that asks for a card or a code, at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<u32>,
}

/// A brand as an administrator writes it down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ProtectedBrand {
    /// Name as people write it; it counts as one of the aliases.
    pub name: String,
    /// Official domains; the first one is where visitors are sent.
    pub domains: Vec<String>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<String>>", optional))]
    pub aliases: Vec<String>,
}

/// Whom to tell of a fake page, by one way at least.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportContact {
    /// Name as people write it.
    pub name: String,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Address of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Characters of a name, a number or an address in the report's contact.
const MAX_CONTACT: usize = 200;
/// Characters of a telephone number behind its first digit.
const MAX_PHONE: usize = 24;

impl WrittenPolicy {
    /// Reads what a browser has for the extension.
    ///
    /// # Errors
    /// Every fault; one refuses the whole: half of a policy would leave the administrator to
    /// believe in the other half. Where the form is wrong already, the rest is looked at all
    /// the same, so that every fault is told at once.
    pub fn read(given: &Json) -> Result<(Self, Policy), Vec<Fault>> {
        let mut faults = Faults::default();
        let mut written = Self::of(given, &mut faults);
        let sound = |part: &str| faults.found.iter().all(|fault| part_of(&fault.key) != part);
        if !sound("trustedDomains") {
            written.trusted_domains = None;
        }
        if !sound("protectedBrands") {
            written.protected_brands = None;
        }
        let brands = written.protected_brands.as_deref().unwrap_or_default();
        match Policy::check(&written.trusted(), brands) {
            Ok(policy) if faults.found.is_empty() => Ok((written, policy)),
            checked => {
                faults.found.extend(checked.err().unwrap_or_default());
                Err(faults.found)
            }
        }
    }

    /// Sites to trust.
    #[must_use]
    pub fn trusted(&self) -> Vec<String> {
        self.trusted_domains.clone().unwrap_or_default()
    }

    fn of(given: &Json, faults: &mut Faults) -> Self {
        let mut written = Self::default();
        let Json::Object(parts) = given else {
            faults.add("", Problem::Type);
            return written;
        };
        for (key, value) in parts {
            match key.as_str() {
                "language" => written.language = language(value, key, faults),
                "easyWords" => written.easy_words = value.flag(key, faults),
                "trustedDomains" => written.trusted_domains = texts(value, key, faults),
                "protectedBrands" => {
                    written.protected_brands = value.list(usize::MAX, key, faults, brand);
                }
                "reportContact" => written.report_contact = contact(value, key, faults),
                "keepHistory" => written.keep_history = off(value, key, faults),
                "wait" => written.wait = wait::read(value, key, faults),
                _ => faults.add(key, Problem::Unknown),
            }
        }
        written
    }
}

fn language(value: &Json, key: &str, faults: &mut Faults) -> Option<Language> {
    match value.choice(key, faults)? {
        Language::Auto => faults.refuse(key, Problem::Choice),
        language => Some(language),
    }
}

fn off(value: &Json, key: &str, faults: &mut Faults) -> Option<bool> {
    if value.flag(key, faults)? {
        return faults.refuse(key, Problem::Choice);
    }
    Some(false)
}

/// How many there may be is not the form's affair.
fn texts(value: &Json, key: &str, faults: &mut Faults) -> Option<Vec<String>> {
    value.list(usize::MAX, key, faults, Json::text)
}

fn brand(value: &Json, key: &str, faults: &mut Faults) -> Option<ProtectedBrand> {
    let entry = value.entry(&["name", "domains", "aliases"], key, faults)?;
    let name = entry.needs("name", faults, Json::text);
    let domains = entry.needs("domains", faults, texts);
    let aliases = entry.may_have("aliases", faults, texts);
    Some(ProtectedBrand {
        name: name?,
        domains: domains?,
        aliases: aliases?.unwrap_or_default(),
    })
}

fn contact(value: &Json, key: &str, faults: &mut Faults) -> Option<ReportContact> {
    let entry = value.entry(&["name", "mail", "url", "phone"], key, faults)?;
    let name = entry.needs("name", faults, |value, key, faults| {
        value.text_that(is_name, Problem::LongText, key, faults)
    });
    let mail = entry.may_have("mail", faults, |value, key, faults| {
        value.text_that(is_mail, Problem::Mail, key, faults)
    });
    let url = entry.may_have("url", faults, |value, key, faults| {
        value.text_that(is_web_address, Problem::Https, key, faults)
    });
    let phone = entry.may_have("phone", faults, |value, key, faults| {
        value.text_that(is_phone, Problem::Phone, key, faults)
    });
    let contact = ReportContact {
        name: name?,
        mail: mail?,
        url: url?,
        phone: phone?,
    };
    if contact.mail.is_none() && contact.url.is_none() && contact.phone.is_none() {
        return faults.refuse(key, Problem::Contact);
    }
    Some(contact)
}

fn is_short(text: &str) -> bool {
    text.encode_utf16().count() <= MAX_CONTACT
}

fn is_name(text: &str) -> bool {
    is_short(text) && !text.trim().is_empty()
}

/// Whether a text is a mail address and nothing else that a mail program would read.
fn is_mail(text: &str) -> bool {
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let parts = text.split_once('@').filter(|_| is_short(text));
    parts.is_some_and(|(user, domain)| {
        !user.is_empty()
            && user.bytes().all(is_user)
            && domain.contains('.')
            && domain.split('.').all(is_label)
    })
}

fn is_web_address(text: &str) -> bool {
    let scheme = text.get(.."https://".len());
    is_short(text)
        && scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
        && !text.contains(char::is_whitespace)
        && Url::parse(text).is_ok()
}

fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.starts_with(|digit: char| digit.is_ascii_digit())
        && (2..=MAX_PHONE + 1).contains(&digits.len())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" ().-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn full() -> Value {
        json!({
            "language": "fr",
            "easyWords": true,
            "trustedDomains": ["intranet.example"],
            "protectedBrands": [
                {"name": "Brindelivre", "domains": ["brindelivre.example"], "aliases": ["Brinde Livre"]},
                {"name": "Azurcourse", "domains": ["azurcourse.example"]},
            ],
            "reportContact": {
                "name": "Sécurité", "mail": "securite@brindelivre.example",
                "url": "https://brindelivre.example/alerte", "phone": "+33 1 99 00 12 34",
            },
            "keepHistory": false,
            "wait": 60,
        })
    }

    fn read(given: &Value) -> Result<(WrittenPolicy, Policy), Vec<Fault>> {
        WrittenPolicy::read(&serde_json::from_value(given.clone()).unwrap())
    }

    fn faults(given: &Value) -> Vec<String> {
        let found = read(given).err().unwrap_or_default();
        let word = |problem| serde_json::to_value(problem).unwrap();
        let lines = found.iter().map(|fault| {
            let word = word(fault.problem);
            format!("{}: {}", fault.key, word.as_str().unwrap())
        });
        lines.collect()
    }

    #[test]
    fn a_whole_policy_is_shown_as_it_was_written_and_so_is_each_part_alone() {
        let parts = full().as_object().unwrap().clone();
        let alone = parts.into_iter().map(|(key, value)| json!({ key: value }));
        for given in alone.chain([full(), json!({})]) {
            let (written, _) = read(&given).unwrap();
            assert_eq!(serde_json::to_value(written).unwrap(), given);
        }
        let (_, policy) = read(&full()).unwrap();
        assert_eq!(policy.trusted, ["intranet.example"]);
        assert_eq!(policy.brands.len(), 2);
    }

    #[test]
    fn the_documented_example_holds() {
        let page = std::fs::read_to_string(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/DEPLOYMENT.md"),
        );
        let page = page.unwrap();
        let start = page.find("\n    {\n").unwrap();
        let end = start + page[start..].find("\n    }\n").unwrap() + "\n    }\n".len();
        let example: Value = serde_json::from_str(&page[start..end]).unwrap();
        let (written, _) = read(&example).unwrap();
        assert_eq!(serde_json::to_value(written).unwrap(), example);
        assert!(
            example
                .as_object()
                .unwrap()
                .keys()
                .eq(full().as_object().unwrap().keys())
        );
    }

    #[test]
    fn every_fault_is_named_by_its_place() {
        let contact = |value: Value| json!({ "reportContact": value });
        let brands = |value: Value| json!({ "protectedBrands": value });
        let long = "x".repeat(201);
        let table = [
            (json!({"language": "auto"}), vec!["language: choice"]),
            (json!({"language": 1}), vec!["language: type"]),
            (json!({"keepHistory": true}), vec!["keepHistory: choice"]),
            (json!({"keepHistory": "false"}), vec!["keepHistory: type"]),
            (json!({"easyWords": 1}), vec!["easyWords: type"]),
            (json!({"wait": 5}), vec!["wait: choice"]),
            (json!({"wait": "60"}), vec!["wait: type"]),
            (json!({"protection": false}), vec!["protection: unknown"]),
            (json!({"caution": "badge"}), vec!["caution: unknown"]),
            (
                json!({"__proto__": 1, "constructor": 2}),
                vec!["__proto__: unknown", "constructor: unknown"],
            ),
            (
                json!({"trustedDomains": "a.example"}),
                vec!["trustedDomains: type"],
            ),
            (
                json!({"trustedDomains": ["a.example", 1]}),
                vec!["trustedDomains[1]: type"],
            ),
            (brands(json!({})), vec!["protectedBrands: type"]),
            (brands(json!(["x"])), vec!["protectedBrands[0]: type"]),
            (
                brands(json!([{"name": "x"}])),
                vec!["protectedBrands[0].domains: type"],
            ),
            (
                brands(json!([{"domains": ["a.example"]}])),
                vec!["protectedBrands[0].name: type"],
            ),
            (
                brands(json!([{"name": "x", "domains": ["a.example", null]}])),
                vec!["protectedBrands[0].domains[1]: type"],
            ),
            (
                brands(json!([{"name": "x", "domains": [], "aliases": [2]}])),
                vec!["protectedBrands[0].aliases[0]: type"],
            ),
            (
                brands(json!([{"name": "x", "domains": [], "home": "https://a.example/"}])),
                vec!["protectedBrands[0].home: unknown"],
            ),
            (
                contact(json!({"name": "x"})),
                vec!["reportContact: contact"],
            ),
            (
                contact(json!({"mail": "a@b.example"})),
                vec!["reportContact.name: type"],
            ),
            (
                contact(json!({"name": " ", "mail": "a@b.example"})),
                vec!["reportContact.name: long_text"],
            ),
            (
                contact(json!({"name": long, "mail": "a@b.example"})),
                vec!["reportContact.name: long_text"],
            ),
            // what a click would open must be what it says it is
            (
                contact(json!({"name": "x", "mail": "a@b.example?cc=c@d.example"})),
                vec!["reportContact.mail: mail"],
            ),
            (
                contact(json!({"name": "x", "mail": "a b@c.example"})),
                vec!["reportContact.mail: mail"],
            ),
            (
                contact(json!({"name": "x", "mail": "a@localhost"})),
                vec!["reportContact.mail: mail"],
            ),
            (
                contact(json!({"name": "x", "url": "http://b.example/"})),
                vec!["reportContact.url: https"],
            ),
            (
                contact(json!({"name": "x", "url": "javascript:alert(1)"})),
                vec!["reportContact.url: https"],
            ),
            (
                contact(json!({"name": "x", "url": "b.example"})),
                vec!["reportContact.url: https"],
            ),
            // an address to the parser, and none to a reader
            (
                contact(json!({"name": "x", "url": "https:/b.example/"})),
                vec!["reportContact.url: https"],
            ),
            (
                contact(json!({"name": "x", "url": "https://b.example/ x"})),
                vec!["reportContact.url: https"],
            ),
            (
                contact(json!({"name": "x", "phone": "0800;ext=1"})),
                vec!["reportContact.phone: phone"],
            ),
            (
                contact(json!({"name": "x", "phone": "call me"})),
                vec!["reportContact.phone: phone"],
            ),
            (
                contact(json!({"name": "x", "phone": "1"})),
                vec!["reportContact.phone: phone"],
            ),
            (json!([]), vec![": type"]),
        ];
        for (given, expected) in table {
            assert_eq!(faults(&given), expected, "{given}");
        }
    }

    #[test]
    fn faults_of_the_form_and_of_what_it_holds_are_told_at_once() {
        let mut given = full();
        given["language"] = json!("xx");
        given["trustedDomains"] = json!(["bit.ly"]);
        given["protectedBrands"] = json!([{"name": "BL", "domains": ["chronopost.fr"]}]);
        let expected = [
            "language: choice",
            "trustedDomains[0]: untrustable",
            "protectedBrands[0].domains[0]: owned",
            "protectedBrands[0].name: letters",
        ];
        assert_eq!(faults(&given), expected);
        // A part whose form is wrong is not looked into.
        given["protectedBrands"][0]["home"] = json!(1);
        assert_eq!(
            faults(&given),
            [
                "language: choice",
                "protectedBrands[0].home: unknown",
                "trustedDomains[0]: untrustable"
            ]
        );
    }

    #[test]
    fn chromes_schema_knows_every_part_of_a_policy_and_no_other() {
        let schema: Value =
            serde_json::from_str(include_str!("../../../extension/managed_schema.json")).unwrap();
        let keys = |value: &Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        let parts = &schema["properties"];
        assert_eq!(keys(parts), keys(&full()));
        let brand = &full()["protectedBrands"][0];
        assert_eq!(
            keys(&parts["protectedBrands"]["items"]["properties"]),
            keys(brand)
        );
        assert_eq!(
            keys(&parts["reportContact"]["properties"]),
            keys(&full()["reportContact"])
        );
    }
}
