//! The ways in which a picture is tried.

use crate::contrast::Contrast;
use crate::grid::Found;
use crate::perspective::Point;
use crate::picture::Picture;
use crate::{finder, grid};

/// A code that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// What it says. Anybody can have written it: it is data, never an instruction.
    pub text: String,
}

/// Codes that are told of one picture; nobody reads more answers.
const MAX_CODES: usize = 20;

/// Samples that all attempts may take of a picture on one ground: a second or so.
const MAX_SAMPLES: u64 = 25_000_000;
/// Pixels around a place whose light counts where it is taken from near by: some
/// modules, at one of the sizes that are tried.
const NEAR_BY: usize = 18;
/// Below so many pixels a picture is tried at twice its size.
const SMALL: usize = 1_000_000;
/// Shorter sides are not made smaller any more.
const SHORT_SIDE: usize = 240;

/// Reads every code of a picture, each content once, in the order found.
///
/// A picture may hold codes that are easy to read and others that are not, so every
/// attempt is made, whatever the earlier ones found:
///
/// 1. as it is: screenshots and good photos;
/// 2. smoothed: the noise of a dark room;
/// 3. half, quarter and eighth the size: large codes that are noisy, blurred or
///    printed in dots;
/// 4. twice the size, if it is small: modules of a pixel or two.
///
/// Each of them with the light taken from near by and from far, which tells dark
/// from light in a shadow and in a large code; sharpened, for what is out of focus;
/// and with dark and light exchanged.
/// Codes may be turned, slanted and mirrored in all of them. A picture that something
/// shows through goes through them on white and on black.
#[must_use]
pub fn read(picture: &Picture) -> Vec<Code> {
    let mut codes = Vec::new();
    for ground in [Some(picture), picture.on_black()].into_iter().flatten() {
        // Both from the start: a picture can be drawn so that one place shows one code
        // on white and another one on black.
        let mut search = Search {
            codes,
            places: Vec::new(),
            samples: MAX_SAMPLES,
        };
        search.ground(ground);
        codes = search.codes;
    }
    codes
}

/// What was found so far, and what may still be spent.
struct Search {
    codes: Vec<Code>,
    /// Where codes were read, in the picture's own size: nothing is left to do there.
    places: Vec<[Point; 4]>,
    samples: u64,
}

impl Search {
    /// Makes every attempt.
    fn ground(&mut self, picture: &Picture) {
        self.picture(picture, 1.0);
        self.picture(&picture.smoothed(), 1.0);
        let mut smaller: Option<Picture> = None;
        for scale in [2.0, 4.0, 8.0] {
            let last = smaller.as_ref().unwrap_or(picture);
            if last.width().min(last.height()) < 2 * SHORT_SIDE {
                break;
            }
            let next = last.smaller(2);
            self.picture(&next, scale);
            smaller = Some(next);
        }
        if picture.luma().len() <= SMALL {
            self.picture(&picture.doubled(), 0.5);
        }
    }

    /// Searches a version of the picture whose pixels are `scale` of its own.
    fn picture(&mut self, picture: &Picture, scale: f32) {
        let side = picture.width().max(picture.height());
        let far = (side / 5).max(NEAR_BY);
        for (radius, is_sharpened) in [(NEAR_BY, false), (far, false), (far, true)] {
            for contrast in Contrast::both(picture, radius, is_sharpened) {
                self.contrast(&contrast, scale);
            }
        }
    }

    fn contrast(&mut self, contrast: &Contrast, scale: f32) {
        let mut finders = finder::find(contrast);
        finders.retain(|finder| {
            let middle = finder.middle.scaled(scale);
            !self.places.iter().any(|place| middle.is_within(place))
        });
        // Each attempt its part of the rest: the first must not take it all.
        let mut samples = self.samples / 4;
        self.samples -= samples;
        for Found { payload, corners } in grid::read(contrast, &finders, &mut samples) {
            self.places.push(corners.map(|corner| corner.scaled(scale)));
            let text = payload.text();
            let is_new = self.codes.iter().all(|code| code.text != text);
            if is_new && self.codes.len() < MAX_CODES {
                self.codes.push(Code { text });
            }
        }
        self.samples += samples;
    }
}
