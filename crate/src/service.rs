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
mod tests {
    use super::*;

    fn sender(frame_id: i32, url: &str) -> Sender {
        Sender {
            frame_id,
            url: url.into(),
            tab_url: url.into(),
        }
    }

    fn level(reply: &Reply) -> Option<Level> {
        match reply {
            Reply::Verdict { verdict, .. } => Some(verdict.level),
            _ => None,
        }
    }

    #[test]
    fn the_payload_cannot_choose_its_address() {
        let snapshot = PageSnapshot {
            url: "https://www.chronopost.fr/".into(),
            ..PageSnapshot::default()
        };
        let (_, reply) = Service::new().handle(
            &sender(0, "https://chronopost-colis.example/"),
            None,
            Request::Page {
                snapshot: Box::new(snapshot),
            },
        );
        assert_eq!(level(&reply), Some(Level::Caution));
    }

    #[test]
    fn a_new_document_forgets_the_choice_to_go_on() {
        let service = Service::new();
        let first = sender(0, "https://chronopost-colis.example/");
        let (tab, _) = service.handle(&first, None, Request::Address);
        let (tab, reply) = service.handle(&first, tab, Request::Proceed);
        assert!(matches!(
            reply,
            Reply::Verdict {
                dismissed: true,
                ..
            }
        ));
        let second = sender(0, "https://mondialrelay-colis.example/");
        let (_, reply) = service.handle(&second, tab, Request::Address);
        assert!(matches!(
            reply,
            Reply::Verdict {
                dismissed: false,
                ..
            }
        ));
    }

    fn card_form() -> Request {
        let field = |label: &str| crate::page::Field {
            tag: "input".into(),
            label: label.into(),
            ..crate::page::Field::default()
        };
        Request::Page {
            snapshot: Box::new(PageSnapshot {
                fields: vec![
                    field("Numéro de carte"),
                    field("Date d'expiration"),
                    field("Cryptogramme"),
                ],
                ..PageSnapshot::default()
            }),
        }
    }

    #[test]
    fn a_frame_is_told_under_the_address_that_the_visitor_sees() {
        let service = Service::new();
        let top = sender(0, "https://infos-retrait.example/");
        let page = PageSnapshot {
            title: "Chronopost - Suivi de colis".into(),
            text: "Votre colis est retenu au centre de tri.".into(),
            ..PageSnapshot::default()
        };
        let snapshot = Box::new(page);
        let (tab, _) = service.handle(&top, None, Request::Page { snapshot });
        let frame = sender(1, "https://formulaire.example/");
        let (_, reply) = service.handle(&frame, tab, card_form());
        let Reply::Verdict {
            verdict, fields, ..
        } = reply
        else {
            panic!("no verdict");
        };
        assert_eq!(fields.card, [0, 1, 2]);
        assert_eq!(verdict.level, Level::Danger);
        assert_eq!(verdict.site.host, "infos-retrait.example");
        assert!(
            verdict
                .asks
                .contains(&crate::generated::FieldKind::CardNumber)
        );
    }

    /// Opens a page in the tab; gives the tab and the verdict on it.
    fn visit(
        tab: Option<TabState>,
        url: &str,
        text: &str,
        labels: &[&str],
        change: impl Fn(&mut PageSnapshot),
    ) -> (Option<TabState>, Verdict) {
        let service = Service::new();
        let at = sender(0, url);
        let (tab, _) = service.handle(&at, tab, Request::Address);
        let fields = labels.iter().map(|&label| crate::page::Field {
            tag: "input".into(),
            label: label.into(),
            visible: true,
            ..crate::page::Field::default()
        });
        let mut page = PageSnapshot {
            text: text.into(),
            fields: fields.collect(),
            ..PageSnapshot::default()
        };
        change(&mut page);
        let snapshot = Box::new(page);
        let (tab, reply) = service.handle(&at, tab, Request::Page { snapshot });
        let Reply::Verdict { verdict, .. } = reply else {
            panic!("no verdict on {url}");
        };
        (tab, *verdict)
    }

    const CARD: &[&str] = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
    const CODE: &[&str] = &["Code reçu par SMS"];
    const HELD: &str = "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €";

    fn rules(verdict: &Verdict) -> Vec<crate::finding::RuleId> {
        verdict.reasons.iter().map(|reason| reason.rule).collect()
    }

