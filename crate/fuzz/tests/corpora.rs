//! Every input of the corpora, and changes of each by a fixed seed, through their targets: what a
//! fuzzer once found stays mended. `FUZZ_CHANGES` sets how many changes a target sees.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::panicking;

use vigicolis_fuzz::{TARGETS, Target};

/// Changes that a target sees where the environment says nothing.
const CHANGES: usize = 2_000;
/// Pages cost ten times what an address does, and pictures a hundred times.
const OF_PAGES: usize = CHANGES / 4;
const OF_PICTURES: usize = CHANGES / 40;
/// Longest changed input.
const MAX_LENGTH: usize = 8_192;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

#[test]
fn each_target_has_a_corpus_and_each_corpus_a_target() {
    let folders = fs::read_dir(folder()).unwrap();
    let folders = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = TARGETS.map(|(name, _)| name.to_owned());
    assert_eq!(folders.collect::<BTreeSet<_>>(), BTreeSet::from(names));
}

#[test]
fn address() {
    replay("address", CHANGES);
}

#[test]
fn mail() {
    replay("mail", OF_PAGES);
}

#[test]
fn message() {
    replay("message", OF_PAGES);
}

#[test]
fn number() {
    replay("number", CHANGES);
}

#[test]
fn picture() {
    replay("picture", OF_PICTURES);
}

#[test]
fn policy() {
    replay("policy", CHANGES);
}

#[test]
fn protocol() {
    replay("protocol", CHANGES);
}

#[test]
fn service() {
    replay("service", OF_PAGES);
}

#[test]
fn settings() {
    replay("settings", CHANGES);
}

#[test]
fn snapshot() {
    replay("snapshot", OF_PAGES);
}

#[test]
fn text() {
    replay("text", CHANGES);
}

fn replay(name: &str, changes: usize) {
    let (_, target) = TARGETS
        .into_iter()
        .find(|(known, _)| *known == name)
        .unwrap();
    let mut files: Vec<_> = fs::read_dir(folder().join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let inputs: Vec<_> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(!inputs.is_empty());
    for input in &inputs {
        run(target, input);
    }
    let changes = std::env::var("FUZZ_CHANGES").map_or(changes, |given| given.parse().unwrap());
    let mut changer = Changer::new(&inputs);
    for round in 0..changes {
        run(target, &changer.change(round));
    }
    println!("{name}: {} inputs, {changes} changes of them", inputs.len());
}

fn run(target: Target, input: &[u8]) {
    let _told = Told(input);
    target(input);
}

/// Says which input a promise broke at.
struct Told<'a>(&'a [u8]);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if panicking() {
            eprintln!("by the input b\"{}\"", self.0.escape_ascii());
        }
    }
}

/// Changes inputs as a fuzzer does, but blindly.
struct Changer<'a> {
    inputs: &'a [Vec<u8>],
    words: Vec<Vec<u8>>,
    random: Random,
}

impl<'a> Changer<'a> {
    fn new(inputs: &'a [Vec<u8>]) -> Self {
        let words = include_str!("../dictionary.txt").lines().filter_map(word);
        Self {
            inputs,
            words: words.collect(),
            random: Random(0x0063_6f6c_6973),
        }
    }

    /// An input with a few changes; of all inputs one after the other.
    fn change(&mut self, round: usize) -> Vec<u8> {
        let random = &mut self.random;
        let mut input = self.inputs[round % self.inputs.len()].clone();
        for _ in 0..=random.below(4) {
            let at = random.below(input.len() + 1);
            let end = at + random.below((input.len() - at).min(64) + 1);
            match random.below(6) {
                0 => drop(input.drain(at..end)),
                1 => input.extend_from_within(at..end),
                2 => drop(input.splice(at..at, random.of(&self.words).iter().copied())),
                3 => {
                    let other = random.of(self.inputs).get(at..end).unwrap_or_default();
                    input.splice(at..end, other.iter().copied());
                }
                4 => input.insert(at, random.byte()),
                _ => {
                    if let Some(byte) = input.get_mut(at) {
                        *byte ^= 1 << random.below(8);
                    }
                }
            }
        }
        input.truncate(MAX_LENGTH);
        input
    }
}

/// Numbers that look random, and are the same in each run (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 8
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A word of a fuzzer's dictionary: quoted, with bytes in hexadecimal; none for a remark.
fn word(line: &str) -> Option<Vec<u8>> {
    let quoted = line.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::new();
    let mut rest = quoted.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
        } else if let [b'x', high, low, after @ ..] = rest {
            let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap();
            bytes.push(u8::try_from(digit(high) * 16 + digit(low)).unwrap());
            rest = after;
        } else if let [quoted, after @ ..] = rest {
            bytes.push(*quoted);
            rest = after;
        }
    }
    Some(bytes)
}
