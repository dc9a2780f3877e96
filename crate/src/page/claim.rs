//! Who does the page say it is? Brands named by its title, site name, headings,
//! logos and hot-linked official files, each with its evidence.

use crate::address::Site;
use crate::brands::{Brand, Name, Registry, everyday, is_written_as};
use crate::data::{AliasClass, BrandKind};
use crate::order::sort_by_key;
use crate::page::PageSnapshot;
use crate::page::own_name::{self, is_plain_title_word};
use crate::page::words::PageWords;

/// How a page brings a brand up. Later ones say more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// Named in running text.
    Text,
    /// A link to the brand's official site.
    OfficialLink,
    /// Named in a heading.
    Heading,
    /// Named by a picture's alternative text or file name.
    Picture,
    /// Named in the title beside other names.
    Title,
    /// The page's first line is the brand, and nothing else: a logo in letters.
    FirstLine,
    /// Shown by the page, and named by the address's registrable label: a sender's alone.
    Address,
    /// Named by one of the page's first pictures, where a site has its logo.
    Logo,
    /// A picture, style or script loaded from the brand's official site.
    OfficialFile,
    /// The first heading is the brand, and nothing else.
    HeadingAlone,
    /// A part of the title between separators is the brand: `Home DHL | France`.
    TitlePart,
    /// The copyright line names it.
    Copyright,
    /// `og:site_name` is the brand.
    SiteName,
    /// The title is the brand, alone or with delivery words, and one other at most.
    TitleAlone,
    /// The same without any other word.
    TitleExact,
}

/// Points of a copyright line: an identity.
const SIGNED: u32 = 4;

/// Points of a logo in letters.
const LETTERS: u32 = 2;

/// Bytes at the end of a text in which a copyright line is looked for.
const END_OF_TEXT: usize = 3_000;

/// Words from which a name is no tag or link at the end of a page.
const LONG_NAME: usize = 4;

/// So many pictures stand where a site has its logo.
const FIRST_PICTURES: usize = 2;

/// One brand that a page brings up.
#[derive(Debug, Clone)]
pub(crate) struct BrandClaim<'r> {
    /// The brand.
    pub brand: Brand<'r>,
    /// The most telling class among the words that named it.
    pub class: AliasClass,
    /// What brought it up, each kind once, in ascending order.
    pub evidence: Vec<Evidence>,
    /// How often the text names it.
    pub times: usize,
}

impl BrandClaim<'_> {
    /// Whether the page presents itself as this brand, rather than naming it.
    #[must_use]
    pub(crate) fn is_identity(&self) -> bool {
        self.score() >= 4
    }

    /// Whether the page stands under the brand's name: its logo, its first heading or line,
    /// or its whole title.
    #[must_use]
    pub(crate) fn is_letterhead(&self) -> bool {
        const TOP: &[Evidence] = &[
            Evidence::Logo,
            Evidence::FirstLine,
            Evidence::HeadingAlone,
            Evidence::TitleExact,
        ];
        TOP.iter().any(|evidence| self.evidence.contains(evidence))
    }

    /// Weight of the evidence: a title or site name of the brand alone is an
    /// identity; pictures, headings and official files add up to one.
    #[must_use]
    pub(crate) fn score(&self) -> u32 {
        let points: u32 = self
            .evidence
            .iter()
            .map(|evidence| match evidence {
                Evidence::Text => u32::from(self.times >= 3),
                Evidence::OfficialLink | Evidence::Heading => 1,
                Evidence::Picture | Evidence::Title | Evidence::OfficialFile => 2,
                Evidence::FirstLine => LETTERS,
                // Beside the points that it has as a heading, or as a title alone.
                Evidence::HeadingAlone => 1,
                Evidence::TitleExact => 0,
                Evidence::Address | Evidence::Logo | Evidence::TitlePart => 3,
                Evidence::Copyright => SIGNED,
                Evidence::SiteName | Evidence::TitleAlone => 4,
            })
            .sum();
        // A dictionary word in a title names no one by itself; one that signs the page does.
        if self.class == AliasClass::Common && !self.evidence.contains(&Evidence::OfficialFile) {
            let says_so = |evidence, points| {
                if self.evidence.contains(&evidence) {
                    points
                } else {
                    0
                }
            };
            let named =
                says_so(Evidence::Copyright, SIGNED) + says_so(Evidence::FirstLine, LETTERS);
            (points - named) / 2 + named
        } else {
            points
        }
    }

    fn add(&mut self, evidence: Evidence) {
        if let Err(at) = self.evidence.binary_search(&evidence) {
            self.evidence.insert(at, evidence);
        }
    }
}

