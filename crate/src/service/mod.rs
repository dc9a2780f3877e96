//! What the background does with a message: typed request in, typed reply out.
//!
//! The state of a tab goes in and comes out with each message and is kept by
//! the browser's session storage, so that the background may sleep, and the
//! wasm may be made anew, at any time without loss.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::address::digest::Digest;
use crate::address::trust;
use crate::address::{AddressError, Site};
use crate::brands::BrandView;
use crate::brands::advice::{self, AdviceStep, ContactView};
use crate::data::Disclosed;
use crate::data::hosts;
use crate::engine::Engine;
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::page::chain::Chain;
use crate::page::danger_memory::DangerMemory;
use crate::page::fields::FieldIndices;
use crate::paste::{self, PasteResult};
use crate::policy::{Fault, Policy, ProtectedBrand};
use crate::rules::context::FrameContext;
use crate::verdict::Verdict;

mod choices;

pub use choices::Choices;

/// Who sent a message, as the browser tells it; nothing of it comes from the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineSender"))]
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
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineRequest"))]
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
    Proceed {
        /// Whether the choice was made on the extension's own warning page, from
        /// which the visitor comes back to the document now.
        #[serde(default, rename = "comingBack")]
        #[cfg_attr(feature = "types", ts(as = "Option<bool>", optional))]
        coming_back: bool,
    },
    /// What is known of the tab?
    Report,
    /// What to do after something was given away; no tab's affair.
    Help {
        /// What was given.
        given: Vec<Disclosed>,
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
    },
    /// Where the tab's page can be reported, and what there is to say of it.
    Contacts {
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
        /// The page's address as the visitor changed it; the tab's without it.
        #[serde(default)]
        #[cfg_attr(feature = "types", ts(optional))]
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
    /// An organisation's policy is to hold from here on; no tab's affair.
    Policy {
        /// Sites to trust.
        trusted: Vec<String>,
        /// Brands to protect.
        brands: Vec<ProtectedBrand>,
        /// Whether it is checked alone, and holds in no case.
        #[serde(default)]
        #[cfg_attr(feature = "types", ts(as = "Option<bool>", optional))]
        trial: bool,
    },
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineReply"))]
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
        /// Whether it is the verdict of another site's frame, judged by its own
        /// words and named by its own host: no word about the page around it.
        framed: bool,
        /// Whether the top page shows somebody's messages: nothing in it is to be read unasked.
        mailbox: bool,
        /// Fields of the snapshot that was judged; none where nothing was.
        fields: FieldIndices,
    },
    /// The site may be trusted.
    Trust {
        /// The domain that stands for it.
        domain: String,
    },
    /// Names of brands.
    Brands {
        /// Name by id, of those that are known.
        names: BTreeMap<String, String>,
    },
    /// What is said of something pasted.
    Checked {
        /// What it is, and what is said of it.
        checked: Box<PasteResult>,
    },
    /// What to do, and whom to turn to.
    Help {
        /// The steps, the most urgent first.
        steps: Vec<AdviceStep>,
        /// Everybody that they point to.
        contacts: Vec<ContactView>,
        /// The countries of which contacts are known.
        countries: Vec<&'static str>,
    },
    /// Where to report.
    Contacts {
        /// The page, if one is known.
        page: Option<ReportedPage>,
        /// Those who take reports.
        contacts: Vec<ContactView>,
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
        /// What was wrong.
        code: ErrorCode,
    },
}

/// Why a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request made no sense.
    BadRequest,
    /// The site is not to be trusted.
    Untrustable,
}

/// The answer to a message, and the tab's state to keep.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineOutput"))]
pub struct Output {
    /// What is remembered of the tab: the extension keeps it and never looks into it.
    #[cfg_attr(feature = "types", ts(type = "object | null"))]
    pub tab: Option<TabState>,
    /// The answer.
    pub reply: Reply,
}

/// What a report says of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReportedPage {
    /// Its address.
    pub address: String,
    /// The same, so that it is no link.
    pub defanged: String,
    /// Whom it claims to be.
    pub brand: Option<BrandView>,
}

