//! Who a message says it comes from: headers of a mail, or a line with the
//! sender that was pasted along with a text message.
//!
//! By hand: mail libraries read whole sources, and [`crate::mail`] does; what is pasted here
//! has lost its line ends, its folding and most of its headers, in any language.

use std::ops::Range;

use serde::Serialize;

/// The sender that a message names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "MessageSender"))]
pub struct Sender {
    /// Name shown beside the address, or the whole of a text message's sender.
    pub name: String,
    /// Mail address, if there is one.
    pub address: Option<String>,
    /// The whole number, if the sender is a telephone of ten digits or more and
    /// no short code; with `+` in front of a calling code.
    pub phone: Option<String>,
    /// A mail that an operator's gateway delivered to a telephone.
    pub gateway: bool,
    /// Bytes of the text where it stands.
    #[serde(skip)]
    pub range: Range<usize>,
}

impl Sender {
    /// Domain of the mail address, lower-case.
    #[must_use]
    pub fn domain(&self) -> Option<String> {
        self.address.as_deref().and_then(domain_of)
    }
}

/// What stands above the words of a message.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) sender: Option<Sender>,
    /// Domain that answers go to.
    pub(super) reply_to: Option<String>,
    /// Domain that undeliverable mail goes back to.
    pub(super) return_path: Option<String>,
    /// The receiving server could not confirm the sender: the word that says so.
    pub(super) failed_authentication: Option<String>,
    /// Bytes that are no words of the message.
    pub(super) ranges: Vec<Range<usize>>,
}

/// Headers whose value is the sender, in the languages of the data.
const SENDER: &[&str] = &[
    "from",
    "de",
    "expediteur",
    "expéditeur",
    "von",
    "absender",
    "van",
    "afzender",
    "remitente",
    "da",
    "mittente",
    "remetente",
    "od",
    "nadawca",
    "sender",
];
/// Headers whose value is read as words of the message.
const SUBJECT: &[&str] = &[
    "subject",
    "objet",
    "betreff",
    "onderwerp",
    "asunto",
    "oggetto",
    "assunto",
    "temat",
];
/// Other headers that a mail may start with.
const OTHER: &[&str] = &[
    "return-path",
    "reply-to",
    "received",
    "authentication-results",
    "arc-authentication-results",
    "received-spf",
    "dkim-signature",
    "message-id",
    "date",
    "to",
    "cc",
    "mime-version",
    "content-type",
    "delivered-to",
    "répondre à",
    "à",
    "an",
    "aan",
    "para",
    "do",
    "datum",
    "envoyé",
    "gesendet",
    "verzonden",
    "enviado",
    "inviato",
    "x-received",
    "list-unsubscribe",
];
/// So many lines may be headers.
const MAX_LINES: usize = 200;

impl Head {
    /// Reads the lines above the words, if there are any.
    pub(super) fn of(text: &str) -> Self {
        let mut head = Self::default();
        if head.read_gateway(text) {
            return head;
        }
        let mut start = 0;
        let mut last = String::new();
        let mut results = Results::default();
        for line in text.split_inclusive('\n').take(MAX_LINES) {
            let range = start..start + line.len();
            start = range.end;
            let words = line.trim_end();
            let continued = line.starts_with([' ', '\t']) && !last.is_empty();
            if words.is_empty() || !continued && !head.read(words, &range, &mut last) {
                break;
            }
            let value = words.split_once(':').filter(|_| !continued);
            results.read(&last, value.map_or(words, |(_, value)| value), continued);
            if continued {
                head.read_value(&last.clone(), words.trim(), &range);
            }
        }
        head.failed_authentication = results.failure().map(str::to_owned);
        head
    }

