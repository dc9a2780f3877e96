//! Tracking numbers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigicolis::tracking::{identify, normalize};

fuzz_target!(|text: &str| {
    let number = normalize(text);
    assert_eq!(normalize(&number), number);
    assert_eq!(identify(text), identify(text));
});
