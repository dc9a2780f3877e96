//! Pairs of numbers, sorted by the first: each is written as what changes from the one before, in
//! as few bytes as that takes. What a table of letters says changes little from one to the next.

/// Bits of a number in each byte; the high bit says that more follow.
const BITS: u32 = 7;
/// Says that a byte is not a number's last.
const MORE: u8 = 0x80;

/// Writes the pairs.
pub fn write(pairs: impl IntoIterator<Item = (u32, u32)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = (0, 0);
    for pair in pairs {
        push(&mut bytes, pair.0 - before.0);
        // One up or down is a small number either way.
        let change = pair.1.wrapping_sub(before.1).cast_signed();
        push(&mut bytes, (change << 1 ^ change >> 31).cast_unsigned());
        before = pair;
    }
    bytes
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= u32::from(MORE) {
        bytes.push(number.to_le_bytes()[0] | MORE);
        number >>= BITS;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Reads the pairs.
pub fn read(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::with_capacity(bytes.len() / 2);
    let mut bytes = bytes.iter();
    let mut pair = (0_u32, 0_u32);
    while let Some(step) = next(&mut bytes) {
        let change = next(&mut bytes).unwrap_or_default();
        let change = change >> 1 ^ (change & 1).wrapping_neg();
        pair = (pair.0.wrapping_add(step), pair.1.wrapping_add(change));
        pairs.push(pair);
    }
    pairs
}

fn next<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u32> {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = *bytes.next()?;
        number |= u32::from(byte & !MORE)
            .checked_shl(shift)
            .unwrap_or_default();
        if byte & MORE == 0 {
            return Some(number);
        }
        shift += BITS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let pairs = [
            (0, 0),
            (1, 5),
            (2, 4),
            (300, 70_000),
            (1_000_000, 3),
            (1_000_000, u32::MAX),
        ];
        assert_eq!(read(&write(pairs)), pairs);
        assert_eq!(read(&[]), []);
    }
}
