//! Likely false positive: small services that chose a plain name; weak by
//! itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct GenericHost;

impl Rule for GenericHost {
    const SCOPE: Scope = Scope::Address;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        The registrable label is made of words of the trade and digits (`infos-livraison-42`), or carries a serial \
        number beside such a word (`suivi-boutique6617`). Weak: small services choose plain names.";
    const BLIND_TO: &'static str = "invented names.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if !context.is_known_party() && context.matches.generic_name {
            findings.push(Finding::new(
                RuleId::GenericHost,
                Strength::Weak,
                context.site.registrable(),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for host in [
            "infos-livraison-42.example",
            "lockersexpress.example",
            "espace-suivi.example",
            "r4821.example",
        ] {
            fires(RuleId::GenericHost, host);
        }
        for host in [
            // one plain word may be a firm's name
            "delivery.example",
            "service.example",
            // names of their own
            "homedepot.example",
            "boutique-lilas.example",
            "wikipedia.example",
            "4chan.example",
            // no two countries in a row
            "sgel-paiement.example",
        ] {
            quiet(RuleId::GenericHost, host);
        }
    }
}
