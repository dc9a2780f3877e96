//! Patterns over folded words as one program: see `patterns` of the format for its bytes.
//!
//! Regular expressions are read here alone, so that none is compiled on a visitor's machine.

use regex_syntax::Parser;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::steps::{CLASS, EDGE, END, FORK, JUMP, TAG, symbol};

/// Patterns of one place compiled.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Program {
    /// The steps.
    pub(crate) bytes: Vec<u8>,
    /// The classes of symbols, a bit for each symbol.
    pub(crate) classes: Vec<u64>,
}

/// Compiles patterns, each with the number of its bit.
pub(crate) fn build<'a>(
    patterns: impl IntoIterator<Item = (u32, &'a str)>,
) -> Result<Program, String> {
    let mut program = Program::default();
    for (number, pattern) in patterns {
        let end = u8::try_from(number).ok().filter(|&number| number <= !TAG);
        let end = END | end.ok_or("has a number beyond the bits")?;
        let hir = parse(pattern)?;
        let whole = std::slice::from_ref(&hir);
        for way in ways_of(&hir).unwrap_or(whole) {
            program.push(way)?;
            program.bytes.push(end);
        }
    }
    Ok(program)
}

/// What is wrong with a pattern that is a regular expression otherwise.
pub(crate) fn check(pattern: &str) -> Result<(), String> {
    build([(0, pattern)]).map(|_| ())
}

fn parse(pattern: &str) -> Result<Hir, String> {
    Parser::new()
        .parse(pattern)
        .map_err(|error| error.to_string())
}

/// The alternatives of a choice.
fn ways_of(hir: &Hir) -> Option<&[Hir]> {
    match hir.kind() {
        HirKind::Alternation(ways) => Some(ways),
        _ => None,
    }
}

impl Program {
    /// Adds the steps of a pattern, from which the ones added next go on.
    fn push(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Empty => Ok(()),
            HirKind::Literal(literal) => literal.0.iter().try_for_each(|&byte| {
                let symbol = symbol(byte).ok_or_else(|| foreign(char::from(byte)))?;
                self.bytes.push(symbol);
                Ok(())
            }),
            HirKind::Class(class) => {
                let number = self.class(symbols_of(class)?)?;
                self.bytes.push(CLASS | number);
                Ok(())
            }
            HirKind::Look(Look::Start | Look::End) => {
                self.bytes.push(EDGE);
                Ok(())
            }
            HirKind::Look(_) => Err("looks at more than its words".to_owned()),
            HirKind::Capture(capture) => self.push(&capture.sub),
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.push(part)),
            HirKind::Alternation(ways) => {
                let (last, ways) = ways.split_last().ok_or("has an empty choice")?;
                let mut ends = Vec::new();
                for way in ways {
                    let other = self.leave(FORK);
                    self.push(way)?;
                    ends.push(self.leave(JUMP));
                    self.lead_here(other)?;
                }
                self.push(last)?;
                ends.into_iter().try_for_each(|end| self.lead_here(end))
            }
            HirKind::Repetition(repetition) => {
                for _ in 0..repetition.min {
                    self.push(&repetition.sub)?;
                }
                let Some(max) = repetition.max else {
                    let again = self.bytes.len();
                    let end = self.leave(FORK);
                    self.push(&repetition.sub)?;
                    let back = self.leave(JUMP);
                    self.lead(back, again)?;
                    return self.lead_here(end);
                };
                let mut ends = Vec::new();
                for _ in repetition.min..max {
                    ends.push(self.leave(FORK));
                    self.push(&repetition.sub)?;
                }
                ends.into_iter().try_for_each(|end| self.lead_here(end))
            }
        }
    }

    /// The number of a class.
    fn class(&mut self, symbols: u64) -> Result<u8, String> {
        let known = self.classes.iter().position(|&known| known == symbols);
        let number = known.unwrap_or_else(|| {
            self.classes.push(symbols);
            self.classes.len() - 1
        });
        let number = u8::try_from(number).ok().filter(|&number| number <= !TAG);
        number.ok_or_else(|| "is one class too many".to_owned())
    }

    /// Adds a fork or a jump; gives the place of its distance.
    fn leave(&mut self, step: u8) -> usize {
        self.bytes.extend([step, 0, 0]);
        self.bytes.len() - 2
    }

    /// Makes the distance at a place lead to the step that is added next.
    fn lead_here(&mut self, from: usize) -> Result<(), String> {
        self.lead(from, self.bytes.len())
    }

    fn lead(&mut self, from: usize, to: usize) -> Result<(), String> {
        let behind = from + 2;
        let distance = to
            .checked_signed_diff(behind)
            .and_then(|distance| i16::try_from(distance).ok());
        let bytes = distance.ok_or("leads too far")?.to_le_bytes();
        let place = self.bytes.get_mut(from..behind);
        place.ok_or("leads nowhere")?.copy_from_slice(&bytes);
        Ok(())
    }
}

