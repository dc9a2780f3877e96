//! How an entry of the host table says what it is about: two bits of kind and
//! an index. The build script compiles this file too.

/// An official domain of the brand with the index.
pub(crate) const OFFICIAL: u16 = 0;
/// A relative of the brand with the index.
pub(crate) const RELATIVE: u16 = 1;
/// The known host with the index.
pub(crate) const KNOWN: u16 = 2;
/// The hosting entry with the index.
pub(crate) const HOSTING: u16 = 3;

/// Bits of the index.
pub(crate) const INDEX_BITS: u16 = 14;

/// The kind of an entry.
pub(crate) const fn kind(entry: u16) -> u16 {
    entry >> INDEX_BITS
}

/// The index of an entry.
pub(crate) const fn index(entry: u16) -> usize {
    (entry & ((1 << INDEX_BITS) - 1)) as usize
}
