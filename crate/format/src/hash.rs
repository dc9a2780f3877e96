//! The hash of the host and word tables: the compiler lays the tables out with
//! it, and the lookups walk them with it.

/// Start value.
pub const SEED: u32 = 0x811c_9dc5;

/// Adds one byte (FNV-1a). Host tables add the bytes from the right end, so
/// that one walk over a host meets every domain it lies under.
pub const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// First slot to look at, for a table whose length is `mask + 1`, a power of two.
pub const fn slot(hash: u32, mask: usize) -> usize {
    (hash ^ (hash >> 15)) as usize & mask
}
