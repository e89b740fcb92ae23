//! Versions of the plan.

use std::collections::BTreeMap;

use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::VersionId;
use crate::domain::plan::{MissingError, Plan, RoundingError, Share};
use crate::domain::ppm::Ppm;
use crate::domain::role::Slot;

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// Imported; purchases from its day on wait for a decision.
    Imported,
    /// Approved, and in force from its day on.
    Approved,
    /// Withdrawn, as if it had never been.
    Withdrawn,
}

impl VersionState {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Approved => "approved",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A version with its shares.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub version_id: VersionId,
    /// Where it stands.
    pub state: VersionState,
    /// The first day on which it is in force.
    pub effective_from: Day,
    /// SHA-256 of its canonical content.
    pub digest: String,
    /// When it was imported, in microseconds since 1970.
    pub imported_at: i64,
    /// Who imported it.
    pub imported_by: String,
    /// Who approved or withdrew it.
    pub decided_by: Option<String>,
    /// The plan.
    pub plan: Plan,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version_id: i64,
    name: String,
    effective_from: i64,
    rounding: String,
    hold_days: i64,
    digest: String,
    state: String,
    imported_at: i64,
    imported_by: String,
    decided_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ShareRow {
    version_id: i64,
    slot: i64,
    tier: Option<String>,
    category: Option<String>,
    rate_ppm: i64,
    missing: String,
}

const INSERT_VERSION: &str = "
    INSERT INTO plan_version (version_id, name, effective_from, rounding, hold_days, digest, state, imported_at, imported_by)
    VALUES ($1, $2, $3, $4, $5, $6, 'imported', $7, $8)";

const INSERT_SHARE: &str = "
    INSERT INTO plan_share (version_id, n, slot, tier, category, rate_ppm, missing)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const LIST_VERSIONS: &str = "
    SELECT version_id, name, effective_from, rounding, hold_days, digest, state, imported_at, imported_by,
           decided_by
    FROM plan_version
    ORDER BY effective_from, version_id";

const LIST_SHARES: &str = "
    SELECT version_id, slot, tier, category, rate_ppm, missing
    FROM plan_share
    ORDER BY version_id, n";

const DECIDE: &str = "
    UPDATE plan_version
    SET state = $2,
        decided_at = $3,
        decided_by = $4
    WHERE version_id = $1
      AND state <> $2";

const SETTLED_ON_OR_AFTER: &str = "
    SELECT s.run_id
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE p.day >= $1
      AND p.day < $2
      AND p.original_id IS NULL
    LIMIT 1";

/// Stores a version with its shares.
pub async fn insert(tx: &mut Tx, id: VersionId, plan: &Plan, at: i64, by: &str) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_VERSION,
        id.get(),
        plan.name(),
        Day::from(plan.effective_from()).number(),
        plan.rounding().as_str(),
        i64::from(plan.hold_days()),
        plan.content_hash(),
        at,
        by,
    )?;
    one_row("plan_version", id, written)?;
    for (n, share) in (1_i64..).zip(plan.shares()) {
        let written = execute!(
            tx,
            INSERT_SHARE,
            id.get(),
            n,
            i64::from(share.slot),
            share.tier.as_deref(),
            share.category.as_deref(),
            i64::from(share.rate.parts()),
            share.missing.as_str(),
        )?;
        one_row("plan_share", id, written)?;
    }
    Ok(())
}

/// All versions, by the day from which they are in force.
pub async fn list(tx: &mut Tx) -> Result<Vec<Version>> {
    let mut shares: BTreeMap<i64, Vec<ShareRow>> = BTreeMap::new();
    for share in fetch_all!(tx, ShareRow, LIST_SHARES)? {
        shares.entry(share.version_id).or_default().push(share);
    }
    let rows: Vec<VersionRow> = fetch_all!(tx, VersionRow, LIST_VERSIONS)?;
    rows.into_iter()
        .map(|row| {
            let shares = shares.remove(&row.version_id).unwrap_or_default();
            version(row, &shares)
        })
        .collect()
}

fn version(row: VersionRow, shares: &[ShareRow]) -> Result<Version> {
    let id = row.version_id;
    let bad = |column, why: &dyn std::fmt::Display| StoreError::inconsistent("plan_version", column, id, why);
    let state = match row.state.as_str() {
        "imported" => VersionState::Imported,
        "approved" => VersionState::Approved,
        "withdrawn" => VersionState::Withdrawn,
        other => return Err(bad("state", &other)),
    };
    let effective_from =
        Day::from_number(row.effective_from).ok_or_else(|| bad("effective_from", &"not a day"))?;
    let plan = stored_plan(&row, effective_from, shares)?;
    Ok(Version {
        version_id: id.into(),
        state,
        effective_from,
        digest: row.digest,
        imported_at: row.imported_at,
        imported_by: row.imported_by,
        decided_by: row.decided_by,
        plan,
    })
}

/// The plan of stored rows; they are checked as a file would be.
fn stored_plan(row: &VersionRow, effective_from: Day, shares: &[ShareRow]) -> Result<Plan> {
    let id = row.version_id;
    let shares = shares
        .iter()
        .map(|share| {
            let bad = |column, why: &dyn std::fmt::Display| {
                StoreError::inconsistent("plan_share", column, format!("{id}/{}", share.slot), why)
            };
            Ok(Share {
                slot: Slot::try_from(share.slot).map_err(|why| bad("slot", &why))?,
                tier: share.tier.clone(),
                category: share.category.clone(),
                rate: u32::try_from(share.rate_ppm)
                    .ok()
                    .and_then(|parts| Ppm::new(parts).ok())
                    .ok_or_else(|| bad("rate_ppm", &"not a rate"))?,
                missing: share.missing.parse().map_err(|why: MissingError| bad("missing", &why))?,
            })
        })
        .collect::<Result<Vec<Share>>>()?;
    let bad = |column, why: &dyn std::fmt::Display| StoreError::inconsistent("plan_version", column, id, why);
    let rounding = row.rounding.parse().map_err(|why: RoundingError| bad("rounding", &why))?;
    let hold_days = u16::try_from(row.hold_days).map_err(|why| bad("hold_days", &why))?;
    Plan::new(row.name.clone(), effective_from.date(), rounding, hold_days, shares)
        .map_err(|why| bad("(shares)", &why))
}

/// Approves or withdraws a version.
pub async fn decide(tx: &mut Tx, id: VersionId, state: VersionState, at: i64, by: &str) -> Result<()> {
    one_row("plan_version", id, execute!(tx, DECIDE, id.get(), state.as_str(), at, by)?)
}

/// A run that settled a purchase dated from one day up to another, if there is one.
pub async fn run_between(tx: &mut Tx, from: Day, before: Day) -> Result<Option<i64>> {
    let found: Option<(i64,)> =
        fetch_optional!(tx, (i64,), SETTLED_ON_OR_AFTER, from.number(), before.number())?;
    Ok(found.map(|(run,)| run))
}
