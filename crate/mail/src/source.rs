//! What is a mail's source, and where it begins: also below the words of a web mail's page
//! that shows it, indented, with a blank line after each line or without its folding.

use std::borrow::Cow;

/// So many bytes are looked at to tell a source by its headers.
pub(crate) const WINDOW: usize = 64_000;
/// So many lines may stand above the headers.
const MAX_ABOVE: usize = 80;
/// So many lines may be headers.
const MAX_HEADERS: usize = 2_000;

/// Headers that servers and mail programs write, and people don't.
const TECHNICAL: &[&str] = &[
    "received",
    "x-received",
    "return-path",
    "delivered-to",
    "dkim-signature",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "authentication-results",
    "arc-authentication-results",
    "arc-seal",
    "arc-message-signature",
    "received-spf",
    "list-unsubscribe",
];

/// A mail's source from its first header on, and how many bytes stand above; none where there is
/// none.
pub(crate) fn find(bytes: &[u8]) -> Option<(usize, Cow<'_, [u8]>)> {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = bytes.len() - unmarked.len();
    let bytes = unmarked;
    let mut at = 0;
    for (above, line) in bytes
        .split_inclusive(|&byte| byte == b'\n')
        .take(MAX_ABOVE)
        .enumerate()
    {
        let rest = bytes.get(at..).unwrap_or_default();
        let begin = mark + at;
        at += line.len();
        let words = line.trim_ascii();
        if line.starts_with(b"From ") && looks(bytes.get(at..).unwrap_or_default(), 1) {
            return Some((begin, repaired(first_of_mailbox(bytes.get(at..)?))));
        }
        // Whatever stands above it, words of the page or of the visitor, asks for more proof.
        let technical = if above == 0 { 1 } else { 2 };
        if field_name(words).is_some() && looks(rest, technical) {
            return Some((begin, repaired(rest)));
        }
    }
    None
}

/// The first of several mails in one file.
fn first_of_mailbox(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    let mut blank = false;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if blank && line.starts_with(b"From ") {
            return bytes.get(..at).unwrap_or(bytes);
        }
        blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    bytes
}

/// The name of a header that a line is, in small letters.
pub(crate) fn field_name(line: &[u8]) -> Option<String> {
    let end = line.iter().position(|&byte| byte == b':')?;
    let name = line.get(..end)?;
    let fits = (1..=76).contains(&name.len()) && name.iter().all(u8::is_ascii_graphic);
    fits.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

/// Whether the lines begin with headers, so many of which no human writes.
fn looks(bytes: &[u8], technical: usize) -> bool {
    let spaced = is_double_spaced(bytes);
    let (mut fields, mut known) = (0, 0);
    for line in lines(bytes).take(MAX_HEADERS) {
        let words = line.trim_ascii();
        if words.is_empty() && !spaced {
            break;
        }
        let Some(name) = field_name(words) else {
            continue;
        };
        fields += 1;
        known += usize::from(TECHNICAL.contains(&name.as_str()));
        if fields >= 2 && known >= technical {
            return true;
        }
    }
    false
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n')
}

/// Whether a blank line stands after each of the first lines.
fn is_double_spaced(bytes: &[u8]) -> bool {
    let blank = |line: &[u8]| line.trim_ascii().is_empty();
    let first: Vec<bool> = lines(bytes).take(8).map(blank).collect();
    first.len() == 8
        && first
            .iter()
            .enumerate()
            .all(|(at, &is_blank)| is_blank == (at % 2 == 1))
}

/// The source without the damage that showing and copying does to it.
fn repaired(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut source = Cow::Borrowed(bytes);
    if is_double_spaced(&source) {
        source = Cow::Owned(single_spaced(&source));
    }
    let indent = source
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    if indent > 0 {
        source = Cow::Owned(dedented(&source, indent));
    }
    if lost_folding(&source) {
        source = Cow::Owned(refolded(&source));
    }
    source
}

fn single_spaced(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut blanks = 0;
    for line in lines(bytes) {
        if line.trim_ascii().is_empty() {
            blanks += 1;
            if blanks % 2 == 0 {
                out.push(b'\n');
            }
        } else {
            blanks = 0;
            out.extend_from_slice(line);
        }
    }
    out
}

fn dedented(bytes: &[u8], indent: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in lines(bytes) {
        let own = line
            .iter()
            .take(indent)
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        out.extend_from_slice(line.get(own..).unwrap_or_default());
    }
    out
}

/// The lines of the headers, up to the blank one.
fn head(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    lines(bytes)
        .take(MAX_HEADERS)
        .take_while(|line| !line.trim_ascii().is_empty())
}

/// Whether a line among the headers is neither one nor set off as the rest of one.
fn lost_folding(bytes: &[u8]) -> bool {
    head(bytes).any(|line| {
        !line.starts_with(b" ") && !line.starts_with(b"\t") && field_name(line).is_none()
    })
}

fn refolded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 256);
    let mut at = 0;
    for line in head(bytes) {
        if field_name(line).is_none() {
            out.push(b' ');
        }
        out.extend_from_slice(line);
        at += line.len();
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        find(text.as_bytes()).map(|(_, source)| String::from_utf8_lossy(&source).into_owned())
    }

    const PLAIN: &str = "From: a <a@b.example>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain;\n charset=utf-8\n\nBonjour\n\nFin\n";

    #[test]
    fn a_source_is_found_however_it_was_copied() {
        let spaced = PLAIN.replace('\n', "\n\n");
        let indented: String = PLAIN.lines().map(|line| format!("    {line}\n")).collect();
        let unfolded = PLAIN.replace("\n charset", "\ncharset");
        for text in [
            PLAIN.to_owned(),
            format!("\n\n{PLAIN}"),
            format!("\u{feff}{PLAIN}"),
            format!("From - Thu Nov 26 10:00:00 2026\n{PLAIN}"),
            format!("From - Thu Nov 26 10:00:00 2026\n{PLAIN}\nFrom - Thu\nFrom: c@d.example\n\nx"),
            format!(
                "Message d'origine\nCréé le : 26 nov.\nSPF : PASS\nTélécharger l'original\n{PLAIN}"
            ),
            spaced,
            indented,
            unfolded,
        ] {
            let source = found(&text).unwrap_or_else(|| panic!("{text}"));
            assert!(source.starts_with("From: a <a@b.example>\n"), "{source}");
            assert!(
                source.contains("text/plain;\n charset=utf-8\n\nBonjour\n\nFin\n"),
                "{source}"
            );
            assert!(!source.contains("c@d.example"), "{source}");
        }
        assert_eq!(
            found(&PLAIN.replace('\n', "\r\n")),
            Some(PLAIN.replace('\n', "\r\n"))
        );
    }

    #[test]
    fn what_people_write_is_no_source() {
        for text in [
            "",
            "Bonjour",
            "Chronopost : votre colis est bloqué",
            "From: DPD\nYour parcel",
            "De : La Poste <a@b.example>\nObjet : colis\n\nBonjour",
            "From: a@b.example\nSubject: x\n\nContent-Type: text/html\n\n",
            "https://colis.example/a",
            "Regarde :\nMessage-ID: <x@y.example>\n\nbizarre",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
