//! What fields say together that none says alone.

use std::collections::{BTreeMap, BTreeSet};

use super::options::{is_months, is_years};
use super::words::{Reading, is_card, padded};
use super::{CONTACT, ClassifiedField, FormAnalysis};
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};
use crate::text::{fold, fold_identifier};

/// The kinds of an expiry date.
pub(super) const EXPIRY: &[FieldKind] = &[
    FieldKind::CardExpiry,
    FieldKind::CardExpiryMonth,
    FieldKind::CardExpiryYear,
];

impl FormAnalysis {
    /// Corrects what single fields were taken for, and adds what only their
    /// company tells.
    pub(super) fn read_together(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        self.trust_visible_words(page, readings);
        self.digit_boxes(page);
        self.by_shape(page, readings);
        self.drop_lone_codes(page);
        self.complete_card(page, readings);
        self.read_terse_card(page, readings);
        self.card_logins(page);
        self.split_expiry(page);
        self.bare_months_and_years(page);
        self.drop_other_dates(page);
        self.holders(page, readings);
    }

    /// Number and date, or number and code, by the words that a visitor reads: then
    /// they are a card, whatever names and titles say. A gift card's number has no
    /// such company.
    fn trust_visible_words(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        for (at, reading) in readings.iter().enumerate() {
            let visible = page.fields.get(at).is_some_and(|field| field.visible);
            let is_part = reading.kind.is_some_and(is_card);
            let Some(kind) = reading.denied.filter(|_| visible && !is_part) else {
                continue;
            };
            let form = form_of(page, at);
            let told = |wanted: &[FieldKind]| {
                readings.iter().enumerate().any(|(other, reading)| {
                    let says = reading.denied.or(reading.kind);
                    form_of(page, other) == form && says.is_some_and(|kind| wanted.contains(&kind))
                })
            };
            if told(&[FieldKind::CardNumber]) && (told(EXPIRY) || told(&[FieldKind::CardCsc])) {
                self.set(at, kind);
            }
        }
    }

    /// The holder of a card goes by a bare name, or as an account's holder, where
    /// the card's other fields stand around it.
    fn holders(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        let Some(number) = self.first(FieldKind::CardNumber) else {
            return;
        };
        let form = form_of(page, number);
        let in_form = |kinds: &[FieldKind]| {
            self.fields
                .iter()
                .any(|asked| kinds.contains(&asked.kind) && form_of(page, asked.field) == form)
        };
        if in_form(&[FieldKind::CardName, FieldKind::Iban]) {
            return;
        }
        let mut last = number;
        for asked in &self.fields {
            if is_card(asked.kind) && form_of(page, asked.field) == form {
                last = last.max(asked.field);
            }
        }
        // Nothing else in the form asks who somebody is.
        let alone = !in_form(CONTACT);
        let holder = (number.saturating_sub(2)..=last + 2).find(|&at| {
            form_of(page, at) == form
                && match self.kind_at(at) {
                    Some(FieldKind::Name) => alone || (number..=last).contains(&at),
                    None => readings.get(at).is_some_and(|reading| reading.is_holder),
                    _ => false,
                }
        });
        if let Some(at) = holder {
            self.set(at, FieldKind::CardName);
        }
    }

    fn first(&self, kind: FieldKind) -> Option<usize> {
        let mut of_kind = self.fields.iter().filter(|asked| asked.kind == kind);
        of_kind.next().map(|asked| asked.field)
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
                .entry(form_of(page, asked.field))
                .or_default()
                .insert(asked.kind);
        }
        for asked in &mut self.fields {
            let form = form_of(page, asked.field);
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
            // What a list offers says more than the words before it, which two lists share.
            let is_open = match self.kind_at(index) {
                None => true,
                Some(FieldKind::CardExpiry | FieldKind::CardType) => field.tag == "select",
                _ => false,
            };
            if field.form != form || !small || !is_open {
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
            let kind = if is_months(field)
                || says(&[
                    "month", "mm", "mois", "monat", "mes", "mese", "maand", "miesiac",
                ]) {
                FieldKind::CardExpiryMonth
            } else if is_years(field)
                || says(&[
                    "year", "yy", "yyyy", "aa", "aaaa", "jj", "annee", "jahr", "ano", "anno",
                    "jaar", "rok",
                ])
            {
                FieldKind::CardExpiryYear
            } else {
                continue;
            };
            self.set(index, kind);
        }
    }

    /// Boxes of one digit in a row: four to eight are a one-time code, fifteen or
    /// more a card's number, with its date and code behind it or not.
    fn digit_boxes(&mut self, page: &PageSnapshot) {
        let is_box = |field: &Field| {
            field.maxlength == 1
                && matches!(
                    field.kind.as_str(),
                    "" | "text" | "tel" | "number" | "password"
                )
                || field.tag == "contenteditable" && field.inputmode == "numeric"
        };
        let boxes: Vec<usize> = (0..page.fields.len())
            .filter(|&at| page.fields.get(at).is_some_and(is_box))
            .collect();
        let takes_digits = |at: &usize| {
            page.fields.get(*at).is_some_and(|field| {
                field.visible
                    && (matches!(field.kind.as_str(), "tel" | "number")
                        || matches!(field.inputmode.as_str(), "numeric" | "decimal" | "tel"))
            })
        };
        let kind = match boxes.len() {
            4..=8 => FieldKind::OneTimeCode,
            15..=24 if boxes.iter().all(takes_digits) => FieldKind::CardNumber,
            _ => return,
        };
        for field in boxes {
            if self.kind_at(field).is_none() {
                self.fields.push(ClassifiedField { field, kind });
            }
        }
    }
}

