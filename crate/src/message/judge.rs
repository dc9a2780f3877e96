//! From what a message says to a level.

use std::ops::Range;

use super::links::{LinkKind, MessageLink};
use super::phones;
use super::read::Message;
use super::{MessageReason, MessageRule};
use crate::generated::Weight;
use crate::level::Level;
use crate::registry::{Brand, Registry};

/// Points of the parcel story that count as a story: one medium phrase.
const STORY: u32 = 3;
/// Two strong phrases, which hardly anybody honest says together.
const WHOLE_STORY: u32 = 12;
/// A question of so many words or fewer is a text message's first contact.
const TEASER_WORDS: usize = 8;

/// Stories that ask for money.
const PAYING: &[&str] = &["small_fee", "customs_fee", "unpaid_invoice", "locker"];
/// Stories that a driver at the door has no reason to text about.
const NOT_A_DRIVERS: &[&str] = &[
    "mailbox_too_small",
    "wrong_address",
    "customs_fee",
    "small_fee",
    "held_parcel",
];

/// Decides the level, and says why.
pub(super) fn decide(message: &Message<'_>, registry: &Registry) -> (Level, Vec<MessageReason>) {
    let found = Signals::of(message, registry);
    let level = found.level(message);
    if level < Level::Caution {
        return (Level::Clear, Vec::new());
    }
    let mut reasons = found.reasons;
    reasons.sort_by_key(|reason| reason.rule);
    reasons.dedup_by_key(|reason| reason.rule);
    (level, reasons)
}

/// What speaks against a message.
#[derive(Default)]
struct Signals {
    /// A link imitates a carrier.
    imitation: bool,
    /// Such a link can be clicked as it stands.
    clickable: bool,
    /// A link leads to nobody's known place.
    away: bool,
    /// The claimed carrier's message leads elsewhere.
    elsewhere: bool,
    /// The sender is not who it says it is.
    false_sender: bool,
    plain_number: bool,
    /// A link hides where it leads, or leads where anybody can be.
    hidden: bool,
    /// A link leads to a shortener.
    shortened: bool,
    /// A link away is under a top-level domain that phishing favours.
    cheap: bool,
    /// A link away speaks of delivery, and nobody signs the message.
    unsigned: bool,
    /// Asks for details to be given or corrected.
    request: bool,
    hurry: bool,
    payment: bool,
    /// The story in its clearest words.
    strong: bool,
    story: bool,
    reasons: Vec<MessageReason>,
}

impl Signals {
    fn of(message: &Message<'_>, registry: &Registry) -> Self {
        let mut found = Self::default();
        found.read_story(message);
        found.read_links(message);
        found.read_sender(message, registry);
        found.read_requests(message);
        found
    }

    fn add(&mut self, rule: MessageRule, detail: impl Into<String>, range: Option<Range<usize>>) {
        self.reasons.push(MessageReason {
            rule,
            detail: detail.into(),
            range,
        });
    }

    fn read_links(&mut self, message: &Message<'_>) {
        // A name of their own costs fraudsters nothing where they ask for money.
        let own_counts = self.strong && self.payment;
        let away = |link: &&MessageLink| match link.kind {
            LinkKind::Foreign | LinkKind::Shared | LinkKind::Shortened => true,
            LinkKind::Own => own_counts,
            _ => false,
        };
        for link in &message.links {
            match link.kind {
                LinkKind::Imitation => {
                    self.imitation = true;
                    self.clickable |= link.scheme && !link.defanged;
                    self.add(
                        MessageRule::ImitatedAddress,
                        link.host.clone(),
                        Some(link.range.clone()),
                    );
                }
                LinkKind::Shortened | LinkKind::Shared | LinkKind::Tracked => {
                    self.hidden = true;
                    self.shortened |= link.kind == LinkKind::Shortened;
                    self.add(
                        MessageRule::HiddenDestination,
                        link.host.clone(),
                        Some(link.range.clone()),
                    );
                }
                _ => {}
            }
        }
        for link in message.links.iter().filter(&away) {
            let place = || Some(link.range.clone());
            self.away = true;
            if link.abused_top_level {
                self.cheap = true;
                self.add(MessageRule::AbusedDomain, link.host.clone(), place());
            }
            if link.delivery_words && !message.signed {
                self.unsigned = true;
                self.add(MessageRule::Unsigned, link.host.clone(), place());
            }
        }
        if message.brand.is_some()
            && let Some(link) = message.links.iter().find(&away)
        {
            self.elsewhere = true;
            self.add(
                MessageRule::NotItsDomain,
                link.host.clone(),
                Some(link.range.clone()),
            );
        }
    }

