use std::cell::RefCell;

use super::*;
use crate::rules::finding::RuleId;

/// A service, and what its visitor chose.
#[derive(Default)]
struct Visitor {
    service: RefCell<Service>,
    choices: Choices,
}

impl Visitor {
    fn new() -> Self {
        Self::default()
    }

    fn with(self, choices: Choices) -> Self {
        Self { choices, ..self }
    }

    fn handle(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        let mut service = self.service.borrow_mut();
        service.handle(sender, &self.choices, tab, request)
    }
}

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
    let (_, reply) = Visitor::new().handle(
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
    let service = Visitor::new();
    let first = sender(0, "https://chronopost-colis.example/");
    let (tab, _) = service.handle(&first, None, Request::Address);
    let (tab, reply) = service.handle(&first, tab, Request::Proceed { coming_back: false });
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
    let service = Visitor::new();
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
    assert!(verdict.asks.contains(&crate::data::FieldKind::CardNumber));
}

/// Opens a page in the tab; gives the tab and the verdict on it.
fn visit(
    tab: Option<TabState>,
    url: &str,
    text: &str,
    labels: &[&str],
    change: impl Fn(&mut PageSnapshot),
) -> (Option<TabState>, Verdict) {
    let service = Visitor::new();
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

fn rules(verdict: &Verdict) -> Vec<RuleId> {
    verdict.reasons.iter().map(|reason| reason.rule).collect()
}

#[test]
fn a_code_after_a_card_is_for_the_bank_alone() {
    let at = "https://www.brindille-azur.example";
    let (tab, first) = visit(None, &format!("{at}/p1"), "Règlement", CARD, |_| {});
    assert_eq!(first.level, Level::Clear, "a card form alone");
    let (_, code) = visit(tab, &format!("{at}/p2"), "Saisissez le code", CODE, |_| {});
    assert_eq!(code.level, Level::Danger);
    assert!(rules(&code).contains(&RuleId::CodeAfterCard));
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
    assert!(rules(&card).contains(&RuleId::ScamChain));
}

/// Gives a page a menu, as sites have and single pages of a kit have not.
fn with_menu(page: &mut PageSnapshot) {
    for name in ["savons", "bougies", "contact", "matches"] {
        page.links.push(crate::page::Link {
            href: format!("https://suite-azur.example/{name}"),
            text: name.into(),
        });
    }
}

#[test]
fn the_chain_follows_a_redirect_and_outlives_an_ordinary_page() {
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
    // What began elsewhere is a caution where the page shows nothing more,
    let (_, card) = visit(tab.clone(), next, "Règlement", CARD, with_menu);
    assert_eq!((card.level, &card.brand), (Level::Caution, &None));
    assert!(rules(&card).contains(&RuleId::ScamChain));
    // and a danger where it is built like a kit.
    let (_, kit) = visit(tab.clone(), next, "Règlement", CARD, |_| {});
    assert_eq!((kit.level, &kit.brand), (Level::Danger, &None));
    let (tab, _) = visit(tab, "https://journal-azur.example/", "Bonjour", &[], |_| {});
    let (_, card) = visit(tab, next, "Règlement", CARD, with_menu);
    assert_eq!(
        card.level,
        Level::Caution,
        "a page in between erases nothing"
    );
    // the page that led here may tell it by its referrer
    let (tab, _) = visit(None, "https://brindille-azur.example/p1", HELD, &[], |_| {});
    let (_, card) = visit(tab.clone(), next, "Règlement", CARD, |page| {
        with_menu(page);
        page.referrer = "https://brindille-azur.example/".into();
    });
    assert_eq!(card.level, Level::Caution);
    let (_, card) = visit(tab, next, "Règlement", CARD, with_menu);
    assert_eq!(card.level, Level::Clear, "nothing led here");
}

#[test]
fn a_page_in_between_erases_no_step() {
    let at = "https://www.brindille-azur.example";
    for between in [&format!("{at}/aide"), "https://journal-azur.example/"] {
        let (tab, _) = visit(None, &format!("{at}/p1"), "Règlement", CARD, |_| {});
        let (tab, plain) = visit(tab, between, "Bonjour", &[], |_| {});
        assert_eq!(plain.level, Level::Clear, "{between}");
        let (_, code) = visit(tab, &format!("{at}/p2"), "Saisissez le code", CODE, |_| {});
        assert_eq!(code.level, Level::Danger, "{between}");
    }
}

/// A page of a kit that leads to another site by itself.
fn fake_that_leads_to(next: &str) -> Option<TabState> {
    let at = "https://brindille-azur.example/p1";
    let (tab, fake) = visit(None, at, HELD, CARD, |page| {
        page.title = "Chronopost - Suivi de colis".into();
        page.refresh = format!("5; url={next}");
    });
    assert_eq!(fake.level, Level::Danger);
    tab
}

#[test]
fn a_fake_page_colours_no_honest_site_that_it_leads_to() {
    let at = "https://atelier-lilas.example/commande";
    let named = |page: &mut PageSnapshot| {
        page.title = "Commande - Atelier Lilas".into();
        page.referrer = "https://brindille-azur.example/".into();
    };
    for labels in [CARD, CODE, &["Nom", "Adresse", "Téléphone"]] {
        let tab = fake_that_leads_to(at);
        let (tab, first) = visit(tab, at, "Votre panier", labels, named);
        assert_eq!(
            (first.level, first.brand),
            (Level::Clear, None),
            "{labels:?}"
        );
        let next = "https://atelier-lilas.example/suite";
        let (_, second) = visit(tab, next, "Merci", labels, |page| {
            page.title = "Atelier Lilas".into();
        });
        assert_eq!(second.level, Level::Clear, "{labels:?}");
    }
    // A site without a name gets a caution where it asks for something, and no brand.
    let at = "https://suite-azur.example/commande";
    let tab = fake_that_leads_to(at);
    let (tab, nameless) = visit(tab, at, "Votre panier", CARD, with_menu);
    assert_eq!((nameless.level, nameless.brand), (Level::Caution, None));
    let (_, plain) = visit(tab, "https://suite-azur.example/", "Bonjour", &[], |_| {});
    assert_eq!(plain.level, Level::Clear);
}

#[test]
fn a_chain_of_redirects_ends_in_a_warning() {
    let to = |next: &str| format!("0;url={next}");
    let (first, second, last) = (
        "https://ovelinde.example/",
        "https://dulvande.example/b",
        "https://mirvalde.example/c",
    );
    let (tab, _) = visit(None, first, "", &[], |page| page.refresh = to(second));
    let (tab, _) = visit(tab, second, "", &[], |page| page.refresh = to(last));
    let story = "Votre colis est bloqué au centre de tri. Un complément de 2,49 € est à payer \
        pour débloquer votre colis. © Mondial Relay";
    let (_, fake) = visit(tab, last, story, CARD, |page| {
        page.title = "Mondial Relay : votre Locker".into();
    });
    assert_eq!(fake.level, Level::Danger);
}

#[test]
fn a_site_that_was_at_danger_stays_at_caution() {
    let at = "https://brindille-azur.example";
    let fake = || fake_that_leads_to("https://journal-azur.example/");
    let brand = |verdict: &Verdict| verdict.brand.as_ref().map(|brand| brand.id.clone());
    let chronopost = Some("chronopost".to_owned());
    // the next page, before it was read and if it never can be
    let next = sender(0, &format!("{at}/p2"));
    let (tab, reply) = Visitor::new().handle(&next, fake(), Request::Address);
    let Reply::Verdict { verdict, .. } = reply else {
        panic!("no verdict");
    };
    assert_eq!(verdict.level, Level::Caution);
    assert_eq!(rules(&verdict).first(), Some(&RuleId::DangerBefore));
    assert_eq!(brand(&verdict), chronopost);
    assert!(verdict.official_url.is_some() && verdict.breach.is_some());
    // the same read, and with a card
    let (tab, plain) = visit(
        tab,
        &format!("https://www.{}/p3", &at[8..]),
        "Bonjour",
        &[],
        |_| {},
    );
    assert_eq!(
        (plain.level, brand(&plain)),
        (Level::Caution, chronopost.clone())
    );
    let named = |page: &mut PageSnapshot| page.title = "Brindille Azur".into();
    let (tab, card) = visit(tab, &format!("{at}/p4"), "Bonjour", CARD, named);
    assert_eq!(
        (card.level, brand(&card)),
        (Level::Danger, chronopost.clone())
    );
    // somewhere else, through a page that is no web page, and back
    let (tab, other) = visit(tab, "https://journal-azur.example/", "Bonjour", &[], |_| {});
    assert_eq!(other.level, Level::Clear);
    let blank = sender(0, "about:blank");
    let (tab, reply) = Visitor::new().handle(&blank, tab, Request::Address);
    assert_eq!(reply, Reply::Nothing);
    let (_, back) = visit(tab, &format!("{at}/p5"), "Bonjour", &[], |_| {});
    assert_eq!((back.level, brand(&back)), (Level::Caution, chronopost));
    // in another tab it is not known
    let (_, fresh) = visit(None, &format!("{at}/p5"), "Bonjour", &[], |_| {});
    assert_eq!(fresh.level, Level::Clear);
}

#[test]
fn a_page_that_takes_its_story_away_stays_at_caution() {
    let tab = fake_that_leads_to("https://journal-azur.example/");
    let at = sender(0, "https://brindille-azur.example/p1");
    let snapshot = Box::new(PageSnapshot::default());
    let (_, reply) = Visitor::new().handle(&at, tab, Request::Page { snapshot });
    assert_eq!(level(&reply), Some(Level::Caution));
}

#[test]
fn a_frame_in_an_official_page_is_their_affair() {
    let service = Visitor::new();
    let top = sender(0, "https://www.laposte.fr/douane");
    let (tab, _) = service.handle(&top, None, Request::Address);
    let frame = sender(1, "https://paiement-colis-42.example/");
    let (_, reply) = service.handle(&frame, tab, card_form());
    assert_eq!(level(&reply), Some(Level::Official));
}

/// An honest page that speaks by its own name.
fn newspaper() -> Option<TabState> {
    let at = "https://gazette-lilas.example/une";
    let (tab, page) = visit(None, at, "La récolte est bonne.", &[], |page| {
        page.title = "Gazette Lilas".into();
    });
    assert_eq!(page.level, Level::Clear);
    tab
}

/// A fake carrier page with a card form.
fn fake_card_form() -> Request {
    let Request::Page { mut snapshot } = card_form() else {
        panic!("no page");
    };
    snapshot.title = "Chronopost - Suivi de colis".into();
    snapshot.text = HELD.into();
    Request::Page { snapshot }
}

#[test]
fn a_frame_of_another_site_says_nothing_about_an_honest_page() {
    let service = Visitor::new();
    let frame = sender(1, "https://regie-vulma.example/ad?zone=7");
    let (tab, reply) = service.handle(&frame, newspaper(), fake_card_form());
    let Reply::Verdict {
        verdict,
        framed,
        trustable,
        ..
    } = &reply
    else {
        panic!("no verdict");
    };
    assert_eq!(verdict.level, Level::Danger);
    assert_eq!(verdict.site.host, "regie-vulma.example");
    assert!(*framed && !*trustable);
    // What is reported is the frame's host, not the paper.
    let request = Request::Contacts {
        country: "FR".into(),
        address: None,
    };
    let top = sender(0, "https://gazette-lilas.example/une");
    let (tab, reply) = service.handle(&top, tab, request);
    let Reply::Contacts {
        page: Some(reported),
        ..
    } = reply
    else {
        panic!("no contacts");
    };
    assert_eq!(reported.address, "https://regie-vulma.example/");
    let (tab, refused) = service.handle(&top, tab, Request::Trust);
    assert_eq!(refused, UNTRUSTABLE);
    // Nothing of it stays with the paper: neither its site nor the steps.
    let next = "https://gazette-lilas.example/abonnement";
    for labels in [CARD, CODE, &[]] {
        let (_, page) = visit(tab.clone(), next, "Bonjour", labels, |_| {});
        assert_eq!(page.level, Level::Clear, "{labels:?}");
    }
}

#[test]
fn a_card_frame_of_another_site_is_judged_by_its_own_words() {
    let frame = sender(1, "https://formulaire.example/");
    let (_, reply) = Visitor::new().handle(&frame, newspaper(), card_form());
    assert_eq!(level(&reply), Some(Level::Clear));
    // A page that names a carrier in passing passes nothing on.
    let (tab, _) = visit(
        None,
        "https://boutique-lilas.example/",
        "Livraison par Chronopost, Chronopost et Chronopost.",
        &[],
        |page| page.title = "Boutique Lilas".into(),
    );
    let (_, reply) = Visitor::new().handle(&frame, tab, card_form());
    assert_eq!(level(&reply), Some(Level::Clear));
}

#[test]
fn a_frame_of_the_same_site_is_a_part_of_the_page() {
    let service = Visitor::new();
    let frame = sender(1, "https://www.gazette-lilas.example/cadre");
    let (tab, reply) = service.handle(&frame, newspaper(), fake_card_form());
    let Reply::Verdict {
        verdict, framed, ..
    } = &reply
    else {
        panic!("no verdict");
    };
    assert_eq!(verdict.level, Level::Danger);
    assert_eq!(verdict.site.host, "gazette-lilas.example");
    assert!(!framed);
    let next = "https://gazette-lilas.example/suite";
    let (_, page) = visit(tab, next, "Bonjour", &[], |_| {});
    assert_eq!(
        page.level,
        Level::Caution,
        "what its own frame did is its own"
    );
}

#[test]
fn to_go_on_past_a_frame_is_not_to_go_on_past_the_page() {
    let service = Visitor::new();
    let is_dismissed =
        |reply: &Reply| matches!(reply, Reply::Verdict { dismissed, .. } if *dismissed);
    let frame = sender(1, "https://regie-vulma.example/ad");
    let (tab, _) = service.handle(&frame, newspaper(), fake_card_form());
    let (tab, reply) = service.handle(&frame, tab, Request::Proceed { coming_back: false });
    assert!(is_dismissed(&reply));
    let top = sender(0, "https://gazette-lilas.example/une");
    let (_, reply) = service.handle(&top, tab, fake_card_form());
    assert_eq!(level(&reply), Some(Level::Danger));
    assert!(!is_dismissed(&reply));
}

#[test]
fn only_the_top_frame_starts_a_document() {
    let (tab, reply) = Visitor::new().handle(
        &sender(3, "https://chronopost-colis.example/"),
        None,
        Request::Address,
    );
    assert_eq!((tab, reply), (None, BAD_REQUEST));
}

#[test]
fn a_long_address_is_remembered_in_little_room() {
    let service = Visitor::new();
    let url = |end: &str| format!("https://colis.example/?{}{end}", "x".repeat(1_000_000));
    let (tab, _) = service.handle(&sender(0, &url("1")), None, Request::Address);
    let (tab, _) = service.handle(
        &sender(0, &url("1")),
        tab,
        Request::Proceed { coming_back: false },
    );
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
fn who_comes_back_from_the_warning_is_not_asked_again() {
    let service = Visitor::new();
    let is_dismissed =
        |reply: Reply| matches!(reply, Reply::Verdict { dismissed, .. } if dismissed);
    let at = sender(0, "https://chronopost-colis.example/suivi?id=1");
    let warned = |coming_back| {
        let (tab, _) = service.handle(&at, None, Request::Address);
        let (tab, _) = service.handle(&at, tab, fake_card_form());
        service.handle(&at, tab, Request::Proceed { coming_back }).0
    };
    let (tab, reply) = service.handle(&at, warned(true), Request::Address);
    assert!(is_dismissed(reply));
    let (tab, reply) = service.handle(&at, tab, fake_card_form());
    assert!(is_dismissed(reply));
    // Once: a reload asks again.
    let (_, reply) = service.handle(&at, tab, Request::Address);
    assert!(!is_dismissed(reply));
    // A choice on the page itself does not outlive it.
    let (_, reply) = service.handle(&at, warned(false), Request::Address);
    assert!(!is_dismissed(reply));
    // Another document in between.
    let other = sender(0, "https://chronopost-colis.example/suivi?id=2");
    let (tab, reply) = service.handle(&other, warned(true), Request::Address);
    assert!(!is_dismissed(reply));
    let (_, reply) = service.handle(&at, tab, Request::Address);
    assert!(!is_dismissed(reply));
}

#[test]
fn nothing_of_the_visitor_is_kept() {
    let service = Visitor::new();
    let personal = ["lucie", "martin", "0612345678", "xy004218733fr", "secret"];
    let query = "nom=Lucie+Martin&mail=lucie.martin@courriel.example&tel=0612345678\
        &colis=XY004218733FR&chronopost=lucie#secret";
    let page = |url: &str| {
        let Request::Page { mut snapshot } = fake_card_form() else {
            panic!("no page");
        };
        snapshot.referrer = format!("https://lucie-martin.example/?{query}");
        snapshot.refresh = format!("9; url=https://suite.example/?{query}");
        snapshot.url = url.into();
        Request::Page { snapshot }
    };
    let url = format!("https://infos-colis-42.example/lucie/chronopost-martin/?{query}");
    let top = sender(0, &url);
    let frame = sender(1, &format!("https://formulaire.example/martin/?{query}"));
    let mut tab = None;
    for (from, request) in [
        (&top, Request::Address),
        (&top, page(&url)),
        (&frame, page(&frame.url)),
        (&top, Request::Proceed { coming_back: true }),
        (&top, Request::Address),
        (&top, page(&url)),
    ] {
        tab = service.handle(from, tab, request).0;
        let kept = serde_json::to_string(&tab).unwrap().to_lowercase();
        for word in personal {
            assert!(!kept.contains(word), "{word}: {kept}");
        }
    }
}

#[test]
fn nothing_is_known_of_a_browser_page() {
    let (tab, reply) = Visitor::new().handle(&sender(0, "about:newtab"), None, Request::Address);
    assert_eq!((tab, reply), (None, Reply::Nothing));
}

/// The choice that `trusted` holds, and no other.
fn trusting(domain: &str) -> Visitor {
    Visitor::new().with(Choices {
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
    let (_, stranger) = Visitor::new().handle(&at, None, Request::Address);
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
    let (tab, _) = Visitor::new().handle(&sender(0, CAUTION_AT), None, Request::Address);
    let frame = sender(1, "https://formulaire.example/");
    let (_, reply) = trusting("formulaire.example").handle(&frame, tab, card_form());
    assert!(!stands(&reply).1);
}

#[test]
fn quiet_cautions_are_silent_and_dangers_are_not() {
    let service = Visitor::new().with(Choices {
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
        let service = Visitor::new();
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
    let (_, reply) = Visitor::new().handle(&sender(0, CAUTION_AT), None, Request::Trust);
    assert_eq!(reply, UNTRUSTABLE, "a tab of which nothing is known");
}

#[test]
fn mailboxes_are_told_apart() {
    let service = Visitor::new();
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
    let (_, reply) = Visitor::new().handle(&Sender::default(), None, request);
    let names = BTreeMap::from([("mondialrelay".to_owned(), "Mondial Relay".to_owned())]);
    assert_eq!(reply, Reply::Brands { names });
}

#[test]
fn a_typed_address_is_named_by_its_domain() {
    let name = |address: &str| {
        let address = address.to_owned();
        let request = Request::Name { address };
        Visitor::new().handle(&Sender::default(), None, request).1
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
        given: vec![Disclosed::Card],
        country: "FR".into(),
    };
    let (tab, reply) = Visitor::new().handle(&Sender::default(), None, request);
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
    let service = Visitor::new();
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

#[test]
fn a_policy_holds_until_there_is_another_one() {
    let visitor = Visitor::new();
    let level_at = |url: &str| level(&visitor.handle(&sender(0, url), None, Request::Address).1);
    let adopt = |name: &str, trial: bool| {
        let request = Request::Policy {
            trusted: Vec::new(),
            brands: vec![ProtectedBrand {
                name: name.into(),
                domains: vec![format!("{}.example", name.to_lowercase())],
                aliases: Vec::new(),
            }],
            trial,
        };
        visitor.handle(&Sender::default(), None, request).1
    };
    let faults = Vec::new();
    assert_eq!(adopt("Brindelivre", true), Reply::Policy { faults });
    assert_eq!(level_at("https://brindelivre.example/"), Some(Level::Clear));
    let (faults, url) = (Vec::new(), "https://brindelivre.example/");
    assert_eq!(adopt("Brindelivre", false), Reply::Policy { faults });
    assert_eq!(level_at(url), Some(Level::Official));
    // a policy with a fault changes nothing, another one everything
    assert_ne!(
        adopt("Chronopost", false),
        Reply::Policy { faults: Vec::new() }
    );
    assert_eq!(level_at(url), Some(Level::Official));
    adopt("Azurcourse", false);
    assert_eq!(
        level_at("https://azurcourse.example/"),
        Some(Level::Official)
    );
    assert_eq!(level_at(url), Some(Level::Clear));
}
