//! The brands: one file of `brands/` each.

use serde::Deserialize;
use toml::Spanned;

use super::brand::{Alias, Brand, Conduct, Domain};
use super::check::is_under;
use super::conduct::{PracticeEntry, PublishedEntry, TrackingEntry};
use super::emit::Tables;
use super::host_table::Hosts;
use super::kinds::{AliasClass, BrandKind};
use super::letters::LetterMaps;
use super::origins::{Origin, Origins};
use super::source::{Place, Problems, Source, Text};
use super::suffixes::Suffixes;
use super::{Files, check, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BrandFile {
    name: Text,
    kind: Text,
    countries: Spanned<Vec<Text>>,
    group: Option<Text>,
    home: Text,
    source: Text,
    date: Text,
    note: Option<Text>,
    alias: Vec<AliasEntry>,
    domain: Vec<DomainEntry>,
    #[serde(default)]
    relative: Vec<RelativeEntry>,
    #[serde(default)]
    tracking: Vec<TrackingEntry>,
    #[serde(default)]
    published: Vec<PublishedEntry>,
    #[serde(default)]
    practice: Vec<PracticeEntry>,
    cases: CasesEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasEntry {
    text: Text,
    class: Text,
    #[serde(default)]
    anywhere: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainEntry {
    name: Text,
    source: Text,
    date: Text,
    #[serde(default)]
    shared: bool,
    #[serde(default)]
    webmail: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelativeEntry {
    name: Text,
    source: Text,
    date: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesEntry {
    flag: Spanned<Vec<Text>>,
    pass: Spanned<Vec<Text>>,
}

/// Reads and checks every brand.
pub(crate) fn read_all(
    files: &Files,
    letters: &LetterMaps,
    suffixes: &Suffixes,
    problems: &mut Problems,
) -> Vec<Brand> {
    let sources = Source::all(files, "brands", ".toml");
    if sources.is_empty() {
        problems.add(
            Place {
                file: "brands".to_owned(),
                line: 1,
            },
            "there are no brands",
        );
    }
    let brands = sources.iter().filter_map(|(id, source)| {
        if !id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        }) {
            problems.add(
                source.line(1),
                "a file name is small letters, digits and single hyphens",
            );
        }
        let file = source.parse(problems)?;
        read_brand(id, source, file, letters, suffixes, problems)
    });
    brands.collect()
}

/// Checks one brand.
fn read_brand(
    id: &str,
    source: &Source<'_>,
    file: BrandFile,
    letters: &LetterMaps,
    suffixes: &Suffixes,
    problems: &mut Problems,
) -> Option<Brand> {
    check::text(source, "name", &file.name, problems);
    check::countries(source, &file.countries, problems);
    for (key, value) in [("group", &file.group), ("note", &file.note)] {
        if let Some(value) = value {
            check::text(source, key, value, problems);
        }
    }
    check::origin(source, &file.source, &file.date, problems);
    let ids = BrandKind::ALL.iter().map(|kind| kind.id());
    let kind = check::word(
        source,
        "kind",
        &file.kind,
        BrandKind::from_id,
        ids,
        problems,
    );
    let aliases = read_aliases(source, &file.alias, letters, problems);
    if file.domain.is_empty() {
        problems.add(source.line(1), "a brand needs an official domain");
    }
    let domains: Vec<_> = file
        .domain
        .iter()
        .map(|entry| {
            check::origin(source, &entry.source, &entry.date, problems);
            check_domain(source, &entry.name, suffixes, problems);
            Domain {
                name: entry.name.get_ref().clone(),
                shared: entry.shared,
                webmail: entry.webmail,
                origin: Origin::of(&entry.source, &entry.date),
                place: source.place(&entry.name),
            }
        })
        .collect();
    for (index, domain) in domains.iter().enumerate() {
        if domains
            .iter()
            .take(index)
            .any(|earlier| earlier.name == domain.name)
        {
            problems.add(
                domain.place.clone(),
                format!("domain \"{}\" stands there twice", domain.name),
            );
        }
    }
    check_home(source, &file.home, &domains, problems);
    let relatives: Vec<_> = file
        .relative
        .iter()
        .map(|entry| entry.name.get_ref().clone())
        .collect();
    for (index, entry) in file.relative.iter().enumerate() {
        check::origin(source, &entry.source, &entry.date, problems);
        check_domain(source, &entry.name, suffixes, problems);
        let name = entry.name.get_ref();
        if domains.iter().any(|domain| is_under(name, &domain.name)) {
            problems.add(
                source.place(&entry.name),
                format!("relative \"{name}\" is the brand's own domain"),
            );
        } else if relatives.iter().take(index).any(|earlier| earlier == name) {
            problems.add(
                source.place(&entry.name),
                format!("relative \"{name}\" stands there twice"),
            );
        }
    }
    let conduct = Conduct::read(
        source,
        (&file.tracking, &file.published, &file.practice),
        &domains,
        problems,
    );
    let flag = check::cases(
        source,
        "flag",
        2,
        &file.cases.flag,
        check::address,
        problems,
    );
    let pass = check::cases(
        source,
        "pass",
        1,
        &file.cases.pass,
        check::address,
        problems,
    );
    for value in file
        .cases
        .pass
        .get_ref()
        .iter()
        .filter(|value| flag.contains(value.get_ref()))
    {
        problems.add(
            source.place(value),
            format!("\"{}\" must flag and must pass", value.get_ref()),
        );
    }
    Some(Brand {
        id: id.to_owned(),
        file: source.file.to_owned(),
        name: file.name.into_inner(),
        kind: kind?,
        countries: file
            .countries
            .into_inner()
            .into_iter()
            .map(Spanned::into_inner)
            .collect(),
        group: file.group.map(Spanned::into_inner),
        home: file.home.into_inner(),
        aliases,
        domains,
        relatives,
        members: Vec::new(),
        conduct,
        flag,
        pass,
    })
}

/// Checks and folds the names of a brand.
fn read_aliases(
    source: &Source<'_>,
    entries: &[AliasEntry],
    letters: &LetterMaps,
    problems: &mut Problems,
) -> Vec<Alias> {
    if entries.is_empty() {
        problems.add(source.line(1), "a brand needs an alias");
    }
    let mut aliases: Vec<Alias> = Vec::new();
    for entry in entries {
        let ids = AliasClass::ALL.iter().map(|class| class.id());
        let class = check::word(
            source,
            "class",
            &entry.class,
            AliasClass::from_id,
            ids,
            problems,
        );
        let text = entry.text.get_ref();
        let words = fold::fold(text, letters);
        let place = source.place(&entry.text);
        if words.is_empty() {
            problems.add(place, format!("alias \"{text}\" folds to nothing"));
        } else if aliases.iter().any(|alias| alias.words == words) {
            problems.add(
                place,
                format!("alias \"{text}\" is \"{words}\" when folded, as another alias is"),
            );
        } else if let Some(class) = class {
            if entry.anywhere && class != AliasClass::Distinctive {
                let message =
                    format!("alias \"{text}\" counts anywhere, so it must be distinctive");
                problems.add(place, message);
            }
            aliases.push(Alias {
                words,
                class,
                anywhere: entry.anywhere,
            });
        }
    }
    aliases
}

/// A domain must be a host name that somebody registered, or one under it.
pub(super) fn check_domain(
    source: &Source<'_>,
    name: &Text,
    suffixes: &Suffixes,
    problems: &mut Problems,
) {
    if check::host(source, "domain", name, problems) && suffixes.is_suffix(name.get_ref()) {
        let message = format!(
            "domain \"{}\" is a public suffix, open for anybody",
            name.get_ref()
        );
        problems.add(source.place(name), message);
    }
}

/// The start page must be the brand's own.
pub(super) fn check_home(
    source: &Source<'_>,
    home: &Text,
    domains: &[Domain],
    problems: &mut Problems,
) {
    let Some(rest) = home.get_ref().strip_prefix("https://") else {
        problems.add(
            source.place(home),
            format!("home \"{}\" is not an https address", home.get_ref()),
        );
        return;
    };
    if let Err(why) = check::address(home.get_ref()) {
        problems.add(
            source.place(home),
            format!("home \"{}\" {why}", home.get_ref()),
        );
    } else if !domains
        .iter()
        .any(|domain| is_under(check::host_of(rest), &domain.name))
    {
        let message = format!(
            "home \"{}\" is on none of the brand's domains",
            home.get_ref()
        );
        problems.add(source.place(home), message);
    }
}

/// Where the facts about the carriers are from, numbered.
pub(crate) fn origins(brands: &[Brand]) -> Origins<'_> {
    Origins::number(brands.iter().flat_map(|brand| {
        let domains = brand.domains.iter().map(|domain| &domain.origin);
        domains.chain(brand.conduct.origins())
    }))
}

/// Writes the brands, a line each: the first so many are carriers, and those after them only
/// senders. Of these what the names in a page and the way to the real site need is written; the
/// table of hosts knows their domains.
pub(crate) fn emit(
    brands: &[Brand],
    carriers: usize,
    origins: &Origins<'_>,
    hosts: &Hosts<'_>,
    tables: &mut Tables,
) {
    let mut text = String::new();
    let (mut domain_names, mut domain_facts) = (Vec::new(), Vec::new());
    for (place, brand) in brands.iter().enumerate() {
        let is_carrier = place < carriers;
        let countries: &[String] = if is_carrier { &brand.countries } else { &[] };
        let domains: &[Domain] = if is_carrier { &brand.domains } else { &[] };
        for domain in domains {
            domain_names.push(hosts.number(&domain.name));
            let flags = usize::from(domain.shared) | usize::from(domain.webmail) << 1;
            domain_facts.push(origins.of(&domain.origin) << 2 | flags);
        }
        let aliases = brand.aliases.iter().map(|alias| {
            let class = AliasClass::ALL
                .iter()
                .position(|&class| class == alias.class);
            let flags = class.unwrap_or_default() | usize::from(alias.anywhere) << 2;
            format!("{flags}{}", alias.words)
        });
        let parts = [
            &brand.id,
            &brand.name,
            brand.kind.id(),
            brand.group.as_deref().unwrap_or_default(),
            &brand.home,
            &countries.join(" "),
            &brand.relatives.join(" "),
            &brand.members.join(" "),
            &domains.len().to_string(),
            &aliases.collect::<Vec<_>>().join("|"),
        ];
        text.push_str(&parts.join("\t"));
        text.push('\n');
    }
    tables.text("BRAND_TEXT", &text);
    tables.numbers("DOMAIN_NAMES", domain_names);
    tables.numbers("DOMAIN_FACTS", domain_facts);
    tables.line(&format!("const CARRIERS: usize = {carriers};"));
}
