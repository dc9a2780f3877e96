//! The engine: an address or a page goes in, a [`Verdict`] comes out.

use crate::address::matches::BrandMatches;
use crate::address::{AddressError, Site};
use crate::brands::Registry;
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::page::chain::PageStep;
use crate::page::claim::Claim;
use crate::page::fields::FormAnalysis;
use crate::page::lure::Lure;
use crate::page::words::PageWords;
use crate::page::words_of_others;
use crate::policy::Policy;
use crate::rules;
use crate::rules::context::{Context, FrameContext};
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::verdict::page_step;
use crate::verdict::{self, Verdict};

/// A judged page: the verdict, what was found on the way, and what frames below
/// it and steps after it inherit.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// What is passed on to frames.
    pub inherited: FrameContext,
    /// Whether the page says nothing itself: what a visitor sees of it are its frames.
    pub is_blank: bool,
    /// Whether the page holds no word and no field: it could not be read.
    pub is_wordless: bool,
    /// Whether the page itself gives reason to take the frames of other sites in
    /// it for a part of it: it is worth a warning, presents itself as a brand that
    /// it is not, tells a story of the scam or hints at one.
    pub implicated: bool,
    /// What is passed on to the tab's next page.
    pub passed: PageStep,
    /// What the fields ask for.
    pub ask: FormAnalysis,
}

/// Judges addresses and pages by the data's brands and those of a policy. The
/// same engine gives the same input the same verdict, always; another policy is
/// another engine.
///
/// ```
/// use vigicolis::{Engine, Level};
/// let engine = Engine::default();
/// let verdict = engine.assess_url("https://www.chronopost.fr/tracking").unwrap();
/// assert_eq!(verdict.level, Level::Official);
/// let verdict = engine.assess_url("https://chronopost-livraison.example/").unwrap();
/// assert_eq!(verdict.level, Level::Caution);
/// ```
#[derive(Debug, Default)]
pub struct Engine {
    registry: Registry,
}

