//! The four answers together: what a rule reads.

use serde::{Deserialize, Serialize};

use crate::address::matches::{BrandMatches, Place};
use crate::address::{Owner, Site};
use crate::brands::{Brand, Registry};
use crate::data::{AliasClass, BrandKind, FieldKind, HostingKind, KnownKind};
use crate::page::PageSnapshot;
use crate::page::chain::{ChainHistory, ScamStep};
use crate::page::claim::{BrandClaim, Claim, Evidence};
use crate::page::danger_memory::PastDanger;
use crate::page::fields::FormAnalysis;
use crate::page::lure::Lure;
use crate::page::own_name;
use crate::rules::finding::Strength;

/// Characters of a page that says little: a heading, a few sentences, a form, and what stands at the
/// foot of any page.
const FEW_WORDS: u32 = 900;

/// What one frame of a tab passes on to the frames below it and to the steps
/// after it: ids only, no text of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FrameContext {
    /// Id of the brand that the page presented itself as, where a rule found that
    /// it is not that brand.
    pub identity: Option<String>,
    /// Points of the parcel story, where a rule found that it tells one.
    pub lure: u32,
    /// What was asked for.
    pub asks: Vec<FieldKind>,
    /// Whether a page of no name that says little brought up a carrier or a delivery, and a small sum.
    pub hints_at_story: bool,
    /// Whether the page stands in another.
    #[serde(skip)]
    pub framed: bool,
    /// Whether that one says nothing, so that its frames are one page to a visitor: what others of them ask
    /// for counts as asked here.
    #[serde(skip)]
    pub joined: bool,
    /// What the pages before this one said.
    #[serde(skip)]
    pub before: Option<ChainHistory>,
    /// What the tab knows of the site, if it was at danger.
    #[serde(skip)]
    pub danger_before: Option<PastDanger>,
}

impl FrameContext {
    /// Adds what another frame of the same page says.
    pub(crate) fn join(&mut self, other: Self) {
        self.identity = self.identity.take().or(other.identity);
        self.lure = self.lure.max(other.lure);
        self.asks.extend(other.asks);
        self.asks.sort_unstable();
        self.asks.dedup();
        self.hints_at_story |= other.hints_at_story;
    }
}

/// Everything that is known of a page when the rules run.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// All brands.
    pub registry: &'a Registry,
    /// Where we are.
    pub site: &'a Site,
    /// Whose place that is, if known.
    pub owner: Option<Owner<'a>>,
    /// Brand words of the address.
    pub matches: &'a BrandMatches<'a>,
    /// The page, if it was seen; the address alone otherwise.
    pub page: Option<&'a PageSnapshot>,
    /// Who it says it is.
    pub claim: &'a Claim<'a>,
    /// Which sender beside the carriers it says it is.
    pub senders: &'a Claim<'a>,
    /// Which story it tells.
    pub lure: &'a Lure,
    /// What it asks for.
    pub ask: &'a FormAnalysis,
    /// What the page around this frame, or the step before, brings along.
    pub inherited: &'a FrameContext,
}

impl<'a> Context<'a> {
    /// Whether the site is one that has no need to pretend: an official domain
    /// of a brand, a namesake of one, a payment provider, a bank, a mailbox.
    #[must_use]
    pub(crate) fn is_known_party(&self) -> bool {
        self.owner.is_some() && !self.is_strangers_tenancy() || self.is_translation()
    }

