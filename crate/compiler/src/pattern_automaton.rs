//! Patterns over folded words as one automaton: see `layout` for its bytes.
//!
//! The engine walks it from every place of a text, so that no regular expression is compiled on
//! a visitor's machine.

use std::collections::{BTreeSet, HashMap};

use regex_syntax::Parser;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::automaton::{Node, lay_out};
use super::layout::{EDGE, SYMBOLS, word_symbol};

/// Patterns of one place compiled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PatternAutomaton {
    /// The automaton; a node's flags are one more than the number of what is met there.
    pub(crate) bytes: Vec<u8>,
    /// What is met, each a bit for a pattern's number.
    pub(crate) met: Vec<u64>,
}

/// Compiles patterns, each with the number of its bit, to one automaton, or to several where one
/// would outgrow the layout. None where a single pattern does.
pub(crate) fn build(patterns: &[(u32, &str)]) -> Option<Vec<PatternAutomaton>> {
    if let Some(whole) = build_one(patterns) {
        return Some(vec![whole]);
    }
    if patterns.len() < 2 {
        return None;
    }
    let (one, other) = patterns.split_at(patterns.len() / 2);
    let mut parts = build(one)?;
    parts.extend(build(other)?);
    Some(parts)
}

fn build_one(patterns: &[(u32, &str)]) -> Option<PatternAutomaton> {
    let mut ways = Ways::default();
    let mut starts = Vec::new();
    for &(number, pattern) in patterns {
        let end = ways.push(Way::End(number));
        // A wrong pattern is said where it stands.
        starts.extend(parse(pattern).and_then(|hir| ways.before(&hir, end)));
    }
    let mut subsets = Subsets::new(&ways);
    let root = subsets.number_of(ways.closure(starts));
    subsets.explore();
    let mut met = Vec::new();
    let mut shared = Shared::default();
    let root = shared.add(&subsets, root, &mut met)?;
    let bytes = lay_out(&shared.nodes, root)?;
    Some(PatternAutomaton { bytes, met })
}

/// What is wrong with a pattern that is a regular expression otherwise.
pub(crate) fn check(pattern: &str) -> Result<(), String> {
    let mut ways = Ways::default();
    let end = ways.push(Way::End(0));
    ways.before(&parse(pattern)?, end).map(|_| ())
}

fn parse(pattern: &str) -> Result<Hir, String> {
    Parser::new()
        .parse(pattern)
        .map_err(|error| error.to_string())
}

/// A step of a pattern that is being met.
#[derive(Debug)]
enum Way {
    /// One of the symbols, a bit each, leads on.
    Symbols(u64, usize),
    /// All of these go on at once.
    Fork(Vec<usize>),
    /// The pattern with this number is met.
    End(u32),
}

/// The patterns' steps, the last of a pattern first.
#[derive(Debug, Default)]
struct Ways(Vec<Way>);

impl Ways {
    fn push(&mut self, way: Way) -> usize {
        self.0.push(way);
        self.0.len() - 1
    }

