//! Patterns over folded words: the steps that the compiler writes, and how the engine meets them.
//!
//! The steps of all patterns lie in one program, one way behind the other. A step is a symbol, a
//! class of symbols, a fork, a jump or an end, behind which the next way starts. The places of the
//! program that a text can have come to at once are one state. States are made when a text first
//! comes to them: the automaton of all of them would take three times the room of the program.

use std::rc::Rc;

use crate::hash;

/// The symbol at both ends of a text.
pub const EDGE: u8 = 37;
/// How many symbols there are.
pub const SYMBOLS: u8 = 38;

/// The two high bits of a byte that tell what it is.
pub const TAG: u8 = 0xc0;
/// Tag: one symbol, its number in the low bits.
pub const SYMBOL: u8 = 0x00;
/// Tag: any symbol of the class with the number in the low bits.
pub const CLASS: u8 = 0x40;
/// Tag: the pattern with the number in the low bits is met.
pub const END: u8 = 0x80;
/// Goes on behind, and at the distance that follows, too.
pub const FORK: u8 = 0xc0;
/// Goes on at the distance that follows.
pub const JUMP: u8 = 0xc1;
/// Bytes of a distance: little-endian, signed, from the byte behind it.
pub const DISTANCE: usize = 2;

/// What a pattern meets is no longer: no text makes the walks from all its places cost more.
pub const LONGEST_MATCH: usize = 200;

/// So many states are remembered; texts of forms come to a few hundred.
const MOST_STATES: usize = 4096;

/// Number of a byte of folded words; `None` for a byte that no pattern meets.
pub const fn symbol(byte: u8) -> Option<u8> {
    match byte {
        b'a'..=b'z' => Some(byte - b'a'),
        b'0'..=b'9' => Some(byte - b'0' + 26),
        b' ' => Some(36),
        _ => None,
    }
}

/// Meets the patterns of a program in texts.
#[derive(Debug)]
pub struct Meeter<'p> {
    program: &'p [u8],
    classes: &'p [u64],
    /// By their numbers: first the dead one, then the one at the start of every walk.
    states: Vec<State>,
    /// Of each state's places: what tells most states apart at a glance.
    hashes: Vec<u32>,
    /// By a place, the last round of making a state that came to it.
    marks: Vec<u32>,
    round: u32,
}

/// A state: see the head of this file.
#[derive(Debug)]
struct State {
    places: Rc<[usize]>,
    /// A bit for each pattern that is met here.
    met: u64,
    /// By a symbol, the number of the next state; none where nobody went so far.
    onward: [Option<u16>; SYMBOLS as usize],
}

const DEAD: u16 = 0;
const START: u16 = 1;

impl<'p> Meeter<'p> {
    /// A meeter that has read nothing. Classes have a bit for each symbol.
    #[must_use]
    pub fn new(program: &'p [u8], classes: &'p [u64]) -> Self {
        let mut meeter = Self {
            program,
            classes,
            states: Vec::new(),
            hashes: Vec::new(),
            marks: vec![0; program.len()],
            round: 0,
        };
        meeter.forget();
        meeter
    }

    /// A bit for each pattern that folded words hold, at any place.
    pub fn meet(&mut self, words: &str) -> u64 {
        let edge = || std::iter::once(Some(EDGE));
        let symbols = words.bytes().map(symbol);
        let symbols: Vec<Option<u8>> = edge().chain(symbols).chain(edge()).collect();
        let mut rest = symbols.as_slice();
        let mut met = 0;
        while !rest.is_empty() {
            if self.states.len() > MOST_STATES {
                self.forget();
            }
            met |= self.walk(rest);
            rest = rest.get(1..).unwrap_or_default();
        }
        met
    }

    /// What is met by a walk from the start of some symbols.
    fn walk(&mut self, symbols: &[Option<u8>]) -> u64 {
        let mut state = START;
        let mut met = 0;
        for symbol in symbols.iter().take(LONGEST_MATCH) {
            let Some(symbol) = symbol else { break };
            state = self.step(state, *symbol);
            if state == DEAD {
                break;
            }
            met |= self
                .states
                .get(usize::from(state))
                .map_or(0, |state| state.met);
        }
        met
    }

