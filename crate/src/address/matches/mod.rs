//! Brand words inside an address: which brand, where, and how it is written.
//!
//! Labels are cut into tokens (hyphens, digits) and searched with one automaton
//! of all brand words and context words, so that `mondial-relay`,
//! `relivraisoncolischronopost` and `chronopst` are each found once, in one
//! pass. No rule is decided here.

use crate::address::Site;
use crate::brands::lexicon::{Hit, Lexicon, Word};
use crate::brands::stream::Stream;
use crate::brands::{Brand, Registry};
use crate::data::{AliasClass, HostWordClass};

mod false_positives;
mod part;

use part::{
    Part, explains_rest, has_country, is_chain_of_trade, is_covered, is_generic,
    is_word_of_its_own, readable, readable_path, spans_of_other_things,
};

/// Which part of the address holds the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Path, and query and fragment of a link.
    Path,
    /// Below the registrable domain.
    Subdomain,
    /// The registrable domain's own label.
    Registrable,
}

/// How the word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As a whole token, letter by letter.
    Token,
    /// Glued to other letters, all of them known words or digits.
    Glued,
    /// Glued to letters that are no known words.
    GluedLoose,
    /// One typing error away.
    Misspelt,
    /// With look-alike letters of another script, or digits for letters.
    Homograph,
}

/// One brand word found in an address.
#[derive(Debug, Clone)]
pub(crate) struct BrandMatch<'r> {
    /// The brand.
    pub brand: Brand<'r>,
    /// How much its word says by itself.
    pub class: AliasClass,
    /// Where it stands.
    pub place: Place,
    /// How it is written.
    pub spelling: Spelling,
    /// Whether the word is the whole label.
    pub whole_label: bool,
    /// Whether the label is one that the brand has under an official domain:
    /// it may be its own registration elsewhere.
    pub registered: bool,
    /// Whether the word stands between hyphens or the label's ends, not digits.
    pub clean: bool,
    /// Whether the label, or a part of it between hyphens, starts with it.
    pub heading: bool,
    /// Whether all letters before it, back to the hyphen, are known words.
    pub introduced: bool,
    /// Whether its letters are never chance, not even inside a longer word.
    pub anywhere: bool,
    /// Whether a hyphen stands inside it.
    pub parted: bool,
    /// Unknown letters after it in the same token.
    pub tail: usize,
    /// Letters of the brand's word.
    pub length: usize,
    /// Letters beside it in the same token.
    pub rest: usize,
    /// Whether the word beside it makes it another thing's: `hotel-de-la-poste`.
    pub of_other_thing: bool,
    /// Whether a misspelt word begins with the brand's letter.
    pub same_start: bool,
    /// Whether a misspelt name is long, or no everyday word: few other words are near it.
    pub sure: bool,
    /// Whether the code of a country where the brand works stands beside it.
    pub country_beside: bool,
    /// The label or path part it was found in, as written.
    pub label: String,
}

/// All brand words of an address, with the company they keep.
#[derive(Debug, Clone, Default)]
pub(crate) struct BrandMatches<'r> {
    /// Brand words, the registrable label's first.
    pub found: Vec<BrandMatch<'r>>,
    /// A brand's official domain that the host spells out (`usps.com-track.example`).
    pub embedded_domain: Option<(Brand<'r>, &'r str)>,
    /// Words beside them in the host.
    pub host: ContextWords,
    /// Whether the host speaks of another trade (`gls-bank`, `casino-olx`).
    pub other_trade: bool,
    /// Whether a machine or a stage of development is named (`s3`, `staging`).
    pub machine: bool,
    /// Words beside them in the path.
    pub path: ContextWords,
    /// Whether the top-level domain is one that phishing favours.
    pub abused_top_level: bool,
    /// Whether only authorities and universities get names under the suffix.
    pub reserved_suffix: bool,
    /// Whether the registrable label names no one: words of the trade and
    /// digits only (`infos-livraison-42`), or a letter or two and a number.
    pub generic_name: bool,
}

