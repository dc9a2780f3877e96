//! A card asked for in a word or two a field: `Card`, `Until`, `Back`.
//!
//! Each of these words means something else elsewhere. In three fields that follow each
//! other they mean a card.

use super::FormAnalysis;
use super::complete::BY_MESSAGE;
use super::form::{EXPIRY, form_of};
use super::shape::{CARD_DIGITS, digits_shown, is_date_pattern};
use super::words::Reading;
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};
use crate::text::fold;

/// Words up to which a label is terse.
const FEW_WORDS: usize = 6;

/// Fields that may stand between two of them: a list, or one that is not seen.
const STRAY: usize = 1;

/// A card, folded.
const CARDS: &str = "card cards carte cb karte tarjeta carta cartao kaart karta karty kortet dankort kortti kortin kartya \
     kartica kartice kart kartin kortele korteles kaardi kartes mastercard карта карты картка картки \
     картата καρτα بطاقه כרטיס";

/// The front of a card, where its number stands, folded.
const FRONTS: &str = "front vorne vorderseite devant frente delantera przodu forsiden framsidan";

/// A number, or what tells it from a picture on the front, folded.
const NUMBERS: &str = "number long digits numero nummer chiffres ziffern cifre cifras cyfr siffror";

/// Until when, folded.
const DATES: &str = "ends end until till thru through expires fin jusqu jusque jusqua expire bis ablauf gultig gilt caduca \
     vence hasta scade fino validade ate tot geldig verloopt kiedy wazna kdy plati dokedy lejar lejarat \
     meddig expira pana cand udlob udlober utgar utloper gaeldende asti voimassa galioja iki lidz deriga \
     kehtib kuni vrijedi velja vazi kadar до срок діє валидна ληγει עד תוקף";

/// What stands on the back, folded.
const BACKS: &str = "back behind strip dos verso arriere derriere hinten ruckseite atras detras dorso reverso retro dietro \
     achter achterop achterkant tylu tyle tyl vzadu zadu zozadu zadni hatul hatlapon hatoldal spate \
     spatele bagside bagsiden bagpa baksida baksidan baksiden bakpa takana takapuoli takapuolella kitoje \
     aizmugure tagakuljel poledini straznji zadaj pozadi arka arkasi arkada сзади обороте ззаду звороті \
     гърба πισω خلف الخلف מאחור גב security securite seguridad sicurezza cvc cvv csc sicherheitscode \
     prufziffer prufzahl kontrollziffer";

/// What digits are called, folded.
const DIGITS: &str = "digits digit chiffres ziffern zahlen cifras digitos cifre cijfers cyfry cyfr cislice siffror sifre tal \
     numeroa szamjegy цифри цифры ψηφια";

/// How many of them stand on the back, folded.
const THREE: &str = "3 three trois drei tres tre drie trzy tri harom trei kolme tris три τρια שלוש";

impl FormAnalysis {
    /// Adds a card whose number, date and code three fields name that follow each other.
    pub(super) fn read_terse_card(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        let is_asked = |at: &usize| {
            page.fields.get(*at).is_some_and(|field| {
                let is_text = matches!(
                    field.kind.as_str(),
                    "" | "text" | "tel" | "number" | "password"
                );
                // A gift's card, or a customer's.
                let is_other = readings.get(*at).is_none_or(|reading| reading.is_other);
                field.visible && field.tag != "select" && is_text && !is_other
            })
        };
        let asks: Vec<usize> = (0..page.fields.len()).filter(is_asked).collect();
        let found = asks.windows(3).find(|three| {
            let [number, date, code] = three else {
                return false;
            };
            let is_in = |at: &usize| form_of(page, *at) == form_of(page, *number);
            *code - *number <= 2 + STRAY
                && is_in(date)
                && is_in(code)
                && self.says(page, *number, &[FieldKind::CardNumber], is_number)
                && self.says(page, *date, EXPIRY, is_date)
                && self.says(page, *code, &[FieldKind::CardCsc], is_code)
        });
        let Some(&[number, date, code]) = found else {
            return;
        };
        for (at, known, kind) in [
            (number, &[FieldKind::CardNumber][..], FieldKind::CardNumber),
            (date, EXPIRY, FieldKind::CardExpiry),
            (code, &[FieldKind::CardCsc], FieldKind::CardCsc),
        ] {
            if !self.is_one(at, known) {
                self.set(at, kind);
            }
        }
    }

    /// Whether a field was understood as one of these kinds, or as nothing and says so in a few words.
    fn says(
        &self,
        page: &PageSnapshot,
        at: usize,
        kinds: &[FieldKind],
        is_meant: fn(&Field, &[String]) -> bool,
    ) -> bool {
        // Search by a name of one letter, a code sent and a back side by their words: in a card's place they are its own.
        let is_free = self.kind_at(at).is_none_or(|kind| match kind {
            FieldKind::Search => true,
            FieldKind::OneTimeCode | FieldKind::IdentityDocument => {
                kinds.contains(&FieldKind::CardCsc)
            }
            _ => false,
        });
        self.is_one(at, kinds)
            || is_free
                && page.fields.get(at).is_some_and(|field| {
                    let terse = [&field.placeholder, &field.label].map(|text| fold(text));
                    let terse: Vec<String> = terse
                        .into_iter()
                        .filter(|text| text.split(' ').count() <= FEW_WORDS)
                        .collect();
                    is_meant(field, &terse)
                })
    }
}

