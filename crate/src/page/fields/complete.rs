//! The part of a card form that no word told of, beside those that words told of.
//!
//! What number and code are called varies without end (`au verso`, `Kontrollziffern`,
//! `long number across the front`); where they stand and how long they are does not.

use std::collections::BTreeSet;

use super::FormAnalysis;
use super::form::{EXPIRY, form_of};
use super::shape::{CARD_DIGITS, digits_shown, is_numeric};
use super::words::{Reading, is_card};
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};
use crate::text::fold;

/// Fields that may stand between a card's last part that words told of and its code.
const STRAY: usize = 1;

impl FormAnalysis {
    /// Adds a number before date and code, and a code behind a number with a date or
    /// its holder.
    pub(super) fn complete_card(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        let of_card = self.fields.iter().filter(|asked| is_card(asked.kind));
        let forms: BTreeSet<i32> = of_card.map(|asked| form_of(page, asked.field)).collect();
        for form in forms {
            let places: Vec<usize> = (0..page.fields.len())
                .filter(|&at| form_of(page, at) == form)
                .collect();
            let first = |kinds: &[FieldKind]| places.iter().position(|&at| self.is_one(at, kinds));
            let number = first(&[FieldKind::CardNumber]);
            let code = first(&[FieldKind::CardCsc]);
            let expiry = first(EXPIRY);
            let holder = first(&[FieldKind::CardName]);
            // Its place in a card form gives a code and a back side another meaning.
            let is_spared =
                |kind| matches!(kind, FieldKind::OneTimeCode | FieldKind::IdentityDocument);
            let is_list = |at: usize| {
                page.fields
                    .get(at)
                    .is_some_and(|field| field.tag == "select")
            };
            let is_open =
                |at: &usize| !is_list(*at) && self.is_open(page, *at, readings, is_spared);
            let found = match (number, expiry, code) {
                (Some(number), _, None) if expiry.or(holder).is_some() => {
                    let last = [Some(number), expiry, holder]
                        .into_iter()
                        .flatten()
                        .max()
                        .unwrap_or(number);
                    let behind = places
                        .iter()
                        .skip(number + 1)
                        .take(last - number + 1 + STRAY);
                    behind
                        .rev()
                        .find(|&at| {
                            is_open(at)
                                && page
                                    .fields
                                    .get(*at)
                                    .is_some_and(|field| may_be_code(field, self.kind_at(*at)))
                        })
                        .map(|&at| (at, FieldKind::CardCsc))
                }
                (None, Some(expiry), Some(code)) => {
                    let before = places.iter().take(expiry.min(code));
                    before
                        .rev()
                        .find(|&at| is_open(at) && page.fields.get(*at).is_some_and(may_be_number))
                        .map(|&at| (at, FieldKind::CardNumber))
                }
                _ => None,
            };
            if let Some((at, kind)) = found {
                self.set(at, kind);
            }
        }
    }

    /// Whether a field was understood as one of these kinds.
    pub(super) fn is_one(&self, at: usize, kinds: &[FieldKind]) -> bool {
        self.kind_at(at).is_some_and(|kind| kinds.contains(&kind))
    }
}

/// Words of what is sent to somebody, and its six digits, folded.
pub(super) const BY_MESSAGE: &[&str] = &[
    "sms",
    "tan",
    "otp",
    "app",
    "appli",
    "application",
    "bank",
    "banque",
    "banca",
    "banco",
    "phone",
    "telephone",
    "telefon",
    "mail",
    "email",
    "6",
];

/// Whether a field takes three or four digits, or what it is called may be a card's code
/// as well (`verification code`), and nothing says that it comes by message.
fn may_be_code(field: &Field, kind: Option<FieldKind>) -> bool {
    let words = fold(&format!(
        "{} {} {}",
        field.label, field.placeholder, field.name
    ));
    let says = |wanted: &[&str]| words.split(' ').any(|word| wanted.contains(&word));
    let digits = digits_shown(field.placeholder.trim());
    let is_short =
        matches!(field.maxlength, 3 | 4) || digits.is_some_and(|digits| matches!(digits, 3 | 4));
    let is_free =
        field.maxlength == -1 && (says(&["3", "4"]) || kind == Some(FieldKind::OneTimeCode));
    !says(BY_MESSAGE) && field.autocomplete != "one-time-code" && (is_short || is_free)
}

