//! Addresses and bare hosts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigicolis::Level;
use vigicolis::address::Site;
use vigicolis::address::split_suffix;
use vigicolis_fuzz::{check, engine};

fuzz_target!(|address: &str| {
    let parts = split_suffix(address);
    assert!(address.get(parts.suffix_start..).is_some());
    let Ok(verdict) = engine().assess_url(address) else {
        return;
    };
    check(&verdict);
    assert!(verdict.level < Level::Danger);
    // What was understood is understood again, and the same.
    let host = verdict.site.host.clone();
    let site = Site::parse(&host).expect("a host");
    assert_eq!(site.host(), host);
    let again = engine().assess_url(address).expect("the same address");
    assert_eq!(again, verdict);
});