    #[test]
    fn a_code_after_a_card_is_for_the_bank_alone() {
        let at = "https://www.brindille-azur.example";
        let (tab, first) = visit(None, &format!("{at}/p1"), "Règlement", CARD, |_| {});
        assert_eq!(first.level, Level::Clear, "a card form alone");
        let (_, code) = visit(tab, &format!("{at}/p2"), "Saisissez le code", CODE, |_| {});
        assert_eq!(code.level, Level::Danger);
        assert!(rules(&code).contains(&crate::finding::RuleId::CodeAfterCard));
        // the same code page alone, or after a card at somebody else's
        let (_, alone) = visit(None, &format!("{at}/p2"), "Saisissez le code", CODE, |_| {});
        assert_eq!(alone.level, Level::Clear);
        let (tab, _) = visit(
            None,
            "https://autre-brindille.example/",
            "Règlement",
            CARD,
            |_| {},
        );
        let (_, elsewhere) = visit(tab, &format!("{at}/p2"), "Saisissez le code", CODE, |_| {});
        assert_eq!(elsewhere.level, Level::Clear);
    }

    #[test]
    fn a_shop_that_speaks_by_its_name_may_ask_for_a_code() {
        let named = |page: &mut PageSnapshot| page.title = "Brindille Azur".into();
        let at = "https://www.brindille-azur.example";
        let (tab, _) = visit(None, &format!("{at}/p1"), "Règlement", CARD, named);
        let (_, code) = visit(tab, &format!("{at}/p2"), "Saisissez le code", CODE, named);
        assert_eq!(code.level, Level::Clear);
    }

    #[test]
    fn a_card_page_after_a_bait_is_the_next_step() {
        let at = "https://www.brindille-azur.example";
        let (tab, bait) = visit(None, &format!("{at}/p1"), HELD, &[], |_| {});
        assert_eq!(bait.level, Level::Caution);
        let (_, card) = visit(tab, &format!("{at}/p2"), "Règlement", CARD, |_| {});
        assert_eq!(card.level, Level::Danger);
        assert!(rules(&card).contains(&crate::finding::RuleId::ScamChain));
    }

    #[test]
    fn the_chain_follows_a_redirect_and_ends_on_an_ordinary_page() {
        let redirects = |page: &mut PageSnapshot| {
            page.refresh = "0; url=https://suite-azur.example/p2".into();
        };
        let (tab, _) = visit(
            None,
            "https://brindille-azur.example/p1",
            HELD,
            &[],
            redirects,
        );
        let next = "https://suite-azur.example/p2";
        let (_, card) = visit(tab.clone(), next, "Règlement", CARD, |_| {});
        assert_eq!(card.level, Level::Danger);
        let (tab, _) = visit(tab, "https://journal-azur.example/", "Bonjour", &[], |_| {});
        let (_, card) = visit(tab, next, "Règlement", CARD, |_| {});
        assert_eq!(card.level, Level::Clear);
        // the page that led here may tell it by its referrer
        let (tab, _) = visit(None, "https://brindille-azur.example/p1", HELD, &[], |_| {});
        let (_, card) = visit(tab, next, "Règlement", CARD, |page| {
            page.referrer = "https://brindille-azur.example/".into();
        });
        assert_eq!(card.level, Level::Danger);
    }

    #[test]
    fn a_frame_in_an_official_page_is_their_affair() {
        let service = Service::new();
        let top = sender(0, "https://www.laposte.fr/douane");
        let (tab, _) = service.handle(&top, None, Request::Address);
        let frame = sender(1, "https://paiement-colis-42.example/");
        let (_, reply) = service.handle(&frame, tab, card_form());
        assert_eq!(level(&reply), Some(Level::Official));
    }

    #[test]
    fn only_the_top_frame_starts_a_document() {
        let (tab, reply) = Service::new().handle(
            &sender(3, "https://chronopost-colis.example/"),
            None,
            Request::Address,
        );
        assert_eq!((tab, reply), (None, BAD_REQUEST));
    }

    #[test]
    fn a_long_address_is_remembered_in_little_room() {
        let service = Service::new();
        let url = |end: &str| format!("https://colis.example/?{}{end}", "x".repeat(1_000_000));
        let (tab, _) = service.handle(&sender(0, &url("1")), None, Request::Address);
        let (tab, _) = service.handle(&sender(0, &url("1")), tab, Request::Proceed);
        assert!(serde_json::to_string(&tab).unwrap().len() < 4_000);
        let page = || Request::Page {
            snapshot: Box::default(),
        };
        let is_dismissed = |reply| matches!(reply, Reply::Verdict { dismissed, .. } if dismissed);
        let (_, same) = service.handle(&sender(0, &url("1#step")), tab.clone(), page());
        assert!(is_dismissed(same));
        let (_, other) = service.handle(&sender(0, &url("2")), tab, page());
        assert!(!is_dismissed(other));
    }

