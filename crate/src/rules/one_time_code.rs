//! Likely false positive: the second factor of an ordinary login; weak unless
//! words of a payment stand beside it.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct OneTimeCode;

impl Rule for OneTimeCode {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        A code field, boxes of one digit, words that send to the banking app, or a masked card number as on a \
        bank's confirmation page.";
    const BLIND_TO: &'static str = "a code asked for in a picture.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        let asked = context.ask.any(&[FieldKind::OneTimeCode, FieldKind::Pin]);
        // A copied confirmation page shows the card as banks do, in any language.
        let told = context.lure.tells("otp") || context.lure.masked_card;
        // A page that waits for the banking app has no field at all, and a copied
        // code page may name its field anyhow; with fields of other kinds only, the
        // words are about something else.
        let waits = told
            && !context.claim.own_name
            && context.page.is_some_and(|page| {
                page.fields.is_empty()
                    || (0..page.fields.len()).any(|field| context.ask.kind_at(field).is_none())
            });
        let strength = match (asked, told) {
            (true, true) => Strength::Medium,
            (true, false) => Strength::Weak,
            (false, _) if waits => Strength::Weak,
            (false, _) => return,
        };
        findings.push(Finding::new(RuleId::OneTimeCode, strength, ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let (code, confirms) = ("Code reçu par SMS", "Carte : XXXX XXXX XXXX 1234");
        let table = [
            (&[code][..], "", Some(Strength::Weak)),
            (&[code], confirms, Some(Strength::Medium)),
            // it waits for the banking app
            (&[], confirms, Some(Strength::Weak)),
            // the words are about something else
            (&["Votre nom"], confirms, None),
            (&[], "Bonjour", None),
        ];
        for (labels, text, strength) in table {
            let page = page("https://azur.example/p", text, labels);
            let found = strength_on(RuleId::OneTimeCode, &page);
            assert_eq!(found, strength, "{labels:?} {text}");
        }
    }
}
