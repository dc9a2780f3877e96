//! Brands' names in running text: whole words, the longest name at each place.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::brand::{Brand, KeptAlias, numbered_aliases};
use super::managed::ManagedBrand;
use crate::data::AliasClass;

/// A brand's name in a folded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'r> {
    /// The brand.
    pub brand: Brand<'r>,
    /// How much the name says.
    pub class: AliasClass,
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// A name of the brand with a number.
#[derive(Debug)]
struct KnownName {
    brand: usize,
    alias: KeptAlias,
}

/// A name that stands in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundName {
    /// Number of the brand.
    pub(super) brand: usize,
    pub(super) class: AliasClass,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
}

/// All names by their first word.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    by_first_word: HashMap<Cow<'static, str>, Vec<KnownName>>,
}

impl NameIndex {
    /// The names of the data's brands, then of those of a policy.
    pub(super) fn new(managed: &[ManagedBrand]) -> Self {
        let mut index = Self::default();
        for (brand, alias) in numbered_aliases(managed) {
            let first = alias.first_word();
            if alias.glued != alias.words {
                index.add(alias.glued.clone(), brand, alias.clone());
            }
            index.add(first, brand, alias);
        }
        // The longest first: `la poste mobile` before `la poste`.
        for list in index.by_first_word.values_mut() {
            list.sort_by_key(|name| Reverse(name.alias.words.len()));
        }
        index
    }

    fn add(&mut self, key: Cow<'static, str>, brand: usize, alias: KeptAlias) {
        let names = self.by_first_word.entry(key).or_default();
        names.push(KnownName { brand, alias });
    }

    /// All names of a folded text.
    pub(super) fn names_in(&self, text: &str) -> Vec<FoundName> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let word_end = rest.find(' ').unwrap_or(rest.len());
            let word = rest.get(..word_end).unwrap_or_default();
            let mut step = word_end + 1;
            let known = self.by_first_word.get(word).into_iter().flatten();
            let mut found = known.filter_map(|name| Some((name, name.length_at(rest, word)?)));
            if let Some((name, length)) = found.next() {
                names.push(FoundName {
                    brand: name.brand,
                    class: name.alias.class,
                    start: at,
                    end: at + length,
                });
                step = length + 1;
            }
            at += step;
        }
        names
    }
}

impl KnownName {
    /// Length of the name at the start of `rest`, in words or glued.
    fn length_at(&self, rest: &str, word: &str) -> Option<usize> {
        if word == self.alias.glued {
            return Some(word.len());
        }
        let after = rest.strip_prefix(self.alias.words.as_ref())?;
        (after.is_empty() || after.starts_with(' ')).then_some(self.alias.words.len())
    }
}
