//! `payment`: fees that holders pay, and the tier that follows from them.

use jiff::Timestamp;
use serde_json::json;

use super::holder::{self as holders, COUNTER, Directory, line, payments_source};
use super::placing::{self, Unplaced};
use super::platform::Platform;
use super::session::Session;
use crate::cli::{PaymentAdd, PaymentCommand};
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::holder::Holder;
use crate::store::payment::{self, Listed, NewPayment, Payment};
use crate::store::tier::Tier;
use crate::store::{Counter, Tx, attribution, holder, lock};

/// The most that a holder can have paid in all, in minor units; the database holds no more.
const MOST: Money = Money::from_minor(999_999_999_999);

const ACTION: &str = "payment add";

const COLUMNS: [Column; 6] = [
    Column::new("paid_at", "PAID AT"),
    Column::new("source", "SOURCE"),
    Column::new("receipt", "RECEIPT"),
    Column::new("ref", "REF"),
    Column::new("channel", "CHANNEL"),
    Column::new("amount", "AMOUNT").summed(),
];

/// Runs `payment VERB`.
pub async fn run(session: &mut Session, command: PaymentCommand) -> Result<Outcome, Error> {
    match command {
        PaymentCommand::Add(arguments) => add(session, arguments).await,
        PaymentCommand::List { holder } => list(session, holder.as_deref()).await,
    }
}

/// A fee as the operator gave it.
struct Given {
    amount: Money,
    receipt: String,
    channel: Option<String>,
    paid_at: Option<Timestamp>,
}

