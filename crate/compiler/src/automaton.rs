//! The minimal automaton of the public suffix list, and how any is written: see `layout` for the
//! bytes.

use std::collections::{BTreeMap, HashMap};

use super::layout::{JUMP, LEAF, LIST, MAP, MAP_BYTES, MARK, MOST, SAME_PLACE, WIDE, symbol};
use super::source::{Place, Problems};
use super::suffixes::Suffixes;

/// A node: what ends here, and the ways on.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) flags: u8,
    /// Symbol and number of the node it leads to, by symbol.
    pub(crate) ways: Vec<(u8, usize)>,
}

/// Builds the automaton.
pub(crate) fn build(suffixes: &Suffixes, problems: &mut Problems) -> Vec<u8> {
    let mut tree = Tree::default();
    for (name, &flags) in &suffixes.rules {
        let node = name
            .bytes()
            .rev()
            .filter_map(symbol)
            .fold(&mut tree, |node, symbol| {
                node.ways.entry(symbol).or_default()
            });
        node.flags = flags;
    }
    let mut minimal = Minimal::default();
    let root = minimal.add(&tree);
    let bytes = lay_out(&minimal.nodes, root);
    bytes.unwrap_or_else(|| {
        let place = Place {
            file: "hosts/public_suffix_list.dat".to_owned(),
            line: 1,
        };
        problems.add(place, "the list outgrew the automaton's 16-bit offsets");
        Vec::new()
    })
}

/// The rules as a tree, read from their right ends.
#[derive(Debug, Default)]
struct Tree {
    flags: u8,
    ways: BTreeMap<u8, Tree>,
}

/// The tree with equal branches shared.
#[derive(Debug, Default)]
struct Minimal {
    nodes: Vec<Node>,
    known: HashMap<Node, usize>,
}

impl Minimal {
    /// Adds a branch; gives the number of its node.
    fn add(&mut self, tree: &Tree) -> usize {
        let ways = tree
            .ways
            .iter()
            .map(|(&symbol, branch)| (symbol, self.add(branch)))
            .collect();
        let node = Node {
            flags: tree.flags,
            ways,
        };
        *self.known.entry(node).or_insert_with_key(|node| {
            self.nodes.push(node.clone());
            self.nodes.len() - 1
        })
    }
}

/// Writes the nodes one after another; `None` where they outgrow the offsets.
pub(crate) fn lay_out(nodes: &[Node], root: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    // Where an offset has to be filled in, and the node that it leads to.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut waiting = vec![root];
    while let Some(mut number) = waiting.pop() {
        while !places.contains_key(&number) {
            places.insert(number, bytes.len());
            let node = nodes.get(number)?;
            if node.flags != 0 || node.ways.is_empty() {
                let leaf = if node.ways.is_empty() { LEAF } else { 0 };
                bytes.push(MARK | node.flags.min(WIDE) | leaf);
                if node.flags >= WIDE {
                    bytes.push(node.flags);
                }
            }
            if let &[(symbol, next)] = node.ways.as_slice() {
                if places.contains_key(&next) {
                    bytes.push(JUMP | symbol);
                    open.push((bytes.len(), next));
                    bytes.extend([0, 0]);
                } else {
                    bytes.push(SAME_PLACE | symbol);
                    number = next;
                }
                continue;
            }
            let leading = push_heads(&mut bytes, node)?;
            for next in leading {
                open.push((bytes.len(), next));
                bytes.extend([0, 0]);
            }
            waiting.extend(node.ways.iter().rev().map(|&(_, next)| next));
        }
    }
    for (at, number) in open {
        let offset = u16::try_from(*places.get(&number)?).ok()?;
        bytes
            .get_mut(at..at + 2)?
            .copy_from_slice(&offset.to_le_bytes());
    }
    Some(bytes)
}

/// Writes what stands before the offsets of a node with several ways on; gives the nodes that the
/// offsets lead to.
fn push_heads(bytes: &mut Vec<u8>, node: &Node) -> Option<Vec<usize>> {
    let symbols = node.ways.iter().map(|&(symbol, _)| symbol);
    let all = || node.ways.iter().map(|&(_, next)| next).collect();
    if node.ways.len() <= MAP_BYTES {
        if !node.ways.is_empty() {
            bytes.push(LIST | u8::try_from(node.ways.len()).ok()?);
        }
        bytes.extend(symbols);
        return Some(all());
    }
    let bits = symbols.fold(0_u64, |bits, symbol| bits | 1 << symbol);
    let map = bits.to_le_bytes();
    let usual = most_frequent(node)?;
    let others: Vec<_> = node.ways.iter().filter(|way| way.1 != usual).collect();
    if 3 * others.len() + 3 >= 2 * node.ways.len() {
        bytes.push(MAP);
        bytes.extend(map.get(..MAP_BYTES)?);
        return Some(all());
    }
    bytes.push(MOST);
    bytes.extend(map.get(..MAP_BYTES)?);
    bytes.push(u8::try_from(others.len()).ok()?);
    bytes.extend(others.iter().map(|&&(symbol, _)| symbol));
    let others = others.iter().map(|&&(_, next)| next);
    Some(std::iter::once(usual).chain(others).collect())
}

/// The node that most ways lead to.
fn most_frequent(node: &Node) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &(_, next) in &node.ways {
        *counts.entry(next).or_default() += 1;
    }
    let (&next, _) = counts.iter().max_by_key(|&(_, count)| count)?;
    Some(next)
}
