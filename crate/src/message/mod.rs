//! Is this message a lure? Judges an SMS, a chat message or a mail before
//! anybody opens its link.
//!
//! A message is a lure when *who it says it is* and *where it leads* disagree,
//! and *the story it tells* or *what it asks for* turns that into harm. Nothing
//! here proves a message genuine: senders can be forged, so the best level is
//! [`Level::Clear`], and the levels of single links say more.

use std::ops::Range;

use serde::Serialize;

use crate::brands::BrandView;
use crate::brands::breach::BreachView;
use crate::brands::carrier_policy::PracticeView;
use crate::engine::Engine;
use crate::level::Level;
use crate::mail::Mail;
use crate::verdict::{Explanation, Verdict};

mod decision;
mod evidence;
mod headers;
mod links;
mod passages;
mod phones;
mod read;
mod wrappers;

pub use headers::Sender;
pub use links::{LinkKind, MessageLink};
pub use phones::PhoneNumber;

use read::Message;

/// Longest text that is looked at, in characters; the rest is left unread, and
/// the verdict says so.
pub const MAX_TEXT: usize = 100_000;

/// Why a message is a lure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MessageRule {
    /// A link's address imitates a carrier or hides its host.
    ImitatedAddress,
    /// The message names a carrier and leads elsewhere.
    NotItsDomain,
    /// The sender's address is not the carrier's that it names.
    NotItsSender,
    /// The receiving server could not confirm the sender.
    SenderNotConfirmed,
    /// A carrier that writes from an ordinary telephone.
    PlainNumber,
    /// The link shows nobody where it leads.
    HiddenDestination,
    /// Asks for a sum of money.
    Payment,
    /// Asks for a code that was sent to the reader.
    CodeRequest,
    /// Asks for an answer that makes its link work.
    ReplyToOpen,
    /// Asks for a call that costs extra.
    PremiumNumber,
    /// Comes from or names a number of a country where the carrier does not work.
    ForeignNumber,
    /// Tells a story of the parcel scam.
    Story,
    /// Asks for details to be given or corrected.
    Request,
    /// Promises a prize.
    Prize,
    /// Makes the reader hurry.
    Urgency,
    /// The link is under a top-level domain that phishing favours.
    AbusedDomain,
    /// Nobody signs, and the link's name speaks of delivery only.
    Unsigned,
    /// The words lead up to a link that is missing.
    MissingLink,
}

impl MessageRule {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ImitatedAddress => "imitated_address",
            Self::NotItsDomain => "not_its_domain",
            Self::NotItsSender => "not_its_sender",
            Self::SenderNotConfirmed => "sender_not_confirmed",
            Self::PlainNumber => "plain_number",
            Self::HiddenDestination => "hidden_destination",
            Self::Payment => "payment",
            Self::CodeRequest => "code_request",
            Self::ReplyToOpen => "reply_to_open",
            Self::PremiumNumber => "premium_number",
            Self::ForeignNumber => "foreign_number",
            Self::Story => "story",
            Self::Request => "request",
            Self::Prize => "prize",
            Self::Urgency => "urgency",
            Self::AbusedDomain => "abused_domain",
            Self::Unsigned => "unsigned",
            Self::MissingLink => "missing_link",
        }
    }
}

/// One reason, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MessageReason {
    /// The rule.
    pub rule: MessageRule,
    /// Its evidence: a host, a name, a number, a passage.
    pub detail: String,
    /// Bytes of the text that say so, to be marked.
    #[serde(skip)]
    pub range: Option<Range<usize>>,
}

/// Why little can be said of a message that is worth no warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MessageHint {
    /// It is how drivers and the scam begin alike.
    FirstLine,
    /// It says too little, or half a story.
    Incomplete,
    /// It speaks neither of parcels nor of payments.
    OutOfScope,
}

/// A text of fewer words is a part of a message.
const FEW_WORDS: usize = 4;

