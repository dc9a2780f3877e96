//! Does the page speak by the name of its own host? Honest sites do; a kit can have it for nothing,
//! so that it lowers weak signs alone.

use std::sync::OnceLock;

use crate::address::Site;
use crate::brands::{Brand, Name, Registry};
use crate::data::{self, AliasClass, PlainWord, Weight, plain_words};
use crate::data_map::DataSet;
use crate::page::PageSnapshot;
use crate::page::signature::spells;
use crate::page::words::PageWords;
use crate::text::fold;
use crate::text::phrases::phrases;

mod transliteration;

/// Whether the page speaks by its host's name: as it is read, as it is written, as an address
/// spells it, in another alphabet, or by its initials.
pub(super) fn is_spoken(
    page: &PageSnapshot,
    words: &PageWords,
    site: &Site,
    registry: &Registry,
) -> bool {
    (names_itself(words, &page.text, site)
        || words.disguised && names_itself(&PageWords::as_written(page), &page.text, site)
        || is_spelt_in_address(page, site)
        || transliteration::is_spoken(words, site)
        || bears_initials(words, site, registry)
        || bears_short_name(words, site, registry)
        || bears_most(words, site, registry))
        && !is_brands_in_company(site, registry)
        && !tells_story(site)
}

/// Whether a label tells a story: `zwrot-podatku.example` is named after what it promises.
fn tells_story(site: &Site) -> bool {
    let words = own_label(site).replace('-', " ");
    let mut tells = false;
    phrases().find_all(&words, |phrase, _| {
        tells |= !phrase.takes && phrase.weight > Weight::Weak;
    });
    tells
}

/// The label that whoever made a site chose: that of its registrable domain, or the one below a
/// service's where anybody can have one (`lilas.weebly.com`).
fn own_label(site: &Site) -> &str {
    let service = site.hosting().map(|hosting| hosting.domain_length);
    let service = service.filter(|length| *length >= site.registrable().len());
    let below = service.and_then(|length| site.host().len().checked_sub(length + 1));
    let chosen = below.and_then(|end| site.host().get(..end));
    let chosen = chosen.and_then(|labels| labels.rsplit('.').next());
    chosen.unwrap_or_else(|| site.registrable_label())
}

/// Whether all that a label says beside words of the trade and of refunds is a brand's name: of
/// `anaf-rambursare.example` nothing is the site's own. One that is a name alone may be the
/// brand's second site.
fn is_brands_in_company(site: &Site, registry: &Registry) -> bool {
    let label = own_label(site);
    let mut own = own_words_of(label);
    let is_alone = own.first().is_some_and(|word| *word == label);
    if own.is_empty() || is_alone {
        return false;
    }
    own.retain(|word| data::refund_stems().of_start(word).is_none());
    registry.is_brands_name(&own.concat()) || own.iter().all(|word| registry.is_brands_name(word))
}

/// Whether a site is named as a group's members name theirs: by the group's name or its
/// abbreviation beside a place or a name, and not by what a visitor is to do (`spk-update.de`).
pub(crate) fn is_members(brand: Brand<'_>, site: &Site, registry: &Registry) -> bool {
    let is_plain = |part: &&str| {
        trade_words().contains(part)
            || plain_words(PlainWord::CustomersTask)
                .iter()
                .any(|task| part.starts_with(task))
            || data::refund_stems().of_start(part).is_some()
            || registry.is_brands_name(part)
            || part.bytes().any(|letter| letter.is_ascii_digit())
    };
    let is_one = |member: &&str| {
        let (name, top_level) = member.split_once('.').unwrap_or_default();
        let parts = || site.registrable_label().split('-');
        let bears = parts().find_map(|part| Some((part, rest_beside(name, part)?)));
        let Some((bearing, rest)) = bears.filter(|_| site.suffix() == top_level) else {
            return false;
        };
        let others = parts().filter(|part| *part != bearing);
        let own: Vec<_> = others.chain((!rest.is_empty()).then_some(rest)).collect();
        own.iter().any(|part| part.len() >= 2) && !own.iter().any(is_plain)
    };
    brand.members().iter().any(is_one) && !tells_story(site)
}

