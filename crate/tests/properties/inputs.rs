//! Inputs: what real addresses and pages hold, what scams make of it, and noise.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use vigicolis::Brand;
use vigicolis::Engine;

/// An engine without a policy, made once: its lexicon takes a moment.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);
    &ENGINE
}

/// The brands that it protects.
pub(crate) fn brands() -> impl Iterator<Item = Brand<'static>> {
    engine().registry().brands()
}

/// How the properties of a file are tried: a fixed seed unless the environment
/// names another, and no files of failures, since a failure becomes a test.
pub(crate) fn config() -> Config {
    let mut config = Config::default();
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x0063_6f6c_6973);
    }
    config.failure_persistence = None;
    // The smallest failing page is not worth minutes.
    config.max_shrink_iters = 1_000;
    config
}

/// The same for pages, which cost a hundred times what an address does.
pub(crate) fn config_of_pages() -> Config {
    let mut config = config();
    config.cases = config.cases.div_ceil(4);
    config
}

/// A brand's name as a host writes it.
pub(crate) fn brand_word() -> impl Strategy<Value = String> {
    let names: Vec<&str> = brands()
        .flat_map(Brand::aliases)
        .flat_map(|alias| [alias.glued, alias.words])
        .collect();
    select(names).prop_map(|name| name.replace(' ', "-"))
}

/// An official domain of some brand.
pub(crate) fn official_domain() -> impl Strategy<Value = String> {
    let domains: Vec<&str> = brands()
        .flat_map(Brand::domains)
        .map(|domain| domain.name)
        .collect();
    select(domains).prop_map(str::to_owned)
}

/// Words of the scam's trade, countries, and words of nobody.
fn plain_word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(vec![
            "colis", "livraison", "suivi", "track", "parcel", "paket", "www", "my", "express", "post",
            "frais", "douane", "secure", "login", "fr", "uk", "de", "com", "boutique", "lilas", "rn", "vv",
        ]).prop_map(str::to_owned),
        1 => "[a-z]{1,12}",
        1 => "[0-9]{1,6}",
    ]
}

/// Punycode that decodes, that does not, and that is none.
fn punycode_label() -> impl Strategy<Value = String> {
    prop_oneof![
        // chronоpost and laроste with Cyrillic letters, café, a snowman
        select(vec![
            "xn--chronpost-gqi",
            "xn--laste-3vec",
            "xn--caf-dma",
            "xn--n3h",
            "xn--",
            "xn--a",
            "xn---"
        ])
        .prop_map(str::to_owned),
        "xn--[a-z0-9-]{0,20}",
    ]
}

/// A label of a host, lower case.
fn label() -> impl Strategy<Value = String> {
    let brand = brand_word().prop_filter("other scripts stand as punycode", |word| word.is_ascii());
    let word = prop_oneof![brand, plain_word()];
    let glue = select(vec!["", "-", "--", "_", "0", "1"]);
    let words = prop::collection::vec((word, glue), 1..4).prop_map(|parts| {
        let mut label: String = parts
            .iter()
            .map(|(word, glue)| format!("{word}{glue}"))
            .collect();
        label.truncate(60);
        label
    });
    prop_oneof![8 => words, 1 => "[a-z0-9-]{1,60}"]
}

/// A host that a name server could know: lower case, ASCII, no punycode.
pub(crate) fn host() -> impl Strategy<Value = String> {
    let end = prop_oneof![
        6 => select(vec![
            "com", "fr", "example", "co.uk", "xyz", "top", "github.io", "web.app", "gov", "workers.dev", "de",
            "weebly.com", "unknown-tld",
        ]).prop_map(str::to_owned),
        1 => official_domain(),
    ];
    (prop::collection::vec(label(), 0..4), end)
        .prop_map(|(labels, end)| {
            let mut host = labels.join(".");
            if !host.is_empty() {
                host.push('.');
            }
            host.push_str(&end);
            host
        })
        .prop_filter("a host of one label may be a number", |host| {
            host.contains('.')
        })
}

