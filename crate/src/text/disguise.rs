//! Words that a person reads and no search finds: digits and signs in the place of letters
//! (`C0lissim0`, `p@yez`), and letters that stand apart (`D P D`, `U.P.S`).

use std::borrow::Cow;
use std::ops::Range;

/// Letters that stand apart and are read as one word at least.
const LEAST_APART: usize = 3;
/// Of these consonants at least: words of one letter are vowels (`il y a à`).
const LEAST_CONSONANTS: usize = 2;
/// Bytes of a letter.
const LONGEST_LETTER: usize = 2;
/// Letters of a word with other signs at least: shorter ones are formulas and sizes.
const LEAST_LETTERS: usize = 3;

/// The text with such words as they are read; the others stay.
///
/// A word is changed where letters are most of it and no two digits stand side by side, as in
/// references.
pub(crate) fn undisguised(text: &str) -> Cow<'_, str> {
    let mut reading = Reading {
        text,
        plain: String::new(),
        copied: 0,
        apart: Apart::default(),
    };
    let (mut start, mut before) = (0, b' ');
    let (mut parted, mut signed) = (false, false);
    // By bytes, since most words are passed over.
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            b'a'..=b'z' => {}
            b' ' | b'\n' => {
                if parted || signed || at - start <= LONGEST_LETTER || reading.holds_letters() {
                    reading.add(start..at, parted, signed);
                }
                if byte == b'\n' {
                    reading.put_apart();
                }
                (start, parted, signed) = (at + 1, false, false);
            }
            b'.' | b'-' => parted = true,
            b'0'..=b'9' | b'@' | b'$' => signed |= before.is_ascii_alphabetic(),
            _ => {}
        }
        before = byte;
    }
    reading.add(start..text.len(), parted, signed);
    reading.finish()
}

/// A text that is read word by word.
struct Reading<'t> {
    text: &'t str,
    plain: String,
    /// Up to where the text is in `plain`.
    copied: usize,
    apart: Apart,
}

impl<'t> Reading<'t> {
    fn holds_letters(&self) -> bool {
        !self.apart.letters.is_empty()
    }

    /// Reads a word, of which is known whether there are points or hyphens in it, and whether a digit
    /// or a sign stands behind a letter.
    fn add(&mut self, range: Range<usize>, parted: bool, signed: bool) {
        let word = self.text.get(range.clone()).unwrap_or_default();
        if let Some(letter) = lone_letter(word) {
            self.apart.add(letter, range);
            return;
        }
        self.put_apart();
        let read = if parted {
            letters_between(word, '.').or_else(|| letters_between(word, '-'))
        } else if signed {
            with_letters(word)
        } else {
            None
        };
        if let Some(read) = read {
            self.put(range, &read);
        }
    }

    fn put_apart(&mut self) {
        if let Some((range, letters)) = self.apart.take() {
            self.put(range, &letters);
        }
    }

    fn put(&mut self, range: Range<usize>, read: &str) {
        let before = self.text.get(self.copied..range.start);
        self.plain.push_str(before.unwrap_or_default());
        self.plain.push_str(read);
        self.copied = range.end;
    }

    fn finish(mut self) -> Cow<'t, str> {
        self.put_apart();
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        let rest = self.text.get(self.copied..);
        self.plain.push_str(rest.unwrap_or_default());
        Cow::Owned(self.plain)
    }
}

/// Letters that stand apart, as they come.
#[derive(Default)]
struct Apart {
    letters: String,
    range: Range<usize>,
}

impl Apart {
    fn add(&mut self, letter: char, range: Range<usize>) {
        if self.letters.is_empty() {
            self.range = range;
        } else {
            self.range.end = range.end;
        }
        self.letters.push(letter);
    }

    /// Those that came last, where they are many enough for a word, and where they stand.
    fn take(&mut self) -> Option<(Range<usize>, String)> {
        if self.letters.is_empty() {
            return None;
        }
        let letters = std::mem::take(&mut self.letters);
        let consonants = letters.chars().filter(|letter| !is_vowel(*letter)).count();
        let is_word = letters.chars().count() >= LEAST_APART && consonants >= LEAST_CONSONANTS;
        is_word.then(|| (self.range.clone(), letters))
    }
}

