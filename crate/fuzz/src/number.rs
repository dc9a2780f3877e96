use vigicolis::tracking::{Proof, identify, normalize};

use crate::{pasted, text_of};

/// A parcel's or a telephone's number, as somebody types it.
pub fn number(bytes: &[u8]) {
    let text = &*text_of(bytes);
    let number = normalize(text);
    assert_eq!(normalize(&number), number);
    let found = identify(text);
    assert_eq!(identify(&number), found);
    assert!(found.is_sorted_by_key(|one| one.proof == Proof::CheckFails));
    for one in &found {
        assert!(one.also.iter().all(|other| Some(*other) != one.brand));
    }
    pasted::check(text);
}
