use vigicolis::Level;
use vigicolis::address::{Site, split_suffix};

use crate::{check, engine, text_of};

/// One address or host.
pub fn address(bytes: &[u8]) {
    let address = &*text_of(bytes);
    let parts = split_suffix(address);
    assert!(address.get(parts.suffix_start..).is_some());
    let Ok(verdict) = engine().assess_url(address) else {
        assert!(Site::parse(address).is_err());
        return;
    };
    check(&verdict);
    assert!(verdict.level < Level::Danger);
    assert_eq!(engine().assess_url(address).as_ref(), Ok(&verdict));
    // What was understood is understood again, and the same.
    let host = &verdict.site.host;
    let site = Site::parse(host).expect("a host");
    assert_eq!(site.host(), host);
    assert!(host.ends_with(site.registrable()));
    assert!(site.registrable().ends_with(site.suffix()));
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = site.unicode();
    assert!(
        !shown.chars().any(|c| c.is_control() || turns(c)),
        "{shown:?}"
    );
}
