use vigicolis::text::{fold, fold_identifier, hidden_marks, mixed_script_words, skeleton, words};

use crate::text_of;

/// Folding, skeletons, hidden marks of a text.
pub fn text(bytes: &[u8]) {
    let text = &*text_of(bytes);
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    for (at, word) in words(&folded) {
        assert_eq!(folded.get(at..at + word.len()), Some(word));
    }
    let name = fold_identifier(text);
    assert_eq!(fold(&name), name);
    let once = skeleton(text);
    assert_eq!(skeleton(&once), once);
    assert!(hidden_marks(text) + mixed_script_words(text) <= text.len());
}
