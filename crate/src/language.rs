//! The languages that the extension speaks. Those that it reads are the data's.

use serde::{Deserialize, Serialize};

/// A language of the extension's words; each has its folder in `_locales`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the codes of ISO 639 say it")]
pub enum Language {
    /// The browser's.
    #[default]
    Auto,
    Fr,
    En,
    De,
    Nl,
    Es,
    It,
    Pt,
    Pl,
}
