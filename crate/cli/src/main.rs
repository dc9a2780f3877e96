//! The engine in a terminal: one JSON object a line, in the order of the input.

#![allow(clippy::print_stderr, reason = "a command-line tool speaks on stderr")]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use vigicolis::mail;
use vigicolis::message;
use vigicolis::page::FormAnalysis;
use vigicolis::paste::{self, NumberMatch};
use vigicolis::tracking::{TrackingLink, TrackingMatch};
use vigicolis::{Engine, FrameContext, PageSnapshot};

mod answer;
mod args;
mod hosts;
mod qr;

use answer::{Answer, rule_names, write_line};
use args::{Command, Input};

const HELP: &str = "\
vigicolis: tells fake parcel-carrier pages from honest ones

  vigicolis check ADDRESS…   judge addresses or hosts
  vigicolis check -          the same, read from standard input, one a line
  vigicolis hosts [--flagged] [--quiet] [--threads N] [FILE|-]
                             judge a feed of millions of hosts as a stream, on all
                             cores; with --flagged, print only what is worth a warning
  vigicolis page FILE|-      judge page snapshots, one {\"url\", \"snapshot\"} a line
  vigicolis message [FILE|-] judge the text of a message, headers of a mail included,
                             or a mail's source; or many, one {\"text\"} a line
  vigicolis track NUMBER…|-  tell whose a tracking number is, and where to follow it;
                             - reads one a line
  vigicolis paste [FILE|-]   answer as the popup's box does: tell what a text is (a link,
                             a message, a mail's source as bytes, a number, a mail
                             address) and what is said of it;
                             or many, one {\"text\"} a line
  vigicolis qr FILE…         read the QR codes of pictures (PNG, JPEG, WebP, GIF, BMP)
                             and check what each says, as if it had been pasted

Each answer is one JSON object a line, in the order of the input. A line that
cannot be read gives \"level\": \"invalid\", and the next one follows.";

/// One page to judge.
#[derive(Deserialize)]
struct PageInput {
    url: String,
    snapshot: PageSnapshot,
}

/// One answer about a page.
#[derive(Serialize)]
struct PageAnswer<'a> {
    url: &'a str,
    level: &'static str,
    brand: Option<String>,
    reasons: Vec<&'static str>,
    asks: Vec<&'static str>,
    fields: Vec<FieldAnswer>,
}

/// One text to judge.
#[derive(Deserialize)]
struct TextInput {
    text: String,
}

/// One answer about a line that holds no text.
#[derive(Serialize)]
struct InvalidText {
    level: &'static str,
}

/// One answer about a tracking number.
#[derive(Serialize)]
struct TrackAnswer<'a> {
    input: &'a str,
    number: String,
    matches: Vec<TrackedMatch>,
}

/// A carrier that the number can be of, and its own page about it.
#[derive(Serialize)]
struct TrackedMatch {
    #[serde(flatten)]
    format: TrackingMatch,
    tracking: Option<TrackingLink>,
}

impl From<NumberMatch> for TrackedMatch {
    fn from(found: NumberMatch) -> Self {
        Self {
            format: found.format,
            tracking: found.tracking,
        }
    }
}

/// What a field was taken for.
#[derive(Serialize)]
struct FieldAnswer {
    index: i32,
    got: &'static str,
}

fn main() -> ExitCode {
    let command = match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("vigicolis: {error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader had enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vigicolis: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> io::Result<()> {
    let engine = Engine::default();
    match command {
        Command::Check(addresses) => check(&engine, &addresses),
        Command::CheckLines => check_lines(&engine),
        Command::Hosts(input, options) => feed(&engine, input, options),
        Command::Page(input) => pages(&engine, BufReader::new(open(input)?)),
        Command::Message(input) => texts(open(input)?, |text| message_in(text, &engine)),
        Command::Paste(input) => texts(open(input)?, |text| paste::assess(text, &engine)),
        Command::Track(numbers) => track(&numbers),
        Command::TrackLines => track_lines(),
        Command::Qr(files) => qr::run(&engine, &files, io::stdout().lock()),
        Command::Help => writeln!(io::stdout(), "{HELP}"),
    }
}

fn open(input: Input) -> io::Result<Box<dyn Read>> {
    Ok(match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::File(path) => Box::new(File::open(path)?),
    })
}

