//! What an address and a page cost. Run with `./build.sh bench`.
//!
//! The growth benches show that the cost of a page grows at most linearly with
//! its size, up to the bounds where it stops growing.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use vigicolis::page::{Field, Link};
use vigicolis::{Engine, Inherited, PageSnapshot};

fn main() {
    divan::main();
}

const HOSTS: &[&str] = &[
    "www.chronopost.fr",
    "chronopost-livraison.example",
    "suivi-colis-mondial-relay.example",
    "usps.com-track.example",
    "www.wikipedia.org",
    "news.ycombinator.com",
    "a-very-long-subdomain.of-some-service.region-1.hosting.example.co.uk",
    "static.cdn.example.net",
];

#[divan::bench]
fn address_alone(bencher: Bencher<'_, '_>) {
    let engine = Engine::new();
    bencher
        .counter(ItemsCount::new(HOSTS.len()))
        .bench_local(|| {
            for host in HOSTS {
                let _ = black_box(engine.assess_url(black_box(host)));
            }
        });
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
    let engine = Engine::new();
    bencher
        .counter(BytesCount::new(page.text.len()))
        .with_inputs(|| page.clone())
        .bench_local_values(|page| engine.assess_page(page, &Inherited::default()));
}

#[divan::bench(args = [("small", 500, 4, 10), ("median", 8_000, 12, 80), ("large", 1_000_000, 60, 400)])]
fn page_of_size(bencher: Bencher<'_, '_>, (_, text, fields, links): (&str, usize, usize, usize)) {
    judge(bencher, &page(text, fields, links));
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000])]
fn growth_by_text(bencher: Bencher<'_, '_>, bytes: usize) {
    judge(bencher, &page(bytes, 10, 10));
}

#[divan::bench(args = [10, 1_000, 100_000])]
fn growth_by_fields(bencher: Bencher<'_, '_>, fields: usize) {
    judge(bencher, &page(1_000, fields, 10));
}

#[divan::bench(args = [10, 1_000, 100_000])]
fn growth_by_links(bencher: Bencher<'_, '_>, links: usize) {
    judge(bencher, &page(1_000, 10, links));
}
