//! `settle explain`: how every cent of a purchase or refund came about.

use super::derivation::{Amounts, Derivation, Names, Stamped, lines_table};
use super::versions::{Ruling, Versions};
use crate::cli::SettleExplain;
use crate::command::platform::Platform;
use crate::command::purchase::named::{Named, named};
use crate::command::purchase::told::{refunds_table, standing_of, told};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::output::Table;
use crate::store::explain::{self as stored, Standing};
use crate::store::plan::Version;
use crate::store::purchase::{self, Item};
use crate::store::settle::{self, Refund};
use crate::store::{StoreError, Tx};

/// Runs `settle explain`.
pub(super) async fn run(session: &mut Session, arguments: SettleExplain) -> Result<Outcome, Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let Named { item, .. } = named(&mut tx, &arguments.purchase, arguments.source.as_deref()).await?;
    let standing = standing_of(&mut tx, &item).await?;
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
    let stored_lines = lines_of(&mut tx, &item, &standing).await?;
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

/// The lines of an item in the run that settled it, if one did.
async fn lines_of(tx: &mut Tx, item: &Item, standing: &Standing) -> Result<Amounts, Error> {
    let Some(run) = standing.run_id else { return Ok(Vec::new()) };
    let lines = stored::lines(tx, run, item.purchase_id, item.holder_id).await?;
    Ok(lines.into_iter().map(|line| (line.slot, line.party, line.amount)).collect())
}

/// The same for people.
pub async fn lines_of_item(tx: &mut Tx, item: &Item, standing: &Standing) -> Result<Table, Error> {
    let names = Names::load(tx).await?;
    lines_table(&lines_of(tx, item, standing).await?, &names, &standing.holder)
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
