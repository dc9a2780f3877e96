//! Numbers and mail addresses that carriers tell people to be their own.
//!
//! Both can be shown falsely: a call or a message that bears one proves nothing.

use serde::Serialize;

use crate::brands::Brand;
use crate::brands::BrandView;
use crate::data::calling_code;
use crate::data::{ContactKind, Published, published};

/// A number or address that a carrier publishes, as the extension shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OfficialContactView {
    /// The carrier.
    pub brand: BrandView,
    /// A telephone, a sender of text messages, or a mail address.
    pub kind: ContactKind,
    /// Where it is known from.
    pub source: &'static str,
    /// When that was collected: `YYYY-MM` or `YYYY-MM-DD`.
    pub date: &'static str,
}

fn refer(entries: impl Iterator<Item = &'static Published>) -> Vec<OfficialContactView> {
    let shown = entries.filter_map(|entry| {
        let origin = entry.origin();
        Some(OfficialContactView {
            brand: BrandView::of(Brand::Listed(entry.brand()?)),
            kind: entry.kind,
            source: origin.source,
            date: origin.date,
        })
    });
    shown.collect()
}

/// The carriers that publish a telephone number or a sender of text messages.
/// `number` is digits, with `+` in front of a calling code.
#[must_use]
pub(crate) fn by_number(number: &str) -> Vec<OfficialContactView> {
    let entries = published().iter();
    refer(entries.filter(|entry| entry.kind != ContactKind::Mail && is_same(number, entry.value)))
}

/// The carriers that publish a mail address, or all addresses of its host.
#[must_use]
pub(crate) fn by_mail(address: &str) -> Vec<OfficialContactView> {
    let address = address.to_ascii_lowercase();
    let host = address.rfind('@').and_then(|at| address.get(at..));
    let entries = published().iter();
    refer(entries.filter(|entry| entry.value == address || Some(entry.value) == host))
}

/// Whether a number, perhaps in its national form, is one of the data.
#[must_use]
pub(crate) fn is_same(number: &str, known: &str) -> bool {
    if number == known {
        return true;
    }
    // A short number is whole; `0…` and the number without its calling code are
    // how people at home write a long one.
    let Some(digits) = known.strip_prefix('+') else {
        return false;
    };
    if number.starts_with('+') {
        return false;
    }
    let subscriber = number.strip_prefix('0').unwrap_or(number);
    number == digits
        || subscriber.len() >= 8
            && [subscriber, number].iter().any(|national| {
                digits
                    .strip_suffix(national)
                    .is_some_and(calling_code::is_whole)
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_people_write_them() {
        let table = [
            ("38004", Some("chronopost")),
            ("3631", Some("colissimo")),
            ("8152", Some("bpost")),
            ("+33969391391", Some("chronopost")),
            ("0969391391", Some("chronopost")),
            ("+491771787807", Some("dpd")),
            ("01771787807", Some("dpd")),
            ("18332421931", Some("ups")),
            ("8332421931", Some("ups")),
            // Italian numbers keep their zero.
            ("0645263160", Some("posteitaliane")),
            ("803160", Some("posteitaliane")),
            ("0848888888", Some("swisspost")),
            // A part of one, another country's, one digit off.
            ("969391391", Some("chronopost")),
            ("69391391", None),
            ("+32969391391", None),
            ("0969391392", None),
            ("004", None),
            ("", None),
        ];
        for (number, brand) in table {
            let found = by_number(number);
            let found = found.first().map(|one| one.brand.id.as_str());
            assert_eq!(found, brand, "{number}");
        }
    }

    #[test]
    fn addresses_by_themselves_and_by_host() {
        let table = [
            ("notif-laposte.info@laposte.fr", 2),
            ("NOREPLY@notif-colissimo-laposte.info", 2),
            ("x@network.pickup.fr", 1),
            ("x@network.pickup.fr.example", 0),
            ("jean@laposte.net", 0),
            ("", 0),
        ];
        for (address, count) in table {
            assert_eq!(by_mail(address).len(), count, "{address}");
        }
    }
}
