//! Brands of an organisation, added in a process of its own: they are protected
//! as the data's are, and what is said of everybody else stays what it was.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use vigicolis::finding::RuleId;
use vigicolis::message;
use vigicolis::page::{Field, PageSnapshot};
use vigicolis::policy::{Problem, ProtectedBrand, adopt};
use vigicolis::registry;
use vigicolis::{Engine, Inherited, Level, Verdict};

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

fn at(address: &str) -> Verdict {
    Engine::new().assess_url(address).unwrap()
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
    let judged = Engine::new().assess_page(page, &Inherited::default());
    judged.unwrap().verdict
}

/// One test, as brands are added once in a process.
#[test]
fn an_organisations_brands_are_protected() {
    let wrong = [ProtectedBrand {
        domains: strings(&["chronopost.fr"]),
        ..organisation().remove(0)
    }];
    assert_eq!(adopt(&[], &wrong)[0].problem, Problem::Owned);
    assert_eq!(
        adopt(&strings(&["github.io"]), &organisation())[0].problem,
        Problem::Untrustable
    );
    assert!(
        registry::lookup("brindelivre.example").official.is_none(),
        "a refused policy holds nothing"
    );

    assert_eq!(adopt(&strings(&["boutique.example"]), &organisation()), []);

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
        assert_eq!(registry::official_brands(host).count(), 1, "{host}");
        let labels = page(&format!("https://{host}/"), "Brindelivre");
        assert_eq!(labels.level, Level::Official, "{host}");
    }
    for host in [
        "brindelivre.example.colis.example",
        "monbrindelivre.example",
        "boutique.example",
        "example",
    ] {
        assert!(registry::lookup(host).official.is_none(), "{host}");
    }
    assert_eq!(
        registry::brand("org-brindelivre").unwrap().home,
        "https://brindelivre.example/"
    );
    assert!(registry::brand("org-nobody").is_none());

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
    assert_eq!(registry::brands().count(), registry::built_in().len() + 2);

    // What was judged stays judged: nothing can be added now.
    let late = ProtectedBrand {
        name: "Azurcourse".into(),
        domains: strings(&["azurcourse.example"]),
        aliases: vec![],
    };
    assert_eq!(adopt(&[], &[late])[0].problem, Problem::Unchecked);
    assert_eq!(at("azurcourse.example").level, Level::Clear);
}
