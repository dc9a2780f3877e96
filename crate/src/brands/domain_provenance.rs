//! What proves a host genuine: the carrier's domain that it lies on, and from
//! where that is known.
//!
//! It proves whose the place is, and no more: the message that leads there may
//! be somebody else's, and a site can be broken into.

use serde::{Deserialize, Serialize};

use crate::brands::Registry;

/// Why a host is a carrier's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DomainProvenance {
    /// The official domain that the host is, or lies under.
    pub domain: String,
    /// Where it is known from; empty where an organisation's policy says so.
    pub source: String,
    /// When that was collected: `YYYY-MM` or `YYYY-MM-DD`; empty with the source.
    pub date: String,
}

impl DomainProvenance {
    /// The proof of a host; `None` where no brand owns it.
    #[must_use]
    pub fn of(host: &str, registry: &Registry) -> Option<Self> {
        let entries = registry.lookup(host);
        let name = entries.official_domain()?;
        let mut domains = entries.official()?.domains();
        let origin = domains.find(|domain| domain.name == name)?.origin();
        let (source, date) = origin.map_or(("", ""), |origin| (origin.source, origin.date));
        Some(Self {
            domain: name.to_owned(),
            source: source.to_owned(),
            date: date.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_official_domain_says_from_where_it_is_known() {
        let registry = Registry::default();
        for domain in registry.brands().flat_map(|brand| brand.domains()) {
            let proof = DomainProvenance::of(&format!("www.{}", domain.name), &registry).unwrap();
            assert_eq!(proof.domain, domain.name);
            assert!(
                !proof.source.is_empty() && proof.date.starts_with("20"),
                "{proof:?}"
            );
        }
    }
}