    /// `FRM:… SUBJ:… MSG:…`, as American operators deliver a mail to a telephone.
    fn read_gateway(&mut self, text: &str) -> bool {
        let from = ["FRM:", "FROM:"]
            .iter()
            .find(|from| text.starts_with(**from));
        let ends = ["SUBJ:", "MSG:"].iter().filter_map(|end| text.find(end));
        let (Some(from), Some(end)) = (from, ends.min()) else {
            return false;
        };
        let range = from.len()..end;
        self.sender = Some(Sender {
            name: text
                .get(range.clone())
                .unwrap_or_default()
                .trim()
                .to_owned(),
            gateway: true,
            range: range.clone(),
            ..Sender::default()
        });
        for word in ["SUBJ:", "MSG:"] {
            let places = text.match_indices(word).take(1);
            self.ranges
                .extend(places.map(|(at, word)| at..at + word.len()));
        }
        self.ranges.push(0..end);
        self.ranges.sort_by_key(|range| range.start);
        true
    }

    /// Reads a line that may be a header; says whether it is one.
    fn read(&mut self, line: &str, range: &Range<usize>, last: &mut String) -> bool {
        let Some((name, value)) = line.split_once(':') else {
            return false;
        };
        let name = name.trim().to_lowercase();
        let known = [SENDER, SUBJECT, OTHER]
            .iter()
            .any(|names| names.contains(&name.as_str()));
        let more = !last.is_empty() && name.starts_with("x-");
        if !known && !more {
            return false;
        }
        // `Da: …` may be the first word of a sentence; a sender is short.
        if SENDER.contains(&name.as_str()) && value.trim().chars().count() > 120 {
            return false;
        }
        let value_start = range.start + line.len() - value.len();
        self.read_value(
            &name,
            value.trim(),
            &(value_start..range.start + line.len()),
        );
        if SUBJECT.contains(&name.as_str()) {
            self.ranges.push(range.start..value_start);
        } else {
            self.ranges.push(range.clone());
        }
        *last = name;
        true
    }

    fn read_value(&mut self, name: &str, value: &str, range: &Range<usize>) {
        match name {
            name if SENDER.contains(&name) && self.sender.is_none() => {
                self.sender = Some(sender(value, range));
            }
            "reply-to" | "répondre à" => self.reply_to = domain_of(value),
            "return-path" => self.return_path = domain_of(value),
            _ => {}
        }
    }
}

/// What the receiving server found out about the sender: the topmost header of the kind, with
/// all its lines. Those below it are anybody's.
#[derive(Default)]
struct Results {
    found: Option<String>,
    /// Whether the lines that follow belong to it.
    open: bool,
}

impl Results {
    fn read(&mut self, name: &str, value: &str, continued: bool) {
        let value = value.trim().to_ascii_lowercase();
        if continued {
            if let Some(found) = self.found.as_mut().filter(|_| self.open) {
                found.push(' ');
                found.push_str(&value);
            }
            return;
        }
        let results = name == "authentication-results";
        self.open = results && self.found.is_none();
        if self.open {
            self.found = Some(value);
        } else if name == "received-spf" && value.starts_with("fail") && self.found.is_none() {
            self.found = Some("spf=fail".into());
        }
    }

    fn failure(&self) -> Option<&'static str> {
        let found = self.found.as_deref()?;
        // DMARC has the last word: a list or a forwarder breaks the others.
        let failures = ["dmarc=fail", "spf=fail", "dkim=fail", "spf=softfail"];
        let says = |outcome: &str| vigicolis_mail::says_outcome(found, outcome);
        let confirmed = says("dmarc=pass");
        let mut failures = failures.into_iter().filter(|_| !confirmed);
        failures.find(|failure| says(failure))
    }
}

/// `Name <address>`, an address alone, a number or a name.
fn sender(value: &str, range: &Range<usize>) -> Sender {
    let (name, address) = match value.split_once('<') {
        Some((name, rest)) => (name, rest.split('>').next()),
        None if value.contains('@') => ("", Some(value)),
        None => (value, None),
    };
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let is_number = name
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '\u{a0}'));
    Sender {
        name: name.trim().trim_matches(['"', '\'']).to_owned(),
        address: address.map(|address| address.trim().to_owned()),
        phone: (is_number && digits.len() >= 10).then(|| {
            let code = if name.trim_start().starts_with('+') {
                "+"
            } else {
                ""
            };
            format!("{code}{digits}")
        }),
        gateway: false,
        range: range.clone(),
    }
}

