//! A card form known by its shape, where its words say nothing: no labels,
//! labels as pictures or in an unknown alphabet.
//!
//! One field of a card form has a hundred honest neighbours; number, date and
//! code in a row have none. So all three are wanted, next to each other in one
//! form, and none of them may be understood as something else. Where there are
//! words that nobody understood, lengths alone are too little (a parcel's number,
//! a postal code and a captcha have them, too): a grouping of digits, a date's
//! pattern or lists of months and years must stand there.

use super::options::{is_months, is_years};
use super::words::{Reading, is_card};
use super::{ClassifiedField, FormAnalysis, form_of};
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};

/// What a field could be by its looks, and whether by more than its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Looks {
    part: Part,
    sure: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number,
    Expiry,
    Code,
}

/// A field or several that are one answer: where they stand, and as what they look.
type Slot = (Vec<usize>, Looks);

/// Digits of a card number.
pub(super) const CARD_DIGITS: std::ops::RangeInclusive<usize> = 15..=19;

impl FormAnalysis {
    /// Adds the card form that no word told of.
    pub(super) fn by_shape(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        if self.kinds_of_card() >= 2 {
            return;
        }
        let mute: Vec<usize> = (0..page.fields.len())
            .filter(|&at| self.is_open(page, at, readings, is_card))
            .collect();
        if mute.len() < 3 {
            return;
        }
        // What several fields have before them is no label.
        let worded: Vec<usize> = mute
            .iter()
            .copied()
            .filter(|&at| {
                page.fields.get(at).is_some_and(|field| {
                    field.label.chars().any(char::is_alphabetic)
                        && page
                            .fields
                            .iter()
                            .filter(|other| other.label == field.label)
                            .count()
                            < 3
                })
            })
            .collect();
        let slots = slots_of(page, &mute);
        for three in slots.windows(3) {
            if !are_card(page, three, &worded) {
                continue;
            }
            for (places, looks) in three {
                for (nth, &field) in places.iter().enumerate() {
                    let kind = match (looks.part, places.len(), nth) {
                        (Part::Number, ..) => FieldKind::CardNumber,
                        (Part::Code, ..) => FieldKind::CardCsc,
                        (Part::Expiry, 2, 0) => FieldKind::CardExpiryMonth,
                        (Part::Expiry, 2, _) => FieldKind::CardExpiryYear,
                        (Part::Expiry, ..) => FieldKind::CardExpiry,
                    };
                    self.set(field, kind);
                }
            }
            return;
        }
    }

    /// Of how many parts of a card form words told.
    fn kinds_of_card(&self) -> usize {
        let asked =
            |kinds: &[FieldKind]| self.fields.iter().any(|asked| kinds.contains(&asked.kind));
        [
            &[FieldKind::CardNumber][..],
            super::form::EXPIRY,
            &[FieldKind::CardCsc],
        ]
        .iter()
        .filter(|kinds| asked(kinds))
        .count()
    }

    /// Whether a field that shows was understood as nothing but one of these kinds.
    pub(super) fn is_open(
        &self,
        page: &PageSnapshot,
        at: usize,
        readings: &[Reading],
        is_spared: impl Fn(FieldKind) -> bool,
    ) -> bool {
        let (Some(field), Some(reading)) = (page.fields.get(at), readings.get(at)) else {
            return false;
        };
        let understood = match self.kind_at(at) {
            None => reading.is_other,
            // By its type alone.
            Some(FieldKind::Phone | FieldKind::Password) => reading.by_words.is_some(),
            Some(kind) => !is_spared(kind),
        };
        let is_text = matches!(
            field.kind.as_str(),
            "" | "text" | "tel" | "number" | "password"
        );
        field.visible && !understood && (field.tag == "select" || is_text)
    }

    pub(super) fn set(&mut self, field: usize, kind: FieldKind) {
        self.fields.retain(|asked| asked.field != field);
        self.fields.push(ClassifiedField { field, kind });
    }
}

