//! Likely false positive: banks that are not on the list, and direct-debit
//! forms of ordinary firms; weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::{BrandKind, FieldKind, PlainWord, plain_words};
use crate::page::PageSnapshot;
use crate::rules::{Rule, Scope};
use crate::text::fold;

/// The rule.
pub(super) struct BankLogin;

impl Rule for BankLogin {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "A bank login, an IBAN or BIC, a card number as a login, a user's name or password beside the names of several banks, or a user's name beside the reader's own bank. Weak.";
    const BLIND_TO: &'static str = "a login asked for in a picture.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        // A password on a page that presents itself as a bank is that bank's.
        let poses_as_bank = || {
            context.sender().is_some_and(|(brand, strength)| {
                let kind = brand.kind();
                strength > Strength::Weak && matches!(kind, BrandKind::Bank | BrandKind::Payment)
            })
        };
        // Who picks a bank and types his name or password of it here is at no bank's page.
        let lets_pick_bank = || context.says_little() && context.page.is_some_and(|page| names_banks(context, page));
        let speaks_of_readers_bank = || {
            let text = context.page.map(|page| fold(&page.text)).unwrap_or_default();
            context.says_little() && plain_words(PlainWord::OnesBank).iter().any(|words| text.contains(words))
        };
        let account = [FieldKind::BankLogin, FieldKind::Iban, FieldKind::Bic];
        let login = [FieldKind::Password, FieldKind::Pin];
        if !context.is_known_party()
            && (context.ask.any(&account)
                || context.ask.any(&login) && (poses_as_bank() || lets_pick_bank())
                || context.ask.any(&[FieldKind::Username]) && (lets_pick_bank() || speaks_of_readers_bank()))
        {
            findings.push(Finding::new(RuleId::BankLogin, Strength::Weak, ""));
        }
    }
}

/// Whether a page names several banks.
fn names_banks(context: &Context<'_>, page: &PageSnapshot) -> bool {
    const SEVERAL: usize = 3;
    let names = context.registry.senders_in(&fold(&page.text));
    let mut banks: Vec<&str> = names
        .iter()
        .filter(|name| name.brand.kind() == BrandKind::Bank)
        .map(|name| name.brand.id())
        .collect();
    banks.sort_unstable();
    banks.dedup();
    banks.len() >= SEVERAL
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let at = "https://azur.example/p";
        let table = [
            (at, "IBAN", Some(Strength::Weak)),
            (at, "Identifiant de banque en ligne", Some(Strength::Weak)),
            // any login, and a bank's own page
            (at, "Identifiant", None),
            ("https://checkout.stripe.com/p", "IBAN", None),
        ];
        for (url, label, strength) in table {
            let found = strength_on(RuleId::BankLogin, &page(url, "", &[label]));
            assert_eq!(found, strength, "{url} {label}");
        }
        let picker = "Choisissez votre banque : BNP Paribas, Crédit Agricole, Société Générale, La Banque Postale";
        let found = |text: &str| strength_on(RuleId::BankLogin, &page(at, text, &["Identifiant", "Mot de passe"]));
        assert_eq!(found(picker), Some(Strength::Weak));
        assert_eq!(found("Partenaire : BNP Paribas"), None);
        let own = strength_on(RuleId::BankLogin, &page(at, "Réglez depuis votre banque.", &["Identifiant client"]));
        assert_eq!(own, Some(Strength::Weak));
        let named = strength_on(RuleId::BankLogin, &page(at, picker, &["Identifiant client"]));
        assert_eq!(named, Some(Strength::Weak));
    }
}
