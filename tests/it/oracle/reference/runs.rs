//! What a run takes, and what it gives everybody.

use serde_json::json;

use super::super::scenario::{Day, text_of};
use super::{Answer, Reference, State, Version, money};

impl Reference {
    /// Posts all runs that are calculated.
    pub(super) fn post(&mut self) {
        for number in 1..=self.runs.len() {
            if self.runs[number - 1] == State::Calculated {
                self.runs[number - 1] = State::Posted;
                self.act(&format!("settle approve {number} --yes"), 0, Answer::Any);
                self.act(&format!("settle post {number} --yes"), 0, Answer::Any);
            }
        }
    }

    pub(super) fn run(&mut self, through: Day, post: bool) {
        // Beside five posted runs there is a usual pool, and an unusual one isn't posted at once.
        let at_once = post && self.runs.iter().filter(|state| **state == State::Posted).count() < 5;
        let number = self.runs.len() + 1;
        let mut taken: Vec<usize> = Vec::new();
        for purchase in 0..self.items.len() {
            let item = &self.items[purchase];
            let (None, None, Some(stamp)) = (item.run, &item.row.refund_of, &item.stamp) else { continue };
            let Some(plan) = self.plan_of(item.row.day()) else { continue };
            if self.versions[plan] != Version::Approved
                || item.row.day() + self.scenario.plans[plan].hold_days > through
            {
                continue;
            }
            let terms = self.terms(stamp, plan, item.row.category);
            let (pool, lines) = (terms.pool(item.row.amount.into()), terms.divide(item.row.amount.into()));
            let item = &mut self.items[purchase];
            (item.run, item.plan, item.pool, item.lines) = (Some(number), Some(plan), pool, lines);
            taken.push(purchase);
        }
        let purchases = taken.len();
        taken.extend(self.run_refunds(number, through));
        let line = format!(
            "settle run --through {} --yes -o json{}",
            text_of(through),
            if at_once { " --post" } else { "" }
        );
        if taken.is_empty() {
            self.act(&line, 0, Answer::Fields(json!({ "run": null, "status": "nothing-due" })));
            return;
        }
        self.runs.push(if at_once { State::Posted } else { State::Calculated });
        let pool: i128 = taken.iter().map(|item| self.items[*item].pool).sum();
        let lines: usize = taken.iter().map(|item| self.items[*item].lines.len()).sum();
        let fields = json!({ "run": number, "status": if at_once { "posted" } else { "calculated" }, "purchases": purchases,
            "refunds": taken.len() - purchases, "lines": lines, "pool": money(pool) });
        let text = self.lines(taken);
        self.act(&line, 0, Answer::Fields(fields));
        self.act(&format!("settle lines {number} -o csv"), 0, Answer::Text(text));
        if post && !at_once {
            self.post();
        }
    }

    fn run_refunds(&mut self, number: usize, through: Day) -> Vec<usize> {
        let here_or_posted =
            |run: Option<usize>| run.is_some_and(|run| run == number || self.runs[run - 1] == State::Posted);
        let is_due = |refund: &usize| {
            let item = &self.items[*refund];
            let Some(original) = item.original else { return false };
            item.run.is_none()
                && item.row.day() <= through
                && here_or_posted(self.items[original].run)
                && self.settled_refunds(original).all(|other| here_or_posted(other.run))
        };
        let mut refunds: Vec<usize> = (0..self.items.len()).filter(is_due).collect();
        refunds.sort_by_key(|refund| (self.items[*refund].row.at, self.items[*refund].row.id.clone()));
        for refund in &refunds {
            let original = self.items[*refund].original.expect("it is due");
            let settled: i64 = self.settled_refunds(original).map(|other| other.row.amount).sum();
            let purchase = &self.items[original];
            let terms = self.terms(
                purchase.stamp.as_ref().expect("of a purchase"),
                purchase.plan.expect("it is settled"),
                purchase.row.category,
            );
            let before = i128::from(purchase.row.amount - settled);
            let after = before - i128::from(self.items[*refund].row.amount);
            let mut lines = terms.divide(after);
            for (place, units) in terms.divide(before) {
                *lines.entry(place).or_insert(0) -= units;
            }
            lines.retain(|_, units| *units != 0);
            let pool = terms.pool(after) - terms.pool(before);
            let item = &mut self.items[*refund];
            (item.run, item.pool, item.lines) = (Some(number), pool, lines);
        }
        refunds
    }

    pub(super) fn discard(&mut self) {
        if self.runs.last() != Some(&State::Calculated) {
            return;
        }
        let number = self.runs.len();
        self.runs[number - 1] = State::Discarded;
        for item in self.items.iter_mut().filter(|item| item.run == Some(number)) {
            (item.run, item.plan, item.pool) = (None, None, 0);
            item.lines.clear();
        }
        self.act(&format!("settle discard {number} --yes"), 0, Answer::Any);
    }
}
