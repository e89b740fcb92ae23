//! What a transaction writes into tables whose rows are only ever added: the audit entry with which it commits says how
//! many rows of each, and the sum of their hashes. All entries together say what has to be there, whatever the order, so
//! that `db check` finds a row that was changed, taken away or added past the program.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Deref, DerefMut};

use futures_util::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use sqlx::{Row as _, Transaction};

use super::bulk::Cell;
use super::{Result, StoreError, Tx};
use crate::domain::digest::HashSum;

/// A table whose rows are never changed or taken away, and the columns of which an entry says the hash.
#[derive(Debug)]
pub struct Kept {
    /// The table.
    pub table: &'static str,
    columns: &'static [Column],
    /// All its rows, with those columns.
    rows: &'static str,
}

#[derive(Debug)]
enum Column {
    Number(&'static str),
    Text(&'static str),
    Bytes(&'static str),
}

impl Column {
    const fn name(&self) -> &'static str {
        match self {
            Self::Number(name) | Self::Text(name) | Self::Bytes(name) => name,
        }
    }
}

use Column::{Bytes, Number, Text};

const KEPT_JOURNAL: &str = "
    SELECT entry_id, kind, run_id, dated, recorded, operator, subject
    FROM journal";

/// Those of a run follow from its lines, which have their own digest in the log: they are as many as holders.
const KEPT_POSTINGS: &str = "
    SELECT p.party_id, p.entry_id, p.kind, p.amount
    FROM journal AS j
    JOIN posting AS p ON p.entry_id = j.entry_id
    WHERE j.run_id IS NULL";

const KEPT_CARD_EVENTS: &str = "
    SELECT card_no, seq, from_state, to_state, at, channel, reason, operator
    FROM card_event";

const KEPT_BATCH_EVENTS: &str = "
    SELECT batch_id, seq, act, from_state, to_state, at, channel, reason, operator, detail
    FROM batch_event";

const KEPT_PERIOD_EVENTS: &str = "
    SELECT month, n, act, at, operator, reason, runs, purchases, refunds, pool, seal
    FROM period_event";

const KEPT_PARENTS: &str = "
    SELECT agent_id, since, recorded, parent_id
    FROM agent_parent";

const KEPT_STATUSES: &str = "
    SELECT agent_id, since, recorded, suspended
    FROM agent_status";

const KEPT_RATES: &str = "
    SELECT provider_id, since, recorded, rate_ppm
    FROM provider_rate";

const KEPT_ATTRIBUTIONS: &str = "
    SELECT holder_id, since, recorded, center_id, staff_id, agent_id
    FROM attribution";

const KEPT_TIERS: &str = "
    SELECT holder_id, since, recorded, tier_id
    FROM holder_tier";

const KEPT_PAYMENTS: &str = "
    SELECT payment_id, holder_id, source_id, external_id, amount, channel, paid_at, recorded
    FROM payment";

const KEPT_REFUNDS: &str = "
    SELECT payment_id, holder_id, n, source_id, external_id, amount, at, recorded, operator
    FROM payment_refund";

const KEPT_EXPORTS: &str = "
    SELECT payout_id, n, format, rows, net, sha256, at, operator, reason
    FROM payout_export";

/// What a purchase or refund says, by its content's hash. What was refunded of it is counted beside.
const KEPT_ITEMS: &str = "
    SELECT source_id, external_id, purchase_id, holder_id, content
    FROM purchase_claim";

/// All of them.
pub const KEPT: &[Kept] = &[
    JOURNAL,
    POSTING,
    CARD_EVENT,
    BATCH_EVENT,
    PERIOD_EVENT,
    AGENT_PARENT,
    AGENT_STATUS,
    PROVIDER_RATE,
    ATTRIBUTION,
    HOLDER_TIER,
    PAYMENT,
    PAYMENT_REFUND,
    PAYOUT_EXPORT,
    PURCHASE_CLAIM,
];

pub(super) const JOURNAL: Kept = Kept {
    table: "journal",
    columns: &[
        Number("entry_id"),
        Text("kind"),
        Number("run_id"),
        Number("dated"),
        Number("recorded"),
        Text("operator"),
        Text("subject"),
    ],
    rows: KEPT_JOURNAL,
};

pub(super) const POSTING: Kept = Kept {
    table: "posting",
    columns: &[Number("party_id"), Number("entry_id"), Text("kind"), Number("amount")],
    rows: KEPT_POSTINGS,
};

pub(super) const CARD_EVENT: Kept = Kept {
    table: "card_event",
    columns: &[
        Number("card_no"),
        Number("seq"),
        Text("from_state"),
        Text("to_state"),
        Number("at"),
        Text("channel"),
        Text("reason"),
        Text("operator"),
    ],
    rows: KEPT_CARD_EVENTS,
};

pub(super) const BATCH_EVENT: Kept = Kept {
    table: "batch_event",
    columns: &[
        Number("batch_id"),
        Number("seq"),
        Text("act"),
        Text("from_state"),
        Text("to_state"),
        Number("at"),
        Text("channel"),
        Text("reason"),
        Text("operator"),
        Text("detail"),
    ],
    rows: KEPT_BATCH_EVENTS,
};

pub(super) const PERIOD_EVENT: Kept = Kept {
    table: "period_event",
    columns: &[
        Number("month"),
        Number("n"),
        Text("act"),
        Number("at"),
        Text("operator"),
        Text("reason"),
        Number("runs"),
        Number("purchases"),
        Number("refunds"),
        Number("pool"),
        Text("seal"),
    ],
    rows: KEPT_PERIOD_EVENTS,
};

pub(super) const AGENT_PARENT: Kept = Kept {
    table: "agent_parent",
    columns: &[Number("agent_id"), Number("since"), Number("recorded"), Number("parent_id")],
    rows: KEPT_PARENTS,
};

pub(super) const AGENT_STATUS: Kept = Kept {
    table: "agent_status",
    columns: &[Number("agent_id"), Number("since"), Number("recorded"), Number("suspended")],
    rows: KEPT_STATUSES,
};

pub(super) const PROVIDER_RATE: Kept = Kept {
    table: "provider_rate",
    columns: &[Number("provider_id"), Number("since"), Number("recorded"), Number("rate_ppm")],
    rows: KEPT_RATES,
};

pub(super) const ATTRIBUTION: Kept = Kept {
    table: "attribution",
    columns: &[
        Number("holder_id"),
        Number("since"),
        Number("recorded"),
        Number("center_id"),
        Number("staff_id"),
        Number("agent_id"),
    ],
    rows: KEPT_ATTRIBUTIONS,
};

pub(super) const HOLDER_TIER: Kept = Kept {
    table: "holder_tier",
    columns: &[Number("holder_id"), Number("since"), Number("recorded"), Number("tier_id")],
    rows: KEPT_TIERS,
};

pub(super) const PAYMENT: Kept = Kept {
    table: "payment",
    columns: &[
        Number("payment_id"),
        Number("holder_id"),
        Number("source_id"),
        Text("external_id"),
        Number("amount"),
        Text("channel"),
        Number("paid_at"),
        Number("recorded"),
    ],
    rows: KEPT_PAYMENTS,
};

pub(super) const PAYMENT_REFUND: Kept = Kept {
    table: "payment_refund",
    columns: &[
        Number("payment_id"),
        Number("holder_id"),
        Number("n"),
        Number("source_id"),
        Text("external_id"),
        Number("amount"),
        Number("at"),
        Number("recorded"),
        Text("operator"),
    ],
    rows: KEPT_REFUNDS,
};

pub(super) const PAYOUT_EXPORT: Kept = Kept {
    table: "payout_export",
    columns: &[
        Number("payout_id"),
        Number("n"),
        Text("format"),
        Number("rows"),
        Number("net"),
        Text("sha256"),
        Number("at"),
        Text("operator"),
        Text("reason"),
    ],
    rows: KEPT_EXPORTS,
};

const PURCHASE_CLAIM: Kept = Kept {
    table: "purchase_claim",
    columns: &[
        Number("source_id"),
        Text("external_id"),
        Number("purchase_id"),
        Number("holder_id"),
        Bytes("content"),
    ],
    rows: KEPT_ITEMS,
};

/// The rows of a kept table on their way into it.
pub(super) struct Loaded {
    pub(super) kept: &'static Kept,
    sum: RowSum,
    record: Vec<u8>,
}

impl Loaded {
    /// For a table that is loaded by these columns; nothing where it is not kept.
    ///
    /// # Panics
    /// When they don't begin with the columns that are hashed, which is a defect of who loads.
    pub(super) fn new(table: &str, columns: &[&str]) -> Option<Self> {
        let kept = KEPT.iter().find(|kept| kept.table == table)?;
        let hashed = kept.columns.iter().map(Column::name);
        assert!(
            columns.len() >= hashed.len() && hashed.eq(columns.iter().copied().take(kept.columns.len())),
            "the hashes of `{table}` are of other columns than it is loaded by"
        );
        Some(Self { kept, sum: RowSum::default(), record: Vec::new() })
    }

    /// Adds a row, of which the first cells are hashed.
    pub(super) fn add<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) {
        self.sum.add(self.kept.table, cells.take(self.kept.columns.len()), &mut self.record);
    }

    /// What was added since the last time.
    pub(super) fn take(&mut self) -> RowSum {
        std::mem::take(&mut self.sum)
    }
}

/// How many rows, and the sum of their hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSum {
    /// How many.
    pub rows: u64,
    /// The sum of the SHA-256 hashes, modulo 2^256.
    pub hash: HashSum,
}