/// Which words of the scam's trade stand in a part of an address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ContextWords {
    /// Words of parcels and their delivery.
    pub delivery: bool,
    /// Those, or words of fees, accounts and urgency.
    pub trade: bool,
    /// Words of customers and their service.
    pub service: bool,
}

impl ContextWords {
    fn of(class: HostWordClass) -> Self {
        Self {
            delivery: class == HostWordClass::Delivery,
            trade: matches!(
                class,
                HostWordClass::Delivery | HostWordClass::Context | HostWordClass::Service
            ),
            service: class == HostWordClass::Service,
        }
    }

    fn add(&mut self, other: Self) {
        self.delivery |= other.delivery;
        self.trade |= other.trade;
        self.service |= other.service;
    }
}

/// Shorter names cut by a dot are chance: `post.nl.example`.
const MIN_DOTTED: usize = 7;
/// Paths are read up to here; what comes later is noise to people, too.
const MAX_PATH: usize = 300;

impl<'r> BrandMatches<'r> {
    /// Reads a link, with its query and fragment: kits that are sent around carry
    /// a carrier's name there too (`/u.php?l=dhl-tracking`).
    #[must_use]
    pub(crate) fn of(site: &Site, registry: &'r Registry) -> Self {
        Reader::read(site, site.path_and_query(), registry)
    }

    /// Reads the address of a page, without its query and fragment: whoever links
    /// to a page writes into them what he likes, and the page need not know of it.
    #[must_use]
    pub(crate) fn of_page(site: &Site, registry: &'r Registry) -> Self {
        Reader::read(site, site.path(), registry)
    }

    /// Reads the host alone.
    #[must_use]
    pub(crate) fn of_host(site: &Site, registry: &'r Registry) -> Self {
        Reader::read(site, "", registry)
    }

    /// The brand words of one part of the address.
    pub(crate) fn of_place(&self, place: Place) -> impl Iterator<Item = &BrandMatch<'r>> {
        self.found
            .iter()
            .filter(move |mention| mention.place == place)
    }
}

/// Reads an address.
struct Reader<'r> {
    registry: &'r Registry,
    lexicon: &'r Lexicon,
    found: BrandMatches<'r>,
}

impl<'r> Reader<'r> {
    fn read(site: &Site, path: &str, registry: &'r Registry) -> BrandMatches<'r> {
        let lexicon = registry.lexicon();
        let mut reader = Self {
            registry,
            lexicon,
            found: BrandMatches {
                abused_top_level: lexicon.is_abused(site.top_level()),
                reserved_suffix: is_reserved(site.suffix()),
                ..BrandMatches::default()
            },
        };
        if site.is_ip() {
            reader.read_path(path);
            return reader.found;
        }
        reader.read_label(site.registrable_label(), Place::Registrable);
        for label in site.subdomain().rsplit('.').filter(|l| !l.is_empty()) {
            reader.read_label(label, Place::Subdomain);
        }
        reader.read_dotted(site.subdomain());
        reader.read_path(path);
        reader.find_embedded_domain(site);
        reader.share_countries(site);
        reader.leave_other_things();
        reader.found
    }

    /// A country in one label is company for a brand in another: `poczta.pl-id7.example`.
    fn share_countries(&mut self, site: &Site) {
        if self.found.found.is_empty() {
            return;
        }
        let own = site.host().get(..site.host().len() - site.suffix().len());
        let stream = Stream::new(&own.unwrap_or_default().replace('.', "-"));
        let hits = self.lexicon.hits(&stream);
        for mention in &mut self.found.found {
            mention.country_beside |= has_country(&stream, &hits, mention.brand);
        }
    }

    /// Takes out names of other things, if no word of delivery stands beside them.
    fn leave_other_things(&mut self) {
        let (host, path) = (self.found.host.delivery, self.found.path.delivery);
        self.found.found.retain(|mention| {
            let delivery = if mention.place == Place::Path {
                path
            } else {
                host
            };
            !mention.of_other_thing || delivery
        });
    }

    fn read_label(&mut self, label: &str, place: Place) {
        let (letters, foreign) = readable(label);
        let part = Part::new(&letters, label, place, foreign, self.lexicon);
        let before = self.found.found.len();
        let mut company = self.search(&part);
        // A common word by chance (`crono` in `cronopost`) hides no typing error.
        let sure = self
            .found
            .found
            .iter()
            .skip(before)
            .any(|mention| mention.class == AliasClass::Distinctive);
        if !sure && let Some(outside) = self.search_near(&part) {
            company = outside;
        }
        self.found.host.add(company);
        if place == Place::Registrable {
            self.found.generic_name = is_generic(&part.stream, &part.hits);
        }
    }

    /// Finds names that dots cut: `chrono.post.lilas.example`.
    fn read_dotted(&mut self, subdomain: &str) {
        for (at, _) in subdomain.match_indices('.') {
            let (before, after) = subdomain.split_at(at);
            let start = before.rfind('.').map_or(0, |dot| dot + 1);
            let end = after.get(1..).and_then(|rest| rest.find('.'));
            let end = end.map_or(subdomain.len(), |dot| at + 1 + dot);
            let label = subdomain.get(start..end).unwrap_or_default();
            let glued = label.replace('.', "-");
            let part = Part::new(&glued, label, Place::Subdomain, false, self.lexicon);
            let whole = (0, part.stream.len());
            let name = part.hits.iter().find(|hit| (hit.start, hit.end) == whole);
            if let Some(Hit {
                word:
                    Word::Brand {
                        brand,
                        class: AliasClass::Distinctive,
                        ..
                    },
                ..
            }) = name
                && part.stream.len() >= MIN_DOTTED
                && let Some(brand) = self.registry.numbered(*brand)
            {
                self.found
                    .found
                    .push(part.mention(brand, whole, Spelling::Token));
            }
        }
    }

    fn read_path(&mut self, path: &str) {
        let cut = path.floor_char_boundary(MAX_PATH);
        let path = readable_path(path.get(..cut).unwrap_or_default());
        for word in path.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')) {
            if word.len() > 1 {
                let company = self.search(&Part::new(word, word, Place::Path, false, self.lexicon));
                self.found.path.add(company);
            }
        }
    }

