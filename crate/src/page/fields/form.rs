//! What fields say together that none says alone.

use std::collections::{BTreeMap, BTreeSet};

use super::words::padded;
use super::{ClassifiedField, FormAnalysis};
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};
use crate::text::{fold, fold_identifier};

/// The kinds of an expiry date.
const EXPIRY: &[FieldKind] = &[
    FieldKind::CardExpiry,
    FieldKind::CardExpiryMonth,
    FieldKind::CardExpiryYear,
];

impl FormAnalysis {
    /// Corrects what single fields were taken for, and adds what only their
    /// company tells.
    pub(super) fn read_together(&mut self, page: &PageSnapshot) {
        self.drop_lone_codes(page);
        self.card_logins(page);
        self.split_expiry(page);
        self.bare_months_and_years(page);
        self.drop_other_dates(page);
        self.digit_boxes(page);
    }

    /// Days and birth years are no expiry date, though their names hold the words.
    fn drop_other_dates(&mut self, page: &PageSnapshot) {
        self.fields.retain(|asked| {
            !EXPIRY.contains(&asked.kind)
                || page
                    .fields
                    .get(asked.field)
                    .is_none_or(|field| !is_other_date(field))
        });
    }

    /// A "security code" without any card field on the page is a captcha's or a
    /// login's, unless it is called by a card's own word (`cvv`).
    fn drop_lone_codes(&mut self, page: &PageSnapshot) {
        let with_card = self
            .fields
            .iter()
            .any(|asked| asked.kind == FieldKind::CardNumber || EXPIRY.contains(&asked.kind));
        if with_card {
            return;
        }
        let own_word = |field: &Field| {
            let words = [&field.name, &field.id, &field.placeholder, &field.label];
            words.iter().any(|text| {
                let text = text.to_ascii_lowercase();
                ["cvv", "cvc", "csc", "cvn"]
                    .iter()
                    .any(|word| text.contains(word))
            })
        };
        self.fields.retain(|asked| {
            asked.kind != FieldKind::CardCsc || page.fields.get(asked.field).is_none_or(own_word)
        });
    }

    /// A card number beside a password, without expiry and security code, logs
    /// somebody in at a bank.
    fn card_logins(&mut self, page: &PageSnapshot) {
        let mut forms: BTreeMap<i32, BTreeSet<FieldKind>> = BTreeMap::new();
        for asked in &self.fields {
            forms
                .entry(form_of(page, asked))
                .or_default()
                .insert(asked.kind);
        }
        for asked in &mut self.fields {
            let form = form_of(page, asked);
            let is_login = forms.get(&form).is_some_and(|kinds| {
                kinds.contains(&FieldKind::Password)
                    && !kinds.contains(&FieldKind::CardCsc)
                    && EXPIRY.iter().all(|kind| !kinds.contains(kind))
            });
            if asked.kind == FieldKind::CardNumber && is_login {
                asked.kind = FieldKind::BankLogin;
            }
        }
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
            ]);
            let first_option = fold(field.options.first().map_or("", String::as_str));
            let says = |list: &[&str]| {
                list.iter()
                    .any(|word| words.contains(&format!(" {word} ")) || first_option == *word)
            };
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
            self.fields.push(ClassifiedField { field: index, kind });
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
                    self.fields.push(ClassifiedField {
                        field,
                        kind: FieldKind::OneTimeCode,
                    });
                }
            }
        }
    }
}

/// The form that a field belongs to, or -1.
fn form_of(page: &PageSnapshot, asked: &ClassifiedField) -> i32 {
    page.fields.get(asked.field).map_or(-1, |field| field.form)
}

/// Whether a date field asks for a day, or offers the years in which people were born.
fn is_other_date(field: &Field) -> bool {
    let words = padded(&[fold_identifier(&field.name), fold_identifier(&field.id)]);
    let day = [
        " day ", " jour ", " tag ", " dia ", " giorno ", " dag ", " birth ",
    ]
    .iter()
    .any(|word| words.contains(word));
    let birth_years = field
        .options
        .iter()
        .filter_map(|option| option.trim().parse::<u32>().ok())
        .any(|number| (1900..2010).contains(&number));
    day || birth_years
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Site;

    fn field(name: &str, label: &str) -> Field {
        Field {
            tag: "input".into(),
            kind: "text".into(),
            name: name.into(),
            label: label.into(),
            visible: true,
            ..Field::default()
        }
    }

    fn kinds(fields: Vec<Field>) -> Vec<FieldKind> {
        let page = PageSnapshot {
            fields,
            ..PageSnapshot::default()
        };
        let site = Site::parse("pay.example").unwrap();
        FormAnalysis::of(&page, &site).kinds.into_iter().collect()
    }

    #[test]
    fn a_security_code_alone_is_a_captcha() {
        let code = || field("code", "Security code");
        assert_eq!(
            kinds(vec![field("user", "Username"), code()]),
            [FieldKind::Username]
        );
        // unless it goes by a card's own word, or a card number stands beside it
        assert_eq!(kinds(vec![field("cvv", "")]), [FieldKind::CardCsc]);
        let with_card = kinds(vec![field("pan", "Card number"), code()]);
        assert_eq!(with_card, [FieldKind::CardNumber, FieldKind::CardCsc]);
    }

    #[test]
    fn a_card_number_beside_a_password_logs_in() {
        let password = || Field {
            kind: "password".into(),
            ..field("pw", "Password")
        };
        let card = || field("card", "Card number");
        assert!(!kinds(vec![card(), password()]).contains(&FieldKind::CardNumber));
        let with_code = kinds(vec![card(), field("cvv", "CVV"), password()]);
        assert!(with_code.contains(&FieldKind::CardNumber));
    }

    #[test]
    fn days_and_birth_years_are_no_expiry() {
        let select = |name: &str, options: &[&str]| Field {
            tag: "select".into(),
            options: options.iter().map(|&option| option.to_owned()).collect(),
            ..field(name, "")
        };
        let card = || field("cardNumber", "");
        for other in [
            select("dayOfMonth", &["1st", "2nd"]),
            select("dateYear", &["Year", "2005", "2004", "1980"]),
            select("state", &["Armed Forces AA", "Alabama"]),
        ] {
            let kinds = kinds(vec![card(), other.clone()]);
            assert!(
                EXPIRY.iter().all(|kind| !kinds.contains(kind)),
                "{other:?}: {kinds:?}"
            );
        }
        let year = select("year", &["2026", "2027"]);
        assert!(kinds(vec![card(), year]).contains(&FieldKind::CardExpiryYear));
    }
}
