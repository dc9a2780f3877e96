//! Draws codes as a phone would take them. The same arguments give the same picture.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking"
)]
#![allow(dead_code, reason = "each of those who draw uses a part")]

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageFormat, RgbaImage};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, QrResult, Version};
use vigicolis_qr::{Picture, read};

/// What happens to a code on its way into a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Distortion {
    /// Pixels to a module's side.
    Module(f32),
    /// Turned, in degrees.
    Turn(f32),
    /// Seen from the side: the far edge is shorter by this part of its length.
    Slant(f32),
    /// Out of focus: standard deviation in modules.
    Blur(f32),
    /// Noise of the sensor: standard deviation in grey values.
    Noise(f32),
    /// Little light: part of it that is left; the sensor's noise stays.
    Dark(f32),
    /// Light that falls off to this part of it from one side to the other.
    Uneven(f32),
    /// A shadow's edge across the code: the part of the light that is left in it.
    Shadow(f32),
    /// JPEG of this quality.
    Jpeg(u8),
    /// Light on dark.
    Inverted,
    /// Modules of this grey on a transparent ground.
    OnNothing(u8),
    /// A transparent code in a ground of this grey.
    CutOut(u8),
    /// Seen in a mirror.
    Mirrored,
    /// Part of the code's side that a round spot in the middle covers.
    Covered(f32),
    /// Turned, slanted, blurred, unevenly lit, noisy and a JPEG, all of it this much.
    Photo(f32),
}

/// A row of the table: a distortion in rising strength. What `within` holds must be
/// read; what `beyond` holds shows where reading ends.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) within: Vec<Distortion>,
    pub(crate) beyond: Vec<Distortion>,
}

/// All that codes are put through.
pub(crate) fn rows() -> Vec<Row> {
    use Distortion::{
        Blur, Covered, CutOut, Dark, Inverted, Jpeg, Mirrored, Module, Noise, OnNothing, Photo,
        Shadow, Slant, Turn, Uneven,
    };
    let row = |name, within: &[Distortion], beyond: &[Distortion]| Row {
        name,
        within: within.to_vec(),
        beyond: beyond.to_vec(),
    };
    vec![
        row(
            "pixels a module",
            &[20.0, 12.0, 8.0, 5.0, 4.0, 3.0, 2.5, 2.0].map(Module),
            &[1.7, 1.5, 1.3, 1.0].map(Module),
        ),
        row(
            "turned, degrees",
            &[5.0, 15.0, 30.0, 45.0, 60.0, 90.0, 135.0, 180.0, 200.0].map(Turn),
            &[],
        ),
        row(
            "slanted, far edge shorter by",
            &[0.1, 0.2, 0.3, 0.4].map(Slant),
            &[0.5, 0.6, 0.7].map(Slant),
        ),
        row(
            "blurred, modules",
            &[0.2, 0.4, 0.5, 0.6].map(Blur),
            &[0.7, 0.8, 1.0].map(Blur),
        ),
        row(
            "noise, grey values",
            &[10.0, 20.0, 40.0, 60.0].map(Noise),
            &[80.0, 120.0].map(Noise),
        ),
        row(
            "light left",
            &[0.5, 0.25, 0.12, 0.08].map(Dark),
            &[0.05, 0.03].map(Dark),
        ),
        row(
            "light falls off to",
            &[0.5, 0.25, 0.1].map(Uneven),
            &[0.05].map(Uneven),
        ),
        row(
            "light in a shadow across",
            &[0.6, 0.4, 0.25].map(Shadow),
            &[0.15, 0.08].map(Shadow),
        ),
        row(
            "JPEG quality",
            &[75, 50, 30, 15].map(Jpeg),
            &[8, 4].map(Jpeg),
        ),
        row("light on dark", &[Inverted], &[]),
        row(
            "on a transparent ground, grey",
            &[0, 130, 255].map(OnNothing),
            &[],
        ),
        row("cut out of a ground, grey", &[0, 130, 255].map(CutOut), &[]),
        row("mirrored", &[Mirrored], &[]),
        row(
            "covered in the middle",
            &[0.1, 0.15].map(Covered),
            &[0.2, 0.3].map(Covered),
        ),
        row(
            "all of a photo, strength",
            &[0.25, 0.5, 0.75, 1.0].map(Photo),
            &[1.5, 2.0].map(Photo),
        ),
    ]
}

