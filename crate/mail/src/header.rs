//! The headers of a mail or of one of its parts.

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use crate::Mailbox;
use crate::decode;
use crate::source::field_name;

/// So many headers are read.
const MAX_FIELDS: usize = 1_000;
/// So many bytes of one header are read.
const MAX_VALUE: usize = 20_000;

/// Headers in the order in which they stand, each with its value as it is written.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a>(Vec<(String, &'a [u8])>);

/// A media type or a disposition with its parameters.
#[derive(Debug, Default, Clone)]
pub(crate) struct Kind {
    /// In small letters, `text/html`.
    pub(crate) name: String,
    parameters: Vec<(String, String)>,
}

impl Kind {
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(found.1.as_str())
    }
}

impl<'a> Fields<'a> {
    /// The headers of a source, and what follows them.
    pub(crate) fn split(source: &'a [u8]) -> (Self, &'a [u8]) {
        let mut fields: Vec<(String, &[u8])> = Vec::new();
        // The header that is being read: its name, and where its value begins.
        let mut open: Option<(String, usize)> = None;
        let mut at = 0;
        let mut close = |open: Option<(String, usize)>, end: usize| {
            if let Some((name, start)) = open
                && fields.len() < MAX_FIELDS
            {
                fields.push((name, source.get(start..end).unwrap_or_default()));
            }
        };
        for line in source.split_inclusive(|&byte| byte == b'\n') {
            let start = at;
            at += line.len();
            if line.trim_ascii().is_empty() {
                close(open.take(), start);
                return (Self(fields), source.get(at..).unwrap_or_default());
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                continue;
            }
            close(open.take(), start);
            if let Some(name) = field_name(line) {
                let colon = line.iter().position(|&byte| byte == b':');
                open = Some((name, start + colon.unwrap_or_default() + 1));
            }
        }
        close(open.take(), at);
        (Self(fields), &[])
    }

    /// All of them, each value unfolded and in small letters.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(cut(value)).to_lowercase();
            (name.as_str(), value.replace(['\r', '\n', '\t'], " "))
        })
    }

    /// The first of a name, ready to be parsed.
    fn raw(&self, name: &str) -> Option<Vec<u8>> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(known, _)| known == name)?;
        // Bytes beyond ASCII have no place here; senders put them all the same.
        let mut value = decode::text(cut(value), "").into_bytes();
        value.push(b'\n');
        Some(value)
    }

    /// The words of a header, encoded ones decoded.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        let value = MessageStream::new(&raw).parse_unstructured();
        let text = value.as_text()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The first mailbox of a header.
    pub(crate) fn mailbox(&self, name: &str) -> Option<Mailbox> {
        let raw = self.raw(name)?;
        let HeaderValue::Address(list) = MessageStream::new(&raw).parse_address() else {
            return None;
        };
        let first = list.first()?;
        Some(Mailbox {
            name: first.name().unwrap_or_default().to_owned(),
            address: first.address().unwrap_or_default().to_owned(),
        })
    }

    /// A media type or a disposition.
    pub(crate) fn kind(&self, name: &str) -> Option<Kind> {
        let raw = self.raw(name)?;
        let value = MessageStream::new(&raw).parse_content_type();
        let kind = value.as_content_type()?;
        let name = match kind.subtype() {
            Some(subtype) => format!("{}/{subtype}", kind.ctype()),
            None => kind.ctype().to_owned(),
        };
        let parameters = kind.attributes().unwrap_or_default().iter();
        Some(Kind {
            name: name.to_ascii_lowercase(),
            parameters: parameters
                .map(|found| (found.name.to_string(), words(&found.value)))
                .collect(),
        })
    }

    /// The first of a name, in small letters and without the space around it.
    pub(crate) fn token(&self, name: &str) -> String {
        let found = self.each().find(|(known, _)| *known == name);
        found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    }
}

/// A value whose encoded words are decoded: mail programs write names of files so.
fn words(value: &str) -> String {
    if !value.contains("=?") {
        return value.to_owned();
    }
    let raw = format!("{value}\n");
    let parsed = MessageStream::new(raw.as_bytes()).parse_unstructured();
    parsed.as_text().unwrap_or(value).to_owned()
}

fn cut(value: &[u8]) -> &[u8] {
    value.get(..MAX_VALUE).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(source: &str) -> Fields<'_> {
        Fields::split(source.as_bytes()).0
    }

    #[test]
    fn words_are_decoded() {
        for (written, read) in [
            ("Colis", "Colis"),
            ("=?utf-8?Q?Colis_bloqu=C3=A9?=", "Colis bloqué"),
            ("=?UTF-8?B?Q29saXMgYmxvcXXDqQ==?=", "Colis bloqué"),
            ("=?iso-8859-1?Q?Colis_bloqu=E9?=", "Colis bloqué"),
            ("=?windows-1250?Q?przesy=B3ka?=", "przesyłka"),
            // one word in two, and folded
            (
                "=?utf-8?Q?Colis_?=\r\n =?utf-8?Q?bloqu=C3=A9?=",
                "Colis bloqué",
            ),
            ("Colis\r\n bloqué", "Colis bloqué"),
        ] {
            let source = format!("Subject: {written}\r\n\r\n");
            assert_eq!(fields(&source).text("subject").as_deref(), Some(read));
        }
        let latin = b"Subject: Colis bloqu\xe9\n\n";
        let read = Fields::split(latin).0.text("subject");
        assert_eq!(read.as_deref(), Some("Colis bloqué"));
    }

    #[test]
    fn mailboxes() {
        for (written, name, address) in [
            ("a@b.example", "", "a@b.example"),
            ("La Poste <a@b.example>", "La Poste", "a@b.example"),
            (
                "\"Poste, La\" <a@b.example>, c@d.example",
                "Poste, La",
                "a@b.example",
            ),
            (
                "=?utf-8?Q?Relais_=C3=89toile?= <a@b.example>",
                "Relais Étoile",
                "a@b.example",
            ),
            (
                "\"=?utf-8?B?UmVsYWlz?=\" <a@b.example>",
                "Relais",
                "a@b.example",
            ),
            (
                "\"service@chronopost.fr\" <a@b.example>",
                "service@chronopost.fr",
                "a@b.example",
            ),
        ] {
            let source = format!("From: {written}\n\n");
            let mailbox = fields(&source).mailbox("from").unwrap();
            assert_eq!(
                (mailbox.name.as_str(), mailbox.address.as_str()),
                (name, address)
            );
        }
    }

    #[test]
    fn names_of_files() {
        for (written, name) in [
            ("attachment; filename=\"a.pdf\"", "a.pdf"),
            (
                "attachment; filename*=utf-8''facture%20%C3%A9t%C3%A9.pdf",
                "facture été.pdf",
            ),
            (
                "attachment; filename*0=\"long\"; filename*1=\"name.pdf\"",
                "longname.pdf",
            ),
            (
                "attachment; filename=\"=?utf-8?Q?=C3=A9t=C3=A9.pdf?=\"",
                "été.pdf",
            ),
        ] {
            let source = format!("Content-Disposition: {written}\n\n");
            let kind = fields(&source).kind("content-disposition").unwrap();
            assert_eq!(kind.parameter("filename"), Some(name), "{written}");
        }
    }
}
