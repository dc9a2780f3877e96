//! Carriers' names that people say of other things: `Hôtel de la Poste`,
//! `hoteldelaposte`, `onduleur UPS`; and those who speak of a carrier, as its
//! unions and the plug-ins of shops.
//!
//! Told of one mention, by the word directly beside it: a page that writes
//! "Hôtel" somewhere claims its carrier as before.

use super::stream::Stream;
use crate::data::{AliasClass, EVERYDAY};

/// Small words that stand between: `Hôtel de la Grande Poste`.
const MAX_LINKS: usize = 4;
/// A shorter word is a part of others too often: `bar`, `cse`, `gare`.
const LONG_WORD: usize = 5;

/// Whether a name is an everyday word.
pub(super) fn is_everyday(class: AliasClass, glued: &str) -> bool {
    class != AliasClass::Distinctive || has(EVERYDAY.names, glued)
}

/// Whether words of a folded text make the name between them another thing's.
pub(crate) fn names_other_thing(before: &str, after: &str, everyday: bool) -> bool {
    let mut after = after.split(' ').filter(|word| !word.is_empty()).peekable();
    let trade = |word: &&str| has(EVERYDAY.trades, word);
    // `Colissimo pour PrestaShop`
    if everyday && after.peek().is_some_and(trade)
        || after
            .take(MAX_LINKS)
            .find(|word| !has(EVERYDAY.links, word))
            .is_some_and(|word| has(EVERYDAY.about, word))
    {
        return true;
    }
    let mut words = before
        .trim_end()
        .rsplit(' ')
        .filter(|word| !word.is_empty());
    for links in 0..=MAX_LINKS {
        let Some(word) = words.next() else {
            return false;
        };
        if has(EVERYDAY.links, word) {
            continue;
        }
        let thing = [EVERYDAY.trades, EVERYDAY.places];
        return has(EVERYDAY.about, word)
            || everyday && thing.iter().any(|words| has(words, word))
            || everyday
                && links > 0
                && has(EVERYDAY.stops, word)
                && words.all(|word| has(EVERYDAY.links, word));
    }
    false
}

/// The same of a label, where nothing parts the words: the span of the name and
/// of the words that make it another thing's.
pub(crate) fn span_of_other_thing(
    stream: &Stream,
    (start, end): (usize, usize),
    everyday: bool,
) -> Option<(usize, usize)> {
    let rest = stream.get((end, stream.len()));
    let mut after = words(EVERYDAY.about)
        .chain(words(EVERYDAY.trades).filter(|_| everyday))
        .filter(|word| rest.starts_with(word))
        .filter(|word| {
            let parted = stream.is_border(end) && stream.is_border(end + word.len());
            word.len() >= LONG_WORD || parted
        });
    if let Some(word) = after.next() {
        return Some((start, end + word.len()));
    }
    let from = start_of_other_thing(stream, start, everyday, 0)?;
    Some((from, end))
}

/// Where the words begin that end here and make what follows another thing's.
fn start_of_other_thing(
    stream: &Stream,
    end: usize,
    everyday: bool,
    links: usize,
) -> Option<usize> {
    let before = stream.get((0, end));
    let start_of = |word: &str| before.ends_with(word).then(|| end - word.len());
    let stands = |word: &str, at: usize| word.len() >= LONG_WORD || opens(stream, at);
    let parted = |word: &str| word.len() > LONG_WORD || stream.is_border(end);
    let thing = words(EVERYDAY.trades).chain(words(EVERYDAY.places));
    let mut alone = words(EVERYDAY.about)
        .filter(|word| parted(word))
        .chain(thing.filter(|_| everyday))
        .filter_map(|word| start_of(word).filter(|&at| stands(word, at)));
    if let Some(at) = alone.next() {
        return Some(at);
    }
    let mut stops = words(EVERYDAY.stops).filter_map(start_of);
    if everyday
        && links > 0
        && let Some(at) = stops.find(|&at| opens_label(stream, at))
    {
        return Some(at);
    }
    if links == MAX_LINKS {
        return None;
    }
    words(EVERYDAY.links)
        .filter_map(start_of)
        .find_map(|at| start_of_other_thing(stream, at, everyday, links + 1))
}

/// Whether a word that begins here stands alone, or after small words only.
fn opens(stream: &Stream, at: usize) -> bool {
    stream.is_border(at) || after_link(stream, at).any(|before| opens(stream, before))
}

/// The same, where nothing may stand before a hyphen either.
fn opens_label(stream: &Stream, at: usize) -> bool {
    at == 0 || after_link(stream, at).any(|before| opens_label(stream, before))
}

/// Where small words begin that end here.
fn after_link(stream: &Stream, at: usize) -> impl Iterator<Item = usize> {
    words(EVERYDAY.links)
        .filter(move |word| stream.get((0, at)).ends_with(word))
        .map(move |word| at - word.len())
}

fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(' ')
}

fn has(text: &'static str, word: &str) -> bool {
    words(text).any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_directly_beside_a_name() {
        for (before, after, everyday, other) in [
            ("hotel de ", " vezelay", true, true),
            ("le grand cafe de ", "", true, true),
            ("12 rue de ", "", true, true),
            ("le relais de ", "", true, true),
            ("", " hotel", true, true),
            ("cse ", "", false, true),
            // another name, or none beside it
            ("hotel de ", "", false, false),
            ("hotel reserve par ", "", true, false),
            ("au relais de ", "", true, false),
            ("point relais de ", "", true, false),
            ("relais ", "", true, false),
            // a verb, not a square
            ("", " place votre colis en attente", true, false),
            ("", "", true, false),
        ] {
            let found = names_other_thing(before, after, everyday);
            assert_eq!(found, other, "{before}|{after}");
        }
    }

    #[test]
    fn words_glued_to_a_name() {
        for (label, other) in [
            ("hoteldelaposte", true),
            ("le-grand-cafe-de-laposte", true),
            ("bardelaposte", true),
            ("relaisdelaposte", true),
            ("laposte-hotel", true),
            ("cgt-laposte", true),
            ("laposte", false),
            ("pointrelaisdelaposte", false),
            ("relais-laposte", false),
            // `fo` in `info`, `bar` in a word
            ("infolaposte", false),
            ("xyzbarlaposte", false),
        ] {
            let stream = Stream::new(label);
            let start = stream.letters.find("laposte").unwrap_or_default();
            let found = span_of_other_thing(&stream, (start, start + "laposte".len()), true);
            assert_eq!(found.is_some(), other, "{label}");
        }
    }
}