impl Engine {
    /// An engine that protects the brands of a policy, too. Without one:
    /// [`Engine::default`].
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self {
            registry: Registry::new(policy.brands),
        }
    }

    /// The brands that it protects.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Judges an address alone: a link, before anybody follows it.
    ///
    /// # Errors
    /// [`AddressError`] when the input is no web address or host.
    pub fn assess_url(&self, address: &str) -> Result<Verdict, AddressError> {
        Ok(self.assess_site(&Site::parse(address)?).0)
    }

    /// Judges an address that was taken apart; with the brands' names in it.
    pub(crate) fn assess_site(&self, site: &Site) -> (Verdict, BrandMatches<'_>) {
        let matches = BrandMatches::of(site, &self.registry);
        let nothing = FrameContext::default();
        let verdict = self.with_address(site, &matches, &nothing, verdict::assess);
        (verdict, matches)
    }

    /// Judges a page that starts, of which nothing was read yet, by its host. The
    /// path is left out: whoever links to a page can often choose it, and the page
    /// itself is known a moment later.
    ///
    /// # Errors
    /// [`AddressError`] when the address is no web address.
    pub fn assess_start(
        &self,
        address: &str,
        inherited: &FrameContext,
    ) -> Result<Verdict, AddressError> {
        let site = Site::parse(address)?;
        let matches = BrandMatches::of_host(&site, &self.registry);
        Ok(self.with_address(&site, &matches, inherited, verdict::assess))
    }

    /// The findings about an address alone.
    ///
    /// # Errors
    /// [`AddressError`] when the input is no web address or host.
    pub fn findings_of_address(&self, address: &str) -> Result<Vec<Finding>, AddressError> {
        let site = Site::parse(address)?;
        let matches = BrandMatches::of(&site, &self.registry);
        Ok(
            self.with_address(&site, &matches, &FrameContext::default(), |_, findings| {
                findings.to_vec()
            }),
        )
    }

    /// Judges a page. The snapshot is cut to its bounds first.
    ///
    /// # Errors
    /// [`AddressError`] when the page's address is no web address.
    pub fn assess_page(
        &self,
        page: PageSnapshot,
        inherited: &FrameContext,
    ) -> Result<Assessment, AddressError> {
        self.with_page(page, inherited, |context, findings| {
            let (verdict, scene) = verdict::assess_scene(context, findings);
            let finding_of = |rule| findings.iter().find(|finding| finding.rule == rule);
            let mismatch = finding_of(RuleId::BrandMismatch).filter(|finding| {
                finding.strength >= Strength::Medium || scene.is_under_carriers_name
            });
            let posed = finding_of(RuleId::SenderMismatch)
                .filter(|finding| finding.strength >= Strength::Medium);
            let mismatch = mismatch.or(posed);
            let story = finding_of(RuleId::ParcelLure);
            let passed_on = FrameContext {
                identity: mismatch.and_then(|finding| finding.brand.clone()),
                lure: story.map_or(0, |_| context.lure_score()),
                asks: context.ask.kinds.iter().copied().collect(),
                hints_at_story: scene.hints_at_story,
                framed: false,
                joined: false,
                before: None,
                danger_before: None,
            };
            let implicated = verdict.level >= Level::Caution
                || mismatch.is_some()
                || scene.hints_at_story
                || story.is_some_and(|finding| finding.strength >= Strength::Medium);
            let passed = page_step::passed(context, findings, verdict.level);
            Assessment {
                verdict,
                passed,
                inherited: passed_on,
                is_blank: scene.is_blank,
                is_wordless: scene.is_wordless,
                implicated,
                ask: context.ask.clone(),
            }
        })
    }

    /// Reads a page, runs the rules, and hands over what was read and found.
    pub(crate) fn with_page<T>(
        &self,
        mut page: PageSnapshot,
        inherited: &FrameContext,
        then: impl FnOnce(&Context<'_>, &[Finding]) -> T,
    ) -> Result<T, AddressError> {
        // Before the cut: a user name longer than the bound stands before the host.
        let site = Site::parse(&page.url)?;
        page.clamp();
        page.resolve_overrides();
        let matches = BrandMatches::of_page(&site, &self.registry);
        let mut ask = FormAnalysis::of(&page, &site);
        if inherited.joined {
            ask.kinds.extend(&inherited.asks);
        }
        words_of_others::leave_out(&mut page, &ask, &site);
        let words = PageWords::of(&page);
        let context = Context {
            registry: &self.registry,
            site: &site,
            owner: site.owner(&self.registry),
            matches: &matches,
            page: Some(&page),
            claim: &Claim::of(&page, &words, &site, &self.registry),
            senders: &Claim::of_sender(&words, &site, &self.registry),
            lure: &Lure::of(&page, &words),
            ask: &ask,
            inherited,
        };
        let findings = rules::run(&context);
        Ok(then(&context, &findings))
    }

    fn with_address<T>(
        &self,
        site: &Site,
        matches: &BrandMatches<'_>,
        inherited: &FrameContext,
        then: impl Fn(&Context<'_>, &[Finding]) -> T,
    ) -> T {
        let context = Context {
            registry: &self.registry,
            site,
            owner: site.owner(&self.registry),
            matches,
            page: None,
            claim: &Claim::default(),
            senders: &Claim::default(),
            lure: &Lure::default(),
            ask: &FormAnalysis::default(),
            inherited,
        };
        let findings = rules::run(&context);
        then(&context, &findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;

    #[test]
    fn a_page_that_starts_is_judged_by_its_host_alone() {
        let at = "https://bakery.example/wp-content/chronopost/";
        let start = engine().assess_start(at, &FrameContext::default());
        assert_eq!(start.unwrap().level, Level::Clear);
        let link = engine().assess_url(at);
        assert_eq!(link.unwrap().level, Level::Caution);
    }

    #[test]
    fn a_long_user_name_is_not_the_host() {
        // Cut at the snapshot's bound, the address would be one of laposte.fr.
        let official = ".laposte.fr";
        for length in 3_900..4_100 {
            let user = format!("{}{official}", "a".repeat(length - official.len()));
            let page = PageSnapshot {
                url: format!("https://{user}@chronopost-colis.example/"),
                ..PageSnapshot::default()
            };
            let judged = engine().assess_page(page, &FrameContext::default());
            let verdict = judged.unwrap().verdict;
            assert_eq!(verdict.level, Level::Caution, "{length}");
            assert_eq!(verdict.site.host, "chronopost-colis.example");
        }
    }
}
