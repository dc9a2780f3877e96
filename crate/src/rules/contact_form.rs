//! Likely false positive: every honest contact and order form; weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct ContactForm;

impl Rule for ContactForm {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "Name, address, phone or password. Weak: the step before the card.";
    const BLIND_TO: &'static str = "an address asked for field by field, over several pages.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ask = context.ask;
        if !context.is_known_party() && (ask.contact() || ask.any(&[FieldKind::Password])) {
            findings.push(Finding::new(RuleId::ContactForm, Strength::Weak, ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let table = [
            (&["Nom", "Adresse e-mail", "Téléphone"][..], Some(Strength::Weak)),
            (&["Mot de passe"], Some(Strength::Weak)),
            // a newsletter
            (&["Nom", "Adresse e-mail"], None),
            (&["Rechercher"], None),
        ];
        for (labels, strength) in table {
            let page = page("https://azur.example/p", "", labels);
            assert_eq!(strength_on(RuleId::ContactForm, &page), strength, "{labels:?}");
        }
    }
}
