//! Findings become a level. The only place that decides.
//!
//! - `Official`: the host is on a brand's official domain.
//! - `Danger`: a contradiction (who it says it is, or the story it tells,
//!   against where it is) *and* harm (what it asks for).
//! - `Caution`: a contradiction or a story without harm yet, or harm at a place
//!   that is nobody's.
//! - `Clear`: nothing to say. Never "safe".

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::{AliasClass, FieldKind, KnownKind};
use crate::registry;
use crate::site::{Owner, Site};

/// How a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Proved genuine.
    Official,
    /// Nothing to say.
    Clear,
    /// Something does not fit.
    Caution,
    /// A contradiction, and harm at hand.
    Danger,
}

impl Level {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Clear => "clear",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}

/// A brand as the glue shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandRef {
    /// Id: the data file's name.
    pub id: String,
    /// Name as people write it.
    pub name: String,
}

/// Whose place a site is, as the glue shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerRef {
    /// `carrier`, `relative`, `payment`, `bank`, `webmail` or `service`.
    pub kind: String,
    /// Id of a brand, or domain of a known host.
    pub id: String,
    /// Name as people write it.
    pub name: String,
}

/// Where the page is, as the glue shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRef {
    /// Host in ASCII form.
    pub host: String,
    /// Host as people read it.
    pub unicode: String,
    /// Registrable domain.
    pub registrable: String,
    /// Hosting kind: `own`, `ip`, or a kind of `hosting.toml`.
    pub hosting: String,
    /// Whose it is, if known.
    pub owner: Option<OwnerRef>,
}

impl SiteRef {
    fn of(site: &Site) -> Self {
        let owner = site.owner().map(|owner| match owner {
            Owner::Brand(brand) => OwnerRef {
                kind: "carrier".into(),
                id: brand.id.into(),
                name: brand.name.into(),
            },
            Owner::Relative(brand) => OwnerRef {
                kind: "relative".into(),
                id: brand.id.into(),
                name: brand.name.into(),
            },
            Owner::Known(host) => OwnerRef {
                kind: match host.kind {
                    KnownKind::Bank => "bank",
                    KnownKind::Webmail => "webmail",
                    KnownKind::TenantService => "service",
                    _ => "payment",
                }
                .into(),
                id: host.domain().into(),
                name: host.provider().into(),
            },
        });
        Self {
            host: site.host().into(),
            unicode: site.unicode().into_owned(),
            registrable: site.registrable().into(),
            hosting: site.hosting_kind().into(),
            owner,
        }
    }
}

/// One reason as the glue shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule.
    pub rule: RuleId,
    /// How much it says.
    pub strength: Strength,
    /// Its evidence: a passage, a host part, a name.
    pub detail: String,
}

/// What the engine says of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// How it stands.
    pub level: Level,
    /// The brand it imitates, or is.
    pub brand: Option<BrandRef>,
    /// Where it is.
    pub site: SiteRef,
    /// The reasons that decided, the strongest first.
    pub reasons: Vec<Reason>,
    /// What it asks for.
    pub asks: Vec<FieldKind>,
    /// The brand's own start page.
    pub official_url: Option<String>,
}

/// Decides.
#[must_use]
pub fn decide(context: &Context<'_>, findings: &[Finding]) -> Verdict {
    let (level, decided) = level_of(context, findings);
    let mut reasons: Vec<&Finding> = findings
        .iter()
        .filter(|finding| decided.contains(&finding.rule))
        .collect();
    // Whom the page claims to be and whose name its address holds is one reason
    // to a reader; what it asks for is the second.
    let mismatch = decided.contains(&RuleId::BrandMismatch);
    reasons.sort_by_key(|finding| {
        let again = mismatch && HOST_RULES.contains(&finding.rule);
        (
            again,
            order(finding.rule),
            std::cmp::Reverse(finding.strength),
        )
    });
    reasons.dedup_by_key(|finding| finding.rule);
    // One reason that names the address is enough.
    if reasons.iter().any(|finding| NAMING.contains(&finding.rule)) {
        reasons.retain(|finding| finding.rule != RuleId::UnknownSite);
    }
    let brand = brand_of(context, level, &reasons);
    let silent = level == Level::Clear;
    Verdict {
        level,
        brand: brand.map(|brand| BrandRef {
            id: brand.id.into(),
            name: brand.name.into(),
        }),
        site: SiteRef::of(context.site),
        reasons: if silent {
            Vec::new()
        } else {
            reasons
                .into_iter()
                .map(|finding| Reason {
                    rule: finding.rule,
                    strength: finding.strength,
                    detail: finding.detail.clone(),
                })
                .collect()
        },
        asks: context.ask.kinds.iter().copied().collect(),
        official_url: brand.map(|brand| brand.home.into()),
    }
}

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

    fn at_least(&self, rule: RuleId, strength: Strength) -> bool {
        self.of(rule).is_some_and(|found| found >= strength)
    }

    fn any(&self, rules: &[RuleId], strength: Strength) -> bool {
        rules.iter().any(|&rule| self.at_least(rule, strength))
    }
}

