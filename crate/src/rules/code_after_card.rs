//! Likely false positive: a bank or provider that is not on the list and has
//! card and code on one domain; it speaks by its own name.

use crate::page::chain::ScamStep;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct CodeAfterCard;

impl Rule for CodeAfterCard {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        A code after an earlier page of the same site asked for a card, on a site that is neither bank nor \
        provider.";
    const BLIND_TO: &'static str = "the two on different sites.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() || !context.came_by(ScamStep::Card) || context.ask.card() {
            return;
        }
        let asks = context.ask.any(&[FieldKind::OneTimeCode, FieldKind::Pin]);
        if asks || context.lure.tells("otp") {
            findings.push(Finding::new(RuleId::CodeAfterCard, Strength::Strong, ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::chain::ChainHistory;
    use crate::rules::context::FrameContext;
    use crate::rules::testing::{page, strength_after};

    #[test]
    fn table() {
        let code = "Code reçu par SMS";
        let table = [
            (&[ScamStep::Card][..], &[code][..], Some(Strength::Strong)),
            // no card before, the card again, nothing asked
            (&[ScamStep::Bait], &[code], None),
            (&[ScamStep::Card], &[code, "Numéro de carte"], None),
            (&[ScamStep::Card], &["Votre avis"], None),
        ];
        for (steps, labels, strength) in table {
            let before = ChainHistory {
                steps: steps.to_vec(),
                ..ChainHistory::default()
            };
            let inherited = FrameContext {
                before: Some(before),
                ..FrameContext::default()
            };
            let page = page("https://azur.example/p", "", labels);
            let found = strength_after(RuleId::CodeAfterCard, &page, &inherited);
            assert_eq!(found, strength, "{steps:?} {labels:?}");
        }
    }
}