/// Why little can be said of a message.
fn hint_of(message: &Message<'_>) -> Option<MessageHint> {
    let lure = &message.lure;
    let official = message.links.iter().any(|link| link.proof.is_some());
    if official || message.warns {
        None
    } else if lure.tells("teaser") {
        Some(MessageHint::FirstLine)
    } else if message.links.is_empty() && (message.words < FEW_WORDS || !lure.hits.is_empty()) {
        Some(MessageHint::Incomplete)
    } else if !message.parcel && !lure.speaks_of_payment && lure.hits.is_empty() {
        Some(MessageHint::OutOfScope)
    } else {
        None
    }
}

/// What is said of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MessageVerdict {
    /// How it stands: `Clear`, `Caution` or `Danger`.
    pub level: Level,
    /// The carrier that it claims to come from, or speaks of.
    pub brand: Option<BrandView>,
    /// Bytes of the text that name the carrier, as far as they are written plainly.
    #[serde(skip)]
    pub named: Option<Range<usize>>,
    /// The carrier's own start page.
    pub official_url: Option<String>,
    /// From where a scammer may know the reader, if the carrier or its group lost data.
    pub breach: Option<BreachView>,
    /// Why, in the order in which it is told; empty for `Clear`.
    pub reasons: Vec<MessageReason>,
    /// Its links, each with what its address is.
    pub links: Vec<MessageLink>,
    /// Id of the story it tells, by the file of `data/phrases/lures`.
    pub story: Option<&'static str>,
    /// The smallest sum below ten, in hundredths of its currency.
    pub amount: Option<u32>,
    /// Whether it makes the reader hurry.
    pub urgent: bool,
    /// Telephone numbers.
    pub phones: Vec<PhoneNumber>,
    /// The sender, if it was pasted along.
    pub sender: Option<Sender>,
    /// Domain that answers go to, where it is not the sender's.
    pub reply_to: Option<String>,
    /// Domain that sent it and takes back what can't be delivered, where it is not
    /// the sender's: honest firms have services for that, too.
    pub return_path: Option<String>,
    /// Whether the receiving server could not confirm the sender.
    pub unconfirmed: bool,
    /// What the carrier says about the story that it tells.
    pub practices: Vec<PracticeView>,
    /// Whether it speaks about the scam: press, police, a carrier's own warning.
    pub warns: bool,
    /// Why little can be said of it, where it is worth no warning.
    pub hint: Option<MessageHint>,
    /// Whether the text was longer than [`MAX_TEXT`].
    pub truncated: bool,
}

/// The link that a text is, if it is one and nothing else, and what the engine
/// says of it.
#[must_use]
pub fn link_of(text: &str, engine: &Engine) -> Option<(MessageLink, Verdict)> {
    let mut links = links::links_in(text, engine);
    let link = links.pop().filter(|_| links.is_empty())?;
    // A full stop or a bracket around it belongs to the sentence.
    let rest = text.len() - link.0.range.len();
    (rest <= 2).then_some(link)
}

/// The telephone number that a text is, if it is one and nothing else.
#[must_use]
pub fn phone_of(text: &str) -> Option<PhoneNumber> {
    phones::alone(text)
}

