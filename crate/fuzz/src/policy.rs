use vigicolis::policy::{MAX_BRANDS, MAX_TRUSTED, WrittenPolicy};
use vigicolis::service::Json;
use vigicolis::{Engine, Level};

use crate::json;

/// An administrator's policy.
pub fn policy(bytes: &[u8]) {
    let Ok(given) = serde_json::from_slice::<Json>(bytes) else {
        return;
    };
    let (written, policy) = match WrittenPolicy::read(&given) {
        Ok(read) => read,
        Err(faults) => {
            assert!(!faults.is_empty());
            json(&faults);
            return;
        }
    };
    // What holds is shown as it was understood.
    let shown: Json = serde_json::from_str(&json(&written)).expect("its own output");
    assert_eq!(
        WrittenPolicy::read(&shown),
        Ok((written.clone(), policy.clone()))
    );
    assert!(policy.trusted.len() <= MAX_TRUSTED);
    if let Some(contact) = &written.report_contact {
        assert!(contact.mail.is_some() || contact.url.is_some() || contact.phone.is_some());
        assert!(
            contact
                .url
                .iter()
                .all(|url| url.to_ascii_lowercase().starts_with("https://"))
        );
        assert!(
            contact
                .mail
                .iter()
                .all(|mail| !mail.contains(['?', '&', ',', ' ']))
        );
    }
    let brands = written.protected_brands.unwrap_or_default();
    assert!(brands.len() <= MAX_BRANDS);
    if brands.is_empty() {
        return;
    }
    // Its domains are official from here on, and nobody else's ceases to be.
    let engine = Engine::new(policy);
    let level = |address: &str| engine.assess_url(address).map(|verdict| verdict.level);
    for domain in brands.iter().flat_map(|brand| &brand.domains) {
        assert_eq!(level(domain), Ok(Level::Official), "{domain}");
    }
    assert_eq!(level("https://www.laposte.fr/suivi"), Ok(Level::Official));
    assert!(level("https://laposte-colis.example/").is_ok_and(|level| level < Level::Danger));
}
