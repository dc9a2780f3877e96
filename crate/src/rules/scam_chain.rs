//! Likely false positive: a carrier that is not on the list, where people track
//! a parcel and pay its customs; it speaks by its own name. And any honest site
//! that a page of the scam leads to: what began elsewhere counts for no page that
//! speaks by its own name, and for others never much.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct ScamChain;

impl Rule for ScamChain {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        An earlier page of this site, or a page that led here, was a bait, a robot check or a tracking page, and \
        this one asks for the next step; what the page showed itself a moment ago, and shows still, is none. Strong when an earlier page of this site was worth a warning. What began \
        elsewhere is never more than medium and counts for no page that speaks by its own name: a page of a kit \
        can lead to any honest site. Kept by step and digest of the site, in memory of the session.";
    const BLIND_TO: &'static str = "steps in different tabs.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(before) = context.inherited.before.as_ref() else {
            return;
        };
        if context.is_known_party() || !context.takes_next_step() {
            return;
        }
        let own_name = context.claim.own_name;
        let begun_here = before.begun_here(&context.steps());
        let strength = if begun_here && before.warned {
            Strength::Strong
        } else if !own_name && (begun_here || before.begun_elsewhere()) {
            Strength::Medium
        } else {
            return;
        };
        findings.push(Finding::new(RuleId::ScamChain, strength, ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::page::chain::{ChainHistory, ScamStep};
    use crate::rules::context::FrameContext;
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_after};

    #[test]
    fn table() {
        use Strength::{Medium, Strong};
        let here = |warned| ChainHistory {
            steps: vec![ScamStep::Bait],
            warned,
            ..ChainHistory::default()
        };
        let elsewhere = || ChainHistory {
            brought: vec![ScamStep::Bait],
            ..ChainHistory::default()
        };
        let card = "Numéro de carte";
        let table = [
            (here(true), "", card, Some(Strong)),
            (here(false), "", card, Some(Medium)),
            (elsewhere(), "", card, Some(Medium)),
            // a page that asks for nothing, or after nothing
            (here(true), "", "Votre avis", None),
            (ChainHistory::default(), "", card, None),
            // a site that speaks by its own name
            (here(false), "Brindille Azur", card, None),
            (elsewhere(), "Brindille Azur", card, None),
            (here(true), "Brindille Azur", card, Some(Strong)),
        ];
        for (before, title, label, strength) in table {
            let mut page = page("https://brindille-azur.example/p", "", &[label]);
            page.title = title.into();
            let inherited = FrameContext {
                before: Some(before),
                ..FrameContext::default()
            };
            let found = strength_after(RuleId::ScamChain, &page, &inherited);
            assert_eq!(found, strength, "{inherited:?} {title} {label}");
        }
    }
}
