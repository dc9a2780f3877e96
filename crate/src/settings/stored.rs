//! What the browser stored.

use serde::{Deserialize, Deserializer};

use crate::form::Json;

/// Whatever lies where the settings are stored; the default where nothing does.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "unknown"))]
pub struct Stored(pub(crate) Option<Json>);

// `null` is no absence: a store can hold it.
impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Json::deserialize(deserializer).map(|json| Self(Some(json)))
    }
}
