//! What one field asks for, by its attributes and words.

use std::borrow::Cow;

use crate::data::{self, FieldKind, FieldWords};
use crate::page::Field;
use crate::text::{fold, fold_identifier};

/// What a single field says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// What it asks for: standard attributes first, words second.
    pub(super) kind: Option<FieldKind>,
    /// What its words alone say.
    pub(super) by_words: Option<FieldKind>,
    /// The part of a card that its visible words name, though name or id deny it.
    pub(super) denied: Option<FieldKind>,
    /// Whether words or name say that it is no part of a card.
    pub(super) is_other: bool,
    /// Whether words or name speak of a holder, a card's or an account's.
    pub(super) is_holder: bool,
}

/// Reads a field.
pub(super) fn read(field: &Field) -> Reading {
    if !takes_words(field) {
        return Reading::default();
    }
    let reading = read_words(field);
    let by_words = reading.by_words;
    let kind = if let Some(kind) = by_autocomplete(&field.autocomplete) {
        // Kits copy attributes without sense (`autocomplete="bday"` on an expiry
        // date), or set them to mislead: words that ask for a secret win over a
        // contact token, since visitors read words.
        by_words.filter(|&words| wins(words, kind)).or(Some(kind))
    } else {
        match kind_of_input(field) {
            "password"
                if !matches!(
                    by_words,
                    Some(
                        FieldKind::CardCsc
                            | FieldKind::Pin
                            | FieldKind::OneTimeCode
                            | FieldKind::BankLogin
                            | FieldKind::CardNumber
                    )
                ) =>
            {
                Some(FieldKind::Password)
            }
            "email" if by_words.is_none() => Some(FieldKind::Email),
            "tel" if by_words.is_none() && field.maxlength == -1 => Some(FieldKind::Phone),
            "search" => by_words
                .filter(|&words| wins(words, FieldKind::Search))
                .or(Some(FieldKind::Search)),
            _ => by_words,
        }
    };
    Reading { kind, ..reading }
}

/// Whether a visitor answers a field by more than a click.
pub(crate) fn takes_words(field: &Field) -> bool {
    !matches!(
        kind_of_input(field),
        "checkbox"
            | "radio"
            | "submit"
            | "button"
            | "image"
            | "reset"
            | "hidden"
            | "range"
            | "color"
    )
}

pub(crate) fn is_card(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::CardNumber
            | FieldKind::CardExpiry
            | FieldKind::CardExpiryMonth
            | FieldKind::CardExpiryYear
            | FieldKind::CardCsc
            | FieldKind::CardName
    )
}

/// The `type` attribute, which means something on inputs only.
fn kind_of_input(field: &Field) -> &str {
    if matches!(field.tag.as_str(), "" | "input") {
        &field.kind
    } else {
        ""
    }
}

/// Whether the words of a field win over what an attribute says: its name on a card
/// is no secret, and everything else that words ask for is told by them. A card's number and code
/// are what a visitor reads, whichever other part of it the attribute names.
fn wins(words: FieldKind, attribute: FieldKind) -> bool {
    matches!(words, FieldKind::CardNumber | FieldKind::CardCsc)
        || is_secret(words)
            && words != FieldKind::CardName
            && (!is_secret(attribute) || attribute == FieldKind::CardName)
}

/// Whether a kind of field is of use to a thief of money.
fn is_secret(kind: FieldKind) -> bool {
    is_card(kind)
        || matches!(
            kind,
            FieldKind::Pin | FieldKind::OneTimeCode | FieldKind::BankLogin
        )
}

fn by_autocomplete(autocomplete: &str) -> Option<FieldKind> {
    let lower = autocomplete.to_ascii_lowercase();
    lower.split_ascii_whitespace().rev().find_map(|token| {
        data::fields()
            .iter()
            .find(|of_kind| of_kind.autocomplete.contains(&token))
            .map(|of_kind| of_kind.kind)
    })
}

/// Some kinds of fields; the more harmful ones go first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kinds(u64);

impl Kinds {
    fn insert(&mut self, kind: FieldKind) {
        self.0 |= 1 << kind as u32;
    }

