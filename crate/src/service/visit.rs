//! A document of a tab: its address, its page, its frames, and what its visitor chooses.

use crate::address::Site;
use crate::address::digest::Digest;
use crate::address::trust;
use crate::data::hosts;
use crate::engine::Engine;
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::page::chain::PageStep;
use crate::page::fields::FieldIndices;
use crate::rules::context::FrameContext;
use crate::service::sender::Sender;
use crate::service::tab::{ForeignFrame, TabState, Worst};
use crate::service::wire::{BAD_REQUEST, Reply, Shown};
use crate::settings::Choices;

/// One message about a tab, and what it is answered by.
pub(super) struct Visit<'a> {
    pub(super) engine: &'a Engine,
    pub(super) choices: &'a Choices,
    pub(super) sender: &'a Sender,
}

impl Visit<'_> {
    pub(super) fn judge_address(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let sender = self.sender;
        if !sender.is_top {
            return (tab, BAD_REQUEST);
        }
        let before = tab.unwrap_or_default();
        let inherited = FrameContext {
            danger_before: Site::parse(&sender.url)
                .ok()
                .and_then(|site| before.danger.recall(&site)),
            ..FrameContext::default()
        };
        let Ok(verdict) = self.engine.assess_start(&sender.url, &inherited) else {
            return (before.without_document().known(), Reply::Nothing);
        };
        let document = Digest::of_document(&sender.url);
        let comes_back = before.coming_back && before.document == document;
        let dismissed = before.dismissed.filter(|_| comes_back);
        let foreign_frames = before.foreign_frames.clone();
        // It is what the visitor went on past, whatever it shows this time.
        let passed = before.top.clone().filter(|_| before.is_passed_danger());
        let mut state = TabState {
            document,
            top: passed.filter(|_| comes_back).or(Some(verdict)),
            dismissed,
            ..before.without_document()
        };
        if comes_back {
            let is_passed = |frame: &ForeignFrame| frame.dismissed.is_some();
            state.foreign_frames = foreign_frames.into_iter().filter(is_passed).collect();
        }
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    pub(super) fn judge_page(
        &self,
        tab: Option<TabState>,
        mut snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        snapshot.url.clone_from(&self.sender.url);
        if self.sender.is_top {
            return self.judge_top(tab, snapshot);
        }
        self.judge_frame(tab, snapshot)
    }

    fn judge_top(
        &self,
        tab: Option<TabState>,
        snapshot: PageSnapshot,
    ) -> (Option<TabState>, Reply) {
        let sender = self.sender;
        let mut state = tab.unwrap_or_default();
        let document = Digest::of_document(&sender.url);
        let Ok(site) = Site::parse(&sender.url) else {
            return (state.without_document().known(), Reply::Nothing);
        };
        if state.document != document {
            state = state.at_new_address(&site);
        }
        let inherited = FrameContext {
            before: state.chain.before(&site, &document, &snapshot.referrer),
            danger_before: state.danger.recall(&site),
            ..FrameContext::default()
        };
        let Ok(assessment) = self.engine.assess_page(snapshot, &inherited) else {
            return (state.without_document().known(), Reply::Nothing);
        };
        if assessment.verdict.site.owner.is_none() {
            state.chain.add(PageStep {
                document: document.clone(),
                ..assessment.passed
            });
        }
        state.document = document;
        state.remember(&site, &assessment.verdict);
        let places = assessment.ask.places();
        let before = state.for_frames();
        state.inherited = assessment.inherited;
        state.is_blank = assessment.is_blank;
        state.is_wordless = assessment.is_wordless;
        state.implicated = assessment.implicated;
        // What it takes back of a danger that the visitor went on past is no less of one.
        if !state.is_passed_danger() || assessment.verdict.level == Level::Danger {
            state.top = Some(assessment.verdict);
        }
        let is_news = before != state.for_frames();
        let reply = self.reply(&state).with_fields(places).with_frames(is_news);
        (Some(state), reply)
    }

    pub(super) fn dismiss_warning(
        &self,
        tab: Option<TabState>,
        coming_back: bool,
        shown: Option<Shown>,
    ) -> (Option<TabState>, Reply) {
        let Some(mut state) = tab else {
            return (None, Reply::Nothing);
        };
        state.dismiss(self.sender, shown);
        state.coming_back = coming_back;
        let reply = self.reply(&state);
        (Some(state), reply)
    }

    pub(super) fn read_tab(&self, tab: Option<TabState>) -> (Option<TabState>, Reply) {
        let reply = tab
            .as_ref()
            .map_or(Reply::Nothing, |state| self.reply(state));
        (tab, reply)
    }

    pub(super) fn reply(&self, state: &TabState) -> Reply {
        let Some(Worst {
            verdict,
            framed,
            dismissed,
        }) = state.worst(self.sender)
        else {
            return Reply::Nothing;
        };
        let trusted = self.choices.trust(&verdict.site.host);
        let caution = verdict.level == Level::Caution;
        Reply::Verdict {
            verdict: Box::new(verdict.clone()),
            // A page that got worse since is shown again.
            dismissed: dismissed.is_some_and(|level| level >= verdict.level),
            trusted,
            trustable: caution
                && !framed
                && !trusted
                && trust::domain_of(&verdict.site.host).is_some(),
            silent: caution && (trusted || self.choices.quiet_caution),
            framed,
            mailbox: state
                .top
                .as_ref()
                .is_some_and(|top| hosts::is_mailbox(&top.site.host)),
            wordless: state.is_wordless,
            frames_anew: false,
            fields: FieldIndices::default(),
        }
    }
}

#[cfg(test)]
mod tests;
