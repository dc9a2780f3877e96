//! Folding, over any table of letters: the compiler folds the data's names and
//! phrases with this very code, and the engine a page's words.

/// What a letter table knows of characters beyond ASCII.
pub trait Letters {
    /// Lower-case form without accents, ligatures or fancy styles; `None` for a
    /// character that stays as it is. Holds letters and digits only.
    fn folded(&self, c: char) -> Option<&str>;

    /// ASCII letters or digits that a character of another script looks like.
    fn look_alike(&self, c: char) -> Option<&str>;
}

/// Folds a text to lower-case words with one space between them: accents,
/// punctuation and invisible marks go, and a word of mixed scripts becomes the
/// Latin word it looks like.
pub fn fold(text: &str, letters: &impl Letters) -> String {
    let mut out = String::with_capacity(text.len());
    each_word(text, |word| {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let word_start = out.len();
        if word.is_ascii() {
            out.push_str(word);
        } else if is_mixed(word, letters) || is_disguised_whole(word, letters) {
            push_skeleton(&mut out, word, letters);
        } else {
            push_folded(&mut out, word, letters);
        }
        if out.len() == word_start {
            // Nothing but invisible marks.
            out.truncate(start);
        }
    });
    out.make_ascii_lowercase();
    out
}

/// Calls `visit` with each word as it stands: letters and digits of any script,
/// with the invisible marks between them.
pub fn each_word<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (in_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or(' ');
            (is_word_part(c), c.len_utf8())
        };
        if in_word {
            start = start.or(Some(at));
        } else if let Some(word) = start.take().and_then(|start| text.get(start..at)) {
            visit(word);
        }
        at += length;
    }
    if let Some(word) = start.and_then(|start| text.get(start..)) {
        visit(word);
    }
}

/// Is the word written with Latin letters, accented and fancy ones too, and with
/// characters of another script that look like Latin ones, and with no other?
pub fn is_mixed(word: &str, letters: &impl Letters) -> bool {
    let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let mut latin = has_letter(word);
    let mut foreign = false;
    for c in word
        .chars()
        .filter(|&c| !c.is_ascii() && !is_invisible(c) && !is_accent(c))
    {
        match letters.folded(c).filter(|folded| folded.is_ascii()) {
            Some(folded) => latin |= has_letter(folded),
            None if find_look_alike(c, letters).is_some() => foreign = true,
            None => return false,
        }
    }
    latin && foreign
}

/// Is the word written with nothing but characters that look like Latin ones, most of them of scripts that
/// hardly anybody writes?
fn is_disguised_whole(word: &str, letters: &impl Letters) -> bool {
    let (mut rare, mut written) = (0, 0);
    let mut read = word.chars().filter(|&c| !is_invisible(c) && !is_accent(c));
    let looks_latin = read.all(|c| {
        if is_of_a_written_script(c) {
            written += 1;
        } else {
            rare += 1;
        }
        !c.is_ascii() && find_look_alike(c, letters).is_some()
    });
    looks_latin && rare > written
}

/// Is it of a script that millions write? Words of Greek or Cyrillic letters that look
/// like Latin ones are words of their own. Not so Cherokee, Lisu, Coptic, or small capitals.
const fn is_of_a_written_script(c: char) -> bool {
    matches!(c,
        '\u{0370}'..='\u{139f}' | '\u{1400}'..='\u{1cff}' | '\u{1f00}'..='\u{1fff}'
        | '\u{2d00}'..='\u{2dff}' | '\u{3000}'..='\u{a4cf}' | '\u{a500}'..='\u{a71f}'
        | '\u{a800}'..='\u{ab2f}' | '\u{abc0}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

/// Appends the word, lower-case beyond ASCII and without accents.
fn push_folded(out: &mut String, word: &str, letters: &impl Letters) {
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c);
        } else if !is_invisible(c) && !is_accent(c) {
            match letters.folded(c) {
                Some(folded) => out.push_str(folded),
                None => out.push(c),
            }
        }
    }
}

/// Appends the word with look-alikes as the ASCII letters they stand for.
fn push_skeleton(out: &mut String, word: &str, letters: &impl Letters) {
    for c in word.chars() {
        if !is_invisible(c) && !is_accent(c) {
            push_latin(out, c, letters);
        }
    }
}

/// Appends a character as what it looks like, else folded.
pub fn push_latin(out: &mut String, c: char, letters: &impl Letters) {
    if c.is_ascii() {
        out.push(c);
        return;
    }
    match find_look_alike(c, letters).or_else(|| letters.folded(c)) {
        Some(latin) => out.push_str(latin),
        None => out.push(c),
    }
}

/// The look-alike of a character, or of its small form without accents.
fn find_look_alike(c: char, letters: &impl Letters) -> Option<&str> {
    letters.look_alike(c).or_else(|| {
        let mut folded = letters.folded(c)?.chars();
        let only = folded.next().filter(|_| folded.next().is_none())?;
        letters.look_alike(only)
    })
}

/// Does a character beyond ASCII belong to a word?
fn is_word_part(c: char) -> bool {
    (c.is_alphanumeric() && !is_apostrophe(c)) || is_invisible(c) || is_accent(c)
}

/// Modifier letters that people type for an apostrophe or a mark, and the Greek
/// numeral sign, which is one of them to Unicode.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2b9}'..='\u{2df}' | '\u{374}')
}

/// Accents and vowel marks that follow their letter, and the stroke that
/// stretches an Arabic word.
pub const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}'
        | '\u{05c1}' | '\u{05c2}' | '\u{05c4}' | '\u{05c5}' | '\u{05c7}' | '\u{0640}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Characters that show nothing: zero-width marks, soft hyphen, direction and
/// variation marks, fillers, tags (Unicode's `Default_Ignorable_Code_Point`).
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
