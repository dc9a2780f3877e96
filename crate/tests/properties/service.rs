//! The service: any sender, any stored state, any request, in any order.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use vigicolis::service::Choices;
use vigicolis::service::{Reply, Request, Sender, Service, TabState};
use vigicolis::{Level, PageSnapshot};

use crate::address::is_official;
use crate::inputs::{self, address, text};
use crate::page::page;

/// Most that a tab may take of the session's storage, which all tabs share.
const MAX_STATE: usize = 32_000;

/// One message: kind, frame, address, page.
type Message = (&'static str, i32, String, PageSnapshot);

fn message() -> impl Strategy<Value = Message> {
    let kind = select(vec![
        "judge_address",
        "judge_address",
        "judge_page",
        "judge_page",
        "judge_page",
        "dismiss_warning",
        "read_tab",
    ]);
    let frame = prop_oneof![3 => Just(0), 1 => 1..3_i32, 1 => any::<i32>()];
    (kind, frame, address(), page())
}

/// A service and a visitor who chose nothing.
struct Visitor {
    service: RefCell<Service>,
}

impl Visitor {
    fn new() -> Self {
        let service = RefCell::new(Service::new(|text| serde_json::from_str(text).ok()));
        Self { service }
    }

    fn handle(
        &self,
        sender: &Sender,
        tab: Option<TabState>,
        request: Request,
    ) -> (Option<TabState>, Reply) {
        let mut service = self.service.borrow_mut();
        service.handle(sender, &Choices::default(), tab, request)
    }
}

fn sender(frame_id: i32, url: &str) -> Sender {
    Sender {
        is_top: frame_id == 0,
        url: url.to_owned(),
        tab_url: url.to_owned(),
    }
}

fn request(kind: &str, snapshot: &PageSnapshot) -> Request {
    match kind {
        "judge_address" => Request::JudgeAddress,
        "judge_page" => Request::JudgePage {
            snapshot: Box::new(snapshot.clone()),
        },
        "dismiss_warning" => Request::DismissWarning {
            coming_back: false,
            shown: None,
        },
        _ => Request::ReadTab,
    }
}

/// Any JSON, with the names that the messages use here and there.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        select(vec![
            "address",
            "page",
            "danger",
            "card_number",
            "strong",
            "official_site"
        ])
        .prop_map(Value::from),
    ];
    let name = select(vec![
        "kind",
        "snapshot",
        "url",
        "isTop",
        "tabUrl",
        "title",
        "text",
        "fields",
        "links",
        "form",
        "maxlength",
        "counts",
        "options",
        "top",
        "frame",
        "level",
        "site",
        "reasons",
        "asks",
        "inherited",
        "dismissed",
        "x",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6).prop_map(|entries| entries
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

/// A state as its browser keeps it: through JSON.
fn stored(tab: Option<&TabState>) -> Option<TabState> {
    let json = serde_json::to_string(&tab).expect("plain data");
    serde_json::from_str(&json).expect("its own output")
}

proptest! {
    #![proptest_config(inputs::config_of_pages())]

    #[test]
    fn any_messages_in_any_order(messages in prop::collection::vec(message(), 1..6)) {
        let service = Visitor::new();
        let mut tab = None;
        for (kind, frame, url, snapshot) in &messages {
            let before = stored(tab.as_ref());
            let sender = sender(*frame, url);
            let (after, reply) = service.handle(&sender, tab, request(kind, snapshot));
            // The same again from the stored state: the background may have slept.
            let (again, reply_again) = service.handle(&sender, before.clone(), request(kind, snapshot));
            prop_assert_eq!(&after, &again);
            prop_assert_eq!(&reply, &reply_again);
            let size = serde_json::to_string(&after).expect("plain data").len();
            prop_assert!(size <= MAX_STATE, "{size}");
            if let Reply::Verdict { verdict, .. } = &reply {
                prop_assert_eq!(verdict.level == Level::Official, is_official(&verdict.site.host));
            }
            if *frame != 0 && *kind == "judge_page" {
                // A frame can make a page worse, never better.
                let level = |tab: &Option<TabState>| match service.handle(&sender, tab.clone(), Request::ReadTab).1 {
                    Reply::Verdict { verdict, .. } => Some(verdict.level),
                    _ => None,
                };
                prop_assert!(level(&after) >= level(&before));
            }
            tab = after;
        }
    }

    #[test]
    fn a_choice_to_go_on_ends_with_its_document(messages in prop::collection::vec(message(), 1..4), end in 5_000..20_000_usize) {
        let service = Visitor::new();
        // Long addresses that differ at their end are two documents.
        let url = |last: &str| format!("https://chronopost-colis.example/?{}{last}", "a".repeat(end));
        let (mut tab, _) = service.handle(&sender(0, &url("1")), None, Request::JudgeAddress);
        for (_, _, _, snapshot) in &messages {
            tab = service.handle(&sender(0, &url("1")), tab, request("judge_page", snapshot)).0;
        }
        tab = service.handle(&sender(0, &url("1")), tab, Request::DismissWarning { coming_back: false, shown: None }).0;
        let last = messages.last().map(|(_, _, _, snapshot)| snapshot.clone()).unwrap_or_default();
        let (_, same) = service.handle(&sender(0, &url("1#x")), tab.clone(), request("judge_page", &last));
        let is_dismissed = matches!(same, Reply::Verdict { dismissed: true, .. });
        prop_assert!(is_dismissed);
        let (_, other) = service.handle(&sender(0, &url("2")), tab, request("judge_page", &last));
        let is_asked = matches!(other, Reply::Verdict { dismissed: false, .. });
        prop_assert!(is_asked);
    }

    #[test]
    fn what_is_read_as_json_does_no_harm(value in json_value(), url in address()) {
        let service = Visitor::new();
        let read = serde_json::from_value::<Sender>(value.clone()).unwrap_or_default();
        let tab = serde_json::from_value::<TabState>(value.clone()).ok();
        let snapshot = serde_json::from_value::<PageSnapshot>(value.clone()).unwrap_or_default();
        for sender in [&read, &sender(0, &url), &sender(1, &url)] {
            for kind in ["judge_address", "judge_page", "dismiss_warning", "read_tab"] {
                let _ = service.handle(sender, tab.clone(), request(kind, &snapshot));
            }
        }
        if let Ok(request) = serde_json::from_value::<Request>(json!({ "kind": "judge_page", "snapshot": value })) {
            let _ = service.handle(&read, tab, request);
        }
    }
}