    pub(super) fn contains(self, kind: FieldKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The first that fits.
    pub(super) fn first(self, fits: impl Fn(FieldKind) -> bool) -> Option<FieldKind> {
        FieldKind::ALL
            .iter()
            .copied()
            .find(|&kind| self.contains(kind) && fits(kind))
    }

    /// Adds the kinds of which a label in another script than Latin holds a word.
    fn add_words(&mut self, label: &str, words: fn(&FieldWords) -> &'static str) {
        if label.is_ascii() {
            return;
        }
        for of_kind in data::fields() {
            let mut words = words(of_kind).split('|');
            if words.any(|word| !word.is_empty() && label.contains(word)) {
                self.insert(of_kind.kind);
            }
        }
    }
}

/// The kind by words: what the visitor reads (placeholder, label) first,
/// then what the author wrote (name, id).
fn read_words(field: &Field) -> Reading {
    let name = padded(&[fold_identifier(&field.name), fold_identifier(&field.id)]);
    let seen = padded(&[
        fold(&digits_for_marks(&field.placeholder)),
        fold(&digits_for_marks(&field.label)),
    ]);
    let (mut by_label, mut not_by_label) = kinds_of_label(&seen);
    if !field.title.is_empty() && by_label.without(not_by_label).0 == 0 {
        // Only who waits over the field reads its title: it speaks where nothing else does.
        let title = kinds_of_label(&padded(&[fold(&field.title)]));
        by_label.0 |= title.0.0;
        not_by_label.0 |= title.1.0;
    }
    let not_by_name = Kinds(data::kinds_denied_by_name(&name));
    let refused = Kinds(not_by_label.0 | not_by_name.0);
    let by_name = Kinds(data::kinds_of_name(&name));
    let is_holder = Kinds(by_label.0 | by_name.0).contains(FieldKind::CardName);
    let by_name = by_name.without(refused);
    let read = by_label.without(not_by_label);
    let by_label = by_label.without(refused);
    let fits = |kind: FieldKind| size_fits(kind, field);
    // Both agree, or the label, or the name.
    let by_words = (by_label.and(by_name).first(fits))
        .or_else(|| by_label.first(|kind| fits(kind) || fits_once_unbound(kind, field)))
        .or_else(|| by_name.first(fits));
    const PARTS: [FieldKind; 3] = [
        FieldKind::CardNumber,
        FieldKind::CardExpiry,
        FieldKind::CardCsc,
    ];
    Reading {
        kind: None,
        by_words,
        denied: read
            .and(not_by_name)
            .first(|kind| is_card(kind) && fits(kind)),
        is_other: PARTS.iter().any(|&part| refused.contains(part)),
        is_holder,
    }
}

/// The kinds that a padded label speaks of, and those that it takes away.
fn kinds_of_label(label: &str) -> (Kinds, Kinds) {
    let mut kinds = Kinds(data::kinds_of_label(label));
    kinds.add_words(label, |of_kind| of_kind.words);
    let mut refused = Kinds(data::kinds_denied_by_label(label));
    refused.add_words(label, |of_kind| of_kind.unless_words);
    (kinds, refused)
}

/// The kinds that a text speaks of and does not take away.
pub(super) fn kinds_of_text(text: &str) -> Kinds {
    let (kinds, refused) = kinds_of_label(&padded(&[fold(text)]));
    kinds.without(refused)
}

/// `•••• ••••` as `xxxx xxxx`: marks that stand for digits, where nothing else is said.
fn digits_for_marks(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 9] = [
        '*', '#', '_', '\u{b7}', '\u{2022}', '\u{25cf}', '\u{25cb}', '\u{2217}', '\u{2023}',
    ];
    if text.contains(MARKS) && !text.chars().any(char::is_alphabetic) {
        Cow::Owned(text.replace(MARKS, "x"))
    } else {
        Cow::Borrowed(text)
    }
}

pub(super) fn padded(parts: &[String]) -> String {
    let mut text = String::from(" ");
    for part in parts.iter().filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push(' ');
    }
    text
}

