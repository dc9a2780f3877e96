//! Public suffixes: which end of a host name is open for anybody to register
//! under, and so which part of it somebody chose.
//!
//! The list is the one published at publicsuffix.org, both sections, compiled
//! to a table of names that packs well and is unfolded at first use.
//!
//! By hand: the list takes 33 kB of the packed wasm here, and more in any library.

use std::sync::OnceLock;

use crate::data::names::Names;
use crate::data::{SUFFIX_FLAGS, SUFFIX_LABELS, SUFFIX_NAMES, hash};
pub use crate::data::{SUFFIX_LIST_DATE, SUFFIX_LIST_VERSION};
use vigicolis_format::suffix::{EXCEPTION, PRIVATE, RULE, WILDCARD, WILDCARD_PRIVATE};

/// The parts of a host as byte offsets into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Where the public suffix starts.
    pub suffix_start: usize,
    /// Where the registrable domain starts: the suffix and one label more.
    /// `None` where the host is itself a public suffix.
    pub registrable_start: Option<usize>,
    /// The suffix is a firm's that gives out names under its own domain
    /// (`github.io`), not a registry's.
    pub private: bool,
}

impl Parts {
    /// The public suffix of the host that was split.
    pub fn suffix<'a>(&self, host: &'a str) -> &'a str {
        host.get(self.suffix_start..).unwrap_or_default()
    }

    /// The registrable domain of the host that was split.
    pub fn registrable<'a>(&self, host: &'a str) -> Option<&'a str> {
        host.get(self.registrable_start?..)
    }
}

/// Whether the list knows a top-level domain, small ASCII letters.
pub(crate) fn is_listed_top_level(label: &str) -> bool {
    let hash = label.bytes().rev().fold(hash::SEED, hash::add);
    // `*.ck`: no rule of its own, but names below it.
    flags(names(), label, hash) & (RULE | WILDCARD) != 0
}

/// The names of the list.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::new(&SUFFIX_NAMES))
}

/// What a name is in the list, by its hash; nothing where it is not in it.
fn flags(names: &Names, name: &str, hash: u32) -> u8 {
    let number = names.find(name, hash);
    let flags = number.and_then(|number| SUFFIX_FLAGS.get(number));
    flags.copied().unwrap_or_default()
}

/// Splits an ASCII host name by the longest rule of the list.
///
/// Wildcard and exception rules count; a top-level domain that is not listed
/// is a suffix, as the list's own rules say. One dot at the end stays in the
/// suffix. An IP address is no host name: do not ask about one.
pub fn split(host: &str) -> Parts {
    let bytes = host.as_bytes();
    let names = names();
    let end = bytes.len() - usize::from(bytes.last() == Some(&b'.'));
    let mut at = end;
    let mut hash = hash::SEED;
    let mut labels = 0;
    let mut best = None;
    // Set where the name read so far has a wildcard for the label before it.
    let mut wildcard = None;
    let mut parent = at;
    loop {
        let label_end = at;
        while let Some(byte) = byte_before(bytes, at).filter(|&byte| byte != b'.') {
            at -= 1;
            hash = hash::add(hash, byte.to_ascii_lowercase());
        }
        let flags = flags(names, host.get(at..end).unwrap_or_default(), hash);
        if flags & EXCEPTION != 0 {
            best = Some((parent, flags & PRIVATE != 0));
            break;
        }
        if flags & RULE != 0 {
            best = Some((at, flags & PRIVATE != 0));
        } else if best.is_none() {
            // The list's default rule: `*`.
            best = Some((at, false));
        } else if let Some(private) = wildcard.filter(|_| at < label_end) {
            best = Some((at, private));
        }
        wildcard = (flags & WILDCARD != 0).then_some(flags & WILDCARD_PRIVATE != 0);
        parent = at;
        labels += 1;
        let Some(byte) = byte_before(bytes, at) else {
            break;
        };
        at -= 1;
        hash = hash::add(hash, byte);
        // The label before the longest name may be a wildcard's.
        if labels > SUFFIX_LABELS {
            break;
        }
    }
    let (suffix_start, private) = best.unwrap_or((0, false));
    Parts {
        suffix_start,
        registrable_start: label_before(bytes, suffix_start),
        private,
    }
}

