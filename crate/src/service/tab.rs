//! What is remembered of a tab.

use serde::{Deserialize, Serialize};

use crate::address::digest::Digest;
use crate::address::{AddressError, Site};
use crate::level::Level;
use crate::page::chain::Chain;
use crate::page::danger_memory::DangerMemory;
use crate::rules::context::FrameContext;
use crate::service::sender::Sender;
use crate::service::wire::Shown;
use crate::verdict::Verdict;

/// What is remembered of a tab: of its document while that lives, and of the
/// pages before. No address: digests, and the host where a verdict names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TabState {
    /// The top document.
    pub(super) document: Digest,
    /// Verdict on the top document.
    pub(super) top: Option<Verdict>,
    /// What frames inherit from it.
    pub(super) inherited: FrameContext,
    /// Whether it says nothing itself, so that its frames are one page to a visitor.
    pub(super) is_blank: bool,
    /// Whether it holds no word and no field.
    pub(super) is_wordless: bool,
    /// What those that were judged so far say together.
    pub(super) gathered: FrameContext,
    /// Whether frames of other sites count as a part of it.
    pub(super) implicated: bool,
    /// The worst verdict of a child frame that is judged as a part of the page.
    pub(super) frame: Option<Verdict>,
    /// Other sites' frames that are worth a warning, one a party, the latest last.
    pub(super) foreign_frames: Vec<ForeignFrame>,
    /// Whether there were too many at danger to remember each: every such frame is told of the others then.
    pub(super) overflows: bool,
    /// The level of the page at which the visitor chose to go on.
    pub(super) dismissed: Option<Level>,
    /// Whether the visitor comes back to the document, having chosen to go on.
    pub(super) coming_back: bool,
    /// The steps of the scam that the tab has seen.
    pub(super) chain: Chain,
    /// The sites that were at danger.
    pub(super) danger: DangerMemory,
}

/// Another site's frame, by its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ForeignFrame {
    /// The worst verdict on a frame of its host.
    pub(super) verdict: Verdict,
    /// The level at which the visitor chose to go on.
    pub(super) dismissed: Option<Level>,
}

impl ForeignFrame {
    fn is_passed(&self) -> bool {
        self.dismissed >= Some(self.verdict.level)
    }

    /// Whether it is the place of whoever a site belongs to.
    fn is_of(&self, site: &Site) -> bool {
        let own = Site::parse(&self.verdict.site.host);
        own.is_ok_and(|own| own.own_part() == site.own_part())
    }
}

/// Other parties' frames that are remembered; of more, the one that matters least is forgotten.
const MAX_FOREIGN: usize = 10;

/// Keeps the verdict of the worst frame; of those that are clear none.
pub(super) fn keep_worse(known: &mut Option<Verdict>, verdict: Verdict) {
    let level = known.as_ref().map_or(Level::Clear, |known| known.level);
    if verdict.level > level {
        *known = Some(verdict);
    }
}

/// The verdict that stands for a tab.
#[derive(Clone, Copy)]
pub(super) struct Worst<'a> {
    pub(super) verdict: &'a Verdict,
    /// Whether it is that of another site's frame.
    pub(super) framed: bool,
    /// The level at which the visitor chose to go on.
    pub(super) dismissed: Option<Level>,
}

