//! The tree of a mail's parts, and which of them a reader sees.
//!
//! By hand: libraries build the whole tree first, decode every attachment and nest without an
//! end; a mail of a million levels then ends in a full stack.

use std::borrow::Cow;

use crate::header::{Fields, Kind};
use crate::{MAX_DISPLAYED, Mail, decode, html, plain, read_entity};

/// So many parts deep is read, and so many mails in mails.
const MAX_DEPTH: usize = 10;
const MAX_NESTED: usize = 3;
/// So many parts of one mail are read.
const MAX_PARTS: usize = 200;
/// So many bytes of one part's text are decoded.
const MAX_TEXT: usize = 3_000_000;
/// Attachments that are named, and characters of a name.
const MAX_ATTACHMENTS: usize = 50;
const MAX_FILE_NAME: usize = 120;

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name; empty where it has none.
    pub name: String,
    /// The media type, `application/pdf`.
    pub media_type: String,
}

/// What is displayed of a mail's body.
#[derive(Debug, Default)]
pub(crate) struct Displayed {
    pub(crate) text: String,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) truncated: bool,
}

/// Displays a body.
pub(crate) fn display(fields: &Fields<'_>, body: &[u8], depth: usize) -> Displayed {
    let mut tree = Tree::default();
    let root = tree.part(fields, body, 0, "text/plain");
    let mut shown = Displayed::default();
    let text = shown.part(&root, depth);
    shown.text = text;
    shown.truncated |= tree.truncated;
    if shown.text.len() > MAX_DISPLAYED {
        let end = shown.text.floor_char_boundary(MAX_DISPLAYED);
        shown.text.truncate(end);
        shown.truncated = true;
    }
    shown
}

/// A part and those in it.
#[derive(Debug)]
struct Part<'a> {
    kind: Kind,
    encoding: String,
    /// The name of a file, if it has one.
    file: Option<String>,
    attached: bool,
    /// Whether a header says its type.
    is_typed: bool,
    body: &'a [u8],
    parts: Vec<Part<'a>>,
}

#[derive(Debug, Default)]
struct Tree {
    parts: usize,
    truncated: bool,
}

impl Tree {
    fn part<'a>(
        &mut self,
        fields: &Fields<'_>,
        body: &'a [u8],
        depth: usize,
        default: &str,
    ) -> Part<'a> {
        let mut kind = fields.kind("content-type").unwrap_or_default();
        let is_typed = kind.name.contains('/');
        if !is_typed {
            default.clone_into(&mut kind.name);
        }
        let disposition = fields.kind("content-disposition").unwrap_or_default();
        let file = disposition.parameter("filename").or(kind.parameter("name"));
        let mut part = Part {
            attached: disposition.name == "attachment",
            is_typed,
            encoding: fields.token("content-transfer-encoding"),
            file: file.map(str::to_owned),
            kind,
            body,
            parts: Vec::new(),
        };
        if !part.kind.name.starts_with("multipart/") {
            return part;
        }
        let boundary = part.kind.parameter("boundary").unwrap_or_default();
        let boundary = boundary.trim_end().to_owned();
        let default = if part.kind.name == "multipart/digest" {
            "message/rfc822"
        } else {
            "text/plain"
        };
        if depth >= MAX_DEPTH {
            self.truncated = true;
            return part;
        }
        for inner in split(body, boundary.as_bytes()) {
            self.parts += 1;
            if self.parts > MAX_PARTS {
                self.truncated = true;
                return part;
            }
            let (fields, body) = Fields::split(inner);
            part.parts
                .push(self.part(&fields, body, depth + 1, default));
        }
        if part.parts.is_empty() {
            // A tree without parts is shown as the text that it is.
            "text/plain".clone_into(&mut part.kind.name);
        }
        part
    }
}

impl Part<'_> {
    fn is(&self, name: &str) -> bool {
        self.kind.name == name
    }

    /// Whether it or a part of it is HTML to be displayed.
    fn has_html(&self) -> bool {
        self.is("text/html") && !self.attached || self.parts.iter().any(Part::has_html)
    }

    /// Whether a header says that it is plain text.
    fn says_plain(&self) -> bool {
        self.is("text/plain") && self.is_typed
    }

    /// The characters of a text.
    fn characters(&self) -> (String, bool) {
        let body = self.body.get(..MAX_TEXT);
        let bytes = decode::transfer(body.unwrap_or(self.body), &self.encoding);
        let charset = self.kind.parameter("charset").map(Cow::Borrowed);
        // Words of a plain text say nothing of how it is written.
        let said = || html::charset(&bytes).filter(|_| !self.says_plain());
        let charset = charset.or_else(|| said().map(Cow::Owned));
        let text = decode::text(&bytes, charset.as_deref().unwrap_or_default());
        (text, self.body.len() > MAX_TEXT)
    }
}