/// The byte to the left of a position.
fn byte_before(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at.checked_sub(1)?).copied()
}

/// Where the label before a suffix starts.
fn label_before(bytes: &[u8], suffix_start: usize) -> Option<usize> {
    let dot = suffix_start.checked_sub(1)?;
    let before = bytes.get(..dot)?;
    let start = before
        .iter()
        .rposition(|&byte| byte == b'.')
        .map_or(0, |dot| dot + 1);
    (start < dot).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Host, its suffix, its registrable domain ("" for none), private.
    fn check(rows: &[(&str, &str, &str, bool)]) {
        for &(host, suffix, registrable, private) in rows {
            let parts = split(host);
            assert_eq!(parts.suffix(host), suffix, "{host}");
            assert_eq!(
                parts.registrable(host).unwrap_or_default(),
                registrable,
                "{host}"
            );
            assert_eq!(parts.private, private, "{host}");
        }
    }

    #[test]
    fn longest_rule_wins() {
        check(&[
            ("chronopost.fr", "fr", "chronopost.fr", false),
            ("www.chronopost.fr", "fr", "chronopost.fr", false),
            ("a.b.c.co.uk", "co.uk", "c.co.uk", false),
            ("mydhl.express.dhl", "dhl", "express.dhl", false),
            // A deep rule under a shorter one.
            (
                "shop.city.chiyoda.tokyo.jp",
                "chiyoda.tokyo.jp",
                "city.chiyoda.tokyo.jp",
                false,
            ),
        ]);
    }

    #[test]
    fn suffixes_have_no_registrable_domain() {
        check(&[
            ("fr", "fr", "", false),
            ("co.uk", "co.uk", "", false),
            ("github.io", "github.io", "", true),
        ]);
    }

    #[test]
    fn wildcards_and_their_exceptions() {
        check(&[
            // *.ck
            ("ck", "ck", "", false),
            ("anything.ck", "anything.ck", "", false),
            ("b.anything.ck", "anything.ck", "b.anything.ck", false),
            ("a.b.anything.ck", "anything.ck", "b.anything.ck", false),
            // !www.ck
            ("www.ck", "ck", "www.ck", false),
            ("a.www.ck", "ck", "www.ck", false),
            // *.kawasaki.jp, !city.kawasaki.jp, jp
            ("kawasaki.jp", "jp", "kawasaki.jp", false),
            ("c.kawasaki.jp", "c.kawasaki.jp", "", false),
            ("a.c.kawasaki.jp", "c.kawasaki.jp", "a.c.kawasaki.jp", false),
            (
                "a.city.kawasaki.jp",
                "kawasaki.jp",
                "city.kawasaki.jp",
                false,
            ),
        ]);
    }

    #[test]
    fn private_section() {
        check(&[
            ("colis.github.io", "github.io", "colis.github.io", true),
            ("a.colis.web.app", "web.app", "colis.web.app", true),
            (
                "colis.blogspot.com",
                "blogspot.com",
                "colis.blogspot.com",
                true,
            ),
        ]);
    }

    #[test]
    fn unlisted_top_level_domain_is_a_suffix() {
        check(&[
            ("suivi.colis.example", "example", "colis.example", false),
            ("localhost", "localhost", "", false),
        ]);
    }

    #[test]
    fn unicode_rules_are_met_in_their_ascii_form() {
        check(&[
            ("a.xn--55qx5d.cn", "xn--55qx5d.cn", "a.xn--55qx5d.cn", false),
            ("colis.xn--p1ai", "xn--p1ai", "colis.xn--p1ai", false),
        ]);
    }

    #[test]
    fn odd_hosts_do_not_break() {
        check(&[
            ("", "", "", false),
            (".", ".", "", false),
            (".fr", "fr", "", false),
            ("a..fr", "fr", "", false),
            ("chronopost.fr.", "fr.", "chronopost.fr.", false),
            ("WWW.Chronopost.FR", "FR", "Chronopost.FR", false),
            ("a_b.co.uk", "co.uk", "a_b.co.uk", false),
            ("..ck", "ck", "", false),
        ]);
    }
}
