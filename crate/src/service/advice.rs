//! What to do after the harm, and whom to turn to.

use crate::brands::advice;
use crate::data::Disclosed;
use crate::service::sender::Sender;
use crate::service::tab::TabState;
use crate::service::wire::{Reply, ReportedPage};

pub(super) fn list_steps(given: &[Disclosed], country: &str) -> Reply {
    let steps = advice::steps(given, country);
    Reply::Steps {
        contacts: advice::contacts_of(&steps),
        steps,
        countries: advice::countries(),
    }
}

/// The tab's address is the sender's, which the browser tells: the state
/// keeps no whole one.
pub(super) fn list_contacts(
    sender: &Sender,
    tab: Option<&TabState>,
    country: &str,
    address: Option<String>,
) -> Reply {
    let worst = tab.and_then(|tab| tab.worst(sender));
    let verdict = worst.map(|worst| worst.verdict);
    let address = address.or_else(|| {
        worst.map(|worst| {
            if worst.framed {
                // Not the page's around it; of the frame's the host alone is known.
                format!("https://{}/", worst.verdict.site.host)
            } else {
                sender.url.clone()
            }
        })
    });
    let page = address.map(|address| ReportedPage {
        defanged: advice::defang(&address),
        address,
        brand: verdict.and_then(|verdict| verdict.brand.clone()),
    });
    let brand = page.as_ref().and_then(|page| page.brand.as_ref());
    let contacts = advice::report_to(country, brand.map(|brand| brand.id.as_str()));
    Reply::Contacts {
        page,
        contacts,
        countries: advice::countries(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Request;
    use crate::service::testing::{Visitor, sender};

    #[test]
    fn help_is_given_without_a_tab() {
        let request = Request::ListSteps {
            given: vec![Disclosed::Card],
            country: "FR".into(),
        };
        let (tab, reply) = Visitor::new().handle(&Sender::default(), None, request);
        assert_eq!(tab, None);
        let Reply::Steps {
            steps,
            contacts,
            countries,
        } = reply
        else {
            panic!("no help");
        };
        let first = steps.first().and_then(|step| step.contacts.first());
        let opposition = contacts.iter().find(|contact| Some(&contact.id) == first);
        assert_eq!(
            opposition.map(|contact| contact.value),
            Some("0 892 705 705")
        );
        assert!(countries.contains(&"FR") && countries.contains(&"IE"));
    }

    #[test]
    fn a_report_is_filled_in_from_the_tab() {
        let service = Visitor::new();
        let at = sender(0, "https://chronopost-colis.example/suivi?id=1");
        let (tab, _) = service.handle(&at, None, Request::JudgeAddress);
        let ask = |tab, address: Option<&str>| {
            let request = Request::ListContacts {
                country: "FR".into(),
                address: address.map(Into::into),
            };
            match service.handle(&at, tab, request) {
                (tab, Reply::Contacts { page, contacts, .. }) => (tab, page, contacts),
                _ => panic!("no contacts"),
            }
        };
        let (kept, page, contacts) = ask(tab.clone(), None);
        assert_eq!(kept, tab, "a question changes nothing");
        let page = page.unwrap();
        assert_eq!(page.address, at.url);
        assert_eq!(
            page.defanged,
            "hxxps://chronopost-colis[.]example/suivi?id=1"
        );
        assert_eq!(page.brand.unwrap().id, "chronopost");
        assert!(
            contacts
                .iter()
                .any(|contact| contact.value == "abuse@chronopost.fr")
        );
        // without what the address tells of the visitor
        let (_, page, _) = ask(tab, Some("https://chronopost-colis.example/"));
        let page = page.unwrap();
        assert_eq!(page.defanged, "hxxps://chronopost-colis[.]example/");
        assert_eq!(page.brand.unwrap().id, "chronopost");
        // of an unknown tab the places are known all the same
        let (_, page, contacts) = ask(None, None);
        assert_eq!(page, None);
        assert!(contacts.iter().any(|contact| contact.value == "33700"));
    }
}