const HOST_RULES: &[RuleId] = &[
    RuleId::LookalikeHost,
    RuleId::Combosquatting,
    RuleId::TargetEmbedding,
];
const TAKING: &[RuleId] = &[
    RuleId::PaymentForm,
    RuleId::OneTimeCode,
    RuleId::BankLogin,
    RuleId::IdentityRequest,
];

/// Rules whose words name the address.
const NAMING: &[RuleId] = &[
    RuleId::BrandMismatch,
    RuleId::LookalikeHost,
    RuleId::TargetEmbedding,
    RuleId::Combosquatting,
    RuleId::GenericHost,
];

/// The level, and the rules that decided it.
fn level_of(context: &Context<'_>, findings: &[Finding]) -> (Level, Vec<RuleId>) {
    use Strength::{Medium, Strong, Weak};
    let weighed = Weighed { findings };
    let present = |rules: &[RuleId]| -> Vec<RuleId> {
        rules
            .iter()
            .copied()
            .filter(|&rule| weighed.of(rule).is_some())
            .collect()
    };
    if weighed.of(RuleId::OfficialSite).is_some() {
        return (Level::Official, vec![RuleId::OfficialSite]);
    }
    if context.is_known_party() {
        return (Level::Clear, Vec::new());
    }
    let all: Vec<RuleId> = present(RuleId::ALL);
    // A carrier's name in the path is a contradiction on a page of nobody, or of
    // that carrier's making; a site that speaks by its own name may write about it.
    let path_counts = context.page.is_none() || !context.claim.own_name;
    let address = weighed.any(HOST_RULES, Medium)
        || path_counts && weighed.at_least(RuleId::BrandInPath, Medium);
    let mismatch = weighed.at_least(RuleId::BrandMismatch, Medium);
    let lure = weighed.at_least(RuleId::ParcelLure, Medium);
    let strong_lure = weighed.at_least(RuleId::ParcelLure, Strong);
    let taking = weighed.any(TAKING, Weak);
    let contact = weighed.of(RuleId::ContactForm).is_some();
    let evasion = weighed.at_least(RuleId::Evasion, Medium);
    let traces = weighed.of(RuleId::KitTraces).is_some();
    let hosted = weighed.of(RuleId::HostedPage).is_some();
    let generic = weighed.of(RuleId::GenericHost).is_some();

    // A code and a card, or a code and a bank login, for nobody: the last steps of the chain.
    let code = weighed.of(RuleId::OneTimeCode).is_some()
        && (context.ask.card() || weighed.of(RuleId::BankLogin).is_some());
    if code && !context.claim.own_name && traces && (generic || hosted) {
        return (Level::Danger, all);
    }
    // Claim against site, and harm.
    if (address || mismatch) && (taking || (contact && (lure || (address && mismatch)))) {
        return (Level::Danger, all);
    }
    // Story against site, and harm.
    let nobody = !context.claim.own_name || hosted || generic;
    if nobody && taking && (strong_lure || (lure && (traces || evasion || generic || hosted))) {
        return (Level::Danger, all);
    }
    if address
        || (mismatch
            && (lure
                || contact
                || traces
                || evasion
                || weighed.at_least(RuleId::BrandMismatch, Strong)))
    {
        return (Level::Caution, all);
    }
    if (strong_lure && nobody) || (lure && nobody && (contact || traces || hosted)) {
        return (Level::Caution, all);
    }
    // Harm at a place that is nobody's.
    if taking && (lure && nobody || !context.claim.own_name && (generic || hosted)) {
        return (Level::Caution, all);
    }
    if contact && traces && generic && context.mentions.host.delivery && !context.claim.own_name {
        return (Level::Caution, all);
    }
    (Level::Clear, Vec::new())
}