/// A bit for each symbol of a class.
fn symbols_of(class: &Class) -> Result<u64, String> {
    let Class::Unicode(class) = class else {
        return Err("meets bytes that are no characters".to_owned());
    };
    let mut symbols = 0;
    for range in class.ranges() {
        for c in range.start()..=range.end() {
            let symbol = u8::try_from(c).ok().and_then(symbol);
            symbols |= 1 << symbol.ok_or_else(|| foreign(c))?;
        }
    }
    Ok(symbols)
}

fn foreign(c: char) -> String {
    format!("meets `{c}`, which no folded word has")
}

#[cfg(test)]
mod tests {
    use regex::Regex;
    use vigicolis_format::patterns::Meeter;

    use super::*;

    /// A program of patterns that are numbered in their order.
    fn program(patterns: &[&str]) -> Program {
        build((0..).zip(patterns.iter().copied())).unwrap()
    }

    /// The numbers of the patterns that the words hold.
    fn met(meeter: &mut Meeter<'_>, words: &str) -> Vec<u32> {
        let all = meeter.meet(words);
        (0..64).filter(|number| all >> number & 1 == 1).collect()
    }

    #[test]
    fn programs_meet_what_regular_expressions_match() {
        let patterns = [
            " card (number|no) |cardnumber",
            "^ (your )?card $",
            " (de |la )*carte [0-9x]{4} ",
            "name ([a-z]+ ){0,2}on ([a-z0-9]+ )?cards?",
            "b?a+n{2,3} $",
            "verif[a-z]* |[vc]v[0-9]",
        ];
        let Program { bytes, classes } = program(&patterns);
        let mut meeter = Meeter::new(&bytes, &classes);
        let pieces = [
            "card", "number", "no", "your", "name", "on", "a", "n", "ban", "carte", "de", "la",
            "12x4", "verify", "cv2", "s", "b", "\u{e9}",
        ];
        let regexes = patterns.map(|pattern| Regex::new(pattern).unwrap());
        let mut met_by_any = 0;
        for number in 0..200_000_usize {
            let mut words = String::from(" ");
            let mut rest = number.wrapping_mul(2_654_435_761) % 100_000_007;
            for _ in 0..=number % 5 {
                words.push_str(pieces[rest % pieces.len()]);
                rest /= pieces.len();
                if rest % 3 != 0 {
                    words.push(' ');
                }
            }
            words.push(' ');
            let expected: Vec<u32> = (0..)
                .zip(&regexes)
                .filter_map(|(number, regex)| regex.is_match(&words).then_some(number))
                .collect();
            met_by_any += usize::from(!expected.is_empty());
            assert_eq!(met(&mut meeter, &words), expected, "{words:?}");
        }
        assert!(met_by_any > 10_000, "{met_by_any}");
    }

    #[test]
    fn states_beyond_the_memory_are_made_anew() {
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + u8::try_from(state >> 24).unwrap() % 26)
        };
        let words: Vec<String> = (0..2_000)
            .map(|_| (0..60).map(|_| letter()).collect())
            .collect();
        let patterns: Vec<String> = words.chunks(50).map(|words| words.join("|")).collect();
        let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
        let Program { bytes, classes } = program(&patterns);
        let mut meeter = Meeter::new(&bytes, &classes);
        for (at, word) in words.iter().enumerate().step_by(7) {
            let number = u32::try_from(at / 50).unwrap();
            assert_eq!(met(&mut meeter, word), [number]);
        }
    }

    #[test]
    fn a_long_text_of_beginnings_stays_cheap() {
        let Program { bytes, classes } = program(&["name [a-z ]*card"]);
        let mut meeter = Meeter::new(&bytes, &classes);
        let beginnings = format!(" {}", "name ".repeat(100_000));
        assert_eq!(met(&mut meeter, &beginnings), []);
        assert_eq!(met(&mut meeter, " name of a card "), [0]);
    }
}
