//! One box for whatever somebody pastes: a link, a message, a parcel number, a
//! mail address, a telephone number. What it is is told from the text alone.

use std::ops::Range;

use serde::Serialize;

use crate::advice::{self, ContactRef};
use crate::confusables::skeleton;
use crate::engine::Engine;
use crate::generated::{KnownKind, PracticeTopic};
use crate::message::{self, MessageLink, MessageVerdict, PhoneNumber};
use crate::practice;
use crate::proof::DomainProof;
use crate::published::{self, PublishedRef};
use crate::registry;
use crate::tracking::{self, Proof, TrackingLink, TrackingMatch};
use crate::verdict::{BrandRef, Verdict};

/// A letter of a host that is not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ForeignLetter {
    /// The letter.
    pub letter: char,
    /// The plain letter that it looks like, if there is one.
    pub looks_like: Option<char>,
}

/// What was pasted, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Checked {
    /// Nothing that can be checked.
    Nothing,
    /// One link.
    Link {
        /// How it was written and where it leads.
        link: Box<MessageLink>,
        /// What the engine says of the address.
        verdict: Box<Verdict>,
        /// Letters of its host that are not what they look like, each once.
        foreign: Vec<ForeignLetter>,
    },
    /// The text of a message.
    Message {
        /// What is said of it.
        verdict: Box<MessageVerdict>,
        /// What to mark, as places in UTF-16, in order and apart from each other.
        marks: Vec<Range<usize>>,
    },
    /// A parcel number.
    Number {
        /// The number in plain capitals and digits.
        number: String,
        /// Whose it can be, the likeliest first.
        matches: Vec<NumberMatch>,
    },
    /// A mail address.
    Mail {
        /// The address.
        address: String,
        /// Its domain.
        domain: String,
        /// The carrier whose domain that is.
        brand: Option<BrandRef>,
        /// Why the domain is the carrier's.
        proof: Option<DomainProof>,
        /// The carriers that publish the address.
        published: Vec<PublishedRef>,
        /// Who takes reports there.
        contact: Option<ContactRef>,
        /// Whether anybody can have an address at the domain.
        webmail: bool,
        /// What the engine says of the domain as an address.
        verdict: Option<Box<Verdict>>,
    },
    /// A telephone number.
    Phone {
        /// The number and what is known of it.
        phone: PhoneNumber,
        /// The carriers that publish it.
        published: Vec<PublishedRef>,
        /// Whom it belongs to, if it is for help or reports.
        contact: Option<ContactRef>,
    },
}

/// A carrier that a parcel number can be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NumberMatch {
    /// What the number's format says.
    pub format: TrackingMatch,
    /// The carrier, if one gives such numbers.
    pub brand: Option<BrandRef>,
    /// Its own start page.
    pub official_url: Option<String>,
    /// Its own page about the number.
    pub tracking: Option<TrackingLink>,
}

/// Longest text that is taken for a single thing rather than a message, in bytes.
const MAX_SINGLE: usize = 4096;

/// Tells what a text is, and checks it.
///
/// ```
/// use vigicolis::intake::{Checked, check};
///
/// assert!(matches!(check("hxxps://chronopost-colis[.]example/x"), Checked::Link { .. }));
/// assert!(matches!(check("6A49373964014"), Checked::Number { .. }));
/// assert!(matches!(check("contact@chronopost.fr"), Checked::Mail { .. }));
/// assert!(matches!(check("Bonjour, votre colis est retenu."), Checked::Message { .. }));
/// assert_eq!(check("  "), Checked::Nothing);
/// ```
#[must_use]
pub fn check(text: &str) -> Checked {
    let text = text.trim();
    if text.is_empty() {
        return Checked::Nothing;
    }
    let single = text.len() <= MAX_SINGLE && !text.contains('\n');
    let found = if single { single_thing(text) } else { None };
    found.unwrap_or_else(|| check_message(text))
}

fn single_thing(text: &str) -> Option<Checked> {
    if text.split_whitespace().count() == 1 {
        if let Some(mail) = check_mail(text) {
            return Some(mail);
        }
        if let Some(link) = message::link_of(text) {
            return check_link(link);
        }
    }
    let matches = tracking::identify(text);
    let proved = matches.iter().any(|found| found.proof == Proof::CheckHolds);
    let phone = message::phone_of(text);
    // Ten digits may be both: the check digit decides.
    match phone {
        Some(phone) if !proved => Some(check_phone(phone)),
        _ if !matches.is_empty() => Some(check_number(text, matches)),
        _ => None,
    }
}

fn check_phone(phone: PhoneNumber) -> Checked {
    Checked::Phone {
        published: published::by_number(&phone.number),
        contact: advice::contact_with_number(&phone.number),
        phone,
    }
}

fn check_number(text: &str, matches: Vec<TrackingMatch>) -> Checked {
    let number = tracking::normalize(text);
    Checked::Number {
        matches: matches
            .into_iter()
            .map(|format| with_brand(format, &number))
            .collect(),
        number,
    }
}

fn with_brand(format: TrackingMatch, number: &str) -> NumberMatch {
    let brand = format.brand.and_then(registry::brand);
    // A number that is mistyped is better typed again.
    let number = if format.proof == Proof::CheckFails {
        ""
    } else {
        number
    };
    NumberMatch {
        tracking: brand.and_then(|brand| TrackingLink::of(brand.id, format.format, number)),
        brand: brand.map(BrandRef::of),
        official_url: brand.map(|brand| brand.home.to_owned()),
        format,
    }
}

