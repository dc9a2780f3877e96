//! The letter table of folding and skeletons.
//!
//! What a letter folds to comes from Unicode's decompositions; what it looks
//! like comes from `unicode/confusables.tsv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::emit::{Tables, distinct, number};
use super::fold::{Letters, is_accent, is_invisible};
use super::pairs;
use super::source::{Problems, Source};

/// Single targets that take no string.
const ASCII_LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Small letters that Unicode does not take apart, as people write them without.
const PLAIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ı', "i"),
    ('ŋ', "n"),
    ('ĸ', "k"),
    ('ς', "σ"),
    // At a word's end people write either.
    ('ى', "ي"),
    ('ة', "ه"),
];

/// The table as maps.
#[derive(Debug)]
pub(crate) struct LetterMaps {
    folded: &'static BTreeMap<char, String>,
    look_alikes: BTreeMap<char, String>,
}

impl Letters for LetterMaps {
    fn folded(&self, c: char) -> Option<&str> {
        self.folded.get(&c).map(String::as_str)
    }

    fn look_alike(&self, c: char) -> Option<&str> {
        self.look_alikes.get(&c).map(String::as_str)
    }
}

/// Makes the folding table and reads the look-alikes.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> LetterMaps {
    // The same whatever the data says: the tests build again and again.
    static FOLDED: OnceLock<BTreeMap<char, String>> = OnceLock::new();
    let all = || {
        ('\u{80}'..='\u{1ffff}')
            .filter_map(|c| Some((c, folded(c)?)))
            .collect()
    };
    let mut maps = LetterMaps {
        folded: FOLDED.get_or_init(all),
        look_alikes: BTreeMap::new(),
    };
    for (index, line) in source.text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((c, looks)) = read_line(line) else {
            problems.add(
                source.line(index + 1),
                "not a code point beyond ASCII, a tab, and small letters or digits",
            );
            continue;
        };
        if maps.look_alikes.insert(c, looks.to_owned()).is_some() {
            problems.add(
                source.line(index + 1),
                format!("U+{:04X} stands there twice", u32::from(c)),
            );
        }
    }
    if maps.look_alikes.is_empty() {
        problems.add(source.line(1), "there are no look-alikes");
    }
    // A letter with an accent looks like its letter anyway.
    maps.look_alikes
        .retain(|c, looks| maps.folded.get(c) != Some(looks));
    maps
}

/// Reads `code point in hex`, tab, `what it looks like`.
fn read_line(line: &str) -> Option<(char, &str)> {
    let (code, looks) = line.split_once('\t')?;
    let c = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    let good =
        !c.is_ascii() && !looks.is_empty() && looks.chars().all(|c| ASCII_LETTERS.contains(c));
    good.then_some((c, looks))
}

/// What a character folds to, where it does not stay.
fn folded(c: char) -> Option<String> {
    if !c.is_alphanumeric() || is_accent(c) || is_invisible(c) || is_left_alone(c) {
        return None;
    }
    let small = |text: String| {
        text.chars()
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|&c| !is_accent(c))
            .collect()
    };
    let bare: String = small(small(c.to_string()));
    let plain: String = bare.chars().map(plain).collect();
    let one = plain.chars().count() == 1 && plain.chars().all(char::is_alphanumeric);
    let is_word = plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !plain.is_empty();
    let good = is_word || (one && (has_case(c) || is_greek_cyrillic_or_arabic(c)));
    (good && !plain.chars().eq([c])).then_some(plain)
}

/// A small letter as people write it without the special key.
fn plain(c: char) -> String {
    let found = PLAIN.iter().find(|&&(letter, _)| letter == c);
    found.map_or_else(|| c.to_string(), |&(_, plain)| plain.to_owned())
}

/// Has the letter a small and a capital form? Dead scripts above the basic
/// plane have too, but no page is written in them.
fn has_case(c: char) -> bool {
    c <= '\u{ffff}' && (c.is_lowercase() || c.is_uppercase())
}

fn is_greek_cyrillic_or_arabic(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | '\u{620}'..='\u{64a}' | '\u{1f00}'..='\u{1fff}')
}

/// Hangul, whose syllables are words' letters, and compatibility ideographs.
fn is_left_alone(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// Writes the tables: see `text::tables`.
pub(crate) fn emit(maps: &LetterMaps, tables: &mut Tables) {
    let targets = maps
        .folded
        .values()
        .chain(maps.look_alikes.values())
        .map(String::as_str);
    let texts = distinct(targets.filter(|target| !is_single(target)));
    tables.line(&format!(
        "pub(crate) const ASCII_LETTERS: &str = {ASCII_LETTERS:?};"
    ));
    tables.strings("LETTER_TEXTS", &texts);
    for (name, map) in [("FOLDED", maps.folded), ("LOOK_ALIKES", &maps.look_alikes)] {
        let entries = map.iter().map(|(&c, target)| {
            let single = ASCII_LETTERS
                .find(target.as_str())
                .filter(|_| is_single(target));
            let value =
                single.unwrap_or_else(|| ASCII_LETTERS.len() + number(&texts, target.as_str()));
            (u32::from(c), u32::try_from(value).unwrap_or(u32::MAX))
        });
        tables.bytes(name, &pairs::write(entries));
    }
}

/// Is it one ASCII letter or digit?
fn is_single(target: &str) -> bool {
    target.len() == 1
}
