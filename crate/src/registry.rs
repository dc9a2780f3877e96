//! Whose a host is, by lookups in the compiled tables, without
//! allocation.
//!
//! Hosts are expected as the `url` crate gives them: lower-case ASCII.

use crate::generated::{
    BRANDS, Brand, ENTRIES, ENTRY_STARTS, HOST_NAMES, HOST_SLOTS, HOSTING, HostingHost,
    HostingMatch, KNOWN_HOSTS, KnownHost, KnownKind, entry, hash,
};

pub mod managed;

/// All brands: those of the data, by id, then those that an administrator added.
pub fn brands() -> impl Iterator<Item = &'static Brand> + Clone {
    managed::all()
}

/// The brands of the data alone, by id.
pub fn built_in() -> &'static [Brand] {
    BRANDS
}

/// The brand with an id.
///
/// ```
/// assert_eq!(vigicolis::registry::brand("chronopost").map(|brand| brand.name), Some("Chronopost"));
/// ```
pub fn brand(id: &str) -> Option<&'static Brand> {
    match BRANDS.binary_search_by(|brand| brand.id.cmp(id)) {
        Ok(place) => BRANDS.get(place),
        Err(_) => managed::brand(id),
    }
}

/// Everything the tables know of a host: see [`lookup`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Entries {
    /// The brand whose own host it is.
    pub official: Option<&'static Brand>,
    /// The official domain that the host is, or lies under.
    pub official_domain: Option<&'static str>,
    /// The brand whose name it carries honestly without being the brand.
    pub relative: Option<&'static Brand>,
    /// The payment provider, bank, mailbox or service that it belongs to.
    pub known: Option<&'static KnownHost>,
    /// The service under which anybody can have such a host.
    pub hosting: Option<&'static HostingHost>,
    /// The service that gives anybody some of the host's paths.
    pub path_hosting: Option<&'static HostingHost>,
    /// Entries of the official domain's brands, the owner's first.
    owners: &'static [u16],
    /// The brand whose own host it is, where an administrator added it.
    managed: Option<&'static Brand>,
}

impl Entries {
    /// The owner of the official domain, then the brands that live on it too.
    pub fn official_brands(&self) -> impl Iterator<Item = &'static Brand> + use<> {
        let owners = self.owners.iter();
        let built_in = owners.filter_map(|&value| BRANDS.get(entry::index(value)));
        self.managed.into_iter().chain(built_in)
    }
}

/// Looks a host up in every table with one walk over its labels. The longest
/// name wins in each table.
///
/// ```
/// use vigicolis::registry::lookup;
///
/// let entries = lookup("www.chronopost.fr");
/// assert_eq!(entries.official.map(|brand| brand.id), Some("chronopost"));
/// assert!(entries.hosting.is_none());
/// assert!(lookup("chronopost.fr.example").official.is_none());
/// ```
pub fn lookup(host: &str) -> Entries {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut entries = Entries::default();
    let mut hash = hash::SEED;
    for (at, &byte) in host.as_bytes().iter().enumerate().rev() {
        if byte == b'.' {
            entries.add(host, at + 1, hash);
        }
        hash = hash::add(hash, byte);
    }
    entries.add(host, 0, hash);
    // No domain belongs to a brand of the data and to an added one: see `policy`.
    if let Some((brand, domain)) = managed::official(host) {
        entries.official = Some(brand);
        entries.official_domain = Some(domain);
        entries.managed = Some(brand);
    }
    entries
}

impl Entries {
    /// Adds what is known of the host's end that starts at `start`.
    fn add(&mut self, host: &str, start: usize, hash: u32) {
        let Some(name) = host.get(start..) else {
            return;
        };
        let Some(key) = HOST_NAMES.find(HOST_SLOTS, name, hash) else {
            return;
        };
        let range = ENTRY_STARTS.get(key).zip(ENTRY_STARTS.get(key + 1));
        let entries =
            range.and_then(|(&from, &to)| ENTRIES.get(usize::from(from)..usize::from(to)));
        let entries = entries.unwrap_or_default();
        let owners = entries
            .iter()
            .take_while(|&&value| entry::kind(value) == entry::OFFICIAL)
            .count();
        if let Some((owned, &first)) = entries
            .get(..owners)
            .and_then(|owned| Some((owned, owned.first()?)))
        {
            self.official = BRANDS.get(entry::index(first));
            self.official_domain = HOST_NAMES.get(key);
            self.owners = owned;
        }
        // The file's order: where several brands know a relative, the first one counts.
        let mut relative = None;
        for &value in entries.get(owners..).unwrap_or_default() {
            let index = entry::index(value);
            match entry::kind(value) {
                entry::RELATIVE => relative = relative.or(BRANDS.get(index)),
                entry::KNOWN => self.known = KNOWN_HOSTS.get(index).or(self.known),
                entry::HOSTING => self.add_hosting(index, host.get(..start).unwrap_or_default()),
                _ => {}
            }
        }
        self.relative = relative.or(self.relative);
    }