impl RowSum {
    /// Adds a row of a table: its cells, each with what it is and how long, so that none runs into the next.
    pub(super) fn add<'a>(
        &mut self,
        table: &str,
        cells: impl IntoIterator<Item = Cell<'a>>,
        record: &mut Vec<u8>,
    ) -> HashSum {
        record.clear();
        record.extend_from_slice(table.as_bytes());
        for cell in cells {
            match cell {
                Cell::Null => record.push(0),
                Cell::Int(number) => {
                    record.push(1);
                    record.extend_from_slice(&number.to_be_bytes());
                }
                Cell::Text(text) => sized(record, 2, text.as_bytes()),
                Cell::Bytes(bytes) => sized(record, 3, bytes),
            }
        }
        let hash = HashSum::of(record);
        self.rows += 1;
        self.hash.add(hash);
        hash
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.hash.add(other.hash);
    }

    /// What has to be added to `other` to come to this.
    fn beyond(self, other: Self) -> Self {
        let mut hash = self.hash;
        hash.subtract(other.hash);
        Self { rows: self.rows.wrapping_sub(other.rows), hash }
    }
}

fn sized(record: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    record.push(kind);
    record.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    record.extend_from_slice(bytes);
}

/// What was written, by table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    sums: BTreeMap<&'static str, RowSum>,
    record: Vec<u8>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Told {
    rows: u64,
    hash: String,
}

