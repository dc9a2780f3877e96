//! What the data compiler writes and the engine reads alike: the closed word
//! lists, the folding of names, and how the compiled tables are laid out.
//!
//! A leaf of its own, so that the engine carries none of the compiler's
//! libraries into the wasm.

pub mod alphabets;
pub mod entry;
pub mod fold;
pub mod hash;
pub mod kinds;
pub mod names;
pub mod number_pattern;
pub mod pairs;
pub mod patterns;
pub mod skeleton;
pub mod suffix;
