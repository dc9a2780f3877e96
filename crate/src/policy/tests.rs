use super::*;

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

fn brand(name: &str, domains: &[&str], aliases: &[&str]) -> ProtectedBrand {
    ProtectedBrand {
        name: name.into(),
        domains: strings(domains),
        aliases: strings(aliases),
    }
}

/// The faults of a policy, as `(key, problem)`.
fn faults(brands: &[ProtectedBrand]) -> Vec<(String, Problem)> {
    let found = check_brands(brands).err().unwrap_or_default();
    let pairs = found.into_iter().map(|fault| (fault.key, fault.problem));
    pairs.collect()
}

#[test]
fn a_domain_must_be_the_organisations_own() {
    let table = [
        ("brindelivre.example", None),
        ("www.brindelivre.co.uk", None),
        (" Brindelivre.Example. ", None),
        ("müller-kurier.example", None),
        // the data knows that it bears a brand's name honestly
        ("dhl.at", None),
        ("", Some(Problem::Empty)),
        (" ", Some(Problem::Empty)),
        ("https://brindelivre.example/", Some(Problem::Domain)),
        ("brindelivre.example/suivi", Some(Problem::Domain)),
        ("brindelivre.example:8443", Some(Problem::Domain)),
        ("moi@brindelivre.example", Some(Problem::Domain)),
        ("*.brindelivre.example", Some(Problem::Domain)),
        ("brinde livre.example", Some(Problem::Domain)),
        ("192.168.1.1", Some(Problem::Domain)),
        ("3232235777", Some(Problem::Domain)),
        ("[::1]", Some(Problem::Domain)),
        ("localhost", Some(Problem::Suffix)),
        ("com", Some(Problem::Suffix)),
        ("co.uk", Some(Problem::Suffix)),
        ("github.io", Some(Problem::Suffix)),
        // anybody's
        ("brindelivre.github.io", Some(Problem::Shared)),
        ("brindelivre.web.app", Some(Problem::Shared)),
        ("docs.google.com", Some(Problem::Shared)),
        ("google.com", Some(Problem::Shared)),
        ("amazonaws.com", Some(Problem::Shared)),
        ("bit.ly", Some(Problem::Shared)),
        // another's
        ("chronopost.fr", Some(Problem::Owned)),
        ("suivi.chronopost.fr", Some(Problem::Owned)),
        ("stripe.com", Some(Problem::Known)),
        ("checkout.stripe.com", Some(Problem::Known)),
        // what the data warns about must not become official
        ("chronopost-livraison.example", Some(Problem::Imitates)),
        (
            "suivi-chronopost.brindelivre.example",
            Some(Problem::Imitates),
        ),
        ("chr0nopost.example", Some(Problem::Imitates)),
        ("сhronopost.example", Some(Problem::Imitates)),
        ("dhl-colis.example", Some(Problem::Imitates)),
        ("mondial-relay.example", Some(Problem::Imitates)),
    ];
    for (domain, expected) in table {
        let found = faults(&[brand("Brindelivre", &[domain], &[])]);
        let expected =
            expected.map(|problem| ("protectedBrands[0].domains[0]".to_owned(), problem));
        assert_eq!(found, Vec::from_iter(expected), "{domain:?}");
    }
}

#[test]
fn a_name_must_be_the_organisations_own() {
    let long = "x".repeat(MAX_NAME + 1);
    let table = [
        ("Brinde Livre Express", None),
        ("BRINDE-LIVRE", Some(Problem::Twice)),
        ("", Some(Problem::Empty)),
        (long.as_str(), Some(Problem::LongText)),
        ("BL", Some(Problem::Letters)),
        ("!?", Some(Problem::Letters)),
        ("24 7 365", Some(Problem::Letters)),
        ("Colis", Some(Problem::Generic)),
        ("Suivi de colis", Some(Problem::Generic)),
        ("suivicolis", Some(Problem::Generic)),
        ("Colis-Livraison-Suivi", Some(Problem::Generic)),
        ("suivicolisazur", None),
        ("Chronopost", Some(Problem::Named)),
        ("CHRONO-POST", Some(Problem::Named)),
        ("Mon Chronopost", Some(Problem::Named)),
        ("monchronopost", Some(Problem::Named)),
        ("DHL Paris", Some(Problem::Named)),
        ("Mondial Relay", Some(Problem::Named)),
    ];
    for (alias, expected) in table {
        let given = brand(
            "Brindelivre",
            &["brindelivre.example"],
            &["Brinde-Livre", alias],
        );
        let expected =
            expected.map(|problem| ("protectedBrands[0].aliases[1]".to_owned(), problem));
        assert_eq!(faults(&[given]), Vec::from_iter(expected), "{alias:?}");
    }
}

#[test]
fn no_two_brands_share_a_name_or_a_domain() {
    let first = || brand("Brindelivre", &["brindelivre.example"], &["Brinde Livre"]);
    let second = brand(
        "Brinde-livre",
        &["pro.brindelivre.example"],
        &["Azurcourse"],
    );
    let key = |place: &str| format!("protectedBrands[1].{place}");
    assert_eq!(
        faults(&[first(), second]),
        [
            (key("domains[0]"), Problem::Twice),
            (key("name"), Problem::Twice)
        ]
    );
    let twice = brand(
        "Azurcourse",
        &["azurcourse.example", "azurcourse.example"],
        &["azurcourse"],
    );
    assert_eq!(
        faults(&[first(), twice]),
        [
            (key("domains[1]"), Problem::Twice),
            (key("aliases[0]"), Problem::Twice)
        ]
    );
}