/// The form that a field belongs to, or -1.
pub(super) fn form_of(page: &PageSnapshot, at: usize) -> i32 {
    page.fields.get(at).map_or(-1, |field| field.form)
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

    fn in_form(name: &str, label: &str) -> Field {
        Field {
            form: 0,
            ..field(name, label)
        }
    }

    fn places(fields: &[Field], kind: FieldKind) -> Vec<usize> {
        let page = PageSnapshot {
            fields: fields.to_vec(),
            ..PageSnapshot::default()
        };
        let ask = FormAnalysis::of(&page, &Site::parse("pay.example").unwrap());
        (0..fields.len())
            .filter(|&at| ask.kind_at(at) == Some(kind))
            .collect()
    }

    #[test]
    fn titles_and_names_take_nothing_away_from_what_is_read() {
        let titled = |label: &str, title: &str| Field {
            title: title.into(),
            ..in_form("a", label)
        };
        let card = [
            titled("Numéro de carte", "carte de fidélité"),
            titled("Date d'expiration", "date de naissance"),
            titled("Cryptogramme visuel", "captcha"),
        ];
        assert_eq!(places(&card, FieldKind::CardNumber), [0]);
        assert_eq!(places(&card, FieldKind::CardExpiry), [1]);
        assert_eq!(places(&card, FieldKind::CardCsc), [2]);
        let named = [
            in_form("fidelite", "Numéro de carte"),
            in_form("b", "Date d'expiration"),
        ];
        assert_eq!(places(&named, FieldKind::CardNumber), [0]);
        // a code by its name stays one, whatever the heading above it says
        let code = Field {
            id: "dateOfBirth".into(),
            ..in_form("cvv", "Expiry Date")
        };
        let with_code = [in_form("cc", "Card number"), code];
        assert_eq!(places(&with_code, FieldKind::CardCsc), [1]);
        // a gift card: no date and no code
        let gift = [
            in_form("gift_card", "Card number"),
            in_form("amount", "Amount"),
        ];
        assert!(places(&gift, FieldKind::CardNumber).is_empty());
        // and where nothing else is said, the title speaks
        assert_eq!(
            places(&[titled("", "Numéro de carte")], FieldKind::CardNumber),
            [0]
        );
    }

    #[test]
    fn a_bare_name_within_a_card_is_its_holder() {
        let card = |name: Field| [in_form("pan", "Card number"), name, in_form("cvv", "CVV")];
        for name in [
            in_form("name", "Name"),
            in_form("x", "Account holder name"),
            in_form("owner", ""),
            in_form("full", "フルネーム"),
            in_form("x", "Ім'я власника"),
        ] {
            assert_eq!(
                places(&card(name.clone()), FieldKind::CardName),
                [1],
                "{name:?}"
            );
        }
        let before = [
            in_form("full", "Full name"),
            in_form("pan", "Card number"),
            in_form("cvv", "CVV"),
        ];
        assert_eq!(places(&before, FieldKind::CardName), [0]);
        // who buys stands before how it is paid
        let buyer = [
            in_form("name", "Name"),
            in_form("email", "E-mail"),
            in_form("pan", "Card number"),
            in_form("cvv", "CVV"),
        ];
        assert!(places(&buyer, FieldKind::CardName).is_empty());
        let payout = [in_form("owner", "Account holder"), in_form("iban", "IBAN")];
        assert!(places(&payout, FieldKind::CardName).is_empty());
    }

    #[test]
    fn codes_of_doors_gifts_and_accounts_are_no_bank_code() {
        const CODES: [FieldKind; 3] =
            [FieldKind::OneTimeCode, FieldKind::Pin, FieldKind::BankLogin];
        let address = || in_form("address", "Adresse");
        for label in [
            "Code d'accès",
            "Code de la porte",
            "Digicode",
            "Code de l'immeuble",
            "Door code",
            "Gate code",
            "Entry code",
            "Türcode",
            "Code postal",
            "Code promo",
            "Code de réduction",
            "Voucher code",
            "Choisissez un code PIN",
            "Choose a PIN code",
            "Login code",
            "Code de connexion",
        ] {
            let fields = [address(), in_form("c", label)];
            for kind in CODES {
                assert!(places(&fields, kind).is_empty(), "{label}: {kind:?}");
            }
        }
        for (label, kind) in [
            ("Code reçu par SMS", FieldKind::OneTimeCode),
            ("Code PIN de votre carte", FieldKind::Pin),
            ("Code d'accès à votre banque", FieldKind::BankLogin),
        ] {
            assert_eq!(places(&[in_form("c", label)], kind), [0], "{label}");
        }
    }

    #[test]
    fn lists_of_months_and_years_need_no_words() {
        let list = |options: std::ops::RangeInclusive<u32>| Field {
            tag: "select".into(),
            form: 0,
            options: options.map(|option| format!("{option:02}")).collect(),
            ..field("", "")
        };
        let fields = [
            in_form("pan", "Card number"),
            list(1..=12),
            list(2026..=2037),
        ];
        assert_eq!(places(&fields, FieldKind::CardExpiryMonth), [1]);
        assert_eq!(places(&fields, FieldKind::CardExpiryYear), [2]);
        let labelled = [
            in_form("pan", "Card number"),
            list(1..=12),
            Field {
                label: "Card type".into(),
                ..list(2026..=2037)
            },
        ];
        assert_eq!(places(&labelled, FieldKind::CardExpiryYear), [2]);
        let quantity = [in_form("pan", "Card number"), list(1..=10)];
        assert!(places(&quantity, FieldKind::CardExpiryMonth).is_empty());
    }
}
