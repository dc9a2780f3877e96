//! How host names lie in their table: sorted by their letters from the right end, each as what it
//! has beyond the end that it shares with the one before.
//!
//! Behind these letters stands a byte with how long that end is, and the high bit set.

use std::cmp::Ordering;

/// Set in the byte that ends a name.
const END: u8 = 0x80;

/// The order of the table.
pub fn order(one: &str, other: &str) -> Ordering {
    one.bytes().rev().cmp(other.bytes().rev())
}

/// Writes ASCII names, which stand in their order.
pub fn write(names: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = "";
    for name in names {
        let pairs = before.bytes().rev().zip(name.bytes().rev());
        let shared = pairs.take_while(|(one, other)| one == other).count();
        let shared = u8::try_from(shared).unwrap_or(!END).min(!END);
        let own = name.len() - usize::from(shared);
        bytes.extend(name.bytes().take(own));
        bytes.push(END | shared);
        before = name;
    }
    bytes
}

/// Reads the names: the bytes of all end to end, and where each one ends.
pub fn read(bytes: &[u8]) -> (Vec<u8>, Vec<u32>) {
    let mut text = Vec::with_capacity(3 * bytes.len());
    let mut ends: Vec<u32> = Vec::with_capacity(bytes.len() / 4);
    let mut before = 0;
    for &byte in bytes {
        if byte & END == 0 {
            text.push(byte);
        } else {
            let start = before - usize::from(byte & !END).min(before);
            text.extend_from_within(start..before);
            before = text.len();
            ends.push(u32::try_from(before).unwrap_or(u32::MAX));
        }
    }
    (text, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let long = "a".repeat(200) + ".fr";
        let longer = format!("b{long}");
        let mut names = vec![
            "fr", "x.fr", "www.x.fr", "ax.fr", "com", "a", &long, &longer,
        ];
        names.sort_unstable_by(|one, other| order(one, other));
        let (text, ends) = read(&write(&names));
        let mut start = 0;
        for (name, end) in names.iter().zip(&ends) {
            assert_eq!(text.get(start..*end as usize), Some(name.as_bytes()));
            start = *end as usize;
        }
        assert_eq!(ends.len(), names.len());
        assert_eq!(start, text.len());
    }
}
