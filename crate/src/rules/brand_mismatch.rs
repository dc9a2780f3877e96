//! The page presents itself as a brand whose domain this is not.
//!
//! Likely false positive: shops, news, aggregators and relay points that name
//! carriers; see [`is_likely_false_positive`].

use crate::claim::{BrandClaim, Evidence};
use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() {
        return;
    }
    // Whom the page around a frame claims to be; or the page before, where this one
    // takes the next step without a word of whom it is for.
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
            Finding::new(RuleId::BrandMismatch, strength, claim.brand.name).about(claim.brand.id),
        );
        return;
    }
    if let Some(brand) = inherited.and_then(crate::registry::brand) {
        findings.push(
            Finding::new(RuleId::BrandMismatch, Strength::Medium, brand.name).about(brand.id),
        );
    }
}

/// Honest pages that this rule would hit: a site that speaks of itself by its
/// own name, an article or a list of carriers (several brands about as strong).
fn is_likely_false_positive(context: &Context<'_>, claim: &BrandClaim) -> bool {
    let own_title = claim.evidence.contains(&Evidence::TitleAlone)
        || claim.evidence.contains(&Evidence::SiteName)
        || claim.evidence.contains(&Evidence::Copyright);
    let rivals = context
        .claim
        .brands
        .iter()
        .filter(|other| other.brand.id != claim.brand.id && other.brand.group != claim.brand.group)
        .filter(|other| other.score() + 1 >= claim.score())
        .count();
    (context.claim.own_name && !own_title) || rivals >= 2
}
