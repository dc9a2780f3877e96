//! What of the settings changes a verdict's answer.

use serde::{Deserialize, Serialize};

use crate::address::trust::domain_of;
use crate::settings::{Loudness, SettingsInForce};

/// The visitor's choices, as far as the engine needs them for a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Choices {
    /// Registrable domains that the visitor or the organisation trusts.
    pub trusted: Vec<String>,
    /// Whether a caution is told by the toolbar alone.
    pub quiet_caution: bool,
}

impl Choices {
    /// Whether the visitor trusts the site of a host.
    #[must_use]
    pub fn trust(&self, host: &str) -> bool {
        !self.trusted.is_empty()
            && domain_of(host).is_some_and(|domain| self.trusted.contains(&domain))
    }
}

impl From<&SettingsInForce> for Choices {
    fn from(settings: &SettingsInForce) -> Self {
        let shared = &settings.settings.shared;
        let own = shared.trusted.iter().map(|site| &site.domain);
        Self {
            trusted: settings.managed_trust.iter().chain(own).cloned().collect(),
            quiet_caution: shared.caution == Loudness::Badge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_holds_for_the_exact_registrable_domain() {
        let choices = |domain: &str| Choices {
            trusted: vec!["autre.example".into(), domain.into()],
            quiet_caution: false,
        };
        let table = [
            ("boutique.example", "boutique.example", true),
            ("boutique.example", "www.boutique.example", true),
            ("boutique.example", "boutique.example.pirate.example", false),
            ("boutique.example", "fausse-boutique.example", false),
            ("www.boutique.example", "www.boutique.example", false),
            ("example", "boutique.example", false),
            ("", "boutique.example", false),
            // what a doctored list may hold
            ("github.io", "marie.github.io", false),
            ("github.io", "github.io", false),
            ("google.com", "docs.google.com", false),
            ("192.168.1.1", "192.168.1.1", false),
            ("marie.github.io", "paul.github.io", false),
            ("marie.github.io", "www.marie.github.io", true),
        ];
        for (trusted, host, holds) in table {
            assert_eq!(choices(trusted).trust(host), holds, "{trusted}: {host}");
        }
    }
}
