//! The page asks for name, address and phone: the step before the card.
//!
//! Likely false positive: every honest contact and order form; weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let ask = context.ask;
    if !context.is_known_party() && (ask.contact() || ask.any(&[FieldKind::Password])) {
        findings.push(Finding::new(RuleId::ContactForm, Strength::Weak, ""));
    }
}
