//! What the background does with a message: typed request in, typed reply out.
//!
//! The state of a tab goes in and comes out with each message and is kept by
//! the browser's session storage, so that the background may sleep, and the
//! wasm may be made anew, at any time without loss. So do the settings: what is
//! stored comes in, what is to be stored goes out.

use crate::brands::breach;
use crate::engine::Engine;
use crate::paste;
use crate::policy::WrittenPolicy;

mod advice;
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
pub use wire::{ErrorCode, Output, Reply, ReportedPage, Request};

use visit::Visit;
use wire::BAD_REQUEST;

/// Answers messages. Holds nothing but the engine and the policy that it was made with.
#[derive(Debug)]
pub struct Service {
    engine: Engine,
    policy: Option<Box<WrittenPolicy>>,
    read_json: JsonReader,
}

impl Service {
    /// A service without a policy.
    #[must_use]
    pub fn new(read_json: JsonReader) -> Self {
        Self {
            engine: Engine::default(),
            policy: None,
            read_json,
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
            Request::DismissWarning { coming_back } => {
                return visit.dismiss_warning(tab, coming_back);
            }
            Request::ReadTab => return visit.read_tab(tab),
            Request::TrustTab { stored, today } => self.trust_tab(tab.as_ref(), stored, &today),
            Request::CheckPaste { text } => Reply::PasteResult {
                result: Box::new(paste::assess(&text, &self.engine)),
            },
            Request::ListSteps { given, country } => advice::list_steps(&given, &country),
            Request::ListContacts { country, address } => {
                advice::list_contacts(sender, tab.as_ref(), &country, address)
            }
            Request::ListLeaks => Reply::Leaks {
                leaks: breach::all(),
            },
            Request::NameBrands { ids } => self.name_brands(ids),
            Request::ListCarriers { ids, text } => Reply::Carriers {
                carriers: notebook::list_carriers(self.engine.registry(), &ids, &text),
            },
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
        };
        (tab, reply)
    }

    /// How people write the names of brands.
    fn name_brands(&self, ids: Vec<String>) -> Reply {
        let registry = self.engine.registry();
        let name = |id: String| {
            let name = registry.brand(&id)?.name().to_owned();
            Some((id, name))
        };
        Reply::BrandNames {
            names: ids.into_iter().filter_map(name).collect(),
        }
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
    fn brands_are_named_and_others_left_out() {
        let ids = vec!["mondialrelay".into(), "nobody".into(), String::new()];
        let request = Request::NameBrands { ids };
        let (_, reply) = Visitor::new().handle(&Sender::default(), None, request);
        let names = BTreeMap::from([("mondialrelay".to_owned(), "Mondial Relay".to_owned())]);
        assert_eq!(reply, Reply::BrandNames { names });
    }
}
