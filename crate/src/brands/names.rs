//! Brands' names in running text: whole words, the longest name at each place.
//! Names of scripts without spaces stand anywhere among their letters.

use std::cmp::Reverse;

use super::{Brand, everyday};
use crate::data::{Alias, AliasClass};
use crate::data_map::DataMap;
use crate::order::sort_by_key;
use crate::text::{is_unspaced, piece_length};

/// A brand's name in a folded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'r> {
    /// The brand.
    pub brand: Brand<'r>,
    /// How much the name says.
    pub class: AliasClass,
    /// Whether it is an everyday word.
    pub everyday: bool,
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// A name of the brand with a number.
#[derive(Debug)]
struct KnownName {
    brand: usize,
    class: AliasClass,
    everyday: bool,
    words: String,
    glued: String,
}

/// A name that stands in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundName {
    /// Number of the brand.
    pub(super) brand: usize,
    pub(super) class: AliasClass,
    pub(super) everyday: bool,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
}

/// All names by their first word.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    by_first_word: DataMap<String, Vec<KnownName>>,
}

impl NameIndex {
    /// The names of brands, which are numbered in their order.
    pub(super) fn new<'r>(brands: impl Iterator<Item = Brand<'r>>) -> Self {
        let mut index = Self::default();
        for (number, brand) in brands.enumerate() {
            // What a name is shortened to in hosts is an everyday word in texts.
            let written_out = |alias: &Alias<'_>| alias.class != AliasClass::Abbreviation;
            for alias in brand.aliases().filter(written_out) {
                let first = alias.words.split(' ').next().unwrap_or_default();
                let first = first.get(..piece_length(first)).unwrap_or_default();
                let glued = alias.words.replace(' ', "");
                let keys = [
                    Some(first),
                    Some(glued.as_str()).filter(|_| glued != alias.words),
                ];
                for key in keys.into_iter().flatten() {
                    let names = index.by_first_word.entry(key.to_owned()).or_default();
                    names.push(KnownName {
                        brand: number,
                        class: alias.class,
                        everyday: everyday::is_everyday(alias.class, alias.glued),
                        words: alias.words.to_owned(),
                        glued: glued.clone(),
                    });
                }
            }
        }
        // The longest first: `la poste mobile` before `la poste`.
        for list in index.by_first_word.values_mut() {
            sort_by_key(list, |name| Reverse(name.words.len()));
        }
        index
    }

    /// All names of a folded text.
    pub(super) fn names_in(&self, text: &str) -> Vec<FoundName> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let word = rest.split(' ').next().unwrap_or_default();
            let word = word.get(..piece_length(word)).unwrap_or_default();
            let mut length = word.len();
            let known = self.by_first_word.get(word).into_iter().flatten();
            let mut found = known.filter_map(|name| Some((name, name.length_at(rest, word)?)));
            let mut longest = found.next();
            // Of two that are as long the more telling one: `inpost` is nobody else's, `in post` may be.
            if let Some((name, length)) =
                longest.filter(|(name, _)| name.class != AliasClass::Distinctive)
            {
                let tells_more =
                    |other: &(&KnownName, usize)| other.1 == length && other.0.class < name.class;
                longest = found.find(tells_more).or(longest);
            }
            if let Some((name, found)) = longest {
                length = found;
                names.push(FoundName {
                    brand: name.brand,
                    class: name.class,
                    everyday: name.everyday,
                    start: at,
                    end: at + length,
                });
            }
            at += length;
            at += usize::from(text.as_bytes().get(at) == Some(&b' '));
        }
        names
    }
}

impl KnownName {
    /// Length of the name at the start of `rest`, in words or glued.
    fn length_at(&self, rest: &str, word: &str) -> Option<usize> {
        if word == self.glued {
            return Some(word.len());
        }
        let after = rest.strip_prefix(self.words.as_str())?;
        let ends = after.is_empty() || after.starts_with(' ') || self.words.ends_with(is_unspaced);
        ends.then_some(self.words.len())
    }
}
