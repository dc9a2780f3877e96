//! The chain of the scam: which of its steps a tab has seen on one site, or on
//! sites that lead to each other.
//!
//! A message's link opens a bait, often behind a robot check; then come the
//! tracking page, the address, the fee, the card and the code of the bank. A
//! later step weighs more after an earlier one.
//!
//! What is known is kept by site, so that a page in between erases nothing, and
//! what a page says of itself stays with its site: a page of a kit can lead to any
//! honest site. To a page elsewhere it hands on its steps alone, and to one that
//! speaks by its own name nothing.
//!
//! Kept in memory of the session, by step and digest of the site; no text, no
//! address.

use serde::{Deserialize, Serialize};

use crate::address::Site;
use crate::address::digest::Digest;
use crate::level::Level;
use crate::order::sort_by_key;

/// Sites that are remembered; of more, the one seen earliest is forgotten.
const MAX_SITES: usize = 6;

/// Pages that are remembered of a site; of more, the two seen earliest become one.
const MAX_PAGES: usize = 6;

/// Sites that one site may lead to; more are no kit's.
pub(crate) const MAX_LEADS: usize = 8;

/// A step of the scam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScamStep {
    /// A story about the visitor's parcel.
    Bait,
    /// A check that the visitor is no robot.
    Gate,
    /// The state of a parcel, or its number.
    Tracking,
    /// Name and address.
    Address,
    /// A small sum to pay.
    Fee,
    /// A payment card.
    Card,
    /// A one-time code, or the banking app.
    Code,
}

/// Whether some of the steps are the scam's beginning: they are what makes the
/// next one suspicious.
fn has_begun(steps: &[ScamStep]) -> bool {
    [ScamStep::Bait, ScamStep::Gate, ScamStep::Tracking]
        .iter()
        .any(|step| steps.contains(step))
}

/// What a tab remembers of the pages before, the latest site last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Chain {
    sites: Vec<Seen>,
}

/// What was seen of one site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Seen {
    site: Digest,
    /// Its pages that were steps, the latest last.
    pages: Vec<SeenPage>,
    /// Steps of the pages elsewhere that led there.
    brought: Vec<ScamStep>,
    /// Whether a page of it was worth a warning.
    warned: bool,
    /// Id of the brand that such a page presented itself as.
    identity: Option<String>,
    /// Sites that such pages send their visitors to, the latest last.
    leads: Vec<Digest>,
}

/// What was seen at one address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SeenPage {
    document: Digest,
    /// In the order of [`ScamStep`].
    steps: Vec<ScamStep>,
}

/// What the pages before say about the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChainHistory {
    /// Steps seen on the page's own site.
    pub steps: Vec<ScamStep>,
    /// Those of them that were seen at the page's very address alone: it may have been
    /// the page itself, looked at before.
    pub again: Vec<ScamStep>,
    /// Whether one of its pages was worth a warning.
    pub warned: bool,
    /// Id of the brand that such a page presented itself as.
    pub identity: Option<String>,
    /// Steps of warned pages of other sites that led here.
    pub brought: Vec<ScamStep>,
}

impl ChainHistory {
    /// Whether the scam began on this site, before what the page shows now: what it
    /// shows still is no page before it.
    #[must_use]
    pub fn begun_here(&self, shown: &[ScamStep]) -> bool {
        let is_itself = |step| self.again.contains(step) && shown.contains(step);
        let earlier = self.steps.iter().filter(|step| !is_itself(step));
        has_begun(&earlier.copied().collect::<Vec<_>>())
    }

    /// Whether it began on a site that led here.
    #[must_use]
    pub fn begun_elsewhere(&self) -> bool {
        has_begun(&self.brought)
    }
}

impl Chain {
    /// What is known for a page of a site at an address, by earlier pages of the same
    /// site and by those elsewhere that were worth a warning and led to it.
    #[must_use]
    pub(crate) fn before(
        &self,
        site: &Site,
        document: &Digest,
        referrer: &str,
    ) -> Option<ChainHistory> {
        let here = Digest::of_site(site);
        let from = Site::parse(referrer)
            .ok()
            .map(|from| Digest::of_site(&from));
        let mut before = None;
        for seen in &self.sites {
            if seen.site == here {
                let before: &mut ChainHistory = before.get_or_insert_default();
                (before.steps, before.again) = seen.steps(document);
                before.warned = seen.warned;
                before.identity.clone_from(&seen.identity);
                merge(&mut before.brought, &seen.brought);
            } else if seen.leads.contains(&here)
                || Some(&seen.site) == from.as_ref() && seen.goes_on()
            {
                let before = before.get_or_insert_default();
                merge(&mut before.brought, &seen.steps(document).0);
                merge(&mut before.brought, &seen.brought);
            }
        }
        before
    }