    fn read_sender(&mut self, message: &Message<'_>, registry: &Registry) {
        let Some(sender) = &message.head.sender else {
            return;
        };
        let range = Some(sender.range.clone());
        if let Some(domain) = sender.domain()
            && let Some(brand) = message.sender_brand
            && !is_of(&domain, brand, registry)
        {
            self.false_sender = true;
            self.add(MessageRule::NotItsSender, domain, range.clone());
        }
        if sender.gateway && message.sender_brand.is_some() {
            self.false_sender = true;
            let address = sender.address.clone().unwrap_or_default();
            self.add(MessageRule::NotItsSender, address, range.clone());
        }
        // A mail that is the carrier's by its address, and can't be by its answers.
        let own = sender
            .domain()
            .and_then(|domain| registry.lookup(&domain).official());
        if let Some(brand) = own {
            for other in [&message.head.reply_to, &message.head.return_path] {
                if let Some(other) = other
                    && is_of_nobody(other, registry)
                    && !is_of(other, brand, registry)
                    && message.head.failed_authentication.is_some()
                {
                    self.false_sender = true;
                    self.add(MessageRule::NotItsSender, other.clone(), range.clone());
                }
            }
        }
        if let Some(failure) = &message.head.failed_authentication {
            self.false_sender |= own.is_some() || message.sender_brand.is_some();
            self.add(
                MessageRule::SenderNotConfirmed,
                failure.clone(),
                range.clone(),
            );
        }
        if let (Some(phone), Some(brand)) = (&sender.phone, message.brand)
            && !phones::is_published(phone, brand)
        {
            self.plain_number = true;
            self.add(MessageRule::PlainNumber, phone.clone(), range.clone());
            if phones::is_foreign(phone, brand) {
                self.add(MessageRule::ForeignNumber, phone.clone(), range);
            }
        }
    }

    fn read_story(&mut self, message: &Message<'_>) {
        let score = message.lure.score();
        self.story = score >= STORY;
        self.strong = message
            .lure
            .hits
            .iter()
            .any(|hit| hit.weight == Weight::Strong && !hit.is_side());
        if let Some(hit) = message.lure.strongest().filter(|_| self.story) {
            let mut told = message.told.iter();
            let place =
                told.find(|(phrase, _)| phrase.story == hit.story && phrase.weight == hit.weight);
            self.add(
                MessageRule::Story,
                hit.passage.clone(),
                place.map(|(_, range)| range.clone()),
            );
        }
        let pays = message
            .told
            .iter()
            .find(|(phrase, _)| PAYING.contains(&phrase.story) && phrase.weight >= Weight::Medium);
        let owed =
            message.lure.small_amount.is_some() && message.cue("due", Weight::Weak).is_some();
        let sum = message.lure.small_amount.is_some() && self.story;
        self.payment = pays.is_some() || sum || owed && message.parcel;
        if self.payment {
            let sum = message
                .lure
                .small_amount
                .map(|sum| format!("{},{:02}", sum / 100, sum % 100));
            self.add(
                MessageRule::Payment,
                sum.unwrap_or_default(),
                pays.map(|(_, range)| range.clone()),
            );
        }
        let hurry = message.cue("hurry", Weight::Weak);
        let deadline = message
            .told
            .iter()
            .find(|(phrase, _)| phrase.story == "expiry" && phrase.weight >= Weight::Medium);
        self.hurry = hurry.is_some() || deadline.is_some();
        let urgency = message.urgency.as_ref().or(hurry);
        if let Some(range) = urgency {
            self.add(MessageRule::Urgency, "", Some(range.clone()));
        }
    }

