//! A small set of data without a fault.

use vigicolis_compiler::Files;

const SENTENCES: &str = r#"[[sentence]]
lang = "sw"
text = "Watu wote wamezaliwa huru"
source = "test"
date = "2026-11-01"
"#;

const CONFUSABLES: &str = "# Look-alikes.\n0430\ta\n043E\to\n";

const SUFFIXES: &str = "\
// VERSION: 2026-10-22_08-36-41_UTC
// ===BEGIN ICANN DOMAINS===
fr
com
co.uk
*.ck
!www.ck
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===
github.io
// ===END PRIVATE DOMAINS===
";

const COLIVRE: &str = r#"name = "Colivre"
kind = "carrier"
countries = ["FR"]
home = "https://www.colivre.fr/"
source = "test"
date = "2026-11"

[[alias]]
text = "Colivré"
class = "distinctive"

[[domain]]
name = "colivre.fr"
source = "test"
date = "2026-11-01"

[[domain]]
name = "colivre.com"
source = "test"
date = "2026-11"

[[relative]]
name = "colivre-club.fr"
source = "test"
date = "2026-11"

[cases]
flag = ["https://colivre-suivi.example/", "https://colivre.fr.example/"]
pass = ["https://www.colivre.fr/"]

[[tracking]]
formats = ["colivre_12"]
page = "https://www.colivre.fr/suivi"
form = "https://www.colivre.fr/suivi?n={number}"
source = "test"
date = "2026-11"

[[published]]
kind = "sms"
value = "38000"
country = "FR"
source = "test"
date = "2026-11"

[[published]]
kind = "mail"
value = "@mail.colivre.com"
source = "test"
date = "2026-11"

[[practice]]
topic = "customs"
place = "www.colivre.fr"
source = "test"
date = "2026-11"

[[practice]]
topic = "fee"
source = "test"
date = "2026-11"
"#;

const POSTELLE: &str = r#"name = "Postelle"
kind = "post"
countries = ["FR", "intl"]
home = "https://postelle.fr/"
source = "test"
date = "2026-11"

[[alias]]
text = "postelle"
class = "common"

[[domain]]
name = "postelle.fr"
source = "test"
date = "2026-11"

[[domain]]
name = "colivre.com"
source = "test"
date = "2026-11"
shared = true

[cases]
flag = ["https://postelle.example/a", "https://postelle.example/b"]
pass = ["https://postelle.fr/"]
"#;

const HELD: &str = r#"[[phrase]]
lang = "fr"
text = "colis est retenu"
weight = "strong"
quote = "votre colis est retenu"
source = "test"
date = "2026-11"

[[phrase]]
lang = "fr"
text = "payez # euros"
weight = "weak"
quote = "payez 2 euros"
source = "test"
date = "2026-11"

[cases]
hit = ["Votre colis est retenu."]
miss = ["Votre colis est arrivé."]
"#;

const KNOWN: &str = r#"[[host]]
domain = "paie.fr"
provider = "Paie"
kind = "psp"
countries = ["FR"]
source = "test"
date = "2026-11"
"#;

const HOSTING: &str = r#"[[host]]
domain = "github.io"
provider = "GitHub"
kind = "app_hosting"
match = "suffix"
source = "test"
date = "2026-11"
"#;

const FIELDS: &str = r#"[[kind]]
id = "card_number"
autocomplete = ["cc-number"]

[[kind.match]]
lang = "fr"
on = ["label", "name"]
pattern = ' numero de carte '

[[kind.unless]]
lang = "any"
on = ["label"]
pattern = ' (cadeau|fidelite) '

[[kind.words]]
lang = "uk"
texts = ["Номер картки"]
source = "test"
date = "2026-11"
"#;

const HOST_WORDS: &str = r#"[[group]]
class = "context"
lang = "fr"
source = "test"
date = "2026-11"
words = ["livraison", "colis"]

[[group]]
class = "filler"
lang = "any"
source = "test"
date = "2026-11"
words = ["france"]
"#;

const WORDS_OF_OTHERS: &str = r#"[[group]]
lang = "fr"
source = "test"
date = "2026-11"
labels = ["Commentaires", "Livre d'or"]

[[group]]
lang = "en"
source = "test"
date = "2026-11"
labels = ["Comments"]
"#;

const PARCEL_WORDS: &str = r#"[[group]]
lang = "fr"
source = "test"
date = "2026-11"
words = ["colis", "livraison"]
"#;

const TRACKING: &str = r#"[[format]]
id = "colivre_12"
name = "Colivré 12"
brand = "colivre"
patterns = ["(C|CV)[0-9]{11}"]
check = "none"
strength = "shape"
valid = ["C12345678901"]
invalid = ["C123"]
source = "test"
date = "2026-11"
"#;

const CALLING_CODES: &str = "# Codes.\n33\tFR\n262\tRE YT\n";

const POSTAL: &str = r#"[[service]]
patterns = ["E[A-Z]"]
name = "EMS"
meaning = "express mail"
source = "test"
date = "2026-11"

[[country]]
code = "FR"
name = "France"
operator = "La Poste"
source = "test"
date = "2026-11"
"#;

