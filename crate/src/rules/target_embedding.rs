//! Likely false positive: a carrier's tenant name at a service it uses
//! (`royalmail.eu.qualtrics.com`); see [`is_likely_false_positive`].

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::AliasClass;
use crate::address::matches::{BrandMatch, Place, Spelling};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct TargetEmbedding;

impl Rule for TargetEmbedding {
    const SCOPE: Scope = Scope::Address;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        A carrier's name or whole domain left of somebody else's registrable domain (`usps.com-track.example`). A \
        long name counts where a dot cuts it, too (`chrono.post.lilas.example`). On shared hosting the label is \
        read like a registrable name, since its owner chose it.";
    const BLIND_TO: &'static str = "shorter names cut by dots.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        if let Some((brand, domain)) = context.matches.embedded_domain {
            findings.push(
                Finding::new(RuleId::TargetEmbedding, Strength::Strong, domain).about(brand.id()),
            );
            return;
        }
        for mention in context.matches.of_place(Place::Subdomain) {
            if !is_likely_false_positive(context, mention) {
                findings.push(
                    Finding::new(
                        RuleId::TargetEmbedding,
                        Strength::Medium,
                        mention.label.as_str(),
                    )
                    .about(mention.brand.id()),
                );
            }
        }
    }
}

/// Honest hosts that this rule would hit: names that only authorities get, a
/// short or common word among other labels, letters by chance inside a longer
/// word.
fn is_likely_false_positive(context: &Context<'_>, mention: &BrandMatch<'_>) -> bool {
    let matches = context.matches;
    if matches.reserved_suffix || mention.is_of_machine(matches) {
        return true;
    }
    let written_out = matches!(
        mention.spelling,
        Spelling::Token | Spelling::Glued | Spelling::GluedLoose
    );
    // Whoever has a place on shared hosting has chosen its name.
    if written_out && context.site.is_shared_hosting() {
        return mention.is_likely_coincidence(matches, context.site);
    }
    let spoken = matches.host.trade || mention.country_beside;
    let company = spoken || matches.abused_top_level || context.site.is_shared_hosting();
    match (mention.class, mention.spelling) {
        (AliasClass::Distinctive, Spelling::Homograph) if mention.length < 6 => {
            !(company && mention.clean)
        }
        (AliasClass::Distinctive, Spelling::Misspelt) if !mention.sure => {
            !(mention.same_start && matches.abused_top_level)
        }
        (AliasClass::Distinctive, Spelling::Token | Spelling::Glued | Spelling::Homograph) => {
            mention.length == 4 && !mention.clean && !company
        }
        (AliasClass::Distinctive, Spelling::GluedLoose | Spelling::Misspelt) => {
            !(company && mention.length >= 6)
        }
        (AliasClass::Short, Spelling::Token | Spelling::Glued) if mention.is_worldwide() => {
            !company
        }
        (AliasClass::Short, Spelling::Token | Spelling::Glued) => {
            !(mention.clean && (spoken || mention.length >= 3 && matches.abused_top_level))
        }
        (AliasClass::Common, Spelling::Token | Spelling::Glued) => {
            !(matches.host.delivery || mention.clean && matches.abused_top_level)
        }
        (AliasClass::Short | AliasClass::Common | AliasClass::Abbreviation, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for host in [
            // the official domain spelled out
            "usps.com-track.example",
            "www.laposte.fr.suivi.example",
            // the brand as a label
            "chronopost.pickup-suivi.example",
            "dpd.x1.cfd",
            // cut by a dot
            "chrono.post.lilas.example",
            "mondial.relay.lilas.example",
        ] {
            fires(RuleId::TargetEmbedding, host);
        }
        for host in [
            // own hosts
            "www.chronopost.fr",
            "suivi.laposte.fr",
            // other departments of an honest owner
            "ups.physics.example",
            // machines, and short names cut by a dot
            "dpd-staging.lilas.example",
            "post.nl.lilas.example",
            // a county below its state
            "co.culberson.tx.us",
        ] {
            quiet(RuleId::TargetEmbedding, host);
        }
    }
}
