//! What the tool is asked on its command line.

use std::num::NonZeroUsize;

use lexopt::prelude::*;
use lexopt::{Error, Parser};

use crate::hosts::Options;

/// Where a command reads from: a file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(String),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Judge addresses.
    Check(Vec<String>),
    /// Judge addresses, one a line.
    CheckLines,
    /// Judge a feed of hosts.
    Hosts(Input, Options),
    /// Judge page snapshots.
    Page(Input),
    /// Judge messages.
    Message(Input),
    /// Answer as the popup's box does.
    Paste(Input),
    /// Tell whose tracking numbers are.
    Track(Vec<String>),
    /// The same, one a line.
    TrackLines,
    /// Read pictures of QR codes.
    Qr(Vec<String>),
    /// Print the help.
    Help,
}

/// Reads a command line.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, Error> {
    let mut name = None;
    let mut values = Vec::new();
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        let is_hosts = name.as_deref() == Some("hosts");
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(value) if name.is_none() => name = Some(value.string()?),
            Value(value) => values.push(value.string()?),
            Long("flagged") if is_hosts => options.flagged = true,
            Long("quiet") if is_hosts => options.quiet = true,
            Long("threads") if is_hosts => {
                options.threads = Some(parser.value()?.parse::<NonZeroUsize>()?);
            }
            other => return Err(other.unexpected()),
        }
    }
    let lines = values == ["-"];
    match name.as_deref() {
        Some("check") if lines => Ok(Command::CheckLines),
        Some("check") => several(values, "check wants addresses, or -").map(Command::Check),
        Some("hosts") => Ok(Command::Hosts(one_input(values)?, options)),
        Some("page") if values.is_empty() => Err("page wants a file, or -".into()),
        Some("page") => one_input(values).map(Command::Page),
        Some("message") => one_input(values).map(Command::Message),
        Some("paste") => one_input(values).map(Command::Paste),
        Some("track") if lines => Ok(Command::TrackLines),
        Some("track") => several(values, "track wants numbers, or -").map(Command::Track),
        Some("qr") => several(values, "qr wants picture files").map(Command::Qr),
        Some("help") => Ok(Command::Help),
        Some(other) => Err(format!("there is no command \"{other}\"").into()),
        None => Err("what is to be done?".into()),
    }
}

/// Values of which there must be one at least.
fn several(values: Vec<String>, otherwise: &str) -> Result<Vec<String>, Error> {
    if values.is_empty() {
        return Err(otherwise.into());
    }
    Ok(values)
}

/// One file, `-` or nothing for standard input.
fn one_input(values: Vec<String>) -> Result<Input, Error> {
    let mut values = values.into_iter();
    let input = match values.next() {
        Some(file) if file != "-" => Input::File(file),
        _ => Input::Stdin,
    };
    match values.next() {
        Some(more) => Err(format!("one file at a time, and \"{more}\" is the second").into()),
        None => Ok(input),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let arguments = line.split_whitespace();
        parse(Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn commands() {
        let strings = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
        let file = || Input::File("feed.txt".to_owned());
        let table = [
            (
                "check a.example b.example",
                Command::Check(strings(&["a.example", "b.example"])),
            ),
            ("check -", Command::CheckLines),
            ("hosts", Command::Hosts(Input::Stdin, Options::default())),
            (
                "hosts --flagged --threads 3 feed.txt --quiet",
                Command::Hosts(
                    file(),
                    Options {
                        flagged: true,
                        quiet: true,
                        threads: NonZeroUsize::new(3),
                    },
                ),
            ),
            ("page -", Command::Page(Input::Stdin)),
            ("page feed.txt", Command::Page(file())),
            ("message", Command::Message(Input::Stdin)),
            ("paste feed.txt", Command::Paste(file())),
            ("track 38004", Command::Track(strings(&["38004"]))),
            ("track -", Command::TrackLines),
            ("qr a.png", Command::Qr(strings(&["a.png"]))),
            ("help", Command::Help),
            ("check --help", Command::Help),
        ];
        for (line, expected) in table {
            assert_eq!(parsed(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let table = [
            ("", "what is to be done?"),
            ("fly", "there is no command \"fly\""),
            ("check", "check wants addresses, or -"),
            ("page", "page wants a file, or -"),
            ("hosts a b", "one file at a time, and \"b\" is the second"),
            ("hosts --threads 0", "number would be zero"),
            ("hosts --fast", "invalid option '--fast'"),
            ("message --flagged", "invalid option '--flagged'"),
        ];
        for (line, expected) in table {
            let error = parsed(line).unwrap_err();
            assert!(error.contains(expected), "{line}: {error}");
        }
    }
}
