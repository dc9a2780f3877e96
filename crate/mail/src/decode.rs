//! From the bytes of a part to its characters.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

/// Takes off what carried the bytes through the net.
pub(crate) fn transfer<'a>(bytes: &'a [u8], encoding: &str) -> Cow<'a, [u8]> {
    match encoding {
        "base64" => Cow::Owned(base64(bytes)),
        "quoted-printable" => Cow::Owned(quoted_printable(bytes)),
        _ => Cow::Borrowed(bytes),
    }
}

/// What is no letter of it is passed over, as mail programs do.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let letters: Vec<u8> = bytes.iter().copied().filter(is_letter).collect();
    base64_decode(&letters).unwrap_or_default()
}

/// By hand: libraries give up at the first `=` that is none of its own, mail programs don't.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
        if let (Some(high), Some(low)) = (hex(after.first()), hex(after.get(1))) {
            out.push(u8::try_from(high << 4 | low).unwrap_or_default());
            rest = after.get(2..).unwrap_or_default();
            continue;
        }
        // A line that goes on, perhaps with spaces that were added on the way.
        let spaces = after
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
        let spaces = spaces.count();
        match after.get(spaces) {
            Some(b'\n') => rest = after.get(spaces + 1..).unwrap_or_default(),
            None => rest = &[],
            Some(_) => out.push(byte),
        }
    }
    out
}

/// Decodes by the name of a charset. What is valid UTF-8 beyond ASCII is UTF-8, whatever the
/// name says: other charsets give such bytes by no chance, and what was shown and copied is.
pub(crate) fn text(bytes: &[u8], charset: &str) -> String {
    let charset = charset.trim().to_ascii_lowercase();
    let wide = charset.starts_with("utf-16") || charset.starts_with("utf-7");
    if charset.starts_with("iso-2022") {
        return without_shifts(bytes);
    }
    if !wide && let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let named = if charset.is_empty() || charset.starts_with("utf-8") || charset == "us-ascii" {
        "windows-1252"
    } else {
        &charset
    };
    match charset_decoder(named.as_bytes()) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Mail in Japanese or Korean as ASCII with escapes: what is plain is read, and each run of
/// other characters becomes one replacement character.
fn without_shifts(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut plain = true;
    for (at, run) in bytes.split(|&byte| byte == 0x1b).enumerate() {
        let mut rest = run;
        if at > 0 {
            let skipped = run
                .iter()
                .take_while(|byte| (0x20..0x30).contains(*byte))
                .count();
            let is_ascii = matches!(
                (run.first(), run.get(skipped)),
                (Some(b'('), Some(b'B' | b'J'))
            );
            rest = run.get(skipped + 1..).unwrap_or_default();
            if plain && !is_ascii {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            plain = is_ascii;
        }
        if plain {
            out.push_str(&String::from_utf8_lossy(rest));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets() {
        for (bytes, charset, read) in [
            (&b"caf\xe9 \x80"[..], "iso-8859-1", "café €"),
            (b"caf\xe9", "", "café"),
            (b"caf\xe9", "us-ascii", "café"),
            (b"caf\xe9", "utf-8", "café"),
            (b"caf\xe9", "Windows-1252", "café"),
            ("café".as_bytes(), "iso-8859-1", "café"),
            (b"1,99 \xa4", "iso-8859-15", "1,99 €"),
            (b"przesy\xb3ka", "iso-8859-2", "przesyłka"),
            (b"przesy\xb3ka", "windows-1250", "przesyłka"),
            (b"\xef\xee\xf7\xf2\xe0", "windows-1251", "почта"),
            (b"c\0o\0l\0", "utf-16le", "col"),
            (b"A \x1b$B%A%c\x1b(B z", "iso-2022-jp", "A \u{fffd} z"),
            (b"caf\xe9", "no-such", "caf\u{fffd}"),
        ] {
            assert_eq!(text(bytes, charset), read, "{charset}");
        }
    }

    #[test]
    fn transfer_encodings_forgive() {
        let decoded = |bytes: &str, encoding| {
            String::from_utf8_lossy(&transfer(bytes.as_bytes(), encoding)).into_owned()
        };
        for (written, read) in [
            ("a=3Db", "a=b"),
            ("https://x.exam=\r\nple/", "https://x.example/"),
            ("https://x.exam= \nple/", "https://x.example/"),
            ("a=zz=3", "a=zz=3"),
            ("=", ""),
        ] {
            assert_eq!(decoded(written, "quoted-printable"), read, "{written}");
        }
        for (written, read) in [
            ("Q29saXM=", "Colis"),
            ("Q29s\r\naXM", "Colis"),
            ("Q2*9s!aXM=", "Colis"),
            ("", ""),
        ] {
            assert_eq!(decoded(written, "base64"), read, "{written}");
        }
        assert_eq!(decoded("a=3D", "8bit"), "a=3D");
    }
}
