//! The rules: one file each, and this one list.
//!
//! A rule reads the [`Context`] and adds findings. It never chooses a level,
//! and it never looks at another rule's findings: matching and acting are apart.

use crate::context::Context;
use crate::finding::Finding;

mod bank_login;
mod brand_in_path;
mod brand_mismatch;
mod code_after_card;
mod combosquatting;
mod contact_form;
mod danger_before;
mod embedded_domain;
mod evasion;
mod excessive_request;
mod generic_host;
mod hosted_page;
mod hotlinked_assets;
mod identity_request;
mod kit_traces;
mod lookalike_host;
mod official_site;
mod one_time_code;
mod parcel_lure;
mod payment_form;
mod scam_chain;
mod target_embedding;
mod unknown_site;

/// A rule reads the context and adds what it finds.
type Rule = fn(&Context<'_>, &mut Vec<Finding>);

/// Rules on the address, and on what the tab knows of it.
const ADDRESS: &[Rule] = &[
    official_site::check,
    lookalike_host::check,
    combosquatting::check,
    target_embedding::check,
    embedded_domain::check,
    brand_in_path::check,
    hosted_page::check,
    generic_host::check,
    danger_before::check,
];

/// Rules on the page.
const PAGE: &[Rule] = &[
    unknown_site::check,
    brand_mismatch::check,
    parcel_lure::check,
    payment_form::check,
    one_time_code::check,
    code_after_card::check,
    scam_chain::check,
    bank_login::check,
    identity_request::check,
    excessive_request::check,
    contact_form::check,
    hotlinked_assets::check,
    evasion::check,
    kit_traces::check,
];

/// All findings about a context.
#[must_use]
pub fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in ADDRESS {
        rule(context, &mut findings);
    }
    if context.page.is_some() {
        for rule in PAGE {
            rule(context, &mut findings);
        }
    }
    findings
}

/// What the rules' table tests share.
#[cfg(test)]
pub(crate) mod testing {
    use crate::ask::Ask;
    use crate::case_support::engine;
    use crate::claim::Claim;
    use crate::context::{Context, Inherited};
    use crate::finding::{RuleId, Strength};
    use crate::lure::Lure;
    use crate::mention::Mentions;
    use crate::page::{Field, PageSnapshot};
    use crate::site::Site;

    fn fired(address: &str) -> Vec<RuleId> {
        engine()
            .findings_of_address(address)
            .unwrap_or_else(|error| panic!("{address}: {error}"))
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }

    /// Asserts that a rule speaks on an address.
    #[track_caller]
    pub(crate) fn fires(rule: RuleId, address: &str) {
        let found = fired(address);
        assert!(found.contains(&rule), "{address}: {found:?}");
    }

    /// A page with fields of these labels, all of them visible.
    pub(crate) fn page(url: &str, text: &str, labels: &[&str]) -> PageSnapshot {
        let fields = labels.iter().map(|&label| Field {
            tag: "input".into(),
            label: label.into(),
            visible: true,
            ..Field::default()
        });
        PageSnapshot {
            url: url.into(),
            text: text.into(),
            fields: fields.collect(),
            ..PageSnapshot::default()
        }
    }

    /// How much a rule says about a page, if it speaks.
    pub(crate) fn strength_on(rule: RuleId, page: &PageSnapshot) -> Option<Strength> {
        strength_after(rule, page, &Inherited::default())
    }

    /// The same with what a page around it or before it brings along.
    pub(crate) fn strength_after(
        rule: RuleId,
        page: &PageSnapshot,
        inherited: &Inherited,
    ) -> Option<Strength> {
        let site = Site::parse(&page.url).unwrap_or_else(|error| panic!("{}: {error}", page.url));
        let registry = engine().registry();
        let context = Context {
            registry,
            site: &site,
            owner: site.owner(registry),
            mentions: &Mentions::of_page(&site, registry),
            page: Some(page),
            claim: &Claim::of(page, &site, registry),
            lure: &Lure::of(page),
            ask: &Ask::of(page, &site),
            inherited,
        };
        super::run(&context)
            .iter()
            .find(|finding| finding.rule == rule)
            .map(|finding| finding.strength)
    }

    /// Asserts that a rule is silent on an address.
    #[track_caller]
    pub(crate) fn quiet(rule: RuleId, address: &str) {
        let found = fired(address);
        assert!(!found.contains(&rule), "{address}: {found:?}");
    }
}