/// Characters that hide, turn, break or imitate others.
pub(crate) fn odd_char() -> impl Strategy<Value = char> {
    prop_oneof![
        // Zero-width and direction marks, soft hyphen, variation marks, tags.
        select(vec![
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{ad}',
            '\u{2060}',
            '\u{feff}',
            '\u{202e}',
            '\u{202a}',
            '\u{2066}',
            '\u{2069}',
            '\u{200f}',
            '\u{fe0f}',
            '\u{e0061}',
            '\u{34f}',
        ]),
        // Look-alikes: Cyrillic, Greek, Armenian, full-width, mathematical, circled, dotless.
        select(vec![
            'о', 'р', 'с', 'а', 'е', 'С', 'Н', 'ο', 'Ο', 'ν', 'օ', 'ｃ', 'Ｃ', '１', '𝐂', '𝟏', 'ⓤ',
            'ı', 'İ', 'ſ', 'ß', 'ﬁ', 'œ', 'é', 'Ł', '。', '．', '㎏', 'ﷺ', 'ς', 'Σ', 'ǅ', 'ŉ',
        ]),
        // Accents, controls, spaces, the ends of what a character can be.
        select(vec![
            '\u{301}',
            '\u{308}',
            '\u{20dd}',
            '\0',
            '\t',
            '\n',
            '\r',
            '\u{7f}',
            '\u{85}',
            '\u{a0}',
            '\u{2028}',
            '\u{3000}',
            '\u{fffd}',
            '\u{ffff}',
            '\u{10ffff}',
            '\u{e000}',
        ]),
        select("%/\\?#@:.&=+[]<>|\"'«»©€£".chars().collect::<Vec<_>>()),
        any::<char>(),
    ]
}

/// A text of words, brands and odd characters.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => plain_word(),
        3 => brand_word().prop_map(|word| word.replace('-', " ")),
        2 => brand_word(),
        2 => official_domain(),
        2 => select(vec![
            "Votre colis est retenu au centre de tri.", "Frais de livraison : 1,99 €", "© 2025 ",
            "Your parcel could not be delivered", "Numéro de carte", "CVV", "MM/AA", "pay £2.99 now",
            "Ihr Paket konnte nicht zugestellt werden", "IBAN", "code reçu par SMS",
        ]).prop_map(str::to_owned),
        1 => punycode_label(),
        4 => odd_char().prop_map(String::from),
        1 => (odd_char(), 1..400_usize).prop_map(|(c, times)| c.to_string().repeat(times)),
        3 => prop::collection::vec(prop_oneof![odd_char(), select("Colis".chars().collect::<Vec<_>>())], 1..9)
            .prop_map(String::from_iter),
        2 => Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Anything at all where an address is expected, most of it nearly one.
pub(crate) fn address() -> impl Strategy<Value = String> {
    let scheme = select(vec![
        "", "http://", "https://", "HTTPS://", "https:", "//", "://", "ftp://", "data:", "about:",
        "x://",
    ]);
    let user = prop_oneof![
        5 => Just(String::new()),
        1 => official_domain().prop_map(|domain| format!("{domain}@")),
        1 => official_domain().prop_map(|domain| format!("user:{domain}@")),
        1 => (1..6_000_usize).prop_map(|length| format!("{}@", "a".repeat(length))),
    ];
    let place = prop_oneof![
        6 => host(),
        2 => (host(), odd_char()).prop_map(|(host, odd)| format!("{odd}{host}")),
        2 => (punycode_label(), host()).prop_map(|(label, host)| format!("{label}.{host}")),
        1 => text(),
        1 => select(vec![
            "1.2.3.4", "[::1]", "0x7f.1", "2130706433", "..", ".", "localhost", "com", "co.uk", "[", "1.2.3.4.5",
        ]).prop_map(str::to_owned),
        1 => (host(), 1..400_usize).prop_map(|(host, times)| host.repeat(times)),
    ];
    let port = select(vec!["", "", "", ":", ":443", ":99999", ":x"]);
    let path = prop_oneof![
        2 => Just(String::new()),
        2 => text().prop_map(|text| format!("/{text}")),
        1 => (brand_word(), text()).prop_map(|(brand, text)| format!("/{brand}/?{text}#{brand}")),
        1 => official_domain().prop_map(|domain| format!("\\{domain}")),
    ];
    let near = (scheme, user, place, port, path)
        .prop_map(|(scheme, user, place, port, path)| format!("{scheme}{user}{place}{port}{path}"));
    prop_oneof![8 => near, 1 => text(), 1 => any::<String>()]
}
