//! Several operators at once: whatever comes of it must be what some order would have given.

use serde_json::{Map, Value};

use super::act::{Act, Row};
use super::driver::Driver;
use super::model::{Answer, Model, Verdict};
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

/// What commits by itself of a command: purchases come before refunds.
fn parts(act: &Act) -> Vec<Act> {
    let Act::Purchases { source, rows } = act else { return vec![act.clone()] };
    let (refunds, purchases): (Vec<Row>, Vec<Row>) =
        rows.iter().cloned().partition(|row| row.refund_of.is_some());
    let parts = [purchases, refunds].into_iter().filter(|rows| !rows.is_empty());
    parts.map(|rows| Act::Purchases { source, rows }).collect()
}

/// The answer of a command whose parts gave these.
fn joined(answers: &[Answer]) -> Answer {
    let [one, more @ ..] = answers else { panic!("a command has a part") };
    let mut all = one.clone();
    for answer in more {
        all.verdict = match (&all.verdict, &answer.verdict) {
            (Verdict::Partly, _) | (_, Verdict::Partly) => Verdict::Partly,
            (Verdict::Done, _) | (_, Verdict::Done) => Verdict::Done,
            (verdict, _) => verdict.clone(),
        };
        // The lines say what the sum of the amounts is of.
        all.says.remove("amount");
        for (key, value) in &mut all.says {
            let sum = value.as_i64().zip(answer.says.get(key).and_then(Value::as_i64));
            *value = sum.map(|(a, b)| a + b).into();
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

/// Looks for an order of the parts of commands that explains how these ended and what stands now.
struct Search<'a> {
    parts: Vec<Vec<Act>>,
    outputs: &'a [Output],
    found: &'a [String],
    /// Of the parts that are done.
    answers: Vec<Vec<Answer>>,
}

impl Search<'_> {
    fn from(&mut self, model: &Model) -> Option<Model> {
        let mut left = false;
        for n in 0..self.parts.len() {
            let done = self.answers[n].len();
            if done == self.parts[n].len() || self.outputs[n].status == 75 {
                continue;
            }
            left = true;
            let mut next = model.clone();
            let answer = next.apply(&self.parts[n][done]);
            next.take_stages();
            self.answers[n].push(answer);
            let found = if self.may_be(n) { self.from(&next) } else { None };
            self.answers[n].pop();
            if found.is_some() {
                return found;
            }
        }
        (!left && model.lines() == self.found).then(|| model.clone())
    }

    /// Whether a command ended as its parts say, once they are all done.
    fn may_be(&self, n: usize) -> bool {
        if self.answers[n].len() < self.parts[n].len() {
            return true;
        }
        let answer = joined(&self.answers[n]);
        // Who finds at the last moment that somebody else did it is told so, and fails of nothing.
        if answer.verdict == Verdict::Refused("run-state")
            && self.outputs[n].stderr.contains("by somebody else meanwhile")
        {
            return self.outputs[n].status == 0;
        }
        answer.verdict.status() == self.outputs[n].status
            // A ref that was taken in the meantime is no other field of the answer.
            && (answer.verdict == Verdict::Unchanged || says(&answer.says, &self.outputs[n].stdout))
    }
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
        let mut search = Search {
            parts: acts.iter().map(parts).collect(),
            outputs: &outputs,
            found: &found.lines,
            answers: acts.iter().map(|_| Vec::new()).collect(),
        };
        if let Some(model) = search.from(&self.model) {
            self.took(model, found.audited);
            return Ok(());
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
