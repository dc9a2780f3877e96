//! A brand's name in the path of somebody else's site: a kit unpacked on a
//! hacked site (`bakery.example/wp-content/dhl/`).
//!
//! Likely false positive: an article, a help page or a shop's page about the
//! carrier; see [`is_likely_false_positive`].

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::AliasClass;
use crate::mention::{Mention, Place};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() {
        return;
    }
    let Some(mention) = context
        .mentions
        .of_place(Place::Path)
        .find(|mention| !is_likely_false_positive(context, mention))
    else {
        return;
    };
    findings.push(
        Finding::new(
            RuleId::BrandInPath,
            Strength::Medium,
            mention.label.as_str(),
        )
        .about(mention.brand.id),
    );
}

/// Honest paths that this rule would hit: readable article names, of which the
/// brand is one word among many, and brand words that are common words.
fn is_likely_false_positive(_context: &Context<'_>, mention: &Mention) -> bool {
    let words = mention.label.split(['-', '_']).count();
    mention.class == AliasClass::Common || words > 3
}

#[cfg(test)]
mod tests {
    use crate::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for address in [
            "https://bakery.example/wp-content/chronopost/",
            "https://bakery.example/chronopost.fr/suivi/",
        ] {
            fires(RuleId::BrandInPath, address);
        }
        for address in [
            "https://news.example/2026/01/faux-sms-chronopost-comment-reagir",
            "https://www.chronopost.fr/chronopost/",
        ] {
            quiet(RuleId::BrandInPath, address);
        }
    }
}