impl Given {
    fn of(arguments: &PaymentAdd, platform: &Platform, now: Timestamp) -> Result<Self, Error> {
        let amount = Money::parse(&arguments.amount)
            .map_err(|error| Error::new(Code::Usage, format!("--amount: {error}")))?;
        if amount == Money::ZERO {
            return Err(Error::new(Code::Usage, "--amount: a fee is more than nothing"));
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

async fn add(session: &mut Session, arguments: PaymentAdd) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Purchases that are stamped from here on know of the tier.
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now();
    let given = Given::of(&arguments, &platform, now)?;
    let (mut tx, found) =
        holders::named_to_change(session, &store, &platform, tx, ACTION, &arguments.holder).await?;
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
    if found.fees().checked_add(given.amount).is_none_or(|sum| sum > MOST) {
        return Err(Error::new(Code::Usage, format!("the fees of a holder can't be more than {MOST}")));
    }

    let payment_id = store.reserve(&mut tx, Counter::Payment, 1).await?;
    let channel = given.channel.as_deref().unwrap_or("cash");
    let paid_at = given.paid_at.unwrap_or(now);
    let new = NewPayment {
        payment_id,
        holder: found.holder_id,
        source,
        receipt: &given.receipt,
        amount: given.amount,
        channel,
        paid_at: paid_at.as_microsecond(),
        recorded: now.as_microsecond(),
    };
    // Before the holder's row, in the order of everybody else.
    lock::share_placements(&mut tx).await?;
    let fees = payment::insert(&mut tx, &new).await?;
    let rise = Rise::of(&mut tx, &found, fees, platform.calendar.day_of(paid_at)).await?;
    rise.write(&mut tx, &found, now).await?;
    let (today, moment) = (platform.today(session), now.as_microsecond());
    placing::follow(&store, &mut tx, today, moment, &[found.holder_id], Unplaced::Wait).await?;
    let detail = json!({ "receipt": given.receipt, "amount": given.amount.to_string(), "channel": channel,
        "fees": fees.to_string(), "tier": rise.to.as_ref().map(|(tier, _)| &tier.code) });
    tx.commit(&session.entry(&platform, ACTION, reference, &detail)).await?;

    let waiting = rise.waiting.as_ref();
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(reference.clone()))
            .field("receipt", "receipt", Value::code(given.receipt.clone()))
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

/// What fees do to a holder's tier: it rises, and never falls.
struct Rise {
    /// The code of the tier that was in force.
    before: Option<String>,
    /// The code of the tier in force from now on.
    tier: Option<String>,
    /// The tier that comes in force, and the day from which on.
    to: Option<(Tier, Day)>,
    /// The tier that is still wanted, and what is missing to its fee.
    waiting: Option<(Tier, Money)>,
    /// Whether the wanted tier is reached, and need not be remembered.
    reached: bool,
    changes: Vec<Change<TierId>>,
}

impl Rise {
    async fn of(tx: &mut Tx, found: &Holder, fees: Money, paid_on: Day) -> Result<Self, Error> {
        let directory = Directory::load(tx).await?;
        let id = found.holder_id;
        let changes = attribution::tiers_of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
        let registered = attribution::of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
        // Not before the registration, and not before a change that was recorded since, which would undo it.
        let first = registered.first().map(|change| change.since);
        let last = changes.last().map(|change| change.since);
        let since = paid_on.max(first.unwrap_or(paid_on)).max(last.unwrap_or(paid_on));

        let current = in_force(&changes, since, i64::MAX).and_then(|tier| directory.tier_of(*tier));
        let wanted = found.wanted_tier().and_then(|tier| directory.tier_of(tier));
        let paid = |tier: &&Tier| tier.min_fee().is_none_or(|least| least <= fees);
        let candidates = current.into_iter().chain(directory.tier_reached(fees)).chain(wanted.filter(paid));
        let best = candidates.max_by_key(|tier| tier.rank);
        let reached = wanted.is_some_and(|wanted| best.is_some_and(|best| best.rank >= wanted.rank));
        let missing = |tier: &Tier| Money::from_minor(tier.min_fee().map_or(0, Money::minor) - fees.minor());
        let rises = best.filter(|best| current.is_none_or(|current| current.tier_id != best.tier_id));
        Ok(Self {
            before: current.map(|tier| tier.code.clone()),
            tier: best.map(|tier| tier.code.clone()),
            to: rises.map(|tier| (tier.clone(), since)),
            waiting: wanted.filter(|_| !reached).map(|tier| (tier.clone(), missing(tier))),
            reached,
            changes,
        })
    }

    async fn write(&self, tx: &mut Tx, found: &Holder, now: Timestamp) -> Result<(), Error> {
        if let Some((tier, since)) = &self.to {
            // After everything that is recorded, also when the clock was set back.
            let recorded = self.changes.iter().map(|change| change.recorded + 1);
            let recorded = recorded.fold(now.as_microsecond(), i64::max);
            let change = Change { since: *since, recorded, value: tier.tier_id };
            attribution::add_tier(tx, found.holder_id, change).await?;
        }
        if self.reached {
            holder::clear_wanted_tier(tx, found.holder_id).await?;
        }
        Ok(())
    }
}

async fn list(session: &mut Session, holder: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let row = |reference: String, paid: [String; 3], paid_at: i64, amount: Money| {
        let [source, receipt, channel] = paid;
        [
            platform.instant(paid_at),
            Value::code(source),
            Value::code(receipt),
            Value::code(reference),
            Value::code(channel),
            amount.into(),
        ]
    };
    let empty = "no payments; `cardctl payment add --holder REF --amount 199.00 --receipt NO` records one";
    if let Some(text) = holder {
        let found = holders::named(&mut tx, text).await?;
        let payments = holder::payments(&mut tx, found.holder_id).await?;
        let mut list = session.ui.list(&COLUMNS)?;
        list.empty_hint(empty);
        for paid in payments {
            let amount = paid.amount();
            let words = [paid.source, paid.external_id, paid.channel];
            list.row(row(found.reference.clone(), words, paid.paid_at, amount))?;
        }
        list.end()?;
        return Ok(Outcome::Done);
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(empty);
    payment::each(&mut tx, |listed: Listed| -> Result<(), Error> {
        let Listed { payment: paid, reference } = listed;
        let amount = paid.amount();
        list.row(row(reference, [paid.source, paid.external_id, paid.channel], paid.paid_at, amount))
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
