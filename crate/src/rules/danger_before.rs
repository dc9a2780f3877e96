//! Likely false positive: an honest site of which one page was judged wrongly, or
//! that was broken into; the visitor may go on, as on that page.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct DangerBefore;

impl Rule for DangerBefore {
    const SCOPE: Scope = Scope::Address;
    const ABOUT: &'static str = "\
        The site was at danger before in this tab, on another page or on this one before it changed. Kits that see \
        their fields disabled take their story away or go on with a page that says less. Remembered for the last \
        eight sites of a tab, by a digest of the registrable domain (of the whole host where anybody can have a \
        place below the domain).";
    const BLIND_TO: &'static str = "the same kit's other domains.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(past) = context.inherited.danger_before.as_ref() else {
            return;
        };
        if context.is_known_party() {
            return;
        }
        let brand = past.brand.as_deref();
        let brand = brand.and_then(|id| context.registry.brand(id));
        let detail = brand.map(|brand| brand.name()).unwrap_or_default();
        let mut finding = Finding::new(RuleId::DangerBefore, Strength::Strong, detail);
        finding.brand = brand.map(|brand| brand.id().to_owned());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::case_support::engine;
    use crate::rules::context::FrameContext;
    use crate::rules::finding::RuleId;
    use crate::level::Level;
    use crate::page::danger_memory::PastDanger;
    use crate::rules::testing::page;
    use crate::verdict::Verdict;

    fn after_danger(brand: Option<&str>) -> FrameContext {
        FrameContext {
            danger_before: Some(PastDanger {
                brand: brand.map(str::to_owned),
            }),
            ..FrameContext::default()
        }
    }

    fn rules(verdict: &Verdict) -> Vec<RuleId> {
        verdict.reasons.iter().map(|reason| reason.rule).collect()
    }

    #[test]
    fn table() {
        let card = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
        let (past, none) = (after_danger(Some("chronopost")), FrameContext::default());
        let table = [
            ("https://azur.example/b", &[][..], &past, Level::Caution),
            ("https://azur.example/b", card, &past, Level::Danger),
            // what the page gets by itself
            ("https://azur.example/b", &[], &none, Level::Clear),
            ("https://azur.example/b", card, &none, Level::Clear),
            // never a place that is somebody's
            ("https://www.chronopost.fr/b", card, &past, Level::Official),
            ("https://checkout.stripe.com/b", card, &past, Level::Clear),
        ];
        for (url, labels, inherited, level) in table {
            let judged = engine().assess_page(page(url, "Bonjour", labels), inherited);
            let verdict = judged.unwrap().verdict;
            assert_eq!(verdict.level, level, "{url} {labels:?}");
            let spoke = rules(&verdict).first() == Some(&RuleId::DangerBefore);
            assert_eq!(spoke, level >= Level::Caution, "{url} {labels:?}");
        }
    }

    #[test]
    fn the_brand_and_its_site_are_told() {
        let engine = engine();
        let at = "https://azur.example/b";
        let verdict = engine.assess_start(at, &after_danger(Some("chronopost")));
        let verdict = verdict.unwrap();
        assert_eq!(verdict.level, Level::Caution);
        assert_eq!(verdict.brand.unwrap().id, "chronopost");
        assert!(verdict.official_url.is_some() && verdict.breach.is_some());
        let verdict = engine.assess_start(at, &after_danger(None)).unwrap();
        assert_eq!((verdict.level, verdict.brand), (Level::Caution, None));
    }

    #[test]
    fn a_page_at_danger_by_itself_gives_its_own_reasons() {
        let own = "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €";
        let mut page = page("https://azur.example/b", own, &["Numéro de carte"]);
        page.title = "Chronopost - Suivi".into();
        let first = engine().assess_page(page.clone(), &FrameContext::default());
        let again = engine().assess_page(page, &after_danger(Some("chronopost")));
        assert_eq!(first.unwrap().verdict, again.unwrap().verdict);
    }
}