/// The letter of a word that is nothing but one.
fn lone_letter(word: &str) -> Option<char> {
    let mut letters = (word.len() <= LONGEST_LETTER).then(|| word.chars())?;
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    letters.next().is_none().then_some(letter)
}

/// The letters of a word that a sign parts one by one.
fn letters_between(word: &str, sign: char) -> Option<String> {
    let word = word.trim_end_matches([sign, ',', ';', ':', ')']);
    let mut letters = String::new();
    for letter in word.split(sign) {
        letters.push(lone_letter(letter)?);
    }
    (letters.chars().count() >= LEAST_APART).then_some(letters)
}

/// A word with letters in the place of its digits and signs.
fn with_letters(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let signs = letters.iter().filter(|sign| stands_in(**sign)).count();
    let alphabetic = letters.iter().filter(|letter| letter.is_alphabetic());
    let most = alphabetic.count() > signs.max(LEAST_LETTERS - 1);
    let is_address = word.contains('@') && word.contains('.');
    let in_a_row = letters.windows(2).any(|pair| {
        pair.iter()
            .all(|letter| letter.is_ascii_digit() || *letter == '$')
    });
    if signs == 0 || !most || is_address || in_a_row {
        return None;
    }
    let read = |(at, letter): (usize, &char)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        // Before a word stand ordinals and numbers of houses.
        let goes_on = before.is_some_and(|letter| letter.is_alphabetic());
        u8::try_from(*letter)
            .ok()
            .filter(|_| goes_on)
            .and_then(|sign| {
                letter_for(
                    sign,
                    before.is_some_and(|letter| is_vowel(*letter)),
                    letters.get(at + 1).is_some_and(|letter| is_vowel(*letter)),
                )
            })
            .unwrap_or(*letter)
    };
    Some(
        letters
            .iter()
            .enumerate()
            .map(|(at, letter)| read((at, letter)))
            .collect(),
    )
}

fn is_vowel(letter: char) -> bool {
    "aeiouyAEIOUYàâéèêëîïôùû".contains(letter)
}

fn stands_in(sign: char) -> bool {
    u8::try_from(sign).is_ok_and(|sign| letter_for(sign, false, false).is_some())
}

/// The letter that a digit or a sign is read as; `1` is an `l` before a vowel and behind one.
fn letter_for(sign: u8, behind_vowel: bool, before_vowel: bool) -> Option<char> {
    match sign {
        b'0' => Some('o'),
        b'1' if behind_vowel && before_vowel => Some('l'),
        b'1' => Some('i'),
        b'3' => Some('e'),
        b'4' | b'@' => Some('a'),
        b'5' | b'$' => Some('s'),
        b'7' => Some('t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn signs_for_letters_and_letters_apart() {
        for (text, plain) in [
            (
                "V0tre c0lis Col1ss1mo est bl0qué",
                "votre colis colissimo est bloque",
            ),
            (
                "L'adre$se de l1vraison, p@yez 1,45 €",
                "l adresse de livraison payez 1 45",
            ),
            ("un co1is Mondial Re1ay", "un colis mondial relay"),
            ("D P D : vos consignes", "dpd vos consignes"),
            (
                "Le chauffeur D.P.D. attend, © D-P-D France",
                "le chauffeur dpd attend dpd france",
            ),
            ("C h r o n o p o s t", "chronopost"),
        ] {
            assert_eq!(fold(&undisguised(text)), plain, "{text}");
        }
    }

    #[test]
    fn references_sums_and_initials_stay() {
        for text in [
            "Colis XY004218733FR, 14h30, 1er étage, A4, 4 rue B",
            "6A12345678901, 12 kg, 3,90 €, H2O et CO2",
            "Écrivez à aide.carte@lilas.example",
            "de 10h à 12h, porte 4B, M. L. Azur",
            "tailles S M\nL XL, il y a à manger",
            "un $ ou deux, la 1ère et la 4eme",
        ] {
            assert_eq!(fold(&undisguised(text)), fold(text), "{text}");
        }
    }
}
