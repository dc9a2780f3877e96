//! Who signs the page? The name in its copyright line, and whether the address
//! bears it; and whether it is a copy of another site, which it names and leads to.

use std::collections::BTreeMap;

use super::PageSnapshot;
use crate::address::Site;
use crate::data::{PlainWord, plain_words};
use crate::text::fold;

/// Longest part of a line after the sign that can be a name, in characters.
const MAX_NAME: usize = 60;
/// Copyright lines that are looked at.
const MAX_LINES: usize = 8;
/// Shortest word that tells one name from another, in bytes.
const MIN_WORD: usize = 3;

/// The name that signs the page in its copyright line, if the address bears none
/// of its words nor its initials. Somebody else's site was copied, or a firm signs
/// by a name that its address does not have.
pub(crate) fn of_another(text: &str, site: &Site) -> Option<String> {
    let label: String = site
        .host()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let names: Vec<&str> = text
        .lines()
        .filter(|line| line.contains('©'))
        .take(MAX_LINES)
        .filter_map(name_in)
        .collect();
    if names.iter().any(|name| is_borne(name, &label, site)) || says_host_word(text, site) {
        return None;
    }
    names.first().map(|name| (*name).to_owned())
}

/// References to another site from which a page that bears its name may be a copy of it.
const FEW_REFERENCES: usize = 2;
/// References from which it surely is one.
const MANY_REFERENCES: usize = 5;
/// Links to another site that make a page a copy of it which bears no name: more than a shop's guest or a fan has.
const MANY_WAYS: usize = 7;
/// Other hosts whose names are looked at.
const MAX_HOSTS: usize = 40;

/// A site that a page was copied from.
pub(crate) struct Original {
    /// Its registrable domain.
    pub(crate) domain: String,
    /// Whether much of the page leads to it, not a link or two.
    pub(crate) surely: bool,
}

/// The site that a page was copied from. Either it bears that site's name in its title or its
/// copyright line and leads to it or shows its files, but stands at an address that does not have
/// the name; or most of its ways lead to that one site, and but one to itself: who takes logins or
/// payments for a site leads back there, too, but has pages of its own. Of two, the one it leads to more.
pub(crate) fn copied_from(page: &PageSnapshot, site: &Site) -> Option<Original> {
    let own: String = site
        .host()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let title = [fold(&page.title), fold(&page.site_name)];
    let signed: Vec<&str> = page
        .text
        .lines()
        .filter(|line| line.contains('©'))
        .take(MAX_LINES)
        .collect();
    let ways = || page.links.iter().filter_map(|link| host_of(&link.href));
    let home = ways().filter(|host| *host == site.host()).count();
    let ways = ways().count();
    others(page, site)
        .into_iter()
        .filter(|(_, other)| !own.contains(&other.label))
        .filter_map(|(domain, other)| {
            let spelled = |said: &str| other.label.len() >= MIN_WORD && spells(said, &other.label);
            let in_title = title.iter().any(|said| spelled(said));
            let in_signature = signed.iter().any(|line| {
                spelled(&fold(line))
                    || name_in(line).is_some_and(|name| is_borne(name, &other.label, &other.site))
            });
            let leads_away = home <= 1 && other.links >= MANY_WAYS && other.links * 2 > ways;
            let bears_name = (in_title || in_signature) && other.references >= FEW_REFERENCES;
            let surely =
                leads_away || other.references >= MANY_REFERENCES || in_title && in_signature;
            (bears_name || leads_away).then_some((other.references, Original { domain, surely }))
        })
        .max_by_key(|(references, _)| *references)
        .map(|(_, original)| original)
}

/// Another site, as a page refers to it.
struct Other {
    site: Site,
    /// Its name, without hyphens.
    label: String,
    /// Links that lead there.
    links: usize,
    /// Links, pictures and files; scripts and styles of its front door count twice.
    references: usize,
}

/// The sites that a page refers to, by their registrable domains.
fn others(page: &PageSnapshot, site: &Site) -> BTreeMap<String, Other> {
    let links = page.links.iter().map(|link| (&link.href, 1, 1));
    let pictures = page.images.iter().map(|image| (&image.src, 0, 1));
    let files = page.scripts.iter().chain(&page.styles);
    let files = files.map(|file| (file, 0, front_door_weight(file)));
    let mut hosts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    // Links come last: of hosts beyond the most, those that only links name are left out.
    for (address, link, weight) in files.chain(pictures).chain(links) {
        let Some(host) = host_of(address).filter(|host| *host != site.host()) else {
            continue;
        };
        if hosts.len() < MAX_HOSTS || hosts.contains_key(host) {
            let (links, references) = hosts.entry(host).or_default();
            *links += link;
            *references += weight;
        }
    }
    let mut others: BTreeMap<String, Other> = BTreeMap::new();
    for (host, (links, references)) in hosts {
        let Ok(other) = Site::parse(host) else {
            continue;
        };
        // A service's own name says nothing of whose page it is.
        if other.is_shared_hosting() || other.listed().known.is_some() {
            continue;
        }
        let entry = others.entry(other.registrable().to_owned());
        let entry = entry.or_insert_with(|| Other {
            label: other.registrable_label().replace('-', ""),
            site: other,
            links: 0,
            references: 0,
        });
        entry.links += links;
        entry.references += references;
    }
    others
}

