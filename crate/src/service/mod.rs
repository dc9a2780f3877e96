//! What the background does with a message: typed request in, typed reply out.
//!
//! The state of a tab goes in and comes out with each message and is kept by
//! the browser's session storage, so that the background may sleep, and the
//! wasm may be made anew, at any time without loss. So do the settings: what is
//! stored comes in, what is to be stored goes out.

use crate::engine::Engine;
use crate::policy::WrittenPolicy;

mod advice;
mod desk;
mod frame;
mod notebook;
mod preferences;
mod sender;
mod tab;
mod visit;
mod wire;

pub use crate::form::{Fault, Json, Problem};
pub use crate::language::Language;
pub use crate::settings::{
    AwaitedParcel, Choices, JsonReader, Loudness, PastWarning, Settings, SettingsChange,
    SettingsInForce, SettingsPart, SettingsVersion, SharedSettings, Stored, TrustedPerson,
    TrustedSite,
};
pub use notebook::CarrierView;
pub use sender::Sender;
pub use tab::TabState;
pub use wire::{ErrorCode, Output, Reply, ReportedPage, Request, Shown};

use visit::Visit;
use wire::BAD_REQUEST;

/// Answers messages. Holds nothing but the engine and the policy that it was made with.
#[derive(Debug)]
pub struct Service {
    engine: Engine,
    policy: Option<Box<WrittenPolicy>>,
    read_json: JsonReader,
    desk: Desk,
}

/// Who answers what is no affair of a page on show.
type Desk = fn(&Engine, &Sender, Option<&TabState>, Request) -> Reply;

impl Service {
    /// A service without a policy.
    #[must_use]
    pub fn new(read_json: JsonReader) -> Self {
        Self::with_desk(read_json, desk::answer)
    }

    /// One that judges pages and keeps settings, and takes all else for a request that makes no
    /// sense: a module with it alone is smaller by all that messages, mails and help take.
    #[must_use]
    pub fn of_pages(read_json: JsonReader) -> Self {
        Self::with_desk(read_json, |_, _, _, _| BAD_REQUEST)
    }

    fn with_desk(read_json: JsonReader, desk: Desk) -> Self {
        Self {
            engine: Engine::default(),
            policy: None,
            read_json,
            desk,
        }
    }

    /// Answers one message of a visitor who made these choices; gives back the
    /// tab's state to keep.
    #[must_use]
    pub fn handle(
        &mut self,
        sender: &Sender,
        choices: &Choices,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        let visit = Visit {
            engine: &self.engine,
            choices,
            sender,
        };
        let reply = match request {
            Request::JudgeAddress => return visit.judge_address(tab),
            Request::JudgePage { snapshot } => return visit.judge_page(tab, *snapshot),
            Request::DismissWarning { coming_back, shown } => {
                return visit.dismiss_warning(tab, coming_back, shown);
            }
            Request::ReadTab => return visit.read_tab(tab),
            Request::TrustTab { stored, today } => {
                self.trust_tab(sender, tab.as_ref(), stored, &today)
            }
            Request::AdoptPolicy { policy } => self.adopt_policy(&policy),
            Request::ReadSettings { stored } => self.read_settings(stored),
            Request::ChangeSettings {
                stored,
                change,
                today,
            } => SettingsChange::read(&change).map_or(BAD_REQUEST, |change| {
                self.change_settings(stored, change, &today)
            }),
            Request::ExportSettings { stored } => preferences::export_settings(stored),
            question => (self.desk)(&self.engine, sender, tab.as_ref(), question),
        };
        (tab, reply)
    }
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::service::testing::Visitor;

    #[test]
    fn a_service_of_pages_judges_and_answers_no_other_question() {
        let mut service = Service::of_pages(|_| None);
        let sender = Sender {
            is_top: true,
            url: "https://chronopost-colis.example/".into(),
            tab_url: "https://chronopost-colis.example/".into(),
        };
        let mut ask = |request| {
            service
                .handle(&sender, &Choices::default(), None, request)
                .1
        };
        assert!(matches!(ask(Request::JudgeAddress), Reply::Verdict { .. }));
        let text = "https://chronopost-colis.example/".to_owned();
        assert_eq!(
            ask(Request::CheckPaste {
                text,
                displayed: false
            }),
            BAD_REQUEST
        );
        assert_eq!(ask(Request::ListLeaks), BAD_REQUEST);
    }

    #[test]
    fn brands_are_named_and_others_left_out() {
        let ids = vec!["mondialrelay".into(), "nobody".into(), String::new()];
        let request = Request::NameBrands { ids };
        let (_, reply) = Visitor::new().handle(&Sender::default(), None, request);
        let names = BTreeMap::from([("mondialrelay".to_owned(), "Mondial Relay".to_owned())]);
        assert_eq!(reply, Reply::BrandNames { names });
    }
}
