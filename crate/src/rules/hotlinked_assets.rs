//! The page loads pictures, styles or scripts from a brand's official site.
//!
//! Likely false positive: partners that show the carrier's logo or its relay
//! widget; weak by itself.

use crate::claim::Evidence;
use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
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
