//! Likely false positive: mirrors, previews and content networks that carry the
//! name of the site they serve; weak by itself. Carriers' own domains are
//! `target_embedding`.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// Endings that people take for the end of a host name.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "info", "gov", "fr", "be", "ch", "de", "es", "it", "nl", "pt", "pl", "uk",
    "us", "ca", "au", "br", "mx",
];

/// The rule.
pub(super) struct EmbeddedDomain;

impl Rule for EmbeddedDomain {
    const SCOPE: Scope = Scope::Address;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        The subdomain spells out some other domain: `account.bank.com.xyz12.example` is read as `bank.com` on a \
        small screen. Weak: mirrors and previews do it too.";
    const BLIND_TO: &'static str = "endings that are not on its short list.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() || context.matches.embedded_domain.is_some() {
            return;
        }
        if let Some(domain) = embedded(context.site.subdomain()) {
            findings.push(Finding::new(RuleId::EmbeddedDomain, Strength::Weak, domain));
        }
    }
}

/// The domain that a subdomain spells out, its name and its ending.
fn embedded(subdomain: &str) -> Option<String> {
    let labels: Vec<&str> = subdomain.split('.').collect();
    labels.windows(2).rev().find_map(|pair| match pair {
        [name, ending] if ENDINGS.contains(ending) && name.len() > 3 => {
            Some(format!("{name}.{ending}"))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for host in [
            "account.bank.com.xyz12.example",
            "banco.es.particulares.storm.example",
        ] {
            fires(RuleId::EmbeddedDomain, host);
        }
        for host in [
            // one label only, or words that end no host name
            "com.example.example",
            "shop.boutique.example",
            // a carrier's domain is another rule's
            "usps.com.track.example",
            "www.bank.com",
        ] {
            quiet(RuleId::EmbeddedDomain, host);
        }
    }
}
