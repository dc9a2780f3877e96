//! Which three squares belong to a code, and how the code lies between them.

use rqrr::{Grid, SimpleGrid};

use crate::contrast::Contrast;
use crate::finder::Finder;
use crate::payload::Payload;
use crate::perspective::{Perspective, Point};

/// Part of a code's fixed pattern that must be there before it is read.
const MIN_MATCH: f32 = 0.72;
/// With less of it, no small movement of the corners helps.
const HOPELESS: f32 = 0.6;
/// From the code's edge to the middle of a square in its corner, in modules.
const INSET: f32 = 3.5;
const SMALLEST: u16 = 21;
const LARGEST: u16 = 177;

/// Three squares that can be a code's.
struct Corners {
    places: [usize; 3],
    /// Top left, top right, bottom left.
    middles: [Point; 3],
    /// The largest side of a module.
    module: f32,
    /// How far they are from a square seen straight; less is better.
    skew: f32,
}

/// A code that was read.
pub(crate) struct Found {
    /// What it holds.
    pub(crate) payload: Payload,
    /// Its corners in the picture.
    pub(crate) corners: [Point; 4],
}

/// Reads the codes between these squares, with no more than these samples of the
/// picture: a bound on time.
pub(crate) fn read(contrast: &Contrast, finders: &[Finder], samples: &mut u64) -> Vec<Found> {
    let mut used = vec![false; finders.len()];
    let mut read = Vec::new();
    for corners in triples(finders) {
        let is_used = |place: &usize| used.get(*place).copied().unwrap_or(true);
        if corners.places.iter().any(is_used) {
            continue;
        }
        if *samples == 0 {
            break;
        }
        if let Some(found) = read_between(contrast, &corners, samples) {
            read.push(found);
            for place in corners.places {
                if let Some(used) = used.get_mut(place) {
                    *used = true;
                }
            }
        }
    }
    read
}

/// All threes that can be a code's corners, the straightest first.
fn triples(finders: &[Finder]) -> Vec<Corners> {
    let mut triples = Vec::new();
    for (i, a) in finders.iter().enumerate() {
        for (j, b) in finders.iter().enumerate().skip(i + 1) {
            if !are_alike(a, b) {
                continue;
            }
            for (k, c) in finders.iter().enumerate().skip(j + 1) {
                if are_alike(a, c) && are_alike(b, c) {
                    triples.extend(corners([(i, a), (j, b), (k, c)]));
                }
            }
        }
    }
    triples.sort_by(|a, b| a.skew.total_cmp(&b.skew));
    triples
}

fn are_alike(a: &Finder, b: &Finder) -> bool {
    let apart = a.middle.distance(b.middle) / a.module.min(b.module);
    a.module < 2.0 * b.module && b.module < 2.0 * a.module && apart > 8.0 && apart < 300.0
}

/// The three in order, if they lie as a code's corners do.
fn corners([a, b, c]: [(usize, &Finder); 3]) -> Option<Corners> {
    let side = |from: &Finder, to: &Finder| from.middle.distance(to.middle);
    let (ab, bc, ca) = (side(a.1, b.1), side(b.1, c.1), side(c.1, a.1));
    // The corner of the right angle lies opposite the longest side.
    let (corner, mut one, mut other) = if ab >= bc && ab >= ca {
        (c, a, b)
    } else if bc >= ca {
        (a, b, c)
    } else {
        (b, c, a)
    };
    let origin = corner.1.middle;
    let towards = |finder: &Finder| (finder.middle.x - origin.x, finder.middle.y - origin.y);
    let ((ux, uy), (vx, vy)) = (towards(one.1), towards(other.1));
    let (u, v) = (ux.hypot(uy), vx.hypot(vy));
    let cosine = (ux * vx + uy * vy) / (u * v);
    let lengths = u.max(v) / u.min(v);
    // Negated so that what is no number is refused.
    if !(cosine.abs() < 0.6 && lengths < 2.0) {
        return None;
    }
    if ux * vy - uy * vx < 0.0 {
        std::mem::swap(&mut one, &mut other);
    }
    let modules = [corner.1.module, one.1.module, other.1.module];
    let module = modules.iter().copied().fold(0.0, f32::max);
    let spread = module / modules.iter().copied().fold(f32::INFINITY, f32::min);
    Some(Corners {
        places: [corner.0, one.0, other.0],
        middles: [origin, one.1.middle, other.1.middle],
        module,
        skew: cosine.abs() + (lengths - 1.0) + (spread - 1.0),
    })
}

