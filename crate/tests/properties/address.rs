//! Addresses: `Site::parse`, `Engine::assess_url`, the suffix lookup.

use proptest::prelude::*;
use vigicolis::MAX_DETAIL;
use vigicolis::address::Site;
use vigicolis::address::split_suffix;
use vigicolis::{Level, Verdict};

use crate::inputs::{self, address, brands, engine, host, official_domain, text};

/// Longest name that name servers know.
const MAX_HOST: usize = 253;

fn verdict(address: &str) -> Option<Verdict> {
    engine().assess_url(address).ok()
}

fn level(address: &str) -> Option<Level> {
    verdict(address).map(|verdict| verdict.level)
}

/// Whether a host is, or lies under, an official domain: the plain way.
pub(crate) fn is_official(host: &str) -> bool {
    brands().flat_map(|brand| brand.domains()).any(|domain| {
        host.strip_suffix(domain.name)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

proptest! {
    #![proptest_config(inputs::config())]

    #[test]
    fn an_address_is_taken_apart_without_loss(address in address()) {
        let Ok(site) = Site::parse(&address) else { return Ok(()) };
        let host = site.host();
        prop_assert!(!host.is_empty() && host.len() <= MAX_HOST, "{host}");
        prop_assert!(host.is_ascii() && !host.bytes().any(|byte| byte.is_ascii_uppercase()), "{host}");
        prop_assert!(!host.ends_with('.'), "{host}");
        prop_assert!(host.ends_with(site.registrable()), "{host}");
        prop_assert!(site.registrable().ends_with(site.suffix()), "{host}");
        let name = match site.subdomain() {
            "" => site.registrable().to_owned(),
            below => format!("{below}.{}", site.registrable()),
        };
        prop_assert_eq!(name, host);
        if !site.registrable_label().is_empty() {
            let registrable = format!("{}.{}", site.registrable_label(), site.suffix());
            prop_assert_eq!(registrable, site.registrable());
        }
        let shown = site.unicode();
        prop_assert!(shown.len() <= 4 * MAX_HOST);
        let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert!(!shown.chars().any(|c| c.is_control() || turns(c)), "{shown:?}");
    }

    #[test]
    fn an_address_is_judged_the_same_twice(address in address()) {
        let first = verdict(&address);
        prop_assert_eq!(&first, &verdict(&address));
        prop_assert_eq!(first.is_some(), Site::parse(&address).is_ok());
    }

    #[test]
    fn official_is_the_official_host_alone(address in address()) {
        let Some(verdict) = verdict(&address) else { return Ok(()) };
        prop_assert_eq!(verdict.level == Level::Official, is_official(&verdict.site.host));
        if verdict.level == Level::Official {
            prop_assert!(verdict.official_url.is_some());
        }
    }

    #[test]
    fn an_address_alone_does_no_harm_and_its_reasons_are_short(address in address()) {
        let Some(verdict) = verdict(&address) else { return Ok(()) };
        prop_assert!(verdict.level < Level::Danger);
        prop_assert!(verdict.asks.is_empty());
        for reason in &verdict.reasons {
            prop_assert!(reason.detail.len() <= MAX_DETAIL, "{}", reason.detail.len());
        }
        prop_assert_eq!(verdict.level == Level::Clear, verdict.reasons.is_empty());
    }

    #[test]
    fn a_host_is_the_same_however_it_is_written(host in host()) {
        let plain = verdict(&host);
        prop_assert!(plain.is_some());
        for written in [
            host.to_ascii_uppercase(),
            format!("{host}."),
            format!("http://{host}"),
            format!("https://{host}/"),
            format!("HTTPS://{}.:443/", host.to_ascii_uppercase()),
            format!("https://{host}:8443/"),
            format!("  {host}\n"),
        ] {
            prop_assert_eq!(&plain, &verdict(&written), "{}", written);
        }
    }

    #[test]
    fn nothing_beside_the_host_makes_it_official(host in host(), domain in official_domain(), text in text()) {
        let official = is_official(&host);
        for address in [
            format!("https://{host}/{domain}"),
            format!("https://{host}/{text}{domain}/"),
            format!("https://{host}/?u=https://{domain}/"),
            format!("https://{host}/#{domain}"),
            format!("https://{host}\\{domain}"),
            format!("https://{domain}@{host}/"),
            format!("https://{domain}:443@{host}/"),
            format!("https://{domain}%2f@{host}/"),
            format!("https://{domain}:{}@{host}/", "a".repeat(5_000)),
        ] {
            let found = level(&address);
            prop_assert!(found.is_some(), "{}", address);
            prop_assert_eq!(found == Some(Level::Official), official, "{}", address);
        }
        if !official && split_suffix(&host).registrable_start.is_some() {
            // As a name before the own one it says nothing good either.
            let below = level(&format!("https://{domain}.{host}/"));
            prop_assert_ne!(below, Some(Level::Official));
        }
    }

    #[test]
    fn broken_punycode_hides_no_host(host in host(), label in "xn--[a-z0-9-]{0,20}") {
        // Browsers open such names; whoever owns the domain can make one.
        let below = verdict(&format!("https://{label}.{host}/x"));
        prop_assert!(below.is_some());
        prop_assert_eq!(below.map(|verdict| verdict.level == Level::Official), Some(is_official(&host)));
    }

    #[test]
    fn suffixes_lie_inside_the_host(host in prop_oneof![host(), text(), "[a-z.]{0,30}"]) {
        let parts = split_suffix(&host);
        prop_assert!(host.get(parts.suffix_start..).is_some());
        if let Some(start) = parts.registrable_start {
            prop_assert!(start < parts.suffix_start);
            let registrable = parts.registrable(&host).expect("a border of characters");
            prop_assert!(registrable.ends_with(parts.suffix(&host)));
        }
    }

    #[test]
    fn a_label_more_changes_no_registrable_domain(host in host(), label in "[a-z0-9]{1,20}") {
        let parts = split_suffix(&host);
        let longer = format!("{label}.{host}");
        if let Some(registrable) = parts.registrable(&host) {
            prop_assert_eq!(split_suffix(&longer).registrable(&longer), Some(registrable));
        } else {
            prop_assert!(split_suffix(&longer).registrable_start.is_some_and(|start| start <= label.len() + 1));
        }
    }
}