    fn read_requests(&mut self, message: &Message<'_>) {
        if let Some(range) = code_request(message) {
            self.add(MessageRule::CodeRequest, "", Some(range.clone()));
        }
        if let Some(range) = message.cue("reply", Weight::Weak) {
            self.add(MessageRule::ReplyToOpen, "", Some(range.clone()));
        }
        if let Some(range) = message.cue("request", Weight::Weak) {
            self.request = true;
            self.add(MessageRule::Request, "", Some(range.clone()));
        }
        // A number that the carrier publishes is no reason for alarm, whatever it costs.
        let strange = message
            .phones
            .iter()
            .filter(|phone| !message.brand.is_some_and(|brand| phone.is_published(brand)));
        for phone in strange {
            let place = || Some(phone.range.clone());
            if phone.premium {
                self.add(MessageRule::PremiumNumber, phone.number.clone(), place());
            }
            if message.brand.is_some_and(|brand| phone.is_foreign(brand)) {
                self.add(MessageRule::ForeignNumber, phone.number.clone(), place());
            }
        }
        if let Some(range) = message.cue("prize", Weight::Strong) {
            self.add(MessageRule::Prize, "", Some(range.clone()));
        }
        if message.missing_link {
            self.add(MessageRule::MissingLink, "", None);
        }
    }

    fn has(&self, rule: MessageRule) -> bool {
        self.reasons.iter().any(|reason| reason.rule == rule)
    }

    fn level(&self, message: &Message<'_>) -> Level {
        // Who quotes a bad address does not write it so that it can be clicked.
        if message.warns && !self.clickable && !(self.away && self.payment && self.elsewhere) {
            return Level::Clear;
        }
        let opens = message.cue("reply", Weight::Strong).is_some();
        let parcel = message.parcel;
        let contradiction = self.imitation || self.elsewhere || self.false_sender;
        let harm = self.strong || self.payment || opens || self.has(MessageRule::CodeRequest);
        if contradiction && harm || self.away && self.strong && self.payment && self.hidden {
            return Level::Danger;
        }
        let push = self.story || self.asks();
        let replies = self.has(MessageRule::ReplyToOpen);
        let caution = self.imitation
            || contradiction && (push || replies)
            || self.away
                && (self.strong || opens || parcel && (self.story || replies || self.asks()))
            || self.away && self.false_sender
            || self.elsewhere && self.shortened && parcel
            || self.has(MessageRule::PremiumNumber) && (parcel || self.has(MessageRule::Prize))
            || self.has(MessageRule::CodeRequest)
            || self.plain_number && self.story
            || self.has(MessageRule::ForeignNumber) && push
            || message.links.is_empty() && self.without_link(message);
        if caution {
            Level::Caution
        } else {
            Level::Clear
        }
    }

    /// What pushes a reader to a link, beside words of parcels.
    fn asks(&self) -> bool {
        self.request
            || self.hurry
            || self.payment
            || self.cheap
            || self.unsigned
            || self.has(MessageRule::Prize)
    }

    /// A message that waits for an answer, or whose link was lost on the way here.
    fn without_link(&self, message: &Message<'_>) -> bool {
        let score = message.lure.score();
        let teaser = message
            .lure
            .hits
            .iter()
            .any(|hit| hit.story == "teaser" && hit.weight == Weight::Strong);
        let not_a_drivers = message
            .lure
            .hits
            .iter()
            .any(|hit| NOT_A_DRIVERS.contains(&hit.story) && hit.weight == Weight::Strong);
        message.missing_link && self.story
            || self.has(MessageRule::ReplyToOpen) && self.strong
            || self.request && self.strong
            || self.payment && message.lure.small_amount.is_some()
            || score >= WHOLE_STORY
            || teaser && (not_a_drivers || message.words <= TEASER_WORDS)
    }
}

