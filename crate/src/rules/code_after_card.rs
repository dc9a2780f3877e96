//! The page asks for the bank's code, or sends to the banking app, after an
//! earlier page of this site asked for a card: only a bank or a payment provider
//! confirms a payment.
//!
//! Likely false positive: a bank or provider that is not on the list and has
//! card and code on one domain; it speaks by its own name.

use crate::chain::Step;
use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() || !context.came_by(Step::Card) || context.ask.card() {
        return;
    }
    let asks = context.ask.any(&[FieldKind::OneTimeCode, FieldKind::Pin]);
    if asks || context.lure.tells("otp") {
        findings.push(Finding::new(RuleId::CodeAfterCard, Strength::Strong, ""));
    }
}
