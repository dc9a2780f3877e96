//! What does the page ask for, and where would the answer go?

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::RegexSet;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::generated::{self, FieldKind, FieldPatterns};
use crate::page::{Field, PageSnapshot};
use crate::site::Site;
use crate::text::{fold, fold_identifier};

// On the wire and in stored state a kind is its word of the data files.
impl Serialize for FieldKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for FieldKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::from_id(&word).ok_or_else(|| serde::de::Error::custom("unknown field kind"))
    }
}

/// A field and what it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Place of the field in [`PageSnapshot::fields`].
    pub field: usize,
    /// What it asks for.
    pub kind: FieldKind,
}

/// What a page asks for.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Every field that was understood.
    pub fields: Vec<Asked>,
    /// The kinds asked for, each once.
    pub kinds: BTreeSet<FieldKind>,
    /// Whether a form posts to a script file named from its own folder (`pay.php`).
    pub local_script: bool,
    /// Whether a form names nowhere to post to (`#`, or nothing), or card fields
    /// stand in no form at all.
    pub no_target: bool,
    /// Hosts of other parties that forms post to.
    pub foreign_targets: Vec<String>,
}

impl Ask {
    /// Reads a page.
    #[must_use]
    pub fn of(page: &PageSnapshot, site: &Site) -> Self {
        let mut ask = Self::default();
        for (index, field) in page.fields.iter().enumerate() {
            // What stands before three fields or more is a heading, no label.
            let shared = !field.label.is_empty()
                && page
                    .fields
                    .iter()
                    .filter(|other| other.label == field.label)
                    .take(3)
                    .count()
                    == 3;
            let kind = if shared && !field.name.is_empty() {
                classify(&Field {
                    label: String::new(),
                    ..field.clone()
                })
            } else {
                classify(field)
            };
            if let Some(kind) = kind {
                ask.fields.push(Asked { field: index, kind });
            }
        }
        ask.split_expiry(page);
        ask.bare_months_and_years(page);
        ask.digit_boxes(page);
        ask.kinds = ask.fields.iter().map(|asked| asked.kind).collect();
        ask.read_targets(page, site);
        ask
    }

    /// Whether any of these kinds is asked for.
    #[must_use]
    pub fn any(&self, kinds: &[FieldKind]) -> bool {
        kinds.iter().any(|kind| self.kinds.contains(kind))
    }

    /// Whether a payment card is asked for: its number, or security code and expiry.
    #[must_use]
    pub fn card(&self) -> bool {
        self.kinds.contains(&FieldKind::CardNumber)
            || (self.kinds.contains(&FieldKind::CardCsc)
                && self.any(&[
                    FieldKind::CardExpiry,
                    FieldKind::CardExpiryMonth,
                    FieldKind::CardExpiryYear,
                ]))
    }

    /// Whether name, address, phone or e-mail are asked for in a form of several fields.
    #[must_use]
    pub fn contact(&self) -> bool {
        const CONTACT: &[FieldKind] = &[
            FieldKind::Name,
            FieldKind::GivenName,
            FieldKind::FamilyName,
            FieldKind::Address,
            FieldKind::PostalCode,
            FieldKind::City,
            FieldKind::Phone,
            FieldKind::Email,
            FieldKind::BirthDate,
        ];
        CONTACT
            .iter()
            .filter(|kind| self.kinds.contains(kind))
            .count()
            >= 3
    }

    /// The kind of the field at a place of [`PageSnapshot::fields`].
    #[must_use]
    pub fn kind_at(&self, field: usize) -> Option<FieldKind> {
        self.fields
            .iter()
            .find(|asked| asked.field == field)
            .map(|asked| asked.kind)
    }

