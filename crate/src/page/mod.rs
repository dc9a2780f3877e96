//! What the extension saw: the input of the engine.
//!
//! `extension/content/read/snapshot.js` fills a [`PageSnapshot`]; every list and
//! string is bounded there, and bounded again by [`PageSnapshot::clamp`],
//! because a message from a page's process is not to be trusted. No field of
//! these types ever holds what a visitor typed.

use serde::{Deserialize, Serialize};

use crate::text::overrides::resolve_overrides;

pub(crate) mod chain;
pub(crate) mod claim;
pub(crate) mod danger_memory;
pub(crate) mod fields;
pub(crate) mod lure;
pub(crate) mod own_name;
pub(crate) mod signature;
pub(crate) mod words;
pub(crate) mod words_of_others;

pub use fields::{ClassifiedField, FieldIndices, FormAnalysis};

/// A page as its visitor's browser shows it, reduced to bounded facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct PageSnapshot {
    /// Address of the document, as the document gives it. The service replaces
    /// it by the address that the browser names for the sender.
    pub url: String,
    /// Text of `<title>`.
    pub title: String,
    /// `og:site_name`.
    pub site_name: String,
    /// `<meta name="description">`.
    pub description: String,
    /// Visible text in document order, with same-origin frames and open shadow roots.
    pub text: String,
    /// Texts of headings.
    pub headings: Vec<String>,
    /// Captions of buttons.
    pub buttons: Vec<String>,
    /// Images and icons.
    pub images: Vec<Image>,
    /// Links.
    pub links: Vec<Link>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Form fields and editable boxes; hidden inputs are left out.
    pub fields: Vec<Field>,
    /// Addresses of external scripts.
    pub scripts: Vec<String>,
    /// Addresses of style sheets.
    pub styles: Vec<String>,
    /// Whether the page asks search engines not to list it.
    pub noindex: bool,
    /// Content of `<meta http-equiv="refresh">`.
    pub refresh: String,
    /// Address of the page that led here, as far as that page tells it.
    pub referrer: String,
    /// Whether the page as a whole is an editor (webmail composer).
    pub editable: bool,
    /// Whether more than half of the letters that were asked are painted in a font
    /// that the page brings along, which may paint any letter as any other.
    pub own_font: bool,
    /// True totals, before the lists were cut.
    pub counts: Counts,
    /// Whether anything was cut.
    pub truncated: bool,
}

/// An image: resolved address and alternative text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Image {
    /// Resolved address; `data:` alone for inlined pictures.
    pub src: String,
    /// Alternative text.
    pub alt: String,
}

/// A link: resolved address and text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Link {
    /// Resolved address.
    pub href: String,
    /// Text of the link.
    pub text: String,
}

/// A form: the raw `action` attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Form {
    /// `action` as written; empty when absent.
    pub action: String,
}

/// A form field, described by its attributes and the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Field {
    /// Index into [`PageSnapshot::forms`], or -1 outside any form.
    pub form: i32,
    /// `input`, `select`, `textarea` or `contenteditable`.
    pub tag: String,
    /// `type` attribute.
    #[serde(rename = "type")]
    pub kind: String,
    /// `name` attribute.
    pub name: String,
    /// `id` attribute.
    pub id: String,
    /// `autocomplete` attribute.
    pub autocomplete: String,
    /// `placeholder` attribute.
    pub placeholder: String,
    /// Words of the label, `aria-label`, or the nearest text before the field.
    pub label: String,
    /// `maxlength`, or -1.
    pub maxlength: i32,
    /// `inputmode` attribute.
    pub inputmode: String,
    /// `title` attribute.
    pub title: String,
    /// First texts of a `select`'s options.
    pub options: Vec<String>,
    /// Whether the visitor can see it.
    pub visible: bool,
    /// Place among the document's inputs, selects and textareas, or -1.
    pub index: i32,
}

