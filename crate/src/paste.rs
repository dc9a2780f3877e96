//! One box for whatever somebody pastes: a link, a message, a mail's source, a parcel
//! number, a mail address, a telephone number. What it is is told from the text alone.

use std::ops::Range;

use serde::Serialize;

use crate::brands;
use crate::brands::advice::{self, ContactView};
use crate::brands::breach::{self, BreachView};
use crate::brands::carrier_policy::{self, PracticeView};
use crate::brands::domain_provenance::DomainProvenance;
use crate::brands::official_contacts::{self, OfficialContactView};
use crate::brands::{Brand, BrandView};
use crate::data::PracticeTopic;
use crate::data::hosts;
use crate::engine::Engine;
use crate::mail::{self, Mail};
use crate::message::{self, MessageLink, MessageVerdict, PhoneNumber};
use crate::text::confusables::skeleton;
use crate::text::fold;
use crate::tracking::{self, Proof, TrackingLink, TrackingMatch};
use crate::verdict::Verdict;

/// A letter of a host that is not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ForeignLetter {
    /// The letter.
    pub letter: char,
    /// The plain letter that it looks like, if there is one.
    pub looks_like: Option<char>,
}

/// What was pasted, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[non_exhaustive]
pub enum PasteResult {
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
        /// What to mark, as places in UTF-16, in order and apart from each other: places of
        /// the text that was pasted, or of the one that was read from a mail's source.
        marks: Vec<Range<usize>>,
        /// What was read from a mail's source, if that was pasted.
        source: Option<Box<ReadSource>>,
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
        brand: Option<BrandView>,
        /// Why the domain is the carrier's.
        proof: Option<DomainProvenance>,
        /// The carriers that publish the address.
        published: Vec<OfficialContactView>,
        /// Who takes reports there.
        contact: Option<ContactView>,
        /// Whether anybody can have an address at the domain.
        webmail: bool,
        /// What the engine says of the domain as an address.
        verdict: Option<Box<Verdict>>,
    },
    /// The name of a carrier or of another sender, and nothing else.
    Brand {
        /// Whose name it is.
        brand: BrandView,
        /// Its own start page.
        official_url: String,
        /// Its own page for parcels, where numbers are typed.
        tracking: Option<TrackingLink>,
        /// From where a scammer may know its customers.
        breach: Option<BreachView>,
        /// What it never does.
        practices: Vec<PracticeView>,
    },
    /// A telephone number.
    Phone {
        /// The number and what is known of it.
        phone: PhoneNumber,
        /// The carriers that publish it.
        published: Vec<OfficialContactView>,
        /// Whom it belongs to, if it is for help or reports.
        contact: Option<ContactView>,
    },
}

/// A mail as its reader sees it, read from its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReadSource {
    /// Sender, subject and words, each link's address beside its words.
    pub text: String,
    /// What is attached to it, unread.
    pub attachments: Vec<AttachedFile>,
    /// When it was sent, as the source says it.
    pub date: Option<String>,
    /// Where one unsubscribes, as the source says it.
    pub unsubscribe: Option<String>,
}

/// Something attached to a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttachedFile {
    /// The file's name; empty where it has none.
    pub name: String,
    /// The media type, `application/pdf`.
    pub media_type: String,
}

/// A carrier that a parcel number can be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NumberMatch {
    /// What the number's format says.
    pub format: TrackingMatch,
    /// The carrier, if one gives such numbers.
    pub brand: Option<BrandView>,
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
/// use vigicolis::Engine;
/// use vigicolis::paste::{PasteResult, assess};
///
/// let engine = Engine::default();
/// assert!(matches!(assess("hxxps://chronopost-colis[.]example/x", &engine), PasteResult::Link { .. }));
/// assert!(matches!(assess("6A49373964014", &engine), PasteResult::Number { .. }));
/// assert!(matches!(assess("contact@chronopost.fr", &engine), PasteResult::Mail { .. }));
/// assert!(matches!(assess("Bonjour, votre colis est retenu.", &engine), PasteResult::Message { .. }));
/// assert_eq!(assess("  ", &engine), PasteResult::Nothing);
/// ```
#[must_use]
pub fn assess(text: &str, engine: &Engine) -> PasteResult {
    let pasted = text;
    let text = text.trim();
    if text.is_empty() {
        return PasteResult::Nothing;
    }
    if let Some(mail) = mail_in(text) {
        let read = assess_source(&mail, engine);
        let above = String::from_utf8_lossy(mail::words_above(text.as_bytes()));
        if above.trim().is_empty() {
            return read;
        }
        // What stands above may be the message, and the source a blind.
        return worse(read, assess_message(&above, engine));
    }
    let single = text.len() <= MAX_SINGLE && !text.contains('\n');
    let found = if single {
        single_thing(text, engine)
    } else {
        None
    };
    found.unwrap_or_else(|| assess_message(pasted, engine))
}

