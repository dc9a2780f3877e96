//! Which carrier gives such a number? Formats of tracking numbers with their
//! check digits, from `data/numbers/tracking.toml`.
//!
//! A number that fits proves nothing about who sent it: scams carry numbers
//! that are well made, and leaks have handed out real ones.

use serde::Serialize;
use vigicolis_format::number_pattern as pattern;

use crate::data::{
    BrandKind, NumberFormat, NumberStrength, POSTAL_COUNTRIES, POSTAL_SERVICES, brands,
    number_formats,
};
use crate::text::fold;

pub(crate) use crate::data::NumberCheck;

mod check;
mod link;

pub use link::TrackingLink;

/// What is known of a number that has the shape of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "NumberProof"))]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The format has a check digit, and it is wrong.
    CheckFails,
    /// The shape fits; no rule for a check digit is known.
    ShapeOnly,
    /// The check digit holds.
    CheckHolds,
}

/// A format that a number has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TrackingMatch {
    /// Id of the brand that gives such numbers; `None` where any carrier may.
    pub brand: Option<&'static str>,
    /// Id of the format in `data/numbers/tracking.toml`.
    pub format: &'static str,
    /// Name of the format as people write it.
    pub name: &'static str,
    /// What proves it.
    pub proof: Proof,
    /// Brands that give such numbers too, the likeliest first.
    pub also: Vec<&'static str>,
    /// What the letters of a postal item say.
    pub postal: Option<Postal>,
}

/// What the letters of a postal item (UPU S10) say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Postal {
    /// Issuing country: ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// The post of that country, as the UPU lists it.
    pub operator: &'static str,
    /// The service, as the UPU calls it.
    pub service: &'static str,
}

/// Longest text that is looked at, in characters; numbers have up to 40.
const MAX_TEXT: usize = 120;

/// The formats that a number has, the likeliest first. Empty for what no carrier
/// of the data gives to parcels.
///
/// A number whose check digit fails comes last, with [`Proof::CheckFails`]: it is
/// mistyped, made up, or another carrier's.
///
/// ```
/// use vigicolis::tracking::{Proof, identify};
///
/// let found = identify("1z 999-aa1.01 2345 6784");
/// assert_eq!(found[0].brand, Some("ups"));
/// assert_eq!(found[0].proof, Proof::CheckHolds);
/// assert_eq!(identify("1Z999AA10123456780")[0].proof, Proof::CheckFails);
/// assert!(identify("hello").is_empty());
/// ```
#[must_use]
pub fn identify(text: &str) -> Vec<TrackingMatch> {
    let number = normalize(text);
    let mut found: Vec<(Rank, TrackingMatch)> = number_formats()
        .iter()
        .filter_map(|format| match_format(format, &number))
        .collect();
    // Stable: the data's order decides between equals.
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let brands: Vec<(&'static str, Proof)> = found
        .iter()
        .filter_map(|(_, found)| Some((found.brand?, found.proof)))
        .collect();
    found
        .into_iter()
        .map(|(_, mut found)| {
            for &(brand, proof) in &brands {
                let other = found.brand != Some(brand) && proof != Proof::CheckFails;
                if other && !found.also.contains(&brand) {
                    found.also.push(brand);
                }
            }
            found
        })
        .collect()
}

/// The number in capitals, full-width and fancy digits as plain ones, without
/// spaces, hyphens, dots and invisible marks. A slash stays: some numbers hold one.
///
/// ```
/// assert_eq!(vigicolis::tracking::normalize("６a 4937-3964.014"), "6A49373964014");
/// ```
#[must_use]
pub fn normalize(text: &str) -> String {
    let end = text.char_indices().nth(MAX_TEXT);
    let text = text.get(..end.map_or(text.len(), |(at, _)| at));
    let parts = text.unwrap_or_default().split(['/', '\u{ff0f}']);
    let parts = parts.map(|part| glued(part).to_ascii_uppercase());
    parts.collect::<Vec<_>>().join("/")
}

/// A text folded without its spaces. Words that stood apart can be folded otherwise once they
/// are one.
fn glued(part: &str) -> String {
    let mut glued = fold(part).replace(' ', "");
    while !glued.is_ascii() {
        let again = fold(&glued).replace(' ', "");
        if again == glued {
            break;
        }
        glued = again;
    }
    glued
}

/// What decides between formats: a proof, what it is worth, and how much of the
/// number the format spells out.
type Rank = (bool, NumberStrength, usize);

fn match_format(format: &'static NumberFormat, number: &str) -> Option<(Rank, TrackingMatch)> {
    let bytes = number.as_bytes();
    let mixed = bytes.iter().any(u8::is_ascii_uppercase) && bytes.iter().any(u8::is_ascii_digit);
    let fits = pattern::matches_any(format.patterns, bytes)
        || mixed && pattern::matches_any(format.mixed_patterns, bytes);
    if !fits {
        return None;
    }
    let postal = is_postal(format).then(|| Postal::of(number)).flatten();
    let proof = match format.check {
        NumberCheck::None => Proof::ShapeOnly,
        // The two letters of another country are a number that nobody gave.
        NumberCheck::S10 if format.brand.is_none() && postal.is_none() => Proof::CheckFails,
        rule if check::holds(rule, bytes) => Proof::CheckHolds,
        _ => Proof::CheckFails,
    };
    let fixed = format.patterns.split('|');
    let fixed = fixed.filter(|pattern| pattern::matches(pattern.as_bytes(), bytes));
    let fixed = fixed.map(|pattern| pattern::fixed_characters(pattern.as_bytes()));
    let rank = (
        proof != Proof::CheckFails,
        format.strength,
        fixed.max().unwrap_or_default(),
    );
    let found = TrackingMatch {
        brand: format
            .brand
            .or_else(|| postal.and_then(|postal| post_of(postal.country))),
        format: format.id,
        name: format.name,
        proof,
        also: Vec::new(),
        postal,
    };
    Some((rank, found))
}

fn is_postal(format: &NumberFormat) -> bool {
    format.check == NumberCheck::S10
}

/// The brand that is the post of a country.
fn post_of(country: &str) -> Option<&'static str> {
    brands::all()
        .iter()
        .find(|brand| brand.kind == BrandKind::Post && brand.countries.contains(&country))
        .map(|brand| brand.id)
}

