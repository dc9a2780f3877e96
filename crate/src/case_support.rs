//! What the cases of the data files assert; the build turns each into a test.

use std::sync::OnceLock;

use crate::brands::breach;
use crate::engine::Engine;
use crate::level::Level;
use crate::page::lure::Lure;
use crate::text::fold;
use crate::text::phrases::cues;
use crate::tracking::{self, Proof};

/// An engine without a policy, made once: its lexicon takes a moment.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(Engine::default)
}

fn level(address: &str, file: &str) -> Level {
    engine()
        .assess_url(address)
        .unwrap_or_else(|error| panic!("{file}: {address}: {error}"))
        .level
}

/// The address alone makes the engine speak up.
#[track_caller]
pub(crate) fn assert_flag(address: &str, file: &str) {
    let level = level(address, file);
    assert!(level >= Level::Caution, "{file}: {address} is {level:?}");
}

/// The address alone leaves the engine silent.
#[track_caller]
pub(crate) fn assert_pass(address: &str, file: &str) {
    let level = level(address, file);
    assert!(level <= Level::Clear, "{file}: {address} is {level:?}");
}

/// A sentence tells a story.
#[track_caller]
pub(crate) fn assert_hit(story: &str, sentence: &str, file: &str) {
    assert!(Lure::read(sentence).tells(story), "{file}: {sentence}");
}

/// A sentence does not tell a story.
#[track_caller]
pub(crate) fn assert_miss(story: &str, sentence: &str, file: &str) {
    assert!(!Lure::read(sentence).tells(story), "{file}: {sentence}");
}

/// A number is of a format, its check digit included.
#[track_caller]
pub(crate) fn assert_valid_number(format: &str, number: &str, file: &str) {
    assert!(is_of(format, number), "{file}: {number} is not of {format}");
}

/// A number is not of a format, or its check digit is wrong.
#[track_caller]
pub(crate) fn assert_invalid_number(format: &str, number: &str, file: &str) {
    assert!(!is_of(format, number), "{file}: {number} is of {format}");
}

fn is_of(format: &str, number: &str) -> bool {
    tracking::identify(number)
        .iter()
        .any(|found| found.format == format && found.proof != Proof::CheckFails)
}

/// A sentence gives a cue.
#[track_caller]
pub(crate) fn assert_cue_hit(cue: &str, sentence: &str, file: &str) {
    assert!(gives(cue, sentence), "{file}: {sentence}");
}

/// A sentence does not give a cue.
#[track_caller]
pub(crate) fn assert_cue_miss(cue: &str, sentence: &str, file: &str) {
    assert!(!gives(cue, sentence), "{file}: {sentence}");
}

fn gives(cue: &str, sentence: &str) -> bool {
    let mut found = false;
    cues().find_all(&fold(sentence), |phrase, _| found |= phrase.story == cue);
    found
}

/// A sentence takes by some means.
#[track_caller]
pub(crate) fn assert_taking_hit(means: &str, sentence: &str, file: &str) {
    assert!(takes(means, sentence), "{file}: {sentence}");
}

/// A sentence does not take by some means.
#[track_caller]
pub(crate) fn assert_taking_miss(means: &str, sentence: &str, file: &str) {
    assert!(!takes(means, sentence), "{file}: {sentence}");
}

fn takes(means: &str, sentence: &str) -> bool {
    let takings = Lure::read(sentence).takings;
    takings.iter().any(|taking| taking.story == means)
}

/// A page that imitates the brand is told of the leak first: `brand leak`.
#[track_caller]
pub(crate) fn assert_tell(case: &str, file: &str) {
    let (brand, leak) = case.split_once(' ').unwrap_or_default();
    let told = breach::of_brand(brand).first().map(|breach| breach.id);
    assert_eq!(told, Some(leak), "{file}: {case}");
}

/// A page that imitates the brand is told of no leak.
#[track_caller]
pub(crate) fn assert_silent(brand: &str, file: &str) {
    let told = breach::of_brand(brand).first().map(|breach| breach.id);
    assert_eq!(told, None, "{file}: {brand}");
}
