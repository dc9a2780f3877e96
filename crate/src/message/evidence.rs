//! What a message says against itself, as named conditions: what the rows of its
//! decision are made of. Beside each stands the reason that tells of it, with the
//! words that say so.

use std::ops::Range;

use super::links::{LinkKind, MessageLink};
use super::phones;
use super::read::Message;
use super::{MessageReason, MessageRule};
use crate::brands::{Brand, Registry};
use crate::data::Weight;

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

/// Declares the conditions: each with the reasons that tell of it.
macro_rules! conditions {
    ($($(#[$doc:meta])* $name:ident => [$($rule:ident),*],)+) => {
        /// Something that holds of a message or does not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Condition {
            $($(#[$doc])* $name,)+
        }

        impl Condition {
            /// Every condition.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The reasons that tell the reader of it.
            pub(super) const fn rules(self) -> &'static [MessageRule] {
                match self {
                    $(Self::$name => &[$(MessageRule::$rule),*],)+
                }
            }
        }
    };
}

conditions! {
    /// It speaks about the scam, and neither its links nor its words are to be acted on.
    OnlyWarns => [],
    /// A link's address imitates a carrier.
    LinkImitates => [ImitatedAddress],
    /// It names a carrier, and leads elsewhere or comes from elsewhere.
    Contradicts => [ImitatedAddress, NotItsDomain, NotItsSender, SenderNotConfirmed],
    /// It names a carrier and leads elsewhere.
    LeadsElsewhere => [NotItsDomain],
    /// The sender is not who it says it is.
    HasFalseSender => [NotItsSender, SenderNotConfirmed],
    /// A carrier writes from an ordinary telephone.
    HasPlainNumber => [PlainNumber],
    /// It has or names a number of a country where the carrier does not work.
    HasForeignNumber => [ForeignNumber],
    /// It asks for a call that costs extra.
    HasPremiumNumber => [PremiumNumber],
    /// A link leads to nobody's known place.
    LeadsAway => [NotItsDomain, AbusedDomain, Unsigned],
    /// A link hides where it leads, or leads where anybody can be.
    HidesDestination => [HiddenDestination],
    /// A link leads to a shortener.
    IsShortened => [HiddenDestination],
    /// It has no link.
    HasNoLink => [],
    /// Its words lead up to a link that is missing.
    LacksLink => [MissingLink],
    /// It speaks of parcels.
    SpeaksOfParcels => [],
    /// It tells a story of the parcel scam.
    TellsStory => [Story],
    /// It tells one in its clearest words.
    SurelyTellsStory => [Story],
    /// It tells one from end to end.
    TellsWholeStory => [Story],
    /// It asks a short question, or what no driver texts about, to begin a talk.
    BeginsTalk => [Story],
    /// Somebody says that he is the driver, and gives a number to call.
    IsDriverWithNumber => [Story],
    /// It asks for money.
    AsksForMoney => [Payment],
    /// It orders to pay, and names a sum, however large.
    OrdersToPay => [Payment],
    /// It names a small sum.
    NamesSmallSum => [Payment],
    /// It asks for a code.
    AsksForCode => [CodeRequest],
    /// It asks for details to be given or corrected.
    AsksForDetails => [Request],
    /// It asks for an answer.
    AsksForAnswer => [ReplyToOpen],
    /// It asks for an answer that makes its link work.
    AsksToOpenLink => [ReplyToOpen],
    /// It promises a prize.
    PromisesPrize => [Prize],
    /// What costs the reader: a story in its clearest words, money, a code, an answer.
    DoesHarm => [Story, Payment, CodeRequest, ReplyToOpen, Urgency],
    /// What pushes to a link beside words of parcels: a request, a hurry, money, a prize,
    /// a cheap or unsigned address.
    Pushes => [Request, Urgency, Payment, Prize, AbusedDomain, Unsigned],
    /// A story, or what pushes to a link.
    TellsOrPushes => [Story, Request, Urgency, Payment, Prize, AbusedDomain, Unsigned],
}

/// The conditions that hold, one bit each, and the reasons that tell of them.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    bits: u64,
    reasons: Vec<MessageReason>,
}

impl Evidence {
    /// Whether a condition holds.
    pub(super) fn holds(&self, condition: Condition) -> bool {
        self.bits >> condition as u32 & 1 == 1
    }

    /// The reasons that tell of what was found, each rule's first.
    pub(super) fn into_reasons(mut self) -> Vec<MessageReason> {
        self.reasons.sort_by_key(|reason| reason.rule);
        self.reasons.dedup_by_key(|reason| reason.rule);
        self.reasons
    }

    /// The evidence of these conditions alone.
    #[cfg(test)]
    pub(super) fn of_conditions(conditions: &[Condition]) -> Self {
        let mut evidence = Self::default();
        for &condition in conditions {
            evidence.note(condition, true);
        }
        evidence
    }

    /// Reads a message.
    pub(super) fn of(message: &Message<'_>, registry: &Registry) -> Self {
        use Condition as C;
        let mut found = Self::default();
        found.read_story(message);
        let links = found.read_links(message);
        found.read_sender(message, registry);
        found.read_requests(message);

        let away = found.holds(C::LeadsAway);
        let elsewhere = found.holds(C::LeadsElsewhere);
        let story = found.holds(C::TellsStory);
        let money = found.holds(C::AsksForMoney);
        let sure = found.holds(C::SurelyTellsStory);
        // Who quotes a bad address does not write it so that it can be clicked.
        let only_warns = message.warns && !links.clickable && !(away && money && elsewhere);
        found.note(C::OnlyWarns, only_warns);
        let opens = message.cue("reply", Weight::Strong).is_some();
        found.note(C::AsksToOpenLink, opens);
        let contradicts =
            found.holds(C::LinkImitates) || elsewhere || found.holds(C::HasFalseSender);
        found.note(C::Contradicts, contradicts);
        let harm = sure || money || opens || found.holds(C::AsksForCode);
        found.note(C::DoesHarm, harm);
        let pushes = found.holds(C::AsksForDetails)
            || found.hurries(message)
            || money
            || links.cheap
            || links.unsigned
            || found.holds(C::PromisesPrize);
        found.note(C::Pushes, pushes);
        found.note(C::TellsOrPushes, story || pushes);
        found.note(C::SpeaksOfParcels, message.parcel);
        found.note(C::HasNoLink, message.links.is_empty());
        found
    }

    fn note(&mut self, condition: Condition, holds: bool) {
        self.bits |= u64::from(holds) << condition as u32;
    }

    /// Notes a condition, and the reason that tells of it.
    fn add(
        &mut self,
        condition: Condition,
        rule: MessageRule,
        detail: impl Into<String>,
        range: Option<Range<usize>>,
    ) {
        self.note(condition, true);
        self.tell(rule, detail, range);
    }

    fn tell(&mut self, rule: MessageRule, detail: impl Into<String>, range: Option<Range<usize>>) {
        self.reasons.push(MessageReason {
            rule,
            detail: detail.into(),
            range,
        });
    }

    fn read_links(&mut self, message: &Message<'_>) -> LinkTraits {
        let mut traits = LinkTraits::default();
        // A name of their own costs fraudsters nothing where they ask for money.
        let own_counts =
            self.holds(Condition::SurelyTellsStory) && self.holds(Condition::AsksForMoney);
        let away = |link: &&MessageLink| match link.kind {
            LinkKind::Foreign | LinkKind::Shared | LinkKind::Shortened => true,
            LinkKind::Own => own_counts,
            _ => false,
        };
        for link in &message.links {
            let host = end_of_host(&link.host);
            let place = Some(link.range.clone());
            match link.kind {
                LinkKind::Imitation => {
                    traits.clickable |= link.scheme && !link.defanged;
                    let rule = MessageRule::ImitatedAddress;
                    self.add(Condition::LinkImitates, rule, host, place);
                }
                LinkKind::Shortened | LinkKind::Shared | LinkKind::Tracked => {
                    self.note(Condition::IsShortened, link.kind == LinkKind::Shortened);
                    let rule = MessageRule::HiddenDestination;
                    self.add(Condition::HidesDestination, rule, host, place);
                }
                _ => {}
            }
        }
        for link in message.links.iter().filter(&away) {
            let place = || Some(link.range.clone());
            self.note(Condition::LeadsAway, true);
            if link.abused_top_level {
                traits.cheap = true;
                self.tell(MessageRule::AbusedDomain, end_of_host(&link.host), place());
            }
            if link.delivery_words && !message.signed {
                traits.unsigned = true;
                self.tell(MessageRule::Unsigned, end_of_host(&link.host), place());
            }
        }
        if message.brand.is_some()
            && let Some(link) = message.links.iter().find(&away)
        {
            let (host, place) = (end_of_host(&link.host), Some(link.range.clone()));
            let rule = MessageRule::NotItsDomain;
            self.add(Condition::LeadsElsewhere, rule, host, place);
        }
        traits
    }

    fn read_sender(&mut self, message: &Message<'_>, registry: &Registry) {
        use Condition::{HasFalseSender, HasForeignNumber, HasPlainNumber};
        use MessageRule::{ForeignNumber, NotItsSender, PlainNumber, SenderNotConfirmed};
        let Some(sender) = &message.head.sender else {
            return;
        };
        let range = Some(sender.range.clone());
        if let Some(domain) = sender.domain()
            && let Some(brand) = message.sender_brand
            && !is_of(&domain, brand, registry)
        {
            self.add(
                HasFalseSender,
                NotItsSender,
                end_of_host(&domain),
                range.clone(),
            );
        }
        if sender.gateway && message.sender_brand.is_some() {
            let address = end_of_host(sender.address.as_deref().unwrap_or_default());
            self.add(HasFalseSender, NotItsSender, address, range.clone());
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
                    self.add(
                        HasFalseSender,
                        NotItsSender,
                        end_of_host(other),
                        range.clone(),
                    );
                }
            }
        }
        if let Some(failure) = &message.head.failed_authentication {
            let is_false = own.is_some() || message.sender_brand.is_some();
            self.note(HasFalseSender, is_false);
            self.tell(SenderNotConfirmed, failure.clone(), range.clone());
        }
        if let (Some(phone), Some(brand)) = (&sender.phone, message.brand)
            && !phones::is_published(phone, brand)
        {
            self.add(HasPlainNumber, PlainNumber, phone.clone(), range.clone());
            if phones::is_foreign(phone, brand) {
                self.add(HasForeignNumber, ForeignNumber, phone.clone(), range);
            }
        }
    }

    fn read_story(&mut self, message: &Message<'_>) {
        let lure = &message.lure;
        let score = lure.score();
        let story = score >= STORY;
        self.note(Condition::TellsStory, story);
        self.note(Condition::TellsWholeStory, score >= WHOLE_STORY);
        let says = |stories: &[&str], weight| {
            let mut hits = lure.hits.iter();
            hits.any(|hit| stories.contains(&hit.story) && hit.weight == weight)
        };
        let begins = says(&["teaser"], Weight::Strong)
            && (says(NOT_A_DRIVERS, Weight::Strong) || message.words <= TEASER_WORDS);
        self.note(Condition::BeginsTalk, begins);
        let is_driver = says(&["teaser"], Weight::Strong) && !message.phones.is_empty();
        self.note(Condition::IsDriverWithNumber, is_driver);
        let mut hits = lure.hits.iter();
        let sure = hits.any(|hit| hit.weight == Weight::Strong && !hit.is_side());
        self.note(Condition::SurelyTellsStory, sure);
        if let Some(hit) = lure.strongest().filter(|_| story) {
            let mut told = message.told.iter();
            let place =
                told.find(|(phrase, _)| phrase.story == hit.story && phrase.weight == hit.weight);
            let place = place.map(|(_, range)| range.clone());
            self.tell(MessageRule::Story, hit.passage.clone(), place);
        }
        let pays = message
            .told
            .iter()
            .find(|(phrase, _)| PAYING.contains(&phrase.story) && phrase.weight >= Weight::Medium);
        let small = lure.small_amount.is_some();
        self.note(Condition::NamesSmallSum, small);
        let owed = small && message.cue("due", Weight::Weak).is_some();
        let order = message.cue("due", Weight::Strong);
        let orders = order.is_some() && lure.names_sum && message.parcel;
        self.note(Condition::OrdersToPay, orders);
        if orders || pays.is_some() || small && story || owed && message.parcel {
            let sum = lure
                .small_amount
                .map(|sum| format!("{},{:02}", sum / 100, sum % 100));
            let place = pays.map(|(_, range)| range.clone()).or(order.cloned());
            let (condition, rule) = (Condition::AsksForMoney, MessageRule::Payment);
            self.add(condition, rule, sum.unwrap_or_default(), place);
        }
        let hurry = message.cue("hurry", Weight::Weak);
        if let Some(range) = message.urgency.as_ref().or(hurry) {
            self.tell(MessageRule::Urgency, "", Some(range.clone()));
        }
    }

    /// Whether it makes the reader hurry in more than a word.
    fn hurries(&self, message: &Message<'_>) -> bool {
        let deadline = message
            .told
            .iter()
            .any(|(phrase, _)| phrase.story == "expiry" && phrase.weight >= Weight::Medium);
        deadline || message.cue("hurry", Weight::Weak).is_some()
    }

    fn read_requests(&mut self, message: &Message<'_>) {
        use Condition as C;
        use MessageRule as R;
        let mut add = |condition, rule, range: Option<&Range<usize>>| {
            if let Some(range) = range {
                self.add(condition, rule, "", Some(range.clone()));
            }
        };
        add(C::AsksForCode, R::CodeRequest, code_request(message));
        add(
            C::AsksForAnswer,
            R::ReplyToOpen,
            message.cue("reply", Weight::Weak),
        );
        add(
            C::AsksForDetails,
            R::Request,
            message.cue("request", Weight::Weak),
        );
        add(
            C::PromisesPrize,
            R::Prize,
            message.cue("prize", Weight::Strong),
        );
        // A number that the carrier publishes is no reason for alarm, whatever it costs.
        let strange = message
            .phones
            .iter()
            .filter(|phone| !message.brand.is_some_and(|brand| phone.is_published(brand)));
        for phone in strange {
            let place = || Some(phone.range.clone());
            let number = || phone.number.clone();
            if phone.premium {
                self.add(C::HasPremiumNumber, R::PremiumNumber, number(), place());
            }
            if message.brand.is_some_and(|brand| phone.is_foreign(brand)) {
                self.add(C::HasForeignNumber, R::ForeignNumber, number(), place());
            }
        }
        if message.missing_link {
            self.add(C::LacksLink, R::MissingLink, "", None);
        }
    }
}

