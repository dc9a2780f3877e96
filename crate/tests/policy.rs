//! Brands of an organisation: they are protected as the data's are, and what is
//! said of everybody else stays what it was.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use vigicolis::RuleId;
use vigicolis::message;
use vigicolis::page::{Field, PageSnapshot};
use vigicolis::policy::{Policy, Problem, ProtectedBrand};
use vigicolis::{Engine, FrameContext, Level, Verdict};

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

fn organisation() -> Vec<ProtectedBrand> {
    vec![
        ProtectedBrand {
            name: "Brindelivre".into(),
            domains: strings(&["brindelivre.example", "brinde-colis.example"]),
            aliases: strings(&["Brinde Livre Express"]),
        },
        ProtectedBrand {
            name: "XKB".into(),
            domains: strings(&["xkb.example"]),
            aliases: vec![],
        },
    ]
}

/// An engine that protects the organisation's brands.
fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
        let trusted = strings(&["boutique.example"]);
        Engine::new(Policy::check(&trusted, &organisation()).unwrap())
    });
    &ENGINE
}

fn at(address: &str) -> Verdict {
    engine().assess_url(address).unwrap()
}

fn brand_of(verdict: &Verdict) -> Option<&str> {
    verdict.brand.as_ref().map(|brand| brand.id.as_str())
}

fn page(address: &str, name: &str) -> Verdict {
    let labels = ["Numéro de carte", "Date d'expiration", "Cryptogramme"];
    let fields = labels.map(|label| Field {
        tag: "input".into(),
        label: label.into(),
        visible: true,
        ..Field::default()
    });
    let page = PageSnapshot {
        url: address.into(),
        title: format!("{name} - Suivi de colis"),
        site_name: name.into(),
        text: "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €".into(),
        fields: fields.to_vec(),
        ..PageSnapshot::default()
    };
    let judged = engine().assess_page(page, &FrameContext::default());
    judged.unwrap().verdict
}

#[test]
fn a_policy_with_a_fault_is_refused_as_a_whole() {
    let wrong = [ProtectedBrand {
        domains: strings(&["chronopost.fr"]),
        ..organisation().remove(0)
    }];
    let problem = |trusted: &[String], brands: &[ProtectedBrand]| {
        Policy::check(trusted, brands).unwrap_err()[0].problem
    };
    assert_eq!(problem(&[], &wrong), Problem::Owned);
    let shared = strings(&["github.io"]);
    assert_eq!(problem(&shared, &organisation()), Problem::Untrustable);
}

#[test]
fn another_policy_is_another_engine() {
    let plain = Engine::default();
    assert_eq!(at("brindelivre.example").level, Level::Official);
    let verdict = plain.assess_url("brindelivre.example").unwrap();
    assert_eq!(verdict.level, Level::Clear);
    // whichever was asked first, or last
    assert_eq!(at("brindelivre.example").level, Level::Official);
}

#[test]
fn an_organisations_brands_are_protected() {
    let registry = engine().registry();
    // The brands' own hosts are official, and nothing else becomes so.
    for host in [
        "brindelivre.example",
        "www.brindelivre.example",
        "a.brinde-colis.example",
        "xkb.example",
    ] {
        let verdict = at(host);
        assert_eq!(verdict.level, Level::Official, "{host}");
        let proof = verdict.proof.unwrap();
        assert_eq!(proof.source, "", "{host}: the policy says so, no source");
        assert_eq!(registry.lookup(host).official_brands().count(), 1, "{host}");
        let labels = page(&format!("https://{host}/"), "Brindelivre");
        assert_eq!(labels.level, Level::Official, "{host}");
    }
    for host in [
        "brindelivre.example.colis.example",
        "monbrindelivre.example",
        "boutique.example",
        "example",
    ] {
        assert!(registry.lookup(host).official().is_none(), "{host}");
    }
    assert_eq!(
        registry.brand("org-brindelivre").unwrap().home(),
        "https://brindelivre.example/"
    );
    assert!(registry.brand("org-nobody").is_none());

    let table = [
        ("brindelivre-livraison.example", RuleId::Combosquatting),
        ("suivibrindelivre.example", RuleId::Combosquatting),
        ("brinde-livre-express-colis.example", RuleId::Combosquatting),
        ("brindelivre.lol", RuleId::LookalikeHost),
        ("br1ndelivre.example", RuleId::LookalikeHost),
        ("bridnelivre-colis.example", RuleId::LookalikeHost),
        (
            "brindelivre.example.suivi-42.example",
            RuleId::TargetEmbedding,
        ),
    ];
    for (host, rule) in table {
        let verdict = at(host);
        assert_eq!(verdict.level, Level::Caution, "{host}");
        assert_eq!(brand_of(&verdict), Some("org-brindelivre"), "{host}");
        assert!(
            verdict.reasons.iter().any(|reason| reason.rule == rule),
            "{host}: {verdict:?}"
        );
    }
    // A short name counts in company alone.
    assert_eq!(brand_of(&at("xkb-livraison.example")), Some("org-xkb"));
    for host in [
        "xkb-menuiserie.example",
        "axkbe.example",
        "brindelles.example",
        "livre-express.example",
    ] {
        assert_eq!(at(host).level, Level::Clear, "{host}");
    }

    let fake = page("https://paiement-42.example/", "Brindelivre");
    assert_eq!(fake.level, Level::Danger);
    assert_eq!(brand_of(&fake), Some("org-brindelivre"));
    assert_eq!(
        fake.official_url.as_deref(),
        Some("https://brindelivre.example/")
    );
    // Where the organisation works is not known: no country's number is foreign to it.
    let message = message::assess(
        "Brindelivre : votre colis n’a pas pu être livré. Appelez aujourd’hui le +33 1 99 00 12 34 pour une nouvelle livraison.",
        engine(),
    );
    assert_eq!(message.brand.unwrap().id, "org-brindelivre");
    assert!(message.reasons.is_empty(), "{:?}", message.reasons);

    // Trust in a site is none of this: the brand on the trusted site is no less fake.
    assert_eq!(
        page("https://boutique.example/", "XKB").level,
        Level::Danger
    );

    // The data's brands are what they were.
    assert_eq!(at("www.chronopost.fr").level, Level::Official);
    assert_eq!(
        brand_of(&at("chronopost-livraison.example")),
        Some("chronopost")
    );
    assert_eq!(
        page("https://paiement-42.example/", "Chronopost").level,
        Level::Danger
    );
    let data = Engine::default().registry().brands().count();
    assert_eq!(registry.brands().count(), data + 2);
}
