//! How a flat square lies in a picture.

/// A place in the picture or in the code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f32,
    pub(crate) y: f32,
}

impl Point {
    pub(crate) fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The same place in a picture that is this much larger.
    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self {
            x: self.x * factor,
            y: self.y * factor,
        }
    }

    /// Whether it lies within a convex shape of four corners.
    pub(crate) fn is_within(self, corners: &[Self; 4]) -> bool {
        let next = corners.iter().cycle().skip(1);
        let mut sides = corners.iter().zip(next).map(|(from, to)| {
            (to.x - from.x) * (self.y - from.y) - (to.y - from.y) * (self.x - from.x) >= 0.0
        });
        let first = sides.next();
        sides.all(|side| Some(side) == first)
    }

    /// A place on the line to another one; 0 is here, 1 there.
    pub(crate) fn towards(self, other: Self, part: f32) -> Self {
        Self {
            x: self.x + (other.x - self.x) * part,
            y: self.y + (other.y - self.y) * part,
        }
    }
}

/// Leads from places in a square of side 1 to places in the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Perspective {
    across: [f32; 3],
    down: [f32; 3],
    depth: [f32; 2],
}

impl Perspective {
    /// From where the square's corners lie: top left, top right, bottom right,
    /// bottom left. None where they are no corners of a square seen from anywhere.
    pub(crate) fn of([a, b, c, d]: [Point; 4]) -> Option<Self> {
        let (bx, by) = (b.x - c.x, b.y - c.y);
        let (dx, dy) = (d.x - c.x, d.y - c.y);
        let (sx, sy) = (a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y);
        let determinant = bx * dy - dx * by;
        if determinant.abs() < f32::EPSILON {
            return None;
        }
        let g = (sx * dy - dx * sy) / determinant;
        let h = (bx * sy - sx * by) / determinant;
        // A corner behind the eye.
        if g <= -1.0 || h <= -1.0 || g + h <= -1.0 {
            return None;
        }
        Some(Self {
            across: [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x],
            down: [b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y],
            depth: [g, h],
        })
    }

    /// Where a place of the square lies in the picture. Near the horizon it is far
    /// away or no number.
    pub(crate) fn map(&self, u: f32, v: f32) -> Point {
        let [g, h] = self.depth;
        let depth = g * u + h * v + 1.0;
        let along = |[per_u, per_v, start]: [f32; 3]| (per_u * u + per_v * v + start) / depth;
        Point {
            x: along(self.across),
            y: along(self.down),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn point(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[test]
    fn corners_map_to_corners() {
        let corners = [
            point(10.0, 20.0),
            point(110.0, 30.0),
            point(95.0, 140.0),
            point(5.0, 120.0),
        ];
        let perspective = Perspective::of(corners).unwrap();
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        for (corner, (u, v)) in corners.into_iter().zip(square) {
            assert!(perspective.map(u, v).distance(corner) < 0.01);
        }
    }

    #[test]
    fn inside_and_outside() {
        let corners = [(0.0, 0.0), (9.0, 1.0), (8.0, 9.0), (1.0, 7.0)].map(|(x, y)| point(x, y));
        let mut turned = corners;
        turned.reverse();
        for corners in [corners, turned] {
            assert!(point(4.0, 4.0).is_within(&corners));
            for outside in [point(-1.0, 3.0), point(8.9, 8.9), point(4.0, 0.1)] {
                assert!(!outside.is_within(&corners), "{outside:?}");
            }
        }
    }

    #[test]
    fn what_is_no_square_is_refused() {
        let line = [0.0, 1.0, 2.0, 3.0].map(|at| point(at, at));
        assert!(Perspective::of(line).is_none());
        let crossed = [
            point(0.0, 0.0),
            point(9.0, 9.0),
            point(9.0, 0.0),
            point(0.0, 9.0),
        ];
        assert!(Perspective::of(crossed).is_none());
    }
}
