//! Traces of a phishing kit in the page's construction: forms that post to a
//! script of their own folder or nowhere, asked not to be listed, on a page
//! that leads nowhere else.
//!
//! Likely false positive: small old honest sites; weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(page) = context.page else { return };
    if context.is_known_party() {
        return;
    }
    let own_host = context.site.host();
    let inner_links = page
        .links
        .iter()
        .filter(|link| {
            link.href
                .split('/')
                .nth(2)
                .is_some_and(|host| host == own_host)
                && !link.href.ends_with('#')
        })
        .count();
    let points = u32::from(context.ask.local_script)
        + u32::from(page.noindex)
        + u32::from(inner_links < 4)
        + u32::from(!context.claim.own_name);
    if points >= 3 {
        let strength = if points == 4 {
            Strength::Medium
        } else {
            Strength::Weak
        };
        findings.push(Finding::new(RuleId::KitTraces, strength, ""));
    }
}
