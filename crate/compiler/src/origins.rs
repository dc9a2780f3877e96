//! Where facts are from: each source and date once, however many facts it has.

use super::emit::{Tables, distinct, number};
use super::source::Text;

/// The origin of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Of a source and a date, which are checked elsewhere. A visitor is told its
    /// first part: a page, a file, a list.
    pub(crate) fn of(source: &Text, date: &Text) -> Self {
        let source = source.get_ref();
        let told = source.split("; ").next().unwrap_or(source);
        Self(format!("{}\t{told}", date.get_ref()))
    }
}

/// All origins, numbered.
#[derive(Debug)]
pub(crate) struct Origins<'a>(Vec<&'a str>);

impl<'a> Origins<'a> {
    /// Numbers the distinct ones.
    pub(crate) fn number(origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        Self(distinct(
            origins.into_iter().map(|origin| origin.0.as_str()),
        ))
    }

    /// The number of one.
    pub(crate) fn of(&self, origin: &Origin) -> usize {
        number(&self.0, origin.0.as_str())
    }

    /// Writes them.
    pub(crate) fn emit(&self, tables: &mut Tables) {
        tables.strings("ORIGINS", &self.0);
    }
}
