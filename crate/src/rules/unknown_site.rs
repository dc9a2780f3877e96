//! Likely false positive: nearly every honest site; it says where the page is,
//! and decides nothing by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct UnknownSite;

impl Rule for UnknownSite {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        The site is no carrier's, bank's or provider's that is known. Weak; it tells where the page is.";
    const BLIND_TO: &'static str = "whether the unknown owner is honest.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if !context.is_known_party() {
            findings.push(Finding::new(
                RuleId::UnknownSite,
                Strength::Weak,
                context.site.registrable(),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let table = [
            ("https://azur.example/p", Some(Strength::Weak)),
            ("https://www.chronopost.fr/p", None),
            ("https://checkout.stripe.com/p", None),
        ];
        for (url, strength) in table {
            let found = strength_on(RuleId::UnknownSite, &page(url, "", &[]));
            assert_eq!(found, strength, "{url}");
        }
    }
}
