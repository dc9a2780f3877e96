//! The page asks for a payment card, and is neither a payment provider, a bank
//! nor a carrier on its own domain.
//!
//! Likely false positive: every honest shop that takes cards on its own page;
//! weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() || !context.ask.card() {
        return;
    }
    let whole = context.ask.kinds.contains(&FieldKind::CardNumber)
        && context.ask.kinds.contains(&FieldKind::CardCsc);
    let strength = if whole {
        Strength::Medium
    } else {
        Strength::Weak
    };
    findings.push(Finding::new(RuleId::PaymentForm, strength, ""));
}
