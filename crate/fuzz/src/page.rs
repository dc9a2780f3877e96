//! A page out of a fuzzer's bytes.

use vigicolis::PageSnapshot;
use vigicolis::page::{Field, Form, Image, Link};

/// The parts of a page that are read: title, name of the site, text, headings, addresses with
/// their words, fields (name, label, size, kind), whether search engines are sent away.
pub(crate) type Parts = (
    String,
    String,
    String,
    Vec<String>,
    Vec<(String, String)>,
    Vec<(String, String, i8, u8)>,
    bool,
);

/// The page at an address.
pub(crate) fn page_at(url: &str, parts: Parts) -> PageSnapshot {
    const KINDS: &[&str] = &[
        "text", "tel", "password", "email", "search", "select", "hidden",
    ];
    let (title, site_name, text, headings, addresses, fields, noindex) = parts;
    let pairs = || addresses.iter().cloned();
    let field = |(name, label, size, kind): (String, String, i8, u8)| Field {
        form: i32::from(kind % 4) - 1,
        tag: "input".to_owned(),
        kind: KINDS[usize::from(kind) % KINDS.len()].to_owned(),
        name: name.clone(),
        id: name.clone(),
        autocomplete: if size % 2 == 0 { name } else { String::new() },
        label,
        maxlength: i32::from(size),
        ..Field::default()
    };
    PageSnapshot {
        url: url.to_owned(),
        images: pairs().map(|(src, alt)| Image { src, alt }).collect(),
        links: pairs().map(|(href, text)| Link { href, text }).collect(),
        forms: pairs().map(|(action, _)| Form { action }).collect(),
        scripts: pairs().map(|(src, _)| src).collect(),
        fields: fields.into_iter().map(field).collect(),
        buttons: headings.clone(),
        headings,
        title,
        site_name,
        text,
        noindex,
        ..PageSnapshot::default()
    }
}
