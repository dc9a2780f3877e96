//! How the cost of an input grows with its size: one table, time by unit, so
//! that a reader sees at a glance what grows faster than its input.
//!
//! `./build.sh bench` runs it after the others; `./build.sh bench growth` alone.
//! Pages are judged with the cut to their bounds; beyond those, time by unit
//! falls. What a page can send is one thing, so texts are also folded and read
//! without any bound.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use vigicolis::message::assess;
use vigicolis::page::{Field, Image, Link};
use vigicolis::text::{fold, hidden_marks, mixed_script_words};
use vigicolis::{Engine, FrameContext, PageSnapshot};

const BYTES: &[usize] = &[10_000, 100_000, 1_000_000, 10_000_000];
const ENTRIES: &[usize] = &[10, 100, 1_000, 10_000, 100_000];

/// Ordinary sentences, and texts made to be dear: brands' names, hidden marks,
/// look-alikes, the beginnings of phrases, one endless word, sums of money.
const TEXTS: &[(&str, &str)] = &[
    (
        "sentences",
        "Votre commande est en route, le livreur passera demain entre 9 h et 12 h. ",
    ),
    ("unsigned names", "ups dpd "),
    ("brand names", "© ups dhl la poste mondial relay "),
    ("hidden marks", "c\u{200b}o\u{ad}l\u{2060}i\u{200d}s "),
    ("look-alikes", "Сhrоnороst "),
    ("begun phrases", "votre colis est retenu votre votre colis "),
    ("one word", "é"),
    ("sums of money", "1,99 € 2.99 "),
];

fn main() {
    // Cargo adds arguments of its own; a filter for the other benchmarks is not for this one.
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if !filters.is_empty() && !filters.iter().any(|filter| filter == "growth") {
        return;
    }
    println!(
        "{:<34} {:>10} {:>12} {:>12} {:>7}",
        "growth", "size", "time", "by unit", "ratio"
    );
    for (name, piece) in TEXTS {
        table(&format!("page, text: {name}"), BYTES, |bytes| {
            let page = PageSnapshot {
                text: piece.repeat(bytes / piece.len()),
                ..page()
            };
            best(|| judge(&page))
        });
    }
    table("page, fields", ENTRIES, |entries| {
        let field = |at| Field {
            tag: "input".into(),
            name: format!("adresse_livraison_{at}"),
            label: format!("Adresse de livraison {at}"),
            ..Field::default()
        };
        let page = PageSnapshot {
            fields: (0..entries).map(field).collect(),
            ..page()
        };
        best(|| judge(&page))
    });
    table("page, links", ENTRIES, |entries| {
        let link = |at| Link {
            href: format!("https://boutique-lilas.example/produits/{at}"),
            text: "Bouquet de saison".into(),
        };
        let page = PageSnapshot {
            links: (0..entries).map(link).collect(),
            ..page()
        };
        best(|| judge(&page))
    });
    table("page, long headings and images", ENTRIES, |entries| {
        let line = "Livraison par Chronopost ou Mondial Relay ".repeat(100);
        let image = Image {
            src: format!("https://boutique-lilas.example/{line}"),
            alt: line.clone(),
        };
        // A few thousand of them are more than memory is worth here.
        let page = PageSnapshot {
            headings: vec![line; entries.min(10_000)],
            images: vec![image; entries.min(10_000)],
            ..page()
        };
        best(|| judge(&page))
    });
    for (name, piece) in TEXTS {
        let text = |bytes: usize| piece.repeat(bytes / piece.len());
        table(&format!("fold: {name}"), BYTES, |bytes| {
            let text = text(bytes);
            best(|| clock(|| fold(&text)))
        });
    }
    table("marks, look-alikes counted", BYTES, |bytes| {
        let text = "c\u{200b}o\u{ad}l\u{2060}i\u{200d}s Сhrоnороst ".repeat(bytes / 40);
        best(|| clock(|| (hidden_marks(&text), mixed_script_words(&text))))
    });
    table("message", BYTES, |bytes| {
        let text = "votre colis est retenu, 1,99 € votre votre colis ".repeat(bytes / 50);
        best(|| clock(|| assess(&text, engine())))
    });
    table("address, length of path", BYTES, |bytes| {
        let address = format!(
            "https://boutique-lilas.example/{}",
            "a/chronopost-".repeat(bytes / 13)
        );
        best(|| clock(|| engine().assess_url(&address)))
    });
    table("address, labels", &[2, 10, 50, 100], |labels| {
        let host = format!("{}example", "dpd.".repeat(labels.min(61)));
        best(|| clock(|| engine().assess_url(&host)))
    });
}

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    &ENGINE
}

fn page() -> PageSnapshot {
    PageSnapshot {
        url: "https://boutique-lilas.example/commande".into(),
        title: "Boutique Lilas - votre commande".into(),
        ..PageSnapshot::default()
    }
}

/// The page is copied first, as the extension's message is when it is read.
fn judge(page: &PageSnapshot) -> Duration {
    let page = page.clone();
    clock(|| engine().assess_page(page, &FrameContext::default()))
}

/// The time that a call takes.
fn clock<T>(call: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(call());
    start.elapsed()
}

/// The shortest of several runs: what else the machine does only adds.
fn best(mut run: impl FnMut() -> Duration) -> Duration {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while runs < 3 || (runs < 200 && begin.elapsed() < Duration::from_millis(100)) {
        best = best.min(run());
        runs += 1;
    }
    best
}

/// Prints a line a size; the ratio is of the time by unit to the line's before:
/// about 1 is linear, the ratio of the sizes is quadratic.
fn table(name: &str, sizes: &[usize], mut measure: impl FnMut(usize) -> Duration) {
    let mut before = None;
    for &size in sizes {
        let took = measure(size).as_secs_f64();
        let by_unit = took / size as f64;
        let ratio = before.map_or(String::new(), |before| format!("{:.2}", by_unit / before));
        println!(
            "{name:<34} {size:>10} {:>9.3} ms {:>9.2} ns {ratio:>7}",
            took * 1e3,
            by_unit * 1e9
        );
        before = Some(by_unit);
    }
}
