//! Skeletons of host labels: two labels with one skeleton look the same.

use std::borrow::Cow;

use vigicolis_format::skeleton as core;

use crate::text::Tables;

/// What a label looks like, in ASCII where every character looks like ASCII.
///
/// Accents go, characters of other scripts become the Latin letters they look
/// like, and letters that are hard to tell apart become one: `0` is `o`, `1`
/// and `i` are `l`, `rn` is `m`, `vv` is `w`. Compare skeletons with skeletons.
///
/// ```
/// use vigicolis::text::skeleton;
///
/// assert_eq!(skeleton("chr0nopost"), skeleton("chronopost"));
/// assert_eq!(skeleton("mondialreIay"), skeleton("mondialrelay"));
/// // Cyrillic о, then an accent.
/// assert_eq!(skeleton("chrоnopóst"), "chronopost");
/// ```
pub fn skeleton(label: &str) -> Cow<'_, str> {
    if core::is_skeleton(label) {
        Cow::Borrowed(label)
    } else {
        Cow::Owned(core::skeleton(label, &Tables))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_the_same() {
        for (label, like) in [
            // Digits for letters.
            ("chr0n0p0st", "chronopost"),
            ("co1is", "colis"),
            // Letters for letters.
            ("coiissimo", "colissimo"),
            ("rnondial", "mondial"),
            ("vvish", "wish"),
            // Accents, made of one character or two.
            ("cólíssímo", "colissimo"),
            ("co\u{301}lissimo", "colissimo"),
            // Other scripts: Cyrillic, Greek.
            ("сhrоnороst", "chronopost"),
            ("cοlissimο", "colissimo"),
            // Dotless i.
            ("colıssımo", "colissimo"),
            // Invisible marks.
            ("chrono\u{200d}post", "chronopost"),
        ] {
            assert_eq!(skeleton(label), skeleton(like), "{label}");
        }
    }

    #[test]
    fn looks_different() {
        for (label, other) in [
            ("colis", "colins"),
            ("dpd", "dpb"),
            ("ups", "usps"),
            ("relais", "relay"),
        ] {
            assert_ne!(skeleton(label), skeleton(other), "{label}");
        }
    }

    #[test]
    fn skeleton_of_a_skeleton_is_itself() {
        for label in [
            "rnrn",
            "vvv",
            "rrnn",
            "vvvv",
            "mondialrelay",
            "colis-0101",
            "посылка",
            "rvvn",
        ] {
            let once = skeleton(label).into_owned();
            assert_eq!(skeleton(&once), once, "{label}");
        }
    }

    #[test]
    fn a_skeleton_is_not_copied() {
        assert!(matches!(skeleton("chronopost"), Cow::Borrowed(_)));
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(skeleton("日本郵便"), "日本郵便");
    }
}
