//! The lines of a run, as exported.

use std::ops::ControlFlow;

use super::bulk::export_large;
use super::{Result, StoreError, Tx, Visited};
use crate::domain::id::RunId;

/// An item with its lines.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ItemLines {
    /// The source's name.
    pub source: String,
    /// The item's id in its source.
    pub external_id: String,
    /// The ref of the item's holder.
    #[sqlx(rename = "ref")]
    pub holder: String,
    packed: String,
}

/// A line of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The place in the fixed order.
    pub slot: i64,
    /// Who receives.
    pub party_id: i64,
    /// How much, in minor units.
    pub amount: i64,
}

impl ItemLines {
    /// Its lines, in the fixed order.
    fn lines(&self) -> Result<Vec<Line>> {
        let wrong = || StoreError::inconsistent("line", "amount", &self.external_id, "no number");
        let numbers: Vec<i64> = self
            .packed
            .split_ascii_whitespace()
            .map(|word| word.parse().map_err(|_| wrong()))
            .collect::<Result<_>>()?;
        let mut lines: Vec<Line> = numbers
            .chunks_exact(3)
            .map(|line| Line { slot: line[0], party_id: line[1], amount: line[2] })
            .collect();
        lines.sort_unstable();
        Ok(lines)
    }
}

/// What a party has of an item in one run and in another.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Difference {
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
    /// How much in the first run, in minor units.
    pub before: i64,
    /// How much in the second run, in minor units.
    pub after: i64,
}

const DIFFERENCES: &str = "
    SELECT s.name AS source, p.external_id, d.slot, d.party_id, h.ref, d.before, d.after
    FROM (
        SELECT purchase_id, holder_id, slot, party_id,
               CAST(SUM(CASE WHEN run_id = $1 THEN amount ELSE 0 END) AS BIGINT) AS before,
               CAST(SUM(CASE WHEN run_id = $2 THEN amount ELSE 0 END) AS BIGINT) AS after
        FROM line
        WHERE run_id IN ($1, $2)
        GROUP BY purchase_id, holder_id, slot, party_id
        HAVING SUM(CASE WHEN run_id = $1 THEN amount ELSE 0 END)
            <> SUM(CASE WHEN run_id = $2 THEN amount ELSE 0 END)) AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = d.holder_id
    ORDER BY s.name, p.external_id, d.slot, d.party_id";

/// The lines of an item come as one text: as rows of their own they take several times as long to sort and to read.
const LINES: &str = "
    SELECT s.name AS source, p.external_id, h.ref, i.packed
    FROM (
        SELECT purchase_id,
               MIN(holder_id) AS holder_id,
               string_agg(CAST(slot AS TEXT) || ' ' || CAST(party_id AS TEXT) || ' ' || CAST(amount AS TEXT), ' ')
                   AS packed
        FROM line
        WHERE run_id = $1
        GROUP BY purchase_id) AS i
    JOIN purchase AS p ON p.purchase_id = i.purchase_id AND p.holder_id = i.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = i.holder_id
    ORDER BY s.name, p.external_id";

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
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    run: RunId,
    mut visit: impl FnMut(&ItemLines, Line) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    export_large(tx).await?;
    let mut unpack = |item: ItemLines| -> std::result::Result<ControlFlow<()>, E> {
        for line in item.lines()? {
            if visit(&item, line)?.has_enough() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    };
    for_each!(tx, ItemLines, unpack, LINES, run.get())
}

/// Visits what differs between two runs, bytewise by source and external id, then in the fixed order.
pub async fn for_each_difference<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    before: RunId,
    after: RunId,
    mut visit: impl FnMut(Difference) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Difference, visit, DIFFERENCES, before.get(), after.get())
}

/// The codes of all agents, staff and centers, by party number. There are thousands at most.
pub async fn party_codes(tx: &mut Tx) -> Result<std::collections::HashMap<i64, String>> {
    let mut codes: Vec<(i64, String)> = fetch_all!(tx, (i64, String), AGENT_CODES)?;
    codes.extend(fetch_all!(tx, (i64, String), STAFF_CODES)?);
    codes.extend(fetch_all!(tx, (i64, String), CENTER_CODES)?);
    Ok(codes.into_iter().collect())
}
