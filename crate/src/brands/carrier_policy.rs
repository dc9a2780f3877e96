//! What a carrier really does, and what it says that it never does, where scams
//! tell the same story: honest customs duty exists, on the carrier's own site.

use serde::{Deserialize, Serialize};

use crate::brands::Brand;
use crate::data::{PracticeTopic, practices};

/// A practice as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PracticeView {
    /// Name of the carrier as people write it.
    pub brand: String,
    /// What it is about.
    pub topic: PracticeTopic,
    /// The host where it collects; `None` for what it never does.
    pub place: Option<String>,
    /// Where that is known from.
    pub source: String,
    /// When that was collected: `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
}

/// What a carrier says about these topics, in the order of its data.
#[must_use]
pub(crate) fn of(brand: Brand<'_>, topics: &[PracticeTopic]) -> Vec<PracticeView> {
    let matching = practices().iter().filter(|practice| {
        topics.contains(&practice.topic) && practice.brand().is_some_and(|own| own.id == brand.id())
    });
    let shown = matching.map(|practice| {
        let origin = practice.origin();
        PracticeView {
            brand: brand.name().to_owned(),
            topic: practice.topic,
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
                crate::data::hosts::lookup(practice.place)
                    .official_brands()
                    .any(|own| own.id == brand.id)
            );
        }
    }
}
