//! Letters that make no words: shuffled by an alphabet that only the page's own font
//! puts right, or drawn by a font in place of letters.

use crate::data::alphabets::{ALPHABETS, place_of};
use crate::data::surprise_of_pair;

/// Pairs of letters that are looked at, and below which nothing can be told.
const MOST_PAIRS: usize = 2_000;
const LEAST_PAIRS: u32 = 45;
/// How surprising the pairs of a text are on the average, in hundredths of a bit, where its letters
/// are in each other's place, by alphabet: Latin, Cyrillic, Greek. Of 1,119 honest pages in Latin
/// letters none has more than 8.9 bits, twenty have 8.5. Of as many with any letters exchanged none
/// has less than 9.6; with vowels for vowels and consonants for consonants 94 of 100 have more than
/// 9.3. Of 120 pages in Cyrillic and Greek letters, fake ones, too, none has more than 9.2 and 8.5
/// (the most is Belarusian), and exchanged none less than 10.1 and 10.4.
const NO_LANGUAGE: [u32; ALPHABETS.len()] = [930, 1_000, 950];
/// The same, where some letters stayed in their places; three honest pages have as much.
const HARDLY_A_LANGUAGE: [u32; ALPHABETS.len()] = [875, 960, 910];
/// Private letters that are more than a page's icons.
const LEAST_PRIVATE: usize = 40;

/// Whether a folded text is in no language.
pub(crate) fn is_no_language(folded: &str) -> bool {
    surpasses(folded, NO_LANGUAGE)
}

/// Whether some letters of a folded text are not where a language has them.
pub(crate) fn is_hardly_a_language(folded: &str) -> bool {
    surpasses(folded, HARDLY_A_LANGUAGE)
}

/// The alphabet of a word of three letters and more, where all of them are of one.
fn alphabet_of(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let (alphabet, _) = place_of(letters.next()?)?;
    let is_of_it = |letter| place_of(letter).is_some_and(|(other, _)| other == alphabet);
    letters.all(is_of_it).then_some(alphabet)
}

/// Whether the pairs of letters of a text are more surprising, on the average, than an alphabet's
/// limit; not where there is too little to tell.
fn surpasses(folded: &str, limits: [u32; ALPHABETS.len()]) -> bool {
    let words = || {
        folded
            .split(' ')
            .filter(|word| word.chars().nth(2).is_some())
    };
    let mut all = 0;
    let mut by_alphabet = [0; ALPHABETS.len()];
    for word in words() {
        all += 1;
        let of_it = alphabet_of(word).and_then(|alphabet| by_alphabet.get_mut(alphabet));
        of_it.into_iter().for_each(|words| *words += 1);
    }
    // Letters that came out broken leave rests of words between signs.
    let main = by_alphabet.iter().position(|words| words * 3 >= all * 2);
    let Some((alphabet, limit)) = main.and_then(|main| Some((main, limits.get(main)?))) else {
        return false;
    };
    let pairs = words()
        .filter(|word| alphabet_of(word) == Some(alphabet))
        .flat_map(|word| word.chars().zip(word.chars().skip(1)))
        .filter_map(|(one, next)| surprise_of_pair(one, next));
    let (mut count, mut parts) = (0, 0);
    for surprise in pairs.take(MOST_PAIRS) {
        count += 1;
        parts += surprise;
    }
    count >= LEAST_PAIRS && parts * 100 >= limit * 16 * count
}

/// Whether most words of a text mix figures and capitals with small letters, as where an
/// alphabet of both is shuffled: `im55Rmlj MvAMfM ORfvtRfrR`.
pub(crate) fn is_of_mixed_signs(text: &str) -> bool {
    const LEAST_WORDS: usize = 12;
    let (mut all, mut mixed) = (0, 0);
    for word in text.split_whitespace() {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        if letters.nth(2).is_none() {
            continue;
        }
        all += 1;
        mixed += usize::from(is_mixed(word));
    }
    all >= LEAST_WORDS && mixed * 2 > all
}

/// Whether small letters of a word stand beside figures, or before capitals more than once: a part's
/// number has capitals alone, and a product's name one capital inside.
fn is_mixed(word: &str) -> bool {
    let pairs = || word.chars().zip(word.chars().skip(1));
    let rises = pairs().filter(|(one, next)| one.is_lowercase() && next.is_uppercase());
    let holds_figures = pairs().any(|(one, next)| {
        one.is_lowercase() && next.is_ascii_digit() || one.is_ascii_digit() && next.is_lowercase()
    });
    rises.count() > 1 || holds_figures
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
        for (sentence, first) in [
            (
                "пратката ви е задържана в склада заради неплатена такса, изберете нов ден за доставка и платете с карта",
                'а',
            ),
            (
                "вашу посилку затримано на складі через неповну адресу, оберіть новий день доставки та сплатіть карткою",
                'а',
            ),
            (
                "ваша пошиљка чека у складишту јер адреса није потпуна, изаберите други дан и платите доставу картицом",
                'а',
            ),
            (
                "το δέμα σας κρατείται στην αποθήκη λόγω ελλιπούς διεύθυνσης, επιλέξτε νέα ημέρα παράδοσης και πληρώστε",
                'α',
            ),
        ] {
            let moved = |letter: char| {
                let place = (letter as u32).wrapping_sub(first as u32);
                if place < 24 {
                    char::from_u32(first as u32 + (place + 5) % 24).unwrap()
                } else {
                    letter
                }
            };
            let shuffled: String = fold(sentence).chars().map(moved).collect();
            assert!(!is_no_language(&fold(sentence)), "{sentence}");
            assert!(is_no_language(&shuffled), "{shuffled}");
        }
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
    fn figures_and_capitals_inside_words() {
        let shuffled = "im55Rmlj MvAMfM ORfvtRfrR uA OMBARrR O5mJRvR vR oAR5M vR cM Uftaf8 ZGmfR TFL4 vR 9QZ \
            OM5M BAR Rc JM5rR5m cm Rfr5R6AR CMnMfM8 ztrAcM5 rM5eRrM 02CR5m rM5eRrM";
        assert!(is_of_mixed_signs(shuffled));
        let shop = "iPhone 15 Pro, iPad et MacBook reconditionnés, garantis deux ans, livrés par UPS en 48h avec \
            l'offre eBay, payés par PayPal ou carte, SSD NVMe de 512Go";
        assert!(!is_of_mixed_signs(shop));
        let parts = "A1B2-C3 D44E-55F G6H7-88J K9L1-M2N Roulement B205ZZ Joint NBR70 Courroie XPZ1250 Filtre W712 \
            Bougie BKR6E Plaquettes FDB1641 Rotule SB2044 Palier UCF205 Poulie SPZ90";
        assert!(!is_of_mixed_signs(parts));
        assert!(!is_of_mixed_signs("aB1 c2D"), "too little to tell");
    }

    #[test]
    fn private_letters() {
        assert!(is_in_private_letters(&"\u{e001}\u{e002} ".repeat(30)));
        assert!(!is_in_private_letters(
            "\u{e001} Panier \u{e002} Mon compte"
        ));
    }
}
