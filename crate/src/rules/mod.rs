//! The rules: one file each, and one line each in `list.rs`.
//!
//! A rule reads the [`Context`] and adds findings. It never chooses a level,
//! and it never looks at another rule's findings: matching and acting are apart.

pub(crate) mod context;
pub(crate) mod finding;
mod list;
#[cfg(test)]
mod rules_page;

use context::Context;
use finding::{Finding, RuleId};
use list::each_rule;

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
    /// What it reads.
    const SCOPE: Scope;
    /// Whether its words name the page's address.
    const NAMES_ADDRESS: bool = false;
    /// What it fires on, as `docs/RULES.md` says it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the page of rules is made of it")
    )]
    const ABOUT: &'static str;
    /// What it cannot see, as `docs/RULES.md` says it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the page of rules is made of it")
    )]
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
    #[cfg(test)]
    about: &'static str,
    #[cfg(test)]
    blind_to: &'static str,
}

impl Entry {
    const fn of<R: Rule>(id: RuleId) -> Self {
        Self {
            id,
            scope: R::SCOPE,
            names_address: R::NAMES_ADDRESS,
            check: R::check,
            #[cfg(test)]
            about: R::ABOUT,
            #[cfg(test)]
            blind_to: R::BLIND_TO,
        }
    }
}

macro_rules! registry {
    ($($module:ident::$rule:ident: $says:literal,)+) => {
        $(mod $module;)+

        /// Every rule, in the order of the list.
        const ALL: &[Entry] = &[$(Entry::of::<$module::$rule>(RuleId::$rule),)+];
    };
}

each_rule!(registry);

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

/// Whether a rule's words name the page's address.
pub(crate) fn names_address(rule: RuleId) -> bool {
    let mut known = ALL.iter().filter(|known| known.id == rule);
    known.any(|known| known.names_address)
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
