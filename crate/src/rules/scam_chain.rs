//! Earlier pages of this site, or pages that led here, were steps of the parcel
//! scam, and this page takes the next one: the address, the card, the code.
//!
//! Likely false positive: a carrier that is not on the list, where people track
//! a parcel and pay its customs; it speaks by its own name.

use crate::chain::Step;
use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(before) = context.inherited.before.as_ref() else {
        return;
    };
    let begun = [Step::Bait, Step::Gate, Step::Tracking]
        .iter()
        .any(|step| before.steps.contains(step));
    if context.is_known_party()
        || !begun
        || !context.takes_next_step()
        || context.claim.own_name && !before.warned
    {
        return;
    }
    let strength = if before.warned {
        Strength::Strong
    } else {
        Strength::Medium
    };
    findings.push(Finding::new(RuleId::ScamChain, strength, ""));
}
