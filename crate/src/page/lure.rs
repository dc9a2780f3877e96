//! Which story does the page tell? Phrases of the parcel scam in a dozen
//! languages, the sum it asks for, and the hurry it makes.

use std::ops::Range;

use crate::data::{self, PracticeTopic, Stems, Weight};
use crate::page::PageSnapshot;
use crate::page::words::PageWords;
use crate::text::phrases::phrases;
use crate::text::{fold, money, pieces};

/// One phrase of a story, found on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LureHit {
    /// Story id: the lure file's name.
    pub story: &'static str,
    /// Language of the phrase, ISO 639-1.
    pub lang: &'static str,
    /// How much it says.
    pub weight: Weight,
    /// The passage, folded.
    pub passage: String,
    /// Where it stands in the running text, in bytes; none in title, headings and buttons.
    pub at: Option<usize>,
    /// Whether it stands inside a longer phrase, and so says nothing more.
    pub nested: bool,
}

impl LureHit {
    /// Whether its story pushes, but is no parcel story by itself.
    #[must_use]
    pub(crate) fn is_side(&self) -> bool {
        SIDE_STORIES.contains(&self.story)
    }

    fn points(&self) -> u32 {
        if self.nested || APART.contains(&self.story) {
            return 0;
        }
        let points = match self.weight {
            Weight::Strong => 6,
            Weight::Medium => 3,
            Weight::Weak => 1,
        };
        if self.is_side() { points / 2 } else { points }
    }
}

/// The stories of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lure {
    /// Phrases found, each once.
    pub hits: Vec<LureHit>,
    /// Phrases that take by other means than a form, each once.
    pub takings: Vec<LureHit>,
    /// The smallest small sum of money named, in hundredths of its currency.
    pub small_amount: Option<u32>,
    /// Whether a small sum is named that is more than the least price of a list.
    pub owes_small_sum: bool,
    /// Whether a sum of money is named that is more than a little.
    pub names_large_sum: bool,
    /// Whether any sum of money is named.
    pub names_sum: bool,
    /// Whether the only button with a sum pays it, and it is small: what is paid here.
    pub pays_small_sum: bool,
    /// Whether the only button with a sum says that it is got, and no more.
    pub hands_out_money: bool,
    /// Whether sums stand there with their total, as on a bill.
    pub adds_up: bool,
    /// Whether a card number stands there with its digits hidden.
    pub masked_card: bool,
    /// How many words speak of parcels and their delivery.
    pub parcel_words: usize,
    /// How many different words of parcels and of what stands around a delivery are there.
    pub delivery_words: usize,
    /// Whether a word speaks of payments.
    pub speaks_of_payment: bool,
    /// Whether title and headline both speak of fraud.
    pub headed_by_fraud: bool,
}

/// Stories that push, but are no parcel story by themselves.
const SIDE_STORIES: &[&str] = &[
    "account_threat",
    "card_credit",
    "expiry",
    "otp",
    "bank_adviser",
    "identity",
    "refund",
    "link_activation",
    "teaser",
    "marketplace",
    "unpaid_invoice",
    "robot_check",
];

/// Of these, stories that count by themselves, and for nothing in the parcel's: an account that will be
/// closed, money that comes to a card.
const APART: &[&str] = &["account_threat", "card_credit"];

/// Stories that take something away.
const THREATS: &[&str] = &["account_threat", "bank_adviser"];

/// How far a story's phrases stand from each other at most, in bytes of folded text:
/// some three paragraphs.
const STRETCH: usize = 2_000;

/// Bytes of folded text that a page which says little does not exceed.
const LITTLE: usize = 2_500;

/// Stories that ask for money to deliver.
const FEE: &[&str] = &["small_fee", "unpaid_invoice"];
/// Stories that ask for another day or place.
const REDELIVERY: &[&str] = &[
    "redelivery",
    "redelivery_slot",
    "missed_delivery",
    "mailbox_too_small",
    "wrong_address",
    "pickup_point",
];

