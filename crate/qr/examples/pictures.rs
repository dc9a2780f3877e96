//! Test pictures on the command line.
//!
//!     cargo run --release -p vigicolis-qr --example pictures
//!     cargo run --release -p vigicolis-qr --example pictures -- write DIR
//!
//! Without arguments: a table of what is read, by distortion and strength; with a
//! word, only the distortions whose name holds it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a developer's tool prints its table and fails by panicking"
)]

#[path = "../tests/pictures/mod.rs"]
mod pictures;

use std::path::Path;

use pictures::{Canvas, Count, Distortion, Segment, TEXTS, count, draw, draw_segments, rows};

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    if wanted == "write" {
        let folder = std::env::args().nth(2).unwrap_or_else(|| ".".to_owned());
        return write(Path::new(&folder));
    }
    let (mut within, mut beyond) = (Count::default(), Count::default());
    for row in rows() {
        if !row.name.contains(&wanted) {
            continue;
        }
        println!("{}", row.name);
        for distortion in row.within {
            within.add(line(distortion, ""));
        }
        for distortion in row.beyond {
            beyond.add(line(distortion, "  beyond what is promised"));
        }
    }
    println!("promised: {} of {} read", within.read, within.of);
    println!("beyond:   {} of {} read", beyond.read, beyond.of);
}

fn line(distortion: Distortion, note: &str) -> Count {
    let count = count(distortion, &[1, 2]);
    let name = format!("{distortion:?}");
    println!("  {name:<18} {:>3} of {:>3}{note}", count.read, count.of);
    count
}

/// The pictures that the tests of the tool and of the extension share.
fn write(folder: &Path) {
    let fake = "https://chronopost-colis.example/payer";
    let plain = |text, distortion| draw(text, distortion, 1);
    let mut several = Canvas::plain(420, 220);
    several.put(
        &plain("https://www.chronopost.fr/suivi", Distortion::Module(5.0)),
        0,
        0,
    );
    several.put(&plain(fake, Distortion::Module(4.0)), 220, 10);
    let bidi = "\u{202e}rf.tsoponorhc//:sptth\u{202c} \u{2066}gratuit\u{2069}";
    let mut hostile = Canvas::plain(760, 260);
    let texts = [
        "javascript:alert(document.domain)",
        "data:text/html,<script>alert(1)</script>",
        bidi,
    ];
    for (text, left) in texts.into_iter().zip([0, 250, 500]) {
        hostile.put(&plain(text, Distortion::Module(5.0)), left, 0);
    }
    let long = "colis ".repeat(110);
    let link = plain(fake, Distortion::Module(5.0)).png();
    // A few bytes that claim four billion pixels; the checksum of the claim is not looked at first.
    let mut bomb = link.clone();
    for (place, byte) in bomb.iter_mut().enumerate() {
        // The lower halves of width and height.
        if matches!(place, 18 | 19 | 22 | 23) {
            *byte = 0xff;
        }
    }
    let files = [
        ("link.png", link.clone()),
        ("several.png", several.png()),
        ("slanted.png", plain(fake, Distortion::Slant(0.25)).png()),
        ("turned.png", plain(fake, Distortion::Turn(30.0)).png()),
        ("dark.png", plain(fake, Distortion::Dark(0.1)).png()),
        ("inverted.png", plain(fake, Distortion::Inverted).png()),
        (
            "white.png",
            plain(fake, Distortion::Module(5.0))
                .see_through(255, false)
                .png(),
        ),
        ("text.png", plain(TEXTS[3], Distortion::Module(3.0)).png()),
        (
            "kanji.png",
            draw_segments(&[
                Segment::Kanji("お荷物の再配達はこちら"),
                Segment::Bytes(format!(" {fake}").as_bytes()),
            ])
            .png(),
        ),
        ("hostile.png", hostile.png()),
        ("long.png", plain(&long, Distortion::Module(2.5)).png()),
        ("plain.png", Canvas::plain(200, 200).png()),
        ("bomb.png", bomb),
        (
            "cut.png",
            link.get(..link.len() / 2).unwrap_or_default().to_vec(),
        ),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}