/// Number, date and code in one form, close together, and sure enough.
fn are_card(page: &PageSnapshot, three: &[Slot], worded: &[usize]) -> bool {
    const STRAY: usize = 1;
    let [(first, one), (second, two), (third, three_)] = three else {
        return false;
    };
    let in_order = one.part == Part::Number
        && matches!(
            (two.part, three_.part),
            (Part::Expiry, Part::Code) | (Part::Code, Part::Expiry)
        );
    let close = |before: &[usize], after: &[usize]| match (before.last(), after.first()) {
        (Some(before), Some(after)) => {
            after - before <= 1 + STRAY && form_of(page, *before) == form_of(page, *after)
        }
        _ => false,
    };
    if !in_order || !close(first, second) || !close(second, third) {
        return false;
    }
    let worded = [first, second, third]
        .into_iter()
        .flatten()
        .any(|at| worded.contains(at));
    let sure = [one, two].iter().filter(|looks| looks.sure).count();
    sure >= usize::from(worded)
}

/// The fields one after another as parts of a card form; boxes that are one answer together.
fn slots_of(page: &PageSnapshot, mute: &[usize]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut rest = mute;
    while let Some((&at, after)) = rest.split_first() {
        let Some(field) = page.fields.get(at) else {
            break;
        };
        let alike = |count: usize, length: i32| {
            rest.len() >= count
                && rest.iter().take(count).enumerate().all(|(nth, &box_)| {
                    box_ == at + nth
                        && page.fields.get(box_).is_some_and(|box_| {
                            box_.maxlength == length && is_numeric(box_) && box_.form == field.form
                        })
                })
        };
        let next = after
            .first()
            .and_then(|&next| page.fields.get(next))
            .filter(|next| next.form == field.form);
        let (taken, looks) = if alike(4, 4) {
            (
                4,
                Some(Looks {
                    part: Part::Number,
                    sure: false,
                }),
            )
        } else if next.is_some_and(|next| are_month_and_year(field, next)) {
            (
                2,
                Some(Looks {
                    part: Part::Expiry,
                    sure: field.tag == "select",
                }),
            )
        } else {
            (1, looks_of(field))
        };
        let (these, others) = rest.split_at(taken);
        if let Some(looks) = looks {
            slots.push((these.to_vec(), looks));
        }
        rest = others;
    }
    slots
}

/// Two lists of months and years, or two boxes of two digits, or of two and four.
fn are_month_and_year(month: &Field, year: &Field) -> bool {
    if month.tag == "select" {
        return year.tag == "select"
            && is_years(year)
            && (is_months(month) || month.options.len() >= 12);
    }
    month.maxlength == 2 && matches!(year.maxlength, 2 | 4) && is_numeric(month) && is_numeric(year)
}

fn looks_of(field: &Field) -> Option<Looks> {
    if field.tag == "select" {
        return None;
    }
    let looks = |part, sure| Some(Looks { part, sure });
    let placeholder = field.placeholder.trim();
    if is_date_pattern(placeholder) {
        return looks(Part::Expiry, true);
    }
    let digits = digits_shown(placeholder);
    if digits.is_some_and(|digits| CARD_DIGITS.contains(&digits)) {
        return looks(Part::Number, true);
    }
    match field.maxlength {
        16..=23 if is_numeric(field) || matches!(field.maxlength, 16 | 19) => {
            looks(Part::Number, false)
        }
        5 | 7 => looks(Part::Expiry, false),
        3 | 4 => looks(Part::Code, false),
        _ if digits.is_some_and(|digits| matches!(digits, 3 | 4)) => looks(Part::Code, false),
        _ => None,
    }
}

/// Whether the keyboard for digits is asked for.
pub(super) fn is_numeric(field: &Field) -> bool {
    matches!(field.kind.as_str(), "tel" | "number")
        || matches!(field.inputmode.as_str(), "numeric" | "decimal" | "tel")
}

