//! One label of a host, or one word of a path: cut, searched, and what stands
//! around a brand's name in it.

use std::borrow::Cow;

use super::{BrandMatch, Place, Spelling};
use crate::brands::lexicon::{Hit, Lexicon, Word};
use crate::brands::stream::Stream;
use crate::brands::{Brand, everyday};
use crate::data::{AliasClass, HostWordClass};
use crate::text::{confusables, fold};

/// A shorter name with an `s` is another word as often.
const MIN_PLURAL: usize = 7;

/// A label or a word of the path, cut and searched.
pub(super) struct Part<'a> {
    pub(super) stream: Stream,
    pub(super) hits: Vec<Hit>,
    /// As written.
    pub(super) label: &'a str,
    pub(super) place: Place,
    /// Whether letters of another script were folded.
    pub(super) foreign: bool,
}

impl<'a> Part<'a> {
    pub(super) fn new(
        letters: &str,
        label: &'a str,
        place: Place,
        foreign: bool,
        lexicon: &Lexicon,
    ) -> Self {
        let stream = Stream::new(letters);
        let hits = lexicon.hits(&stream);
        Self {
            stream,
            hits,
            label,
            place,
            foreign,
        }
    }

    /// A brand's name at a span: what can be told from its surroundings.
    pub(super) fn mention<'r>(
        &self,
        brand: Brand<'r>,
        span: (usize, usize),
        spelling: Spelling,
    ) -> BrandMatch<'r> {
        let (stream, hits) = (&self.stream, &self.hits);
        let (start, end) = span;
        let (left, right) = stream.between_hyphens(span);
        // `cttpt`: the country's code glued to the name
        let rest = (stream.get((left, start)), stream.get((end, right)));
        let country_glued = matches!(rest, ("", code) | (code, "") if is_country_of(code, brand));
        BrandMatch {
            brand,
            class: AliasClass::Distinctive,
            place: self.place,
            spelling,
            whole_label: span == (0, stream.len()),
            registered: is_registered(brand, stream.get(span)),
            clean: country_glued || rest == ("", ""),
            heading: start == left,
            introduced: is_covered(stream, &known_words(hits, brand, stream), left, start),
            anywhere: false,
            parted: stream.hyphens_inside(start, end) != 0,
            tail: right - end,
            length: end - start,
            rest: right - left - (end - start),
            of_other_thing: false,
            same_start: true,
            sure: true,
            country_beside: country_glued || has_country(stream, hits, brand),
            label: self.label.to_owned(),
        }
    }
}

/// A path as its reader sees it: percent-encoding of ASCII undone, lower case,
/// `+` and spaces as hyphens, since both part the words of one name.
pub(super) fn readable_path(path: &str) -> String {
    let mut readable = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        readable.push_str(before);
        let byte = after
            .get(1..3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = byte {
            readable.push(if byte.is_ascii() {
                char::from(byte)
            } else {
                '\u{fffd}'
            });
            rest = after.get(3..).unwrap_or_default();
        } else {
            readable.push('%');
            rest = after.get(1..).unwrap_or_default();
        }
    }
    readable.push_str(rest);
    readable.make_ascii_lowercase();
    readable.replace(['+', ' '], "-")
}

/// A label as its reader sees it: punycode decoded and folded to ASCII letters.
/// The flag tells whether foreign letters were folded.
pub(super) fn readable(label: &str) -> (Cow<'_, str>, bool) {
    let Some(encoded) = label.strip_prefix("xn--") else {
        return (Cow::Borrowed(label), false);
    };
    match idna::punycode::decode_to_string(encoded) {
        Some(unicode) => {
            // `créneau`: without its accents it is a word; a skeleton is none (`i` is an `l`).
            let plain = fold(&unicode.replace('-', " ")).replace(' ', "-");
            if plain.is_ascii() {
                return (Cow::Owned(plain), true);
            }
            (
                Cow::Owned(confusables::skeleton(&unicode).into_owned()),
                true,
            )
        }
        None => (Cow::Borrowed(label), false),
    }
}

/// Whether the letters beside a brand's name, up to the next hyphen, are known
/// words or digits. Of words of two letters only the brand's own countries
/// count: `ma` does not explain `mainpost`.
pub(super) fn explains_rest(stream: &Stream, hits: &[Hit], hit: &Hit, brand: Brand<'_>) -> bool {
    let (left, right) = stream.between_hyphens((hit.start, hit.end));
    let words = known_words(hits, brand, stream);
    // `la-postes`, `leboncoins`: a plural
    let plural = hit.length() >= MIN_PLURAL && stream.get((hit.end, right)) == "s";
    is_covered(stream, &words, left, hit.start)
        && (plural || is_covered(stream, &words, hit.end, right))
}

/// Whether a word of the trade and another known word stand together at the edge
/// of a token: `suivicolis` of `suivicolisrapides`.
pub(super) fn is_chain_of_trade(stream: &Stream, hits: &[Hit], hit: &Hit) -> bool {
    let is_trade = |hit: &Hit| {
        hit.length() >= 5
            && matches!(
                hit.word,
                Word::Other(HostWordClass::Delivery | HostWordClass::Context)
            )
    };
    is_trade(hit)
        && hits.iter().filter(|other| is_trade(other)).any(|other| {
            hit.end == other.start && stream.is_border(hit.start)
                || other.end == hit.start && stream.is_border(hit.end)
        })
}

