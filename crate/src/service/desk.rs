//! Questions that people ask beside any page: what was pasted, what to do, whom to turn to, who
//! brings parcels.

use crate::brands::breach;
use crate::engine::Engine;
use crate::paste;
use crate::service::sender::Sender;
use crate::service::tab::TabState;
use crate::service::wire::{BAD_REQUEST, Reply, Request};
use crate::service::{advice, notebook};

/// Answers a question; what is none makes no sense.
pub(super) fn answer(
    engine: &Engine,
    sender: &Sender,
    tab: Option<&TabState>,
    request: Request,
) -> Reply {
    match request {
        Request::CheckPaste { text, displayed } => {
            let assess = if displayed {
                paste::assess_displayed
            } else {
                paste::assess
            };
            Reply::PasteResult {
                result: Box::new(assess(&text, engine)),
            }
        }
        Request::ListSteps { given, country } => advice::list_steps(&given, &country),
        Request::ListContacts { country, address } => {
            advice::list_contacts(sender, tab, &country, address)
        }
        Request::ListLeaks => Reply::Leaks {
            leaks: breach::all(),
        },
        Request::NameBrands { ids } => name_brands(engine, ids),
        Request::ListCarriers { ids, text } => Reply::Carriers {
            carriers: notebook::list_carriers(engine.registry(), &ids, &text),
        },
        _ => BAD_REQUEST,
    }
}

/// How people write the names of brands.
fn name_brands(engine: &Engine, ids: Vec<String>) -> Reply {
    let name = |id: String| {
        let name = engine.registry().brand(&id)?.name().to_owned();
        Some((id, name))
    };
    Reply::BrandNames {
        names: ids.into_iter().filter_map(name).collect(),
    }
}
