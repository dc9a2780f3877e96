//! After the harm: what to do for somebody who gave something to a fake page,
//! in the order in which it saves most, and whom to call or write to.
//!
//! Steps and contacts are ids; their words and order of urgency are all that a
//! page needs to paint. Nothing here promises that money comes back.

use serde::Serialize;

use crate::brands::official_contacts;
use crate::data::{CONTACTS, Contact, ContactKind, ContactRole, Disclosed, StepId};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AdviceStep {
    /// Which; its words are `step_<id>` and `step_<id>_how`.
    pub id: StepId,
    /// Ids of those to turn to; empty where the country's are not known.
    pub contacts: Vec<&'static str>,
}

/// Somebody to turn to, as the extension shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ContactView {
    /// Id in the data.
    pub id: &'static str,
    /// Name as people write it.
    pub name: &'static str,
    /// How it is reached.
    pub kind: ContactKind,
    /// Number or address.
    pub value: &'static str,
    /// What it is there for.
    pub role: ContactRole,
    /// Whether it costs nothing, if known.
    pub free: Option<bool>,
    /// Whether it is known to answer day and night.
    pub always: bool,
    /// Whether a fake page's address is better written so that it is no link.
    pub defanged: bool,
    /// Where that is from.
    pub source: &'static str,
    /// When it was collected.
    pub date: &'static str,
}

impl From<&'static Contact> for ContactView {
    fn from(contact: &'static Contact) -> Self {
        Self {
            id: contact.id,
            name: contact.name,
            kind: contact.kind,
            value: contact.value,
            role: contact.role,
            free: contact.free,
            always: contact.always,
            defanged: contact.defanged,
            source: contact.source,
            date: contact.date,
        }
    }
}

/// A kind of step: for whom it is, and who can help with it.
struct Plan {
    id: StepId,
    /// For those who gave one of these; empty for everybody.
    given: &'static [Disclosed],
    /// Who can help.
    roles: &'static [ContactRole],
    /// Makes no sense where nobody is known to turn to.
    needs_contact: bool,
}

/// Everything that is somebody's to lose.
const ANYTHING: &[Disclosed] = Disclosed::ALL;

/// What money can be taken with.
const MONEY: &[Disclosed] = &[
    Disclosed::Card,
    Disclosed::Code,
    Disclosed::BankLogin,
    Disclosed::Iban,
];

/// What a complaint is about.
const TO_COMPLAIN: &[Disclosed] = &[
    Disclosed::Card,
    Disclosed::Code,
    Disclosed::BankLogin,
    Disclosed::Iban,
    Disclosed::IdentityDocument,
    Disclosed::Password,
];

/// All steps, the most urgent first: what stops money from leaving, then what
/// the next call will try, then what was lost for good, reports at the end.
const PLANS: &[Plan] = &[
    plan(
        StepId::BlockCard,
        &[Disclosed::Card],
        &[ContactRole::BlockCard, ContactRole::BankLine],
    ),
    plan(
        StepId::TellCode,
        &[Disclosed::Code],
        &[ContactRole::BankLine, ContactRole::BlockCard],
    ),
    plan(
        StepId::BlockBank,
        &[Disclosed::BankLogin],
        &[ContactRole::BankLine],
    ),
    plan(StepId::HangUp, &[], &[]),
    plan(
        StepId::ChangePassword,
        &[Disclosed::Password, Disclosed::BankLogin],
        &[],
    ),
    plan(
        StepId::TellIban,
        &[Disclosed::Iban],
        &[ContactRole::BankLine],
    ),
    plan(
        StepId::ProtectIdentity,
        &[Disclosed::IdentityDocument],
        &[ContactRole::Identity],
    ),
    plan(StepId::CheckAccount, MONEY, &[]),
    plan(StepId::CheckParcel, &[Disclosed::Address], &[]),
    plan(
        StepId::ExpectCalls,
        &[Disclosed::Address, Disclosed::Phone],
        &[],
    ),
    plan(StepId::KeepProof, ANYTHING, &[]),
    Plan {
        needs_contact: true,
        ..plan(
            StepId::ReportCardFraud,
            &[Disclosed::Card, Disclosed::Code],
            &[ContactRole::CardFraud],
        )
    },
    plan(StepId::Complain, TO_COMPLAIN, &[ContactRole::Complaint]),
    Plan {
        needs_contact: true,
        ..plan(StepId::GetHelp, &[], &[ContactRole::Help])
    },
    plan(StepId::ReportPage, &[], REPORT),
];

/// Those who take reports, by what is reported.
const REPORT: &[ContactRole] = &[
    ContactRole::ReportSms,
    ContactRole::ReportMail,
    ContactRole::ReportPage,
];

const fn plan(id: StepId, given: &'static [Disclosed], roles: &'static [ContactRole]) -> Plan {
    Plan {
        id,
        given,
        roles,
        needs_contact: false,
    }
}

