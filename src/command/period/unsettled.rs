//! What a period leaves unsettled.

use crate::command::settle::{Reason, Waiting};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error};
use crate::output::{Column, Table, Value};
use crate::store::Tx;
use crate::store::period as periods;
use crate::store::run::Run;

const COLUMNS: [Column; 3] =
    [Column::new("reason", "REASON"), Column::new("items", "ITEMS"), Column::new("amount", "AMOUNT")];

/// The items of a period and of those before it that are not settled and posted.
pub(super) struct Unsettled {
    /// Those due in it that are in runs which are not posted: run, items, sum.
    in_runs: Vec<(i64, i64, Money)>,
    waiting: Waiting,
}

impl Unsettled {
    pub(super) async fn of(tx: &mut Tx, period: Period, runs: &[Run]) -> Result<Self, Error> {
        let last = period.last();
        let mut open = false;
        for run in runs {
            open |= !matches!(run.state()?, RunState::Posted | RunState::Discarded);
        }
        // Without an open run nobody goes through all that was ever settled.
        let in_runs = if open { periods::unposted(tx, last).await? } else { Vec::new() };
        let waiting = Waiting::of(tx, last, Some(last)).await?;
        let in_runs =
            in_runs.into_iter().map(|(run, items, amount)| (run, items, Money::from_minor(amount))).collect();
        Ok(Self { in_runs, waiting })
    }

    /// Reason, items and sum.
    fn rows(&self) -> impl Iterator<Item = (String, i64, Money)> {
        let in_runs =
            self.in_runs.iter().map(|(run, items, amount)| (format!("in run {run}"), *items, *amount));
        let waiting = self.waiting.rows();
        in_runs.chain(waiting.map(|(reason, sum)| (reason.as_str().to_owned(), sum.items, sum.amount())))
    }

    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(&COLUMNS);
        for (reason, items, amount) in self.rows() {
            table.row([Value::text(reason), items.into(), amount.into()]);
        }
        table
    }

    /// Why the period can't be closed, if it leaves unsettled what it may not: everything due in it but held items and
    /// refunds that wait for their purchase. What no plan covers is due on its own day.
    pub(super) fn refusal(&self, period: Period) -> Option<Error> {
        let waits = |reason| self.waiting.sum(reason).items > 0;
        let mut hints: Vec<String> = self
            .in_runs
            .iter()
            .map(|(run, ..)| {
                format!("post run {run}, or give it up by `cardctl settle discard {run}`; `cardctl settle show {run}` shows it")
            })
            .collect();
        if waits(Reason::NotApproved) {
            hints.push(
                "decide on the plan by `cardctl plan approve NAME` or `cardctl plan withdraw NAME`"
                    .to_owned(),
            );
        }
        if waits(Reason::NoPlan) {
            hints.push("bring a plan for these days by `cardctl plan import FILE`".to_owned());
        }
        if waits(Reason::NotApproved) || waits(Reason::NoPlan) {
            hints.push("or hold the items by `cardctl purchase hold`".to_owned());
        }
        if waits(Reason::Due) {
            let last = period.last();
            hints.push(format!("settle them by `cardctl settle run --through {last}`, and post the run"));
        }
        if hints.is_empty() {
            return None;
        }
        let allowed = [Reason::Held, Reason::Purchase, Reason::Refund, Reason::NotDue].map(Reason::as_str);
        let left: Vec<String> = self
            .rows()
            .filter(|(reason, ..)| !allowed.contains(&reason.as_str()))
            .map(|(reason, items, amount)| format!("{reason}: {items}, {amount}"))
            .collect();
        let message = format!("items through {} are not settled ({})", period.last(), left.join("; "));
        Some(hints.into_iter().fold(Error::new(Code::PeriodUnsettled, message), Error::hint))
    }
}
