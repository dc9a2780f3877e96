//! What the data knows of a host, by lookups in the compiled tables, without
//! allocation.
//!
//! Hosts are expected as the `url` crate gives them: lower-case ASCII.

use std::sync::OnceLock;

use crate::data::names::Names;
use crate::data::{
    BrandRow, ENTRIES, ENTRY_RUNS, HOST_NAMES, HOSTING, HostingHost, HostingMatch, KNOWN_HOSTS,
    KnownHost, KnownKind, brands, entry, hash,
};

/// Everything the tables know of a host: see [`lookup`].
#[derive(Debug, Clone, Copy, Default)]
pub struct HostEntries {
    /// The brand whose own host it is.
    pub official: Option<&'static BrandRow>,
    /// The official domain that the host is, or lies under.
    pub official_domain: Option<&'static str>,
    /// The brand whose name it carries honestly without being the brand.
    pub namesake: Option<&'static BrandRow>,
    /// The payment provider, bank, mailbox or service that it belongs to.
    pub known: Option<&'static KnownHost>,
    /// The service under which anybody can have such a host.
    pub hosting: Option<HostingHost>,
    /// The service that gives anybody some of the host's paths.
    pub path_hosting: Option<HostingHost>,
    /// Entries of the official domain's brands, the owner's first.
    owners: &'static [u16],
}

impl HostEntries {
    /// The owner of the official domain, then the brands that live on it too.
    pub fn official_brands(&self) -> impl Iterator<Item = &'static BrandRow> + use<> {
        let owners = self.owners.iter();
        owners.filter_map(|&value| brands::get(entry::index(value)))
    }

    /// Adds what is known of the host's end that starts at `start`.
    fn add(&mut self, host: &str, start: usize, hash: u32) {
        let Some(name) = host.get(start..) else {
            return;
        };
        let Some(key) = names().find(name, hash) else {
            return;
        };
        let entries = ENTRY_RUNS.get(key).and_then(|run| ENTRIES.get(run));
        let entries = entries.unwrap_or_default();
        let owners = entries
            .iter()
            .take_while(|&&value| entry::kind(value) == entry::OFFICIAL)
            .count();
        if let Some((owned, &first)) = entries
            .get(..owners)
            .and_then(|owned| Some((owned, owned.first()?)))
        {
            self.official = brands::get(entry::index(first));
            self.official_domain = names().get(key);
            self.owners = owned;
        }
        // The file's order: where several brands know a namesake, the first one counts.
        let mut namesake = None;
        for &value in entries.get(owners..).unwrap_or_default() {
            let index = entry::index(value);
            match entry::kind(value) {
                entry::NAMESAKE => namesake = namesake.or(brands::get(index)),
                entry::KNOWN => self.known = KNOWN_HOSTS.get(index).or(self.known),
                entry::HOSTING => self.add_hosting(index, host, start),
                _ => {}
            }
        }
        self.namesake = namesake.or(self.namesake);
    }

    /// Adds a hosting entry if it is about a host that ends with its domain.
    fn add_hosting(&mut self, index: usize, host: &str, start: usize) {
        let Some(row) = HOSTING.get(index) else {
            return;
        };
        let found = Some(HostingHost {
            kind: row.kind,
            domain_length: host.len() - start,
        });
        let alone = matches!(host.get(..start), Some("" | "www."));
        match row.matches {
            HostingMatch::Suffix => self.hosting = found,
            HostingMatch::Host if alone => self.hosting = found,
            HostingMatch::Path if alone => self.path_hosting = found,
            HostingMatch::Host | HostingMatch::Path => {}
        }
    }
}

/// All names.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::new(&HOST_NAMES))
}

/// The name with this number.
pub(super) fn name(number: usize) -> Option<&'static str> {
    names().get(number)
}

/// Looks a host up in every table with one walk over its labels. The longest
/// name wins in each table.
#[must_use]
pub(crate) fn lookup(host: &str) -> HostEntries {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut entries = HostEntries::default();
    let mut hash = hash::SEED;
    for (at, &byte) in host.as_bytes().iter().enumerate().rev() {
        if byte == b'.' {
            entries.add(host, at + 1, hash);
        }
        hash = hash::add(hash, byte);
    }
    entries.add(host, 0, hash);
    entries
}