/// The words that explain the letters beside a brand's name.
fn known_words<'a>(hits: &'a [Hit], brand: Brand<'_>, stream: &Stream) -> Vec<&'a Hit> {
    let explains = |other: &&Hit| {
        other.length() >= 3
            || is_country_of(stream.get((other.start, other.end)), brand)
            || stream.get((other.start, other.end)) == "my"
    };
    hits.iter().filter(explains).collect()
}

/// Letters of a word that stands in others by chance, as two country codes make `sgel`.
const SHORT: usize = 2;

/// Whether words and digits cover `start..end` without a gap, of short words no two in a row
/// without a border between.
pub(super) fn is_covered(stream: &Stream, words: &[&Hit], start: usize, end: usize) -> bool {
    let mut reached = 1_u128 << start;
    let mut reached_by_short = 0_u128;
    for at in start..end {
        let from_any = (reached | reached_by_short) >> at & 1 == 1;
        if !from_any {
            continue;
        }
        if stream
            .letters
            .as_bytes()
            .get(at)
            .is_some_and(u8::is_ascii_digit)
        {
            reached |= 1 << (at + 1);
        }
        let takes_short = reached >> at & 1 == 1 || stream.is_border(at);
        for word in words
            .iter()
            .filter(|word| word.start == at && word.end <= end)
        {
            if word.end - word.start > SHORT {
                reached |= 1 << word.end;
            } else if takes_short {
                reached_by_short |= 1 << word.end;
            }
        }
    }
    (reached | reached_by_short) >> end & 1 == 1
}

/// Whether a word stands alone, or in a token made of known words only:
/// `express` in `aliexpress` is no company.
pub(super) fn is_word_of_its_own(stream: &Stream, hits: &[Hit], hit: &Hit) -> bool {
    if stream.is_border(hit.start) && stream.is_border(hit.end) {
        return true;
    }
    let (left, right) = stream.between_hyphens((hit.start, hit.end));
    is_covered(stream, &hits.iter().collect::<Vec<_>>(), left, right)
}

/// Whether a label is made of known words and digits only, or of a letter or two
/// before a number. Words of the trade alone are generic; with other words
/// (`homedepot`) only between hyphens or beside a number. A single word may be a
/// firm's name (`delivery.example`).
pub(super) fn is_generic(stream: &Stream, hits: &[Hit]) -> bool {
    let digits = stream.letters.bytes().filter(u8::is_ascii_digit).count();
    if stream.len() - digits <= 2 && digits >= 3 {
        return true;
    }
    let words: Vec<&Hit> = hits
        .iter()
        .filter(|hit| matches!(hit.word, Word::Other(_)))
        .collect();
    let trade: Vec<&Hit> = words
        .iter()
        .copied()
        .filter(|hit| {
            matches!(
                hit.word,
                Word::Other(
                    HostWordClass::Delivery | HostWordClass::Context | HostWordClass::Service
                )
            )
        })
        .collect();
    // `suivi-boutique6617`: thrown away after a week, whoever it names
    let in_series = stream.ends_with_number()
        && trade.iter().any(|hit| {
            matches!(hit.word, Word::Other(HostWordClass::Delivery))
                && stream.is_border(hit.start)
                && stream.is_border(hit.end)
        });
    if in_series {
        return true;
    }
    let single = words
        .iter()
        .any(|hit| hit.start == 0 && hit.end == stream.len());
    let parted = digits >= 3 || stream.hyphen_tokens().count() > 1;
    !single
        && !trade.is_empty()
        && is_covered(
            stream,
            if parted { &words } else { &trade },
            0,
            stream.len(),
        )
}

/// Names that the word beside them makes another thing's, with that word.
pub(super) fn spans_of_other_things(part: &Part<'_>) -> impl Iterator<Item = (usize, usize)> {
    part.hits.iter().filter_map(|hit| match hit.word {
        Word::Brand { everyday, .. } if !hit.is_inside_brand(&part.hits) => {
            everyday::span_of_other_thing(&part.stream, (hit.start, hit.end), everyday)
        }
        _ => None,
    })
}

pub(super) fn has_country(stream: &Stream, hits: &[Hit], brand: Brand<'_>) -> bool {
    if brand.countries().contains(&"intl") {
        return hits.iter().any(|hit| {
            matches!(hit.word, Word::Other(HostWordClass::Place))
                && stream.is_border(hit.start)
                && stream.is_border(hit.end)
        });
    }
    stream
        .tokens()
        .any(|span| is_country_of(stream.get(span), brand))
}

/// Whether a brand has an official domain with this label before its suffix.
fn is_registered(brand: Brand<'_>, letters: &str) -> bool {
    brand.domains().any(|domain| {
        let label = domain.name.split('.').next().unwrap_or_default();
        label
            .bytes()
            .filter(|byte| *byte != b'-')
            .eq(letters.bytes())
    })
}

/// Whether a token is the code of a country where the brand works (`uk` as people write it).
fn is_country_of(token: &str, brand: Brand<'_>) -> bool {
    token.len() == 2
        && brand
            .countries()
            .iter()
            .any(|code| code.eq_ignore_ascii_case(token) || (*code == "GB" && token == "uk"))
}