    #[test]
    fn nothing_is_known_of_a_browser_page() {
        let (tab, reply) =
            Service::new().handle(&sender(0, "about:newtab"), None, Request::Address);
        assert_eq!((tab, reply), (None, Reply::Nothing));
    }

    /// The choice that `trusted` holds, and no other.
    fn trusting(domain: &str) -> Service {
        Service::new().with(Choices {
            trusted: vec![domain.into()],
            ..Choices::default()
        })
    }

    /// Whether a reply's verdict is `(level, trusted, trustable, silent)`.
    fn stands(reply: &Reply) -> (Level, bool, bool, bool) {
        match reply {
            Reply::Verdict {
                verdict,
                trusted,
                trustable,
                silent,
                ..
            } => (verdict.level, *trusted, *trustable, *silent),
            other => panic!("no verdict: {other:?}"),
        }
    }

    const CAUTION_AT: &str = "https://www.chronopost-colis.example/";

    #[test]
    fn trust_silences_a_caution_and_changes_nothing_of_the_verdict() {
        let at = sender(0, CAUTION_AT);
        let (_, stranger) = Service::new().handle(&at, None, Request::Address);
        assert_eq!(stands(&stranger), (Level::Caution, false, true, false));
        let (_, friend) = trusting("chronopost-colis.example").handle(&at, None, Request::Address);
        assert_eq!(stands(&friend), (Level::Caution, true, false, true));
        let of = |reply| match reply {
            Reply::Verdict { verdict, .. } => verdict,
            other => panic!("no verdict: {other:?}"),
        };
        assert_eq!(of(stranger), of(friend));
    }

    #[test]
    fn trust_holds_back_no_danger() {
        let service = trusting("chronopost-colis.example");
        let at = sender(0, CAUTION_AT);
        let (tab, _) = service.handle(&at, None, Request::Address);
        let (tab, reply) = service.handle(&at, tab, card_form());
        assert_eq!(stands(&reply), (Level::Danger, true, false, false));
        let (_, reply) = service.handle(&at, tab, Request::Trust);
        assert_eq!(reply, UNTRUSTABLE);
    }

    #[test]
    fn trust_makes_nothing_official_and_silences_no_danger_of_a_frame() {
        let plain = "https://boulangerie.example/";
        let service = trusting("boulangerie.example");
        let (_, reply) = service.handle(&sender(0, plain), None, Request::Address);
        assert_eq!(stands(&reply), (Level::Clear, true, false, false));
        let (tab, _) = trusting("chronopost-colis.example").handle(
            &sender(0, CAUTION_AT),
            None,
            Request::Page {
                snapshot: Box::new(PageSnapshot {
                    title: "Chronopost - Suivi de colis".into(),
                    text: HELD.into(),
                    ..PageSnapshot::default()
                }),
            },
        );
        let frame = sender(1, "https://formulaire.example/");
        let (_, reply) = trusting("chronopost-colis.example").handle(&frame, tab, card_form());
        assert_eq!(stands(&reply), (Level::Danger, true, false, false));
    }

    #[test]
    fn trust_in_a_frame_is_no_trust_in_the_page() {
        let (tab, _) = Service::new().handle(&sender(0, CAUTION_AT), None, Request::Address);
        let frame = sender(1, "https://formulaire.example/");
        let (_, reply) = trusting("formulaire.example").handle(&frame, tab, card_form());
        assert!(!stands(&reply).1);
    }

    #[test]
    fn quiet_cautions_are_silent_and_dangers_are_not() {
        let service = Service::new().with(Choices {
            quiet_caution: true,
            ..Choices::default()
        });
        let at = sender(0, CAUTION_AT);
        let (tab, reply) = service.handle(&at, None, Request::Address);
        assert_eq!(stands(&reply), (Level::Caution, false, true, true));
        let (_, reply) = service.handle(&at, tab, card_form());
        assert_eq!(stands(&reply), (Level::Danger, false, false, false));
    }

