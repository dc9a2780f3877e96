//! Brands that an administrator adds to those of the data.

use crate::data::{Alias, AliasClass};

/// A brand of an organisation's policy, checked: see [`crate::policy`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedBrand {
    /// Unlike every other brand's.
    pub id: String,
    /// Name as people write it.
    pub name: String,
    /// Start page: that of the first domain.
    pub home: String,
    /// Official domains, at least one.
    pub domains: Vec<String>,
    /// What it is called.
    pub aliases: Vec<ManagedAlias>,
}

/// A name of such a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedAlias {
    /// The name as [`crate::text::fold`] gives it.
    pub words: String,
    /// The words without the spaces.
    pub glued: String,
    /// How much it proves.
    pub class: AliasClass,
}

impl ManagedAlias {
    /// A name by its folded words.
    #[must_use]
    pub fn new(words: String, class: AliasClass) -> Self {
        Self {
            glued: words.replace(' ', ""),
            words,
            class,
        }
    }

    /// The name in the form of the data's.
    pub(super) fn as_alias(&self) -> Alias<'_> {
        Alias {
            words: &self.words,
            glued: &self.glued,
            class: self.class,
            anywhere: false,
        }
    }
}
