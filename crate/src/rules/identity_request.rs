//! The page asks for an identity document or number.
//!
//! Likely false positive: administrations and hire firms; weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.is_known_party()
        && context
            .ask
            .any(&[FieldKind::IdentityDocument, FieldKind::NationalId])
    {
        findings.push(Finding::new(RuleId::IdentityRequest, Strength::Weak, ""));
    }
}
