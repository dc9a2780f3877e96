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

use crate::address::Site;

/// The domain that trust in an address or a host would be given to; none where
/// there is nobody to trust: no host, a bare number, a public suffix, or a
/// place where anybody can have a page.
#[must_use]
pub(crate) fn domain_of(address: &str) -> Option<String> {
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
        .any(|host| host.domain_length >= domain.len());
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
}