    /// Adds a judged page, or a frame of its own site. A place that is somebody's
    /// (a payment provider, a carrier) is no step, and ends nothing.
    pub(crate) fn add(&mut self, page: PageStep) {
        let known = self.sites.iter().position(|seen| seen.site == page.site);
        // An ordinary page: nothing to remember it for.
        if known.is_none()
            && page.steps.is_empty()
            && page.brought.is_empty()
            && page.level <= Level::Clear
        {
            return;
        }
        let mut seen = known.map_or_else(Seen::default, |at| self.sites.remove(at));
        seen.add(page);
        self.sites.push(seen);
        if self.sites.len() > MAX_SITES {
            self.sites.remove(0);
        }
    }
}

impl Seen {
    /// Whether what led here, or was seen here, counts for the site it leads to.
    fn goes_on(&self) -> bool {
        self.warned || !self.brought.is_empty()
    }

    /// Its steps, and those of them that no page but the one at this address was.
    fn steps(&self, document: &Digest) -> (Vec<ScamStep>, Vec<ScamStep>) {
        let of = |is_that: bool| {
            let mut steps = Vec::new();
            for page in &self.pages {
                if (page.document == *document) == is_that {
                    merge(&mut steps, &page.steps);
                }
            }
            steps
        };
        let (mut all, mut alone) = (of(false), of(true));
        alone.retain(|step| !all.contains(step));
        merge(&mut all, &alone);
        (all, alone)
    }

    fn note(&mut self, document: Digest, steps: &[ScamStep]) {
        if steps.is_empty() {
            return;
        }
        let known = self.pages.iter().position(|page| page.document == document);
        let mut page = known.map_or_else(SeenPage::default, |at| self.pages.remove(at));
        page.document = document;
        merge(&mut page.steps, steps);
        self.pages.push(page);
        if self.pages.len() > MAX_PAGES {
            let earliest = self.pages.remove(0);
            if let Some(next) = self.pages.first_mut() {
                merge(&mut next.steps, &earliest.steps);
            }
        }
    }

    fn add(&mut self, page: PageStep) {
        let warns = page.level >= Level::Caution;
        self.site = page.site;
        self.note(page.document, &page.steps);
        merge(&mut self.brought, &page.brought);
        self.warned |= warns;
        if warns && page.identity.is_some() {
            self.identity = page.identity;
        }
        if self.goes_on() {
            self.leads.retain(|lead| !page.leads.contains(lead));
            self.leads.extend(page.leads);
            let over = self.leads.len().saturating_sub(MAX_LEADS);
            self.leads.drain(..over);
        }
    }
}

fn merge(steps: &mut Vec<ScamStep>, more: &[ScamStep]) {
    steps.extend(more);
    sort_by_key(steps, |step| *step);
    steps.dedup();
}

/// A judged page, as the chain sees it.
#[derive(Debug, Clone)]
pub struct PageStep {
    /// Its site.
    pub site: Digest,
    /// Its address.
    pub document: Digest,
    /// The steps it is.
    pub steps: Vec<ScamStep>,
    /// Steps of the pages elsewhere that led to it; none where it speaks by its
    /// own name.
    pub brought: Vec<ScamStep>,
    /// How it stands.
    pub level: Level,
    /// Id of the brand that it presents itself as, wrongly.
    pub identity: Option<String>,
    /// Sites that it leads to.
    pub leads: Vec<Digest>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(host: &str) -> Site {
        Site::parse(host).unwrap()
    }

    fn digest(host: &str) -> Digest {
        Digest::of_site(&site(host))
    }

    fn page(host: &str, steps: &[ScamStep], level: Level) -> PageStep {
        PageStep {
            site: digest(host),
            document: Digest::of_document(host),
            steps: steps.to_vec(),
            brought: Vec::new(),
            level,
            identity: None,
            leads: Vec::new(),
        }
    }

    fn history(chain: &Chain, host: &str, referrer: &str) -> Option<ChainHistory> {
        chain.before(&site(host), &Digest::of_document("another page"), referrer)
    }

