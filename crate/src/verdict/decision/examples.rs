//! For each row a page that it is for, and its nearest neighbour: the same page with
//! one thing changed, as honest people have it.

use super::visit::{Visit, at};
use crate::decision_row::Example;
use crate::decision_row::Then::{self, Gets, GoesTo};
use crate::level::Level::{Caution, Clear};
use crate::page::chain::ScamStep;
use crate::rules::finding::RuleId::{self, *};

// Stories, from none to one beyond doubt.
const SENT: &str = "Votre commande part sous 24 heures. Livraison offerte dès 40 €.";
const HELD: &str = "Votre colis est retenu au centre de tri.";
const HELD_FOR_A_FEE: &str =
    "Votre colis est retenu en douane. Frais de douane à régler : 2,87 €. Votre colis est bloqué.";

// Letters moved three places on, which a font moves back; and a language that no data is of.
const SHUFFLED: &str = "yrwuh frolv hvw uhwhqx gdqv qrwuh hqwuhsrw lo pdqtxh ghv iudlv gh uhhashglwlrq \
     srxu oh olyuhu dydqw ghpdlq vrlu hw uhfhyrlu yrwuh frppdqgh fkhc yrxv";
const SAMOAN: &str = "o tagata soifua uma ua saoloto lo latou fananau mai ma e tutusa o latou tulaga \
     aloaia faapea a latou aia tatau ua faaeeina atu ia te i latou le mafaufau lelei";

// What forms ask for.
const CARD: &[&str] = &[
    "Numéro de carte",
    "Date d'expiration",
    "Cryptogramme visuel",
];
const CARD_AND_PIN: &[&str] = &[
    "Numéro de carte",
    "Date d'expiration",
    "Cryptogramme visuel",
    "Code PIN de la carte",
];
const CARD_AND_CODE: &[&str] = &[
    "Numéro de carte",
    "Date d'expiration",
    "Cryptogramme visuel",
    "Code reçu par SMS",
];
const CARD_AND_BALANCE: &[&str] = &[
    "Numéro de carte",
    "Date d'expiration",
    "Cryptogramme visuel",
    "Solde actuel",
];
const BANK_LOGIN: &[&str] = &["Identifiant bancaire", "Mot de passe de votre banque"];
const BANK_LOGIN_AND_CODE: &[&str] = &[
    "Identifiant bancaire",
    "Mot de passe de votre banque",
    "Code reçu par SMS",
];
const CODE: &[&str] = &["Code reçu par SMS"];
const LOGIN_AND_CODE: &[&str] = &["Adresse e-mail", "Mot de passe", "Code reçu par SMS"];
const LOGIN: &[&str] = &["Adresse e-mail", "Mot de passe"];
const ADDRESS: &[&str] = &["Nom", "Adresse", "Code postal", "Ville", "Téléphone"];
const NEWSLETTER: &[&str] = &["Adresse e-mail"];

const PAYMENT_LINK: &str = "https://paypal.me/lilas/1.99";

