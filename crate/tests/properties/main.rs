//! What must hold for every input, whoever made it: no panic, one answer to one
//! question, bounds that are kept, and verdicts that no page can talk away.
//!
//! The inputs are mixed from what scams are made of, see `inputs`, by a fixed
//! seed: a run tries the same ones each time. `PROPTEST_CASES` sets how many,
//! `PROPTEST_RNG_SEED` which.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod address;
mod checks;
mod folding;
mod inputs;
mod mails;
mod page;
mod service;
