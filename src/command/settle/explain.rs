//! `settle explain`: how every cent of a purchase or refund came about.

use super::derivation::{Derivation, Names, Stamped, lines_table};
use super::versions::{Ruling, Versions};
use crate::cli::SettleExplain;
use crate::command::platform::Platform;
use crate::command::purchase::named::{Named, named};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::explain::{self as stored, Standing};
use crate::store::plan::Version;
use crate::store::purchase::{self, Item};
use crate::store::settle::{self, Refund};
use crate::store::{StoreError, Tx};

const REFUNDS: [Column; 4] = [
    Column::new("external_id", "ID"),
    Column::new("amount", "AMOUNT"),
    Column::new("run", "RUN"),
    Column::new("state", "STATE"),
];

/// Runs `settle explain`.
pub(super) async fn run(session: &mut Session, arguments: SettleExplain) -> Result<Outcome, Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let Named { item, .. } = named(&mut tx, &arguments.purchase, arguments.source.as_deref()).await?;
    let standing = stored::standing(&mut tx, item.purchase_id, item.holder_id).await?.ok_or_else(|| {
        StoreError::inconsistent(
            "purchase",
            "(references)",
            item.purchase_id,
            "no source, holder or provider",
        )
    })?;
    let names = Names::load(&mut tx).await?;
    let versions = Versions::load(&mut tx).await?;
    let original = match standing.original_id {
        Some(id) => purchase::items(&mut tx, &[id]).await?.pop(),
        None => None,
    };
    // A refund is divided by the stamp and the version of its purchase.
    let stamped = original.as_ref().unwrap_or(&item);
    let ruled = if item.refund_of.is_some() && original.is_none() {
        // What it will take back is known when its purchase comes.
        None
    } else {
        ruled(&mut tx, &versions, &standing, stamped).await?
    };
    let refunds = settle::refunds_of(&mut tx, &[stamped.purchase_id]).await?;

    let mut record = told(&platform, &item, &standing);
    let chain = match stamped.stamp.chain_id {
        Some(id) => stored::chain(&mut tx, id.into()).await?,
        None => Vec::new(),
    };
    let stamp = Stamped {
        holder: stamped.holder_id,
        reference: &standing.holder,
        rate: stamped.stamp.rate(stamped.purchase_id)?,
        center: PartyId::new(stamped.stamp.center_id),
        staff: stamped.stamp.staff_id.map(PartyId::new),
        tier: stamped.stamp.tier_id.map(TierId::from),
        chain: &chain,
        category: stamped.category.as_deref(),
    };
    stamp.tell(&mut record, &names);
    let stored_lines = match standing.run_id {
        Some(run) => stored::lines(&mut tx, run, item.purchase_id, item.holder_id).await?,
        None => Vec::new(),
    };
    let stored_lines = stored_lines.into_iter().map(|line| (line.slot, line.party, line.amount)).collect();
    let mut right = true;
    if let Some(version) = ruled {
        let derivation = Derivation::of(&version.plan, &stamp, &names, &mut record);
        let amounts = match &original {
            Some(original) => {
                let before = refunded_before(&item, &standing, &refunds);
                derivation.taken_back(original.amount - before, item.amount, &mut record)?
            }
            None => derivation.whole(item.amount, &mut record)?,
        };
        right = standing.run_id.is_none() || amounts == stored_lines;
    }
    record.push("lines", "lines", lines_table(&stored_lines, &names, &standing.holder)?);
    if original.is_none() {
        record.push("refunds", "refunds", refunds_table(&refunds));
    }
    session.ui.record(record)?;
    if right {
        return Ok(Outcome::Done);
    }
    session.ui.warn("the lines that stand there are not those of the derivation; run `cardctl db check`");
    Ok(Outcome::Differences)
}

/// The version by which an item was divided, or would be.
async fn ruled<'a>(
    tx: &mut Tx,
    versions: &'a Versions,
    standing: &Standing,
    stamped: &Item,
) -> Result<Option<&'a Version>, Error> {
    let settled = match (standing.version_id, standing.original_id) {
        (Some(version), _) => Some(version),
        (None, Some(_)) => {
            let of = stored::standing(tx, stamped.purchase_id, stamped.holder_id).await?;
            of.and_then(|of| of.version_id)
        }
        (None, None) => None,
    };
    if let Some(version) = settled {
        return Ok(versions.numbered(version.into()));
    }
    let day = Day::from_number(stamped.day)
        .ok_or_else(|| StoreError::inconsistent("purchase", "day", stamped.purchase_id, "not a day"))?;
    Ok(match versions.ruling(day) {
        Ruling::Approved(at) => versions.at(at),
        Ruling::NotApproved | Ruling::None => None,
    })
}

/// What the item is and how far it is.
fn told(platform: &Platform, item: &Item, standing: &Standing) -> Record {
    let state = match (standing.run_id, &standing.run_state, &standing.held) {
        (Some(run), Some(state), _) => format!("in run {run}, {state}"),
        (_, _, Some(held)) => format!("held: {held}"),
        _ if item.refund_of.is_some() && standing.original_id.is_none() => {
            "waiting for its purchase".to_owned()
        }
        _ => "not settled".to_owned(),
    };
    Record::new()
        .field("source", "source", Value::code(standing.source.clone()))
        .field("external_id", "id", Value::foreign(item.external_id.clone()))
        .field("kind", "kind", Value::code(if item.refund_of.is_some() { "refund" } else { "purchase" }))
        .field("refund_of", "refund of", item.refund_of.clone().map(Value::foreign))
        .field("holder", "holder", Value::code(standing.holder.clone()))
        .field("provider", "provider", Value::code(standing.provider.clone()))
        .field("amount", "amount", Money::from_minor(item.amount))
        .field("occurred_at", "occurred at", platform.instant(item.occurred_at))
        .field("category", "category", item.category.clone().map(Value::text))
        .field("state", "state", Value::text(state))
        .field("run", "run", standing.run_id)
        .field("late", "late for a closed month", standing.late.map(|late| late != 0))
        .field("entry", "journal entry", standing.entry_id)
        .field("stamped_at", "stamped at", platform.instant(standing.recorded))
}

/// What was refunded of the purchase before this refund, as far as it is settled: in the order of runs, and within a run of
/// time and id. Of one that is not settled, everything that is, and what is settled before it in the next run.
fn refunded_before(refund: &Item, standing: &Standing, refunds: &[Refund]) -> i64 {
    let order = |run: Option<i64>, at: i64, id: &str| (run.unwrap_or(i64::MAX), at, id.to_owned());
    let this = order(standing.run_id, refund.occurred_at, &refund.external_id);
    let counts = |other: &&Refund| {
        other.purchase_id != refund.purchase_id
            && order(other.run_id, other.occurred_at, &other.external_id) < this
    };
    refunds.iter().filter(counts).map(|other| other.amount).sum()
}

fn refunds_table(refunds: &[Refund]) -> Table {
    let mut table = Table::new(&REFUNDS);
    for refund in refunds {
        table.row([
            Value::foreign(refund.external_id.clone()),
            Money::from_minor(refund.amount).into(),
            refund.run_id.into(),
            refund.run_state.clone().map(Value::code).into(),
        ]);
    }
    table
}
