//! How the public-suffix automaton lies in its bytes: the compiler writes with
//! these constants, and the engine reads with them.
//!
//! The automaton reads rules from their right end, one symbol at a time. A node
//! is an optional mark byte (what rule ends here) and then one of:
//! - `SAME_PLACE | symbol`: one way on, to the node that follows at once;
//! - `JUMP | symbol`, offset: one way on, to the node at the offset;
//! - `LIST | n`, n symbols, n offsets: a few ways on;
//! - `MAP`, five bytes with a bit for each symbol, offsets of the bits set.
//!
//! Offsets are little-endian 16-bit positions. A mark may say that no way goes on.

/// A name with this node's symbols is a rule.
pub const RULE: u8 = 1;
/// Any one label before the name is part of a suffix.
pub const WILDCARD: u8 = 2;
/// The name is taken out of a wildcard.
pub const EXCEPTION: u8 = 4;
/// The rule stands in the list's private section.
pub const PRIVATE: u8 = 8;
/// The wildcard stands in the list's private section.
pub const WILDCARD_PRIVATE: u8 = 16;
/// No way goes on from here.
pub const LEAF: u8 = 32;

/// The two high bits of a byte that tell what it is.
pub const TAG: u8 = 0xc0;
/// Tag: one way on, to the following node.
pub const SAME_PLACE: u8 = 0x00;
/// Tag: one way on, elsewhere.
pub const JUMP: u8 = 0x40;
/// Tag: the mark byte.
pub const MARK: u8 = 0x80;
/// Tag: several ways on, as a list.
pub const LIST: u8 = 0xc0;
/// Several ways on, as a bit map.
pub const MAP: u8 = 0xff;
/// Bytes of the bit map.
pub const MAP_BYTES: usize = 5;

/// Number of a byte of a host name; `None` for a byte that no rule has.
pub const fn symbol(byte: u8) -> Option<u8> {
    match byte {
        b'a'..=b'z' => Some(byte - b'a'),
        b'A'..=b'Z' => Some(byte - b'A'),
        b'0'..=b'9' => Some(byte - b'0' + 26),
        b'-' => Some(36),
        b'.' => Some(37),
        _ => None,
    }
}

/// The flags of the node at a position.
pub fn flags(automaton: &[u8], node: usize) -> u8 {
    match automaton.get(node) {
        Some(&byte) if byte & TAG == MARK => byte & !TAG,
        _ => 0,
    }
}

/// The node that a symbol leads to.
pub fn step(automaton: &[u8], node: usize, symbol: u8) -> Option<usize> {
    let mut at = node;
    let mut head = *automaton.get(at)?;
    if head & TAG == MARK {
        if head & LEAF != 0 {
            return None;
        }
        at += 1;
        head = *automaton.get(at)?;
    }
    let same = head & !TAG == symbol;
    match head & TAG {
        SAME_PLACE => same.then_some(at + 1),
        JUMP if same => offset(automaton, at + 1),
        JUMP => None,
        LIST if head == MAP => {
            let map = automaton.get(at + 1..at + 1 + MAP_BYTES)?;
            let bits = map
                .iter()
                .rev()
                .fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
            let bit = 1_u64 << symbol;
            let before = (bits & (bit - 1)).count_ones() as usize;
            if bits & bit == 0 {
                None
            } else {
                offset(automaton, at + 1 + MAP_BYTES + 2 * before)
            }
        }
        LIST => {
            let count = usize::from(head & !TAG);
            let list = automaton.get(at + 1..at + 1 + count)?;
            let place = list.iter().position(|&listed| listed == symbol)?;
            offset(automaton, at + 1 + count + 2 * place)
        }
        _ => None,
    }
}

/// The 16-bit offset at a position.
fn offset(automaton: &[u8], at: usize) -> Option<usize> {
    let low = *automaton.get(at)?;
    let high = *automaton.get(at + 1)?;
    Some(usize::from(u16::from_le_bytes([low, high])))
}
