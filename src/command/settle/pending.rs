//! `settle pending`: what is not settled, and why.

use super::versions::{Ruling, Versions};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::run_state::RunState;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::due::{self, PendingPurchases, PendingRefunds};
use crate::store::{StoreError, Tx, run as runs};

const COLUMNS: [Column; 3] =
    [Column::new("reason", "REASON"), Column::new("items", "ITEMS"), Column::new("amount", "AMOUNT")];

/// Why an item is not settled; of several reasons the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Reason {
    /// Somebody or something holds it.
    Held,
    /// A refund whose purchase is unknown, not settled, or in a run that is not posted.
    WaitingForPurchase,
    /// A refund behind one that is held.
    WaitingForRefund,
    /// The version that rules its day waits for approval.
    NotApproved,
    /// No version rules its day.
    NoPlan,
    /// Its day, or the plan's hold days after it, have not come.
    NotDue,
    /// The next run settles it.
    Due,
}

impl Reason {
    /// All reasons, in the order in which the first one that fits counts.
    pub(in crate::command) const ALL: [Self; 7] = [
        Self::Held,
        Self::WaitingForPurchase,
        Self::WaitingForRefund,
        Self::NotApproved,
        Self::NoPlan,
        Self::NotDue,
        Self::Due,
    ];

    /// As shown.
    pub(in crate::command) const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::WaitingForPurchase => "waiting for its purchase",
            Self::WaitingForRefund => "waiting for the refund before it",
            Self::NotApproved => "plan not approved",
            Self::NoPlan => "no plan in force",
            Self::NotDue => "not due yet",
            Self::Due => "due",
        }
    }
}

/// Items and their sum in minor units, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::command) struct Waiting([(i64, i64); Reason::ALL.len()]);

impl Waiting {
    /// Reads the queue as it stands before a run through a day.
    pub(in crate::command) async fn read(tx: &mut Tx, through: Day) -> Result<Self, Error> {
        let versions = Versions::load(tx).await?;
        let mut waiting = Self::default();
        for sum in due::pending_purchases(tx, i64::MAX).await? {
            waiting.add(of_purchases(&versions, &sum, through)?, sum.items, sum.amount);
        }
        for sum in due::pending_refunds(tx).await? {
            waiting.add(of_refunds(&versions, &sum, through)?, sum.items, sum.amount);
        }
        Ok(waiting)
    }

    fn add(&mut self, reason: Reason, items: i64, amount: i64) {
        let sum = &mut self.0[reason as usize];
        sum.0 += items;
        sum.1 = sum.1.saturating_add(amount);
    }

    /// How many items wait for a reason, and their sum.
    pub(in crate::command) const fn of(&self, reason: Reason) -> (i64, Money) {
        let (items, minor) = self.0[reason as usize];
        (items, Money::from_minor(minor))
    }
}

fn of_purchases(versions: &Versions, sum: &PendingPurchases, through: Day) -> Result<Reason, Error> {
    if sum.state != due::FREE {
        return Ok(Reason::Held);
    }
    let day = day(sum.day)?;
    Ok(match versions.ruling(day) {
        Ruling::NotApproved => Reason::NotApproved,
        Ruling::None => Reason::NoPlan,
        Ruling::Approved(at) if versions.due_on(at, day) > through => Reason::NotDue,
        Ruling::Approved(_) => Reason::Due,
    })
}

fn of_refunds(versions: &Versions, sum: &PendingRefunds, through: Day) -> Result<Reason, Error> {
    if sum.state == due::HELD {
        return Ok(Reason::Held);
    }
    // Its purchase is settled for good, or will be in the same run.
    let follows = match (&sum.purchase_run, sum.purchase_state, sum.purchase_day) {
        (Some(state), ..) => state == RunState::Posted.as_str(),
        (None, Some(state), Some(on)) => {
            let wanted = PendingPurchases { state, day: on, items: sum.items, amount: sum.amount };
            of_purchases(versions, &wanted, through)? == Reason::Due
        }
        (None, ..) => false,
    };
    Ok(if !follows {
        Reason::WaitingForPurchase
    } else if sum.blocked != 0 {
        Reason::WaitingForRefund
    } else if day(sum.day)? > through {
        Reason::NotDue
    } else {
        Reason::Due
    })
}

fn day(number: i64) -> Result<Day, Error> {
    Day::from_number(number).ok_or_else(|| StoreError::inconsistent("due", "day", number, "not a day").into())
}

/// Lists reason, count and sum.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let through = platform.today(session).plus(-1);
    let waiting = Waiting::read(&mut tx, through).await?;
    let mut open = Vec::new();
    for run in runs::open(&mut tx).await? {
        let (items, amount) = if let (Some(purchases), Some(refunds), Some(amount)) =
            (run.purchases, run.refunds, run.amount())
        {
            (purchases + refunds, amount)
        } else {
            // A run that is calculating has no sums yet.
            let (items, minor) = runs::settled_items(&mut tx, &run).await?;
            (items, Money::from_minor(minor))
        };
        open.push((run.run_id, items, amount));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("everything is settled and posted");
    for (run, items, amount) in open {
        list.row([Value::text(format!("in run {run}")), items.into(), amount.into()])?;
    }
    for reason in Reason::ALL {
        let (items, amount) = waiting.of(reason);
        if items > 0 {
            list.row([Value::text(reason.as_str()), items.into(), amount.into()])?;
        }
    }
    list.end()?;
    Ok(Outcome::Done)
}
