use crate::level::Level;
use crate::page::{Counts, Field, PageSnapshot};
use crate::service::testing::{
    CARD, CAUTION_AT, CODE, Visitor, card_form, fake_card_form, level, newspaper, sender, stands,
    trust_tab, trusting, untrustable, visit,
};
use crate::service::{Reply, Request};

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
    let (tab, _) = service.handle(&top, None, Request::JudgePage { snapshot });
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

/// A page that stands under a carrier's name, or brings one up beside a small sum; without a form.
fn story_on_top(title: &str, text: &str) -> Request {
    let snapshot = PageSnapshot {
        title: title.into(),
        text: text.into(),
        counts: Counts {
            text_length: 300,
            ..Counts::default()
        },
        ..PageSnapshot::default()
    };
    Request::JudgePage {
        snapshot: Box::new(snapshot),
    }
}

#[test]
fn a_frame_is_what_the_page_of_no_name_around_it_says_it_is_for() {
    let under = "Pošta Srbije\nPošiljka EE 908 441 207 RS prošla je pregled. Podnošenje isprava košta 180,00 RSD.";
    let hint = "ctt Correios de Portugal PT\nO objeto chegou ao centro. Falta acertar 2,15 € para a encomenda seguir.";
    let field = |label: &str| Request::JudgePage {
        snapshot: Box::new(PageSnapshot {
            fields: vec![Field {
                tag: "input".into(),
                label: label.into(),
                ..Field::default()
            }],
            ..PageSnapshot::default()
        }),
    };
    for (host, title, text, form, expected) in [
        (
            "stolarija-vrelnik.example",
            "Isporuka",
            under,
            card_form(),
            Level::Danger,
        ),
        (
            "azulejaria-frondelo.example",
            "Encomenda",
            hint,
            field("Número do cartão"),
            Level::Caution,
        ),
        (
            "azulejaria-frondelo.example",
            "Encomenda",
            hint,
            field("Nome"),
            Level::Clear,
        ),
        // a site of its own name, and one that brings up no carrier
        (
            "stolarija-vrelnik.example",
            "Stolarija Vrelnik",
            under,
            card_form(),
            Level::Clear,
        ),
        (
            "azulejaria-frondelo.example",
            "Visita",
            "Falta acertar 2,15 € para a visita.",
            field("Número do cartão"),
            Level::Clear,
        ),
    ] {
        let service = Visitor::new();
        let top = sender(0, &format!("https://{host}/"));
        let (tab, _) = service.handle(&top, None, story_on_top(title, text));
        let (_, reply) = service.handle(&sender(1, "https://formular.example/c"), tab, form);
        assert_eq!(level(&reply), Some(expected), "{host} {title} {text}");
    }
}

#[test]
fn the_frames_of_a_page_that_says_nothing_are_read_together() {
    let told = |top: &str, frames: [(&str, Request); 2]| {
        let service = Visitor::new();
        let address = "https://brevundal.example/";
        let page = story_on_top("Espace sécurisé", top);
        let (mut tab, _) = service.handle(&sender(0, address), None, page);
        let mut last = None;
        for (host, request) in frames {
            let mut frame = sender(1, host);
            frame.tab_url = address.into();
            let (state, reply) = service.handle(&frame, tab, request);
            (tab, last) = (state, level(&reply));
        }
        last
    };
    let story = || {
        let text =
            "Votre colis quitte le Point Relais ce soir. Gardez-le sept jours de plus pour 1,10 €.";
        (
            "https://corlumbe.example/h",
            story_on_top("Mondial Relay", text),
        )
    };
    let form = || ("https://dulvermo.example/b", card_form());
    assert_eq!(told("", [story(), form()]), Some(Level::Danger));
    assert_eq!(told("", [form(), story()]), Some(Level::Danger));
    let paper = "La gazette de la vallée raconte le marché de samedi, les travaux du pont et la fête de l'école.";
    assert!(told(paper, [story(), form()]) < Some(Level::Danger));
    let recipe = || {
        (
            "https://recettes.example/",
            story_on_top("Recettes", "Épluchez les pommes."),
        )
    };
    assert_eq!(told("", [recipe(), form()]), Some(Level::Clear));
}

