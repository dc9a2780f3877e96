//! How much darker each place of a picture is than its surroundings, which tells
//! dark from light where the light is uneven.

use crate::picture::Picture;

/// The mean of a place's surroundings less its own grey: above zero where it is dark.
pub(crate) struct Contrast {
    values: Vec<i16>,
    width: i32,
    height: i32,
}

/// A part of the mean by which a place must be darker: in a plain surface, noise
/// alone is not dark.
const MARGIN: i32 = 20;

/// The nearest pixels, and how much the difference to them counts.
const NEAR: usize = 4;
const SHARPENING: i32 = 3;

impl Contrast {
    /// Compares each pixel with the square of `radius` around it: as the picture is,
    /// and with light and dark exchanged. Sharpened, it is compared with the nearest
    /// pixels, too: what blur has mixed stands out again.
    pub(crate) fn both(picture: &Picture, radius: usize, is_sharpened: bool) -> [Self; 2] {
        let (width, height) = (picture.width(), picture.height());
        let sums = Sums::of(picture);
        let mut dark = Vec::with_capacity(width * height);
        let mut light = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let around = |radius: usize| {
                    let columns = (x.saturating_sub(radius), (x + radius + 1).min(width));
                    let rows = (y.saturating_sub(radius), (y + radius + 1).min(height));
                    sums.mean(columns, rows)
                };
                let mean = around(radius);
                let own = i32::from(picture.at(x, y));
                let sharp = if is_sharpened {
                    SHARPENING * (around(NEAR) - own)
                } else {
                    0
                };
                let darker = mean - own + sharp;
                let margin = mean / MARGIN;
                dark.push(i16::try_from(darker - margin).unwrap_or_default());
                light.push(i16::try_from(-darker - margin).unwrap_or_default());
            }
        }
        [dark, light].map(|values| Self {
            values,
            width: i32::try_from(width).unwrap_or(i32::MAX),
            height: i32::try_from(height).unwrap_or(i32::MAX),
        })
    }

    pub(crate) fn width(&self) -> i32 {
        self.width
    }

    pub(crate) fn height(&self) -> i32 {
        self.height
    }

    /// The value at a place; light outside the picture.
    fn at(&self, x: i32, y: i32) -> i16 {
        if x < 0 || y < 0 || x >= self.width || y >= self.height {
            return -1;
        }
        let place = usize::try_from(y * self.width + x).unwrap_or(usize::MAX);
        self.values.get(place).copied().unwrap_or(-1)
    }

    pub(crate) fn is_dark(&self, x: i32, y: i32) -> bool {
        self.at(x, y) > 0
    }

    /// The rows, each with its number.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (i32, &[i16])> {
        let width = usize::try_from(self.width).unwrap_or(1).max(1);
        (0..).zip(self.values.chunks(width))
    }

    /// The value between pixels; the middle of the first pixel is 0.5.
    pub(crate) fn between(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let ((left, right_part), (top, lower_part)) = (parts(x), parts(y));
        let at = |x, y| f32::from(self.at(x, y));
        let upper = at(left, top) * (1.0 - right_part) + at(left + 1, top) * right_part;
        let lower = at(left, top + 1) * (1.0 - right_part) + at(left + 1, top + 1) * right_part;
        upper * (1.0 - lower_part) + lower * lower_part
    }
}

/// What a picture can have, and a little more.
const BOUNDS: (f32, f32) = (-2.0, 1e8);

/// A whole number, within what a picture can have; what is no number is outside.
#[expect(clippy::cast_possible_truncation, reason = "within bounds")]
pub(crate) fn whole(value: f32) -> i32 {
    if value.is_nan() {
        return -2;
    }
    value.clamp(BOUNDS.0, BOUNDS.1) as i32
}

/// The whole number below, within what a picture can have, and what is above it.
fn parts(value: f32) -> (i32, f32) {
    let value = value.clamp(BOUNDS.0, BOUNDS.1);
    // Not `floor`: without an instruction for it, as on older processors, it is a call.
    let cut = whole(value);
    let part = value - cut as f32;
    if part < 0.0 {
        (cut - 1, part + 1.0)
    } else {
        (cut, part)
    }
}

/// Sums over all that is above and left of a place: the mean of any rectangle at once.
struct Sums {
    sums: Vec<u32>,
    stride: usize,
}

impl Sums {
    fn of(picture: &Picture) -> Self {
        let stride = picture.width() + 1;
        let mut sums = vec![0_u32; stride];
        sums.reserve(stride * picture.height());
        for row in picture.luma().chunks(picture.width()) {
            let above = sums.len() - stride;
            let mut line = 0_u32;
            sums.push(0);
            for (x, &value) in row.iter().enumerate() {
                // The searched pixels times the lightest fit 32 bits.
                line += u32::from(value);
                let sum = sums.get(above + x + 1).copied().unwrap_or_default() + line;
                sums.push(sum);
            }
        }
        Self { sums, stride }
    }

    fn mean(&self, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> i32 {
        let at = |x: usize, y: usize| {
            let sum = self.sums.get(y * self.stride + x);
            sum.copied().unwrap_or_default()
        };
        // What is taken away is a part of what it is taken from.
        let sum = at(right, bottom)
            .wrapping_sub(at(left, bottom))
            .wrapping_sub(at(right, top))
            .wrapping_add(at(left, top));
        let count = u32::try_from((right - left) * (bottom - top)).unwrap_or(u32::MAX);
        i32::try_from(sum / count.max(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_dark_in_any_light() {
        for light in [40_u8, 120, 250] {
            let mut luma = vec![light; 400];
            luma[210] = light / 2;
            let picture = Picture::from_luma(luma, 20, 20).unwrap();
            let [contrast, inverted] = Contrast::both(&picture, 5, false);
            let dark: Vec<_> = (0..20)
                .flat_map(|y| (0..20).map(move |x| (x, y)))
                .filter(|&(x, y)| contrast.is_dark(x, y))
                .collect();
            assert_eq!(dark, [(10, 10)], "{light}");
            assert!(contrast.between(10.5, 10.5) > contrast.between(11.0, 10.5));
            assert!(!inverted.is_dark(10, 10));
        }
    }

    #[test]
    fn outside_is_light() {
        let picture = Picture::from_luma(vec![0; 4], 2, 2).unwrap();
        let [contrast, _] = Contrast::both(&picture, 1, false);
        assert!(!contrast.is_dark(-1, 0) && !contrast.is_dark(0, 2));
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30] {
            assert!(contrast.between(odd, 0.0) < 0.0 || contrast.between(odd, 0.0).is_nan());
        }
    }
}
