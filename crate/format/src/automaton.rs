//! How automata lie in their bytes: the compiler writes with these constants, and the engine
//! reads with them.
//!
//! The public suffix list's reads rules from their right end, those of patterns folded words from
//! their left, one symbol at a time. A node is an optional mark byte (what ends here; another byte
//! says it where the mark has no room) and then one of:
//! - `SAME_PLACE | symbol`: one way on, to the node that follows at once;
//! - `JUMP | symbol`, offset: one way on, to the node at the offset;
//! - `LIST | n`, n symbols, n offsets: a few ways on;
//! - `MAP`, five bytes with a bit for each symbol, offsets of the bits set;
//! - `MOST`, such bytes, n, n symbols, the offset of all the others, n offsets: where most ways
//!   lead to one node.
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
/// All bits below the next: the flags stand in the byte behind the mark.
pub const WIDE: u8 = 31;
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
/// Several ways on, most of them to one node.
pub const MOST: u8 = 0xfe;
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

/// Number of a byte of folded words; `None` for a byte that no pattern meets.
pub const fn word_symbol(byte: u8) -> Option<u8> {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => symbol(byte),
        b' ' => symbol(b'.'),
        _ => None,
    }
}

/// The symbol at both ends of a text.
pub const EDGE: u8 = 36;
/// How many symbols there are.
pub const SYMBOLS: u8 = 38;

/// What a pattern meets is no longer: no text makes the walks from all its places cost more.
pub const LONGEST_MATCH: usize = 200;

/// Calls `found` with the flags of every node that is come to from any place of folded words.
pub fn meet(automaton: &[u8], words: &str, mut found: impl FnMut(u8)) {
    let symbols = words.bytes().map(word_symbol);
    let edge = || std::iter::once(Some(EDGE));
    let symbols: Vec<Option<u8>> = edge().chain(symbols).chain(edge()).collect();
    let mut rest = symbols.as_slice();
    while !rest.is_empty() {
        let mut node = 0;
        for &symbol in rest.iter().take(LONGEST_MATCH) {
            let Some(next) = symbol.and_then(|symbol| step(automaton, node, symbol)) else {
                break;
            };
            node = next;
            let flags = flags(automaton, node);
            if flags != 0 {
                found(flags);
            }
        }
        rest = rest.get(1..).unwrap_or_default();
    }
}

/// The flags of the node at a position.
pub fn flags(automaton: &[u8], node: usize) -> u8 {
    match automaton.get(node) {
        Some(&byte) if byte & TAG == MARK => match byte & WIDE {
            WIDE => automaton.get(node + 1).copied().unwrap_or_default(),
            flags => flags,
        },
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
        at += if head & WIDE == WIDE { 2 } else { 1 };
        head = *automaton.get(at)?;
    }
    let same = head & !TAG == symbol;
    match head & TAG {
        SAME_PLACE => same.then_some(at + 1),
        JUMP if same => offset(automaton, at + 1),
        JUMP => None,
        LIST if head == MAP || head == MOST => {
            let map = automaton.get(at + 1..at + 1 + MAP_BYTES)?;
            let bits = map
                .iter()
                .rev()
                .fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
            let bit = 1_u64 << symbol;
            let after = at + 1 + MAP_BYTES;
            if bits & bit == 0 {
                None
            } else if head == MAP {
                let before = (bits & (bit - 1)).count_ones() as usize;
                offset(automaton, after + 2 * before)
            } else {
                let count = usize::from(*automaton.get(after)?);
                let list = automaton.get(after + 1..after + 1 + count)?;
                let other = list.iter().position(|&listed| listed == symbol);
                let number = other.map_or(0, |place| place + 1);
                offset(automaton, after + 1 + count + 2 * number)
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
