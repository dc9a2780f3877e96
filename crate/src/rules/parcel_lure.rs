//! The page tells a story of the parcel scam.
//!
//! Likely false positive: news and prevention pages that quote it, carriers'
//! help pages, webmail; see [`is_likely_false_positive`].

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() || is_likely_false_positive(context) {
        return;
    }
    let score = context.lure_score();
    let small_fee = context.lure.small_amount.is_some();
    let strength = match score {
        0..=2 => return,
        3..=5 if !small_fee => Strength::Weak,
        3..=8 => Strength::Medium,
        _ => Strength::Strong,
    };
    let passage = context
        .lure
        .strongest()
        .map(|hit| hit.passage.clone())
        .unwrap_or_default();
    findings.push(Finding::new(RuleId::ParcelLure, strength, passage));
}

/// Honest pages that this rule would hit: long texts that speak about the scam
/// or about everything, and editors and mailboxes that ask for nothing themselves.
fn is_likely_false_positive(context: &Context<'_>) -> bool {
    context.page.is_some_and(|page| {
        page.editable && !context.takes_next_step()
            || (page.counts.text_length > 12_000 && page.counts.links > 80)
    })
}
