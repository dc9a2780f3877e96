//! The page is signed by somebody whose name its address does not bear: a copy of
//! another site.
//!
//! Likely false positive: firms that sign by the name of their group, and services
//! that take payments in the name of others; weak by itself.

use crate::page::signature;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct ForeignSignature;

impl Rule for ForeignSignature {
    const ID: RuleId = RuleId::ForeignSignature;
    const SCOPE: Scope = Scope::Page;
    const BLIND_TO: &'static str = "a copy without its copyright line; names in scripts that no address is written in.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page else { return };
        if context.is_known_party() || context.claim.own_name {
            return;
        }
        if let Some(name) = signature::of_another(&page.text, context.site) {
            findings.push(Finding::new(RuleId::ForeignSignature, Strength::Weak, name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let signed = "© 2026 Maison Lilas. Tous droits réservés";
        let table = [
            ("https://vorbanu.example/", signed, Some(Strength::Weak)),
            // its own name, a provider's site, and nobody's signature
            ("https://maison-lilas.example/", signed, None),
            ("https://checkout.stripe.com/p", signed, None),
            ("https://vorbanu.example/", "Bonjour", None),
            // it speaks by its address's name elsewhere
            ("https://vorbanu.example/", "Vorbanu\n© 2026 Maison Lilas", None),
        ];
        for (url, text, strength) in table {
            let found = strength_on(RuleId::ForeignSignature, &page(url, text, &[]));
            assert_eq!(found, strength, "{url} {text}");
        }
    }
}
