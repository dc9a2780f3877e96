//! The level that findings add up to.

use super::HOST_RULES;
use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::level::Level;

/// What a visitor loses by answering.
const TAKING: &[RuleId] = &[
    RuleId::PaymentForm,
    RuleId::OneTimeCode,
    RuleId::BankLogin,
    RuleId::IdentityRequest,
];

/// The parcel story, told here or by the pages before.
const STORY: &[RuleId] = &[RuleId::ParcelLure, RuleId::ScamChain];

/// The strengths of the findings by what they prove.
struct Weighed<'a> {
    findings: &'a [Finding],
}

impl Weighed<'_> {
    fn of(&self, rule: RuleId) -> Option<Strength> {
        self.findings
            .iter()
            .filter(|finding| finding.rule == rule)
            .map(|finding| finding.strength)
            .max()
    }

    fn has(&self, rule: RuleId) -> bool {
        self.of(rule).is_some()
    }

    fn at_least(&self, rule: RuleId, strength: Strength) -> bool {
        self.of(rule).is_some_and(|found| found >= strength)
    }

    fn any(&self, rules: &[RuleId], strength: Strength) -> bool {
        rules.iter().any(|&rule| self.at_least(rule, strength))
    }
}

/// The level, and the rules that decided it.
pub(super) fn level_of(context: &Context<'_>, findings: &[Finding]) -> (Level, Vec<RuleId>) {
    let weighed = Weighed { findings };
    if weighed.has(RuleId::OfficialSite) {
        return (Level::Official, vec![RuleId::OfficialSite]);
    }
    if context.is_known_party() {
        return (Level::Clear, Vec::new());
    }
    let signs = Signs::of(context, &weighed);
    let by_itself = signs.level();
    let level = by_itself.max(signs.level_after_danger());
    if level == Level::Clear {
        return (Level::Clear, Vec::new());
    }
    let decided = RuleId::ALL
        .iter()
        .copied()
        .filter(|&rule| weighed.has(rule))
        // What the site did before is no news on a page that does it again.
        .filter(|&rule| rule != RuleId::DangerBefore || level > by_itself)
        .collect();
    (level, decided)
}

/// Whether a carrier's name in the path is a contradiction. It is where the
/// address is all that is known. Of a page that was read it says nothing alone,
/// since many sites answer any path, so that anybody can link to it by such a
/// name; and a site that speaks by its own name may write about the carrier. The
/// page itself must bring up that carrier, tell a story, be built like a kit, or
/// ask for something and lead nowhere else.
fn path_counts(context: &Context<'_>, weighed: &Weighed<'_>) -> bool {
    let Some(named) = weighed
        .findings
        .iter()
        .find(|finding| finding.rule == RuleId::BrandInPath)
    else {
        return false;
    };
    let Some(page) = context.page else {
        return true;
    };
    let brought_up = named
        .brand
        .as_deref()
        .and_then(|brand| context.claim.about(brand))
        .is_some_and(|claim| claim.score() > 0);
    let asks = weighed.any(TAKING, Strength::Weak) || weighed.has(RuleId::ContactForm);
    let shows_more = brought_up
        || weighed.has(RuleId::ParcelLure)
        || weighed.has(RuleId::Evasion)
        || weighed.has(RuleId::KitTraces)
        || asks && page.is_dead_end(context.site.host());
    !context.claim.own_name && shows_more
}

/// What the findings say about the page, in the words of the decision.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent answers to independent questions"
)]
struct Signs {
    /// The address names a brand that it is not.
    address: bool,
    /// The page presents itself as a brand that it is not.
    mismatch: bool,
    /// It does so beyond doubt.
    strong_mismatch: bool,
    /// It tells a story of the parcel scam.
    lure: bool,
    /// It tells one beyond doubt.
    strong_lure: bool,
    /// It asks for a code after a card, as only banks and payment providers do.
    code_after_card: bool,
    /// A page that led here was worth a warning.
    warned_before: bool,
    /// It names a carrier, a sum or a parcel.
    speaks: bool,
    /// It brings up a carrier more than in passing.
    names_carrier: bool,
    /// It leads nowhere else.
    dead_end: bool,
    /// It asks for something that costs.
    taking: bool,
    /// It asks for a whole card.
    card: bool,
    /// It asks for a code, or tells to confirm in the banking app.
    code: bool,
    /// It asks for a code in the words of a payment.
    payment_code: bool,
    /// It asks, with a card or code, for what no honest page asks beside it.
    excessive: bool,
    /// It certainly does.
    strong_excessive: bool,
    /// It asks for name and address.
    contact: bool,
    /// Its words are made to be missed by filters.
    evasion: bool,
    /// It is built like a kit.
    traces: bool,
    /// It is, in every point.
    strong_traces: bool,
    /// It lives where anybody can put a page.
    hosted: bool,
    /// Its address names no one, or somebody else.
    generic: bool,
    /// Its address holds words of parcels and their delivery.
    delivery_host: bool,
    /// It does not speak by a name of its own.
    nameless: bool,
    /// Its site was at danger in this tab.
    danger_before: bool,
}

