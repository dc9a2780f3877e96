//! How a carrier deals with people: where it lets them follow a parcel, which
//! numbers and addresses it publishes, what it asks for and what it never does.

use serde::Deserialize;
use toml::Spanned;

use super::brand::{Brand, Conduct, Domain, Page, Practice, Published};
use super::check;
use super::check::is_under;
use super::emit::{Tables, slice_of};
use super::kinds::{BrandKind, ContactKind, PracticeTopic};
use super::origins::{Origin, Origins};
use super::source::{Problems, Source, Text};
use super::tracking::Format;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrackingEntry {
    #[serde(default)]
    formats: Vec<Text>,
    page: Text,
    form: Option<Text>,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishedEntry {
    kind: Text,
    value: Text,
    country: Option<Text>,
    source: Text,
    date: Text,
    note: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PracticeEntry {
    topic: Text,
    place: Option<Text>,
    source: Text,
    date: Text,
}

/// Where a number stands in an address.
const NUMBER: &str = "{number}";

impl Conduct {
    /// Reads and checks what a brand's file says.
    pub(super) fn read(
        source: &Source<'_>,
        (tracking, published, practices): (&[TrackingEntry], &[PublishedEntry], &[PracticeEntry]),
        domains: &[Domain],
        problems: &mut Problems,
    ) -> Self {
        Self {
            pages: tracking
                .iter()
                .map(|entry| read_page(source, entry, domains, problems))
                .collect(),
            published: published
                .iter()
                .filter_map(|entry| read_published(source, entry, problems))
                .collect(),
            practices: practices
                .iter()
                .filter_map(|entry| read_practice(source, entry, domains, problems))
                .collect(),
        }
    }

    /// Where its facts are from, as far as people are told.
    pub(crate) fn origins(&self) -> impl Iterator<Item = &Origin> {
        let published = self.published.iter().map(|entry| &entry.origin);
        published.chain(self.practices.iter().map(|entry| &entry.origin))
    }
}

fn read_page(
    source: &Source<'_>,
    entry: &TrackingEntry,
    domains: &[Domain],
    problems: &mut Problems,
) -> Page {
    check::origin(source, &entry.source, &entry.date, problems);
    check_address(source, "page", &entry.page, domains, problems);
    if let Some(form) = &entry.form {
        check_address(source, "form", form, domains, problems);
        let host_ends = form.get_ref().bytes().filter(|&byte| byte == b'/').count() > 2;
        if form.get_ref().matches(NUMBER).count() != 1 || !host_ends {
            problems.add(
                source.place(form),
                format!(
                    "form \"{}\" does not hold {NUMBER} once, after its host",
                    form.get_ref()
                ),
            );
        }
    }
    let formats = entry.formats.iter();
    Page {
        formats: formats
            .map(|format| (format.get_ref().clone(), source.place(format)))
            .collect(),
        page: entry.page.get_ref().clone(),
        form: entry
            .form
            .as_ref()
            .map(|form| form.get_ref().clone())
            .unwrap_or_default(),
    }
}

/// An https address on one of the brand's own domains.
fn check_address(
    source: &Source<'_>,
    key: &str,
    value: &Text,
    domains: &[Domain],
    problems: &mut Problems,
) {
    let address = value.get_ref();
    let Some(rest) = address.strip_prefix("https://") else {
        problems.add(
            source.place(value),
            format!("{key} \"{address}\" is not an https address"),
        );
        return;
    };
    if let Err(why) = check::address(address) {
        problems.add(source.place(value), format!("{key} \"{address}\" {why}"));
    } else if !is_own(check::host_of(rest), domains) {
        problems.add(
            source.place(value),
            format!("{key} \"{address}\" is on none of the brand's domains"),
        );
    }
}

fn is_own(host: &str, domains: &[Domain]) -> bool {
    domains.iter().any(|domain| is_under(host, &domain.name))
}

fn read_published(
    source: &Source<'_>,
    entry: &PublishedEntry,
    problems: &mut Problems,
) -> Option<Published> {
    check::origin(source, &entry.source, &entry.date, problems);
    if let Some(note) = &entry.note {
        check::text(source, "note", note, problems);
    }
    if let Some(country) = &entry.country {
        check::country(source, country, problems);
    }
    let kind = check::contact_kind(source, &entry.kind, problems)?;
    let written = entry.value.get_ref();
    let is_mail = kind == ContactKind::Mail;
    let mailbox = if written.starts_with('@') {
        format!("any{written}")
    } else {
        written.clone()
    };
    let fault = if kind == ContactKind::Web {
        Err("is a page: pages stand under [[tracking]] and in contacts.toml")
    } else if is_mail {
        check::contact(kind, &mailbox)
    } else {
        check::contact(kind, written)
    };
    if let Err(why) = fault {
        problems.add(
            source.place(&entry.value),
            format!("value \"{written}\" {why}"),
        );
    } else if is_mail == entry.country.is_some() {
        problems.add(
            source.place(&entry.value),
            "a number has a country, a mail address has none",
        );
    }
    Some(Published {
        kind,
        value: written.replace(' ', "").to_ascii_lowercase(),
        place: source.place(&entry.value),
        origin: Origin::of(&entry.source, &entry.date),
    })
}

fn read_practice(
    source: &Source<'_>,
    entry: &PracticeEntry,
    domains: &[Domain],
    problems: &mut Problems,
) -> Option<Practice> {
    check::origin(source, &entry.source, &entry.date, problems);
    if let Some(place) = &entry.place
        && check::host(source, "place", place, problems)
        && !is_own(place.get_ref(), domains)
    {
        problems.add(
            source.place(place),
            format!(
                "place \"{}\" is on none of the brand's domains",
                place.get_ref()
            ),
        );
    }
    let ids = PracticeTopic::ALL.iter().map(|topic| topic.id());
    let topic = check::word(
        source,
        "topic",
        &entry.topic,
        PracticeTopic::from_id,
        ids,
        problems,
    )?;
    if (topic == PracticeTopic::Customs) != entry.place.is_some() {
        problems.add(
            source.place(&entry.topic),
            "customs are paid at a place, the other topics say what is never done",
        );
    }
    Some(Practice {
        topic,
        place: entry
            .place
            .as_ref()
            .map(|place| Spanned::get_ref(place).clone())
            .unwrap_or_default(),
        origin: Origin::of(&entry.source, &entry.date),
    })
}

/// Checks what no file shows alone: formats that a page is for, and whose host a
/// published mail address has.
pub(crate) fn check_all(brands: &[Brand], formats: &[Format], problems: &mut Problems) {
    for brand in brands {
        let pages = &brand.conduct.pages;
        for (format, place) in pages.iter().flat_map(|page| &page.formats) {
            if !formats.iter().any(|known| known.id == *format) {
                problems.add(
                    place.clone(),
                    format!("format \"{format}\" is not in tracking.toml"),
                );
            }
        }
        for entry in &brand.conduct.published {
            let Some((_, host)) = entry.value.split_once('@') else {
                continue;
            };
            if !brands.iter().any(|brand| is_own(host, &brand.domains)) {
                problems.add(
                    entry.place.clone(),
                    format!("host \"{host}\" is on no brand's domains"),
                );
            }
        }
    }
}

/// Writes it, by brand: pages of those that a number can be of, and all else.
pub(crate) fn emit(
    brands: &[Brand],
    formats: &[Format],
    origins: &Origins<'_>,
    tables: &mut Tables,
) {
    let of = |index: usize, brand: &Brand| {
        let conduct = &brand.conduct;
        // A postal item is the post's of its country, whatever formats are listed.
        let has_numbers = brand.kind == BrandKind::Post
            || formats
                .iter()
                .any(|format| format.brand.as_deref() == Some(brand.id.as_str()));
        let pages = conduct.pages.iter().filter(|_| has_numbers).map(|page| {
            let formats = slice_of(page.formats.iter().map(|(format, _)| format));
            let Page { page, form, .. } = page;
            format!("TrackingPage {{ brand: {index}, formats: {formats}, page: {page:?}, form: {form:?} }}")
        });
        let published = conduct.published.iter().map(|entry| {
            let Published { kind, value, origin, .. } = entry;
            let origin = origins.of(origin);
            format!("Published {{ brand: {index}, kind: ContactKind::{kind:?}, value: {value:?}, origin: {origin} }}")
        });
        let practices = conduct.practices.iter().map(|entry| {
            let Practice { topic, place, origin } = entry;
            let origin = origins.of(origin);
            format!("Practice {{ brand: {index}, topic: PracticeTopic::{topic:?}, place: {place:?}, origin: {origin} }}")
        });
        [
            pages.collect::<Vec<_>>(),
            published.collect(),
            practices.collect(),
        ]
    };
    let mut all: [Vec<String>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for (index, brand) in brands.iter().enumerate() {
        for (rows, more) in all.iter_mut().zip(of(index, brand)) {
            rows.extend(more);
        }
    }
    let [pages, published, practices] = all;
    tables.array("TRACKING_PAGES", "TrackingPage", pages);
    tables.array("PUBLISHED", "Published", published);
    tables.array("PRACTICES", "Practice", practices);
}
