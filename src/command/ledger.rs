//! `ledger`: balances.

use crate::cli::LedgerCommand;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::party::PartyKind;
use crate::domain::role::Role;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, ledger};

const COLUMNS: [Column; 5] = [
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("earned", "EARNED"),
    Column::new("paid", "PAID"),
    Column::new("balance", "BALANCE"),
];

/// Runs `ledger VERB`.
pub async fn run(session: &mut Session, command: LedgerCommand) -> Result<Outcome, Error> {
    match command {
        LedgerCommand::Balances => balances(session).await,
    }
}

/// Lists balances: kinds in their fixed order, then providers; parties bytewise; only those with postings.
async fn balances(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no postings yet; `cardctl settle post RUN` makes them");
    let kinds = Role::ALL.into_iter().map(PartyKind::Role).chain([PartyKind::Provider]);
    for kind in kinds {
        ledger::for_each_balance(&mut tx, kind, |balance| {
            let left = balance.earned.checked_sub(balance.paid).ok_or_else(|| {
                StoreError::inconsistent("posting", "amount", &balance.party, "a balance above 64 bits")
            })?;
            list.row([
                Value::code(kind.as_str()),
                Value::code(balance.party),
                Money::from_minor(balance.earned).into(),
                Money::from_minor(balance.paid).into(),
                Money::from_minor(left).into(),
            ])
        })
        .await?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
