//! What a holder belongs to, and when: center, staff member and agent, and the tier.

use std::collections::HashMap;

use super::bulk::{Cell, Table};
use super::{Result, StoreError, Tx, one_row, written};
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::id::TierId;
use crate::domain::party::PartyId;

/// Who served a holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The issuing center.
    pub center: PartyId,
    /// The staff member.
    pub staff: Option<PartyId>,
    /// The agent of level 1.
    pub agent: Option<PartyId>,
}

/// `attribution`, for bulk load.
pub const ATTRIBUTION: Table = Table {
    name: "attribution",
    columns: &["holder_id", "since", "recorded", "center_id", "staff_id", "agent_id"],
};

/// `holder_tier`, for bulk load.
pub const HOLDER_TIER: Table =
    Table { name: "holder_tier", columns: &["holder_id", "since", "recorded", "tier_id"] };

const INSERT_ATTRIBUTION: &str = "
    INSERT INTO attribution (holder_id, since, recorded, center_id, staff_id, agent_id)
    VALUES ($1, $2, $3, $4, $5, $6)";

const INSERT_HOLDER_TIER: &str = "
    INSERT INTO holder_tier (holder_id, since, recorded, tier_id)
    VALUES ($1, $2, $3, $4)";

const ATTRIBUTIONS_OF: &str = "
    SELECT holder_id, since, recorded, center_id, staff_id, agent_id
    FROM attribution
    WHERE holder_id IN (@keys)
    ORDER BY holder_id, since, recorded";

const TIERS_OF: &str = "
    SELECT holder_id, since, recorded, tier_id
    FROM holder_tier
    WHERE holder_id IN (@keys)
    ORDER BY holder_id, since, recorded";

const STAMPED_SINCE: &str = "
    SELECT COUNT(*)
    FROM purchase
    WHERE holder_id = $1
      AND day >= $2";

/// How many purchases and refunds of a holder from a day on are stamped already: a change passes over them.
pub async fn stamped_since(tx: &mut Tx, holder: PartyId, since: Day) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), STAMPED_SINCE, holder.get(), since.number())?;
    Ok(count)
}

/// Records who serves a holder from a day on.
pub async fn add(tx: &mut Tx, holder: PartyId, change: Change<Attribution>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_ATTRIBUTION,
        holder.get(),
        change.since.number(),
        change.recorded,
        change.value.center.get(),
        change.value.staff.map(PartyId::get),
        change.value.agent.map(PartyId::get),
    )?;
    let Attribution { center, staff, agent } = change.value;
    tx.written().row(
        &written::ATTRIBUTION,
        [
            holder.get().into(),
            change.since.number().into(),
            change.recorded.into(),
            center.get().into(),
            staff.map(PartyId::get).into(),
            agent.map(PartyId::get).into(),
        ],
    );
    one_row("attribution", holder.get(), written)
}

/// Records a holder's tier from a day on.
pub async fn add_tier(tx: &mut Tx, holder: PartyId, change: Change<TierId>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_HOLDER_TIER,
        holder.get(),
        change.since.number(),
        change.recorded,
        change.value.get()
    )?;
    let cells = [holder.get(), change.since.number(), change.recorded, change.value.get()].map(Cell::Int);
    tx.written().row(&written::HOLDER_TIER, cells);
    one_row("holder_tier", holder.get(), written)
}

/// The attribution histories of many holders.
pub async fn of(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<PartyId, Vec<Change<Attribution>>>> {
    type Row = (i64, i64, i64, i64, Option<i64>, Option<i64>);
    let mut histories: HashMap<PartyId, Vec<Change<Attribution>>> = HashMap::new();
    for (holder, since, recorded, center, staff, agent) in fetch_in!(tx, Row, ATTRIBUTIONS_OF, [], holders) {
        let value = Attribution {
            center: PartyId::new(center),
            staff: staff.map(PartyId::new),
            agent: agent.map(PartyId::new),
        };
        let since = day("attribution", holder, since)?;
        histories.entry(PartyId::new(holder)).or_default().push(Change { since, recorded, value });
    }
    Ok(histories)
}

/// The tier histories of many holders.
pub async fn tiers_of(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<PartyId, Vec<Change<TierId>>>> {
    let mut histories: HashMap<PartyId, Vec<Change<TierId>>> = HashMap::new();
    for (holder, since, recorded, tier) in fetch_in!(tx, (i64, i64, i64, i64), TIERS_OF, [], holders) {
        let since = day("holder_tier", holder, since)?;
        let change = Change { since, recorded, value: tier.into() };
        histories.entry(PartyId::new(holder)).or_default().push(change);
    }
    Ok(histories)
}

fn day(table: &'static str, holder: i64, since: i64) -> Result<Day> {
    Day::from_number(since).ok_or_else(|| StoreError::inconsistent(table, "since", holder, "not a day"))
}
