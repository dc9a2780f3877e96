//! The page lives where anybody can put one: free hosting, a site builder, a
//! tunnel, a shortener, a bare IP address. No carrier does.
//!
//! Likely false positive: every honest small site there; weak by itself.

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let site = context.site;
    if context.is_known_party() || !(site.is_shared_hosting() || site.is_ip()) {
        return;
    }
    findings.push(Finding::new(
        RuleId::HostedPage,
        Strength::Weak,
        site.hosting_kind(),
    ));
}
