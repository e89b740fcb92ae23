//! `ledger balances`: what every party earned, was paid and has left.

use super::until;
use crate::cli::LedgerBalances;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, ledger};

const COLUMNS: [Column; 5] = [
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("earned", "EARNED").summed(),
    Column::new("paid", "PAID").summed(),
    Column::new("balance", "BALANCE").summed(),
];

/// Lists balances: kinds in their fixed order, then providers; parties bytewise; only those with postings.
pub(super) async fn run(session: &mut Session, arguments: &LedgerBalances) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let until = until(&platform, &arguments.as_of)?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(match &arguments.as_of.as_of {
        Some(day) => format!("no postings by {day}"),
        None => "no postings yet; `cardctl settle post RUN` makes them".to_owned(),
    });
    ledger::for_each_balance(&mut tx, until, arguments.accounts, |balance| {
        let left = balance.earned.checked_sub(balance.paid).ok_or_else(|| {
            StoreError::inconsistent("posting", "amount", &balance.party, "a balance above 64 bits")
        })?;
        list.row([
            Value::code(balance.kind.as_str()),
            Value::code(balance.party),
            Money::from_minor(balance.earned).into(),
            Money::from_minor(balance.paid).into(),
            Money::from_minor(left).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
