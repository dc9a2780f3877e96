//! Likely false positive: an article, a help page or a shop's page about the
//! carrier; see [`is_likely_false_positive`]. And any page at all of a site that
//! answers every path: somebody else can link to it with a carrier's name. So the
//! name counts only where the page itself shows something too: see `verdict::evidence`.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::AliasClass;
use crate::address::matches::{BrandMatch, Place};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct BrandInPath;

impl Rule for BrandInPath {
    const SCOPE: Scope = Scope::Address;
    const ABOUT: &'static str = "\
        A carrier's name as a whole word of the path, or glued to known words (`/dhlparcelstatus/`), on a site \
        that does not speak by a name of its own: a kit unpacked on a site that was broken into. Many sites answer \
        any path, so that anybody can link to them by a carrier's name: it counts in a link that was pasted, with \
        query and fragment (29 of 1,438 reported links have the name there alone); of a page that starts not at \
        all; of a page that was read without query and fragment, and where the page itself brings up that carrier, \
        tells a story, is built like a kit, or asks for something and leads nowhere else.";
    const BLIND_TO: &'static str = "names in unknown letters, slugs of more than three words (articles).";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        let Some(mention) = context
            .matches
            .of_place(Place::Path)
            .find(|mention| !is_likely_false_positive(context, mention))
        else {
            return;
        };
        findings.push(
            // The name and not the path: what is found is kept with the tab.
            Finding::new(RuleId::BrandInPath, Strength::Medium, mention.brand.name())
                .about(mention.brand.id()),
        );
    }
}

/// Honest paths that this rule would hit: readable article names, of which the
/// brand is one word among many, and brand words that are common words.
fn is_likely_false_positive(_context: &Context<'_>, mention: &BrandMatch<'_>) -> bool {
    let words = mention.label.split(['-', '_']).count();
    mention.class == AliasClass::Common || words > 3
}

#[cfg(test)]
mod tests {
    use crate::case_support::engine;
    use crate::rules::context::FrameContext;
    use crate::rules::finding::RuleId;
    use crate::level::Level;
    use crate::page::Link;
    use crate::rules::testing::{fires, page, quiet, strength_on};

    #[test]
    fn table() {
        for address in [
            "https://bakery.example/wp-content/chronopost/",
            "https://bakery.example/chronopost.fr/suivi/",
            // glued to known words
            "https://bakery.example/dhlparcelstatus/",
            "https://bakery.example/netdhl/",
        ] {
            fires(RuleId::BrandInPath, address);
        }
        for address in [
            "https://news.example/2026/01/faux-sms-chronopost-comment-reagir",
            "https://www.chronopost.fr/chronopost/",
            // letters by chance
            "https://bakery.example/handhlungen/",
            "https://bakery.example/hotel-de-la-poste/",
        ] {
            quiet(RuleId::BrandInPath, address);
        }
    }

    #[test]
    fn query_and_fragment_of_a_page_are_the_linkers() {
        for (url, found) in [
            ("https://bakery.example/chronopost/", true),
            ("https://bakery.example/?q=chronopost", false),
            ("https://bakery.example/#/chronopost/", false),
        ] {
            let strength = strength_on(RuleId::BrandInPath, &page(url, "", &[]));
            assert_eq!(strength.is_some(), found, "{url}");
        }
    }

    #[test]
    fn the_page_must_show_something_too() {
        let level = |url: &str, title: &str, text: &str, labels: &[&str]| {
            let mut page = page(url, text, labels);
            page.title = title.into();
            if url.contains("wikipedia") {
                page.links = ["a", "b", "c", "d"]
                    .map(|name| Link {
                        href: format!("https://fr.wikipedia.org/wiki/{name}"),
                        ..Link::default()
                    })
                    .into();
            }
            let judged = engine().assess_page(page, &FrameContext::default());
            judged.unwrap().verdict.level
        };
        let at = "https://bakery.example/chronopost/suivi";
        let not_found = "The requested URL /chronopost/suivi was not found on this server.";
        assert_eq!(level(at, "404 Not Found", not_found, &[]), Level::Clear);
        assert_eq!(level(at, "Pains et gâteaux", "Bonjour", &[]), Level::Clear);
        let article = "https://fr.wikipedia.org/wiki/Chronopost";
        let about = "Chronopost est une filiale de La Poste. Chronopost livre des colis. \
            Chronopost a été fondée en 1985.";
        let wikipedia = "Chronopost \u{2014} Wikipédia";
        assert_eq!(level(article, wikipedia, about, &[]), Level::Clear);
        // a kit on a hacked site: the carrier, its story, or what it asks for
        assert_eq!(level(at, "", about, &[]), Level::Caution);
        let story = "Votre colis est retenu au centre de tri.";
        assert_eq!(level(at, "", story, &[]), Level::Caution);
        assert_eq!(level(at, "", "", &["Numéro de carte"]), Level::Danger);
    }
}
