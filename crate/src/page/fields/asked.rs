//! What a page asks for in its text, where no field says it: a chat or one question
//! a screen, a drawn keypad, a camera.
//!
//! Only on a page that says little and has nothing else to fill in: longer ones speak
//! about cards and codes, and a question among many fields is a form's.

use super::words::{is_card, kinds_of_text, takes_words};
use super::{ClassifiedField, FormAnalysis};
use crate::data::{FieldKind, PlainWord, plain_words};
use crate::page::PageSnapshot;
use crate::text::fold;

/// Characters of text up to which a page says little.
const LITTLE: usize = 2_000;
/// Links up to which it leads to little else: help pages ask questions, too.
const FEW_LINKS: usize = 20;
/// Bytes of a line that names what is to be typed, and no more.
const LONGEST_NAME: usize = 60;
impl FormAnalysis {
    /// Adds what the text asks for.
    pub(super) fn read_requests(&mut self, page: &PageSnapshot) {
        self.read_whole_cards(page);
        self.read_pin_boxes(page);
        if page.text.len() > LITTLE || page.links.len() > FEW_LINKS || self.card() {
            return;
        }
        self.read_lines_above_fields(page);
        let fields: Vec<usize> = (0..page.fields.len())
            .filter(|&at| {
                page.fields
                    .get(at)
                    .is_some_and(|field| field.visible && takes_words(field))
            })
            .collect();
        if let [only] = fields.as_slice()
            && self.kind_at(*only).is_none()
            && let Some(kind) = asked_for(page, &[FieldKind::CardNumber, FieldKind::CardCsc])
                .or_else(|| code_asked_for(page, *only))
        {
            self.fields.push(ClassifiedField { field: *only, kind });
            self.kinds.insert(kind);
        }
        // Banks draw a keypad beside the field of the customer's number.
        if let [] | [_] = fields.as_slice()
            && has_keypad(page)
            && kinds_of_text(&page.headings.join(" ")).contains(FieldKind::Password)
        {
            self.kinds.insert(FieldKind::Password);
        }
        if fields.is_empty() && has_keypad(page) {
            let kinds = [
                FieldKind::CardNumber,
                FieldKind::CardCsc,
                FieldKind::OneTimeCode,
                FieldKind::Pin,
            ];
            let asked = asked_for(page, &kinds);
            self.kinds
                .extend(asked.or_else(|| named_above_keys(page, &kinds)));
        }
        let opens_camera = || {
            let mut captions = page.buttons.iter().map(|caption| fold(caption));
            captions.any(|caption| {
                let mut cameras = plain_words(PlainWord::Camera).iter();
                cameras.any(|word| caption.contains(word))
            })
        };
        if fields.is_empty() && opens_camera() {
            let told = kinds_of_text(&page.text);
            self.kinds
                .extend(told.first(|kind| kind == FieldKind::IdentityDocument));
        }
    }
}

impl FormAnalysis {
    /// Takes four boxes of one hidden digit for a PIN: no password has a box a letter.
    fn read_pin_boxes(&mut self, page: &PageSnapshot) {
        const DIGITS: usize = 4;
        let is_box = |at: usize| {
            page.fields.get(at).is_some_and(|field| {
                field.visible && field.kind == "password" && field.maxlength == 1
            })
        };
        let mut boxes: Vec<&mut ClassifiedField> = self
            .fields
            .iter_mut()
            .filter(|asked| asked.kind == FieldKind::Password)
            .collect();
        if boxes.len() != DIGITS || !boxes.iter().all(|asked| is_box(asked.field)) {
            return;
        }
        for asked in &mut boxes {
            asked.kind = FieldKind::Pin;
        }
        self.kinds.remove(&FieldKind::Password);
        self.kinds.insert(FieldKind::Pin);
    }

