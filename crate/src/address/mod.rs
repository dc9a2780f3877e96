//! Where are we really? The address, taken apart: host, registrable domain,
//! hosting kind, and whose place it is.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use url::{Host, Url};

use crate::brands::{Brand, Registry};
use crate::data::hosts::{self, HostEntries};
use crate::data::{HostingHost, KnownHost};

pub(crate) mod digest;
pub(crate) mod matches;
pub(crate) mod suffix;
pub(crate) mod trust;

pub use suffix::{Parts, SUFFIX_LIST_DATE, SUFFIX_LIST_VERSION, split as split_suffix};

/// Longest host name that name servers know (RFC 1035).
const MAX_HOST: usize = 253;

/// Why an address could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressError {
    /// Not an address at all, or one of a host that cannot be.
    Malformed,
    /// An address without a host, or of a scheme that is not http or https.
    NotWeb,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a readable address",
            Self::NotWeb => "not an http or https address",
        })
    }
}

impl std::error::Error for AddressError {}

/// What is known of the party behind a host.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'r> {
    /// An official domain of a brand.
    Brand(Brand<'r>),
    /// An honest host that carries a brand's name and is not the brand.
    Namesake(Brand<'r>),
    /// A payment provider, a bank, a mailbox or a service for firms.
    Known(&'static KnownHost),
}

/// An address taken apart.
#[derive(Debug, Clone)]
pub struct Site {
    /// Host in ASCII form, lower case, without a trailing dot.
    host: String,
    suffix_start: usize,
    registrable_start: Option<usize>,
    private_suffix: bool,
    is_ip: bool,
    /// Path with query and fragment, percent-encoding kept; empty for a bare host.
    path: String,
    https: bool,
    listed: HostEntries,
}

impl Site {
    /// Reads an address or a bare host name.
    ///
    /// # Errors
    /// [`AddressError`] when no web host can be made out.
    ///
    /// ```
    /// use vigicolis::address::Site;
    /// let site = Site::parse("https://suivi.chronopost.fr.example.co.uk/x").unwrap();
    /// assert_eq!(site.registrable(), "example.co.uk");
    /// assert!(Site::parse("mailto:someone@example.org").is_err());
    /// ```
    pub fn parse(input: &str) -> Result<Self, AddressError> {
        let input = input.trim();
        if is_plain_host(input) {
            return Ok(Self::assemble(input.to_owned(), false, String::new(), true));
        }
        match parse_url(input) {
            Ok(url) => Self::of_url(&url),
            Err(AddressError::Malformed) if input.contains("xn--") => Self::parse_broken(input),
            Err(error) => Err(error),
        }
    }

    /// Reads an address whose punycode decodes to nothing. Browsers open it, and
    /// whoever owns a domain can make such a name below it.
    fn parse_broken(input: &str) -> Result<Self, AddressError> {
        // To the parser a plain label, and one that nobody has.
        const PLAIN: &str = "xn-_";
        let site = Self::of_url(&parse_url(&input.replace("xn--", PLAIN))?)?;
        let restore = |text: &str| text.replace(PLAIN, "xn--");
        Ok(Self::assemble(
            restore(&site.host),
            site.is_ip,
            restore(&site.path),
            site.https,
        ))
    }

    fn of_url(url: &Url) -> Result<Self, AddressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressError::NotWeb);
        }
        let host = url.host().ok_or(AddressError::NotWeb)?;
        let is_ip = !matches!(host, Host::Domain(_));
        let name = url.host_str().unwrap_or_default();
        let name = name.strip_suffix('.').unwrap_or(name);
        // What no name server can know, no visitor can be at.
        if name.len() > MAX_HOST || name.split('.').any(str::is_empty) {
            return Err(AddressError::Malformed);
        }
        let mut path = url.path().to_owned();
        if let Some(query) = url.query() {
            path.push('?');
            path.push_str(query);
        }
        if let Some(fragment) = url.fragment() {
            path.push('#');
            path.push_str(fragment);
        }
        Ok(Self::assemble(
            name.to_owned(),
            is_ip,
            path,
            url.scheme() == "https",
        ))
    }

    fn assemble(host: String, is_ip: bool, path: String, https: bool) -> Self {
        let (suffix_start, registrable_start, private_suffix) = if is_ip {
            (host.len(), None, false)
        } else {
            let parts = suffix::split(&host);
            (parts.suffix_start, parts.registrable_start, parts.private)
        };
        let listed = hosts::lookup(&host);
        Self {
            host,
            suffix_start,
            registrable_start,
            private_suffix,
            is_ip,
            path,
            https,
            listed,
        }
    }

    /// Host in ASCII form (punycode), lower case.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Host as people read it, punycode decoded.
    #[must_use]
    pub fn unicode(&self) -> Cow<'_, str> {
        if self.host.contains("xn--") {
            Cow::Owned(decode(&self.host))
        } else {
            Cow::Borrowed(&self.host)
        }
    }

    /// Registrable domain (public suffix and one label); the whole host for an
    /// IP address or a bare public suffix.
    #[must_use]
    pub fn registrable(&self) -> &str {
        self.host
            .get(self.registrable_start.unwrap_or(0)..)
            .unwrap_or(&self.host)
    }

    /// The part of the host that one party answers for: the registrable domain,
    /// and the whole host where anybody can have a place below that domain
    /// (`sites.google.com`).
    #[must_use]
    pub fn own_part(&self) -> &str {
        let domain = self.registrable();
        let shared = self
            .listed
            .hosting
            .is_some_and(|hosting| hosting.domain_length >= domain.len());
        if shared { &self.host } else { domain }
    }

    /// The registrable domain's own label: `example` of `example.co.uk`.
    #[must_use]
    pub fn registrable_label(&self) -> &str {
        self.slice(self.registrable_label_range())
    }

    /// Everything left of the registrable domain, without the dot.
    #[must_use]
    pub fn subdomain(&self) -> &str {
        match self.registrable_start {
            Some(start) if start > 0 => self.slice(0..start - 1),
            _ => "",
        }
    }

    /// Public suffix.
    #[must_use]
    pub fn suffix(&self) -> &str {
        self.slice(self.suffix_start..self.host.len())
    }

    /// Last label of the host.
    #[must_use]
    pub fn top_level(&self) -> &str {
        self.host.rsplit('.').next().unwrap_or(&self.host)
    }

    /// Whether the public suffix is a private one (`github.io`): anybody can
    /// have a name below it.
    #[must_use]
    pub fn private_suffix(&self) -> bool {
        self.private_suffix
    }

    /// The host whose pages Google Translate shows here, written as its documentation for advertising
    /// networks says (developers.google.com/search, November 2026). None where the query has a part
    /// in it, which whoever links here chooses, and a page can change.
    ///
    /// ```
    /// use vigicolis::address::Site;
    /// let site = Site::parse("https://mon--colis-laposte-fr.translate.goog/?_x_tr_tl=en").unwrap();
    /// assert_eq!(site.translated().as_deref(), Some("mon-colis.laposte.fr"));
    /// ```
    #[must_use]
    pub fn translated(&self) -> Option<String> {
        const BY_QUERY: &[&str] = &["_x_tr_hp=", "_x_tr_enc="];
        let written = self.host.strip_suffix(".translate.goog")?;
        let is_whole = !BY_QUERY.iter().any(|name| self.path.contains(name));
        let parts = written.split("--").map(|part| part.replace('-', "."));
        is_whole.then(|| parts.collect::<Vec<_>>().join("-"))
    }

    /// Whether the host is an IP address.
    #[must_use]
    pub fn is_ip(&self) -> bool {
        self.is_ip
    }

    /// Whether the host is an IP address of this device or of a network at home, which nobody reaches
    /// from elsewhere: RFC 1918, RFC 4193, loopback and link-local ones.
    #[must_use]
    pub fn is_in_local_network(&self) -> bool {
        let url = self
            .is_ip
            .then(|| parse_url(&format!("http://{}/", self.host)));
        match url.and_then(Result::ok).as_ref().and_then(Url::host) {
            Some(Host::Ipv4(ip)) => ip.is_private() || ip.is_loopback() || ip.is_link_local(),
            Some(Host::Ipv6(ip)) => {
                ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()
            }
            _ => false,
        }
    }

    /// Path as written, without query and fragment; empty for a bare host.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path.split(['?', '#']).next().unwrap_or_default()
    }

    /// Path with query and fragment as written; empty for a bare host.
    #[must_use]
    pub fn path_and_query(&self) -> &str {
        &self.path
    }

    /// Whether the connection is encrypted; a bare host counts as https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.https
    }

    /// What the data knows of the host.
    #[must_use]
    pub fn listed(&self) -> &HostEntries {
        &self.listed
    }

    /// Whose place it is, if known.
    #[must_use]
    pub fn owner<'r>(&self, registry: &'r Registry) -> Option<Owner<'r>> {
        let managed = registry.managed_owner(&self.host);
        let official = managed
            .map(|(brand, _)| brand)
            .or_else(|| self.listed.official.map(Brand::Listed));
        // Under a telephone company's domain anybody may have pages, and a bank's payment
        // page stands under its own with its customers' words.
        let is_senders = official.is_some_and(Brand::is_sender);
        let official = official.filter(|_| !is_senders || self.listed.hosting.is_none());
        let known = || self.listed.known.map(Owner::Known);
        let of_sender = is_senders.then(known).flatten();
        of_sender
            .or_else(|| official.map(Owner::Brand))
            .or_else(|| Some(Owner::Namesake(Brand::Listed(self.listed.namesake?))))
            .or_else(known)
    }

    /// Free hosting, site builder, tunnel, shortener …, if the host is one.
    #[must_use]
    pub fn hosting(&self) -> Option<HostingHost> {
        self.listed.hosting
    }

    /// Hosting kind for people and messages: `own`, `ip`, or the data's kind.
    #[must_use]
    pub fn hosting_kind(&self) -> &'static str {
        if self.is_ip {
            "ip"
        } else if let Some(host) = self.listed.hosting {
            host.kind.id()
        } else if self.private_suffix {
            "free_hosting"
        } else {
            "own"
        }
    }

    /// Whether anybody can have a name here without buying a domain.
    #[must_use]
    pub fn is_shared_hosting(&self) -> bool {
        self.private_suffix || self.listed.hosting.is_some()
    }

    fn registrable_label_range(&self) -> Range<usize> {
        match self.registrable_start {
            Some(start) if start < self.suffix_start => start..self.suffix_start - 1,
            _ => 0..0,
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.host.get(range).unwrap_or_default()
    }
}

