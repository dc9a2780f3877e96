//! Host names that a browser has checked: whatever it let through is a name, but for marks that nobody
//! sees, which would make a warning's words lie.

/// A set of classes of letters. There is a single class here, so that each set holds it.
#[derive(Clone, Copy)]
pub struct JoiningTypeMask;

impl JoiningTypeMask {
    /// Whether both sets have a class in common.
    #[must_use]
    pub const fn intersects(self, _: Self) -> bool {
        true
    }
}

/// How a letter joins its neighbours: not known here.
#[derive(Clone, Copy)]
pub struct JoiningType;

impl JoiningType {
    /// The set of this class alone.
    #[must_use]
    pub const fn to_mask(self) -> JoiningTypeMask {
        JoiningTypeMask
    }

    /// Whether what joins looks through the letter.
    #[must_use]
    pub const fn is_transparent(self) -> bool {
        false
    }
}

/// What joins the letter after it.
pub const LEFT_OR_DUAL_JOINING_MASK: JoiningTypeMask = JoiningTypeMask;
/// What joins the letter before it.
pub const RIGHT_OR_DUAL_JOINING_MASK: JoiningTypeMask = JoiningTypeMask;

/// A set of writing directions: whether it holds the only one that is known here, left to right.
#[derive(Clone, Copy)]
pub struct BidiClassMask(bool);

impl BidiClassMask {
    /// Whether both sets have a direction in common.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 && other.0
    }
}

/// A letter's writing direction: taken for left to right, so that no name is refused for mixing them.
#[derive(Clone, Copy)]
pub struct BidiClass;

impl BidiClass {
    /// The set of this direction alone.
    #[must_use]
    pub const fn to_mask(self) -> BidiClassMask {
        BidiClassMask(true)
    }

    /// Whether it is left to right.
    #[must_use]
    pub const fn is_ltr(self) -> bool {
        true
    }

    /// Whether it is a mark without a width.
    #[must_use]
    pub const fn is_nonspacing_mark(self) -> bool {
        false
    }

    /// Whether it is a European digit.
    #[must_use]
    pub const fn is_european_number(self) -> bool {
        false
    }

    /// Whether it is an Arabic digit.
    #[must_use]
    pub const fn is_arabic_number(self) -> bool {
        false
    }
}

/// What makes a name one of right-to-left letters: nothing here.
pub const RTL_MASK: BidiClassMask = BidiClassMask(false);
/// What may begin a name.
pub const FIRST_BC_MASK: BidiClassMask = BidiClassMask(true);
/// What may end a name written left to right.
pub const LAST_LTR_MASK: BidiClassMask = BidiClassMask(true);
/// What may end a name written right to left.
pub const LAST_RTL_MASK: BidiClassMask = BidiClassMask(true);
/// What may stand within a name written left to right.
pub const MIDDLE_LTR_MASK: BidiClassMask = BidiClassMask(true);
/// What may stand within a name written right to left.
pub const MIDDLE_RTL_MASK: BidiClassMask = BidiClassMask(true);

/// What `idna` asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Adapter;

impl Adapter {
    /// An adapter, which holds nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }

    /// Whether a joiner may stand after the letter: the browser has looked.
    #[must_use]
    pub const fn is_virama(&self, _: char) -> bool {
        true
    }

    /// Whether the letter is a mark, which may not begin a name: the browser has looked.
    #[must_use]
    pub const fn is_mark(&self, _: char) -> bool {
        false
    }

    /// The letter's writing direction.
    #[must_use]
    pub const fn bidi_class(&self, _: char) -> BidiClass {
        BidiClass
    }

    /// How the letter joins its neighbours.
    #[must_use]
    pub const fn joining_type(&self, _: char) -> JoiningType {
        JoiningType
    }

    /// Letters as a host name has them: small ones, of usual width. What no name has becomes U+FFFD,
    /// by which `idna` refuses the name.
    pub fn map_normalize<'delegate, I: Iterator<Item = char> + 'delegate>(
        &'delegate self,
        letters: I,
    ) -> impl Iterator<Item = char> + 'delegate {
        letters
            .map(usual_width)
            .flat_map(char::to_lowercase)
            .map(refuse_unseen)
    }

    /// The letters of a name that was encoded. What no name has becomes U+FFFD, by which `idna` refuses
    /// the name.
    pub fn normalize_validate<'delegate, I: Iterator<Item = char> + 'delegate>(
        &'delegate self,
        letters: I,
    ) -> impl Iterator<Item = char> + 'delegate {
        letters.map(refuse_unseen)
    }
}

/// Full-width forms and the other scripts' full stops, as Unicode Technical Standard 46 maps them.
fn usual_width(letter: char) -> char {
    match letter {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + u32::from('!')).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// U+FFFD for what nobody sees or what turns the text around it; joiners are letters of some scripts.
fn refuse_unseen(letter: char) -> char {
    let is_unseen = letter.is_control()
        || letter.is_whitespace()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}');
    if is_unseen {
        char::REPLACEMENT_CHARACTER
    } else {
        letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(text: &str) -> String {
        Adapter::new().map_normalize(text.chars()).collect()
    }

    fn validated(text: &str) -> String {
        Adapter::new().normalize_validate(text.chars()).collect()
    }

    #[test]
    fn letters_are_small_and_of_usual_width() {
        assert_eq!(mapped("ПОЧТА"), "почта");
        assert_eq!(mapped("ＣｈｒｏｎｏＰｏｓｔ。ｆｒ"), "chronopost.fr");
        assert_eq!(mapped("Größe"), "größe");
    }

    #[test]
    fn letters_of_every_script_are_names() {
        // Devanagari with a virama, Persian with a joiner, Thai vowels, Hebrew, Han.
        for name in [
            "हिन्दी",
            "نامه\u{200c}ای",
            "ไทยที่",
            "דואר",
            "日本郵便",
            "почта",
        ] {
            assert_eq!(validated(name), name);
            assert_eq!(mapped(name), name);
        }
    }

    #[test]
    fn what_turns_a_text_around_is_refused() {
        for unseen in [
            '\u{202e}',
            '\u{200b}',
            '\u{2066}',
            '\u{ad}',
            '\u{feff}',
            '\u{e000}',
            '\u{e0061}',
            '\u{7f}',
            '\u{a0}',
        ] {
            assert_eq!(
                validated(&format!("a{unseen}b")),
                "a\u{fffd}b",
                "{unseen:?}"
            );
            assert_eq!(mapped(&format!("a{unseen}b")), "a\u{fffd}b", "{unseen:?}");
        }
    }

    #[test]
    fn a_name_of_any_direction_passes() {
        let adapter = Adapter::new();
        assert!(!RTL_MASK.intersects(adapter.bidi_class('ד').to_mask()));
        assert!(FIRST_BC_MASK.intersects(adapter.bidi_class('ד').to_mask()));
    }
}
