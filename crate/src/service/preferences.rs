//! What the visitor chose, and what the organisation fixed.

use crate::address::trust;
use crate::engine::Engine;
use crate::form::Json;
use crate::level::Level;
use crate::policy::WrittenPolicy;
use crate::service::Service;
use crate::service::sender::Sender;
use crate::service::tab::TabState;
use crate::service::wire::Reply;
use crate::settings::{Choices, Settings, SettingsChange, Stored};

impl Service {
    /// Judges by a policy from here on, unless it has a fault.
    pub(super) fn adopt_policy(&mut self, given: &Json) -> Reply {
        match WrittenPolicy::read(given) {
            Ok((written, policy)) => {
                self.engine = Engine::new(policy);
                self.policy = (written != WrittenPolicy::default()).then(|| Box::new(written));
                Reply::Policy {
                    policy: self.policy.clone(),
                    faults: Vec::new(),
                }
            }
            Err(faults) => Reply::Policy {
                policy: None,
                faults,
            },
        }
    }

    pub(super) fn read_settings(&self, stored: Stored) -> Reply {
        let (settings, is_changed) = Settings::repair(stored);
        self.settings(settings, is_changed)
    }

    pub(super) fn change_settings(
        &self,
        stored: Stored,
        change: SettingsChange,
        today: &str,
    ) -> Reply {
        let (before, is_repaired) = Settings::repair(stored);
        match before.changed(change, today, self.policy.as_deref(), self.read_json) {
            Ok(after) => {
                let is_changed = is_repaired || after != before;
                self.settings(after, is_changed)
            }
            Err(faults) => Reply::Refused { faults },
        }
    }

    /// Offered on a caution alone: whoever reads a danger is under pressure. And
    /// not for a frame's site, of which the visitor knows nothing.
    pub(super) fn trust_tab(
        &self,
        sender: &Sender,
        tab: Option<&TabState>,
        stored: Stored,
        today: &str,
    ) -> Reply {
        let address = tab
            .and_then(|tab| tab.worst(sender))
            .filter(|worst| !worst.framed && worst.verdict.level == Level::Caution)
            .and_then(|worst| trust::domain_of(&worst.verdict.site.host));
        let address = address.unwrap_or_default();
        self.change_settings(stored, SettingsChange::TrustAddress { address }, today)
    }

    fn settings(&self, settings: Settings, is_changed: bool) -> Reply {
        let in_force = settings.under(self.policy.as_deref());
        Reply::Settings {
            choices: Choices::from(&in_force),
            settings: Box::new(in_force),
            stored: is_changed.then(|| Box::new(settings)),
        }
    }
}

pub(super) fn export_settings(stored: Stored) -> Reply {
    let (settings, _) = Settings::repair(stored);
    Reply::SettingsFile {
        file: Box::new(settings.into_file()),
    }
}

#[cfg(test)]
mod tests;
