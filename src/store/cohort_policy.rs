//! What cohorts let their members do, append-only: in force is the last that was recorded for a path.

use std::collections::BTreeSet;

use super::{Result, StoreError, Tx, one_row};
use crate::domain::id::SchemeId;
use crate::domain::policy::{Permission, Policy};

/// A policy of a path as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPolicy {
    /// The path.
    pub path: String,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// What it says.
    pub policy: Policy,
    /// The rule whose warning was acknowledged.
    pub acknowledged: Option<String>,
    /// Why.
    pub reason: String,
    /// By whom.
    pub operator: String,
}

const INSERT_POLICY: &str = "
    INSERT INTO cohort_policy (scheme_id, tree, path, recorded, priority, allowed, denied, services, message_class,
                               acknowledged, reason, operator)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const POLICIES: &str = "
    SELECT path, recorded, priority, allowed, denied, services, message_class, acknowledged, reason, operator
    FROM cohort_policy
    WHERE scheme_id = $1
      AND tree = $2
    ORDER BY path, recorded";

type Row = (
    String,
    i64,
    Option<i64>,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    String,
);

/// Records what a path says from now on.
pub async fn insert(tx: &mut Tx, scheme: SchemeId, tree: i64, stored: &StoredPolicy) -> Result<()> {
    let words = |permissions: &BTreeSet<Permission>| {
        permissions.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    };
    let services = stored.policy.services.as_ref();
    let services = services.map(|services| services.iter().cloned().collect::<Vec<_>>().join(","));
    let written = execute!(
        tx,
        INSERT_POLICY,
        scheme.get(),
        tree,
        &stored.path,
        stored.recorded,
        stored.policy.service_priority.map(i64::from),
        words(&stored.policy.allowed),
        words(&stored.policy.denied),
        services,
        stored.policy.message_class.as_deref(),
        stored.acknowledged.as_deref(),
        &stored.reason,
        &stored.operator,
    )?;
    one_row("cohort_policy", &stored.path, written)
}

/// All that was ever recorded for a tree, by path, the oldest of each first.
pub async fn history(tx: &mut Tx, scheme: SchemeId, tree: i64) -> Result<Vec<StoredPolicy>> {
    let rows: Vec<Row> = fetch_all!(tx, Row, POLICIES, scheme.get(), tree)?;
    rows.into_iter().map(read).collect()
}

/// What is in force in a tree, by path; paths that say nothing any more are left out.
pub async fn in_force(tx: &mut Tx, scheme: SchemeId, tree: i64) -> Result<Vec<StoredPolicy>> {
    let mut last: Vec<StoredPolicy> = Vec::new();
    for stored in history(tx, scheme, tree).await? {
        if last.last().is_some_and(|before| before.path == stored.path) {
            last.pop();
        }
        last.push(stored);
    }
    last.retain(|stored| !stored.policy.is_empty());
    Ok(last)
}

fn read(row: Row) -> Result<StoredPolicy> {
    let (path, recorded, priority, allowed, denied, services, message_class, acknowledged, reason, operator) =
        row;
    let inconsistent = |column, why: String| StoreError::inconsistent("cohort_policy", column, &path, why);
    let words = |column, text: &str| -> Result<BTreeSet<Permission>> {
        let words = text.split(',').filter(|word| !word.is_empty()).map(str::parse);
        words
            .collect::<std::result::Result<_, _>>()
            .map_err(|why: crate::domain::policy::NoPermission| inconsistent(column, why.to_string()))
    };
    let policy = Policy {
        service_priority: priority
            .map(|priority| {
                u16::try_from(priority).map_err(|_| inconsistent("priority", priority.to_string()))
            })
            .transpose()?,
        allowed: words("allowed", &allowed)?,
        denied: words("denied", &denied)?,
        services: services
            .map(|text| text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()),
        message_class,
    };
    Ok(StoredPolicy { path, recorded, policy, acknowledged, reason, operator })
}
