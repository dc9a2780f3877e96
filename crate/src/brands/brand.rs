//! One brand, whoever names it: the data or an organisation's policy.

use super::managed::ManagedBrand;
use crate::data::{self, Alias, BrandKind, BrandRow, Domain};

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

    /// Whether it is no carrier, and is imitated with the same forms: see `data/senders`.
    #[must_use]
    pub fn is_sender(self) -> bool {
        match self {
            Self::Listed(row) => data::senders()
                .as_ptr_range()
                .contains(&std::ptr::from_ref(row)),
            Self::Managed(_) => false,
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
