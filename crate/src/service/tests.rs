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
    let (tab, reply) = Service::new().handle(&sender(0, "about:newtab"), None, Request::Address);
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
