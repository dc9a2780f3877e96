//! The page asks, beside the card, for what no honest page asks beside it: the
//! card's PIN, the code that confirms its payment, a bank login, an identity
//! number.
//!
//! Likely false positive: payout and hire forms that take an identity number
//! with a card; the identity alone is medium.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() || !context.ask.card() {
        return;
    }
    let asks = |kinds: &[FieldKind]| {
        context.ask.fields.iter().any(|asked| {
            // A payment frame keeps the fields of other ways to pay out of sight.
            let visible = context
                .page
                .and_then(|page| page.fields.get(asked.field))
                .is_some_and(|field| field.visible);
            visible && kinds.contains(&asked.kind)
        })
    };
    let strength = if asks(&[FieldKind::Pin, FieldKind::BankLogin]) {
        Strength::Strong
    } else if asks(&[
        FieldKind::OneTimeCode,
        FieldKind::IdentityDocument,
        FieldKind::NationalId,
    ]) {
        Strength::Medium
    } else {
        return;
    };
    findings.push(Finding::new(RuleId::ExcessiveRequest, strength, ""));
}