/// What to do for somebody who gave these, in this country (ISO 3166-1 alpha-2;
/// of another one nothing is known, and the steps come without contacts).
///
/// The warning of the fake bank adviser is always among them.
#[must_use]
pub(crate) fn steps(given: &[Disclosed], country: &str) -> Vec<AdviceStep> {
    let concerns =
        |list: &[Disclosed]| list.is_empty() || list.iter().any(|one| given.contains(one));
    let planned = PLANS.iter().filter(|plan| concerns(plan.given));
    let with_contacts = planned.map(|plan| AdviceStep {
        id: plan.id,
        contacts: of_country(country, plan.roles)
            .filter(|contact| concerns(contact.given))
            .map(|contact| contact.id)
            .collect(),
    });
    let needs_contact = |id| PLANS.iter().any(|plan| plan.id == id && plan.needs_contact);
    with_contacts
        .filter(|step| !step.contacts.is_empty() || !needs_contact(step.id))
        .collect()
}

/// Those of a country with one of the roles, by role and then as the data has them.
fn of_country<'a>(
    country: &'a str,
    roles: &'a [ContactRole],
) -> impl Iterator<Item = &'static Contact> + use<'a> {
    roles.iter().flat_map(move |&role| {
        CONTACTS
            .iter()
            .filter(move |contact| contact.role == role && contact.country == Some(country))
    })
}

/// Everybody that steps point to, each once.
#[must_use]
pub(crate) fn contacts_of(steps: &[AdviceStep]) -> Vec<ContactView> {
    let is_named =
        |contact: &&Contact| steps.iter().any(|step| step.contacts.contains(&contact.id));
    CONTACTS
        .iter()
        .filter(is_named)
        .map(ContactView::from)
        .collect()
}

/// Where a fake page and the message before it are reported: the country's
/// places, then the imitated carrier's.
#[must_use]
pub(crate) fn report_to(country: &str, brand: Option<&str>) -> Vec<ContactView> {
    let carriers = CONTACTS
        .iter()
        .filter(|contact| brand.is_some_and(|brand| contact.brands.contains(&brand)));
    of_country(country, REPORT)
        .chain(carriers)
        .map(ContactView::from)
        .collect()
}

