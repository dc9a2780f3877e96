//! Whose a domain is when all files are read: what no file shows alone.

use std::collections::BTreeMap;

use super::brand::{Brand, Domain};
use super::hosts::Hosting;
use super::kinds::HostingKind;
use super::source::Problems;

/// Checks what no file shows alone: domains of several brands, and free hosts.
pub(crate) fn check(brands: &[Brand], hosting: &[Hosting], problems: &mut Problems) {
    let mut holders: BTreeMap<&str, Vec<(&Brand, &Domain)>> = BTreeMap::new();
    for brand in brands {
        for domain in &brand.domains {
            holders
                .entry(&domain.name)
                .or_default()
                .push((brand, domain));
        }
    }
    for (name, holders) in holders {
        let owners: Vec<_> = holders
            .iter()
            .filter(|(_, domain)| !domain.shared)
            .collect();
        let files: Vec<_> = holders
            .iter()
            .map(|(brand, _)| brand.file.as_str())
            .collect();
        for (_, domain) in owners.iter().skip(1) {
            let message = format!(
                "domain \"{name}\" is held by {} without `shared`",
                files.join(", ")
            );
            problems.add(domain.place.clone(), message);
        }
        for (_, domain) in holders.iter().filter(|_| owners.is_empty()) {
            let message = format!(
                "domain \"{name}\" is `shared` in {}, so it has no owner",
                files.join(", ")
            );
            problems.add(domain.place.clone(), message);
        }
        // A firm's own short links are its own, all other hosts are anybody's.
        let mut free = hosting
            .iter()
            .filter(|host| host.domain == name && host.kind != HostingKind::UrlShortenerBrand);
        if let Some(host) = free.next() {
            for (_, domain) in &holders {
                let message = format!(
                    "domain \"{name}\" is {} for anybody in hosting.toml",
                    host.kind.id()
                );
                problems.add(domain.place.clone(), message);
            }
        }
    }
}
