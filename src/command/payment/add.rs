//! `payment add --holder`: a fee paid at the counter.

use jiff::Timestamp;
use serde_json::json;

use super::fee::{Desk, Fee, MOST, Recorded, fits};
use crate::cli::PaymentAdd;
use crate::command::holder::{self as holders, COUNTER, Directory, line, payments_source};
use crate::command::placing::{self, Unplaced};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder::Holder;
use crate::store::lock;
use crate::store::payment::{self, Payment};

/// What the audit calls it.
pub(super) const ACTION: &str = "payment add";

/// Money as the operator gave it.
pub(super) struct Given {
    pub(super) amount: Money,
    pub(super) receipt: String,
    pub(super) channel: Option<String>,
    pub(super) paid_at: Option<Timestamp>,
}

impl Given {
    /// Reads it.
    pub(super) fn of(arguments: &PaymentAdd, platform: &Platform, now: Timestamp) -> Result<Self, Error> {
        let amount = Money::parse(&arguments.amount)
            .map_err(|error| Error::new(Code::Usage, format!("--amount: {error}")))?;
        if amount == Money::ZERO {
            return Err(Error::new(Code::Usage, "--amount: a payment is more than nothing"));
        }
        let receipt = line("--receipt", Some(&arguments.receipt))?.unwrap_or_default();
        let paid_at = match &arguments.paid_at {
            None => None,
            Some(text) => Some(
                platform
                    .calendar
                    .parse_instant(text)
                    .map_err(|error| Error::new(Code::Usage, format!("--paid-at: {error}")))?,
            ),
        };
        if paid_at.is_some_and(|at| at > now) {
            return Err(Error::new(Code::Usage, "--paid-at: a payment can't lie in the future"));
        }
        let channel = line("--channel", arguments.channel.as_deref())?;
        Ok(Self { amount, receipt, channel, paid_at })
    }

    /// What a payment that is recorded under the receipt says otherwise.
    fn differs(&self, found: &Holder, known: &Payment) -> Option<&'static str> {
        if known.holder_id != found.holder_id {
            Some("holder")
        } else if known.amount() != self.amount {
            Some("amount")
        } else if self.channel.as_ref().is_some_and(|channel| *channel != known.channel) {
            Some("channel")
        } else if self.paid_at.is_some_and(|at| at.as_microsecond() != known.paid_at) {
            Some("time")
        } else {
            None
        }
    }
}

/// Records a fee of a holder.
pub(super) async fn run(
    session: &mut Session,
    arguments: &PaymentAdd,
    holder: &str,
) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Purchases that are stamped from here on know of the tier.
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now();
    let given = Given::of(arguments, &platform, now)?;
    let (mut tx, found) = holders::named_to_change(session, &store, &platform, tx, ACTION, holder).await?;
    let reference = &found.reference;
    let source = payments_source(&store, &mut tx, COUNTER).await?;
    if let Some(known) = payment::by_receipt(&mut tx, source, &given.receipt).await? {
        tx.rollback().await?;
        let Some(differs) = given.differs(&found, &known) else {
            session.ui.status(&format!("receipt `{}` of `{reference}` is unchanged", given.receipt));
            return Ok(Outcome::NothingToDo);
        };
        let error = Error::new(
            Code::Conflict,
            format!("receipt `{}` is recorded already with another {differs}", given.receipt),
        )
        .hint("a receipt pays one fee; `cardctl payment list` shows what is recorded");
        return Err(session.refuse(&store, &platform, ACTION, reference, error).await);
    }
    if !fits(found.fees(), given.amount) {
        return Err(Error::new(Code::Usage, format!("the fees of a holder can't be more than {MOST}")));
    }

    let channel = given.channel.as_deref().unwrap_or("cash");
    let paid_at = given.paid_at.unwrap_or(now);
    let fee =
        Fee { source, receipt: &given.receipt, amount: given.amount, charge: Money::ZERO, channel, paid_at };
    // Before the holder's row, in the order of everybody else.
    lock::share_placements(&mut tx).await?;
    let directory = Directory::load(&mut tx).await?;
    let desk = Desk { store: &store, platform: &platform, now };
    let numbers = desk.number(&mut tx).await?;
    let Recorded { fees, rise, .. } = desk.record(&mut tx, &directory, &found, &fee, numbers).await?;
    let (today, moment) = (platform.today(session), now.as_microsecond());
    placing::follow(&store, &mut tx, today, moment, &[found.holder_id], Unplaced::Wait).await?;
    let detail = json!({ "receipt": given.receipt, "amount": given.amount.to_string(), "channel": channel,
        "fees": fees.to_string(), "tier": rise.to.as_ref().map(|(tier, _)| &tier.code) });
    tx.commit(&session.entry(&platform, ACTION, reference, &detail)).await?;

    let waiting = rise.waiting.as_ref();
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(reference.clone()))
            .field("receipt", "receipt", Value::foreign(given.receipt.clone()))
            .field("amount", "amount", given.amount)
            .field("channel", "channel", Value::code(channel.to_owned()))
            .field("paid_at", "paid at", platform.instant(paid_at.as_microsecond()))
            .field("fees_paid", "fees paid", fees)
            .field("tier_before", "tier before", rise.before.map(Value::code))
            .field("tier", "tier", rise.tier.map(Value::code))
            .field("tier_since", "tier since", rise.to.map(|(_, since)| Value::Date(since.date())))
            .field("wanted_tier", "wanted tier", waiting.map(|(tier, _)| Value::code(tier.code.clone())))
            .field("still_to_pay", "still to pay", waiting.map(|(_, missing)| *missing)),
    )?;
    session.ui.status(&format!("next: `cardctl holder show {reference}`"));
    Ok(Outcome::Done)
}
