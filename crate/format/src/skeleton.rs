//! The skeleton of a host label, over any table of letters: the compiler makes
//! the brands' skeletons with this very code, and the engine a host's.

use std::borrow::Cow;

use crate::fold::{Letters, is_accent, is_invisible, push_latin};

/// What a label looks like, in ASCII where every character looks like ASCII.
pub fn skeleton(label: &str, letters: &impl Letters) -> String {
    let latin = if label.is_ascii() {
        Cow::Borrowed(label)
    } else {
        Cow::Owned(latin(label, letters))
    };
    let mut out = String::with_capacity(latin.len());
    let mut last = ' ';
    for c in latin.chars() {
        let letter = match c.to_ascii_lowercase() {
            '0' => 'o',
            '1' | 'i' => 'l',
            c => c,
        };
        let joined = match (last, letter) {
            ('r', 'n') => Some('m'),
            ('v', 'v') => Some('w'),
            _ => None,
        };
        if joined.is_some() {
            out.pop();
        }
        last = joined.unwrap_or(letter);
        out.push(last);
    }
    out
}

/// The label with every character as what it looks like.
fn latin(label: &str, letters: &impl Letters) -> String {
    let mut out = String::with_capacity(label.len());
    for c in label.chars().filter(|&c| !is_invisible(c) && !is_accent(c)) {
        push_latin(&mut out, c, letters);
    }
    out
}

/// Is the label its own skeleton? May say no where it is, never yes where it is not.
pub fn is_skeleton(label: &str) -> bool {
    let bytes = label.as_bytes();
    bytes
        .iter()
        .all(|byte| matches!(byte, b'a'..=b'h' | b'j'..=b'z' | b'2'..=b'9' | b'-' | b'.'))
        && bytes.windows(2).all(|pair| pair != b"rn" && pair != b"vv")
}
