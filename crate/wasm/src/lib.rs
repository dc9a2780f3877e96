//! The edge to JavaScript: the only place that names the binding crates.

#![cfg(target_arch = "wasm32")]

use js_sys::{JSON, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use vigicolis::service::{self, ErrorCode, Json, Output, Reply, TabState};
use wasm_bindgen::prelude::*;

/// The service as JavaScript sees it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Service {
    inner: service::Service,
}

#[wasm_bindgen]
impl Service {
    /// A service.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "JavaScript has constructors alone"
    )]
    pub fn new() -> Self {
        Self {
            #[cfg(feature = "desk")]
            inner: service::Service::new(read_json),
            #[cfg(not(feature = "desk"))]
            inner: service::Service::of_pages(read_json),
        }
    }

    /// Answers `{sender, tab, choices, request}` with `{tab, reply}`.
    ///
    /// A request that makes no sense is answered by an error reply and leaves
    /// the tab's state as it was; a state that cannot be read is forgotten, and
    /// choices that cannot be read trust nobody.
    pub fn handle(&mut self, input: &JsValue) -> JsValue {
        let tab: Option<TabState> = part(input, "tab").unwrap_or_default();
        let output = match (part(input, "sender"), part(input, "request")) {
            (Some(sender), Some(request)) => {
                let choices = part(input, "choices").unwrap_or_default();
                let (tab, reply) = self.inner.handle(&sender, &choices, tab, request);
                Output { tab, reply }
            }
            _ => {
                web_sys::console::warn_1(&JsValue::from_str("vigicolis: unreadable request"));
                Output {
                    tab,
                    reply: Reply::Error {
                        code: ErrorCode::BadRequest,
                    },
                }
            }
        };
        output
            .serialize(&Serializer::json_compatible())
            .unwrap_or(JsValue::NULL)
    }
}

/// Reads one property of the input; none if it is missing or of another shape.
fn part<T: serde::de::DeserializeOwned>(input: &JsValue, name: &str) -> Option<T> {
    let value = Reflect::get(input, &JsValue::from_str(name)).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// The browser's own reader of JSON.
fn read_json(text: &str) -> Option<Json> {
    serde_wasm_bindgen::from_value(JSON::parse(text).ok()?).ok()
}
