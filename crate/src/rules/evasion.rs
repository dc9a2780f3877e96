//! Hidden marks between the letters of words, or words that mix alphabets: made
//! to be read by people and missed by filters.
//!
//! Likely false positive: soft hyphens of honest typography and scripts that
//! need joiners; only several in short texts count.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::text::{hidden_marks, mixed_script_words};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(page) = context.page else { return };
    if context.is_known_party() {
        return;
    }
    let in_title = hidden_marks(&page.title) + mixed_script_words(&page.title);
    let in_text = hidden_marks(&page.text) + mixed_script_words(&page.text);
    let strength = match (in_title, in_text) {
        (1.., _) | (_, 10..) => Strength::Medium,
        (_, 3..) => Strength::Weak,
        _ => return,
    };
    findings.push(Finding::new(RuleId::Evasion, strength, ""));
}
