//! All words that are looked for in host names: brands' names, and the words
//! that stand beside them. Made once, from the data.
//!
//! By hand: a library for many patterns costs tens of kB of wasm, and knows neither
//! look-alike letters nor one typing error.

use super::stream::Stream;
use super::{Brand, everyday};
use crate::data::{self, Alias, AliasClass, HostWordClass};
use crate::data_map::DataMap;
use crate::text::confusables;

/// What a known word is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    /// A brand's name.
    Brand {
        /// Number of the brand.
        brand: usize,
        /// How much the name says.
        class: AliasClass,
        /// Whether its letters are never chance.
        anywhere: bool,
        /// Whether it is an everyday word.
        everyday: bool,
        /// Bit `n`: a space stands before letter `n` of the name.
        gaps: u64,
    },
    /// Another word.
    Other(HostWordClass),
}

/// A known word in a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// First letter.
    pub(crate) start: usize,
    /// After the last letter.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) word: Word,
}

impl Hit {
    /// Letters.
    pub(crate) fn length(&self) -> usize {
        self.end - self.start
    }

    /// Whether it is glued to a distinctive brand's name, and no chance: `payment` of
    /// `dhlpaymentsubmission`; or takes the other end of its token: `uspshelpmydelivery`.
    pub(crate) fn touches_brand(&self, hits: &[Self], stream: &Stream) -> bool {
        let faces = |other: &Self| {
            let (first, last) = if other.start < self.start {
                (other, self)
            } else {
                (self, other)
            };
            first.end == last.start
                || stream.is_border(first.start)
                    && stream.is_border(last.end)
                    && stream.between_hyphens((first.start, first.end))
                        == stream.between_hyphens((last.start, last.end))
        };
        self.length() >= LONG_WORD
            && hits.iter().any(|other| {
                matches!(
                    other.word,
                    Word::Brand {
                        class: AliasClass::Distinctive,
                        ..
                    }
                ) && faces(other)
            })
    }

    /// Whether it lies inside a longer brand's name: `post` of `inpost` is no company.
    pub(crate) fn is_inside_brand(&self, hits: &[Self]) -> bool {
        hits.iter().any(|other| {
            matches!(other.word, Word::Brand { .. })
                && other.start <= self.start
                && self.end <= other.end
                && other.length() > self.length()
        })
    }
}

/// A brand's name one typing error away.
pub(crate) struct Near {
    /// Number of the brand.
    pub(crate) brand: usize,
    /// Letters of its name.
    pub(crate) length: usize,
    /// Whether only look-alike letters differ.
    pub(crate) homograph: bool,
    /// Whether both begin with the same letter; a reader notices another one.
    pub(crate) same_start: bool,
    /// Whether the name is long, or no everyday word: few other words are near it.
    pub(crate) sure: bool,
}

/// A brand's name that may be looked for with a typing error.
#[derive(Debug)]
struct NearWord {
    letters: String,
    skeleton: String,
    brand: usize,
    sure: bool,
}

/// A shorter name is one typing error away from too much.
const MIN_NEAR: usize = 6;
/// A name is read into look-alike letters (`dh1`) from here.
const MIN_LOOKALIKE: usize = 3;
/// Letters that a surely meant shorter name has to itself: `jt express` has two.
const MIN_OWN_LETTERS: usize = 4;
/// A word of this length is seldom chance.
const LONG_WORD: usize = 5;
/// A longer name is unmistakable whatever it is made of.
const LONG_NAME: usize = 11;

/// The words, as a trie over `a-z0-9`.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// 36 edges a node; 0 is none.
    edges: Vec<[u16; 36]>,
    words: Vec<Option<Word>>,
    near: Vec<NearWord>,
    /// Names by the hashes of their skeletons, whole and with one letter left out.
    near_by_hash: DataMap<u32, Vec<u16>>,
    /// One bit a hash, so that most questions end without a look-up.
    near_bloom: Vec<u64>,
    abused: Vec<&'static str>,
}

