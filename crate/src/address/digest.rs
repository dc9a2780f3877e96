//! What stands for an address where it need only be known again: 64 bits, from
//! which nobody reads the address.

use std::hash::{DefaultHasher, Hasher};

use serde::{Deserialize, Serialize};

use crate::address::Site;

/// Stands for an address or a site in what is kept of a tab.
///
/// Written as hexadecimal digits: JavaScript's numbers can't hold 64 bits. The
/// same text gives the same digest as long as the extension is not updated,
/// which ends the session that it is kept for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of any text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        Self(format!("{:016x}", hasher.finish()))
    }

    /// The digest of a document's address. The fragment is no part of what
    /// tells a document from others.
    #[must_use]
    pub fn of_document(address: &str) -> Self {
        Self::of(address.split('#').next().unwrap_or_default())
    }

    /// The digest of the part of a host that one party answers for.
    #[must_use]
    pub fn of_site(site: &Site) -> Self {
        Self::of(site.own_part())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_differ_by_all_but_the_fragment() {
        let of = Digest::of_document;
        let here = of("https://boutique.example/panier?id=1");
        assert_eq!(of("https://boutique.example/panier?id=1#haut"), here);
        for other in [
            "https://boutique.example/panier?id=2",
            "https://boutique.example/panier",
            "http://boutique.example/panier?id=1",
        ] {
            assert_ne!(of(other), here, "{other}");
        }
    }

    #[test]
    fn a_digest_is_short_and_tells_nothing() {
        let digest = Digest::of_document("https://boutique.example/?nom=Lucie");
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(json.len(), 18);
        assert!(json.bytes().all(|b| b == b'"' || b.is_ascii_hexdigit()));
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
    }

    #[test]
    fn a_site_is_what_one_party_answers_for() {
        let of = |address: &str| Digest::of_site(&Site::parse(address).unwrap());
        let same = [
            (
                "https://www.boutique.example/a",
                "https://boutique.example/b",
            ),
            ("https://a.lucie.github.io/", "https://lucie.github.io/"),
        ];
        for (one, other) in same {
            assert_eq!(of(one), of(other), "{one} {other}");
        }
        let different = [
            ("https://lucie.github.io/", "https://marie.github.io/"),
            // anybody's page and the provider's own
            ("https://sites.google.com/view/x", "https://www.google.com/"),
        ];
        for (one, other) in different {
            assert_ne!(of(one), of(other), "{one} {other}");
        }
    }
}
