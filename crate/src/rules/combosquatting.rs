//! Likely false positive: a firm whose name holds the brand's word
//! (`ups-tlse.fr`, `gls-bank.de`); see [`is_likely_false_positive`].

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::AliasClass;
use crate::address::matches::{BrandMatch, Place, Spelling};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct Combosquatting;

impl Rule for Combosquatting {
    const SCOPE: Scope = Scope::Address;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        A carrier's name with other words in the registrable domain. How much company it needs follows from the \
        name: distinctive names none; short ones (`ups`, `gls`) a word of the trade or a country beside them; \
        dictionary words (`poste`) a word of delivery. What people shorten a name to (`chrono`) counts in hosts \
        only: beside a word of delivery, or under the carrier's country's domain one of service. Three or four \
        letters beside a machine's name (`dpd-staging`) are a firm's own test. Glued to unknown letters, only \
        names whose letters are never chance. Names with another trade in them (`gls-bank`) are that trade's. A \
        name that the word beside it makes another thing's (`hoteldelaposte`, `cgt-laposte`) is none, unless a \
        word of delivery stands in the host.";
    const BLIND_TO: &'static str = "short names in unknown words (`travadhl`), abbreviations nobody wrote down.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        for mention in context.matches.of_place(Place::Registrable) {
            let written_out = matches!(
                mention.spelling,
                Spelling::Token | Spelling::Glued | Spelling::GluedLoose
            );
            let own_name =
                mention.whole_label && mention.registered && !context.site.is_shared_hosting();
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
                    .about(mention.brand.id()),
            );
        }
    }
}

/// Honest names that this rule would hit: another firm's, and letters by chance.
fn is_likely_false_positive(context: &Context<'_>, mention: &BrandMatch<'_>) -> bool {
    mention.is_likely_coincidence(context.matches, context.site)
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
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
            "anpostdelivery.example",
            "expressdhldelivery.example",
            "uspshelpmydelivery.example",
            // plurals, and a hyphen where the name has a space
            "la-postes.example",
            "news-leboncoins.example",
            // what a name is shortened to
            "chrono-suivi.example",
            "suivichrono.fr",
            "service-chrono.fr",
            "monsuivichrono.com",
            // misspelt as people do
            "suivie-collisimo.fr",
            "maposte-suivi.fr",
            // two words of the trade before unknown letters
            "mondial-suivicolisrapides.example",
        ] {
            fires(RuleId::Combosquatting, host);
        }
        for host in [
            // the abbreviation is a word of watches, races and books, too
            "chrono-lexicanum.com",
            "chrono-shifter.com",
            "chrono-sport.fr",
            "service-chrono.com",
            "montres-chrono.fr",
            "chronocolis.ml",
            // three letters inside a word
            "handhlungsservice.example",
            // machines and other trades
            "dpd-12774-s3.example",
            "ups-json-server.example",
            "tnt-premier.example",
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
