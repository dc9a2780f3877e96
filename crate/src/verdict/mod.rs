//! Findings become a verdict: [`decision`] gives the level and its reasons, and
//! [`explain`] adds what a reader may want to know beside them.

use serde::{Deserialize, Serialize};

use crate::address::Owner;
use crate::brands::breach::{self, BreachView};
use crate::brands::carrier_policy::{self, PracticeView};
use crate::brands::domain_provenance::DomainProvenance;
use crate::brands::{Brand, BrandView};
use crate::data::{AliasClass, FieldKind, KnownKind, PracticeTopic};
use crate::level::Level;
use crate::order::sort_by_key;
use crate::page::PageSnapshot;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};

mod decision;
mod evidence;
pub(crate) mod page_step;

use decision::Decision;
use evidence::{Condition, Evidence};

/// What the owner of a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum OwnerKind {
    /// A brand.
    Carrier,
    /// An honest firm with a brand's name.
    Relative,
    /// A payment provider.
    Payment,
    /// A bank.
    Bank,
    /// A mailbox: its pages hold other people's words.
    Webmail,
    /// Gives host names to its customers by contract.
    Service,
    /// A search engine or a network of people.
    Public,
    /// Follows parcels of many carriers.
    Tracker,
}

/// Whose place a site is, as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OwnerView {
    /// What it is.
    pub kind: OwnerKind,
    /// Id of a brand, or domain of a known host.
    pub id: String,
    /// Name as people write it.
    pub name: String,
}

/// Where the page is, as the extension shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SiteView {
    /// Host in ASCII form.
    pub host: String,
    /// Host as people read it.
    pub unicode: String,
    /// Registrable domain.
    pub registrable: String,
    /// Hosting kind: `own`, `ip`, or a kind of `hosts/hosting.toml`.
    pub hosting: String,
    /// Whose it is, if known.
    pub owner: Option<OwnerView>,
}

