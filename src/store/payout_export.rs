//! Files that were written of payouts, and the rows that go into them.

use super::{Result, StoreError, Tx, Visited, one_row, written};
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};

/// A row of a payout with the account that it is paid to, sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SealedRow {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    kind: String,
    party: Option<String>,
    net: i64,
    /// The number of the account among the party's.
    pub account_n: i64,
    /// What sort of account it is.
    pub account_kind: String,
    /// The account.
    pub account: Vec<u8>,
    /// Whose name it is in.
    pub name: Vec<u8>,
    /// The bank's name.
    pub bank: Option<String>,
    /// The bank's clearing number.
    pub bank_code: Option<String>,
}

impl SealedRow {
    /// What the party is.
    pub fn kind(&self) -> Result<PartyKind> {
        self.kind
            .parse()
            .map_err(|why| StoreError::inconsistent("payout_item", "kind", self.party_id.get(), why))
    }

    /// Its ref or code.
    pub fn party(&self) -> Result<&str> {
        self.party.as_deref().ok_or_else(|| {
            let why = "no party of its kind has this number";
            StoreError::inconsistent("payout_item", "party_id", self.party_id.get(), why)
        })
    }

    /// What is sent.
    #[must_use]
    pub const fn net(&self) -> Money {
        Money::from_minor(self.net)
    }
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Written {
    /// Which one of its payout.
    pub n: i64,
    /// Its format.
    pub format: String,
    /// How many rows.
    pub rows: i64,
    /// What they come to, in minor units.
    pub net: i64,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub operator: String,
    /// Why it was written when there had been one.
    pub reason: Option<String>,
}

const PENDING_ROWS: &str = "
    SELECT i.party_id,
           i.kind,
           COALESCE(h.ref, a.code, t.code, c.code, v.code) AS party,
           i.net,
           i.account_n,
           b.kind AS account_kind,
           b.account,
           b.name,
           b.bank,
           b.bank_code
    FROM payout_item AS i
    JOIN party_account AS b ON b.party_id = i.party_id AND b.n = i.account_n
    LEFT JOIN holder AS h ON i.kind = 'holder' AND h.holder_id = i.party_id
    LEFT JOIN agent AS a ON i.kind = 'agent' AND a.agent_id = i.party_id
    LEFT JOIN staff AS t ON i.kind = 'staff' AND t.staff_id = i.party_id
    LEFT JOIN center AS c ON i.kind = 'center' AND c.center_id = i.party_id
    LEFT JOIN provider AS v ON i.kind = 'provider' AND v.provider_id = i.party_id
    WHERE i.payout_id = $1
      AND i.state = 'pending'
    ORDER BY i.party_id";

const STATES: &str = "
    SELECT state, COUNT(*), CAST(SUM(net) AS BIGINT)
    FROM payout_item
    WHERE payout_id = $1
    GROUP BY state
    ORDER BY state";

const EXPORTS: &str = "
    SELECT n, format, rows, net, sha256, at, operator, reason
    FROM payout_export
    WHERE payout_id = $1
    ORDER BY n";

const INSERT_EXPORT: &str = "
    INSERT INTO payout_export (payout_id, n, format, rows, net, sha256, at, operator, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Visits the rows of a payout of which nobody has said what became of them, by party.
pub async fn for_each_pending<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    payout: i64,
    mut visit: impl FnMut(SealedRow) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, SealedRow, visit, PENDING_ROWS, payout)
}

/// How many rows of a payout are in each state, and what they come to.
pub async fn states(tx: &mut Tx, payout: i64) -> Result<Vec<(String, i64, Money)>> {
    let rows: Vec<(String, i64, i64)> = fetch_all!(tx, (String, i64, i64), STATES, payout)?;
    Ok(rows.into_iter().map(|(state, rows, net)| (state, rows, Money::from_minor(net))).collect())
}

/// The files that were written of a payout, in order.
pub async fn written(tx: &mut Tx, payout: i64) -> Result<Vec<Written>> {
    fetch_all!(tx, Written, EXPORTS, payout)
}

/// Records a file. Two at once get the same number, which the primary key refuses to one of them.
pub async fn insert(tx: &mut Tx, payout: i64, written: &Written) -> Result<()> {
    let Written { n, format, rows, net, sha256, at, operator, reason } = written;
    let done = execute!(tx, INSERT_EXPORT, payout, *n, format, *rows, *net, sha256, *at, operator, reason)?;
    tx.written().row(
        &written::PAYOUT_EXPORT,
        [
            payout.into(),
            (*n).into(),
            format.as_str().into(),
            (*rows).into(),
            (*net).into(),
            sha256.as_str().into(),
            (*at).into(),
            operator.as_str().into(),
            reason.as_deref().into(),
        ],
    );
    one_row("payout_export", format!("{payout}:{n}"), done)
}
