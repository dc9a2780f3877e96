//! The squares in three corners of a code: whichever line goes through the middle of
//! one meets dark, light, dark, light, dark in the lengths 1, 1, 3, 1, 1.
//!
//! By hand: the decoder's own search can panic on odd pictures, and has no bound in time.

use crate::contrast::{Contrast, whole};
use crate::perspective::Point;

/// A square that looks like a code's corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finder {
    /// Its middle.
    pub(crate) middle: Point,
    /// Side of a module in pixels, as the picture's rows and columns meet it.
    pub(crate) module: f32,
    /// Rows that met it.
    rows: u16,
}

/// Squares looked at; texture and text can have any number that look like one.
const MAX_FINDERS: usize = 60;
/// Candidates kept while the picture is searched.
const MAX_CANDIDATES: usize = 20_000;

/// Finds the squares, those that the most rows met first.
pub(crate) fn find(contrast: &Contrast) -> Vec<Finder> {
    let mut found: Vec<Finder> = Vec::new();
    for (y, row) in contrast.rows() {
        // Ends of the last runs, the latest last.
        let mut ends = [0; 6];
        let mut was_dark = false;
        let ended = row.iter().map(|&value| value > 0).chain([false]);
        for (x, is_dark) in (0..).zip(ended) {
            if is_dark == was_dark {
                continue;
            }
            was_dark = is_dark;
            let [_, kept @ ..] = ends;
            let [a, b, c, d, e] = kept;
            ends = [a, b, c, d, e, x];
            if is_dark {
                continue;
            }
            let runs = [b - a, c - b, d - c, e - d, x - e];
            if is_pattern(runs)
                && let Some(finder) = confirm(contrast, middle(c, d), y, x - a)
            {
                note(&mut found, finder);
            }
        }
    }
    // A square of very small modules is met by one row.
    found.retain(|finder| finder.rows > 1 || finder.module < 2.5);
    found.sort_by_key(|finder| std::cmp::Reverse(finder.rows));
    found.truncate(MAX_FINDERS);
    found
}

/// The middle of a run, in pixels.
#[expect(clippy::cast_precision_loss, reason = "a picture's sides are small")]
fn middle(start: i32, end: i32) -> f32 {
    (start + end) as f32 / 2.0
}

/// Whether lengths are nearly 1, 1, 3, 1, 1.
fn is_pattern(runs: [i32; 5]) -> bool {
    let total: i32 = runs.iter().sum();
    if total < 7 || runs.iter().any(|&run| run < 1) {
        return false;
    }
    let [a, b, c, d, e] = runs.map(|run| run * 14);
    // In fourteenths of a module; blur and slant take up to two thirds of one.
    let near =
        |run: i32, modules: i32| (run - modules * 2 * total).abs() <= (4 * total / 3).max(13);
    near(a, 1) && near(b, 1) && near(d, 1) && near(e, 1) && (c - 6 * total).abs() <= 3 * total
}

/// Looks along the column and the row through the middle of what a row met in so many
/// pixels.
fn confirm(contrast: &Contrast, x: f32, y: i32, length: i32) -> Option<Finder> {
    let reach = 2 * length;
    let column = cross(contrast.height(), y, reach, |at| {
        contrast.is_dark(whole(x), at)
    })?;
    let row = cross(contrast.width(), whole(x), reach, |at| {
        contrast.is_dark(at, whole(column.middle))
    })?;
    let (short, long) = if column.length < row.length {
        (column.length, row.length)
    } else {
        (row.length, column.length)
    };
    (long < 2.5 * short).then_some(Finder {
        middle: Point {
            x: row.middle,
            y: column.middle,
        },
        module: (column.length + row.length) / 14.0,
        rows: 1,
    })
}

/// Where a line meets a square.
struct Crossing {
    middle: f32,
    length: f32,
}

/// Follows a line of `size` places both ways from a place in the dark middle; no run
/// longer than `reach`.
#[expect(clippy::cast_precision_loss, reason = "a picture's sides are small")]
fn cross(size: i32, start: i32, reach: i32, is_dark: impl Fn(i32) -> bool) -> Option<Crossing> {
    if !is_dark(start) {
        return None;
    }
    // Ends of the dark middle, of the light ring and of the dark one.
    let follow = |step: i32| {
        let mut at = start;
        let mut ends = [0; 3];
        for (end, dark) in ends.iter_mut().zip([true, false, true]) {
            let from = at;
            while at >= 0 && at < size && is_dark(at) == dark && (at - from).abs() <= reach {
                at += step;
            }
            *end = at;
        }
        ends
    };
    let [left, before, first] = follow(-1);
    let [right, after, last] = follow(1);
    let runs = [
        before - first,
        left - before,
        right - left - 1,
        after - right,
        last - after,
    ];
    is_pattern(runs).then_some(Crossing {
        middle: (left + right + 1) as f32 / 2.0,
        length: (last - first - 1) as f32,
    })
}

fn note(found: &mut Vec<Finder>, finder: Finder) {
    // Rows come in order, so that those it can belong to were found last.
    let apart = 4.0 * finder.module + 20.0;
    let mut near = found
        .iter_mut()
        .rev()
        .take_while(|known| finder.middle.y - known.middle.y < apart);
    let same = near.find(|known| {
        known.middle.distance(finder.middle) < 2.0 * known.module.max(1.0)
            && known.module < 1.6 * finder.module
            && finder.module < 1.6 * known.module
    });
    if let Some(known) = same {
        known.rows = known.rows.saturating_add(1);
        let part = 1.0 / f32::from(known.rows);
        known.middle = known.middle.towards(finder.middle, part);
        known.module += (finder.module - known.module) * part;
    } else if found.len() < MAX_CANDIDATES {
        found.push(finder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Picture;

    /// A finder pattern of `module` pixels in a light picture.
    fn square(module: usize) -> Picture {
        let side = module * 11;
        let luma = (0..side * side).map(|place| {
            let (x, y) = (place % side / module, place / side / module);
            let ring = x.abs_diff(5).max(y.abs_diff(5));
            if ring < 2 || ring == 3 { 20 } else { 230 }
        });
        Picture::from_luma(luma.collect(), side, side).unwrap()
    }

    #[test]
    fn a_square_is_found_in_its_middle_and_size() {
        for module in [1_u8, 2, 3, 8, 20] {
            let [contrast, _] =
                Contrast::both(&square(module.into()), usize::from(module) * 6, false);
            let found = find(&contrast);
            let [finder] = found.as_slice() else {
                panic!("{module}: {found:?}");
            };
            let (module, half) = (f32::from(module), 5.5 * f32::from(module));
            assert!(finder.middle.distance(Point { x: half, y: half }) < 0.6);
            assert!((finder.module - module).abs() < 0.2 * module);
        }
    }

    #[test]
    fn lengths_that_are_no_square() {
        assert!(is_pattern([3, 3, 9, 3, 3]) && is_pattern([4, 3, 8, 3, 3]));
        for runs in [
            [3, 3, 3, 3, 3],
            [9, 3, 9, 3, 3],
            [0, 0, 0, 0, 0],
            [1, 1, 20, 1, 1],
        ] {
            assert!(!is_pattern(runs), "{runs:?}");
        }
    }
}