#[test]
fn a_policy_is_bounded() {
    let many = |count: usize| {
        (0..count).map(|index| {
            let name = format!("Brindelivre{index}x");
            brand(&name, &[&format!("brindelivre{index}.example")], &[])
        })
    };
    assert_eq!(faults(&many(MAX_BRANDS).collect::<Vec<_>>()), []);
    let found = faults(&many(MAX_BRANDS + 1).collect::<Vec<_>>());
    assert_eq!(found, [("protectedBrands".to_owned(), Problem::Long)]);
    let numbered = |count: usize, end: &str| -> Vec<String> {
        (0..count)
            .map(|index| format!("brindelivre{index}{end}"))
            .collect()
    };
    let given = ProtectedBrand {
        name: "Brindelivre".into(),
        domains: numbered(MAX_ENTRIES + 1, ".example"),
        aliases: numbered(MAX_ENTRIES + 1, ""),
    };
    assert_eq!(
        faults(&[given, ProtectedBrand::default()]),
        [
            ("protectedBrands[0].domains".to_owned(), Problem::Long),
            ("protectedBrands[0].aliases".to_owned(), Problem::Long),
            ("protectedBrands[1].domains".to_owned(), Problem::Empty),
            ("protectedBrands[1].name".to_owned(), Problem::Empty),
        ]
    );
}

#[test]
fn long_names_of_their_own_are_distinctive_and_no_others() {
    let table = [
        ("Brindelivre", AliasClass::Distinctive),
        ("Azur Course", AliasClass::Distinctive),
        ("Brindelivre Express", AliasClass::Distinctive),
        // short, also beside words of the trade
        ("Brinde", AliasClass::Short),
        ("XKB", AliasClass::Short),
        ("XKB Express", AliasClass::Short),
        ("Brindel", AliasClass::Short),
        // what parcels' pages say every day
        ("Disponibilite", AliasClass::Common),
        ("Anomalie antifrode", AliasClass::Common),
    ];
    for (name, class) in table {
        let brands = check_brands(&[brand(name, &["brindelivre.example"], &[])]);
        let brands = brands.unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(brands[0].aliases[0].class, class, "{name}");
    }
}

#[test]
fn ids_are_safe_and_differ() {
    let given = [
        brand("Brindelivre & Fils", &["a-b-c.example"], &[]),
        brand("«Brindelivre» fils!?", &["d-e-f.example"], &["Azurcourse"]),
        brand("Бриндель", &["g-h-i.example"], &[]),
        brand(&"a b".repeat(15), &["j-k-l.example"], &[]),
    ];
    let known = check_brands(&given[2..]).unwrap();
    assert_eq!(known[0].id, "org--1");
    assert!(known[1].id.len() <= MAX_SLUG + "org-".len());
    assert_eq!(id_of("Brindelivre & Fils", &[]), "org-brindelivre-fils");
    let first = check_brands(&given[..1]).unwrap();
    assert_eq!(id_of(&given[1].name, &first), "org-brindelivre-fils-2");
    for brand in data::brands::all() {
        assert!(!brand.id.starts_with("org-"), "{}", brand.id);
    }
}

/// Names of the data that a person classed as short or common, because they are
/// words or names of other things, too, and that are taken for distinctive here: no
/// list of words says so.
const CLASSED_TOO_HIGH: &[&str] = &[
    "andreani",
    "bartolini",
    "coordinadora colombia",
    "coordinadora com",
    "ems china",
    "fiks ferdig",
    "giao hang nhanh",
    "informed delivery",
    "intelcom",
    "kleinanzeigen",
    "kuroneko",
    "landmark global",
    "marktplaats",
    "pakketpunt",
    "philpost",
    "pochta ru",
    "posturinn",
    "rapid poste",
    "schenker",
    "smartpost",
    "speedpost",
    "splonline",
    "startrack",
];

#[test]
fn no_other_name_is_classed_higher_than_a_person_did_in_the_data() {
    let vocabulary = Vocabulary::new();
    let lower = all_aliases().filter(|alias| alias.class != AliasClass::Distinctive);
    let mut higher: Vec<_> = lower
        .map(|alias| alias.words)
        .filter(|name| class_of(name, &vocabulary) == Some(AliasClass::Distinctive))
        .collect();
    higher.sort_unstable();
    assert_eq!(higher, CLASSED_TOO_HIGH);
}

#[test]
fn trust_is_given_to_registered_domains_alone() {
    let domains = [
        "boutique.example",
        "www.boutique.example",
        "github.io",
        "",
        "boutique.example",
        "bit.ly",
    ];
    let found = check_trusted(&strings(&domains));
    let pairs: Vec<_> = found
        .iter()
        .map(|fault| (fault.key.as_str(), fault.problem))
        .collect();
    assert_eq!(
        pairs,
        [
            ("trustedDomains[1]", Problem::Untrustable),
            ("trustedDomains[2]", Problem::Untrustable),
            ("trustedDomains[3]", Problem::Untrustable),
            ("trustedDomains[4]", Problem::Twice),
            ("trustedDomains[5]", Problem::Untrustable),
        ]
    );
    let many: Vec<_> = (0..=MAX_TRUSTED)
        .map(|index| format!("b{index}.example"))
        .collect();
    assert_eq!(check_trusted(&many).len(), 1);
}

#[test]
fn the_home_is_on_the_first_domain() {
    let given = [brand(
        "Brindelivre",
        &["brindelivre.example", "b-l-x.example"],
        &[],
    )];
    let policy = Policy::check(&[], &given).unwrap();
    assert_eq!(policy.brands[0].id, "org-brindelivre");
    assert_eq!(policy.brands[0].home, "https://brindelivre.example/");
}