    /// The first step of what leads to `next`.
    fn before(&mut self, hir: &Hir, next: usize) -> Result<usize, String> {
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => literal.0.iter().rev().try_fold(next, |next, &byte| {
                let symbol = word_symbol(byte).ok_or_else(|| foreign(char::from(byte)))?;
                Ok(self.push(Way::Symbols(1 << symbol, next)))
            }),
            HirKind::Class(class) => {
                let symbols = symbols_of(class)?;
                Ok(self.push(Way::Symbols(symbols, next)))
            }
            HirKind::Look(Look::Start | Look::End) => Ok(self.push(Way::Symbols(1 << EDGE, next))),
            HirKind::Look(_) => Err("looks at more than its words".to_owned()),
            HirKind::Capture(capture) => self.before(&capture.sub, next),
            HirKind::Concat(parts) => parts
                .iter()
                .rev()
                .try_fold(next, |next, part| self.before(part, next)),
            HirKind::Alternation(parts) => {
                let starts: Result<Vec<_>, _> =
                    parts.iter().map(|part| self.before(part, next)).collect();
                Ok(self.push(Way::Fork(starts?)))
            }
            HirKind::Repetition(repetition) => {
                let mut start = next;
                match repetition.max {
                    Some(max) => {
                        for _ in repetition.min..max {
                            let once = self.before(&repetition.sub, start)?;
                            start = self.push(Way::Fork(vec![once, next]));
                        }
                    }
                    None => {
                        start = self.push(Way::Fork(Vec::new()));
                        let again = self.before(&repetition.sub, start)?;
                        if let Some(Way::Fork(ways)) = self.0.get_mut(start) {
                            ways.extend([again, next]);
                        }
                    }
                }
                (0..repetition.min).try_fold(start, |next, _| self.before(&repetition.sub, next))
            }
        }
    }

    /// The steps that these are without a symbol, but no forks.
    fn closure(&self, steps: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut open: Vec<usize> = steps.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(step) = open.pop() {
            if seen.insert(step)
                && let Some(Way::Fork(ways)) = self.0.get(step)
            {
                open.extend(ways);
            }
        }
        seen.retain(|&step| !matches!(self.0.get(step), Some(Way::Fork(_))));
        seen.into_iter().collect()
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
            let symbol = u8::try_from(c).ok().and_then(word_symbol);
            symbols |= 1 << symbol.ok_or_else(|| foreign(c))?;
        }
    }
    Ok(symbols)
}

fn foreign(c: char) -> String {
    format!("meets `{c}`, which no folded word has")
}

/// Sets of steps that a text can have come to at once, each numbered.
#[derive(Debug)]
struct Subsets<'a> {
    ways: &'a Ways,
    numbers: HashMap<Vec<usize>, usize>,
    sets: Vec<Vec<usize>>,
    /// From each set, by a symbol, to a set.
    onward: Vec<Vec<(u8, usize)>>,
}

impl<'a> Subsets<'a> {
    fn new(ways: &'a Ways) -> Self {
        Self {
            ways,
            numbers: HashMap::new(),
            sets: Vec::new(),
            onward: Vec::new(),
        }
    }

    fn number_of(&mut self, set: Vec<usize>) -> usize {
        *self.numbers.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        })
    }

    /// Follows every symbol from every set.
    fn explore(&mut self) {
        while let Some(set) = self.sets.get(self.onward.len()) {
            let mut by_symbol = vec![Vec::new(); usize::from(SYMBOLS)];
            for &step in set {
                if let Some(&Way::Symbols(symbols, next)) = self.ways.0.get(step) {
                    for (symbol, steps) in by_symbol.iter_mut().enumerate() {
                        if symbols >> symbol & 1 == 1 {
                            steps.push(next);
                        }
                    }
                }
            }
            let mut onward = Vec::new();
            for (symbol, steps) in (0..SYMBOLS).zip(by_symbol) {
                if !steps.is_empty() {
                    let next = self.number_of(self.ways.closure(steps));
                    onward.push((symbol, next));
                }
            }
            self.onward.push(onward);
        }
    }

    /// A bit for each pattern that is met at a set.
    fn met_at(&self, number: usize) -> u64 {
        let set = self.sets.get(number).map(Vec::as_slice).unwrap_or_default();
        set.iter()
            .fold(0, |met, &step| match self.ways.0.get(step) {
                Some(&Way::End(number)) => met | 1 << number,
                _ => met,
            })
    }
}

/// The sets as nodes, equal ones shared as far as no way leads back to them.
#[derive(Debug, Default)]
struct Shared {
    nodes: Vec<Node>,
    known: HashMap<Node, usize>,
    /// Numbers of the nodes by those of the sets.
    places: HashMap<usize, usize>,
    /// The sets on the way to the one that is added.
    before: BTreeSet<usize>,
}