/// Texts of several lengths, hence codes of several sizes: 25 to 69 modules.
pub(crate) const TEXTS: [&str; 5] = [
    "https://la.example/",
    "https://suivi-chronopost.example/c/6A49373964014",
    "Votre colis est en attente. Reglez 1,99 EUR : https://colis-livraison.example/payer?id=8841",
    "BEGIN:VCARD\nVERSION:3.0\nN:Durand;Camille\nTEL:+33612345678\nEMAIL:camille@example.org\nURL:https://camille.example/a-propos\nEND:VCARD",
    "https://relais-colis.example/suivi/consultation?numero=00340434292135100186&cle=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08&retour=https%3A%2F%2Fwww.relais-colis.example%2Fmerci&langue=fr&campagne=avis-de-passage-novembre",
];

/// How often the ones of a set are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) read: usize,
    pub(crate) of: usize,
}

impl Count {
    pub(crate) fn add(&mut self, other: Self) {
        self.read += other.read;
        self.of += other.of;
    }
}

/// Draws every text with a distortion under some seeds, and counts what is read. A
/// code that says something else than was drawn is a failure of its own.
pub(crate) fn count(distortion: Distortion, seeds: &[u64]) -> Count {
    let mut count = Count::default();
    for text in TEXTS {
        for &seed in seeds {
            let canvas = draw(text, distortion, seed);
            let picture = match distortion {
                Distortion::OnNothing(grey) => canvas.see_through(grey, false).picture(),
                Distortion::CutOut(grey) => canvas.see_through(grey, true).picture(),
                _ => canvas.picture(),
            };
            let codes = read(&picture);
            for code in &codes {
                assert_eq!(code.text, text, "misread: {distortion:?}");
            }
            count.read += codes.len();
            count.of += 1;
        }
    }
    count
}

/// A picture as it is drawn.
#[derive(Clone)]
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) values: Vec<f32>,
}

const WHITE: f32 = 235.0;
const BLACK: f32 = 25.0;
/// Modules of light around a code.
const QUIET: f32 = 4.0;

impl Canvas {
    pub(crate) fn plain(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            values: vec![WHITE; width * height],
        }
    }

    pub(crate) fn grey(&self) -> GrayImage {
        let values = self.values.iter();
        let bytes = values.map(|value| value.round().clamp(0.0, 255.0) as u8);
        GrayImage::from_raw(self.width as u32, self.height as u32, bytes.collect()).unwrap()
    }

    pub(crate) fn picture(&self) -> Picture {
        Picture::from_luma(self.grey().into_raw(), self.width, self.height).unwrap()
    }

    pub(crate) fn png(&self) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        self.grey().write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// One grey, opaque where this picture is dark, or where it is light.
    pub(crate) fn see_through(&self, grey: u8, is_ground: bool) -> Layer {
        let pixels = self.values.iter().map(|value| {
            let light = ((value - BLACK) / (WHITE - BLACK)).clamp(0.0, 1.0);
            let opacity = if is_ground { light } else { 1.0 - light };
            (grey, (opacity * 255.0).round() as u8)
        });
        Layer::of(self, pixels)
    }

    /// Puts another picture onto this one.
    pub(crate) fn put(&mut self, other: &Self, left: usize, top: usize) {
        for y in 0..other.height.min(self.height - top) {
            for x in 0..other.width.min(self.width - left) {
                self.values[(top + y) * self.width + left + x] = other.values[y * other.width + x];
            }
        }
    }

    fn light(&mut self, light: impl Fn(f32, f32) -> f32) {
        for (place, value) in self.values.iter_mut().enumerate() {
            let x = (place % self.width) as f32 / self.width as f32;
            let y = (place / self.width) as f32 / self.height as f32;
            *value *= light(x, y);
        }
    }

    fn noise(&mut self, deviation: f32, seed: u64) {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for value in &mut self.values {
            *value += deviation * random.normal();
        }
    }

    fn blur(&mut self, deviation: f32) {
        let radius = (deviation * 3.0).ceil() as i32;
        let weight = |at: i32| (-(at * at) as f32 / (2.0 * deviation * deviation)).exp();
        let total: f32 = (-radius..=radius).map(weight).sum();
        for (across, down) in [(1, 0), (0, 1)] {
            let from = self.clone();
            for (place, value) in self.values.iter_mut().enumerate() {
                let (x, y) = ((place % from.width) as i32, (place / from.width) as i32);
                let sum: f32 = (-radius..=radius)
                    .map(|at| weight(at) * from.at(x + at * across, y + at * down))
                    .sum();
                *value = sum / total;
            }
        }
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.values[y * self.width + x]
    }

    fn jpeg(&mut self, quality: u8) {
        let mut bytes = Vec::new();
        let grey = self.grey();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .encode(&grey, grey.width(), grey.height(), ExtendedColorType::L8)
            .unwrap();
        let back = image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap();
        self.values = back
            .to_luma8()
            .into_raw()
            .into_iter()
            .map(f32::from)
            .collect();
    }
}