/// All brands that a page brings up, the most strongly claimed first, and
/// whether the page speaks of itself by its own name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Claim<'r> {
    /// Brands.
    pub brands: Vec<BrandClaim<'r>>,
    /// Whether the host's own name stands in title, site name, headings or copyright line.
    pub own_name: bool,
    /// Whether its text takes up a word of its address, as a laundry's at `linge-et-vapeur.fr` does:
    /// less than a name, which lowers what only hints at a story. A text in another script may do so
    /// unseen.
    pub takes_up_address: bool,
    /// Whether the host's name stands in mail addresses or links that the text spells out.
    pub own_address: bool,
}

impl<'r> Claim<'r> {
    /// Reads a page.
    #[must_use]
    pub(crate) fn of(
        page: &PageSnapshot,
        words: &PageWords,
        site: &Site,
        registry: &'r Registry,
    ) -> Self {
        let mut claim = Self::default();
        claim.read_words(words, |text| {
            let mut names = registry.names_in(text);
            names.retain(|name| !own_name::is_in_own_name(text, name, site));
            names
        });
        claim.read_official_files(page, registry);
        claim.read_last_line(words, |text| registry.names_in(text));
        claim.own_name = own_name::is_spoken(page, words, site, registry);
        claim.takes_up_address = claim.own_name || own_name::takes_up(&words.text, site);
        claim.own_address = page.text.contains(site.registrable());
        claim.sort();
        claim
    }

    /// Reads a text and who signs it.
    pub(crate) fn of_text(words: &PageWords, registry: &'r Registry) -> Self {
        let mut claim = Self::default();
        claim.read_words(words, |text| registry.names_in(text));
        claim.sort();
        claim
    }

    /// Reads which sender beside the carriers a page presents itself as. What it writes
    /// about others says nothing: of its text the end is read, for the copyright line. Its address
    /// says so only of whom the page shows, too: their names are words and parts of words.
    pub(crate) fn of_sender(words: &PageWords, site: &Site, registry: &'r Registry) -> Self {
        let mut claim = Self::default();
        let senders_in = |text: &str| {
            let mut names = registry.senders_in(text);
            names.retain(|name| !is_of_staff(text, name));
            names
        };
        claim.read_shown(words, &senders_in);
        let end = words.text.len().saturating_sub(END_OF_TEXT);
        let end = words.text.get(words.text.ceil_char_boundary(end)..);
        for found in senders_in(end.unwrap_or_default()) {
            let signs = is_copyright_of(words.has_copyright_sign, end.unwrap_or_default(), &found);
            if signs && ends_name(end.unwrap_or_default(), &found) {
                claim.add(found.brand, found.class, Evidence::Copyright);
            }
        }
        claim.read_last_line(words, senders_in);
        for shown in &mut claim.brands {
            if is_in_label(shown.brand, site.registrable_label()) {
                shown.add(Evidence::Address);
            }
        }
        claim.sort();
        claim
    }

    fn sort(&mut self) {
        sort_by_key(&mut self.brands, |brand| {
            std::cmp::Reverse((brand.score(), brand.times))
        });
    }