fn words_of(terse: &[String]) -> impl Iterator<Item = &str> {
    terse.iter().flat_map(|text| text.split(' '))
}

/// Whether a word of a terse label is one of these.
fn has(terse: &[String], words: &str) -> bool {
    words_of(terse).any(|word| words.split(' ').any(|wanted| wanted == word))
}

fn is_number(field: &Field, terse: &[String]) -> bool {
    let is_long = field.maxlength == -1
        || usize::try_from(field.maxlength).is_ok_and(|length| length >= *CARD_DIGITS.start());
    let shown = digits_shown(field.placeholder.trim());
    let is_front = has(terse, FRONTS) && has(terse, NUMBERS);
    is_long
        && (has(terse, CARDS)
            || is_front
            || shown.is_some_and(|digits| CARD_DIGITS.contains(&digits)))
}

fn is_date(field: &Field, terse: &[String]) -> bool {
    has(terse, DATES) || is_date_pattern(field.placeholder.trim())
}

fn is_code(field: &Field, terse: &[String]) -> bool {
    let is_message = words_of(terse).any(|word| BY_MESSAGE.contains(&word));
    let shown = digits_shown(field.placeholder.trim());
    !is_message
        && (has(terse, BACKS) || has(terse, THREE) && has(terse, DIGITS) || shown == Some(3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Site;

    fn kinds(labels: &[&str]) -> Vec<FieldKind> {
        let field = |(at, label): (usize, &&str)| Field {
            tag: "input".into(),
            kind: "text".into(),
            name: ["k", "e", "s", "q"][at % 4].into(),
            label: (*label).into(),
            maxlength: -1,
            visible: true,
            ..Field::default()
        };
        let page = PageSnapshot {
            fields: labels.iter().enumerate().map(field).collect(),
            ..PageSnapshot::default()
        };
        let ask = FormAnalysis::of(&page, &Site::parse("pay.example").unwrap());
        ask.kinds
            .into_iter()
            .filter(|kind| *kind != FieldKind::Search)
            .collect()
    }

    #[test]
    fn a_word_a_field_in_the_order_of_a_card() {
        for labels in [
            &["Card", "Ends", "Security code"][..],
            &["Card", "Expiră", "Spate"],
            &["Nom", "CB", "Fin", "Dos"],
            &["Karta", "Do kiedy", "Z tyłu"],
            &["Tarjeta", "Caduca", "Los tres de atrás"],
            &["Karte", "Gilt bis", "Drei Ziffern hinten"],
            &["Kaart", "Tot wanneer", "3 achterop"],
            &["Карта", "До", "Три цифри"],
            &["Dankort", "Udløber", "Bagpå"],
            &[
                "Long number on the front",
                "Good until",
                "Last three on the strip",
            ],
        ] {
            let kinds = kinds(labels);
            for part in [
                FieldKind::CardNumber,
                FieldKind::CardExpiry,
                FieldKind::CardCsc,
            ] {
                assert!(kinds.contains(&part), "{labels:?} {kinds:?}");
            }
        }
    }

    #[test]
    fn the_same_words_elsewhere_are_none() {
        for labels in [
            &["Carte", "Fin"][..],
            &["Visa", "Until", "Purpose"],
            &["From", "Until", "Back"],
            &["Card", "Colour", "Back"],
            &["Until", "Card", "Back"],
            // Three digits of other things, and cards of other kinds.
            &["Card", "Expires", "Flat no."],
            &["Karta Dużej Rodziny", "Ważna do", "Liczba dzieci (3)"],
            &["Kontakt CB", "Bis", "3 Tage"],
            &[
                "Text Vorderseite",
                "Bis wann brauchst du es?",
                "Text Rückseite",
            ],
            &["Carte de fidélité", "Fin", "Dos"],
            &["Card", "Expires (A4/A3)", "Duration"],
            &[
                "Size of the front in centimetres when measured by hand",
                "Until",
                "Back",
            ],
        ] {
            assert!(
                !kinds(labels).contains(&FieldKind::CardNumber),
                "{labels:?}"
            );
        }
    }

    #[test]
    fn files_and_short_fields_are_none() {
        let of = |change: fn(&mut Field)| {
            let mut fields: Vec<Field> = ["Karte", "Bis", "Hinten"]
                .iter()
                .map(|label| Field {
                    tag: "input".into(),
                    kind: "text".into(),
                    label: (*label).into(),
                    maxlength: -1,
                    visible: true,
                    ..Field::default()
                })
                .collect();
            fields.iter_mut().for_each(change);
            let page = PageSnapshot {
                fields,
                ..PageSnapshot::default()
            };
            FormAnalysis::of(&page, &Site::parse("pay.example").unwrap()).card()
        };
        assert!(of(|_| ()));
        assert!(!of(|field| field.kind = "file".into()));
        assert!(!of(|field| field.maxlength = 8));
        assert!(!of(|field| field.visible = false));
    }

    #[test]
    fn words_are_as_folding_leaves_them() {
        for words in [CARDS, FRONTS, NUMBERS, DATES, BACKS, DIGITS, THREE] {
            for word in words.split(' ') {
                assert_eq!(fold(word), word);
            }
        }
    }
}
