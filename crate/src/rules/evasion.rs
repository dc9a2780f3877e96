//! Hidden marks between the letters of words, or words that mix alphabets: made
//! to be read by people and missed by filters.
//!
//! Likely false positive: soft hyphens of honest typography and scripts that
//! need joiners; only several in short texts count.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::text::{hidden_marks, mixed_script_words};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct Evasion;

impl Rule for Evasion {
    const ID: RuleId = RuleId::Evasion;
    const SCOPE: Scope = Scope::Page;
    const BLIND_TO: &'static str = "text in pictures.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page else { return };
        if context.is_known_party() {
            return;
        }
        let in_title = hidden_marks(&page.title) + mixed_script_words(&page.title);
        let in_text = hidden_marks(&page.text) + mixed_script_words(&page.text);
        let strength = match (in_title, in_text) {
            (1.., _) | (_, 10..) => Strength::Medium,
            (_, 3..) => Strength::Weak,
            _ => return,
        };
        findings.push(Finding::new(RuleId::Evasion, strength, ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::rules::testing::{page, strength_on};

    #[test]
    fn table() {
        let hidden = "Chr\u{200b}onopost ";
        let table = [
            ("Chr\u{200b}onopost", String::new(), Some(Strength::Medium)),
            ("", hidden.repeat(10), Some(Strength::Medium)),
            ("", hidden.repeat(3), Some(Strength::Weak)),
            // a Cyrillic letter in Latin words
            ("", "Chrоnopost ".repeat(3), Some(Strength::Weak)),
            // a slip, and a script of its own
            ("", hidden.repeat(2), None),
            ("Посылка", "Ваша посылка задержана ".repeat(5), None),
        ];
        for (title, text, strength) in table {
            let mut page = page("https://azur.example/p", &text, &[]);
            page.title = title.into();
            assert_eq!(strength_on(RuleId::Evasion, &page), strength, "{title} {text}");
        }
    }
}
