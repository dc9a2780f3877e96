//! Whether a brand's word in a name is chance, or another firm's own.

use super::{BrandMatch, BrandMatches, Spelling};
use crate::address::Site;
use crate::data::AliasClass;

/// So many letters after a name make no other word of it: `chronopostc`, but `laposteria`.
const SHORT_TAIL: usize = 2;

impl BrandMatch<'_> {
    /// Honest names that hold the word: a brand's letters by chance inside a
    /// longer word, a short or common word without any word of the scam beside
    /// it, other trades, and names that only authorities get.
    ///
    /// Read for names that somebody chose freely: a registrable domain, or a
    /// label on shared hosting.
    pub(crate) fn is_likely_coincidence(&self, matches: &BrandMatches<'_>, site: &Site) -> bool {
        let unmistakable = self.class == AliasClass::Distinctive && self.length > 3;
        if matches.reserved_suffix || matches.other_trade && !unmistakable {
            return true;
        }
        if self.is_of_machine(matches) {
            return true;
        }
        let spoken = matches.host.trade || self.country_beside;
        let thrown_away = matches.abused_top_level || site.is_shared_hosting();
        let company = spoken || thrown_away;
        let enough = match (self.class, self.spelling) {
            (AliasClass::Distinctive, Spelling::GluedLoose) => {
                let spelled_out = self.anywhere && self.tail <= SHORT_TAIL;
                spelled_out || self.stands_out(company)
            }
            // `j3dpd`: three letters beside digits are chance, too
            (AliasClass::Distinctive, Spelling::Token) if self.length <= 3 && !self.clean => {
                company
            }
            (AliasClass::Distinctive, _) => true,
            (AliasClass::Short, _) if self.is_worldwide() => company,
            // `anpostdelivery`
            (AliasClass::Short, Spelling::Glued) if self.length > 4 && matches.host.trade => true,
            (AliasClass::Short, _) => {
                self.clean && (spoken || self.length >= 3 && matches.abused_top_level)
            }
            (AliasClass::Common, _) => {
                let parted = self.clean && !self.whole_label;
                matches.host.delivery
                    || parted && matches.abused_top_level
                    || parted && matches.host.trade && site.is_shared_hosting()
            }
            // `chrono-suivi`, `service-chrono`
            (AliasClass::Abbreviation, _) => {
                let abroad = site.top_level().len() == 2 && !self.is_at_home(site);
                matches.host.delivery && !abroad || matches.host.service && self.is_at_home(site)
            }
        };
        !enough
    }

    /// Whether three or four letters stand beside a machine's name, and no word of
    /// the scam, and nobody threw the name away: `dpd-12774-s3`.
    pub(crate) fn is_of_machine(&self, matches: &BrandMatches<'_>) -> bool {
        let company = matches.host.trade || matches.abused_top_level;
        matches.machine && !company && self.length <= 4
    }

    /// Whether the top-level domain is of a country where the brand works.
    fn is_at_home(&self, site: &Site) -> bool {
        let countries = self.brand.countries().iter();
        countries
            .clone()
            .any(|code| code.eq_ignore_ascii_case(site.top_level()))
    }

    /// Whether a name glued to unknown letters is hardly chance.
    fn stands_out(&self, company: bool) -> bool {
        match self.length {
            // `egypt-posters` begins with a name by chance; `la-postes` hardly
            _ if self.parted => company || self.rest == 1,
            // `mainpost`, `digiposter`: one letter more is chance as often as a plural
            6..=9 if self.rest == 1 => company,
            8.. => true,
            6..=7 => company,
            5 => self.heading || self.introduced && company,
            4 => {
                self.heading && (company || self.rest <= 4 && self.is_unpronounceable())
                    || self.introduced && company
            }
            _ => (self.heading || self.introduced) && company,
        }
    }

    /// An abbreviation without a syllable (`usps`) hardly begins another word.
    fn is_unpronounceable(&self) -> bool {
        self.label
            .bytes()
            .take(self.length)
            .filter(|byte| b"aeiouy".contains(byte))
            .count()
            <= 1
    }

    /// Short names known the world over (DHL, UPS) are seldom anything else;
    /// a local one (`sda`, `acs`) is often another firm's.
    pub(crate) fn is_worldwide(&self) -> bool {
        self.brand.countries().contains(&"intl")
    }
}