impl Postal {
    /// What the letters say; `None` where no country has the last two.
    fn of(number: &str) -> Option<Self> {
        let code = number.get(number.len().checked_sub(2)?..)?;
        let line = POSTAL_COUNTRIES
            .lines()
            .find(|line| line.starts_with(code))?;
        let (country, operator) = line.split_at_checked(2)?;
        let letters = number.as_bytes().get(..2)?;
        let mut services = POSTAL_SERVICES
            .lines()
            .filter_map(|line| line.split_once('\t'));
        let service = services.find(|(patterns, _)| pattern::matches_any(patterns, letters));
        Some(Self {
            country,
            operator,
            service: service.map_or("", |(_, name)| name),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(number: &str) -> (Option<&'static str>, &'static str, Proof) {
        let found = identify(number);
        let first = found.first().unwrap_or_else(|| panic!("{number}: nothing"));
        (first.brand, first.format, first.proof)
    }

    #[test]
    fn the_likeliest_format_comes_first() {
        use Proof::{CheckFails, CheckHolds, ShapeOnly};
        let table = [
            // A check digit beats every shape, a prefix a plain length.
            (
                "6A49373964014",
                Some("colissimo"),
                "colissimo_id13",
                CheckHolds,
            ),
            (
                "RB123456785GB",
                Some("royalmail"),
                "royalmail_s10",
                CheckHolds,
            ),
            (
                "323258325944393454876007",
                Some("bpost"),
                "bpost_24",
                ShapeOnly,
            ),
            (
                "9400111206206406260787",
                Some("usps"),
                "usps_22",
                CheckHolds,
            ),
            // The country's post, where no format of its own is listed.
            ("EE026773546BE", Some("bpost"), "bpost_s10", CheckHolds),
            ("CP983690067FR", Some("laposte"), "s10", CheckHolds),
            // A wrong check digit is said, not hidden.
            ("SF8829231912090", Some("sf"), "sf_express", CheckFails),
        ];
        for (number, brand, format, proof) in table {
            assert_eq!(first(number), (brand, format, proof), "{number}");
        }
    }

    #[test]
    fn what_else_it_may_be_is_said() {
        let found = identify("09980000020033F");
        let brands: Vec<_> = found.iter().map(|one| one.brand).collect();
        assert_eq!(brands, [Some("chronopost"), Some("dpd")]);
        assert_eq!(found[0].also, ["dpd"]);
        assert_eq!(found[1].also, ["chronopost"]);
    }

    #[test]
    fn a_postal_item_needs_a_country_that_exists() {
        assert_eq!(first("RB123456785GB").2, Proof::CheckHolds);
        let found = identify("RB123456785XX");
        assert!(found.iter().all(|one| one.proof == Proof::CheckFails));
        // The barcode of fake customs mails that bpost names: country FE.
        let found = identify("CB773245529FE");
        assert!(found.iter().all(|one| one.proof == Proof::CheckFails));
    }

    #[test]
    fn the_letters_of_a_postal_item_are_read() {
        let postal = identify("LX684874523CN")[0].postal.unwrap();
        assert_eq!((postal.country, postal.operator), ("CN", "China Post"));
        assert_eq!(postal.service, "Letter post express / tracked packet");
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for written in [
            "6A 493 7396 4014",
            "6a4937396-4014",
            "６Ａ４９３７３９６４０１４",
            "6A\u{a0}49373964\u{200b}014",
            " 6A.4937.3964.014\n",
        ] {
            assert_eq!(first(written).1, "colissimo_id13", "{written:?}");
        }
        assert_eq!(first("2656/42525537").0, Some("nacex"));
    }

    #[test]
    fn a_normal_form_is_its_own() {
        // An Armenian letter that is taken for a Latin one only beside one.
        assert_eq!(normalize("XW123 \u{555} g"), "XW123OG");
        assert_eq!(normalize("XW123\u{585}g"), "XW123OG");
    }

    #[test]
    fn long_and_odd_texts_give_nothing() {
        for text in ["", " ", "/", "€", "日本", &"9".repeat(100_000)] {
            assert_eq!(identify(text), [], "{text:.20}");
        }
    }
}