impl Written {
    pub(super) fn row<'a>(&mut self, kept: &Kept, cells: impl IntoIterator<Item = Cell<'a>>) {
        self.sums.entry(kept.table).or_default().add(kept.table, cells, &mut self.record);
    }

    pub(super) fn rows(&mut self, kept: &Kept, sum: RowSum) {
        if sum != RowSum::default() {
            self.sums.entry(kept.table).or_default().merge(sum);
        }
    }

    /// Of one table.
    #[must_use]
    pub fn of(&self, kept: &Kept) -> RowSum {
        self.sums.get(kept.table).copied().unwrap_or_default()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// As an audit entry says it; nothing where nothing was written.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let told: BTreeMap<_, _> = self
            .sums
            .iter()
            .map(|(table, sum)| (table, Told { rows: sum.rows, hash: sum.hash.to_string() }))
            .collect();
        // Maps of texts and numbers always become JSON.
        if told.is_empty() { None } else { serde_json::to_string(&told).ok() }
    }

    /// Adds what an audit entry says.
    ///
    /// # Errors
    /// It says something that the program never wrote.
    pub fn add_told(&mut self, text: &str) -> std::result::Result<(), String> {
        let told: BTreeMap<String, Told> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for (table, Told { rows, hash }) in told {
            let kept = KEPT.iter().find(|kept| kept.table == table);
            let kept = kept.ok_or_else(|| format!("it names a table `{table}`"))?;
            let hash = hash.parse().map_err(|_| format!("`{hash}` is no hash"))?;
            self.rows(kept, RowSum { rows, hash });
        }
        Ok(())
    }
}

