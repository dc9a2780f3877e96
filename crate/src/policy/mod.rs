//! What the administrator of an organisation asks for: brands to protect beside
//! those of the data, sites to trust, and settings that are not the visitor's to choose.
//!
//! An administrator's mistake must not cost what the data is checked for: no
//! brand's domain may be open to anybody or belong to somebody else, and no name
//! may be another brand's, or the everyday words of deliveries, which would
//! change what is said of all other pages. So the brands pass the checks that the
//! build makes of `data/brands`, and one fault refuses the whole policy.
//!
//! The class of a name, which a person chooses in the data, is chosen here with
//! care: see `class_of`.
//!
//! [`WrittenPolicy::read`] reads the form, and has [`Policy::check`] say what may hold.

use crate::address::Site;
use crate::address::trust;
use crate::brands::managed::{ManagedAlias, ManagedBrand};
use crate::data::hosts::{self, HostEntries};
use crate::data::{self, AliasClass, HostWordClass, HostingKind, PHRASE_TEXT};
use crate::data_map::DataSet;
use crate::form::Faults;
use crate::text::confusables;
use crate::text::{fold, words};

mod written;

pub use crate::form::{Fault, Problem};
pub use written::{ProtectedBrand, ReportContact, WrittenPolicy};

/// Brands of a policy.
pub const MAX_BRANDS: usize = 50;
/// Official domains, and other names, of one brand.
pub const MAX_ENTRIES: usize = 20;
/// Trusted domains, as many as a visitor may have.
pub const MAX_TRUSTED: usize = 300;
/// Letters of a name.
pub const MAX_NAME: usize = 48;

/// Fewer letters are no name: they stand in every second host.
const MIN_LETTERS: usize = 3;
/// A name of so many letters of its own is seldom another word.
const MIN_DISTINCTIVE: usize = 8;
/// A brand's shorter name stands in other names by chance, unless it stands alone.
const MIN_INSIDE: usize = 6;
/// Letters of an id's part that is made of the name.
const MAX_SLUG: usize = 40;

/// A policy without a fault: what an [`Engine`](crate::Engine) is made with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Sites to trust: registrable domains.
    pub trusted: Vec<String>,
    /// Brands to protect beside those of the data.
    pub(crate) brands: Vec<ManagedBrand>,
}

impl Policy {
    /// Checks what an administrator wrote.
    ///
    /// # Errors
    /// Every fault, in the order of the policy; one refuses the whole.
    pub fn check(trusted: &[String], brands: &[ProtectedBrand]) -> Result<Self, Vec<Fault>> {
        let mut faults = check_trusted(trusted);
        match check_brands(brands) {
            Ok(brands) if faults.is_empty() => Ok(Self {
                trusted: trusted.to_vec(),
                brands,
            }),
            checked => {
                faults.extend(checked.err().unwrap_or_default());
                Err(faults)
            }
        }
    }
}

/// Checks the trusted domains.
fn check_trusted(domains: &[String]) -> Vec<Fault> {
    let mut faults = Faults::default();
    faults.limit("trustedDomains", domains, MAX_TRUSTED);
    for (index, domain) in domains.iter().take(MAX_TRUSTED).enumerate() {
        let key = format!("trustedDomains[{index}]");
        if trust::domain_of(domain).as_ref() != Some(domain) {
            faults.add(&key, Problem::Untrustable);
        } else if domains.iter().take(index).any(|earlier| earlier == domain) {
            faults.add(&key, Problem::Twice);
        }
    }
    faults.found
}