    /// Finds known words; returns the company that brands keep here.
    fn search(&mut self, part: &Part<'_>) -> ContextWords {
        let Part { stream, hits, .. } = part;
        let others: Vec<_> = spans_of_other_things(part).collect();
        let mut company = ContextWords::default();
        for hit in hits.iter().filter(|hit| !hit.is_inside_brand(hits)) {
            let covers = |&(start, end): &(usize, usize)| start <= hit.start && hit.end <= end;
            let of_other_thing = others.iter().any(covers);
            let (brand, class, anywhere) = match hit.word {
                Word::Other(class) => {
                    // `relais-de-la-poste`
                    if of_other_thing {
                        continue;
                    }
                    if is_word_of_its_own(stream, hits, hit)
                        || hit.touches_brand(hits, stream)
                        || is_chain_of_trade(stream, hits, hit)
                    {
                        company.add(ContextWords::of(class));
                    }
                    self.found.machine |= class == HostWordClass::Machine
                        && stream.is_border(hit.start)
                        && stream.is_border(hit.end)
                        && part.place != Place::Path;
                    // Also glued to unknown words: `eldoradocasino`.
                    let part_of_name = stream.is_border(hit.start) || stream.is_border(hit.end);
                    self.found.other_trade |= class == HostWordClass::OtherTrade
                        && part_of_name
                        && part.place != Place::Path;
                    continue;
                }
                Word::Brand {
                    brand,
                    class,
                    anywhere,
                    ..
                } => (brand, class, anywhere),
            };
            let Some(brand) = self.registry.numbered(brand) else {
                continue;
            };
            let token = stream.is_border(hit.start) && stream.is_border(hit.end);
            let spelling = if part.foreign && class == AliasClass::Distinctive {
                Spelling::Homograph
            } else if token {
                Spelling::Token
            } else if explains_rest(stream, hits, hit, brand) {
                Spelling::Glued
            } else {
                Spelling::GluedLoose
            };
            // `/dhlparcelstatus/`
            let glued_in_path = spelling == Spelling::Glued && class == AliasClass::Distinctive;
            let loose = spelling == Spelling::GluedLoose && class != AliasClass::Distinctive;
            // `dhl` of `expressdhldelivery`, but not of `handhlungen`
            let inside = !stream.is_border(hit.start) && !stream.is_border(hit.end);
            let by_chance = inside && hit.length() <= 3 && spelling != Spelling::Glued;
            if loose || by_chance || (part.place == Place::Path && !token && !glued_in_path) {
                continue;
            }
            self.found.found.push(BrandMatch {
                class,
                anywhere,
                of_other_thing,
                ..part.mention(brand, (hit.start, hit.end), spelling)
            });
        }
        company
    }

