//! What goes over the wire: who asks what, and what is answered.
//!
//! Kinds of requests are a verb and a noun, kinds of replies a noun; fields are in camelCase, and
//! places in a text are counted in UTF-16, as JavaScript does.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::brands::BrandView;
use crate::brands::advice::{AdviceStep, ContactView};
use crate::brands::breach::LeakView;
use crate::data::Disclosed;
use crate::form::{Fault, Json};
use crate::level::Level;
use crate::page::PageSnapshot;
use crate::page::fields::FieldIndices;
use crate::paste::PasteResult;
use crate::policy::WrittenPolicy;
use crate::service::notebook::CarrierView;
use crate::service::tab::TabState;
#[cfg(feature = "types")]
use crate::settings::SettingsChange;
use crate::settings::{Choices, Settings, SettingsInForce, SharedSettings, Stored};
use crate::verdict::Verdict;

/// What is asked of the service.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "types",
    derive(ts_rs::TS),
    ts(
        rename = "EngineRequest",
        tag = "kind",
        rename_all = "snake_case",
        rename_all_fields = "camelCase"
    )
)]
#[non_exhaustive]
pub enum Request {
    /// A document starts: judge its address.
    JudgeAddress,
    /// A document was read: judge it.
    JudgePage {
        /// What was read.
        snapshot: Box<PageSnapshot>,
    },
    /// The visitor chose to go on, or closed the banner.
    DismissWarning {
        /// Whether the choice was made on the extension's own warning page, from
        /// which the visitor comes back to the document now.
        #[cfg_attr(feature = "types", ts(as = "Option<bool>", optional))]
        coming_back: bool,
        /// What was shown to him; where it is missing, what the tab is told of now.
        #[cfg_attr(feature = "types", ts(optional))]
        shown: Option<Shown>,
    },
    /// What is known of the tab?
    ReadTab,
    /// The visitor wants to trust the site of the tab's page.
    TrustTab {
        /// The settings as they are stored; missing where nothing is.
        #[cfg_attr(feature = "types", ts(as = "Option<Stored>", optional))]
        stored: Stored,
        /// The visitor's own day, as 2026-11-24.
        today: String,
    },
    /// Somebody pasted something: what is it, and what is to be said of it?
    CheckPaste {
        /// A link, a message, a parcel number, a mail address or a telephone number.
        text: String,
        /// Whether it is a message as its reader sees it, and is never read as a mail's source.
        #[cfg_attr(feature = "types", ts(as = "Option<bool>", optional))]
        displayed: bool,
    },
    /// What to do after something was given away; no tab's affair.
    ListSteps {
        /// What was given.
        given: Vec<Disclosed>,
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
    },
    /// Where the tab's page can be reported, and what there is to say of it.
    ListContacts {
        /// The visitor's country: ISO 3166-1 alpha-2.
        country: String,
        /// The page's address as the visitor changed it; the tab's without it.
        #[cfg_attr(feature = "types", ts(optional))]
        address: Option<String>,
    },
    /// Which leaks of personal data are known?
    ListLeaks,
    /// How do people write these brands' names?
    NameBrands {
        /// Ids of the brands.
        ids: Vec<String>,
    },
    /// Who are these carriers, and where is a parcel of each followed?
    ListCarriers {
        /// Ids of the brands; all that bring parcels where none is named.
        ids: Vec<String>,
        /// The numbers of their parcels as they were typed, one a line.
        text: String,
    },
    /// An organisation's policy is to hold from here on; no tab's affair.
    AdoptPolicy {
        /// What the browser has for the extension.
        #[cfg_attr(feature = "types", ts(type = "unknown"))]
        policy: Json,
    },
    /// Which settings hold?
    ReadSettings {
        /// The settings as they are stored; missing where nothing is.
        #[cfg_attr(feature = "types", ts(as = "Option<Stored>", optional))]
        stored: Stored,
    },
    /// The settings are to change.
    ChangeSettings {
        /// The settings as they are stored; missing where nothing is.
        #[cfg_attr(feature = "types", ts(as = "Option<Stored>", optional))]
        stored: Stored,
        /// How.
        #[cfg_attr(feature = "types", ts(as = "SettingsChange"))]
        change: Json,
        /// The visitor's own day, as 2026-11-24.
        today: String,
    },
    /// What stands in a file of the settings?
    ExportSettings {
        /// The settings as they are stored; missing where nothing is.
        #[cfg_attr(feature = "types", ts(as = "Option<Stored>", optional))]
        stored: Stored,
    },
}