/// Checks the brands and brings them into the registry's form, names classed.
fn check_brands(given: &[ProtectedBrand]) -> Result<Vec<ManagedBrand>, Vec<Fault>> {
    let mut faults = Faults::default();
    faults.limit("protectedBrands", given, MAX_BRANDS);
    let vocabulary = Vocabulary::new();
    let mut brands: Vec<ManagedBrand> = Vec::new();
    for (index, brand) in given.iter().take(MAX_BRANDS).enumerate() {
        let key = format!("protectedBrands[{index}]");
        faults.limit(&format!("{key}.domains"), &brand.domains, MAX_ENTRIES);
        faults.limit(&format!("{key}.aliases"), &brand.aliases, MAX_ENTRIES);
        if brand.domains.is_empty() {
            faults.add(&format!("{key}.domains"), Problem::Empty);
        }
        let mut checked = ManagedBrand {
            id: id_of(&brand.name, &brands),
            name: brand.name.trim().to_owned(),
            home: String::new(),
            domains: Vec::new(),
            aliases: Vec::new(),
        };
        for (at, domain) in brand.domains.iter().take(MAX_ENTRIES).enumerate() {
            match check_domain(domain) {
                Ok(host) if holds_domain(&brands, &checked, &host) => {
                    faults.add(&format!("{key}.domains[{at}]"), Problem::Twice);
                }
                Ok(host) => checked.domains.push(host),
                Err(problem) => faults.add(&format!("{key}.domains[{at}]"), problem),
            }
        }
        let names = std::iter::once((format!("{key}.name"), &brand.name));
        let aliases = brand.aliases.iter().take(MAX_ENTRIES).enumerate();
        let aliases = aliases.map(|(at, alias)| (format!("{key}.aliases[{at}]"), alias));
        for (key, alias) in names.chain(aliases) {
            match check_alias(alias, &vocabulary) {
                Ok((name, _)) if holds_alias(&brands, &checked, &name) => {
                    faults.add(&key, Problem::Twice);
                }
                Ok((name, class)) => checked.aliases.push(ManagedAlias::new(name, class)),
                Err(problem) => faults.add(&key, problem),
            }
        }
        let first = checked.domains.first().map_or("", String::as_str);
        checked.home = format!("https://{first}/");
        brands.push(checked);
    }
    if faults.found.is_empty() {
        Ok(brands)
    } else {
        Err(faults.found)
    }
}

/// An id that no other brand has: those of the data never begin so.
fn id_of(name: &str, others: &[ManagedBrand]) -> String {
    let folded = fold(name);
    let parts = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    let mut slug = parts.collect::<Vec<_>>().join("-");
    slug.truncate(MAX_SLUG);
    let id = format!("org-{slug}");
    if !slug.is_empty() && others.iter().all(|other| other.id != id) {
        return id;
    }
    format!("{id}-{}", others.len() + 1)
}

/// Whether a domain, or one above or below it, is a brand's of the policy.
fn holds_domain(brands: &[ManagedBrand], own: &ManagedBrand, host: &str) -> bool {
    let mut others = brands.iter().flat_map(|brand| &brand.domains);
    // One above or below is no fault within a brand, just needless.
    own.domains.iter().any(|known| known == host)
        || others.any(|known| lies_under(known, host) || lies_under(host, known))
}

fn lies_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a name is one of the policy's already, with or without its spaces.
fn holds_alias(brands: &[ManagedBrand], own: &ManagedBrand, name: &str) -> bool {
    let glued = name.replace(' ', "");
    let mut others = brands.iter().flat_map(|brand| &brand.aliases);
    own.aliases.iter().any(|known| known.words == name) || others.any(|known| known.glued == glued)
}

/// The host of a domain that may be a brand's own.
fn check_domain(domain: &str) -> Result<String, Problem> {
    let written = domain.trim();
    if written.is_empty() {
        return Err(Problem::Empty);
    }
    if written.contains(|c: char| c.is_whitespace() || "/\\:?#@%[".contains(c)) {
        return Err(Problem::Domain);
    }
    let site = Site::parse(written).map_err(|_| Problem::Domain)?;
    let host = site.host();
    let is_name = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    if site.is_ip() || !host.bytes().all(is_name) {
        return Err(Problem::Domain);
    }
    // A single label, too: `localhost`, `com`.
    if site.registrable_label().is_empty() {
        return Err(Problem::Suffix);
    }
    let entries = hosts::lookup(host);
    let below = || hosts::below(host);
    if entries.known.is_some() {
        return Err(Problem::Known);
    }
    if is_shared(&entries) || site.private_suffix() || below().any(|entries| is_shared(&entries)) {
        return Err(Problem::Shared);
    }
    if entries.official.is_some() || below().any(|entries| entries.official.is_some()) {
        return Err(Problem::Owned);
    }
    if below().any(|entries| entries.known.is_some()) {
        return Err(Problem::Known);
    }
    // Of those that bear a brand's name honestly the data knows.
    if entries.namesake.is_none() && site.unicode().split('.').any(bears_a_brand) {
        return Err(Problem::Imitates);
    }
    Ok(host.to_owned())
}

/// Whether anybody can have a page there. A firm's own short links are its own.
fn is_shared(entries: &HostEntries) -> bool {
    entries.path_hosting.is_some()
        || entries
            .hosting
            .is_some_and(|host| host.kind != HostingKind::UrlShortenerBrand)
}

