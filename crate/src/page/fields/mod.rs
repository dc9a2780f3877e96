//! What does the page ask for, and where would the answer go?

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::address::Site;
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};

mod asked;
mod complete;
mod form;
mod mute;
mod options;
mod shape;
mod terse;
mod words;

use form::form_of;
pub(crate) use mute::are_mute;
use words::{Reading, read};
pub(crate) use words::{is_card, takes_words};

/// A field and what it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassifiedField {
    /// Place of the field in [`PageSnapshot::fields`].
    pub field: usize,
    /// What it asks for.
    pub kind: FieldKind,
}

/// FieldIndices, in [`PageSnapshot::fields`], of the fields that the card shield
/// treats in their own way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FieldIndices {
    /// What belongs to a payment card.
    pub card: Vec<usize>,
    /// Search boxes.
    pub search: Vec<usize>,
}

/// What a page asks for.
#[derive(Debug, Clone, Default)]
pub struct FormAnalysis {
    /// Every field that was understood.
    pub fields: Vec<ClassifiedField>,
    /// The kinds asked for, each once.
    pub kinds: BTreeSet<FieldKind>,
    /// Whether a form posts to a script file named from its own folder (`pay.php`).
    pub local_script: bool,
    /// Whether a form names nowhere to post to (`#`, or nothing), or card fields
    /// stand in no form at all.
    pub no_target: bool,
    /// Whether that is because card fields stand in no form, as scripts' own checkouts have them.
    pub formless: bool,
    /// Hosts of other parties that forms post to.
    pub foreign_targets: Vec<String>,
}