/// A transaction, and what it has written.
pub struct Recorded<D: sqlx::Database> {
    pub(super) transaction: Transaction<'static, D>,
    pub(super) written: Written,
}

impl<D: sqlx::Database> Recorded<D> {
    pub(super) fn new(transaction: Transaction<'static, D>) -> Self {
        Self { transaction, written: Written::default() }
    }
}

impl<D: sqlx::Database> Deref for Recorded<D> {
    type Target = D::Connection;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}

impl<D: sqlx::Database> DerefMut for Recorded<D> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.transaction
    }
}

/// The rows of a table that are there.
///
/// Says the hash of each.
pub async fn present(tx: &mut Tx, kept: &Kept, mut each: impl FnMut(HashSum)) -> Result<RowSum> {
    let (mut sum, mut record) = (RowSum::default(), Vec::new());
    on_connection!(tx, connection => {
        let mut rows = sqlx::query(kept.rows).fetch(connection);
        while let Some(row) = rows.try_next().await? {
            let mut cells = [Cell::Null; MOST_COLUMNS];
            for (place, column) in kept.columns.iter().enumerate() {
                cells[place] = match column {
                    Number(_) => row.try_get::<Option<i64>, _>(place)?.into(),
                    Text(_) => row.try_get::<Option<&str>, _>(place)?.into(),
                    Bytes(_) => row.try_get::<Option<&[u8]>, _>(place)?.map_or(Cell::Null, Cell::Bytes),
                };
            }
            each(sum.add(kept.table, cells[..kept.columns.len()].iter().copied(), &mut record));
        }
    });
    Ok(sum)
}

/// No table has more columns.
const MOST_COLUMNS: usize = 11;

const SUMMED: &str = "
    SELECT summed
    FROM audit_head
    WHERE id = 1";

/// Locks the head of the log: whoever writes rows commits before or waits.
const MARK_SUMMED: &str = "
    UPDATE audit_head
    SET summed = 1
    WHERE id = 1";

const WROTE: &str = "
    SELECT seq, wrote
    FROM audit
    WHERE wrote IS NOT NULL
    ORDER BY seq";

const WRITERS: &str = "
    SELECT seq, action, subject, wrote
    FROM audit
    WHERE seq > $1
      AND wrote IS NOT NULL
    ORDER BY seq";

/// Whether what is older than the sums is in the log, too.
pub async fn is_summed(tx: &mut Tx) -> Result<bool> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), SUMMED)?;
    Ok(found.is_some_and(|(summed,)| summed != 0))
}

/// What all entries of the log say was written.
///
/// # Errors
/// An entry says something that the program never wrote.
pub async fn logged(tx: &mut Tx) -> Result<Written> {
    let mut logged = Written::default();
    let add = |(seq, wrote): (i64, String)| {
        logged.add_told(&wrote).map_err(|why| StoreError::inconsistent("audit", "wrote", seq, why))
    };
    let mut add = add;
    for_each!(tx, (i64, String), add, WROTE)?;
    Ok(logged)
}

/// An entry that wrote one row into a table.
#[derive(Clone, Debug)]
pub struct Single {
    /// Its number.
    pub seq: i64,
    /// The command.
    pub action: String,
    /// What it acted on.
    pub subject: String,
    /// The hash of the row.
    pub hash: HashSum,
}