/// Whether a label holds a brand's distinctive name, also with look-alike letters.
fn bears_a_brand(label: &str) -> bool {
    let folded = fold(label);
    let glued: String = label.split('-').collect();
    let skeleton = confusables::skeleton(&glued);
    distinctive().any(|alias| {
        holds(&folded, &glued, alias)
            || alias.glued.len() >= MIN_INSIDE
                && skeleton.contains(&*confusables::skeleton(alias.glued))
    })
}

fn distinctive() -> impl Iterator<Item = &'static data::Alias<'static>> {
    all_aliases().filter(|alias| alias.class == AliasClass::Distinctive)
}

fn all_aliases() -> impl Iterator<Item = &'static data::Alias<'static>> {
    data::carriers().iter().flat_map(|brand| brand.aliases)
}

/// A name, folded, and what it proves.
fn check_alias(alias: &str, vocabulary: &Vocabulary) -> Result<(String, AliasClass), Problem> {
    if alias.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if alias.chars().count() > MAX_NAME {
        return Err(Problem::LongText);
    }
    let name = words(&fold(alias))
        .map(|(_, word)| word)
        .collect::<Vec<_>>()
        .join(" ");
    let glued = name.replace(' ', "");
    if glued.chars().count() < MIN_LETTERS || glued.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Letters);
    }
    if all_aliases().any(|known| known.words == name || known.glued == glued)
        || distinctive().any(|known| holds(&name, &glued, known))
    {
        return Err(Problem::Named);
    }
    let class = class_of(&name, vocabulary).ok_or(Problem::Generic)?;
    Ok((name, class))
}

/// Whether a name holds a brand's, as whole words or, if that is long, among other letters.
fn holds(name: &str, glued: &str, known: &data::Alias<'_>) -> bool {
    let is_border = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b' ');
    let bytes = name.as_bytes();
    name.match_indices(known.words).any(|(at, words)| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        is_border(before) && is_border(bytes.get(at + words.len()))
    }) || known.glued.len() >= MIN_INSIDE && glued.contains(known.glued)
}

/// How much a name proves; none where it says nothing but words of deliveries.
///
/// In the data a person decides. Here the surest class is given to long names
/// alone, and to none that is made of words that parcels' pages say every day:
/// a distinctive name is found glued to others and misspelt, so a shorter one
/// would fire on honest names that hold its letters.
fn class_of(name: &str, vocabulary: &Vocabulary) -> Option<AliasClass> {
    let own: Vec<&str> = name
        .split(' ')
        .filter(|word| !vocabulary.trade.contains(word))
        .collect();
    let glued = name.replace(' ', "");
    if own.is_empty() || vocabulary.spells(&glued) {
        return None;
    }
    let letters: usize = own.iter().map(|word| word.chars().count()).sum();
    Some(
        if own.iter().all(|word| vocabulary.everyday.contains(word)) {
            AliasClass::Common
        } else if letters < MIN_DISTINCTIVE {
            AliasClass::Short
        } else {
            AliasClass::Distinctive
        },
    )
}

/// The words that the data knows.
struct Vocabulary {
    /// Words of host names beside brands.
    trade: DataSet<&'static str>,
    /// Words of the stories that pages tell.
    everyday: DataSet<&'static str>,
}

/// A shorter word stands in any name by chance.
const MIN_GLUED_WORD: usize = 3;

impl Vocabulary {
    /// Whether glued letters are words of the trade from end to end: `suivicolis`.
    fn spells(&self, glued: &str) -> bool {
        // The places up to which words reach.
        let mut ends = vec![0];
        for (end, _) in glued.char_indices().skip(1) {
            self.reach(glued, end, &mut ends);
        }
        self.reach(glued, glued.len(), &mut ends);
        ends.last() == Some(&glued.len())
    }

    /// Notes a place if a word reaches up to it from an earlier one.
    fn reach(&self, glued: &str, end: usize, ends: &mut Vec<usize>) {
        let is_word = |&start: &usize| {
            let word = glued.get(start..end).unwrap_or_default();
            word.len() >= MIN_GLUED_WORD && self.trade.contains(word)
        };
        if ends.iter().any(is_word) {
            ends.push(end);
        }
    }

    fn new() -> Self {
        let trade = data::host_words()
            .iter()
            .filter(|word| word.class != HostWordClass::AbusedTopLevel)
            .map(|word| word.text);
        // A phrase follows its language and weight, three letters.
        let phrases = PHRASE_TEXT.lines().filter_map(|line| line.get(3..));
        let everyday = phrases.flat_map(words).map(|(_, word)| word);
        Self {
            trade: trade.collect(),
            everyday: everyday.collect(),
        }
    }
}

#[cfg(test)]
mod tests;
