//! Reads the data files, checks them, and writes the tables that the engine
//! includes and the tests that the data's own cases become.
//!
//! One file a kind of data, each with what it refuses; `emit` writes Rust.

#![cfg_attr(
    test,
    allow(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        reason = "a test fails by panicking"
    )
)]

mod brand;
mod brands;
mod breaches;
mod calling_codes;
mod case_tests;
mod check;
mod class_groups;
mod conduct;
mod contacts;
mod emit;
mod everyday;
mod fields;
mod host_table;
mod host_words;
mod hosts;
mod labels;
mod letter_pairs;
mod letters;
mod lures;
mod money;
mod origins;
mod ownership;
mod pattern_program;
mod phrase_text;
mod plain_words;
mod premium_numbers;
mod senders;
mod source;
mod suffixes;
mod tracking;
mod word_groups;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use vigicolis_format::{
    entry, fold, kinds, names, number_pattern as pattern, pairs, patterns as steps, suffix,
};

pub use self::source::{Place, Problem};
use self::source::{Problems, Source};

/// The data files: path below `data/`, text.
pub type Files = BTreeMap<String, String>;

/// What the build writes.
#[derive(Debug)]
pub struct Output {
    /// The tables, as Rust.
    pub tables: String,
    /// The tests of the data's own cases, as Rust.
    pub case_tests: String,
}

/// Reads every file below a folder.
///
/// # Errors
/// When a file cannot be read or is no UTF-8.
pub fn read_folder(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    read_into(folder, "", &mut files)?;
    Ok(files)
}

