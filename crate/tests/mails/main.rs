//! Mails of our own wording, each written as many mail programs would send it: what is said of
//! the source is what is said of the mail as it is displayed. No honest one is flagged, and
//! every lure is. The words are in `tests/mails/`, the shapes in `shapes`; whole sources, each
//! with what a mail program shows of it, are in `tests/mails/sources/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![allow(clippy::print_stdout, reason = "the figures are for people")]

mod record;
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use record::records;
use shapes::SHAPES;
use vigicolis::message::MessageVerdict;
use vigicolis::paste::{self, PasteResult};
use vigicolis::{Engine, Level};

const LURES: &str = include_str!("../../../tests/mails/lures.txt");
const HONEST: &str = include_str!("../../../tests/mails/honest.txt");

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    &ENGINE
}

/// What is said of a text, and what was read from it if it is a source.
fn judged(text: &str) -> (MessageVerdict, Option<String>) {
    match paste::assess(text, engine()) {
        PasteResult::Message {
            verdict, source, ..
        } => (*verdict, source.map(|source| source.text)),
        other => panic!("{other:?} of {text}"),
    }
}

/// A file as the extension hands it over: a character for each byte.
fn characters(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// Judges every record in every shape; gives how many there were.
fn check(file: &str, expected: impl Fn(Level) -> bool) -> usize {
    let records = records(file);
    let mut wrong = Vec::new();
    for record in &records {
        let (displayed, read) = judged(&record.displayed());
        assert_eq!(read, None, "{record:?}");
        if !expected(displayed.level) {
            wrong.push(format!("{:?} as displayed: {record:?}", displayed.level));
        }
        for (shape, write) in SHAPES {
            let source = write(record);
            let (verdict, read) = judged(&characters(&source));
            let read = read.unwrap_or_else(|| panic!("{shape}: no source {record:?}"));
            if verdict.level != displayed.level {
                wrong.push(format!(
                    "{shape}: {:?}, displayed {:?}: {:?}\n{read}",
                    verdict.level, displayed.level, verdict.reasons
                ));
            }
        }
    }
    let count = records.len();
    println!(
        "{count} mails in {} shapes, {} wrong",
        SHAPES.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    count
}

#[test]
fn lures_are_flagged_from_source_and_as_displayed() {
    let count = check(LURES, |level| level >= Level::Caution);
    assert!(count >= 40, "{count}");
}

#[test]
fn honest_mails_are_not() {
    let count = check(HONEST, |level| level == Level::Clear);
    assert!(count >= 100, "{count}");
}

/// The words of a mail, so that only they are compared.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn what_is_read_is_what_is_displayed() {
    for record in records(LURES).iter().chain(&records(HONEST)) {
        for (shape, write) in SHAPES {
            let read = judged(&characters(&write(record))).1.unwrap();
            let read = words(&read);
            for line in record.body_as_displayed().lines() {
                let line = words(line);
                let is_there =
                    line.is_empty() || read.windows(line.len()).any(|found| found == line);
                assert!(is_there, "{shape}: {line:?} is not in {read:?}");
            }
            assert!(
                !read.contains(&shapes::HIDDEN),
                "{shape}: something hidden is in {read:?}"
            );
        }
    }
}

/// Whole sources, each beside its displayed form: `name.eml` and `name.txt`.
fn pairs() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/mails/sources");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut sources: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|end| end == "eml"))
        .collect();
    sources.sort();
    let displayed = |file: &PathBuf| fs::read_to_string(file.with_extension("txt")).unwrap();
    sources
        .into_iter()
        .map(|file| (displayed(&file), file))
        .map(|(text, file)| (file, text))
        .collect()
}

#[test]
fn whole_sources_are_read_as_they_are_displayed() {
    let pairs = pairs();
    assert!(pairs.len() >= 12);
    for (file, displayed) in pairs {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let source = fs::read(&file).unwrap();
        let with_returns = characters(&source).replace('\n', "\r\n");
        let (shown, read) = judged(&displayed);
        assert_eq!(read, None, "{name}");
        let is_lure = name.starts_with("lure-");
        assert_eq!(
            shown.level >= Level::Caution,
            is_lure,
            "{name} as displayed: {shown:?}"
        );
        for text in [characters(&source), with_returns] {
            let (verdict, read) = judged(&text);
            let read = read.unwrap_or_else(|| panic!("{name}: no source"));
            assert_eq!(
                verdict.level, shown.level,
                "{name}: {:?}\n{read}",
                verdict.reasons
            );
            let shown = displayed.split_once("\n\n").unwrap().1;
            let read = read.split_once("\n\n").unwrap().1;
            assert_eq!(words(read), words(shown), "{name}");
        }
    }
}