impl Lure {
    /// Reads a page: title, headings, buttons and text.
    #[must_use]
    pub(crate) fn of(page: &PageSnapshot, words: &PageWords) -> Self {
        let parts = std::iter::once(&page.title);
        let parts = parts.chain(&page.headings).chain(&page.buttons);
        let (story, text_start) = words.story();
        let speaks_of_fraud = |text: &String| {
            let mut words = words_that_begin(text, data::fraud_stems());
            words.next().is_some()
        };
        // The first heading may be the site's name.
        let headline = words.headings.iter().take(2).any(speaks_of_fraud);
        // Of several with a sum each is a choice.
        let mut with_sums = page.buttons.iter().filter_map(|button| {
            let sums = money::sums(button);
            sums.any.then(|| (sums, fold(button)))
        });
        let button = with_sums.next().filter(|_| with_sums.next().is_none());
        let pays_small_sum = button.as_ref().is_some_and(|(sums, words)| {
            let mut pays = words_that_begin(words, data::pay_stems());
            sums.small.is_some() && !sums.large && pays.next().is_some()
        });
        let hands_out_money = button.is_some_and(|(_, words)| hands_out(&words));
        Self {
            pays_small_sum,
            hands_out_money,
            headed_by_fraud: headline && speaks_of_fraud(&words.title),
            ..Self::of_words(
                parts.chain([&page.text]).map(String::as_str),
                &story,
                text_start,
            )
        }
    }

    /// Reads any text.
    #[cfg(test)]
    pub(crate) fn read(text: &str) -> Self {
        Self::of_words(std::iter::once(text), &fold(text), 0)
    }

    /// Reads the words beside a field.
    pub(crate) fn of_label(label: &str) -> Self {
        Self::of_words(std::iter::empty(), &fold(label), 0)
    }

    /// Reads the parts of a text as written, and all of it folded, of which the
    /// running text begins at `text_start`.
    pub(crate) fn of_words<'t>(
        parts: impl Iterator<Item = &'t str>,
        folded: &str,
        text_start: usize,
    ) -> Self {
        let mut sums = money::Sums::default();
        let mut masked_card = false;
        for part in parts {
            sums.add(money::sums(part));
            masked_card |= money::has_masked_card(part);
        }
        let mut lure = Self {
            small_amount: sums.small,
            owes_small_sum: sums.owed,
            names_large_sum: sums.large,
            names_sum: sums.any,
            adds_up: sums.bill,
            masked_card,
            parcel_words: words_that_begin(folded, data::parcel_stems()).count(),
            delivery_words: delivery_words(folded),
            speaks_of_payment: words_that_begin(folded, data::payment_stems())
                .next()
                .is_some(),
            ..Self::default()
        };
        let mut hits_at = Vec::new();
        phrases().find_all(folded, |phrase, range| {
            let hits = if phrase.takes {
                &mut lure.takings
            } else {
                &mut lure.hits
            };
            if hits.len() < 64
                && !hits.iter().any(|hit| {
                    hit.story == phrase.story && folded.get(range.clone()) == Some(&hit.passage)
                })
            {
                hits.push(LureHit {
                    story: phrase.story,
                    lang: phrase.lang,
                    weight: phrase.weight,
                    at: range.start.checked_sub(text_start),
                    passage: folded.get(range.clone()).unwrap_or_default().to_owned(),
                    nested: false,
                });
                if !phrase.takes {
                    hits_at.push(range);
                }
            }
        });
        mark_nested(&mut lure.hits, &hits_at);
        lure
    }

    /// Whether a story was told in a given weight or more.
    #[must_use]
    pub(crate) fn tells(&self, story: &str) -> bool {
        self.hits.iter().any(|hit| hit.story == story)
    }

    /// Whether it says beyond an everyday phrase that an account or a service ends, or that the bank
    /// calls about it.
    #[must_use]
    pub(crate) fn threatens(&self) -> bool {
        let mut hits = self.hits.iter();
        hits.any(|hit| hit.weight == Weight::Strong && THREATS.contains(&hit.story))
    }

    /// Points of the parcel story: phrases by weight; the side stories count half. A
    /// story is told in one place: of a long text only the stretch that tells most
    /// counts, beside title, headings and buttons. Terms of sale speak of everything
    /// that may befall a parcel, each in its chapter.
    #[must_use]
    pub(crate) fn score(&self) -> u32 {
        let points_of = |is_meant: &dyn Fn(Option<usize>) -> bool| -> u32 {
            let meant = self.hits.iter().filter(|hit| is_meant(hit.at));
            meant.map(LureHit::points).sum()
        };
        let stretches = self.hits.iter().filter_map(|hit| hit.at).map(|start| {
            points_of(&|at| at.is_some_and(|at| (start..start + STRETCH).contains(&at)))
        });
        points_of(&|at| at.is_none()) + stretches.max().unwrap_or_default()
    }

    /// The topics that a text is about. Duty is told of alone: who asks for duty
    /// asks for money, and honestly may.
    #[must_use]
    pub(crate) fn topics(&self, pays: bool) -> Vec<PracticeTopic> {
        let tells = |stories: &[&str]| stories.iter().any(|story| self.tells(story));
        if tells(&["customs_fee"]) {
            return vec![PracticeTopic::Customs];
        }
        let mut topics = Vec::new();
        if pays || tells(FEE) {
            topics.push(PracticeTopic::Fee);
        }
        if tells(REDELIVERY) {
            topics.push(PracticeTopic::Redelivery);
        }
        topics
    }

    /// The strongest passage of the parcel story.
    #[must_use]
    pub(crate) fn strongest(&self) -> Option<&LureHit> {
        self.hits
            .iter()
            .max_by_key(|hit| (!hit.is_side(), hit.weight, hit.passage.len()))
    }
}