    #[test]
    fn trust_is_offered_on_a_caution_with_somebody_behind_it() {
        let trust = |url: &str| {
            let service = Service::new();
            let (tab, reply) = service.handle(&sender(0, url), None, Request::Address);
            let offered = matches!(
                reply,
                Reply::Verdict {
                    trustable: true,
                    ..
                }
            );
            (
                offered,
                service.handle(&sender(0, url), tab, Request::Trust).1,
            )
        };
        let domain = "chronopost-colis.example".to_owned();
        assert_eq!(trust(CAUTION_AT), (true, Reply::Trust { domain }));
        let domain = "chronopost-colis.github.io".to_owned();
        let below = "https://chronopost-colis.github.io/";
        assert_eq!(trust(below), (true, Reply::Trust { domain }));
        for url in [
            "https://boulangerie.example/",
            "https://www.chronopost.fr/",
            "about:blank",
            "http://192.0.2.7/chronopost/suivi",
        ] {
            assert_eq!(trust(url), (false, UNTRUSTABLE), "{url}");
        }
        let (_, reply) = Service::new().handle(&sender(0, CAUTION_AT), None, Request::Trust);
        assert_eq!(reply, UNTRUSTABLE, "a tab of which nothing is known");
    }

    #[test]
    fn mailboxes_are_told_apart() {
        let service = Service::new();
        for (url, expected) in [
            ("https://mail.google.com/mail/u/0/", true),
            ("https://webmail.laposte.net/", true),
            ("https://www.chronopost.fr/", false),
            ("https://mail.google.com.colis.example/", false),
        ] {
            let (tab, _) = service.handle(&sender(0, url), None, Request::Address);
            let (_, reply) = service.handle(&sender(0, url), tab, Request::Report);
            let Reply::Verdict { mailbox, .. } = reply else {
                panic!("{url}: {reply:?}");
            };
            assert_eq!(mailbox, expected, "{url}");
        }
    }

    #[test]
    fn brands_are_named_and_others_left_out() {
        let ids = vec!["mondialrelay".into(), "nobody".into(), String::new()];
        let request = Request::Brands { ids };
        let (_, reply) = Service::new().handle(&Sender::default(), None, request);
        let names = BTreeMap::from([("mondialrelay".to_owned(), "Mondial Relay")]);
        assert_eq!(reply, Reply::Brands { names });
    }

    #[test]
    fn a_typed_address_is_named_by_its_domain() {
        let name = |address: &str| {
            let address = address.to_owned();
            let request = Request::Name { address };
            Service::new().handle(&Sender::default(), None, request).1
        };
        let domain = "boutique.example".to_owned();
        assert_eq!(
            name("https://www.Boutique.example/panier"),
            Reply::Trust { domain }
        );
        assert_eq!(name("github.io"), UNTRUSTABLE);
        assert_eq!(name("n'importe quoi"), UNTRUSTABLE);
    }

    #[test]
    fn help_is_given_without_a_tab() {
        let request = Request::Help {
            given: vec![Given::Card],
            country: "FR".into(),
        };
        let (tab, reply) = Service::new().handle(&Sender::default(), None, request);
        assert_eq!(tab, None);
        let Reply::Help {
            steps,
            contacts,
            countries,
        } = reply
        else {
            panic!("no help");
        };
        let first = steps.first().and_then(|step| step.contacts.first());
        let opposition = contacts.iter().find(|contact| Some(&contact.id) == first);
        assert_eq!(
            opposition.map(|contact| contact.value),
            Some("0 892 705 705")
        );
        assert!(countries.contains(&"FR") && countries.contains(&"IE"));
    }

    #[test]
    fn a_report_is_filled_in_from_the_tab() {
        let service = Service::new();
        let at = sender(0, "https://chronopost-colis.example/suivi?id=1");
        let (tab, _) = service.handle(&at, None, Request::Address);
        let ask = |tab, address: Option<&str>| {
            let request = Request::Contacts {
                country: "FR".into(),
                address: address.map(Into::into),
            };
            match service.handle(&at, tab, request) {
                (tab, Reply::Contacts { page, contacts, .. }) => (tab, page, contacts),
                _ => panic!("no contacts"),
            }
        };
        let (kept, page, contacts) = ask(tab.clone(), None);
        assert_eq!(kept, tab, "a question changes nothing");
        let page = page.unwrap();
        assert_eq!(page.address, at.url);
        assert_eq!(
            page.defanged,
            "hxxps://chronopost-colis[.]example/suivi?id=1"
        );
        assert_eq!(page.brand.unwrap().id, "chronopost");
        assert!(
            contacts
                .iter()
                .any(|contact| contact.value == "abuse@chronopost.fr")
        );
        // without what the address tells of the visitor
        let (_, page, _) = ask(tab, Some("https://chronopost-colis.example/"));
        let page = page.unwrap();
        assert_eq!(page.defanged, "hxxps://chronopost-colis[.]example/");
        assert_eq!(page.brand.unwrap().id, "chronopost");
        // of an unknown tab the places are known all the same
        let (_, page, contacts) = ask(None, None);
        assert_eq!(page, None);
        assert!(contacts.iter().any(|contact| contact.value == "33700"));
    }
}
