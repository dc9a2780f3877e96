//! Fields without words: their labels are pictures.

use crate::page::Field;

/// Fields from which a form is no search and no code.
const SEVERAL: usize = 3;
/// Fields that may share a text: a heading over a group is no label of each.
const SHARED_BY: usize = 3;

/// Whether most of a page's fields have no words of their own, for visitors nor for
/// anybody else: their labels are pictures. Site builders name fields by numbers, but
/// label them, and frameworks that label nothing name them.
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
    let is_shared =
        |label: &str| shown.iter().filter(|other| other.label == label).count() >= SHARED_BY;
    let mute = shown.iter().filter(|field| {
        let words = [&field.placeholder, &field.title, &field.autocomplete];
        words.iter().all(|words| words.is_empty())
            && !has_word(&field.name)
            && !has_word(&field.id)
            && (field.label.is_empty() || is_shared(&field.label))
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
        let mut hidden = numbered.map(|name| field(name, ""));
        for field in &mut hidden {
            field.visible = false;
        }
        assert!(!are_mute(&hidden));
    }
}