impl Default for Field {
    fn default() -> Self {
        Self {
            form: -1,
            tag: String::new(),
            kind: String::new(),
            name: String::new(),
            id: String::new(),
            autocomplete: String::new(),
            placeholder: String::new(),
            label: String::new(),
            maxlength: -1,
            inputmode: String::new(),
            title: String::new(),
            options: Vec::new(),
            visible: true,
            index: -1,
        }
    }
}

/// True totals of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    /// Links.
    pub links: u32,
    /// Characters of visible text.
    pub text_length: u32,
}

/// What the extension sends of a page at most: entries of a list, and UTF-16 units of
/// a text. Its type check compares its own bounds with these.
pub const SENT: &[(&str, usize)] = &[
    ("text", 40_000),
    ("line", 300),
    ("url", 1_000),
    ("attribute", 200),
    ("headings", 40),
    ("buttons", 60),
    ("images", 150),
    ("links", 400),
    ("forms", 40),
    ("fields", 300),
    ("options", 14),
    ("files", 100),
];

/// Longest text that is looked at, in bytes.
pub const MAX_TEXT: usize = 120_000;
// What the extension sends, with some room, in bytes: a UTF-16 unit may be three bytes.
const MAX_LINE: usize = 1_000;
const MAX_ADDRESS: usize = 3_000;
const MAX_ATTRIBUTE: usize = 600;
const MAX_HEADINGS: usize = 60;
const MAX_BUTTONS: usize = 80;
const MAX_IMAGES: usize = 200;
const MAX_LINKS: usize = 500;
const MAX_FORMS: usize = 60;
const MAX_FIELDS: usize = 320;
const MAX_OPTIONS: usize = 16;
const MAX_FILES: usize = 150;

impl PageSnapshot {
    /// Whether the text holds fewer letters than so many.
    pub(crate) fn says_less_than(&self, letters: usize) -> bool {
        let held = self.text.chars().filter(|letter| letter.is_alphabetic());
        held.take(letters).count() < letters
    }

    /// Whether the page leads to fewer than four others of its own host: sites
    /// have menus and legal pages, single pages of a kit have none.
    #[must_use]
    pub fn is_dead_end(&self, own_host: &str) -> bool {
        const FEW: usize = 4;
        let without_fragment = |address: &str| {
            let end = address.find('#').unwrap_or(address.len());
            address.get(..end).unwrap_or_default().to_owned()
        };
        let here = without_fragment(&self.url);
        self.links
            .iter()
            .filter(|link| link.href.split('/').nth(2) == Some(own_host))
            .filter(|link| without_fragment(&link.href) != here)
            .take(FEW)
            .count()
            < FEW
    }

    /// Cuts every string and list to its bound, whoever filled it, so that the
    /// cost of a page does not grow with what its process chose to send.
    pub fn clamp(&mut self) {
        cut(&mut self.text, MAX_TEXT);
        cut(&mut self.url, MAX_ADDRESS);
        for text in [
            &mut self.title,
            &mut self.site_name,
            &mut self.description,
            &mut self.refresh,
            &mut self.referrer,
        ] {
            cut(text, MAX_LINE);
        }
        for (list, entries, bytes) in [
            (&mut self.headings, MAX_HEADINGS, MAX_LINE),
            (&mut self.buttons, MAX_BUTTONS, MAX_LINE),
            (&mut self.scripts, MAX_FILES, MAX_ADDRESS),
            (&mut self.styles, MAX_FILES, MAX_ADDRESS),
        ] {
            list.truncate(entries);
            list.iter_mut().for_each(|text| cut(text, bytes));
        }
        self.images.truncate(MAX_IMAGES);
        for image in &mut self.images {
            cut(&mut image.src, MAX_ADDRESS);
            cut(&mut image.alt, MAX_LINE);
        }
        self.links.truncate(MAX_LINKS);
        for link in &mut self.links {
            cut(&mut link.href, MAX_ADDRESS);
            cut(&mut link.text, MAX_LINE);
        }
        self.forms.truncate(MAX_FORMS);
        for form in &mut self.forms {
            cut(&mut form.action, MAX_ADDRESS);
        }
        self.fields.truncate(MAX_FIELDS);
        self.fields.iter_mut().for_each(Field::clamp);
    }

