use std::cell::RefCell;

use arbitrary::Unstructured;
use vigicolis::service::{Choices, Reply, Request, Sender, Service, Shown, TabState};

use crate::page::{Parts, page_at};
use crate::{check, json};

/// Most that a tab may take of the session's storage, which all tabs share.
const MAX_STATE: usize = 32_000;

thread_local! {
    /// Made once: it holds nothing of what it was asked.
    static SERVICE: RefCell<Service> = RefCell::new(Service::new(|text| serde_json::from_str(text).ok()));
}

/// Messages in any order, with the tab's state stored as JSON between them.
pub fn service(bytes: &[u8]) {
    type Message = (u8, u8, String, Parts);
    let Ok(messages) = Unstructured::new(bytes).arbitrary::<Vec<Message>>() else {
        return;
    };
    let choices = Choices::default();
    let mut tab: Option<TabState> = None;
    for (frame, kind, url, parts) in messages {
        let sender = Sender {
            is_top: frame % 4 == 0,
            tab_url: url.clone(),
            url,
        };
        let request = match kind % 5 {
            0 => Request::JudgeAddress,
            1 | 2 => Request::JudgePage {
                snapshot: Box::new(page_at("https://www.laposte.fr/", parts)),
            },
            3 => Request::DismissWarning {
                coming_back: frame >= 128,
                shown: (frame % 2 == 1).then(|| Shown {
                    host: sender.tab_url.clone(),
                    level: vigicolis::Level::Danger,
                    framed: frame % 8 > 4,
                }),
            },
            _ => Request::ReadTab,
        };
        let (kept, reply) =
            SERVICE.with_borrow_mut(|service| service.handle(&sender, &choices, tab, request));
        if let Reply::Verdict { verdict, .. } = &reply {
            check(verdict);
        }
        json(&reply);
        let stored = json(&kept);
        assert!(stored.len() <= MAX_STATE, "{}", stored.len());
        let read: Option<TabState> = serde_json::from_str(&stored).expect("its own output");
        assert_eq!(read, kept);
        tab = read;
    }
}
