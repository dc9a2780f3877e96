//! Likely false positive: every small shop with a payment link or a chat; it
//! counts with a story or a claim only.

use crate::data::{HostingKind, Weight, hosts};
use crate::page::lure::Lure;
use crate::page::PageSnapshot;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};
use crate::text::phones;

/// The rule.
pub(super) struct TakingWithoutForm;

impl Rule for TakingWithoutForm {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        A link that pays somebody (Stripe, PayPal.me, SumUp, Lydia), a wallet's button, words that send to the \
        banking app, a number of an adviser to call, one that costs extra, an app to install: medium. A voucher's or prepaid code, the words that \
        open a wallet, a tool that shares the screen: strong where a field or one of its choices asks for it, or on a page of no name \
        that leads nowhere else; an article speaks of them, too. A link to a chat is weak, on a page of no name that \
        leads nowhere else or says little medium. It counts with a story or a claim only: \
        small shops take payments and answer in chats all day.";
    const BLIND_TO: &'static str = "a link that a script opens, other languages.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page.filter(|_| !context.is_known_party()) else {
            return;
        };
        let told = context.lure.takings.iter();
        let told = told.max_by_key(|taking| taking.weight).map(|taking| {
            let strength = match taking.weight {
                Weight::Strong if asks_here(context, page) => Strength::Strong,
                Weight::Strong | Weight::Medium => Strength::Medium,
                Weight::Weak => Strength::Weak,
            };
            (strength, taking.passage.as_str())
        });
        let alone = is_alone(context);
        let linked = page.links.iter().filter_map(|link| {
            let strength = strength_of(&link.href, alone)?;
            Some((strength, link.href.as_str()))
        });
        let called = phones::first_costly(&page.text).map(|number| (Strength::Medium, number));
        let means = told.into_iter().chain(linked).chain(called);
        if let Some((strength, detail)) = means.max_by_key(|&(strength, _)| strength) {
            findings.push(Finding::new(
                RuleId::TakingWithoutForm,
                strength,
                detail,
            ));
        }
    }
}

/// Whether the page asks by itself, where an article would speak of it: in the
/// words of a field or of its choices, or on a page of no name that leads nowhere else.
fn asks_here(context: &Context<'_>, page: &PageSnapshot) -> bool {
    let asks = |words: &str| !words.is_empty() && !Lure::of_label(words).takings.is_empty();
    let mut fields = page.fields.iter();
    !context.claim.own_name && context.leads_nowhere()
        || fields.any(|field| {
            let mut words = field.options.iter().chain([&field.label, &field.placeholder]);
            words.any(|words| asks(words))
        })
}

/// Whether it is a page of no name that leads nowhere else, or says little.
fn is_alone(context: &Context<'_>) -> bool {
    !context.claim.own_name && (context.leads_nowhere() || context.says_little())
}

/// How much a link takes. One to a messenger is weak where the page leads elsewhere, too, and no
/// means at all where it shares a page.
fn strength_of(address: &str, alone: bool) -> Option<Strength> {
    if let Some(number) = address.strip_prefix("tel:") {
        return phones::is_0900(&phones::digits_of(number)).then_some(Strength::Medium);
    }
    let rest = address.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let file = path.split(['?', '#']).next().unwrap_or_default();
    if file.ends_with(".apk") {
        return Some(Strength::Medium);
    }
    match hosts::lookup(&host.to_ascii_lowercase()).hosting?.kind {
        HostingKind::PaymentLink if !file.is_empty() => Some(Strength::Medium),
        HostingKind::Messenger if path.is_empty() || shares(path) => None,
        HostingKind::Messenger if alone => Some(Strength::Medium),
        HostingKind::Messenger => Some(Strength::Weak),
        _ => None,
    }
}

/// `wa.me/?text=…`, `t.me/share/url?url=…`: no one's chat.
fn shares(path: &str) -> bool {
    path.starts_with('?') || path.starts_with("share") || path.starts_with("send?text=")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Link;
    use crate::rules::testing::{page, strength_on};

    /// A page on an address of no meaning, with a link and labels of fields.
    fn linked(text: &str, href: &str, labels: &[&str]) -> PageSnapshot {
        PageSnapshot {
            links: vec![Link {
                href: href.into(),
                ..Link::default()
            }],
            ..page("https://azur.example/p", text, labels)
        }
    }

    #[test]
    fn a_shop_s_chat_is_one_of_its_ways_on() {
        let mut shop = linked("Lilas", "https://wa.me/33600000000", &[]);
        shop.title = "Lilas".into();
        shop.url = "https://lilas.example/".into();
        assert_eq!(strength_on(RuleId::TakingWithoutForm, &shop), Some(Strength::Weak));
    }

    #[test]
    fn table() {
        use Strength::{Medium, Strong};
        for (text, href, labels, strength) in [
            ("", "https://buy.stripe.com/a1b2", &[][..], Some(Medium)),
            ("", "https://paypal.me/lilas/2", &[], Some(Medium)),
            ("", "https://wa.me/33600000000", &[], Some(Medium)),
            ("", "tel:0900123456", &[], Some(Medium)),
            ("", "tel:0899000000", &[], None),
            ("", "tel:+33199000000", &[], None),
            ("Composez le 08 99 00 00 00 (0,80 €/min).", "", &[], Some(Medium)),
            ("Posez votre carte au dos du téléphone.", "", &[], Some(Strong)),
            ("", "https://azur.example/suivi.apk", &[], Some(Medium)),
            ("Approuvez l'opération.", "", &[], Some(Medium)),
            ("Appelez immédiatement.", "", &[], Some(Medium)),
            ("", "", &["Code du ticket Neosurf"], None),
            ("Code Neosurf", "", &["Code Neosurf"], Some(Strong)),
            // the provider's own page, and links that share one
            ("", "https://paypal.me/", &[], None),
            ("", "https://wa.me/?text=https%3A%2F%2Fazur.example", &[], None),
            ("", "https://t.me/share/url?url=azur", &[], None),
            ("Payez par carte.", "https://azur.example/", &[], None),
        ] {
            let found = strength_on(RuleId::TakingWithoutForm, &linked(text, href, labels));
            assert_eq!(found, strength, "{text} {href} {labels:?}");
        }
    }

    #[test]
    fn a_shop_answers_in_chats() {
        let mut shop = linked("Lilas, savons", "https://wa.me/33600000000", &[]);
        (shop.url, shop.title) = ("https://lilas-savons.example/".into(), "Lilas Savons".into());
        let found = strength_on(RuleId::TakingWithoutForm, &shop);
        assert_eq!(found, Some(Strength::Weak));
    }

    #[test]
    fn an_article_takes_less_than_a_page_that_asks() {
        let mut article = linked("Ils demandent un code Neosurf.", "", &[]);
        article.links = ["a", "b", "c", "d"]
            .map(|name| Link {
                href: format!("https://azur.example/{name}"),
                ..Link::default()
            })
            .into();
        let found = strength_on(RuleId::TakingWithoutForm, &article);
        assert_eq!(found, Some(Strength::Medium));
    }
}