impl SiteView {
    fn of(context: &Context<'_>) -> Self {
        let site = context.site;
        let owner = context.owner.map(|owner| match owner {
            Owner::Brand(brand) => OwnerView {
                kind: OwnerKind::Carrier,
                id: brand.id().into(),
                name: brand.name().into(),
            },
            Owner::Namesake(brand) => OwnerView {
                kind: OwnerKind::Relative,
                id: brand.id().into(),
                name: brand.name().into(),
            },
            Owner::Known(host) => OwnerView {
                kind: match host.kind {
                    KnownKind::Bank => OwnerKind::Bank,
                    KnownKind::Webmail => OwnerKind::Webmail,
                    KnownKind::TenantService => OwnerKind::Service,
                    KnownKind::Public => OwnerKind::Public,
                    KnownKind::Tracker => OwnerKind::Tracker,
                    _ => OwnerKind::Payment,
                },
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

/// One reason as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
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
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// How it stands.
    pub level: Level,
    /// The brand it imitates, or is.
    pub brand: Option<BrandView>,
    /// Where it is.
    pub site: SiteView,
    /// The reasons that decided, the strongest first.
    pub reasons: Vec<Reason>,
    /// What it asks for.
    pub asks: Vec<FieldKind>,
    /// The way to the brand itself: where its parcels are followed, or its start page.
    pub official_url: Option<String>,
    /// From where the page may know the visitor, if the brand or its group lost data.
    pub breach: Option<BreachView>,
    /// Why the host is the brand's own, where it is.
    pub proof: Option<DomainProvenance>,
    /// What the brand says about the story that the page tells.
    pub practices: Vec<PracticeView>,
}

/// Judges a page or an address by its findings.
pub(crate) fn assess(context: &Context<'_>, findings: &[Finding]) -> Verdict {
    assess_scene(context, findings).0
}

/// The same, with the scene that it sets for the frames in it.
pub(crate) fn assess_scene(context: &Context<'_>, findings: &[Finding]) -> (Verdict, Scene) {
    let evidence = Evidence::of(context, findings);
    let decision = decision::decide(evidence, findings);
    (
        explain(context, findings, decision),
        Scene::of(evidence, context.page),
    )
}

/// How a page of no name sets the scene for the frames in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene {
    /// It leads nowhere or says little, and stands under a carrier's name.
    pub(crate) is_under_carriers_name: bool,
    /// It says little, brings up a carrier or a delivery, and a small sum.
    pub(crate) hints_at_story: bool,
    /// It says nothing and asks for nothing: what a visitor sees of it are its frames.
    pub(crate) is_blank: bool,
    /// It holds no word and no field: a picture, or a PDF that the browser shows.
    pub(crate) is_wordless: bool,
}

/// Letters below which a page says nothing.
const FEW_LETTERS: usize = 60;

impl Scene {
    fn of(evidence: Evidence, page: Option<&PageSnapshot>) -> Self {
        let says_less_than = |page: &PageSnapshot, letters| {
            page.says_less_than(letters) && !page.fields.iter().any(|field| field.visible)
        };
        let all = |conditions: &[Condition]| conditions.iter().all(|&one| evidence.holds(one));
        Self {
            is_under_carriers_name: all(&[
                Condition::IsNameless,
                Condition::IsAlone,
                Condition::BearsCarriersName,
            ]),
            hints_at_story: evidence.holds(Condition::HintsAtStory),
            is_blank: evidence.holds(Condition::IsNameless)
                && page.is_some_and(|page| says_less_than(page, FEW_LETTERS)),
            is_wordless: page.is_some_and(|page| says_less_than(page, 1)),
        }
    }
}

/// Adds what a reader may want to know beside the level and its reasons.
fn explain(context: &Context<'_>, findings: &[Finding], decision: Decision<'_>) -> Verdict {
    let Decision { level, reasons } = decision;
    let brand = brand_of(context, level, &reasons, findings);
    let shown = reasons.into_iter().map(|finding| Reason {
        rule: finding.rule,
        strength: finding.strength,
        detail: finding.detail.clone(),
    });
    let pays = asks_to_pay(context);
    let about = Explanation::of(brand, || context.lure.topics(pays));
    Verdict {
        level,
        site: SiteView::of(context),
        reasons: shown.collect(),
        asks: context.ask.kinds.iter().copied().collect(),
        brand: about.brand,
        official_url: about.official_url,
        breach: about.breach,
        proof: DomainProvenance::of(context.site.host(), context.registry)
            .filter(|_| level == Level::Official),
        practices: about.practices,
    }
}

/// What is told of a brand beside a level, for a page, a message and a link alike.
#[derive(Debug, Default)]
pub(crate) struct Explanation {
    pub(crate) brand: Option<BrandView>,
    /// The way to the brand itself.
    pub(crate) official_url: Option<String>,
    /// From where a stranger may know the reader.
    pub(crate) breach: Option<BreachView>,
    /// What the brand says about these topics.
    pub(crate) practices: Vec<PracticeView>,
}

impl Explanation {
    /// Explains a brand, if there is one.
    pub(crate) fn of(
        brand: Option<Brand<'_>>,
        topics: impl FnOnce() -> Vec<PracticeTopic>,
    ) -> Self {
        let Some(brand) = brand else {
            return Self::default();
        };
        Self {
            brand: Some(BrandView::of(brand)),
            official_url: Some(brand.way_in().into()),
            breach: breach::view_of(brand.id()),
            practices: carrier_policy::of(brand, &topics()),
        }
    }
}

/// Whether a page that tells a story of parcels names a small sum.
fn asks_to_pay(context: &Context<'_>) -> bool {
    context.lure.small_amount.is_some() && !context.lure.hits.is_empty()
}

/// Rules on the host's own name.
const HOST_RULES: &[RuleId] = &[
    RuleId::LookalikeHost,
    RuleId::Combosquatting,
    RuleId::TargetEmbedding,
];

/// Findings in the order in which they are told, each rule's strongest first.
/// Whom the page claims to be and whose name its address holds is one reason to a
/// reader, and what it asks for is the second.
fn in_order<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<&'a Finding> {
    let mut told: Vec<&Finding> = findings.collect();
    let mismatch = told
        .iter()
        .any(|finding| finding.rule == RuleId::BrandMismatch);
    sort_by_key(&mut told, |finding| {
        let again = mismatch && HOST_RULES.contains(&finding.rule);
        (again, finding.rule, std::cmp::Reverse(finding.strength))
    });
    told
}

/// The brand that the level is about: whose site it is, or whom the page or
/// its address imitates.
fn brand_of<'a>(
    context: &Context<'a>,
    level: Level,
    reasons: &[&Finding],
    findings: &[Finding],
) -> Option<Brand<'a>> {
    let decided = |rule| reasons.iter().any(|finding| finding.rule == rule);
    let spoken =
        in_order(findings.iter().filter(|finding| {
            finding.rule != RuleId::DangerBefore || decided(RuleId::DangerBefore)
        }));
    match level {
        Level::Official => context.official_brand(),
        Level::Clear => None,
        // All that speaks of the page by itself, whether it decided or not.
        Level::Caution | Level::Danger => spoken
            .iter()
            .find_map(|finding| finding.brand.as_deref())
            .and_then(|id| context.registry.brand(id))
            .or_else(|| context.identity())
            .or_else(|| most_named(context))
            // Whom the site imitated before, where that decided nothing.
            .or_else(|| {
                let mut named = findings.iter().filter_map(|one| one.brand.as_deref());
                named.find_map(|id| context.registry.brand(id))
            }),
    }
}

