//! Months that are closed.

use super::{Answer, Model, Month, Refusal, RunState, Version, done, refuse, unchanged};
use crate::simulator::act::Reopening;
use crate::simulator::clock::{Day, day_of, end_of_month, month_of};

impl Model {
    /// The last month that is closed, also when somebody asks to open it.
    fn last_closed(&self) -> Option<Day> {
        let closed = self.months.iter().filter(|(_, last)| **last != Month::Open);
        closed.map(|(month, _)| *month).max()
    }

    /// Whether a day is in a month that is closed, or before it.
    pub(super) fn is_closed(&self, day: Day) -> bool {
        self.last_closed().is_some_and(|month| day <= end_of_month(month))
    }

    pub(super) fn close(&mut self, month: Day) -> Result<Answer, Refusal> {
        if self.months.get(&month).is_some_and(|last| *last != Month::Open) {
            return unchanged();
        }
        let end = end_of_month(month);
        if self.today() <= end {
            return refuse("period-order");
        }
        let last = self.last_closed();
        if last.is_some_and(|last| self.months[&last] == Month::Reopening) {
            return refuse("needs-approval");
        }
        let items = self.items.iter().map(|item| day_of(item.at));
        let runs = self.runs.iter().filter(|run| run.state != RunState::Discarded).map(|run| run.through);
        let turn = match last {
            Some(last) => Some(end_of_month(last) + 1),
            None => items.chain(runs).min().map(month_of),
        };
        if turn.is_some_and(|turn| turn != month) {
            return refuse("period-order");
        }
        let open = |state| !matches!(state, RunState::Posted | RunState::Discarded);
        if self.runs.iter().any(|run| open(run.state) && run.through <= end) {
            return refuse("run-state");
        }
        if (0..self.items.len()).any(|item| self.is_left(item, end)) {
            return refuse("period-unsettled");
        }
        self.months.insert(month, Month::Closed);
        done()
    }

    /// Whether an item stands against closing a month that ends so: it is due in it, and not settled and posted.
    fn is_left(&self, item: usize, end: Day) -> bool {
        let of = &self.items[item];
        let day = day_of(of.at);
        if day > end {
            return false;
        }
        let posted = |run: Option<i64>| run.is_some_and(|run| self.run(run).state == RunState::Posted);
        let hold = |plan: usize| self.plans[plan].0.hold_days;
        let is_refund = of.row.refund_of.is_some();
        if of.run.is_some() {
            let due = day + if is_refund { 0 } else { hold(of.plan.expect("it is settled")) };
            return !posted(of.run) && due <= end;
        }
        if of.held {
            return false;
        }
        if is_refund {
            let Some(original) = of.original else { return false };
            let settled = self.items[original].refunds.iter().map(|other| self.items[*other].run);
            return posted(self.items[original].run)
                && settled.into_iter().all(|run| run.is_none() || posted(run));
        }
        match self.plan_of(day) {
            Some(plan) if self.plans[plan].1 == Version::Approved => day + hold(plan) <= end,
            _ => true,
        }
    }

    pub(super) fn reopen(&mut self, month: Day, what: Reopening) -> Result<Answer, Refusal> {
        let last = self.months.get(&month).copied();
        match (what, last) {
            (Reopening::Withdraw, Some(Month::Reopening)) => {
                self.months.insert(month, Month::Withdrawn);
                done()
            }
            (Reopening::Withdraw, _) | (_, Some(Month::Open)) | (Reopening::Ask, Some(Month::Reopening)) => {
                unchanged()
            }
            (_, None) => refuse("run-state"),
            (Reopening::Ask, _) if self.last_closed() != Some(month) => refuse("period-order"),
            (Reopening::Ask, _) => {
                self.months.insert(month, Month::Reopening);
                done()
            }
            (Reopening::Approve, Some(Month::Reopening)) => {
                self.months.insert(month, Month::Open);
                done()
            }
            (Reopening::Approve, _) => refuse("run-state"),
        }
    }
}
