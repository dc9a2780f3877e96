//! Runs of items that lie one behind the other, told by their lengths: a byte each, which
//! compresses to less than half of where each one starts.

use std::ops::Range;

/// A place is written down before each run whose number this divides.
const STEP: usize = 16;

/// Where each of many runs starts and ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Runs {
    /// How many items each run has.
    pub(super) lengths: &'static [u8],
    /// Where every sixteenth run starts.
    pub(super) marks: &'static [u16],
}

impl Runs {
    /// Where the run with this number lies.
    pub(crate) fn get(&self, number: usize) -> Option<Range<usize>> {
        let length = usize::from(*self.lengths.get(number)?);
        let mark = number / STEP;
        let before = self.lengths.get(mark * STEP..number)?;
        let start = before
            .iter()
            .fold(usize::from(*self.marks.get(mark)?), |start, &length| {
                start + usize::from(length)
            });
        Some(start..start + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_begins_where_the_one_before_ends() {
        static LENGTHS: &[u8] = &[3, 0, 255, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, 2, 0, 4];
        let runs = Runs {
            lengths: LENGTHS,
            marks: &[0, 277],
        };
        let mut end = 0;
        for (number, &length) in LENGTHS.iter().enumerate() {
            assert_eq!(
                runs.get(number),
                Some(end..end + usize::from(length)),
                "{number}"
            );
            end += usize::from(length);
        }
        assert_eq!(runs.get(LENGTHS.len()), None);
    }
}
