//! What a picture file says of itself in its first bytes, so that none is unpacked
//! that would not fit into memory: a few bytes can claim any size.

use std::fmt;

use crate::picture::MAX_PIXELS;

/// A format that browsers unpack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// Windows' bitmap.
    Bmp,
    /// AVIF.
    Avif,
}

impl Format {
    /// The type as browsers name it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Avif => "image/avif",
        }
    }
}

/// A picture file's own word on itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// How it is packed.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Why a file is not unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderError {
    /// No byte at all.
    Empty,
    /// A drawing (SVG), which can hold scripts and links, and no pixels.
    Drawing,
    /// No picture, or of a format that is not read.
    Unknown,
    /// A picture that ends before it says how large it is, or of no size.
    Broken,
    /// More pixels than [`MAX_PIXELS`].
    TooLarge,
}

impl HeaderError {
    /// The id, which has its words in the extension.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Drawing => "drawing",
            Self::Unknown => "unknown",
            Self::Broken => "broken",
            Self::TooLarge => "large",
        }
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the file is empty",
            Self::Drawing => "an SVG drawing holds no pixels and is not read",
            Self::Unknown => "this is no picture, or of a format that is not read",
            Self::Broken => "the picture is broken",
            Self::TooLarge => "the picture has too many pixels",
        })
    }
}

impl std::error::Error for HeaderError {}

/// Tells a picture file's format and size.
///
/// # Errors
///
/// When it is none that is read, broken, or larger than what is unpacked.
pub fn measure(file: &[u8]) -> Result<Header, HeaderError> {
    if file.is_empty() {
        return Err(HeaderError::Empty);
    }
    let format = format_of(file)?;
    let size = match format {
        Format::Png => png(file),
        Format::Jpeg => jpeg(file),
        Format::Gif => pair(little16(file, 6), little16(file, 8)),
        Format::Webp => webp(file),
        Format::Bmp => bmp(file),
        Format::Avif => avif(file),
    };
    let (width, height) = size
        .filter(|&(width, height)| width > 0 && height > 0)
        .ok_or(HeaderError::Broken)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS as u64 {
        return Err(HeaderError::TooLarge);
    }
    Ok(Header {
        format,
        width,
        height,
    })
}

fn format_of(file: &[u8]) -> Result<Format, HeaderError> {
    let holds = |at: usize, bytes: &[u8]| part(file, at, bytes.len()) == Some(bytes);
    if holds(0, b"\x89PNG\r\n\x1a\n") {
        Ok(Format::Png)
    } else if holds(0, b"\xff\xd8\xff") {
        Ok(Format::Jpeg)
    } else if holds(0, b"GIF87a") || holds(0, b"GIF89a") {
        Ok(Format::Gif)
    } else if holds(0, b"RIFF") && holds(8, b"WEBP") {
        Ok(Format::Webp)
    } else if holds(0, b"BM") && little32(file, 14).is_some_and(|size| (12..=124).contains(&size)) {
        Ok(Format::Bmp)
    } else if holds(4, b"ftypavif") || holds(4, b"ftypavis") {
        Ok(Format::Avif)
    } else if is_drawing(file) {
        Err(HeaderError::Drawing)
    } else {
        Err(HeaderError::Unknown)
    }
}

/// SVG: markup that names it near its beginning.
fn is_drawing(file: &[u8]) -> bool {
    let start = file.get(..1024).unwrap_or(file);
    let starts_with_markup = start
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii())
        == Some(&b'<');
    starts_with_markup
        && start
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"<svg"))
}

fn png(file: &[u8]) -> Option<(u32, u32)> {
    (part(file, 12, 4)? == b"IHDR").then_some(())?;
    pair(big32(file, 16), big32(file, 20))
}

/// From segment to segment until a frame starts.
fn jpeg(file: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *file.get(at + 1)?;
        if *file.get(at)? != 0xff {
            return None;
        }
        match marker {
            // Fill bytes, and markers without a segment.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // A frame, but for the three tables whose numbers lie between.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return pair(big16(file, at + 7), big16(file, at + 5));
            }
            // Pixels, or the end, before any size.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(big16(file, at + 2)?).ok()?,
        }
    }
}

