//! Likely false positive: small old honest sites; weak by itself.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// Points from which the traces are weak, and medium.
const WEAK: u32 = 3;
const MEDIUM: u32 = 4;

/// The rule.
pub(super) struct KitTraces;

impl Rule for KitTraces {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        A form that posts to a script of its own folder or nowhere, a script folders deep, \"do not list\", a page \
        that leads nowhere else and has no name. From three points weak, from four medium.";
    const BLIND_TO: &'static str = "kits behind a router with clean addresses.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page else { return };
        if context.is_known_party() {
            return;
        }
        let target = match (context.ask.local_script, context.ask.no_target) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        };
        let points = target
            + u32::from(is_deep_script(context.site.path()))
            + u32::from(page.noindex)
            + u32::from(page.is_dead_end(context.site.host()))
            + u32::from(!context.claim.own_name);
        if points >= WEAK {
            let strength = if points >= MEDIUM {
                Strength::Medium
            } else {
                Strength::Weak
            };
            findings.push(Finding::new(RuleId::KitTraces, strength, ""));
        }
    }
}

/// Whether the page is a script file two folders deep or more: a kit unpacked
/// on somebody's site (`/paypal/files/card.php`).
fn is_deep_script(path: &str) -> bool {
    path.ends_with(".php") && path.matches('/').count() >= 3
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::page::{Form, Link, PageSnapshot};
    use crate::rules::testing::{page, strength_on};

    fn with_form(url: &str, action: &str) -> PageSnapshot {
        let mut page = page(url, "", &["Numéro de carte"]);
        page.forms.push(Form {
            action: action.into(),
        });
        for field in &mut page.fields {
            field.form = 0;
        }
        page
    }

    #[test]
    fn table() {
        let table = [
            // a script of its own folder, on a page that leads nowhere and has no name
            ("https://azur.example/", "pay.php", Some(Strength::Medium)),
            // a kit unpacked folders deep, whose form goes nowhere
            (
                "https://azur.example/paypal/files/card.php",
                "#",
                Some(Strength::Medium),
            ),
            ("https://azur.example/", "#", Some(Strength::Weak)),
            // an address of its own to post to, like shops
            ("https://azur.example/", "/checkout/pay", None),
        ];
        for (url, action, strength) in table {
            let page = with_form(url, action);
            assert_eq!(
                strength_on(RuleId::KitTraces, &page),
                strength,
                "{url} {action}"
            );
        }
    }

    #[test]
    fn an_old_honest_shop_has_a_name_and_a_menu() {
        let mut page = with_form("https://boutique-azur.example/commande.php", "valider.php");
        page.title = "Boutique Azur".into();
        for name in ["a", "b", "c", "d"] {
            page.links.push(Link {
                href: format!("https://boutique-azur.example/{name}"),
                ..Link::default()
            });
        }
        assert_eq!(strength_on(RuleId::KitTraces, &page), None);
    }
}