impl Lexicon {
    /// The words of the data, and the names of these brands.
    pub(super) fn new<'r>(brands: impl Iterator<Item = Brand<'r>>) -> Self {
        let mut lexicon = Self {
            edges: vec![[0; 36]],
            words: vec![None],
            near: Vec::new(),
            near_by_hash: DataMap::default(),
            near_bloom: vec![0; BLOOM_BITS / 64],
            abused: Vec::new(),
        };
        for word in data::host_words() {
            if word.class == HostWordClass::AbusedTopLevel {
                lexicon.abused.push(word.text);
            } else {
                lexicon.insert(word.text, Word::Other(word.class));
            }
        }
        for (number, brand) in brands.enumerate() {
            for alias in brand.aliases() {
                if alias.glued.bytes().all(|byte| slot(byte).is_some()) {
                    lexicon.insert_name(number, alias);
                }
            }
        }
        lexicon
    }

    /// Adds a brand's name, and what looks like it.
    fn insert_name(&mut self, brand: usize, alias: Alias<'_>) {
        let Alias { glued, class, .. } = alias;
        let word = Word::Brand {
            brand,
            class,
            anywhere: alias.anywhere,
            everyday: everyday::is_everyday(class, glued),
            gaps: gaps_of(alias.words),
        };
        self.insert(glued, word);
        if class == AliasClass::Distinctive && glued.len() >= MIN_LOOKALIKE {
            let own = || self.own_letters(glued) >= MIN_OWN_LETTERS;
            let sure = glued.len() >= LONG_NAME || glued.len() >= MIN_NEAR && own();
            self.insert_near(NearWord {
                letters: glued.to_owned(),
                skeleton: confusables::skeleton(glued).into_owned(),
                brand,
                sure,
            });
        }
    }

    /// Letters of a name that are left when known words and digits are cut off its ends.
    fn own_letters(&self, glued: &str) -> usize {
        let stream = Stream::new(glued);
        let hits = self.hits(&stream);
        let (start, end) = Self::trim_known(&hits, (0, stream.len()));
        stream
            .get((start, end))
            .bytes()
            .filter(u8::is_ascii_lowercase)
            .count()
    }

    /// Adds a word. A brand's name goes before other words, and the first
    /// brand's before later ones'.
    fn insert(&mut self, text: &str, word: Word) {
        let mut node = 0_usize;
        for byte in text.bytes() {
            let Some(slot) = slot(byte) else { return };
            let next = self.edge(node, slot);
            node = if next == 0 {
                let Ok(fresh) = u16::try_from(self.edges.len()) else {
                    return;
                };
                self.edges.push([0; 36]);
                self.words.push(None);
                if let Some(edge) = self
                    .edges
                    .get_mut(node)
                    .and_then(|edges| edges.get_mut(slot))
                {
                    *edge = fresh;
                }
                usize::from(fresh)
            } else {
                next
            };
        }
        match (self.words.get_mut(node), word) {
            // `laposte` and `la poste` are one name: a hyphen may part it.
            (
                Some(Some(Word::Brand { brand, gaps, .. })),
                Word::Brand {
                    brand: other,
                    gaps: more,
                    ..
                },
            ) => {
                if *brand == other {
                    *gaps |= more;
                }
            }
            (Some(Some(Word::Brand { .. })), Word::Other(_)) | (None, _) => {}
            (Some(place), _) => *place = Some(word),
        }
    }

    fn insert_near(&mut self, word: NearWord) {
        let Ok(index) = u16::try_from(self.near.len()) else {
            return;
        };
        // Of a short name only the look-alikes are looked for.
        let hashes = if word.letters.len() < MIN_NEAR {
            1
        } else {
            usize::MAX
        };
        for hash in deletion_hashes(&word.skeleton)
            .take(hashes)
            .chain(deletion_hashes(&word.letters).take(hashes))
        {
            let list = self.near_by_hash.entry(hash).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
            if let Some(bits) = self.near_bloom.get_mut(bloom_word(hash)) {
                *bits |= 1 << (hash & 63);
            }
        }
        self.near.push(word);
    }

    fn edge(&self, node: usize, slot: usize) -> usize {
        self.edges
            .get(node)
            .and_then(|edges| edges.get(slot))
            .map_or(0, |&edge| usize::from(edge))
    }

    /// Whether phishing favours a top-level domain.
    pub(crate) fn is_abused(&self, top_level: &str) -> bool {
        self.abused.contains(&top_level)
    }

    /// All known words of a stream. Across a hyphen, and for words of two
    /// letters, only from border to border; words of three need one border.
    pub(crate) fn hits(&self, stream: &Stream) -> Vec<Hit> {
        let bytes = stream.letters.as_bytes();
        let mut hits = Vec::new();
        for start in 0..bytes.len() {
            let mut node = 0;
            for (offset, &byte) in bytes.iter().skip(start).enumerate() {
                let Some(slot) = slot(byte) else { break };
                node = self.edge(node, slot);
                if node == 0 {
                    break;
                }
                let Some(Some(word)) = self.words.get(node) else {
                    continue;
                };
                let end = start + offset + 1;
                let (left, right) = (stream.is_border(start), stream.is_border(end));
                let fits = (left && right)
                    || match (stream.hyphens_inside(start, end), word) {
                        (
                            0,
                            Word::Brand {
                                class: AliasClass::Distinctive,
                                ..
                            },
                        ) => end - start > 2,
                        (0, _) => end - start > 3 || left || right,
                        // `royal-mailtrack`: parted where the name itself is
                        (hyphens, Word::Brand { gaps, .. }) => {
                            hyphens & !u128::from(*gaps) == 0 && (left || right)
                        }
                        _ => false,
                    };
                if fits {
                    hits.push(Hit {
                        start,
                        end,
                        word: *word,
                    });
                }
            }
        }
        hits
    }

    /// Cuts context words and fillers off both ends of a span.
    pub(crate) fn trim_known(hits: &[Hit], span: (usize, usize)) -> (usize, usize) {
        let (mut start, mut end) = span;
        let known = |hit: &&Hit| !matches!(hit.word, Word::Brand { .. }) && hit.length() >= 3;
        while let Some(hit) = hits
            .iter()
            .filter(known)
            .filter(|hit| hit.start == start && hit.end <= end)
            .max_by_key(|hit| hit.length())
        {
            start = hit.end;
        }
        while let Some(hit) = hits
            .iter()
            .filter(known)
            .filter(|hit| hit.end == end && hit.start >= start)
            .max_by_key(|hit| hit.length())
        {
            end = hit.start;
        }
        (start, end)
    }

    /// The brand's name that is one typing error away, or differs in
    /// look-alike letters only.
    pub(crate) fn nearest(&self, word: &str) -> Option<Near> {
        if word.len() < MIN_LOOKALIKE || word.len() > 40 {
            return None;
        }
        let skeleton = confusables::skeleton(word);
        // Both as written and as read: `rn` is an `m` to the eye, and two letters to a typist.
        deletion_hashes(&skeleton)
            .chain(deletion_hashes(word))
            .filter(|&hash| {
                self.near_bloom
                    .get(bloom_word(hash))
                    .is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
            })
            .filter_map(|hash| self.near_by_hash.get(&hash))
            .flatten()
            .filter_map(|&index| self.near.get(usize::from(index)))
            .find_map(|known| {
                let homograph = known.skeleton == skeleton && known.letters != word;
                let near = homograph
                    || known.letters.len() >= MIN_NEAR
                        && one_edit(word.as_bytes(), known.letters.as_bytes());
                near.then(|| Near {
                    brand: known.brand,
                    length: known.letters.len(),
                    homograph,
                    same_start: known.letters.get(..1) == word.get(..1),
                    sure: known.sure,
                })
            })
    }
}

