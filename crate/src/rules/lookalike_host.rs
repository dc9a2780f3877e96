//! Likely false positive: a firm elsewhere that bears the same or nearly the
//! same name under its country's domain; see [`is_likely_false_positive`].

use crate::rules::context::Context;
use crate::rules::finding::{Finding, RuleId, Strength};
use crate::data::AliasClass;
use crate::address::matches::{BrandMatch, Place, Spelling};
use crate::rules::{Rule, Scope};

/// The rule.
pub(super) struct LookalikeHost;

impl Rule for LookalikeHost {
    const SCOPE: Scope = Scope::Address;
    const NAMES_ADDRESS: bool = true;
    const ABOUT: &'static str = "\
        The registrable domain's own label is a carrier's name with one typing error (missing, added, changed or \
        swapped letter) or look-alike letters (`0` for `o`, `rn` for `m`, other scripts), or the exact name under \
        a top-level domain that phishing favours. Names made of everyday words (`correos`, `canadapost`) count \
        with a typing error only under such a top-level domain, those of six letters only beside a word of the \
        trade or a country, and none beside another trade (`hotelplazer`).";
    const BLIND_TO: &'static str = "two errors, sound-alikes, the exact name under a country's domain.";

    fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.is_known_party() {
            return;
        }
        for mention in context.matches.of_place(Place::Registrable) {
            if is_likely_false_positive(context, mention) {
                continue;
            }
            let strength = match mention.spelling {
                Spelling::Homograph => Strength::Strong,
                Spelling::Misspelt => Strength::Medium,
                _ if mention.whole_label && mention.registered => Strength::Medium,
                _ => continue,
            };
            findings.push(
                Finding::new(RuleId::LookalikeHost, strength, mention.label.as_str())
                    .about(mention.brand.id()),
            );
        }
    }
}

/// Honest names that this rule would hit: a short or common word as a whole
/// name (`ups.edu`), the exact name under a country's or an ordinary top-level
/// domain (a carrier's own registration, or another country's post), and chance
/// neighbours: another first letter, or a shorter name without any word of the
/// scam beside it.
fn is_likely_false_positive(context: &Context<'_>, mention: &BrandMatch<'_>) -> bool {
    let matches = context.matches;
    let spoken = matches.host.trade || mention.country_beside;
    let company = spoken || matches.abused_top_level;
    if matches.reserved_suffix {
        return true;
    }
    match mention.spelling {
        // `dhi`, `0lx` are short; another firm's name or chance without company.
        Spelling::Homograph => mention.length < 6 && !(company && mention.clean),
        // `hotelplazer`: another trade's own
        Spelling::Misspelt if matches.other_trade => true,
        // `badbee.cc`, `inhost.pro`: a short name is near words, whatever the top-level domain
        Spelling::Misspelt if mention.length < 7 && !spoken => true,
        // `auspots`, `correes`: near everyday words, too
        Spelling::Misspelt if !mention.sure => {
            !(mention.same_start && (matches.abused_top_level || context.site.is_shared_hosting()))
        }
        Spelling::Misspelt if company => !mention.same_start && mention.length < 8,
        Spelling::Misspelt => {
            let at_home = mention
                .brand
                .countries()
                .iter()
                .any(|code| code.eq_ignore_ascii_case(context.site.top_level()));
            !mention.same_start
                || mention.length < 9 && !(at_home && mention.whole_label && mention.length >= 7)
        }
        // The name itself, under another top-level domain
        _ if mention.class == AliasClass::Common || mention.length < 4 => true,
        _ => is_ordinary_top_level(context, mention),
    }
}

/// Top-level domains under which carriers have registrations of their own that
/// are on no list: countries', and the oldest generic ones.
fn is_ordinary_top_level(context: &Context<'_>, mention: &BrandMatch<'_>) -> bool {
    let top_level = context.site.top_level();
    match top_level {
        "com" | "eu" | "post" | "int" | "asia" => true,
        // A long, unmistakable name is seldom held by anybody else honestly.
        "net" | "org" | "biz" => mention.length < 8,
        "me" | "ws" | "cm" | "tw" if mention.length >= 7 => false,
        _ => top_level.len() == 2,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::RuleId;
    use crate::rules::testing::{fires, quiet};

    #[test]
    fn table() {
        for host in [
            // one typing error: missing, doubled, swapped, added letter
            "chronopst-tracking.example",
            "mondialsrelay.example",
            "chornopost.example",
            // look-alike digits and letters
            "chr0nopost.example",
            "mondia1relay.example",
            "сhronopost.example",
            // accents
            "créneau-mondial-relay.example",
            "colisprivée.example",
            // the exact name under a favoured top-level domain
            "singpost.lol",
        ] {
            fires(RuleId::LookalikeHost, host);
        }
        for host in [
            // other firms with the same word under their country's domain
            "dhl.example",
            "ups.edu",
            "speedy.shop",
            "chronopost.ma",
            // honest words near a brand's
            "colissium.example",
            "composite.example",
            "badbee.cc",
            "inhost.pro",
            "hotelplazer.store",
        ] {
            quiet(RuleId::LookalikeHost, host);
        }
    }
}