/// Judges a feed, with a progress bar and a summary on stderr.
fn feed(engine: &Engine, input: Input, options: hosts::Options) -> io::Result<()> {
    let out = io::stdout();
    let counts = match input {
        Input::Stdin => hosts::run(engine, io::stdin().lock(), None, out, options),
        Input::File(path) => {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            let reader = BufReader::with_capacity(1 << 20, file);
            hosts::run(engine, reader, Some(size), out, options)
        }
    };
    counts.map(|_| ())
}

fn check(engine: &Engine, addresses: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for address in addresses {
        Answer::of(engine, address).write(&mut out)?;
    }
    out.flush()
}

fn check_lines(engine: &Engine) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each_line(io::stdin().lock(), |line| {
        Answer::of(engine, line).write(&mut out)
    })?;
    out.flush()
}

/// Reads lines of any bytes; what is no UTF-8 is shown with replacement characters.
fn for_each_line(
    mut input: impl BufRead,
    mut then: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        then(text.trim_end_matches(['\n', '\r']))?;
    }
}

fn pages(engine: &Engine, input: impl BufRead) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each_line(input, |line| page(engine, &mut out, line))?;
    out.flush()
}

fn page(engine: &Engine, out: &mut impl Write, line: &str) -> io::Result<()> {
    let invalid = |url| PageAnswer {
        url,
        level: "invalid",
        brand: None,
        reasons: Vec::new(),
        asks: Vec::new(),
        fields: Vec::new(),
    };
    let Ok(PageInput { url, mut snapshot }) = serde_json::from_str(line) else {
        return write_line(out, &invalid(""));
    };
    snapshot.url.clone_from(&url);
    let indexes: Vec<i32> = snapshot.fields.iter().map(|field| field.index).collect();
    let Ok(assessment) = engine.assess_page(snapshot, &FrameContext::default()) else {
        return write_line(out, &invalid(&url));
    };
    let verdict = assessment.verdict;
    write_line(
        out,
        &PageAnswer {
            url: &url,
            level: verdict.level.as_str(),
            reasons: rule_names(&verdict),
            asks: verdict.asks.iter().map(|kind| kind.id()).collect(),
            fields: field_answers(&assessment.ask, &indexes),
            brand: verdict.brand.map(|brand| brand.id),
        },
    )
}

fn field_answers(ask: &FormAnalysis, indexes: &[i32]) -> Vec<FieldAnswer> {
    ask.fields
        .iter()
        .filter_map(|asked| {
            let index = *indexes.get(asked.field)?;
            (index >= 0).then_some(FieldAnswer {
                index,
                got: asked.kind.id(),
            })
        })
        .collect()
}

/// What is said of a message, displayed or as its source.
fn message_in(text: &str, engine: &Engine) -> message::MessageVerdict {
    let mail = paste::mail_in(text);
    mail.map_or_else(
        || message::assess(text, engine),
        |mail| message::assess_mail(&mail, engine),
    )
}

/// The characters of an input. Only a mail's source says itself what its bytes mean.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) if mail::is_source(bytes) => bytes.iter().copied().map(char::from).collect(),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// One text, or JSON lines with one each, and what is said of each.
fn texts<T: Serialize>(mut input: impl Read, judge: impl Fn(&str) -> T) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let text = text_of(&bytes);
    let mut out = BufWriter::new(io::stdout().lock());
    let is_object = |line: &str| serde_json::from_str::<TextInput>(line).is_ok();
    if text.lines().next().is_some_and(is_object) {
        for line in text.lines() {
            match serde_json::from_str::<TextInput>(line) {
                Ok(TextInput { text }) => write_line(&mut out, &judge(&text))?,
                Err(_) => write_line(&mut out, &InvalidText { level: "invalid" })?,
            }
        }
    } else if !text.trim().is_empty() {
        write_line(&mut out, &judge(&text))?;
    }
    out.flush()
}