/// What the links are beside what they lead to.
#[derive(Default)]
struct LinkTraits {
    /// An imitated address can be clicked as it stands.
    clickable: bool,
    /// A link away is under a top-level domain that phishing favours.
    cheap: bool,
    /// A link away speaks of delivery, and nobody signs the message.
    unsigned: bool,
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

/// A host or a mail address as it is told: of a long one its end, which tells whose it is.
fn end_of_host(host: &str) -> String {
    const LONGEST: usize = 80;
    let Some(cut) = host.len().checked_sub(LONGEST).filter(|&cut| cut > 0) else {
        return host.to_owned();
    };
    let end = host.get(host.ceil_char_boundary(cut)..).unwrap_or_default();
    format!("…{end}")
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
    !webmail && (entries.official_brands().any(group) || entries.namesake().is_some_and(group))
}

/// Whether nobody of the data has the domain, or everybody can have a mailbox there.
fn is_of_nobody(domain: &str, registry: &Registry) -> bool {
    registry.lookup(domain).official().is_none()
}

#[cfg(test)]
mod tests {
    use super::end_of_host;

    #[test]
    fn a_long_host_is_told_by_its_end() {
        assert_eq!(end_of_host("colis.example"), "colis.example");
        let long = format!("{}.nuage-vert.example", "a".repeat(150));
        let told = end_of_host(&long);
        assert!(
            told.starts_with("…a") && told.ends_with(".nuage-vert.example"),
            "{told}"
        );
        assert_eq!(told.chars().count(), 81);
    }
}
