//! The phrases as one text: see `src/phrases.rs`.

use super::emit::Tables;
use super::lures::Story;

/// Writes a line `>story`, then a line a phrase: language, the weight's first
/// letter, words. Sorted, so that it packs well.
pub(crate) fn emit(stories: &[Story], name: &str, tables: &mut Tables) {
    let mut text = String::new();
    for story in stories {
        text.push('>');
        text.push_str(&story.id);
        text.push('\n');
        let mut lines: Vec<String> = story
            .phrases
            .iter()
            .map(|phrase| {
                let weight = phrase.weight.id().chars().next().unwrap_or_default();
                format!("{}{weight}{}\n", phrase.lang, phrase.words)
            })
            .collect();
        lines.sort_unstable();
        text.extend(lines);
    }
    tables.text(name, &text);
}
