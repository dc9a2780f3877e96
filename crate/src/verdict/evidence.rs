//! What the findings and the four answers say about a page, as named conditions:
//! what the rows of the decision are made of.

use super::HOST_RULES;
use crate::data::{FieldKind, Weight};
use crate::page::PageSnapshot;
use crate::page::claim::{self as page_claim, BrandClaim};
use crate::page::fields::{ClassifiedField, are_mute, takes_words};
use crate::page::lure::Lure;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};

/// Declares the conditions: each with the rules whose findings tell of it.
macro_rules! conditions {
    ($($(#[$doc:meta])* $name:ident => [$($rule:ident),*],)+) => {
        /// Something that holds of a page or does not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Condition {
            $($(#[$doc])* $name,)+
        }

        impl Condition {
            /// Every condition.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The rules whose findings tell the visitor of it.
            pub(super) const fn rules(self) -> &'static [RuleId] {
                match self {
                    $(Self::$name => &[$(RuleId::$rule),*],)+
                }
            }
        }
    };
}

conditions! {
    /// The host is on an official domain.
    OnOfficialDomain => [OfficialSite],
    /// The site is somebody's who has no need to pretend.
    IsKnownParty => [],
    /// It is a payment provider's place, with the words of whom it pays.
    IsMerchantsPage => [],
    /// The address names a brand that it is not.
    AddressImitates => [LookalikeHost, Combosquatting, TargetEmbedding, BrandInPath],
    /// The page presents itself as a brand that it is not.
    PageImitates => [BrandMismatch, HotlinkedAssets],
    /// It does so beyond doubt.
    PageSurelyImitates => [BrandMismatch, HotlinkedAssets],
    /// The page or its address presents itself as a brand that it is not.
    Imitates => [
        LookalikeHost, Combosquatting, TargetEmbedding, BrandInPath, BrandMismatch, HotlinkedAssets
    ],
    /// It presents itself as a bank, an authority or another sender that it is not.
    PosesAsSender => [SenderMismatch],
    /// Its address bears the name of the sender that it presents itself as.
    AddressBearsSender => [SenderMismatch],
    /// It shows a bank's or payment service's name, or presents itself as any sender.
    ShowsSender => [SenderMismatch],
    /// It tells a story of the parcel scam, or earlier pages did.
    TellsStory => [ParcelLure, ScamChain],
    /// It says a phrase of one, be it an everyday one.
    SaysStorysPhrase => [ParcelLure],
    /// It may tell one in words that no list has: it speaks by no name and says little, and all it
    /// names are small sums, and a carrier whose name it shows, or what stands
    /// around a delivery: in several words, or in fewer beside one carrier's name or a story's phrase.
    HintsAtStory => [ParcelLure],
    /// It is a frame, and the page around it hints at one.
    StandsBelowHint => [],
    /// It tells one beyond doubt, and does not report it: it speaks by no name of its own or under a
    /// carrier's, or title and headline do not both speak of fraud.
    TellsStoryAsItsOwn => [ParcelLure, ScamChain],
    /// It tells one beyond doubt.
    SurelyTellsStory => [ParcelLure, ScamChain],
    /// It presses in more than an everyday phrase, of a parcel or not: an end, a bill, a refund.
    Presses => [ParcelLure],
    /// It says that an account or a service ends, or that the bank calls about it.
    Threatens => [],
    /// It asks for a card, a code, a bank login or an identity.
    AsksForSecrets => [
        PaymentForm, OneTimeCode, BankLogin, IdentityRequest, ExcessiveRequest, CodeAfterCard
    ],
    /// It asks for a card, a bank login or an identity.
    AsksForLastingSecrets => [PaymentForm, BankLogin, IdentityRequest, ExcessiveRequest],
    /// It asks for a part of a card or a bank login.
    AsksForCardOrBank => [PaymentForm, BankLogin, ExcessiveRequest],
    /// It asks for a part of a card.
    AsksForPartOfCard => [PaymentForm],
    /// It asks for a whole card.
    AsksForCard => [PaymentForm, ExcessiveRequest],
    /// It asks for a card's number and its date or code: a drawn keypad may take the rest.
    AsksForMostOfCard => [PaymentForm, ExcessiveRequest],
    /// It asks for a code, or tells to confirm in the banking app.
    AsksForCode => [OneTimeCode, ExcessiveRequest],
    /// It asks for a code, and for nothing that a login asks for beside it.
    AsksForCodeAlone => [OneTimeCode, ExcessiveRequest],
    /// It asks for a code in the words of a payment.
    AsksForPaymentCode => [OneTimeCode, ExcessiveRequest],
    /// It asks, with a card, for what no honest page asks beside it.
    AsksTooMuch => [ExcessiveRequest, PaymentForm],
    /// It certainly does.
    SurelyAsksTooMuch => [ExcessiveRequest, PaymentForm],
    /// It asks for a code after a card, as only banks and payment providers do.
    AsksCodeAfterCard => [CodeAfterCard],
    /// It takes by other means than a form.
    TakesElsewhere => [TakingWithoutForm],
    /// It takes what can't be got back, and asks for it here.
    SurelyTakesElsewhere => [TakingWithoutForm],
    /// It asks for the words that open a wallet.
    AsksForRecoveryPhrase => [TakingWithoutForm],
    /// It sends to the banking app, to confirm there.
    SendsToBankingApp => [TakingWithoutForm],
    /// It asks for name and address.
    AsksForContact => [ContactForm],
    /// It asks for a password.
    AsksForPassword => [ContactForm],
    /// It is built like a kit.
    IsBuiltLikeKit => [KitTraces],
    /// It is, in every point.
    IsWhollyBuiltLikeKit => [KitTraces],
    /// It does not speak by a name of its own.
    IsNameless => [],
    /// It leads nowhere else.
    IsDeadEnd => [],
    /// It brings up a carrier more than in passing.
    NamesCarrier => [],
    /// It names one carrier, be it in passing, and no other: relay points name several.
    MentionsOneCarrier => [],
    /// It shows a carrier's name where a page says whose it is: title, logo, heading, copyright line.
    ShowsCarrier => [BrandMismatch],
    /// Its own first picture is a carrier's logo, and it shows no other carrier alike.
    BearsCarriersLogo => [BrandMismatch],
    /// It stands under the name of one carrier and of no other: as its logo, its first heading or
    /// line, or its whole title.
    BearsCarriersName => [BrandMismatch],
    /// Its letters make no words, and a visitor reads words all the same.
    HidesItsWords => [Evasion],
    /// Its fields have no words of their own: their labels are pictures.
    HidesItsLabels => [Evasion],
    /// It speaks of a payment, and stands in no other page: banks' own confirmations stand in
    /// frames of shops.
    SpeaksOfPayment => [],
    /// It has several fields to fill in, and none whose words are understood.
    AsksWithoutWords => [],
    /// The same, and those words are none: scraps of letters, or a text that several fields share.
    FieldsSayNothing => [],
    /// It is signed by somebody whose name its address does not bear.
    IsSignedByAnother => [ForeignSignature],
    /// It bears the name of another site, and much of it leads there.
    IsCopyOfAnother => [ForeignSignature],
    /// What it asks for goes to no address: nowhere, to a script, or to one of its own folder.
    /// Shops that lead on within their site have checkouts without a form.
    HidesItsTarget => [],
    /// It says little, and leads nowhere or takes up no word of its address.
    IsThin => [],
    /// It leads nowhere else, or is thin.
    IsAlone => [],
    /// It names a small sum.
    NamesSmallSum => [],
    /// It names one, and neither a larger one nor a bill's parts.
    NamesSmallSumAlone => [],
    /// A button names one, and none a larger one: that is paid, whatever adds up to it.
    PaysSmallSum => [],
    /// It names one that is more than the least price of a list.
    OwesSmallSum => [],
    /// It speaks of a delivery, in several words for a parcel and what stands around one.
    SpeaksOfDelivery => [ParcelLure],
    /// It holds such a word.
    MentionsDelivery => [ParcelLure],
    /// It asks for a bank login, not for the number of an account alone.
    AsksForBankLogin => [BankLogin],
    /// It asks for what opens a bank account: who, and a password or PIN.
    AsksForOnlineBanking => [BankLogin],
    /// Its fields ask for name, address, an identity number or document, and where to deliver, and for
    /// no card: a till may ask for a credit's papers.
    AsksForIdentityToDeliver => [IdentityRequest, ContactForm],
    /// It names a carrier, a sum or a parcel.
    SpeaksOfParcels => [ParcelLure],
    /// Its address holds words of parcels and their delivery.
    AddressSpeaksOfDelivery => [],
    /// Its address names no one, or somebody else.
    AddressNamesNoOne => [GenericHost, EmbeddedDomain],
    /// Its address names no one, or anybody can put a page there.
    IsAnybodysPlace => [GenericHost, EmbeddedDomain, HostedPage],
    /// Its address names no one, or anybody can put a page there and it tells a story or shows a carrier.
    IsUnnamedPlace => [GenericHost, EmbeddedDomain, HostedPage],
    /// Nobody's place: nameless, or where names prove nothing.
    IsNobodysPlace => [GenericHost, EmbeddedDomain, HostedPage],
    /// A sign of intent beside a claim: a story, a form, a kit, hidden words, no name.
    ShowsIntent => [
        ParcelLure, ScamChain, ContactForm, KitTraces, Evasion, GenericHost, EmbeddedDomain
    ],
    /// Made to be thrown away: a kit, hidden words, or anybody's place.
    LooksThrowaway => [KitTraces, Evasion, GenericHost, EmbeddedDomain, HostedPage],
    /// The set of the play: a form, a kit, anybody's place, or a nameless dead end.
    IsStaged => [ContactForm, KitTraces, GenericHost, EmbeddedDomain, HostedPage],
    /// A page that led here was worth a warning.
    WasWarnedOf => [ScamChain],
    /// Its site was at danger in this tab.
    WasAtDanger => [DangerBefore],
}

/// The conditions that hold, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Evidence(u128);

impl Evidence {
    /// Whether a condition holds.
    pub(super) fn holds(self, condition: Condition) -> bool {
        self.0 >> condition as u32 & 1 == 1
    }

    fn note(&mut self, condition: Condition, holds: bool) {
        self.0 |= u128::from(holds) << condition as u32;
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

    /// Reads the findings about a page or an address.
    pub(super) fn of(context: &Context<'_>, findings: &[Finding]) -> Self {
        use Condition as C;
        use Strength::{Medium, Strong, Weak};
        let spoken = Spoken(findings);
        let nameless = !context.claim.own_name;
        let dead_end = context.leads_nowhere();
        let address = spoken.any(HOST_RULES, Medium) || path_counts(context, spoken, dead_end);
        let mismatch = spoken.at_least(RuleId::BrandMismatch, Medium);
        let thin = context.says_little();
        let small_sum = context.lure.small_amount.is_some();
        // A larger one may be what a parcel is worth: the button says what is paid.
        let larger = context.lure.names_large_sum && !context.lure.pays_small_sum;
        let small_alone = small_sum && !larger && !context.lure.adds_up;
        // A bill over a large sum is a shop's: a kit asks for little, so as to frighten nobody.
        let large_bill = context.lure.names_large_sum && context.lure.adds_up;
        let names_carrier = context.claim.brands.iter().any(|claim| claim.score() > 0);
        // Of somebody's trade the address says as much as the page.
        let names_trade = context.claim.takes_up_address
            && !context.matches.host.delivery
            && !spoken.has(RuleId::GenericHost);
        let speaks_of_delivery = context.lure.delivery_words >= SEVERAL_WORDS && !names_trade;
        let names_parcel = names_carrier
            || speaks_of_delivery
            || (context.lure.parcel_words > 0 || context.lure.delivery_words >= BESIDE_PHRASE)
                && !context.lure.hits.is_empty()
            || context.lure.delivery_words > 0 && context.claim.brands.len() == 1;
        let story = spoken.any(STORY, Medium);
        // The page around a frame says what it is for.
        let is_set = context.inherited.framed && context.inherited.hints_at_story;
        // Who writes that in title and headline frightens off whom he would rob.
        let reports = context.lure.headed_by_fraud
            && context.claim.own_name
            && !context
                .claim
                .brands
                .iter()
                .any(|claim| claim.is_identity() || claim.is_letterhead());
        // Nobody but the merchant tells it there.
        let merchants_story = context.is_merchants_page() && spoken.any(STORY, Strong);
        let contact = spoken.has(RuleId::ContactForm);
        let traces = spoken.has(RuleId::KitTraces);
        let evasion = spoken.at_least(RuleId::Evasion, Medium);
        let hosted = spoken.has(RuleId::HostedPage);
        let generic = spoken.has(RuleId::GenericHost) || spoken.has(RuleId::EmbeddedDomain);
        let told = spoken.has(RuleId::ParcelLure) || spoken.has(RuleId::BrandMismatch);
        let speaks = told || context.lure.names_sum || !context.claim.brands.is_empty();
        let staged = contact || traces || hosted || generic || nameless && dead_end;
        let mut evidence = Self::default();
        for (condition, holds) in [
            (C::OnOfficialDomain, spoken.has(RuleId::OfficialSite)),
            (
                C::IsKnownParty,
                context.is_known_party() && !merchants_story,
            ),
            (C::IsMerchantsPage, context.is_merchants_page()),
            (C::AddressImitates, address),
            (C::PageImitates, mismatch),
            (
                C::PageSurelyImitates,
                spoken.at_least(RuleId::BrandMismatch, Strong),
            ),
            (C::Imitates, address || mismatch),
            (
                C::PosesAsSender,
                spoken.at_least(RuleId::SenderMismatch, Medium),
            ),
            (C::AddressBearsSender, address_bears_sender(context)),
            (C::ShowsSender, spoken.has(RuleId::SenderMismatch)),
            (C::TellsStory, story),
            (C::SaysStorysPhrase, spoken.has(RuleId::ParcelLure)),
            (
                C::HintsAtStory,
                nameless && thin && names_parcel && small_alone && !context.lure.names_large_sum,
            ),
            (C::StandsBelowHint, is_set),
            (C::TellsStoryAsItsOwn, spoken.any(STORY, Strong) && !reports),
            (C::SurelyTellsStory, spoken.any(STORY, Strong)),
            (
                C::Presses,
                context
                    .lure
                    .hits
                    .iter()
                    .any(|hit| hit.weight > Weight::Weak && PRESSING.contains(&hit.story)),
            ),
            (C::Threatens, context.lure.threatens()),
            (C::AsksForSecrets, spoken.any(SECRETS, Weak)),
            (C::AsksForLastingSecrets, spoken.any(LASTING_SECRETS, Weak)),
            (
                C::AsksForCardOrBank,
                spoken.has(RuleId::PaymentForm) || spoken.has(RuleId::BankLogin),
            ),
            (C::AsksForPartOfCard, spoken.has(RuleId::PaymentForm)),
            (C::AsksForCard, spoken.at_least(RuleId::PaymentForm, Medium)),
            (
                C::AsksForMostOfCard,
                spoken.at_least(RuleId::PaymentForm, Medium)
                    || spoken.has(RuleId::PaymentForm)
                        && context.ask.any(&[FieldKind::CardNumber])
                        // Each field of a card may stand in a frame of its own.
                        && (context.ask.any(OF_A_DATE) || context.inherited.framed),
            ),
            (C::AsksForCode, spoken.has(RuleId::OneTimeCode)),
            (
                C::AsksForCodeAlone,
                spoken.has(RuleId::OneTimeCode) && !context.ask.any(OF_A_LOGIN),
            ),
            (
                C::AsksForPaymentCode,
                spoken.at_least(RuleId::OneTimeCode, Medium),
            ),
            (C::AsksTooMuch, spoken.has(RuleId::ExcessiveRequest)),
            (
                C::SurelyAsksTooMuch,
                spoken.at_least(RuleId::ExcessiveRequest, Strong),
            ),
            (C::AsksCodeAfterCard, spoken.has(RuleId::CodeAfterCard)),
            (
                C::TakesElsewhere,
                spoken.at_least(RuleId::TakingWithoutForm, Medium),
            ),
            (
                C::SurelyTakesElsewhere,
                spoken.at_least(RuleId::TakingWithoutForm, Strong),
            ),
            (
                C::AsksForRecoveryPhrase,
                spoken.at_least(RuleId::TakingWithoutForm, Strong)
                    && tells_to_give(context, "recovery_phrase")
                    && has_field_for_words(context),
            ),
            (
                C::SendsToBankingApp,
                spoken.has(RuleId::TakingWithoutForm) && tells_to_give(context, "banking_app"),
            ),
            (C::AsksForContact, contact),
            (C::AsksForPassword, context.ask.any(&[FieldKind::Password])),
            (C::IsBuiltLikeKit, traces),
            (
                C::IsWhollyBuiltLikeKit,
                spoken.at_least(RuleId::KitTraces, Medium),
            ),
            (C::IsNameless, nameless),
            (C::IsDeadEnd, dead_end),
            (C::NamesCarrier, names_carrier),
            (C::MentionsOneCarrier, context.claim.brands.len() == 1),
            (C::ShowsCarrier, spoken.has(RuleId::BrandMismatch)),
            (
                C::BearsCarriersLogo,
                spoken.has(RuleId::BrandMismatch)
                    && shows_one_by(context, |claim| {
                        claim.evidence.contains(&page_claim::Evidence::Logo)
                    }),
            ),
            (
                C::BearsCarriersName,
                // In shops' frames relay points are chosen, under a carrier's name.
                spoken.has(RuleId::BrandMismatch)
                    && (!context.inherited.framed || context.ask.secrets())
                    && shows_one_by(context, |claim| claim.is_letterhead()),
            ),
            (C::HidesItsWords, spoken.at_least(RuleId::Evasion, Strong)),
            (
                C::HidesItsLabels,
                evasion && !context.inherited.framed && context.page.is_some_and(are_mute),
            ),
            (
                C::SpeaksOfPayment,
                (context.lure.speaks_of_payment || context.lure.masked_card)
                    && !context.inherited.framed,
            ),
            (C::AsksWithoutWords, asks_without_words(context)),
            (
                C::FieldsSayNothing,
                asks_without_words(context) && context.page.is_some_and(say_nothing),
            ),
            (C::IsSignedByAnother, spoken.has(RuleId::ForeignSignature)),
            (
                C::IsCopyOfAnother,
                spoken.at_least(RuleId::ForeignSignature, Medium),
            ),
            (
                C::HidesItsTarget,
                context.ask.local_script
                    || context.ask.no_target && (dead_end || !context.ask.formless),
            ),
            (C::IsThin, thin),
            (C::IsAlone, dead_end || thin),
            (C::NamesSmallSum, small_sum && !large_bill),
            (C::NamesSmallSumAlone, small_alone),
            (C::PaysSmallSum, context.lure.pays_small_sum),
            (C::OwesSmallSum, context.lure.owes_small_sum),
            (C::SpeaksOfDelivery, speaks_of_delivery),
            (C::MentionsDelivery, context.lure.delivery_words > 0),
            (
                C::AsksForBankLogin,
                spoken.has(RuleId::BankLogin)
                    && (context.ask.any(&[FieldKind::BankLogin])
                        || !context.ask.any(&[FieldKind::Iban, FieldKind::Bic])),
            ),
            (C::AsksForOnlineBanking, context.ask.online_banking()),
            (
                C::AsksForIdentityToDeliver,
                contact
                    && spoken.has(RuleId::IdentityRequest)
                    && !context.ask.card()
                    && asks_where_to_deliver(context),
            ),
            (C::SpeaksOfParcels, speaks),
            (C::AddressSpeaksOfDelivery, context.matches.host.delivery),
            (C::AddressNamesNoOne, generic),
            (C::IsAnybodysPlace, generic || hosted),
            (C::IsUnnamedPlace, generic || hosted && told),
            (C::IsNobodysPlace, nameless || hosted || generic),
            (
                C::ShowsIntent,
                story || contact || traces || evasion || generic,
            ),
            (C::LooksThrowaway, traces || evasion || generic || hosted),
            (C::IsStaged, staged),
            (C::WasWarnedOf, spoken.at_least(RuleId::ScamChain, Strong)),
            (C::WasAtDanger, spoken.has(RuleId::DangerBefore)),
        ] {
            evidence.note(condition, holds);
        }
        evidence
    }
}

/// Different words of parcels and of what stands around a delivery, from which a page speaks of one.
const SEVERAL_WORDS: usize = 3;

/// The same beside a phrase of a story.
const BESIDE_PHRASE: usize = 2;

/// What a visitor loses by answering.
const SECRETS: &[RuleId] = &[
    RuleId::PaymentForm,
    RuleId::OneTimeCode,
    RuleId::BankLogin,
    RuleId::IdentityRequest,
];

/// Of those, what is of use for longer than a code's minutes.
const LASTING_SECRETS: &[RuleId] = &[
    RuleId::PaymentForm,
    RuleId::BankLogin,
    RuleId::IdentityRequest,
];

/// A card's date, in one box or two.
const OF_A_DATE: &[FieldKind] = &[
    FieldKind::CardExpiry,
    FieldKind::CardExpiryMonth,
    FieldKind::CardExpiryYear,
];

/// What a login asks for beside its code.
const OF_A_LOGIN: &[FieldKind] = &[FieldKind::Username, FieldKind::Email, FieldKind::Password];

/// Stories of somebody who owes, is owed or is to lose an account.
const PRESSING: &[&str] = &["account_threat", "expiry", "refund", "unpaid_invoice"];

/// The parcel story, told here or by the pages before.
const STORY: &[RuleId] = &[RuleId::ParcelLure, RuleId::ScamChain];

/// The findings, by rule.
#[derive(Clone, Copy)]
struct Spoken<'a>(&'a [Finding]);

impl Spoken<'_> {
    fn at_least(self, rule: RuleId, strength: Strength) -> bool {
        let mut findings = self.0.iter();
        findings.any(|finding| finding.rule == rule && finding.strength >= strength)
    }

    fn has(self, rule: RuleId) -> bool {
        self.at_least(rule, Strength::Weak)
    }

    fn any(self, rules: &[RuleId], strength: Strength) -> bool {
        rules.iter().any(|&rule| self.at_least(rule, strength))
    }
}

/// Whether the address bears the name of the sender that the page presents itself as.
fn address_bears_sender(context: &Context<'_>) -> bool {
    let sender = context.sender().map(|(brand, _)| brand);
    let claim = sender.and_then(|brand| context.senders.about(brand.id()));
    claim.is_some_and(|claim| claim.evidence.contains(&page_claim::Evidence::Address))
}

/// Whether the page tells of this way to give without a form.
fn tells_to_give(context: &Context<'_>, story: &str) -> bool {
    let mut takings = context.lure.takings.iter();
    takings.any(|taking| taking.story == story)
}

/// Whether a visitor is to write something.
fn has_field_for_words(context: &Context<'_>) -> bool {
    let mut fields = context.page.iter().flat_map(|page| &page.fields);
    fields.any(|field| field.visible && takes_words(field))
}

/// Whether a visitor is to fill in several fields, none of which is understood.
fn asks_without_words(context: &Context<'_>) -> bool {
    const SEVERAL: usize = 3;
    let fields = context.page.map_or(&[][..], |page| &page.fields);
    let visible = fields.iter().filter(|field| field.visible).count();
    // A field for digits is taken for a phone's where no word says more.
    let is_guess = |asked: &ClassifiedField| asked.kind == FieldKind::Phone;
    visible >= SEVERAL && context.ask.fields.iter().all(is_guess)
}

/// Whether no field that is to be filled in has a word of its own, as one in a language without data
/// has.
fn say_nothing(page: &PageSnapshot) -> bool {
    const WORD: usize = 4;
    const SHARED_BY: usize = 3;
    // Of what a parcel's price is reckoned.
    const UNITS: &[&str] = &["kg", "lb", "lbs", "oz", "cm", "mm"];
    let has_word = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphabetic());
        words.any(|word| word.chars().count() >= WORD || UNITS.contains(&word))
    };
    let fields = || {
        page.fields
            .iter()
            .filter(|field| field.visible && takes_words(field))
    };
    let is_own = |label: &str| fields().filter(|field| field.label == label).count() < SHARED_BY;
    !fields()
        .any(|field| has_word(&field.placeholder) || has_word(&field.label) && is_own(&field.label))
}