/// What is remembered of a tab: of its document while that lives, and of the
/// pages before. No address: digests, and the host where a verdict names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TabState {
    /// The top document.
    document: Digest,
    /// Verdict on the top document.
    top: Option<Verdict>,
    /// What frames inherit from it.
    inherited: FrameContext,
    /// Whether frames of other sites count as a part of it.
    implicated: bool,
    /// The worst verdict of a child frame that is judged as a part of the page.
    frame: Option<Verdict>,
    /// The worst verdict of another site's frame, by its own words.
    foreign: Option<Verdict>,
    /// The level of the page at which the visitor chose to go on.
    dismissed: Option<Level>,
    /// The same of another site's frame.
    dismissed_foreign: Option<Level>,
    /// Whether the visitor comes back to the document, having chosen to go on.
    coming_back: bool,
    /// The steps of the scam that the tab has seen.
    chain: Chain,
    /// The sites that were at danger.
    danger: DangerMemory,
}

/// Answers messages. Holds nothing but the engine, which a policy replaces.
#[derive(Debug, Default)]
pub struct Service {
    engine: Engine,
}

const BAD_REQUEST: Reply = Reply::Error {
    code: ErrorCode::BadRequest,
};

const UNTRUSTABLE: Reply = Reply::Error {
    code: ErrorCode::Untrustable,
};

impl Service {
    /// A service without a policy.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers one message of a visitor who made these choices; gives back the
    /// tab's state to keep.
    #[must_use]
    pub fn handle(
        &mut self,
        sender: &Sender,
        choices: &Choices,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        let visit = Visit {
            engine: &self.engine,
            choices,
            sender,
        };
        match request {
            Request::Address => visit.address(tab),
            Request::Page { snapshot } => visit.page(tab, *snapshot),
            Request::Check { text } => {
                let checked = Box::new(paste::assess(&text, &self.engine));
                (tab, Reply::Checked { checked })
            }
            Request::Proceed { coming_back } => visit.proceed(tab, coming_back),
            Request::Report => visit.report(tab),
            Request::Help { given, country } => (tab, help(&given, &country)),
            Request::Contacts { country, address } => {
                let reply = contacts(sender, tab.as_ref(), &country, address);
                (tab, reply)
            }
            Request::Trust => trust_site(tab),
            Request::Name { address } => (tab, trust_reply(trust::domain_of(&address))),
            Request::Brands { ids } => (tab, visit.brands(ids)),
            Request::Policy {
                trusted,
                brands,
                trial,
            } => {
                let faults = self.adopt(&trusted, &brands, trial);
                (tab, Reply::Policy { faults })
            }
        }
    }

    /// Judges by a policy from here on, unless it has a fault or is only tried.
    fn adopt(&mut self, trusted: &[String], brands: &[ProtectedBrand], trial: bool) -> Vec<Fault> {
        match Policy::check(trusted, brands) {
            Ok(policy) => {
                if !trial {
                    self.engine = Engine::new(policy);
                }
                Vec::new()
            }
            Err(faults) => faults,
        }
    }
}

/// One message about a tab, and what it is answered by.
struct Visit<'a> {
    engine: &'a Engine,
    choices: &'a Choices,
    sender: &'a Sender,
}

