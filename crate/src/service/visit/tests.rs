use crate::level::Level;
use crate::page::PageSnapshot;
use crate::rules::finding::RuleId;
use crate::service::testing::{
    CARD, CAUTION_AT, CODE, HELD, Visitor, fake_card_form, fake_that_leads_to, level, rules,
    sender, visit, with_menu,
};
use crate::service::wire::BAD_REQUEST;
use crate::service::{Reply, Request, Shown};
use crate::verdict::Verdict;

#[test]
fn the_payload_cannot_choose_its_address() {
    let snapshot = PageSnapshot {
        url: "https://www.chronopost.fr/".into(),
        ..PageSnapshot::default()
    };
    let (_, reply) = Visitor::new().handle(
        &sender(0, "https://chronopost-colis.example/"),
        None,
        Request::JudgePage {
            snapshot: Box::new(snapshot),
        },
    );
    assert_eq!(level(&reply), Some(Level::Caution));
}

#[test]
fn a_new_document_forgets_the_choice_to_go_on() {
    let service = Visitor::new();
    let first = sender(0, "https://chronopost-colis.example/");
    let (tab, _) = service.handle(&first, None, Request::JudgeAddress);
    let (tab, reply) = service.handle(
        &first,
        tab,
        Request::DismissWarning {
            coming_back: false,
            shown: None,
        },
    );
    assert!(matches!(
        reply,
        Reply::Verdict {
            dismissed: true,
            ..
        }
    ));
    let second = sender(0, "https://mondialrelay-colis.example/");
    let (_, reply) = service.handle(&second, tab, Request::JudgeAddress);
    assert!(matches!(
        reply,
        Reply::Verdict {
            dismissed: false,
            ..
        }
    ));
}

#[test]
fn only_the_top_frame_starts_a_document() {
    let (tab, reply) = Visitor::new().handle(
        &sender(3, "https://chronopost-colis.example/"),
        None,
        Request::JudgeAddress,
    );
    assert_eq!((tab, reply), (None, BAD_REQUEST));
}

#[test]
fn nothing_is_known_of_a_browser_page() {
    let (tab, reply) =
        Visitor::new().handle(&sender(0, "about:newtab"), None, Request::JudgeAddress);
    assert_eq!((tab, reply), (None, Reply::Nothing));
}

#[test]
fn who_comes_back_from_the_warning_is_not_asked_again() {
    let service = Visitor::new();
    let is_dismissed =
        |reply: Reply| matches!(reply, Reply::Verdict { dismissed, .. } if dismissed);
    let at = sender(0, "https://chronopost-colis.example/suivi?id=1");
    let warned = |coming_back| {
        let (tab, _) = service.handle(&at, None, Request::JudgeAddress);
        let (tab, _) = service.handle(&at, tab, fake_card_form());
        service
            .handle(
                &at,
                tab,
                Request::DismissWarning {
                    coming_back,
                    shown: None,
                },
            )
            .0
    };
    let (tab, reply) = service.handle(&at, warned(true), Request::JudgeAddress);
    assert!(is_dismissed(reply));
    let (tab, reply) = service.handle(&at, tab, fake_card_form());
    assert!(is_dismissed(reply));
    // Once: a reload asks again.
    let (_, reply) = service.handle(&at, tab, Request::JudgeAddress);
    assert!(!is_dismissed(reply));
    // A choice on the page itself does not outlive it.
    let (_, reply) = service.handle(&at, warned(false), Request::JudgeAddress);
    assert!(!is_dismissed(reply));
    // Another document in between.
    let other = sender(0, "https://chronopost-colis.example/suivi?id=2");
    let (tab, reply) = service.handle(&other, warned(true), Request::JudgeAddress);
    assert!(!is_dismissed(reply));
    let (_, reply) = service.handle(&at, tab, Request::JudgeAddress);
    assert!(!is_dismissed(reply));
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
        let (tab, _) = service.handle(&sender(0, url), None, Request::JudgeAddress);
        let (_, reply) = service.handle(&sender(0, url), tab, Request::ReadTab);
        let Reply::Verdict { mailbox, .. } = reply else {
            panic!("{url}: {reply:?}");
        };
        assert_eq!(mailbox, expected, "{url}");
    }
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

#[test]
fn a_page_that_is_looked_at_again_is_no_step_before_itself() {
    let at = "https://www.brindille-azur.example/suivi";
    let labels = ["Numéro de suivi"];
    let whole = ["Numéro de suivi", "Nom", "Adresse", "Code postal", "Ville"];
    let (tab, _) = visit(None, at, "Suivre une course", &labels, |_| {});
    let (_, later) = visit(tab, at, "Suivre une course", &whole, |_| {});
    assert!(!rules(&later).contains(&RuleId::ScamChain), "{later:?}");
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
    let (tab, reply) = Visitor::new().handle(&next, fake(), Request::JudgeAddress);
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
    let (tab, reply) = Visitor::new().handle(&blank, tab, Request::JudgeAddress);
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
    let (_, reply) = Visitor::new().handle(&at, tab, Request::JudgePage { snapshot });
    assert_eq!(level(&reply), Some(Level::Caution));
}

#[test]
fn what_the_visitor_went_on_past_stays_what_it_was_whatever_it_shows_then() {
    let service = Visitor::new();
    let at = sender(0, "https://infos-retrait.example/suite");
    let less = || Request::JudgePage {
        snapshot: Box::new(PageSnapshot {
            title: "Suite".into(),
            ..PageSnapshot::default()
        }),
    };
    let passed = |reply: &Reply| match reply {
        Reply::Verdict {
            verdict, dismissed, ..
        } => (verdict.level, *dismissed),
        other => panic!("no verdict: {other:?}"),
    };
    for coming_back in [false, true] {
        let (tab, _) = service.handle(&at, None, Request::JudgeAddress);
        let (tab, _) = service.handle(&at, tab, fake_card_form());
        let (mut tab, _) = service.handle(
            &at,
            tab,
            Request::DismissWarning {
                coming_back,
                shown: None,
            },
        );
        if coming_back {
            let (state, reply) = service.handle(&at, tab, Request::JudgeAddress);
            assert_eq!(passed(&reply), (Level::Danger, true));
            tab = state;
        }
        let (tab, reply) = service.handle(&at, tab, less());
        assert_eq!(passed(&reply), (Level::Danger, true), "{coming_back}");
        // A new document is another page of a site that was at danger.
        let (tab, _) = service.handle(&at, tab, Request::JudgeAddress);
        let (_, reply) = service.handle(&at, tab, less());
        assert_eq!(passed(&reply), (Level::Caution, false), "{coming_back}");
    }
}

#[test]
fn whoever_closes_a_banner_goes_on_past_what_it_said() {
    let service = Visitor::new();
    let top = sender(0, CAUTION_AT);
    let close = |level| Request::DismissWarning {
        coming_back: false,
        shown: Some(Shown {
            host: "www.chronopost-colis.example".into(),
            level,
            framed: false,
        }),
    };
    let is_dismissed =
        |reply: &Reply| matches!(reply, Reply::Verdict { dismissed, .. } if *dismissed);
    let (tab, _) = service.handle(&top, None, Request::JudgeAddress);
    let (tab, reply) = service.handle(&top, tab, fake_card_form());
    assert_eq!(level(&reply), Some(Level::Danger));
    let (tab, reply) = service.handle(&top, tab, close(Level::Caution));
    assert!(!is_dismissed(&reply));
    let (_, reply) = service.handle(&top, tab, close(Level::Danger));
    assert!(is_dismissed(&reply));
}
