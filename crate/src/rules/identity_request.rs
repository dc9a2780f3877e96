//! Likely false positive: administrations and hire firms; weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::FieldKind;
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct IdentityRequest;

impl Rule for IdentityRequest {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "An identity document or number. Weak.";
    const BLIND_TO: &'static str = "a document asked for by mail or in a picture.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if !context.is_known_party()
            && context
                .ask
                .any(&[FieldKind::IdentityDocument, FieldKind::NationalId])
        {
            findings.push(Finding::new(RuleId::IdentityRequest, Strength::Weak, ""));
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
            ("Pièce d'identité", Some(Strength::Weak)),
            ("Social security number", Some(Strength::Weak)),
            ("Date de naissance", None),
            ("Nom", None),
        ];
        for (label, strength) in table {
            let page = page("https://azur.example/p", "", &[label]);
            assert_eq!(strength_on(RuleId::IdentityRequest, &page), strength, "{label}");
        }
    }
}