    /// The brand that the page presents itself as, if it does.
    #[must_use]
    pub(crate) fn identity(&self) -> Option<&BrandClaim<'r>> {
        self.brands.first().filter(|claim| claim.is_identity())
    }

    /// The claim about a brand.
    #[must_use]
    pub(crate) fn about(&self, id: &str) -> Option<&BrandClaim<'r>> {
        self.brands.iter().find(|claim| claim.brand.id() == id)
    }

    fn read_words(&mut self, words: &PageWords, names_in: impl Fn(&str) -> Vec<Name<'r>>) {
        let names_in = |folded: &str| {
            let mut names = names_in(folded);
            names.retain(|name| !is_of_other_thing(folded, name));
            names
        };
        self.read_shown(words, &names_in);
        let (text, sign) = (&words.text, words.has_copyright_sign);
        for found in names_in(text) {
            let copyright = is_copyright_of(sign, text, &found);
            let claim = self.add(found.brand, found.class, Evidence::Text);
            claim.times += 1;
            if copyright {
                claim.add(Evidence::Copyright);
            }
        }
    }

    /// Reads title, site name, headings and pictures.
    fn read_shown(&mut self, words: &PageWords, names_in: &impl Fn(&str) -> Vec<Name<'r>>) {
        for found in names_in(&words.title) {
            let evidence = match others_in(&words.title, &found) {
                0 => {
                    self.add(found.brand, found.class, Evidence::TitleExact);
                    Evidence::TitleAlone
                }
                1 => Evidence::TitleAlone,
                _ => Evidence::Title,
            };
            self.add(found.brand, found.class, evidence);
        }
        for part in &words.title_parts {
            for found in names_in(part)
                .iter()
                .filter(|found| is_title_of(part, found))
            {
                self.add(found.brand, found.class, Evidence::TitlePart);
            }
        }
        for found in names_in(&words.site_name) {
            let evidence = if is_title_of(&words.site_name, &found) {
                Evidence::SiteName
            } else {
                Evidence::Title
            };
            self.add(found.brand, found.class, evidence);
        }
        for found in names_in(&words.first_line) {
            if is_name_in_letters(&words.first_line, &found) {
                self.add(found.brand, found.class, Evidence::FirstLine);
            }
        }
        for (at, heading) in words.headings.iter().enumerate() {
            for found in names_in(heading) {
                self.add(found.brand, found.class, Evidence::Heading);
                if at == 0 && found.start == 0 && found.end == heading.len() {
                    self.add(found.brand, found.class, Evidence::HeadingAlone);
                }
            }
        }
        let pictures = words.pictures.iter().zip(&words.picture_files);
        let mut before = 0;
        for (alt, file) in pictures {
            let is_first = before < FIRST_PICTURES;
            before += usize::from(is_first);
            let words = format!("{alt} {file}");
            for found in names_in(&words) {
                // Short names stand in the file names of other things (`sf-skyline.jpg`).
                // A sender's is a logo where the picture is called so and no more.
                let is_name = found.brand.is_sender()
                    && found.class == AliasClass::Short
                    && alt.get(found.start..found.end) == Some(alt);
                let is_logo = found.class == AliasClass::Distinctive
                    || is_name
                    || words.split(' ').any(|word| word == "logo");
                let evidence = if is_first && is_logo {
                    Evidence::Logo
                } else {
                    Evidence::Picture
                };
                self.add(found.brand, found.class, evidence);
            }
        }
    }

    /// Takes the last line for a signature, where it is a firm with its form of law or a year, or an office's
    /// whole long name, and the page has shown the name before: the last of a shop's partners stands there, too.
    fn read_last_line(&mut self, words: &PageWords, names_in: impl Fn(&str) -> Vec<Name<'r>>) {
        let last = &words.last_line;
        let is_long = last.name.split(' ').count() >= LONG_NAME;
        if words.has_copyright_sign || !last.is_firm && !is_long {
            return;
        }
        for found in names_in(&last.name) {
            let is_whole = found.start == 0 && (found.end == last.name.len() || !is_long);
            let named = self
                .brands
                .iter_mut()
                .find(|claim| claim.brand == found.brand);
            let shown =
                named.filter(|claim| claim.evidence.iter().any(|evidence| shows(*evidence)));
            if let Some(claim) =
                shown.filter(|_| is_whole && found.brand.kind() != BrandKind::Payment)
            {
                claim.add(Evidence::Copyright);
            }
        }
    }

    fn read_official_files(&mut self, page: &PageSnapshot, registry: &'r Registry) {
        let files = page
            .images
            .iter()
            .map(|image| image.src.as_str())
            .chain(page.scripts.iter().map(String::as_str))
            .chain(page.styles.iter().map(String::as_str));
        for address in files {
            if let Some(brand) = official_of(address, registry) {
                self.add(brand, AliasClass::Distinctive, Evidence::OfficialFile);
            }
        }
        for link in &page.links {
            if let Some(brand) = official_of(&link.href, registry) {
                self.add(brand, AliasClass::Distinctive, Evidence::OfficialLink);
            }
        }
    }

    fn add(
        &mut self,
        brand: Brand<'r>,
        class: AliasClass,
        evidence: Evidence,
    ) -> &mut BrandClaim<'r> {
        let at = match self.brands.iter().position(|claim| claim.brand == brand) {
            Some(at) => at,
            None => {
                self.brands.push(BrandClaim {
                    brand,
                    class,
                    evidence: Vec::new(),
                    times: 0,
                });
                self.brands.len() - 1
            }
        };
        // The position was found or made on the lines above.
        #[expect(
            clippy::indexing_slicing,
            reason = "the index comes from position or push"
        )]
        let claim = &mut self.brands[at];
        claim.class = claim.class.min(class);
        claim.add(evidence);
        claim
    }
}

