//! A table of host names: shipped sorted by their ends, so that each is only what it has beyond
//! the one before, and unfolded at first use, with a hash table to find them by.

use std::fmt;

use vigicolis_format::names;

use super::hash;

/// Names, unfolded.
pub(crate) struct Names {
    text: String,
    /// Where each name ends in the text.
    ends: Vec<u32>,
    /// Each slot holds a number and one, or zero where it is empty. At least half of them
    /// are, so that looking ends soon.
    slots: Vec<u16>,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names", self.ends.len())
    }
}

impl Names {
    /// Unfolds the table.
    pub(crate) fn new(table: &[u8]) -> Self {
        let (text, ends) = names::read(table);
        let mut names = Self {
            text: String::from_utf8(text).unwrap_or_default(),
            slots: vec![0; (ends.len() * 2).next_power_of_two()],
            ends,
        };
        let mask = names.slots.len() - 1;
        for number in 0..names.ends.len() {
            let name = names.get(number).unwrap_or_default();
            let hash = name.bytes().rev().fold(hash::SEED, hash::add);
            let mut slot = hash::slot(hash, mask);
            while names.slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & mask;
            }
            if let Some(slot) = names.slots.get_mut(slot) {
                *slot = u16::try_from(number + 1).unwrap_or_default();
            }
        }
        names
    }

    /// The name with this number.
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number
            .checked_sub(1)
            .map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start as usize..end as usize)
    }

    /// All names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|number| self.get(number))
    }

    /// The number of a name in whatever case, by the hash of its small letters from the right.
    pub(crate) fn find(&self, name: &str, hash: u32) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash::slot(hash, mask);
        loop {
            let number = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            if self.get(number)?.eq_ignore_ascii_case(name) {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }
}
