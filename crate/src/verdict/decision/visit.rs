//! A page that somebody visits, built in a line or two for the examples.

use crate::page::chain::{ChainHistory, ScamStep};
use crate::page::danger_memory::PastDanger;
use crate::page::{Field, Form, Image, Link, PageSnapshot};
use crate::rules::context::FrameContext;

/// A page, and what its tab knows from before.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) page: PageSnapshot,
    pub(super) before: FrameContext,
}

/// A page at an address, with no words, links or fields yet.
pub(super) fn at(url: &str) -> Visit {
    let page = PageSnapshot {
        url: url.into(),
        ..PageSnapshot::default()
    };
    Visit {
        page,
        before: FrameContext::default(),
    }
}

impl Visit {
    /// The same page elsewhere, with its menu and its form.
    pub(super) fn moved_to(mut self, url: &str) -> Self {
        let (from, to) = (origin(&self.page.url), origin(url));
        let links = self.page.links.iter_mut().map(|link| &mut link.href);
        let forms = self.page.forms.iter_mut().map(|form| &mut form.action);
        for address in links.chain(forms) {
            *address = address.replacen(&from, &to, 1);
        }
        self.page.url = url.into();
        self
    }

    pub(super) fn title(mut self, title: &str) -> Self {
        self.page.title = title.into();
        self
    }

    pub(super) fn site_name(mut self, name: &str) -> Self {
        self.page.site_name = name.into();
        self
    }

    pub(super) fn heading(mut self, heading: &str) -> Self {
        self.page.headings = vec![heading.into()];
        self
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        self.page.text = text.into();
        self.page.counts.text_length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        self
    }

    /// More is written than what was read.
    pub(super) fn long(mut self) -> Self {
        self.page.counts.text_length = 1_500;
        self
    }

    /// Its first picture is a logo with this alternative text.
    pub(super) fn logo(mut self, alt: &str) -> Self {
        self.page.images = vec![Image {
            alt: alt.into(),
            ..Image::default()
        }];
        self
    }

    pub(super) fn button(mut self, says: &str) -> Self {
        self.page.buttons = vec![says.into()];
        self
    }

    /// Its letters are drawn by a font that the page brings along.
    pub(super) fn own_font(mut self) -> Self {
        self.page.own_font = true;
        self
    }

    /// Its letters are drawn as they are.
    pub(super) fn usual_font(mut self) -> Self {
        self.page.own_font = false;
        self
    }

    /// A menu of pages of its own, as sites have it.
    pub(super) fn menu(mut self) -> Self {
        let own = origin(&self.page.url);
        for page in ["boutique", "aide", "contact", "mentions-legales"] {
            self = self.link(&format!("{own}{page}"));
        }
        self
    }

    pub(super) fn link(mut self, href: &str) -> Self {
        self.page.links.push(Link {
            href: href.into(),
            ..Link::default()
        });
        self.page.counts.links += 1;
        self
    }

    /// So many links to pages below an address.
    pub(super) fn links(self, to: &str, times: usize) -> Self {
        (0..times).fold(self, |page, at| page.link(&format!("{to}{at}")))
    }

    /// A form that asks for these and sends them to a page of its own site.
    pub(super) fn asks(self, labels: &[&str]) -> Self {
        let url = self.page.url.clone();
        self.asks_for(labels, &url)
    }

    /// A form that asks for these and sends them there.
    pub(super) fn asks_for(mut self, labels: &[&str], action: &str) -> Self {
        self.page.forms = vec![Form {
            action: action.into(),
        }];
        let fields = labels.iter().map(|label| Field {
            form: 0,
            tag: "input".into(),
            label: (*label).into(),
            ..Field::default()
        });
        self.page.fields = fields.collect();
        self
    }

    /// A form of which anybody else reads no words: its labels are pictures.
    pub(super) fn asks_mutely(mut self) -> Self {
        self.page.fields = ["f301214", "f123291", "f629926"]
            .map(|name| Field {
                tag: "input".into(),
                name: name.into(),
                visible: true,
                ..Field::default()
            })
            .into();
        self
    }

    /// No form at all.
    pub(super) fn asks_nothing(mut self) -> Self {
        self.page.forms.clear();
        self.page.fields.clear();
        self
    }

    /// Search engines are asked not to list it.
    pub(super) fn unlisted(mut self) -> Self {
        self.page.noindex = true;
        self
    }

    /// An earlier page of this site was these steps.
    pub(super) fn after(mut self, steps: &[ScamStep]) -> Self {
        self.before.before = Some(ChainHistory {
            steps: steps.to_vec(),
            ..ChainHistory::default()
        });
        self
    }

    /// An earlier page of this site was these steps, and worth a warning.
    pub(super) fn after_warning(self, steps: &[ScamStep]) -> Self {
        let mut visit = self.after(steps);
        visit.before.before.get_or_insert_default().warned = true;
        visit
    }

    /// The site was at danger in this tab.
    pub(super) fn after_danger(mut self) -> Self {
        self.before.danger_before = Some(PastDanger::default());
        self
    }

    /// It is a frame, and the page around it hints at a story.
    pub(super) fn below_hint(mut self) -> Self {
        self.before.framed = true;
        self.before.hints_at_story = true;
        self
    }

    /// Nothing is known from before.
    pub(super) fn at_first(mut self) -> Self {
        self.before = FrameContext::default();
        self
    }
}

/// `https://boutique-lilas.example/` of an address there.
fn origin(url: &str) -> String {
    url.split_inclusive('/').take(3).collect()
}