impl Visit<'_> {
    fn address(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let sender = self.sender;
        if sender.frame_id != 0 {
            return (tab, BAD_REQUEST);
        }
        let before = tab.unwrap_or_default();
        let inherited = FrameContext {
            danger_before: Site::parse(&sender.url)
                .ok()
                .and_then(|site| before.danger.recall(&site)),
            ..FrameContext::default()
        };
        let Ok(verdict) = self.engine.assess_start(&sender.url, &inherited) else {
            return (before.without_document().known(), Reply::Nothing);
        };
        let document = Digest::of_document(&sender.url);
        let comes_back = before.coming_back && before.document == document;
        let (dismissed, dismissed_foreign) = (before.dismissed, before.dismissed_foreign);
        let mut state = TabState {
            document,
            top: Some(verdict),
            ..before.without_document()
        };
        if comes_back {
            (state.dismissed, state.dismissed_foreign) = (dismissed, dismissed_foreign);
        }
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    fn page(&self, tab: Option<TabState>, mut snapshot: PageSnapshot) -> (Option<TabState>, Reply) {
        snapshot.url.clone_from(&self.sender.url);
        if self.sender.frame_id == 0 {
            return self.top_page(tab, snapshot);
        }
        self.frame_page(tab, snapshot)
    }

    fn top_page(&self, tab: Option<TabState>, snapshot: PageSnapshot) -> (Option<TabState>, Reply) {
        let sender = self.sender;
        let mut state = tab.unwrap_or_default();
        let document = Digest::of_document(&sender.url);
        if state.document != document {
            state = state.without_document();
        }
        let Ok(site) = Site::parse(&sender.url) else {
            return (state.without_document().known(), Reply::Nothing);
        };
        let inherited = FrameContext {
            before: state.chain.before(&site, &snapshot.referrer),
            danger_before: state.danger.recall(&site),
            ..FrameContext::default()
        };
        let Ok(assessment) = self.engine.assess_page(snapshot, &inherited) else {
            return (state.without_document().known(), Reply::Nothing);
        };
        if assessment.verdict.site.owner.is_none() {
            state.chain.add(assessment.passed);
        }
        state.document = document;
        state.remember(&site, &assessment.verdict);
        let places = assessment.ask.places();
        state.inherited = assessment.inherited;
        state.implicated = assessment.implicated;
        state.top = Some(assessment.verdict);
        let reply = self.reply(&state).with_fields(places);
        (Some(state), reply)
    }

    /// A frame of the page's own site is judged as a part of the page, with what
    /// that claims, and told under its address, the one that the visitor sees. So is
    /// a frame of another site where the page itself gives reason to: kits put the
    /// card form in a frame. Elsewhere it is somebody else's (an advertisement): it
    /// is judged by its own words, named by its own host, and says nothing about the
    /// page around it.
    fn frame_page(
        &self,
        tab: Option<TabState>,
        snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        let mut state = tab.unwrap_or_default();
        let mut fields = FieldIndices::default();
        // A frame in an official page or a payment provider's is their affair.
        let is_theirs = |top: &Verdict| top.site.owner.is_some();
        if !state.top.as_ref().is_some_and(is_theirs)
            && let Ok(site) = Site::parse(&snapshot.url)
            && let Ok(around) = state.top_site(self.sender)
        {
            let own = site.own_part() == around.own_part();
            let belongs = own || state.implicated();
            let inherited = if belongs {
                FrameContext {
                    framed: true,
                    danger_before: state.danger.recall(&around),
                    ..state.inherited.clone()
                }
            } else {
                FrameContext {
                    framed: true,
                    ..FrameContext::default()
                }
            };
            if let Ok(assessment) = self.engine.assess_page(snapshot, &inherited) {
                fields = assessment.ask.places();
                if own && assessment.verdict.site.owner.is_none() {
                    state.chain.add(assessment.passed);
                }
                let mut verdict = assessment.verdict;
                if belongs {
                    // A page that only tells a story may be an article about it.
                    if own || state.is_warned() || state.inherited.identity.is_some() {
                        state.remember(&around, &verdict);
                    }
                    if let Some(top) = &state.top {
                        verdict.site = top.site.clone();
                    }
                    keep_worse(&mut state.frame, verdict);
                } else {
                    keep_worse(&mut state.foreign, verdict);
                }
            }
        }
        let reply = self.reply(&state).with_fields(fields);
        (Some(state), reply)
    }

    fn proceed(&self, tab: Option<TabState>, coming_back: bool) -> (Option<TabState>, Reply) {
        let Some(mut state) = tab else {
            return (None, Reply::Nothing);
        };
        let level = state.worst().map(|worst| worst.verdict.level);
        if state.worst().is_some_and(|worst| worst.framed) {
            state.dismissed_foreign = level;
        } else {
            state.dismissed = level;
        }
        state.coming_back = coming_back;
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    fn report(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let reply = tab
            .as_ref()
            .map_or(Reply::Nothing, |state| self.reply(state));
        (tab, reply)
    }

    /// How people write the names of brands.
    fn brands(&self, ids: Vec<String>) -> Reply {
        let registry = self.engine.registry();
        let name = |id: String| {
            let name = registry.brand(&id)?.name().to_owned();
            Some((id, name))
        };
        Reply::Brands {
            names: ids.into_iter().filter_map(name).collect(),
        }
    }

    fn reply(&self, state: &TabState) -> Reply {
        let Some(Worst { verdict, framed }) = state.worst() else {
            return Reply::Nothing;
        };
        let passed = if framed {
            state.dismissed_foreign
        } else {
            state.dismissed
        };
        let trusted = self.choices.trust(&verdict.site.host);
        let caution = verdict.level == Level::Caution;
        Reply::Verdict {
            verdict: Box::new(verdict.clone()),
            // A page that got worse since is shown again.
            dismissed: passed.is_some_and(|level| level >= verdict.level),
            trusted,
            trustable: caution
                && !framed
                && !trusted
                && trust::domain_of(&verdict.site.host).is_some(),
            silent: caution && (trusted || self.choices.quiet_caution),
            framed,
            mailbox: state
                .top
                .as_ref()
                .is_some_and(|top| hosts::is_mailbox(&top.site.host)),
            fields: FieldIndices::default(),
        }
    }
}

fn help(given: &[Disclosed], country: &str) -> Reply {
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
    let worst = tab.and_then(TabState::worst);
    let verdict = worst.map(|worst| worst.verdict);
    let address = address.or_else(|| {
        worst.map(|worst| {
            if worst.framed {
                // Not the page's around it; of the frame's the host alone is known.
                format!("https://{}/", worst.verdict.site.host)
            } else {
                sender.url.clone()
            }
        })
    });
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

/// Offered on a caution alone: whoever reads a danger is under pressure. And
/// not for a frame's site, of which the visitor knows nothing.
fn trust_site(tab: Option<TabState>) -> (Option<TabState>, Reply) {
    let domain = tab
        .as_ref()
        .and_then(TabState::worst)
        .filter(|worst| !worst.framed && worst.verdict.level == Level::Caution)
        .and_then(|worst| trust::domain_of(&worst.verdict.site.host));
    (tab, trust_reply(domain))
}

fn trust_reply(domain: Option<String>) -> Reply {
    domain.map_or(UNTRUSTABLE, |domain| Reply::Trust { domain })
}

impl Reply {
    /// The same, with where the judged fields stand.
    fn with_fields(mut self, places: FieldIndices) -> Self {
        if let Self::Verdict { fields, .. } = &mut self {
            *fields = places;
        }
        self
    }
}

/// Keeps the verdict of the worst frame; of those that are clear none.
fn keep_worse(known: &mut Option<Verdict>, verdict: Verdict) {
    let level = known.as_ref().map_or(Level::Clear, |known| known.level);
    if verdict.level > level {
        *known = Some(verdict);
    }
}

/// The verdict that stands for a tab.
#[derive(Clone, Copy)]
struct Worst<'a> {
    verdict: &'a Verdict,
    /// Whether it is that of another site's frame.
    framed: bool,
}

impl TabState {
    /// The worst of the verdicts; of those alike the page's before its frames', and
    /// its own frames' before other sites'.
    fn worst(&self) -> Option<Worst<'_>> {
        let own = [&self.top, &self.frame].into_iter().flatten();
        let of_page = own.map(|verdict| Worst {
            verdict,
            framed: false,
        });
        let foreign = self.foreign.as_ref().map(|verdict| Worst {
            verdict,
            framed: true,
        });
        of_page.chain(foreign).reduce(|worst, next| {
            if next.verdict.level > worst.verdict.level {
                next
            } else {
                worst
            }
        })
    }

    /// What outlives the document.
    fn without_document(self) -> Self {
        Self {
            chain: self.chain,
            danger: self.danger,
            ..Self::default()
        }
    }

    /// The state, if it says anything.
    fn known(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// Whether the page was worth a warning by itself.
    fn is_warned(&self) -> bool {
        self.top
            .as_ref()
            .is_some_and(|top| top.level >= Level::Caution)
    }

    /// Whether other sites' frames count as a part of the page.
    fn implicated(&self) -> bool {
        self.implicated || self.is_warned()
    }

    /// The site of the top document.
    fn top_site(&self, sender: &Sender) -> Result<Site, AddressError> {
        let known = self.top.as_ref().map(|top| top.site.host.as_str());
        Site::parse(known.unwrap_or(&sender.tab_url))
    }

    /// Remembers a site that is at danger.
    fn remember(&mut self, site: &Site, verdict: &Verdict) {
        if verdict.level == Level::Danger {
            let brand = verdict.brand.as_ref().map(|brand| brand.id.as_str());
            self.danger.keep(site, brand);
        }
    }
}

#[cfg(test)]
mod tests;