    /// Looks for one typing error or look-alike letter: in the whole label, in
    /// each part between hyphens, and in both with known words cut off. Gives
    /// back the company outside the misspelt word: `post` in `ipost` is none.
    fn search_near(&mut self, part: &Part<'_>) -> Option<ContextWords> {
        let Part { stream, hits, .. } = part;
        let whole = (0, stream.len());
        let plain: Vec<&Hit> = hits
            .iter()
            .filter(|hit| matches!(hit.word, Word::Other(_)))
            .collect();
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for span in std::iter::once(whole).chain(stream.hyphen_tokens()) {
            for span in [span, Lexicon::trim_known(hits, span)] {
                // `smartpost` is a name of its own, not `smartposti` misspelt.
                let is_name = hits.iter().any(|hit| (hit.start, hit.end) == span);
                if is_name || seen.contains(&span) || is_covered(stream, &plain, span.0, span.1) {
                    continue;
                }
                seen.push(span);
                let Some(near) = self.lexicon.nearest(stream.get(span)) else {
                    continue;
                };
                let Some(brand) = self.registry.numbered(near.brand) else {
                    continue;
                };
                let spelling = if near.homograph || part.foreign {
                    Spelling::Homograph
                } else {
                    Spelling::Misspelt
                };
                self.found.found.push(BrandMatch {
                    length: near.length,
                    same_start: near.same_start,
                    sure: near.sure,
                    ..part.mention(brand, span, spelling)
                });
                let mut company = ContextWords::default();
                for hit in hits
                    .iter()
                    .filter(|hit| hit.end <= span.0 || span.1 <= hit.start)
                {
                    if let Word::Other(class) = hit.word {
                        company.add(ContextWords::of(class));
                    }
                }
                return Some(company);
            }
        }
        None
    }

    /// Finds an official domain that the host spells out left of its own
    /// registrable end: `usps.com-track.example`, `post.ch.suivi.example`.
    fn find_embedded_domain(&mut self, site: &Site) {
        let host = site.host();
        let end_of_own = host.len() - site.suffix().len();
        let is_cut = |at: &usize| matches!(host.as_bytes().get(*at), Some(b'.' | b'-'));
        let starts = std::iter::once(0).chain((0..end_of_own).filter(is_cut).map(|at| at + 1));
        for start in starts {
            // An official domain has two or three labels; it ends before the own suffix begins.
            let ends = (start..end_of_own.saturating_sub(1)).filter(is_cut);
            for end in ends.take(6) {
                let Some(name) = host.get(start..end).filter(|name| name.contains('.')) else {
                    continue;
                };
                let entries = self.registry.lookup(name);
                let official = entries.official().filter(|brand| !brand.is_sender());
                if let (Some(brand), Some(domain)) = (official, entries.official_domain())
                    && domain == name
                {
                    self.found.embedded_domain = Some((brand, domain));
                    return;
                }
            }
        }
    }
}

/// Suffixes under which only authorities, armies and universities get names;
/// below a state of the United States only places do (`co.culberson.tx.us`).
fn is_reserved(suffix: &str) -> bool {
    const RESERVED: &[&str] = &[
        "gov", "gob", "gouv", "gub", "govt", "go", "mil", "edu", "ac", "int",
    ];
    let is_state = suffix.strip_suffix(".us").is_some_and(|state| {
        let state = state.rsplit('.').next().unwrap_or_default();
        state.len() == 2
    });
    is_state || suffix.split('.').any(|label| RESERVED.contains(&label))
}
