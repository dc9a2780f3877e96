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
    reason = "a developer's tool prints its table and fails by panicking"
)]

#[path = "../tests/pictures/mod.rs"]
mod pictures;

use pictures::{Count, Distortion, count, rows};

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
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
    let count = count(distortion);
    let name = format!("{distortion:?}");
    println!("  {name:<18} {:>3} of {:>3}{note}", count.read, count.of);
    count
}
