//! Likely false positive: every honest small site there; weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct HostedPage;

impl Rule for HostedPage {
    const SCOPE: Scope = Scope::Address;
    const ABOUT: &'static str = "\
        Free hosting, a site builder, a tunnel, a shortener, a bare IP address (at home only for a card), or any private suffix of the \
        public suffix list. Weak. Services that give names to firms and to anybody alike (help desks, surveys, \
        customer sites, edge hosts) are nobody's place only for a page that takes a card, a code or a bank login, \
        or that speaks for a brand the tenant is not named after: carriers are tenants there, too.";
    const BLIND_TO: &'static str = "rented servers.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let site = context.site;
        // Routers and devices at home show whose they are and ask for their password.
        let is_at_home = site.is_in_local_network() && !context.ask.card();
        if context.is_known_party() || is_at_home || !(site.is_shared_hosting() || site.is_ip()) {
            return;
        }
        findings.push(Finding::new(
            RuleId::HostedPage,
            Strength::Weak,
            site.hosting_kind(),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for address in ["colis.github.io", "colis.web.app", "http://192.0.2.1/colis/"] {
            fires(RuleId::HostedPage, address);
        }
        for address in ["colis.example", "www.colis.co.uk", "www.chronopost.fr", "http://192.168.1.1/", "http://[fe80::1]/"] {
            quiet(RuleId::HostedPage, address);
        }
    }
}
