//! Likely false positive: payout and hire forms that take an identity number
//! with a card; the identity alone is medium.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct ExcessiveRequest;

impl Rule for ExcessiveRequest {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        Beside the card: its PIN (medium beside the number alone), a bank login or what there is on the account (strong), the code that confirms its \
        payment or an identity document (medium), where both show: no honest page asks for these together. An identity \
        number is none of them: in some countries shops write it on the bill.";
    const BLIND_TO: &'static str = "the same on two pages (see `code_after_card`).";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() || !context.ask.card() {
            return;
        }
        // A payment frame keeps the fields of other ways to pay out of sight, and a
        // long form the branches that were not chosen: what is never seen together is
        // not asked for together.
        let asks = |kinds: &[FieldKind]| {
            context.ask.fields.iter().any(|asked| {
                let visible = context
                    .page
                    .and_then(|page| page.fields.get(asked.field))
                    .is_some_and(|field| field.visible);
                visible && kinds.contains(&asked.kind)
            })
        };
        if !asks(&[FieldKind::CardNumber, FieldKind::CardCsc]) {
            return;
        }
        let pin = asks(&[FieldKind::Pin]);
        // Cards of libraries, of shops and for fuel have a number and a PIN, and no more.
        let is_whole = context.ask.most_of_card();
        let strength = if pin && is_whole || asks(&[FieldKind::BankLogin, FieldKind::Balance]) {
            Strength::Strong
        } else if pin
            || asks(&[FieldKind::OneTimeCode])
            || asks_for_document_with_card(context)
        {
            Strength::Medium
        } else {
            return;
        };
        findings.push(Finding::new(RuleId::ExcessiveRequest, strength, ""));
    }
}

/// Whether an identity document is asked for with the card, and not in another branch of a
/// choice of ways to pay: where a radio button stands between them, one is filled in
/// or the other.
fn asks_for_document_with_card(context: &Context<'_>) -> bool {
    let Some(page) = context.page else {
        return false;
    };
    let is_choice = |at: usize| page.fields.get(at).is_some_and(|field| field.kind == "radio");
    let shown = |kinds: &[FieldKind]| -> Vec<usize> {
        let asked = context.ask.fields.iter();
        asked
            .filter(|asked| kinds.contains(&asked.kind))
            .filter(|asked| page.fields.get(asked.field).is_some_and(|field| field.visible))
            .map(|asked| asked.field)
            .collect()
    };
    let cards = shown(&[FieldKind::CardNumber, FieldKind::CardCsc]);
    shown(&[FieldKind::IdentityDocument]).into_iter().any(|identity| {
        let is_beside = |card: &usize| !(identity.min(*card)..identity.max(*card)).any(is_choice);
        cards.iter().any(is_beside)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let card = ["Card number", "Expiry date", "CVV"];
        let table: [(&[&str], Option<Strength>); 8] = [
            (&["ATM PIN"], Some(Strength::Strong)),
            (&["Solde actuel du compte"], Some(Strength::Strong)),
            (&["Cât ai acum pe card?"], Some(Strength::Strong)),
            (&["Code reçu par SMS"], Some(Strength::Medium)),
            (&["Photo of your passport"], Some(Strength::Medium)),
            // what shops of some countries write on the bill
            (&["Social security number"], None),
            // what shops ask for with the card
            (&["Name on card", "Postal code", "E-mail"], None),
            (&[], None),
        ];
        for (more, strength) in table {
            let labels: Vec<&str> = card.iter().chain(more).copied().collect();
            let page = page("https://shop.example/pay", "", &labels);
            assert_eq!(
                strength_on(RuleId::ExcessiveRequest, &page),
                strength,
                "{more:?}"
            );
        }
        let without_card = page("https://shop.example/login", "", &["ATM PIN"]);
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &without_card), None);
        let library = page("https://library.example/login", "", &["Card number", "ATM PIN"]);
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &library), Some(Strength::Medium));
    }

    #[test]
    fn a_payment_frame_may_keep_a_pin_field_out_of_sight() {
        let mut page = page(
            "https://pay.example/frame",
            "",
            &["Card number", "CVV", "Expiry date", "PIN"],
        );
        for field in page.fields.iter_mut().skip(3) {
            field.visible = false;
        }
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &page), None);
    }

    #[test]
    fn branches_of_a_choice_are_not_asked_for_together() {
        let labels = ["Photo of your passport", "Pay by card", "Card number", "CVV", "Expiry date"];
        let mut page = page("https://pay.example/ways", "", &labels);
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &page), Some(Strength::Medium));
        for field in page.fields.iter_mut().skip(1).take(1) {
            field.kind = "radio".into();
        }
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &page), None);
    }

    #[test]
    fn a_hidden_card_is_not_asked_for_with_what_shows() {
        let labels = ["Card number", "CVV", "Expiry date", "Photo of your passport"];
        let mut page = page("https://pay.example/frame", "", &labels);
        for field in page.fields.iter_mut().take(3) {
            field.visible = false;
        }
        assert_eq!(strength_on(RuleId::ExcessiveRequest, &page), None);
    }
}
