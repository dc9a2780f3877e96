#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vigicolis_fuzz::mail(bytes));
