//! How an entry of the host table says what it is about: two bits of kind and
//! an index. The compiler writes entries, the engine reads them.

/// An official domain of the brand with the index.
pub const OFFICIAL: u16 = 0;
/// A namesake of the brand with the index.
pub const NAMESAKE: u16 = 1;
/// The known host with the index.
pub const KNOWN: u16 = 2;
/// The hosting entry with the index.
pub const HOSTING: u16 = 3;

/// Bits of the index.
pub const INDEX_BITS: u16 = 14;

/// The kind of an entry.
pub const fn kind(entry: u16) -> u16 {
    entry >> INDEX_BITS
}

/// The index of an entry.
pub const fn index(entry: u16) -> usize {
    (entry & ((1 << INDEX_BITS) - 1)) as usize
}