const WARNING: &str = r#"[[phrase]]
lang = "fr"
text = "faux sms"
weight = "strong"
source = "test"
date = "2026-11"

[cases]
hit = ["Un faux SMS circule."]
miss = ["Un SMS."]
"#;

const PREMIUM: &str = r#"[[number]]
country = "FR"
code = "33"
prefixes = ["089"]
digits = [10]
source = "test"
date = "2026-11"
"#;

const BREACHES: &str = r#"[[breach]]
id = "colivre-2025"
organisation = "Colivre"
brands = ["colivre"]
group = ["colivre"]
countries = ["FR"]
happened = "2025-12-21/2025-12-23"
public = "2025-12-27"
status = "confirmed"
people = 2000
figure = "official"
taken = ["name", "address"]
claimed = ["iban"]
text = "name, address"
confidence = "high"
source = "test"
date = "2026-11"

[[breach]]
id = "postelle-ddos"
organisation = "Postelle"
countries = ["FR"]
happened = "2025"
public = "2025"
status = "none"
figure = "none"
taken = []
text = "nothing"
confidence = "high"
source = "test"
date = "2026-11"

[cases]
tell = ["colivre colivre-2025"]
silent = ["colivre"]
"#;

const CONTACTS: &str = r#"[[contact]]
id = "fr_block"
country = "FR"
name = "Opposition"
kind = "phone"
value = "0 800 000 000"
role = "block_card"
given = ["card"]
free = false
source = "test"
date = "2026-11"

[[contact]]
id = "colivre"
brands = ["colivre"]
name = "Colivre"
kind = "mail"
value = "abus@colivre.fr"
role = "carrier"
source = "test"
date = "2026-11"

[[contact]]
id = "fr_page"
country = "FR"
name = "Signalement"
kind = "web"
value = "https://signal.example/"
role = "report_page"
source = "test"
date = "2026-11"
"#;

const EVERYDAY: &str = r#"[[group]]
class = "name"
lang = "any"
source = "test"
date = "2026-11"
words = ["colivre"]

[[group]]
class = "trade"
lang = "fr"
source = "test"
date = "2026-11"
words = ["hôtel", "café"]
"#;

const PLAIN_WORDS: &str = r#"[[group]]
class = "never"
lang = "fr"
source = "test"
date = "2026-11"
words = ["jamais", "pas"]

[[group]]
class = "least_price"
lang = "fr"
source = "test"
date = "2026-11"
words = ["dès"]
"#;

const MONEY: &str = r#"[[currency]]
little = 60
names = ["r$", "brl"]
source = "test"
date = "2026-11"

[[currency]]
little = 10
names = ["$", "euro"]
source = "test"
date = "2026-11"

[[currency]]
little = 10
as_written = true
names = ["CAD"]
source = "test"
date = "2026-11"

[[number]]
lang = "fr"
words = { un = 1, deux = 2 }
source = "test"
date = "2026-11"

[[number]]
lang = "it"
words = { un = 1, due = 2 }
source = "test"
date = "2026-11"
"#;

/// A small set of data without a fault.
pub(crate) fn good() -> Files {
    let files = [
        ("unicode/confusables.tsv", CONFUSABLES),
        ("unicode/sentences.toml", SENTENCES),
        ("hosts/public_suffix_list.dat", SUFFIXES),
        ("brands/colivre.toml", COLIVRE),
        ("brands/postelle.toml", POSTELLE),
        ("phrases/lures/held_parcel.toml", HELD),
        ("hosts/payment_hosts.toml", KNOWN),
        ("hosts/known_hosts.toml", "host = []"),
        ("hosts/hosting.toml", HOSTING),
        ("phrases/fields.toml", FIELDS),
        ("hosts/host_words.toml", HOST_WORDS),
        ("phrases/words_of_others.toml", WORDS_OF_OTHERS),
        ("phrases/parcel_words.toml", PARCEL_WORDS),
        ("phrases/delivery_words.toml", PARCEL_WORDS),
        ("phrases/payment_words.toml", PARCEL_WORDS),
        ("phrases/fraud_words.toml", PARCEL_WORDS),
        ("phrases/receive_words.toml", PARCEL_WORDS),
        ("phrases/pay_words.toml", PARCEL_WORDS),
        ("phrases/refund_words.toml", PARCEL_WORDS),
        ("phrases/fillers.toml", PARCEL_WORDS),
        ("phrases/everyday_names.toml", EVERYDAY),
        ("phrases/plain_words.toml", PLAIN_WORDS),
        ("numbers/money.toml", MONEY),
        ("numbers/tracking.toml", TRACKING),
        ("numbers/s10.toml", POSTAL),
        ("phrases/cues/warning.toml", WARNING),
        ("phrases/takings/prepaid.toml", WARNING),
        ("numbers/premium_numbers.toml", PREMIUM),
        ("numbers/calling_codes.tsv", CALLING_CODES),
        ("help/breaches.toml", BREACHES),
        ("help/contacts.toml", CONTACTS),
    ];
    files
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .into()
}
