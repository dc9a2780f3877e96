//! Brands that an administrator adds to those of the data.
//!
//! They come once, before the first look at all brands: what is made of the
//! brands (the words that are looked for) is made once, too, and the same input
//! must give the same verdict as long as the process lives. Another choice
//! takes another process, or another instance of the wasm.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::confusables;
use crate::generated::{Alias, AliasClass, BRANDS, Brand, BrandKind, Domain};

/// A brand to be added, in good order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedBrand {
    /// Unlike every other brand's.
    pub id: String,
    /// Name as people write it.
    pub name: String,
    /// Official domains, at least one; the first one holds its start page.
    pub domains: Vec<String>,
    /// Names as [`crate::text::fold`] gives them, and how much each proves.
    pub aliases: Vec<(String, AliasClass)>,
}

/// The brands are known by now and can't become others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlreadyKnown;

/// The added brands.
#[derive(Debug, Default)]
struct Added {
    brands: &'static [Brand],
    /// Brand and name of each official domain.
    domains: HashMap<&'static str, (&'static Brand, &'static str)>,
}

static ADDED: OnceLock<Added> = OnceLock::new();

/// Adds brands. They stay in memory as long as the process lives.
///
/// # Errors
/// [`AlreadyKnown`] when brands were added before, or all brands were looked at.
pub fn add(brands: Vec<ManagedBrand>) -> Result<(), AlreadyKnown> {
    let mut waiting = Some(brands);
    ADDED.get_or_init(|| Added::new(waiting.take().unwrap_or_default()));
    waiting.map_or(Ok(()), |_| Err(AlreadyKnown))
}

/// All brands: those of the data by id, then the added ones. From here on none can be added.
pub(super) fn all() -> impl Iterator<Item = &'static Brand> + Clone {
    let added = ADDED.get_or_init(Added::default);
    BRANDS.iter().chain(added.brands)
}

/// The added brand with an id.
pub(super) fn brand(id: &str) -> Option<&'static Brand> {
    ADDED.get()?.brands.iter().find(|brand| brand.id == id)
}

/// The added brand whose own host it is, and the official domain that it lies under.
pub(super) fn official(host: &str) -> Option<(&'static Brand, &'static str)> {
    let domains = &ADDED.get()?.domains;
    if domains.is_empty() {
        return None;
    }
    let starts = host.match_indices('.').map(|(dot, _)| dot + 1);
    std::iter::once(0)
        .chain(starts)
        .find_map(|start| domains.get(host.get(start..)?).copied())
}

impl Added {
    fn new(brands: Vec<ManagedBrand>) -> Self {
        let brands: &'static [Brand] = brands.into_iter().map(leak).collect::<Vec<_>>().leak();
        let domains = brands.iter().flat_map(|brand| {
            let domains = brand.domains.iter();
            domains.map(move |domain| (domain.name, (brand, domain.name)))
        });
        Self {
            brands,
            domains: domains.collect(),
        }
    }
}

/// The brand in the form of the data's tables.
fn leak(brand: ManagedBrand) -> Brand {
    let home = brand.domains.first().cloned().unwrap_or_default();
    let aliases = brand.aliases.into_iter().map(|(words, class)| {
        let glued = words.replace(' ', "");
        Alias {
            skeleton: confusables::skeleton(&glued).into_owned().leak(),
            glued: glued.leak(),
            words: words.leak(),
            class,
            anywhere: false,
        }
    });
    let domains = brand.domains.into_iter().map(|name| Domain {
        name: name.leak(),
        shared: false,
        webmail: false,
        origin: None,
    });
    Brand {
        id: brand.id.leak(),
        name: brand.name.leak(),
        kind: BrandKind::Carrier,
        countries: &[],
        group: None,
        home: format!("https://{home}/").leak(),
        aliases: aliases.collect::<Vec<_>>().leak(),
        domains: domains.collect::<Vec<_>>().leak(),
        relatives: &[],
    }
}