impl Displayed {
    /// What is displayed of a part; the attachments in it are noted.
    fn part(&mut self, part: &Part<'_>, depth: usize) -> String {
        if part.attached {
            self.attach(part);
            return String::new();
        }
        match part.kind.name.as_str() {
            "multipart/alternative" => self.alternative(part, depth),
            "multipart/related" => self.related(part, depth),
            name if name.starts_with("multipart/") => self.each(&part.parts, depth),
            "text/plain" | "text/html" => self.text(part),
            "message/rfc822" | "message/global" => self.mail(part, depth),
            _ => {
                self.attach(part);
                String::new()
            }
        }
    }

    fn each(&mut self, parts: &[Part<'_>], depth: usize) -> String {
        let mut out = String::new();
        for part in parts {
            let text = self.part(part, depth);
            if !text.is_empty() && !out.is_empty() {
                out.push_str("\n\n");
            }
            if out.len() > MAX_DISPLAYED {
                self.truncated = true;
                break;
            }
            out.push_str(&text);
        }
        out
    }

    /// The last with HTML in it, as readers show it; what says nothing gives way to the next.
    fn alternative(&mut self, part: &Part<'_>, depth: usize) -> String {
        let (html, other): (Vec<_>, Vec<_>) =
            part.parts.iter().rev().partition(|part| part.has_html());
        for part in html.into_iter().chain(other) {
            let text = self.part(part, depth);
            if !text.is_empty() {
                return text;
            }
        }
        String::new()
    }

    /// The first, which the others belong to; pictures among these are none that are attached.
    fn related(&mut self, part: &Part<'_>, depth: usize) -> String {
        let Some((root, others)) = part.parts.split_first() else {
            return String::new();
        };
        let text = self.part(root, depth);
        let mut more = others
            .iter()
            .filter(|part| !part.kind.name.starts_with("image/"));
        if text.is_empty() {
            return self.each(others, depth);
        }
        for part in more
            .by_ref()
            .filter(|part| part.attached || !part.kind.name.starts_with("text/"))
        {
            self.attach(part);
        }
        text
    }

    fn text(&mut self, part: &Part<'_>) -> String {
        let (text, truncated) = part.characters();
        self.truncated |= truncated;
        // Who lost the headers lost the type with them.
        let bare = !part.is_typed && html::looks(&text);
        if part.is("text/html") || bare {
            let (text, truncated) = html::displayed(&text);
            self.truncated |= truncated;
            return text;
        }
        let says = |name, value: &str| {
            part.kind
                .parameter(name)
                .is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        plain::displayed(&text, says("format", "flowed"), says("delsp", "yes"))
    }

    /// A mail in the mail: named like an attachment, and shown below the words.
    fn mail(&mut self, part: &Part<'_>, depth: usize) -> String {
        self.attach(part);
        if depth >= MAX_NESTED {
            self.truncated = true;
            return String::new();
        }
        let source = decode::transfer(part.body, &part.encoding);
        let mail: Mail = read_entity(&source, depth + 1);
        self.truncated |= mail.truncated;
        for attachment in &mail.attachments {
            self.name(attachment.clone());
        }
        mail.as_displayed().trim().to_owned()
    }

    fn attach(&mut self, part: &Part<'_>) {
        let name = plain::without_invisible(part.file.as_deref().unwrap_or_default());
        self.name(Attachment {
            name: name.trim().chars().take(MAX_FILE_NAME).collect(),
            media_type: part.kind.name.chars().take(MAX_FILE_NAME).collect(),
        });
    }

    fn name(&mut self, attachment: Attachment) {
        if self.attachments.len() < MAX_ATTACHMENTS {
            self.attachments.push(attachment);
        }
    }
}

/// The parts between the lines of a boundary. What follows the last one without a closing
/// line is a part, too.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    if boundary.is_empty() {
        return parts;
    }
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let before = at;
        at += line.len();
        let Some(rest) = line
            .strip_prefix(b"--")
            .and_then(|line| line.strip_prefix(boundary))
        else {
            continue;
        };
        let rest = rest.trim_ascii_end();
        if !rest.is_empty() && rest != b"--" {
            continue;
        }
        if let Some(start) = start {
            parts.push(body.get(start..before).unwrap_or_default());
        }
        start = (rest.is_empty() && parts.len() <= MAX_PARTS).then_some(at);
        if start.is_none() {
            return parts;
        }
    }
    if let Some(start) = start {
        parts.push(body.get(start..).unwrap_or_default());
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::read;

    fn shown(source: &str) -> String {
        read(source.as_bytes()).unwrap().text
    }

    fn mail(kind: &str, parts: &[&str]) -> String {
        let parts: String = parts.iter().map(|part| format!("--B\n{part}\n")).collect();
        format!(
            "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=\"B\"\n\nno words\n{parts}--B--\nnor these\n"
        )
    }

    const PLAIN: &str = "Content-Type: text/plain\n\nplain words\n";
    const HTML: &str = "Content-Type: text/html\n\n<p>HTML words</p>\n";
    const FILE: &str = "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=\"facture.pdf\"\n\nxxx";

    #[test]
    fn the_part_that_a_reader_shows() {
        for (kind, parts, words) in [
            ("alternative", &[PLAIN, HTML][..], "HTML words"),
            ("alternative", &[HTML, PLAIN], "HTML words"),
            (
                "alternative",
                &[PLAIN, "Content-Type: text/html\n\n<p> </p>"],
                "plain words",
            ),
            (
                "alternative",
                &[
                    PLAIN,
                    "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+eDwvYj4=",
                ],
                "x",
            ),
            (
                "alternative",
                &[PLAIN, "Content-Type: text/calendar\n\nBEGIN"],
                "plain words",
            ),
            ("mixed", &[PLAIN, FILE, HTML], "plain words\n\nHTML words"),
            (
                "signed",
                &[HTML, "Content-Type: application/pgp-signature\n\nxxx"],
                "HTML words",
            ),
            (
                "related",
                &[HTML, "Content-Type: image/png; name=l.png\n\nxxx"],
                "HTML words",
            ),
            ("mixed", &["\nno type"], "no type"),
            (
                "mixed",
                &["Content-Type: text/html\nContent-Disposition: attachment\n\nunseen"],
                "",
            ),
            (
                "digest",
                &["\nSubject: y\n\nin a digest"],
                "Subject: y\n\nin a digest",
            ),
        ] {
            assert_eq!(shown(&mail(kind, parts)), words, "{kind} {parts:?}");
        }
    }

    #[test]
    fn attachments_are_named() {
        let named = |source: &str| {
            let found = read(source.as_bytes()).unwrap().attachments.into_iter();
            found
                .map(|found| (found.name, found.media_type))
                .collect::<Vec<_>>()
        };
        let pdf = ("facture.pdf".to_owned(), "application/pdf".to_owned());
        assert_eq!(named(&mail("mixed", &[PLAIN, FILE])), [pdf]);
        assert_eq!(
            named(&mail("related", &[HTML, "Content-Type: image/png\n\nxxx"])),
            []
        );
        let page =
            "Content-Type: text/html; name=\"bon.pdf.html\"\nContent-Disposition: attachment\n\nx";
        assert_eq!(named(&mail("mixed", &[PLAIN, page]))[0].0, "bon.pdf.html");
    }

    #[test]
    fn a_mail_in_a_mail_is_read() {
        let inner = format!(
            "Content-Type: message/rfc822\n\nFrom: DPD <a@x.example>\nSubject: Colis\n{HTML}"
        );
        assert_eq!(
            shown(&mail("mixed", &[PLAIN, &inner])),
            "plain words\n\nFrom: DPD <a@x.example>\nSubject: Colis\n\nHTML words"
        );
    }

    #[test]
    fn trees_that_are_broken() {
        // no closing line, no boundary, a boundary that is nowhere, one that begins another
        for (source, words) in [
            (
                "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nwords",
                "words",
            ),
            (
                "MIME-Version: 1\nContent-Type: multipart/mixed\n\nwords",
                "words",
            ),
            (
                "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=B\n\nwords",
                "words",
            ),
            (
                "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nwords\n--B1\nmore",
                "words\n--B1\nmore",
            ),
            ("MIME-Version: 1\nContent-Type: nonsense\n\nwords", "words"),
            ("MIME-Version: 1\nX: y\n\n<!doctype html><p>words", "words"),
        ] {
            assert_eq!(shown(source), words, "{source}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let mut deep = "Content-Type: text/plain\n\nwords".to_owned();
        for level in 0..400 {
            deep =
                format!("Content-Type: multipart/mixed; boundary=B{level}\n\n--B{level}\n{deep}");
        }
        let mail = read(format!("MIME-Version: 1.0\n{deep}").as_bytes()).unwrap();
        assert!(mail.truncated && mail.text.is_empty());
        let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
        assert!(
            read(format!("MIME-Version: 1.0\n{nested}").as_bytes())
                .unwrap()
                .truncated
        );
        let many = mail_of(100_000);
        assert!(read(many.as_bytes()).unwrap().truncated);
    }

    fn mail_of(parts: usize) -> String {
        mail("mixed", &vec!["\nx"; parts])
    }
}
