//! How much a database holds.

use super::{Result, Store, Tx};

/// Numbers of rows.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Centers.
    pub centers: i64,
    /// Staff members.
    pub staff: i64,
    /// Agents.
    pub agents: i64,
    /// Providers.
    pub providers: i64,
    /// Schemes.
    pub schemes: i64,
    /// Cards of all states.
    pub cards: i64,
    /// Holders, registered or active.
    pub holders: i64,
    /// Purchases, without refunds.
    pub purchases: i64,
    /// Refunds.
    pub refunds: i64,
    /// Items that are not settled.
    pub due: i64,
    /// Settlement runs of all states.
    pub runs: i64,
    /// Entries of the audit log.
    pub audit_entries: i64,
}

impl Counts {
    /// Each with its name, in the order in which they are shown.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, i64); 12] {
        [
            ("centers", self.centers),
            ("staff", self.staff),
            ("agents", self.agents),
            ("providers", self.providers),
            ("schemes", self.schemes),
            ("cards", self.cards),
            ("holders", self.holders),
            ("purchases", self.purchases),
            ("refunds", self.refunds),
            ("due", self.due),
            ("runs", self.runs),
            ("audit_entries", self.audit_entries),
        ]
    }
}

const COUNTS: &str = "
    SELECT (SELECT COUNT(*) FROM center) AS centers,
           (SELECT COUNT(*) FROM staff) AS staff,
           (SELECT COUNT(*) FROM agent) AS agents,
           (SELECT COUNT(*) FROM provider) AS providers,
           (SELECT COUNT(*) FROM scheme) AS schemes,
           (SELECT COUNT(*) FROM card) AS cards,
           (SELECT COUNT(*) FROM holder) AS holders,
           (SELECT COUNT(*) FROM purchase WHERE refund_of IS NULL) AS purchases,
           (SELECT COUNT(*) FROM purchase WHERE refund_of IS NOT NULL) AS refunds,
           (SELECT COUNT(*) FROM due) AS due,
           (SELECT COUNT(*) FROM run) AS runs,
           (SELECT COUNT(*) FROM audit) AS audit_entries";

/// Counts what the database holds, in one state of it.
pub async fn counts(store: &Store) -> Result<Counts> {
    counts_in(&mut store.snapshot().await?).await
}

/// Counts what a transaction sees.
pub async fn counts_in(tx: &mut Tx) -> Result<Counts> {
    fetch_one!(tx, Counts, COUNTS)
}

/// How many bytes the database takes.
pub async fn size(store: &Store) -> Result<i64> {
    const SQLITE_SIZE: &str = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    const POSTGRES_SIZE: &str = "SELECT pg_database_size(current_database())";
    let (size,): (i64,) = match store {
        Store::Sqlite(pool, _) => sqlx::query_as(SQLITE_SIZE).fetch_one(pool).await?,
        Store::Postgres(pool) => sqlx::query_as(POSTGRES_SIZE).fetch_one(pool).await?,
    };
    Ok(size)
}
