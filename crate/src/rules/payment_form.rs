//! Likely false positive: every honest shop that takes cards on its own page;
//! weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct PaymentForm;

impl Rule for PaymentForm {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        Fields for a card's number, expiry and security code, by attributes, labels, placeholders and names in the \
        languages of the data (labels in 46 of them); split over boxes, outside forms, in shadow roots and \
        editable boxes, and boxes that are drawn to take keys. Visible words win over names and titles where the \
        rest of the card stands beside them. Without words, number, date and code in a row are known by their \
        shape: all three, in one form, none of them understood as something else. On a page that says little and \
        has nothing else to fill in, a question in a chat, the heading of a drawn keypad and a request beside a \
        camera count as asked. Weak to medium: every shop has one.";
    const BLIND_TO: &'static str = "fields drawn on a canvas, drawn boxes without a label or with words in them, a mute form of fewer than three parts.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() || !context.ask.card() {
            return;
        }
        let whole = context.ask.kinds.contains(&FieldKind::CardNumber)
            && context.ask.kinds.contains(&FieldKind::CardCsc);
        let strength = if whole {
            Strength::Medium
        } else {
            Strength::Weak
        };
        findings.push(Finding::new(RuleId::PaymentForm, strength, ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let at = "https://azur.example/p";
        let whole = &["Numéro de carte", "Cryptogramme visuel"][..];
        let table = [
            (at, whole, Some(Strength::Medium)),
            (at, &["Numéro de carte"], Some(Strength::Weak)),
            // a gift card, and whoever may take cards
            (at, &["Numéro de carte cadeau"], None),
            ("https://checkout.stripe.com/p", whole, None),
            ("https://www.chronopost.fr/p", whole, None),
        ];
        for (url, labels, strength) in table {
            let found = strength_on(RuleId::PaymentForm, &page(url, "", labels));
            assert_eq!(found, strength, "{url} {labels:?}");
        }
    }
}
