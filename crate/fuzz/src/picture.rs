use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};
use vigicolis_qr::header::{Format, measure};
use vigicolis_qr::picture::MAX_PIXELS;
use vigicolis_qr::{Picture, read};

use crate::pasted;

/// Codes that are told of one picture.
const MAX_CODES: usize = 20;
/// Modules of light around a code.
const QUIET: usize = 4;

/// A picture's file, its pixels, or a code that is drawn, by the first byte.
pub fn picture(bytes: &[u8]) {
    let Some((&kind, rest)) = bytes.split_first() else {
        return;
    };
    match kind % 4 {
        0 => file(rest),
        1 => grey(rest),
        2 => coloured(rest),
        _ => drawn(rest),
    }
}

/// What a file says of its size is within bounds, and no more than that is unpacked.
fn file(bytes: &[u8]) {
    let Ok(header) = measure(bytes) else {
        return;
    };
    let pixels = |width: u32, height: u32| u64::from(width) * u64::from(height);
    let said = pixels(header.width, header.height);
    assert!((1..=MAX_PIXELS as u64).contains(&said), "{header:?}");
    let format = match header.format {
        Format::Png => ImageFormat::Png,
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Gif => ImageFormat::Gif,
        Format::Webp => ImageFormat::WebP,
        Format::Bmp => ImageFormat::Bmp,
        _ => return,
    };
    let unpacked = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions();
    if let Ok((width, height)) = unpacked {
        assert!(
            pixels(width, height) <= said,
            "{header:?}: {width}, {height}"
        );
    }
}

/// One byte a pixel, the first one the width.
fn grey(bytes: &[u8]) {
    let Some((&width, pixels)) = bytes.split_first() else {
        return;
    };
    let width = usize::from(width);
    let height = pixels.len().checked_div(width).unwrap_or_default();
    match Picture::from_luma(pixels.to_vec(), width, height) {
        Ok(picture) => look(&picture),
        Err(_) => assert!(width * height == 0 || pixels.len() % width != 0),
    }
}

/// Four bytes a pixel, the first one the width.
fn coloured(bytes: &[u8]) {
    let Some((&width, pixels)) = bytes.split_first() else {
        return;
    };
    let width = usize::from(width);
    let height = (pixels.len() / 4).checked_div(width).unwrap_or_default();
    match Picture::from_rgba(pixels, width, height) {
        Ok(picture) => look(&picture),
        Err(_) => assert!(width * height == 0 || pixels.len() != width * height * 4),
    }
}

/// A code whose data is any: its size, its error correction and its modules' size come first, then
/// how much of it is spoilt, where and how, then the data.
fn drawn(bytes: &[u8]) {
    let Some((&[size, level, module, spots], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let version = Version::Normal(i16::from(size % 2) + 1);
    let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][usize::from(level % 4)];
    let (spots, data) = rest.split_at(rest.len().min(usize::from(spots % 32) * 3));
    let Some((modules, side)) = modules(version, level, data) else {
        return;
    };
    let scale = usize::from(module % 2) + 1;
    let width = (side + 2 * QUIET) * scale;
    let mut pixels = vec![255; width * width];
    for (place, pixel) in pixels.iter_mut().enumerate() {
        let within = |at: usize| (at / scale).checked_sub(QUIET).filter(|&at| at < side);
        if let (Some(x), Some(y)) = (within(place % width), within(place / width))
            && modules[y * side + x] == Color::Dark
        {
            *pixel = 0;
        }
    }
    for &[x, y, value] in spots.as_chunks().0 {
        let place = usize::from(y) * width + usize::from(x);
        if let Some(pixel) = pixels.get_mut(place) {
            *pixel = value;
        }
    }
    look(&Picture::from_luma(pixels, width, width).expect("as large as it says"));
}

/// The modules of a code with this data, cut or filled up, and how many its side has.
fn modules(version: Version, level: EcLevel, data: &[u8]) -> Option<(Vec<Color>, usize)> {
    let room = Bits::new(version).max_len(level).ok()? / 8;
    let mut data = data.to_vec();
    data.resize(room, 0);
    let (data, correction) = construct_codewords(&data, version, level).ok()?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let side = usize::try_from(version.width()).ok()?;
    Some((canvas.apply_best_mask().into_colors(), side))
}

/// Reads a picture, each content once, and checks what it says.
fn look(picture: &Picture) {
    let codes = read(picture);
    assert!(codes.len() <= MAX_CODES);
    for (place, code) in codes.iter().enumerate() {
        assert!(
            codes
                .iter()
                .take(place)
                .all(|other| other.text != code.text)
        );
        pasted::check(&code.text);
    }
}
