//! Whom to call and write to.

use serde::Deserialize;
use toml::Spanned;

use super::brand::Brand;
use super::check;
use super::emit::{Tables, enums_of, slice_of};
use super::kinds::{ContactKind, ContactRole, Disclosed};
use super::source::{Problems, Source, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactFile {
    contact: Vec<ContactEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactEntry {
    id: Text,
    country: Option<Text>,
    #[serde(default)]
    brands: Vec<Text>,
    name: Text,
    kind: Text,
    value: Text,
    role: Text,
    #[serde(default)]
    given: Vec<Text>,
    free: Option<bool>,
    always: Option<bool>,
    #[serde(default)]
    defanged: bool,
    source: Text,
    date: Text,
    note: Option<Text>,
}

/// A contact, checked.
#[derive(Debug)]
pub(crate) struct Contact {
    id: String,
    country: Option<String>,
    brands: Vec<String>,
    name: String,
    kind: ContactKind,
    value: String,
    role: ContactRole,
    given: Vec<Disclosed>,
    free: Option<bool>,
    always: bool,
    defanged: bool,
    source: String,
    date: String,
}

/// Reads and checks the contacts.
pub(crate) fn read(source: &Source<'_>, brands: &[Brand], problems: &mut Problems) -> Vec<Contact> {
    let file: Option<ContactFile> = source.parse(problems);
    let mut contacts: Vec<Contact> = Vec::new();
    for entry in file.into_iter().flat_map(|file| file.contact) {
        if contacts.iter().any(|known| known.id == *entry.id.get_ref()) {
            problems.add(
                source.place(&entry.id),
                format!("id \"{}\" stands there twice", entry.id.get_ref()),
            );
        }
        contacts.extend(read_entry(source, entry, brands, problems));
    }
    contacts
}

/// Checks one contact.
fn read_entry(
    source: &Source<'_>,
    entry: ContactEntry,
    brands: &[Brand],
    problems: &mut Problems,
) -> Option<Contact> {
    check::slug(source, "id", &entry.id, problems);
    check::text(source, "name", &entry.name, problems);
    check::origin(source, &entry.source, &entry.date, problems);
    if let Some(note) = &entry.note {
        check::text(source, "note", note, problems);
    }
    check::brands(source, &entry.brands, brands, problems);
    if let Some(country) = &entry.country {
        check::country(source, country, problems);
    }
    let kind = check::contact_kind(source, &entry.kind, problems);
    let ids = ContactRole::ALL.iter().map(|value| value.id());
    let role = check::word(
        source,
        "role",
        &entry.role,
        ContactRole::from_id,
        ids,
        problems,
    );
    if entry.country.is_some() != entry.brands.is_empty() {
        problems.add(source.place(&entry.id), "a contact has a country or brands");
    } else if role.is_some_and(|role| (role == ContactRole::Carrier) != entry.country.is_none()) {
        problems.add(
            source.place(&entry.role),
            "role \"carrier\" goes with brands, the others with a country",
        );
    }
    if let Some(Err(why)) = kind.map(|kind| check::contact(kind, entry.value.get_ref())) {
        problems.add(
            source.place(&entry.value),
            format!("value \"{}\" {why}", entry.value.get_ref()),
        );
    }
    let given = entry.given.iter().filter_map(|value| {
        let ids = Disclosed::ALL.iter().map(|given| given.id());
        check::word(source, "given", value, Disclosed::from_id, ids, problems)
    });
    let given = given.collect();
    Some(Contact {
        id: entry.id.into_inner(),
        country: entry.country.map(Spanned::into_inner),
        brands: entry.brands.into_iter().map(Spanned::into_inner).collect(),
        name: entry.name.into_inner(),
        kind: kind?,
        value: entry.value.into_inner(),
        role: role?,
        given,
        free: entry.free,
        always: entry.always.unwrap_or_default(),
        defanged: entry.defanged,
        source: entry.source.into_inner(),
        date: entry.date.into_inner(),
    })
}

/// Writes the contacts, in the order of the file.
pub(crate) fn emit(contacts: &[Contact], tables: &mut Tables) {
    let items = contacts.iter().map(|contact| {
        let Contact { id, country, brands, name, kind, value, role, given, free, always, defanged, source, date } =
            contact;
        format!(
            "Contact {{ id: {id:?}, country: {country:?}, brands: {}, name: {name:?}, \
             kind: ContactKind::{kind:?}, value: {value:?}, role: ContactRole::{role:?}, given: {}, \
             free: {free:?}, always: {always}, defanged: {defanged}, source: {source:?}, date: {date:?} }}",
            slice_of(brands),
            enums_of("Disclosed", given),
        )
    });
    tables.array("CONTACTS", "Contact", items.collect::<Vec<_>>());
}
