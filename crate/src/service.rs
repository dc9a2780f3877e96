//! What the background does with a message: typed request in, typed reply out.
//!
//! The state of a tab goes in and comes out with each message and is kept by
//! the browser's session storage, so that the background may sleep, and the
//! wasm may be made anew, at any time without loss.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::advice::{self, ContactRef, Step};
use crate::ask::Places;
use crate::chain::Chain;
use crate::context::Inherited;
use crate::engine::Engine;
use crate::generated::{Given, hash};
use crate::intake::{self, Checked};
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::policy::{self, Fault, ProtectedBrand};
use crate::registry;
use crate::site::Site;
use crate::trust::{self, Choices};
use crate::verdict::{BrandRef, Verdict};

/// Who sent a message, as the browser tells it; nothing of it comes from the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sender {
    /// Frame: 0 is the tab's top frame.
    pub frame_id: i32,
    /// Address of the frame.
    pub url: String,
    /// Address of the tab's top frame.
    pub tab_url: String,
}

/// What is asked of the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Request {
    /// A document starts: judge its address.
    Address,
    /// A document was read: judge it.
    Page {
        /// What was read.
        snapshot: Box<PageSnapshot>,
    },
    /// Somebody pasted something: what is it, and what is to be said of it?
    Check {
        /// A link, a message, a parcel number, a mail address or a telephone number.
        text: String,
    },
    /// The visitor chose to go on, or closed the banner.
    Proceed,
    /// What is known of the tab?
    Report,
    /// What to do after something was given away; no tab's affair.
    Help {
        /// What was given.
        given: Vec<Given>,
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
    },
    /// Where the tab's page can be reported, and what there is to say of it.
    Contacts {
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
        /// The page's address as the visitor changed it; the tab's without it.
        #[serde(default)]
        address: Option<String>,
    },
    /// The visitor wants to trust the tab's site.
    Trust,
    /// The visitor wants to trust the site of an address that was typed.
    Name {
        /// What was typed.
        address: String,
    },
    /// How do people write these brands' names?
    Brands {
        /// Ids of the brands.
        ids: Vec<String>,
    },
    /// An organisation's policy is to hold from here on; no tab's affair. Its
    /// brands must come before anything is judged.
    Policy {
        /// Sites to trust.
        trusted: Vec<String>,
        /// Brands to protect.
        brands: Vec<ProtectedBrand>,
        /// Whether it is checked alone, and holds in no case.
        #[serde(default)]
        trial: bool,
    },
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Reply {
    /// The whole tab's verdict.
    Verdict {
        /// The verdict.
        verdict: Box<Verdict>,
        /// Whether the visitor chose to go on.
        dismissed: bool,
        /// Whether the visitor trusts the site.
        trusted: bool,
        /// Whether the visitor may choose to trust it.
        trustable: bool,
        /// Whether the visitor's choices keep the warning out of the page.
        silent: bool,
        /// Whether the top page shows somebody's messages: nothing in it is to be read unasked.
        mailbox: bool,
        /// Fields of the snapshot that was judged; none where nothing was.
        fields: Places,
    },
    /// The site may be trusted.
    Trust {
        /// The domain that stands for it.
        domain: String,
    },
    /// Names of brands.
    Brands {
        /// Name by id, of those that are known.
        names: BTreeMap<String, &'static str>,
    },
    /// What is said of something pasted.
    Checked {
        /// What it is, and what is said of it.
        checked: Box<Checked>,
    },
    /// What to do, and whom to turn to.
    Help {
        /// The steps, the most urgent first.
        steps: Vec<Step>,
        /// Everybody that they point to.
        contacts: Vec<ContactRef>,
        /// The countries of which contacts are known.
        countries: Vec<&'static str>,
    },
    /// Where to report.
    Contacts {
        /// The page, if one is known.
        page: Option<ReportedPage>,
        /// Those who take reports.
        contacts: Vec<ContactRef>,
        /// The countries of which contacts are known.
        countries: Vec<&'static str>,
    },
    /// What is wrong with the policy; it holds where nothing is.
    Policy {
        /// All faults, in the order of the policy.
        faults: Vec<Fault>,
    },
    /// Nothing is known of the tab.
    Nothing,
    /// The request made no sense, or can't be granted.
    Error {
        /// What was wrong: `bad_request`, or `untrustable` for a site that is
        /// not to be trusted.
        code: &'static str,
    },
}

/// What a report says of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportedPage {
    /// Its address.
    pub address: String,
    /// The same, so that it is no link.
    pub defanged: String,
    /// Whom it claims to be.
    pub brand: Option<BrandRef>,
}

