//! The chain of the scam: which of its steps a tab has seen on one site, or on
//! sites that lead to each other.
//!
//! A message's link opens a bait, often behind a robot check; then come the
//! tracking page, the address, the fee, the card and the code of the bank. A
//! later step weighs more after an earlier one. Kept in memory of the session,
//! by step and site; no text, no path.

use serde::{Deserialize, Serialize};

use crate::level::Level;
use crate::site::Site;

/// A step of the scam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
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

/// What a tab remembers of the pages before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Chain {
    /// Registrable domain of the last page.
    site: String,
    /// Steps seen, in the order of [`Step`].
    steps: Vec<Step>,
    /// Whether a page of the chain was worth a warning.
    warned: bool,
    /// Id of the brand that such a page presented itself as.
    identity: Option<String>,
    /// Registrable domains that the last page sends its visitors to.
    leads: Vec<String>,
}

/// What the pages before say about the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Steps seen.
    pub steps: Vec<Step>,
    /// Whether one of them was worth a warning.
    pub warned: bool,
    /// Id of the brand that such a page presented itself as.
    pub identity: Option<String>,
}

impl Chain {
    /// What is known for a page of a site: of the same site, or reached from a
    /// page that was worth a warning.
    #[must_use]
    pub fn before(&self, site: &Site, referrer: &str) -> Option<Before> {
        let here = site.registrable();
        let came_from = || {
            Site::parse(referrer).is_ok_and(|from| from.registrable() == self.site)
                || self.leads.iter().any(|lead| lead == here)
        };
        let goes_on = !self.site.is_empty() && (self.site == here || self.warned && came_from());
        goes_on.then(|| Before {
            steps: self.steps.clone(),
            warned: self.warned,
            identity: self.identity.clone(),
        })
    }

    /// Adds a judged page. A place that is somebody's (a payment provider, a
    /// carrier) is no step, and ends nothing.
    pub fn add(&mut self, page: Passed) {
        let Passed {
            site,
            steps,
            level,
            identity,
            leads,
            before,
        } = page;
        if steps.is_empty() && before.is_none() && level <= Level::Clear {
            // An ordinary page elsewhere: nothing to remember it for.
            *self = Self::default();
            return;
        }
        let before = before.unwrap_or_default();
        self.steps = before.steps;
        self.steps.extend(steps);
        self.steps.sort_unstable();
        self.steps.dedup();
        let warns = level >= Level::Caution;
        self.warned = before.warned || warns;
        self.identity = identity.filter(|_| warns).or(before.identity);
        self.site = site;
        self.leads = leads;
    }
}

impl Chain {
    /// Adds what a frame of the last page asks for.
    pub fn add_frame(&mut self, frame: &Passed) {
        self.steps.extend(&frame.steps);
        self.steps.sort_unstable();
        self.steps.dedup();
        self.warned |= frame.level >= Level::Caution;
    }
}

/// A judged page, as the chain sees it.
#[derive(Debug, Clone)]
pub struct Passed {
    /// Its registrable domain.
    pub site: String,
    /// The steps it is.
    pub steps: Vec<Step>,
    /// How it stands.
    pub level: Level,
    /// Id of the brand that it presents itself as, wrongly.
    pub identity: Option<String>,
    /// Registrable domains that it leads to.
    pub leads: Vec<String>,
    /// What the pages before said.
    pub before: Option<Before>,
}