/// The carrier on whose official domain an address lies: honest pages link to banks and
/// authorities all day.
fn official_of<'r>(address: &str, registry: &'r Registry) -> Option<Brand<'r>> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    // What stands before `@` is a user's name, whatever it looks like.
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let official = registry.lookup(&host.to_ascii_lowercase()).official();
    official.filter(|brand| !brand.is_sender())
}

/// Whether the words beside a name make it another thing's: `Hôtel de la Poste`.
fn is_of_other_thing(folded: &str, name: &Name<'_>) -> bool {
    let before = folded.get(..name.start).unwrap_or_default();
    let after = folded.get(name.end..).unwrap_or_default();
    everyday::names_other_thing(before, after, name.everyday)
}

/// Whether it is a sender's staff that bears its name: `CSE Crédit Agricole`.
fn is_of_staff(folded: &str, name: &Name<'_>) -> bool {
    everyday::is_of_staff(folded.get(..name.start).unwrap_or_default())
}

/// Whether a registrable label holds a sender's name that is no common word: as a part of it between
/// hyphens, or, where its letters are hardly chance, anywhere.
fn is_in_label(brand: Brand<'_>, label: &str) -> bool {
    const PART: usize = 4;
    const ANYWHERE: usize = 7;
    let glued = || label.bytes().filter(|letter| *letter != b'-');
    brand.aliases().any(|alias| {
        let length = alias.words.bytes().filter(|letter| *letter != b' ').count();
        let is_part = || {
            label
                .split('-')
                .any(|part| is_written_as(alias.words, part))
        };
        let is_anywhere = || {
            let letters: Vec<u8> = glued().collect();
            letters.windows(length).any(|part| {
                std::str::from_utf8(part).is_ok_and(|part| is_written_as(alias.words, part))
            })
        };
        match alias.class {
            AliasClass::Distinctive => {
                length >= PART && is_part() || length >= ANYWHERE && is_anywhere()
            }
            AliasClass::Short => length >= PART && is_part(),
            AliasClass::Common | AliasClass::Abbreviation => false,
        }
    })
}

/// Whether a page shows a name by this, in a place of its own.
const fn shows(evidence: Evidence) -> bool {
    !matches!(
        evidence,
        Evidence::Text | Evidence::OfficialLink | Evidence::OfficialFile | Evidence::Address
    )
}

/// Words that may stand beside a brand in the title of its own page: what the
/// page is about, and small words.
fn is_title_of(title: &str, name: &Name<'_>) -> bool {
    others_in(title, name) <= 1
}

/// Whether a line is the name, with an article before it and a word or two of the trade or a
/// country behind it: `L'Assurance Maladie`, `DHL Express`.
fn is_name_in_letters(line: &str, name: &Name<'_>) -> bool {
    let before = line.get(..name.start).unwrap_or_default().trim_end();
    let after = line.get(name.end..).unwrap_or_default().split_whitespace();
    before.len() <= 2 && after.count() <= 2 && others_in(line, name) == 0
}

/// How many words of a title are neither the name nor such words.
fn others_in(title: &str, name: &Name<'_>) -> usize {
    let before = title.get(..name.start).unwrap_or_default();
    let after = title.get(name.end..).unwrap_or_default();
    before
        .split(' ')
        .chain(after.split(' '))
        .filter(|word| word.len() > 1 && !is_plain_title_word(word))
        .count()
}

/// Whether `© Chronopost` or `copyright 2025 chronopost` stands in the text;
/// `sign` tells whether the text holds a copyright sign at all. A year alone is the end
/// of a date, and what follows it the beginning of an article.
fn is_copyright_of(sign: bool, folded: &str, name: &Name<'_>) -> bool {
    const NEAR: usize = 3;
    const BEFORE_YEAR: usize = 6;
    let before = folded.get(..name.start).unwrap_or_default();
    let words: Vec<_> = before.trim_end().rsplit(' ').take(BEFORE_YEAR).collect();
    let follows_year = words.first().is_some_and(|word| is_year(word));
    let is_sign = |word: &&str| matches!(*word, "copyright" | "copy");
    let signs = words
        .iter()
        .take(NEAR)
        .any(|word| is_sign(word) || *word == "c")
        || follows_year && words.iter().any(is_sign);
    signs && sign || words.first() == Some(&"copyright")
}

