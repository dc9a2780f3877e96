//! A brand as it goes to the extension, and into stored state.

use serde::{Deserialize, Serialize};

use super::Brand;

/// A brand as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct BrandView {
    /// Id: the data file's name.
    pub id: String,
    /// Name as people write it.
    pub name: String,
}

impl BrandView {
    /// A brand as the extension shows it.
    #[must_use]
    pub fn of(brand: Brand<'_>) -> Self {
        Self {
            id: brand.id().into(),
            name: brand.name().into(),
        }
    }
}