/// The next entries after a number that wrote one row into a table, at most `limit`.
pub async fn single(tx: &mut Tx, kept: &Kept, after: i64, limit: usize) -> Result<Vec<Single>> {
    let mut found = Vec::new();
    let mut add = |(seq, action, subject, wrote): (i64, String, String, String)| {
        let mut written = Written::default();
        // One that says something else was told of before.
        if written.add_told(&wrote).is_ok()
            && let RowSum { rows: 1, hash } = written.of(kept)
        {
            found.push(Single { seq, action, subject, hash });
        }
        let more = found.len() < limit;
        Ok::<_, StoreError>(if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    };
    for_each!(tx, (i64, String, String, String), add, WRITERS, after)?;
    Ok(found)
}

/// Puts what is older than the sums into the entry of this transaction, and holds the head of the log until it ends.
pub async fn sum_older(tx: &mut Tx) -> Result<()> {
    execute!(tx, MARK_SUMMED)?;
    let logged = logged(tx).await?;
    for kept in KEPT {
        let present = present(tx, kept, |_| ()).await?;
        tx.written().rows(kept, present.beyond(logged.of(kept)));
    }
    Ok(())
}

/// Makes an empty log one that has all sums.
pub(super) async fn begin(tx: &mut Tx) -> Result<()> {
    execute!(tx, MARK_SUMMED).map(drop)
}

impl Tx {
    /// What it has written into tables whose rows are only ever added.
    pub(super) const fn written(&mut self) -> &mut Written {
        match self {
            Self::Sqlite(recorded) => &mut recorded.written,
            Self::Postgres(recorded, _) => &mut recorded.written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[[Cell<'_>; 2]]) -> RowSum {
        let (mut sum, mut record) = (RowSum::default(), Vec::new());
        for row in rows {
            sum.add("t", row.iter().copied(), &mut record);
        }
        sum
    }

    #[test]
    fn a_known_row_has_its_known_hash() {
        // printf 't\x01\0\0\0\0\0\0\0\x07\x02\0\0\0\0\0\0\0\x02ab\0' | sha256sum
        let (mut sum, mut record) = (RowSum::default(), Vec::new());
        sum.add("t", [Cell::Int(7), Cell::Text("ab"), Cell::Null], &mut record);
        assert_eq!(record, b"t\x01\0\0\0\0\0\0\0\x07\x02\0\0\0\0\0\0\0\x02ab\0");
        assert_eq!(sum.rows, 1);
        assert_eq!(sum.hash, HashSum::of(&record));
    }

    #[test]
    fn order_does_not_matter_and_every_cell_does() {
        let one = [Cell::Int(1), Cell::Text("ab")];
        let two = [Cell::Text("a"), Cell::Null];
        assert_eq!(sum(&[one, two]), sum(&[two, one]));
        for other in [
            [Cell::Int(2), Cell::Text("ab")],
            [Cell::Int(1), Cell::Text("ac")],
            [Cell::Int(1), Cell::Bytes(b"ab")],
            [Cell::Null, Cell::Text("ab")],
            [Cell::Text("ab"), Cell::Int(1)],
        ] {
            assert_ne!(sum(&[other]), sum(&[one]), "{other:?}");
        }
        assert_ne!(sum(&[[Cell::Text("a"), Cell::Text("bc")]]), sum(&[[Cell::Text("ab"), Cell::Text("c")]]));
        assert_ne!(sum(&[[Cell::Text(""), Cell::Null]]), sum(&[[Cell::Null, Cell::Text("")]]));
    }

    #[test]
    fn what_an_entry_says_is_read_again() {
        let mut written = Written::default();
        assert_eq!(written.told(), None);
        written.row(&POSTING, [Cell::Int(1)]);
        written.row(&POSTING, [Cell::Int(2)]);
        written.row(&CARD_EVENT, [Cell::Null]);
        let told = written.told().expect("something was written");
        let mut read = Written::default();
        read.add_told(&told).expect("it is read");
        assert_eq!(read.sums, written.sums);
        for wrong in
            ["", "{\"holder\":{\"rows\":1,\"hash\":\"00\"}}", "{\"posting\":{\"rows\":1,\"hash\":\"x\"}}"]
        {
            assert!(Written::default().add_told(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_beyond_a_sum_leads_to_the_whole() {
        let part = sum(&[[Cell::Int(1), Cell::Null]]);
        let whole = sum(&[[Cell::Int(1), Cell::Null], [Cell::Int(2), Cell::Null]]);
        let mut led = part;
        led.merge(whole.beyond(part));
        assert_eq!(led, whole);
        assert_eq!(whole.beyond(whole), RowSum::default());
    }

    #[test]
    fn the_columns_are_those_that_are_read() {
        for kept in KEPT {
            assert!(kept.columns.len() <= MOST_COLUMNS, "{}", kept.table);
            let names: Vec<&str> = kept.columns.iter().map(Column::name).collect();
            let (selected, _) = kept.rows.split_once("FROM").expect("of a table");
            let selected = selected.trim_start().trim_start_matches(char::is_uppercase);
            let selected: Vec<&str> =
                selected.split(',').map(|name| name.trim().trim_start_matches("p.")).collect();
            assert_eq!(selected, names, "{}", kept.table);
        }
    }
}
