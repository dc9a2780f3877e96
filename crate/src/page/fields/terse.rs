//! A card asked for in a word or two a field, as nobody's browser fills it in: `Card`, `Until`, `Back`.
//!
//! Each of these words means something else elsewhere. In three fields that follow each
//! other they mean a card.

use super::FormAnalysis;
use super::complete::BY_MESSAGE;
use super::form::{EXPIRY, form_of};
use super::shape::{CARD_DIGITS, digits_shown};
use super::words::{Reading, takes_words};
use crate::data::FieldKind;
use crate::page::{Field, PageSnapshot};
use crate::text::fold;

/// Words up to which a label is terse.
const FEW_WORDS: usize = 7;

/// A card, or its front, folded.
const CARDS: &str = "card cards carte cb karte tarjeta carta cartao kaart pas karta karty kort kortet dankort kortti \
     kortin kartya kartica kartice kart kartin kortele korteles kaardi kartes visa mastercard front vorne \
     vorderseite devant frente delantera przodu forsiden framsidan карта карты картка картки картата καρτα \
     καρτας بطاقه بطاقة البطاقة כרטיס";

/// Until when, folded.
const DATES: &str = "ends end until till thru through expires fin jusqu jusque jusqua expire bis ablauf gultig gilt caduca \
     vence hasta scade fino validade ate tot geldig verloopt kiedy wazna kdy plati dokedy lejar lejarat \
     meddig expira pana cand udlob udlober utgar utloper gaeldende asti voimassa galioja iki lidz deriga \
     kehtib kuni vrijedi velja vazi kadar до срок действует діє дійсна валидна ληγει εως حتى עד תוקף";

/// What stands on the back, folded.
const BACKS: &str = "back behind strip dos verso arriere derriere hinten ruckseite atras detras dorso reverso retro dietro \
     achter achterop achterkant tylu tyle tyl vzadu zadu zozadu zadni hatul hatlapon hatoldal spate \
     spatele bagside bagsiden bagpa baksida baksidan baksiden bakpa takana takapuoli takapuolella kitoje \
     aizmugure tagakuljel poledini straznji zadaj pozadi arka arkasi arkada сзади обороте ззаду звороті \
     гърба πισω خلف الخلف מאחור גב security securite seguridad sicurezza cvc cvv csc sicherheitscode \
     prufziffer prufzahl kontrollziffer";

/// How many digits stand there, folded.
const THREE: &str = "3 three trois drei tres tre drie trzy tri harom trei kolme tris три τρια שלוש";

impl FormAnalysis {
    /// Adds a card whose number, date and code three fields name that follow each other.
    pub(super) fn read_terse_card(&mut self, page: &PageSnapshot, readings: &[Reading]) {
        let asks: Vec<usize> = (0..page.fields.len())
            .filter(|&at| {
                page.fields.get(at).is_some_and(|field| {
                    field.visible && field.tag != "select" && takes_words(field)
                })
            })
            .collect();
        let found = asks.windows(3).find(|three| {
            let [number, date, code] = three else {
                return false;
            };
            let is_in = |at: &usize| form_of(page, *at) == form_of(page, *number);
            // A gift's card, or a customer's.
            let is_other = readings.get(*number).is_none_or(|reading| reading.is_other);
            !is_other
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

    /// Whether a field was understood as one of these kinds, or was not and says so in a few words.
    fn says(
        &self,
        page: &PageSnapshot,
        at: usize,
        kinds: &[FieldKind],
        is_meant: fn(&Field, &[String]) -> bool,
    ) -> bool {
        let is_free = self.kind_at(at).is_none_or(|kind| {
            matches!(
                kind,
                FieldKind::Search | FieldKind::OneTimeCode | FieldKind::IdentityDocument
            )
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

/// Whether a word of a terse label is one of these.
fn has(terse: &[String], words: &str) -> bool {
    let mut all = terse.iter().flat_map(|text| text.split(' '));
    all.any(|word| words.split(' ').any(|wanted| wanted == word))
}

fn is_number(field: &Field, terse: &[String]) -> bool {
    let shown = digits_shown(field.placeholder.trim());
    has(terse, CARDS) || shown.is_some_and(|digits| CARD_DIGITS.contains(&digits))
}

fn is_date(field: &Field, terse: &[String]) -> bool {
    const LETTERS: usize = 9;
    let pattern = field.placeholder.trim();
    let is_pattern = pattern.contains('/') && pattern.len() <= LETTERS;
    has(terse, DATES) || is_pattern
}

fn says_by_message(terse: &[String]) -> bool {
    let mut all = terse.iter().flat_map(|text| text.split(' '));
    all.any(|word| BY_MESSAGE.contains(&word))
}

fn is_code(field: &Field, terse: &[String]) -> bool {
    let is_short = matches!(field.maxlength, 3 | 4);
    let shown = digits_shown(field.placeholder.trim());
    !says_by_message(terse)
        && (has(terse, BACKS) || has(terse, THREE) || is_short || shown == Some(3))
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
}