/// How much a script or style counts. Whoever means others to run it has a host of its own for that
/// (`code.jquery.com`); what comes from a site's front door was copied along with its pages.
fn front_door_weight(file: &str) -> usize {
    let host = host_of(file).unwrap_or_default();
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let is_front_door = Site::parse(bare).is_ok_and(|site| site.registrable() == bare);
    if is_front_door { 2 } else { 1 }
}

/// The host of an absolute address.
fn host_of(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.split(':').next().unwrap_or(host)).filter(|host| host.contains('.'))
}

/// Whether words that follow one another spell a label: `sun mobile`, `sunmobile`.
pub(super) fn spells(folded: &str, label: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|start| {
        let mut rest = label;
        for word in words.iter().skip(start) {
            match rest.strip_prefix(word) {
                Some("") => return true,
                Some(left) => rest = left,
                None => return false,
            }
        }
        false
    })
}

/// What follows the sign and its years, up to the end of the name.
fn name_in(line: &str) -> Option<&str> {
    let (_, after) = line.split_once('©')?;
    let is_before = |letter: char| !letter.is_alphabetic();
    let mut name = after.trim_start_matches(is_before);
    for word in ["copyright", "by"] {
        if let Some(rest) = name
            .get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .and_then(|_| name.get(word.len()..))
            .filter(|rest| rest.starts_with(|letter: char| !letter.is_alphabetic()))
        {
            name = rest.trim_start_matches(is_before);
        }
    }
    let end = name
        .char_indices()
        .enumerate()
        .find(|(count, (_, letter))| {
            *count == MAX_NAME
                || matches!(letter, '.' | '|' | ',' | ';' | '•' | '·' | '(' | '。')
                || letter.is_ascii_digit()
        })
        .map_or(name.len(), |(_, (at, _))| at);
    let name = name.get(..end)?.split(" - ").next()?;
    let lower = name.to_ascii_lowercase();
    let phrase = plain_words(PlainWord::Rights)
        .iter()
        .filter_map(|phrase| lower.find(&format!(" {phrase}")))
        .min();
    let name = phrase.and_then(|at| name.get(..at)).unwrap_or(name).trim();
    // "© all rights reserved" names no one: a name starts with a capital, or in a
    // script that has none.
    let starts_like_name = name
        .chars()
        .next()
        .is_some_and(|letter| !letter.is_lowercase());
    (starts_like_name && name.chars().count() >= MIN_WORD && !is_phrase(name)).then_some(name)
}

/// Whether a name is none, but what stands where one would.
fn is_phrase(name: &str) -> bool {
    let folded = fold(name);
    let mut phrases = plain_words(PlainWord::Rights).iter();
    phrases.any(|phrase| folded.starts_with(phrase))
}

/// Whether a text says the word that the address is made of: `teeladen24`, "Teeladen".
fn says_host_word(text: &str, site: &Site) -> bool {
    const LEAST: usize = 5;
    let label = site.registrable_label();
    let word = label.trim_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    word.len() >= LEAST
        && word.len() < label.len()
        && fold(text).split(' ').any(|said| said == word)
}

/// Whether the address bears a word of the name, or its initials.
fn is_borne(name: &str, host: &str, site: &Site) -> bool {
    let folded = fold(name);
    let label: String = site
        .registrable_label()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let glued = words.concat();
    words
        .iter()
        .any(|word| word.len() >= MIN_WORD && host.contains(word))
        || label.len() >= MIN_WORD && glued.contains(&label)
        || initials.len() >= 2 && label.contains(&initials)
        || !folded.is_ascii() && folded.chars().all(|letter| !letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_address_does_not_bear() {
        let table = [
            ("© 2026 Maison Lilas", "vorbanu.eu", Some("Maison Lilas")),
            (
                "Copyright © 2019-2026 Lilas SA. Tous droits réservés",
                "vorbanu.eu",
                Some("Lilas SA"),
            ),
            (
                "Lilas ©2026 by Lilas & Fils | CGV",
                "vorbanu.eu",
                Some("Lilas & Fils"),
            ),
            (
                "© 2026 Maison Lilas All Rights Reserved",
                "vorbanu.eu",
                Some("Maison Lilas"),
            ),
            // the address bears it, a word of it, or its initials
            ("© 2026 Maison Lilas", "maisonlilas.fr", None),
            ("© 2026 Maison Lilas", "boutique.lilas.fr", None),
            ("© 2026 Société des Eaux du Midi", "sedm-eaux.fr", None),
            ("© 2026 Transports Urbains Lillois", "www.tul.fr", None),
            ("© 2026 Lilas Groupe International", "lilasgroupe.eu", None),
            // one of several lines is enough
            (
                "© OpenStreetMap\n© 2026 Maison Lilas",
                "maison-lilas.fr",
                None,
            ),
            // by a word of its address
            (
                "Teeladen\n© 2026 Nordwind Handels GmbH",
                "teeladen24.de",
                None,
            ),
            // no name at all
            ("© 2026 Tous droits réservés", "vorbanu.eu", None),
            ("© 2026. All rights reserved", "vorbanu.eu", None),
            ("2026", "vorbanu.eu", None),
        ];
        for (text, host, name) in table {
            let site = Site::parse(host).unwrap();
            assert_eq!(of_another(text, &site).as_deref(), name, "{text} at {host}");
        }
    }
}