    fn step(&mut self, state: u16, symbol: u8) -> u16 {
        let Some(from) = self.states.get(usize::from(state)) else {
            return DEAD;
        };
        if let Some(&Some(next)) = from.onward.get(usize::from(symbol)) {
            return next;
        }
        let places = Rc::clone(&from.places);
        let next = self.after(&places, symbol);
        let from = self.states.get_mut(usize::from(state));
        if let Some(way) = from.and_then(|from| from.onward.get_mut(usize::from(symbol))) {
            *way = Some(next);
        }
        next
    }

    /// The state that a symbol leads to from some places.
    fn after(&mut self, places: &[usize], symbol: u8) -> u16 {
        let takes = |place: &&usize| match self.program.get(**place) {
            Some(byte) if byte & TAG == SYMBOL => *byte == symbol,
            Some(byte) if byte & TAG == CLASS => {
                let class = self.classes.get(usize::from(byte & !TAG));
                class.is_some_and(|class| class >> symbol & 1 == 1)
            }
            _ => false,
        };
        let next = places.iter().filter(takes).map(|place| place + 1).collect();
        self.number_of(next)
    }

    /// The number of the state that comes to these places, and on from them without a symbol.
    fn number_of(&mut self, mut places: Vec<usize>) -> u16 {
        let program = self.program;
        self.round += 1;
        let round = self.round;
        let mut is_new = |place: usize| {
            let mark = self.marks.get_mut(place);
            mark.is_some_and(|mark| std::mem::replace(mark, round) != round)
        };
        places.retain(|&place| is_new(place));
        let mut at = 0;
        while let Some(&place) = places.get(at) {
            let ways = match program.get(place) {
                Some(&FORK) => [Some(place + 1 + DISTANCE), target(program, place)],
                Some(&JUMP) => [target(program, place), None],
                _ => [None, None],
            };
            places.extend(ways.into_iter().flatten().filter(|&way| is_new(way)));
            at += 1;
        }
        let mut met = 0;
        let mut hash = hash::SEED;
        places.retain(|place| match program.get(*place) {
            None | Some(&FORK | &JUMP) => false,
            Some(byte) => {
                if byte & TAG == END {
                    met |= 1 << (byte & !TAG);
                }
                hash = place.to_le_bytes().into_iter().fold(hash, hash::add);
                true
            }
        });
        let numbered = self.hashes.iter().zip(&self.states);
        let is_same = |(other, state): (&u32, &State)| *other == hash && *state.places == *places;
        if let Some(number) = numbered.map(is_same).position(|same| same) {
            return u16::try_from(number).unwrap_or(DEAD);
        }
        let number = u16::try_from(self.states.len()).unwrap_or(DEAD);
        self.hashes.push(hash);
        self.states.push(State {
            places: places.into(),
            met,
            onward: [None; SYMBOLS as usize],
        });
        number
    }

    /// Forgets all states but the first two.
    fn forget(&mut self) {
        self.states.clear();
        self.hashes.clear();
        self.number_of(Vec::new());
        let mut starts = Vec::new();
        let mut place = 0;
        let mut is_start = true;
        while let Some(&byte) = self.program.get(place) {
            if is_start {
                starts.push(place);
            }
            is_start = byte & TAG == END;
            place += if matches!(byte, FORK | JUMP) {
                1 + DISTANCE
            } else {
                1
            };
        }
        self.number_of(starts);
    }
}

/// Where a fork or a jump of a program leads to.
fn target(program: &[u8], place: usize) -> Option<usize> {
    let behind = place + 1 + DISTANCE;
    let distance = program.get(place + 1..behind)?;
    let distance = i16::from_le_bytes(distance.try_into().ok()?);
    behind.checked_add_signed(isize::from(distance))
}
