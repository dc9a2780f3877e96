//! Carriers' names that people say of other things: "Hôtel de la Poste". Honest
//! hosts and pages of hotels, cafés, unions and plug-ins are left alone, with a
//! card form too; their fake neighbours are not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use vigicolis::page::{Field, Image, Link, PageSnapshot};
use vigicolis::policy::Policy;
use vigicolis::{Engine, FrameContext, Level};

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Policy::default()));
    &ENGINE
}

const CARD: [&str; 3] = ["Numéro de carte", "Date d'expiration", "Cryptogramme"];

/// A page with a title, a heading, a logo and a copyright line of one name.
fn signed(url: &str, name: &str, text: &str, labels: &[&str]) -> PageSnapshot {
    let field = |label: &&str| Field {
        tag: "input".into(),
        label: (*label).into(),
        visible: true,
        ..Field::default()
    };
    PageSnapshot {
        url: url.into(),
        title: name.into(),
        headings: vec![name.into()],
        images: vec![Image {
            alt: name.into(),
            ..Image::default()
        }],
        text: format!("{name}. {text} © 2026 {name}"),
        fields: labels.iter().map(field).collect(),
        ..PageSnapshot::default()
    }
}

fn host_level(host: &str) -> Level {
    engine().assess_url(host).unwrap().level
}

fn level(page: &PageSnapshot) -> Level {
    let context = FrameContext::default();
    let assessment = engine().assess_page(page.clone(), &context).unwrap();
    assessment.verdict.level
}

