//! Likely false positive: soft hyphens of honest typography and scripts that
//! need joiners; only several in short texts count. Pages whose letters came out
//! broken: letters that make no words count with a font of the page's own, or
//! beside what the page asks for.

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::page::fields::{ClassifiedField, are_mute, is_card};
use crate::page::PageSnapshot;
use crate::text::unreadable::{is_hardly_a_language, is_in_private_letters, is_no_language, is_of_mixed_signs};
use crate::text::{fold, hidden_marks, mixed_script_words};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct Evasion;

impl Rule for Evasion {
    const SCOPE: Scope = Scope::Page;
    const ABOUT: &'static str = "\
        Hidden marks inside words, or words that mix alphabets, made to be missed by filters; names are folded \
        before they are compared, so they are found all the same. Letters that make no words (a shuffled alphabet \
        that the page's own font puts right, private letters in place of letters) are strong where the page has a \
        font of its own, takes the next step of a story, or asks for something and names a carrier (in its name it is \
        danger): told by pairs of letters that no language of the data has, abbreviations left out, or by figures and capitals \
        inside most words. So is a card \
        form without a word on a page that says nothing, outside of frames: its words are drawn. Three fields and \
        more without a word of their own (numbers for names, no label but a heading that three share), or two beside \
        as many pictures without words, are medium, outside of frames: their labels are pictures; on a page of no \
        name that leads nowhere that is caution.";
    const BLIND_TO: &'static str = "text in pictures; forms of which half the fields are named.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(page) = context.page else { return };
        if context.is_known_party() {
            return;
        }
        let in_title = hidden_marks(&page.title) + mixed_script_words(&page.title);
        let in_text = hidden_marks(&page.text) + mixed_script_words(&page.text);
        if is_unreadable(context, page) || draws_its_words(context, page) {
            findings.push(Finding::new(RuleId::Evasion, Strength::Strong, ""));
            return;
        }
        let strength = match (in_title, in_text) {
            (1.., _) | (_, 10..) => Strength::Medium,
            _ if !context.inherited.framed && are_mute(page) => Strength::Medium,
            (_, 3..) => Strength::Weak,
            _ => return,
        };
        findings.push(Finding::new(RuleId::Evasion, strength, ""));
    }
}

/// Whether the page's letters make no words, and a visitor reads words all the same.
fn is_unreadable(context: &Context<'_>, page: &PageSnapshot) -> bool {
    let text = || {
        // What a short page says stands in its fields as well.
        let fields = page.fields.iter().filter(|field| field.visible);
        let words = fields.flat_map(|field| [field.label.as_str(), field.placeholder.as_str()]);
        let mut words: Vec<&str> = words.filter(|words| !page.text.contains(words)).collect();
        words.insert(0, &page.text);
        fold(&without_abbreviations(&words.join(" ")))
    };
    let told = || {
        is_no_language(&text())
            || page.own_font && is_of_mixed_signs(&page.text)
            || page.own_font && is_no_language(&fold(&without_abbreviations(&page.headings.join(" "))))
    };
    // A form with nothing but a button leads on.
    let asks = || page.fields.iter().any(|field| field.visible) || !page.forms.is_empty() && !page.buttons.is_empty();
    let asks_as_carrier = || context.claim.identity().is_some() && asks();
    // The name of a carrier is the one word that is left as it is.
    let asks_and_names_carrier = || asks() && context.claim.brands.iter().any(|claim| !claim.brand.is_sender());
    is_in_private_letters(&page.text)
        // Nobody types a card into a grid of letters to be searched for words.
        || context.ask.secrets() && stands_in_columns(&page.text)
        || (page.own_font || context.takes_next_step() || asks_and_names_carrier()) && told()
        || page.own_font && asks_as_carrier() && is_hardly_a_language(&text())
}

