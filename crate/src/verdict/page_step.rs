//! A judged page as a link of the [`chain`](crate::page::chain): which steps of the scam it is, and where
//! it leads.

use crate::address::Site;
use crate::address::digest::Digest;
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::page::chain::{MAX_LEADS, PageStep};
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};

/// Reads a judged page.
pub(crate) fn passed(context: &Context<'_>, findings: &[Finding], level: Level) -> PageStep {
    let identity = findings
        .iter()
        .find(|finding| {
            let claims = [RuleId::BrandMismatch, RuleId::SenderMismatch];
            claims.contains(&finding.rule) && finding.strength >= Strength::Medium
        })
        .and_then(|finding| finding.brand.clone());
    let before = context.inherited.before.as_ref();
    PageStep {
        site: Digest::of_site(context.site),
        document: Digest::of_document(context.page.map_or("", |page| page.url.as_str())),
        steps: context.steps(),
        brought: before
            .filter(|_| !context.claim.own_name)
            .map(|before| before.brought.clone())
            .unwrap_or_default(),
        level,
        identity,
        leads: context
            .page
            .map_or_else(Vec::new, |page| leads_of(page, context.site)),
    }
}

/// The other sites that a page sends its visitors to: by itself, by a form, or
/// by one of the few links of a dead end.
fn leads_of(page: &PageSnapshot, site: &Site) -> Vec<Digest> {
    let refresh = page
        .refresh
        .to_ascii_lowercase()
        .split_once("url=")
        .map(|(_, target)| target.trim_matches(['\'', '"', ' ']).to_owned());
    let forms = page.forms.iter().map(|form| form.action.clone());
    let dead_end = page.is_dead_end(site.host());
    let links = page
        .links
        .iter()
        .filter(|_| dead_end)
        .map(|link| link.href.clone());
    let mut leads: Vec<Digest> = Vec::new();
    for target in refresh.into_iter().chain(forms).chain(links) {
        if !target.starts_with("http") {
            continue;
        }
        let Ok(target) = Site::parse(&target) else {
            continue;
        };
        let lead = Digest::of_site(&target);
        if target.own_part() != site.own_part() && !leads.contains(&lead) {
            leads.push(lead);
            if leads.len() == MAX_LEADS {
                break;
            }
        }
    }
    leads
}
