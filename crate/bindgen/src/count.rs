//! A counter of instructions in a module: what the engine does for an input is then a number, the
//! same on every machine.

use walrus::ir::{
    BinaryOp, Binop, Const, GlobalGet, GlobalSet, Instr, InstrLocId, InstrSeq, InstrSeqId, Value,
    Visitor,
};
use walrus::{ConstExpr, GlobalId, LocalFunction, Module, ValType};

/// What the counter is exported as.
const NAME: &str = "instructions";

/// Makes every stretch of instructions that run together add their number to the counter.
pub(crate) fn add_counter(module: &mut Module) {
    let zero = ConstExpr::Value(Value::I64(0));
    let counter = module.globals.add_local(ValType::I64, true, false, zero);
    module.exports.add(NAME, counter);
    for (_, function) in module.funcs.iter_local_mut() {
        for sequence in sequences(function) {
            let sequence = function.block_mut(sequence);
            sequence.instrs = counted(std::mem::take(&mut sequence.instrs), counter);
        }
    }
}

/// Every sequence of a function: itself, its blocks, loops and branches.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    struct Found(Vec<InstrSeqId>);
    impl<'i> Visitor<'i> for Found {
        fn start_instr_seq(&mut self, sequence: &'i InstrSeq) {
            self.0.push(sequence.id());
        }
    }
    let mut found = Found(Vec::new());
    walrus::ir::dfs_in_order(&mut found, function, function.entry_block());
    found.0
}

type Located = (Instr, InstrLocId);

/// A sequence with the counting before each stretch: one ends where control may leave or come in.
fn counted(instructions: Vec<Located>, counter: GlobalId) -> Vec<Located> {
    let mut all = Vec::new();
    let mut stretch = Vec::new();
    for instruction in instructions {
        let ends = matches!(
            instruction.0,
            Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::BrIf(_)
        );
        stretch.push(instruction);
        if ends {
            close(&mut all, &mut stretch, counter);
        }
    }
    close(&mut all, &mut stretch, counter);
    all
}

fn close(all: &mut Vec<Located>, stretch: &mut Vec<Located>, counter: GlobalId) {
    let Some(length) = i64::try_from(stretch.len())
        .ok()
        .filter(|&length| length > 0)
    else {
        return;
    };
    let counting: [Instr; 4] = [
        GlobalGet { global: counter }.into(),
        Const {
            value: Value::I64(length),
        }
        .into(),
        Binop {
            op: BinaryOp::I64Add,
        }
        .into(),
        GlobalSet { global: counter }.into(),
    ];
    all.extend(counting.map(|instruction| (instruction, InstrLocId::default())));
    all.append(stretch);
}
