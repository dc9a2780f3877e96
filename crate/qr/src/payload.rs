//! A code's bytes as text.

/// The text of a payload: UTF-8, as today's codes are; else Latin-1, the standard's
/// own default, where the bytes can be that; else whatever of it can be read, with
/// the replacement character in place of the rest: a link in it is ASCII in all of
/// the encodings.
pub(crate) fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let is_latin = bytes
        .iter()
        .all(|&byte| !(0x7f..0xa0).contains(&byte) && (byte >= 0x20 || b"\t\r\n".contains(&byte)));
    if is_latin {
        bytes.iter().copied().map(char::from).collect()
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(text("Réglez 1,99 €".as_bytes()), "Réglez 1,99 €");
        assert_eq!(
            text(b"\xef\xbb\xbfhttps://a.example/"),
            "https://a.example/"
        );
        assert_eq!(text(b"R\xe9glez"), "Réglez");
        // Shift-JIS in Kanji mode: not read, but what is around it is.
        assert_eq!(
            text(b"https://a.example/\x93\x5f"),
            "https://a.example/\u{fffd}_"
        );
        assert_eq!(text(b""), "");
    }
}
