//! What must hold of any input, whoever made it. Each target takes bytes and panics where a promise
//! is broken: a fuzzer calls it, and so does `tests/corpora.rs`, with what fuzzers found.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Serialize;
use vigicolis::{Brand, Engine, Level, MAX_DETAIL, Verdict};

mod address;
mod mail;
mod message;
mod number;
mod page;
mod pasted;
mod picture;
mod policy;
mod protocol;
mod service;
mod settings;
mod snapshot;
mod text;

pub use address::address;
pub use mail::mail;
pub use message::message;
pub use number::number;
pub use picture::picture;
pub use policy::policy;
pub use protocol::protocol;
pub use service::service;
pub use settings::settings;
pub use snapshot::snapshot;
pub use text::text;

/// Takes an input.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 11] = [
    ("address", address),
    ("mail", mail),
    ("message", message),
    ("number", number),
    ("picture", picture),
    ("policy", policy),
    ("protocol", protocol),
    ("service", service),
    ("settings", settings),
    ("snapshot", snapshot),
    ("text", text),
];

/// An engine without a policy, made once: its lexicon takes a moment.
fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    &ENGINE
}

/// A text out of bytes; what is none in them is replaced, so that no input is in vain.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// What goes to JavaScript, or into its storage.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}

/// Official means: on an official domain; a reason is short; what is flagged has a reason.
fn check(verdict: &Verdict) {
    let host = verdict.site.host.as_str();
    if verdict.level == Level::Official {
        assert!(is_official(host), "{host}");
    } else {
        assert!(!is_carriers(host), "{host}");
    }
    assert_eq!(
        verdict.level == Level::Clear,
        verdict.reasons.is_empty(),
        "{verdict:?}"
    );
    assert!(
        verdict
            .reasons
            .iter()
            .all(|reason| reason.detail.len() <= MAX_DETAIL)
    );
    assert!(host.len() <= 253 && host.is_ascii());
    json(verdict);
}

/// Whether a host is, or lies under, an official domain, be it a bank's: as the table of hosts has it.
fn is_official(host: &str) -> bool {
    let domain = engine().registry().lookup(host).official_domain();
    domain.is_some_and(|domain| lies_under(host, domain))
}

/// Whether a host is, or lies under, an official domain of a carrier: the plain way.
fn is_carriers(host: &str) -> bool {
    let mut domains = engine().registry().brands().flat_map(Brand::domains);
    domains.any(|domain| lies_under(host, domain.name))
}

fn lies_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