/// The countries of which contacts are known, as the data has them.
#[must_use]
pub(crate) fn countries() -> Vec<&'static str> {
    let mut countries = Vec::new();
    for country in CONTACTS.iter().filter_map(|contact| contact.country) {
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// Whom a telephone number belongs to, if it is for help or reports. `number` is
/// digits, with `+` in front of a calling code.
#[must_use]
pub(crate) fn contact_with_number(number: &str) -> Option<ContactView> {
    let mut all = CONTACTS.iter();
    let is_it = |contact: &&Contact| {
        matches!(contact.kind, ContactKind::Phone | ContactKind::Sms)
            && official_contacts::is_same(number, &contact.value.replace(' ', ""))
    };
    all.find(is_it).map(ContactView::from)
}

/// Who takes reports at a mail address.
#[must_use]
pub(crate) fn contact_with_mail(address: &str) -> Option<ContactView> {
    let mut all = CONTACTS.iter();
    let is_it = |contact: &&Contact| {
        contact.kind == ContactKind::Mail && contact.value.eq_ignore_ascii_case(address)
    };
    all.find(is_it).map(ContactView::from)
}

/// An address that nobody follows by accident.
#[must_use]
pub(crate) fn defang(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.replace('.', "[.]");
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let scheme = scheme.replacen("http", "hxxp", 1);
    format!("{scheme}://{}{path}", host.replace('.', "[.]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Disclosed::{Address, BankLogin, Card, Code, Iban, IdentityDocument, Password, Phone};

    fn ids(given: &[Disclosed], country: &str) -> Vec<&'static str> {
        steps(given, country)
            .iter()
            .map(|step| step.id.id())
            .collect()
    }

    #[test]
    #[rustfmt::skip] // one case a line
    fn steps_in_their_order() {
        let table: &[(&[Disclosed], &str, &[&str])] = &[
            // nothing given yet: what stands for everybody
            (&[], "FR", &["hang_up", "get_help", "report_page"]),
            (&[], "JP", &["hang_up", "report_page"]),
            // the card is blocked before anything else
            (&[Card], "FR", &["block_card", "hang_up", "check_account", "keep_proof", "report_card_fraud", "complain", "get_help", "report_page"]),
            (&[Card], "JP", &["block_card", "hang_up", "check_account", "keep_proof", "complain", "report_page"]),
            (&[Code], "FR", &["tell_code", "hang_up", "check_account", "keep_proof", "report_card_fraud", "complain", "get_help", "report_page"]),
            (&[BankLogin], "FR", &["block_bank", "hang_up", "change_password", "check_account", "keep_proof", "complain", "get_help", "report_page"]),
            (&[Iban], "FR", &["hang_up", "tell_iban", "check_account", "keep_proof", "complain", "get_help", "report_page"]),
            (&[IdentityDocument], "FR", &["hang_up", "protect_identity", "keep_proof", "complain", "get_help", "report_page"]),
            (&[Password], "FR", &["hang_up", "change_password", "keep_proof", "complain", "get_help", "report_page"]),
            // an address and a number can't be taken back: no complaint is pressed on anybody
            (&[Address], "FR", &["hang_up", "check_parcel", "expect_calls", "keep_proof", "get_help", "report_page"]),
            (&[Phone], "FR", &["hang_up", "expect_calls", "keep_proof", "get_help", "report_page"]),
            // several: each step once, whatever the order and however often
            (&[Phone, Code, Card, Card], "FR", &["block_card", "tell_code", "hang_up", "check_account", "expect_calls", "keep_proof", "report_card_fraud", "complain", "get_help", "report_page"]),
        ];
        for (given, country, expected) in table {
            assert_eq!(ids(given, country), *expected, "{given:?} {country}");
        }
    }

    #[test]
    fn the_first_contact_is_the_one_that_saves() {
        let table = [
            (Card, "FR", "fr_card_block"),
            (Code, "FR", "fr_card_block"),
            (Card, "BE", "be_card_stop"),
            (Card, "DE", "de_sperr_notruf"),
            (BankLogin, "DE", "de_sperr_notruf_bank"),
            (BankLogin, "LU", "lu_luxtrust"),
            (Card, "PL", "pl_card_block"),
            (Card, "GB", "gb_159"),
        ];
        for (given, country, contact) in table {
            let steps = steps(&[given], country);
            let first = steps.first().and_then(|step| step.contacts.first());
            assert_eq!(first, Some(&contact), "{given:?} {country}");
        }
    }

    #[test]
    fn the_fake_adviser_is_always_warned_of() {
        for country in countries().into_iter().chain(["JP", ""]) {
            for &given in Disclosed::ALL {
                assert!(
                    ids(&[given], country).contains(&"hang_up"),
                    "{given:?} {country}"
                );
            }
        }
    }

    #[test]
    fn what_was_not_given_brings_no_contact() {
        let all = steps(&[Address], "FR");
        let named: Vec<_> = all.iter().flat_map(|step| &step.contacts).collect();
        assert!(!named.contains(&&"fr_card_block") && !named.contains(&&"fr_perceval"));
        // each contact of a step is handed over with it
        let contacts = contacts_of(&all);
        assert!(
            named
                .iter()
                .all(|&&id| contacts.iter().any(|contact| contact.id == id))
        );
        assert_eq!(contacts.len(), named.len());
    }

    #[test]
    fn reports_go_to_the_country_and_the_carrier() {
        let ids = |country, brand| -> Vec<_> {
            report_to(country, brand)
                .iter()
                .map(|contact| contact.id)
                .collect()
        };
        assert_eq!(
            ids("FR", Some("chronopost")),
            [
                "fr_33700",
                "fr_signal_spam",
                "fr_phishing_initiative",
                "fr_internet_signalement",
                "chronopost"
            ]
        );
        assert_eq!(ids("FR", None).last(), Some(&"fr_internet_signalement"));
        assert_eq!(ids("JP", Some("dhl")), ["dhl"]);
        assert_eq!(ids("JP", Some("jne")), Vec::<&str>::new());
    }

    #[test]
    fn an_address_is_no_link_any_more() {
        let table = [
            ("https://a.example/x.html", "hxxps://a[.]example/x.html"),
            ("http://a.b.example", "hxxp://a[.]b[.]example"),
            ("https://a.example?x=1", "hxxps://a[.]example?x=1"),
            ("a.example", "a[.]example"),
            ("", ""),
        ];
        for (address, expected) in table {
            assert_eq!(defang(address), expected);
        }
    }

    #[test]
    fn each_step_and_country_of_the_data_can_be_reached() {
        for &id in StepId::ALL {
            assert!(ids(Disclosed::ALL, "FR").contains(&id.id()), "{id:?}");
        }
        for country in countries() {
            let found = steps(Disclosed::ALL, country);
            let reports = report_to(country, None);
            let known = found.iter().any(|step| !step.contacts.is_empty());
            assert!(known || !reports.is_empty(), "{country}");
        }
        for contact in &CONTACTS {
            let country = contact.country.unwrap_or("FR");
            let by_step = contacts_of(&steps(Disclosed::ALL, country));
            let by_report = report_to(country, contact.brands.first().copied());
            let mut reached = by_step.iter().chain(&by_report);
            assert!(reached.any(|one| one.id == contact.id), "{}", contact.id);
        }
    }
}