    /// Adds a card whose parts stand in lines of the text, above fields that have no words of their own:
    /// style sheets write them, or fields that are switched off.
    fn read_lines_above_fields(&mut self, page: &PageSnapshot) {
        const LEAST: usize = 3;
        let is_mute = |&at: &usize| {
            page.fields.get(at).is_some_and(|field| {
                let words = [&field.label, &field.placeholder, &field.title];
                field.visible
                    && field.maxlength != 1
                    && takes_words(field)
                    && !words.iter().any(|text| text.contains(char::is_alphabetic))
            })
        };
        let mute: Vec<usize> = (0..page.fields.len()).filter(is_mute).collect();
        if mute.len() < LEAST {
            return;
        }
        // A card that is shown, or how to pay, asks for nothing.
        let is_name = |line: &&str| {
            line.len() <= LONGEST_NAME && !line.contains(['*', '\u{2022}', '\u{b7}', ':', '.'])
        };
        let lines = page.text.lines().filter(is_name);
        let named: Vec<FieldKind> = lines
            .filter_map(|line| kinds_of_text(line).first(is_card))
            .collect();
        let number = named.contains(&FieldKind::CardNumber);
        let others = named
            .iter()
            .filter(|&&kind| !matches!(kind, FieldKind::CardNumber | FieldKind::CardName));
        if !number || others.count() == 0 || named.len() > mute.len() {
            return;
        }
        if named.len() == mute.len() {
            let asked = mute.iter().zip(&named);
            let asked = asked.map(|(&field, &kind)| ClassifiedField { field, kind });
            self.fields.retain(|known| !mute.contains(&known.field));
            self.fields.extend(asked);
        }
        self.kinds.extend(named);
    }

    /// Adds a card's date where one field takes the whole card: its own words show both.
    fn read_whole_cards(&mut self, page: &PageSnapshot) {
        let takes_date = |asked: &ClassifiedField| {
            asked.kind == FieldKind::CardNumber
                && page
                    .fields
                    .get(asked.field)
                    .is_some_and(|field| shows_date(&field.placeholder) || shows_date(&field.label))
        };
        if !self.most_of_card() && self.fields.iter().any(takes_date) {
            self.kinds.insert(FieldKind::CardExpiry);
        }
    }
}

/// Whether a card's date stands in a text, as in `4000 0000 0000 0000, 04/28, 000`.
fn shows_date(text: &str) -> bool {
    let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != '/');
    let is_month = |month: &str| month.len() == 2 && ("01"..="12").contains(&month);
    let is_date =
        |(month, year): (&str, &str)| is_month(month) && year.len() == 2 && !year.contains('/');
    parts.filter_map(|part| part.split_once('/')).any(is_date)
}

/// Buttons with the ten digits, or a line of them.
fn has_keypad(page: &PageSnapshot) -> bool {
    ('0'..='9').all(|digit| {
        page.buttons
            .iter()
            .any(|caption| caption.trim().chars().eq([digit]))
    }) || page.text.lines().any(is_row_of_keys)
        || has_keys_in_lines(&page.text)
}

/// Whether ten lines that follow each other are the ten digits, one each, and no scale up or down.
fn has_keys_in_lines(text: &str) -> bool {
    const KEYS: usize = 10;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.windows(KEYS).any(|keys| {
        let is_key = |digit: char| keys.iter().any(|key| key.chars().eq([digit]));
        !keys.starts_with(&["0", "1"]) && !keys.starts_with(&["9", "8"]) && ('0'..='9').all(is_key)
    })
}

/// Whether a line is the ten digits, each once, and a few other keys; from nought up it is a scale.
fn is_row_of_keys(line: &str) -> bool {
    const OTHERS: usize = 3;
    let is_scale = line.starts_with("0 1");
    let (mut digits, mut others) = (0, 0);
    for key in line.split_whitespace() {
        match key.as_bytes() {
            [digit] if digit.is_ascii_digit() => digits += 1,
            _ if key.contains(char::is_numeric) => return false,
            _ => others += 1,
        }
    }
    !is_scale && digits == 10 && others <= OTHERS && ('0'..='9').all(|digit| line.contains(digit))
}

/// The first of these kinds that the line above a row of keys names, as over a display.
fn named_above_keys(page: &PageSnapshot, kinds: &[FieldKind]) -> Option<FieldKind> {
    let mut lines = page.text.lines().zip(page.text.lines().skip(1));
    let (above, _) = lines.find(|(_, keys)| is_row_of_keys(keys))?;
    let is_name = above.len() <= LONGEST_NAME;
    is_name.then(|| kinds_of_text(above).first(|kind| kinds.contains(&kind)))?
}

