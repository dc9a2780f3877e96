//! How a page or a message stands. A leaf: what decides on a level is [`verdict`](crate::verdict).

use serde::{Deserialize, Serialize};

/// How a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Proved genuine.
    Official,
    /// Nothing to say.
    Clear,
    /// Something does not fit.
    Caution,
    /// A contradiction, and harm at hand.
    Danger,
}

impl Level {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Clear => "clear",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}