/// What a part of a name holds beside a member's name; a star on a side lets more stand there.
fn rest_beside<'p>(name: &str, part: &'p str) -> Option<&'p str> {
    let (before, after) = (name.starts_with('*'), name.ends_with('*'));
    let name = name.trim_matches('*');
    let begins = part
        .strip_prefix(name)
        .filter(|rest| after || rest.is_empty());
    begins.or_else(|| part.strip_suffix(name).filter(|_| before))
}

/// Words that hosts of such pages are named by.
fn trade_words() -> &'static DataSet<&'static str> {
    static WORDS: OnceLock<DataSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let words = data::host_words().iter();
        words.map(|word| word.text).collect()
    })
}

/// Whether a word of a title names no one: a short one, a number, or one of what such pages are about.
pub(super) fn is_plain_title_word(word: &str) -> bool {
    word.len() <= 3 || word.bytes().all(|b| b.is_ascii_digit()) || trade_words().contains(word)
}

/// The words of a host's name that are more than what such pages are about, and than a form of law
/// and the like.
fn own_words_of(label: &str) -> Vec<&str> {
    let words = label.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| word.len() >= 4 && !is_plain_title_word(word))
        .filter(|word| !plain_words(PlainWord::BesideName).contains(word))
        .collect()
}

/// `suivi-boutique6617`: a name with a serial number is a copy's.
fn is_in_series(label: &str) -> bool {
    label.bytes().rev().take_while(u8::is_ascii_digit).count() >= 3
}

/// Whether a name that is a common word, or short, is a part of the site's own: `UPS Batterien` at
/// `ups-batterien.example`. Words of the trade that scams speak of make none of it.
pub(super) fn is_in_own_name(folded: &str, name: &Name<'_>, site: &Site) -> bool {
    const LEAST: usize = 5;
    let mut rest = folded.get(name.end..).unwrap_or_default().split(' ');
    let next = rest.find(|word| !word.is_empty()).unwrap_or_default();
    let is_of_trade = || {
        let stems = [
            data::parcel_stems(),
            data::delivery_stems(),
            data::refund_stems(),
        ];
        is_plain_title_word(next) || stems.iter().any(|stems| stems.of_start(next).is_some())
    };
    let bears = || {
        let said = folded.get(name.start..name.end).unwrap_or_default();
        let glued = |letter: &char| letter.is_ascii_alphanumeric();
        let label: String = own_label(site).chars().filter(glued).collect();
        label.starts_with(&[said, next].concat().replace(' ', ""))
    };
    name.class != AliasClass::Distinctive && next.len() >= LEAST && bears() && !is_of_trade()
}

/// What a visitor sees: metadata and alternative texts are had for nothing.
fn spoken(words: &PageWords) -> impl Iterator<Item = &String> + Clone {
    std::iter::once(&words.title).chain(&words.headings)
}

/// Whether title or headings hold a word of a host's name, or spell it.
fn is_met(words: &PageWords, own: &str) -> bool {
    spoken(words).any(|place| {
        let mut words = place.split(' ');
        words.any(|word| is_own_word(word, own)) || spells(place, own)
    })
}

/// Whether the site speaks of itself by the name of its registrable domain.
/// A name made of delivery words only (`infos-colis`) is nobody's.
pub(crate) fn names_itself(words: &PageWords, text: &str, site: &Site) -> bool {
    let label = own_label(site);
    let glued: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let own_words = own_words_of(label);
    if glued.len() < 3
        || (own_words.is_empty() && label.contains('-'))
        || is_plain_title_word(&glued)
    {
        return false;
    }
    let glued_together = spoken(words).any(|place| spells(place, &glued));
    let word_by_word = !is_in_series(label)
        && !own_words.is_empty()
        && own_words.iter().all(|own| is_met(words, own));
    if glued_together || word_by_word {
        return true;
    }
    glued.len() >= 5 && spells(&fold(&without_addresses(text)), &glued)
}