    /// Two selects or short boxes of an expiry date that carry the same words:
    /// the first is the month, the second the year.
    fn split_expiry(&mut self, page: &PageSnapshot) {
        let places: Vec<usize> = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, asked)| asked.kind == FieldKind::CardExpiry)
            .map(|(at, _)| at)
            .collect();
        if let [first, second] = places.as_slice() {
            let short = |at: usize| {
                self.fields
                    .get(at)
                    .and_then(|asked| page.fields.get(asked.field))
                    .is_some_and(|field| {
                        field.tag == "select" || (1..=4).contains(&field.maxlength)
                    })
            };
            if short(*first) && short(*second) {
                for (at, kind) in [
                    (*first, FieldKind::CardExpiryMonth),
                    (*second, FieldKind::CardExpiryYear),
                ] {
                    if let Some(asked) = self.fields.get_mut(at) {
                        asked.kind = kind;
                    }
                }
            }
        }
    }

    /// Selects and short boxes named only `month` and `year`, `mm` and `yy`: an
    /// expiry date where a card number is asked for too.
    fn bare_months_and_years(&mut self, page: &PageSnapshot) {
        let form_of_card = self
            .fields
            .iter()
            .find(|asked| asked.kind == FieldKind::CardNumber)
            .and_then(|asked| page.fields.get(asked.field))
            .map(|field| field.form);
        let Some(form) = form_of_card else { return };
        for (index, field) in page.fields.iter().enumerate() {
            let small = field.tag == "select" || (1..=5).contains(&field.maxlength);
            if field.form != form || !small || self.kind_at(index).is_some() {
                continue;
            }
            let words = padded(&[
                fold_identifier(&field.name),
                fold_identifier(&field.id),
                fold(&field.placeholder),
                fold(field.options.first().map_or("", String::as_str)),
            ]);
            let says = |list: &[&str]| list.iter().any(|word| words.contains(&format!(" {word} ")));
            let kind = if says(&[
                "month", "mm", "mois", "monat", "mes", "mese", "maand", "miesiac",
            ]) {
                FieldKind::CardExpiryMonth
            } else if says(&[
                "year", "yy", "yyyy", "aa", "aaaa", "jj", "annee", "jahr", "ano", "anno", "jaar",
                "rok",
            ]) {
                FieldKind::CardExpiryYear
            } else {
                continue;
            };
            self.fields.push(Asked { field: index, kind });
        }
    }

    /// Four to eight boxes of one character each in a row are a one-time code.
    fn digit_boxes(&mut self, page: &PageSnapshot) {
        let boxes: Vec<usize> = page
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| {
                field.maxlength == 1
                    && matches!(
                        field.kind.as_str(),
                        "" | "text" | "tel" | "number" | "password"
                    )
                    || field.tag == "contenteditable" && field.inputmode == "numeric"
            })
            .map(|(at, _)| at)
            .collect();
        if (4..=8).contains(&boxes.len()) {
            for field in boxes {
                if self.kind_at(field).is_none() {
                    self.fields.push(Asked {
                        field,
                        kind: FieldKind::OneTimeCode,
                    });
                }
            }
        }
    }

    fn read_targets(&mut self, page: &PageSnapshot, site: &Site) {
        self.no_target = self.fields.iter().any(|asked| {
            is_card(asked.kind)
                && page
                    .fields
                    .get(asked.field)
                    .is_some_and(|field| field.form < 0)
        });
        let used: BTreeSet<usize> = self
            .fields
            .iter()
            .filter(|asked| !matches!(asked.kind, FieldKind::Search))
            .filter_map(|asked| page.fields.get(asked.field))
            .filter_map(|field| usize::try_from(field.form).ok())
            .collect();
        for form in used.into_iter().filter_map(|at| page.forms.get(at)) {
            let action = form.action.trim();
            if let Some(rest) = action
                .strip_prefix("http://")
                .or_else(|| action.strip_prefix("https://"))
            {
                let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
                if let Ok(target) = Site::parse(&host.to_ascii_lowercase())
                    && target.registrable() != site.registrable()
                {
                    self.foreign_targets.push(host.to_ascii_lowercase());
                }
                continue;
            }
            let file = action.split(['?', '#']).next().unwrap_or_default();
            self.local_script |= file.ends_with(".php") && !file.starts_with('/');
            self.no_target |= file.is_empty() || action.starts_with("javascript:");
        }
    }
}

/// What a single field asks for: standard attributes first, words second.
#[must_use]
pub fn classify(field: &Field) -> Option<FieldKind> {
    if matches!(
        field.kind.as_str(),
        "checkbox"
            | "radio"
            | "submit"
            | "button"
            | "image"
            | "reset"
            | "hidden"
            | "range"
            | "color"
    ) {
        return None;
    }
    let by_words = patterns().classify(field);
    if let Some(kind) = by_autocomplete(&field.autocomplete) {
        // Kits copy attributes without sense (`autocomplete="bday"` on an expiry
        // date): the words of a card field win over a contact token.
        return match by_words {
            Some(words) if is_card(words) && !is_card(kind) => Some(words),
            _ => Some(kind),
        };
    }
    match field.kind.as_str() {
        "password"
            if !matches!(
                by_words,
                Some(
                    FieldKind::CardCsc
                        | FieldKind::Pin
                        | FieldKind::OneTimeCode
                        | FieldKind::BankLogin
                        | FieldKind::CardNumber
                )
            ) =>
        {
            Some(FieldKind::Password)
        }
        "email" if by_words.is_none() => Some(FieldKind::Email),
        "tel" if by_words.is_none() && field.maxlength == -1 => Some(FieldKind::Phone),
        "search" => Some(FieldKind::Search),
        _ => by_words,
    }
}

fn is_card(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::CardNumber
            | FieldKind::CardExpiry
            | FieldKind::CardExpiryMonth
            | FieldKind::CardExpiryYear
            | FieldKind::CardCsc
            | FieldKind::CardName
    )
}

fn by_autocomplete(autocomplete: &str) -> Option<FieldKind> {
    let lower = autocomplete.to_ascii_lowercase();
    lower.split_ascii_whitespace().rev().find_map(|token| {
        generated::fields()
            .iter()
            .find(|patterns| patterns.autocomplete.contains(&token))
            .map(|patterns| patterns.kind)
    })
}

/// The patterns of `fields.toml`, compiled once.
struct Patterns {
    label_match: Set,
    label_unless: Set,
    name_match: Set,
    name_unless: Set,
}

/// Patterns of one place, each with the kind it speaks of.
struct Set {
    regexes: RegexSet,
    kinds: Vec<FieldKind>,
}

