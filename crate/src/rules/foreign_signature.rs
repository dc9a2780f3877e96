//! Likely false positive: firms that sign by the name of their group, and services
//! that take payments or logins in the name of others; medium at most, and a reason
//! only beside a request whose answers go to no address.

use crate::page::signature;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct ForeignSignature;

impl Rule for ForeignSignature {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        The copyright line names somebody of whose name the address bears no word and no initials, and the site's \
        own name stands nowhere. The same where title, site name or copyright line are another site's, which the \
        page leads to or whose files it shows twice or more; five times and it is a copy. Weak, a copy medium: \
        groups sign for their brands, and booking, ticket and donation services for their customers; beside a \
        whole card that is sent to no address it is caution, and so is a copy that asks for a code.";
    const BLIND_TO: &'static str = "a copy that names nobody, or leads nowhere; names in scripts that no address is written in.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page else { return };
        if context.is_known_party() || context.claim.own_name {
            return;
        }
        if let Some(original) = signature::copied_from(page, context.site) {
            let strength = if original.surely {
                Strength::Medium
            } else {
                Strength::Weak
            };
            findings.push(Finding::new(
                RuleId::ForeignSignature,
                strength,
                original.domain,
            ));
        } else if let Some(name) = signature::of_another(&page.text, context.site) {
            findings.push(Finding::new(RuleId::ForeignSignature, Strength::Weak, name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Link, PageSnapshot};
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn a_copy_names_the_site_that_it_leads_to() {
        let shop = "https://www.sun-mobile.example/";
        let elsewhere = "https://www.lilas.example/";
        let table = [
            ("vorbanu.example", "Sun Mobile - Paiement", shop, 5, Some(Strength::Medium)),
            ("vorbanu.example", "Sun Mobile - Paiement", shop, 2, Some(Strength::Weak)),
            ("vorbanu.example", "Sun Mobile - Paiement", shop, 1, None),
            ("vorbanu.example", "© 2026 Sunmobile", shop, 5, Some(Strength::Medium)),
            // its own name, another site's links, a name that is part of a word
            ("sunmobile-paiement.example", "Sun Mobile", shop, 5, None),
            ("vorbanu.example", "Sun Mobile", elsewhere, 5, None),
            ("vorbanu.example", "Sunmobiles d'occasion", shop, 5, None),
            // where anybody has a place, the name says nothing of whose the page is
            ("vorbanu.example", "Lilas", "https://lilas.github.io/", 5, None),
        ];
        for (host, title, to, times, strength) in table {
            let (title, text) = match title.starts_with('©') {
                true => ("Paiement", title),
                false => (title, ""),
            };
            let links = (0..times).map(|at| Link {
                href: format!("{to}{at}"),
                ..Link::default()
            });
            let copy = PageSnapshot {
                title: title.into(),
                links: links.collect(),
                ..page(&format!("https://{host}/"), text, &[])
            };
            let found = strength_on(RuleId::ForeignSignature, &copy);
            assert_eq!(found, strength, "{host} {title}{text} {to} {times}");
        }
    }

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
