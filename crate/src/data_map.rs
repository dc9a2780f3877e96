//! Maps whose keys are the data's words and numbers. The standard library's hash withstands whoever
//! chooses the keys, and costs a start twice the time: nobody but the data chooses these.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::data::hash;

/// A map by the data's words.
pub(crate) type DataMap<K, V> = HashMap<K, V, BuildHasherDefault<DataHasher>>;

/// A set of the data's words.
pub(crate) type DataSet<K> = HashSet<K, BuildHasherDefault<DataHasher>>;

/// The hash of the tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DataHasher(u32);

impl Default for DataHasher {
    fn default() -> Self {
        Self(hash::SEED)
    }
}

/// Spreads a hash over all bits, of which a map takes the highest and the lowest.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for DataHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().copied().fold(self.0, hash::add);
    }

    fn finish(&self) -> u64 {
        let spread = u64::from(self.0).wrapping_mul(SPREAD);
        spread ^ spread >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_differ_little_are_spread() {
        let keys = (0..1_000_u32).flat_map(|number| [number, number << 16]);
        let hashes: HashSet<u64> = keys
            .map(|key| {
                let mut hasher = DataHasher::default();
                hasher.write_u32(key);
                // what a small map on 32 bits looks at
                hasher.finish() & 0xfe00_0fff
            })
            .collect();
        assert!(hashes.len() > 1_900, "{}", hashes.len());
    }
}
