//! Letters whose order a mark overrides: `U+202E` has what follows painted from the right, so that
//! `\u{202e}siloc` is read as `colis` and found by no search.

/// Paints what follows from the right, or from the left; the end of either.
const FROM_RIGHT: char = '\u{202e}';
const FROM_LEFT: char = '\u{202d}';
const END: char = '\u{202c}';

/// Puts such letters in the order in which they are painted; the marks go.
pub(crate) fn resolve_overrides(text: &mut String) {
    if holds_override(text) {
        *text = resolved(text);
    }
}

/// Whether one of the marks is there, found by its bytes: every text of a page is asked.
fn holds_override(text: &str) -> bool {
    const FIRST: u8 = 0xe2;
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| byte == FIRST) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if matches!(rest, [0x80, 0xad | 0xae, ..]) {
            return true;
        }
    }
    false
}

fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    // The marks that are open, the innermost one last.
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            FROM_RIGHT | FROM_LEFT | END | '\n' => {
                put(&mut out, &mut run, open.last().copied());
                match c {
                    END => drop(open.pop()),
                    '\n' => {
                        // A mark ends with its paragraph.
                        open.clear();
                        out.push(c);
                    }
                    _ => open.push(c),
                }
            }
            _ => run.push(c),
        }
    }
    put(&mut out, &mut run, open.last().copied());
    out
}

/// Appends a run as a mark has it painted, and empties it.
fn put(out: &mut String, run: &mut String, mark: Option<char>) {
    let is_against = match mark {
        Some(FROM_RIGHT) => !run.chars().any(is_written_leftward),
        Some(FROM_LEFT) => run.chars().any(is_written_leftward),
        _ => false,
    };
    if is_against {
        out.extend(run.chars().rev());
    } else {
        out.push_str(run);
    }
    run.clear();
}

/// A letter of the scripts from Hebrew to Arabic, or of their presentation forms.
const fn is_written_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_in_the_order_in_which_they_are_painted() {
        for (written, painted) in [
            ("Votre colis", "Votre colis"),
            ("\u{202e}siloc ertoV\u{202c} attend", "Votre colis attend"),
            ("\u{202e}siloc ertoV\nattend", "Votre colis\nattend"),
            ("Frais : \u{202e}€ 59,1", "Frais : 1,95 €"),
            // One in the other, and an end of none.
            ("\u{202e}sil\u{202d}co\u{202c}\u{202c}\u{202c}!", "lisco!"),
            // What is written from the right anyway stays; from the left it is turned.
            ("\u{202e}شحنة\u{202c}", "شحنة"),
            ("\u{202d}ةنحش\u{202c}", "شحنة"),
        ] {
            let mut text = written.to_owned();
            resolve_overrides(&mut text);
            assert_eq!(text, painted, "{written:?}");
        }
    }
}
