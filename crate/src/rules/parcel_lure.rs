//! Likely false positive: news and prevention pages that quote it, carriers'
//! help pages; see [`is_likely_false_positive`].

use crate::data::{FieldKind, Weight};
use crate::page::PageSnapshot;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};
use crate::text::fold;
use crate::text::phrases::cues;

/// Stories of money that is owed to the visitor.
const PAID_BACK: &[&str] = &["card_credit", "refund"];

/// Points from which a story is beyond doubt.
const BEYOND_DOUBT: u32 = 9;

/// The rule.
pub(super) struct ParcelLure;

impl Rule for ParcelLure {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        Phrases of the scam's stories in 25 languages, weighed, with a small sum of money; of phrases inside one \
        another only the longest counts. One everyday phrase beside a small sum is no story on a site that speaks by \
        its own name, and without a word of parcels none is beyond doubt. \"The buyer has paid\" \
        beside a card form or a code is beyond doubt, and so is a button that hands out a sum beside a card's number and its \
        date or code, and, on a page of no name that says little, a refund or money that comes to a card, beside them \
        or beside what opens a bank account: who gets money gives neither. What shops say of refunds below their form counts \
        in title, headings and buttons alone. On a payment provider's page that holds \
        its merchant's words (`buy.stripe.com`) only a story beyond doubt counts, and never for more than caution. \
        A story is told in one place: of a long text only the stretch of 2,000 characters that tells most counts, \
        beside title, headings and buttons, because terms of sale speak of everything that may befall a parcel. \
        Under a first heading that warns of it, or a second one below the site's name, on a page with a menu that asks for nothing and claims no carrier, it \
        is quoted. Long texts with many links that ask for nothing speak about the scam, and texts of more than 6,000 \
        characters that ask for nothing need a story beyond doubt: terms of sale have a chapter on parcels.";
    const BLIND_TO: &'static str = "stories told in pictures, other languages.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let merchants = context.is_merchants_page();
        if context.is_known_party() && !merchants {
            return;
        }
        let score = context.lure_score();
        let small_fee = context.lure.small_amount.is_some();
        let strength = match score {
            _ if pays_the_payer(context) => Strength::Strong,
            0..=2 => return,
            // A shop's price of shipping and one of its everyday phrases are no story.
            3..=5 if !small_fee || context.claim.own_name => Strength::Weak,
            // Whoever is owed money writes so; without a parcel it is no parcel's story.
            BEYOND_DOUBT.. if context.lure.parcel_words > 0 => Strength::Strong,
            _ => Strength::Medium,
        };
        if is_likely_false_positive(context) {
            return;
        }
        let passage = context
            .lure
            .strongest()
            .map(|hit| hit.passage.clone())
            .unwrap_or_default();
        findings.push(Finding::new(RuleId::ParcelLure, strength, passage));
    }
}

/// Whether somebody is told that a buyer has paid, or is handed out a sum by a button or as a refund, and
/// asked for a card or for the bank's code: who gets money gives neither. A card's number alone is where
/// a platform that speaks by its own name pays to.
fn pays_the_payer(context: &Context<'_>) -> bool {
    let nameless = !context.claim.own_name;
    // On a page of no name that says little, what else could an everyday phrase of it mean?
    let enough = if nameless && context.says_little() { Weight::Medium } else { Weight::Strong };
    let tells = |story: &str, least: Weight| {
        let mut hits = context.lure.hits.iter();
        hits.any(|hit| hit.story == story && hit.weight >= least)
    };
    let takes_some = context.ask.card() || context.ask.any(&[FieldKind::OneTimeCode]);
    let takes_most = context.ask.most_of_card();
    let is_taken = takes_most || takes_some && nameless;
    let alone = nameless && context.says_little();
    // Shops say below their form on which card a refund comes, but not at the head or on a button.
    let pays_back = alone && context.lure.hits.iter().any(|hit| {
        let is_headed = hit.at.is_none() && hit.weight == Weight::Medium;
        PAID_BACK.contains(&hit.story) && (hit.weight == Weight::Strong || is_headed)
    });
    // Nor does anybody open his bank account to be paid.
    let opens_account = alone && context.ask.online_banking();
    tells("marketplace", enough) && is_taken
        || (context.lure.hands_out_money || pays_back) && (takes_most || opens_account)
}