/// Judges a message as it is displayed, and never as a source: whatever its words look like.
#[must_use]
pub fn assess_displayed(text: &str, engine: &Engine) -> PasteResult {
    assess_message(text, engine)
}

/// The answer of the higher level; the first where they are alike.
fn worse(one: PasteResult, other: PasteResult) -> PasteResult {
    let level = |result: &PasteResult| match result {
        PasteResult::Message { verdict, .. } => Some(verdict.level),
        _ => None,
    };
    if level(&other) > level(&one) {
        other
    } else {
        one
    }
}

/// The mail whose source a text is: its characters, or its bytes as characters.
#[must_use]
pub fn mail_in(text: &str) -> Option<Mail> {
    mail::read(&mail::bytes_of(text))
}

fn single_thing(text: &str, engine: &Engine) -> Option<PasteResult> {
    if text.split_whitespace().count() == 1 {
        if let Some(mail) = assess_mail(text, engine) {
            return Some(mail);
        }
        if let Some((link, verdict)) = message::link_of(text, engine) {
            return Some(assess_link(link, verdict, engine));
        }
    }
    if let Some(brand) = brand_named(text, engine) {
        return Some(assess_brand(brand));
    }
    let matches = tracking::identify(text);
    let proved = matches.iter().any(|found| found.proof == Proof::CheckHolds);
    let phone = message::phone_of(text);
    // Ten digits may be both: the check digit decides.
    match phone {
        Some(phone) if !proved => Some(assess_phone(phone)),
        _ if !matches.is_empty() => {
            let (number, matches) = number_of(text);
            Some(PasteResult::Number { number, matches })
        }
        _ => None,
    }
}

/// The brand whose name a text is.
fn brand_named<'r>(text: &str, engine: &'r Engine) -> Option<Brand<'r>> {
    let folded = fold(text);
    let registry = engine.registry();
    let names = registry.names_in(&folded).into_iter();
    let mut names = names.chain(registry.senders_in(&folded));
    let whole = names.find(|name| name.start == 0 && name.end == folded.len());
    whole.map(|name| name.brand)
}

fn assess_brand(brand: Brand<'_>) -> PasteResult {
    PasteResult::Brand {
        brand: BrandView::of(brand),
        official_url: brand.home().into(),
        tracking: TrackingLink::of(brand.id(), "", ""),
        breach: breach::view_of(brand.id()),
        practices: carrier_policy::of(brand, PracticeTopic::ALL),
    }
}

fn assess_phone(phone: PhoneNumber) -> PasteResult {
    PasteResult::Phone {
        published: official_contacts::by_number(&phone.number),
        contact: advice::contact_with_number(&phone.number),
        phone,
    }
}

/// A parcel number in plain capitals and digits, and the carriers that it can be
/// of, the likeliest first; none for what no carrier gives to parcels.
#[must_use]
pub fn number_of(text: &str) -> (String, Vec<NumberMatch>) {
    let number = tracking::normalize(text);
    let matches = tracking::identify(text).into_iter();
    let matches = matches.map(|format| with_brand(format, &number)).collect();
    (number, matches)
}

fn with_brand(format: TrackingMatch, number: &str) -> NumberMatch {
    let brand = format.brand.and_then(brands::listed);
    // A number that is mistyped is better typed again.
    let number = if format.proof == Proof::CheckFails {
        ""
    } else {
        number
    };
    NumberMatch {
        tracking: brand.and_then(|brand| TrackingLink::of(brand.id(), format.format, number)),
        brand: brand.map(BrandView::of),
        official_url: brand.map(|brand| brand.home().to_owned()),
        format,
    }
}

