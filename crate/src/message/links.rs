//! Links of a message: found with or without a scheme, also where dots are
//! written `[.]`, taken out of the wrappers of mail filters, and judged.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind as Found};
use serde::Serialize;
use url::Url;

use crate::address::matches::Place;
use crate::address::suffix;
use crate::address::{Owner, Site};
use crate::brands::BrandView;
use crate::brands::domain_provenance::DomainProvenance;
use crate::data::{HostWordClass, HostingKind, host_words};
use crate::engine::Engine;
use crate::level::Level;

use crate::verdict::Verdict;

use super::wrappers;

/// What a link's address is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A carrier's own domain.
    Official,
    /// A payment provider, a bank, a mailbox, an honest namesake of a carrier.
    Known,
    /// A shortener: nobody sees where it leads.
    Shortened,
    /// A counter of clicks or a filter that keeps the destination to itself.
    Tracked,
    /// Anybody can have an address there without buying a domain.
    Shared,
    /// The address imitates a carrier, or hides its host behind another name.
    Imitation,
    /// A domain that nobody of the data owns, but the message names it as its sender.
    Own,
    /// A domain that nobody of the data owns.
    Foreign,
}

/// A link of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MessageLink {
    /// Bytes of the text where it stands.
    #[serde(skip)]
    pub range: Range<usize>,
    /// Where it leads, out of wrappers, with a scheme.
    pub address: String,
    /// Host in ASCII form: letters of another alphabet can't pass for ours.
    pub host: String,
    /// The part of it that somebody registered.
    pub registrable: String,
    /// What the address is.
    pub kind: LinkKind,
    /// What the engine says of the address alone.
    pub level: Level,
    /// Whose it is, or whom it imitates.
    pub brand: Option<BrandView>,
    /// Why it is the carrier's own, where it is.
    pub proof: Option<DomainProvenance>,
    /// Written so that it can't be clicked: `hxxp`, `[.]`.
    pub defanged: bool,
    /// The wrapper of a mail filter stood around it.
    pub wrapped: bool,
    /// Written with `http://` or `https://`.
    pub scheme: bool,
    /// Under a top-level domain that phishing favours.
    pub abused_top_level: bool,
    /// The host speaks of parcels and their delivery, or bears a carrier's word (`post`).
    pub delivery_words: bool,
}

/// So many links are judged; the rest of the message is read without them.
const MAX_LINKS: usize = 64;

/// Finds and judges the links of a text, each with what the engine says of it.
pub(super) fn links_in(text: &str, engine: &Engine) -> Vec<(MessageLink, Verdict)> {
    let plain = Refanged::of(text);
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[Found::Url]);
    let links = finder.links(&plain.text).filter_map(|found| {
        let range = plain.raw(found.start()..found.end());
        let defanged = text.get(range.clone()) != Some(found.as_str());
        assess_link(found.as_str(), range, defanged, engine)
    });
    links.take(MAX_LINKS).collect()
}

/// An imitated address whose dots became spaces on the way past a filter:
/// `chronopost-colis example`. Only imitations count, since `com` is a word, too.
pub(super) fn spelled_out(text: &str, engine: &Engine) -> Option<MessageLink> {
    let mut before: Option<(usize, &str)> = None;
    let mut tried = 0;
    for token in text.split_whitespace() {
        let start = token.as_ptr().addr() - text.as_ptr().addr();
        let top = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some((from, name)) = before
            && SPELLED_OUT.contains(&top)
            && tried < MAX_LINKS
        {
            tried += 1;
            let link = assess_link(
                &format!("http://{name}.{top}"),
                from..start + top.len(),
                true,
                engine,
            );
            let imitates = |link: &MessageLink| link.kind == LinkKind::Imitation;
            if let Some(link) = link.map(|(link, _)| link).filter(imitates) {
                return Some(link);
            }
        }
        before = token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            .then_some((start, token));
    }
    None
}

/// Top-level domains that are looked for as words.
const SPELLED_OUT: &[&str] = &["com", "net", "info", "org", "top", "help", "example"];

