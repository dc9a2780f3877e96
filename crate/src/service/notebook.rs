//! Parcels that a visitor awaits: who brings parcels at all, and where these are followed.

use serde::Serialize;

use crate::brands::{Brand, Registry};
use crate::data::number_formats;
use crate::tracking::{self, Proof, TrackingLink, TrackingMatch};

/// Who brings parcels, and what there is to say of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CarrierView {
    /// Id of the brand.
    pub id: String,
    /// Name as people write it.
    pub name: String,
    /// Where it works: ISO 3166-1 alpha-2 codes, or `intl`.
    pub countries: Vec<&'static str>,
    /// The group it belongs to: its members bring each other's parcels.
    pub group: Option<&'static str>,
    /// Where the parcel is followed, on the carrier's own site.
    pub url: String,
    /// Whether its number can be the carrier's, as far as the carrier's numbers are known.
    pub fits: bool,
}

/// One answer for each id and its line of the text, in their order; all where none is named.
pub(super) fn list_carriers(
    registry: &Registry,
    ids: &[String],
    numbers: &str,
) -> Vec<Option<CarrierView>> {
    let mut numbers = numbers.split('\n');
    let mut number = || numbers.next().unwrap_or_default();
    let listed = |brand| CarrierView::of(registry, brand, "");
    if ids.is_empty() {
        return registry.brands().map(listed).map(Some).collect();
    }
    ids.iter()
        .map(|id| {
            let number = number();
            let brand = registry.brand(id).filter(|brand| !brand.is_sender());
            brand.map(|brand| CarrierView::of(registry, brand, number))
        })
        .collect()
}

impl CarrierView {
    fn of(registry: &Registry, brand: Brand<'_>, number: &str) -> Self {
        let mut found = tracking::identify(number);
        found.retain(|one| one.proof != Proof::CheckFails);
        let own = found.iter().find(|one| one.brand == Some(brand.id()));
        let plain = own.map_or(String::new(), |_| tracking::normalize(number));
        let link = TrackingLink::of(brand.id(), own.map_or("", |one| one.format), &plain);
        let is_possible = |one: &TrackingMatch| {
            // Posts of all countries carry each other's numbers.
            one.postal.is_some() || one.brand.is_none_or(|id| is_kin(registry, brand, id))
        };
        let gives_none = || {
            let mut formats = number_formats().iter();
            formats.all(|format| format.brand != Some(brand.id()))
        };
        Self {
            id: brand.id().into(),
            name: brand.name().into(),
            countries: brand.countries().to_vec(),
            group: brand.group(),
            url: link.map_or_else(|| brand.home().to_owned(), |link| link.url),
            fits: number.trim().is_empty() || found.iter().any(is_possible) || gives_none(),
        }
    }
}

/// Whether an id is a brand's, or one of its group's.
fn is_kin(registry: &Registry, brand: Brand<'_>, id: &str) -> bool {
    let other = || registry.brand(id).and_then(Brand::group);
    brand.id() == id || brand.group().is_some_and(|group| other() == Some(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[&str], numbers: &str) -> Vec<Option<CarrierView>> {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        list_carriers(&Registry::default(), &ids, numbers)
    }

    fn find(id: &str, number: &str) -> CarrierView {
        list(&[id], number).remove(0).unwrap()
    }

    #[test]
    fn a_number_fits_unless_the_carriers_are_known_to_be_others() {
        for (carrier, number, fits) in [
            ("mondialrelay", "", true),
            ("mondialrelay", "12345678", true),
            ("mondialrelay", "1Z999AA10123456784", false),
            ("colissimo", "6A 493 7396 4014", true),
            ("colissimo", "hello", false),
            // a wrong check digit
            ("colissimo", "6A49373964015", false),
            // a post's number from abroad
            ("laposte", "LX684874523CN", true),
            // of the same group
            ("laposte", "6A49373964014", true),
            // nothing is known of its numbers
            ("colisweb", "hello", true),
        ] {
            assert_eq!(find(carrier, number).fits, fits, "{carrier} {number}");
        }
    }

    #[test]
    #[rustfmt::skip] // one case a line
    fn a_parcel_is_followed_at_its_carriers_own_site() {
        for (carrier, number, url) in [
            ("mondialrelay", "", "https://www.mondialrelay.fr/suivi-de-colis/"),
            ("mondialrelay", "1Z999AA10123456784", "https://www.mondialrelay.fr/suivi-de-colis/"),
            ("colissimo", "6a49373964014", "https://www.laposte.fr/outils/suivre-vos-envois?code=6A49373964014"),
        ] {
            assert_eq!(find(carrier, number).url, url, "{carrier} {number}");
        }
    }

    #[test]
    fn each_has_its_own_line() {
        let found = list(&["ups", "colissimo", "ups"], "1Z999AA10123456784\nhello");
        let fits: Vec<bool> = found.into_iter().map(|one| one.unwrap().fits).collect();
        assert_eq!(fits, [true, false, true]);
    }

    #[test]
    fn who_brings_no_parcels_is_nobody_to_await() {
        let sender = crate::data::senders()[0].id;
        assert!(Registry::default().brand(sender).is_some());
        assert_eq!(list(&[sender, "nobody", ""], ""), [None, None, None]);
        let all = list(&[], "");
        assert!(all.iter().flatten().all(|carrier| carrier.id != sender));
        let relay = all.iter().flatten().find(|one| one.id == "mondialrelay");
        assert!(relay.unwrap().countries.contains(&"FR"));
    }
}
