//! The lines of a run, as exported.

use super::{Result, StoreError, Tx};
use crate::domain::id::RunId;

/// A line with its item and holder.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// The source's name.
    pub source: String,
    /// The item's id in its source.
    pub external_id: String,
    /// The place in the fixed order.
    pub slot: i64,
    /// Who receives.
    pub party_id: i64,
    /// The ref of the item's holder.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// How much, in minor units.
    pub amount: i64,
}

const LINES: &str = "
    SELECT s.name AS source, p.external_id, l.slot, l.party_id, h.ref, l.amount
    FROM line AS l
    JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.holder_id = l.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = l.holder_id
    WHERE l.run_id = $1
    ORDER BY s.name, p.external_id, l.slot";

const AGENT_CODES: &str = "
    SELECT agent_id, code
    FROM agent";

const STAFF_CODES: &str = "
    SELECT staff_id, code
    FROM staff";

const CENTER_CODES: &str = "
    SELECT center_id, code
    FROM center";

/// Visits the lines of a run bytewise by source and external id, then in the fixed order.
pub async fn for_each<E: From<StoreError>>(
    tx: &mut Tx,
    run: RunId,
    mut visit: impl FnMut(Line) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Line, visit, LINES, run.get())
}

/// The codes of all agents, staff and centers, by party number. There are thousands at most.
pub async fn party_codes(tx: &mut Tx) -> Result<std::collections::HashMap<i64, String>> {
    let mut codes: Vec<(i64, String)> = fetch_all!(tx, (i64, String), AGENT_CODES)?;
    codes.extend(fetch_all!(tx, (i64, String), STAFF_CODES)?);
    codes.extend(fetch_all!(tx, (i64, String), CENTER_CODES)?);
    Ok(codes.into_iter().collect())
}
