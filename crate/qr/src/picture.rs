//! A picture in grey, within bounds.

use std::fmt;

/// Most pixels of a picture that is taken: those of the largest common phone
/// cameras, and 256 MB once a browser has unpacked it.
pub const MAX_PIXELS: usize = 64_000_000;
/// Most pixels that are searched; a larger picture is made smaller first.
pub const MAX_SEARCHED: usize = 4_000_000;

/// Why there is nothing to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureError {
    /// No width or no height.
    Empty,
    /// More than [`MAX_PIXELS`].
    TooLarge,
    /// The number of bytes does not fit width and height.
    WrongLength {
        /// Bytes that the dimensions ask for.
        expected: usize,
        /// Bytes that were given.
        found: usize,
    },
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the picture is empty"),
            Self::TooLarge => write!(
                f,
                "the picture has more than {} million pixels",
                MAX_PIXELS / 1_000_000
            ),
            Self::WrongLength { expected, found } => {
                write!(f, "the picture needs {expected} bytes and has {found}")
            }
        }
    }
}

impl std::error::Error for PictureError {}

/// A picture in grey: 0 is black, 255 is white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    luma: Vec<u8>,
    width: usize,
    height: usize,
    /// The same on black, if anything shows through it.
    on_black: Option<Box<Self>>,
}

/// What a picture lies on, where it shows through: grey values.
const WHITE: u32 = 255;
const BLACK: u32 = 0;

impl Picture {
    /// A picture of one byte a pixel, row by row.
    ///
    /// # Errors
    ///
    /// When it is empty, too large, or not of the length that it should have.
    pub fn from_luma(luma: Vec<u8>, width: usize, height: usize) -> Result<Self, PictureError> {
        check(width, height, 1, luma.len())?;
        Ok(Self::shrunk(luma, width, height))
    }

    /// A picture of red, green, blue and opacity a pixel, row by row, as browsers
    /// give it. What shows through is white, as the page behind it mostly is; and black
    /// beside it, because light modules on nothing are seen on a dark page alone.
    ///
    /// # Errors
    ///
    /// As [`Picture::from_luma`].
    pub fn from_rgba(rgba: &[u8], width: usize, height: usize) -> Result<Self, PictureError> {
        check(width, height, 4, rgba.len())?;
        let pixels = rgba.as_chunks().0;
        let on = |ground| {
            let luma = pixels.iter().map(|pixel| grey(pixel, ground)).collect();
            Self::shrunk(luma, width, height)
        };
        let mut picture = on(WHITE);
        let shows_through = pixels.iter().any(|&[.., opacity]| opacity < u8::MAX);
        picture.on_black = shows_through.then(|| Box::new(on(BLACK)));
        Ok(picture)
    }

    fn shrunk(luma: Vec<u8>, width: usize, height: usize) -> Self {
        let picture = Self {
            luma,
            width,
            height,
            on_black: None,
        };
        let factor = (1..)
            .find(|factor| picture.luma.len() / (factor * factor) <= MAX_SEARCHED)
            .unwrap_or(1);
        if factor == 1 {
            picture
        } else {
            picture.smaller(factor)
        }
    }

    /// Width in pixels, after it was made smaller.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels, after it was made smaller.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The grey values, row by row.
    #[must_use]
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// The same picture on black, if that can be another one.
    pub(crate) fn on_black(&self) -> Option<&Self> {
        self.on_black.as_deref()
    }

    /// The grey value at a place; the nearest one outside the picture.
    pub(crate) fn at(&self, x: usize, y: usize) -> u8 {
        let place = y.min(self.height - 1) * self.width + x.min(self.width - 1);
        self.luma.get(place).copied().unwrap_or_default()
    }

    /// Each pixel the mean of a square of pixels.
    pub(crate) fn smaller(&self, factor: usize) -> Self {
        let (width, height) = (
            self.width.div_ceil(factor).max(1),
            self.height.div_ceil(factor).max(1),
        );
        let whole = factor * factor;
        Self::from_fn(width, height, |x, y| {
            let rows = (y * factor)..(y + 1) * factor;
            let sum: usize = rows
                .flat_map(|row| ((x * factor)..(x + 1) * factor).map(move |column| (column, row)))
                .map(|(column, row)| usize::from(self.at(column, row)))
                .sum();
            sum / whole
        })
    }