/// A link, if the words are one and lead to the web.
fn assess_link(
    written: &str,
    range: Range<usize>,
    defanged: bool,
    engine: &Engine,
) -> Option<(MessageLink, Verdict)> {
    let registry = engine.registry();
    let scheme = written.contains("://");
    if !scheme && !is_bare_address(written) {
        return None;
    }
    let (address, wrapped) = wrappers::unwrap_fully(if scheme {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(format!("http://{written}"))
    });
    let site = Site::parse(&address).ok()?;
    let (verdict, matches) = engine.assess_site(&site);
    let kind = if verdict.level == Level::Official {
        LinkKind::Official
    } else if verdict.level >= Level::Caution || hides_host(&address) {
        LinkKind::Imitation
    } else if wrappers::keeps_destination(&address) {
        LinkKind::Tracked
    } else if is_shortener(&site) {
        LinkKind::Shortened
    } else if matches!(
        site.owner(registry),
        Some(Owner::Known(_) | Owner::Namesake(_))
    ) {
        LinkKind::Known
    } else if site.is_shared_hosting() || site.is_ip() {
        LinkKind::Shared
    } else {
        LinkKind::Foreign
    };
    let link = MessageLink {
        abused_top_level: matches.abused_top_level,
        delivery_words: matches.host.delivery
            || matches.found.iter().any(|word| word.place != Place::Path)
            || is_named_for_delivery(&site),
        range,
        proof: DomainProvenance::of(site.host(), registry).filter(|_| kind == LinkKind::Official),
        host: site.host().to_owned(),
        registrable: site.registrable().to_owned(),
        address,
        kind,
        level: verdict.level,
        brand: verdict.brand.clone(),
        defanged,
        wrapped,
        scheme,
    };
    Some((link, verdict))
}

/// A shortener, or a page of links: what stands behind it changes at will.
fn is_shortener(site: &Site) -> bool {
    site.hosting().is_some_and(|host| {
        matches!(
            host.kind,
            HostingKind::UrlShortener | HostingKind::UrlShortenerBrand | HostingKind::LinkInBio
        )
    })
}

/// Whether a label below the domain is a post (`post.colors.example`), or the
/// domain's own name begins or ends with a word of delivery. Honest names do so,
/// too: it counts only for messages that nobody signs.
fn is_named_for_delivery(site: &Site) -> bool {
    let is_post = |label: &str| matches!(label, "post" | "poste" | "posta" | "correos" | "poczta");
    let own = site.registrable_label();
    let mut words = host_words()
        .iter()
        .filter(|word| word.class == HostWordClass::Delivery && word.text.len() >= 5);
    site.subdomain().split('.').any(is_post)
        || words.any(|word| own.starts_with(word.text) || own.ends_with(word.text))
}

/// Whether words without a scheme are an address, and not two sentences without
/// a space between them.
fn is_bare_address(written: &str) -> bool {
    let end = written.find(['/', '?', '#', ':']).unwrap_or(written.len());
    let (host, rest) = written.split_at_checked(end).unwrap_or((written, ""));
    let Some((before, top)) = host.rsplit_once('.') else {
        return false;
    };
    // A sentence starts with a capital; a host is written in one way.
    let mut letters = top.chars();
    let sentence = letters.next().is_some_and(char::is_uppercase)
        && letters.any(char::is_lowercase)
        && before.chars().any(char::is_lowercase);
    let top = top.to_ascii_lowercase();
    // Names that are reserved for examples, RFC 2606 and RFC 6761.
    let known = suffix::is_listed_top_level(&top)
        || top.starts_with("xn--")
        || matches!(top.as_str(), "example" | "test" | "invalid");
    let label = before.rsplit('.').next().unwrap_or_default();
    known && !sentence && !host.contains('@') && (label.len() > 1 || rest.len() > 1)
}

/// Whether the part before `@` is there to be taken for the host:
/// `https://usps.com@short.example/`.
fn hides_host(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.username().contains('.'))
}

/// A text whose addresses are whole again, and where each byte of it stood.
struct Refanged<'a> {
    text: Cow<'a, str>,
    /// Empty where nothing was changed.
    places: Vec<usize>,
}

/// How people write addresses that must not be clicked.
const DEFANGED: &[(&str, &str)] = &[
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[point]", "."),
    ("[://]", "://"),
    ("[:]", ":"),
    ("[/]", "/"),
    ("hxxp", "http"),
    ("h**p", "http"),
    ("meow://", "http://"),
];

impl<'a> Refanged<'a> {
    fn of(text: &'a str) -> Self {
        let mut out = String::new();
        let mut places = Vec::new();
        let mut copied = 0;
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            let starts = matches!(byte | 32, b'h' | b'm') || matches!(byte, b'[' | b'(' | b'{');
            let found = starts
                .then(|| {
                    DEFANGED
                        .iter()
                        .find(|(from, _)| starts_with(text, at, from))
                })
                .flatten();
            let Some((from, to)) = found else {
                at += 1;
                continue;
            };
            out.push_str(text.get(copied..at).unwrap_or_default());
            places.extend(copied..at);
            out.push_str(to);
            // The last byte of what is written differently keeps the end of the link right.
            places.extend((0..to.len()).map(|step| at + step.min(from.len() - 1)));
            at += from.len();
            copied = at;
        }
        if copied == 0 {
            return Self {
                text: Cow::Borrowed(text),
                places,
            };
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        places.extend(copied..text.len());
        places.push(text.len());
        Self {
            text: Cow::Owned(out),
            places,
        }
    }