/// Tries the sizes that the code can have, the likeliest first.
fn read_between(contrast: &Contrast, corners: &Corners, samples: &mut u64) -> Option<Found> {
    let middles = &corners.middles;
    let &[corner, right, below] = middles;
    // Sides of modules at both ends of two edges: they shrink with the distance.
    let mut module_towards = |from, to| module_towards(contrast, from, to, corners.module, samples);
    let near_right = module_towards(corner, right)?;
    let far_right = module_towards(right, corner)?;
    let near_below = module_towards(corner, below)?;
    let far_below = module_towards(below, corner)?;
    let across = corner.distance(right) / (near_right * far_right).sqrt();
    let down = corner.distance(below) / (near_below * far_below).sqrt();
    // A code has as many modules across as down.
    let is_likely = |a: f32, b: f32| a < 1.25 * b && b < 1.25 * a;
    if !is_likely(across + 2.0 * INSET, down + 2.0 * INSET) {
        return None;
    }
    let depth_right = (near_right / far_right).sqrt();
    let depth_below = (near_below / far_below).sqrt();
    let flat = opposite(middles, 1.0, 1.0);
    let seeds = [flat, opposite(middles, depth_right, depth_below)];

    let estimate = (across + down) / 2.0 + 2.0 * INSET;
    let mut sizes: Vec<u16> = (SMALLEST..=LARGEST).step_by(4).collect();
    sizes.retain(|&size| (f32::from(size) - estimate).abs() < 2.5 + estimate * 0.12);
    let distance = |size: &u16| (f32::from(*size) - estimate).abs();
    sizes.sort_by(|a, b| distance(a).total_cmp(&distance(b)));

    let mut fits: Vec<Fit> = sizes
        .into_iter()
        .take(4)
        .flat_map(|size| seeds.map(|seed| (size, seed)))
        .filter_map(|(size, seed)| {
            let pattern = Pattern::of(size);
            Fit::search(contrast, &pattern, [corner, right, seed, below], samples)
        })
        .collect();
    fits.sort_by(|a, b| b.matched.total_cmp(&a.matched));
    let likely = fits.iter().filter(|fit| fit.matched >= MIN_MATCH);
    likely.take(3).find_map(|fit| {
        Some(Found {
            payload: fit.decode(contrast)?,
            corners: fit.corners(),
        })
    })
}

/// The side of a module of the square in `from`, along the line to another square; at
/// most twice the side that is expected.
fn module_towards(
    contrast: &Contrast,
    from: Point,
    to: Point,
    expected: f32,
    samples: &mut u64,
) -> Option<f32> {
    let length = from.distance(to);
    let step = 0.25 / length;
    let end = 2.0 * INSET * expected / length;
    let mut part = 0.0;
    // Out of the dark middle, the light ring and the dark one.
    for dark in [true, false, true] {
        loop {
            let at = from.towards(to, part);
            if (contrast.between(at.x, at.y) > 0.0) != dark {
                break;
            }
            part += step;
            *samples = samples.saturating_sub(1);
            if part > end || *samples == 0 {
                return None;
            }
        }
    }
    let module = part * length / INSET;
    (module > 0.3).then_some(module)
}

/// Where the fourth corner lies, by how much farther away two others are than the
/// first.
fn opposite(&[corner, right, below]: &[Point; 3], depth_right: f32, depth_below: f32) -> Point {
    let depth = depth_right + depth_below - 1.0;
    let (depth, depth_right, depth_below) = if depth > 0.3 {
        (depth, depth_right, depth_below)
    } else {
        (1.0, 1.0, 1.0)
    };
    Point {
        x: (depth_right * right.x + depth_below * below.x - corner.x) / depth,
        y: (depth_right * right.y + depth_below * below.y - corner.y) / depth,
    }
}

/// A module that is the same in every code of a size.
#[derive(Clone, Copy)]
struct Cell {
    u: f32,
    v: f32,
    is_dark: bool,
}

/// What every code of a size has in common.
struct Pattern {
    size: u16,
    cells: Vec<Cell>,
}