/// The domain after the last `@`, lower-case.
fn domain_of(value: &str) -> Option<String> {
    let (_, domain) = value.rsplit_once('@')?;
    let end = domain.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
    let domain = domain.get(..end.unwrap_or(domain.len()))?;
    let domain = domain.trim_matches('.').to_lowercase();
    domain.contains('.').then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_a_mail() {
        let head = Head::of(concat!(
            "Return-Path: <bounce@relance.example>\r\n",
            "Authentication-Results: mx.example;\r\n",
            "\tspf=pass smtp.mailfrom=relance.example; dmarc=fail\r\n",
            "From: \"Chronopost\" <no-reply@Colis-Info.example>\r\n",
            "Reply-To: aide@autre.example\r\n",
            "Subject: Votre colis\r\n",
            "\r\n",
            "From: pas un en-tête <x@y.example>\r\n",
        ));
        let sender = head.sender.unwrap();
        assert_eq!(sender.name, "Chronopost");
        assert_eq!(sender.domain().as_deref(), Some("colis-info.example"));
        assert_eq!(head.reply_to.as_deref(), Some("autre.example"));
        assert_eq!(head.return_path.as_deref(), Some("relance.example"));
        assert_eq!(head.failed_authentication.as_deref(), Some("dmarc=fail"));
    }

    #[test]
    fn a_sender_above_a_text_message() {
        let phone = |text| Head::of(text).sender.and_then(|sender| sender.phone);
        assert_eq!(
            phone("De : +33 6 00 00 00 00\nVotre colis").as_deref(),
            Some("+33600000000")
        );
        // A short code and a name are no telephone.
        assert_eq!(phone("Expéditeur : 38004\nVotre colis"), None);
        assert_eq!(
            Head::of("From: DPD\nYour parcel").sender.unwrap().name,
            "DPD"
        );
    }

    #[test]
    fn a_mail_that_a_gateway_delivered() {
        let text = "FRM:12-Colivre SUBJ:x MSG:Your parcel";
        let head = Head::of(text);
        let sender = head.sender.unwrap();
        assert_eq!((sender.name.as_str(), sender.gateway), ("12-Colivre", true));
        assert!(
            !Head::of("FRM: no more words")
                .sender
                .is_some_and(|sender| sender.gateway)
        );
    }

    #[test]
    fn words_are_no_headers() {
        for text in [
            "Chronopost : votre colis est arrivé",
            "USPS: your parcel",
            "Bonjour\nDe : quelqu'un",
            "",
        ] {
            assert!(Head::of(text).sender.is_none(), "{text}");
            assert!(Head::of(text).ranges.is_empty(), "{text}");
        }
    }

    #[test]
    fn dmarc_has_the_last_word() {
        let text = "From: a@b.example\nAuthentication-Results: x; spf=softfail; dmarc=pass\n\nx";
        assert_eq!(Head::of(text).failed_authentication, None);
    }

    #[test]
    fn the_topmost_answer_of_a_server_counts() {
        for (text, failed) in [
            (
                "Authentication-Results: x; spf=fail;\n dkim=none;\n dmarc=pass\nFrom: a@b.example\n",
                None,
            ),
            (
                "Authentication-Results: x; spf=none\nAuthentication-Results: y;\n dmarc=fail\n",
                None,
            ),
            (
                "Authentication-Results: x;\n dmarc=fail\nAuthentication-Results: y; dmarc=pass\n",
                Some("dmarc=fail"),
            ),
            ("ARC-Authentication-Results: i=1; y; dmarc=fail\n", None),
            (
                "Received-SPF: Fail (x)\nFrom: a@b.example\n",
                Some("spf=fail"),
            ),
        ] {
            let head = Head::of(text);
            assert_eq!(head.failed_authentication.as_deref(), failed, "{text}");
        }
    }
}