const BLOOM_BITS: usize = 1 << 16;

fn bloom_word(hash: u32) -> usize {
    (hash >> 6) as usize % (BLOOM_BITS / 64)
}

/// Bit `n`: a space stands before letter `n` of a name, its spaces left out.
fn gaps_of(words: &str) -> u64 {
    let mut gaps = 0;
    let mut letters = 0_u32;
    for byte in words.bytes() {
        if byte == b' ' {
            gaps |= 1_u64.checked_shl(letters).unwrap_or(0);
        } else {
            letters += 1;
        }
    }
    gaps
}

/// Hashes of a word, and of the word with each one letter left out: two words
/// one edit apart share one. A polynomial hash, so that leaving a letter out is
/// a subtraction and all of them take one walk.
fn deletion_hashes(word: &str) -> impl Iterator<Item = u32> {
    const BASE: u32 = 0x0100_0193;
    /// `BASE * INVERSE` is one: steps down through the powers of the base.
    const INVERSE: u32 = 0x359c_449b;
    let mix = |hash: u32| (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    let add = |hash: u32, byte: u8| hash.wrapping_mul(BASE).wrapping_add(u32::from(byte));
    let whole = word.bytes().fold(0, add);
    let mut power = word
        .bytes()
        .fold(INVERSE, |power, _| power.wrapping_mul(BASE));
    let mut prefix = 0_u32;
    let without = word.bytes().map(move |byte| {
        let longer = add(prefix, byte);
        let hash = whole.wrapping_sub(longer.wrapping_sub(prefix).wrapping_mul(power));
        prefix = longer;
        power = power.wrapping_mul(INVERSE);
        mix(hash)
    });
    std::iter::once(mix(whole)).chain(without)
}

fn slot(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'0'..=b'9' => Some(usize::from(byte - b'0') + 26),
        _ => None,
    }
}

