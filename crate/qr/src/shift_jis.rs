//! Shift JIS, by tables that others keep: in the wasm the browser's own, which cost
//! nothing to load; in the native tool a library's. Both follow the WHATWG's Encoding
//! Standard, so that both read the same text.

#[cfg(target_arch = "wasm32")]
pub(crate) use crate::wasm::decode_shift_jis as decode;

/// The text of these bytes; the replacement character where there is none.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn decode(bytes: &[u8]) -> String {
    let (text, _) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes);
    text.into_owned()
}
