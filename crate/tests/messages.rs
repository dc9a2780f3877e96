//! Messages of our own wording: every lure is seen but those that are known to be
//! missed, no honest one is flagged. One file a language in `tests/messages/`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the figures are for people")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use vigicolis::message::{self, MessageVerdict};
use vigicolis::{Engine, Level};

fn assess(text: &str) -> MessageVerdict {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    message::assess(text, &ENGINE)
}

/// Label, pattern and text of each row.
fn rows(file: &'static str) -> Vec<(&'static str, &'static str, String)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let cells = lines.map(|line| {
        let mut cells = line.split('\t');
        let row = (
            cells.next().unwrap(),
            cells.next().unwrap(),
            cells.next().unwrap(),
        );
        assert_eq!(cells.next(), None, "{line}");
        row
    });
    cells
        .map(|(label, pattern, text)| (label, pattern, text.replace("\\n", "\n")))
        .collect()
}

/// Demands all lures but the known misses, which are told by how they begin, and no
/// honest message. A miss that is seen now must leave the list. Prints how many there
/// were (`cargo test --test messages -- --nocapture` shows it).
fn check(name: &str, file: &'static str, least: usize, known_misses: &[&str]) {
    let rows = rows(file);
    let texts: BTreeSet<&str> = rows.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(texts.len(), rows.len(), "a message stands there twice");
    let flagged = |text: &str| assess(text).level >= Level::Caution;
    let of = |wanted: &'static str| rows.iter().filter(move |(label, _, _)| *label == wanted);
    let (lures, honest) = (of("lure").count(), of("honest").count());
    assert!(
        lures >= least && honest >= least,
        "{lures} lures, {honest} honest"
    );
    assert_eq!(lures + honest, rows.len(), "another label");

    for (_, _, text) in &rows {
        let verdict = assess(text);
        let silent = verdict.level == Level::Clear;
        assert_eq!(verdict.reasons.is_empty(), silent, "reasons of {text}");
        for range in verdict
            .reasons
            .iter()
            .filter_map(|reason| reason.range.clone())
        {
            assert!(
                text.get(range).is_some_and(|passage| !passage.is_empty()),
                "{text}"
            );
        }
    }
    let alarms: Vec<_> = of("honest").filter(|(_, _, text)| flagged(text)).collect();
    let missed: Vec<_> = of("lure").filter(|(_, _, text)| !flagged(text)).collect();
    println!(
        "{name}: {} of {lures} lures flagged, {} of {honest} honest messages flagged",
        lures - missed.len(),
        alarms.len()
    );
    assert!(alarms.is_empty(), "honest, and flagged: {alarms:#?}");
    let is_known = |text: &str| known_misses.iter().any(|known| text.starts_with(known));
    let new: Vec<_> = missed
        .iter()
        .filter(|(_, _, text)| !is_known(text))
        .collect();
    assert!(new.is_empty(), "missed: {new:#?}");
    assert_eq!(missed.len(), known_misses.len(), "a known miss is seen now");
}

#[test]
fn french() {
    check(
        "French",
        include_str!("../../tests/messages/french.tsv"),
        85,
        &["De : +44 7700 900123\nColissimo : adresse incomplète, votre colis retourne"],
    );
}

#[test]
fn other_languages() {
    check(
        "seven other languages",
        include_str!("../../tests/messages/european.tsv"),
        40,
        &["CTT: portes em dívida de 2,10"],
    );
}
