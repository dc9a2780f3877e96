//! Likely false positive: partners that show the carrier's logo or its relay
//! widget; weak by itself.

use crate::page::claim::Evidence;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct HotlinkedAssets;

impl Rule for HotlinkedAssets {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        Pictures, styles or scripts from a carrier's own servers. Weak: partners do it too.";
    const BLIND_TO: &'static str = "files copied to the page's own server.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        let hotlinked = context
            .claim
            .brands
            .iter()
            .find(|claim| claim.evidence.contains(&Evidence::OfficialFile));
        if let Some(claim) = hotlinked {
            findings.push(
                Finding::new(RuleId::HotlinkedAssets, Strength::Weak, claim.brand.name())
                    .about(claim.brand.id()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::page::{Image, Link};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let table = [
            ("https://www.chronopost.fr/logo.png", Some(Strength::Weak)),
            // a copy, and a host that only looks like the carrier's
            ("https://azur.example/chronopost.fr/logo.png", None),
            ("https://chronopost.fr.example/logo.png", None),
            ("https://chronopost.fr@azur.example/logo.png", None),
        ];
        for (src, strength) in table {
            let mut page = page("https://azur.example/p", "", &[]);
            page.images.push(Image {
                src: src.into(),
                ..Image::default()
            });
            assert_eq!(strength_on(RuleId::HotlinkedAssets, &page), strength, "{src}");
        }
        let mut linking = page("https://azur.example/p", "", &[]);
        linking.links.push(Link {
            href: "https://www.chronopost.fr/".into(),
            ..Link::default()
        });
        assert_eq!(strength_on(RuleId::HotlinkedAssets, &linking), None);
    }
}
