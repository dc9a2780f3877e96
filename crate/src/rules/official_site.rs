//! The host lies on an official domain of a brand.
//!
//! Likely false positive: none known, as the list holds only domains with a
//! source. What it does not mean: that a message which links here is genuine.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if let Some(brand) = context.official_brand() {
        findings.push(
            Finding::new(
                RuleId::OfficialSite,
                Strength::Strong,
                context.site.registrable(),
            )
            .about(brand.id()),
        );
    }
}
