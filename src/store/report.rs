//! Sums for reports.

use super::{Result, Tx};
use crate::domain::id::RunId;

/// A sum of lines.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Commission {
    /// The code of what is summed for.
    pub code: String,
    /// How many lines.
    pub lines: i64,
    /// How much, in minor units.
    pub amount: i64,
}

/// A sum of lines of one day and slot.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct OfDay {
    /// The civil day of the items.
    pub day: i64,
    /// The place in the fixed order.
    pub slot: i64,
    /// How many lines.
    pub lines: i64,
    /// How much, in minor units.
    pub amount: i64,
}

const BY_AGENT: &str = "
    SELECT a.code, COUNT(*) AS lines, CAST(SUM(l.amount) AS BIGINT) AS amount
    FROM line AS l
    JOIN agent AS a ON a.agent_id = l.party_id
    WHERE l.run_id = $1
      AND l.slot BETWEEN 1 AND 64
    GROUP BY a.code
    ORDER BY 3 DESC, a.code";

const BY_PROVIDER: &str = "
    SELECT v.code, COUNT(*) AS lines, CAST(SUM(l.amount) AS BIGINT) AS amount
    FROM line AS l
    JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.holder_id = l.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    WHERE l.run_id = $1
    GROUP BY v.code
    ORDER BY 3 DESC, v.code";

const BY_DAY: &str = "
    SELECT p.day, l.slot, COUNT(*) AS lines, CAST(SUM(l.amount) AS BIGINT) AS amount
    FROM line AS l
    JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.holder_id = l.holder_id
    WHERE l.run_id = $1
    GROUP BY p.day, l.slot
    ORDER BY p.day, l.slot";

/// What each agent received in a run, the most first.
pub async fn by_agent(tx: &mut Tx, run: RunId) -> Result<Vec<Commission>> {
    fetch_all!(tx, Commission, BY_AGENT, run.get())
}

/// What each provider's purchases brought in a run, the most first.
pub async fn by_provider(tx: &mut Tx, run: RunId) -> Result<Vec<Commission>> {
    fetch_all!(tx, Commission, BY_PROVIDER, run.get())
}

/// What each day's items brought in a run.
pub async fn by_day(tx: &mut Tx, run: RunId) -> Result<Vec<OfDay>> {
    fetch_all!(tx, OfDay, BY_DAY, run.get())
}