/// A request for a code: one just received, or any code beside words of verification.
fn code_request<'m>(message: &'m Message<'_>) -> Option<&'m Range<usize>> {
    message.cue("send_code", Weight::Strong).or_else(|| {
        let verifies = message.lure.tells("otp") || message.lure.tells("bank_adviser");
        message
            .cue("send_code", Weight::Medium)
            .filter(|_| verifies)
    })
}

/// Whether a domain is a carrier's own and not open for anybody's mailbox.
fn is_of(domain: &str, brand: Brand<'_>, registry: &Registry) -> bool {
    let entries = registry.lookup(domain);
    let webmail = entries.official_domain().is_some_and(|name| {
        let mut domains = brand.domains();
        domains.any(|domain| domain.name == name && domain.webmail)
    });
    let group = |other: Brand<'_>| {
        other == brand || other.group().is_some() && other.group() == brand.group()
    };
    !webmail && (entries.official_brands().any(group) || entries.relative().is_some_and(group))
}

/// Whether nobody of the data has the domain, or everybody can have a mailbox there.
fn is_of_nobody(domain: &str, registry: &Registry) -> bool {
    registry.lookup(domain).official().is_none()
}

#[cfg(test)]
mod tests {
    use crate::case_support::engine;
    use crate::level::Level;
    use crate::message::{MessageRule, MessageVerdict};

    fn assess(text: &str) -> MessageVerdict {
        crate::message::assess(text, engine())
    }

    #[test]
    fn danger_needs_a_contradiction_and_harm() {
        let table = [
            // the carrier's name, somebody else's link, and the story
            (
                "DPD : votre colis est bloqué https://infos-fr.example/x",
                Level::Danger,
            ),
            // the same link without a story
            (
                "DPD : votre colis arrive demain https://infos-fr.example/x",
                Level::Clear,
            ),
            // the story against a link of nobody
            (
                "Votre colis est bloqué https://infos-fr.example/x",
                Level::Caution,
            ),
            // the story and the carrier's own link
            (
                "DPD : votre colis est bloqué https://www.dpd.fr/x",
                Level::Clear,
            ),
            // an imitation, without a word
            ("https://chronopost-livraison.example/", Level::Caution),
        ];
        for (text, level) in table {
            assert_eq!(assess(text).level, level, "{text}");
        }
    }

    #[test]
    fn a_name_of_its_own_excuses_no_request_for_money() {
        let level = |text| assess(text).level;
        let asks = "Livrelia : frais de relivraison 1,99 € à payer https://livrelia.example/p";
        assert_eq!(level(asks), Level::Caution);
        let says = "Livrelia : votre colis est en attente https://livrelia.example/p";
        assert_eq!(level(says), Level::Clear);
    }

    #[test]
    fn who_warns_is_believed_unless_the_link_can_be_clicked() {
        let level = |text| assess(text).level;
        let quote = "Arnaque : le SMS renvoie vers chronopost-livraison[.]example";
        assert_eq!(level(quote), Level::Clear);
        let bait = "Stop arnaque : réglez 1,99 € sur https://chronopost-livraison.example";
        assert_eq!(level(bait), Level::Caution);
    }

    #[test]
    fn the_sender_of_a_mail_counts() {
        let first = |text: &str| assess(text).reasons.first().map(|reason| reason.rule);
        let mail = "From: Chronopost <x@avis.example>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), Some(MessageRule::NotItsSender));
        // A mailbox that anybody can have is no proof, whatever its domain.
        let mail = "From: La Poste <x@laposte.net>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), Some(MessageRule::NotItsSender));
        let mail = "From: La Poste <x@laposte.fr>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), None);
    }
}