/// What a warning that the visitor closed or went on past was about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Shown {
    /// The host that it named.
    pub host: String,
    /// Its level.
    pub level: Level,
    /// Whether it was about another site's frame.
    pub framed: bool,
}

/// The words of [`Request`]'s variants.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    JudgeAddress,
    JudgePage,
    DismissWarning,
    ReadTab,
    TrustTab,
    CheckPaste,
    ListSteps,
    ListContacts,
    ListLeaks,
    NameBrands,
    ListCarriers,
    AdoptPolicy,
    ReadSettings,
    ChangeSettings,
    ExportSettings,
}

/// What any request may hold.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parts {
    kind: Kind,
    snapshot: Option<Box<PageSnapshot>>,
    coming_back: Option<bool>,
    shown: Option<Shown>,
    #[serde(default)]
    stored: Stored,
    today: Option<String>,
    text: Option<String>,
    displayed: Option<bool>,
    given: Option<Vec<Disclosed>>,
    country: Option<String>,
    address: Option<String>,
    ids: Option<Vec<String>>,
    policy: Option<Json>,
    change: Option<Json>,
}

// What serde derives for an enum with a tag copies each page before it reads it, and is three
// times as large.
impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = Parts::deserialize(deserializer)?;
        Self::of(parts).ok_or_else(|| D::Error::custom("a part is missing"))
    }
}

