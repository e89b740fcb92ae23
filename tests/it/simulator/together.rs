//! Several operators at once: whatever comes of it must be what some order would have given.

use serde_json::{Map, Value};

use super::act::Act;
use super::driver::Driver;
use super::model::{Model, Verdict};
use super::operator::{self, Mood};
use crate::harness::cardctl::{Output, Running};
use crate::oracle::dice::Dice;

/// Whether a command may be one of several at once. Files of cards and keys have one name for all, questions are asked
/// alone, who registers at the same moment has no order, and what is being received is sent or not.
fn fits(act: &Act, chosen: &[Act]) -> bool {
    let registers = |act: &Act| matches!(act, Act::Register { .. } | Act::People(_));
    match act {
        Act::Issue { .. } | Act::Look(_) | Act::Rotate | Act::MakeSecret { .. } | Act::Dispatch { .. } => {
            false
        }
        act => !(registers(act) && chosen.iter().any(registers)),
    }
}

/// What several do at once.
pub(super) fn pick(dice: &mut Dice, model: &Model, mood: Mood) -> Vec<Act> {
    let count = dice.below(3) + 2;
    let mut acts: Vec<Act> = Vec::new();
    while acts.len() < count {
        let act = operator::next(dice, model, mood);
        if fits(&act, &acts) {
            acts.push(act);
        }
    }
    acts
}

/// All orders of so many.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(count - 1) {
        for at in 0..count {
            let mut longer = order.clone();
            longer.insert(at, count - 1);
            all.push(longer);
        }
    }
    all
}

/// Whether an answer has what it should. A row that says something else than another one under its id is a conflict, or is
/// not taken for another reason while neither of the two is there yet.
fn says(wanted: &Map<String, Value>, found: &str) -> bool {
    let found: Value = serde_json::from_str(found).unwrap_or_default();
    let refused = |of: &dyn Fn(&str) -> Option<i64>| of("conflicts").zip(of("rejected")).map(|(c, r)| c + r);
    wanted.iter().all(|(key, value)| match key.as_str() {
        "conflicts" | "rejected" => {
            refused(&|key| wanted.get(key)?.as_i64()) == refused(&|key| found[key].as_i64())
        }
        _ => found[key] == *value,
    })
}

impl Driver {
    /// Starts all of them, and looks for an order that explains how they ended and what stands now. Who was told to try
    /// again later has done nothing.
    pub(super) fn together(&mut self, acts: &[Act]) -> Result<(), String> {
        let running: Vec<Running> = acts.iter().enumerate().map(|(n, act)| self.start(act, n)).collect();
        let outputs: Vec<Output> = running.into_iter().map(Running::wait).collect();
        let told = || outputs.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        self.settle()?;
        let found = self.standing()?;
        for order in orders(acts.len()) {
            let mut model = self.model.clone();
            let explained = order.into_iter().all(|n| {
                if outputs[n].status == 75 {
                    return true;
                }
                let answer = model.apply(&acts[n]);
                model.take_stages();
                answer.verdict.status() == outputs[n].status
                    // A ref that was taken in the meantime is no other field of the answer.
                    && (answer.verdict == Verdict::Unchanged || says(&answer.says, &outputs[n].stdout))
            });
            if explained && model.lines() == found.lines {
                self.took(model, found.audited);
                return Ok(());
            }
        }
        let mut model = self.model.clone();
        for (act, output) in acts.iter().zip(&outputs) {
            if output.status != 75 {
                model.apply(act);
                model.take_stages();
            }
        }
        let difference = super::compare::difference(&model.lines(), &found.lines).unwrap_or_default();
        Err(format!("no order explains what came of it; in theirs {difference}\n{}", told()))
    }
}
