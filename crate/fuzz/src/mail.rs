use vigicolis::mail::read;

use crate::pasted;

/// A mail's source, as a file holds it.
pub fn mail(bytes: &[u8]) {
    let read_once = read(bytes);
    assert_eq!(read(bytes), read_once);
    // A file goes over as one character a byte.
    let text: String = bytes.iter().copied().map(char::from).collect();
    pasted::check(&text);
}
