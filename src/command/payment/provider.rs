//! `payment add --provider`: money that a provider pays of what it owes.

use serde_json::json;

use super::add::{ACTION, Given};
use super::fee::Desk;
use crate::cli::PaymentAdd;
use crate::command::party::provider;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::book::{self, Account};
use crate::domain::money::Money;
use crate::domain::party::PartyKind;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{ledger, lock};

/// How providers pay where nobody says otherwise.
const CHANNEL: &str = "bank";

/// Records money of a provider.
pub(super) async fn run(session: &mut Session, arguments: &PaymentAdd, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Nobody else records the same receipt meanwhile.
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now();
    let given = Given::of(arguments, &platform, now)?;
    let found = provider::find(&mut tx, code).await?;
    let channel = given.channel.as_deref().unwrap_or(CHANNEL);
    let paid_at = given.paid_at.unwrap_or(now);
    let dated = platform.calendar.day_of(paid_at);
    if let Some(known) = ledger::receipt(&mut tx, &given.receipt).await? {
        tx.rollback().await?;
        let differs = if known.provider != found.provider_id {
            "provider"
        } else if known.amount != given.amount {
            "amount"
        } else if given.channel.is_some() && known.account != Account::of_channel(channel).party() {
            "channel"
        } else if given.paid_at.is_some() && known.dated != dated.number() {
            "day"
        } else {
            session.ui.status(&format!("receipt `{}` of `{code}` is unchanged", given.receipt));
            return Ok(Outcome::NothingToDo);
        };
        let error = Error::new(
            Code::Conflict,
            format!("receipt `{}` is recorded already with another {differs}", given.receipt),
        )
        .hint(format!("a receipt counts once; `cardctl ledger journal {code}` shows what is recorded"));
        return Err(session.refuse(&store, &platform, ACTION, code, error).await);
    }
    let desk = Desk { store: &store, platform: &platform, now };
    let parts = book::receipt(found.provider_id, channel, given.amount);
    desk.receive(&mut tx, &given.receipt, paid_at, &parts).await?;
    let balance = ledger::balance_of(&mut tx, found.provider_id, PartyKind::Provider).await?;
    let detail = json!({ "receipt": given.receipt, "amount": given.amount.to_string(), "channel": channel,
        "dated": dated.to_string() });
    tx.commit(&session.entry(&platform, ACTION, code, &detail)).await?;

    if balance > 0 {
        let more = Money::from_minor(balance);
        session
            .ui
            .warn(&format!("`{code}` has paid {more} more than it owes; what it will owe is paid from it"));
    }
    session.ui.record(
        Record::new()
            .field("provider", "provider", Value::code(code.to_owned()))
            .field("receipt", "receipt", Value::foreign(given.receipt.clone()))
            .field("amount", "amount", given.amount)
            .field("channel", "channel", Value::code(channel.to_owned()))
            .field("dated", "dated", Value::Date(dated.date()))
            .field("still_owed", "still owed", Money::from_minor(-balance)),
    )?;
    session.ui.status("next: `cardctl ledger receivables`");
    Ok(Outcome::Done)
}