/// A host that the URL standard leaves as it is, so that the full parser can be
/// spared: lower-case letters, digits and hyphens, a last label that begins
/// with a letter (no IPv4 address), no punycode (to be validated).
fn is_plain_host(input: &str) -> bool {
    let bytes = input.as_bytes();
    if bytes.is_empty() || bytes.len() > MAX_HOST {
        return false;
    }
    let mut label_start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => {}
            b'.' if at > label_start => label_start = at + 1,
            _ => return false,
        }
    }
    let last = bytes.get(label_start..).unwrap_or_default();
    label_start > 0 && last.first().is_some_and(u8::is_ascii_lowercase) && !input.contains("xn--")
}

/// Parses as a browser would; an input without a scheme is taken as http.
fn parse_url(input: &str) -> Result<Url, AddressError> {
    let has_scheme = input
        .find("://")
        .is_some_and(|at| input.bytes().take(at).all(|b| b.is_ascii_alphanumeric()));
    let opaque = ["mailto:", "tel:", "data:", "javascript:", "about:", "blob:"]
        .iter()
        .any(|scheme| {
            input
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
    if opaque {
        return Err(AddressError::NotWeb);
    }
    let parsed = if has_scheme {
        Url::parse(input)
    } else {
        Url::parse(&format!("http://{input}"))
    };
    parsed.map_err(|_| AddressError::Malformed)
}

/// Decodes punycode labels for reading; a label that holds no name stays.
fn decode(host: &str) -> String {
    host.split('.')
        .map(|label| match idna::domain_to_unicode(label) {
            (letters, Ok(())) => letters,
            // Broken on purpose, it may hold marks that turn a warning's words around.
            _ => label.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(input: &str) -> Site {
        Site::parse(input).unwrap_or_else(|error| panic!("{input}: {error}"))
    }

    #[test]
    fn takes_an_address_apart() {
        let table = [
            // input, host, registrable, label, subdomain
            (
                "https://www.chronopost.fr/x?y",
                "www.chronopost.fr",
                "chronopost.fr",
                "chronopost",
                "www",
            ),
            (
                "a.b.example.co.uk",
                "a.b.example.co.uk",
                "example.co.uk",
                "example",
                "a.b",
            ),
            (
                "HTTP://EXAMPLE.com.",
                "example.com",
                "example.com",
                "example",
                "",
            ),
            ("x.github.io", "x.github.io", "x.github.io", "x", ""),
            ("http://127.0.0.1:8080/", "127.0.0.1", "127.0.0.1", "", ""),
            (
                "https://user:pw@colissimo.example/",
                "colissimo.example",
                "colissimo.example",
                "colissimo",
                "",
            ),
        ];
        for (input, host, registrable, label, subdomain) in table {
            let site = site(input);
            assert_eq!(site.host(), host, "{input}");
            assert_eq!(site.registrable(), registrable, "{input}");
            assert_eq!(site.registrable_label(), label, "{input}");
            assert_eq!(site.subdomain(), subdomain, "{input}");
        }
    }

    #[test]
    fn refuses_what_is_no_web_address() {
        for input in [
            "",
            " ",
            "mailto:a@b.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org/",
            "http://",
            "http://exa mple.org/",
            "https://[::1",
            "laposte.fr..",
            "https://.laposte.fr/",
            "https://www..laposte.fr/",
        ] {
            assert!(Site::parse(input).is_err(), "{input}");
        }
        let long = format!("{}chronopost.example", "a.".repeat(120));
        assert!(Site::parse(&long).is_err());
        assert!(Site::parse(&format!("https://{long}/")).is_err());
    }

    #[test]
    fn broken_punycode_is_a_label_like_others() {
        for (input, host, path) in [
            ("https://xn--a.colis.example/", "xn--a.colis.example", "/"),
            (
                "http://u@xn--.xn--99999999.colis.example:81/xn--?q#f",
                "xn--.xn--99999999.colis.example",
                "/xn--?q#f",
            ),
            ("xn--chronopost.example", "xn--chronopost.example", "/"),
        ] {
            let site = site(input);
            assert_eq!(
                (site.host(), site.path_and_query()),
                (host, path),
                "{input}"
            );
            assert_eq!(site.unicode(), host, "{input}");
        }
        assert!(Site::parse("https://xn--a b.example/").is_err());
    }

    #[test]
    fn punycode_reads_as_letters() {
        // Cyrillic look-alike of a Latin word, and a German umlaut
        assert_eq!(
            site("https://xn--mnchen-3ya.example/").unicode(),
            "münchen.example"
        );
        assert!(site("http://dеutsche.example/").host().starts_with("xn--"));
        assert_eq!(
            site("http://dеutsche.example/").unicode(),
            "dеutsche.example"
        );
        assert_eq!(decode("xn--99999999.example"), "xn--99999999.example");
    }

    #[test]
    fn plain_host_path_and_url_parser_agree() {
        for input in [
            "www.laposte.fr",
            "a-b.c-d.example",
            "x_y.example.org",
            "1-2.3.example",
        ] {
            let fast = site(input);
            let full = site(&format!("http://{input}/"));
            assert_eq!(fast.host(), full.host());
            assert_eq!(fast.registrable(), full.registrable());
        }
        assert!(!is_plain_host("1.2.3.4"));
        assert!(!is_plain_host("localhost"));
    }
}