fn track(numbers: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for number in numbers {
        tracked(&mut out, number)?;
    }
    out.flush()
}

fn track_lines() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each_line(io::stdin().lock(), |line| tracked(&mut out, line))?;
    out.flush()
}

fn tracked(out: &mut impl Write, input: &str) -> io::Result<()> {
    write_line(out, &track_answer(input))
}

fn track_answer(input: &str) -> TrackAnswer<'_> {
    let (number, matches) = paste::number_of(input);
    TrackAnswer {
        input,
        number,
        matches: matches.into_iter().map(TrackedMatch::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use vigicolis::service::Choices;
    use vigicolis::service::{Request, Sender, Service};

    /// What the popup is told.
    fn popup(text: &str) -> Value {
        let request = Request::CheckPaste {
            text: text.into(),
            displayed: false,
        };
        let choices = Choices::default();
        let (_, reply) = Service::new(|_| None).handle(&Sender::default(), &choices, None, request);
        serde_json::to_value(reply).unwrap()["result"].take()
    }

    fn value(answer: &impl Serialize) -> Value {
        serde_json::to_value(answer).unwrap()
    }

    #[test]
    fn the_terminal_and_the_popup_say_the_same() {
        let kinds = [
            ("https://www.chronopost.fr/suivi", "link"),
            ("hxxps://chronopost-colis[.]example/x", "link"),
            ("https://u1.ct.sendgrid.net/ls/click?upn=x", "link"),
            (
                "Chronopost : des droits de douane sont à régler sur https://www.chronopost.fr/d",
                "message",
            ),
            (
                "From: DPD <a@colis.example>\n\nVotre colis est bloqué https://infos-fr.example/x",
                "message",
            ),
            (
                "Subject: =?utf-8?Q?colis?=\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nRFBEIDogdm90cmUgY29saXMgZXN0IGJsb3F1w6kgaHR0cHM6Ly9pbmZvcy1mci5leGFtcGxlL3g=",
                "message",
            ),
            ("6A 4937 3964 014", "number"),
            ("2656/42525537", "number"),
            ("09980000020033F", "number"),
            ("contact@chronopost.fr", "mail"),
            ("jean@gmail.com", "mail"),
            ("38004", "phone"),
            ("+44 7700 900123", "phone"),
            ("0899 12 34 56", "phone"),
            ("", "nothing"),
        ];
        let engine = Engine::default();
        for (text, kind) in kinds {
            let said = popup(text);
            assert_eq!(said["kind"], kind, "{text}");
            assert_eq!(value(&paste::assess(text, &engine)), said, "paste {text}");
            match kind {
                "message" => {
                    assert_eq!(value(&message_in(text, &engine)), said["verdict"], "{text}");
                }
                "number" => {
                    let answer = value(&track_answer(text));
                    assert_eq!(answer["number"], said["number"], "{text}");
                    let matches = answer["matches"].as_array().unwrap();
                    let shown = said["matches"].as_array().unwrap();
                    assert_eq!(matches.len(), shown.len(), "{text}");
                    for (one, other) in matches.iter().zip(shown) {
                        let mut whole = other["format"].clone();
                        whole["tracking"] = other["tracking"].clone();
                        assert_eq!(*one, whole, "{text}");
                    }
                }
                _ => {}
            }
        }
        assert_eq!(value(&track_answer("hello"))["matches"], json!([]));
    }

    #[test]
    fn a_mail_says_itself_what_its_bytes_mean() {
        let head = b"Subject: x\nContent-Type: text/plain; charset=iso-8859-2\n\n";
        let engine = Engine::default();
        let source = [head, &b"przesy\xb3ka"[..]].concat();
        let said = value(&paste::assess(&text_of(&source), &engine));
        assert_eq!(said["source"]["text"], "Subject: x\n\nprzesyłka");
        assert_eq!(text_of(b"przesy\xb3ka"), "przesy\u{fffd}ka");
        assert_eq!(text_of("przesyłka".as_bytes()), "przesyłka");
    }
}
