//! The answer about one address, as `check` and `hosts` give it.

use std::io::{self, Write};

use serde::Serialize;
use vigicolis::{Engine, Level, Verdict};

/// One answer about an address.
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    input: &'a str,
    level: &'static str,
    brand: Option<String>,
    reasons: Vec<&'static str>,
    #[serde(skip)]
    judged: Option<Level>,
}

impl<'a> Answer<'a> {
    /// Judges a line.
    pub(crate) fn of(engine: &Engine, input: &'a str) -> Self {
        match engine.assess_url(input) {
            Ok(verdict) => Self {
                input,
                level: verdict.level.as_str(),
                reasons: rule_names(&verdict),
                judged: Some(verdict.level),
                brand: verdict.brand.map(|brand| brand.id),
            },
            Err(_) => Self {
                input,
                level: "invalid",
                brand: None,
                reasons: Vec::new(),
                judged: None,
            },
        }
    }

    /// The level; none for what is no address.
    pub(crate) fn level(&self) -> Option<Level> {
        self.judged
    }

    /// Writes it as one line.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_line(out, self)
    }
}

/// The rules that decided.
pub(crate) fn rule_names(verdict: &Verdict) -> Vec<&'static str> {
    verdict
        .reasons
        .iter()
        .map(|reason| reason.rule.as_str())
        .collect()
}

/// Writes a value as one line of JSON.
pub(crate) fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
