//! The site is no carrier's, bank's or payment provider's that is known.
//!
//! Likely false positive: nearly every honest site; it says where the page is,
//! and decides nothing by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.is_known_party() {
        findings.push(Finding::new(
            RuleId::UnknownSite,
            Strength::Weak,
            context.site.registrable(),
        ));
    }
}
