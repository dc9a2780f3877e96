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
        page leads to or whose files it shows twice or more, or runs once; five times, or in title and copyright \
        line, and it is a copy. So is a page most of whose links, seven or more, lead to one other site, and one \
        at most to itself. Weak, a copy medium: \
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
    fn what_a_page_runs_of_the_site_it_names_is_more_than_a_link() {
        let with_script = |host: &str, title: &str, script: &str| PageSnapshot {
            title: title.into(),
            scripts: vec![script.into()],
            ..page(&format!("https://{host}/"), "", &[])
        };
        let script = "https://www.sun-mobile.example/js/main.js";
        let table = [
            ("vorbanu.example", "Sun Mobile - Paiement", script, Some(Strength::Weak)),
            ("sunmobile-paiement.example", "Sun Mobile", script, None),
            ("vorbanu.example", "Paiement", script, None),
            // whose scripts anybody runs
            ("vorbanu.example", "jQuery demo", "https://code.jquery.com/jquery.js", None),
        ];
        for (host, title, script, strength) in table {
            let found = strength_on(RuleId::ForeignSignature, &with_script(host, title, script));
            assert_eq!(found, strength, "{host} {title} {script}");
        }
    }

    #[test]
    fn a_page_whose_ways_all_lead_to_one_other_site_is_a_copy_of_it() {
        let own = "https://vorbanu.example/";
        let leading = |to: &str, times: usize, home: usize, elsewhere: usize| PageSnapshot {
            title: "Enter code".into(),
            links: (0..times)
                .map(|at| format!("{to}{at}"))
                .chain((0..home).map(|at| format!("{own}{at}")))
                .chain((0..elsewhere).map(|at| format!("https://site{at}.example/")))
                .map(|href| Link {
                    href,
                    ..Link::default()
                })
                .collect(),
            ..page("https://vorbanu.example/", "", &[])
        };
        let state = "https://www.service-public.example/";
        let table = [
            (state, 7, 1, 0, Some(Strength::Medium)),
            (state, 7, 1, 5, Some(Strength::Medium)),
            (state, 7, 1, 6, None),
            (state, 7, 2, 0, None),
            (state, 6, 0, 0, None),
            // a service that anybody links, and a place that anybody can have
            ("https://www.facebook.com/", 7, 0, 0, None),
            ("https://lilas.github.io/", 7, 0, 0, None),
        ];
        for (to, times, home, elsewhere, strength) in table {
            let copy = leading(to, times, home, elsewhere);
            let found = strength_on(RuleId::ForeignSignature, &copy);
            assert_eq!(found, strength, "{to} {times} {home} {elsewhere}");
        }
    }

    #[test]
    fn two_signs_of_another_that_agree_are_a_copy() {
        let twice = |text: &str| PageSnapshot {
            title: "Sun Mobile - Paiement".into(),
            links: (0..2)
                .map(|at| Link {
                    href: format!("https://www.sun-mobile.example/{at}"),
                    ..Link::default()
                })
                .collect(),
            ..page("https://vorbanu.example/", text, &[])
        };
        let table = [
            ("© 2026 Sun Mobile SA", Some(Strength::Medium)),
            ("© 2026 S M All rights reserved", Some(Strength::Weak)),
            ("© 2026 Lilas SA", Some(Strength::Weak)),
            ("Bonjour", Some(Strength::Weak)),
        ];
        for (text, strength) in table {
            let found = strength_on(RuleId::ForeignSignature, &twice(text));
            assert_eq!(found, strength, "{text}");
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