/// Judges the text of a message; headers of a mail or a line with the sender may
/// stand above it.
///
/// ```
/// use vigicolis::{Engine, Level};
/// use vigicolis::message::{MessageRule, assess};
///
/// let engine = Engine::default();
/// let lure = "Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x";
/// let verdict = assess(lure, &engine);
/// assert_eq!(verdict.level, Level::Danger);
/// assert_eq!(verdict.brand.unwrap().id, "chronopost");
/// assert_eq!(verdict.reasons[0].rule, MessageRule::NotItsDomain);
/// assert_eq!(verdict.breach.unwrap().date, "2025-02-12");
///
/// let honest = "Votre colis Chronopost arrive demain. Suivi : https://www.chronopost.fr/suivi";
/// let verdict = assess(honest, &engine);
/// assert_eq!(verdict.level, Level::Clear);
/// ```
#[must_use]
pub fn assess(text: &str, engine: &Engine) -> MessageVerdict {
    let end = text.char_indices().nth(MAX_TEXT).map(|(at, _)| at);
    let truncated = end.is_some();
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let registry = engine.registry();
    let message = Message::read(text, engine);
    let decision = decision::decide(&message, registry);
    let brand = message.brand.or_else(|| {
        let imitated = message.links.iter().find_map(|link| link.brand.as_ref());
        imitated.and_then(|brand| registry.brand(&brand.id))
    });
    let pays = decision.asks_for_money;
    let about = Explanation::of(brand, || message.lure.topics(pays));
    let story = message.story();
    let hint = hint_of(&message).filter(|_| decision.level == Level::Clear);
    let head = message.head;
    let own = head.sender.as_ref().and_then(Sender::domain);
    let elsewhere = |domain: Option<String>| {
        domain
            .filter(|_| own.is_some())
            .filter(|domain| own.as_ref() != Some(domain))
    };
    MessageVerdict {
        level: decision.level,
        practices: about.practices,
        breach: about.breach,
        brand: about.brand,
        named: message.named.clone(),
        official_url: about.official_url,
        reasons: decision.reasons,
        story,
        amount: message.lure.small_amount,
        urgent: message.urgency.is_some(),
        warns: message.warns,
        hint,
        truncated,
        links: message.links,
        phones: message.phones,
        reply_to: elsewhere(head.reply_to),
        return_path: elsewhere(head.return_path),
        unconfirmed: head.failed_authentication.is_some(),
        sender: head.sender,
    }
}

/// Judges a mail of which the source is there, as if it were displayed.
#[must_use]
pub fn assess_mail(mail: &Mail, engine: &Engine) -> MessageVerdict {
    let mut verdict = assess(&mail.as_displayed(), engine);
    verdict.truncated |= mail.truncated;
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;

    #[test]
    fn says_why_little_can_be_said() {
        use MessageHint::{FirstLine, Incomplete, OutOfScope};
        for (text, hint) in [
            (
                "Le livreur demande : vous êtes chez vous ce soir pour le réfrigérateur commandé hier ?",
                Some(FirstLine),
            ),
            ("Votre colis est retenu au centre de tri", Some(Incomplete)),
            ("Bonjour à tous", Some(Incomplete)),
            (
                "Le concert de samedi commence finalement à vingt heures",
                Some(OutOfScope),
            ),
            // it says enough: the good news, and what is worth a warning
            (
                "Chronopost : votre colis est disponible. Suivi https://www.chronopost.fr/suivi",
                None,
            ),
            (
                "Chronopost : votre colis est retenu https://infos-fr.example/x",
                None,
            ),
            (
                "Arnaque : un SMS renvoie vers chronopost-livraison[.]example",
                None,
            ),
        ] {
            assert_eq!(assess(text).hint, hint, "{text}");
        }
    }

    fn assess(text: &str) -> MessageVerdict {
        super::assess(text, engine())
    }

    #[test]
    fn what_the_headers_say_is_told() {
        let verdict = assess(concat!(
            "Return-Path: <b@envoi.example>\n",
            "Authentication-Results: mx.example; spf=pass; dmarc=fail\n",
            "From: Chronopost <suivi@chronopost.fr>\n",
            "Reply-To: aide@autre.example\n",
            "Subject: Bonjour\n\nVotre colis arrive demain."
        ));
        assert_eq!(verdict.reply_to.as_deref(), Some("autre.example"));
        assert_eq!(verdict.return_path.as_deref(), Some("envoi.example"));
        assert!(verdict.unconfirmed);
        let verdict = assess(concat!(
            "Return-Path: <b@chronopost.fr>\n",
            "Authentication-Results: mx.example; dmarc=pass\n",
            "From: Chronopost <suivi@chronopost.fr>\n",
            "Reply-To: aide@chronopost.fr\n\nVotre colis arrive demain."
        ));
        assert_eq!((verdict.reply_to, verdict.return_path), (None, None));
        assert!(!verdict.unconfirmed);
    }
}
