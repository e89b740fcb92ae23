//! Changes of balances by hand: asked by one operator, approved by another.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};

/// An adjustment, with the ref or code of its party.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Adjustment {
    /// Its number.
    pub adjustment_id: i64,
    kind: String,
    /// Whose balance it changes.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    party: Option<String>,
    amount: i64,
    dated: i64,
    /// Why.
    pub reason: String,
    /// `asked`, `approved` or `refused`.
    pub state: String,
    /// When it was asked, in microseconds since 1970.
    pub asked_at: i64,
    /// By whom.
    pub asked_by: String,
    /// When it was approved or refused, in microseconds since 1970.
    pub ended_at: Option<i64>,
    /// By whom.
    pub ended_by: Option<String>,
}

impl Adjustment {
    fn wrong(&self, column: &'static str, why: impl std::fmt::Display) -> StoreError {
        StoreError::inconsistent("adjustment", column, self.adjustment_id, why)
    }

    /// What the party is.
    pub fn kind(&self) -> Result<PartyKind> {
        self.kind.parse().map_err(|why: crate::domain::party::PartyKindError| self.wrong("kind", why))
    }

    /// Its ref or code.
    pub fn party(&self) -> Result<&str> {
        self.party.as_deref().ok_or_else(|| self.wrong("party_id", "no party of its kind has this number"))
    }

    /// What is added to the balance.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }

    /// The day for which it counts.
    pub fn dated(&self) -> Result<Day> {
        Day::from_number(self.dated).ok_or_else(|| self.wrong("dated", "not a day"))
    }
}

/// An adjustment on its way into the database.
#[derive(Clone, Copy, Debug)]
pub struct NewAdjustment<'a> {
    /// Its number.
    pub adjustment_id: i64,
    /// What the party is.
    pub kind: PartyKind,
    /// Whose balance it changes.
    pub party: PartyId,
    /// What is added to the balance.
    pub amount: Money,
    /// The day for which it counts.
    pub dated: Day,
    /// Why.
    pub reason: &'a str,
    /// When it is asked, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: &'a str,
}

const NEXT_ADJUSTMENT: &str = "
    SELECT COALESCE(MAX(adjustment_id), 0) + 1
    FROM adjustment";

const INSERT_ADJUSTMENT: &str = "
    INSERT INTO adjustment (adjustment_id, kind, party_id, amount, dated, reason, state, asked_at, asked_by)
    VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7, $8)";

const END_ADJUSTMENT: &str = "
    UPDATE adjustment
    SET state = $2,
        ended_at = $3,
        ended_by = $4
    WHERE adjustment_id = $1
      AND state = 'asked'";

const ADJUSTMENTS: &str = "
    SELECT d.adjustment_id, d.kind, d.party_id,
           CASE d.kind WHEN 'platform' THEN 'platform' ELSE COALESCE(h.ref, a.code, t.code, c.code, v.code) END AS party,
           d.amount, d.dated, d.reason, d.state, d.asked_at, d.asked_by, d.ended_at, d.ended_by
    FROM adjustment AS d
    LEFT JOIN holder AS h ON d.kind = 'holder' AND h.holder_id = d.party_id
    LEFT JOIN agent AS a ON d.kind = 'agent' AND a.agent_id = d.party_id
    LEFT JOIN staff AS t ON d.kind = 'staff' AND t.staff_id = d.party_id
    LEFT JOIN center AS c ON d.kind = 'center' AND c.center_id = d.party_id
    LEFT JOIN provider AS v ON d.kind = 'provider' AND v.provider_id = d.party_id
    WHERE d.adjustment_id = $1
       OR $1 = 0
    ORDER BY d.adjustment_id DESC";

/// The number of the next adjustment. Whoever takes it holds the run lock.
pub async fn next(tx: &mut Tx) -> Result<i64> {
    let (next,): (i64,) = fetch_one!(tx, (i64,), NEXT_ADJUSTMENT)?;
    Ok(next)
}

/// Writes an adjustment that is asked for.
pub async fn insert(tx: &mut Tx, new: &NewAdjustment<'_>) -> Result<()> {
    let (kind, party) = (new.kind.as_str(), new.party.get());
    let written = execute!(
        tx,
        INSERT_ADJUSTMENT,
        new.adjustment_id,
        kind,
        party,
        new.amount.minor(),
        new.dated.number(),
        new.reason,
        new.at,
        new.by,
    )?;
    one_row("adjustment", new.adjustment_id, written)
}

/// Approves or refuses an adjustment. False when somebody has done either before.
pub async fn end(tx: &mut Tx, id: i64, state: &str, at: i64, by: &str) -> Result<bool> {
    Ok(execute!(tx, END_ADJUSTMENT, id, state, at, by)? == 1)
}

/// The adjustment of a number, from 1 on.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Adjustment>> {
    Ok(fetch_all!(tx, Adjustment, ADJUSTMENTS, id.max(-1))?.into_iter().find(|each| each.adjustment_id == id))
}

/// All adjustments, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Adjustment>> {
    fetch_all!(tx, Adjustment, ADJUSTMENTS, 0_i64)
}
