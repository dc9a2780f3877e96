//! The minimal automaton of the public suffix list: see `layout` for its bytes.

use std::collections::{BTreeMap, HashMap};

use super::layout::{JUMP, LEAF, LIST, MAP, MAP_BYTES, MARK, SAME_PLACE, symbol};
use super::source::{Place, Problems};
use super::suffixes::Suffixes;

/// A node: what ends here, and the ways on.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
struct Node {
    flags: u8,
    /// Symbol and number of the node it leads to, by symbol.
    ways: Vec<(u8, usize)>,
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
fn lay_out(nodes: &[Node], root: usize) -> Option<Vec<u8>> {
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
                bytes.push(MARK | node.flags | if node.ways.is_empty() { LEAF } else { 0 });
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
            push_heads(&mut bytes, node)?;
            for &(_, next) in &node.ways {
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

/// Writes what stands before the offsets of a node with several ways on.
fn push_heads(bytes: &mut Vec<u8>, node: &Node) -> Option<()> {
    let symbols = node.ways.iter().map(|&(symbol, _)| symbol);
    if node.ways.len() <= MAP_BYTES {
        if !node.ways.is_empty() {
            bytes.push(LIST | u8::try_from(node.ways.len()).ok()?);
        }
        bytes.extend(symbols);
    } else {
        bytes.push(MAP);
        let bits = symbols.fold(0_u64, |bits, symbol| bits | 1 << symbol);
        bytes.extend(bits.to_le_bytes().get(..MAP_BYTES)?);
    }
    Some(())
}