impl TabState {
    /// The worst of the verdicts that a document is told of; of those alike the page's
    /// before its frames', and its own frames' before other sites'. A page is told of
    /// all, first of what the visitor did not go on past; a frame of another site of no
    /// other such frame, and of itself first, where the visitor did not go on past it.
    pub(super) fn worst(&self, sender: &Sender) -> Option<Worst<'_>> {
        let own = [&self.top, &self.frame].into_iter().flatten();
        let of_page = own.map(|verdict| Worst {
            verdict,
            framed: false,
            dismissed: self.dismissed,
        });
        let of_page = of_page.reduce(|worst, next| {
            if next.verdict.level > worst.verdict.level {
                next
            } else {
                worst
            }
        });
        let frame = (!sender.is_top).then(|| Site::parse(&sender.url).ok());
        let is_told = |foreign: &&ForeignFrame| match &frame {
            None => true,
            Some(site) => self.overflows || site.as_ref().is_some_and(|site| foreign.is_of(site)),
        };
        let foreign = self.foreign_frames.iter().rev().filter(is_told);
        let foreign = foreign.max_by_key(|foreign| (!foreign.is_passed(), foreign.verdict.level));
        let Some(foreign) = foreign else {
            return of_page;
        };
        let takes_precedence = |page: &Worst<'_>| {
            let (level, of_page) = (foreign.verdict.level, page.verdict.level);
            let is_its_own = frame.is_some() && !foreign.is_passed();
            // What the visitor went on past hides nothing that he did not.
            level > of_page && (!foreign.is_passed() || of_page < Level::Caution)
                || level == of_page && is_its_own
        };
        if of_page.as_ref().is_none_or(takes_precedence) {
            Some(Worst {
                verdict: &foreign.verdict,
                framed: true,
                dismissed: foreign.dismissed,
            })
        } else {
            of_page
        }
    }

    /// Keeps a verdict on another site's frame, if it is worth a warning and worse than
    /// the one before on a frame of that party.
    pub(super) fn keep_foreign(&mut self, site: &Site, verdict: Verdict) {
        if verdict.level < Level::Caution {
            return;
        }
        let mut known = self.foreign_frames.iter_mut();
        if let Some(known) = known.find(|known| known.is_of(site)) {
            if verdict.level > known.verdict.level {
                known.verdict = verdict;
            }
            return;
        }
        self.foreign_frames.push(ForeignFrame {
            verdict,
            dismissed: None,
        });
        if self.foreign_frames.len() <= MAX_FOREIGN {
            return;
        }
        let weight = |foreign: &ForeignFrame| (!foreign.is_passed(), foreign.verdict.level);
        let mut places = (0..).zip(&self.foreign_frames);
        let least = places.by_ref().min_by_key(|(_, foreign)| weight(foreign));
        if let Some((at, foreign)) = least {
            self.overflows |= weight(foreign) == (true, Level::Danger);
            self.foreign_frames.remove(at);
        }
    }

    /// Notes that the visitor goes on past what was shown: the worst that a document is told of,
    /// or what he says that he saw.
    pub(super) fn dismiss(&mut self, sender: &Sender, shown: Option<Shown>) {
        let Some(worst) = self.worst(sender) else {
            return;
        };
        let shown = shown.unwrap_or_else(|| Shown {
            host: worst.verdict.site.host.clone(),
            level: worst.verdict.level,
            framed: worst.framed,
        });
        if !shown.framed {
            self.dismissed = self.dismissed.max(Some(shown.level));
            return;
        }
        for foreign in &mut self.foreign_frames {
            if foreign.verdict.site.host == shown.host {
                foreign.dismissed = foreign.dismissed.max(Some(shown.level));
            }
        }
    }

    /// Whether the visitor went on past what the page itself was found to be: a danger.
    pub(super) fn is_passed_danger(&self) -> bool {
        let level = self.top.as_ref().map(|top| top.level);
        level == Some(Level::Danger) && self.dismissed == level
    }

    /// What outlives the document.
    pub(super) fn without_document(self) -> Self {
        Self {
            chain: self.chain,
            danger: self.danger,
            ..Self::default()
        }
    }

    /// What outlives a change of the address that no start of a document
    /// announced: the page changed it by itself, and its frames are still there.
    pub(super) fn at_new_address(self, site: &Site) -> Self {
        if self
            .top
            .as_ref()
            .is_none_or(|top| top.site.host != site.host())
        {
            return self.without_document();
        }
        Self {
            gathered: self.gathered,
            frame: self.frame,
            foreign_frames: self.foreign_frames,
            overflows: self.overflows,
            chain: self.chain,
            danger: self.danger,
            ..Self::default()
        }
    }

    /// The state, if it says anything.
    pub(super) fn known(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// Whether the page was worth a warning by itself.
    pub(super) fn is_warned(&self) -> bool {
        self.top
            .as_ref()
            .is_some_and(|top| top.level >= Level::Caution)
    }

    /// Whether other sites' frames count as a part of the page.
    pub(super) fn implicated(&self) -> bool {
        self.implicated || self.is_warned()
    }

    /// What the page says that its frames are for, and how they are read.
    pub(super) fn for_frames(&self) -> impl PartialEq + use<> {
        let FrameContext {
            identity,
            lure,
            hints_at_story,
            ..
        } = self.inherited.clone();
        let how = (self.implicated(), self.is_blank);
        (identity, lure, hints_at_story, how)
    }

    /// The site of the top document.
    pub(super) fn top_site(&self, sender: &Sender) -> Result<Site, AddressError> {
        let known = self.top.as_ref().map(|top| top.site.host.as_str());
        Site::parse(known.unwrap_or(&sender.tab_url))
    }

    /// Remembers a site that is at danger.
    pub(super) fn remember(&mut self, site: &Site, verdict: &Verdict) {
        if verdict.level == Level::Danger {
            let brand = verdict.brand.as_ref().map(|brand| brand.id.as_str());
            self.danger.keep(site, brand);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::service::testing::{Visitor, fake_card_form, sender};
    use crate::service::{Reply, Request};

    #[test]
    fn a_long_address_is_remembered_in_little_room() {
        let service = Visitor::new();
        let url = |end: &str| format!("https://colis.example/?{}{end}", "x".repeat(1_000_000));
        let (tab, _) = service.handle(&sender(0, &url("1")), None, Request::JudgeAddress);
        let (tab, _) = service.handle(
            &sender(0, &url("1")),
            tab,
            Request::DismissWarning {
                coming_back: false,
                shown: None,
            },
        );
        assert!(serde_json::to_string(&tab).unwrap().len() < 4_000);
        let page = || Request::JudgePage {
            snapshot: Box::default(),
        };
        let is_dismissed = |reply| matches!(reply, Reply::Verdict { dismissed, .. } if dismissed);
        let (_, same) = service.handle(&sender(0, &url("1#step")), tab.clone(), page());
        assert!(is_dismissed(same));
        let (_, other) = service.handle(&sender(0, &url("2")), tab, page());
        assert!(!is_dismissed(other));
    }

    #[test]
    fn nothing_of_the_visitor_is_kept() {
        let service = Visitor::new();
        let personal = ["lucie", "martin", "0612345678", "xy004218733fr", "secret"];
        let query = "nom=Lucie+Martin&mail=lucie.martin@courriel.example&tel=0612345678\
            &colis=XY004218733FR&chronopost=lucie#secret";
        let page = |url: &str| {
            let Request::JudgePage { mut snapshot } = fake_card_form() else {
                panic!("no page");
            };
            snapshot.referrer = format!("https://lucie-martin.example/?{query}");
            snapshot.refresh = format!("9; url=https://suite.example/?{query}");
            snapshot.url = url.into();
            Request::JudgePage { snapshot }
        };
        let url = format!("https://infos-colis-42.example/lucie/chronopost-martin/?{query}");
        let top = sender(0, &url);
        let frame = sender(1, &format!("https://formulaire.example/martin/?{query}"));
        let mut tab = None;
        for (from, request) in [
            (&top, Request::JudgeAddress),
            (&top, page(&url)),
            (&frame, page(&frame.url)),
            (
                &top,
                Request::DismissWarning {
                    coming_back: true,
                    shown: None,
                },
            ),
            (&top, Request::JudgeAddress),
            (&top, page(&url)),
        ] {
            tab = service.handle(from, tab, request).0;
            let kept = serde_json::to_string(&tab).unwrap().to_lowercase();
            for word in personal {
                assert!(!kept.contains(word), "{word}: {kept}");
            }
        }
    }
}
