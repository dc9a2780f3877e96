//! What a carrier really does, and what it says that it never does, where scams
//! tell the same story: honest customs duty exists, on the carrier's own site.

use serde::{Deserialize, Serialize};

use crate::generated::{PracticeTopic, practices};
use crate::lure::Lure;
use crate::registry::Brand;

/// A practice as the glue shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeRef {
    /// Name of the carrier as people write it.
    pub brand: String,
    /// What it is about: `customs`, which it collects; `fee` or `redelivery`, which
    /// it says that it never asks for.
    pub topic: String,
    /// The host where it collects; `None` for what it never does.
    pub place: Option<String>,
    /// Where that is known from.
    pub source: String,
    /// When that was collected: `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
}

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

/// The topics that a text is about. Duty is told of alone: who asks for duty
/// asks for money, and honestly may.
#[must_use]
pub fn topics(lure: &Lure, pays: bool) -> Vec<PracticeTopic> {
    let tells = |stories: &[&str]| stories.iter().any(|story| lure.tells(story));
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

/// What a carrier says about these topics, in the order of its data.
///
/// ```
/// use vigicolis::generated::PracticeTopic;
/// use vigicolis::{practice, registry};
///
/// let chronopost = registry::listed("chronopost").unwrap();
/// let duty = practice::of(chronopost, &[PracticeTopic::Customs]);
/// assert_eq!(duty[0].place.as_deref(), Some("www.chronopost.fr"));
/// ```
#[must_use]
pub fn of(brand: Brand<'_>, topics: &[PracticeTopic]) -> Vec<PracticeRef> {
    let matching = practices().iter().filter(|practice| {
        topics.contains(&practice.topic) && practice.brand().is_some_and(|own| own.id == brand.id())
    });
    let shown = matching.map(|practice| {
        let origin = practice.origin();
        PracticeRef {
            brand: brand.name().to_owned(),
            topic: practice.topic.id().to_owned(),
            place: Some(practice.place)
                .filter(|place| !place.is_empty())
                .map(ToOwned::to_owned),
            source: origin.source.to_owned(),
            date: origin.date.to_owned(),
        }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;
    use crate::level::Level;

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
            assert_eq!(topics(&Lure::read(text), false), *expected, "{text}");
        }
    }

    #[test]
    fn every_place_is_the_carriers_own() {
        for practice in practices() {
            let brand = practice.brand().unwrap();
            if practice.place.is_empty() {
                continue;
            }
            let address = format!("https://{}/", practice.place);
            let verdict = engine().assess_url(&address).unwrap();
            assert_eq!(verdict.level, Level::Official, "{address}");
            assert!(
                crate::hosts::lookup(practice.place)
                    .official_brands()
                    .any(|own| own.id == brand.id)
            );
        }
    }
}
