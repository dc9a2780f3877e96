//! Reads every QR code of a picture, as a phone takes it: small, slanted, blurred,
//! dark, unevenly lit, noisy, or light on dark.
//!
//! | step | module |
//! | --- | --- |
//! | a picture file's size, before a browser unpacks it | [`header`] |
//! | the picture in grey, within bounds, larger, smaller, smoother | [`picture`] |
//! | how much darker each place is than its surroundings | `contrast` |
//! | the three squares in a code's corners | `finder` |
//! | which three belong together, and how the code lies in the picture | `grid`, `perspective` |
//! | bytes to text | `payload`, `shift_jis` |
//!
//! [`read`] tries the picture in several ways; `attempts` says which and why.
//! Time and memory are bounded for any input, and nothing panics.
//!
//! ```
//! use vigicolis_qr::{Picture, read};
//!
//! let blank = Picture::from_luma(vec![255; 100 * 100], 100, 100).unwrap();
//! assert_eq!(read(&blank), []);
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

mod attempts;
mod contrast;
mod finder;
mod grid;
pub mod header;
mod payload;
mod perspective;
pub mod picture;
mod shift_jis;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use attempts::{Code, read};
pub use picture::{Picture, PictureError};