#[test]
fn honest_hosts() {
    let mut wrong = Vec::new();
    for host in [
        "www.hoteldelaposte.example",
        "hotel-de-la-poste.example",
        "hotel-laposte.example",
        "grandhoteldelaposte.example",
        "cafe-de-la-poste.example",
        "cafedelaposte.example",
        "www.grandcafedelaposte.example",
        "brasseriedelaposte.example",
        "bardelaposte.example",
        "auberge-de-la-poste.example",
        "restaurantdelaposte.example",
        "relaisdelaposte.example",
        "relais-de-la-poste.example",
        "le-relais-de-la-poste.example",
        "pharmaciedelaposte.example",
        "garage-de-la-poste.example",
        "museedelaposte.example",
        "comptoirdelaposte.example",
        "12-rue-de-la-poste.example",
        "cinema-de-la-poste.example",
        "cse-laposte.example",
        "cgt-laposte.example",
        "focom-laposte.example",
        "cfdt-laposte.example",
        "laposte-retraites.example",
        "forum-laposte.example",
        "chronopost-woocommerce.example",
        "mondialrelay-prestashop.example",
        "colissimo-magento.example",
        "geodis-energies.example",
        "oposicionescorreos.example",
        "oposiciones-correos.example",
        "palaciodecorreos.example",
        "hotel-correos.example",
        "museu-dos-correios.example",
        "museum-voor-post.example",
        "gasthof-zur-post.example",
        "hotelaltepost.example",
        "hotel-posta.example",
    ] {
        if host_level(host) != Level::Clear {
            wrong.push(host);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn fake_hosts_beside_them() {
    let mut wrong = Vec::new();
    for host in [
        "laposte-colis.example",
        "la-poste-suivi.example",
        "suivi-laposte.example",
        "laposte-client.example",
        "infolaposte.example",
        "laposte-livraison-hotel.example",
        "hotel-de-la-poste-suivi-colis.example",
        "relais-laposte.example",
        "relais-la-poste.example",
        "pointrelaislaposte.example",
        "pointrelaisdelaposte.example",
        "point-relais-laposte.example",
        "agence-laposte.example",
        "bureau-laposte.example",
        "cse-laposte-colis.example",
        "forum-chronopost-livraison.example",
        "chronopost-woocommerce-suivi.example",
        "mondialrelay-plugin-colis.example",
        "energies-chronopost-colis.example",
        "hotel-chronopost.example",
        "restaurant-mondialrelay.example",
        "cafe-colissimo.example",
        "correos-envio.example",
        "oposiciones-correos-paquete.example",
        "correos-plaza-envios.example",
        "laposte.hotel-lilas.xyz",
        "postenord-hotel.laposte-fr.xyz",
        "laposte-test.example",
        "laposte-paiement.example",
        "laposte-reexpedition.example",
    ] {
        if host_level(host) == Level::Clear {
            wrong.push(host);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn honest_pages() {
    let booking = "Réservez votre chambre en ligne. Petit-déjeuner compris, 9,90 €.";
    let mut wrong = Vec::new();
    for (url, name) in [
        (
            "https://www.hoteldelaposte.example/reserver",
            "Hôtel de la Poste ***, Vézelay",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Hôtel de la Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Le Grand Hôtel de la Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Auberge de la Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Le Relais de la Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Relais de La Poste, Magny",
        ),
        ("https://lilas-vezelay.example/reserver", "Café de la Poste"),
        (
            "https://lilas-vezelay.example/reserver",
            "Grand Café de la Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Restaurant La Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Brasserie de La Poste",
        ),
        (
            "https://lilas-vezelay.example/reserver",
            "Pizzeria de la Poste",
        ),
        ("https://lilas-vezelay.example/billets", "Musée de La Poste"),
        (
            "https://lilas-vezelay.example/billets",
            "Théâtre de la Poste",
        ),
        (
            "https://lilas-vezelay.example/commander",
            "Pharmacie de la Poste",
        ),
        (
            "https://lilas-vezelay.example/commander",
            "Boulangerie de la Poste",
        ),
        ("https://lilas-vezelay.example/rdv", "Garage de la Poste"),
        ("https://lilas-vezelay.example/adhesion", "CGT La Poste"),
        (
            "https://lilas-vezelay.example/adhesion",
            "CSE La Poste Aude",
        ),
        (
            "https://lilas-vezelay.example/adhesion",
            "Amicale des retraités de La Poste",
        ),
        (
            "https://lilas-vezelay.example/acheter",
            "Mondial Relay WooCommerce",
        ),
        ("https://lilas-vezelay.example/acheter", "Plugin Chronopost"),
        (
            "https://lilas-vezelay.example/acheter",
            "Colissimo pour PrestaShop",
        ),
        ("https://lilas-vezelay.example/acheter", "Onduleur UPS"),
        ("https://lilas-vezelay.example/abonnement", "TNT Sports"),
        ("https://flieder-linz.example/buchen", "Hotel Alte Post"),
        ("https://flieder-linz.example/buchen", "Gasthof zur Post"),
        ("https://flieder-linz.example/buchen", "Hotel Neue Post"),
        ("https://glicine.example/prenota", "Hotel Poste"),
        ("https://glicine.example/prenota", "Palazzo delle Poste"),
        ("https://lila.example/reservar", "Palacio de Correos"),
        (
            "https://lila.example/reservar",
            "Restaurante Plaza de Correos",
        ),
        ("https://lila.example/curso", "Oposiciones Correos"),
        ("https://lilas.example/reservar", "Palácio dos Correios"),
        ("https://seringen.example/boek", "Museum voor Post"),
    ] {
        for labels in [&CARD[..], &["Nom", "Adresse", "Téléphone"], &[]] {
            let mut page = signed(url, name, booking, labels);
            // A site of somebody's: its own name in the text, and a menu.
            let host = url.split('/').nth(2).unwrap();
            let own = host.trim_start_matches("www.").trim_end_matches(".example");
            page.text.push_str(&format!(" Contact : {own}"));
            let link = |name| Link {
                href: format!("https://{host}/{name}"),
                ..Link::default()
            };
            page.links = ["chambres", "tarifs", "contact", "acces"].map(link).into();
            if level(&page) != Level::Clear {
                wrong.push((url, name, labels));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn fake_pages_beside_them() {
    let story = "Votre colis est retenu : réglez 1,99 € de frais de livraison.";
    let mut wrong = Vec::new();
    for (url, name) in [
        ("https://lilas-vezelay.example/p", "La Poste"),
        ("https://lilas-vezelay.example/p", "La Poste - Suivi"),
        ("https://lilas-vezelay.example/p", "Relais La Poste"),
        (
            "https://lilas-vezelay.example/p",
            "Point relais de La Poste",
        ),
        ("https://lilas-vezelay.example/p", "Agence La Poste"),
        ("https://lilas-vezelay.example/p", "Boutique La Poste"),
        (
            "https://lilas-vezelay.example/p",
            "La Poste place votre colis en attente",
        ),
        ("https://hoteldelaposte.example/p", "La Poste"),
        ("https://cse-laposte.example/p", "La Poste"),
        ("https://lilas-vezelay.example/p", "Chronopost"),
        ("https://lilas-vezelay.example/p", "Hôtel Chronopost"),
        ("https://lilas-vezelay.example/p", "Mondial Relay"),
        (
            "https://lilas-vezelay.example/p",
            "Restaurant Mondial Relay",
        ),
        ("https://chronopost-woocommerce.example/p", "Chronopost"),
        ("https://lila.example/p", "Correos"),
        ("https://lila.example/p", "Correos - Envío"),
        ("https://lila.example/p", "UPS"),
    ] {
        if level(&signed(url, name, story, &CARD)) != Level::Danger {
            wrong.push((url, name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_hotels_word_elsewhere_takes_no_claim_away() {
    let story = "Hôtel de la Poste. Votre colis est retenu : réglez 1,99 € de frais.";
    let mut page = signed("https://lilas-vezelay.example/p", "La Poste", story, &CARD);
    page.headings.push("Hôtel de la Poste".into());
    page.images.push(Image {
        alt: "Hôtel de la Poste".into(),
        ..Image::default()
    });
    assert_eq!(level(&page), Level::Danger);
    page.title = "Hôtel de la Poste".into();
    assert_eq!(
        level(&page),
        Level::Danger,
        "heading, logo and copyright line stay"
    );
}