impl Pattern {
    fn of(size: u16) -> Self {
        let mut pattern = Self {
            size,
            cells: Vec::new(),
        };
        let far = size - 7;
        for (left, top) in [(0, 0), (far, 0), (0, far)] {
            pattern.square(left + 3, top + 3, 3);
        }
        for at in 8..size - 8 {
            pattern.add(at, 6, at % 2 == 0);
            pattern.add(6, at, at % 2 == 0);
        }
        let places = alignments(size);
        let (first, last) = (6, size - 7);
        for &x in &places {
            for &y in &places {
                let is_corner = [(first, first), (first, last), (last, first)].contains(&(x, y));
                if !is_corner {
                    pattern.square(x, y, 2);
                }
            }
        }
        pattern
    }

    /// A dark square whose last ring but one is light.
    fn square(&mut self, x: u16, y: u16, radius: u16) {
        for row in y - radius..=y + radius {
            for column in x - radius..=x + radius {
                let ring = column.abs_diff(x).max(row.abs_diff(y));
                self.add(column, row, ring + 1 != radius);
            }
        }
    }

    fn add(&mut self, x: u16, y: u16, is_dark: bool) {
        let (u, v) = in_unit(self.size, f32::from(x) + 0.5, f32::from(y) + 0.5);
        self.cells.push(Cell { u, v, is_dark });
    }
}

/// Modules as places in the square between the corners' middles.
fn in_unit(size: u16, x: f32, y: f32) -> (f32, f32) {
    let side = f32::from(size) - 2.0 * INSET;
    ((x - INSET) / side, (y - INSET) / side)
}

/// Rows and columns of the small squares inside a code (ISO/IEC 18004, annex E).
fn alignments(size: u16) -> Vec<u16> {
    let version = (size - 17) / 4;
    if version < 2 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 {
        26
    } else {
        (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    };
    let mut places: Vec<u16> = (0..count - 1).map(|back| size - 7 - back * step).collect();
    places.push(6);
    places
}

/// How a code of some size lies in the picture.
struct Fit {
    size: u16,
    perspective: Perspective,
    /// Part of the fixed pattern that is as it must be.
    matched: f32,
}

impl Fit {
    /// Moves the fourth corner, which is only guessed, then all four, to where the
    /// fixed pattern is seen best.
    fn search(
        contrast: &Contrast,
        pattern: &Pattern,
        start: [Point; 4],
        samples: &mut u64,
    ) -> Option<Self> {
        let [a, b, seed, d] = start;
        let module = a.distance(b) / (f32::from(pattern.size) - 2.0 * INSET);
        let mut best = (score(contrast, pattern, &start, samples), start);
        let reach = 2 + i16::try_from(pattern.size / 12).unwrap_or(0);
        for down in -reach..=reach {
            for across in -reach..=reach {
                let moved = Point {
                    x: seed.x + f32::from(across) * module,
                    y: seed.y + f32::from(down) * module,
                };
                let corners = [a, b, moved, d];
                let now = score(contrast, pattern, &corners, samples);
                if now > best.0 {
                    best = (now, corners);
                }
            }
        }
        let perspective = Perspective::of(best.1)?;
        if matched(contrast, pattern, &perspective) < HOPELESS {
            return None;
        }
        for step in [0.6, 0.3, 0.15].map(|part| part * module) {
            let mut improves = true;
            let mut rounds = 0;
            while improves && rounds < 4 {
                improves = false;
                rounds += 1;
                // The fourth corner is the least certain.
                for corner in [2, 0, 1, 3] {
                    for (x, y) in [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)] {
                        let mut corners = best.1;
                        if let Some(corner) = corners.get_mut(corner) {
                            corner.x += x;
                            corner.y += y;
                        }
                        let now = score(contrast, pattern, &corners, samples);
                        if now > best.0 {
                            best = (now, corners);
                            improves = true;
                        }
                    }
                }
            }
        }
        let perspective = Perspective::of(best.1)?;
        Some(Self {
            size: pattern.size,
            perspective,
            matched: matched(contrast, pattern, &perspective),
        })
    }

    fn corners(&self) -> [Point; 4] {
        let size = f32::from(self.size);
        [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)].map(|(x, y)| {
            let (u, v) = in_unit(self.size, x, y);
            self.perspective.map(u, v)
        })
    }

    /// Reads the modules, by what stands out in the picture, else by what stands out
    /// in the code itself.
    fn decode(&self, contrast: &Contrast) -> Option<Payload> {
        let modules = self.modules(contrast);
        let size = usize::from(self.size);
        let at = |x: usize, y: usize| modules.get(y * size + x).copied().unwrap_or_default();
        let sharp = |x: usize, y: usize| {
            let beside = at(x.saturating_sub(1), y)
                + at((x + 1).min(size - 1), y)
                + at(x, y.saturating_sub(1))
                + at(x, (y + 1).min(size - 1));
            // Blur has mixed a module with its neighbours.
            at(x, y) * 1.6 - beside * 0.15
        };
        let around = |x: usize, y: usize| {
            let (mut sum, mut count) = (0.0, 0.0);
            for row in y.saturating_sub(4)..(y + 5).min(size) {
                for column in x.saturating_sub(4)..(x + 5).min(size) {
                    sum += at(column, row);
                    count += 1.0;
                }
            }
            sum / count
        };
        decode_bits(size, |x, y| at(x, y) > 0.0)
            .or_else(|| decode_bits(size, |x, y| at(x, y) > around(x, y)))
            .or_else(|| decode_bits(size, |x, y| sharp(x, y) > around(x, y)))
    }

    /// How dark each module is: its middle and four places around.
    fn modules(&self, contrast: &Contrast) -> Vec<f32> {
        const PLACES: [(f32, f32); 5] =
            [(0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)];
        let places = (0..self.size).flat_map(|y| (0..self.size).map(move |x| (x, y)));
        places
            .map(|(x, y)| {
                let values = PLACES.map(|(across, down)| {
                    let (u, v) = in_unit(self.size, f32::from(x) + across, f32::from(y) + down);
                    let at = self.perspective.map(u, v);
                    contrast.between(at.x, at.y)
                });
                values.iter().sum()
            })
            .collect()
    }
}

