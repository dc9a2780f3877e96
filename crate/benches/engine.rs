//! What an address and a page cost. Run with `./build.sh bench`.
//!
//! How the cost grows with the input is `growth.rs`' affair.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use vigicolis::page::{Field, Link};
use vigicolis::{Engine, FrameContext, PageSnapshot};

fn main() {
    divan::main();
}

/// What visitors meet, by and large: four honest addresses to one fake. Made up,
/// but for the well-known ones.
const ADDRESSES: &[&str] = &[
    // Honest, no carrier's.
    "https://www.wikipedia.org/",
    "https://fr.wikipedia.org/wiki/La_Poste_(entreprise)",
    "https://news.ycombinator.com/item?id=41000000",
    "https://github.com/rust-lang/rust/issues/100000",
    "https://docs.python.org/3/library/json.html#module-json",
    "https://www.boutique-lilas.example/panier?etape=livraison&mode=relais",
    "https://mairie.saint-colomban.example/agenda/2026/11",
    "https://www.gartenfreunde-ostpost.example/sendungen",
    "https://cdn.static-assets.example/v3/app.4f2a9c.js",
    "https://accounts.mail.example/signin/v2/identifier?continue=https%3A%2F%2Fmail.example%2F",
    "https://shop.uplands-bikes.example/collections/all",
    "https://a-very-long-subdomain.of-some-service.region-1.hosting.example.co.uk/x",
    "https://recettes-de-saison.example/tarte-aux-pommes",
    "https://villa-posters.example/",
    "https://my-photos.github.io/2025/",
    "http://192.168.1.1/",
    "https://forum.aquariophilie.example/viewtopic.php?f=12&t=45876",
    "https://xn--caf-dma.example/menu",
    "https://www.expressvpn.com/fr",
    "https://composite.example/",
    // Carriers' own.
    "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=XY123",
    "https://www.laposte.fr/outils/suivre-vos-envois",
    "https://www.mondialrelay.fr/suivi-de-colis/",
    "https://www.ups.com/track?loc=fr_FR",
    // Fakes.
    "https://chronopost-livraison.example/paiement/",
    "https://suivi-colis-mondial-relay.example/",
    "https://usps.com-track.example/redelivery?id=1",
    "https://chr0nopost.example/",
    "https://infos-livraison-42.example/",
    "https://bakery.example/wp-content/chronopost/index.php",
];

/// The same as bare hosts, which spare the address parser.
fn hosts() -> Vec<String> {
    let hosts = ADDRESSES
        .iter()
        .filter_map(|address| address.split('/').nth(2));
    hosts.map(str::to_owned).collect()
}

fn judge_all(bencher: Bencher<'_, '_>, addresses: &[impl AsRef<str>]) {
    let engine = Engine::default();
    bencher
        .counter(ItemsCount::new(addresses.len()))
        .bench_local(|| {
            for address in addresses {
                let _ = black_box(engine.assess_url(black_box(address.as_ref())));
            }
        });
}

#[divan::bench]
fn addresses_alone(bencher: Bencher<'_, '_>) {
    judge_all(bencher, ADDRESSES);
}

#[divan::bench]
fn hosts_alone(bencher: Bencher<'_, '_>) {
    judge_all(bencher, &hosts());
}

fn page(text_bytes: usize, fields: usize, links: usize) -> PageSnapshot {
    const SENTENCE: &str =
        "Votre commande est en route, le livreur passera demain entre 9 h et 12 h. ";
    PageSnapshot {
        url: "https://boutique-lilas.example/commande".into(),
        title: "Boutique Lilas - votre commande".into(),
        text: SENTENCE.repeat(text_bytes / SENTENCE.len() + 1),
        fields: vec![
            Field {
                tag: "input".into(),
                name: "adresse_livraison".into(),
                label: "Adresse de livraison".into(),
                ..Field::default()
            };
            fields
        ],
        links: vec![
            Link {
                href: "https://boutique-lilas.example/produits/42".into(),
                text: "Bouquet de saison".into(),
            };
            links
        ],
        ..PageSnapshot::default()
    }
}

fn judge(bencher: Bencher<'_, '_>, page: &PageSnapshot) {
    let engine = Engine::default();
    bencher
        .counter(BytesCount::new(page.text.len()))
        .with_inputs(|| page.clone())
        .bench_local_values(|page| engine.assess_page(page, &FrameContext::default()));
}

#[divan::bench(args = [("small", 500, 4, 10), ("median", 8_000, 12, 80), ("large", 1_000_000, 60, 400)])]
fn page_of_size(bencher: Bencher<'_, '_>, (_, text, fields, links): (&str, usize, usize, usize)) {
    judge(bencher, &page(text, fields, links));
}
