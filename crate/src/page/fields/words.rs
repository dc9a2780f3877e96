//! What one field asks for, by its attributes and words.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::RegexSet;

use crate::data::{self, FieldKind, FieldPatterns};
use crate::page::Field;
use crate::text::{fold, fold_identifier};

/// What a single field asks for: standard attributes first, words second.
#[must_use]
pub(crate) fn classify(field: &Field) -> Option<FieldKind> {
    if matches!(
        field.kind.as_str(),
        "checkbox"
            | "radio"
            | "submit"
            | "button"
            | "image"
            | "reset"
            | "hidden"
            | "range"
            | "color"
    ) {
        return None;
    }
    let by_words = patterns().classify(field);
    if let Some(kind) = by_autocomplete(&field.autocomplete) {
        // Kits copy attributes without sense (`autocomplete="bday"` on an expiry
        // date): the words of a card field win over a contact token.
        return match by_words {
            Some(words) if is_card(words) && !is_card(kind) => Some(words),
            _ => Some(kind),
        };
    }
    match field.kind.as_str() {
        "password"
            if !matches!(
                by_words,
                Some(
                    FieldKind::CardCsc
                        | FieldKind::Pin
                        | FieldKind::OneTimeCode
                        | FieldKind::BankLogin
                        | FieldKind::CardNumber
                )
            ) =>
        {
            Some(FieldKind::Password)
        }
        "email" if by_words.is_none() => Some(FieldKind::Email),
        "tel" if by_words.is_none() && field.maxlength == -1 => Some(FieldKind::Phone),
        "search" => Some(FieldKind::Search),
        _ => by_words,
    }
}

pub(super) fn is_card(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::CardNumber
            | FieldKind::CardExpiry
            | FieldKind::CardExpiryMonth
            | FieldKind::CardExpiryYear
            | FieldKind::CardCsc
            | FieldKind::CardName
    )
}

fn by_autocomplete(autocomplete: &str) -> Option<FieldKind> {
    let lower = autocomplete.to_ascii_lowercase();
    lower.split_ascii_whitespace().rev().find_map(|token| {
        data::fields()
            .iter()
            .find(|patterns| patterns.autocomplete.contains(&token))
            .map(|patterns| patterns.kind)
    })
}

/// The patterns of `phrases/fields.toml`, compiled once.
struct Patterns {
    label_match: Set,
    label_unless: Set,
    name_match: Set,
    name_unless: Set,
}

/// Patterns of one place, each with the kind it speaks of.
struct Set {
    regexes: RegexSet,
    kinds: Vec<FieldKind>,
}

impl Set {
    fn new(source: impl Fn(&FieldPatterns) -> &'static str) -> Self {
        let (sources, kinds): (Vec<_>, Vec<_>) = data::fields()
            .iter()
            .filter(|patterns| !source(patterns).is_empty())
            .map(|patterns| (format!("(?-u:{})", source(patterns)), patterns.kind))
            .unzip();
        // The build has compiled every pattern; an empty set is never the outcome.
        let regexes = RegexSet::new(&sources).unwrap_or_else(|_| RegexSet::empty());
        Self { regexes, kinds }
    }

    fn kinds_in(&self, words: &str) -> BTreeSet<FieldKind> {
        self.regexes
            .matches(words)
            .iter()
            .filter_map(|at| self.kinds.get(at).copied())
            .collect()
    }
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| Patterns {
        label_match: Set::new(|patterns| patterns.label),
        label_unless: Set::new(|patterns| patterns.unless_label),
        name_match: Set::new(|patterns| patterns.name),
        name_unless: Set::new(|patterns| patterns.unless_name),
    })
}

impl Patterns {
    /// The kind by words: what the visitor reads (placeholder, label) first,
    /// then what the author wrote (name, id). The order of kinds in the enum
    /// settles ties: the more harmful first.
    fn classify(&self, field: &Field) -> Option<FieldKind> {
        let label = padded(&[
            fold(&field.placeholder),
            fold(&field.label),
            fold(&field.title),
        ]);
        let name = padded(&[fold_identifier(&field.name), fold_identifier(&field.id)]);
        let mut refused = self.label_unless.kinds_in(&label);
        refused.extend(self.name_unless.kinds_in(&name));
        let fits = |kind: &FieldKind| !refused.contains(kind) && size_fits(*kind, field);
        let by_label = self.label_match.kinds_in(&label);
        let by_name = self.name_match.kinds_in(&name);
        // Both agree, or the label, or the name.
        by_label
            .intersection(&by_name)
            .copied()
            .find(fits)
            .or_else(|| by_label.iter().copied().find(fits))
            .or_else(|| by_name.iter().copied().find(fits))
    }
}

pub(super) fn padded(parts: &[String]) -> String {
    let mut text = String::from(" ");
    for part in parts.iter().filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push(' ');
    }
    text
}

/// Whether a field's form allows a kind: no card number fits into four
/// characters, and nobody picks one from a list but of saved cards.
fn size_fits(kind: FieldKind, field: &Field) -> bool {
    if field.tag == "select"
        && matches!(
            kind,
            FieldKind::CardNumber | FieldKind::CardCsc | FieldKind::CardName
        )
    {
        return false;
    }
    let length = field.maxlength;
    if length < 1 {
        return true;
    }
    match kind {
        // Four boxes of four, or one that holds fifteen digits.
        FieldKind::CardNumber => length == 4 || length >= 15,
        FieldKind::CardCsc => length <= 8 || length >= 20,
        FieldKind::CardExpiryMonth | FieldKind::CardExpiryYear => length <= 10 || length >= 20,
        _ => true,
    }
}
