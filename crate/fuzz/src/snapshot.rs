use arbitrary::Unstructured;
use vigicolis::{FrameContext, PageSnapshot};

use crate::page::{Parts, page_at};
use crate::{check, engine};

/// A page: from JSON where the bytes are JSON, else of any shape.
pub fn snapshot(bytes: &[u8]) {
    let page = match serde_json::from_slice::<PageSnapshot>(bytes) {
        Ok(page) => page,
        Err(_) => {
            let Ok((url, parts)) = Unstructured::new(bytes).arbitrary::<(String, Parts)>() else {
                return;
            };
            page_at(&url, parts)
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
        // What is cut away changes nothing.
        let again = engine().assess_page(clamped, &FrameContext::default());
        assert_eq!(
            again.map(|again| again.verdict).as_ref(),
            Ok(&judged.verdict)
        );
    }
}