/// Whether the words of a field speak of a delivery.
fn asks_where_to_deliver(context: &Context<'_>) -> bool {
    let fields = context.page.map_or(&[][..], |page| &page.fields);
    let mut words = fields
        .iter()
        .flat_map(|field| [&field.label, &field.placeholder]);
    words.any(|words| Lure::of_label(words).delivery_words > 0)
}

/// Whether the page shows the carrier it shows most in such a way, and no other alike.
fn shows_one_by(context: &Context<'_>, is_shown: impl Fn(&BrandClaim<'_>) -> bool) -> bool {
    let mut shown = context
        .claim
        .brands
        .iter()
        .filter(|claim| claim.score() >= 2);
    let Some(first) = shown.next() else {
        return false;
    };
    is_shown(first) && shown.all(|other| other.brand.group() == first.brand.group())
}

/// Whether a carrier's name in the path is a contradiction. It is where the
/// address is all that is known. Of a page that was read it says nothing alone,
/// since many sites answer any path, so that anybody can link to it by such a
/// name; and a site that speaks by its own name may write about the carrier. The
/// page itself must bring up that carrier, tell a story, be built like a kit, or
/// ask for something and lead nowhere else.
fn path_counts(context: &Context<'_>, spoken: Spoken<'_>, dead_end: bool) -> bool {
    let mut findings = spoken.0.iter();
    let Some(named) = findings.find(|finding| finding.rule == RuleId::BrandInPath) else {
        return false;
    };
    if context.page.is_none() {
        return true;
    }
    let brought_up = named
        .brand
        .as_deref()
        .and_then(|brand| context.claim.about(brand))
        .is_some_and(|claim| claim.score() > 0);
    let asks = spoken.any(SECRETS, Strength::Weak) || spoken.has(RuleId::ContactForm);
    let shows_more = brought_up
        || spoken.has(RuleId::ParcelLure)
        || spoken.has(RuleId::Evasion)
        || spoken.has(RuleId::KitTraces)
        || asks && dead_end;
    !context.claim.own_name && shows_more
}