impl Set {
    fn new(source: impl Fn(&FieldPatterns) -> &'static str) -> Self {
        let (sources, kinds): (Vec<_>, Vec<_>) = generated::fields()
            .iter()
            .filter(|patterns| !source(patterns).is_empty())
            .map(|patterns| (format!("(?-u:{})", source(patterns)), patterns.kind))
            .unzip();
        // The build has compiled every pattern; an empty set is never the outcome.
        let regexes = RegexSet::new(&sources).unwrap_or_else(|_| RegexSet::empty());
        Self { regexes, kinds }
    }

    fn kinds_in(&self, words: &str) -> BTreeSet<FieldKind> {
        self.regexes
            .matches(words)
            .iter()
            .filter_map(|at| self.kinds.get(at).copied())
            .collect()
    }
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| Patterns {
        label_match: Set::new(|patterns| patterns.label),
        label_unless: Set::new(|patterns| patterns.unless_label),
        name_match: Set::new(|patterns| patterns.name),
        name_unless: Set::new(|patterns| patterns.unless_name),
    })
}

impl Patterns {
    /// The kind by words: what the visitor reads (placeholder, label) first,
    /// then what the author wrote (name, id). The order of kinds in the enum
    /// settles ties: the more harmful first.
    fn classify(&self, field: &Field) -> Option<FieldKind> {
        let label = padded(&[
            fold(&field.placeholder),
            fold(&field.label),
            fold(&field.title),
        ]);
        let name = padded(&[fold_identifier(&field.name), fold_identifier(&field.id)]);
        let mut refused = self.label_unless.kinds_in(&label);
        refused.extend(self.name_unless.kinds_in(&name));
        let fits = |kind: &FieldKind| !refused.contains(kind) && size_fits(*kind, field);
        let by_label = self.label_match.kinds_in(&label);
        let by_name = self.name_match.kinds_in(&name);
        // Both agree, or the label, or the name.
        by_label
            .intersection(&by_name)
            .copied()
            .find(fits)
            .or_else(|| by_label.iter().copied().find(fits))
            .or_else(|| by_name.iter().copied().find(fits))
    }
}

fn padded(parts: &[String]) -> String {
    let mut text = String::from(" ");
    for part in parts.iter().filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push(' ');
    }
    text
}

/// Whether a field's size allows a kind: no card number fits into four characters.
fn size_fits(kind: FieldKind, field: &Field) -> bool {
    let length = field.maxlength;
    if length < 1 {
        return true;
    }
    match kind {
        FieldKind::CardNumber => !(5..=11).contains(&length) && length > 3,
        FieldKind::CardCsc => length <= 8 || length >= 20,
        FieldKind::CardExpiryMonth | FieldKind::CardExpiryYear => length <= 10 || length >= 20,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, label: &str, placeholder: &str) -> Field {
        Field {
            tag: "input".into(),
            kind: "text".into(),
            name: name.into(),
            label: label.into(),
            placeholder: placeholder.into(),
            ..Field::default()
        }
    }

    #[test]
    fn words_tell_what_useless_names_hide() {
        let table = [
            (
                input("1", "Numéro de carte", ""),
                Some(FieldKind::CardNumber),
            ),
            (input("epx", "", "MM / AA"), Some(FieldKind::CardExpiry)),
            (
                input("vv", "Cryptogramme visuel", ""),
                Some(FieldKind::CardCsc),
            ),
            (input("cardNumber", "", ""), Some(FieldKind::CardNumber)),
            (input("q", "Rechercher", ""), Some(FieldKind::Search)),
            (
                input("gift_card_number", "Numéro de carte cadeau", ""),
                None,
            ),
        ];
        for (field, kind) in table {
            assert_eq!(classify(&field), kind, "{field:?}");
        }
    }

    #[test]
    fn standard_attributes_go_first() {
        let mut field = input("a", "Code", "");
        field.autocomplete = "section-pay billing cc-csc".into();
        assert_eq!(classify(&field), Some(FieldKind::CardCsc));
        field.autocomplete = "one-time-code".into();
        assert_eq!(classify(&field), Some(FieldKind::OneTimeCode));
    }

    #[test]
    fn words_before_three_fields_are_no_label() {
        let fields = ["firstName", "lastName", "city"]
            .map(|name| input(name, "Numéro de carte", ""))
            .to_vec();
        let page = PageSnapshot {
            fields,
            ..PageSnapshot::default()
        };
        let ask = Ask::of(&page, &Site::parse("shop.example").unwrap());
        assert!(
            !ask.kinds.contains(&FieldKind::CardNumber),
            "{:?}",
            ask.kinds
        );
    }

    #[test]
    fn boxes_of_one_digit_are_a_code() {
        let mut digit = input("", "", "");
        digit.maxlength = 1;
        let page = PageSnapshot {
            fields: vec![digit; 6],
            ..PageSnapshot::default()
        };
        let site = Site::parse("pay.example").unwrap();
        assert!(
            Ask::of(&page, &site)
                .kinds
                .contains(&FieldKind::OneTimeCode)
        );
    }
}