fn decode_bits(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<Payload> {
    let grid = Grid::new(SimpleGrid::from_func(size, is_dark));
    let mut payload = Payload::default();
    grid.decode_to(&mut payload).ok()?;
    Some(payload)
}

/// How clearly the fixed pattern is seen.
fn score(contrast: &Contrast, pattern: &Pattern, corners: &[Point; 4], samples: &mut u64) -> f32 {
    // One strong edge must not outweigh a whole row.
    const MOST: f32 = 40.0;
    let cells = u64::try_from(pattern.cells.len()).unwrap_or(u64::MAX);
    if *samples < cells {
        *samples = 0;
        return f32::NEG_INFINITY;
    }
    let Some(perspective) = Perspective::of(*corners) else {
        return f32::NEG_INFINITY;
    };
    *samples -= cells;
    let seen = pattern.cells.iter().map(|cell| {
        let at = perspective.map(cell.u, cell.v);
        let value = contrast.between(at.x, at.y).clamp(-MOST, MOST);
        if cell.is_dark { value } else { -value }
    });
    seen.sum()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred modules")]
fn matched(contrast: &Contrast, pattern: &Pattern, perspective: &Perspective) -> f32 {
    let right = pattern.cells.iter().filter(|cell| {
        let at = perspective.map(cell.u, cell.v);
        (contrast.between(at.x, at.y) > 0.0) == cell.is_dark
    });
    right.count() as f32 / pattern.cells.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_squares_lie_where_the_standard_puts_them() {
        let sorted = |size| {
            let mut places = alignments(size);
            places.sort_unstable();
            places
        };
        assert!(sorted(21).is_empty());
        assert_eq!(sorted(25), [6, 18]);
        assert_eq!(sorted(45), [6, 22, 38]);
        assert_eq!(sorted(145), [6, 34, 60, 86, 112, 138]);
        assert_eq!(sorted(177), [6, 30, 58, 86, 114, 142, 170]);
    }

    #[test]
    fn any_modules_are_decoded_or_not_but_never_panic() {
        let mut seed = 7_u32;
        for size in (SMALLEST..=LARGEST).step_by(4) {
            for _ in 0..3 {
                let bits: Vec<bool> = (0..size * size)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        seed >> 31 == 1
                    })
                    .collect();
                let size = usize::from(size);
                let _ = decode_bits(size, |x, y| bits[y * size + x]);
            }
        }
    }
}