    /// Adds a hosting entry if it is about a host with these labels before it.
    fn add_hosting(&mut self, index: usize, before: &str) {
        let Some(row) = HOSTING.get(index) else {
            return;
        };
        match row.matches {
            HostingMatch::Suffix => self.hosting = Some(row),
            HostingMatch::Host if matches!(before, "" | "www.") => self.hosting = Some(row),
            HostingMatch::Path if matches!(before, "" | "www.") => self.path_hosting = Some(row),
            HostingMatch::Host | HostingMatch::Path => {}
        }
    }
}

/// Everything the tables know of hosts under a domain, a host at a time.
pub fn below(domain: &str) -> impl Iterator<Item = Entries> {
    HOST_NAMES
        .iter()
        .filter(move |name| {
            let before = name.strip_suffix(domain);
            before.is_some_and(|before| before.ends_with('.'))
        })
        .map(lookup)
}

/// The brands whose own host it is, the owner first.
pub fn official_brands(host: &str) -> impl Iterator<Item = &'static Brand> + use<> {
    lookup(host).official_brands()
}

/// The brand whose name the host carries honestly without being the brand.
pub fn relative_of(host: &str) -> Option<&'static Brand> {
    lookup(host).relative
}

/// The payment provider, bank, mailbox or service that the host belongs to.
pub fn known_host(host: &str) -> Option<&'static KnownHost> {
    lookup(host).known
}

/// Whether the host is a mailbox or messenger, whoever runs it: a carrier may.
///
/// ```
/// assert!(vigicolis::registry::is_mailbox("webmail.laposte.net"));
/// assert!(!vigicolis::registry::is_mailbox("www.laposte.fr"));
/// ```
pub fn is_mailbox(host: &str) -> bool {
    known_host(host).is_some_and(|known| known.kind == KnownKind::Webmail)
}

/// The service under which anybody can have such a host.
pub fn hosting(host: &str) -> Option<&'static HostingHost> {
    lookup(host).hosting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::HostingKind;
    use crate::suffix;

    fn ids(host: &str) -> Vec<&'static str> {
        official_brands(host).map(|brand| brand.id).collect()
    }

    #[test]
    fn every_official_domain_is_its_brands() {
        for brand in brands() {
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
        for domain in brands().flat_map(|brand| brand.domains) {
            let hosting =
                hosting(domain.name).filter(|host| host.kind != HostingKind::UrlShortenerBrand);
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
        for brand in brands() {
            for &relative in brand.relatives {
                assert!(
                    relative_of(&format!("www.{relative}")).is_some(),
                    "{relative}"
                );
                assert!(!ids(relative).contains(&brand.id), "{relative}");
            }
        }
    }

    #[test]
    fn brands_are_found_by_id() {
        for known in brands() {
            assert_eq!(brand(known.id), Some(known));
        }
        assert_eq!(brand(""), None);
        assert_eq!(brand("no such brand"), None);
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
            hosting("colis.github.io").map(|host| host.domain()),
            Some("github.io")
        );
        assert_eq!(
            hosting("a.b.web.app").map(|host| host.domain()),
            Some("web.app")
        );
        // A shortener is its own host alone.
        assert_eq!(
            hosting("bit.ly").map(|host| host.kind),
            Some(HostingKind::UrlShortener)
        );
        assert_eq!(
            hosting("www.bit.ly").map(|host| host.kind),
            Some(HostingKind::UrlShortener)
        );
        assert_eq!(hosting("colis.bit.ly"), None);
        assert_eq!(hosting("www.chronopost.fr"), None);
    }

    #[test]
    fn known_hosts_by_suffix() {
        assert_eq!(
            known_host("checkout.stripe.com").map(|host| host.provider()),
            Some("Stripe")
        );
        assert_eq!(known_host("stripe.com.example"), None);
    }
}