    /// The bytes of the text as it was written.
    fn raw(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(at);
        place(range.start)..place(range.end)
    }
}

fn starts_with(text: &str, at: usize, start: &str) -> bool {
    text.as_bytes()
        .get(at..at + start.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;

    fn links_in(text: &str) -> Vec<MessageLink> {
        let found = super::links_in(text, engine()).into_iter();
        found.map(|(link, _)| link).collect()
    }

    fn addresses(text: &str) -> Vec<String> {
        links_in(text)
            .into_iter()
            .map(|link| link.address)
            .collect()
    }

    #[test]
    fn a_host_is_told_as_no_other_can_be_read() {
        let links = links_in("Voir https://www.аррӏе.com/ et https://suivi.colis.example/1");
        let told: Vec<_> = links
            .iter()
            .map(|link| (link.host.as_str(), link.registrable.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("www.xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
                ("suivi.colis.example", "colis.example"),
            ]
        );
    }

    #[test]
    fn links_are_found_however_they_are_written() {
        let table = [
            // with a scheme, at the end of a sentence, glued to a word
            (
                "Voir https://colis.example/a?b=1.",
                "https://colis.example/a?b=1",
            ),
            ("update:http://colis.example/x", "http://colis.example/x"),
            ("(https://colis.example)", "https://colis.example"),
            // without one
            (
                "Détails : colis-info.example/42 merci",
                "http://colis-info.example/42",
            ),
            ("here:post.colis.example", "http://post.colis.example"),
            ("WWW.COLIS.EXAMPLE", "http://WWW.COLIS.EXAMPLE"),
            // not to be clicked
            ("hxxps://colis[.]example/x", "https://colis.example/x"),
            ("colis(.)example", "http://colis.example"),
            ("hxxp[:]//colis[dot]example", "http://colis.example"),
        ];
        for (text, address) in table {
            assert_eq!(addresses(text), [address], "{text}");
        }
    }

    #[test]
    fn sentences_and_numbers_are_no_links() {
        for text in [
            "Adresse incomplète.Confirmez votre adresse.",
            "information.Click the button",
            "U.S.P.S and D.post and p.ex. and 12.30 and v2.0",
            "Montant 1.99",
            "info@colis.example",
            "fin de phrase.suite de phrase",
        ] {
            assert_eq!(addresses(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn ranges_are_those_of_the_text_as_written() {
        for text in [
            "é hxxps://colis[.]example/x é",
            "é https://colis.example/x é",
        ] {
            let link = &links_in(text)[0];
            let written = text.split(' ').nth(1).unwrap();
            assert_eq!(&text[link.range.clone()], written);
            assert_eq!(link.defanged, written.starts_with("hxxp"));
        }
        let text = "colis[.]example";
        assert_eq!(links_in(text)[0].range, 0..text.len());
    }

    #[test]
    fn kinds_of_addresses() {
        let table = [
            ("https://www.chronopost.fr/x", LinkKind::Official),
            ("https://bit.ly/3x", LinkKind::Shortened),
            (
                "https://u1.ct.sendgrid.net/ls/click?upn=x",
                LinkKind::Tracked,
            ),
            ("https://chronopost-livraison.example/", LinkKind::Imitation),
            ("https://usps.com@bit.ly/3x", LinkKind::Imitation),
            ("https://boutique-lilas.example/", LinkKind::Foreign),
            ("https://lilas.github.io/", LinkKind::Shared),
            ("https://checkout.stripe.com/x", LinkKind::Known),
        ];
        for (text, kind) in table {
            assert_eq!(links_in(text)[0].kind, kind, "{text}");
        }
    }

    #[test]
    fn dots_that_became_spaces() {
        let address = |text| spelled_out(text, engine()).map(|link| link.address);
        assert_eq!(
            address("Payez sur chronopost-colis example.").as_deref(),
            Some("http://chronopost-colis.example")
        );
        // Portuguese for `with`; a carrier's own name.
        assert_eq!(address("Encomenda CTT com entrega hoje"), None);
        assert_eq!(address("Suivez-nous sur chronopost fr"), None);
    }

    #[test]
    fn thousands_of_links_cost_no_more_than_some() {
        let text = "https://colis.example/ ".repeat(4_000);
        assert_eq!(links_in(&text).len(), MAX_LINKS);
    }
}