fn check_link(link: MessageLink) -> Option<Checked> {
    let mut verdict = Engine::new().assess_url(&link.address).ok()?;
    // An address tells no story: all that the carrier says may be of use.
    if let Some(brand) = verdict.brand.as_ref().and_then(|b| registry::brand(&b.id)) {
        verdict.practices = practice::of(brand, PracticeTopic::ALL);
    }
    let foreign = foreign_letters(&verdict.site.unicode);
    Some(Checked::Link {
        link: Box::new(link),
        verdict: Box::new(verdict),
        foreign,
    })
}

/// The letters of a host that are not plain ASCII.
fn foreign_letters(host: &str) -> Vec<ForeignLetter> {
    let mut foreign: Vec<ForeignLetter> = Vec::new();
    for letter in host.chars().filter(|letter| !letter.is_ascii()) {
        if foreign.iter().any(|known| known.letter == letter) {
            continue;
        }
        let written = letter.to_string();
        let looks = skeleton(&written);
        foreign.push(ForeignLetter {
            letter,
            looks_like: looks.chars().next().filter(char::is_ascii_alphanumeric),
        });
    }
    foreign
}

fn check_mail(text: &str) -> Option<Checked> {
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    let address = address.trim_matches(['<', '>', '"', ',', ';', '.']);
    let (user, domain) = address.rsplit_once('@')?;
    let is_domain = domain.contains('.') && !domain.contains(['/', ':']);
    if user.is_empty() || user.contains(['/', ':', '@']) || !is_domain {
        return None;
    }
    let domain = domain.to_ascii_lowercase();
    let entries = registry::lookup(&domain);
    // Anybody can have an address at a mailbox that a carrier runs.
    let own_webmail = entries.official.is_some_and(|brand| {
        let mut domains = brand.domains.iter();
        domains.any(|known| known.webmail && entries.official_domain == Some(known.name))
    });
    let webmail = own_webmail
        || entries
            .known
            .is_some_and(|known| known.kind == KnownKind::Webmail);
    let brand = entries.official.filter(|_| !own_webmail);
    Some(Checked::Mail {
        address: address.to_owned(),
        proof: brand.and_then(|_| DomainProof::of(&domain)),
        brand: brand.map(BrandRef::of),
        published: published::by_mail(address),
        contact: advice::contact_with_mail(address),
        webmail,
        verdict: Engine::new().assess_url(&domain).ok().map(Box::new),
        domain,
    })
}

fn check_message(text: &str) -> Checked {
    let verdict = message::assess(text);
    let mut ranges: Vec<Range<usize>> = verdict
        .reasons
        .iter()
        .filter_map(|reason| reason.range.clone())
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    Checked::Message {
        marks: in_utf16(text, &ranges),
        verdict: Box::new(verdict),
    }
}

/// Byte ranges, in order, as places in UTF-16; those that overlap become one.
fn in_utf16(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let (mut byte, mut unit) = (0, 0);
    let mut last_end = 0;
    for range in ranges {
        let start = range.start.max(last_end);
        if start >= range.end {
            continue;
        }
        let mut place = |at: usize| {
            let between = text.get(byte..at).unwrap_or_default();
            unit += between.encode_utf16().count();
            byte = at;
            unit
        };
        let mark = place(start)..place(range.end);
        last_end = range.end;
        match marks.last_mut() {
            Some(before) if before.end == mark.start => before.end = mark.end,
            _ => marks.push(mark),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_was_pasted() {
        let table = [
            ("https://www.chronopost.fr/suivi", "link"),
            ("chronopost-colis.example", "link"),
            ("hxxp://dpd[.]colis-42[.]example", "link"),
            ("1Z 999 AA1 01 2345 6784", "number"),
            ("RB123456785GB", "number"),
            ("contact@laposte.fr", "mail"),
            ("<no-reply@dhl-colis.example>", "mail"),
            ("+33 6 12 34 56 78", "phone"),
            ("0899 12 34 56", "phone"),
            ("Votre colis est arrivé", "message"),
            ("Ligne une\nchronopost-colis.example", "message"),
            ("", "nothing"),
        ];
        for (text, kind) in table {
            let checked = check(text);
            let seen = match checked {
                Checked::Nothing => "nothing",
                Checked::Link { .. } => "link",
                Checked::Message { .. } => "message",
                Checked::Number { .. } => "number",
                Checked::Mail { .. } => "mail",
                Checked::Phone { .. } => "phone",
            };
            assert_eq!(seen, kind, "{text}");
        }
    }

    #[test]
    fn a_mail_address_is_the_carriers_by_its_domain() {
        let brand_of = |text: &str| match check(text) {
            Checked::Mail { brand, .. } => brand.map(|brand| brand.id),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            brand_of("info@chronopost.fr").as_deref(),
            Some("chronopost")
        );
        assert_eq!(brand_of("chronopost@colis-suivi.example"), None);
        // La Poste gives addresses to anybody.
        assert_eq!(brand_of("jean@laposte.net"), None);
    }

    #[test]
    fn letters_that_look_like_others_are_pointed_at() {
        let Checked::Link { foreign, .. } = check("https://chrоnopost.example/") else {
            panic!("no link");
        };
        let foreign: Vec<_> = foreign.iter().map(|f| (f.letter, f.looks_like)).collect();
        assert_eq!(foreign, [('о', Some('o'))]);
    }

    #[test]
    fn marks_count_as_javascript_does() {
        // The parcel is two UTF-16 units and four bytes.
        let text = "\u{1f4e6} Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x";
        let Checked::Message { marks, .. } = check(text) else {
            panic!("no message");
        };
        let units: Vec<u16> = text.encode_utf16().collect();
        let marked: Vec<String> = marks
            .iter()
            .filter_map(|mark| units.get(mark.clone()))
            .map(String::from_utf16_lossy)
            .collect();
        assert!(
            marked.iter().any(|part| part.contains("colis-fr.example")),
            "{marked:?}"
        );
        assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
    }
}