#[test]
fn a_frame_in_an_official_page_is_their_affair() {
    let service = Visitor::new();
    let top = sender(0, "https://www.laposte.fr/douane");
    let (tab, _) = service.handle(&top, None, Request::JudgeAddress);
    let frame = sender(1, "https://paiement-colis-42.example/");
    let (_, reply) = service.handle(&frame, tab, card_form());
    assert_eq!(level(&reply), Some(Level::Official));
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
    let request = Request::ListContacts {
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
    let (tab, refused) = service.handle(&top, tab, trust_tab());
    assert_eq!(refused, untrustable());
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
    let (tab, reply) = service.handle(
        &frame,
        tab,
        Request::DismissWarning {
            coming_back: false,
            shown: None,
        },
    );
    assert!(is_dismissed(&reply));
    let top = sender(0, "https://gazette-lilas.example/une");
    let (_, reply) = service.handle(&top, tab, fake_card_form());
    assert_eq!(level(&reply), Some(Level::Danger));
    assert!(!is_dismissed(&reply));
}

#[test]
fn trust_in_a_frame_is_no_trust_in_the_page() {
    let (tab, _) = Visitor::new().handle(&sender(0, CAUTION_AT), None, Request::JudgeAddress);
    let frame = sender(1, "https://formulaire.example/");
    let (_, reply) = trusting("formulaire.example").handle(&frame, tab, card_form());
    assert!(!stands(&reply).1);
}

#[test]
fn a_page_that_changes_its_own_address_keeps_what_its_frames_are() {
    let service = Visitor::new();
    let rest = "https://espace-client-web.example/";
    let plain = |title: &str| Request::JudgePage {
        snapshot: Box::new(PageSnapshot {
            title: title.into(),
            ..PageSnapshot::default()
        }),
    };
    let (tab, _) = service.handle(&sender(0, rest), None, Request::JudgeAddress);
    let (tab, _) = service.handle(&sender(0, rest), tab, plain("Espace"));
    let frame = crate::service::Sender {
        tab_url: rest.into(),
        ..sender(1, "https://formulaire.example/")
    };
    let (tab, reply) = service.handle(&frame, tab, fake_card_form());
    assert_eq!(level(&reply), Some(Level::Danger));
    let changed = sender(0, "https://espace-client-web.example/?2");
    let (tab, reply) = service.handle(&changed, tab, plain("Espace"));
    assert_eq!(level(&reply), Some(Level::Danger));
    // The start of a document is another matter, and so is another site.
    let other = sender(0, "https://boulangerie.example/");
    let (_, reply) = service.handle(&other, tab.clone(), plain("Pain"));
    assert_eq!(level(&reply), Some(Level::Clear));
    let (tab, _) = service.handle(&changed, tab, Request::JudgeAddress);
    let (_, reply) = service.handle(&changed, tab, plain("Espace"));
    assert!(level(&reply) < Some(Level::Danger));
}

#[test]
fn each_of_several_other_sites_frames_is_told_of_itself() {
    let service = Visitor::new();
    let told = |reply: &Reply| match reply {
        Reply::Verdict {
            verdict, dismissed, ..
        } => (verdict.site.host.clone(), verdict.level, *dismissed),
        other => panic!("no verdict: {other:?}"),
    };
    let [first, second, third] = [
        "regie-vulma.example",
        "cadre-tamise.example",
        "cadre.example",
    ]
    .map(|host| (host.to_owned(), sender(1, &format!("https://{host}/ad"))));
    let danger = |host: &str, dismissed| (host.to_owned(), Level::Danger, dismissed);
    let (tab, _) = service.handle(&first.1, newspaper(), fake_card_form());
    let (tab, reply) = service.handle(&second.1, tab, fake_card_form());
    assert_eq!(told(&reply), danger(&second.0, false));
    let (tab, reply) = service.handle(&third.1, tab, card_form());
    assert_eq!(
        level(&reply),
        Some(Level::Clear),
        "what others are is not its affair"
    );
    // The page is told of one after the other, and goes on past each by itself.
    let top = sender(0, "https://gazette-lilas.example/une");
    let (tab, reply) = service.handle(&top, tab, Request::ReadTab);
    assert_eq!(told(&reply), danger(&first.0, false));
    let dismiss = || Request::DismissWarning {
        coming_back: false,
        shown: None,
    };
    let (tab, reply) = service.handle(&top, tab, dismiss());
    assert_eq!(told(&reply), danger(&second.0, false));
    let (tab, reply) = service.handle(&first.1, tab, Request::ReadTab);
    assert_eq!(told(&reply), danger(&first.0, true));
    let (tab, reply) = service.handle(&top, tab, dismiss());
    assert!(told(&reply).2, "{reply:?}");
    // However many there are, they take little room.
    let full = (0..40).fold(tab, |tab, at| {
        let frame = sender(1, &format!("https://cadre-{at}.example/"));
        service.handle(&frame, tab, fake_card_form()).0
    });
    assert!(serde_json::to_string(&full).unwrap().len() < 20_000);
}

#[test]
fn a_danger_is_not_forgotten_for_frames_that_matter_less() {
    let service = Visitor::new();
    let danger = sender(1, "https://cadre-tamise.example/p");
    let decoy = |at: u32| sender(1, &format!("https://chronopost-colis-{at}.example/"));
    let same_party = |at: u32| sender(1, &format!("https://chronopost-{at}.regie-vulma.example/"));
    let empty = || Request::JudgePage {
        snapshot: Box::default(),
    };
    for frames in [decoy as fn(u32) -> _, same_party] {
        let (tab, _) = service.handle(&danger, newspaper(), fake_card_form());
        let tab = (0..12).fold(tab, |tab, at| {
            let (tab, reply) = service.handle(&frames(at), tab, empty());
            assert_eq!(level(&reply), Some(Level::Caution));
            tab
        });
        let (_, reply) = service.handle(&danger, tab, Request::ReadTab);
        assert_eq!(level(&reply), Some(Level::Danger));
    }
    // Of too many dangers none is told that it is none.
    let place = |at: u32| sender(1, &format!("https://cadre-{at}.example/"));
    let tab = (0..12).fold(newspaper(), |tab, at| {
        service.handle(&place(at), tab, fake_card_form()).0
    });
    for at in 0..12 {
        let (_, reply) = service.handle(&place(at), tab.clone(), Request::ReadTab);
        assert_eq!(level(&reply), Some(Level::Danger), "{at}");
    }
}

#[test]
fn what_the_visitor_went_on_past_hides_nothing_else() {
    let service = Visitor::new();
    let dismiss = || Request::DismissWarning {
        coming_back: false,
        shown: None,
    };
    let top = sender(0, "https://gazette-lilas.example/une");
    let frame = sender(1, "https://regie-vulma.example/ad");
    let told = |reply: &Reply| match reply {
        Reply::Verdict {
            verdict,
            dismissed,
            framed,
            ..
        } => (verdict.level, *framed, *dismissed),
        other => panic!("no verdict: {other:?}"),
    };
    // a frame's danger, and then the page's caution
    let (tab, _) = service.handle(&frame, newspaper(), fake_card_form());
    let (tab, _) = service.handle(&top, tab, dismiss());
    let (tab, reply) = service.handle(
        &top,
        tab,
        story_on_top("Chronopost", "Votre colis est retenu au centre de tri."),
    );
    assert_eq!(told(&reply), (Level::Caution, false, false));
    // the page's danger, and the frame is one, too
    let (tab, _) = service.handle(&top, tab, fake_card_form());
    let other = sender(1, "https://cadre-tamise.example/");
    let (tab, _) = service.handle(&other, tab, fake_card_form());
    let (tab, reply) = service.handle(&top, tab, dismiss());
    assert_eq!(told(&reply), (Level::Danger, false, true));
    let (_, reply) = service.handle(&frame, tab, Request::ReadTab);
    assert_eq!(
        told(&reply),
        (Level::Danger, false, true),
        "it was gone on past, too"
    );
}

#[test]
fn a_page_that_says_what_its_frames_are_for_has_them_judged_anew() {
    let service = Visitor::new();
    let top = sender(0, "https://gazette-lilas.example/une");
    let asked = |reply: &Reply| matches!(reply, Reply::Verdict { frames_anew, .. } if *frames_anew);
    let form = sender(1, "https://formulaire.example/c");
    let (tab, reply) = service.handle(&form, newspaper(), card_form());
    assert_eq!(level(&reply), Some(Level::Clear));
    let story = || {
        story_on_top(
            "Chronopost - Suivi de colis",
            "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €",
        )
    };
    let (tab, reply) = service.handle(&top, tab, story());
    assert!(asked(&reply));
    let (tab, reply) = service.handle(&form, tab, card_form());
    assert_eq!(level(&reply), Some(Level::Danger));
    let (tab, reply) = service.handle(&top, tab, story());
    assert!(!asked(&reply), "nothing is new");
    let (_, reply) = service.handle(&form, tab, Request::ReadTab);
    assert!(!asked(&reply));
}
