//! What the targets share: a page from the fuzzer's bytes, and what must hold
//! of every verdict.

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use vigicolis::MAX_DETAIL;
use vigicolis::page::{Field, Form, Image, Link};
use vigicolis::{Engine, Level, PageSnapshot, Verdict};

/// An engine without a policy, made once: its lexicon takes a moment.
#[must_use]
pub fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    &ENGINE
}

/// The parts of a page that are read.
#[derive(Debug, Clone, Arbitrary)]
pub struct Page {
    title: String,
    site_name: String,
    text: String,
    headings: Vec<String>,
    addresses: Vec<(String, String)>,
    fields: Vec<(String, String, i8, u8)>,
    noindex: bool,
}

impl Page {
    /// The page at an address.
    #[must_use]
    pub fn at(self, url: &str) -> PageSnapshot {
        const KINDS: &[&str] = &[
            "text", "tel", "password", "email", "search", "select", "hidden",
        ];
        let pairs = || self.addresses.iter().cloned();
        let fields = self.fields.iter().map(|(name, label, size, kind)| Field {
            form: i32::from(kind % 4) - 1,
            tag: "input".to_owned(),
            kind: KINDS[usize::from(*kind) % KINDS.len()].to_owned(),
            name: name.clone(),
            id: name.clone(),
            autocomplete: if size % 2 == 0 {
                name.clone()
            } else {
                String::new()
            },
            label: label.clone(),
            maxlength: i32::from(*size),
            ..Field::default()
        });
        PageSnapshot {
            url: url.to_owned(),
            images: pairs().map(|(src, alt)| Image { src, alt }).collect(),
            links: pairs().map(|(href, text)| Link { href, text }).collect(),
            forms: pairs().map(|(action, _)| Form { action }).collect(),
            scripts: pairs().map(|(src, _)| src).collect(),
            fields: fields.collect(),
            buttons: self.headings.clone(),
            headings: self.headings,
            title: self.title,
            site_name: self.site_name,
            text: self.text,
            noindex: self.noindex,
            ..PageSnapshot::default()
        }
    }
}

/// Official means: on an official domain; a reason is short; what is flagged
/// has a reason.
///
/// # Panics
/// If the verdict breaks a promise, which is what fuzzing looks for.
pub fn check(verdict: &Verdict) {
    let host = &verdict.site.host;
    let is_official = engine()
        .registry()
        .brands()
        .flat_map(|brand| brand.domains())
        .any(|domain| {
            host.strip_suffix(domain.name)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
    assert_eq!(verdict.level == Level::Official, is_official, "{host}");
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
}