    /// Puts the words that a visitor reads in the order in which they are painted.
    pub(crate) fn resolve_overrides(&mut self) {
        let images = self.images.iter_mut().map(|image| &mut image.alt);
        let links = self.links.iter_mut().map(|link| &mut link.text);
        let fields = self
            .fields
            .iter_mut()
            .flat_map(|field| [&mut field.label, &mut field.placeholder]);
        [&mut self.title, &mut self.text]
            .into_iter()
            .chain(&mut self.headings)
            .chain(&mut self.buttons)
            .chain(images)
            .chain(links)
            .chain(fields)
            .for_each(resolve_overrides);
    }
}

impl Field {
    fn clamp(&mut self) {
        for text in [
            &mut self.tag,
            &mut self.kind,
            &mut self.name,
            &mut self.id,
            &mut self.autocomplete,
            &mut self.placeholder,
            &mut self.label,
            &mut self.inputmode,
            &mut self.title,
        ] {
            cut(text, MAX_ATTRIBUTE);
        }
        self.options.truncate(MAX_OPTIONS);
        self.options
            .iter_mut()
            .for_each(|text| cut(text, MAX_ATTRIBUTE));
    }
}

/// Cuts at a character border at or below `max` bytes.
fn cut(text: &mut String, max: usize) {
    if text.len() > max {
        text.truncate(text.floor_char_boundary(max));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clamp_bounds_every_list_and_string() {
        let mut page = PageSnapshot {
            text: "é".repeat(MAX_TEXT),
            headings: vec!["x".repeat(10_000); 2_000],
            fields: vec![
                Field {
                    label: "y".repeat(10_000),
                    ..Field::default()
                };
                2_000
            ],
            ..PageSnapshot::default()
        };
        page.clamp();
        assert!(page.text.len() <= MAX_TEXT);
        assert_eq!(page.headings.len(), MAX_HEADINGS);
        assert!(page.headings.iter().all(|h| h.len() <= MAX_LINE));
        assert_eq!(page.fields.len(), MAX_FIELDS);
        assert!(page.fields.iter().all(|f| f.label.len() <= MAX_ATTRIBUTE));
    }

    #[test]
    fn what_the_extension_sends_is_not_cut() {
        let room = [
            ("text", MAX_TEXT / 3),
            ("line", MAX_LINE / 3),
            ("url", MAX_ADDRESS / 3),
            ("attribute", MAX_ATTRIBUTE / 3),
            ("headings", MAX_HEADINGS),
            ("buttons", MAX_BUTTONS),
            ("images", MAX_IMAGES),
            ("links", MAX_LINKS),
            ("forms", MAX_FORMS),
            ("fields", MAX_FIELDS),
            ("options", MAX_OPTIONS),
            ("files", MAX_FILES),
        ];
        assert_eq!(
            room.map(|(name, _)| name),
            *SENT.iter().map(|(name, _)| *name).collect::<Vec<_>>()
        );
        for ((name, sent), (_, room)) in SENT.iter().zip(room) {
            assert!(*sent <= room, "{name}");
        }
    }

    #[test]
    fn overridden_words_are_read_as_they_are_painted() {
        let turned = || "\u{202e}etrac ed orémuN\u{202c}".to_owned();
        let mut page = PageSnapshot {
            title: turned(),
            text: turned(),
            headings: vec![turned()],
            fields: vec![Field {
                label: turned(),
                ..Field::default()
            }],
            ..PageSnapshot::default()
        };
        page.resolve_overrides();
        for read in [
            &page.title,
            &page.text,
            &page.headings[0],
            &page.fields[0].label,
        ] {
            assert_eq!(read, "Numéro de carte");
        }
    }

    #[test]
    fn an_empty_object_is_a_page() {
        let page: PageSnapshot = serde_json::from_str("{}").unwrap_or_default();
        assert_eq!(page, PageSnapshot::default());
    }
}