/// Everything the tables know of hosts under a domain, a host at a time.
pub(crate) fn below(domain: &str) -> impl Iterator<Item = HostEntries> {
    names()
        .iter()
        .filter(move |name| {
            let before = name.strip_suffix(domain);
            before.is_some_and(|before| before.ends_with('.'))
        })
        .map(lookup)
}

/// Whether the host is a mailbox or messenger, whoever runs it: a carrier may.
#[must_use]
pub(crate) fn is_mailbox(host: &str) -> bool {
    let known = lookup(host).known;
    known.is_some_and(|known| known.kind == KnownKind::Webmail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::suffix;
    use crate::data::HostingKind;

    fn ids(host: &str) -> Vec<&'static str> {
        let brands = lookup(host).official_brands();
        brands.map(|brand| brand.id).collect()
    }

    #[test]
    fn every_official_domain_is_its_brands() {
        for brand in brands::all() {
            for domain in brand.domains {
                for host in [
                    domain.name.to_owned(),
                    format!("www.{}", domain.name),
                    format!("a.b.{}", domain.name),
                ] {
                    let found = ids(&host);
                    assert!(found.contains(&brand.id), "{host}: {found:?}");
                    let owned = lookup(&host)
                        .official
                        .is_some_and(|owner| owner.id == brand.id);
                    assert_eq!(owned, !domain.shared, "{host}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn no_official_domain_is_open_for_anybody() {
        for domain in brands::all().iter().flat_map(|brand| brand.domains) {
            let hosting = lookup(domain.name)
                .hosting
                .filter(|host| host.kind != HostingKind::UrlShortenerBrand);
            assert!(hosting.is_none(), "{}: {hosting:?}", domain.name);
            assert!(
                suffix::split(domain.name).registrable_start.is_some(),
                "{}",
                domain.name
            );
        }
    }

    #[test]
    fn every_relative_is_known_and_not_official() {
        for brand in brands::all() {
            for &namesake in brand.namesakes {
                assert!(
                    lookup(&format!("www.{namesake}")).namesake.is_some(),
                    "{namesake}"
                );
                assert!(!ids(namesake).contains(&brand.id), "{namesake}");
            }
        }
    }

    #[test]
    fn hosts_that_only_look_official() {
        for host in [
            // The domain is not the end.
            "chronopost.fr.example",
            "chronopost.fr-suivi.example",
            // The domain's start is cut by no dot.
            "monchronopost.fr",
            "www-chronopost.fr",
            // Nothing, dots.
            "",
            ".",
            "fr",
            "chronopost",
        ] {
            assert!(ids(host).is_empty(), "{host}");
        }
        assert_eq!(ids("www.chronopost.fr."), ids("chronopost.fr"));
    }

    #[test]
    fn hosting_by_suffix_and_by_host() {
        assert_eq!(
            lookup("colis.github.io")
                .hosting
                .map(|host| host.domain_length),
            Some("github.io".len())
        );
        assert_eq!(
            lookup("a.b.web.app").hosting.map(|host| host.domain_length),
            Some("web.app".len())
        );
        // A shortener is its own host alone.
        assert_eq!(
            lookup("bit.ly").hosting.map(|host| host.kind),
            Some(HostingKind::UrlShortener)
        );
        assert_eq!(
            lookup("www.bit.ly").hosting.map(|host| host.kind),
            Some(HostingKind::UrlShortener)
        );
        assert_eq!(lookup("colis.bit.ly").hosting, None);
        assert_eq!(lookup("www.chronopost.fr").hosting, None);
    }

    #[test]
    fn known_hosts_by_suffix() {
        assert_eq!(
            lookup("checkout.stripe.com")
                .known
                .map(|host| host.provider()),
            Some("Stripe")
        );
        assert_eq!(lookup("stripe.com.example").known, None);
    }
}
