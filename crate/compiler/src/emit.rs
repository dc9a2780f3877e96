//! Writes tables as Rust.

use std::fmt::{Debug, Write};

use super::names;
use super::pattern_program::{self, Program};
use super::source::{Place, Problems};

/// The Rust text of the tables, and what did not fit.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    text: String,
    overflows: Vec<String>,
}

impl Tables {
    /// Writes a line as it is.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes one text.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("pub(crate) static {name}: &str = {text:?};"));
    }

    /// Writes the program of patterns, each with the number of its bit.
    pub(crate) fn patterns<'a>(
        &mut self,
        name: &str,
        patterns: impl IntoIterator<Item = (u32, &'a str)>,
    ) {
        match pattern_program::build(patterns) {
            Ok(Program { bytes, classes }) => {
                let steps = format!("{name}_STEPS");
                self.bytes(&steps, &bytes);
                self.line(&format!(
                    "static {name}: Patterns = Patterns {{ steps: &{steps}, classes: &{classes:?} }};"
                ));
            }
            // A pattern that is wrong by itself is said where it stands.
            Err(why) => self.overflows.push(format!("a pattern of {name} {why}")),
        }
    }

    /// Writes an array, each item as its Rust text. An array lies under its own name in the
    /// engine, so that its bytes can be told.
    pub(crate) fn array(
        &mut self,
        name: &str,
        item_type: &str,
        items: impl IntoIterator<Item = String>,
    ) {
        let items: Vec<_> = items.into_iter().collect();
        let count = items.len();
        let _ = writeln!(
            self.text,
            "pub(crate) static {name}: [{item_type}; {count}] = ["
        );
        for (index, item) in items.into_iter().enumerate() {
            self.text.push_str(&item);
            self.text.push_str(if index % 16 == 15 || item.len() > 16 {
                ",\n"
            } else {
                ", "
            });
        }
        self.line("];");
    }

    /// Writes numbers, 16 bits each.
    pub(crate) fn numbers(&mut self, name: &str, numbers: impl IntoIterator<Item = usize>) {
        let numbers: Vec<_> = numbers.into_iter().collect();
        self.must_fit(
            name,
            numbers.iter().max().copied().unwrap_or_default(),
            usize::from(u16::MAX),
        );
        self.array(name, "u16", numbers.iter().map(usize::to_string));
    }

    /// Notes a table whose numbers outgrow what they are written in.
    pub(crate) fn must_fit(&mut self, name: &str, largest: usize, limit: usize) {
        if largest > limit {
            self.overflows.push(format!(
                "the data outgrew the table {name}: {largest} of {limit}"
            ));
        }
    }

    /// Writes where runs of items lie that follow each other.
    pub(crate) fn runs(&mut self, name: &str, lengths: impl IntoIterator<Item = usize>) {
        let runs = self.runs_of(name, lengths);
        self.line(&format!("pub(crate) static {name}: Runs = {runs};"));
    }

    /// The Rust text of such runs: the length of each, a byte, and where every
    /// sixteenth starts, 16 bits.
    fn runs_of(&mut self, name: &str, lengths: impl IntoIterator<Item = usize>) -> String {
        let mut start = 0;
        let (mut lengths_text, mut marks) = (Vec::new(), Vec::new());
        for (number, length) in lengths.into_iter().enumerate() {
            self.must_fit(name, length, usize::from(u8::MAX));
            if number % 16 == 0 {
                self.must_fit(name, start, usize::from(u16::MAX));
                marks.push(start.to_string());
            }
            lengths_text.push(length.to_string());
            start += length;
        }
        let (lengths, marks) = (lengths_text.join(", "), marks.join(", "));
        format!("Runs {{ lengths: &[{lengths}], marks: &[{marks}] }}")
    }

    /// Writes strings end to end, with where each one lies.
    pub(crate) fn strings(&mut self, name: &str, strings: &[impl AsRef<str>]) {
        let text: String = strings.iter().map(AsRef::as_ref).collect();
        let lengths = strings.iter().map(|string| string.as_ref().len());
        let runs = self.runs_of(name, lengths);
        self.line(&format!(
            "pub(crate) static {name}: Strings = Strings {{ text: {text:?}, at: {runs} }};"
        ));
    }

    /// Writes host names, which stand in their order.
    pub(crate) fn names(&mut self, name: &str, names: &[&str]) {
        self.must_fit(name, names.len(), usize::from(u16::MAX) - 1);
        self.bytes(name, &names::write(names));
    }

    /// Writes bytes.
    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        let (count, text) = (bytes.len(), bytes.escape_ascii());
        self.line(&format!(
            "pub(crate) static {name}: [u8; {count}] = *b\"{text}\";"
        ));
    }

    /// The text, if everything fitted.
    pub(crate) fn finish(self, problems: &mut Problems) -> String {
        for message in self.overflows {
            problems.add(
                Place {
                    file: String::new(),
                    line: 1,
                },
                message,
            );
        }
        self.text
    }
}

/// The Rust text of a slice of values that print as Rust.
pub(crate) fn slice_of<T: Debug>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<_> = values
        .into_iter()
        .map(|value| format!("{value:?}"))
        .collect();
    format!("&[{}]", values.join(", "))
}

/// The Rust text of a slice of an enum's values.
pub(crate) fn enums_of<T: Debug>(name: &str, values: &[T]) -> String {
    let values: Vec<_> = values
        .iter()
        .map(|value| format!("{name}::{value:?}"))
        .collect();
    format!("&[{}]", values.join(", "))
}

/// The distinct values, in order.
pub(crate) fn distinct<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The number of a value among sorted ones.
pub(crate) fn number<T: Ord + ?Sized>(sorted: &[&T], value: &T) -> usize {
    sorted.partition_point(|&other| other < value)
}
