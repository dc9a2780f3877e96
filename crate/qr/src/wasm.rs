//! The edge to JavaScript: the only file that names the binding crates.
//!
//! It lies here because the reader is a wasm of its own, which is loaded when a picture is
//! checked: in `crate/wasm` it would be a part of every page's engine.

use wasm_bindgen::prelude::*;

use crate::header;
use crate::picture::{MAX_SEARCHED, Picture};

/// How a picture file describes itself, as JavaScript sees it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Header {
    /// Width in pixels; 0 where there is a problem.
    pub width: u32,
    /// Height in pixels; 0 where there is a problem.
    pub height: u32,
    media_type: &'static str,
    problem: &'static str,
}

#[wasm_bindgen]
impl Header {
    /// What a file of these bytes is.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(file: &[u8]) -> Self {
        match header::measure(file) {
            Ok(found) => Self {
                width: found.width,
                height: found.height,
                media_type: found.format.media_type(),
                problem: "",
            },
            Err(error) => Self {
                width: 0,
                height: 0,
                media_type: "",
                problem: error.id(),
            },
        }
    }

    /// Its type as browsers name it.
    #[wasm_bindgen(getter, js_name = mediaType)]
    #[must_use]
    pub fn media_type(&self) -> String {
        self.media_type.to_owned()
    }

    /// Why it is not unpacked; empty where it can be.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn problem(&self) -> String {
        self.problem.to_owned()
    }
}

/// Pixels that are searched: a larger picture is better handed over smaller.
#[wasm_bindgen(js_name = maxSearched)]
#[must_use]
pub fn max_searched() -> u32 {
    u32::try_from(MAX_SEARCHED).unwrap_or(u32::MAX)
}

/// The texts of all codes of an unpacked picture, four bytes a pixel. None of one
/// that does not have the size it claims.
#[wasm_bindgen(js_name = readCodes)]
#[must_use]
pub fn read_codes(rgba: &[u8], width: u32, height: u32) -> Vec<String> {
    let side = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
    let codes = match Picture::from_rgba(rgba, side(width), side(height)) {
        Ok(picture) => crate::read(&picture),
        Err(_) => Vec::new(),
    };
    codes.into_iter().map(|code| code.text).collect()
}

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor)]
    fn new(label: &str) -> TextDecoder;

    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> String;
}

/// The text of Shift JIS; the replacement character where there is none. Every browser
/// knows the encoding.
pub(crate) fn decode_shift_jis(bytes: &[u8]) -> String {
    TextDecoder::new("shift_jis").decode(bytes)
}