/// Whether most letters of a text stand in lines of their own, more of them than an alphabet has: the eye reads them
/// across, from column to column.
fn stands_in_columns(text: &str) -> bool {
    const MORE_THAN_AN_ALPHABET: usize = 60;
    let is_one = |line: &&str| {
        let mut letters = line.trim().chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let alone = text.lines().filter(is_one).count();
    alone >= MORE_THAN_AN_ALPHABET && 2 * alone > text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// A text without its words in capitals and mixed letters, which are no words of a
/// language (`HDMI`, `SODIMMs`), unless most of it is in capitals.
fn without_abbreviations(text: &str) -> String {
    let is_abbreviation = |word: &&str| word.chars().skip(1).any(char::is_uppercase);
    let all = text.split_whitespace().count();
    let small: Vec<&str> = text.split_whitespace().filter(|word| !is_abbreviation(word)).collect();
    if small.len() * 2 < all { text.to_owned() } else { small.join(" ") }
}

/// Letters below which a page says nothing.
const FEW_LETTERS: usize = 80;

/// Whether a card is asked for without a word: nobody could fill that in, so that
/// the words are drawn. In a frame they may stand in the page around it.
fn draws_its_words(context: &Context<'_>, page: &PageSnapshot) -> bool {
    let says = |text: &str| text.chars().any(char::is_alphabetic);
    let is_mute = |asked: &ClassifiedField| {
        page.fields.get(asked.field).is_some_and(|field| {
            field.visible && ![&field.label, &field.placeholder, &field.title].iter().any(|text| says(text))
        })
    };
    // A drawn keypad asks without a field.
    let of_card = || context.ask.fields.iter().filter(|asked| is_card(asked.kind));
    !context.inherited.framed
        && context.ask.card()
        && page.says_less_than(FEW_LETTERS)
        && of_card().next().is_some()
        && of_card().all(is_mute)
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::{RuleId, Strength};
    use crate::page::{Field, PageSnapshot};
    use crate::rules::context::FrameContext;
    use crate::rules::testing::{page, strength_after, strength_on};

    #[test]
    fn table() {
        let hidden = "Chr\u{200b}onopost ";
        let table = [
            ("Chr\u{200b}onopost", String::new(), Some(Strength::Medium)),
            ("", hidden.repeat(10), Some(Strength::Medium)),
            ("", hidden.repeat(3), Some(Strength::Weak)),
            // a Cyrillic letter in Latin words
            ("", "Chrоnopost ".repeat(3), Some(Strength::Weak)),
            // a slip, and a script of its own
            ("", hidden.repeat(2), None),
            ("Посылка", "Ваша посылка задержана ".repeat(5), None),
        ];
        for (title, text, strength) in table {
            let mut page = page("https://azur.example/p", &text, &[]);
            page.title = title.into();
            assert_eq!(strength_on(RuleId::Evasion, &page), strength, "{title} {text}");
        }
    }

    /// A card form known by its shape alone.
    fn mute_form(words: &str) -> PageSnapshot {
        let field = |maxlength, words: &str| Field {
            tag: "input".into(),
            kind: "text".into(),
            inputmode: "numeric".into(),
            maxlength,
            label: words.into(),
            ..Field::default()
        };
        PageSnapshot {
            url: "https://vorbanu.example/".into(),
            title: "Paiement".into(),
            text: "Continuer".into(),
            fields: vec![field(19, words), field(5, ""), field(4, "")],
            ..PageSnapshot::default()
        }
    }

    #[test]
    fn fields_whose_labels_are_pictures() {
        let mut drawn = page("https://vorbanu.example/", "Bonjour", &["", "", ""]);
        let numbers = ["f301214", "f123291", "f629926"];
        for (field, name) in drawn.fields.iter_mut().zip(numbers) {
            (field.name, field.id) = (name.into(), name.into());
        }
        assert_eq!(strength_on(RuleId::Evasion, &drawn), Some(Strength::Medium));
    }

    #[test]
    fn letters_that_make_no_words_count_with_a_claim_and_a_request() {
        let shuffled = "yrwuh frolv hvw uhwhqx gdqv qrwuh hqwuhsrw lo pdqtxh ghv iudlv gh uhhashglwlrq \
            srxu oh olyuhu dydqw ghpdlq vrlu hw uhfhyrlu yrwuh frppdqgh fkhc yrxv";
        let signed = format!("{shuffled}\n© Chronopost");
        let naming = format!("DHL {shuffled}");
        let table = [
            (signed.as_str(), &["Qrp"][..], Some(Strength::Strong)),
            (naming.as_str(), &["Qrp"], Some(Strength::Strong)),
            // letters that came out broken: of nobody, or with nothing to fill in
            (shuffled, &["Qrp"][..], None),
            (signed.as_str(), &[], None),
        ];
        for (text, labels, strength) in table {
            let found = strength_on(RuleId::Evasion, &page("https://vorbanu.example/", text, labels));
            assert_eq!(found, strength, "{text} {labels:?}");
        }
    }

    #[test]
    fn letters_in_columns() {
        const CARD: &[&str] = &["Kartennummer", "Ablaufdatum", "Prüfziffer"];
        let column = |letters: &str| letters.chars().map(|letter| format!("{letter}\n")).collect::<String>();
        let sentence = "IhrPaketliegtimDepotderAbsenderhatzuwenigPortobezahltzahlenSiejetzt";
        for (text, labels, strength) in [
            (column(sentence), CARD, Some(Strength::Strong)),
            (column(sentence), &["Chercher une grille"][..], None),
            (column("abcdefghijklmnopqrstuvwxyz"), CARD, None),
            (format!("{}{}", column(sentence), "Rätsel der Woche für unsere Leser. ".repeat(9)), CARD, None),
        ] {
            assert_eq!(strength_on(RuleId::Evasion, &page("https://azur.example/p", &text, labels)), strength, "{text}");
        }
    }

    #[test]
    fn a_card_form_without_a_word() {
        let drawn = mute_form("");
        assert_eq!(strength_on(RuleId::Evasion, &drawn), Some(Strength::Strong));
        let labelled = mute_form("Numéro de carte");
        assert!(strength_on(RuleId::Evasion, &labelled) < Some(Strength::Strong));
        // a provider's frame, whose words stand around it
        let framed = FrameContext {
            framed: true,
            ..FrameContext::default()
        };
        assert_eq!(strength_after(RuleId::Evasion, &drawn, &framed), None);
        // a drawn keypad, which has no field that could be mute
        let mut keypad = page("https://azur.example/p", "Numéro de carte\n1 2 3 4 5 6 7 8 9 0", &[]);
        keypad.title = "Bingo".into();
        assert_eq!(strength_on(RuleId::Evasion, &keypad), None);
        // a page that speaks
        let mut spoken = mute_form("");
        spoken.text = "Réglez votre séjour à l'hôtel des Lilas. Votre chambre vous attend, merci de \
            saisir ci-dessous le numéro, la date et le code de votre carte.".into();
        assert!(strength_on(RuleId::Evasion, &spoken) < Some(Strength::Strong));
    }
}
