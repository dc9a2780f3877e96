//! A frame within a tab's page.

use crate::address::Site;
use crate::page::PageSnapshot;
use crate::page::fields::FieldIndices;
use crate::rules::context::FrameContext;
use crate::service::tab::{TabState, keep_worse};
use crate::service::visit::Visit;
use crate::service::wire::Reply;
use crate::verdict::Verdict;

impl Visit<'_> {
    /// A frame of the page's own site is judged as a part of the page, with what
    /// that claims, and told under its address, the one that the visitor sees. So is
    /// a frame of another site where the page itself gives reason to: kits put the
    /// card form in a frame. Elsewhere it is somebody else's (an advertisement): it
    /// is judged by its own words, named by its own host, and says nothing about the
    /// page around it. Only where that page says nothing, its frames are read together:
    /// one tells the story, and another asks for the card.
    pub(super) fn judge_frame(
        &self,
        tab: Option<TabState>,
        snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        let mut state = tab.unwrap_or_default();
        let mut fields = FieldIndices::default();
        // A frame in an official page or a payment provider's is their affair.
        let is_theirs = |top: &Verdict| top.site.owner.is_some();
        if !state.top.as_ref().is_some_and(is_theirs)
            && let Ok(site) = Site::parse(&snapshot.url)
            && let Ok(around) = state.top_site(self.sender)
        {
            let own = site.own_part() == around.own_part();
            let belongs = own || state.implicated();
            let inherited = if belongs {
                FrameContext {
                    framed: true,
                    danger_before: state.danger.recall(&around),
                    ..state.inherited.clone()
                }
            } else if state.is_blank {
                FrameContext {
                    framed: true,
                    joined: true,
                    ..state.gathered.clone()
                }
            } else {
                FrameContext {
                    framed: true,
                    ..FrameContext::default()
                }
            };
            if let Ok(assessment) = self.engine.assess_page(snapshot, &inherited) {
                fields = assessment.ask.places();
                if state.is_blank && assessment.verdict.site.owner.is_none() {
                    state.gathered.join(assessment.inherited);
                }
                if own && assessment.verdict.site.owner.is_none() {
                    state.chain.add(assessment.passed);
                }
                let mut verdict = assessment.verdict;
                if belongs {
                    // A page that only tells a story may be an article about it.
                    if own || state.is_warned() || state.inherited.identity.is_some() {
                        state.remember(&around, &verdict);
                    }
                    if let Some(top) = &state.top {
                        verdict.site = top.site.clone();
                    }
                    keep_worse(&mut state.frame, verdict);
                } else {
                    state.keep_foreign(&site, verdict);
                }
            }
        }
        let reply = self.reply(&state).with_fields(fields);
        (Some(state), reply)
    }
}

#[cfg(test)]
mod tests;
