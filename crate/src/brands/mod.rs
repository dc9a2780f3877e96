//! The brands that an engine protects: those of the data, and those of an
//! organisation's policy.
//!
//! An engine owns its registry. What is made of the brands' names (the index of
//! names in text, the lexicon of host names) is made once a registry, when it is
//! first asked for.

use std::sync::OnceLock;

use crate::data;
use crate::data::hosts::{self, HostEntries};

pub(crate) mod advice;
mod brand;
pub(crate) mod breach;
pub(crate) mod carrier_policy;
pub(crate) mod domain_provenance;
pub(crate) mod everyday;
pub(crate) mod lexicon;
pub(crate) mod managed;
mod names;
pub(crate) mod official_contacts;
pub(crate) mod stream;
mod view;

pub use brand::Brand;
use lexicon::Lexicon;
use managed::ManagedBrand;
pub(crate) use names::Name;
use names::NameIndex;
pub(crate) use view::BrandView;

/// All brands, and how they are found.
#[derive(Debug, Default)]
pub struct Registry {
    managed: Vec<ManagedBrand>,
    names: OnceLock<NameIndex>,
    sender_names: OnceLock<NameIndex>,
    lexicon: OnceLock<Lexicon>,
}

/// The brand of the data with an id.
#[must_use]
pub(crate) fn listed(id: &str) -> Option<Brand<'static>> {
    [data::carriers(), data::senders()]
        .into_iter()
        .find_map(|brands| {
            let place = brands.binary_search_by(|brand| brand.id.cmp(id)).ok()?;
            brands.get(place)
        })
        .map(Brand::Listed)
}

impl Registry {
    /// The data's brands, and these.
    #[must_use]
    pub fn new(managed: Vec<ManagedBrand>) -> Self {
        Self {
            managed,
            ..Self::default()
        }
    }

    /// All carriers, and whoever else names parcels: those of the data, by id, then those
    /// of the policy.
    pub fn brands(&self) -> impl Iterator<Item = Brand<'_>> + Clone {
        let listed = data::carriers().iter().map(Brand::Listed);
        listed.chain(self.managed.iter().map(Brand::Managed))
    }

    /// The brand with an id.
    #[must_use]
    pub fn brand(&self, id: &str) -> Option<Brand<'_>> {
        listed(id).or_else(|| {
            let mut managed = self.managed.iter();
            managed.find(|brand| brand.id == id).map(Brand::Managed)
        })
    }

    /// The brand with a number: its place in [`Registry::brands`].
    pub(crate) fn numbered(&self, number: usize) -> Option<Brand<'_>> {
        match number.checked_sub(data::carriers().len()) {
            None => data::brands::get(number).map(Brand::Listed),
            Some(place) => self.managed.get(place).map(Brand::Managed),
        }
    }

    /// Everything that is known of a host.
    #[must_use]
    pub fn lookup(&self, host: &str) -> Entries<'_> {
        let host = host.strip_suffix('.').unwrap_or(host);
        Entries {
            listed: hosts::lookup(host),
            managed: self.managed_owner(host),
        }
    }

    /// The brand of the policy whose own host it is, and the official domain
    /// that it lies under.
    pub(crate) fn managed_owner(&self, host: &str) -> Option<(Brand<'_>, &str)> {
        let domains = self.managed.iter().flat_map(|brand| {
            let domains = brand.domains.iter();
            domains.map(move |domain| (Brand::Managed(brand), domain.as_str()))
        });
        let own = domains.filter(|(_, domain)| {
            let before = host.strip_suffix(domain);
            before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        // Of one above another the nearer.
        own.max_by_key(|(_, domain)| domain.len())
    }

    /// All brands' names of a folded text, the longest at each place.
    pub(crate) fn names_in(&self, folded: &str) -> Vec<Name<'_>> {
        let index = self.names.get_or_init(|| NameIndex::new(self.brands()));
        let found = index.names_in(folded).into_iter();
        let named = found.filter_map(|name| {
            Some(Name {
                brand: self.numbered(name.brand)?,
                class: name.class,
                everyday: name.everyday,
                start: name.start,
                end: name.end,
            })
        });
        named.collect()
    }

    /// All senders' names of a folded text: whoever is imitated and is no carrier.
    pub(crate) fn senders_in(&self, folded: &str) -> Vec<Name<'static>> {
        let senders = data::senders();
        let index = || NameIndex::new(senders.iter().map(Brand::Listed));
        let found = self.sender_names.get_or_init(index).names_in(folded);
        let named = found.into_iter().filter_map(|name| {
            Some(Name {
                brand: Brand::Listed(senders.get(name.brand)?),
                class: name.class,
                everyday: name.everyday,
                start: name.start,
                end: name.end,
            })
        });
        named.collect()
    }

    /// Whether letters are a carrier's or a sender's name, written as one word: one that is no common
    /// word, or a group's, whose members have names of their own beside it.
    pub(crate) fn is_brands_name(&self, letters: &str) -> bool {
        let senders = data::senders().iter().map(Brand::Listed);
        self.brands().chain(senders).any(|brand| {
            let counts = |class| class != data::AliasClass::Common || !brand.members().is_empty();
            let mut names = brand.aliases().filter(|alias| counts(alias.class));
            names.any(|alias| is_written_as(alias.words, letters))
        })
    }

    /// All words that are looked for in host names.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(self.brands()))
    }
}

/// Whether letters are these words without the spaces between them.
pub(crate) fn is_written_as(words: &str, letters: &str) -> bool {
    let of_words = words.bytes().filter(|letter| *letter != b' ');
    of_words.eq(letters.bytes())
}

/// Everything that is known of a host.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entries<'r> {
    /// What the data knows.
    pub listed: HostEntries,
    /// The brand of the policy that owns it, and its official domain. No domain
    /// belongs to a brand of the data, too: see [`crate::policy`].
    managed: Option<(Brand<'r>, &'r str)>,
}

impl<'r> Entries<'r> {
    /// The brand whose own host it is.
    #[must_use]
    pub fn official(&self) -> Option<Brand<'r>> {
        let listed = || self.listed.official.map(Brand::Listed);
        self.managed.map(|(brand, _)| brand).or_else(listed)
    }

    /// The official domain that the host is, or lies under.
    #[must_use]
    pub fn official_domain(&self) -> Option<&'r str> {
        let managed = self.managed.map(|(_, domain)| domain);
        managed.or(self.listed.official_domain)
    }

    /// The owner of the official domain, then the brands that live on it too.
    pub fn official_brands(&self) -> impl Iterator<Item = Brand<'r>> + use<'r> {
        let managed = self.managed.map(|(brand, _)| brand).into_iter();
        managed.chain(self.listed.official_brands().map(Brand::Listed))
    }

    /// The brand whose name it carries honestly without being the brand.
    #[must_use]
    pub fn namesake(&self) -> Option<Brand<'static>> {
        self.listed.namesake.map(Brand::Listed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands_are_found_by_id_and_number() {
        let registry = Registry::default();
        for (number, known) in registry.brands().enumerate() {
            assert_eq!(registry.brand(known.id()), Some(known));
            assert_eq!(registry.numbered(number), Some(known));
        }
        assert_eq!(registry.brand(""), None);
        assert_eq!(registry.brand("no such brand"), None);
        assert_eq!(registry.numbered(data::carriers().len()), None);
    }
}
