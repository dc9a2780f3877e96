use std::cell::RefCell;

use serde::de::DeserializeOwned;
use serde_json::Value;
use vigicolis::service::{Choices, Request, Sender, Service, TabState};

use crate::json;

/// What a message may add to a state that somebody else wrote.
const MAX_ADDED: usize = 32_000;

fn new_service() -> Service {
    Service::new(|text| serde_json::from_str(text).ok())
}

thread_local! {
    static SERVICE: RefCell<Service> = RefCell::new(new_service());
}

/// Any JSON as `{sender, tab, choices, request}`, taken apart as `crate/wasm` does.
pub fn protocol(bytes: &[u8]) {
    let Ok(input) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let tab: Option<TabState> = part(&input, "tab").unwrap_or_default();
    let stored = json(&tab);
    // What was taken is kept as it was understood.
    assert_eq!(
        serde_json::from_str::<Option<TabState>>(&stored)
            .ok()
            .as_ref(),
        Some(&tab)
    );
    let sender: Option<Sender> = part(&input, "sender");
    let (Some(sender), Some(request)) = (sender, part::<Request>(&input, "request")) else {
        return;
    };
    let choices: Choices = part(&input, "choices").unwrap_or_default();
    let ask =
        |service: &mut Service| service.handle(&sender, &choices, tab.clone(), request.clone());
    let is_policy = matches!(request, Request::AdoptPolicy { .. });
    let (first, second) = SERVICE.with_borrow_mut(|service| {
        let answers = (ask(service), ask(service));
        if is_policy {
            *service = new_service();
        }
        answers
    });
    assert_eq!(first, second);
    let (kept, reply) = first;
    json(&reply);
    let after = json(&kept);
    assert!(after.len() <= stored.len() + MAX_ADDED, "{}", after.len());
    let read: Option<TabState> = serde_json::from_str(&after).expect("its own output");
    assert_eq!(read, kept);
}

/// One property of the input; none if it is missing or of another shape.
fn part<T: DeserializeOwned>(input: &Value, name: &str) -> Option<T> {
    serde_json::from_value(input.get(name).cloned().unwrap_or_default()).ok()
}
