//! What a name of the public suffix list is, a bit each.

/// The name is a rule.
pub const RULE: u8 = 1;
/// Any one label before the name is part of a suffix.
pub const WILDCARD: u8 = 2;
/// The name is taken out of a wildcard.
pub const EXCEPTION: u8 = 4;
/// The rule stands in the list's private section.
pub const PRIVATE: u8 = 8;
/// The wildcard stands in the list's private section.
pub const WILDCARD_PRIVATE: u8 = 16;
