//! The rules: one file each, and this one list.
//!
//! A rule reads the [`Context`] and adds findings. It never chooses a level,
//! and it never looks at another rule's findings: matching and acting are apart.

pub(crate) mod context;
pub(crate) mod finding;

use context::Context;
use finding::{Finding, RuleId};

/// What a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The address, and what the tab knows of it.
    Address,
    /// The page.
    Page,
}

/// A rule declares itself, and adds what it finds.
pub(crate) trait Rule {
    /// Its name.
    const ID: RuleId;
    /// What it reads.
    const SCOPE: Scope;
    /// Whether its words name the page's address.
    const NAMES_ADDRESS: bool = false;
    /// What it cannot see, as `docs/RULES.md` says it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests hold the page to it"))]
    const BLIND_TO: &'static str;

    /// Reads the context and adds what it finds.
    fn check(context: &Context<'_>, findings: &mut Vec<Finding>);
}

/// A rule of the list.
struct Entry {
    id: RuleId,
    scope: Scope,
    names_address: bool,
    check: fn(&Context<'_>, &mut Vec<Finding>),
}

impl Entry {
    const fn of<R: Rule>() -> Self {
        Self {
            id: R::ID,
            scope: R::SCOPE,
            names_address: R::NAMES_ADDRESS,
            check: R::check,
        }
    }
}

macro_rules! rules {
    ($($module:ident::$rule:ident,)+) => {
        $(mod $module;)+

        /// Every rule, in the order in which reasons are told.
        const ALL: &[Entry] = &[$(Entry::of::<$module::$rule>(),)+];

        /// What each rule cannot see.
        #[cfg(test)]
        const BLIND_TO: &[(RuleId, &str)] = &[
            $((<$module::$rule as Rule>::ID, <$module::$rule as Rule>::BLIND_TO),)+
        ];
    };
}

// The order in which reasons are told: where we are, who it says it is, what it
// asks for, the story, how it is built.
rules! {
    official_site::OfficialSite,
    danger_before::DangerBefore,
    brand_mismatch::BrandMismatch,
    lookalike_host::LookalikeHost,
    target_embedding::TargetEmbedding,
    combosquatting::Combosquatting,
    embedded_domain::EmbeddedDomain,
    generic_host::GenericHost,
    foreign_signature::ForeignSignature,
    unknown_site::UnknownSite,
    brand_in_path::BrandInPath,
    sender_mismatch::SenderMismatch,
    code_after_card::CodeAfterCard,
    excessive_request::ExcessiveRequest,
    payment_form::PaymentForm,
    one_time_code::OneTimeCode,
    bank_login::BankLogin,
    identity_request::IdentityRequest,
    taking_without_form::TakingWithoutForm,
    parcel_lure::ParcelLure,
    scam_chain::ScamChain,
    contact_form::ContactForm,
    evasion::Evasion,
    hosted_page::HostedPage,
    kit_traces::KitTraces,
    hotlinked_assets::HotlinkedAssets,
}

/// All findings about a context.
#[must_use]
pub(crate) fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in ALL {
        if rule.scope == Scope::Address || context.page.is_some() {
            (rule.check)(context, &mut findings);
        }
    }
    findings
}

/// The place of a rule in the order in which reasons are told.
pub(crate) fn place(rule: RuleId) -> usize {
    let place = ALL.iter().position(|known| known.id == rule);
    place.unwrap_or(ALL.len())
}

/// Whether a rule's words name the page's address.
pub(crate) fn names_address(rule: RuleId) -> bool {
    let mut known = ALL.iter().filter(|known| known.id == rule);
    known.any(|known| known.names_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_once() {
        let mut listed: Vec<_> = ALL.iter().map(|rule| rule.id).collect();
        listed.sort_unstable();
        assert_eq!(listed, RuleId::ALL);
    }

    #[test]
    fn the_page_of_rules_says_what_each_is_blind_to() {
        let page = include_str!("../../../docs/RULES.md");
        let mut sections = page.split("\n### ").skip(1).collect::<Vec<_>>();
        for &(rule, blind_to) in BLIND_TO {
            let at = sections
                .iter()
                .position(|section| section.starts_with(&format!("{}\n", rule.as_str())));
            let section = sections.remove(at.unwrap_or_else(|| panic!("{}", rule.as_str())));
            let ending = format!("*Blind to*: {blind_to}");
            assert!(section.contains(&ending), "{}: {ending}", rule.as_str());
        }
        assert!(sections.is_empty(), "no rule: {sections:?}");
    }
}

/// What the rules' table tests share.
#[cfg(test)]
pub(crate) mod testing {
    use crate::case_support::engine;
    use crate::page::{Field, PageSnapshot};
    use crate::rules::context::FrameContext;
    use crate::rules::finding::{RuleId, Strength};

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
        strength_after(rule, page, &FrameContext::default())
    }

    /// The same with what a page around it or before it brings along.
    pub(crate) fn strength_after(
        rule: RuleId,
        page: &PageSnapshot,
        inherited: &FrameContext,
    ) -> Option<Strength> {
        let strength = engine().with_page(page.clone(), inherited, |_, findings| {
            let mut findings = findings.iter();
            findings
                .find(|finding| finding.rule == rule)
                .map(|finding| finding.strength)
        });
        strength.unwrap_or_else(|error| panic!("{}: {error}", page.url))
    }

    /// Asserts that a rule is silent on an address.
    #[track_caller]
    pub(crate) fn quiet(rule: RuleId, address: &str) {
        let found = fired(address);
        assert!(!found.contains(&rule), "{address}: {found:?}");
    }
}
