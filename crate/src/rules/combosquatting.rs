//! A brand's name with added words in the registrable domain:
//! `chronopost-livraison.example`, `suivicolissimo.example`.
//!
//! Likely false positive: a firm whose name holds the brand's word
//! (`ups-tlse.fr`, `gls-bank.de`); see [`is_likely_false_positive`].

use crate::context::Context;
use crate::finding::{Finding, RuleId, Strength};
use crate::generated::AliasClass;
use crate::mention::{Mention, Place, Spelling};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.is_known_party() {
        return;
    }
    for mention in context.mentions.of_place(Place::Registrable) {
        let written_out = matches!(
            mention.spelling,
            Spelling::Token | Spelling::Glued | Spelling::GluedLoose
        );
        let own_name = mention.whole_label && mention.registered;
        if !written_out || own_name || is_likely_false_positive(context, mention) {
            continue;
        }
        let strength = if mention.class == AliasClass::Distinctive
            && mention.spelling != Spelling::GluedLoose
        {
            Strength::Strong
        } else {
            Strength::Medium
        };
        findings.push(
            Finding::new(RuleId::Combosquatting, strength, mention.label.as_str())
                .about(mention.brand.id),
        );
    }
}

/// Honest names that this rule would hit: a brand's letters by chance inside a
/// longer word, a short or common word without any word of the scam beside it,
/// and names that only authorities get.
fn is_likely_false_positive(context: &Context<'_>, mention: &Mention) -> bool {
    let mentions = context.mentions;
    if mentions.reserved_suffix {
        return true;
    }
    let spoken = mentions.host.trade || mention.country_beside;
    match (mention.class, mention.spelling) {
        (AliasClass::Distinctive, Spelling::GluedLoose) => match mention.length {
            // `mainpost`, `digiposter`: one letter more is chance as often as a plural
            6.. if mention.rest == 1 => !(spoken || mentions.abused_top_level),
            8.. => false,
            6..=7 => !(spoken || mentions.abused_top_level),
            5 => !mention.leading,
            4 => {
                !(mention.leading
                    && (spoken
                        || mentions.abused_top_level
                        || mention.rest <= 4 && is_unpronounceable(mention)))
            }
            _ => !(mention.leading && (spoken || mentions.abused_top_level)),
        },
        // `j3dpd`: three letters beside digits are chance, too
        (AliasClass::Distinctive, Spelling::Token) if mention.length <= 3 && !mention.clean => {
            !(spoken || mentions.abused_top_level)
        }
        (AliasClass::Distinctive, _) => false,
        (AliasClass::Short, _) if is_worldwide(mention) => !(spoken || mentions.abused_top_level),
        (AliasClass::Short, _) => {
            let spelled = mention.leading && mention.length >= 3 && mentions.abused_top_level;
            !(mention.clean && (spoken || spelled))
        }
        (AliasClass::Common, _) => {
            !(mentions.host.delivery || mention.country_beside && mentions.abused_top_level)
        }
    }
}

/// An abbreviation without a syllable (`usps`) hardly begins another word.
fn is_unpronounceable(mention: &Mention) -> bool {
    mention
        .label
        .bytes()
        .take(mention.length)
        .filter(|byte| b"aeiouy".contains(byte))
        .count()
        <= 1
}

/// Short names known the world over (DHL, UPS) are seldom anything else;
/// a local one (`sda`, `acs`) is often another firm's.
fn is_worldwide(mention: &Mention) -> bool {
    mention.brand.countries.contains(&"intl")
}

#[cfg(test)]
mod tests {
    use crate::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for host in [
            // as a token
            "chronopost-livraison.example",
            "mon-colis-mondial-relay.example",
            "payement-de-frais-mondial-relay.example",
            // glued to known words
            "suivicolissimo.example",
            "relivraisoncolischronopost.example",
            // short words in company
            "dhl-tracking.example",
            "ups-redelivery.example",
        ] {
            fires(RuleId::Combosquatting, host);
        }
        for host in [
            // firms whose name holds the word
            "ups-tlse.fr",
            "gls-bank.de",
            "jyllands-posten.dk",
            // official
            "notif-colissimo-laposte.info",
            // chance
            "villa-posters.example",
            "groups-online.example",
        ] {
            quiet(RuleId::Combosquatting, host);
        }
    }
}