/// Optimal string alignment distance of at most one: insertion, deletion,
/// substitution, or transposition of neighbours.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let common = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let same_rest = |in_short: usize, in_long: usize| short.get(in_short..) == long.get(in_long..);
    if short.len() < long.len() {
        return same_rest(common, common + 1);
    }
    if common == short.len() || same_rest(common + 1, common + 1) {
        return true;
    }
    short.get(common) == long.get(common + 1)
        && short.get(common + 1) == long.get(common)
        && common + 1 < short.len()
        && same_rest(common + 2, common + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_typing_error() {
        let word = b"chronopost";
        for close in [
            "chronopost",
            "chronopst",
            "chronoposte",
            "chronopist",
            "chornopost",
            "hronopost",
            "chronopots",
        ] {
            assert!(one_edit(word, close.as_bytes()), "{close}");
        }
        for far in ["chronopt", "chrnoopst", "cronopots", "postchrono", ""] {
            assert!(!one_edit(word, far.as_bytes()), "{far}");
        }
    }

    #[test]
    fn the_largest_policy_has_room() {
        // As many brands, names and letters as `policy` takes.
        const BRANDS_AND_NAMES: usize = 50 * 21;
        const LETTERS: usize = 48;
        let added = BRANDS_AND_NAMES * LETTERS;
        assert!(
            Lexicon::new(data::carriers().iter().map(Brand::Listed))
                .edges
                .len()
                + added
                <= usize::from(u16::MAX)
        );
    }

    #[test]
    fn nearest_finds_what_readers_confuse() {
        let table = [
            ("chronopst", Some(("chronopost", false))),
            ("chornopost", Some(("chronopost", false))),
            ("cronopost", Some(("chronopost", false))),
            ("mondailrelay", Some(("mondialrelay", false))),
            ("chr0nopost", Some(("chronopost", true))),
            ("mondia1relay", Some(("mondialrelay", true))),
            ("rnondialrelay", Some(("mondialrelay", true))),
            // no brand, and brands made of everyday words
            ("wikipedia", None),
            ("itexpress", None),
        ];
        let lexicon = Lexicon::new(data::carriers().iter().map(Brand::Listed));
        for (word, expected) in table {
            let near = lexicon.nearest(word);
            assert_eq!(
                near.filter(|near| near.sure)
                    .map(|near| (data::carriers()[near.brand].id, near.homograph)),
                expected,
                "{word}"
            );
        }
    }
}