/// How many digits a text of digits, of marks for digits and of gaps shows.
pub(super) fn digits_shown(text: &str) -> Option<usize> {
    let mut digits = 0;
    for c in text.chars() {
        match c {
            '0'..='9'
            | 'x'
            | 'X'
            | '*'
            | '#'
            | '_'
            | '\u{b7}'
            | '\u{2022}'
            | '\u{25cf}'
            | '\u{25cb}'
            | '\u{2217}'
            | '\u{ff10}'..='\u{ff19}' => digits += 1,
            ' ' | '-' | '\u{a0}' => {}
            _ => return None,
        }
    }
    Some(digits)
}

/// `MM/YY` in any alphabet, `00/00`, `12 / 2029`: two letters or digits, a stroke, two or four.
pub(super) fn is_date_pattern(text: &str) -> bool {
    let mut parts = text.split(['/', '\u{ff0f}']).map(str::trim);
    let (Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_part = |part: &str| {
        let mut all = part.chars();
        let first = all.next();
        part.chars().all(|c| c.is_ascii_digit())
            || all.all(|c| Some(c) == first && c.is_alphabetic())
    };
    let length = |part: &str| part.chars().count();
    // Chinese and Japanese write one letter for a month.
    let one_each = length(month) == 1 && length(year) == 1 && !text.is_ascii();
    (one_each || length(month) == 2 && matches!(length(year), 2 | 4))
        && is_part(month)
        && is_part(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Site;

    fn text(maxlength: i32, placeholder: &str) -> Field {
        Field {
            tag: "input".into(),
            kind: "text".into(),
            inputmode: "numeric".into(),
            maxlength,
            placeholder: placeholder.into(),
            form: 0,
            ..Field::default()
        }
    }

    fn labelled(maxlength: i32, label: &str) -> Field {
        Field {
            label: label.into(),
            inputmode: String::new(),
            ..text(maxlength, "")
        }
    }

    fn list(options: impl Iterator<Item = u32>) -> Field {
        let mut all = vec![String::new()];
        all.extend(options.map(|option| format!("{option:02}")));
        Field {
            tag: "select".into(),
            kind: String::new(),
            options: all,
            ..text(-1, "")
        }
    }

    fn asks_card(fields: &[Field]) -> bool {
        let page = PageSnapshot {
            fields: fields.to_vec(),
            ..PageSnapshot::default()
        };
        FormAnalysis::of(&page, &Site::parse("pay.example").unwrap()).card()
    }

    #[test]
    fn a_mute_card_form_is_known_by_its_shape() {
        let months = || list(1..=12);
        let years = || list(2026..=2037);
        let forms: &[&[Field]] = &[
            &[text(19, ""), text(5, ""), text(3, "")],
            &[text(16, ""), text(4, ""), text(7, "")],
            &[text(40, ""), text(19, ""), text(5, ""), text(4, "")],
            &[
                text(-1, "•••• •••• •••• ••••"),
                text(-1, "MM/AA"),
                text(-1, "•••"),
            ],
            &[
                text(-1, "0000 0000 0000 0000"),
                text(-1, "00/00"),
                text(-1, "000"),
            ],
            &[text(19, ""), months(), years(), text(3, "")],
            &[text(19, ""), text(2, ""), text(2, ""), text(3, "")],
            &[
                text(4, ""),
                text(4, ""),
                text(4, ""),
                text(4, ""),
                text(5, ""),
                text(3, ""),
            ],
            // an alphabet without data: more than lengths
            &[labelled(19, "ᎠᏂᏴᏫ"), labelled(5, "ᎢᏳᏩᎪᏗ"), text(3, "")].map(|field| Field {
                placeholder: if field.maxlength == 5 {
                    "ᎣᎣ/ᏓᏓ".into()
                } else {
                    String::new()
                },
                ..field
            }),
        ];
        for form in forms {
            assert!(asks_card(form), "{form:#?}");
        }
    }

    #[test]
    fn its_honest_neighbours_are_none() {
        let forms: &[(&str, &[Field])] = &[
            (
                "address",
                &[
                    labelled(40, "Rue"),
                    labelled(5, "Code postal"),
                    labelled(20, "Téléphone"),
                    text(3, ""),
                ],
            ),
            ("phone in parts", &[text(3, ""), text(3, ""), text(4, "")]),
            (
                "tracking",
                &[
                    labelled(20, "Numéro de suivi"),
                    labelled(5, "Code postal"),
                    labelled(4, "Captcha"),
                ],
            ),
            (
                "tracking in an unknown alphabet",
                &[
                    labelled(19, "ᎠᏂᏴᏫ"),
                    labelled(5, "ᎢᏳᏩᎪᏗ"),
                    labelled(4, "ᏗᎦᎵ"),
                ],
            ),
            (
                "gift card",
                &[
                    labelled(19, "Numéro de carte cadeau"),
                    labelled(5, "Fin"),
                    labelled(4, "Code"),
                ],
            ),
            ("login by code", &[text(6, "000000")]),
            (
                "code in boxes",
                &[
                    text(1, ""),
                    text(1, ""),
                    text(1, ""),
                    text(1, ""),
                    text(1, ""),
                    text(1, ""),
                ],
            ),
            (
                "product key",
                &[text(4, ""), text(4, ""), text(4, ""), text(4, "")],
            ),
            (
                "booking",
                &[
                    text(10, "JJ/MM/AAAA"),
                    text(5, "HH:MM"),
                    text(2, ""),
                    list(1..=12),
                ],
            ),
            (
                "birth date",
                &[list(1..=31), list(1..=12), list(1950..=1962), text(3, "")],
            ),
            ("survey", &[text(3, ""), text(2, ""), text(5, "")]),
            (
                "payout",
                &[
                    labelled(34, "IBAN"),
                    labelled(11, "BIC"),
                    labelled(5, "Code postal"),
                    labelled(3, "Pays"),
                ],
            ),
            (
                "two forms",
                &[
                    text(19, ""),
                    Field {
                        form: 1,
                        ..text(5, "")
                    },
                    Field {
                        form: 2,
                        ..text(3, "")
                    },
                ],
            ),
            (
                "out of sight",
                &[19, 5, 3].map(|length| Field {
                    visible: false,
                    ..text(length, "")
                }),
            ),
        ];
        for (what, form) in forms {
            assert!(!asks_card(form), "{what}");
        }
    }

    #[test]
    fn boxes_of_one_digit_are_a_number_when_there_are_many() {
        let digit = || text(1, "");
        assert!(asks_card(&vec![digit(); 16]));
        assert!(asks_card(&vec![digit(); 19]));
        // whatever they are called
        let named = Field {
            label: "Cijfers op de voorkant van uw kaart".into(),
            ..digit()
        };
        assert!(asks_card(&vec![named; 16]));
        // a riddle's letters, a game's squares
        let letter = Field {
            inputmode: String::new(),
            ..digit()
        };
        assert!(!asks_card(&vec![letter; 16]));
        assert!(!asks_card(&vec![digit(); 81]));
    }

    #[test]
    fn one_heading_for_the_boxes_of_a_number_is_its_label() {
        let boxes = |names: [&str; 4], label: &str, length| {
            names.map(|name| Field {
                name: name.into(),
                label: label.into(),
                ..text(length, "")
            })
        };
        assert!(asks_card(&boxes(
            ["a", "b", "c", "d"],
            "Numéro de carte",
            4
        )));
        // three fields of other kinds below a heading
        assert!(!asks_card(&boxes(
            ["firstName", "lastName", "city", "street"],
            "Numéro de carte",
            60
        )));
        assert!(!asks_card(&boxes(
            ["a", "b", "c", "d"],
            "Numéro de carte cadeau",
            4
        )));
    }
}