/// A picture that things show through.
pub(crate) struct Layer {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
}

impl Layer {
    /// Of the size of a canvas, each pixel a grey and its opacity.
    pub(crate) fn of(size: &Canvas, pixels: impl Iterator<Item = (u8, u8)>) -> Self {
        Self {
            width: size.width,
            height: size.height,
            rgba: pixels
                .flat_map(|(grey, opacity)| [grey, grey, grey, opacity])
                .collect(),
        }
    }

    pub(crate) fn picture(&self) -> Picture {
        Picture::from_rgba(&self.rgba, self.width, self.height).unwrap()
    }

    pub(crate) fn png(&self) -> Vec<u8> {
        let (width, height) = (self.width as u32, self.height as u32);
        let mut bytes = std::io::Cursor::new(Vec::new());
        RgbaImage::from_raw(width, height, self.rgba.clone())
            .unwrap()
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }
}

/// A part of what a code holds, in the mode that it is to be in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Segment<'a> {
    Numeric(&'a str),
    Alphanumeric(&'a str),
    Bytes(&'a [u8]),
    Kanji(&'a str),
    /// The number of the encoding in which what follows is.
    Encoding(u32),
}

/// A code of these parts, as small as they allow.
pub(crate) fn draw_segments(segments: &[Segment<'_>]) -> Canvas {
    let code = (1..=40)
        .find_map(|version| encode(segments, Version::Normal(version)).ok())
        .unwrap();
    place_code(&code, 5.0, View::default(), 1)
}

fn encode(segments: &[Segment<'_>], version: Version) -> QrResult<QrCode> {
    let mut bits = Bits::new(version);
    for &segment in segments {
        match segment {
            Segment::Numeric(text) => bits.push_numeric_data(text.as_bytes()),
            Segment::Alphanumeric(text) => bits.push_alphanumeric_data(text.as_bytes()),
            Segment::Bytes(bytes) => bits.push_byte_data(bytes),
            Segment::Kanji(text) => bits.push_kanji_data(&shift_jis(text)),
            Segment::Encoding(number) => bits.push_eci_designator(number),
        }?;
    }
    bits.push_terminator(EcLevel::M)?;
    QrCode::with_bits(bits, EcLevel::M)
}

/// The bytes of a text in Shift JIS.
pub(crate) fn shift_jis(text: &str) -> Vec<u8> {
    let (bytes, _, is_incomplete) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!is_incomplete, "{text}");
    bytes.into_owned()
}

/// One code with one distortion.
pub(crate) fn draw(text: &str, distortion: Distortion, seed: u64) -> Canvas {
    let module = 5.0;
    let view = View::default();
    match distortion {
        Distortion::Module(module) => place(text, module, view, seed),
        Distortion::Turn(degrees) => place(text, module, View { degrees, ..view }, seed),
        Distortion::Slant(slant) => place(text, module, View { slant, ..view }, seed),
        Distortion::Mirrored => {
            let mut canvas = place(text, module, view, seed);
            for row in canvas.values.chunks_mut(canvas.width) {
                row.reverse();
            }
            canvas
        }
        Distortion::Covered(part) => {
            let mut canvas = place(text, module, view, seed);
            let (width, height) = (canvas.width as f32, canvas.height as f32);
            let radius = part * (width - 2.0 * QUIET * module) / 2.0;
            for (place, value) in canvas.values.iter_mut().enumerate() {
                let (x, y) = (place % canvas.width, place / canvas.width);
                if (x as f32 - width / 2.0).hypot(y as f32 - height / 2.0) < radius {
                    *value = 130.0;
                }
            }
            canvas
        }
        other => {
            let mut canvas = match other {
                Distortion::Photo(much) => {
                    let view = View {
                        degrees: 20.0 * much,
                        slant: 0.2 * much,
                    };
                    place(text, module, view, seed)
                }
                _ => place(text, module, view, seed),
            };
            spoil(&mut canvas, other, module, seed);
            canvas
        }
    }
}

/// What light, lens and sensor do.
fn spoil(canvas: &mut Canvas, distortion: Distortion, module: f32, seed: u64) {
    match distortion {
        Distortion::Blur(modules) => canvas.blur(modules * module),
        Distortion::Noise(deviation) => canvas.noise(deviation, seed),
        Distortion::Dark(left) => {
            canvas.light(|_, _| left);
            canvas.noise(2.0, seed);
        }
        Distortion::Uneven(left) => canvas.light(|x, _| 1.0 - (1.0 - left) * x),
        Distortion::Shadow(left) => {
            canvas.light(|x, y| if x + 0.3 * y < 0.6 { 1.0 } else { left });
            canvas.blur(0.8);
        }
        Distortion::Jpeg(quality) => canvas.jpeg(quality),
        Distortion::Inverted => {
            for value in &mut canvas.values {
                *value = 255.0 - *value;
            }
        }
        Distortion::Photo(much) => {
            canvas.light(|x, _| 1.0 - 0.5 * much.min(1.5) * x);
            canvas.blur(0.35 * much * module);
            canvas.noise(12.0 * much, seed);
            canvas.jpeg((80.0 - 30.0 * much) as u8);
        }
        _ => {}
    }
}

/// How a code is looked at.
#[derive(Clone, Copy, Default)]
struct View {
    degrees: f32,
    slant: f32,
}

fn place(text: &str, module: f32, view: View, seed: u64) -> Canvas {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    place_code(&code, module, view, seed)
}

/// A code with its light edge, as large as its view needs, a fraction of a pixel off
/// by the seed.
fn place_code(code: &QrCode, module: f32, view: View, seed: u64) -> Canvas {
    let modules = code.width() as f32;
    let colors = code.to_colors();
    let side = (modules + 2.0 * QUIET) * module;
    let (sine, cosine) = view.degrees.to_radians().sin_cos();
    let room = (side * (sine.abs() + cosine.abs())).ceil() + 2.0;
    let mut random = Random(seed.wrapping_mul(77) | 1);
    let (off_x, off_y) = (random.even(), random.even());
    let mut canvas = Canvas::plain(room as usize, room as usize);
    let dark = |x: f32, y: f32| {
        x >= 0.0
            && y >= 0.0
            && x < modules
            && y < modules
            && colors[y as usize * code.width() + x as usize] == Color::Dark
    };
    for place in 0..canvas.values.len() {
        let (x, y) = (place % canvas.width, place / canvas.width);
        let mut darkness = 0.0;
        for sub in 0..16 {
            let px = x as f32 + (sub % 4) as f32 / 4.0 + 0.125 - room / 2.0 - off_x;
            let py = y as f32 + (sub / 4) as f32 / 4.0 + 0.125 - room / 2.0 - off_y;
            let (tx, ty) = (cosine * px + sine * py, cosine * py - sine * px);
            // From -1/2 to 1/2 of the code's side, then undo the perspective.
            let (s, t) = (tx / (modules * module), ty / (modules * module) + 0.5);
            let v = t * (1.0 - view.slant) / (1.0 - view.slant * t);
            let u = s * (1.0 + v * view.slant / (1.0 - view.slant)) + 0.5;
            if dark(u * modules, v * modules) {
                darkness += 1.0 / 16.0;
            }
        }
        canvas.values[place] = WHITE + (BLACK - WHITE) * darkness;
    }
    canvas
}

/// Numbers that look random, the same for the same seed (xorshift64*).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to 1.
    pub(crate) fn even(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Nearly normal, of mean 0 and deviation 1.
    pub(crate) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.even()).sum::<f32>() - 6.0
    }
}