/// The examples, in the order of the rows.
#[rustfmt::skip] // an example a paragraph
pub(super) fn examples() -> Vec<Example<Visit, RuleId>> {
    vec![
        example("It is on a brand's own domain.",
            at("https://www.chronopost.fr/suivi").title("Chronopost - Suivi de colis"),
            &[OfficialSite],
            "the same page elsewhere", |page| page.moved_to("https://www.chronopost-suivi.example/suivi"),
            GoesTo("Page and address both claim a carrier that it is not.")),

        example("It is a known party's place, which has no need to pretend.",
            at("https://buy.stripe.com/a1").title("Frais").text(HELD),
            &[],
            "the same page at a place of nobody", |page| page.moved_to("https://paiement-lilas.example/a1"),
            GoesTo("A parcel story at a place of nobody, with all that belongs to the play.")),

        example("It claims a carrier that it is not, tells of a parcel and asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/retour").title("Chronopost").text(HELD).asks(CARD).menu(),
            &[BrandMismatch, PaymentForm, ParcelLure],
            "a shop that keeps a parcel and takes the card for it", |page| page.title("Boutique Lilas"),
            Gets(Clear)),

        example("It claims a carrier that it is not, and asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/paiement").title("Chronopost").text("La boutique envoie sous 24 heures.").asks(CARD).menu(),
            &[BrandMismatch, PaymentForm],
            "a shop's checkout", |page| page.title("Boutique Lilas"),
            Gets(Clear)),

        example("It claims a carrier that it is not, tells of a parcel and asks for name and address.",
            at("https://coursiers-lilas.example/adresse").title("Chronopost").text(HELD).asks(ADDRESS).menu(),
            &[BrandMismatch, ParcelLure, ContactForm],
            "a courier asks where to deliver", |page| page.title("Coursiers Lilas"),
            Gets(Clear)),

        example("It claims a carrier that it is not, tells of a parcel and takes by other means than a form.",
            at("https://coursiers-lilas.example/").title("Chronopost").text(HELD).link(PAYMENT_LINK).menu(),
            &[BrandMismatch, TakingWithoutForm, ParcelLure],
            "a courier with a payment link", |page| page.title("Coursiers Lilas"),
            Gets(Clear)),

        example("It claims a carrier that it is not, and asks for what can't be got back.",
            at("https://tabac-lilas.example/").title("Tabac des Lilas").site_name("Chronopost").text("Code Neosurf à saisir").asks(&["Code Neosurf"]),
            &[BrandMismatch, TakingWithoutForm],
            "a tobacconist sells vouchers", |page| page.site_name("Tabac des Lilas"),
            Gets(Clear)),

        example("It claims a carrier beyond doubt that it is not, at a place of nobody, and asks for a password.",
            at("https://vorbanu.example/p").title("Chronopost").asks(LOGIN).menu(),
            &[BrandMismatch, ContactForm],
            "a shop's login, by its own name", |page| page.title("Espace client Vorbanu"),
            Gets(Clear)),

        example("A page of no name, where anybody can be, stands under a carrier's name and asks for a password.",
            at("https://lilas.github.io/").title("Document").logo("DHL Express").asks(LOGIN).menu(),
            &[BrandMismatch, ContactForm, HostedPage],
            "a page that only shows it", |page| page.asks_nothing(),
            Gets(Caution)),

        example("It shows a bank's name that it is not, and asks for a code after a card.",
            at("https://boutique-lilas.example/validation").title("Boutique Lilas").logo("BoursoBank").asks(CODE).menu()
                .after(&[ScamStep::Card]),
            &[SenderMismatch, CodeAfterCard],
            "a shop with the same customer's bank that asks for a code and for no card", |page| page.at_first(),
            Gets(Clear)),

        example("It presents itself as a bank, an authority or another sender that it is not, and asks for a card, a bank login or an identity.",
            at("https://dossier-lilas.example/carte").title("Assurance Maladie").asks(CARD).menu(),
            &[SenderMismatch, PaymentForm],
            "a shop's checkout", |page| page.title("Dossier Lilas"),
            Gets(Clear)),

        example("It presents itself as a bank, an authority or another sender that it is not, and asks for a code on a page made to be thrown away.",
            at("https://lilas.pages.dev/").title("Assurance Maladie").asks(CODE).menu(),
            &[SenderMismatch, OneTimeCode, HostedPage],
            "the same page at a name of its own", |page| page.moved_to("https://dossier-lilas.example/"),
            Gets(Caution)),

        example("It presents itself as a bank, an authority or another sender that it is not, leads nowhere and asks for a password where anybody can be.",
            at("https://lilas.pages.dev/").title("Assurance Maladie").asks(LOGIN),
            &[SenderMismatch, ContactForm, HostedPage],
            "the same page at a name of its own", |page| page.moved_to("https://dossier-lilas.example/"),
            Gets(Clear)),

        example("It presents itself as a bank, an authority or another sender that it is not, is built like a kit in every point, and asks for a password.",
            at("https://hotel-lilas.example/").title("Assurance Maladie").asks_for(LOGIN, "auth.php"),
            &[SenderMismatch, ContactForm, KitTraces],
            "a login of its own name", |page| page.title("Hôtel Lilas"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere shows a sender's name, threatens and asks for a password.",
            at("https://hotel-lilas.example/").title("Log in").text("Your account has been limited.").logo("PayPal").asks(LOGIN),
            &[SenderMismatch, ContactForm],
            "a login beside the same picture", |page| page.text("Log in, or pay with PayPal."),
            Gets(Clear)),

        example("A page of no name that says little, built like a kit, threatens and asks for a card's number and its date or code.",
            at("https://hotel-lilas.example/p").title("Paiement").text("Votre service sera interrompu ce soir.").asks_for(CARD, "#"),
            &[UnknownSite, PaymentForm, KitTraces],
            "the card page of a firm that cuts off its own customers", |page| page.title("Hôtel Lilas"),
            Gets(Clear)),

        example("A page of no name that says little, built like a kit in every point, threatens and asks for a card, a code, a bank login or an identity.",
            at("https://hotel-lilas.example/p").title("Compte").text("Votre compte sera fermé.").asks_for(CODE, "otp.php"),
            &[UnknownSite, OneTimeCode, KitTraces],
            "a code for a login of its own name", |page| page.title("Hôtel Lilas"),
            Gets(Clear)),

        example("A page of no name that says little, built like a kit in every point, threatens and asks for a password.",
            at("https://hotel-lilas.example/auth").title("Webmail").text("Mailbox quota exceeded.").asks_for(LOGIN, "auth.php"),
            &[UnknownSite, ContactForm, KitTraces],
            "a mailbox with room", |page| page.text("Mailbox quota: 42 %"),
            Gets(Clear)),

        example("A page of no name that says little, where anybody can be, threatens and asks for a password.",
            at("https://lilas.pages.dev/").title("Webmail").text("Mailbox quota exceeded.").asks(LOGIN),
            &[UnknownSite, ContactForm, HostedPage],
            "a mailbox with room", |page| page.text("Mailbox quota: 42 %"),
            Gets(Clear)),

        example("It presents itself as a sender that it is not, and asks for the words that open a wallet.",
            at("https://hotel-lilas.example/").title("MetaMask").text("Enter your Secret Recovery Phrase.").asks(&["Secret Recovery Phrase"]).menu(),
            &[SenderMismatch, TakingWithoutForm],
            "a wallet's own page", |page| page.title("Hotel Lilas Wallet"),
            Gets(Clear)),

        example("A page of no name that leads nowhere or says little asks for the words that open a wallet.",
            at("https://hotel-lilas.example/").title("Import").text("Enter your recovery phrase to connect.").asks(&["Phrase"]),
            &[UnknownSite, TakingWithoutForm],
            "a wallet's own page", |page| page.title("Hotel Lilas Wallet"),
            Gets(Clear)),

        example("Page and address both claim a carrier that it is not, and it asks for name and address.",
            at("https://chronopost-livraison.example/").title("Chronopost").asks(ADDRESS),
            &[BrandMismatch, ContactForm, Combosquatting],
            "a page that asks for a newsletter's address alone", |page| page.asks(NEWSLETTER),
            Gets(Caution)),

        example("It shows a carrier's name, tells a parcel story beyond doubt and asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/paiement").title("Boutique Lilas").logo("Chronopost")
                .text(HELD_FOR_A_FEE).asks(CARD).menu(),
            &[BrandMismatch, PaymentForm, ParcelLure],
            "a shop that delivers with the carrier", |page| page.text(SENT),
            Gets(Clear)),

        example("It tells a parcel story beyond doubt, names one carrier and a small sum alone, and asks for a card's number and its date or code.",
            at("https://boutique-lilas.example/douane").title("Boutique Lilas").text(&format!("{HELD_FOR_A_FEE} DPD")).asks(CARD).menu(),
            &[UnknownSite, PaymentForm, ParcelLure],
            "consumers who write about it, and take a fee", |page| page.title("Lilas : arnaque au colis").heading("Ce colis est une arnaque"),
            Gets(Caution)),

        example("A page that says little and leads nowhere stands under a carrier's name, says a phrase of a parcel story, names a small sum alone and asks for a card's number and its date or code.",
            at("https://boutique-lilas.example/p").title("Boutique Lilas").heading("Chronopost").text("Nouvelle livraison : 1,20 €").asks(CARD),
            &[BrandMismatch, PaymentForm, ParcelLure],
            "a shop's own page that leads on", |page| page.menu(),
            Gets(Caution)),

        example("A parcel story beyond doubt at a place of nobody asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/douane").title("Paiement").text(HELD_FOR_A_FEE).asks(CODE).menu(),
            &[UnknownSite, OneTimeCode, ParcelLure],
            "a forwarder by its own name", |page| page.title("Boutique Lilas"),
            Gets(Caution)),

        example("A parcel story beyond doubt at a place of nobody asks for what can't be got back.",
            at("https://gazette-lilas.example/").title("Retrait")
                .text("Votre gazette : votre colis est retenu en douane. Frais de douane à régler : 2,87 €. Code Neosurf à saisir.")
                .asks(&["Code Neosurf"]).menu(),
            &[UnknownSite, TakingWithoutForm, ParcelLure],
            "a gazette quotes the scam", |page| page.title("Gazette des Lilas"),
            Gets(Clear)),

        example("A parcel story on a page made to be thrown away asks for a card, a code or an identity.",
            at("https://lilas.github.io/paiement").title("Paiement").text(HELD).asks(CARD).menu(),
            &[UnknownSite, PaymentForm, ParcelLure, HostedPage],
            "a shop on free hosting that left its name out", |page| page.text(SENT),
            Gets(Caution)),

        example("A page at a place of nobody stands under a carrier's name, tells of a parcel and asks in fields that say nothing.",
            at("https://vorbanu.example/p").title("Retour").logo("Chronopost").text(HELD).asks(&["", "", ""]).menu(),
            &[BrandMismatch, ParcelLure],
            "a form in a language without data", |page| page.asks(&["სახელი", "მისამართი", "ქალაქი"]),
            Gets(Caution)),

        example("A page of no name that says little stands under a carrier's name, names a small sum alone and asks in fields that say nothing.",
            at("https://vorbanu.example/p").title("Guichet").logo("Chronopost").text("Il manque 1,16 € pour le facteur.").asks(&["", "", ""]),
            &[BrandMismatch],
            "the same in words that are understood", |page| page.asks(&["Nom", "Ville", "Objet du message"]),
            Gets(Caution)),

        example("A page that hides its words from all who do not see it asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").text(SHUFFLED).asks(CARD).menu(),
            &[UnknownSite, PaymentForm, Evasion],
            "a shop in a language without data", |page| page.text(SAMOAN),
            Gets(Clear)),

        example("A page that hides its words from all who do not see it asks for what nobody else can read.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").text(SHUFFLED).own_font().asks(&["qxpéur", "gdwh", "frgh"]).menu(),
            &[UnknownSite, Evasion],
            "a form in a language without data", |page| page.text(SAMOAN),
            Gets(Clear)),

        example("It claims a carrier that it is not, and hides its words from all who do not see them.",
            at("https://vorbanu.example/").title("Bienvenue").text(&format!("{SHUFFLED}\n© Chronopost")).asks(&["Frgh"]),
            &[BrandMismatch, Evasion],
            "a page whose letters came out broken, with nothing to fill in", |page| page.asks_nothing(),
            Gets(Caution)),

        example("It claims a carrier that it is not, and asks in pictures what nobody else can read.",
            at("https://vorbanu.example/").title("Bienvenue").text("Continuer\n© Chronopost").asks_mutely(),
            &[BrandMismatch, Evasion],
            "the same of nobody", |page| page.text("Continuer"),
            Gets(Caution)),

        example("A page of no name that leads nowhere stands under a carrier's name and asks for a whole card.",
            at("https://vorbanu.example/p").title("Bienvenue").text("Chronopost\nEncore une étape").asks(CARD).long(),
            &[BrandMismatch, PaymentForm],
            "a packing shop's till, by its own name", |page| page.title("Emballages Vorbanu"),
            Gets(Clear)),

        example("A page of no name that says little stands under a carrier's name and asks for a part of a card or a bank login.",
            at("https://vorbanu.example/p").title("Bienvenue").text("Chronopost\nEncore une étape").asks(&["Numéro de carte"]),
            &[BrandMismatch, PaymentForm],
            "a packing shop's till that asks one thing a page, by its own name", |page| page.title("Emballages Vorbanu"),
            Gets(Clear)),

        example("A page of no name that leads nowhere or says little stands under a carrier's name and asks for a code.",
            at("https://vorbanu.example/p").title("Bienvenue").text("Chronopost\nEncore une étape").asks(CODE),
            &[BrandMismatch, OneTimeCode],
            "a relay point's own page", |page| page.title("Tabac Vorbanu"),
            Gets(Clear)),

        example("A page of no name, built like a kit, at a place that names no one, asks for a whole card.",
            at("https://infos-livraison-42.example/").title("Paiement").asks(CARD).unlisted(),
            &[GenericHost, PaymentForm, KitTraces],
            "a courier of a plain name, with a menu", |page| page.menu(),
            Gets(Caution)),

        example("A page of no name, built like a kit, at a place that names no one, speaks of parcels and asks for a code.",
            at("https://infos-livraison-42.example/").title("Validation").text("Montant : 1,99 €").asks(CODE).unlisted(),
            &[GenericHost, OneTimeCode, KitTraces],
            "a membership page that names no sum", |page| page.text("Bonjour"),
            Gets(Caution)),

        example("A page of no name, built like a kit, asks for a card and its PIN or a bank login.",
            at("https://hotel-lilas.example/").title("Paiement").asks(CARD_AND_PIN).unlisted(),
            &[UnknownSite, ExcessiveRequest, PaymentForm, KitTraces],
            "a hotel's payment page, without a name", |page| page.asks(CARD),
            Gets(Clear)),

        example("A page of no name that says little speaks of a delivery and asks beside a card for what no honest page asks.",
            at("https://vorbanu.example/p").title("Vente").text("48,00 € sont mis de côté. Le livreur attend.").asks(CARD_AND_BALANCE),
            &[UnknownSite, ExcessiveRequest, PaymentForm],
            "a shop's till without a sum", |page| page.text("Votre panier vous attend.").asks(CARD),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere names a small sum alone and asks for a card and its PIN or a bank login.",
            at("https://vorbanu.example/p").title("Finaliser").text("À confirmer : 1,15 €").asks(CARD_AND_PIN),
            &[UnknownSite, ExcessiveRequest, PaymentForm],
            "a page that asks for the card alone", |page| page.asks(CARD),
            Gets(Caution)),

        example("A page of no name that says little speaks of a delivery and a small sum, and asks for a bank login.",
            at("https://vorbanu.example/p").title("Port").text("Votre paquet est arrivé en retard, nous vous devons 4,90 €.").asks(BANK_LOGIN),
            &[UnknownSite, BankLogin],
            "the same asked by a name of its own", |page| page.title("Boutique Vorbanu"),
            Gets(Clear)),

        example("A page of no name that says little tells of a parcel and asks for a bank login.",
            at("https://vorbanu.example/p").title("Dossier").text(HELD).asks(&["Identifiant bancaire"]),
            &[UnknownSite, BankLogin, ParcelLure],
            "the same asked by a name of its own", |page| page.title("Boutique Vorbanu").text(SENT),
            Gets(Clear)),

        example("A page of no name, where anybody can be, speaks of a delivery and asks for what opens a bank account.",
            at("https://lilas.github.io/").title("Versement").text("Le livreur passe dès que la somme est versée.").asks(BANK_LOGIN).menu(),
            &[UnknownSite, BankLogin, HostedPage],
            "an ordinary login", |page| page.asks(LOGIN),
            Gets(Clear)),

        example("A page of no name that leads nowhere or says little speaks of a delivery and asks for what can't be got back.",
            at("https://vorbanu.example/p").title("Indemnité").text("Pour le paquet égaré, recopiez le code du ticket Transcash."),
            &[UnknownSite, TakingWithoutForm],
            "a tobacconist sells vouchers and takes parcels", |page| page.title("Tabac Vorbanu"),
            Gets(Clear)),

        example("A page of no name that says little stands under a carrier's name, names a small sum alone and asks for a card, a code or an identity.",
            at("https://vorbanu.example/p").title("Guichet").text("La Poste\nIl manque 1,16 € sur la lettre que le facteur garde.").asks(&["Numéro de sécurité sociale"]),
            &[BrandMismatch, IdentityRequest],
            "a page on the post that asks for nothing", |page| page.asks_nothing(),
            Gets(Caution)),

        example("A page that says little stands under a carrier's name at an address of delivery words, names a small sum alone and asks for a card's number and its date or code.",
            at("https://vorbanu-livraison.example/p").title("Vorbanu").text("DPD\nSecond passage du livreur : 2,49 €").asks(CARD),
            &[BrandMismatch, PaymentForm],
            "a shop of its own name", |page| page.moved_to("https://boutique-vorbanu.example/p"),
            Gets(Caution)),

        example("A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks for a card's number and its date or code.",
            at("https://vorbanu.example/p").title("Paiement").heading("Livraison DPD").text("Personne ne répond. Second passage : 1,65 €").asks(CARD),
            &[UnknownSite, PaymentForm],
            "a shop's till, with what is paid in all", |page| page.text("Port : 4,90 €\nTotal : 61,80 €"),
            Gets(Caution)),

        example("A page of no name that leads nowhere, built like a kit in every point, asks for a bank login and a code.",
            at("https://hotel-lilas.example/").title("Accès").asks_for(BANK_LOGIN_AND_CODE, "carte.php").unlisted(),
            &[UnknownSite, OneTimeCode, BankLogin, KitTraces],
            "a form that goes to no script", |page| page.asks(BANK_LOGIN_AND_CODE),
            Gets(Caution)),

        example("A page of no name asks for a code after a card.",
            at("https://banque-lilas.example/").title("Validation").asks(CODE).menu().after(&[ScamStep::Card]),
            &[UnknownSite, CodeAfterCard],
            "a bank that is not on the list", |page| page.title("Banque Lilas"),
            Gets(Clear)),

        example("A site that was worth a warning asks for a code after a card.",
            at("https://banque-lilas.example/").title("Banque Lilas").asks(CODE).menu()
                .after_warning(&[ScamStep::Tracking, ScamStep::Card]),
            &[UnknownSite, CodeAfterCard, ScamChain],
            "the same bank, where nothing was wrong before", |page| page.after(&[ScamStep::Tracking, ScamStep::Card]),
            Gets(Clear)),

        example("Its site was at danger before, and it asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").asks(CARD).menu().after_danger(),
            &[DangerBefore, UnknownSite, PaymentForm],
            "a shop's checkout, where nothing was wrong before", |page| page.at_first(),
            Gets(Clear)),

        example("Its site was at danger before, and it asks for what nobody else can read.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").asks(&["", "", ""]).menu().after_danger(),
            &[DangerBefore, UnknownSite],
            "its page of contact, for who wants to complain", |page| page.asks_nothing(),
            Gets(Caution)),

        example("Page and address both claim a carrier that it is not.",
            at("https://chronopost-lilas.example/").title("Accueil").site_name("Chronopost").menu(),
            &[BrandMismatch, Combosquatting],
            "a site that kept its template's name, at an address of its own", |page| page.moved_to("https://www.lilas.example/"),
            Gets(Clear)),

        example("Its address claims a carrier that it is not.",
            at("https://chronopost-livraison.example/").title("Bientôt en ligne"),
            &[Combosquatting],
            "a courier's domain that is not yet in use", |page| page.moved_to("https://livraison-lilas.example/"),
            Gets(Clear)),

        example("It claims a carrier that it is not, and shows what for.",
            at("https://transports-lilas.example/").title("Transports Lilas").site_name("Chronopost").asks(ADDRESS).menu(),
            &[BrandMismatch, ContactForm],
            "a removal firm asks where to", |page| page.site_name("Transports Lilas"),
            Gets(Clear)),

        example("It claims a carrier that it is not, and takes by other means than a form.",
            at("https://poterie-lilas.example/").title("Poterie Lilas").site_name("Chronopost").link(PAYMENT_LINK).menu(),
            &[BrandMismatch, TakingWithoutForm],
            "a potter with a payment link", |page| page.site_name("Poterie Lilas"),
            Gets(Clear)),

        example("It claims a carrier beyond doubt that it is not.",
            at("https://tabac-lilas.example/").title("Chronopost").site_name("Chronopost").heading("Tabac Lilas").menu(),
            &[BrandMismatch],
            "a relay point by its own name", |page| page.title("Tabac Lilas"),
            Gets(Clear)),

        example("A page of no name that leads nowhere claims a carrier that it is not.",
            at("https://tabac-lilas.example/").title("Accueil").site_name("Chronopost"),
            &[BrandMismatch],
            "a relay point by its own name", |page| page.title("Tabac Lilas"),
            Gets(Clear)),

        example("It presents itself as a bank, an authority or another sender that it is not, and asks for name and address on a page made to be thrown away.",
            at("https://dossier-lilas.example/etape").title("Assurance Maladie").asks_for(ADDRESS, "envoi.php").unlisted(),
            &[SenderMismatch, ContactForm, KitTraces],
            "a page of its own name that asks where to", |page| page.title("Dossier Lilas"),
            Gets(Clear)),

        example("Page and address both claim a sender that it is not, and it leads nowhere and asks for a password.",
            at("https://swisscom-lilas.example/").title("Swisscom").asks(LOGIN),
            &[SenderMismatch, ContactForm],
            "a partner's login of its own name", |page| page.title("Swisscom Lilas"),
            Gets(Clear)),

        example("A page of no name that says little presents itself as a sender that it is not, names a small sum and asks for name and address.",
            at("https://dossier-lilas.example/points").title("Vos points").text("Un cadeau, plus 1,95 €.").logo("Assurance Maladie").asks(ADDRESS),
            &[SenderMismatch, ContactForm],
            "a partner's page of its own name", |page| page.title("Dossier Lilas"),
            Gets(Clear)),

        example("It presents itself as a bank, an authority or another sender that it is not, and asks for a code.",
            at("https://dossier-lilas.example/code").title("Assurance Maladie").asks(CODE).menu(),
            &[SenderMismatch, OneTimeCode],
            "a page of its own name that asks for a code", |page| page.title("Dossier Lilas"),
            Gets(Clear)),

        example("A parcel story beyond doubt asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/douane").title("Boutique Lilas").text(HELD_FOR_A_FEE).asks(CARD).menu(),
            &[UnknownSite, PaymentForm, ParcelLure],
            "a shop that keeps a parcel and takes the card for it", |page| page.text(HELD),
            Gets(Clear)),

        example("It shows a carrier's name, tells a parcel story and asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/retour").title("Boutique Lilas").logo("Chronopost")
                .text(HELD).asks(CARD).menu(),
            &[BrandMismatch, PaymentForm, ParcelLure],
            "a shop's checkout", |page| page.text(SENT),
            Gets(Clear)),

        example("A page under a carrier's name tells of a parcel and asks in fields that say nothing.",
            at("https://boutique-lilas.example/retour").title("Boutique Lilas").logo("Chronopost").text(HELD).asks(&["", "", ""]).menu(),
            &[BrandMismatch, ParcelLure],
            "a shop's form without labels", |page| page.text(SENT),
            Gets(Clear)),

        example("A page under a carrier's name names a small sum alone and asks for a card's number and its date or code.",
            at("https://boutique-lilas.example/paiement").title("Boutique Lilas").logo("Chronopost").text("Livraison : 4,90 €").asks(CARD).menu(),
            &[BrandMismatch, PaymentForm],
            "a shop that says what is paid in all", |page| page.text("Livraison : 4,90 €\nTotal : 61,80 €"),
            Gets(Clear)),

        example("The page of no name around a frame that asks for a card says little, and brings up a delivery and a small sum.",
            at("https://formular.example/c").title("c").asks(CARD).below_hint(),
            &[UnknownSite, PaymentForm],
            "a payment's frame in another page", |page| page.at_first(),
            Gets(Clear)),

        example("A page under a carrier's name has a small sum paid by a button, and asks for a card's number and its date or code.",
            at("https://boutique-lilas.example/paiement").title("Boutique Lilas").logo("Chronopost")
                .text("Livraison : 1,58 €\nTVA : 0,32 €\nTotal : 1,90 €").button("Payer 1,90 €").asks(CARD).menu(),
            &[BrandMismatch, PaymentForm],
            "a shop's till", |page| page.button("Payer 61,80 €"),
            Gets(Clear)),

        example("A page that says little, where anybody can be, speaks of a delivery, names a small sum alone and asks for a card's number and its date or code.",
            at("https://vorbanu.github.io/p").title("Vorbanu").text("Second passage du livreur : 1,25 €").asks(CARD),
            &[UnknownSite, PaymentForm, HostedPage],
            "a ticket of a club", |page| page.text("Entrée du bal : 1,25 €"),
            Gets(Clear)),

        example("A page that says little names one carrier and a small sum alone, and asks for a part of a card.",
            at("https://vorbanu.example/p").title("Boutique Vorbanu").text("Un carton confié à DPD : 2,00 €. Quel est le numéro de votre carte bancaire ?").asks(&["Votre message"]),
            &[UnknownSite, PaymentForm],
            "a shop that says what is paid in all", |page| page.text("Livraison par DPD : 4,90 €\nTotal : 61,80 €"),
            Gets(Clear)),

        example("A parcel story at a place of nobody asks for a card, a code or an identity.",
            at("https://boutique-lilas.example/retour").title("Retour").text(HELD).asks(CARD).menu(),
            &[UnknownSite, PaymentForm, ParcelLure],
            "a shop's page of returns", |page| page.title("Boutique Lilas"),
            Gets(Clear)),

        example("A parcel story at a place of nobody takes by other means than a form.",
            at("https://coursiers-lilas.example/").title("Remise").text(HELD).link(PAYMENT_LINK).menu(),
            &[UnknownSite, TakingWithoutForm, ParcelLure],
            "a courier with a payment link", |page| page.title("Coursiers Lilas"),
            Gets(Clear)),

        example("A page of no name that says little brings up a carrier and a delivery, and takes by other means than a form.",
            at("https://vorbanu.example/p").title("Vente").text("DPD \u{d7} Vente\nLe livreur passe demain.").link(PAYMENT_LINK).menu(),
            &[UnknownSite, TakingWithoutForm],
            "somebody who sells by post", |page| page.text("Le livreur passe demain."),
            Gets(Clear)),

        example("A page of no name that says little names a carrier and a small sum, and takes by other means than a form.",
            at("https://vorbanu.example/p").title("Avis").text("Personne pour le colis DPD. Second passage : 1,65 €").link(PAYMENT_LINK),
            &[UnknownSite, TakingWithoutForm],
            "a relay point that takes payments by its own name", |page| page.title("Tabac Vorbanu"),
            Gets(Clear)),

        example("A page of no name that says little speaks of a delivery and a small sum, and takes by other means than a form.",
            at("https://vorbanu.example/p").title("Avis").text("Le chauffeur garde votre carton dans la camionnette : 1,65 €").link(PAYMENT_LINK),
            &[UnknownSite, TakingWithoutForm],
            "somebody who sells stickers by post", |page| page.text("Lot d'autocollants : 4,00 €, envoi compris"),
            Gets(Clear)),

        example("A page of no name that says little speaks of a delivery and a small sum, and sends to the banking app.",
            at("https://vorbanu.example/p").title("Opération").text("Votre carton est à quai : 1,35 €. Ouvrez l'application de votre banque."),
            &[UnknownSite, TakingWithoutForm],
            "a page that sends nowhere", |page| page.text("Votre carton est à quai : 1,35 €."),
            Gets(Clear)),

        example("A page of no name, where anybody can be, speaks of a delivery, asks for name and address and takes by other means than a form.",
            at("https://lilas.github.io/").title("Adresse").text("Complétez l'étiquette de votre paquet.").asks(ADDRESS).link("https://wa.me/33600000000"),
            &[UnknownSite, TakingWithoutForm, ContactForm, HostedPage],
            "a form alone", |page| page.text("Écrivez-nous pour votre bouquet."),
            Gets(Clear)),

        example("A payment provider's page tells, in its merchant's words, a parcel story beyond doubt.",
            at("https://buy.stripe.com/a1").title("Frais - Stripe").text(HELD_FOR_A_FEE),
            &[ParcelLure],
            "a merchant of a payment provider", |page| page.text(SENT),
            Gets(Clear)),

        example("A parcel story beyond doubt at a place of nobody.",
            at("https://gazette-lilas.example/").title("Colis").text(HELD_FOR_A_FEE).menu(),
            &[UnknownSite, ParcelLure],
            "a gazette quotes the scam", |page| page.title("Gazette Lilas"),
            Gets(Clear)),

        example("A parcel story at a place of nobody, with all that belongs to the play.",
            at("https://boutique-lilas.example/suivi").title("Suivi").text(HELD),
            &[UnknownSite, ParcelLure],
            "a page in a shop's site", |page| page.menu(),
            Gets(Clear)),

        example("A page of no name that says little shows a carrier's name and tells a parcel story.",
            at("https://vorbanu.example/p").title("Accueil").logo("Chronopost").heading("DPD").text(HELD).menu(),
            &[BrandMismatch, ParcelLure],
            "a shop that has sent something", |page| page.text(SENT),
            Gets(Clear)),

        example("A page hides its words from all who do not see it.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").text(SHUFFLED).own_font().menu(),
            &[UnknownSite, Evasion],
            "a page whose letters came out broken", |page| page.usual_font(),
            Gets(Clear)),

        example("A page of no name that leads nowhere asks in pictures what nobody else can read.",
            at("https://vorbanu.example/").title("Bienvenue").text("Continuer").asks_mutely(),
            &[UnknownSite, Evasion],
            "a survey of a site builder, which numbers its fields and labels them", |page| page.asks(ADDRESS),
            Gets(Clear)),

        example("A page of no name, where anybody can be, asks for a card, a bank login or an identity.",
            at("https://lilas.github.io/").title("Cotisation").asks(CARD).menu(),
            &[UnknownSite, PaymentForm, HostedPage],
            "a club that takes its fees", |page| page.title("Les Lilas"),
            Gets(Clear)),

        example("A page of no name bears a carrier's logo.",
            at("https://tabac-lilas.example/").title("Accueil").logo("Chronopost").menu(),
            &[BrandMismatch],
            "a relay point by its own name", |page| page.title("Tabac Lilas"),
            Gets(Clear)),

        example("A page of no name that leads nowhere stands under a carrier's name.",
            at("https://vorbanu.example/p").title("Bienvenue").text("Chronopost\nEncore une étape"),
            &[BrandMismatch],
            "a page on a carrier in a guide to carriers", |page| page.menu(),
            Gets(Clear)),

        example("A page of no name, at an address that names no one, asks for a card, a code or an identity.",
            at("https://infos-livraison-42.example/").title("Espace client").asks(LOGIN_AND_CODE).menu(),
            &[GenericHost, OneTimeCode],
            "a portal with an ordinary login", |page| page.asks(LOGIN),
            Gets(Clear)),

        example("A page of no name, where anybody can be, asks for a code, and for nothing that a login asks for.",
            at("https://lilas.github.io/").title("Espace membre").asks(CODE).menu(),
            &[UnknownSite, OneTimeCode, HostedPage],
            "a login with a second factor", |page| page.asks(LOGIN_AND_CODE),
            Gets(Clear)),

        example("A page of no name, built like a kit in every point, asks for a whole card.",
            at("https://hotel-lilas.example/").title("Paiement").asks_for(CARD, "carte.php").unlisted(),
            &[UnknownSite, PaymentForm, KitTraces],
            "a hotel's payment page", |page| page.title("Hôtel Lilas"),
            Gets(Clear)),

        example("A page of no name, built like a kit in every point, speaks of a delivery and asks for a card, a bank login or an identity.",
            at("https://hotel-lilas.example/").title("Formulaire").asks_for(&["Numéro de carte d'identité"], "suite.php").text("Le livreur attend.").unlisted(),
            &[UnknownSite, IdentityRequest, KitTraces],
            "a hotel's form for its guests", |page| page.text("La chambre attend."),
            Gets(Clear)),

        example("A page of no name, built like a kit in every point, names one carrier and asks for name and address.",
            at("https://hotel-lilas.example/").title("Envois").text("Envoi par DPD").asks_for(ADDRESS, "suite.php").unlisted(),
            &[UnknownSite, ContactForm, KitTraces],
            "a hotel's form for its guests", |page| page.text("Arrivée en train"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere asks who somebody is by law, and where to deliver.",
            at("https://vorbanu.example/p").title("Datos").asks(&["Nombre", "Dirección de entrega", "Ciudad", "Teléfono", "Cédula de ciudadanía"]),
            &[UnknownSite, IdentityRequest, ContactForm],
            "a form that asks for no such number", |page| page.asks(&["Nombre", "Dirección de entrega", "Ciudad", "Teléfono"]),
            Gets(Clear)),

        example("A page of no name, built like a kit, asks beside a card for what no honest page asks.",
            at("https://hotel-lilas.example/").title("Paiement").asks(CARD_AND_CODE).unlisted(),
            &[UnknownSite, ExcessiveRequest, PaymentForm, KitTraces],
            "a hotel's payment page, without a name", |page| page.asks(CARD),
            Gets(Clear)),

        example("A page of no name, built like a kit in every point, asks for the code of a payment.",
            at("https://banque-lilas.example/").title("Validation").text("Carte : **** **** **** 1234")
                .asks_for(CODE, "code.php").unlisted(),
            &[UnknownSite, OneTimeCode, KitTraces],
            "a bank that is not on the list", |page| page.title("Banque Lilas"),
            Gets(Clear)),

        example("A page of no name that says little names a small sum and asks for a card, a bank login or an identity.",
            at("https://hotel-lilas.example/").title("Paiement").text("Total : 1,99 €").asks(CARD),
            &[UnknownSite, PaymentForm],
            "a hotel's room, which costs more than a parcel's fee", |page| page.text("Total : 189 €"),
            Gets(Clear)),

        example("A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks in fields that say nothing.",
            at("https://vorbanu.example/p").title("Adresse").text("La conductrice a gardé votre carton dans la camionnette. Second passage : 1,20 €").asks(&["a", "b", "c"]),
            &[UnknownSite],
            "a choice of cakes", |page| page.text("La boulangère a gardé votre gâteau dans la vitrine. Bougies : 1,20 €"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere presents itself as a bank, an authority or another sender that it is not, and speaks of a payment.",
            at("https://hotel-lilas.example/").title("Accès").text("Assurance Maladie\nUn versement vous revient sur votre carte bancaire.\nSuivant"),
            &[SenderMismatch],
            "an adviser's page that asks for nothing", |page| page.text("Assurance Maladie\nPermanence le mardi.\nSuivant"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere presses, of a parcel or not, and asks for a whole card.",
            at("https://hotel-lilas.example/").title("Paiement").text("Facture impayée : 189 €").asks(CARD),
            &[UnknownSite, PaymentForm, ParcelLure],
            "a hotel's room", |page| page.text("Chambre double : 189 €"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere threatens and asks for a password.",
            at("https://hotel-lilas.example/").title("Log in").text("Your account has been limited.").asks(LOGIN),
            &[UnknownSite, ContactForm],
            "any login", |page| page.text("Welcome back."),
            Gets(Clear)),

        example("A page of no name that leads nowhere asks for a bank login and a code.",
            at("https://hotel-lilas.example/").title("Accès").asks(BANK_LOGIN_AND_CODE),
            &[UnknownSite, OneTimeCode, BankLogin],
            "a login with a second factor", |page| page.asks(LOGIN_AND_CODE),
            Gets(Clear)),

        example("A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks for name and address.",
            at("https://vorbanu.example/p").title("Adresse").text("La conductrice a gardé votre carton dans la camionnette. Second passage : 1,20 €").asks(ADDRESS),
            &[UnknownSite, ContactForm],
            "an order of rolls for breakfast", |page| page.text("Petits pains : 0,90 €. Livraison : 1,50 €"),
            Gets(Clear)),

        example("A page of no name that says little speaks of a delivery and a small sum, and asks for a code.",
            at("https://vorbanu.example/p").title("Six chiffres").text("La camionnette charge votre carton, le chauffeur part : 1,45 €.").asks(CODE),
            &[UnknownSite, OneTimeCode],
            "a locker that opens by a code", |page| page.text("Vos impressions vous attendent au casier : 2,50 €"),
            Gets(Clear)),

        example("A page of no name that says little and leads nowhere asks for the code of a payment.",
            at("https://hotel-lilas.example/").title("Validation").text("Confirmez votre paiement.").asks(CODE),
            &[UnknownSite, OneTimeCode],
            "a login's second step", |page| page.text("Confirmez votre connexion."),
            Gets(Clear)),

        example("A page signed by a name that its address does not bear asks for a whole card, for nobody knows whom.",
            at("https://azur.example/").title("Paiement").text("© 2026 Hôtel Rivière").asks_for(CARD, "#").menu(),
            &[ForeignSignature, UnknownSite, PaymentForm],
            "a hotel that signs by its own name", |page| page.text("© 2026 Hôtel Azur"),
            Gets(Clear)),

        example("A page that bears the name of another site, and leads there, asks for a code, for nobody knows whom.",
            at("https://azur.example/").title("Rivière, supermarchés").links("https://www.riviere.example/", 5).asks_for(CODE, "#").menu(),
            &[ForeignSignature, UnknownSite, OneTimeCode],
            "the shop itself", |page| page.moved_to("https://mon-compte-riviere.example/"),
            Gets(Clear)),

        example("A page of no name that leads nowhere, at an address that names no one, brings up a carrier.",
            at("https://infos-livraison-42.example/").title("Accueil").heading("Suivre un envoi Chronopost"),
            &[GenericHost],
            "a guide in a site", |page| page.menu(),
            Gets(Clear)),

        example("A page of no name, built like a kit, at an address of delivery words, asks for name and address.",
            at("https://infos-livraison-42.example/").title("Devis").asks(ADDRESS).unlisted(),
            &[GenericHost, ContactForm, KitTraces],
            "a removal firm's site", |page| page.menu(),
            Gets(Clear)),

        example("A page of no name that says little, where anybody can be, speaks of a delivery and a small sum, and asks for name and address.",
            at("https://h1-lilas.workers.dev/").title("Créneau").text("Quand êtes-vous là ? Notre équipe repasse avec votre paquet. À régler ensuite : 1,20 €").asks(ADDRESS).unlisted(),
            &[UnknownSite, ContactForm, HostedPage],
            "the same without a sum", |page| page.text("Quand êtes-vous là ? Notre équipe repasse avec votre paquet."),
            Gets(Clear)),

        example("A page of no name, where anybody can be, speaks of a payment and asks for a password and a code.",
            at("https://lilas.pages.dev/").title("Confirmation").text("Paiement de 0,01 €").asks(LOGIN_AND_CODE),
            &[UnknownSite, OneTimeCode, ContactForm, HostedPage],
            "a login with a second step", |page| page.text("Connexion"),
            Gets(Clear)),

        example("A page of no name, where anybody can be, sends to the banking app.",
            at("https://vortel-lilas.pages.dev/app").title("Dernière étape").text("Ouvrez l'application de votre banque et approuvez l'opération.").unlisted(),
            &[UnknownSite, TakingWithoutForm, HostedPage],
            "a payment service's page, by its own name", |page| page.title("Vortel Lilas"),
            Gets(Clear)),

        example("A page of no name that says little, built like a kit, names a carrier or what stands around a delivery, and a small sum.",
            at("https://oruvane.example/").title("Retrait").text("Votre commande, livrée par un coursier, attend au dépôt. Transfert du paquet : 0,85 €").unlisted(),
            &[UnknownSite, KitTraces],
            "the same that names no sum", |page| page.text("Votre commande, livrée par un coursier, attend au dépôt. Transfert du paquet"),
            Gets(Clear)),

        example("Its site was at danger before.",
            at("https://boutique-lilas.example/").title("Boutique Lilas").menu().after_danger(),
            &[DangerBefore, UnknownSite],
            "a shop's start page, where nothing was wrong before", |page| page.at_first(),
            Gets(Clear)),
    ]
}

/// An example: the row, a page that it decides, and the reasons that are shown; then
/// who its neighbour is, the change that makes it, and what comes of it.
fn example(
    row: &'static str,
    given: Visit,
    told: &'static [RuleId],
    neighbour_is: &'static str,
    change: fn(Visit) -> Visit,
    then: Then,
) -> Example<Visit, RuleId> {
    Example {
        row,
        neighbour: change(given.clone()),
        given,
        told,
        neighbour_is,
        then,
    }
}
