//! Messages in any order, with the tab's state stored as JSON between them.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use vigicolis::service::Choices;
use vigicolis::service::{Reply, Request, Sender, Service, TabState};
use vigicolis_fuzz::{Page, check};

#[derive(Debug, Arbitrary)]
enum Message {
    Address,
    Page(Box<Page>),
    Proceed,
    Report,
    /// A state that somebody else wrote.
    State(String),
}

fuzz_target!(|messages: Vec<(u8, String, Message)>| {
    let (mut service, choices) = (
        Service::new(|text| serde_json::from_str(text).ok()),
        Choices::default(),
    );
    let mut tab: Option<TabState> = None;
    for (frame, url, message) in messages {
        let sender = Sender {
            is_top: frame % 4 == 0,
            tab_url: url.clone(),
            url,
        };
        let request = match message {
            Message::Address => Request::JudgeAddress,
            Message::Page(page) => Request::JudgePage {
                snapshot: Box::new(page.at("https://www.laposte.fr/")),
            },
            Message::Proceed => Request::DismissWarning { coming_back: false },
            Message::Report => Request::ReadTab,
            Message::State(json) => {
                // Its verdicts may be any: that it is read without harm is all.
                let foreign = serde_json::from_str::<TabState>(&json).ok();
                let _ = service.handle(&sender, &choices, foreign, Request::ReadTab);
                continue;
            }
        };
        let (kept, reply) = service.handle(&sender, &choices, tab, request);
        if let Reply::Verdict { verdict, .. } = &reply {
            check(verdict);
        }
        let json = serde_json::to_string(&kept).expect("plain data");
        assert!(json.len() < 32_000, "{}", json.len());
        tab = serde_json::from_str(&json).expect("its own output");
    }
});
