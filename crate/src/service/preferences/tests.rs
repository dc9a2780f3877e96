use serde_json::{Value, json};

use crate::level::Level;
use crate::page::PageSnapshot;
use crate::service::testing::{
    CAUTION_AT, HELD, Visitor, card_form, level, sender, stands, trust_tab, trusting, untrustable,
};
use crate::service::{Choices, Reply, Request};

#[test]
fn trust_silences_a_caution_and_changes_nothing_of_the_verdict() {
    let at = sender(0, CAUTION_AT);
    let (_, stranger) = Visitor::new().handle(&at, None, Request::JudgeAddress);
    assert_eq!(stands(&stranger), (Level::Caution, false, true, false));
    let (_, friend) = trusting("chronopost-colis.example").handle(&at, None, Request::JudgeAddress);
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
    let (tab, _) = service.handle(&at, None, Request::JudgeAddress);
    let (tab, reply) = service.handle(&at, tab, card_form());
    assert_eq!(stands(&reply), (Level::Danger, true, false, false));
    let (_, reply) = service.handle(&at, tab, trust_tab());
    assert_eq!(reply, untrustable());
}

#[test]
fn trust_makes_nothing_official_and_silences_no_danger_of_a_frame() {
    let plain = "https://boulangerie.example/";
    let service = trusting("boulangerie.example");
    let (_, reply) = service.handle(&sender(0, plain), None, Request::JudgeAddress);
    assert_eq!(stands(&reply), (Level::Clear, true, false, false));
    let (tab, _) = trusting("chronopost-colis.example").handle(
        &sender(0, CAUTION_AT),
        None,
        Request::JudgePage {
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
fn quiet_cautions_are_silent_and_dangers_are_not() {
    let service = Visitor::new().with(Choices {
        quiet_caution: true,
        ..Choices::default()
    });
    let at = sender(0, CAUTION_AT);
    let (tab, reply) = service.handle(&at, None, Request::JudgeAddress);
    assert_eq!(stands(&reply), (Level::Caution, false, true, true));
    let (_, reply) = service.handle(&at, tab, card_form());
    assert_eq!(stands(&reply), (Level::Danger, false, false, false));
}

/// Domains that are trusted after a reply, and whether that is to be stored.
fn trusted(reply: &Reply) -> (&[String], bool) {
    match reply {
        Reply::Settings {
            choices, stored, ..
        } => (&choices.trusted, stored.is_some()),
        other => panic!("no settings: {other:?}"),
    }
}

#[test]
fn trust_is_offered_on_a_caution_with_somebody_behind_it() {
    let trust = |url: &str| {
        let service = Visitor::new();
        let (tab, reply) = service.handle(&sender(0, url), None, Request::JudgeAddress);
        let offered = matches!(
            reply,
            Reply::Verdict {
                trustable: true,
                ..
            }
        );
        (offered, service.handle(&sender(0, url), tab, trust_tab()).1)
    };
    for (url, domain) in [
        (CAUTION_AT, "chronopost-colis.example"),
        (
            "https://chronopost-colis.github.io/",
            "chronopost-colis.github.io",
        ),
    ] {
        let (offered, reply) = trust(url);
        assert!(offered, "{url}");
        assert_eq!(trusted(&reply), (&[domain.to_owned()][..], true), "{url}");
    }
    for url in [
        "https://boulangerie.example/",
        "https://www.chronopost.fr/",
        "about:blank",
        "http://192.0.2.7/chronopost/suivi",
    ] {
        assert_eq!(trust(url), (false, untrustable()), "{url}");
    }
    let (_, reply) = Visitor::new().handle(&sender(0, CAUTION_AT), None, trust_tab());
    assert_eq!(reply, untrustable(), "a tab of which nothing is known");
}

fn policy(value: &Value) -> Request {
    let policy = serde_json::from_value(value.clone()).unwrap();
    Request::AdoptPolicy { policy }
}

#[test]
fn a_policy_holds_until_there_is_another_one() {
    let visitor = Visitor::new();
    let level_at = |url: &str| {
        let at = sender(0, url);
        level(&visitor.handle(&at, None, Request::JudgeAddress).1)
    };
    let adopt = |name: &str| {
        let domains = [format!("{}.example", name.to_lowercase())];
        let brand = json!({ "name": name, "domains": domains });
        visitor.ask(policy(&json!({ "protectedBrands": [brand] })))
    };
    let holds = |reply: &Reply| match reply {
        Reply::Policy { policy, faults } => {
            assert_eq!(policy.is_some(), faults.is_empty());
            policy.is_some()
        }
        other => panic!("no policy: {other:?}"),
    };
    let url = "https://brindelivre.example/";
    assert_eq!(level_at(url), Some(Level::Clear));
    assert!(holds(&adopt("Brindelivre")));
    assert_eq!(level_at(url), Some(Level::Official));
    // a policy with a fault changes nothing, another one everything
    assert!(!holds(&adopt("Chronopost")));
    assert_eq!(level_at(url), Some(Level::Official));
    assert!(holds(&adopt("Azurcourse")));
    assert_eq!(
        level_at("https://azurcourse.example/"),
        Some(Level::Official)
    );
    assert_eq!(level_at(url), Some(Level::Clear));
    // an empty one fixes nothing
    let nothing = Reply::Policy {
        policy: None,
        faults: Vec::new(),
    };
    assert_eq!(visitor.ask(policy(&json!({}))), nothing);
}

#[test]
fn what_the_organisation_fixed_wins_and_is_never_stored() {
    let visitor = Visitor::new();
    let given = json!({
        "language": "de", "keepHistory": false, "trustedDomains": ["intranet.example"],
    });
    visitor.ask(policy(&given));
    let own = json!({
        "version": 1, "language": "en", "trusted": [], "caution": "badge", "keepHistory": true,
        "easyWords": false, "history": [], "parcels": [], "person": null, "wait": 10, "welcomed": true,
        "repaired": [],
    });
    let stored = || serde_json::from_value(own.clone()).unwrap();
    let reply = visitor.ask(Request::ReadSettings { stored: stored() });
    let reply = serde_json::to_value(reply).unwrap();
    assert_eq!(reply["settings"]["language"], "de");
    assert_eq!(reply["settings"]["keepHistory"], false);
    assert_eq!(
        reply["settings"]["managedTrust"],
        json!(["intranet.example"])
    );
    assert_eq!(
        reply["settings"]["fixed"],
        json!(["language", "keepHistory"])
    );
    assert_eq!(
        reply["choices"],
        json!({"trusted": ["intranet.example"], "quietCaution": true})
    );
    assert_eq!(reply["stored"], json!(null), "nothing has changed");
    let request = json!({
        "kind": "change_settings", "stored": own,
        "change": {"kind": "trust_address", "address": "https://www.azur.example/"},
        "today": "2026-11-26",
    });
    let reply = visitor.ask(serde_json::from_value(request).unwrap());
    let reply = serde_json::to_value(reply).unwrap();
    let mut expected = own.clone();
    expected["trusted"] = json!([{"domain": "azur.example", "since": "2026-11-26"}]);
    assert_eq!(reply["stored"], expected);
    let file = visitor.ask(Request::ExportSettings { stored: stored() });
    let file = serde_json::to_value(file).unwrap();
    assert_eq!(file["file"]["language"], "en");
    assert!(!file.to_string().contains("intranet"), "{file}");
}

#[test]
fn what_was_stored_is_put_right_and_a_refused_change_stores_nothing() {
    let visitor = Visitor::new();
    let repaired = |stored: &Value| {
        let request = json!({ "kind": "read_settings", "stored": stored });
        let reply = visitor.ask(serde_json::from_value(request).unwrap());
        serde_json::to_value(reply).unwrap()["stored"]["repaired"].clone()
    };
    assert_eq!(repaired(&json!(null)), json!(["all"]));
    assert_eq!(
        repaired(&json!({"version": 1, "language": 7})),
        json!(["language"])
    );
    let nothing: Request = serde_json::from_value(json!({ "kind": "read_settings" })).unwrap();
    let reply = serde_json::to_value(visitor.ask(nothing)).unwrap();
    assert_eq!(
        reply["stored"],
        json!(null),
        "nothing was stored, and nothing is to be"
    );
    let request = json!({
        "kind": "change_settings", "stored": 7,
        "change": {"kind": "choose_value", "key": "caution", "value": "off"},
        "today": "2026-11-26",
    });
    let reply = visitor.ask(serde_json::from_value(request).unwrap());
    let expected = json!({
        "kind": "refused", "faults": [{"key": "caution", "problem": "choice"}],
    });
    assert_eq!(serde_json::to_value(reply).unwrap(), expected);
}
