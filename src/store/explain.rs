//! What is told of one item: its stamp's names, its settlement, its lines.

use super::{Result, StoreError, Tx};
use crate::domain::allocation::ChainLink;
use crate::domain::id::ChainId;
use crate::domain::party::PartyId;
use crate::domain::role::Slot;

/// What stands of an item beside its stamp.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Standing {
    /// The source's name.
    pub source: String,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// The provider's code.
    pub provider: String,
    /// Why it is held.
    pub held: Option<String>,
    /// The purchase that it refunds, where that is known.
    pub original_id: Option<i64>,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// The run that settled it.
    pub run_id: Option<i64>,
    /// Where that run stands.
    pub run_state: Option<String>,
    /// The version of the plan under which it was settled.
    pub version_id: Option<i64>,
    /// Its pool, in minor units.
    pub pool: Option<i64>,
    /// Whether its month was closed before it was settled: 1 or 0.
    pub late: Option<i64>,
    /// The journal entry of the run.
    pub entry_id: Option<i64>,
}

/// A line as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// The place in the fixed order.
    pub slot: Slot,
    /// Who receives.
    pub party: i64,
    /// How much, in minor units.
    pub amount: i64,
}

const STANDING: &str = "
    SELECT s.name AS source, h.ref, v.code AS provider, p.held, p.original_id, p.recorded, d.run_id,
           r.state AS run_state, d.version_id, d.pool, d.late, j.entry_id
    FROM purchase AS p
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    LEFT JOIN settled AS d ON d.purchase_id = p.purchase_id AND d.holder_id = p.holder_id
    LEFT JOIN run AS r ON r.run_id = d.run_id
    LEFT JOIN journal AS j ON j.run_id = d.run_id
    WHERE p.purchase_id = $1
      AND p.holder_id = $2";

const LINES_OF_ITEM: &str = "
    SELECT slot, party_id, amount
    FROM line
    WHERE run_id = $1
      AND purchase_id = $2
      AND holder_id = $3
    ORDER BY slot";

const ONE_CHAIN: &str = "
    SELECT agent_id, suspended
    FROM chain
    WHERE chain_id = $1
    ORDER BY level";

/// What stands of an item.
pub async fn standing(tx: &mut Tx, item: i64, holder: PartyId) -> Result<Option<Standing>> {
    fetch_optional!(tx, Standing, STANDING, item, holder.get())
}

/// The lines of an item in the run that settled it, in the fixed order.
pub async fn lines(tx: &mut Tx, run: i64, item: i64, holder: PartyId) -> Result<Vec<StoredLine>> {
    let rows: Vec<(i64, i64, i64)> = fetch_all!(tx, (i64, i64, i64), LINES_OF_ITEM, run, item, holder.get())?;
    rows.into_iter()
        .map(|(slot, party, amount)| {
            let slot =
                Slot::try_from(slot).map_err(|why| StoreError::inconsistent("line", "slot", item, why))?;
            Ok(StoredLine { slot, party, amount })
        })
        .collect()
}

/// The agents of a chain, the nearest first.
pub async fn chain(tx: &mut Tx, id: ChainId) -> Result<Vec<ChainLink>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, (i64, i64), ONE_CHAIN, id.get())?;
    let link = |(agent, suspended)| ChainLink { agent: PartyId::new(agent), suspended: suspended != 0 };
    Ok(rows.into_iter().map(link).collect())
}