impl Shared {
    /// Adds a set and all that it leads to; gives the number of its node. None where more
    /// combinations are met than a node's flags can number.
    fn add(&mut self, subsets: &Subsets<'_>, set: usize, met: &mut Vec<u64>) -> Option<usize> {
        if let Some(&place) = self.places.get(&set) {
            return Some(place);
        }
        if !self.before.insert(set) {
            // A way leads back: the node has a place before what it holds is known.
            let place = self.push(Node::default());
            self.places.insert(set, place);
            return Some(place);
        }
        let mut node = Node {
            flags: flag_of(subsets.met_at(set), met)?,
            ways: Vec::new(),
        };
        for &(symbol, next) in subsets.onward.get(set)? {
            node.ways.push((symbol, self.add(subsets, next, met)?));
        }
        self.before.remove(&set);
        if let Some(&place) = self.places.get(&set) {
            *self.nodes.get_mut(place)? = node;
            return Some(place);
        }
        let place = match self.known.get(&node) {
            Some(&place) => place,
            None => {
                let place = self.push(node.clone());
                self.known.insert(node, place);
                place
            }
        };
        self.places.insert(set, place);
        Some(place)
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }
}

/// The flags of a node at which this is met.
fn flag_of(met_here: u64, met: &mut Vec<u64>) -> Option<u8> {
    if met_here == 0 {
        return Some(0);
    }
    let number = met.iter().position(|&known| known == met_here);
    let number = number.unwrap_or_else(|| {
        met.push(met_here);
        met.len() - 1
    });
    u8::try_from(number + 1).ok()
}

#[cfg(test)]
mod tests {
    use regex::Regex;
    use vigicolis_format::automaton::meet;

    use super::*;

    /// The numbers of the patterns that the words hold.
    fn met(automata: &[PatternAutomaton], words: &str) -> Vec<u32> {
        let mut all = 0;
        for PatternAutomaton { bytes, met } in automata {
            meet(bytes, words, |flags| all |= met[usize::from(flags) - 1]);
        }
        (0..64).filter(|number| all >> number & 1 == 1).collect()
    }

    #[test]
    fn automata_meet_what_regular_expressions_match() {
        let patterns = [
            " card (number|no) |cardnumber",
            "^ (your )?card $",
            " (de |la )*carte [0-9x]{4} ",
            "name ([a-z]+ ){0,2}on ([a-z0-9]+ )?cards?",
            "b?a+n{2,3} $",
            "verif[a-z]* |[vc]v[0-9]",
        ];
        let numbered: Vec<_> = (0..).zip(patterns).collect();
        let automata = build(&numbered).unwrap();
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
            assert_eq!(met(&automata, &words), expected, "{words:?}");
        }
        assert!(met_by_any > 10_000, "{met_by_any}");
    }

    #[test]
    fn what_outgrows_one_automaton_is_parted() {
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + u8::try_from(state >> 24).unwrap() % 26)
        };
        let words: Vec<String> = (0..2_000)
            .map(|_| (0..60).map(|_| letter()).collect())
            .collect();
        let patterns: Vec<String> = words.chunks(50).map(|words| words.join("|")).collect();
        let numbered: Vec<_> = (0..).zip(patterns.iter().map(String::as_str)).collect();
        let automata = build(&numbered).unwrap();
        assert!(automata.len() > 1);
        for (at, word) in words.iter().enumerate().step_by(97) {
            let number = u32::try_from(at / 50).unwrap();
            assert_eq!(met(&automata, word), [number]);
        }
    }

    #[test]
    fn a_long_text_of_beginnings_stays_cheap() {
        let automata = build(&[(0, "name [a-z ]*card")]).unwrap();
        assert_eq!(met(&automata, &format!(" {}", "name ".repeat(100_000))), []);
        assert_eq!(met(&automata, " name of a card "), [0]);
    }
}
