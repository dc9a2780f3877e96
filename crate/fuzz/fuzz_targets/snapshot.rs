//! Page snapshots: from JSON where the bytes are JSON, and of any shape.
#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use vigicolis::{FrameContext, PageSnapshot};
use vigicolis_fuzz::{Page, check, engine};

fuzz_target!(|bytes: &[u8]| {
    let page = match serde_json::from_slice::<PageSnapshot>(bytes) {
        Ok(page) => page,
        Err(_) => {
            let Ok((url, page)) = Unstructured::new(bytes).arbitrary::<(String, Page)>() else {
                return;
            };
            page.at(&url)
        }
    };
    let mut clamped = page.clone();
    clamped.clamp();
    let mut again = clamped.clone();
    again.clamp();
    assert_eq!(again, clamped);
    let alone = engine().assess_url(&page.url);
    let judged = engine().assess_page(page, &FrameContext::default());
    assert_eq!(alone.is_ok(), judged.is_ok());
    if let (Ok(alone), Ok(judged)) = (alone, judged) {
        check(&judged.verdict);
        assert_eq!(alone.site, judged.verdict.site);
    }
});
