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

    /// Where somebody who waits for a parcel is best sent: the page on which parcels are
    /// followed, where it lies beside the start page; else that one. A page of another
    /// host's would have to be believed, like the fake one.
    #[must_use]
    pub fn way_in(self) -> &'r str {
        let home = host_of(self.home());
        let base = home.strip_prefix("www.").unwrap_or(home);
        let lies_there = |page: &str| {
            let under = host_of(page).strip_suffix(base);
            under.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let page = data::tracking_page(self.id(), None).map(|page| page.page);
        page.filter(|page| lies_there(page)).unwrap_or(self.home())
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

    /// How the members of the group that it is name their sites, `spk*.de`.
    pub(crate) fn members(self) -> &'static [&'static str] {
        match self {
            Self::Listed(row) => row.members,
            Self::Managed(_) => &[],
        }
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

/// The host of an https address.
fn host_of(address: &str) -> &str {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    rest.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::brands;

    #[test]
    fn the_way_in_is_the_tracking_page_beside_the_start_page() {
        let table = [
            (
                "chronopost",
                "https://www.chronopost.fr/tracking-no-cms/suivi-page",
            ),
            ("usps", "https://tools.usps.com/go/TrackConfirmAction"),
            // another host's
            ("bpost", "https://www.bpost.be/"),
            // none is known
            ("amazon", "https://www.amazon.com/"),
        ];
        for (id, way_in) in table {
            assert_eq!(brands::listed(id).unwrap().way_in(), way_in, "{id}");
        }
    }
}
