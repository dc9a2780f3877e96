//! Plain text as it is displayed.

/// Characters that are written and not seen.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    ) || c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// A text without what is not seen.
pub(crate) fn without_invisible(text: &str) -> String {
    text.chars().filter(|&c| !is_invisible(c)).collect()
}

/// Lines as they are displayed; flowed ones (RFC 3676) are joined.
pub(crate) fn displayed(text: &str, flowed: bool, joins_words: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    for line in text.lines() {
        let line = without_invisible(line);
        let line = line.trim_end_matches('\r');
        // Only the words around it tell whether a quoted line goes on: it stays as it is.
        let joined = open && !line.starts_with('>');
        if !joined && !out.is_empty() {
            out.push('\n');
        }
        let words = if flowed {
            line.strip_prefix(' ').unwrap_or(line)
        } else {
            line
        };
        open = flowed && words.ends_with(' ') && words != "-- " && !words.starts_with('>');
        out.push_str(if open && joins_words {
            words.strip_suffix(' ').unwrap_or(words)
        } else {
            words
        });
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_are_one() {
        let text = "Votre colis \nest bloqué.\n> cité \nFin";
        assert_eq!(
            displayed(text, true, false),
            "Votre colis est bloqué.\n> cité \nFin"
        );
        assert_eq!(displayed(text, false, false), text);
        assert_eq!(
            displayed("https://x.ex \nample/", true, true),
            "https://x.example/"
        );
    }

    #[test]
    fn what_is_not_seen_goes() {
        assert_eq!(
            displayed("Chr\u{200b}ono\u{ad}post\u{feff}\r\n\u{0}x", false, false),
            "Chronopost\nx"
        );
    }
}
