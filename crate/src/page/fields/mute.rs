//! Fields without words: their labels are pictures.

use crate::page::Field;

/// Fields from which a form is no search and no code.
const SEVERAL: usize = 3;
/// Fields that may share a text: a heading over a group is no label of each.
const SHARED_BY: usize = 3;
/// Longest field that is a part of one answer: a day, a digit of a code.
const LONGEST_PART: i32 = 4;

/// Whether most of a page's fields have no words of their own, for visitors nor for
/// anybody else: their labels are pictures. Site builders name fields by numbers, but
/// label them, and frameworks that label nothing name them. One word that several
/// fields share ("required") marks them and labels none.
pub(crate) fn are_mute(fields: &[Field]) -> bool {
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
    let shown: Vec<&Field> = fields.iter().filter(asks).collect();
    let is_heading = |label: &str| {
        label.split_whitespace().nth(1).is_some()
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
    mute >= SEVERAL && mute * 2 >= shown.len()
}

/// Whether three letters stand together in a name.
fn has_word(name: &str) -> bool {
    name.split(|letter: char| !letter.is_alphabetic())
        .any(|part| part.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn labels_that_are_pictures() {
        let numbered = ["f301214", "f123291", "f629926"];
        let table = [
            (&numbered[..], "", true),
            // a heading over the group is no label
            (&numbered[..], "Vos informations", true),
            (&numbered[..2], "", false),
            // a mark that they share
            (&numbered[..], "required", false),
            (&["nom", "ville", "tel"][..], "", false),
        ];
        for (names, label, mute) in table {
            let fields: Vec<Field> = names.iter().map(|name| field(name, label)).collect();
            assert_eq!(are_mute(&fields), mute, "{names:?} {label}");
        }
        let words = ["Nom", "Ville", "Téléphone"];
        let labelled = numbered
            .iter()
            .zip(words)
            .map(|(name, label)| field(name, label));
        assert!(!are_mute(&labelled.collect::<Vec<_>>()));
        let mut switched = numbered.map(|name| field(name, ""));
        for field in &mut switched {
            (field.autocomplete, field.title) = ("off".into(), ".".into());
        }
        assert!(are_mute(&switched), "attributes that say nothing");
        let boxes = numbered.map(|name| Field {
            maxlength: 1,
            ..field(name, "")
        });
        assert!(!are_mute(&boxes), "boxes of one answer");
        let mut hidden = numbered.map(|name| field(name, ""));
        for field in &mut hidden {
            field.visible = false;
        }
        assert!(!are_mute(&hidden));
    }
}