/// The order in which reasons are told: where we are, who it says it is, the
/// story, what it asks for, how it is built.
fn order(rule: RuleId) -> usize {
    const ORDER: &[RuleId] = &[
        RuleId::OfficialSite,
        RuleId::BrandMismatch,
        RuleId::LookalikeHost,
        RuleId::TargetEmbedding,
        RuleId::Combosquatting,
        RuleId::GenericHost,
        RuleId::UnknownSite,
        RuleId::BrandInPath,
        RuleId::PaymentForm,
        RuleId::OneTimeCode,
        RuleId::BankLogin,
        RuleId::IdentityRequest,
        RuleId::ParcelLure,
        RuleId::ContactForm,
        RuleId::Evasion,
        RuleId::HostedPage,
        RuleId::KitTraces,
        RuleId::HotlinkedAssets,
    ];
    ORDER
        .iter()
        .position(|&known| known == rule)
        .unwrap_or(ORDER.len())
}

/// The brand that the level is about: whose site it is, or whom the page or
/// its address imitates.
fn brand_of(
    context: &Context<'_>,
    level: Level,
    reasons: &[&Finding],
) -> Option<&'static crate::generated::Brand> {
    match level {
        Level::Official => context.site.official_brand(),
        Level::Clear => None,
        Level::Caution | Level::Danger => reasons
            .iter()
            .find_map(|finding| finding.brand.as_deref())
            .and_then(registry::brand)
            .or_else(|| context.identity())
            .or_else(|| most_named(context)),
    }
}

/// The brand that a page names most, where no rule could tell whom it imitates:
/// the visitor still wants to know whose real site to go to.
fn most_named(context: &Context<'_>) -> Option<&'static crate::generated::Brand> {
    context
        .claim
        .brands
        .first()
        .filter(|claim| claim.class == AliasClass::Distinctive && claim.mentions > 0)
        .map(|claim| claim.brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Inherited;
    use crate::engine::Engine;
    use crate::page::{Field, PageSnapshot};

    fn page(url: &str, title: &str, text: &str, labels: &[&str]) -> Verdict {
        let fields = labels.iter().map(|label| Field {
            tag: "input".into(),
            label: (*label).into(),
            ..Field::default()
        });
        let page = PageSnapshot {
            url: url.into(),
            title: title.into(),
            text: text.into(),
            fields: fields.collect(),
            ..PageSnapshot::default()
        };
        let assessed = Engine::new().assess_page(page, &Inherited::default());
        assessed.unwrap().verdict
    }

    const CARD: &[&str] = &[
        "Numéro de carte",
        "Date d'expiration",
        "Cryptogramme visuel",
    ];
    const HELD: &str = "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €";

    #[test]
    fn danger_needs_a_contradiction_and_harm() {
        let table = [
            // claim against site, and a card
            (
                "https://suivi.example/",
                "Chronopost - Suivi",
                HELD,
                CARD,
                Level::Danger,
            ),
            // the claim alone, and the story
            (
                "https://suivi.example/",
                "Chronopost - Suivi",
                HELD,
                &[],
                Level::Caution,
            ),
            // the story against a site of nobody, and a card
            (
                "https://infos-colis-42.example/",
                "Suivi",
                HELD,
                CARD,
                Level::Danger,
            ),
            // a card alone, at a shop that speaks by its own name
            (
                "https://boutique-lilas.example/",
                "Boutique Lilas",
                "Livraison par Chronopost.",
                CARD,
                Level::Clear,
            ),
            // the carrier's own site takes cards
            (
                "https://www.chronopost.fr/douane",
                "Chronopost",
                HELD,
                CARD,
                Level::Official,
            ),
            // a payment provider's page names the carrier as merchant
            (
                "https://checkout.stripe.com/pay",
                "Chronopost",
                HELD,
                CARD,
                Level::Clear,
            ),
        ];
        for (url, title, text, labels, level) in table {
            assert_eq!(page(url, title, text, labels).level, level, "{url} {title}");
        }
    }

    #[test]
    fn the_second_reason_says_what_is_asked() {
        let verdict = page(
            "https://chronopost-colis.example/",
            "Chronopost",
            HELD,
            CARD,
        );
        let rules: Vec<_> = verdict.reasons.iter().map(|reason| reason.rule).collect();
        assert_eq!(
            rules.get(..2),
            Some(&[RuleId::BrandMismatch, RuleId::PaymentForm][..])
        );
    }
}