/// Whether the site's name is the one of title or headings as an address spells it: `baeckerei-lind`
/// for `Bäckerei Lind`, `savonsetcie` for `Savons & Cie`.
fn is_spelt_in_address(page: &PageSnapshot, site: &Site) -> bool {
    const AND: &[&str] = &["et", "und", "and", "en", "e", "y", "i", "och", "og"];
    let places = || std::iter::once(&page.title).chain(&page.headings);
    let has = |signs: &[char]| places().any(|text| text.contains(signs));
    let spellings = if has(&['&']) {
        AND
    } else if has(&['ä', 'ö', 'ü', 'å', 'ø', 'Ä', 'Ö', 'Ü', 'Å', 'Ø']) {
        &[""]
    } else {
        return false;
    };
    spellings.iter().any(|and| {
        let spell = |text: &String| {
            let mut spelt = String::new();
            for letter in text.chars() {
                match letter {
                    'ä' | 'Ä' => spelt.push_str("ae"),
                    'ö' | 'Ö' | 'ø' | 'Ø' => spelt.push_str("oe"),
                    'ü' | 'Ü' => spelt.push_str("ue"),
                    'å' | 'Å' => spelt.push_str("aa"),
                    '&' => spelt.push_str(and),
                    other => spelt.push(other),
                }
            }
            fold(&spelt)
        };
        let words = PageWords {
            headings: places().map(spell).collect(),
            ..PageWords::default()
        };
        names_itself(&words, "", site)
    })
}

/// Whether title or a heading spell most of the site's name in several words, none of them a brand's:
/// `cantines-hautbrenne` for Haut-Brenne. A single word may be what the page is about.
fn bears_most(words: &PageWords, site: &Site, registry: &Registry) -> bool {
    let label = own_label(site);
    let is_a_brands =
        |own: &str| !registry.names_in(own).is_empty() || !registry.senders_in(own).is_empty();
    let all = own_words_of(label);
    let met: Vec<&str> = all
        .iter()
        .filter(|own| is_met(words, own) && !is_a_brands(own))
        .copied()
        .collect();
    let met = met.concat();
    let whole: usize = all.iter().map(|word| word.len()).sum();
    let by_several =
        |place: &String| spells(place, &met) && !place.split(' ').any(|word| word == met);
    !is_in_series(label)
        && met.len() >= PROPER
        && 2 * met.len() > whole
        && spoken(words).any(by_several)
}

/// Whether a part of the site's name is the initials of a part of the title: `lpj-boutique` for `Le
/// Petit Jardinier`. Those that are a carrier's name prove nothing.
fn bears_initials(words: &PageWords, site: &Site, registry: &Registry) -> bool {
    const LEAST: usize = 3;
    let mut parts = (own_label(site).split('-'))
        .filter(|part| part.len() >= LEAST && registry.names_in(part).is_empty());
    parts.any(|part| {
        let is_of = |name: &String| {
            let initials = name.split(' ').filter_map(|word| word.chars().next());
            initials.eq(part.chars())
        };
        words.title_parts.iter().any(is_of)
    })
}

/// Whether the title holds the site's name of two or three letters, which is too dear for a kit under
/// an old top-level domain: `hvv.de`. A brand's name is not its own, nor is a word of the trade.
fn bears_short_name(words: &PageWords, site: &Site, registry: &Registry) -> bool {
    let label = site.registrable_label();
    let is_short = matches!(label.len(), 2..=3) && label.bytes().all(|b| b.is_ascii_lowercase());
    let is_old = || plain_words(PlainWord::OldTopLevel).contains(&site.suffix());
    let is_anothers = || {
        trade_words().contains(&label)
            || !registry.names_in(label).is_empty()
            || !registry.senders_in(label).is_empty()
    };
    is_short && is_old() && words.title.split(' ').any(|word| word == label) && !is_anothers()
}

/// Letters from which a part of a host's name is its own rather than anybody's.
const PROPER: usize = 7;

/// Letters of each part of a compound: `Zahnarzt` and `praxis`. Shorter ones are a carrier's name
/// that was cut.
const COMPOUNDING: usize = 6;

