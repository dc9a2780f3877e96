//! The leaks of personal data.

use serde::Deserialize;
use toml::Spanned;

use super::brand::Brand;
use super::check;
use super::emit::{Tables, enums_of, slice_of};
use super::kinds::{BreachStatus, Confidence, FigureSource, LeakedData};
use super::source::{Problems, Source, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreachFile {
    breach: Vec<BreachEntry>,
    cases: CasesEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreachEntry {
    id: Text,
    organisation: Text,
    #[serde(default)]
    brands: Vec<Text>,
    #[serde(default)]
    group: Vec<Text>,
    countries: Spanned<Vec<Text>>,
    happened: Text,
    public: Text,
    #[serde(default)]
    unsure: bool,
    status: Text,
    people: Option<Spanned<u32>>,
    figure: Text,
    taken: Spanned<Vec<Text>>,
    #[serde(default)]
    claimed: Vec<Text>,
    text: Text,
    confidence: Text,
    source: Text,
    date: Text,
    note: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesEntry {
    tell: Spanned<Vec<Text>>,
    silent: Spanned<Vec<Text>>,
}

/// A leak, checked.
#[derive(Debug)]
pub(crate) struct Breach {
    id: String,
    organisation: String,
    brands: Vec<String>,
    group: Vec<String>,
    public: String,
    status: BreachStatus,
    people: Option<u32>,
    figure: FigureSource,
    taken: Vec<LeakedData>,
    claimed: Vec<LeakedData>,
    confidence: Confidence,
    unsure: bool,
    source: String,
    date: String,
}

/// The leaks and what the data's own cases say of them.
#[derive(Debug, Default)]
pub(crate) struct Breaches {
    entries: Vec<Breach>,
    /// `brand leak`
    pub(crate) tell: Vec<String>,
    /// `brand`
    pub(crate) silent: Vec<String>,
}

/// Reads and checks the leaks.
pub(crate) fn read(source: &Source<'_>, brands: &[Brand], problems: &mut Problems) -> Breaches {
    let Some(file) = source.parse::<BreachFile>(problems) else {
        return Breaches::default();
    };
    let mut entries: Vec<Breach> = Vec::new();
    for entry in file.breach {
        if entries.iter().any(|known| known.id == *entry.id.get_ref()) {
            problems.add(
                source.place(&entry.id),
                format!("id \"{}\" stands there twice", entry.id.get_ref()),
            );
        }
        entries.extend(read_entry(source, entry, brands, problems));
    }
    let is_brand = |id: &str| brands.iter().any(|brand| brand.id == id);
    let tells = |text: &str| match text.split_once(' ') {
        Some((brand, leak)) if is_brand(brand) && entries.iter().any(|one| one.id == leak) => {
            Ok(())
        }
        _ => Err("is not a brand and a leak"),
    };
    let brand_alone = |text: &str| is_brand(text).then_some(()).ok_or("is not a brand");
    let cases = &file.cases;
    let tell = check::cases(source, "tell", 1, &cases.tell, tells, problems);
    let silent = check::cases(source, "silent", 1, &cases.silent, brand_alone, problems);
    Breaches {
        entries,
        tell,
        silent,
    }
}

/// Checks one leak.
fn read_entry(
    source: &Source<'_>,
    entry: BreachEntry,
    brands: &[Brand],
    problems: &mut Problems,
) -> Option<Breach> {
    check::slug(source, "id", &entry.id, problems);
    check::text(source, "organisation", &entry.organisation, problems);
    check::text(source, "text", &entry.text, problems);
    check::countries(source, &entry.countries, problems);
    check::origin(source, &entry.source, &entry.date, problems);
    if let Some(note) = &entry.note {
        check::text(source, "note", note, problems);
    }
    check::brands(
        source,
        entry.brands.iter().chain(&entry.group),
        brands,
        problems,
    );
    check_day(source, "public", &entry.public, problems);
    check_period(source, &entry.happened, problems);
    let ids = BreachStatus::ALL.iter().map(|value| value.id());
    let from_id = BreachStatus::from_id;
    let status = check::word(source, "status", &entry.status, from_id, ids, problems);
    let ids = FigureSource::ALL.iter().map(|value| value.id());
    let from_id = FigureSource::from_id;
    let figure = check::word(source, "figure", &entry.figure, from_id, ids, problems);
    let ids = Confidence::ALL.iter().map(|value| value.id());
    let from_id = Confidence::from_id;
    let confidence = check::word(
        source,
        "confidence",
        &entry.confidence,
        from_id,
        ids,
        problems,
    );
    let taken = read_data(source, "taken", entry.taken.get_ref(), problems);
    let claimed = read_data(source, "claimed", &entry.claimed, problems);
    match status {
        Some(BreachStatus::Confirmed) => check::list(source, "taken", &entry.taken, problems),
        Some(status) if !taken.is_empty() => problems.add(
            source.place(&entry.taken),
            format!("what is {} was not certainly taken", status.id()),
        ),
        _ => {}
    }
    if status == Some(BreachStatus::None) && !entry.claimed.is_empty() {
        problems.add(
            source.place(&entry.status),
            "status \"none\" and yet data is claimed",
        );
    }
    if let (Some(people), Some(FigureSource::None)) = (&entry.people, figure) {
        problems.add(source.place(people), "people without whose figure it is");
    }
    let ids = |list: Vec<Text>| list.into_iter().map(Spanned::into_inner).collect();
    Some(Breach {
        id: entry.id.into_inner(),
        organisation: entry.organisation.into_inner(),
        brands: ids(entry.brands),
        group: ids(entry.group),
        public: entry.public.into_inner(),
        status: status?,
        people: entry.people.map(Spanned::into_inner),
        figure: figure?,
        taken,
        claimed,
        confidence: confidence?,
        unsure: entry.unsure,
        source: entry.source.into_inner(),
        date: entry.date.into_inner(),
    })
}

/// Reads kinds of data, none twice.
fn read_data(
    source: &Source<'_>,
    key: &str,
    values: &[Text],
    problems: &mut Problems,
) -> Vec<LeakedData> {
    let mut read = Vec::new();
    for value in values {
        let ids = LeakedData::ALL.iter().map(|kind| kind.id());
        let kind = check::word(source, key, value, LeakedData::from_id, ids, problems);
        if kind.is_some_and(|kind| read.contains(&kind)) {
            problems.add(
                source.place(value),
                format!("{key} \"{}\" stands there twice", value.get_ref()),
            );
        }
        read.extend(kind);
    }
    read
}

/// A year, month or day.
fn check_day(source: &Source<'_>, key: &str, value: &Text, problems: &mut Problems) {
    if !is_day(value.get_ref()) {
        problems.add(
            source.place(value),
            format!("{key} \"{}\" is not a year, month or day", value.get_ref()),
        );
    }
}

/// A day, or two with a slash between.
fn check_period(source: &Source<'_>, value: &Text, problems: &mut Problems) {
    let days: Vec<_> = value.get_ref().split('/').collect();
    if days.len() > 2 || !days.iter().all(|day| is_day(day)) {
        problems.add(
            source.place(value),
            format!("happened \"{}\" is not a day or a period", value.get_ref()),
        );
    }
}

fn is_day(text: &str) -> bool {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year || check::is_date(text)
}

/// Writes the leaks that can be told on a page: of a known brand, and of a
/// date and a source that do not rest on memory alone.
pub(crate) fn emit(breaches: &Breaches, tables: &mut Tables) {
    let told = breaches.entries.iter().filter(|breach| {
        !breach.brands.is_empty()
            && matches!(
                breach.status,
                BreachStatus::Confirmed | BreachStatus::Claimed
            )
            && breach.confidence != Confidence::Low
            && !breach.unsure
    });
    let items = told.map(|breach| {
        let Breach { id, organisation, brands, group, public, status, people, figure, confidence, source, date, .. } = breach;
        format!(
            "Breach {{ id: {id:?}, organisation: {organisation:?}, brands: {}, group: {}, public: {public:?}, \
             status: BreachStatus::{status:?}, people: {people:?}, figure: FigureSource::{figure:?}, \
             taken: {}, claimed: {}, confidence: Confidence::{confidence:?}, source: {source:?}, date: {date:?} }}",
            slice_of(brands),
            slice_of(group),
            enums_of("LeakedData", &breach.taken),
            enums_of("LeakedData", &breach.claimed),
        )
    });
    tables.array("BREACHES", "Breach", items.collect::<Vec<_>>());
}
