//! Sites that the visitor trusts: which ones may be, and whether a page is on one.
//!
//! Trust is for false alarms of the milder kind. It silences a caution, never a
//! danger: an honest site that was broken into, or a name that was let go and
//! bought by somebody else, asks for cards as any fake does. It proves nothing
//! either, so it never makes a page official.
//!
//! It is given to a registrable domain and holds for everything below it, as
//! one party answers for all of that. Where anybody can have a place below the
//! registrable domain nobody does, so there is nothing to trust. Below a suffix
//! of the Public Suffix List's private section (`github.io`) the registrable
//! domain is the customer's own name.

use serde::Deserialize;

use crate::site::Site;

/// What the visitor chose, as far as it changes an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choices {
    /// Registrable domains that the visitor trusts.
    pub trusted: Vec<String>,
    /// Whether a caution is told by the toolbar alone.
    pub quiet_caution: bool,
}

impl Choices {
    /// Whether the visitor trusts the site of a host.
    #[must_use]
    pub fn trust(&self, host: &str) -> bool {
        !self.trusted.is_empty()
            && domain_of(host).is_some_and(|domain| self.trusted.contains(&domain))
    }
}

/// The domain that trust in an address or a host would be given to; none where
/// there is nobody to trust: no host, a bare number, a public suffix, or a
/// place where anybody can have a page.
///
/// ```
/// use vigicolis::trust::domain_of;
/// assert_eq!(domain_of("https://www.example.co.uk/x").as_deref(), Some("example.co.uk"));
/// assert_eq!(domain_of("marie.github.io").as_deref(), Some("marie.github.io"));
/// assert_eq!(domain_of("github.io"), None);
/// ```
#[must_use]
pub fn domain_of(address: &str) -> Option<String> {
    let site = Site::parse(address).ok()?;
    let domain = site.registrable();
    // A single label (`localhost`) is nobody's registered name.
    if site.is_ip() || site.registrable_label().is_empty() || !domain.contains('.') {
        return None;
    }
    let found = site.listed();
    let shares = [found.hosting, found.path_hosting]
        .into_iter()
        .flatten()
        .any(|host| host.domain().len() >= domain.len());
    (!shares).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_registered_name() {
        let table = [
            ("boutique.example", Some("boutique.example")),
            (
                "https://www.boutique.example/x?y#z",
                Some("boutique.example"),
            ),
            ("BOUTIQUE.Example.", Some("boutique.example")),
            ("  boutique.example\n", Some("boutique.example")),
            ("http://a.b.example.co.uk:8443/", Some("example.co.uk")),
            (
                "https://user@boutique.example@shop.example/",
                Some("shop.example"),
            ),
            ("müller.example", Some("xn--mller-kva.example")),
            // the customer's name below a private suffix
            ("marie.github.io", Some("marie.github.io")),
            ("https://a.marie.github.io/", Some("marie.github.io")),
        ];
        for (address, domain) in table {
            assert_eq!(domain_of(address).as_deref(), domain, "{address}");
        }
    }

    #[test]
    fn nobody_is_trusted_where_anybody_can_be() {
        let table = [
            // no host, or no name
            "",
            " ",
            "boutique",
            "localhost",
            "https://",
            "mailto:a@boutique.example",
            "about:blank",
            "file:///etc/hosts",
            "https://%zz/",
            "a b.example",
            // numbers
            "192.168.1.1",
            "http://[::1]/",
            "http://3232235777/",
            // suffixes
            "com",
            "co.uk",
            "github.io",
            "https://github.io/",
            // shared below a registrable domain that is the provider's
            "docs.google.com",
            "https://docs.google.com/forms/x",
            "sites.google.com",
            "bit.ly",
            "https://t.me/x",
        ];
        for address in table {
            assert_eq!(domain_of(address), None, "{address}");
        }
    }

    #[test]
    fn trust_holds_for_the_exact_registrable_domain() {
        let choices = |domain: &str| Choices {
            trusted: vec!["autre.example".into(), domain.into()],
            quiet_caution: false,
        };
        let table = [
            ("boutique.example", "boutique.example", true),
            ("boutique.example", "www.boutique.example", true),
            ("boutique.example", "boutique.example.pirate.example", false),
            ("boutique.example", "fausse-boutique.example", false),
            ("www.boutique.example", "www.boutique.example", false),
            ("example", "boutique.example", false),
            ("", "boutique.example", false),
            // what a doctored list may hold
            ("github.io", "marie.github.io", false),
            ("github.io", "github.io", false),
            ("google.com", "docs.google.com", false),
            ("192.168.1.1", "192.168.1.1", false),
            ("marie.github.io", "paul.github.io", false),
            ("marie.github.io", "www.marie.github.io", true),
        ];
        for (trusted, host, holds) in table {
            assert_eq!(choices(trusted).trust(host), holds, "{trusted}: {host}");
        }
    }
}