    /// Twice the size, with what is between two pixels between their values.
    pub(crate) fn doubled(&self) -> Self {
        Self::from_fn(self.width * 2, self.height * 2, |x, y| {
            // The nearer pixel counts three times as much, in each direction.
            let (near_x, near_y) = (x / 2, y / 2);
            let (far_x, far_y) = (neighbour(x), neighbour(y));
            let at = |x, y| usize::from(self.at(x, y));
            (9 * at(near_x, near_y)
                + 3 * (at(far_x, near_y) + at(near_x, far_y))
                + at(far_x, far_y))
                / 16
        })
    }

    /// Each pixel the weighted mean of its neighbourhood of three by three.
    pub(crate) fn smoothed(&self) -> Self {
        Self::from_fn(self.width, self.height, |x, y| {
            let row = |y: usize| {
                let at = |x| usize::from(self.at(x, y));
                at(x.saturating_sub(1)) + 2 * at(x) + at(x + 1)
            };
            (row(y.saturating_sub(1)) + 2 * row(y) + row(y + 1)) / 16
        })
    }

    fn from_fn(width: usize, height: usize, value: impl Fn(usize, usize) -> usize) -> Self {
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            luma.extend((0..width).map(|x| u8::try_from(value(x, y)).unwrap_or(u8::MAX)));
        }
        Self {
            luma,
            width,
            height,
            on_black: None,
        }
    }
}

/// The other pixel beside a place of the doubled picture.
fn neighbour(place: usize) -> usize {
    if place.is_multiple_of(2) {
        (place / 2).saturating_sub(1)
    } else {
        place / 2 + 1
    }
}

fn check(width: usize, height: usize, channels: usize, found: usize) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    let pixels = width
        .checked_mul(height)
        .filter(|&pixels| pixels <= MAX_PIXELS)
        .ok_or(PictureError::TooLarge)?;
    let expected = pixels * channels;
    if found == expected {
        Ok(())
    } else {
        Err(PictureError::WrongLength { expected, found })
    }
}

fn grey(&[red, green, blue, opacity]: &[u8; 4], ground: u32) -> u8 {
    let grey = (77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) / 256;
    let opacity = u32::from(opacity);
    u8::try_from((grey * opacity + ground * (255 - opacity)) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused() {
        let empty = Picture::from_luma(Vec::new(), 0, 5);
        assert_eq!(empty, Err(PictureError::Empty));
        let short = Picture::from_luma(vec![0; 5], 2, 3);
        assert_eq!(
            short,
            Err(PictureError::WrongLength {
                expected: 6,
                found: 5
            })
        );
        for (width, height) in [(usize::MAX, 2), (MAX_PIXELS, 2), (usize::MAX, usize::MAX)] {
            let huge = Picture::from_rgba(&[], width, height);
            assert_eq!(huge, Err(PictureError::TooLarge));
        }
    }

    #[test]
    fn a_large_picture_is_made_smaller() {
        let picture = Picture::from_luma(vec![100; 3000 * 2000], 3000, 2000).unwrap();
        assert_eq!((picture.width(), picture.height()), (1500, 1000));
        assert!(picture.luma().iter().all(|&value| value == 100));
    }

    #[test]
    fn colours_become_grey_and_what_shows_through_white_and_black() {
        let rgba = [255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 255];
        let picture = Picture::from_rgba(&rgba, 4, 1).unwrap();
        assert_eq!(picture.luma(), [255, 0, 255, 149]);
        assert_eq!(picture.on_black().unwrap().luma(), [255, 0, 0, 149]);
    }

    #[test]
    fn what_nothing_shows_through_is_one_picture() {
        let picture = Picture::from_rgba(&[255; 4 * 7], 7, 1).unwrap();
        assert_eq!(picture.on_black(), None);
    }

    #[test]
    fn doubling_and_smoothing_keep_a_plain_picture() {
        let plain = Picture::from_luma(vec![70; 12], 4, 3).unwrap();
        let double = plain.doubled();
        assert_eq!((double.width(), double.height()), (8, 6));
        for picture in [double, plain.smoothed(), plain.smaller(2)] {
            assert!(picture.luma().iter().all(|&value| value == 70));
        }
    }
}