/// How many digits a card has, as a sentence says that asks for them: `the 16 digits of your card`.
const SIXTEEN: &str = "16";
/// The first of these kinds that a heading, a question, a line that ends with a colon or a sentence of
/// sixteen digits asks for.
fn asked_for(page: &PageSnapshot, kinds: &[FieldKind]) -> Option<FieldKind> {
    let ends = |c: char| {
        matches!(
            c,
            '?' | '.' | '!' | '\n' | ':' | '\u{ff1f}' | '\u{ff1a}' | '\u{61f}' | '\u{3002}'
        )
    };
    let asks = |c: char| matches!(c, '?' | ':' | '\u{ff1f}' | '\u{ff1a}' | '\u{61f}');
    let counts_digits = |part: &str| {
        let plain = fold(part);
        let mut words = plain.split(' ');
        let is_told_not_to = plain
            .split(' ')
            .any(|word| plain_words(PlainWord::Never).contains(&word));
        // The next word is digits, and not a month.
        let digits = words
            .find(|word| *word == SIXTEEN)
            .and_then(|_| words.next());
        !is_told_not_to
            && digits.is_some_and(|digits| {
                kinds_of_text(&format!("{SIXTEEN} {digits}")).contains(FieldKind::CardNumber)
            })
    };
    let sentences = page
        .text
        .split_inclusive(ends)
        .filter(|part| part.ends_with(asks) || counts_digits(part));
    sentences
        .chain(page.headings.iter().map(String::as_str))
        .filter_map(|part| kinds_of_text(part).first(|kind| kinds.contains(&kind)))
        .min()
}