    /// Whether Google Translate shows a brand's own page here, which takes no more than a login and
    /// speaks for no other brand.
    fn is_translation(&self) -> bool {
        let host = self.site.translated();
        let official = host.and_then(|host| self.registry.lookup(&host).official());
        official.is_some_and(|brand| {
            let is_its = |claimed: Brand<'_>| {
                claimed == brand || claimed.group().is_some() && claimed.group() == brand.group()
            };
            !self.takes_secrets() && self.identity().is_none_or(is_its)
        })
    }

    /// Whether the page asks for a card, or for what opens an account or confirms a payment.
    fn takes_secrets(&self) -> bool {
        const SECRETS: &[FieldKind] =
            &[FieldKind::OneTimeCode, FieldKind::Pin, FieldKind::BankLogin];
        self.ask.card() || self.ask.any(SECRETS)
    }

    /// Whether the page is a stranger's at a service that gives names to firms and
    /// to anybody alike (`lilas.zendesk.com`). Carriers are tenants there, too, so
    /// that an address says nothing: a page must take what help desks and surveys
    /// do not take, or speak for a brand that the tenant is not named after.
    fn is_strangers_tenancy(&self) -> bool {
        let is_tenancy = matches!(
            self.owner,
            Some(Owner::Known(host)) if host.kind == KnownKind::TenantService
        );
        if !is_tenancy || self.site.hosting().is_none() || self.page.is_none() {
            return false;
        }
        let is_tenant = |brand: Brand<'_>| {
            let mut labels = self.matches.of_place(Place::Subdomain);
            labels.any(|label| label.whole_label && label.brand == brand)
        };
        self.takes_secrets() || self.identity().is_some_and(|brand| !is_tenant(brand))
    }

    /// Whether the page is a payment provider's that holds the words of whoever is
    /// paid (`buy.stripe.com`): the place is honest, the words need not be.
    pub(crate) fn is_merchants_page(&self) -> bool {
        let hosting = self.site.hosting();
        self.page.is_some()
            && matches!(self.owner, Some(Owner::Known(_)))
            && hosting.is_some_and(|host| host.kind == HostingKind::PaymentLink)
    }

    /// The brand whose official domain this is.
    #[must_use]
    pub(crate) fn official_brand(&self) -> Option<Brand<'a>> {
        match self.owner {
            Some(Owner::Brand(brand)) => Some(brand),
            _ => None,
        }
    }

    /// The brand the page presents itself as, its own words first, then those
    /// of the page around it.
    #[must_use]
    pub(crate) fn identity(&self) -> Option<Brand<'a>> {
        let inherited = || self.registry.brand(self.inherited.identity.as_deref()?);
        let claimed = self.claim.identity().map(|claim| claim.brand);
        claimed.or_else(inherited)
    }

    /// The sender beside the carriers that the page presents itself as, where this is not
    /// its site, and how much that says. [`Strength::Weak`]: its name or logo is shown, as
    /// shops show those of payment services.
    ///
    /// Whoever names himself, and is that name, signs the page: title, site name or
    /// copyright line. A logo, or a first heading or line that is the name, is as much on a page that speaks by no name of its own and
    /// shows no other, but not a payment service's: shops show them.
    pub(crate) fn sender(&self) -> Option<(Brand<'a>, Strength)> {
        let inherited = || {
            let before = self.inherited.before.as_ref();
            let before = before.filter(|_| self.takes_next_step());
            let id = self.inherited.identity.as_deref();
            let brand = self
                .registry
                .brand(id.or_else(|| before?.identity.as_deref())?)?;
            brand.is_sender().then_some((brand, Strength::Medium))
        };
        if self.is_known_party() || self.claim.identity().is_some() {
            return None;
        }
        // Any page shows where else it is found and by what one may sign in.
        let names_itself = |claim: &&BrandClaim<'_>| {
            let says = [
                Evidence::TitlePart,
                Evidence::TitleAlone,
                Evidence::SiteName,
                Evidence::Copyright,
            ];
            claim.brand.kind() != BrandKind::Account
                || says
                    .iter()
                    .any(|evidence| claim.evidence.contains(evidence))
        };
        let mut claims = self.senders.brands.iter().filter(names_itself);
        let Some(claim) = claims.next() else {
            return inherited();
        };
        if self.is_named_after(claim.brand) {
            return None;
        }
        if self.is_run_by(claim) {
            return inherited();
        }
        let has = |evidence: &Evidence| claim.evidence.contains(evidence);
        // A name may be a word as well (`nos soldats`).
        let is_word = claim.class == AliasClass::Common;
        // A shop of a name of its own sells gift cards: there any other word in the title tells.
        let titled = if self.claim.own_name || is_word {
            Evidence::TitleExact
        } else {
            Evidence::TitleAlone
        };
        // Who runs a firm's login page signs it, too, on that firm's own domain.
        let kind = claim.brand.kind();
        let signature = Some(Evidence::Copyright)
            .filter(|_| kind != BrandKind::Account || self.site.is_shared_hosting());
        let signed = [titled, Evidence::SiteName]
            .iter()
            .chain(&signature)
            .any(has);
        let alone = !claims.any(|other| other.score() + 1 >= claim.score());
        let nameless = !self.claim.own_name;
        let surely = nameless || alone && claim.class == AliasClass::Distinctive;
        // Shops show who pays, who signs in and what they sell, hotels by whom they are booked.
        let is_shown_by_others = match kind {
            BrandKind::Payment | BrandKind::Account => true,
            BrandKind::Travel | BrandKind::Retail => {
                !has(&Evidence::TitlePart) && !has(&Evidence::TitleAlone)
            }
            _ => false,
        };
        let by_logo = alone
            && nameless
            && !is_shown_by_others
            && (has(&Evidence::Logo)
                || has(&Evidence::HeadingAlone)
                // Above a menu it may be one of the ways on.
                || has(&Evidence::FirstLine) && self.leads_nowhere()
                || claim.is_identity() && !is_word);
        if signed && claim.is_identity() && surely {
            Some((claim.brand, Strength::Strong))
        } else if by_logo {
            Some((claim.brand, Strength::Medium))
        } else {
            let by_itself = [Evidence::TitleExact, Evidence::Logo, Evidence::FirstLine];
            let is_shown = claim.score() >= 2 && (!is_word || signed || by_itself.iter().any(has));
            inherited().or_else(|| is_shown.then_some((claim.brand, Strength::Weak)))
        }
    }

    /// Whether a sender signs the page at its foot alone, below a title that names the site by its
    /// domain: banks run and pay for other sites. One that leads nowhere may be a copy.
    fn is_run_by(&self, claim: &BrandClaim<'_>) -> bool {
        let shown = [
            Evidence::TitlePart,
            Evidence::TitleAlone,
            Evidence::SiteName,
            Evidence::Logo,
            Evidence::HeadingAlone,
            Evidence::FirstLine,
            Evidence::Address,
        ];
        let titled = |page: &PageSnapshot| {
            let title = page.title.to_lowercase();
            title.contains(self.site.registrable())
        };
        !shown
            .iter()
            .any(|evidence| claim.evidence.contains(evidence))
            && self.page.is_some_and(titled)
            && !self.leads_nowhere()
    }

    /// Whether the registered name is the brand's own, under a top-level domain that
    /// phishing does not favour, or is itself the top-level domain, or a public suffix is:
    /// firms and authorities have more sites than any list (`vodafone.ro`,
    /// `mabanque.bnpparibas`, `renew.service.gov.uk`).
    fn is_named_after(&self, brand: Brand<'_>) -> bool {
        let label: String = self.site.registrable_label().split('-').collect();
        let top_level = self.site.host().rsplit('.').next().unwrap_or_default();
        let is_name = |name: &str| {
            brand
                .aliases()
                .any(|alias| alias.words.replace(' ', "") == name)
        };
        let suffix = self.site.suffix();
        let mut tails = suffix.match_indices('.').map(|(at, _)| at + 1);
        let is_suffix = |start: usize| {
            let tail = suffix.get(start..).unwrap_or_default();
            is_name(&tail.replace('.', ""))
        };
        is_suffix(0)
            || tails.any(is_suffix)
            || is_name(&label) && !self.registry.lexicon().is_abused(top_level)
            || own_name::is_members(brand, self.site, self.registry)
    }

    /// Whether the page leads to hardly any other of its site.
    #[must_use]
    pub(crate) fn leads_nowhere(&self) -> bool {
        self.page
            .is_some_and(|page| page.is_dead_end(self.site.host()))
    }

    /// Whether the page says little, and either leads nowhere or takes up no word of its address:
    /// links to legal pages that need not exist are had for nothing.
    #[must_use]
    pub(crate) fn says_little(&self) -> bool {
        self.page
            .is_some_and(|page| page.counts.text_length < FEW_WORDS)
            && (self.leads_nowhere() || !self.claim.takes_up_address)
    }

    /// Whether the page asks for what the scam takes after its bait.
    #[must_use]
    pub(crate) fn takes_next_step(&self) -> bool {
        let code = [FieldKind::OneTimeCode, FieldKind::Pin];
        self.ask.card() || self.ask.contact() || self.ask.any(&code)
    }

    /// The steps that the page is, by its story and what it asks for.
    #[must_use]
    pub(crate) fn steps(&self) -> Vec<ScamStep> {
        let (ask, lure) = (self.ask, self.lure);
        let tests = [
            (ScamStep::Bait, lure.score() >= 3),
            (ScamStep::Gate, lure.tells("robot_check")),
            (
                ScamStep::Tracking,
                lure.tells("tracking") || ask.any(&[FieldKind::TrackingNumber]),
            ),
            (ScamStep::Address, ask.contact()),
            (
                ScamStep::Fee,
                lure.names_sum && lure.parcel_words > 0 || lure.tells("small_fee"),
            ),
            (ScamStep::Card, ask.card()),
            (
                ScamStep::Code,
                ask.any(&[FieldKind::OneTimeCode]) || lure.tells("otp"),
            ),
        ];
        tests
            .into_iter()
            .filter_map(|(step, seen)| seen.then_some(step))
            .collect()
    }

    /// Whether an earlier page of this site was a step.
    #[must_use]
    pub(crate) fn came_by(&self, step: ScamStep) -> bool {
        self.inherited
            .before
            .as_ref()
            .is_some_and(|before| before.steps.contains(&step))
    }

    /// Points of the parcel story, with those brought along.
    #[must_use]
    pub(crate) fn lure_score(&self) -> u32 {
        self.lure.score().max(self.inherited.lure)
    }
}

