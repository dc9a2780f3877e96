//! Messages, with or without a mail's headers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigicolis::Level;
use vigicolis::message::assess;
use vigicolis_fuzz::engine;

fuzz_target!(|text: &str| {
    let verdict = assess(text, engine());
    assert_eq!(assess(text, engine()), verdict);
    assert_ne!(verdict.level, Level::Official);
    for range in verdict
        .reasons
        .into_iter()
        .filter_map(|reason| reason.range)
    {
        assert!(text.get(range).is_some());
    }
});
