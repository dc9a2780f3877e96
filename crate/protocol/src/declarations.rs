//! The types as TypeScript declares them.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};
use vigicolis::service::{Choices, Output, Request, Sender, TabState};
use vigicolis::{mail, page};

/// What the engine is handed. The wasm reads it part by part, so that an unreadable part
/// spoils no other; nothing else knows it as one.
#[derive(TS)]
#[expect(dead_code, reason = "it is declared, and never made")]
struct EngineInput {
    /// Who sent the request.
    sender: Sender,
    /// What is remembered of the sender's tab.
    #[ts(type = "object | null")]
    tab: Option<TabState>,
    /// What the visitor chose; nothing is the same as nobody trusted.
    #[ts(optional)]
    choices: Option<Choices>,
    /// What is asked.
    request: Request,
}

/// Types by name.
#[derive(Default)]
pub(crate) struct Declarations {
    config: Config,
    by_name: BTreeMap<String, Declaration>,
}

#[derive(PartialEq, Eq)]
struct Declaration {
    text: String,
    /// Words in quotes, where it consists of nothing else.
    words: Option<Vec<String>>,
}

impl Declarations {
    /// What goes in and out, and all that it consists of.
    pub(crate) fn of_the_wire() -> Self {
        let mut found = Self::default();
        found.visit::<EngineInput>();
        found.visit::<Output>();
        found
    }

    /// The declarations as TypeScript reads them.
    pub(crate) fn text(&self) -> String {
        let mut text =
            "// Written by vigicolis-protocol from the types of the engine.\n".to_owned();
        text += &bounds();
        for declaration in self.by_name.values() {
            text += "\n";
            text += &declaration.text;
        }
        text
    }

    /// The words of every closed list, by the name of its type, as JSON.
    pub(crate) fn words(&self) -> String {
        let lists = self.by_name.iter().filter_map(|(name, declaration)| {
            let words = declaration.words.as_ref()?.join(", ");
            Some(format!("  \"{name}\": [{words}]"))
        });
        format!("{{\n{}\n}}\n", lists.collect::<Vec<_>>().join(",\n"))
    }
}

/// A mail's source, byte by byte; longer than any message that is read.
const MAX_PASTED: usize = mail::MAX_SOURCE;

/// Numbers as types, so that the type check refuses any other.
fn bounds() -> String {
    let mut text = "\n/** What is sent at most: entries of a list, UTF-16 units of a text. */\nexport type Bounds = {\n".to_owned();
    for (name, max) in page::SENT.iter().chain(&[("pasted", MAX_PASTED)]) {
        text += &format!("  {name}: {max},\n");
    }
    text + "};\n"
}

/// The words of a union of words.
fn words_of(inline: &str) -> Option<Vec<String>> {
    let is_word = |part: &str| {
        let inner = part
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        inner.is_some_and(|inner| !inner.contains('"'))
    };
    let words = inline.split(" | ").map(ToOwned::to_owned);
    let words = words.collect::<Vec<_>>();
    words.iter().all(|word| is_word(word)).then_some(words)
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types of the language have no declaration, but may hold some that do.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let docs = T::docs().unwrap_or_default();
            let declaration = Declaration {
                text: format!("{docs}export {}\n", T::decl(&self.config)),
                words: words_of(&T::inline(&self.config)),
            };
            if let Some(known) = self.by_name.get(&name) {
                assert!(*known == declaration, "two types are called {name}");
                return;
            }
            self.by_name.insert(name, declaration);
        }
        T::visit_dependencies(self);
    }
}

#[cfg(test)]
mod tests {
    use super::{Declarations, bounds};

    #[test]
    fn what_goes_in_and_out_is_declared() {
        let text = Declarations::of_the_wire().text();
        for name in [
            "EngineInput",
            "EngineOutput",
            "EngineReply",
            "EngineRequest",
            "PageSnapshot",
            "Verdict",
        ] {
            assert!(text.contains(&format!("\nexport type {name} = ")), "{name}");
        }
    }

    #[test]
    fn words_are_those_of_the_wire() {
        let text = Declarations::of_the_wire().text();
        for words in [
            r#""official" | "clear" | "caution" | "danger""#,
            r#""lookalike_host""#,
            r#""kind": "judge_page""#,
            "officialUrl: string | null",
            "comingBack?: boolean",
        ] {
            assert!(text.contains(words), "{words}");
        }
    }

    #[test]
    fn bounds_are_numbers_as_types() {
        assert!(bounds().contains("\n  text: 40000,\n"));
    }

    #[test]
    fn closed_lists_are_told_as_words() {
        let words = Declarations::of_the_wire().words();
        assert!(words.contains(r#""Strength": ["weak", "medium", "strong"]"#));
        assert!(!words.contains("EngineReply"), "not of words alone");
    }
}
