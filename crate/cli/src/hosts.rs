//! Feeds of millions of hosts, judged as a stream on all cores: what a CERT or a
//! carrier's abuse desk reads from certificate transparency or zone files.
//!
//! One reader cuts the input into blocks of whole lines, workers judge them, one
//! writer puts the answers back into order. A block may start only when another
//! was written, so memory is bounded however long the feed and slow the output.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use vigicolis::{Engine, Level};

use crate::answer::Answer;

/// Bytes of a block before it ends with its line.
const BLOCK: usize = 256 * 1024;
/// A longer line is no host and no address; it is cut.
const MAX_LINE: usize = 64 * 1024;
/// Blocks under way for each worker.
const AHEAD: usize = 4;

/// How a feed is read and answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Only hosts that are worth a warning.
    pub(crate) flagged: bool,
    /// No progress bar and no summary.
    pub(crate) quiet: bool,
    /// Workers; all cores if none is given.
    pub(crate) threads: Option<NonZeroUsize>,
}

/// What a feed came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Lines read.
    pub(crate) lines: u64,
    /// Worth a warning.
    pub(crate) flagged: u64,
    /// No host and no address.
    pub(crate) invalid: u64,
}

/// A block of whole lines on its way to a worker.
struct Block {
    number: u64,
    lines: Vec<u8>,
}

/// A judged block on its way to the writer.
struct Judged {
    number: u64,
    read: u64,
    answers: Vec<u8>,
    counts: Counts,
}

/// Judges a feed; answers in its order, one JSON object a line.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub(crate) fn run(
    engine: &Engine,
    input: impl BufRead,
    size: Option<u64>,
    out: impl Write + Send,
    options: Options,
) -> io::Result<Counts> {
    let threads = options.threads.map_or_else(
        || thread::available_parallelism().map_or(1, NonZeroUsize::get),
        NonZeroUsize::get,
    );
    let bar = progress(size, options.quiet);
    let begin = Instant::now();
    let counts = thread::scope(|scope| {
        let (to_workers, blocks) = sync_channel::<Block>(threads);
        let (to_writer, judged) = channel::<Judged>();
        // A credit for each block that may be under way.
        let (give_back, credits) = channel::<()>();
        for _ in 0..threads * AHEAD {
            let _ = give_back.send(());
        }
        let blocks = Arc::new(Mutex::new(blocks));
        for _ in 0..threads {
            let (blocks, to_writer) = (Arc::clone(&blocks), to_writer.clone());
            scope.spawn(move || work(engine, &blocks, &to_writer, options.flagged));
        }
        drop((blocks, to_writer));
        let bar = &bar;
        let writer = scope.spawn(move || write(&judged, &give_back, out, bar));
        let read = read(input, &to_workers, &credits);
        drop(to_workers);
        let written = writer
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the writer stopped")));
        read.and(written)
    })?;
    bar.finish_and_clear();
    if !options.quiet {
        let seconds = begin.elapsed().as_secs_f64().max(0.001);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate for people"
        )]
        let rate = (counts.lines as f64 / seconds) as u64;
        eprintln!(
            "{} lines, {} flagged, {} invalid, {seconds:.1} s, {} a second on {threads} threads",
            HumanCount(counts.lines),
            HumanCount(counts.flagged),
            HumanCount(counts.invalid),
            HumanCount(rate),
        );
    }
    Ok(counts)
}

fn progress(size: Option<u64>, quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{wide_bar} {bytes} of {total_bytes}, {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {bytes} read, {elapsed}",
        ),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Cuts the input into blocks that end with their line.
fn read(
    mut input: impl BufRead,
    to_workers: &SyncSender<Block>,
    credits: &Receiver<()>,
) -> io::Result<()> {
    for number in 0.. {
        let mut lines = Vec::with_capacity(BLOCK + 256);
        input.by_ref().take(BLOCK as u64).read_to_end(&mut lines)?;
        if lines.is_empty() {
            break;
        }
        if lines.last() != Some(&b'\n') {
            input
                .by_ref()
                .take(MAX_LINE as u64)
                .read_until(b'\n', &mut lines)?;
            if lines.last() != Some(&b'\n') {
                skip_line(&mut input)?;
            }
        }
        // Fails when the writer has gone: it tells why.
        if credits.recv().is_err() || to_workers.send(Block { number, lines }).is_err() {
            break;
        }
    }
    Ok(())
}

/// Passes over the rest of a line.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if ended {
            return Ok(());
        }
    }
}

