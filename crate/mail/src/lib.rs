//! Reads a mail's source as its reader sees it: the words that are displayed, each
//! link's address beside its words, attachments by name, and who sent it.
//!
//! Everything is bounded: the source's size, the depth and the number of its parts, and
//! what is displayed of it. Attachments are named and never decoded.
//!
//! ```
//! let mail = vigicolis_mail::read(concat!(
//!     "From: Chronopost <a@colis.example>\n",
//!     "Subject: =?utf-8?Q?Colis_bloqu=C3=A9?=\n",
//!     "Content-Type: text/html; charset=utf-8\n",
//!     "Content-Transfer-Encoding: base64\n\n",
//!     "PHA+PGEgaHJlZj0iaHR0cHM6Ly94LmV4YW1wbGUvIj5TdWl2cmU8L2E+PC9wPg==\n",
//! ).as_bytes()).unwrap();
//! assert_eq!(mail.subject, "Colis bloqué");
//! assert_eq!(mail.text, "Suivre <https://x.example/>");
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        reason = "a test fails by panicking"
    )
)]

mod authentication;
mod decode;
mod header;
mod html;
mod parts;
mod plain;
mod source;
mod style;

use std::borrow::Cow;

use header::Fields;
pub use parts::Attachment;

/// Longest source that is read, in bytes; the rest is left unread.
pub const MAX_SOURCE: usize = 4_000_000;
/// Longest text that is displayed, in bytes.
pub const MAX_DISPLAYED: usize = 400_000;
/// Characters of a name or an address that are told.
const MAX_NAME: usize = 60;
const MAX_ADDRESS: usize = 100;
/// Characters of a subject that are told.
const MAX_SUBJECT: usize = 500;

/// Who a header names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// The shown name; empty where there is none.
    pub name: String,
    /// The address.
    pub address: String,
}

/// A mail as its reader sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mail {
    /// The sender.
    pub from: Option<Mailbox>,
    /// Where answers go to.
    pub reply_to: Option<Mailbox>,
    /// Where undeliverable mail goes back to.
    pub return_path: Option<Mailbox>,
    /// The subject.
    pub subject: String,
    /// When it was sent, as the source says it.
    pub date: Option<String>,
    /// Where one unsubscribes, as the source says it.
    pub unsubscribe: Option<String>,
    /// The receiving server could not confirm the sender: the word that says so.
    pub failed_authentication: Option<&'static str>,
    /// What is displayed, without the headers.
    pub text: String,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// Whether something was left unread because a bound was met.
    pub truncated: bool,
}

pub use authentication::says as says_outcome;

/// Whether bytes are a mail's source; looks at their beginning only.
#[must_use]
pub fn is_source(bytes: &[u8]) -> bool {
    source::find(bytes.get(..source::WINDOW).unwrap_or(bytes)).is_some()
}

/// The words that stand above a mail's source; all of them where there is none.
#[must_use]
pub fn words_above(bytes: &[u8]) -> &[u8] {
    let end = source::find(bytes).map_or(bytes.len(), |(above, _)| above);
    bytes.get(..end).unwrap_or(bytes)
}

/// Reads a mail's source; none where it is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Mail> {
    let whole = bytes.get(..MAX_SOURCE);
    let (_, source) = source::find(whole.unwrap_or(bytes))?;
    let mut mail = read_entity(&source, 0);
    mail.truncated |= bytes.len() > MAX_SOURCE;
    Some(mail)
}

/// The bytes of a text: one each where none of its characters needs more, as a file read
/// byte by byte has it, and UTF-8 otherwise.
#[must_use]
pub fn bytes_of(text: &str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text.as_bytes());
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    bytes.map_or(Cow::Borrowed(text.as_bytes()), Cow::Owned)
}

impl Mail {
    /// The mail as somebody would paste it: what tells of its sender, the subject, the words.
    #[must_use]
    pub fn as_displayed(&self) -> String {
        let mut out = String::new();
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                out.extend([name, ": ", value, "\n"]);
            }
        };
        let address = |mailbox: &Option<Mailbox>| {
            let mailbox = mailbox.as_ref();
            mailbox.map_or_else(String::new, |mailbox| told_address(&mailbox.address))
        };
        let name = self.from.as_ref().map_or("", |from| from.name.as_str());
        let name = told(name, MAX_NAME);
        let from = match (name.as_str(), address(&self.from)) {
            ("", address) => address,
            (name, address) if address.is_empty() => name.to_owned(),
            (name, address) => format!("{name} <{address}>"),
        };
        line("From", &from);
        line("Reply-To", &address(&self.reply_to));
        line("Return-Path", &address(&self.return_path));
        line(
            "Authentication-Results",
            self.failed_authentication.unwrap_or_default(),
        );
        line("Subject", &told(&self.subject, MAX_SUBJECT));
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&self.text);
        out
    }
}

/// A value on one line, of so many characters.
fn told(value: &str, most: usize) -> String {
    let clean = plain::without_invisible(value);
    let words: Vec<&str> = clean.split_whitespace().collect();
    words.join(" ").chars().take(most).collect()
}

/// An address on one line; of a long one, the end says whose it is.
fn told_address(address: &str) -> String {
    let address: String = address.split_whitespace().collect();
    let extra = address.chars().count().saturating_sub(MAX_ADDRESS);
    address.chars().skip(extra).collect()
}

/// Reads headers and body, so many mails deep in another one.
fn read_entity(source: &[u8], depth: usize) -> Mail {
    let (fields, body) = Fields::split(source);
    let shown = parts::display(&fields, body, depth);
    Mail {
        from: fields.mailbox("from"),
        reply_to: fields.mailbox("reply-to"),
        return_path: fields.mailbox("return-path"),
        subject: fields.text("subject").unwrap_or_default(),
        date: fields.text("date"),
        unsubscribe: fields.text("list-unsubscribe"),
        failed_authentication: authentication::failure(&fields),
        text: shown.text,
        attachments: shown.attachments,
        truncated: shown.truncated,
    }
}