/// Marks phrases that stand inside another one that says as much: `confirm your address`
/// within `confirm your address for the delivery`.
fn mark_nested(hits: &mut [LureHit], ranges: &[Range<usize>]) {
    let weights: Vec<_> = hits.iter().map(|hit| (hit.weight, hit.is_side())).collect();
    for ((hit, inner), own) in hits.iter_mut().zip(ranges).zip(0..) {
        let others = ranges.iter().zip(&weights).enumerate();
        hit.nested =
            others
                .filter(|(at, _)| *at != own)
                .any(|(at, (outer, &(weight, is_side)))| {
                    let holds = outer.start <= inner.start && inner.end <= outer.end;
                    let is_same = outer == inner;
                    let says_as_much = weight >= hit.weight && is_side <= hit.is_side();
                    holds && says_as_much && (!is_same || at < own)
                });
    }
}

/// With which of these the words of a text begin, one after the other.
fn words_that_begin<'t>(
    folded: &'t str,
    stems: &'static Stems,
) -> impl Iterator<Item = &'static str> + 't {
    pieces(folded).filter_map(move |(start, _)| stems.of_start(folded.get(start..)?))
}

/// Whether a button's folded words are one for getting money, and one more at most: a currency.
fn hands_out(button: &str) -> bool {
    const WORDS: usize = 2;
    let words = || pieces(button).map(|(_, word)| word);
    let of_letters = |word: &&str| word.chars().any(char::is_alphabetic);
    words().filter(of_letters).count() <= WORDS
        && words().any(|word| data::receive_words().binary_search(&word).is_ok())
}