/// Honest pages that this rule would hit: long texts that speak about the scam or
/// about everything, and ask for nothing themselves.
fn is_likely_false_positive(context: &Context<'_>) -> bool {
    context.page.is_some_and(|page| {
        let length = page.counts.text_length;
        let is_about_all = length > 12_000 && page.counts.links > 80;
        // Terms of sale and guides have a chapter on what befalls parcels.
        let is_chapter = length > 6_000 && context.lure_score() < BEYOND_DOUBT;
        let is_about_it = is_about_the_scam(context, page);
        (is_about_all || is_chapter || is_about_it) && !context.takes_next_step()
    })
}

/// Whether the first heading, or the second where that is the site's name, warns of the scam, on a page
/// that leads on within its site and is signed by no carrier: nobody could be taken in under such a
/// headline.
fn is_about_the_scam(context: &Context<'_>, page: &PageSnapshot) -> bool {
    let title = fold(&page.title);
    let is_sites_name = |heading: &String| {
        let heading = fold(heading);
        title.contains(&heading) && title != heading
    };
    let mut headings = page.headings.iter();
    let headline = headings.next().map(|first| match headings.next() {
        Some(second) if is_sites_name(first) => [first, second],
        _ => [first, first],
    });
    let mut warns = false;
    for headline in headline.iter().flatten() {
        cues().find_all(&fold(headline), |cue, _| {
            warns |= cue.story == "warning" && cue.weight > Weight::Weak;
        });
    }
    warns && !page.is_dead_end(context.site.host()) && context.claim.identity().is_none()
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::page::{Counts, Link};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let told = "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €";
        let table = [
            (told, Some(Strength::Medium)),
            // the words of every shop
            ("Votre colis est en route. Livraison offerte.", None),
            ("Bonjour", None),
        ];
        for (text, strength) in table {
            let page = page("https://azur.example/p", text, &[]);
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{text}");
        }
        // a shop's checkout: one of its everyday phrases, and its price of shipping
        let checkout = page("https://lilas-savons.example/p", "Lilas Savons. Réglez les frais de livraison : 4,90 €, colis suivi.", &[]);
        let nobodys = page("https://azur.example/p", &checkout.text, &[]);
        assert_eq!(strength_on(RuleId::ParcelLure, &nobodys), Some(Strength::Medium));
        assert_eq!(strength_on(RuleId::ParcelLure, &checkout), Some(Strength::Weak));
        // whoever is owed money writes so
        let dunning = "Dernier rappel : réglez les frais de retard. Paiement requis : des frais impayés de 3 €.";
        let parcels = format!("{dunning} Votre colis attend.");
        assert_eq!(strength_on(RuleId::ParcelLure, &page("https://azur.example/p", dunning, &[])), Some(Strength::Medium));
        assert_eq!(strength_on(RuleId::ParcelLure, &page("https://azur.example/p", &parcels, &[])), Some(Strength::Strong));
        // a buyer who has paid, and a card of who is to be paid
        let paid = "L'acheteur a déjà payé. Recevez votre argent.";
        let card = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
        for (text, labels, strength) in [
            (paid, &card[..], Some(Strength::Strong)),
            ("The buyer has already paid.", card, Some(Strength::Strong)),
            (paid, &["IBAN"], Some(Strength::Weak)),
            (paid, &["Code reçu par SMS"], Some(Strength::Strong)),
            (paid, &["Numéro de carte"], Some(Strength::Strong)),
            ("Recevez votre colis sous 48 h.", card, None),
        ] {
            let page = page("https://azur.example/p", text, labels);
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{text} {labels:?}");
        }
        // an everyday phrase of it, on a page that says nothing else, and on one of its own name
        for (title, strength) in [("Collect funds", Some(Strength::Strong)), ("Collect funds – Azur", None)] {
            let mut page = page("https://azur.example/p", "Card number", card);
            page.title = title.into();
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{title}");
        }
        // a platform that pays to a card speaks by its own name
        let mut platform = page("https://lilas-vide-greniers.example/p", paid, &["Numéro de carte"]);
        platform.title = "Lilas Vide-Greniers : virements".into();
        assert_eq!(strength_on(RuleId::ParcelLure, &platform), Some(Strength::Weak));
        // a button that hands out money, and a card's number alone or with its date
        for (button, labels, strength) in [
            ("Recevoir 85,00 €", &card[..], Some(Strength::Strong)),
            ("Ontvang € 85,00", card, Some(Strength::Strong)),
            ("Payer 85,00 €", card, None),
            ("Recevoir 85,00 €", &["Numéro de carte"][..], None),
        ] {
            let mut page = page("https://azur.example/p", "Bonjour", labels);
            page.buttons = vec![button.into()];
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{button} {labels:?}");
        }
        // a refund is paid to a card's number, not to its code; a page of its own name may promise one
        let refund = "Vous bénéficiez d'un remboursement de 64,35 €. Indiquez votre carte.";
        for (title, labels, strength) in [
            ("Remboursement", &card[..], Some(Strength::Strong)),
            ("Remboursement", &["Numéro de carte"][..], Some(Strength::Weak)),
            ("Azur : remboursement", card, Some(Strength::Weak)),
        ] {
            let mut page = page("https://azur.example/p", refund, labels);
            page.title = title.into();
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{title} {labels:?}");
        }
        // money that comes to a card or to an account that is opened for it; below a form, where shops say it, and at the head
        for (heading, text, labels, strength) in [
            ("", "Carte du bénéficiaire", &card[..], Some(Strength::Strong)),
            ("", "Aveți de primit 612,40 lei", card, Some(Strength::Strong)),
            ("", "Der Betrag wird Ihrer Karte gutgeschrieben.", card, None),
            ("Solicitar devolución", "", card, Some(Strength::Strong)),
            ("", "Solicitar devolución", card, None),
            ("Solicitar devolución", "", &["IBAN"][..], None),
            ("", "Carte du bénéficiaire", &["Identifiant bancaire", "Mot de passe de votre banque"][..], Some(Strength::Strong)),
            ("", "Carte du bénéficiaire", &["Adresse e-mail", "Mot de passe"][..], None),
        ] {
            let mut page = page("https://azur.example/p", text, labels);
            page.headings = vec![heading.into()];
            assert_eq!(strength_on(RuleId::ParcelLure, &page), strength, "{heading} {text} {labels:?}");
        }
        // A page that can be edited is a page all the same: what somebody typed is never read.
        let mut editable = page("https://azur.example/p", told, &[]);
        editable.editable = true;
        assert_eq!(strength_on(RuleId::ParcelLure, &editable), Some(Strength::Medium));
        // somebody else's words: a long text with many links, as long as it asks for nothing
        let mut terms = page("https://azur.example/cgv", "Adresse erronée : le colis revient.", &[]);
        terms.counts.text_length = 9_000;
        assert_eq!(strength_on(RuleId::ParcelLure, &terms), None);
        // a town hall's warning, which quotes it; the same of no menu, or asking for a card
        let mut warning = page("https://azur.example/p", told, &[]);
        warning.headings = vec!["Attention aux faux SMS".into()];
        assert_eq!(strength_on(RuleId::ParcelLure, &warning), Some(Strength::Medium));
        warning.links = ["a", "b", "c", "d"].map(|name| Link { href: format!("https://azur.example/{name}"), ..Link::default() }).into();
        assert_eq!(strength_on(RuleId::ParcelLure, &warning), None);
        warning.headings.insert(0, "Bois fleuri".into());
        assert_eq!(strength_on(RuleId::ParcelLure, &warning), Some(Strength::Medium));
        warning.title = "Faux SMS – Bois fleuri".into();
        assert_eq!(strength_on(RuleId::ParcelLure, &warning), None);
        warning.headings.remove(0);
        let mut asking = page("https://azur.example/p", told, &["Numéro de carte"]);
        (asking.headings, asking.links) = (warning.headings.clone(), warning.links.clone());
        assert_eq!(strength_on(RuleId::ParcelLure, &asking), Some(Strength::Medium));
        let mut press = page("https://azur.example/p", told, &[]);
        press.counts = Counts {
            text_length: 20_000,
            links: 100,
        };
        assert_eq!(strength_on(RuleId::ParcelLure, &press), None);
        let mut asking = page("https://azur.example/p", told, &["Numéro de carte"]);
        asking.counts = press.counts;
        assert_eq!(strength_on(RuleId::ParcelLure, &asking), Some(Strength::Medium));
    }
}
