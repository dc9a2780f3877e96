//! Names in the Cyrillic and the Greek alphabet, as host names write them in Latin letters. Each
//! language has several ways of doing so; both sides are reduced to what those have in common.

use super::{is_in_series, is_own_word, is_plain_title_word, own_words_of, spoken};
use crate::address::Site;
use crate::data;
use crate::page::signature::spells;
use crate::page::words::PageWords;

/// Letters of a reduced name below which it is anybody's.
const LEAST: usize = 5;

/// Whether title or headings bear the site's name in another alphabet: `foni-argolidas` for `Φωνή της
/// Αργολίδας`, `velokurier` for `ВелоКуриер`.
pub(super) fn is_spoken(words: &PageWords, site: &Site) -> bool {
    let ways = [Way::Usual, Way::Other].into_iter();
    let places: Vec<String> = ways
        .flat_map(|way| spoken(words).filter_map(move |text| latin(text, way)))
        .collect();
    if places.is_empty() {
        return false;
    }
    let label = site.registrable_label();
    let own_words = own_words_of(label);
    let glued: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    if (own_words.is_empty() && label.contains('-')) || is_plain_title_word(&glued) {
        return false;
    }
    let glued = reduced(&glued);
    let is_met = |own: &&str| {
        let own = reduced(own);
        let mut all = places.iter().flat_map(|place| place.split(' '));
        own.len() >= 4 && all.any(|word| is_own_word(word, &own))
    };
    glued.len() >= LEAST && places.iter().any(|place| spells(place, &glued))
        || !is_in_series(label) && !own_words.is_empty() && own_words.iter().all(is_met)
}

/// Some letters are written in two ways that have nothing in common: `χ` as `h` and as `ch`.
#[derive(Clone, Copy)]
enum Way {
    /// The commoner one.
    Usual,
    /// The other.
    Other,
}

/// A folded text in Latin letters, reduced, but for words of parcels and payments: those are no name.
/// Nothing where it was written in Latin letters.
fn latin(folded: &str, way: Way) -> Option<String> {
    let is_of_trade = |word: &&str| {
        let mut stems = [
            data::parcel_stems(),
            data::delivery_stems(),
            data::payment_stems(),
            data::pay_stems(),
        ]
        .into_iter();
        stems.any(|stems| stems.of_start(word).is_some())
    };
    let mut written = String::new();
    let mut is_other = false;
    for word in folded.split(' ').filter(|word| !is_of_trade(word)) {
        let mut before = ' ';
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied().unwrap_or(' ');
            match in_latin(letter, before, next, way) {
                Some(latin) => {
                    is_other = true;
                    written.push_str(latin);
                }
                None => written.push(letter),
            }
            before = letter;
        }
        written.push(' ');
    }
    is_other.then(|| reduced(written.trim_end()))
}

/// One letter, between its neighbours.
#[rustfmt::skip] // a row an alphabet
const fn in_latin(letter: char, before: char, next: char, way: Way) -> Option<&'static str> {
    Some(match (letter, way) {
        ('ъ', Way::Other) => "u",
        ('χ', Way::Other) => "ch",
        ('υ', Way::Other) => match before { 'ο' | 'α' | 'ε' => "u", _ => "i" },
        ('μ', Way::Other) if next == 'π' => "",
        ('π', Way::Other) if before == 'μ' => "b",
        ('ν', Way::Other) if next == 'τ' => "",
        ('τ', Way::Other) if before == 'ν' => "d",
        ('γ', _) if matches!(next, 'γ' | 'ξ' | 'χ') => "n",
        _ => match letter {
        // Cyrillic: Bulgarian, Russian, Ukrainian, Serbian, Macedonian
        'а' => "a", 'б' => "b", 'в' => "v", 'г' | 'ґ' => "g", 'д' => "d", 'е' | 'ё' | 'э' => "e", 'ж' => "zh", 'з' => "z",
        'и' | 'й' | 'і' | 'ы' | 'ї' | 'ј' => "i", 'к' => "k", 'л' => "l", 'м' => "m", 'н' => "n", 'о' => "o", 'п' => "p",
        'р' => "r", 'с' => "s", 'т' => "t", 'у' | 'ў' => "u", 'ф' => "f", 'х' => "h", 'ц' => "c", 'ч' | 'ћ' => "ch",
        'ш' => "sh", 'щ' => "sht", 'ъ' => "a", 'ь' => "", 'ю' => "iu", 'я' => "ia", 'є' => "ie",
        'љ' => "li", 'њ' => "ni", 'ђ' => "di", 'џ' => "dzh", 'ѓ' => "gi", 'ќ' => "ki", 'ѕ' => "dz",
        // Greek
        'α' => "a", 'β' => "v", 'γ' => "g", 'δ' => "d", 'ε' => "e", 'ζ' => "z", 'η' | 'ι' => "i", 'θ' => "th", 'κ' => "k",
        'λ' => "l", 'μ' => "m", 'ν' => "n", 'ξ' => "x", 'ο' | 'ω' => "o", 'π' => "p", 'ρ' => "r", 'σ' | 'ς' => "s", 'τ' => "t",
        'υ' => match before { 'ο' => "u", 'α' | 'ε' => "v", _ => "i" },
        'φ' => "f", 'χ' => "h", 'ψ' => "ps",
        _ => return None,
        },
    })
}

