//! What is read, and that nothing breaks.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its figures"
)]

mod pictures;

use pictures::{
    Canvas, Count, Distortion, Layer, Segment, TEXTS, count, draw, draw_segments, rows, shift_jis,
};
use proptest::prelude::*;
use vigicolis_qr::{Picture, read};

/// Part of the generated pictures that must be read, in percent.
const FLOOR: usize = 95;

#[test]
fn nearly_all_of_what_a_phone_takes_is_read() {
    let mut all = Count::default();
    for row in rows() {
        for distortion in row.within {
            let count = count(distortion, &[1]);
            println!("{distortion:?}: {} of {}", count.read, count.of);
            all.add(count);
        }
    }
    println!("all: {} of {}", all.read, all.of);
    assert!(all.read * 100 >= all.of * FLOOR, "{all:?}");
}

#[test]
fn all_codes_of_a_picture_are_found_each_once() {
    let mut canvas = Canvas::plain(900, 900);
    canvas.put(&draw(TEXTS[0], Distortion::Turn(10.0), 1), 20, 20);
    canvas.put(&draw(TEXTS[1], Distortion::Inverted, 1), 320, 20);
    canvas.put(&draw(TEXTS[2], Distortion::Module(4.0), 1), 20, 330);
    canvas.put(&draw(TEXTS[3], Distortion::Dark(0.3), 1), 520, 450);
    canvas.put(&draw(TEXTS[0], Distortion::Module(3.0), 1), 640, 20);
    let mut found: Vec<String> = read(&canvas.picture())
        .into_iter()
        .map(|code| code.text)
        .collect();
    found.sort();
    let mut drawn = TEXTS[..4].to_vec();
    drawn.sort_unstable();
    assert_eq!(found, drawn);
}

#[test]
fn a_code_in_a_large_photo() {
    let mut canvas = Canvas::plain(4000, 3000);
    canvas.put(&draw(TEXTS[1], Distortion::Module(16.0), 1), 1700, 900);
    let found = read(&canvas.picture());
    assert_eq!(found[0].text, TEXTS[1]);
}

#[test]
fn modules_of_any_grey_on_nothing_and_nothing_in_any_grey() {
    for grey in [0, 60, 130, 200, 255] {
        for distortion in [Distortion::OnNothing(grey), Distortion::CutOut(grey)] {
            let count = count(distortion, &[1]);
            assert_eq!(count.read, count.of, "{distortion:?}");
        }
    }
}

#[test]
fn a_place_that_says_one_thing_on_white_and_another_on_black() {
    let [white, black] = ["https://one.example/", "https://two.example/"]
        .map(|text| draw(text, Distortion::Module(5.0), 1));
    let pixels = white
        .values
        .iter()
        .zip(&black.values)
        .map(|(white, black)| match (*white < 130.0, *black < 130.0) {
            (true, true) => (0, 128),
            (true, false) => (128, 255),
            (false, true) => (0, 0),
            (false, false) => (255, 128),
        });
    let found = read(&Layer::of(&white, pixels).picture());
    let texts: Vec<&str> = found.iter().map(|code| code.text.as_str()).collect();
    assert_eq!(texts, ["https://one.example/", "https://two.example/"]);
}

/// What is read of a code of these parts.
fn texts_of(segments: &[Segment<'_>]) -> Vec<String> {
    let found = read(&draw_segments(segments).picture());
    found.into_iter().map(|code| code.text).collect()
}

#[test]
fn kanji_mode_beside_every_other_mode() {
    use Segment::{Alphanumeric, Bytes, Kanji, Numeric};
    let told = "お荷物のお届けに上がりましたが不在の為持ち帰りました。";
    let link = "https://la.example/";
    assert_eq!(texts_of(&[Kanji(told)]), [told]);
    assert_eq!(
        texts_of(&[Kanji(told), Bytes(link.as_bytes())]),
        [format!("{told}{link}")]
    );
    assert_eq!(
        texts_of(&[
            Alphanumeric("HTTPS://LA.EXAMPLE/"),
            Numeric("0012345"),
            Bytes(b"?q="),
            Kanji("点"),
            Bytes(" é ".as_bytes()),
            Kanji("熙"),
            Bytes(&shift_jis(" ﾃﾞﾝﾜ ")),
            Numeric("7"),
        ]),
        ["HTTPS://LA.EXAMPLE/0012345?q=点 é 熙 ﾃﾞﾝﾜ 7"]
    );
    // The larger a code, the wider its counts.
    for times in [10, 30] {
        let long = told.repeat(times);
        assert_eq!(
            texts_of(&[Kanji(&long), Bytes(link.as_bytes())]),
            [format!("{long}{link}")]
        );
    }
}

#[test]
fn japanese_without_kanji_mode() {
    use Segment::{Bytes, Encoding};
    let told = "再配達のご依頼はこちら https://la.example/";
    // Encoders that know no encodings put the bytes of UTF-8 in Kanji mode, too.
    let found = read(&draw(told, Distortion::Module(4.0), 1).picture());
    assert_eq!(found[0].text, told);
    for (number, bytes) in [(20, shift_jis(told)), (26, told.as_bytes().to_vec())] {
        assert_eq!(texts_of(&[Bytes(&bytes)]), [told]);
        assert_eq!(texts_of(&[Encoding(number), Bytes(&bytes)]), [told]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn any_bytes_of_any_size(bytes in prop::collection::vec(any::<u8>(), 0..20_000), width in 0..200_usize) {
        let height = bytes.len() / width.max(1);
        let luma = bytes[..width * height].to_vec();
        if let Ok(picture) = Picture::from_luma(luma, width, height) {
            let _ = read(&picture);
        }
    }

    /// Squares everywhere: what looks most like a code and is none.
    #[test]
    fn squares_without_a_code(places in prop::collection::vec((0..300_usize, 0..300_usize, 1..9_usize), 3..40)) {
        let mut luma = vec![255; 400 * 400];
        for (left, top, module) in places {
            for y in 0..7 * module {
                for x in 0..7 * module {
                    let ring = (x / module).abs_diff(3).max((y / module).abs_diff(3));
                    luma[(top + y) * 400 + left + x] = if ring == 2 { 255 } else { 0 };
                }
            }
        }
        prop_assert_eq!(read(&Picture::from_luma(luma, 400, 400).unwrap()), []);
    }
}
