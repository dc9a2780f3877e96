//! What a rule says: a finding, its strength and its evidence. A leaf module.

use serde::{Deserialize, Serialize};

macro_rules! rule_ids {
    ($( $(#[$doc:meta])* $variant:ident => $id:literal, )*) => {
        /// Which rule spoke. The name in messages and data is [`RuleId::as_str`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[non_exhaustive]
        pub enum RuleId { $( $(#[$doc])* #[serde(rename = $id)] $variant, )* }

        impl RuleId {
            /// Every rule, in the order in which they were written down.
            pub const ALL: &'static [RuleId] = &[$( RuleId::$variant, )*];

            /// The stable name, as in `_locales` (`rule_<name>`) and in the tool's output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( RuleId::$variant => $id, )* }
            }
        }
    };
}

rule_ids! {
    /// The host is on an official domain of a brand.
    OfficialSite => "official_site",
    /// The host's own name looks like a brand's: misspelt, confusable letters, other top-level domain.
    LookalikeHost => "lookalike_host",
    /// A brand's name with added words in the registrable domain.
    Combosquatting => "combosquatting",
    /// A brand's name or its official domain below somebody else's registrable domain.
    TargetEmbedding => "target_embedding",
    /// The host spells out another domain left of its own registrable end.
    EmbeddedDomain => "embedded_domain",
    /// A brand's name in the path of somebody else's site.
    BrandInPath => "brand_in_path",
    /// The page presents itself as a brand whose domain this is not.
    BrandMismatch => "brand_mismatch",
    /// The page presents itself as a bank, an authority or another sender whose site this is not.
    SenderMismatch => "sender_mismatch",
    /// The page tells a story of the parcel scam.
    ParcelLure => "parcel_lure",
    /// The page asks for a payment card.
    PaymentForm => "payment_form",
    /// The page asks for a one-time code or a confirmation in the banking app.
    OneTimeCode => "one_time_code",
    /// The page asks for a code after an earlier page of this site asked for a card.
    CodeAfterCard => "code_after_card",
    /// Earlier pages were steps of the scam, and this is the next.
    ScamChain => "scam_chain",
    /// The site was at danger in this tab.
    DangerBefore => "danger_before",
    /// The page asks for a bank login or an IBAN.
    BankLogin => "bank_login",
    /// The page asks for an identity document.
    IdentityRequest => "identity_request",
    /// The page asks, beside a card, for what no honest page asks beside it.
    ExcessiveRequest => "excessive_request",
    /// The page takes by other means than a form: a link, a code, an app, a call.
    TakingWithoutForm => "taking_without_form",
    /// The page asks for contact data under a parcel's pretext.
    ContactForm => "contact_form",
    /// The page loads pictures or styles from the brand's own site.
    HotlinkedAssets => "hotlinked_assets",
    /// Hidden marks or look-alike letters inside words.
    Evasion => "evasion",
    /// Free hosting, a tunnel, a bare IP address or another place where no carrier lives.
    HostedPage => "hosted_page",
    /// The site is no carrier's, bank's or payment provider's that is known.
    UnknownSite => "unknown_site",
    /// The host names no one: delivery words and digits.
    GenericHost => "generic_host",
    /// The page is signed by a name that its address does not bear.
    ForeignSignature => "foreign_signature",
    /// Traces of a phishing kit in the page's construction.
    KitTraces => "kit_traces",
}

/// How much a finding says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Seen on honest pages too; supports others.
    Weak,
    /// Rare on honest pages.
    Medium,
    /// Hardly ever seen on honest pages.
    Strong,
}

/// One rule's statement about a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How much it says.
    pub strength: Strength,
    /// The passage, host part or field it rests on, as shown to the visitor.
    pub detail: String,
    /// Id of the brand concerned, if the rule names one.
    pub brand: Option<String>,
}

/// Longest detail in bytes. Readers are shown less; a page could tell a passage
/// as long as itself, which would be kept with the tab.
pub const MAX_DETAIL: usize = 300;

impl Finding {
    /// A finding without a brand. A long detail is cut.
    #[must_use]
    pub fn new(rule: RuleId, strength: Strength, detail: impl Into<String>) -> Self {
        let mut detail = detail.into();
        if detail.len() > MAX_DETAIL {
            detail.truncate(detail.floor_char_boundary(MAX_DETAIL));
        }
        Self {
            rule,
            strength,
            detail,
            brand: None,
        }
    }

    /// The same finding about a brand.
    #[must_use]
    pub fn about(mut self, brand: &str) -> Self {
        self.brand = Some(brand.to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_detail_is_cut_at_a_letter() {
        let found = Finding::new(RuleId::ParcelLure, Strength::Weak, "é".repeat(MAX_DETAIL));
        assert_eq!(found.detail, "é".repeat(MAX_DETAIL / 2));
    }

    #[test]
    fn names_are_unique_and_survive_a_round_trip() {
        let mut names: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RuleId::ALL.len());
        for rule in RuleId::ALL {
            let json = serde_json::to_string(rule).unwrap_or_default();
            assert_eq!(json, format!("\"{}\"", rule.as_str()));
        }
    }
}