/// What the ways of writing a name have in common: `ya`, `ja` and `ia` are one, as are `kh` and `h`.
fn reduced(latin: &str) -> String {
    const ALIKE: &[(&str, &str)] = &[
        ("shch", "s"),
        ("sht", "s"),
        ("sch", "s"),
        ("sh", "s"),
        ("zh", "z"),
        ("kh", "g"),
        ("ch", "c"),
        ("ts", "c"),
        ("tz", "c"),
        ("ou", "u"),
        ("ph", "f"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
        // Ukrainian writes `h` for what its neighbours write `g` for.
        ("h", "g"),
    ];
    let mut reduced = String::new();
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let as_it_is = rest.get(..letter.len_utf8()).unwrap_or_default();
        let alike = ALIKE.iter().find(|(written, _)| rest.starts_with(written));
        let (written, common) = alike.copied().unwrap_or((as_it_is, as_it_is));
        rest = rest.get(written.len()..).unwrap_or_default();
        // Doubled letters are written once by some.
        if !reduced.ends_with(common) {
            reduced.push_str(common);
        }
    }
    reduced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn a_name_in_another_alphabet_is_the_hosts_own() {
        for (url, title, is_own) in [
            (
                "https://track.velokurier-plovdiv.example/",
                "Пратка VK-20418 | ВелоКуриер Пловдив",
                true,
            ),
            (
                "https://foni-argolidas.example/",
                "Η απάτη με τα SMS | Φωνή της Αργολίδας",
                true,
            ),
            (
                "https://fonitisargolidas.example/",
                "Η απάτη με τα SMS | Φωνή της Αργολίδας",
                true,
            ),
            ("https://argolida.example/", "Εφημερίδα Αργολίδα", true),
            (
                "https://kvitkova-kramnytsia.example/",
                "Квіткова крамниця",
                true,
            ),
            (
                "https://khlebniy-dom.example/",
                "Хлебный дом – оплата",
                true,
            ),
            ("https://pekarahleb.example/", "Пекара Хлеб", true),
            ("https://ouzeri-thalassa.example/", "Ουζερί Θάλασσα", true),
            (
                "https://chartopoleio-evangelia.example/",
                "Χαρτοπωλείο Ευαγγελία",
                true,
            ),
            ("https://angelopoulos.example/", "Αγγελόπουλος", true),
            // another name, none in another alphabet, and one of the trade
            (
                "https://plashtane-dostavka.example/",
                "Плащане и доставка",
                false,
            ),
            ("https://tremvalo.example/", "ВелоКуриер Пловдив", false),
            ("https://velokurier.example/", "Velo Kurier", false),
            ("https://dostavka.example/", "Доставка", false),
        ] {
            let words = PageWords {
                title: fold(title),
                ..PageWords::default()
            };
            let site = Site::parse(url).unwrap();
            assert_eq!(
                is_spoken(&words, &site),
                is_own,
                "{url} {title} {:?}",
                latin(&fold(title), Way::Usual)
            );
        }
    }
}