/// How many different words of parcels and of what stands around a delivery a text begins with:
/// only pages that say little are asked.
fn delivery_words(folded: &str) -> usize {
    let folded = folded
        .get(..folded.floor_char_boundary(LITTLE))
        .unwrap_or_default();
    let mut met: Vec<&str> = Vec::new();
    let of_parcels = words_that_begin(folded, data::parcel_stems());
    for stem in of_parcels.chain(words_that_begin(folded, data::delivery_stems())) {
        if !met.contains(&stem) {
            met.push(stem);
        }
    }
    met.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_delivery_count_once_each() {
        for (text, count) in [
            (
                "Le chauffeur a gardé votre carton dans la camionnette, le carton est lourd",
                3,
            ),
            ("Le livreur repart avec votre colis, ce colis", 2),
            ("Kierowca nie zna numeru, domofon milczał, paczka wraca", 3),
            ("Panier en osier, garanti deux ans", 0),
        ] {
            assert_eq!(Lure::read(text).delivery_words, count, "{text}");
        }
    }

    #[test]
    fn words_of_parcels() {
        for (text, count) in [
            ("Votre colis, vos livraisons, la colline", 2),
            ("Ваша посылка доставлена", 2),
            ("お荷物の再配達について", 2),
            ("الطرد الخاص بك", 1),
            ("Bonjour", 0),
        ] {
            assert_eq!(Lure::read(text).parcel_words, count, "{text}");
        }
        for (text, speaks) in [
            ("Validation du paiement", true),
            ("お支払い", true),
            ("Code de la porte", false),
        ] {
            assert_eq!(Lure::read(text).speaks_of_payment, speaks, "{text}");
        }
    }

    #[test]
    fn what_a_button_names_is_paid_and_what_heads_a_page_is_what_it_is_about() {
        let page = |title: &str, headings: &[&str], button: &str| PageSnapshot {
            title: title.into(),
            headings: headings.iter().map(|&heading| heading.into()).collect(),
            text: "Valeur déclarée : 129,00 €. Frais : 1,99 €.".into(),
            buttons: vec![button.into()],
            ..PageSnapshot::default()
        };
        let read = |page: &PageSnapshot| Lure::of(page, &PageWords::of(page));
        for (button, pays, hands_out) in [
            ("Payer 1,99 €", true, false),
            ("Payer 61,80 €", false, false),
            ("Recevoir 85,00 €", false, true),
            ("Ontvang € 85,00", false, true),
            ("Odbierz 120 zł", false, true),
            ("Recevoir le reçu", false, false),
            ("Standard – 2,95 €", false, false),
            ("Recevoir en boutique 2,95 €", false, false),
            ("Primi del giorno 9,50 €", false, false),
            ("Continuer", false, false),
        ] {
            let lure = read(&page("Paiement", &[], button));
            assert_eq!(lure.pays_small_sum, pays, "{button}");
            assert_eq!(lure.hands_out_money, hands_out, "{button}");
        }
        for (title, headings, by_fraud) in [
            (
                "Faux colis : six victimes",
                &["La Gazette", "« Votre colis » : une arnaque"][..],
                true,
            ),
            ("Faux colis", &["Votre colis est retenu"], false),
            ("Votre colis", &["Attention aux arnaques"], false),
            ("Arnaque", &["Suivi", "Paiement", "Arnaque"], false),
        ] {
            let lure = read(&page(title, headings, ""));
            assert_eq!(lure.headed_by_fraud, by_fraud, "{title} {headings:?}");
        }
    }

    #[test]
    fn of_phrases_inside_one_another_one_counts() {
        let outer = Lure::read("Confirmez votre adresse de livraison");
        let passages: Vec<_> = outer
            .hits
            .iter()
            .filter(|hit| !hit.nested)
            .map(|hit| &hit.passage)
            .collect();
        assert_eq!(passages, ["confirmez votre adresse de livraison"]);
        assert!(outer.hits.len() > 1, "the shorter one is found, too");
        let both = Lure::read("Confirmez votre adresse. Confirmez votre adresse de livraison.");
        assert!(both.score() >= outer.score());
    }

    #[test]
    fn topics_of_a_story() {
        use PracticeTopic::{Customs, Fee, Redelivery};
        let table: &[(&str, &[PracticeTopic])] = &[
            ("Des droits de douane sont à régler", &[Customs]),
            ("Frais de port impayés", &[Fee]),
            (
                "Votre colis ne rentrait pas dans la boîte aux lettres",
                &[Redelivery],
            ),
            ("Votre colis arrive demain", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(Lure::read(text).topics(false), *expected, "{text}");
        }
    }
}