#[cfg(test)]
mod tests {
    use crate::page::PageSnapshot;
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{page, quiet, strength_on};

    const CARD: &[&str] = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];

    fn titled(url: &str, title: &str, labels: &[&str]) -> PageSnapshot {
        PageSnapshot {
            title: title.into(),
            ..page(url, "", labels)
        }
    }

    #[test]
    fn a_tenancy_is_a_strangers_by_what_its_page_takes_or_claims() {
        for (url, title, labels, stranger) in [
            ("https://lilas.zendesk.com/hc", "Aide", CARD, true),
            ("https://lilas.zendesk.com/hc", "Chronopost", &[][..], true),
            (
                "https://objectstorage.eu-paris-1.oraclecloud.com/n/a/b/w/o/i.html",
                "Suivi",
                CARD,
                true,
            ),
            // a shop's help desk, a carrier's, and a firm that anybody can't be
            ("https://lilas.zendesk.com/hc", "Aide", &["E-mail"], false),
            (
                "https://chronopost.zendesk.com/hc",
                "Chronopost",
                &[],
                false,
            ),
            ("https://lilas.workday.com/", "Chronopost", CARD, false),
        ] {
            let found = strength_on(RuleId::HostedPage, &titled(url, title, labels));
            assert_eq!(found.is_some(), stranger, "{url} {title} {labels:?}");
        }
        // what Google translates is the carrier's own, if it takes no card and speaks for no other
        for (url, title, labels, found) in [
            (
                "https://www-chronopost-fr.translate.goog/en/login?_x_tr_tl=en",
                "Chronopost",
                &["Password"][..],
                false,
            ),
            (
                "https://www-chronopost-fr.translate.goog/en/login?_x_tr_tl=en",
                "Chronopost",
                CARD,
                true,
            ),
            (
                "https://www-chronopost-fr.translate.goog/",
                "DPD",
                &["Password"],
                true,
            ),
            (
                "https://www-chronopost-fr.translate.goog/?_x_tr_hp=lilas",
                "Chronopost",
                &["Password"],
                true,
            ),
            (
                "https://chronopost-lilas-example.translate.goog/",
                "Chronopost",
                &["Password"],
                true,
            ),
        ] {
            let page = titled(url, title, labels);
            assert_eq!(
                strength_on(RuleId::HostedPage, &page).is_some(),
                found,
                "{url} {title}"
            );
        }
        quiet(RuleId::TargetEmbedding, "www-chronopost-fr.translate.goog");
        // by the address alone nothing is known
        quiet(RuleId::TargetEmbedding, "royalmail.eu.qualtrics.com");
        quiet(RuleId::HostedPage, "royalmail.eu.qualtrics.com");
    }
}
