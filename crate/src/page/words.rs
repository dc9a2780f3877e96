//! The words of a page or a message, folded once for all who read them.

use std::borrow::Cow;

use super::PageSnapshot;
use crate::text::disguise::undisguised;
use crate::text::{fold, fold_identifier};

/// What is written where, folded.
#[derive(Debug, Default)]
pub(crate) struct PageWords {
    pub(crate) title: String,
    /// The parts of the title between separators.
    pub(crate) title_parts: Vec<String>,
    pub(crate) site_name: String,
    pub(crate) headings: Vec<String>,
    pub(crate) buttons: Vec<String>,
    /// Alternative texts of pictures.
    pub(crate) pictures: Vec<String>,
    /// File names of pictures.
    pub(crate) picture_files: Vec<String>,
    pub(crate) text: String,
    /// The first line of the text, if it is short: a logo in letters.
    pub(crate) first_line: String,
    /// The name that ends the text: its last line, without a form of law or a year.
    pub(crate) last_line: LastLine,
    /// Whether words of it are not as they are written, but as they are read.
    pub(crate) disguised: bool,
    /// Whether a copyright sign stands in the text.
    pub(crate) has_copyright_sign: bool,
}

/// Words after which a full stop ends a sentence, not a firm's name (`La Poste S.A. ©`).
const WORDS_OF_SENTENCE: usize = 6;

/// What parts a title.
const SEPARATORS: [char; 6] = ['|', '\u{2013}', '\u{2014}', '\u{b7}', ':', '»'];

/// What parts a first line: a logo in letters, and what the page is.
const LINE_SEPARATORS: [char; 6] = ['|', '\u{2013}', '\u{2014}', '\u{b7}', '\u{d7}', '\u{2022}'];

impl PageWords {
    /// The words of a page.
    pub(crate) fn of(page: &PageSnapshot) -> Self {
        let file = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        let images = || page.images.iter();
        let read = |text: &str| fold(&undisguised(text));
        let (title, text) = (undisguised(&page.title), undisguised(&page.text));
        let headings = page.headings.iter().map(|text| undisguised(text));
        let headings: Vec<Cow<'_, str>> = headings.collect();
        let is_changed = |text: &Cow<'_, str>| matches!(text, Cow::Owned(_));
        Self {
            site_name: fold(&page.site_name),
            headings: headings.iter().map(|text| fold(text)).collect(),
            buttons: page
                .buttons
                .iter()
                .map(|text| addressed(&read(text)))
                .collect(),
            pictures: images().map(|image| read(&image.alt)).collect(),
            picture_files: images()
                .map(|image| fold_identifier(&file(&image.src)))
                .collect(),
            first_line: first_line(&text),
            last_line: last_line(&text),
            disguised: headings.iter().chain([&title, &text]).any(is_changed),
            ..Self::of_text(&title, &text)
        }
    }

    /// The words where a page names itself, as they are written: many a firm's name holds digits in
    /// the place of letters.
    pub(crate) fn as_written(page: &PageSnapshot) -> Self {
        Self {
            site_name: fold(&page.site_name),
            headings: page.headings.iter().map(|text| fold(text)).collect(),
            ..Self::of_text(&page.title, &page.text)
        }
    }

    /// The words of a text and of who signs it.
    pub(crate) fn of_text(title: &str, text: &str) -> Self {
        let has_sign = text.contains('©');
        let spelt_out = has_sign.then(|| spell_out_signatures(text));
        Self {
            title: fold(title),
            title_parts: title
                .split(SEPARATORS)
                .flat_map(|part| part.split(" - "))
                .map(fold)
                .collect(),
            text: fold(spelt_out.as_deref().unwrap_or(text)),
            // Once, not at each name: a text may hold thousands.
            has_copyright_sign: has_sign || text.contains("&copy"),
            ..Self::default()
        }
    }

    /// All that tells a story, and where in it the running text begins: before it
    /// stand title, headings and buttons.
    pub(crate) fn story(&self) -> (String, usize) {
        let parts = std::iter::once(&self.title);
        let parts = parts.chain(&self.headings).chain(&self.buttons);
        let mut story = String::with_capacity(self.text.len() + 400);
        for part in parts.filter(|part| !part.is_empty()) {
            story.push_str(part);
            story.push(' ');
        }
        let text_start = story.len();
        story.push_str(&self.text);
        (story, text_start)
    }
}

