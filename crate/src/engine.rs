//! The engine: an address or a page goes in, a [`Verdict`] comes out.

use crate::ask::Ask;
use crate::chain::Passed;
use crate::claim::Claim;
use crate::context::{Context, Inherited};
use crate::finding::{Finding, RuleId, Strength};
use crate::level::Level;
use crate::lure::Lure;
use crate::mention::Mentions;
use crate::others;
use crate::page::PageSnapshot;
use crate::policy::Policy;
use crate::registry::Registry;
use crate::rules;
use crate::site::{AddressError, Site};
use crate::step;
use crate::verdict::{self, Verdict};

/// A judged page: the verdict, what was found on the way, and what frames below
/// it and steps after it inherit.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// What is passed on to frames.
    pub inherited: Inherited,
    /// Whether the page itself gives reason to take the frames of other sites in
    /// it for a part of it: it is worth a warning, presents itself as a brand that
    /// it is not, or tells a story of the scam.
    pub implicated: bool,
    /// What is passed on to the tab's next page.
    pub passed: Passed,
    /// What the fields ask for.
    pub ask: Ask,
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
        let site = Site::parse(address)?;
        let mentions = Mentions::of(&site, &self.registry);
        Ok(self.with_address(&site, &mentions, &Inherited::default(), verdict::judge))
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
        inherited: &Inherited,
    ) -> Result<Verdict, AddressError> {
        let site = Site::parse(address)?;
        let mentions = Mentions::of_host(&site, &self.registry);
        Ok(self.with_address(&site, &mentions, inherited, verdict::judge))
    }

    /// The findings about an address alone.
    ///
    /// # Errors
    /// [`AddressError`] when the input is no web address or host.
    pub fn findings_of_address(&self, address: &str) -> Result<Vec<Finding>, AddressError> {
        let site = Site::parse(address)?;
        let mentions = Mentions::of(&site, &self.registry);
        Ok(
            self.with_address(&site, &mentions, &Inherited::default(), |_, findings| {
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
        mut page: PageSnapshot,
        inherited: &Inherited,
    ) -> Result<Assessment, AddressError> {
        // Before the cut: a user name longer than the bound stands before the host.
        let site = Site::parse(&page.url)?;
        page.clamp();
        let mentions = Mentions::of_page(&site, &self.registry);
        let ask = Ask::of(&page, &site);
        others::leave_out(&mut page, &ask);
        let claim = Claim::of(&page, &site, &self.registry);
        let lure = Lure::of(&page);
        let context = Context {
            registry: &self.registry,
            site: &site,
            owner: site.owner(&self.registry),
            mentions: &mentions,
            page: Some(&page),
            claim: &claim,
            lure: &lure,
            ask: &ask,
            inherited,
        };
        let findings = rules::run(&context);
        let verdict = verdict::judge(&context, &findings);
        let finding_of = |rule| findings.iter().find(|finding| finding.rule == rule);
        let mismatch = finding_of(RuleId::BrandMismatch);
        let story = finding_of(RuleId::ParcelLure);
        let passed_on = Inherited {
            identity: mismatch.and_then(|finding| finding.brand.clone()),
            lure: story.map_or(0, |_| context.lure_score()),
            asks: ask.kinds.iter().copied().collect(),
            before: None,
            danger_before: None,
        };
        let implicated = verdict.level >= Level::Caution
            || mismatch.is_some()
            || story.is_some_and(|finding| finding.strength >= Strength::Medium);
        let passed = step::passed(&context, &findings, verdict.level);
        Ok(Assessment {
            verdict,
            passed,
            inherited: passed_on,
            implicated,
            ask,
        })
    }

    fn with_address<T>(
        &self,
        site: &Site,
        mentions: &Mentions<'_>,
        inherited: &Inherited,
        then: impl Fn(&Context<'_>, &[Finding]) -> T,
    ) -> T {
        let context = Context {
            registry: &self.registry,
            site,
            owner: site.owner(&self.registry),
            mentions,
            page: None,
            claim: &Claim::default(),
            lure: &Lure::default(),
            ask: &Ask::default(),
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
        let start = engine().assess_start(at, &Inherited::default());
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
            let judged = engine().assess_page(page, &Inherited::default());
            let verdict = judged.unwrap().verdict;
            assert_eq!(verdict.level, Level::Caution, "{length}");
            assert_eq!(verdict.site.host, "chronopost-colis.example");
        }
    }
}
