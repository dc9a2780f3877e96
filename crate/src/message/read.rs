//! What a message says: who, where to, which story, what it asks for.

use std::ops::Range;

use super::headers::Head;
use super::links::{self, LinkKind, MessageLink};
use super::passages::Indexed;
use super::phones::{self, PhoneNumber};
use crate::claim::Claim;
use crate::generated::{AliasClass, Brand, Weight};
use crate::lure::Lure;
use crate::page::PageSnapshot;
use crate::phrases::{Phrase, cues, phrases};
use crate::site::Site;

/// Everything that is read from a message.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) head: Head,
    pub(super) links: Vec<MessageLink>,
    pub(super) phones: Vec<PhoneNumber>,
    /// The carrier it claims to come from, or speaks of.
    pub(super) brand: Option<&'static Brand>,
    /// Where the carrier is named.
    pub(super) named: Option<Range<usize>>,
    /// The carrier that the sender's shown name is.
    pub(super) sender_brand: Option<&'static Brand>,
    pub(super) lure: Lure,
    /// Phrases of the stories, with their bytes in the text.
    pub(super) told: Vec<(Phrase, Range<usize>)>,
    /// Cues, with their bytes in the text.
    pub(super) cues: Vec<(Phrase, Range<usize>)>,
    /// The passage that makes the reader hurry.
    pub(super) urgency: Option<Range<usize>>,
    /// Whether it speaks about the scam.
    pub(super) warns: bool,
    /// Whether the words lead up to a link that is not there.
    pub(super) missing_link: bool,
    /// How many words it has.
    pub(super) words: usize,
}

/// So many hosts are compared with the words of the message.
const MAX_OWN: usize = 8;

impl Message {
    pub(super) fn read(text: &str) -> Self {
        let head = Head::of(text);
        let body = blanked(text, head.ranges.iter().cloned());
        let mut links = links::links_in(&body);
        let prose = blanked(&body, links.iter().map(|link| link.range.clone()));
        let index = Indexed::of(&prose);
        let lure = Lure::read(&prose);
        let cues = index.find(cues());
        let told = index.find(phrases());

        let sender = head
            .sender
            .as_ref()
            .map_or("", |sender| sender.name.as_str());
        let mut page = PageSnapshot {
            text: undotted(&prose),
            title: sender.to_owned(),
            ..PageSnapshot::default()
        };
        page.clamp();
        find_own(&mut links, &page);
        let claim = Site::parse("message.invalid").map(|site| Claim::of(&page, &site));
        let brand = claim.ok().and_then(|claim| claimed(&claim, &lure));
        page.text.clear();
        let sender_brand = Site::parse("message.invalid")
            .ok()
            .filter(|_| !sender.is_empty())
            .and_then(|site| Some(Claim::of(&page, &site).brands.first()?.brand));
        let named = brand.and_then(|brand| {
            let mut names = brand.aliases.iter();
            names.find_map(|alias| {
                index
                    .position(alias.words)
                    .or_else(|| index.position(alias.glued))
            })
        });
        let urgency = told.iter().find(|(phrase, _)| phrase.story == "expiry");
        Self {
            urgency: urgency.map(|(_, range)| range.clone()),
            warns: warns(&cues),
            missing_link: links.is_empty() && leads_to_nothing(&body),
            words: index.len(),
            phones: phones::phones_in(&prose),
            head,
            links,
            brand,
            named,
            sender_brand,
            lure,
            told,
            cues,
        }
    }

    /// Id of the story that the message tells most clearly.
    pub(super) fn story(&self) -> Option<&'static str> {
        self.lure.strongest().map(|hit| hit.story)
    }

    /// A cue of a weight or more.
    pub(super) fn cue(&self, id: &str, weight: Weight) -> Option<&Range<usize>> {
        let mut cues = self.cues.iter();
        cues.find(|(cue, _)| cue.story == id && cue.weight >= weight)
            .map(|(_, range)| range)
    }
}