    #[test]
    fn what_a_page_shows_still_is_no_page_before_it() {
        use ScamStep::{Address, Card, Tracking};
        let mut chain = Chain::default();
        chain.add(page("brindille.example", &[Tracking], Level::Caution));
        let begun_at = |chain: &Chain, document: &str, shown: &[ScamStep]| {
            let document = Digest::of_document(document);
            let before = chain.before(&site("brindille.example"), &document, "");
            before.unwrap().begun_here(shown)
        };
        // looked at again, later with a form
        assert!(!begun_at(&chain, "brindille.example", &[Tracking, Address]));
        // its form has taken the place of what it showed
        assert!(begun_at(&chain, "brindille.example", &[Card]));
        // another page of the site that shows the same
        assert!(begun_at(&chain, "brindille.example/2", &[Tracking, Card]));
    }

    #[test]
    fn the_steps_of_forgotten_pages_are_kept() {
        let mut chain = Chain::default();
        for number in 0..2 * MAX_PAGES {
            let steps = [if number == 0 {
                ScamStep::Bait
            } else {
                ScamStep::Card
            }];
            chain.add(PageStep {
                document: Digest::of_document(&number.to_string()),
                ..page("brindille.example", &steps, Level::Clear)
            });
        }
        let known = history(&chain, "brindille.example", "").unwrap();
        assert_eq!(known.steps, [ScamStep::Bait, ScamStep::Card]);
        assert_eq!(chain.sites.first().unwrap().pages.len(), MAX_PAGES);
    }

    #[test]
    fn a_page_in_between_erases_nothing() {
        let mut chain = Chain::default();
        chain.add(page("brindille.example", &[ScamStep::Card], Level::Clear));
        chain.add(page("journal.example", &[], Level::Clear));
        chain.add(page("brindille.example", &[], Level::Clear));
        let before = history(&chain, "brindille.example", "").unwrap();
        assert_eq!(before.steps, [ScamStep::Card]);
        assert_eq!(history(&chain, "journal.example", ""), None);
    }

    #[test]
    fn a_warned_site_hands_its_steps_alone_to_those_it_leads_to() {
        let mut chain = Chain::default();
        chain.add(PageStep {
            identity: Some("chronopost".into()),
            leads: vec![digest("suite.example")],
            ..page("brindille.example", &[ScamStep::Bait], Level::Danger)
        });
        let before = history(&chain, "www.suite.example", "").unwrap();
        assert_eq!(before.brought, [ScamStep::Bait]);
        assert_eq!((before.steps, before.identity), (Vec::new(), None));
        assert!(!before.warned);
        let referrer = "https://brindille.example/suivi";
        let before = history(&chain, "autre.example", referrer).unwrap();
        assert_eq!(before.brought, [ScamStep::Bait]);
        assert_eq!(history(&chain, "autre.example", ""), None);
    }

    #[test]
    fn a_site_that_was_worth_no_warning_leads_nowhere() {
        let mut chain = Chain::default();
        chain.add(PageStep {
            leads: vec![digest("suite.example")],
            ..page("brindille.example", &[ScamStep::Tracking], Level::Clear)
        });
        let referrer = "https://brindille.example/suivi";
        assert_eq!(history(&chain, "suite.example", referrer), None);
    }

    #[test]
    fn a_page_that_only_sends_on_hands_on() {
        let mut chain = Chain::default();
        chain.add(PageStep {
            brought: vec![ScamStep::Bait],
            leads: vec![digest("suite.example")],
            ..page("relais.example", &[], Level::Clear)
        });
        let before = history(&chain, "suite.example", "").unwrap();
        assert_eq!(before.brought, [ScamStep::Bait]);
    }

    #[test]
    fn the_latest_sites_and_leads_are_kept() {
        let mut chain = Chain::default();
        let host = |number: usize| format!("brindille{number}.example");
        for number in 0..=MAX_SITES {
            chain.add(page(&host(number), &[ScamStep::Card], Level::Clear));
        }
        assert_eq!(history(&chain, &host(0), ""), None);
        assert!(history(&chain, &host(1), "").is_some());
        for number in 0..2 * MAX_LEADS {
            chain.add(PageStep {
                leads: vec![digest(&format!("suite{number}.example"))],
                ..page(&host(9), &[ScamStep::Bait], Level::Caution)
            });
        }
        assert_eq!(history(&chain, "suite0.example", ""), None);
        assert!(history(&chain, "suite15.example", "").is_some());
    }
}