/// Whether a field's form allows a kind: no card number fits into four
/// characters, and nobody picks one from a list but of saved cards.
fn size_fits(kind: FieldKind, field: &Field) -> bool {
    if field.tag == "select"
        && matches!(
            kind,
            FieldKind::CardNumber | FieldKind::CardCsc | FieldKind::CardName
        )
    {
        return false;
    }
    let length = field.maxlength;
    if length < 1 {
        return true;
    }
    match kind {
        // Four boxes of four, or one that holds fifteen digits.
        FieldKind::CardNumber => length == 4 || length >= 15,
        FieldKind::CardCsc => length <= 8 || length >= 20,
        FieldKind::CardExpiryMonth | FieldKind::CardExpiryYear => length <= 10 || length >= 20,
        FieldKind::IdentityDocument => length > 2,
        _ => true,
    }
}

/// Whether a kind that a visitor reads fits although the field is too short for it:
/// a script lifts the bound. Customers' cards have thirteen digits and fewer, and no code.
fn fits_once_unbound(kind: FieldKind, field: &Field) -> bool {
    field.tag != "select"
        && match kind {
            FieldKind::CardNumber => field.maxlength >= 9,
            FieldKind::CardCsc => true,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(label: &str) -> Option<FieldKind> {
        let field = Field {
            tag: "input".into(),
            kind: "text".into(),
            label: label.into(),
            ..Field::default()
        };
        read(&field).kind
    }

    #[test]
    fn what_a_visitor_reads_goes_before_what_the_attribute_says() {
        for (label, autocomplete, expected) in [
            ("Numéro de carte", "cc-exp", FieldKind::CardNumber),
            ("Número de tarjeta", "one-time-code", FieldKind::CardNumber),
            ("Prüfziffer", "cc-number", FieldKind::CardCsc),
            (
                "Date d'expiration",
                "cc-exp-month",
                FieldKind::CardExpiryMonth,
            ),
        ] {
            let field = Field {
                tag: "input".into(),
                label: label.into(),
                autocomplete: autocomplete.into(),
                ..Field::default()
            };
            assert_eq!(read(&field).kind, Some(expected), "{label} {autocomplete}");
        }
    }

    #[test]
    fn other_cards_and_other_codes_are_none_of_a_thief_s() {
        for label in [
            "SIM-Kartennummer",
            "Bibliotheekpasnummer",
            "Numéro de carte d'embarquement",
            "Número de tarjeta de fidelización",
            "Numero carta d'imbarco",
            "Numer karty pobytu",
            "Boarding card number",
            "Gift card number",
            "Vaccination card number",
            "Últimos 4 dígitos de la tarjeta",
            "Laatste vier cijfers van uw kaartnummer",
            "Please don't share your full card details",
            "Użytkownik",
            "ID utente",
            "Vertragsnummer",
            "Introduce el código de seguimiento",
            "Wpisz kod pocztowy",
            "Nombre del niño",
            "Liczba dni",
            "¿Qué tan satisfecho está?",
            "Eenmalige donatie",
            "Votre carte ne fonctionne pas ?",
        ] {
            let kind = kind_of(label);
            let is_harmless = |kind| {
                !is_secret(kind)
                    && !matches!(kind, FieldKind::NationalId | FieldKind::IdentityDocument)
            };
            assert!(kind.is_none_or(is_harmless), "{label}: {kind:?}");
        }
    }

    #[test]
    fn words_of_real_forms() {
        for (label, expected) in [
            ("N.º de tarjeta", FieldKind::CardNumber),
            ("N.º do cartão", FieldKind::CardNumber),
            ("Card details", FieldKind::CardNumber),
            ("Kartendaten", FieldKind::CardNumber),
            ("Personal or business card number", FieldKind::CardNumber),
            ("Carte n°", FieldKind::CardNumber),
            ("Gilt bis", FieldKind::CardExpiry),
            ("Código del reverso", FieldKind::CardCsc),
            ("Les trois derniers au verso", FieldKind::CardCsc),
            ("Code transmis par SMS", FieldKind::OneTimeCode),
            ("photoTAN", FieldKind::OneTimeCode),
            ("Codice monouso", FieldKind::OneTimeCode),
            ("Geheimcode", FieldKind::Pin),
        ] {
            assert_eq!(kind_of(label), Some(expected), "{label}");
        }
    }

    /// Language, card number, expiry, security code, holder, one-time code.
    #[rustfmt::skip] // one language a line
    const LABELS: &[(&str, [&str; 5])] = &[
        ("ar", ["رقم البطاقة", "تاريخ انتهاء الصلاحية", "رمز الأمان", "الاسم على البطاقة", "رمز التحقق"]),
        ("be", ["Нумар карткі", "Тэрмін дзеяння", "Код бяспекі", "Імя ўладальніка карткі", "Аднаразовы код"]),
        ("bg", ["Номер на картата", "Дата на валидност", "Код за сигурност", "Име на картата", "Код за потвърждение"]),
        ("bs", ["Broj kartice", "Datum isteka", "Sigurnosni kod", "Vlasnik kartice", "Kod za potvrdu"]),
        ("ca", ["Número de targeta", "Data de caducitat", "Codi de seguretat", "Nom a la targeta", "Codi d'un sol ús"]),
        ("cs", ["Číslo karty", "Datum expirace", "Bezpečnostní kód", "Držitel karty", "Ověřovací kód"]),
        ("cy", ["Rhif y Cerdyn", "Dyddiad dod i ben", "Cod diogelwch", "Enw ar y Cerdyn", "Cod dilysu"]),
        ("da", ["Kortnummer", "Udløbsdato", "Sikkerhedskode", "Kortholder", "Bekræftelseskode"]),
        ("de", ["Kartennummer", "Gültig bis", "Prüfziffer", "Karteninhaber", "Bestätigungscode"]),
        ("el", ["Αριθμός κάρτας", "Ημερομηνία λήξης", "Κωδικός ασφαλείας", "Όνομα κατόχου κάρτας", "Κωδικός μιας χρήσης"]),
        ("en", ["Card number", "Expiry date", "Security code", "Name on card", "One-time code"]),
        ("es", ["Número de tarjeta", "Fecha de caducidad", "Código de seguridad", "Titular de la tarjeta", "Código de verificación"]),
        ("et", ["Kaardi number", "Aegumise kuupäev", "Turvakood", "Nimi kaardil", "Kinnituskood"]),
        ("eu", ["Txartelaren zenbakia", "Iraungitze-data", "Segurtasun-kodea", "Txarteleko izena", "Egiaztapen-kodea"]),
        ("fi", ["Kortin numero", "Voimassa", "Turvakoodi", "Kortinhaltija", "Vahvistuskoodi"]),
        ("fr", ["Numéro de carte", "Date d'expiration", "Cryptogramme visuel", "Titulaire de la carte", "Code reçu par SMS"]),
        ("ga", ["Uimhir an chárta", "Dáta éaga", "Cód slándála", "Ainm ar an gcárta", "Cód aon uaire"]),
        ("gl", ["Número de cartón de crédito", "Data de caducidade", "Código de seguridade", "Nome da persoa titular", "Código dun só uso"]),
        ("he", ["מספר כרטיס", "תאריך תפוגה", "קוד אבטחה", "שם בעל הכרטיס", "קוד אימות"]),
        ("hr", ["Broj kartice", "Datum isteka", "Sigurnosni kôd", "Ime vlasnika kartice", "Jednokratni kôd"]),
        ("hu", ["Kártyaszám", "Lejárat", "Biztonsági kód", "Kártyabirtokos", "Megerősítő kód"]),
        ("hy", ["Քարտի համար", "Վավերականության ժամկետ", "Անվտանգության կոդ", "Քարտապանի անուն", "Հաստատման կոդ"]),
        ("is", ["Kortanúmer", "Gildisdagur", "Öryggiskóði", "Nafn á korti", "Einnota kóði"]),
        ("it", ["Numero carta", "Data di scadenza", "Codice di sicurezza", "Titolare", "Codice di verifica"]),
        ("ja", ["カード番号", "有効期限", "セキュリティコード", "カード名義人", "認証コード"]),
        ("ka", ["ბარათის ნომერი", "მოქმედების ვადა", "უსაფრთხოების კოდი", "ბარათის მფლობელი", "ერთჯერადი კოდი"]),
        ("ko", ["카드 번호", "유효기간", "보안 코드", "카드 소유자 이름", "인증번호"]),
        ("lt", ["Kortelės numeris", "Galiojimo data", "Saugos kodas", "Vardas ant kortelės", "Patvirtinimo kodas"]),
        ("lv", ["Kartes numurs", "Derīguma termiņš", "Drošības kods", "Vārds uz kartes", "Apstiprinājuma kods"]),
        ("mk", ["Број на картичката", "Датум на истекување", "Безбедносен код", "Име на картичката", "Еднократен код"]),
        ("mt", ["Numru tal-karta", "Data tal-iskadenza", "Kodiċi tas-sigurtà", "Isem fuq il-karta", "Kodiċi ta' konferma"]),
        ("nl", ["Kaartnummer", "Vervaldatum", "Beveiligingscode", "Kaarthouder", "Verificatiecode"]),
        ("no", ["Kortnummer", "Utløpsdato", "Sikkerhetskode", "Kortholder", "Engangskode"]),
        ("pl", ["Numer karty", "Data ważności", "Kod bezpieczeństwa", "Posiadacz karty", "Kod weryfikacyjny"]),
        ("pt", ["Número do cartão", "Data de validade", "Código de segurança", "Titular do cartão", "Código de verificação"]),
        ("ro", ["Numărul cardului", "Data expirării", "Cod de securitate", "Titularul cardului", "Cod de confirmare"]),
        ("ru", ["Номер карты", "Срок действия", "Код безопасности", "Имя держателя карты", "Код из СМС"]),
        ("sk", ["Číslo karty", "Dátum platnosti", "Bezpečnostný kód", "Držiteľ karty", "Overovací kód"]),
        ("sl", ["Številka kartice", "Datum veljavnosti", "Varnostna koda", "Ime na kartici", "Potrditvena koda"]),
        ("sq", ["Numri i kartës", "Data e skadimit", "Kodi i sigurisë", "Emri në kartë", "Kodi i konfirmimit"]),
        ("sr", ["Број картице", "Датум истека", "Безбедносни код", "Име на картици", "Једнократни код"]),
        ("sv", ["Kortnummer", "Utgångsdatum", "Säkerhetskod", "Kortinnehavare", "Engångskod"]),
        ("th", ["หมายเลขบัตร", "วันหมดอายุ", "รหัสความปลอดภัย", "ชื่อบนบัตร", "รหัสยืนยัน"]),
        ("tr", ["Kart numarası", "Son kullanma tarihi", "Güvenlik kodu", "Kart üzerindeki isim", "Doğrulama kodu"]),
        ("uk", ["Номер картки", "Термін дії", "Код безпеки", "Ім'я власника картки", "Код підтвердження"]),
        ("zh", ["卡号", "有效期", "安全码", "持卡人姓名", "短信验证码"]),
    ];

    #[test]
    fn a_card_form_is_understood_in_every_language() {
        const KINDS: [FieldKind; 5] = [
            FieldKind::CardNumber,
            FieldKind::CardExpiry,
            FieldKind::CardCsc,
            FieldKind::CardName,
            FieldKind::OneTimeCode,
        ];
        let mut wrong = Vec::new();
        for (lang, labels) in LABELS {
            for (label, kind) in labels.iter().zip(KINDS) {
                let got = kind_of(label);
                if got != Some(kind) {
                    wrong.push(format!("{lang} {label}: {got:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn letters_may_be_written_in_other_forms() {
        for label in [
            "НОМЕР КАРТКИ",
            "ΑΡΙΘΜΌΣ ΚΆΡΤΑΣ",
            "ｶｰﾄﾞ番号",
            "クレジットカード番号（半角数字）",
            "ご利用のカード番号",
            "รหัสและหมายเลขบัตร",
            "Номер карти*",
        ] {
            assert_eq!(kind_of(label), Some(FieldKind::CardNumber), "{label}");
        }
    }

    #[test]
    fn other_cards_and_codes_are_none_in_any_script() {
        for label in [
            "ギフトカード番号",
            "ポイントカード番号",
            "Номер подарункової картки",
            "Номер карты лояльности",
            "Broj poklon kartice",
            "เลขบัตรประชาชน",
            "رقم بطاقة الهدايا",
            "礼品卡号",
            "Почтовый код",
            "郵便番号",
            "الرمز البريدي",
        ] {
            let kind = kind_of(label);
            assert!(
                !kind.is_some_and(|kind| is_card(kind) || kind == FieldKind::OneTimeCode),
                "{label}: {kind:?}"
            );
        }
    }
}
