//! Likely false positive: none known, as the list holds only domains with a
//! source. What it does not mean: that a message which links here is genuine.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct OfficialSite;

impl Rule for OfficialSite {
    const SCOPE: Scope = Scope::Address;
    const ABOUT: &'static str = "The host is an official domain of a carrier, or lies under one.";
    const BLIND_TO: &'static str = "a carrier's site that was broken into; a domain that a carrier gave up.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if let Some(brand) = context.official_brand() {
            findings.push(
                Finding::new(
                    RuleId::OfficialSite,
                    Strength::Strong,
                    context.site.registrable(),
                )
                .about(brand.id()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for address in ["www.chronopost.fr", "https://chronopost.fr/x?y", "suivi.chronopost.fr"] {
            fires(RuleId::OfficialSite, address);
        }
        for address in [
            "chronopost.fr.example",
            "monchronopost.fr",
            "https://chronopost.fr@azur.example/",
            // a payment provider is known, and no carrier
            "checkout.stripe.com",
        ] {
            quiet(RuleId::OfficialSite, address);
        }
    }
}
