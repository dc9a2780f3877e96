//! A code's bytes as text.

use std::io::{self, Write};

use crate::shift_jis;

/// What a code holds: the decoder writes into it.
#[derive(Default)]
pub(crate) struct Payload {
    parts: Vec<Part>,
}

/// Bytes that follow each other in one kind of mode.
struct Part {
    bytes: Vec<u8>,
    /// In Kanji mode: Shift JIS, by the standard.
    is_kanji: bool,
}

/// Kana of a text whose bytes may be Shift JIS: no Japanese sentence is without. Western
/// bytes that look like one by accident do not look like two.
const MIN_KANA: usize = 2;

/// Characters for which an encoder that knows no encodings changes to Kanji mode: to do so
/// for fewer takes more room than it saves. Fewer are Japanese, even where their bytes could
/// by accident be UTF-8.
const MIN_PACKED: usize = 4;

impl Payload {
    /// Its text: UTF-8, as today's codes are; else each part as its mode says, and what
    /// says nothing as its bytes suggest.
    pub(crate) fn text(&self) -> String {
        let whole: Vec<u8> = self
            .parts
            .iter()
            .flat_map(|part| part.bytes.iter().copied())
            .collect();
        let kanji = self.parts.iter().filter(|part| part.is_kanji);
        let most = kanji.map(|part| part.bytes.len() / 2).max();
        // In whichever mode: some encoders take Kanji mode for any two bytes that fit.
        if most.is_none_or(|most| most >= MIN_PACKED)
            && let Some(text) = utf8(&whole)
        {
            return text;
        }
        if most.is_none() {
            return japanese(&whole, MIN_KANA).unwrap_or_else(|| western(&whole));
        }
        let text = |part: &Part| {
            if part.is_kanji {
                return shift_jis::decode(&part.bytes);
            }
            utf8(&part.bytes)
                .or_else(|| japanese(&part.bytes, 0))
                .unwrap_or_else(|| western(&part.bytes))
        };
        self.parts.iter().map(text).collect()
    }
}

impl Write for Payload {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The decoder tells no modes, but writes what was in Kanji mode by two bytes at once,
        // and any other byte beyond ASCII alone.
        let is_kanji = matches!(bytes, [first, _] if !first.is_ascii());
        match self.parts.last_mut() {
            Some(part) if part.is_kanji == is_kanji => part.bytes.extend_from_slice(bytes),
            _ => self.parts.push(Part {
                bytes: bytes.to_vec(),
                is_kanji,
            }),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn utf8(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// Shift JIS, where all bytes can be that and so many characters are kana.
fn japanese(bytes: &[u8], kana: usize) -> Option<String> {
    let text = shift_jis::decode(bytes);
    let found = text.chars().filter(|char| ('ぁ'..='ヿ').contains(char));
    let is_japanese = found.count() >= kana && !text.contains(char::REPLACEMENT_CHARACTER);
    is_japanese.then_some(text)
}

/// Latin-1, the standard's own default, where the bytes can be that; else whatever of
/// it can be read, with the replacement character in place of the rest: a link in it is
/// ASCII in all of the encodings.
fn western(bytes: &[u8]) -> String {
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

    /// The text of bytes that come one by one, as in byte mode.
    fn text(bytes: &[u8]) -> String {
        let mut payload = Payload::default();
        for byte in bytes {
            payload.write_all(&[*byte]).unwrap();
        }
        payload.text()
    }

    #[test]
    fn encodings() {
        assert_eq!(text("Réglez 1,99 €".as_bytes()), "Réglez 1,99 €");
        assert_eq!(
            text(b"\xef\xbb\xbfhttps://a.example/"),
            "https://a.example/"
        );
        assert_eq!(text(b"R\xe9glez"), "Réglez");
        // Shift JIS with kana, and bytes that are it by accident.
        assert_eq!(
            text(b"\x82\xa8\x89\xd7\x95\xa8\x82\xcd https://a.example/"),
            "お荷物は https://a.example/"
        );
        assert_eq!(
            text(b"L\x92\xc9toile https://a.example/"),
            "L\u{fffd}\u{fffd}toile https://a.example/"
        );
        assert_eq!(text(b""), "");
    }

    #[test]
    fn kanji_mode_is_shift_jis_whatever_is_beside_it() {
        let mixed = |before: &[u8], kanji: &[[u8; 2]], after: &[u8]| {
            let mut payload = Payload::default();
            for byte in before {
                payload.write_all(&[*byte]).unwrap();
            }
            for character in kanji {
                payload.write_all(character).unwrap();
            }
            for byte in after {
                payload.write_all(&[*byte]).unwrap();
            }
            payload.text()
        };
        let point = [[0x93, 0x5f]];
        let link = b"https://a.example/";
        assert_eq!(mixed(link, &point, b""), "https://a.example/点");
        assert_eq!(mixed(b"", &point, link), "点https://a.example/");
        // Beside it: UTF-8, Shift JIS with half-width katakana, neither.
        assert_eq!(mixed("é".as_bytes(), &point, b""), "é点");
        assert_eq!(mixed(b"\xb6\xc5 ", &point, b""), "ｶﾅ 点");
        assert_eq!(mixed(b"", &point, b"\xff"), "点ÿ");
        // What no character has is replaced alone, though these bytes could be UTF-8.
        let unknown = [[0xeb, 0xbf], [0x93, 0x5f]];
        assert_eq!(mixed(b"", &unknown, b"!"), "\u{fffd}点!");
    }

    #[test]
    fn utf8_that_an_encoder_packed_as_kanji_is_utf8() {
        let mut payload = Payload::default();
        for bytes in "ああああ".as_bytes().chunks(2) {
            payload.write_all(bytes).unwrap();
        }
        assert_eq!(payload.text(), "ああああ");
    }
}
