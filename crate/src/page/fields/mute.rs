//! Fields without words: their labels are pictures.

use crate::page::{Field, PageSnapshot};

/// Fields from which a form is no search and no code.
const SEVERAL: usize = 3;
/// The same where a picture without words may stand for each label.
const SEVERAL_BESIDE_PICTURES: usize = 2;
/// Fields that may share a text: a heading over a group is no label of each.
const SHARED_BY: usize = 3;
/// Letters from which a label is no mark, in languages that put no space between words.
const LONG_LABEL: usize = 20;
/// Longest field that is a part of one answer: a day, a digit of a code.
const LONGEST_PART: i32 = 4;

/// Whether most of a page's fields have no words of their own, for visitors nor for
/// anybody else: their labels are pictures. Site builders name fields by numbers, but
/// label them, and frameworks that label nothing name them. One word that several
/// fields share ("required") marks them and labels none.
pub(crate) fn are_mute(page: &PageSnapshot) -> bool {
    let asks = |field: &&Field| {
        field.visible
            && !matches!(
                field.kind.as_str(),
                "submit"
                    | "button"
                    | "checkbox"
                    | "radio"
                    | "image"
                    | "reset"
                    | "search"
                    | "file"
                    | "range"
                    | "color"
            )
    };
    let shown: Vec<&Field> = page.fields.iter().filter(asks).collect();
    let is_heading = |label: &str| {
        (label.split_whitespace().nth(1).is_some() || label.chars().count() >= LONG_LABEL)
            && shown.iter().filter(|other| other.label == label).count() >= SHARED_BY
    };
    let mute = shown.iter().filter(|field| {
        let words = [&field.placeholder, &field.title, &field.name, &field.id];
        let is_switch = matches!(field.autocomplete.as_str(), "" | "on" | "off");
        !(1..=LONGEST_PART).contains(&field.maxlength)
            && is_switch
            && !words.iter().any(|words| has_word(words))
            && (field.label.is_empty() || is_heading(&field.label))
    });
    let mute = mute.count();
    let pictures = page.images.iter().filter(|image| image.alt.is_empty());
    let several = if pictures.count() >= mute {
        SEVERAL_BESIDE_PICTURES
    } else {
        SEVERAL
    };
    mute >= several && mute * 2 >= shown.len()
}

/// Whether three letters stand together in a name.
fn has_word(name: &str) -> bool {
    name.split(|letter: char| !letter.is_alphabetic())
        .any(|part| part.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Image;

    fn field(name: &str, label: &str) -> Field {
        Field {
            tag: "input".into(),
            kind: "text".into(),
            name: name.into(),
            label: label.into(),
            visible: true,
            ..Field::default()
        }
    }

    /// A page with these fields and so many pictures.
    fn page(fields: impl IntoIterator<Item = Field>, pictures: usize) -> PageSnapshot {
        PageSnapshot {
            fields: fields.into_iter().collect(),
            images: vec![Image::default(); pictures],
            ..PageSnapshot::default()
        }
    }

    #[test]
    fn labels_that_are_pictures() {
        let numbered = ["f301214", "f123291", "f629926"];
        let table = [
            (&numbered[..], "", 0, true),
            // a heading over the group is no label
            (&numbered[..], "Vos informations", 0, true),
            (&numbered[..], "เลขบัตรไม่ถูกต้องกรุณากรอก", 0, true),
            (&numbered[..2], "", 1, false),
            // a picture for each
            (&numbered[..2], "", 2, true),
            (&numbered[..1], "", 2, false),
            // a mark that they share
            (&numbered[..], "required", 3, false),
            (&["nom", "ville", "tel"][..], "", 3, false),
        ];
        for (names, label, pictures, mute) in table {
            let fields = names.iter().map(|name| field(name, label));
            assert_eq!(
                are_mute(&page(fields, pictures)),
                mute,
                "{names:?} {label} {pictures}"
            );
        }
        let words = ["Nom", "Ville", "Téléphone"];
        let labelled = numbered
            .iter()
            .zip(words)
            .map(|(name, label)| field(name, label));
        assert!(!are_mute(&page(labelled, 3)));
        let mut switched = numbered.map(|name| field(name, ""));
        for field in &mut switched {
            (field.autocomplete, field.title) = ("off".into(), ".".into());
        }
        assert!(are_mute(&page(switched, 0)), "attributes that say nothing");
        let boxes = numbered.map(|name| Field {
            maxlength: 1,
            ..field(name, "")
        });
        assert!(!are_mute(&page(boxes, 3)), "boxes of one answer");
        let mut hidden = numbered.map(|name| field(name, ""));
        for field in &mut hidden {
            field.visible = false;
        }
        assert!(!are_mute(&page(hidden, 3)));
    }
}
