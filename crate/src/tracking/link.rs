//! The carrier's own page about a number.

use serde::Serialize;

use crate::data::tracking_page;

/// Where a parcel is followed, on the carrier's own site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TrackingLink {
    /// The address.
    pub url: String,
    /// Whether the number is filled in; otherwise the visitor types it there.
    pub filled: bool,
}

/// Where the data has the number in an address.
const NUMBER: &str = "{number}";

impl TrackingLink {
    /// The page of a carrier for a number in plain capitals and digits, which has
    /// a format; `None` where no such page is known.
    ///
    /// ```
    /// use vigicolis::tracking::TrackingLink;
    ///
    /// let link = TrackingLink::of("colissimo", "colissimo_id13", "6A49373964014").unwrap();
    /// assert_eq!(link.url, "https://www.laposte.fr/outils/suivre-vos-envois?code=6A49373964014");
    /// assert!(link.filled);
    /// ```
    #[must_use]
    pub fn of(brand: &str, format: &str, number: &str) -> Option<Self> {
        let page = tracking_page(brand, Some(format))?;
        let plain = number
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'/');
        let filled = !page.form.is_empty() && !number.is_empty() && plain;
        let url = if filled {
            page.form.replace(NUMBER, &number.replace('/', "%2F"))
        } else {
            page.page.to_owned()
        };
        Some(Self { url, filled })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;
    use crate::data::tracking_pages;
    use crate::level::Level;

    #[test]
    #[rustfmt::skip] // one case a line
    fn pages_of_numbers() {
        let table = [
            ("chronopost", "chronopost_s10", "XW123456785FR", "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=XW123456785FR", true),
            // each of the carrier's branches has its own page
            ("dhl", "dhl_express_10", "1234567891", "https://mydhl.express.dhl/gb/en/tracking.html#/results?id=1234567891", true),
            ("dhl", "dhl_paket_20", "00340434161094022115", "https://www.dhl.de/en/privatkunden/dhl-sendungsverfolgung.html?piececode=00340434161094022115", true),
            // the number alone is not enough there: the postcode is asked, too
            ("mondialrelay", "mondial_relay_8_10_12", "12345678", "https://www.mondialrelay.fr/suivi-de-colis/", false),
            ("mondialrelay", "mondial_relay_26", "12345678901234567890123456", "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=12345678901234567890123456", true),
            ("nacex", "nacex", "2656/42525537", "https://www.nacex.es/seguimientoFormularioExterno.do?intcli=2656%2F42525537", true),
            // what is no number is put into no address
            ("ups", "ups_1z", "1Z&x=<a>", "https://www.ups.com/track", false),
            ("ups", "ups_1z", "", "https://www.ups.com/track", false),
        ];
        for (brand, format, number, url, filled) in table {
            let link = TrackingLink::of(brand, format, number).unwrap();
            assert_eq!((link.url.as_str(), link.filled), (url, filled), "{brand} {number}");
        }
        assert_eq!(TrackingLink::of("amazon", "amazon_tba", "TBA123456789012"), None);
        assert_eq!(TrackingLink::of("no such brand", "", "1"), None);
    }

    #[test]
    fn every_page_is_the_carriers_own() {
        for page in tracking_pages() {
            let brand = page.brand().unwrap();
            for address in [page.page, &page.form.replace(NUMBER, "1")] {
                if address.is_empty() {
                    continue;
                }
                let verdict = engine().assess_url(address).unwrap();
                assert_eq!(verdict.level, Level::Official, "{}: {address}", brand.id);
            }
        }
    }
}