fn read_into(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            read_into(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// Builds everything.
///
/// # Errors
/// Everything that is wrong with the data.
pub fn build(files: &Files) -> Result<Output, Vec<Problem>> {
    let mut problems = Problems::default();
    let letters = letters::read(
        &Source::of(files, "unicode/confusables.tsv", &mut problems),
        &mut problems,
    );
    let sentences = letter_pairs::read(
        &Source::of(files, "unicode/sentences.toml", &mut problems),
        &mut problems,
    );
    let suffixes = suffixes::read(
        &Source::of(files, "hosts/public_suffix_list.dat", &mut problems),
        &mut problems,
    );
    let brands = brands::read_all(files, &letters, &suffixes, &mut problems);
    let senders = senders::read_all(files, &letters, &suffixes, &brands, &mut problems);
    let stories = lures::read_all(files, "phrases/lures", &letters, &mut problems);
    let cues = lures::read_all(files, "phrases/cues", &letters, &mut problems);
    let takings = lures::read_all(files, "phrases/takings", &letters, &mut problems);
    let mut known = Vec::new();
    for name in ["hosts/payment_hosts.toml", "hosts/known_hosts.toml"] {
        let source = Source::of(files, name, &mut problems);
        hosts::read_known(&source, &mut known, &mut problems);
    }
    let hosting = hosts::read_hosting(
        &Source::of(files, "hosts/hosting.toml", &mut problems),
        &mut problems,
    );
    let fields = fields::read(
        &Source::of(files, "phrases/fields.toml", &mut problems),
        &letters,
        &mut problems,
    );
    let host_words = host_words::read(
        &Source::of(files, "hosts/host_words.toml", &mut problems),
        &mut problems,
    );
    let labels = labels::read(
        &Source::of(files, "phrases/words_of_others.toml", &mut problems),
        &letters,
        &mut problems,
    );
    // Shorter beginnings begin other words, too.
    let parcel_words = word_groups::read(
        &Source::of(files, "phrases/parcel_words.toml", &mut problems),
        5,
        &letters,
        &mut problems,
    );
    let delivery_words = word_groups::read(
        &Source::of(files, "phrases/delivery_words.toml", &mut problems),
        5,
        &letters,
        &mut problems,
    );
    let payment_words = word_groups::read(
        &Source::of(files, "phrases/payment_words.toml", &mut problems),
        4,
        &letters,
        &mut problems,
    );
    let fraud_words = word_groups::read(
        &Source::of(files, "phrases/fraud_words.toml", &mut problems),
        4,
        &letters,
        &mut problems,
    );
    let receive_words = word_groups::read(
        &Source::of(files, "phrases/receive_words.toml", &mut problems),
        3,
        &letters,
        &mut problems,
    );
    let pay_words = word_groups::read(
        &Source::of(files, "phrases/pay_words.toml", &mut problems),
        2,
        &letters,
        &mut problems,
    );
    let refund_words = word_groups::read(
        &Source::of(files, "phrases/refund_words.toml", &mut problems),
        5,
        &letters,
        &mut problems,
    );
    let fillers = word_groups::read(
        &Source::of(files, "phrases/fillers.toml", &mut problems),
        2,
        &letters,
        &mut problems,
    );
    let plain_words = plain_words::read(
        &Source::of(files, "phrases/plain_words.toml", &mut problems),
        &letters,
        &mut problems,
    );
    let money = money::read(
        &Source::of(files, "numbers/money.toml", &mut problems),
        &mut problems,
    );
    let everyday = everyday::read(
        &Source::of(files, "phrases/everyday_names.toml", &mut problems),
        &letters,
        &brands,
        &mut problems,
    );
    let formats = tracking::read(
        &Source::of(files, "numbers/tracking.toml", &mut problems),
        &brands,
        &mut problems,
    );
    let postal = tracking::read_postal(
        &Source::of(files, "numbers/s10.toml", &mut problems),
        &mut problems,
    );
    let breaches = breaches::read(
        &Source::of(files, "help/breaches.toml", &mut problems),
        &brands,
        &mut problems,
    );
    let contacts = contacts::read(
        &Source::of(files, "help/contacts.toml", &mut problems),
        &brands,
        &mut problems,
    );
    let calling_codes = calling_codes::read(
        &Source::of(files, "numbers/calling_codes.tsv", &mut problems),
        &mut problems,
    );
    conduct::check_all(&brands, &formats, &mut problems);
    let carriers = brands.len();
    let case_tests = case_tests::write(&brands, &stories, &cues, &takings, &formats, &breaches);
    let mut brands = brands;
    brands.extend(senders);
    ownership::check(&brands, &hosting, &mut problems);

    let mut tables = emit::Tables::default();
    letters::emit(&letters, &mut tables);
    suffixes::emit(&suffixes, &mut tables);
    let origins = brands::origins(brands.get(..carriers).unwrap_or_default());
    origins.emit(&mut tables);
    let hosts = host_table::Hosts::new(&brands, &known, &hosting);
    brands::emit(&brands, carriers, &origins, &hosts, &mut tables);
    conduct::emit(&brands, &formats, &origins, &mut tables);
    calling_codes::emit(&calling_codes, &mut tables);
    host_table::emit(&hosts, &known, &hosting, &mut tables);
    host_words::emit(&host_words, &mut tables);
    labels::emit(&labels, &mut tables);
    word_groups::emit_stems(&parcel_words, "PARCEL_STEMS", &mut tables);
    word_groups::emit_stems(&delivery_words, "DELIVERY_STEMS", &mut tables);
    word_groups::emit_stems(&payment_words, "PAYMENT_STEMS", &mut tables);
    word_groups::emit_stems(&fraud_words, "FRAUD_STEMS", &mut tables);
    word_groups::emit(&receive_words, "RECEIVE_WORDS", &mut tables);
    word_groups::emit_stems(&pay_words, "PAY_STEMS", &mut tables);
    word_groups::emit_stems(&refund_words, "REFUND_STEMS", &mut tables);
    word_groups::emit(&fillers, "FILLERS", &mut tables);
    plain_words::emit(&plain_words, &mut tables);
    money::emit(&money, &mut tables);
    everyday::emit(&everyday, &mut tables);
    phrase_text::emit(&stories, "PHRASE_TEXT", &mut tables);
    phrase_text::emit(&cues, "CUE_TEXT", &mut tables);
    phrase_text::emit(&takings, "TAKING_TEXT", &mut tables);
    letter_pairs::emit(
        &[&stories, &cues, &takings],
        &sentences,
        &letters,
        &mut tables,
    );
    fields::emit(&fields, &mut tables);
    let premium = premium_numbers::read(
        &Source::of(files, "numbers/premium_numbers.toml", &mut problems),
        &mut problems,
    );
    premium_numbers::emit(&premium, &mut tables);
    tracking::emit(&formats, &postal, &mut tables);
    breaches::emit(&breaches, &mut tables);
    contacts::emit(&contacts, &mut tables);
    let tables = tables.finish(&mut problems);
    problems.into_result(Output { tables, case_tests })
}