/// Whether a word of a page is one of its host's, by itself or at the head of a compound.
fn is_own_word(word: &str, own: &str) -> bool {
    let is_head = |rest: &str| own.len() >= COMPOUNDING && rest.len() >= COMPOUNDING;
    word.strip_prefix(own)
        .is_some_and(|rest| rest.is_empty() || is_head(rest))
}

/// A text without mail addresses and names of hosts: an address in a footer is no
/// name that a visitor reads.
fn without_addresses(text: &str) -> String {
    let is_address = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let dots = word.match_indices('.');
        word.contains('@')
            || dots
                .filter(|(at, _)| {
                    word.get(at + 1..).is_some_and(|rest| {
                        rest.starts_with(|letter: char| letter.is_ascii_alphabetic())
                    })
                })
                .count()
                > 0
    };
    let words = text.split_whitespace().filter(|word| !is_address(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a folded text holds a word that begins as one of a site's registrable label does,
/// unless that one is of the trade that scams speak of.
pub(super) fn takes_up(text: &str, site: &Site) -> bool {
    const LEAST: usize = 3;
    const WHOLE: usize = 3;
    const ALIKE: usize = 5;
    let of_trade = |word: &str| {
        let mut stems = [data::parcel_stems(), data::delivery_stems()].into_iter();
        stems.any(|stems| stems.of_start(word).is_some())
    };
    let mut parts = own_label(site)
        .split('-')
        .filter(|part| part.len() >= LEAST && !of_trade(part));
    is_in_another_script(text)
        || parts.any(|part| {
            let start = part.get(..ALIKE).unwrap_or(part);
            let is_whole = part.len() <= WHOLE;
            let mut words = text.split(' ');
            words.any(|word| word == start || !is_whole && word.starts_with(start))
        })
}

/// Whether most letters of a folded text are none that a host's name is commonly written in.
fn is_in_another_script(text: &str) -> bool {
    let (mut latin, mut others) = (0, 0);
    for letter in text.chars() {
        latin += u32::from(letter.is_ascii_lowercase());
        others += u32::from(!letter.is_ascii());
    }
    others > latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::claim::Claim;

    #[test]
    fn a_name_with_digits_is_an_own_name_as_it_is_written_and_as_it_is_read() {
        for (url, title) in [
            ("https://ship4you.example/", "Ship4You - Panier"),
            ("https://studio5.example/", "Studio5 : billets"),
            ("https://lilas-savons.example/", "L1las Sav0ns"),
        ] {
            let page = PageSnapshot {
                url: url.into(),
                title: title.into(),
                ..PageSnapshot::default()
            };
            let site = Site::parse(url).unwrap();
            let registry = crate::case_support::engine().registry();
            let claim = Claim::of(&page, &PageWords::of(&page), &site, registry);
            assert!(claim.own_name, "{title}");
        }
    }

    #[test]
    fn a_text_takes_up_a_word_of_its_address() {
        for (url, text, takes) in [
            (
                "https://linge-et-vapeur.example/",
                "votre sac de linge est lave",
                true,
            ),
            (
                "https://sellos-lucia.example/",
                "tiene que poner su sello",
                true,
            ),
            // letters that its address can't have
            (
                "https://aigaio-grammes.example/",
                "αιγαιο γραμμες κρατηση θεσεων",
                true,
            ),
            // a word of the trade that scams speak of, too short a one, and none
            (
                "https://mon-colis-web.example/",
                "votre colis attend",
                false,
            ),
            (
                "https://cse-avantages.example/",
                "cse fonderies dumas",
                true,
            ),
            ("https://cse-avantages.example/", "une chambre", false),
            ("https://eco-vo.example/", "ecologie vo", false),
            ("https://travoulec.example/", "le quai vous attend", false),
        ] {
            assert_eq!(takes_up(text, &Site::parse(url).unwrap()), takes, "{url}");
        }
    }

    #[test]
    fn own_names() {
        let table = [
            ("https://savons-lilas.example/", "Savons Lilas", true),
            (
                "https://zahnarzt-lindenhof.example/",
                "Zahnarztpraxis Lindenhof",
                true,
            ),
            (
                "https://mairie-saintlormel.example/",
                "Mairie de Saint-Lormel",
                true,
            ),
            // what is more than its trade
            (
                "https://cantines-hautbrenne.example/",
                "Portail famille Haut-Brenne",
                true,
            ),
            (
                "https://salle-vertige-escalade.example/",
                "Abonnement – Vertige Escalade",
                true,
            ),
            (
                "https://portagem-em-atraso.example/",
                "Portagem por pagar",
                false,
            ),
            (
                "https://cyberreflexes-asso.example/",
                "Module 3 – Cyberréflexes",
                true,
            ),
            ("https://cantines-hautbrenne.example/", "Cantines", false),
            ("https://pagar-viaverde-lilas.example/", "Via Verde", false),
            ("https://bnpparibas-lilas.example/", "BNP Paribas", false),
            ("https://colissimo-lilas.example/", "Colissimo", false),
            (
                "https://mondialrelay-lilas.example/",
                "Mondial Relay",
                false,
            ),
            ("https://escalade-4711.example/", "Escalade", false),
            // as an address spells it
            ("https://baeckerei-lind.example/", "Bäckerei Lind", true),
            (
                "https://savonsetcie-lilas.example/",
                "Panier – Savons & Cie Lilas",
                true,
            ),
            (
                "https://lpj-boutique.example/",
                "Livraison – Le Petit Jardinier",
                true,
            ),
            // a firm's own name, and that it sells; a brand's is not its own
            (
                "https://motkomania-sklep.example/",
                "Koszyk - Motkomania",
                true,
            ),
            ("https://lanas-tienda-online.example/", "Lanas Duero", true),
            ("https://garnstube-gmbh.example/", "Garnstube", true),
            (
                "https://stadt-hohenlinden.example/",
                "Stadtverwaltung Hohenlinden",
                true,
            ),
            ("https://ville-mairie.example/", "Mairie", false),
            ("https://sklep-online.example/", "Sklep online", false),
            // names of three letters that nobody gets, a brand's, one of the trade, and at a new top-level domain
            ("https://shop.hvv.de/", "Bezahlen | hvv", true),
            ("https://www.bvg.de/", "Kasse - BVG Ticketshop", true),
            ("https://ups.fr/", "UPS", false),
            ("https://sms.de/", "SMS", false),
            ("https://hvv.top/", "Bezahlen | hvv", false),
            ("https://inpost-sklep.example/", "InPost", false),
            (
                "https://mondialrelay-boutique.example/",
                "Mondial Relay",
                false,
            ),
            (
                "https://gls-service.example/",
                "Gestion Livraison Service",
                false,
            ),
            // a brand's name and words of the trade, and its name alone, which may be its own site's
            ("https://hmrc-refund.example/", "HMRC refund", false),
            (
                "https://sede-agenciatributaria-devolucion.example/",
                "Agencia Tributaria: devolución",
                false,
            ),
            ("https://swisscom-lilas.example/", "Swisscom Lilas", true),
            ("https://swisscom.example/", "Swisscom", true),
            // what it promises
            ("https://zwrot-podatku.example/", "Zwrot podatku", false),
            // below a service's domain the name is the label there
            ("https://cafe-lilas.weebly.com/", "Café Lilas", true),
            (
                "https://betaling-4711.weebly.com/",
                "Powered by Weebly",
                false,
            ),
            // another's name that was cut
            ("https://chronop-info.example/", "Chronopost", false),
            ("https://zahnarzt-lindenhof.example/", "Bonjour", false),
        ];
        for (url, title, is_own) in table {
            let page = PageSnapshot {
                title: title.into(),
                ..PageSnapshot::default()
            };
            let site = Site::parse(url).unwrap();
            let registry = crate::case_support::engine().registry();
            let claim = Claim::of(&page, &PageWords::of(&page), &site, registry);
            assert_eq!(claim.own_name, is_own, "{url} {title}");
        }
    }
}
