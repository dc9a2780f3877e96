//! The brands of the data: shipped as lines of text, which pack far better than structures full of
//! references, and read once. What they are made into lives as long as the engine's code.

use std::sync::OnceLock;

use super::{
    Alias, AliasClass, BRAND_TEXT, BrandKind, BrandRow, CARRIERS, DOMAIN_FACTS, DOMAIN_NAMES,
    Domain, hosts,
};

/// All brands: first the carriers, then those that are senders only.
pub(crate) fn all() -> &'static [BrandRow] {
    static BRANDS: OnceLock<Vec<BrandRow>> = OnceLock::new();
    BRANDS.get_or_init(|| {
        let mut domains = DOMAIN_NAMES.iter().zip(&DOMAIN_FACTS).map(domain);
        let lines = BRAND_TEXT.lines().enumerate();
        let rows = lines.map(|(number, line)| row(line, number < CARRIERS, &mut domains));
        rows.collect()
    })
}

/// The brand with this number.
pub(crate) fn get(number: usize) -> Option<&'static BrandRow> {
    all().get(number)
}

/// Reads one line: its parts, by tabs, are those that the compiler writes.
fn row(
    line: &'static str,
    is_carrier: bool,
    domains: &mut impl Iterator<Item = Domain<'static>>,
) -> BrandRow {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    BrandRow {
        id: part(),
        name: part(),
        kind: BrandKind::from_id(part()).unwrap_or(BrandKind::Carrier),
        group: Some(part()).filter(|group| !group.is_empty()),
        home: part(),
        countries: kept(part().split_whitespace()),
        namesakes: kept(part().split_whitespace()),
        members: kept(part().split_whitespace()),
        domains: kept(domains.take(part().parse().unwrap_or_default())),
        aliases: kept(part().split('|').map(|text| alias(text, is_carrier))),
    }
}

/// Reads a name: a digit for its class, with four added where it counts anywhere, and its words.
fn alias(text: &'static str, is_carrier: bool) -> Alias<'static> {
    let (flags, words) = text.split_at_checked(1).unwrap_or_default();
    let flags: usize = flags.parse().unwrap_or_default();
    let glued = match (is_carrier, words.contains(' ')) {
        (false, _) => "",
        (true, false) => words,
        (true, true) => Box::leak(words.replace(' ', "").into_boxed_str()),
    };
    let class = AliasClass::ALL.get(flags & 3).copied();
    Alias {
        words,
        glued,
        class: class.unwrap_or(AliasClass::Common),
        anywhere: flags & 4 != 0,
    }
}

/// Reads a domain: its number among the names of hosts, and its origin above two bits.
fn domain((&name, &facts): (&u16, &u16)) -> Domain<'static> {
    Domain {
        name: hosts::name(usize::from(name)).unwrap_or_default(),
        shared: facts & 1 != 0,
        webmail: facts & 2 != 0,
        origin: Some(facts >> 2),
    }
}

/// A list that is made once and never again.
fn kept<T: 'static>(items: impl Iterator<Item = T>) -> &'static [T] {
    Box::leak(items.collect::<Box<[T]>>())
}