fn work(
    engine: &Engine,
    blocks: &Mutex<Receiver<Block>>,
    to_writer: &Sender<Judged>,
    only_flagged: bool,
) {
    loop {
        let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(block) = next else { return };
        if to_writer.send(judge(engine, &block, only_flagged)).is_err() {
            return;
        }
    }
}

fn judge(engine: &Engine, block: &Block, only_flagged: bool) -> Judged {
    let mut judged = Judged {
        number: block.number,
        read: block.lines.len() as u64,
        answers: Vec::with_capacity(if only_flagged {
            1024
        } else {
            block.lines.len() * 4
        }),
        counts: Counts::default(),
    };
    let body = block.lines.strip_suffix(b"\n").unwrap_or(&block.lines);
    for line in body.split(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(line);
        let answer = Answer::of(engine, line.trim_end_matches('\r'));
        judged.counts.lines += 1;
        let flagged = answer.level() >= Some(Level::Caution);
        judged.counts.flagged += u64::from(flagged);
        judged.counts.invalid += u64::from(answer.level().is_none());
        if flagged || !only_flagged {
            // Writing to memory does not fail.
            let _ = answer.write(&mut judged.answers);
        }
    }
    judged
}

/// Writes the answers in order, and lets a block in for each that is out.
fn write(
    judged: &Receiver<Judged>,
    give_back: &Sender<()>,
    mut out: impl Write,
    bar: &ProgressBar,
) -> io::Result<Counts> {
    let mut counts = Counts::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for block in judged {
        waiting.insert(block.number, block);
        while let Some(block) = waiting.remove(&next) {
            next += 1;
            out.write_all(&block.answers)?;
            bar.inc(block.read);
            counts.lines += block.counts.lines;
            counts.flagged += block.counts.flagged;
            counts.invalid += block.counts.invalid;
            // The reader may have finished.
            let _ = give_back.send(());
        }
    }
    out.flush()?;
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str, threads: usize, flagged: bool) -> (String, Counts) {
        let mut out = Vec::new();
        let options = Options {
            flagged,
            quiet: true,
            threads: NonZeroUsize::new(threads),
        };
        let engine = Engine::default();
        let counts = run(&engine, input.as_bytes(), None, &mut out, options).unwrap();
        (String::from_utf8(out).unwrap(), counts)
    }

    /// Blocks' worth of lines, all of them different.
    fn feed() -> String {
        (0..60_000)
            .map(|number| match number % 3 {
                0 => format!("chronopost-colis-{number}.example\n"),
                1 => format!("boulangerie-{number}.example\n"),
                _ => format!("not a host {number}\n"),
            })
            .collect()
    }

    #[test]
    fn the_order_and_the_answers_are_those_of_one_thread() {
        let feed = feed();
        let (one, counts) = answers(&feed, 1, false);
        assert_eq!(
            counts,
            Counts {
                lines: 60_000,
                flagged: 20_000,
                invalid: 20_000
            }
        );
        assert_eq!(one.lines().count(), 60_000);
        let (many, again) = answers(&feed, 4, false);
        assert!(one == many);
        assert_eq!(counts, again);
    }

    #[test]
    fn only_the_flagged_ones() {
        let (out, counts) = answers(&feed(), 2, true);
        assert_eq!(out.lines().count(), 20_000);
        assert_eq!(counts.lines, 60_000);
        assert!(out.lines().all(|line| line.contains("chronopost")));
    }

    #[test]
    fn lines_without_end_and_without_measure() {
        let (out, counts) = answers("chronopost-colis.example", 1, false);
        assert_eq!((out.lines().count(), counts.flagged), (1, 1));
        let long = format!(
            "{}\nboulangerie.example\n",
            "a".repeat(BLOCK + 3 * MAX_LINE)
        );
        let (out, counts) = answers(&long, 2, false);
        assert_eq!((out.lines().count(), counts.invalid), (2, 1));
        let (out, _) = answers("\r\n\n", 1, false);
        assert_eq!(out.lines().count(), 2);
        let (out, counts) = answers("", 1, false);
        assert_eq!((out.as_str(), counts), ("", Counts::default()));
    }

    #[test]
    fn a_reader_that_had_enough_ends_the_run() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let options = Options {
            flagged: false,
            quiet: true,
            threads: NonZeroUsize::new(2),
        };
        let feed = feed().repeat(20);
        let error = run(&Engine::default(), feed.as_bytes(), None, Full, options).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
