//! What the build refuses in `data/`, and where it says the fault is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "data_errors/good.rs"]
mod good;

use good::good;
use vigicolis_compiler::{Files, build};

/// Everything the build says about the data.
fn complaints(files: &Files) -> Vec<String> {
    let problems = build(files).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

/// Puts each fault into the good data and looks for the complaint: the text
/// that becomes another, the line, the message's start.
#[track_caller]
fn check(file: &str, faults: &[(&str, &str, usize, &str)]) {
    for &(from, to, line, message) in faults {
        let mut files = good();
        let text = files.get_mut(file).unwrap();
        assert!(text.contains(from), "{from:?} is not in {file}");
        *text = text.replacen(from, to, 1);
        let said = complaints(&files);
        let expected = format!("crate/data/{file}:{line}: {message}");
        assert!(
            said.iter().any(|one| one.starts_with(&expected)),
            "{expected}\nwas not said, but\n{said:#?}"
        );
    }
}

#[test]
fn good_data_builds() {
    let output = build(&good()).unwrap();
    assert!(output.tables.contains("Colivre"));
    assert!(output.case_tests.contains("fn brands_colivre_flag()"));
    assert!(output.case_tests.contains("fn lures_held_parcel_miss()"));
    assert!(output.case_tests.contains("fn breaches_tell()"));
    assert!(output.tables.contains("abus@colivre.fr"));
    assert!(
        output
            .case_tests
            .contains("fn tracking_colivre_12_invalid()")
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn what_no_entry_may_be() {
    check(
        "brands/colivre.toml",
        &[
            ("kind =", "kinds =", 2, "unknown field `kinds`"),
            ("class = \"dist", "klass = \"dist", 10, "unknown field `klass`"),
            ("home = \"https://www.colivre.fr/\"\n", "", 1, "missing field `home`"),
            ("source = \"test\"\ndate = \"2026-11-01\"", "date = \"2026-11-01\"", 12, "missing field `source`"),
            ("date = \"2026-11-01\"", "", 12, "missing field `date`"),
            ("kind = \"carrier\"", "kind = \"carier\"", 2, "kind \"carier\" is not one of carrier, post"),
            ("\"distinctive\"", "\"strong\"", 10, "class \"strong\" is not one of distinctive"),
            ("[\"FR\"]", "[\"France\"]", 3, "country \"France\" is not"),
            ("[\"FR\"]", "[]", 3, "countries is empty"),
            ("\"Colivre\"", "\"\"", 1, "name is empty"),
            ("\"Colivre\"", "\" Colivre\"", 1, "name starts or ends with a space"),
            ("source = \"test\"", "source = \" \"", 5, "source is empty"),
            ("\"2026-11-01\"", "\"2026-13\"", 15, "date \"2026-13\" is not"),
            ("\"2026-11-01\"", "\"2026\"", 15, "date \"2026\" is not"),
            ("\"2026-11-01\"", "\"01/11/2026\"", 15, "date \"01/11/2026\" is not"),
            ("name = \"Colivre\"", "name = Colivre", 1, ""),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn names_of_a_brand() {
    check(
        "brands/colivre.toml",
        &[
            ("\"Colivré\"", "\"-- \"", 9, "alias \"-- \" folds to nothing"),
            ("[[domain]]", "[[alias]]\ntext = \"COLIVRE\"\nclass = \"short\"\n[[domain]]", 13, "alias \"COLIVRE\" is \"colivre\" when folded, as another alias is"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn domains_of_a_brand() {
    check(
        "brands/colivre.toml",
        &[
            ("\"colivre.com\"", "\"Colivre.com\"", 18, "domain \"Colivre.com\" is not a lower-case ASCII host name"),
            ("\"colivre.com\"", "\"colivré.com\"", 18, "domain \"colivré.com\" is not"),
            ("\"colivre.com\"", "\"https://colivre.com\"", 18, "domain \"https://colivre.com\" is not"),
            ("\"colivre.com\"", "\"com\"", 18, "domain \"com\" is not a lower-case ASCII host name"),
            ("\"colivre.com\"", "\"co.uk\"", 18, "domain \"co.uk\" is a public suffix"),
            ("\"colivre.com\"", "\"any.ck\"", 18, "domain \"any.ck\" is a public suffix"),
            ("\"colivre.com\"", "\"github.io\"", 18, "domain \"github.io\" is app_hosting for anybody"),
            ("\"colivre.com\"", "\"colivre.fr\"", 18, "domain \"colivre.fr\" stands there twice"),
            ("\"colivre-club.fr\"", "\"club.colivre.fr\"", 23, "relative \"club.colivre.fr\" is the brand's own"),
            ("\"https://www.colivre.fr/\"", "\"https://colivre.org/\"", 4, "home \"https://colivre.org/\" is on none"),
            ("\"https://www.colivre.fr/\"", "\"https://xcolivre.fr/\"", 4, "home \"https://xcolivre.fr/\" is on none"),
            ("\"https://www.colivre.fr/\"", "\"http://www.colivre.fr/\"", 4, "home \"http://www.colivre.fr/\" is not an https"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn domains_of_several_brands() {
    check(
        "brands/postelle.toml",
        &[
            ("shared = true", "", 18, "domain \"colivre.com\" is held by brands/colivre.toml, brands/postelle.toml without `shared`"),
            ("\"colivre.com\"", "\"postelle.com\"", 18, "domain \"postelle.com\" is `shared` in brands/postelle.toml, so"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn cases_of_a_brand() {
    check(
        "brands/colivre.toml",
        &[
            (", \"https://colivre.fr.example/\"", "", 28, "flag has 1 cases and needs 2"),
            ("\"https://colivre.fr.example/\"", "\"colivre.fr.example\"", 28, "flag case \"colivre.fr.example\" is not an http"),
            ("\"https://colivre.fr.example/\"", "\"https:///suivi\"", 28, "flag case \"https:///suivi\" has no host"),
            ("\"https://colivre.fr.example/\"", "\"https://a b/\"", 28, "flag case \"https://a b/\" has a space"),
            ("\"https://colivre.fr.example/\"", "\"https://colivre-suivi.example/\"", 28, "flag case \"https://colivre-suivi.example/\" stands there twice"),
            ("pass = [", "pass = [\"https://colivre-suivi.example/\", ", 29, "\"https://colivre-suivi.example/\" must flag and must pass"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn phrases_of_a_story() {
    check(
        "phrases/lures/held_parcel.toml",
        &[
            ("\"strong\"", "\"heavy\"", 4, "weight \"heavy\" is not one of weak, medium, strong"),
            ("lang = \"fr\"", "lang = \"french\"", 2, "lang \"french\" is not an ISO 639-1 code"),
            ("\"payez # euros\"", "\"Colis est RETENU !\"", 11, "phrase \"colis est retenu\" stands there twice"),
            ("\"payez # euros\"", "\"# ...\"", 11, "phrase \"# ...\" folds to no word"),
            ("\"payez # euros\"", "\"payez # # # euros\"", 11, "a phrase has at most two numbers"),
            ("\"payez 2 euros\"", "\"\"", 13, "quote is empty"),
            ("\"Votre colis est retenu.\"", "", 18, "hit has 0 cases and needs 1"),
            ("\"Votre colis est retenu.\"", "\" \"", 18, "hit case \" \" is empty"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn payment_and_hosting() {
    check(
        "hosts/payment_hosts.toml",
        &[
            ("\"psp\"", "\"shop\"", 4, "kind \"shop\" is not one of psp, 3ds_acs"),
            ("\"paie.fr\"", "\"paie\"", 2, "domain \"paie\" is not a lower-case ASCII host name"),
            ("\"Paie\"", "\"\"", 3, "provider is empty"),
        ],
    );
    check(
        "hosts/hosting.toml",
        &[
            ("\"app_hosting\"", "\"hosting\"", 4, "kind \"hosting\" is not one of app_hosting"),
            ("\"suffix\"", "\"prefix\"", 5, "match \"prefix\" is not one of suffix, host, path"),
            ("source", "note", 6, "unknown field `note`"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn fields() {
    check(
        "phrases/fields.toml",
        &[
            ("\"card_number\"", "\"cardnumber\"", 2, "id \"cardnumber\" is not one of card_number"),
            ("\"label\", \"name\"", "\"title\"", 7, "on \"title\" is not one of label, name"),
            ("[\"label\"]", "[]", 12, "on is empty"),
            ("' numero de carte '", "' (numero de carte '", 8, "pattern ' (numero de carte ' is not a regular expression: "),
            ("' numero de carte '", "' numéro '", 8, "pattern ' numéro ' is not ASCII"),
            ("' numero de carte '", "' Numero '", 8, "pattern ' Numero ' has a capital"),
            ("' numero de carte '", "'numero\\b'", 8, "pattern 'numero\\b' has a `\\`"),
            ("' numero de carte '", "''", 8, "pattern '' is empty"),
            ("' numero de carte '", "'(carte)*'", 8, "pattern '(carte)*' matches a field without words"),
            ("' numero de carte '", "'n, de carte'", 8, "pattern 'n, de carte' meets `,`, which no folded word has"),
            ("' numero de carte '", "' n[^o] '", 8, "pattern ' n[^o] ' meets `"),
            ("\"cc-number\"", "\"CC Number\"", 3, "autocomplete \"CC Number\" is not a value"),
            ("[[kind]]", "[[kind]]\nid = \"search\"\n[[kind]]", 2, "kind \"search\" matches nothing"),
            ("\"uk\"", "\"any\"", 16, "lang \"any\" is not an ISO 639-1 code"),
            ("[\"Номер картки\"]", "[]", 17, "texts is empty"),
            ("\"Номер картки\"", "\"***\"", 17, "text \"***\" holds no word"),
            ("\"Номер картки\"", "\"Номер картки\", \"НОМЕР КАРТКИ\"", 17, "text \"НОМЕР КАРТКИ\" stands there twice"),
            ("date = \"2026-11\"", "", 15, "missing field `date`"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn host_words() {
    check(
        "hosts/host_words.toml",
        &[
            ("\"context\"", "\"scam\"", 2, "class \"scam\" is not one of "),
            ("\"france\"", "\"en-ligne\"", 13, "word \"en-ligne\" is not small ASCII letters"),
            ("\"france\"", "\"colis\"", 13, "word \"colis\" is of another class above"),
            ("[\"france\"]", "[]", 13, "words is empty"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn everyday_names() {
    check(
        "phrases/everyday_names.toml",
        &[
            ("\"trade\"", "\"hotel\"", 9, "class \"hotel\" is not one of "),
            ("\"colivre\"", "\"livrette\"", 6, "name \"livrette\" is no brand's"),
            ("\"hôtel\"", "\"grand hôtel\"", 13, "word \"grand hotel\" is not one word"),
            ("\"hôtel\"", "\"colivre\"", 13, "word \"colivre\" is of another class above"),
            ("[\"colivre\"]", "[]", 6, "words is empty"),
            ("\"fr\"", "\"french\"", 10, "lang \"french\" is not an ISO 639-1 code"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn plain_words() {
    check(
        "phrases/plain_words.toml",
        &[
            ("\"never\"", "\"nope\"", 2, "class \"nope\" is not one of call_price"),
            ("\"fr\"", "\"french\"", 3, "lang \"french\" is not an ISO 639-1 code"),
            ("\"pas\"", "\"…\"", 6, "word \"\" is empty"),
            ("\"dès\"", "\"Dès\"", 13, "word \"Dès\" is empty, not in lower case"),
            ("\"dès\"", "\"dès|ab\"", 13, "word \"dès|ab\" is empty, not in lower case or holds"),
            ("[\"dès\"]", "[]", 13, "words is empty"),
            ("date = \"2026-11\"", "", 1, "missing field `date`"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn money() {
    check(
        "numbers/money.toml",
        &[
            ("little = 60", "little = 2000000", 2, "little is more than 1000000 units"),
            ("\"brl\"", "\"BRL\"", 3, "name \"BRL\" is not in lower case"),
            ("\"brl\"", "\"\"", 3, "name is empty"),
            ("[\"r$\", \"brl\"]", "[]", 3, "names is empty"),
            ("[\"CAD\"]", "[\"CAD\"]\nnote = 1", 17, "unknown field `note`"),
            ("lang = \"fr\"", "lang = \"any\"", 21, "lang \"any\" is not an ISO 639-1 code"),
            ("deux = 2", "Deux = 2", 22, "number \"Deux\" is not one word of small letters"),
            ("un = 1, due", "un = 3, due", 28, "number \"un\" has another value above"),
        ],
    );
    check(
        "numbers/money.toml",
        &[("names = [\"CAD\"]", "names = [\"CAD\"]\nsource = \"test\"\ndate = \"2026-11\"\n\n[[currency]]\nlittle = 300\nnames = [\"nt$\"]", 22, "name \"nt$\" ends with \"$\", which stands above")],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn parcel_words() {
    check(
        "phrases/parcel_words.toml",
        &[
            ("\"fr\"", "\"any\"", 2, "lang \"any\" is not an ISO 639-1 code"),
            ("\"colis\"", "\"sac\"", 5, "word \"sac\" is not one word"),
            ("\"colis\"", "\"mon colis\"", 5, "word \"mon colis\" is not one word"),
            ("\"colis\"", "\"livraison\"", 5, "word \"livraison\" stands there twice"),
            ("date = \"2026-11\"", "", 1, "missing field `date`"),
        ],
    );
}

#[test]
fn a_beginning_of_a_word_has_four_letters() {
    check(
        "phrases/takings/prepaid.toml",
        &[(
            "faux sms",
            "faux sms*",
            3,
            "`*` follows the beginning of a word",
        )],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn words_of_others() {
    check(
        "phrases/words_of_others.toml",
        &[
            ("\"fr\"", "\"any\"", 2, "lang \"any\" is not an ISO 639-1 code"),
            ("\"Livre d'or\"", "\"12 avis\"", 5, "label \"12 avis\" holds a number"),
            ("\"Livre d'or\"", "\"commentaires\"", 5, "label \"commentaires\" stands there twice"),
            ("\"Livre d'or\"", "\"\"", 5, "label is empty"),
            ("[\"Comments\"]", "[]", 11, "labels is empty"),
            ("date = \"2026-11\"", "", 1, "missing field `date`"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn tracking_numbers() {
    check(
        "numbers/tracking.toml",
        &[
            ("colivre_12", "Colivre 12", 2, "id \"Colivre 12\" is not small letters"),
            ("\"colivre\"", "\"colibre\"", 4, "no file of brands/ is called \"colibre\""),
            ("(C|CV)[0-9]{11}", "(C|CV[0-9]{11}", 5, "pattern \"(C|CV[0-9]{11}\" is not"),
            ("(C|CV)[0-9]{11}", "C[0-9{11}", 5, "pattern \"C[0-9{11}\" is not"),
            ("(C|CV)[0-9]{11}", "C[0-9]+", 5, "pattern \"C[0-9]+\" is not"),
            ("(C|CV)[0-9]{11}", "C\\\\d{11}", 5, "pattern \"C\\d{11}\" is not"),
            ("patterns = [\"(C|CV)[0-9]{11}\"]", "", 2, "a format needs a pattern"),
            ("\"none\"", "\"mod8\"", 6, "check \"mod8\" is not one of none, "),
            ("\"none\"", "\"mod7\"", 7, "strength \"shape\" does not go with check \"mod7\""),
            ("\"shape\"", "\"checksum\"", 7, "strength \"checksum\" does not go with check \"none\""),
            ("[\"C12345678901\"]", "[]", 8, "valid has 0 cases and needs 1"),
            ("\"C123\"", "\"c 123\"", 9, "invalid case \"c 123\" is not capitals and digits"),
        ],
    );
    check(
        "numbers/s10.toml",
        &[
            ("E[A-Z]", "E(A", 2, "pattern \"E(A\" is not"),
            ("\"FR\"", "\"France\"", 9, "code \"France\" is not an ISO 3166-1 code"),
            ("\"La Poste\"", "\"\"", 11, "operator is empty"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn messages() {
    check("phrases/cues/warning.toml", &[("\"faux sms\"", "\"#\"", 3, "phrase \"#\" folds to no word")]);
    check(
        "numbers/premium_numbers.toml",
        &[
            ("\"FR\"", "\"France\"", 2, "country \"France\" is not"),
            ("\"089\"", "\"+33 89\"", 4, "prefix \"+33 89\" is not digits"),
            ("[10]", "[]", 5, "digits is empty"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn leaks() {
    check(
        "help/breaches.toml",
        &[
            ("\"colivre-2025\"", "\"Colivre 2025\"", 2, "id \"Colivre 2025\" is not small letters"),
            ("\"postelle-ddos\"", "\"colivre-2025\"", 20, "id \"colivre-2025\" stands there twice"),
            ("[\"colivre\"]", "[\"colibri\"]", 4, "brand \"colibri\" has no file"),
            ("group = [\"colivre\"]", "group = [\"postille\"]", 5, "brand \"postille\" has no file"),
            ("[\"FR\"]", "[\"France\"]", 6, "country \"France\" is not"),
            ("2025-12-23", "2025-13-23", 7, "happened \"2025-12-21/2025-13-23\" is not a day or a period"),
            ("\"2025-12-27\"", "\"27 December\"", 8, "public \"27 December\" is not a year"),
            ("\"confirmed\"", "\"sure\"", 9, "status \"sure\" is not one of confirmed, claimed"),
            ("\"confirmed\"", "\"claimed\"", 12, "what is claimed was not certainly taken"),
            ("\"official\"", "\"none\"", 10, "people without whose figure it is"),
            ("\"official\"", "\"mine\"", 11, "figure \"mine\" is not one of official"),
            ("[\"name\", \"address\"]", "[]", 12, "taken is empty"),
            ("[\"name\", \"address\"]", "[\"name\", \"name\"]", 12, "taken \"name\" stands there twice"),
            ("[\"name\", \"address\"]", "[\"soul\"]", 12, "taken \"soul\" is not one of name"),
            ("taken = []", "taken = [\"name\"]", 27, "what is none was not certainly taken"),
            ("taken = []", "taken = []\nclaimed = [\"name\"]", 25, "status \"none\" and yet data is claimed"),
            ("\"high\"", "\"sure\"", 15, "confidence \"sure\" is not one of high"),
            ("source = \"test\"\n", "", 1, "missing field `source`"),
            ("date = \"2026-11\"", "date = \"2026\"", 17, "date \"2026\" is not"),
            ("colivre colivre-2025", "colivre colivre-2024", 34, "tell case \"colivre colivre-2024\" is not a brand and a leak"),
            ("silent = [\"colivre\"]", "silent = [\"nobody\"]", 35, "silent case \"nobody\" is not a brand"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn contacts() {
    check(
        "help/contacts.toml",
        &[
            ("\"fr_block\"", "\"fr block\"", 2, "id \"fr block\" is not small letters"),
            ("\"fr_page\"", "\"colivre\"", 24, "id \"colivre\" stands there twice"),
            ("\"FR\"", "\"France\"", 3, "country \"France\" is not an ISO 3166-1 code"),
            ("country = \"FR\"\n", "", 2, "a contact has a country or brands"),
            ("country = \"FR\"", "country = \"FR\"\nbrands = [\"colivre\"]", 2, "a contact has a country or brands"),
            ("[\"colivre\"]", "[\"colibri\"]", 15, "brand \"colibri\" has no file"),
            ("\"phone\"", "\"fax\"", 5, "kind \"fax\" is not one of phone, sms"),
            ("\"0 800 000 000\"", "\"0800-000\"", 6, "value \"0800-000\" is not a number"),
            ("\"0 800 000 000\"", "\"12\"", 6, "value \"12\" is not a number"),
            ("\"abus@colivre.fr\"", "\"abus.colivre.fr\"", 18, "value \"abus.colivre.fr\" is not an e-mail"),
            ("\"abus@colivre.fr\"", "\"abus@colivre\"", 18, "value \"abus@colivre\" is not an e-mail"),
            ("\"https://signal.example/\"", "\"http://signal.example/\"", 28, "value \"http://signal.example/\" is not an https"),
            ("\"https://signal.example/\"", "\"https:///x\"", 28, "value \"https:///x\" has no host"),
            ("\"block_card\"", "\"police\"", 7, "role \"police\" is not one of block_card"),
            ("\"block_card\"", "\"carrier\"", 7, "role \"carrier\" goes with brands"),
            ("[\"card\"]", "[\"cash\"]", 8, "given \"cash\" is not one of card"),
            ("source = \"test\"", "source = \"\"", 10, "source is empty"),
            ("date = \"2026-11\"", "", 1, "missing field `date`"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn what_no_sentence_may_be() {
    check(
        "unicode/sentences.toml",
        &[
            ("lang = \"sw\"", "lang = \"swa\"", 2, "lang \"swa\" is not"),
            ("text = \"Watu", "text = \" Watu", 3, "text starts or ends with a space"),
            ("source = \"test\"\n", "", 1, "missing field `source`"),
            ("2026-11-01", "soon", 5, "date \"soon\" is not"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn plain_lists() {
    check(
        "unicode/confusables.tsv",
        &[
            ("0430\ta", "0430 a", 2, "not a code point"),
            ("0430\ta", "0430\tA", 2, "not a code point"),
            ("0430\ta", "0061\ta", 2, "not a code point beyond ASCII"),
            ("0430\ta", "043E\to", 3, "U+043E stands there twice"),
        ],
    );
    check(
        "hosts/public_suffix_list.dat",
        &[
            ("// VERSION: 2026-10-22_08-36-41_UTC", "//", 1, "the list has no VERSION line"),
            ("// ===BEGIN ICANN DOMAINS===", "//", 3, "a rule outside both sections"),
            ("com", "co*m", 4, "\"co*m\" is not a rule"),
        ],
    );
}

#[test]
fn missing_files() {
    for file in good().keys() {
        let mut files = good();
        files.remove(file);
        // One of several brands may go; the others are needed.
        let allowed = file.starts_with("brands/postelle");
        assert_eq!(complaints(&files).is_empty(), allowed, "{file}");
    }
}

#[test]
fn all_faults_are_said_at_once() {
    let mut files = good();
    for file in ["brands/colivre.toml", "brands/postelle.toml"] {
        let text = files.get_mut(file).unwrap();
        *text = text
            .replacen("countries = [\"FR\"", "countries = [\"France\"", 1)
            .replacen("\"test\"", "\"\"", 1);
    }
    assert_eq!(
        complaints(&files),
        [
            "crate/data/brands/colivre.toml:3: country \"France\" is not an ISO 3166-1 code or \"intl\"",
            "crate/data/brands/colivre.toml:5: source is empty",
            "crate/data/brands/postelle.toml:3: country \"France\" is not an ISO 3166-1 code or \"intl\"",
            "crate/data/brands/postelle.toml:5: source is empty",
        ]
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn what_carriers_publish() {
    check(
        "brands/colivre.toml",
        &[
            ("[\"colivre_12\"]", "[\"colivre_13\"]", 32, "format \"colivre_13\" is not in tracking.toml"),
            ("\"https://www.colivre.fr/suivi\"", "\"http://www.colivre.fr/suivi\"", 33, "page \"http://www.colivre.fr/suivi\" is not an https"),
            ("\"https://www.colivre.fr/suivi\"", "\"https://www.colivre.fr.example/\"", 33, "page \"https://www.colivre.fr.example/\" is on none of the brand's"),
            ("fr/suivi?n={number}", "fr/suivi?n=1", 34, "form \"https://www.colivre.fr/suivi?n=1\" does not hold"),
            ("fr/suivi?n={number}", "fr?n={number}", 34, "form \"https://www.colivre.fr?n={number}\" does not hold"),
            ("https://www.colivre.fr/suivi?n", "https://colis.example/suivi?n", 34, "form \"https://colis.example/suivi?n={number}\" is on none"),
            ("\"sms\"", "\"web\"", 40, "value \"38000\" is a page"),
            ("\"38000\"", "\"38 0A0\"", 40, "value \"38 0A0\" is not a number"),
            ("value = \"38000\"\ncountry = \"FR\"", "value = \"38000\"", 40, "a number has a country"),
            ("\"@mail.colivre.com\"", "\"@colis.example\"", 47, "host \"colis.example\" is on no brand's domains"),
            ("\"@mail.colivre.com\"", "\"postelle.fr\"", 47, "value \"postelle.fr\" is not an e-mail"),
            ("\"customs\"", "\"duty\"", 52, "topic \"duty\" is not one of customs"),
            ("place = \"www.colivre.fr\"", "place = \"www.postelle.fr\"", 53, "place \"www.postelle.fr\" is on none"),
            ("place = \"www.colivre.fr\"\n", "", 52, "customs are paid at a place"),
        ],
    );
    check(
        "numbers/calling_codes.tsv",
        &[
            ("33\t", "+33\t", 2, "not a calling code"),
            ("33\tFR", "33 FR", 2, "not a calling code"),
            ("FR", "France", 2, "not a calling code"),
            ("262", "33", 3, "code \"33\" stands there twice"),
        ],
    );
}

#[test]
#[rustfmt::skip] // one fault a line
fn what_no_sender_may_be() {
    const GOOD: &str = "[[sender]]\nid = \"brindiroute\"\nname = \"Brindiroute\"\ncountries = [\"FR\"]\n\
        home = \"https://www.brindiroute.fr/\"\nnames = [\"brindiroute\"]\n\
        domains = [{ name = \"brindiroute.fr\", source = \"test\", date = \"2026-11-01\" }]\n";
    let with = |file: &str, text: String| {
        let mut files = good();
        files.insert(file.to_owned(), text);
        complaints(&files)
    };
    assert_eq!(with("senders/toll.toml", GOOD.to_owned()), [""; 0]);
    for (from, to, said) in [
        ("\"brindiroute\"\nname", "\"colivre\"\nname", "toll.toml:2: id \"colivre\" stands there twice"),
        ("names = [\"brindiroute\"]", "names = [\"!\"]", "toll.toml:6: name \"!\" folds to nothing"),
        ("names = [\"brindiroute\"]", "names = []", "toll.toml:2: a sender needs a name"),
        ("https://www.brindiroute.fr/", "https://www.autre.fr/", "toll.toml:5: home \"https://www.autre.fr/\" is on none"),
        ("source = \"test\", ", "", "missing field `source`"),
        ("brindiroute.fr\", source", "fr\", source", "toll.toml:7: domain"),
    ] {
        let all = with("senders/toll.toml", GOOD.replacen(from, to, 1));
        assert!(all.iter().any(|one| one.contains(said)), "{said}\n{all:#?}");
    }
    let all = with("senders/tolls.toml", GOOD.to_owned());
    assert!(all.iter().any(|one| one.contains("no kind of brand is \"tolls\"")), "{all:#?}");
}
