//! The sections of `docs/RULES.md`, made of what each rule says of itself.

use super::{ALL, Scope};
use std::path::Path;

/// What makes the page anew.
const COMMAND: &str = "VIGICOLIS_RENEW=1 cargo test -p vigicolis --lib rules_page";

/// The parts of the page that are made: what stands before and after each, and whose sections it holds.
const PARTS: [(&str, Scope); 2] = [
    (
        "<!-- made from crate/src/rules: what reads the address -->\n",
        Scope::Address,
    ),
    (
        "<!-- made from crate/src/rules: what reads the page -->\n",
        Scope::Page,
    ),
];
const END: &str = "<!-- end of what is made -->\n";

/// A section for each rule that reads this, in the order in which reasons are told.
fn sections(scope: Scope) -> String {
    let rules = ALL.iter().filter(|rule| rule.scope == scope);
    rules
        .map(|rule| {
            let (id, about, blind_to) = (rule.id.as_str(), rule.about, rule.blind_to);
            format!("\n### {id}\n{about} *Blind to*: {blind_to}\n")
        })
        .collect()
}

/// The page with its parts made anew.
fn renewed(page: &str) -> String {
    PARTS.iter().fold(page.to_owned(), |page, (start, scope)| {
        let parts = page.split_once(start).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some(format!("{before}{start}{}\n{END}{after}", sections(*scope)))
        });
        parts.unwrap_or_else(|| panic!("docs/RULES.md has no {start}… {END}"))
    })
}

#[test]
fn the_page_of_rules_says_what_the_rules_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/RULES.md");
    let page = std::fs::read_to_string(&file).expect("docs/RULES.md");
    let renewed = renewed(&page);
    if std::env::var_os("VIGICOLIS_RENEW").is_some() {
        std::fs::write(&file, renewed).expect("docs/RULES.md can be written");
        return;
    }
    let stale = page
        .lines()
        .zip(renewed.lines())
        .find(|(is, should)| is != should);
    assert!(
        page == renewed,
        "docs/RULES.md is stale, from {stale:?}: run {COMMAND}"
    );
}
