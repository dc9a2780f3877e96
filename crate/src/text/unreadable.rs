//! Letters that make no words: shuffled by an alphabet that only the page's own font
//! puts right, or drawn by a font in place of letters.

use crate::data::surprise_of_pair;

/// Pairs of letters that are looked at, and below which nothing can be told.
const MOST_PAIRS: usize = 2_000;
const LEAST_PAIRS: u32 = 60;
/// How surprising the pairs of a text are on the average, in hundredths of a bit, where its letters
/// are in each other's place. Of 1,119 honest pages none has more than 9.15 bits, a hundred have 8.2.
/// Of as many with any letters exchanged none has less than 9.7; with vowels for vowels and
/// consonants for consonants 96 of 100 have more than 9.3.
const NO_LANGUAGE: u32 = 930;
/// The same, where some letters stayed in their places; two honest pages have as much.
const HARDLY_A_LANGUAGE: u32 = 875;
/// Private letters that are more than a page's icons.
const LEAST_PRIVATE: usize = 40;

/// Whether a text in Latin letters, folded, is in no language.
pub(crate) fn is_no_language(folded: &str) -> bool {
    surprise(folded) >= NO_LANGUAGE
}

/// Whether some letters of a text in Latin letters, folded, are not where a language has them.
pub(crate) fn is_hardly_a_language(folded: &str) -> bool {
    surprise(folded) >= HARDLY_A_LANGUAGE
}

/// The words of three Latin letters and more.
fn latin_words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    let is_latin = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    words(folded).filter(is_latin)
}

fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(' ').filter(|word| word.len() >= 3)
}

/// How surprising the pairs of letters of a text are on the average, in hundredths of a bit; not at
/// all where there is too little to tell.
fn surprise(folded: &str) -> u32 {
    let latin = latin_words(folded);
    // Letters that came out broken leave rests of words between signs.
    if latin.clone().count() * 3 < words(folded).count() * 2 {
        return 0;
    }
    let pairs = latin.flat_map(|word| word.as_bytes().windows(2));
    let (mut all, mut parts) = (0, 0);
    for pair in pairs.take(MOST_PAIRS) {
        if let [one, next] = *pair {
            all += 1;
            parts += surprise_of_pair(one, next);
        }
    }
    if all < LEAST_PAIRS {
        0
    } else {
        parts * 100 / (16 * all)
    }
}

/// Whether a text is written in letters that mean nothing without a font of its own,
/// for the most part.
pub(crate) fn is_in_private_letters(text: &str) -> bool {
    let mut private = 0;
    let mut others = 0;
    for letter in text.chars() {
        if matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}') {
            private += 1;
        } else if letter.is_alphabetic() {
            others += 1;
        }
    }
    private >= LEAST_PRIVATE && private > others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// Each letter moved three places on, as a font can move it back.
    fn shuffled(text: &str) -> String {
        text.chars()
            .map(|letter| match letter {
                'a'..='z' => char::from((letter as u8 - b'a' + 3) % 26 + b'a'),
                other => other,
            })
            .collect()
    }

    #[test]
    fn languages_and_none() {
        let sentences = [
            "votre colis est retenu dans notre entrepôt, il manque des frais de réexpédition pour le livrer avant demain soir",
            "ihr paket liegt in unserem zentrallager bereit und kann nach zahlung der gebühr morgen früh zugestellt werden",
            "twoja paczka została zatrzymana w magazynie, prosimy o uregulowanie opłaty za ponowną dostawę przesyłki",
            "pakettinne odottaa toimitusta varastossamme, maksakaa toimitusmaksu ennen huomista jotta lähetys voidaan toimittaa",
            "a csomagja a raktárunkban várakozik, kérjük fizesse ki a kézbesítési díjat a holnapi szállítás előtt",
            "mae eich parsel yn aros yn y ganolfan a rhaid i chi ddewis diwrnod arall, rhowch eich cod post a rhif eich cerdyn llyfrgell er mwyn mewngofnodi",
            "bưu kiện của bạn đang được giữ tại kho của chúng tôi, vui lòng thanh toán phí giao hàng trước ngày mai và kiểm tra lại địa chỉ nhận hàng cùng số điện thoại của bạn",
        ];
        for sentence in sentences {
            assert!(!is_no_language(&fold(sentence)), "{sentence}");
            assert!(is_no_language(&shuffled(&fold(sentence))), "{sentence}");
        }
        assert!(!is_no_language("ok"), "too little to tell");
    }

    #[test]
    fn some_letters_in_each_others_place() {
        let sentence = fold(
            "su paquete no ha podido entregarse porque los gastos de envío no han sido pagados, introduzca los datos de su tarjeta para programar la entrega de su paquete",
        );
        let some: String = sentence
            .chars()
            .map(|letter| match letter {
                'r' => 'i',
                'i' => 'r',
                'o' => 'v',
                'v' => 'o',
                'e' => 't',
                't' => 'e',
                's' => 'z',
                'z' => 's',
                'a' => 'm',
                'm' => 'a',
                'p' => 'u',
                'u' => 'p',
                other => other,
            })
            .collect();
        assert!(is_hardly_a_language(&some));
        assert!(!is_hardly_a_language(&sentence));
        assert!(is_no_language(&some), "its vowels went with the letters");
    }

    #[test]
    fn private_letters() {
        assert!(is_in_private_letters(&"\u{e001}\u{e002} ".repeat(30)));
        assert!(!is_in_private_letters(
            "\u{e001} Panier \u{e002} Mon compte"
        ));
    }
}
