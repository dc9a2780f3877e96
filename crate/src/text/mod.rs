//! Folding: what is written in many ways becomes one way, so that names,
//! phrases and patterns are compared as plain words.

pub(crate) mod confusables;
pub(crate) mod disguise;
pub(crate) mod money;
pub(crate) mod overrides;
pub(crate) mod phones;
pub(crate) mod phrases;
pub(crate) mod unreadable;

pub use confusables::skeleton;
pub(crate) use vigicolis_format::fold;

pub(crate) use self::tables::Tables;

mod tables {
    //! The letter table that the build script made.

    use std::sync::OnceLock;

    use super::fold::Letters;
    use crate::data::{ASCII_LETTERS, FOLDED, LETTER_TEXTS, LOOK_ALIKES, pairs};

    /// The compiled letter table.
    pub(crate) struct Tables;

    impl Letters for Tables {
        fn folded(&self, c: char) -> Option<&str> {
            static TABLE: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
            find(TABLE.get_or_init(|| pairs::read(&FOLDED)), c)
        }

        fn look_alike(&self, c: char) -> Option<&str> {
            static TABLE: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
            find(TABLE.get_or_init(|| pairs::read(&LOOK_ALIKES)), c)
        }
    }

    /// Finds a character in a sorted table. An entry is the code point and what
    /// it becomes: one ASCII letter or digit by its place in `ASCII_LETTERS`,
    /// and above these, a string of `LETTER_TEXTS`.
    fn find(table: &[(u32, u32)], c: char) -> Option<&'static str> {
        let code = u32::from(c);
        let place = table.partition_point(|&(other, _)| other < code);
        let &(_, value) = table.get(place).filter(|&&(other, _)| other == code)?;
        let value = value as usize;
        match value.checked_sub(ASCII_LETTERS.len()) {
            Some(text) => LETTER_TEXTS.get(text),
            None => ASCII_LETTERS.get(value..=value),
        }
    }
}

/// Folds a text to lower-case words with one space between them.
///
/// - Accents go (`é` is `e`), ligatures open (`œ` is `oe`), full-width and
///   mathematical letters become plain ones.
/// - Invisible marks go, and what they parted becomes one word again.
/// - Punctuation, symbols and runs of space become one space.
/// - A word that mixes Latin letters with look-alikes of another script becomes
///   the ASCII word it looks like. Other scripts stay as they are, lower-case.
///
/// One pass over the text.
///
/// ```
/// use vigicolis::text::fold;
///
/// assert_eq!(fold("  Votre colis n'a pas pu être DÉLIVRÉ !"), "votre colis n a pas pu etre delivre");
/// assert_eq!(fold("Chr\u{200b}ono\u{ad}post"), "chronopost");
/// // A Cyrillic о in a Latin word.
/// assert_eq!(fold("Chrоnopost"), "chronopost");
/// ```
pub fn fold(text: &str) -> String {
    fold::fold(text, &Tables)
}

/// Folds the name of a form field, which writes words without spaces.
///
/// As [`fold()`], and a new word starts at a capital after a small letter, at a
/// capital before a small letter after capitals, and between letters and digits.
///
/// ```
/// use vigicolis::text::fold_identifier;
///
/// assert_eq!(fold_identifier("billing[cardNumber1]"), "billing card number 1");
/// assert_eq!(fold_identifier("CVVCode"), "cvv code");
/// ```
pub fn fold_identifier(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + name.len() / 4);
    let mut previous = ' ';
    let mut rest = name.chars();
    while let Some(c) = rest.next() {
        let next = rest.as_str().chars().next().unwrap_or(' ');
        let new_word = (c.is_uppercase()
            && (previous.is_lowercase() || (previous.is_uppercase() && next.is_lowercase())))
            || (c.is_ascii_digit() && previous.is_alphabetic())
            || (c.is_alphabetic() && previous.is_ascii_digit());
        if new_word {
            spaced.push(' ');
        }
        spaced.push(c);
        previous = c;
    }
    fold(&spaced)
}

/// Counts the invisible marks that stand between two letters of one word, where
/// honest text has none: pages hide a brand's name from filters with them.
///
/// Only European letters count, since other scripts need such marks. A soft
/// hyphen counts only where no hyphenation would put it: beside a single letter.
///
/// ```
/// use vigicolis::text::hidden_marks;
///
/// assert_eq!(hidden_marks("Chr\u{200b}ono\u{200b}post"), 2);
/// assert_eq!(hidden_marks("Sendungs\u{ad}verfolgung"), 0);
/// ```
pub fn hidden_marks(text: &str) -> usize {
    let mut count = 0;
    fold::each_word(text, |word| {
        if !word.is_ascii() {
            count += hidden_marks_of_word(word);
        }
    });
    count
}

