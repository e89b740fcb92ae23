//! What waits for somebody, and the command that deals with it.

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::settle::{Reason, Waiting};
use crate::domain::card::BatchState;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::period::{Period, PeriodState};
use crate::domain::run_state::RunState;
use crate::error::Error;
use crate::output::{Column, Table, Value};
use crate::store::period as periods;
use crate::store::run::{self as runs, Run};
use crate::store::{Tx, batch};

const COLUMNS: [Column; 4] = [
    Column::new("what", "WHAT"),
    Column::new("items", "ITEMS"),
    Column::new("amount", "AMOUNT"),
    Column::new("command", "COMMAND"),
];

/// What is open.
pub(super) struct Open {
    pub(super) table: Table,
    /// Items that are not settled, and their sum.
    pub(super) unsettled: (i64, Money),
    /// Of these those that are held.
    pub(super) held: i64,
    /// Runs that are neither posted nor discarded.
    pub(super) runs: usize,
    /// Months that are over and not closed.
    pub(super) months: usize,
}

impl Open {
    /// Looks at the queue, the runs, the periods and the batches.
    pub(super) async fn of(tx: &mut Tx, platform: &Platform, session: &Session) -> Result<Self, Error> {
        let today = platform.today(session);
        let mut open =
            Self { table: Table::new(&COLUMNS), unsettled: (0, Money::ZERO), held: 0, runs: 0, months: 0 };
        let waiting = Waiting::of(tx, today.plus(-1), None).await?;
        let mut minor = 0_i64;
        for (reason, sum) in waiting.rows() {
            open.unsettled.0 += sum.items;
            minor = minor.saturating_add(sum.amount().minor());
            if reason == Reason::Held {
                open.held = sum.items;
            }
            let what = Value::text(reason.as_str());
            open.table.row([what, sum.items.into(), sum.amount().into(), Value::code(deals_with(reason))]);
        }
        open.unsettled.1 = Money::from_minor(minor);
        for run in runs::open(tx).await? {
            open.runs += 1;
            open.run(&run)?;
        }
        open.months(tx, today).await?;
        open.batches(tx).await?;
        Ok(open)
    }

    /// Batches that wait for the next step.
    async fn batches(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let mut states = Vec::new();
        for batch in batch::list(tx).await? {
            states.push(batch.state()?);
        }
        for (state, what, command) in [
            (BatchState::Exported, "batches at the print house", "cardctl batch receive BATCH --count N"),
            (BatchState::Received, "batches to release", "cardctl batch release BATCH"),
        ] {
            let count = states.iter().filter(|each| **each == state).count();
            if count > 0 {
                self.table.row([Value::text(what), count.into(), Value::Null, Value::code(command)]);
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &Run) -> Result<(), Error> {
        let (id, state) = (run.run_id, run.state()?);
        let command = match state {
            RunState::Calculated => format!("cardctl settle approve {id}"),
            RunState::Approved => format!("cardctl settle post {id}"),
            _ => "cardctl settle run".to_owned(),
        };
        let items = run.purchases.zip(run.refunds).map(|(purchases, refunds)| purchases + refunds);
        let what = Value::text(format!("run {id} is {state}"));
        self.table.row([what, items.into(), run.amount().into(), Value::code(command)]);
        Ok(())
    }

    /// Months are closed in order, each when it is over: the first one is what can be done.
    async fn months(&mut self, tx: &mut Tx, today: Day) -> Result<(), Error> {
        let standings = periods::standings(tx).await?;
        for standing in standings.iter().filter(|standing| standing.state == PeriodState::Reopening) {
            let month = standing.period;
            let what = Value::text(format!("{month} is asked to be opened again"));
            let command = Value::code(format!("cardctl period approve {month}"));
            self.table.row([what, 1_i64.into(), Value::Null, command]);
        }
        let next = match periods::closed_through(tx).await? {
            Some(closed) => Period::of(closed).next(),
            None => periods::earliest(tx).await?.map(Period::of),
        };
        let Some(first) = next else { return Ok(()) };
        let mut month = Some(first);
        while let Some(over) = month.filter(|month| month.has_ended(today)) {
            self.months += 1;
            month = over.next();
        }
        if self.months > 0 {
            let what = Value::text("months to close");
            let command = Value::code(format!("cardctl period close {first}"));
            self.table.row([what, self.months.into(), Value::Null, command]);
        }
        Ok(())
    }
}

/// What leads items on that wait for a reason.
const fn deals_with(reason: Reason) -> &'static str {
    match reason {
        Reason::Held => "cardctl purchase list --held",
        Reason::Purchase => "cardctl purchase import FILE --source NAME",
        Reason::Refund => "cardctl settle list",
        Reason::NotApproved => "cardctl plan approve NAME",
        Reason::NoPlan => "cardctl plan import FILE",
        Reason::NotDue | Reason::Due => "cardctl settle run",
    }
}
