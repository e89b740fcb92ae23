//! `settle pending`: what is not settled, and why.

use super::division::{Ruling, Versions};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, settle};

const COLUMNS: [Column; 3] =
    [Column::new("reason", "REASON"), Column::new("items", "ITEMS"), Column::new("amount", "AMOUNT")];

/// The reasons after the runs, in the order in which the first one that fits counts.
const REASONS: [&str; 6] =
    ["held", "waiting for its purchase", "plan not approved", "no plan in force", "not due yet", "due"];

/// Lists reason, count and sum.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let through = platform.today(session).plus(-1);
    let versions = Versions::load(&mut tx).await?;
    let mut sums = [(0_i64, 0_i64); REASONS.len()];
    for pending in settle::pending(&mut tx).await? {
        let day = Day::from_number(pending.day)
            .ok_or_else(|| StoreError::inconsistent("purchase", "day", pending.day, "not a day"))?;
        let reason = match pending.reason.as_str() {
            "" if pending.kind == settle::REFUNDS => {
                (if day > through { "not due yet" } else { "due" }).to_owned()
            }
            "" => match versions.ruling(day) {
                Ruling::NotApproved => "plan not approved".to_owned(),
                Ruling::None => "no plan in force".to_owned(),
                Ruling::Approved(at) if versions.due_on(at, day) > through => "not due yet".to_owned(),
                Ruling::Approved(_) => "due".to_owned(),
            },
            other => other.to_owned(),
        };
        if let Some(at) = REASONS.iter().position(|known| *known == reason) {
            sums[at].0 += pending.items;
            sums[at].1 = sums[at].1.saturating_add(pending.amount);
        }
    }
    let open = settle::in_open_runs(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("everything is settled and posted");
    for (run, items, amount) in open {
        list.row([Value::text(format!("in run {run}")), items.into(), Money::from_minor(amount).into()])?;
    }
    for (reason, (items, amount)) in REASONS.into_iter().zip(sums) {
        if items > 0 {
            list.row([Value::text(reason), items.into(), Money::from_minor(amount).into()])?;
        }
    }
    list.end()?;
    Ok(Outcome::Done)
}
