//! The page asks for a bank login or an account number.
//!
//! Likely false positive: banks that are not on the list, and direct-debit
//! forms of ordinary firms; weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::FieldKind;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.is_known_party()
        && context
            .ask
            .any(&[FieldKind::BankLogin, FieldKind::Iban, FieldKind::Bic])
    {
        findings.push(Finding::new(RuleId::BankLogin, Strength::Weak, ""));
    }
}