/// What is remembered of a tab while its document lives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TabState {
    /// The top document: see [`document_key`].
    document: String,
    /// Verdict on the top document.
    top: Option<Verdict>,
    /// What frames inherit from it.
    inherited: Inherited,
    /// The steps of the scam that the tab has seen.
    chain: Chain,
    /// The worst verdict of a child frame.
    frame: Option<Verdict>,
    /// The level at which the visitor chose to go on.
    dismissed: Option<Level>,
}

/// Answers messages. Holds nothing but the visitor's choices.
#[derive(Debug, Clone, Default)]
pub struct Service {
    engine: Engine,
    choices: Choices,
}

const BAD_REQUEST: Reply = Reply::Error {
    code: "bad_request",
};

const UNTRUSTABLE: Reply = Reply::Error {
    code: "untrustable",
};

impl Service {
    /// A service for a visitor who chose nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            engine: Engine::new(),
            choices: Choices {
                trusted: Vec::new(),
                quiet_caution: false,
            },
        }
    }

    /// The same for a visitor who chose.
    #[must_use]
    pub fn with(self, choices: Choices) -> Self {
        Self { choices, ..self }
    }

    /// Answers one message; gives back the tab's state to keep.
    #[must_use]
    pub fn handle(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        match request {
            Request::Address => self.address(sender, tab),
            Request::Page { snapshot } => self.page(sender, tab, *snapshot),
            Request::Check { text } => {
                let checked = Box::new(intake::check(&text));
                (tab, Reply::Checked { checked })
            }
            Request::Proceed => self.proceed(tab),
            Request::Report => self.report(tab),
            Request::Help { given, country } => (tab, Self::help(&given, &country)),
            Request::Contacts { country, address } => {
                let reply = Self::contacts(sender, tab.as_ref(), &country, address);
                (tab, reply)
            }
            Request::Trust => Self::trust(tab),
            Request::Name { address } => (tab, trust_reply(trust::domain_of(&address))),
            Request::Brands { ids } => (tab, brands_reply(ids)),
            Request::Policy {
                trusted,
                brands,
                trial,
            } => {
                let faults = if trial {
                    policy::check(&trusted, &brands).err().unwrap_or_default()
                } else {
                    policy::adopt(&trusted, &brands)
                };
                (tab, Reply::Policy { faults })
            }
        }
    }

    fn address(&self, sender: &Sender, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        if sender.frame_id != 0 {
            return (tab, BAD_REQUEST);
        }
        let Ok(verdict) = self.engine.assess_url(&sender.url) else {
            return (None, Reply::Nothing);
        };
        let state = TabState {
            document: document_key(&sender.url),
            top: Some(verdict),
            chain: tab.map(|tab| tab.chain).unwrap_or_default(),
            ..TabState::default()
        };
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    fn page(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        mut snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        snapshot.url.clone_from(&sender.url);
        if sender.frame_id == 0 {
            return self.top_page(sender, tab, snapshot);
        }
        self.frame_page(tab, snapshot)
    }

    fn top_page(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        let mut state = tab.unwrap_or_default();
        let before = Site::parse(&sender.url)
            .ok()
            .and_then(|site| state.chain.before(&site, &snapshot.referrer));
        let inherited = Inherited {
            before,
            ..Inherited::default()
        };
        let Ok(assessment) = self.engine.assess_page(snapshot, &inherited) else {
            return (None, Reply::Nothing);
        };
        let document = document_key(&sender.url);
        if state.document != document {
            state = TabState {
                chain: state.chain,
                ..TabState::default()
            };
        }
        if assessment.verdict.site.owner.is_none() {
            state.chain.add(assessment.passed);
        }
        state.document = document;
        let places = assessment.ask.places();
        state.inherited = assessment.inherited;
        state.top = Some(assessment.verdict);
        let reply = self.reply(&state).with_fields(places);
        (Some(state), reply)
    }

    /// A frame with fields is judged with what the page around it claims, and
    /// told under that page's address, the one that the visitor sees.
    fn frame_page(
        &self,
        tab: Option<TabState>,
        snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        let mut state = tab.unwrap_or_default();
        let mut fields = Places::default();
        // A frame in an official page or a payment provider's is their affair.
        let is_theirs = |top: &Verdict| top.site.owner.is_some();
        if !state.top.as_ref().is_some_and(is_theirs)
            && let Ok(assessment) = self.engine.assess_page(snapshot, &state.inherited)
        {
            if assessment.verdict.site.owner.is_none() {
                state.chain.add_frame(&assessment.passed);
            }
            fields = assessment.ask.places();
            let mut verdict = assessment.verdict;
            if let Some(top) = &state.top {
                verdict.site = top.site.clone();
            }
            let known = state
                .frame
                .as_ref()
                .map_or(Level::Clear, |known| known.level);
            if verdict.level > known {
                state.frame = Some(verdict);
            }
        }
        let reply = self.reply(&state).with_fields(fields);
        (Some(state), reply)
    }

    fn proceed(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let Some(mut state) = tab else {
            return (None, Reply::Nothing);
        };
        state.dismissed = state.verdict().map(|verdict| verdict.level);
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    fn report(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let reply = tab
            .as_ref()
            .map_or(Reply::Nothing, |state| self.reply(state));
        (tab, reply)
    }

    fn help(given: &[Given], country: &str) -> Reply {
        let steps = advice::steps(given, country);
        Reply::Help {
            contacts: advice::contacts_of(&steps),
            steps,
            countries: advice::countries(),
        }
    }

    /// The tab's address is the sender's, which the browser tells: the state
    /// keeps no whole one.
    fn contacts(
        sender: &Sender,
        tab: Option<&TabState>,
        country: &str,
        address: Option<String>,
    ) -> Reply {
        let verdict = tab.and_then(TabState::verdict);
        let address = address.or_else(|| verdict.map(|_| sender.url.clone()));
        let page = address.map(|address| ReportedPage {
            defanged: advice::defang(&address),
            address,
            brand: verdict.and_then(|verdict| verdict.brand.clone()),
        });
        let brand = page.as_ref().and_then(|page| page.brand.as_ref());
        let contacts = advice::report_to(country, brand.map(|brand| brand.id.as_str()));
        Reply::Contacts {
            page,
            contacts,
            countries: advice::countries(),
        }
    }

    /// Offered on a caution alone: whoever reads a danger is under pressure.
    fn trust(tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let domain = tab
            .as_ref()
            .and_then(TabState::verdict)
            .filter(|verdict| verdict.level == Level::Caution)
            .and_then(|verdict| trust::domain_of(&verdict.site.host));
        (tab, trust_reply(domain))
    }

    fn reply(&self, state: &TabState) -> Reply {
        let Some(verdict) = state.verdict() else {
            return Reply::Nothing;
        };
        let trusted = self.choices.trust(&verdict.site.host);
        let caution = verdict.level == Level::Caution;
        Reply::Verdict {
            verdict: Box::new(verdict.clone()),
            // A page that got worse since is shown again.
            dismissed: state.dismissed.is_some_and(|level| level >= verdict.level),
            trusted,
            trustable: caution && !trusted && trust::domain_of(&verdict.site.host).is_some(),
            silent: caution && (trusted || self.choices.quiet_caution),
            mailbox: state
                .top
                .as_ref()
                .is_some_and(|top| registry::is_mailbox(&top.site.host)),
            fields: Places::default(),
        }
    }
}

fn brands_reply(ids: Vec<String>) -> Reply {
    let name = |id: String| registry::brand(&id).map(|brand| (id, brand.name));
    Reply::Brands {
        names: ids.into_iter().filter_map(name).collect(),
    }
}

fn trust_reply(domain: Option<String>) -> Reply {
    domain.map_or(UNTRUSTABLE, |domain| Reply::Trust { domain })
}

impl Reply {
    /// The same, with where the judged fields stand.
    fn with_fields(mut self, places: Places) -> Self {
        if let Self::Verdict { fields, .. } = &mut self {
            *fields = places;
        }
        self
    }
}

impl TabState {
    /// The worse of the top document's and its frames' verdicts.
    fn verdict(&self) -> Option<&Verdict> {
        match (&self.top, &self.frame) {
            (Some(top), Some(frame)) if frame.level > top.level => Some(frame),
            (Some(top), _) => Some(top),
            (None, frame) => frame.as_ref(),
        }
    }
}

/// What tells a document from others: its address but for the fragment. A page
/// chooses how long its address is, and all tabs share one small storage: of a
/// long one the beginning is kept, the length and a hash.
fn document_key(address: &str) -> String {
    const MAX: usize = 1_000;
    let address = address.split('#').next().unwrap_or_default();
    if address.len() <= MAX {
        return address.to_owned();
    }
    let start = address
        .get(..address.floor_char_boundary(MAX))
        .unwrap_or_default();
    let hash = address.bytes().fold(hash::SEED, hash::add);
    format!("{start}#{}-{hash:08x}", address.len())
}

#[cfg(test)]
mod tests;