impl FormAnalysis {
    /// Reads a page.
    #[must_use]
    pub fn of(page: &PageSnapshot, site: &Site) -> Self {
        let mut ask = Self::default();
        let mut readings: Vec<Reading> = Vec::with_capacity(page.fields.len());
        for (field, is_heading) in page.fields.iter().zip(under_headings(&page.fields)) {
            readings.push(if is_heading && !field.name.is_empty() {
                read(&Field {
                    label: String::new(),
                    ..field.clone()
                })
            } else {
                read(field)
            });
        }
        for (field, reading) in readings.iter().enumerate() {
            if let Some(kind) = reading.kind {
                ask.fields.push(ClassifiedField { field, kind });
            }
        }
        ask.read_together(page, &readings);
        ask.kinds.extend(ask.fields.iter().map(|asked| asked.kind));
        ask.read_requests(page);
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

    /// Whether a card's number is asked for with its date or its code.
    #[must_use]
    pub fn most_of_card(&self) -> bool {
        self.any(&[FieldKind::CardNumber])
            && self.any(&[
                FieldKind::CardCsc,
                FieldKind::CardExpiry,
                FieldKind::CardExpiryMonth,
                FieldKind::CardExpiryYear,
            ])
    }

    /// Whether what opens a bank account is asked for: who, and a password or PIN.
    #[must_use]
    pub fn online_banking(&self) -> bool {
        self.any(&[FieldKind::BankLogin]) && self.any(&[FieldKind::Password, FieldKind::Pin])
    }

    /// Whether name, address, phone or e-mail are asked for in a form of several fields.
    #[must_use]
    pub fn contact(&self) -> bool {
        let asked = CONTACT.iter().chain([&FieldKind::Name]);
        asked.filter(|kind| self.kinds.contains(kind)).count() >= 3
    }

    /// Where the card's fields stand, if a card is asked for, and the search boxes.
    #[must_use]
    pub fn places(&self) -> FieldIndices {
        let of = |is_meant: &dyn Fn(FieldKind) -> bool| {
            let meant = self.fields.iter().filter(|asked| is_meant(asked.kind));
            meant.map(|asked| asked.field).collect()
        };
        FieldIndices {
            card: of(&|kind| self.card() && is_card(kind)),
            search: of(&|kind| matches!(kind, FieldKind::Search)),
        }
    }

    /// Whether a card, a code, a bank login or an identity is asked for.
    pub(crate) fn secrets(&self) -> bool {
        self.card()
            || self.any(&[
                FieldKind::OneTimeCode,
                FieldKind::Pin,
                FieldKind::BankLogin,
                FieldKind::Iban,
                FieldKind::Bic,
                FieldKind::IdentityDocument,
                FieldKind::NationalId,
            ])
    }

    /// The kind of the field at a place of [`PageSnapshot::fields`].
    #[must_use]
    pub fn kind_at(&self, field: usize) -> Option<FieldKind> {
        self.fields
            .iter()
            .find(|asked| asked.field == field)
            .map(|asked| asked.kind)
    }

    fn read_targets(&mut self, page: &PageSnapshot, site: &Site) {
        let formless = self.fields.iter().any(|asked| {
            is_card(asked.kind)
                && page
                    .fields
                    .get(asked.field)
                    .is_some_and(|field| field.form < 0)
        });
        let mut used: BTreeSet<usize> = BTreeSet::new();
        used.extend(
            self.fields
                .iter()
                .filter(|asked| !matches!(asked.kind, FieldKind::Search))
                .filter_map(|asked| page.fields.get(asked.field))
                .filter_map(|field| usize::try_from(field.form).ok()),
        );
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
        self.formless = formless && !self.no_target;
        self.no_target |= formless;
    }
}

/// What is asked of somebody beside a full name.
const CONTACT: &[FieldKind] = &[
    FieldKind::GivenName,
    FieldKind::FamilyName,
    FieldKind::Address,
    FieldKind::PostalCode,
    FieldKind::City,
    FieldKind::Phone,
    FieldKind::Email,
    FieldKind::BirthDate,
];

/// Which fields have only a heading before them: the words of three fields or more
/// are no label of one, unless the fields are boxes of one size for one answer.
fn under_headings(fields: &[Field]) -> Vec<bool> {
    const FEWEST: usize = 3;
    const LONGEST_BOX: i32 = 4;
    let mut sizes: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for field in fields.iter().filter(|field| !field.label.is_empty()) {
        sizes.entry(&field.label).or_default().push(field.maxlength);
    }
    let is_heading = |label: &str| {
        sizes.get(label).is_some_and(|sizes| {
            let first = sizes.first().copied().unwrap_or_default();
            let is_one_answer =
                (1..=LONGEST_BOX).contains(&first) && sizes.iter().all(|&size| size == first);
            sizes.len() >= FEWEST && !is_one_answer
        })
    };
    fields
        .iter()
        .map(|field| is_heading(&field.label))
        .collect()
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
            (
                input("z", "Numero stampato sulla tessera di pagamento", ""),
                Some(FieldKind::CardNumber),
            ),
            (
                input("x", "Digits on the front of your card", ""),
                Some(FieldKind::CardNumber),
            ),
            (input("cardNumber", "", ""), Some(FieldKind::CardNumber)),
            (input("q", "Rechercher", ""), Some(FieldKind::Search)),
            (
                input("gift_card_number", "Numéro de carte cadeau", ""),
                None,
            ),
        ];
        for (field, kind) in table {
            assert_eq!(read(&field).kind, kind, "{field:?}");
        }
    }

    #[test]
    fn standard_attributes_go_first() {
        let mut field = input("a", "Code", "");
        field.autocomplete = "section-pay billing cc-csc".into();
        assert_eq!(read(&field).kind, Some(FieldKind::CardCsc));
        field.autocomplete = "one-time-code".into();
        assert_eq!(read(&field).kind, Some(FieldKind::OneTimeCode));
    }

    #[test]
    fn words_that_ask_for_a_secret_win_over_an_attribute_that_misleads() {
        let table = [
            ("Numéro de carte", "given-name", FieldKind::CardNumber),
            ("Code reçu par SMS", "given-name", FieldKind::OneTimeCode),
            ("Code PIN de la carte", "postal-code", FieldKind::Pin),
            ("Numéro de carte", "cc-name", FieldKind::CardNumber),
            (
                "Nom du titulaire de la carte",
                "cc-name",
                FieldKind::CardName,
            ),
            ("Code postal", "postal-code", FieldKind::PostalCode),
            ("Prénom", "given-name", FieldKind::GivenName),
        ];
        for (label, autocomplete, kind) in table {
            let mut field = input("a", label, "");
            field.autocomplete = autocomplete.into();
            assert_eq!(read(&field).kind, Some(kind), "{label} {autocomplete}");
        }
    }

    #[test]
    fn words_that_ask_for_a_card_win_over_types_and_bounds() {
        let number = |tag: &str, kind: &str, maxlength| Field {
            tag: tag.into(),
            kind: kind.into(),
            label: "Numéro de carte".into(),
            maxlength,
            ..Field::default()
        };
        for (tag, kind, maxlength) in [
            ("textarea", "radio", -1),
            ("input", "search", -1),
            ("input", "text", 14),
        ] {
            let read = read(&number(tag, kind, maxlength)).kind;
            assert_eq!(
                read,
                Some(FieldKind::CardNumber),
                "{tag} {kind} {maxlength}"
            );
        }
        assert_eq!(read(&number("input", "radio", -1)).kind, None);
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
        let ask = FormAnalysis::of(&page, &Site::parse("shop.example").unwrap());
        assert!(
            !ask.kinds.contains(&FieldKind::CardNumber),
            "{:?}",
            ask.kinds
        );
    }

    #[test]
    fn the_shield_is_told_where_a_card_goes() {
        let at = Site::parse("pay.example").unwrap();
        let mut fields = vec![
            input("q", "Rechercher", ""),
            input("holder", "Titulaire de la carte", ""),
        ];
        let page = |fields: &[Field]| PageSnapshot {
            fields: fields.to_vec(),
            ..PageSnapshot::default()
        };
        let alone = FormAnalysis::of(&page(&fields), &at).places();
        assert!(alone.card.is_empty(), "a name alone is no card");
        fields.push(input("num", "Numéro de carte", ""));
        let places = FormAnalysis::of(&page(&fields), &at).places();
        assert_eq!((places.card, places.search), (vec![1, 2], vec![0]));
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
            FormAnalysis::of(&page, &site)
                .kinds
                .contains(&FieldKind::OneTimeCode)
        );
    }
}