/// [`hidden_marks`] of one word.
fn hidden_marks_of_word(word: &str) -> usize {
    let mut count = 0;
    // Letters since the last mark, and marks since the last letter.
    let mut letters = 0;
    let mut marks = 0;
    let mut in_mark = false;
    for c in word.chars() {
        if fold::is_invisible(c) {
            in_mark = true;
            marks += usize::from(if c == SOFT_HYPHEN {
                letters == 1
            } else {
                letters > 0
            });
        } else if fold::is_accent(c) {
            // Belongs to the letter before.
        } else if is_european(c) {
            if in_mark {
                count += marks;
                letters = 0;
            }
            letters += 1;
            marks = 0;
            in_mark = false;
        } else {
            letters = 0;
            marks = 0;
            in_mark = false;
        }
    }
    count
}

/// Where a word may be hyphenated.
const SOFT_HYPHEN: char = '\u{ad}';

/// Letters and digits of the scripts that need no invisible marks: Latin,
/// Greek, Cyrillic, Armenian.
fn is_european(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c, '\0'..='\u{058f}' | '\u{1e00}'..='\u{1fff}' | '\u{a720}'..='\u{a7ff}')
}

/// Counts the words that mix Latin letters with look-alikes of another script
/// and hold nothing else, at least three letters long.
///
/// ```
/// use vigicolis::text::mixed_script_words;
///
/// // Cyrillic С and о.
/// assert_eq!(mixed_script_words("Сhrоnopost: your parcel"), 1);
/// assert_eq!(mixed_script_words("посылка Chronopost"), 0);
/// ```
pub fn mixed_script_words(text: &str) -> usize {
    let mut count = 0;
    fold::each_word(text, |word| {
        if !word.is_ascii() && word.chars().nth(2).is_some() && fold::is_mixed(word, &Tables) {
            count += 1;
        }
    });
    count
}

