//! Likely false positive: shops, news, aggregators and relay points that name
//! carriers; weak where the page speaks by its own name, or shows rivals alike.

use crate::page::claim::{BrandClaim, Evidence};
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::text::fold;
use crate::rules::{Rule, Scope};

/// Points from which a carrier is shown, not named in passing: a logo, or the title.
const SHOWN: u32 = 2;

/// The rule.
pub(super) struct BrandMismatch;

impl Rule for BrandMismatch {
    const SCOPE: Scope = Scope::Page;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        The page presents itself as a carrier (title, site name, copyright line, logo, a first line that is the \
        name, files loaded from the carrier) on a domain that is not the carrier's. Where it speaks by its own name too, or shows two rivals \
        alike, the claim is weak unless title, site name or copyright line are the carrier's: such a page may be a \
        shop or a list, and asks for nothing in the carrier's name. A mention that the word beside it makes \
        another thing's (\"place de la Poste\", \"Plugin Chronopost\") claims nothing; the page's other mentions \
        do as before. A weak claim is never nothing: beside a story and a card it is danger, and as the logo of a \
        page of no name it is caution. Only a title of the carrier and the site's name on a page that leads on \
        within its site, tells no story and asks for nothing is left alone: an article.";
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
        if let Some((claim, strength)) = strength_of(context) {
            findings.push(
                Finding::new(RuleId::BrandMismatch, strength, claim.brand.name())
                    .about(claim.brand.id()),
            );
            if strength > Strength::Weak {
                return;
            }
        }
        let inherited = inherited.and_then(|id| context.registry.brand(id));
        if let Some(brand) = inherited.filter(|brand| !brand.is_sender()) {
            findings.push(
                Finding::new(RuleId::BrandMismatch, Strength::Medium, brand.name()).about(brand.id()),
            );
        }
    }
}

/// The carrier that the page shows most, and how much that says. A page that
/// speaks by its own name, or shows several carriers alike, may be a shop or a
/// list: that makes little of a name in a picture or heading, and nothing of one
/// that signs the page. Anybody can put his own name, and rivals, on a page.
fn strength_of<'c, 'r>(context: &'c Context<'r>) -> Option<(&'c BrandClaim<'r>, Strength)> {
    let claim = context.claim.brands.first().filter(|claim| claim.score() >= SHOWN)?;
    if is_article(context, claim) {
        return None;
    }
    let signs = [Evidence::TitleAlone, Evidence::SiteName, Evidence::Copyright];
    let signed = signs.iter().any(|kind| claim.evidence.contains(kind));
    let rivals = context
        .claim
        .brands
        .iter()
        .filter(|other| other.brand != claim.brand && other.brand.group() != claim.brand.group())
        .filter(|other| other.score() + 1 >= claim.score())
        .count();
    // A mailbox shows addresses of its own beside a carrier's mail.
    let speaks_by_own_name = context.claim.own_name || context.claim.own_address && !context.ask.secrets();
    let strength = if !claim.is_identity() || rivals >= 2 || speaks_by_own_name && !signed {
        Strength::Weak
    } else if claim.score() >= 6 {
        Strength::Strong
    } else {
        Strength::Medium
    };
    Some((claim, strength))
}

/// Points of one medium phrase: below that only everyday ones are said, as on a shop's page about
/// how it delivers.
const STORY: u32 = 3;

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
        && context.lure_score() < STORY
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
            // a logo in letters, and a name at the head of a sentence
            ("Bienvenue", "Chronopost\nEncore une étape", &[], Some(Strength::Weak)),
            ("Bienvenue", "La Poste\nEncore une étape", &[], Some(Strength::Weak)),
            ("Bienvenue", "Suivi de votre colis Chronopost\nEncore une étape", &[], None),
            ("Bienvenue", "Chronopost livre aussi le samedi\nEncore une étape", &[], None),
            // nobody else's name, which a common one has the letters of
            ("InPost", "", &[], Some(Strength::Strong)),
            ("InPost dla Ciebie - Kurier i paczki", "", &[], Some(Strength::Strong)),
            // an article, and what none asks or tells
            (article, "Chronopost livre des colis.", &[], None),
            // an everyday phrase of those who deliver
            (article, "En votre absence, le livreur laisse un avis.", &[], None),
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