/// Whether a field takes the digits of a card.
fn may_be_number(field: &Field) -> bool {
    let is_long = matches!(field.maxlength, -1 | 15..=23);
    is_long && is_numeric(field)
        || digits_shown(field.placeholder.trim())
            .is_some_and(|digits| CARD_DIGITS.contains(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Site;

    fn field(label: &str, maxlength: i32) -> Field {
        Field {
            tag: "input".into(),
            kind: "text".into(),
            label: label.into(),
            maxlength,
            visible: true,
            ..Field::default()
        }
    }

    fn digits(label: &str) -> Field {
        Field {
            inputmode: "numeric".into(),
            ..field(label, -1)
        }
    }

    fn kinds(fields: &[Field]) -> Vec<Option<FieldKind>> {
        let page = PageSnapshot {
            fields: fields.to_vec(),
            ..PageSnapshot::default()
        };
        let ask = FormAnalysis::of(&page, &Site::parse("pay.example").unwrap());
        (0..fields.len()).map(|at| ask.kind_at(at)).collect()
    }

    #[test]
    fn a_code_by_its_place() {
        let number = || field("Numéro de carte", 19);
        for code in [
            field("Code de vérification", 4),
            field("Au verso", 3),
            field("Kód na zadní straně", 3),
            field("Code de vérification", -1),
            field("Code à 3 chiffres", -1),
            Field {
                placeholder: "•••".into(),
                ..field("Contrôle", -1)
            },
            Field {
                kind: "password".into(),
                ..field("", 3)
            },
        ] {
            for company in [
                field("Date d'expiration", -1),
                field("Nom sur la carte", -1),
            ] {
                let kinds = kinds(&[company.clone(), number(), code.clone()]);
                assert_eq!(
                    kinds.last(),
                    Some(&Some(FieldKind::CardCsc)),
                    "{code:?} {company:?}"
                );
            }
        }
        let expiry = || field("Date d'expiration", -1);
        for other in [
            field("Code reçu par SMS", 4),
            field("Code de vérification", 6),
            field("Code promo", -1),
            field("Étage", 2),
            field("Captcha", 4),
            Field {
                visible: false,
                ..field("Au verso", 3)
            },
        ] {
            assert_ne!(
                kinds(&[number(), expiry(), other.clone()])[2],
                Some(FieldKind::CardCsc),
                "{other:?}"
            );
        }
        // one is enough, and a number alone is no card form
        let with_code = kinds(&[number(), expiry(), field("CVV", 3), field("Étage", 3)]);
        assert_eq!(with_code[3], None);
        assert_eq!(kinds(&[number(), field("Étage", 3)])[1], None);
    }

    #[test]
    fn a_number_by_its_place() {
        let rest = || [field("Fin de validité", -1), field("CVV", 3)];
        let of = |first: Field| kinds(&[&[first][..], &rest()].concat())[0];
        assert_eq!(of(digits("Carte n°")), Some(FieldKind::CardNumber));
        assert_eq!(
            of(digits("Long number across the front")),
            Some(FieldKind::CardNumber)
        );
        assert_eq!(
            of(Field {
                placeholder: "0000 0000 0000 0000".into(),
                ..field("", -1)
            }),
            Some(FieldKind::CardNumber)
        );
        assert_eq!(of(field("Message", -1)), None);
        assert_eq!(of(digits("Code postal")), Some(FieldKind::PostalCode));
        assert_eq!(
            of(Field {
                maxlength: 8,
                ..digits("Quantité")
            }),
            None
        );
    }
}
