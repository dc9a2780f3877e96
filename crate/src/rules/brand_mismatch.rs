//! The page presents itself as a brand whose domain this is not.
//!
//! Likely false positive: shops, news, aggregators and relay points that name
//! carriers; see [`is_likely_false_positive`].

use crate::page::claim::{BrandClaim, Evidence};
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::text::fold;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct BrandMismatch;

impl Rule for BrandMismatch {
    const ID: RuleId = RuleId::BrandMismatch;
    const SCOPE: Scope = Scope::Page;
    const NAMES_ADDRESS: bool = true;
    const BLIND_TO: &'static str = "a logo without words; carriers that are not in the data.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        // Whom the page around a frame claims to be; or an earlier page of this site, where
        // this one takes the next step without a word of whom it is for.
        let before = context
            .inherited
            .before
            .as_ref()
            .filter(|_| context.takes_next_step());
        let inherited = context
            .inherited
            .identity
            .as_deref()
            .or_else(|| before?.identity.as_deref());
        if let Some(claim) = context.claim.identity()
            && !is_likely_false_positive(context, claim)
        {
            let strength = if claim.score() >= 6 {
                Strength::Strong
            } else {
                Strength::Medium
            };
            findings.push(
                Finding::new(RuleId::BrandMismatch, strength, claim.brand.name())
                    .about(claim.brand.id()),
            );
            return;
        }
        if let Some(brand) = inherited.and_then(|id| context.registry.brand(id)) {
            findings.push(
                Finding::new(RuleId::BrandMismatch, Strength::Medium, brand.name()).about(brand.id()),
            );
        }
    }
}

/// Honest pages that this rule would hit: a site that speaks of itself by its
/// own name, an article or a list of carriers (several brands about as strong).
fn is_likely_false_positive(context: &Context<'_>, claim: &BrandClaim<'_>) -> bool {
    let own_title = claim.evidence.contains(&Evidence::TitleAlone)
        || claim.evidence.contains(&Evidence::SiteName)
        || claim.evidence.contains(&Evidence::Copyright);
    let rivals = context
        .claim
        .brands
        .iter()
        .filter(|other| other.brand != claim.brand && other.brand.group() != claim.brand.group())
        .filter(|other| other.score() + 1 >= claim.score())
        .count();
    (context.claim.own_name && !own_title) || rivals >= 2 || is_article(context, claim)
}

/// Whether the page is an article about the brand: a title of the brand and the
/// site's own name (`Chronopost - Wikipédia`), on a page that leads on within its
/// site, tells no story and asks for nothing.
fn is_article(context: &Context<'_>, claim: &BrandClaim<'_>) -> bool {
    let presents = [Evidence::SiteName, Evidence::Copyright];
    let Some(page) = context.page else {
        return false;
    };
    let title = fold(&page.title).replace(' ', "");
    let label = context.site.registrable_label();
    let own: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    context.claim.own_name
        && title.contains(&own)
        && !presents.iter().any(|kind| claim.evidence.contains(kind))
        && !page.is_dead_end(context.site.host())
        && !context.takes_next_step()
        && context.lure_score() == 0
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::page::{Link, PageSnapshot};
    use crate::rules::testing::{page, strength_on};

    /// A page with a menu, whose title is given.
    fn titled(title: &str, text: &str, labels: &[&str]) -> PageSnapshot {
        let links = ["a", "b", "c", "d"].map(|name| Link {
            href: format!("https://savoir-lilas.example/{name}"),
            ..Link::default()
        });
        PageSnapshot {
            title: title.into(),
            links: links.into(),
            ..page("https://savoir-lilas.example/p", text, labels)
        }
    }

    #[test]
    fn table() {
        let article = "Chronopost - Savoirlilas";
        let story = "Votre colis est retenu au centre de tri.";
        let table = [
            // it presents itself as the brand
            ("Chronopost - Suivi", "", &[][..], Some(Strength::Strong)),
            // a shop that names it beside its own name
            ("Savoir Lilas : livraison Chronopost", "", &[], None),
            // an article, and what none asks or tells
            (article, "Chronopost livre des colis.", &[], None),
            (article, story, &[], Some(Strength::Strong)),
            (article, "", &["Numéro de carte"], Some(Strength::Strong)),
            (article, "© 2026 Chronopost", &[], Some(Strength::Strong)),
        ];
        for (title, text, labels, strength) in table {
            let found = strength_on(RuleId::BrandMismatch, &titled(title, text, labels));
            assert_eq!(found, strength, "{title} {text} {labels:?}");
        }
        let mut alone = titled(article, "", &[]);
        alone.links.clear();
        let found = strength_on(RuleId::BrandMismatch, &alone);
        assert_eq!(found, Some(Strength::Strong), "it leads nowhere");
    }
}
