//! What a message says: who, where to, which story, what it asks for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::headers::Head;
use super::links::{self, LinkKind, MessageLink};
use super::passages::Indexed;
use super::phones::{self, PhoneNumber};
use crate::address::Site;
use crate::brands::Brand;
use crate::data::{AliasClass, HostWordClass, Weight, host_words};
use crate::data_map::DataMap;
use crate::engine::Engine;
use crate::page;
use crate::page::claim::Claim;
use crate::page::lure::Lure;
use crate::page::own_name::names_itself;
use crate::page::words::PageWords;
use crate::text::fold;
use crate::text::phrases::{Phrase, cues, phrases};

/// Everything that is read from a message.
#[derive(Debug)]
pub(super) struct Message<'r> {
    pub(super) head: Head,
    pub(super) links: Vec<MessageLink>,
    pub(super) phones: Vec<PhoneNumber>,
    /// The carrier it claims to come from, or speaks of.
    pub(super) brand: Option<Brand<'r>>,
    /// Where the carrier is named.
    pub(super) named: Option<Range<usize>>,
    /// The carrier that the sender's shown name is.
    pub(super) sender_brand: Option<Brand<'r>>,
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
    /// Whether it speaks of parcels or their delivery.
    pub(super) parcel: bool,
    /// Whether somebody seems to sign it, by whatever name.
    pub(super) signed: bool,
    /// How many words it has.
    pub(super) words: usize,
}

/// So many words are searched for names: who signs does so early.
const MAX_NAMED: usize = 400;
/// So many bytes of a sender are read.
const MAX_SENDER: usize = 1_000;
/// So many hosts are compared with the words of the message.
const MAX_OWN: usize = 8;

impl<'r> Message<'r> {
    pub(super) fn read(text: &str, engine: &'r Engine) -> Self {
        let registry = engine.registry();
        let text = &repaired(text);
        let head = Head::of(text);
        let body = blanked(text, head.ranges.iter().cloned());
        let found = links::links_in(&body, engine).into_iter();
        let mut links: Vec<MessageLink> = found.map(|(link, _)| link).collect();
        if links.is_empty() {
            links.extend(links::spelled_out(&body, engine));
        }
        let prose = blanked(&body, links.iter().map(|link| link.range.clone()));
        let index = Indexed::of(&prose);
        let lure = Lure::of_words(
            std::iter::once(prose.as_str()),
            &index.folded,
            index.folded.len(),
        );
        let cues = index.find(cues());
        let mut told = index.find(phrases());
        told.retain(|(phrase, _)| !phrase.takes);

        let sender = head
            .sender
            .as_ref()
            .map_or("", |sender| sender.name.as_str());
        let spoken = undotted(&prose);
        let words = PageWords::of_text(cut(sender, MAX_SENDER), cut(&spoken, page::MAX_TEXT));
        let mut names = names_in(&prose);
        names.extend(sender.split_whitespace().map(fold));
        find_own(&mut links, &words, &names);
        let brand = claimed(&Claim::of_text(&words, registry), &lure);
        let signer = PageWords::of_text(cut(sender, MAX_SENDER), "");
        let sender_brand = Claim::of_text(&signer, registry)
            .brands
            .first()
            .map(|claim| claim.brand);
        let named = brand.and_then(|brand| {
            let mut names = brand.aliases();
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
            parcel: brand.is_some() || lure.parcel_words > 0 || speaks_of_delivery(&index.folded),
            signed: !names.is_empty() || brand.is_some() || sender_brand.is_some(),
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

/// The text with an accented letter wherever a wrong encoding left a replacement
/// character: most of what is lost so is an `é`. As long in bytes as before.
fn repaired(text: &str) -> Cow<'_, str> {
    if text.contains('\u{fffd}') {
        Cow::Owned(text.replace('\u{fffd}', "\u{1ebd}"))
    } else {
        Cow::Borrowed(text)
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

/// The start of a text, up to so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end = text.floor_char_boundary(most);
    text.get(..end).unwrap_or(text)
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
fn claimed<'r>(claim: &Claim<'r>, lure: &Lure) -> Option<Brand<'r>> {
    let company = lure.parcel_words > 0 || lure.hits.iter().any(|hit| !hit.is_side());
    let named = claim.brands.iter().filter(|named| {
        named.class == AliasClass::Distinctive || company && named.class <= AliasClass::Common
    });
    named
        .min_by_key(|named| named.class)
        .map(|named| named.brand)
}

/// Marks the links whose domain the message names as its own: `Boutique Lilas`
/// and `boutique-lilas.example`. A word in small letters that is the domain, too
/// (`to release it: release.example`), is no name.
fn find_own(links: &mut [MessageLink], words: &PageWords, names: &[String]) {
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
                let own = site.is_ok_and(|site| {
                    let label = site.registrable_label().replace('-', "");
                    let named = |name: &String| name.len() >= 4 && label.contains(name.as_str());
                    names.iter().any(named) && names_itself(words, &words.text, &site)
                });
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

/// Whether a word is one that host names of the trade have, too.
fn speaks_of_delivery(folded: &str) -> bool {
    folded
        .split(' ')
        .any(|word| trade_words().get(word) == Some(&HostWordClass::Delivery))
}

/// The words of host names by what they tell.
fn trade_words() -> &'static DataMap<&'static str, HostWordClass> {
    static WORDS: OnceLock<DataMap<&'static str, HostWordClass>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let words = host_words().iter();
        words.map(|word| (word.text, word.class)).collect()
    })
}

/// Names that the words hold, folded: `Lilas : …`, `[Lilas] …`, or a capital in
/// mid-sentence that is no word of the trade.
fn names_in(prose: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut starts = true;
    // Where every word has a capital, none of them says anything.
    let words = || prose.split_whitespace().take(MAX_NAMED);
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase));
    let titled = capitals.count() * 2 > words().count();
    let mut tokens = words().peekable();
    while let Some(token) = tokens.next() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let shouted = !word.chars().any(char::is_lowercase);
        let next = tokens.peek().copied().unwrap_or_default();
        // `Lilas :`, and the first word of `Boutique Lilas :`.
        let leads = starts
            && (token.starts_with('[')
                || token.ends_with(':')
                || next == ":"
                || next.starts_with(char::is_uppercase) && !shouted);
        if word.chars().count() >= 3 && capital && (leads || !starts && !shouted && !titled) {
            let name = fold(word);
            if !trade_words().contains_key(name.as_str()) {
                names.push(name);
            }
        }
        starts = token.ends_with(['.', '!', '?', ':', ';']) || word.is_empty() && starts;
    }
    names
}

