//! One brand, whoever names it: the data or an organisation's policy.

use std::borrow::Cow;

use super::managed::ManagedBrand;
use crate::data::{Alias, AliasClass, BRANDS, BrandKind, BrandRow, Domain};

/// A brand that fraudsters imitate. A handle: copying it copies a reference.
#[derive(Debug, Clone, Copy)]
pub enum Brand<'r> {
    /// One of the data.
    Listed(&'static BrandRow),
    /// One that an organisation's policy protects.
    Managed(&'r ManagedBrand),
}

impl PartialEq for Brand<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Brand<'_> {}

impl<'r> Brand<'r> {
    /// Unlike every other brand's: the data file's name, or `org-` and the name.
    #[must_use]
    pub fn id(self) -> &'r str {
        match self {
            Self::Listed(row) => row.id,
            Self::Managed(brand) => &brand.id,
        }
    }

    /// Name as people write it.
    #[must_use]
    pub fn name(self) -> &'r str {
        match self {
            Self::Listed(row) => row.name,
            Self::Managed(brand) => &brand.name,
        }
    }

    /// Its start page, which a visitor may be sent to.
    #[must_use]
    pub fn home(self) -> &'r str {
        match self {
            Self::Listed(row) => row.home,
            Self::Managed(brand) => &brand.home,
        }
    }

    /// What it does.
    #[must_use]
    pub fn kind(self) -> BrandKind {
        match self {
            Self::Listed(row) => row.kind,
            Self::Managed(_) => BrandKind::Carrier,
        }
    }

    /// Where it works: ISO 3166-1 alpha-2 codes, or `intl`; empty where that is not known.
    #[must_use]
    pub fn countries(self) -> &'static [&'static str] {
        match self {
            Self::Listed(row) => row.countries,
            Self::Managed(_) => &[],
        }
    }

    /// The group it belongs to.
    #[must_use]
    pub fn group(self) -> Option<&'static str> {
        match self {
            Self::Listed(row) => row.group,
            Self::Managed(_) => None,
        }
    }

    /// What it is called.
    pub fn aliases(self) -> impl Iterator<Item = Alias<'r>> {
        let (listed, managed) = match self {
            Self::Listed(row) => (row.aliases, [].as_slice()),
            Self::Managed(brand) => ([].as_slice(), brand.aliases.as_slice()),
        };
        let managed = managed.iter().map(|alias| alias.as_alias());
        listed.iter().copied().chain(managed)
    }

    /// Where it is really found.
    pub fn domains(self) -> impl Iterator<Item = Domain<'r>> {
        let (listed, managed) = match self {
            Self::Listed(row) => (row.domains, [].as_slice()),
            Self::Managed(brand) => ([].as_slice(), brand.domains.as_slice()),
        };
        let managed = managed.iter().map(|name| Domain {
            name,
            shared: false,
            webmail: false,
            origin: None,
        });
        listed.iter().copied().chain(managed)
    }
}

/// A name as an index keeps it: the data's are borrowed, a policy's copied.
#[derive(Debug, Clone)]
pub(super) struct KeptAlias {
    pub(super) words: Cow<'static, str>,
    pub(super) glued: Cow<'static, str>,
    pub(super) skeleton: Cow<'static, str>,
    pub(super) class: AliasClass,
    pub(super) anywhere: bool,
}

impl KeptAlias {
    /// Its first word.
    pub(super) fn first_word(&self) -> Cow<'static, str> {
        let first = |words: &str| words.find(' ').unwrap_or(words.len());
        match &self.words {
            Cow::Borrowed(text) => text.get(..first(text)).unwrap_or_default().into(),
            Cow::Owned(text) => text
                .get(..first(text))
                .unwrap_or_default()
                .to_owned()
                .into(),
        }
    }
}

/// Every name with the number of its brand: those of the data, then those of a policy.
pub(super) fn numbered_aliases(
    managed: &[ManagedBrand],
) -> impl Iterator<Item = (usize, KeptAlias)> {
    let listed = BRANDS.iter().enumerate().flat_map(|(number, row)| {
        let aliases = row.aliases.iter();
        aliases.map(move |alias| {
            let kept = KeptAlias {
                words: alias.words.into(),
                glued: alias.glued.into(),
                skeleton: alias.skeleton.into(),
                class: alias.class,
                anywhere: alias.anywhere,
            };
            (number, kept)
        })
    });
    let managed = (BRANDS.len()..).zip(managed).flat_map(|(number, brand)| {
        let aliases = brand.aliases.iter();
        aliases.map(move |alias| {
            let alias = alias.as_alias();
            let kept = KeptAlias {
                words: alias.words.to_owned().into(),
                glued: alias.glued.to_owned().into(),
                skeleton: alias.skeleton.to_owned().into(),
                class: alias.class,
                anywhere: alias.anywhere,
            };
            (number, kept)
        })
    });
    listed.chain(managed)
}