/// A code that a sentence has typed into the page's only field, as `les six chiffres` of a message.
fn code_asked_for(page: &PageSnapshot, field: usize) -> Option<FieldKind> {
    let field = page.fields.get(field)?;
    let takes_code = (4..=8).contains(&field.maxlength)
        && (field.inputmode == "numeric" || matches!(field.kind.as_str(), "number" | "tel"));
    let sentences: Vec<String> = page.text.split(['.', '!', '\n']).map(fold).collect();
    let counts_digits = |sentence: &String| {
        let mut words = sentence.split(' ').zip(sentence.split(' ').skip(1));
        words.any(|(count, digits)| {
            plain_words(PlainWord::CodeLength).contains(&count)
                && kinds_of_text(&format!("{SIXTEEN} {digits}")).contains(FieldKind::CardNumber)
        })
    };
    let tells_of_message = |sentence: &String| {
        sentence
            .split(' ')
            .any(|word| plain_words(PlainWord::CodeMessage).contains(&word))
    };
    // A message is told of in the same sentence or in one beside it.
    let is_asked = sentences.iter().enumerate().any(|(at, sentence)| {
        let beside = sentences.get(at.saturating_sub(1)..sentences.len().min(at + 2));
        counts_digits(sentence) && beside.is_some_and(|beside| beside.iter().any(tells_of_message))
    });
    (takes_code && is_asked).then_some(FieldKind::OneTimeCode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Site;
    use crate::page::{Field, Link};

    fn page(text: &str, placeholders: &[&str], buttons: &[&str]) -> PageSnapshot {
        let field = |placeholder: &&str| Field {
            tag: "input".into(),
            kind: "text".into(),
            placeholder: (*placeholder).into(),
            ..Field::default()
        };
        PageSnapshot {
            text: text.into(),
            fields: placeholders.iter().map(field).collect(),
            buttons: buttons.iter().map(|&caption| caption.into()).collect(),
            ..PageSnapshot::default()
        }
    }

    fn kinds(page: &PageSnapshot) -> Vec<FieldKind> {
        FormAnalysis::of(page, &Site::parse("pay.example").unwrap())
            .kinds
            .into_iter()
            .collect()
    }

    const KEYS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "OK"];

    #[test]
    fn one_field_for_the_whole_card() {
        let whole = "4000 0000 0000 0000, 04/28, 000";
        assert_eq!(
            kinds(&page("", &[whole], &[])),
            [FieldKind::CardNumber, FieldKind::CardExpiry]
        );
        assert_eq!(
            kinds(&page("", &["4000 0000 0000 0000"], &[])),
            [FieldKind::CardNumber]
        );
        for other in [
            "04/28",
            "0000/0000/0000/0000",
            "4000 0000 0000 0000 31/12/2026",
        ] {
            assert!(kinds(&page("", &[other], &[])).len() < 2, "{other}");
        }
    }

    #[test]
    fn a_chat_asks_in_its_words() {
        let chat =
            "Bonjour, il reste 1,99 € de frais. Quel est le numéro de votre carte bancaire ?";
        let message = &["Écrivez votre message"];
        assert_eq!(kinds(&page(chat, message, &[])), [FieldKind::CardNumber]);
        let in_words = "Pásame las 16 cifras de tu tarjeta, la fecha y lo dejo hecho.";
        assert_eq!(
            kinds(&page(in_words, message, &[])),
            [FieldKind::CardNumber]
        );
        let german = "Wie lautet Ihre Kartennummer?";
        assert_eq!(
            kinds(&page(german, &["Nachricht"], &[])),
            [FieldKind::CardNumber]
        );
    }

    #[test]
    fn four_boxes_of_a_hidden_digit_are_a_pin() {
        let boxes = |count: usize, maxlength: i32| {
            let mut page = page("Confirmez votre carte", &vec![""; count], &[]);
            for field in &mut page.fields {
                (field.kind, field.maxlength) = ("password".into(), maxlength);
            }
            kinds(&page)
        };
        assert_eq!(boxes(4, 1), [FieldKind::Pin]);
        assert_eq!(boxes(2, 20), [FieldKind::Password]);
        assert_eq!(boxes(8, 1), [FieldKind::Password]);
    }

    #[test]
    fn lines_above_fields_without_words_name_them() {
        let lines = "Ihr Paket wartet\nKarteninhaber\nKartennummer\nGültig bis\nPrüfziffer\nZahlen";
        let form = page(lines, &["", "", "", ""], &[]);
        let analysis = FormAnalysis::of(&form, &Site::parse("pay.example").unwrap());
        let fields: Vec<_> = analysis
            .fields
            .iter()
            .map(|asked| (asked.field, asked.kind))
            .collect();
        assert_eq!(
            fields,
            [
                (0, FieldKind::CardName),
                (1, FieldKind::CardNumber),
                (2, FieldKind::CardExpiry),
                (3, FieldKind::CardCsc)
            ]
        );
        assert!(
            !kinds(&page(lines, &["Nom", "Ville", "Rue"], &[])).contains(&FieldKind::CardNumber)
        );
        assert!(kinds(&page(lines, &["", ""], &[])).is_empty());
        let questions = "Kartennummer verloren\nZahlen";
        assert!(kinds(&page(questions, &["", "", ""], &[])).is_empty());
    }

    #[test]
    fn a_code_is_asked_for_in_a_sentence() {
        let asking = |text: &str, maxlength: i32| {
            let mut page = page(text, &[""], &[]);
            let field = page.fields.first_mut().unwrap();
            (field.maxlength, field.inputmode) = (maxlength, "numeric".into());
            kinds(&page)
        };
        let sms = "Votre banque vient de vous envoyer un SMS. Recopiez ici les six chiffres.";
        assert_eq!(asking(sms, 6), [FieldKind::OneTimeCode]);
        assert_eq!(
            asking("We sent you a text. Type the 6 digits.", 6),
            [FieldKind::OneTimeCode]
        );
        for (text, maxlength) in [
            (sms, 20),
            ("Recopiez ici les six chiffres du compteur.", 6),
            ("Recevez un SMS dans six jours.", 6),
            (
                "Un SMS confirme le relevé. Merci à tous. Tapez les six chiffres du compteur.",
                6,
            ),
        ] {
            assert!(asking(text, maxlength).is_empty(), "{text}");
        }
    }

    #[test]
    fn who_speaks_of_cards_asks_for_none() {
        for text in [
            "Ne donnez jamais votre numéro de carte bancaire.",
            "Bonjour, comment puis-je vous aider ?",
            "Quel est le numéro de votre carte de fidélité ?",
            "N'écrivez jamais les 16 chiffres de votre carte bancaire ici.",
            "Depuis le 16 mars, le numéro de carte bancaire se change en agence.",
        ] {
            assert!(
                kinds(&page(text, &["Écrivez votre message"], &[])).is_empty(),
                "{text}"
            );
        }
        let question = "Où trouver le numéro de votre carte bancaire ?";
        let mut help = page(question, &["Votre question"], &[]);
        help.links = vec![Link::default(); FEW_LINKS + 1];
        assert!(kinds(&help).is_empty());
        let long = page(
            &format!("{question} {}", "Lisez ceci. ".repeat(200)),
            &["Votre question"],
            &[],
        );
        assert!(kinds(&long).is_empty());
        let form = page(question, &["Sujet", "Votre question"], &[]);
        assert!(!kinds(&form).contains(&FieldKind::CardNumber));
    }

    #[test]
    fn a_drawn_keypad_takes_what_the_heading_names() {
        let keypad = |heading: &str| PageSnapshot {
            headings: vec![heading.into()],
            ..page(heading, &[], KEYS)
        };
        assert_eq!(kinds(&keypad("Code PIN de votre carte")), [FieldKind::Pin]);
        assert_eq!(kinds(&keypad("Numéro de carte")), [FieldKind::CardNumber]);
        let of_spans = |line: &str| {
            page(
                &format!("Locker\n{line}\n1 2 3 4 5 6 7 8 9 0\nValider"),
                &[],
                &[],
            )
        };
        assert_eq!(
            kinds(&of_spans("Numéro de carte, puis date")),
            [FieldKind::CardNumber]
        );
        assert!(kinds(&of_spans("Calculatrice")).is_empty());
        let with_signs = "Les 16 chiffres de votre carte bancaire\n1 2 3 4 5 6 7 8 9 ⌫ 0 ✕ Suivant";
        assert_eq!(kinds(&page(with_signs, &[], &[])), [FieldKind::CardNumber]);
        let in_lines = "Bitte die 16 Ziffern Ihrer Karte antippen\n7\n2\n9\n4\n0\n5\n1\n8\n3\n6";
        assert_eq!(kinds(&page(in_lines, &[], &[])), [FieldKind::CardNumber]);
        let scale = "Bitte die 16 Ziffern Ihrer Karte antippen\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9";
        assert!(kinds(&page(scale, &[], &[])).is_empty());
        for pages in ["‹ 1 2 3 4 5 6 7 8 9 10 ›", "a b c d 1 2 3 4 5 6 7 8 9 0"] {
            assert!(kinds(&page(&format!("Numéro de carte\n{pages}"), &[], &[])).is_empty());
        }
        for scale in ["0 1 2 3 4 5 6 7 8 9 10", "1 2 3 4 5 6 7 8 9 10"] {
            assert!(kinds(&page(&format!("Numéro de carte\n{scale}"), &[], &[])).is_empty());
        }
        assert!(kinds(&page("Numéro de carte\n1 2 3 4 5", &[], &[])).is_empty());
        // a calculator of buttons, whose page ends in other words
        assert!(kinds(&page("Calculatrice\nNuméro de carte perdue", &[], KEYS)).is_empty());
        assert!(kinds(&keypad("Calculatrice")).is_empty());
        assert!(kinds(&page("Code PIN de votre carte", &[], &["1", "2", "3"])).is_empty());
    }

    #[test]
    fn a_camera_beside_a_request_for_a_document_asks_for_it() {
        let text = "Pour retirer votre colis, prenez un selfie avec votre pièce d'identité.";
        assert_eq!(
            kinds(&page(text, &[], &["Ouvrir la caméra"])),
            [FieldKind::IdentityDocument]
        );
        assert!(kinds(&page("Scannez le code QR.", &[], &["Ouvrir la caméra"])).is_empty());
        assert!(kinds(&page(text, &[], &["Continuer"])).is_empty());
    }
}