/// Whether the words end where a link should follow, or hold a scheme without a host.
fn leads_to_nothing(body: &str) -> bool {
    // As people write it who pass a message on without its link.
    const LEFT_OUT: [&str; 3] = ["[link]", "[lien]", "[url]"];
    let lower = body.to_lowercase();
    body.trim_end().ends_with(':')
        || LEFT_OUT.iter().any(|word| lower.contains(word))
        || ["http://", "https://"].iter().any(|scheme| {
            body.split(scheme)
                .skip(1)
                .any(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;

    fn read(text: &str) -> Message<'static> {
        Message::read(text, engine())
    }

    #[test]
    fn names_are_read_through_dots() {
        for (text, brand) in [
            ("U.S.P.S - the package has arrived", Some("usps")),
            ("Fed_EX: your parcel", Some("fedex")),
            ("[La Poste] votre colis", Some("laposte")),
            ("ups, j'ai oublié", None),
        ] {
            assert_eq!(read(text).brand.map(|brand| brand.id()), brand, "{text}");
        }
    }

    #[test]
    fn a_domain_that_the_message_names_is_its_own() {
        let kinds = |text| read(text).links[0].kind;
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
    fn who_signs() {
        assert_eq!(names_in("Boutique Lilas : merci"), ["lilas"]);
        for (text, signed) in [
            ("Lilas : votre commande part demain", true),
            ("[Lilas] votre commande", true),
            ("Votre commande chez Lilas part demain", true),
            ("Votre colis part demain. Suivez-le ici", false),
            ("YOUR PARCEL IS OUT FOR DELIVERY", false),
        ] {
            assert_eq!(read(text).signed, signed, "{text}");
        }
    }

    #[test]
    fn a_wrong_encoding_is_read_through() {
        let message = read("Veuillez le v\u{fffd}rifier et le recevoir");
        assert_eq!(message.story(), Some("tracking"));
    }

    #[test]
    fn blanks_keep_every_byte_in_its_place() {
        let text = "é https://colis.example/é votre colis est retenu";
        let message = read(text);
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
            assert_eq!(read(text).missing_link, missing, "{text}");
        }
    }
}