impl Request {
    /// None where a part is missing.
    fn of(parts: Parts) -> Option<Self> {
        let stored = parts.stored;
        Some(match parts.kind {
            Kind::JudgeAddress => Self::JudgeAddress,
            Kind::JudgePage => Self::JudgePage {
                snapshot: parts.snapshot?,
            },
            Kind::DismissWarning => Self::DismissWarning {
                coming_back: parts.coming_back.unwrap_or_default(),
                shown: parts.shown,
            },
            Kind::ReadTab => Self::ReadTab,
            Kind::TrustTab => Self::TrustTab {
                stored,
                today: parts.today?,
            },
            Kind::CheckPaste => Self::CheckPaste {
                text: parts.text?,
                displayed: parts.displayed.unwrap_or_default(),
            },
            Kind::ListSteps => Self::ListSteps {
                given: parts.given?,
                country: parts.country?,
            },
            Kind::ListContacts => Self::ListContacts {
                country: parts.country?,
                address: parts.address,
            },
            Kind::ListLeaks => Self::ListLeaks,
            Kind::NameBrands => Self::NameBrands { ids: parts.ids? },
            Kind::ListCarriers => Self::ListCarriers {
                ids: parts.ids?,
                text: parts.text?,
            },
            Kind::AdoptPolicy => Self::AdoptPolicy {
                policy: parts.policy?,
            },
            Kind::ReadSettings => Self::ReadSettings { stored },
            Kind::ChangeSettings => Self::ChangeSettings {
                stored,
                change: parts.change?,
                today: parts.today?,
            },
            Kind::ExportSettings => Self::ExportSettings { stored },
        })
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineReply"))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[non_exhaustive]
pub enum Reply {
    /// The whole tab's verdict.
    Verdict {
        /// The verdict.
        verdict: Box<Verdict>,
        /// Whether the visitor chose to go on.
        dismissed: bool,
        /// Whether the visitor trusts the site.
        trusted: bool,
        /// Whether the visitor may choose to trust it.
        trustable: bool,
        /// Whether the visitor's choices keep the warning out of the page.
        silent: bool,
        /// Whether it is the verdict of another site's frame, judged by its own
        /// words and named by its own host: no word about the page around it.
        framed: bool,
        /// Whether the top page shows somebody's messages: nothing in it is to be read unasked.
        mailbox: bool,
        /// Whether the top page holds no word and no field, as a picture or a PDF that the browser shows.
        wordless: bool,
        /// Whether the page says something else now of what its frames are for: those that were judged
        /// before are to be judged anew.
        frames_anew: bool,
        /// Fields of the snapshot that was judged; none where nothing was.
        fields: FieldIndices,
    },
    /// Names of brands.
    BrandNames {
        /// Name by id, of those that are known.
        names: BTreeMap<String, String>,
    },
    /// Who brings parcels.
    Carriers {
        /// Those that were named, in their order, none for who brings no parcels; or all by
        /// id, the organisation's own last.
        carriers: Vec<Option<CarrierView>>,
    },
    /// What is said of something pasted.
    PasteResult {
        /// What it is, and what is said of it.
        result: Box<PasteResult>,
    },
    /// What to do, and whom to turn to.
    Steps {
        /// The steps, the most urgent first.
        steps: Vec<AdviceStep>,
        /// Everybody that they point to.
        contacts: Vec<ContactView>,
        /// The countries of which contacts are known.
        countries: Vec<&'static str>,
    },
    /// Where to report.
    Contacts {
        /// The page, if one is known.
        page: Option<ReportedPage>,
        /// Those who take reports.
        contacts: Vec<ContactView>,
        /// The countries of which contacts are known.
        countries: Vec<&'static str>,
    },
    /// Leaks of personal data.
    Leaks {
        /// The newest first.
        leaks: Vec<LeakView>,
    },
    /// An organisation's policy. Both are empty where it fixes nothing.
    Policy {
        /// What holds.
        policy: Option<Box<WrittenPolicy>>,
        /// What is wrong with it, in its order; with one of them, nothing holds.
        faults: Vec<Fault>,
    },
    /// The settings.
    Settings {
        /// Those that hold.
        settings: Box<SettingsInForce>,
        /// What of them the engine is to be told with each request about a page.
        choices: Choices,
        /// What is to be stored from now on; none where that is stored already.
        stored: Option<Box<Settings>>,
    },
    /// A file of settings.
    SettingsFile {
        /// What stands in it.
        file: Box<SharedSettings>,
    },
    /// A change of the settings that is not to be made.
    Refused {
        /// Why: all faults.
        faults: Vec<Fault>,
    },
    /// Nothing is known of the tab.
    Nothing,
    /// The request made no sense.
    Error {
        /// What was wrong.
        code: ErrorCode,
    },
}

/// Why a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request made no sense.
    BadRequest,
}

/// The answer to a message, and the tab's state to keep.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "EngineOutput"))]
pub struct Output {
    /// What is remembered of the tab: the extension keeps it and never looks into it.
    #[cfg_attr(feature = "types", ts(type = "object | null"))]
    pub tab: Option<TabState>,
    /// The answer.
    pub reply: Reply,
}

/// What a report says of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReportedPage {
    /// Its address.
    pub address: String,
    /// The same, so that it is no link.
    pub defanged: String,
    /// Whom it claims to be.
    pub brand: Option<BrandView>,
}

pub(super) const BAD_REQUEST: Reply = Reply::Error {
    code: ErrorCode::BadRequest,
};

impl Reply {
    /// The same, with where the judged fields stand.
    pub(super) fn with_fields(mut self, places: FieldIndices) -> Self {
        if let Self::Verdict { fields, .. } = &mut self {
            *fields = places;
        }
        self
    }

