//! Where data stands: files, lines, and what is wrong there.

use std::fmt;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::Files;

/// A place in a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path below `data/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// Something wrong with the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "crate/data/{}:{}: {}",
            self.place.file, self.place.line, self.message
        )
    }
}

/// Everything found wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub(crate) fn add(&mut self, place: Place, message: impl Into<String>) {
        self.0.push(Problem {
            place,
            message: message.into(),
        });
    }

    /// The outcome, if nothing is wrong.
    pub(crate) fn into_result<T>(mut self, outcome: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() {
            return Ok(outcome);
        }
        self.0.sort();
        self.0.dedup();
        Err(self.0)
    }
}

/// A string that knows where it stands.
pub(crate) type Text = Spanned<String>;

/// A data file.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// Path below `data/`.
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { file, text, lines }
    }

    /// One of the files; a missing one is a problem and reads as empty.
    pub(crate) fn of(files: &'a Files, file: &'a str, problems: &mut Problems) -> Self {
        let text = files.get(file).map(String::as_str);
        let source = Self::new(file, text.unwrap_or_default());
        if text.is_none() {
            problems.add(source.line(1), "the file is missing");
        }
        source
    }

    /// The files of a folder with their names without `ending`, by name.
    pub(crate) fn all(files: &'a Files, folder: &str, ending: &str) -> Vec<(&'a str, Self)> {
        let name = |file: &'a str| {
            file.strip_prefix(folder)?
                .strip_prefix('/')?
                .strip_suffix(ending)
        };
        let sources = files
            .iter()
            .filter_map(|(file, text)| Some((name(file)?, Self::new(file, text))));
        let mut sources: Vec<_> = sources.collect();
        sources.sort_by_key(|&(name, _)| name);
        sources
    }

    /// The place of a line.
    pub(crate) fn line(&self, line: usize) -> Place {
        Place {
            file: self.file.to_owned(),
            line,
        }
    }

    /// The place of a byte.
    pub(crate) fn at(&self, byte: usize) -> Place {
        self.line(self.lines.partition_point(|&start| start <= byte))
    }

    /// The place of a value.
    pub(crate) fn place<T>(&self, value: &Spanned<T>) -> Place {
        self.at(value.span().start)
    }

    /// Reads the file as TOML.
    pub(crate) fn parse<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        match toml::from_str(self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                problems.add(self.at(at), error.message().replace('\n', " "));
                None
            }
        }
    }
}