/// The text with spaces in some places, so that every byte stays where it was.
fn blanked(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = String::with_capacity(text.len());
    for range in ranges {
        out.push_str(text.get(out.len()..range.start).unwrap_or_default());
        while out.len() < range.end {
            out.push(' ');
        }
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    out
}

/// `U.S.P.S` as `USPS`, `Fed_EX` as `FedEX`: names are written so to pass filters.
fn undotted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Letters since the last character that is none.
    let mut run = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = match c {
            '_' => true,
            '.' => run == 1,
            _ => false,
        };
        if joins && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            run = 0;
            continue;
        }
        run = if c.is_alphabetic() { run + 1 } else { 0 };
        out.push(c);
    }
    out
}

/// The carrier that the message is about. A short or common name needs words of
/// parcels beside it: `ups` and `post` are words, too.
fn claimed(claim: &Claim, lure: &Lure) -> Option<&'static Brand> {
    let company = lure.parcel_words > 0 || lure.hits.iter().any(|hit| !hit.is_side());
    let named = claim.brands.iter().filter(|named| {
        named.class == AliasClass::Distinctive || company && named.class <= AliasClass::Common
    });
    named
        .min_by_key(|named| named.class)
        .map(|named| named.brand)
}

/// Marks the links whose domain the message names as its own: `Boutique Lilas`
/// and `boutique-lilas.example`.
fn find_own(links: &mut [MessageLink], page: &PageSnapshot) {
    let mut seen: Vec<(String, bool)> = Vec::new();
    for link in links
        .iter_mut()
        .filter(|link| link.kind == LinkKind::Foreign)
    {
        let known = seen.iter().find(|(host, _)| *host == link.host);
        let own = match known {
            Some(&(_, own)) => own,
            None if seen.len() < MAX_OWN => {
                let site = Site::parse(&link.address);
                let own = site.is_ok_and(|site| Claim::of(page, &site).own_name);
                seen.push((link.host.clone(), own));
                own
            }
            None => false,
        };
        if own {
            link.kind = LinkKind::Own;
        }
    }
}

/// Whether the message speaks about the scam: one clear word, or two others.
fn warns(cues: &[(Phrase, Range<usize>)]) -> bool {
    let of = |weight| {
        let found = cues
            .iter()
            .filter(|(cue, _)| cue.story == "warning" && cue.weight == weight);
        found.count()
    };
    of(Weight::Strong) > 0 || of(Weight::Medium) >= 2
}

/// Whether the words end where a link should follow, or hold a scheme without a host.
fn leads_to_nothing(body: &str) -> bool {
    body.trim_end().ends_with(':')
        || ["http://", "https://"].iter().any(|scheme| {
            body.split(scheme)
                .skip(1)
                .any(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_through_dots() {
        for (text, brand) in [
            ("U.S.P.S - the package has arrived", Some("usps")),
            ("Fed_EX: your parcel", Some("fedex")),
            ("[La Poste] votre colis", Some("laposte")),
            ("ups, j'ai oublié", None),
        ] {
            assert_eq!(
                Message::read(text).brand.map(|brand| brand.id),
                brand,
                "{text}"
            );
        }
    }

    #[test]
    fn a_domain_that_the_message_names_is_its_own() {
        let kinds = |text| Message::read(text).links[0].kind;
        assert_eq!(
            kinds("Boutique Lilas : suivi sur https://boutique-lilas.example/x"),
            LinkKind::Own
        );
        assert_eq!(
            kinds("Votre suivi sur https://boutique-lilas.example/x"),
            LinkKind::Foreign
        );
    }

    #[test]
    fn blanks_keep_every_byte_in_its_place() {
        let text = "é https://colis.example/é votre colis est retenu";
        let message = Message::read(text);
        let (_, range) = &message.told[0];
        assert_eq!(&text[range.clone()], "colis est retenu");
    }

    #[test]
    fn a_link_that_was_cut_off() {
        for (text, missing) in [
            ("programmez la livraison ici :", true),
            ("Confirm at https:// (copy it)", true),
            ("https://colis.example/", false),
            ("À bientôt.", false),
        ] {
            assert_eq!(Message::read(text).missing_link, missing, "{text}");
        }
    }
}