fn webp(file: &[u8]) -> Option<(u32, u32)> {
    match part(file, 12, 4)? {
        b"VP8X" => pair(little24(file, 24), little24(file, 27)).map(|(w, h)| (w + 1, h + 1)),
        b"VP8 " => {
            let (width, height) = pair(little16(file, 26), little16(file, 28))?;
            Some((width & 0x3fff, height & 0x3fff))
        }
        b"VP8L" => {
            let bits = little32(file, 21)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => None,
    }
}

fn bmp(file: &[u8]) -> Option<(u32, u32)> {
    if little32(file, 14)? == 12 {
        return pair(little16(file, 18), little16(file, 20));
    }
    // A negative height is one that counts from the top.
    let height = little32(file, 22)?.cast_signed().unsigned_abs();
    Some((little32(file, 18)?, height))
}

/// The largest of the sizes that its properties name: one file can hold several.
fn avif(file: &[u8]) -> Option<(u32, u32)> {
    let sizes = file.windows(16).filter_map(|property| {
        (part(property, 0, 4)? == b"ispe").then_some(())?;
        pair(big32(property, 8), big32(property, 12))
    });
    sizes.max_by_key(|&(width, height)| u64::from(width) * u64::from(height))
}

fn pair(width: Option<u32>, height: Option<u32>) -> Option<(u32, u32)> {
    Some((width?, height?))
}

fn part(file: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    file.get(at..at.checked_add(length)?)
}

fn big16(file: &[u8], at: usize) -> Option<u32> {
    let bytes = part(file, at, 2)?.try_into().ok()?;
    Some(u16::from_be_bytes(bytes).into())
}

fn big32(file: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(part(file, at, 4)?.try_into().ok()?))
}

fn little16(file: &[u8], at: usize) -> Option<u32> {
    let bytes = part(file, at, 2)?.try_into().ok()?;
    Some(u16::from_le_bytes(bytes).into())
}

fn little24(file: &[u8], at: usize) -> Option<u32> {
    match part(file, at, 3)? {
        &[low, middle, high] => Some(u32::from_le_bytes([low, middle, high, 0])),
        _ => None,
    }
}

fn little32(file: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(part(file, at, 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

    fn size(file: &[u8]) -> Result<(Format, u32, u32), HeaderError> {
        measure(file).map(|header| (header.format, header.width, header.height))
    }

    #[test]
    fn formats_and_sizes() {
        let table: [(&[&[u8]], Format); 9] = [
            (&[PNG, b"\0\0\x01\x2c\0\0\0\xc8"], Format::Png),
            (
                &[b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\xc8\x01\x2c"],
                Format::Jpeg,
            ),
            (&[b"GIF89a\x2c\x01\xc8\0"], Format::Gif),
            (
                &[b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc7\0\0"],
                Format::Webp,
            ),
            (
                &[b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0"],
                Format::Webp,
            ),
            (
                &[b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x2b\xc1\x31\0"],
                Format::Webp,
            ),
            (
                &[b"BM", &[0; 12], b"\x28\0\0\0\x2c\x01\0\0\x38\xff\xff\xff"],
                Format::Bmp,
            ),
            (&[b"BM", &[0; 12], b"\x0c\0\0\0\x2c\x01\xc8\0"], Format::Bmp),
            (
                &[
                    b"\0\0\0\x18ftypavif",
                    b"ispe\0\0\0\0\0\0\0\x10\0\0\0\x10",
                    b"ispe\0\0\0\0\0\0\x01\x2c\0\0\0\xc8",
                ],
                Format::Avif,
            ),
        ];
        for (parts, format) in table {
            let file = parts.concat();
            assert_eq!(size(&file), Ok((format, 300, 200)), "{format:?}");
            for end in 1..file.len() {
                assert_ne!(size(&file[..end]), size(&file), "{format:?} cut at {end}");
            }
        }
    }

    #[test]
    fn what_is_not_unpacked() {
        let bomb = [PNG, b"\0\0\xff\xff\0\0\xff\xff"].concat();
        let table: [(&[u8], HeaderError); 8] = [
            (b"", HeaderError::Empty),
            (b"just some text", HeaderError::Unknown),
            (b"<html><body>", HeaderError::Unknown),
            (
                b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='x'>",
                HeaderError::Drawing,
            ),
            (b" <SVG onload='alert(1)'>", HeaderError::Drawing),
            (PNG, HeaderError::Broken),
            (b"GIF89a\0\0\xc8\0", HeaderError::Broken),
            (&bomb, HeaderError::TooLarge),
        ];
        for (file, error) in table {
            assert_eq!(measure(file), Err(error), "{error:?}");
        }
    }
}
