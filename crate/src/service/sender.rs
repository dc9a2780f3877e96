//! Who asks.

use serde::Deserialize;

/// Who sent a message, as the browser tells it; nothing of it comes from the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineSender"))]
#[serde(rename_all = "camelCase", default)]
pub struct Sender {
    /// Whether it is the tab's top frame.
    pub is_top: bool,
    /// Address of the frame.
    pub url: String,
    /// Address of the tab's top frame.
    pub tab_url: String,
}
