//! A visitor, and pages that they open.

use std::cell::RefCell;

use crate::level::Level;
use crate::page::PageSnapshot;
use crate::rules::finding::RuleId;
use crate::service::{Choices, Fault, Problem, Reply, Request, Sender, Service, Stored, TabState};
use crate::settings::testing::json;
use crate::verdict::Verdict;

/// A service, and what its visitor chose.
pub(super) struct Visitor {
    service: RefCell<Service>,
    choices: Choices,
}

impl Visitor {
    pub(super) fn new() -> Self {
        Self {
            service: RefCell::new(Service::new(json)),
            choices: Choices::default(),
        }
    }

    pub(super) fn with(self, choices: Choices) -> Self {
        Self { choices, ..self }
    }

    pub(super) fn handle(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        let mut service = self.service.borrow_mut();
        service.handle(sender, &self.choices, tab, request)
    }

    /// A request that is no tab's affair.
    pub(super) fn ask(&self, request: Request) -> Reply {
        self.handle(&Sender::default(), None, request).1
    }
}

pub(super) fn sender(frame_id: i32, url: &str) -> Sender {
    Sender {
        is_top: frame_id == 0,
        url: url.into(),
        tab_url: url.into(),
    }
}

pub(super) fn level(reply: &Reply) -> Option<Level> {
    match reply {
        Reply::Verdict { verdict, .. } => Some(verdict.level),
        _ => None,
    }
}

pub(super) fn card_form() -> Request {
    let field = |label: &str| crate::page::Field {
        tag: "input".into(),
        label: label.into(),
        ..crate::page::Field::default()
    };
    Request::JudgePage {
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

/// Opens a page in the tab; gives the tab and the verdict on it.
pub(super) fn visit(
    tab: Option<TabState>,
    url: &str,
    text: &str,
    labels: &[&str],
    change: impl Fn(&mut PageSnapshot),
) -> (Option<TabState>, Verdict) {
    let service = Visitor::new();
    let at = sender(0, url);
    let (tab, _) = service.handle(&at, tab, Request::JudgeAddress);
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
    let (tab, reply) = service.handle(&at, tab, Request::JudgePage { snapshot });
    let Reply::Verdict { verdict, .. } = reply else {
        panic!("no verdict on {url}");
    };
    (tab, *verdict)
}

pub(super) const CARD: &[&str] = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
pub(super) const CODE: &[&str] = &["Code reçu par SMS"];
pub(super) const HELD: &str =
    "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €";

pub(super) fn rules(verdict: &Verdict) -> Vec<RuleId> {
    verdict.reasons.iter().map(|reason| reason.rule).collect()
}

/// Gives a page a menu, as sites have and single pages of a kit have not.
pub(super) fn with_menu(page: &mut PageSnapshot) {
    for name in ["savons", "bougies", "contact", "matches"] {
        page.links.push(crate::page::Link {
            href: format!("https://suite-azur.example/{name}"),
            text: name.into(),
        });
    }
}

/// A page of a kit that leads to another site by itself.
pub(super) fn fake_that_leads_to(next: &str) -> Option<TabState> {
    let at = "https://brindille-azur.example/p1";
    let (tab, fake) = visit(None, at, HELD, CARD, |page| {
        page.title = "Chronopost - Suivi de colis".into();
        page.refresh = format!("5; url={next}");
    });
    assert_eq!(fake.level, Level::Danger);
    tab
}

/// An honest page that speaks by its own name.
pub(super) fn newspaper() -> Option<TabState> {
    let at = "https://gazette-lilas.example/une";
    let (tab, page) = visit(None, at, "La récolte est bonne.", &[], |page| {
        page.title = "Gazette Lilas".into();
    });
    assert_eq!(page.level, Level::Clear);
    tab
}

/// A fake carrier page with a card form.
pub(super) fn fake_card_form() -> Request {
    let Request::JudgePage { mut snapshot } = card_form() else {
        panic!("no page");
    };
    snapshot.title = "Chronopost - Suivi de colis".into();
    snapshot.text = HELD.into();
    Request::JudgePage { snapshot }
}

/// The choice that `trusted` holds, and no other.
pub(super) fn trusting(domain: &str) -> Visitor {
    Visitor::new().with(Choices {
        trusted: vec![domain.into()],
        ..Choices::default()
    })
}

/// Whether a reply's verdict is `(level, trusted, trustable, silent)`.
pub(super) fn stands(reply: &Reply) -> (Level, bool, bool, bool) {
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

pub(super) const CAUTION_AT: &str = "https://www.chronopost-colis.example/";

pub(super) fn trust_tab() -> Request {
    Request::TrustTab {
        stored: Stored::default(),
        today: "2026-11-26".into(),
    }
}

pub(super) fn untrustable() -> Reply {
    Reply::Refused {
        faults: vec![Fault {
            key: String::new(),
            problem: Problem::Untrustable,
        }],
    }
}
