//! The words of a page or a message, folded once for all who read them.

use super::PageSnapshot;
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
    /// Whether a copyright sign stands in the text.
    pub(crate) has_copyright_sign: bool,
}

/// What parts a title.
const SEPARATORS: [char; 6] = ['|', '\u{2013}', '\u{2014}', '\u{b7}', ':', '»'];

impl PageWords {
    /// The words of a page.
    pub(crate) fn of(page: &PageSnapshot) -> Self {
        let file = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        let images = || page.images.iter();
        Self {
            site_name: fold(&page.site_name),
            headings: page.headings.iter().map(|text| fold(text)).collect(),
            buttons: page.buttons.iter().map(|text| fold(text)).collect(),
            pictures: images().map(|image| fold(&image.alt)).collect(),
            picture_files: images()
                .map(|image| fold_identifier(&file(&image.src)))
                .collect(),
            ..Self::of_text(&page.title, &page.text)
        }
    }

    /// The words of a text and of who signs it.
    pub(crate) fn of_text(title: &str, text: &str) -> Self {
        // Folding drops the sign, and who stands behind it signs the page.
        let has_sign = text.contains('©');
        let spelt_out = has_sign.then(|| text.replace('©', " copyright "));
        Self {
            title: fold(title),
            title_parts: title.split(SEPARATORS).map(fold).collect(),
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