/// The brand that a page names most, where no rule could tell whom it imitates:
/// the visitor still wants to know whose real site to go to.
fn most_named<'a>(context: &Context<'a>) -> Option<Brand<'a>> {
    context
        .claim
        .brands
        .first()
        .filter(|claim| claim.class == AliasClass::Distinctive && claim.times > 0)
        .map(|claim| claim.brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;
    use crate::page::{Field, Link, PageSnapshot};
    use crate::rules::context::FrameContext;

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
        let assessed = engine().assess_page(page, &FrameContext::default());
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
    fn a_story_in_any_language_with_a_card_is_danger() {
        for text in [
            "Doručení vaší zásilky bylo pozastaveno. Uhraďte poštovné 39 Kč.",
            "Vaša zásielka je zadržaná v depe. Uhraďte poplatok 1,99 eur za doručenie.",
            "Vaša pošiljka je zadržana na carini. Platite carinsku pristojbu 2,50 €.",
            "Csomagját visszatartottuk. Fizesse ki a kézbesítési díjat: 590 Ft.",
            "Coletul dumneavoastră a fost reținut. Achitați taxa de livrare: 9,90 lei.",
            "Η αποστολή σας κρατείται στο τελωνείο. Πληρώστε τα τέλη τελωνείου 2,10 €.",
            "Вашата пратка е задържана на митницата. Платете таксата за доставка 3 лв.",
            "Вашу посилку затримано на митниці. Сплатіть митний збір 60 грн.",
            "تَمَّ احتجاز شحنتك في الجمارك. يرجى سداد رسوم التوصيل 12 ريال.",
            "お荷物が保留されています。再配達手数料300円をお支払いください。",
        ] {
            let level = page("https://azur.example/", "", text, CARD).level;
            assert_eq!(level, Level::Danger, "{text}");
        }
        // what shops and carriers say every day, with a card and no name
        for text in [
            "Zásilka bude doručena do dvou dnů. Doprava zdarma od 1000 Kč.",
            "Dostava u roku od dva dana. Besplatna dostava iznad 50 €.",
            "Δωρεάν παράδοση για αγορές άνω των 40 €.",
            "Безкоштовна доставка Новою поштою від 1500 грн.",
            "توصيل مجاني للطلبات فوق 200 ريال.",
            "送料無料。ご注文から3日以内にお届けします。",
            "Acheteur et vendeur : le vendeur expédie après votre paiement.",
        ] {
            let level = page("https://azur.example/", "", text, CARD).level;
            assert_eq!(level, Level::Clear, "{text}");
        }
    }

    /// A page with links and a menu of its own, or none.
    fn linked(url: &str, title: &str, text: &str, links: &[&str], menu: bool) -> Level {
        let own = ["a", "b", "c", "d"].map(|name| format!("{url}{name}"));
        let menu = own.iter().map(String::as_str).filter(|_| menu);
        let links = links.iter().copied().chain(menu).map(|href| Link {
            href: href.into(),
            ..Link::default()
        });
        let page = PageSnapshot {
            url: url.into(),
            title: title.into(),
            text: text.into(),
            links: links.collect(),
            ..PageSnapshot::default()
        };
        let assessed = engine().assess_page(page, &FrameContext::default());
        assessed.unwrap().verdict.level
    }

    #[test]
    fn what_is_taken_without_a_form_counts_with_a_story_or_a_claim() {
        use Level::{Caution, Danger};
        const AZUR: &str = "https://azur-42.example/";
        for (url, title, text, link, level) in [
            (
                AZUR,
                "Chronopost",
                HELD,
                "https://buy.stripe.com/a1",
                Danger,
            ),
            (AZUR, "Chronopost", "Code Neosurf à saisir", "", Danger),
            (
                AZUR,
                "Retrait",
                "Votre colis est retenu en douane. Frais de douane à régler : 2,87 €. Code Neosurf.",
                "",
                Danger,
            ),
            (
                AZUR,
                "Validation",
                "Ouvrez l'appli de votre banque et approuvez l'opération de 1,99 € pour la remise de votre colis.",
                "",
                Caution,
            ),
            (
                AZUR,
                "Dernière étape",
                "Une participation de 1,99 € reste due avant le passage du livreur.",
                "https://paypal.me/lilas/1.99",
                Caution,
            ),
            // a payment provider's host: the story is the merchant's, and must be sure
            (
                "https://buy.stripe.com/a1",
                "Frais",
                "Votre colis est retenu en douane. Frais de douane impayés : 2,87 €. Votre colis est bloqué.",
                "",
                Caution,
            ),
        ] {
            assert_eq!(
                linked(url, title, text, &[link], false),
                level,
                "{url} {title} {text}"
            );
        }
    }

    #[test]
    fn honest_pages_take_without_a_form() {
        const LILAS: &str = "https://transports-lilas.example/";
        let article = "Ils disent que votre colis est retenu et demandent 1,99 € et un code Neosurf, \
                       ou d'appeler : ne répondez pas. Appelez immédiatement votre banque.";
        for (url, title, text, link) in [
            // a shop's help page with a chat
            (
                "https://boutique-lilas.example/",
                "Aide - Boutique Lilas",
                "Où est mon colis ? Écrivez-nous sur WhatsApp.",
                "https://wa.me/33600000000",
            ),
            // the carrier's own
            (
                "https://www.chronopost.fr/",
                "Chronopost",
                "Votre colis est retenu. Écrivez-nous sur WhatsApp.",
                "https://wa.me/33600000000",
            ),
            // an article on the scam
            (
                "https://gazette-lilas.example/",
                "Gazette Lilas : l'arnaque au colis",
                article,
                "",
            ),
            // a small courier of its own name with a payment link
            (
                LILAS,
                "Transports Lilas",
                "Livraison de vos colis dès 5,90 €. Payez en ligne.",
                "https://pay.sumup.com/b2c/A1",
            ),
            // one without, and a seller with a link for tips
            (
                LILAS,
                "Coursier à vélo",
                "Livraison de vos colis dès 5,90 €. Payez en ligne.",
                "https://pay.sumup.com/b2c/A1",
            ),
            (
                "https://lilas.github.io/",
                "Mes modèles",
                "Frais de livraison : 4,90 €.",
                "https://ko-fi.com/lilas",
            ),
            // a bank's page that waits for its app
            (
                "https://banque-lilas.example/",
                "Validation",
                "Ouvrez votre application bancaire et approuvez le paiement de 12,90 €.",
                "",
            ),
            // a merchant of a payment provider
            (
                "https://buy.stripe.com/a1",
                "Boutique Lilas",
                "Livraison de votre colis : 4,90 €",
                "",
            ),
        ] {
            let level = linked(url, title, text, &[link], true);
            assert!(level <= Level::Clear, "{url} {title}: {level:?}");
        }
    }

    #[test]
    fn the_leak_of_the_imitated_brand_is_told() {
        let table = [
            (
                "https://suivi.example/",
                "Chronopost - Suivi",
                Some("Chronopost"),
            ),
            (
                "https://www.chronopost.fr/",
                "Chronopost",
                Some("Chronopost"),
            ),
            // of the group, when the brand has none of its own
            (
                "https://suivi.example/",
                "Colissimo - Suivi",
                Some("Chronopost"),
            ),
            ("https://suivi.example/", "DHL Express - Suivi", None),
            // no warning, no leak
            ("https://boutique-lilas.example/", "Boutique Lilas", None),
        ];
        for (url, title, organisation) in table {
            let text = if organisation.is_some() { HELD } else { "" };
            let told = page(url, title, text, &[]).breach;
            let found = told.as_ref().map(|told| told.organisation.as_str());
            assert_eq!(found, organisation, "{url} {title}");
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
        // what decided nothing is not told
        assert!(!rules.contains(&RuleId::KitTraces), "{rules:?}");
    }
}