/// The words of a folded text with the byte offset of each.
///
/// ```
/// use vigicolis::text::{fold, words};
///
/// let folded = fold("Votre colis!");
/// assert_eq!(words(&folded).collect::<Vec<_>>(), [(0, "votre"), (6, "colis")]);
/// ```
pub fn words(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    folded.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// The words of a folded text, and each letter of the scripts that put no space
/// between words, with the byte offset of each.
///
/// Phrases and names of such a script stand amid other letters, and are found
/// letter by letter.
pub(crate) fn pieces(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    words(folded).flat_map(|(start, word)| {
        let mut at = 0;
        std::iter::from_fn(move || {
            let rest = word.get(at..).filter(|rest| !rest.is_empty())?;
            let length = piece_length(rest);
            let piece = (start + at, rest.get(..length)?);
            at += length;
            Some(piece)
        })
    })
}

/// Length of the first piece of a word: one letter of a script without spaces,
/// or all up to the next such letter.
pub(crate) fn piece_length(word: &str) -> usize {
    // Most words.
    if word.is_ascii() {
        return word.len();
    }
    let mut letters = word.char_indices();
    match letters.next() {
        Some((_, first)) if is_unspaced(first) => first.len_utf8(),
        _ => letters
            .find(|&(_, letter)| is_unspaced(letter))
            .map_or(word.len(), |(at, _)| at),
    }
}

/// Letters of scripts that put no space between words: kana, ideographs, Thai.
pub(crate) const fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0e7f}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_part_scripts_without_spaces() {
        let pieces_of = |text| pieces(text).map(|(_, piece)| piece).collect::<Vec<_>>();
        for (text, expected) in [
            ("votre colis", vec!["votre", "colis"]),
            ("посылка", vec!["посылка"]),
            (
                "dhlの荷物 298円",
                vec!["dhl", "の", "荷", "物", "298", "円"],
            ),
            ("", vec![]),
        ] {
            assert_eq!(pieces_of(text), expected, "{text}");
        }
        assert_eq!(
            pieces("a 荷b").collect::<Vec<_>>(),
            [(0, "a"), (2, "荷"), (5, "b")]
        );
    }

    #[test]
    fn folding() {
        for (text, folded) in [
            // Case, accents of one character or two.
            ("DÉLIVRÉ", "delivre"),
            ("de\u{301}livre\u{301}", "delivre"),
            ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Příliš žluťoučký kůň", "prilis zlutoucky kun"),
            ("ΑΘΉΝΑΣ ς", "αθηνασ σ"),
            // Vowel marks and the stretching of Arabic, points of Hebrew.
            ("شُحْنَتُكَ مُحتـجـزة", "شحنتك محتجزه"),
            ("שָׁלוֹם", "שלום"),
            ("أرسل إلى", "ارسل الي"),
            ("ПОСЫЛКА Ёлка", "посылка елка"),
            // Letters that Unicode does not take apart.
            (
                "Straße Œuvre Æther Łódź Ødegård Þór",
                "strasse oeuvre aether lodz odegard thor",
            ),
            // Full-width, mathematical, circled, ligatures.
            ("ＤＨＬ １２", "dhl 12"),
            ("𝐂𝐨𝐥𝐢𝐬", "colis"),
            ("Ⓤⓟⓢ ﬁn", "ups fin"),
            // Punctuation, symbols, apostrophes of all kinds, runs of space.
            ("n'a n’a nʼa", "n a n a n a"),
            ("\t 1,99\u{a0}€ --- fin.\n", "1 99 fin"),
            ("Chronopost™ DHL®", "chronopost dhl"),
            ("colis 📦 reçu", "colis recu"),
            ("", ""),
            (" .,;", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(folded), folded, "{text}, folded again");
        }
    }

    #[test]
    fn every_character_is_folded_for_good() {
        // Beyond these planes are ideographs, which stay, and marks.
        for c in '\0'..'\u{20000}' {
            // Alone, in a Latin word, in a Cyrillic one.
            let folded = fold(&format!("{c} a{c}b о{c}ж"));
            assert_eq!(fold(&folded), folded, "{c:?}");
        }
    }

    #[test]
    fn invisible_marks_join_what_they_parted() {
        for (text, folded) in [
            ("Chr\u{200b}ono\u{200d}post", "chronopost"),
            ("li\u{ad}vrai\u{ad}son", "livraison"),
            ("a \u{200b} b", "a b"),
            ("\u{feff}colis\u{fe0f}", "colis"),
            ("\u{202e}colis", "colis"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn mixed_scripts() {
        for (text, folded, mixed) in [
            // Cyrillic and Greek in Latin words.
            ("Сhronoроst", "chronopost", 1),
            ("СНRОNОРОSТ", "chronopost", 1),
            ("Cοlissimο", "colissimo", 1),
            // A word in one script is what it is.
            ("посылка", "посылка", 0),
            ("Chronopost посылка", "chronopost посылка", 0),
            // A script that looks like no other.
            ("DHLの荷物", "dhlの荷物", 0),
            // Accents are Latin, and so are full-width letters.
            ("Café", "cafe", 0),
            ("éсо", "eco", 1),
            ("Ｃоｌｉｓ", "colis", 1),
            // Of a script that hardly anybody writes a whole word is read as Latin: Lisu, Cherokee, small capitals.
            // It mixes nothing.
            ("ꓚꓳꓡꓲꓢ", "colis", 0),
            ("ᏟᎪᎡᎬ", "care", 0),
            ("ᴄᴏʟɪꜱ", "colis", 0),
            // With a Cyrillic ѕ in the place of one.
            ("ᴄᴏʟɪѕ", "colis", 0),
            ("ου сор", "ου сор", 0),
            ("１２о", "12о", 0),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(mixed_script_words(text), mixed, "{text}");
        }
    }

    #[test]
    fn identifiers() {
        for (name, folded) in [
            ("cardNumber", "card number"),
            ("card_number-2", "card number 2"),
            ("billing[address][postCode]", "billing address post code"),
            ("CVV", "cvv"),
            ("CVVCode", "cvv code"),
            ("cc1exp", "cc 1 exp"),
            ("3DSecure", "3 d secure"),
            ("téléphonePortable", "telephone portable"),
            ("", ""),
        ] {
            assert_eq!(fold_identifier(name), folded, "{name}");
        }
    }

    #[test]
    fn hidden_marks_between_letters() {
        for (text, count) in [
            ("Ch\u{200b}rono\u{2060}post", 2),
            ("d\u{200b}\u{200b}pd", 2),
            // Hyphens where no hyphenation puts them.
            ("D\u{ad}H\u{ad}L", 2),
            ("Zu\u{ad}stel\u{ad}lung", 0),
            // At a word's edge, as editors leave them.
            ("\u{feff}Chronopost\u{200b} colis\u{200d}", 0),
            // Scripts and emoji that need them.
            ("می\u{200c}خواهم", 0),
            ("👨\u{200d}👩\u{200d}👧", 0),
            ("colis", 0),
        ] {
            assert_eq!(hidden_marks(text), count, "{text:?}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        assert_eq!(
            words("votre colis").collect::<Vec<_>>(),
            [(0, "votre"), (6, "colis")]
        );
        assert_eq!(words("").count(), 0);
    }

    #[test]
    fn long_texts_stay_cheap() {
        // One word, many words, marks alone.
        for piece in ["é", "colis ", "\u{200b}", "о", "a\u{301}"] {
            let text = piece.repeat(200_000 / piece.len());
            assert!(fold(&text).len() <= text.len());
            hidden_marks(&text);
            mixed_script_words(&text);
        }
    }
}
