//! The sites that were at danger in a tab.
//!
//! A kit that sees its fields disabled takes its story away, or goes on with
//! another page of its own that says less, or nothing that can be read. What its
//! site did a moment ago is not undone by that. Kept in memory of the session, by
//! digest; no host, no address.

use serde::{Deserialize, Serialize};

use crate::address::Site;
use crate::address::digest::Digest;

/// Sites that are remembered; of more, the earliest is forgotten.
const MAX_SITES: usize = 8;

/// The sites of a tab that were at danger, the latest last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct DangerMemory {
    sites: Vec<DangerousSite>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct DangerousSite {
    site: Digest,
    /// Id of the brand that it imitated, if one was known.
    brand: Option<String>,
}

/// What is remembered of a site that was at danger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastDanger {
    /// Id of the brand that it imitated, if one was known.
    pub brand: Option<String>,
}

impl DangerMemory {
    /// What is remembered of a site; none if it was not at danger.
    #[must_use]
    pub(crate) fn recall(&self, site: &Site) -> Option<PastDanger> {
        let site = Digest::of_site(site);
        self.sites
            .iter()
            .find(|known| known.site == site)
            .map(|known| PastDanger {
                brand: known.brand.clone(),
            })
    }

    /// Remembers a site that is at danger.
    pub(crate) fn keep(&mut self, site: &Site, brand: Option<&str>) {
        let site = Digest::of_site(site);
        let at = self.sites.iter().position(|known| known.site == site);
        let known = at.and_then(|at| self.sites.remove(at).brand);
        let brand = brand.map(str::to_owned).or(known);
        self.sites.push(DangerousSite { site, brand });
        if self.sites.len() > MAX_SITES {
            self.sites.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(host: &str) -> Site {
        Site::parse(host).unwrap()
    }

    fn brand_of(memory: &DangerMemory, host: &str) -> Option<Option<String>> {
        memory.recall(&site(host)).map(|past| past.brand)
    }

    #[test]
    fn a_site_is_remembered_with_its_brand() {
        let mut memory = DangerMemory::default();
        memory.keep(&site("suivi.brindille.example"), Some("chronopost"));
        let brand = Some(Some("chronopost".to_owned()));
        assert_eq!(brand_of(&memory, "www.brindille.example"), brand);
        assert_eq!(brand_of(&memory, "autre.example"), None);
        // A later page of it that names no one takes the name away from none.
        memory.keep(&site("brindille.example"), None);
        assert_eq!(brand_of(&memory, "brindille.example"), brand);
    }

    #[test]
    fn the_latest_sites_are_remembered() {
        let mut memory = DangerMemory::default();
        let host = |number: usize| format!("brindille{number}.example");
        for number in 0..MAX_SITES {
            memory.keep(&site(&host(number)), None);
        }
        memory.keep(&site(&host(0)), None);
        memory.keep(&site(&host(MAX_SITES)), None);
        assert_eq!(brand_of(&memory, &host(1)), None, "the earliest");
        for number in [0, 2, MAX_SITES] {
            assert_eq!(brand_of(&memory, &host(number)), Some(None), "{number}");
        }
    }
}