/// Whether a name of the copyright line is the whole of it: `© 2026 Free Software
/// Foundation` is not signed by Free. One that is nobody else's may go on.
fn ends_name(folded: &str, name: &Name<'_>) -> bool {
    const AFTER: &[&str] = &[
        "tous", "all", "alle", "todos", "tutti", "wszelkie", "sa", "s", "plc", "ltd", "inc",
        "gmbh", "ag", "groupe", "group",
    ];
    let after = folded.get(name.end..).unwrap_or_default();
    let next = after.split_whitespace().next();
    name.class == AliasClass::Distinctive
        || next.is_none_or(|word| is_year(word) || AFTER.contains(&word))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_line_signs_what_is_shown_above() {
        let registry = crate::case_support::engine().registry();
        for (title, text, is_signed) in [
            ("Posti: vahvistus", "Vahvista\nPosti Oy", true),
            ("Colis", "Chronopost\nPayer\nChronopost SAS", true),
            (
                "Colis",
                "Livraison par Chronopost\nTransporteur\nChronopost SAS",
                false,
            ),
            ("Chronopost", "Partenaires\nChronopost", false),
        ] {
            let page = PageSnapshot {
                title: title.into(),
                text: text.into(),
                ..PageSnapshot::default()
            };
            let site = Site::parse("https://pay.example/").unwrap();
            let claim = Claim::of(&page, &PageWords::of(&page), &site, registry);
            let signed = claim
                .brands
                .iter()
                .any(|it| it.evidence.contains(&Evidence::Copyright));
            assert_eq!(signed, is_signed, "{text}");
        }
    }

    #[test]
    fn a_short_name_that_is_a_part_of_the_sites_own_claims_nobody() {
        let registry = crate::case_support::engine().registry();
        for (url, title, brand, is_claimed) in [
            (
                "https://shop.ups-batterien.example/",
                "Kasse - UPS Batterien",
                "ups",
                false,
            ),
            (
                "https://www.tntfireworks.example/",
                "TNT Fireworks - Checkout",
                "tnt",
                false,
            ),
            (
                "https://hermes-optik.example/",
                "Hermes Optik",
                "hermes-de",
                false,
            ),
            // another's, one of the trade, and one that is no common word
            ("https://lilas.example/", "UPS Batterien", "ups", true),
            (
                "https://ups-lieferung.example/",
                "UPS Lieferung",
                "ups",
                true,
            ),
            (
                "https://chronopost-fireworks.example/",
                "Chronopost Fireworks",
                "chronopost",
                true,
            ),
        ] {
            let page = PageSnapshot {
                title: title.into(),
                ..PageSnapshot::default()
            };
            let site = Site::parse(url).unwrap();
            let claim = Claim::of(&page, &PageWords::of(&page), &site, registry);
            assert_eq!(claim.about(brand).is_some(), is_claimed, "{url}");
        }
    }

    #[test]
    fn a_works_council_is_not_its_bank() {
        let registry = crate::case_support::engine().registry();
        let site = Site::parse("https://lilas.example/").unwrap();
        for (title, is_claimed) in [
            ("CSE Crédit Agricole - Connexion", false),
            ("CGT de la Société Générale", false),
            ("Crédit Agricole - Connexion", true),
            ("Société Générale et CSE", true),
        ] {
            let page = PageSnapshot {
                title: title.into(),
                ..PageSnapshot::default()
            };
            let claim = Claim::of_sender(&PageWords::of(&page), &site, registry);
            assert_eq!(claim.identity().is_some(), is_claimed, "{title}");
        }
    }

    #[test]
    fn a_year_signs_in_a_copyright_line_alone() {
        let registry = crate::case_support::engine().registry();
        for (text, is_signed) in [
            ("Mentions légales\n© 2026 La Poste", true),
            ("© Groupe 2020 - 2026 La Poste", true),
            ("&copy; 2026 La Poste", true),
            (
                "Par la rédaction, 25 novembre 2026\nLa Poste confirme la fermeture.\n© L'Écho",
                false,
            ),
            (
                "C'est le 25 novembre 2026.\nLa Poste confirme.\n© L'Écho",
                false,
            ),
        ] {
            let claim = Claim::of_text(&PageWords::of_text("", text), registry);
            let signed = claim.about("laposte");
            let signed = signed.is_some_and(|it| it.evidence.contains(&Evidence::Copyright));
            assert_eq!(signed, is_signed, "{text}");
        }
    }
}
