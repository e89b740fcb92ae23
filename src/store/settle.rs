//! What a run writes and what is read of it again: settled items and their lines.

use super::bulk::{Table, read_along_keys};
use super::run::Run;
use super::{Result, Tx, one_row};

/// `settled`, for bulk load.
pub const SETTLED: Table =
    Table { name: "settled", columns: &["run_id", "purchase_id", "holder_id", "version_id", "pool", "late"] };

/// `line`, for bulk load.
pub const LINE: Table =
    Table { name: "line", columns: &["run_id", "purchase_id", "slot", "party_id", "amount", "holder_id"] };

/// A refund of a purchase and where it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Refund {
    /// The purchase.
    pub original_id: i64,
    /// The refund.
    pub purchase_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// How much, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// The run that settled it.
    pub run_id: Option<i64>,
    /// Where that run stands.
    pub run_state: Option<String>,
}

/// A settled item with its lines.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SettledItem {
    /// The item.
    pub purchase_id: i64,
    /// Its source.
    pub source_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// Where it was bought.
    pub provider_id: i64,
    /// Whether it is a refund: 1 or 0.
    pub is_refund: i64,
    /// What was paid or is given back, in minor units.
    pub amount: i64,
    /// Its pool, in minor units.
    pub pool: i64,
    /// Whether its month was closed before: 1 or 0.
    pub late: i64,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// Slot, party and minor units of each line between spaces, in any order.
    #[sqlx(skip)]
    pub lines: String,
}

const REFUNDS_OF: &str = "
    SELECT p.original_id, p.purchase_id, p.external_id, p.amount, p.occurred_at, s.run_id, r.state AS run_state
    FROM purchase AS p
    LEFT JOIN settled AS s ON s.purchase_id = p.purchase_id AND s.holder_id = p.holder_id
    LEFT JOIN run AS r ON r.run_id = s.run_id
    WHERE p.original_id IN (@keys)
    ORDER BY p.original_id, p.occurred_at, p.external_id";

const SETTLED_ITEMS: &str = "
    SELECT s.purchase_id, p.source_id, p.external_id, p.provider_id,
           CAST(CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_refund, p.amount, s.pool, s.late, h.ref
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    JOIN holder AS h ON h.holder_id = s.holder_id
    WHERE s.run_id = $1
      AND s.purchase_id > $2
      AND s.purchase_id <= $3
    ORDER BY s.purchase_id";

/// The lines of an item come as one text: as rows of their own they take several times as long to read.
const LINES_OF_ITEMS: &str = "
    SELECT purchase_id,
           string_agg(CAST(slot AS TEXT) || ' ' || CAST(party_id AS TEXT) || ' ' || CAST(amount AS TEXT), ' ') AS lines
    FROM line
    WHERE run_id = $1
      AND purchase_id > $2
      AND purchase_id <= $3
    GROUP BY purchase_id
    ORDER BY purchase_id";

/// Between the first and the last item number of the run, so that those of other years are not gone through.
const ITEMS_END: &str = "
    SELECT MAX(purchase_id)
    FROM (
        SELECT purchase_id
        FROM settled
        WHERE run_id = $1
          AND purchase_id > $2
          AND purchase_id <= $3
        ORDER BY purchase_id
        LIMIT $4) AS page";

const DELETE_SETTLED: &str = "
    DELETE FROM settled
    WHERE run_id = $1
      AND purchase_id >= $2
      AND purchase_id <= $3";

const MAY_DELETE_SETTLED: &str = "
    SELECT has_table_privilege('settled', 'DELETE')";

const FORGET_SETTLED: &str = "
    SELECT forget_settled($1, $2, $3)";

/// Items that are read together.
const PAGE: i64 = 5_000;

/// All refunds of these purchases, in the order in which they are settled.
pub async fn refunds_of(tx: &mut Tx, originals: &[i64]) -> Result<Vec<Refund>> {
    Ok(fetch_in!(tx, Refund, REFUNDS_OF, [], originals))
}

/// Visits the items of a run by number, each with its lines.
pub async fn for_each_item<E: From<super::StoreError>>(
    tx: &mut Tx,
    run: &Run,
    mut visit: impl FnMut(SettledItem) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    read_along_keys(tx).await.map_err(E::from)?;
    let id = run.run_id.get();
    let mut after = run.first_item - 1;
    loop {
        let (end,): (Option<i64>,) =
            fetch_one!(tx, (Option<i64>,), ITEMS_END, id, after, run.cutoff, PAGE).map_err(E::from)?;
        let Some(end) = end else { return Ok(()) };
        let items: Vec<SettledItem> =
            fetch_all!(tx, SettledItem, SETTLED_ITEMS, id, after, end).map_err(E::from)?;
        let texts: Vec<(i64, String)> =
            fetch_all!(tx, (i64, String), LINES_OF_ITEMS, id, after, end).map_err(E::from)?;
        let mut texts = texts.into_iter().peekable();
        for mut item in items {
            while texts.next_if(|(of, _)| *of < item.purchase_id).is_some() {}
            if let Some((_, lines)) = texts.next_if(|(of, _)| *of == item.purchase_id) {
                item.lines = lines;
            }
            visit(item)?;
        }
        after = end;
    }
}

/// Puts all items of a run back into the queue and counts them.
pub async fn return_to_due(tx: &mut Tx, run: &Run) -> Result<u64> {
    let returned = super::due::put_back(tx, run).await?;
    let deleted = delete_settled(tx, run).await?;
    one_row("settled", run.run_id, u64::from(returned == deleted))?;
    Ok(returned)
}

/// Deletes what a run had settled, which is discarded by now. On PostgreSQL only the owner may delete there; others have
/// a function do it, which looks whether the run is discarded.
async fn delete_settled(tx: &mut Tx, run: &Run) -> Result<u64> {
    let id = run.run_id.get();
    if let Tx::Postgres(transaction, _) = tx {
        let (may,): (bool,) = sqlx::query_as(MAY_DELETE_SETTLED).fetch_one(&mut **transaction).await?;
        if !may {
            let (deleted,): (i64,) = sqlx::query_as(FORGET_SETTLED)
                .bind(id)
                .bind(run.first_item)
                .bind(run.cutoff)
                .fetch_one(&mut **transaction)
                .await?;
            return Ok(deleted.unsigned_abs());
        }
    }
    execute!(tx, DELETE_SETTLED, id, run.first_item, run.cutoff)
}