fn assess_link(link: MessageLink, mut verdict: Verdict, engine: &Engine) -> PasteResult {
    // An address tells no story: all that the carrier says may be of use.
    let brand = verdict.brand.as_ref();
    if let Some(brand) = brand.and_then(|brand| engine.registry().brand(&brand.id)) {
        verdict.practices = carrier_policy::of(brand, PracticeTopic::ALL);
    }
    let foreign = foreign_letters(&verdict.site.unicode);
    PasteResult::Link {
        link: Box::new(link),
        verdict: Box::new(verdict),
        foreign,
    }
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

fn assess_mail(text: &str, engine: &Engine) -> Option<PasteResult> {
    let registry = engine.registry();
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    let address = address.trim_matches(['<', '>', '"', ',', ';', '.']);
    let (user, domain) = address.rsplit_once('@')?;
    let is_domain = domain.contains('.') && !domain.contains(['/', ':']);
    if user.is_empty() || user.contains(['/', ':', '@']) || !is_domain {
        return None;
    }
    let domain = domain.to_ascii_lowercase();
    let entries = registry.lookup(&domain);
    // Anybody can have an address at a mailbox that a carrier runs.
    let own_webmail = entries.official().is_some_and(|brand| {
        let mut domains = brand.domains();
        domains.any(|known| known.webmail && entries.official_domain() == Some(known.name))
    });
    let webmail = own_webmail || is_mailbox(&domain);
    let brand = entries.official().filter(|_| !webmail);
    Some(PasteResult::Mail {
        address: address.to_owned(),
        proof: brand.and_then(|_| DomainProvenance::of(&domain, registry)),
        brand: brand.map(BrandView::of),
        published: official_contacts::by_mail(address),
        contact: advice::contact_with_mail(address),
        webmail,
        verdict: engine.assess_url(&domain).ok().map(Box::new),
        domain,
    })
}

/// Whether anybody can have an address at a domain: a mailbox's own, or one
/// whose mailbox is under it (`webmail.orange.fr` of `orange.fr`).
fn is_mailbox(domain: &str) -> bool {
    const UNDER: &[&str] = &["", "mail.", "webmail.", "messagerie.", "email.", "poczta."];
    UNDER
        .iter()
        .any(|name| hosts::is_mailbox(&format!("{name}{domain}")))
}

fn assess_message(text: &str, engine: &Engine) -> PasteResult {
    let before = text.len() - text.trim_start().len();
    let verdict = message::assess(text.trim(), engine);
    PasteResult::Message {
        marks: marks_of(&verdict, text, before),
        verdict: Box::new(verdict),
        source: None,
    }
}

fn assess_source(mail: &Mail, engine: &Engine) -> PasteResult {
    let verdict = message::assess_mail(mail, engine);
    let mut text = mail.as_displayed();
    if let Some((end, _)) = text.char_indices().nth(message::MAX_TEXT) {
        text.truncate(end);
    }
    let attachments = mail.attachments.iter().map(|attachment| AttachedFile {
        name: attachment.name.clone(),
        media_type: attachment.media_type.clone(),
    });
    PasteResult::Message {
        marks: marks_of(&verdict, &text, 0),
        verdict: Box::new(verdict),
        source: Some(Box::new(ReadSource {
            attachments: attachments.collect(),
            date: mail.date.clone(),
            unsubscribe: mail.unsubscribe.clone(),
            text,
        })),
    }
}

/// What to mark of a text that stands so many bytes in.
fn marks_of(verdict: &MessageVerdict, text: &str, before: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = verdict
        .reasons
        .iter()
        .filter_map(|reason| reason.range.as_ref())
        .map(|range| before + range.start..before + range.end)
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    in_utf16(text, &ranges)
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
    use crate::case_support::engine;

    fn check(text: &str) -> PasteResult {
        assess(text, engine())
    }

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
            ("mondial relay", "brand"),
            ("Crédit Agricole", "brand"),
            ("ABCDEFGHIJ", "message"),
            ("Votre colis est arrivé", "message"),
            ("Ligne une\nchronopost-colis.example", "message"),
            ("", "nothing"),
        ];
        for (text, kind) in table {
            let checked = check(text);
            let seen = match checked {
                PasteResult::Nothing => "nothing",
                PasteResult::Link { .. } => "link",
                PasteResult::Message { .. } => "message",
                PasteResult::Number { .. } => "number",
                PasteResult::Mail { .. } => "mail",
                PasteResult::Phone { .. } => "phone",
                PasteResult::Brand { .. } => "brand",
            };
            assert_eq!(seen, kind, "{text}");
        }
    }

    #[test]
    fn a_mails_source_is_read() {
        let source = concat!(
            "From: Chronopost <a@colis.example>\r\nSubject: =?utf-8?Q?=C3=89tat?=\r\n",
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
            "Content-Type: text/html; charset=iso-8859-1\r\n\r\n",
            "<p>Votre colis est retenu \u{e0} la douane, <a href='https://colis-fr.example/x'>r\u{e9}glez 1,99</a></p>\r\n",
            "--b\r\nContent-Type: application/pdf; name=facture.pdf\r\n\r\nx\r\n--b--\r\n",
        );
        let PasteResult::Message {
            verdict,
            marks,
            source,
        } = check(source)
        else {
            panic!("no message");
        };
        let source = source.unwrap();
        assert_eq!(verdict.level, crate::Level::Danger);
        assert_eq!(
            source.text,
            "From: Chronopost <a@colis.example>\nSubject: État\n\nVotre colis est retenu à la douane, réglez 1,99 <https://colis-fr.example/x>"
        );
        assert_eq!(source.attachments[0].name, "facture.pdf");
        let units: Vec<u16> = source.text.encode_utf16().collect();
        let marked = marks
            .iter()
            .map(|mark| String::from_utf16_lossy(&units[mark.clone()]));
        assert!(
            marked
                .into_iter()
                .any(|part| part == "https://colis-fr.example/x")
        );
    }

    #[test]
    fn a_mail_address_is_the_carriers_by_its_domain() {
        let brand_of = |text: &str| match check(text) {
            PasteResult::Mail { brand, .. } => brand.map(|brand| brand.id),
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
    fn what_is_said_of_a_mail_address() {
        let table = [
            // whose, proved, published by somebody, takes reports, a mailbox
            ("info@chronopost.fr", (true, true, false, false, false)),
            ("abuse@chronopost.fr", (true, true, false, true, false)),
            ("x@network.pickup.fr", (true, true, true, false, false)),
            ("jean@laposte.net", (false, false, false, false, true)),
            ("jean@gmail.com", (false, false, false, false, true)),
            ("jean@orange.fr", (false, false, false, false, true)),
            (
                "a@chronopost-colis.example",
                (false, false, false, false, false),
            ),
        ];
        for (text, expected) in table {
            let PasteResult::Mail {
                brand,
                proof,
                published,
                contact,
                webmail,
                ..
            } = check(text)
            else {
                panic!("{text}");
            };
            let found = (
                brand.is_some(),
                proof.is_some(),
                !published.is_empty(),
                contact.is_some(),
                webmail,
            );
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_a_telephone() {
        let table = [
            // published by, contact, costs extra
            ("38004", Some("chronopost"), None, false),
            ("09 69 391 391", Some("chronopost"), None, false),
            ("0 825 801 801", Some("chronopost"), None, true),
            ("33700", None, Some("fr_33700"), false),
            ("0 892 705 705", None, Some("fr_card_block"), true),
            ("0899 12 34 56", None, None, true),
            ("12345", None, None, false),
        ];
        for (text, publisher, helper, premium) in table {
            let PasteResult::Phone {
                phone,
                published,
                contact,
            } = check(text)
            else {
                panic!("{text}");
            };
            let by = published.first().map(|entry| entry.brand.id.as_str());
            let contact = contact.map(|contact| contact.id);
            assert_eq!(
                (by, contact, phone.premium),
                (publisher, helper, premium),
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_leads_to_each_carriers_own_page() {
        let PasteResult::Number { matches, .. } = check("6a 4937 3964 014") else {
            panic!("no number");
        };
        let urls: Vec<_> = matches
            .iter()
            .filter_map(|one| {
                Some((
                    one.tracking.as_ref()?.url.as_str(),
                    one.tracking.as_ref()?.filled,
                ))
            })
            .collect();
        let url = "https://www.laposte.fr/outils/suivre-vos-envois?code=6A49373964014";
        assert_eq!(urls.first(), Some(&(url, true)));
        // mistyped: it is better typed again
        let PasteResult::Number { matches, .. } = check("SF8829231912090") else {
            panic!("no number");
        };
        assert!(
            matches
                .iter()
                .all(|one| one.tracking.as_ref().is_none_or(|link| !link.filled))
        );
    }

    #[test]
    fn what_the_carrier_says_stands_beside_a_link() {
        for text in [
            "https://www.chronopost.fr/douane",
            "https://chronopost-colis.example/",
        ] {
            let PasteResult::Link { verdict, .. } = check(text) else {
                panic!("{text}");
            };
            let topics: Vec<_> = verdict.practices.iter().map(|one| one.topic.id()).collect();
            assert_eq!(topics, ["customs", "fee"], "{text}");
            assert_eq!(
                verdict.proof.is_some(),
                text.contains("chronopost.fr"),
                "{text}"
            );
        }
        let PasteResult::Message { verdict, .. } =
            check("Chronopost : droits de douane à régler sur https://www.chronopost.fr/douane")
        else {
            panic!("no message");
        };
        assert_eq!(verdict.practices.len(), 1);
        assert_eq!(
            verdict.practices[0].place.as_deref(),
            Some("www.chronopost.fr")
        );
        assert!(verdict.links[0].proof.is_some());
    }

    #[test]
    fn letters_that_look_like_others_are_pointed_at() {
        let PasteResult::Link { foreign, .. } = check("https://chrоnopost.example/") else {
            panic!("no link");
        };
        let foreign: Vec<_> = foreign.iter().map(|f| (f.letter, f.looks_like)).collect();
        assert_eq!(foreign, [('о', Some('o'))]);
    }

    #[test]
    fn a_source_below_a_message_does_not_hide_it() {
        let lure =
            "Chronopost : votre colis est bloqué, payez 1,99 € sur https://colis-frais.example/x\n";
        let source = "MIME-Version: 1.0\nContent-Type: text/plain\n\nMerci\n";
        let level = |result| match result {
            PasteResult::Message { verdict, .. } => verdict.level,
            other => panic!("{other:?}"),
        };
        let alone = level(check(lure));
        assert!(alone >= crate::Level::Caution);
        assert_eq!(level(check(&format!("{lure}{source}"))), alone);
    }

    #[test]
    fn what_is_displayed_is_no_source_whatever_it_looks_like() {
        let mail = "From: x <x@mail.example>\nReturn-Path: <x@mail.example>\n\n<html><template>Chronopost : votre colis est bloqué, payez 1,99 € sur <https://colis-frais.example/x>";
        let engine = Engine::default();
        let PasteResult::Message {
            verdict, source, ..
        } = assess_displayed(mail, &engine)
        else {
            panic!("no message");
        };
        assert!(verdict.level >= crate::Level::Caution);
        assert_eq!(source, None);
    }

    #[test]
    fn marks_count_as_javascript_does() {
        // The parcel is two UTF-16 units and four bytes; what surrounds the text counts, too.
        let message = "\u{1f4e6} Chronopost : votre colis est retenu à Évry, réglez 1,99 € sur https://colis-fr.example/x";
        for text in [message.to_owned(), format!(" \n\u{85}{message}\n")] {
            let PasteResult::Message { marks, .. } = check(&text) else {
                panic!("no message");
            };
            let units: Vec<u16> = text.encode_utf16().collect();
            let marked: Vec<String> = marks
                .iter()
                .filter_map(|mark| units.get(mark.clone()))
                .map(String::from_utf16_lossy)
                .collect();
            assert!(
                marked
                    .iter()
                    .any(|part| part == "https://colis-fr.example/x"),
                "{marked:?}"
            );
            assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