    /// The same, with whether the page's frames are to be judged anew.
    pub(super) fn with_frames(mut self, is_news: bool) -> Self {
        if let Self::Verdict { frames_anew, .. } = &mut self {
            *frames_anew = is_news;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(request: &Value) -> Option<Request> {
        serde_json::from_value(request.clone()).ok()
    }

    #[test]
    fn each_request_is_read_as_it_is_declared() {
        let value = |value: Value| serde_json::from_value::<Json>(value).unwrap();
        let nothing = Stored::default;
        let table = [
            (json!({"kind": "judge_address"}), Request::JudgeAddress),
            (
                json!({"kind": "judge_page", "snapshot": {}}),
                Request::JudgePage {
                    snapshot: Box::default(),
                },
            ),
            (
                json!({"kind": "dismiss_warning"}),
                Request::DismissWarning {
                    coming_back: false,
                    shown: None,
                },
            ),
            (
                json!({"kind": "dismiss_warning", "comingBack": true}),
                Request::DismissWarning {
                    coming_back: true,
                    shown: None,
                },
            ),
            (json!({"kind": "read_tab"}), Request::ReadTab),
            (
                json!({"kind": "trust_tab", "stored": null, "today": "x"}),
                Request::TrustTab {
                    stored: Stored(Some(Json::Null)),
                    today: "x".into(),
                },
            ),
            (
                json!({"kind": "check_paste", "text": "x"}),
                Request::CheckPaste {
                    text: "x".into(),
                    displayed: false,
                },
            ),
            (
                json!({"kind": "check_paste", "text": "x", "displayed": true}),
                Request::CheckPaste {
                    text: "x".into(),
                    displayed: true,
                },
            ),
            (
                json!({"kind": "list_steps", "given": ["card"], "country": "FR"}),
                Request::ListSteps {
                    given: vec![Disclosed::Card],
                    country: "FR".into(),
                },
            ),
            (
                json!({"kind": "list_contacts", "country": "FR"}),
                Request::ListContacts {
                    country: "FR".into(),
                    address: None,
                },
            ),
            (
                json!({"kind": "list_contacts", "country": "", "address": "x"}),
                Request::ListContacts {
                    country: String::new(),
                    address: Some("x".into()),
                },
            ),
            (json!({"kind": "list_leaks"}), Request::ListLeaks),
            (
                json!({"kind": "name_brands", "ids": ["x"]}),
                Request::NameBrands {
                    ids: vec!["x".into()],
                },
            ),
            (
                json!({"kind": "list_carriers", "ids": ["dpd"], "text": "1"}),
                Request::ListCarriers {
                    ids: vec!["dpd".into()],
                    text: "1".into(),
                },
            ),
            (
                json!({"kind": "adopt_policy", "policy": {}}),
                Request::AdoptPolicy {
                    policy: value(json!({})),
                },
            ),
            (
                json!({"kind": "read_settings"}),
                Request::ReadSettings { stored: nothing() },
            ),
            (
                json!({"kind": "change_settings", "change": 7, "today": "x"}),
                Request::ChangeSettings {
                    stored: nothing(),
                    change: value(json!(7)),
                    today: "x".into(),
                },
            ),
            (
                json!({"kind": "export_settings", "stored": {}}),
                Request::ExportSettings {
                    stored: Stored(Some(value(json!({})))),
                },
            ),
        ];
        for (given, request) in table {
            assert_eq!(read(&given), Some(request), "{given}");
        }
    }

    #[test]
    fn what_lacks_a_part_makes_no_sense() {
        for given in [
            json!(null),
            json!({}),
            json!({"kind": "rm"}),
            json!({"kind": "judge_page"}),
            json!({"kind": "judge_page", "snapshot": 7}),
            json!({"kind": "trust_tab"}),
            json!({"kind": "check_paste", "text": 7}),
            json!({"kind": "list_steps", "country": "FR"}),
            json!({"kind": "list_steps", "given": ["x"], "country": "FR"}),
            json!({"kind": "name_brands"}),
            json!({"kind": "list_carriers", "ids": ["x"]}),
            json!({"kind": "adopt_policy"}),
            json!({"kind": "change_settings", "today": "x"}),
        ] {
            assert_eq!(read(&given), None, "{given}");
        }
    }
}
