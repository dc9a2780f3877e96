//! Leaks of personal data: whose customers' data is in strangers' hands, so that
//! a fake page may know the visitor's name, address and parcel. Knowing them
//! proves nothing, and the warning says from where they may be known.

use serde::{Deserialize, Serialize};

use crate::brands::{BrandView, listed};
use crate::data::{BREACHES, Breach, BreachStatus, Confidence, LeakedData};

/// A leak as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct BreachView {
    /// Ids of all leaks to be told of, the one told here first.
    pub ids: Vec<String>,
    /// Whose data it was.
    pub organisation: String,
    /// When it became known: a year, month or day.
    pub date: String,
    /// What was taken; what a seller claims if nothing is confirmed.
    pub taken: Vec<LeakedData>,
    /// Whether the organisation or an authority confirmed it.
    pub confirmed: bool,
}

/// A leak as the page of leaks tells it, to those whose data it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LeakView {
    /// Id in the data.
    pub id: &'static str,
    /// Whose data it was.
    pub organisation: &'static str,
    /// The brands whose customers are concerned.
    pub brands: Vec<BrandView>,
    /// Brands of the same group.
    pub group: Vec<BrandView>,
    /// When it became known: a year, month or day.
    pub public: &'static str,
    /// Whether the organisation or an authority confirmed it.
    pub confirmed: bool,
    /// What was certainly taken.
    pub taken: &'static [LeakedData],
    /// What a seller or the press adds.
    pub claimed: &'static [LeakedData],
    /// Where that is from.
    pub source: &'static str,
    /// When it was collected.
    pub date: &'static str,
}

impl From<&'static Breach> for LeakView {
    fn from(breach: &'static Breach) -> Self {
        Self {
            id: breach.id,
            organisation: breach.organisation,
            brands: views(breach.brands),
            group: views(breach.group),
            public: breach.public,
            confirmed: breach.status == BreachStatus::Confirmed,
            taken: breach.taken,
            claimed: breach.claimed,
            source: breach.source,
            date: breach.date,
        }
    }
}

fn views(ids: &[&str]) -> Vec<BrandView> {
    let brands = ids.iter().filter_map(|id| listed(id));
    brands.map(BrandView::of).collect()
}

/// All leaks that can be told, the newest first.
#[must_use]
pub(crate) fn all() -> Vec<LeakView> {
    let mut all: Vec<_> = BREACHES.iter().map(LeakView::from).collect();
    all.sort_by_key(|leak| std::cmp::Reverse(leak.public));
    all
}

/// The leaks to tell somebody who stands before a page of a brand or an
/// imitation of it: the brand's own, or else those of its group. Confirmed ones
/// first, then the better known, then the newer.
#[must_use]
pub(crate) fn of_brand(id: &str) -> Vec<&'static Breach> {
    let matching = |brands: fn(&Breach) -> &'static [&'static str]| -> Vec<&'static Breach> {
        let about = |breach: &&Breach| brands(breach).contains(&id);
        BREACHES.iter().filter(about).collect()
    };
    let mut told = matching(|breach| breach.brands);
    if told.is_empty() {
        told = matching(|breach| breach.group);
    }
    told.sort_by_key(|breach| {
        (
            breach.status != BreachStatus::Confirmed,
            breach.confidence != Confidence::High,
            std::cmp::Reverse(breach.public),
        )
    });
    told
}

/// The leaks of a brand or its group in the form that goes to the extension.
#[must_use]
pub(crate) fn view_of(brand: &str) -> Option<BreachView> {
    let breaches = of_brand(brand);
    let first = breaches.first()?;
    let confirmed = first.status == BreachStatus::Confirmed;
    Some(BreachView {
        ids: breaches.iter().map(|breach| breach.id.into()).collect(),
        organisation: first.organisation.into(),
        date: first.public.into(),
        taken: if confirmed {
            first.taken.to_vec()
        } else {
            first.claimed.to_vec()
        },
        confirmed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::FigureSource;

    #[test]
    fn a_denial_of_service_is_no_leak() {
        for breach in &BREACHES {
            assert!(!breach.id.contains("ddos"), "{}", breach.id);
            assert_ne!(breach.status, BreachStatus::None, "{}", breach.id);
            assert_ne!(breach.status, BreachStatus::Denied, "{}", breach.id);
        }
        // La Poste's own entry is the attack; what is told is its group's leak.
        let told = view_of("laposte").unwrap();
        assert_eq!(told.organisation, "Chronopost");
    }

    #[test]
    fn a_leak_says_what_was_taken_and_whose_figure_it_is() {
        for breach in &BREACHES {
            let told = view_of(breach.brands.first().unwrap()).unwrap();
            assert!(!told.taken.is_empty(), "{}", breach.id);
            assert!(
                breach.people.is_none() || breach.figure != FigureSource::None,
                "{}",
                breach.id
            );
            assert!(!breach.source.is_empty(), "{}", breach.id);
        }
        let chronopost = of_brand("chronopost");
        let chronopost = chronopost.first().unwrap();
        assert_eq!(chronopost.people, Some(210_000));
        assert_eq!(chronopost.figure, FigureSource::Official);
    }

    #[test]
    fn what_only_a_seller_claims_is_not_told_as_taken() {
        let told = view_of("mondialrelay").unwrap();
        assert!(told.confirmed);
        assert!(told.taken.contains(&LeakedData::ParcelNumber));
        assert!(!told.taken.contains(&LeakedData::OrderHistory));
        assert_eq!(told.ids, ["mondialrelay-2025", "mondialrelay-2026"]);
    }

    #[test]
    fn every_leak_is_listed_with_its_brands_and_source_the_newest_first() {
        let listed = all();
        assert_eq!(listed.len(), BREACHES.len());
        assert!(listed.is_sorted_by(|one, next| one.public >= next.public));
        for leak in &listed {
            assert!(!leak.brands.is_empty(), "{}", leak.id);
            assert!(
                !leak.source.is_empty() && !leak.date.is_empty(),
                "{}",
                leak.id
            );
            assert_eq!(leak.confirmed, !leak.taken.is_empty(), "{}", leak.id);
        }
        let chronopost = listed.iter().find(|leak| leak.id == "chronopost-2025");
        let group = &chronopost.unwrap().group;
        assert!(group.iter().any(|brand| brand.name == "Colissimo"));
    }

    #[test]
    fn nothing_is_told_of_a_brand_without_a_leak() {
        for brand in ["dhl", "", "no such brand"] {
            assert_eq!(view_of(brand), None, "{brand}");
        }
    }
}