impl Signs {
    fn of(context: &Context<'_>, weighed: &Weighed<'_>) -> Self {
        use Strength::{Medium, Strong, Weak};
        let own_name = context.claim.own_name;
        Self {
            address: weighed.any(HOST_RULES, Medium) || path_counts(context, weighed),
            mismatch: weighed.at_least(RuleId::BrandMismatch, Medium),
            strong_mismatch: weighed.at_least(RuleId::BrandMismatch, Strong),
            lure: weighed.any(STORY, Medium),
            strong_lure: weighed.any(STORY, Strong),
            code_after_card: weighed.has(RuleId::CodeAfterCard),
            warned_before: weighed.at_least(RuleId::ScamChain, Strong),
            speaks: weighed.has(RuleId::ParcelLure)
                || context.lure.names_sum
                || !context.claim.brands.is_empty(),
            names_carrier: context.claim.brands.iter().any(|claim| claim.score() > 0),
            dead_end: context
                .page
                .is_some_and(|page| page.is_dead_end(context.site.host())),
            taking: weighed.any(TAKING, Weak),
            card: weighed.at_least(RuleId::PaymentForm, Medium),
            code: weighed.has(RuleId::OneTimeCode),
            payment_code: weighed.at_least(RuleId::OneTimeCode, Medium),
            excessive: weighed.has(RuleId::ExcessiveRequest),
            strong_excessive: weighed.at_least(RuleId::ExcessiveRequest, Strong),
            contact: weighed.has(RuleId::ContactForm),
            evasion: weighed.at_least(RuleId::Evasion, Medium),
            traces: weighed.has(RuleId::KitTraces),
            strong_traces: weighed.at_least(RuleId::KitTraces, Medium),
            hosted: weighed.has(RuleId::HostedPage),
            generic: weighed.has(RuleId::GenericHost) || weighed.has(RuleId::EmbeddedDomain),
            delivery_host: context.mentions.host.delivery,
            nameless: !own_name,
            danger_before: weighed.has(RuleId::DangerBefore),
        }
    }

    /// The level of the page by itself.
    fn level(&self) -> Level {
        if self.claimed_and_taking() || self.nobody_and_taking() || self.anonymous_taking() {
            Level::Danger
        } else if self.contradiction() || self.story() || self.taking_at_nobodys() {
            Level::Caution
        } else {
            Level::Clear
        }
    }

    /// The level below which a page of a site that was at danger does not fall.
    fn level_after_danger(&self) -> Level {
        match (self.danger_before, self.taking) {
            (false, _) => Level::Clear,
            (true, false) => Level::Caution,
            (true, true) => Level::Danger,
        }
    }

    /// Nobody's place: nameless, or where names prove nothing.
    fn nobody(&self) -> bool {
        self.nameless || self.hosted || self.generic
    }

    /// Claim against site, and harm.
    fn claimed_and_taking(&self) -> bool {
        let claimed = self.address || self.mismatch;
        claimed && (self.taking || self.contact && (self.lure || self.address && self.mismatch))
    }

    /// Story against site, and harm.
    fn nobody_and_taking(&self) -> bool {
        let told = self.strong_lure
            || self.lure && (self.traces || self.evasion || self.generic || self.hosted);
        self.nobody() && self.taking && told
    }

    /// Harm on a page of no name that leads nowhere, at a place that names no one.
    fn anonymous_taking(&self) -> bool {
        let anonymous = self.nameless && self.traces;
        let unnamed_place = self.generic || self.hosted && self.speaks;
        anonymous && unnamed_place && (self.card || self.code && self.speaks)
            || self.strong_excessive && anonymous
            || self.code_after_card && (self.nameless || self.warned_before)
    }

    /// Claim against site, and signs of intent.
    fn contradiction(&self) -> bool {
        self.address
            || self.mismatch
                && (self.lure
                    || self.contact
                    || self.traces
                    || self.evasion
                    || self.generic
                    || self.strong_mismatch)
    }

    /// A parcel story told by nobody.
    fn story(&self) -> bool {
        let set = self.contact
            || self.traces
            || self.hosted
            || self.generic
            || self.nameless && self.dead_end;
        self.nobody() && (self.strong_lure || self.lure && set)
            || self.nameless && self.generic && self.dead_end && self.names_carrier
            || self.contact && self.traces && self.generic && self.delivery_host && self.nameless
    }

    /// Harm at a place that is nobody's.
    fn taking_at_nobodys(&self) -> bool {
        self.taking && self.lure && self.nobody()
            || self.taking && self.nameless && (self.generic || self.hosted)
            || self.nameless && self.strong_traces && self.card
            || self.nameless && self.traces && self.excessive
            || self.nameless && self.strong_traces && self.payment_code
    }
}
