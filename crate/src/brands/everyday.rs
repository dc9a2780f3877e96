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

/// Whether a name stands directly behind the word for a firm's staff: `CSE Crédit Agricole`. The other
/// words that make a carrier's name another thing's are a sender's own trade (`EDF énergie`).
pub(crate) fn is_of_staff(before: &str) -> bool {
    let mut words = before.split(' ').rev().filter(|word| !word.is_empty());
    let word = words.find(|word| !has(EVERYDAY.links, word));
    word.is_some_and(|word| has(EVERYDAY.staff, word))
}

/// The same of a label, where nothing parts the words: the span of the name and
/// of the words that make it another thing's.
pub(crate) fn span_of_other_thing(
    stream: &Stream,
    (start, end): (usize, usize),
    everyday: bool,
) -> Option<(usize, usize)> {
    let rest = stream.get((end, stream.len()));
    for (words, counts) in [(EVERYDAY.about, true), (EVERYDAY.trades, everyday)] {
        for word in words.split(' ').filter(|_| counts) {
            let after = end + word.len();
            // Beyond the label's end there are no borders.
            let parted = || stream.is_border(end) && stream.is_border(after);
            if rest.starts_with(word) && (word.len() >= LONG_WORD || parted()) {
                return Some((start, after));
            }
        }
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
    for (words, counts) in [
        (EVERYDAY.about, true),
        (EVERYDAY.trades, everyday),
        (EVERYDAY.places, everyday),
        (EVERYDAY.stops, everyday && links > 0),
    ] {
        for word in words.split(' ').filter(|_| counts) {
            if !before.ends_with(word) {
                continue;
            }
            let at = end - word.len();
            let stands = if words == EVERYDAY.stops {
                opens(stream, at, true)
            } else {
                let glued = words == EVERYDAY.about && word.len() <= LONG_WORD;
                (word.len() >= LONG_WORD || opens(stream, at, false))
                    && (!glued || stream.is_border(end))
            };
            if stands {
                return Some(at);
            }
        }
    }
    if links == MAX_LINKS {
        return None;
    }
    for word in EVERYDAY.links.split(' ') {
        if before.ends_with(word) {
            let found = start_of_other_thing(stream, end - word.len(), everyday, links + 1);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Whether a word that begins here stands alone, or after small words only: in
/// its token, or in the whole label.
fn opens(stream: &Stream, at: usize, label: bool) -> bool {
    if at == 0 || !label && stream.is_border(at) {
        return true;
    }
    let before = stream.get((0, at));
    let mut links = EVERYDAY.links.split(' ');
    links.any(|word| before.ends_with(word) && opens(stream, at - word.len(), label))
}

fn has(text: &str, word: &str) -> bool {
    text.split(' ').any(|known| known == word)
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

    #[test]
    fn a_name_at_the_end_of_the_longest_label() {
        let stream = Stream::new(&format!("{}-laposte", "a".repeat(120)));
        let end = stream.len();
        let found = span_of_other_thing(&stream, (end - "laposte".len(), end), true);
        assert_eq!(found, None);
    }
}
