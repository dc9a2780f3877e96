//! Likely false positive: shops that show payment services' logos, a bank's or
//! firm's second site, and confirmation pages of banks at hosts that are on no
//! list; these stand in frames of shops, where a code alone says nothing.

use crate::data::{BrandKind, FieldKind};
use crate::page::chain::ScamStep;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct SenderMismatch;

impl Rule for SenderMismatch {
    const SCOPE: Scope = Scope::Page;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        The page presents itself as a bank, an authority, an energy or telephone company, a toll, a marketplace, a shop, \
        a payment service, a booking service or a mailbox, on a site that is not theirs: title alone, site name or copyright line are its name; or \
        its logo is the only one, or its name the first heading, on a page that speaks by no name of its own \
        (never a payment service's: shops show those). Read of title, headings, first pictures and the end of the \
        text, so that an article, a list of means of payment or a comparison of prices claims nothing. Says \
        nothing alone: only beside a card, a bank login, an identity document or a code it is a danger, beside words of a \
        payment on a page of no name that leads nowhere a caution, and a name that is only shown counts where the site asked for a card before. A registered name that is the firm's own \
        (`vodafone.ro`) is left alone, one that a group's member has (`spk-` and a place, under `.de`), and so is a page in a shop's frame that asks for a code alone: banks \
        confirm so. A name in the registrable label, as a part of it or of seven letters and more, counts where the \
        page shows it, too; and a label of nothing but that name and words of the trade or of refunds is no name of the site's own. \
        Of shops and of hotels' and flights' bookings the title must be the name, of accounts by which other sites let people sign \
        in the title or, on shared hosting, the copyright line: others show their logos, and the second stand below \
        firms' own logins; a copyright line alone is none below a title that names the site by its domain, on a page that leads \
        on: banks run other sites. A name that is only shown counts, too, where a page of no name that says little threatens \
        and asks for a password.";
    const BLIND_TO: &'static str = "senders that are not in the data; a name that is said in a picture alone.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some((brand, strength)) = context.sender() else {
            return;
        };
        let lasting = context.ask.card()
            || context.ask.any(&[FieldKind::Password, FieldKind::BankLogin, FieldKind::Iban]);
        if context.inherited.framed && !lasting && context.inherited.identity.is_none() {
            return;
        }
        // Who is only shown counts where a bank's or payment service's page must be a copy:
        // after a card, on the site that took it.
        let confirms = matches!(brand.kind(), BrandKind::Bank | BrandKind::Payment);
        // And where a page of no name that says little threatens, and wants a password.
        let frightens = !context.claim.own_name
            && context.says_little()
            && context.lure.threatens()
            && context.ask.any(&[FieldKind::Password]);
        let shown = confirms && context.came_by(ScamStep::Card) || frightens;
        if strength > Strength::Weak || shown {
            findings.push(
                Finding::new(RuleId::SenderMismatch, strength, brand.name()).about(brand.id()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::chain::ChainHistory;
    use crate::page::{Image, PageSnapshot};
    use crate::rules::context::FrameContext;
    use crate::rules::testing::{page, strength_after, strength_on};

    const CARD: &[&str] = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
    const AZUR: &str = "https://azur-lilas.example/p";

    fn titled(url: &str, title: &str, text: &str) -> PageSnapshot {
        PageSnapshot {
            title: title.into(),
            ..page(url, text, CARD)
        }
    }

    fn with_logo(mut page: PageSnapshot, alt: &str) -> PageSnapshot {
        page.images = vec![Image {
            alt: alt.into(),
            ..Image::default()
        }];
        page
    }

    #[test]
    fn who_signs_the_page_is_who_it_says_it_is() {
        let strong = Some(Strength::Strong);
        for (url, title, text, strength) in [
            (AZUR, "Assurance Maladie", "", strong),
            (AZUR, "Paiement", "© 2026 Société Générale", strong),
            (AZUR, "Netflix", "", strong),
            // named beside a name of its own, or in what the page says
            (AZUR, "Azur Lilas accepte PayPal et Apple Pay", "", None),
            (AZUR, "Paiement", "Remboursement par la Caisse d'Épargne", None),
            (AZUR, "Comparer EDF, Engie et TotalEnergies", "", None),
            // a word, and the firm's sites
            (AZUR, "Orange amère", "", None),
            (AZUR, "Un colis pour nos soldats", "", None),
            (AZUR, "Don", "© 2026 Free Software Foundation", None),
            (AZUR, "Facture", "© 2026 Free. Tous droits réservés", strong),
            (AZUR, "Avis de contravention", "Payer\nAgence nationale de traitement automatisé des infractions", strong),
            (AZUR, "Liens", "Utiles\nAgence nationale de traitement automatisé des infractions", None),
            (AZUR, "Adhésion", "Notre banque\nSociété Générale SA", None),
            ("https://hotel-santander.example/p", "Hotel Santander", "", None),
            ("https://www.ameli.fr/", "Assurance Maladie", "", None),
            ("https://www.vodafone.ro/", "Vodafone", "", None),
            ("https://moncompte.bnpparibas/", "BNP Paribas", "", None),
            ("https://renew-licence.service.gov.uk/p", "GOV.UK", "", None),
            ("https://renew-licence-gov-uk.example/p", "GOV.UK", "", strong),
            // an official-looking name where phishing buys
            ("https://vodafone.top/", "Vodafone", "", strong),
        ] {
            let found = strength_on(RuleId::SenderMismatch, &titled(url, title, text));
            assert_eq!(found, strength, "{url} {title} {text}");
        }
    }

    #[test]
    fn a_name_that_page_and_address_share_is_a_claim() {
        let (medium, strong) = (Some(Strength::Medium), Some(Strength::Strong));
        for (url, title, text, strength) in [
            ("https://anaf-rambursare.example/p", "ANAF - Cerere", "", strong),
            ("https://agenciatributaria-devolucion.example/p", "Recupere dinero pendiente con Agencia Tributaria", "", medium),
            ("https://booking-verify.example/p", "Booking.com | Confirm", "", strong),
            // beside a name of its own, in its text alone, and a word
            ("https://swisscom-lilas.example/p", "Swisscom Lilas", "", None),
            ("https://hmrc-lilas.example/p", "Tax advice", "We write to HMRC for you.", None),
            ("https://orange-fruits.example/p", "Orange juice, oranges and orange trees", "", None),
        ] {
            let found = strength_on(RuleId::SenderMismatch, &titled(url, title, text));
            assert_eq!(found, strength, "{url} {title}");
        }
    }

    #[test]
    fn what_others_show_signs_by_the_title_alone() {
        for (url, title, alt, text, strength) in [
            (AZUR, "Confirm", "Booking.com", "", None),
            (AZUR, "Confirm | Booking.com", "", "", Some(Strength::Strong)),
            (AZUR, "Gutschein einlösen", "Lidl", "", None),
            (AZUR, "Lidl: Ihr Gewinn", "", "", Some(Strength::Strong)),
            (AZUR, "Sign in", "Microsoft", "", None),
            (AZUR, "Sign in", "", "© 2026 Microsoft", None),
            ("https://lilas.pages.dev/", "Sign in", "", "© 2026 Microsoft", Some(Strength::Strong)),
            (AZUR, "Apple ID", "", "", Some(Strength::Strong)),
            // who is found elsewhere, too, is no rival of who signs
            (AZUR, "Validation", "logo Crédit Mutuel", "", Some(Strength::Medium)),
        ] {
            let mut page = with_logo(titled(url, title, text), alt);
            page.images.push(Image {
                alt: "Facebook".into(),
                ..Image::default()
            });
            assert_eq!(strength_on(RuleId::SenderMismatch, &page), strength, "{title} {alt} {text}");
        }
    }

    #[test]
    fn a_bank_that_runs_a_site_signs_it_at_its_foot() {
        let site = |title: &str, menu: bool| {
            let mut page = titled(AZUR, title, "Natation\n© 2026 Nykredit/DGI");
            if menu {
                for name in ["nage", "course", "velo", "contact"] {
                    page.links.push(crate::page::Link {
                        href: format!("{AZUR}/{name}"),
                        text: name.into(),
                    });
                }
            }
            strength_on(RuleId::SenderMismatch, &page)
        };
        assert_eq!(site("Natation - azur-lilas.example", true), None);
        assert_eq!(site("Natation - azur-lilas.example", false), Some(Strength::Strong));
        assert_eq!(site("Natation", true), Some(Strength::Strong));
    }

    #[test]
    fn a_picture_called_by_a_short_name_and_no_more_is_a_logo() {
        for (alt, strength) in [("SFR", Some(Strength::Medium)), ("SFR fidélité", None), ("Orange", None)] {
            let page = with_logo(titled(AZUR, "Vos points", ""), alt);
            assert_eq!(strength_on(RuleId::SenderMismatch, &page), strength, "{alt}");
        }
    }

    #[test]
    fn a_word_in_sentences_shows_no_sender() {
        let mut charity = titled(AZUR, "Un colis pour nos soldats", "");
        charity.headings = vec!["Un colis de Noël pour nos soldats en opération".into()];
        assert_eq!(strength_on(RuleId::SenderMismatch, &charity), None);
    }

    #[test]
    fn a_logo_alone_signs_a_nameless_page_but_not_for_a_payment_service() {
        for (title, alt, strength) in [
            ("Validation", "logo Crédit Mutuel", Some(Strength::Medium)),
            ("Validation", "logo PayPal", None),
            ("Azur Lilas", "logo Crédit Mutuel", None),
        ] {
            let page = with_logo(titled(AZUR, title, ""), alt);
            assert_eq!(strength_on(RuleId::SenderMismatch, &page), strength, "{title} {alt}");
        }
    }

    #[test]
    fn members_of_a_group_have_a_site_each() {
        let login = |title: &str, text| {
            let page = PageSnapshot {
                title: title.into(),
                ..page(AZUR, text, &["Anmeldename", "Passwort"])
            };
            strength_on(RuleId::SenderMismatch, &page).is_some()
        };
        assert!(!login("Sparkasse Lilastal", "© 2026 Sparkasse Lilastal"));
        assert!(login("Sparkasse", "© 2026 Sparkasse"));
    }

    #[test]
    fn names_of_others_too_sign_alone() {
        let named = |url: &str, name: &str| {
            let mut page = titled(url, name, "");
            page.site_name = name.into();
            strength_on(RuleId::SenderMismatch, &page)
        };
        assert_eq!(named("https://www.lilas-telekom.example/", "Lilas Telekom"), None);
        assert_eq!(named("https://www.lilasprivatbank.example/", "Lilas Privatbank"), None);
        assert_eq!(named(AZUR, "Deutsche Telekom"), Some(Strength::Strong));
        assert_eq!(named("https://www.lilas-trust.nhs.uk/", "NHS"), None);
    }

    #[test]
    fn members_of_a_group_are_named_by_it() {
        let strong = Some(Strength::Strong);
        for (url, title, strength) in [
            ("https://www.spk-lilastal.de/", "Sparkasse", None),
            ("https://www.kreissparkasse-lilastal.de/", "pushTAN", None),
            ("https://www.kskazur.de/", "Sparkasse", None),
            ("https://www.vb-lilastal.de/", "VR SecureGo plus", None),
            ("https://www.rb-lilastal.de/", "Raiffeisenbank", None),
            ("https://www.carsat-lilastal.fr/", "Carsat", None),
            // what a visitor is to do, another group's, elsewhere, and a name that is glued by chance
            ("https://www.spk-sicherheit.de/", "Sparkasse", strong),
            ("https://www.sparkasse-sicherheit.de/", "Sparkasse", strong),
            ("https://www.spk-update-lilastal.de/", "Sparkasse", strong),
            ("https://www.spk-verifizierung.de/", "Sparkasse", strong),
            ("https://www.spk-24.de/", "Sparkasse", strong),
            ("https://www.vb-lilastal.de/", "Sparkasse", strong),
            ("https://www.spk-lilastal.example/", "Sparkasse", strong),
            ("https://www.vblilas.de/", "Volksbank", strong),
        ] {
            let page = PageSnapshot {
                title: title.into(),
                ..page(url, &format!("© 2026 {title}"), &["Anmeldename", "Passwort"])
            };
            assert_eq!(strength_on(RuleId::SenderMismatch, &page), strength, "{url} {title}");
        }
    }

    #[test]
    fn a_bank_that_is_shown_counts_after_a_card() {
        let after = |steps: &[ScamStep], framed| FrameContext {
            framed,
            before: Some(ChainHistory {
                steps: steps.to_vec(),
                ..ChainHistory::default()
            }),
            ..FrameContext::default()
        };
        let code = PageSnapshot {
            title: "Azur Lilas".into(),
            ..page(AZUR, "", &["Code reçu par SMS"])
        };
        let page = with_logo(code, "logo LCL");
        let found = |before| strength_after(RuleId::SenderMismatch, &page, &before);
        assert_eq!(found(after(&[ScamStep::Card], false)), Some(Strength::Weak));
        assert_eq!(found(after(&[ScamStep::Tracking], false)), None);
        // a bank's confirmation in a shop's frame
        assert_eq!(found(after(&[ScamStep::Card], true)), None);
    }
}
