//! What a rule says: a finding, its strength and its evidence. Above the list of rules, and nothing else.

use super::list::each_rule;
use serde::{Deserialize, Serialize};

macro_rules! rule_ids {
    ($($module:ident::$rule:ident: $says:literal,)+) => {
        /// Which rule spoke. The name in messages and data is [`RuleId::as_str`]; their order is the one in which
        /// reasons are told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum RuleId { $( #[doc = $says] $rule, )+ }

        impl RuleId {
            /// Every rule, in the order in which reasons are told.
            pub const ALL: &'static [RuleId] = &[$( RuleId::$rule, )+];

            /// The stable name, as in `_locales` (`rule_<name>`) and in the tool's output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( RuleId::$rule => stringify!($module), )+ }
            }
        }
    };
}

each_rule!(rule_ids);

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