/// What a button has the visitor say ("Débloquer mon colis") as a story tells him: its phrases speak
/// of `votre colis`.
fn addressed(button: &str) -> String {
    let words = button.split(' ').map(|word| match word {
        "mon" | "ma" => "votre",
        "mes" => "vos",
        "my" => "your",
        "mein" => "ihr",
        "meine" => "ihre",
        "meiner" => "ihrer",
        "mijn" => "uw",
        "mi" => "su",
        "mio" => "tuo",
        "mia" => "tua",
        "meu" => "seu",
        "minha" => "sua",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Longest first line that can be a name alone, in characters: an authority's.
const LONGEST_NAME: usize = 40;

fn first_line(text: &str) -> String {
    let first = text.lines().find(|line| !line.trim().is_empty());
    // No name reaches farther, and a line may be a whole article.
    let start = first.and_then(|line| line.get(..line.floor_char_boundary(8 * LONGEST_NAME)));
    // What stands behind a dot or a dash says what part of the site it is.
    let mut parts = start.unwrap_or_default().split(LINE_SEPARATORS);
    let part = parts.find(|part| !part.trim().is_empty());
    let part = part.map(|part| before_what_it_says(part).unwrap_or(part));
    let short = part.filter(|line| line.chars().count() <= LONGEST_NAME);
    short.map(fold).unwrap_or_default()
}

/// The last line of a text, if it is short.
#[derive(Debug, Clone, Default)]
pub(crate) struct LastLine {
    /// Its words, folded, without the form of law of a firm or a year at an end of it.
    pub(crate) name: String,
    /// Whether such a form or year stands there: `Posti Oy`, `Sanef 2026`.
    pub(crate) is_firm: bool,
}

/// Forms of law of firms, folded without dots.
const FORMS: &str = "sa sas gmbh ag kg ltd limited plc inc llc spa srl bv nv oy oyj ab as asa sro zrt kft doo dd uab sia \
     ou sl";

fn last_line(text: &str) -> LastLine {
    const LONGEST: usize = 100;
    let last = text.trim_end().lines().next_back().unwrap_or_default();
    if last.len() > LONGEST {
        return LastLine::default();
    }
    let plain: String = last
        .chars()
        .filter(|letter| !matches!(letter, '.' | '/'))
        .collect();
    let folded = fold(&plain);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_sign = |word: &&str| {
        let year = word.len() == 4
            && word
                .parse::<u32>()
                .is_ok_and(|year| (2020..2100).contains(&year));
        year || FORMS.split(' ').any(|form| form == *word)
    };
    let (first, last) = (
        words.first().is_some_and(is_sign),
        words.last().is_some_and(is_sign),
    );
    let name = words.get(usize::from(first)..words.len().saturating_sub(usize::from(last)));
    LastLine {
        name: name.unwrap_or_default().join(" "),
        is_firm: first || last,
    }
}

/// What stands before a colon, a comma or a hyphen, where whoever is named there goes on to speak: no
/// price (`DHL: frei ab 50 €`), and no list of names.
fn before_what_it_says(line: &str) -> Option<&str> {
    let ways = [": ", ", ", " - ", " : "];
    let (name, rest) = ways.iter().filter_map(|way| line.split_once(way)).min()?;
    let is_list = rest.contains(',');
    let tells_price = rest.contains(|letter: char| letter.is_ascii_digit());
    (!is_list && !tells_price && !name.trim().is_empty()).then_some(name)
}

/// Folding drops the copyright sign, and who stands behind it signs the page:
/// spelt out it stays. Behind whole sentences of the same line it belongs to
/// what somebody tells, as in a message that is quoted.
fn spell_out_signatures(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        match line.split_once('©') {
            Some((before, after)) if !ends_sentence(before) => {
                if after.contains(char::is_alphabetic) {
                    spelt.push_str(&line.replace('©', " copyright "));
                } else {
                    // "Chronopost © 2026": the name stands before the sign.
                    spelt.push_str(" copyright ");
                    spelt.push_str(&line.replace('©', " "));
                }
            }
            _ => spelt.push_str(line),
        }
    }
    spelt
}

/// Whether a part of a line holds the end of a sentence.
fn ends_sentence(part: &str) -> bool {
    let ends = part.match_indices(['.', '!', '?', '。']);
    ends.filter(|(at, _)| {
        let before = part.get(..*at).unwrap_or_default();
        before.split(' ').filter(|word| word.len() > 1).count() >= WORDS_OF_SENTENCE
    })
    .count()
        > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_ends_where_something_parts_it() {
        for (text, line) in [
            (
                "Colissimo · Cellule prévention · dossier 24-118\nBonjour",
                "colissimo",
            ),
            ("\n Marktplaats × DHL\nHoi", "marktplaats"),
            ("DHL Express", "dhl express"),
            ("Une phrase entière qui ne tient pas dans un nom\nDHL", ""),
        ] {
            assert_eq!(first_line(text), line, "{text}");
        }
    }

    #[test]
    fn a_firm_in_the_last_line() {
        for (last, name, is_firm) in [
            ("Posti Oy", "posti", true),
            ("SIA Latvijas Pasts", "latvijas pasts", true),
            ("PTT A.Ş.", "ptt", true),
            ("Sanef 2026", "sanef", true),
            ("PostNord", "postnord", false),
        ] {
            let found = last_line(&format!("Bonjour.\n{last}\n"));
            assert_eq!(
                (found.name.as_str(), found.is_firm),
                (name, is_firm),
                "{last}"
            );
        }
        assert_eq!(last_line(&"a".repeat(200)).name, "");
    }

    #[test]
    fn a_sign_behind_sentences_signs_nothing() {
        let told = "Le colis est retenu dans notre entrepôt. Il sera renvoyé. © Chronopost.";
        let table = [
            ("© Chronopost", true),
            ("Mentions légales | CGV | © 2026 Chronopost", true),
            ("La Poste S.A. © Chronopost", true),
            ("Chronopost © 2026", true),
            (told, false),
        ];
        for (line, signs) in table {
            let words = PageWords::of_text("", &format!("Bonjour.\n{line}\nMerci."));
            assert_eq!(words.text.contains("copyright"), signs, "{line}");
        }
    }
}
