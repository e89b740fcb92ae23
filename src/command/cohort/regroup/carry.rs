//! Policies that go on under other levels.

use std::collections::BTreeMap;

use super::mode::Task;
use crate::domain::policy::Policy;
use crate::store::cohort_policy::{self, StoredPolicy};
use crate::store::{Result, Tx};

/// Makes what goes on all that cohorts of the levels in force say. An earlier version may have had the same levels, and
/// what was said under it has ended since.
pub(super) async fn carry(
    tx: &mut Tx,
    task: &Task,
    kept: &[StoredPolicy],
    operator: &str,
    at: i64,
) -> Result<()> {
    let (id, tree) = (task.after.scheme_id, task.after.tree);
    if task.before.tree == tree {
        return Ok(());
    }
    // By path the oldest first, so that the last of each stays.
    let earlier = cohort_policy::history(tx, id, tree).await?;
    let mut earlier: BTreeMap<String, StoredPolicy> =
        earlier.into_iter().map(|stored| (stored.path.clone(), stored)).collect();
    for policy in kept {
        let last = earlier.remove(&policy.path);
        if last.as_ref() == Some(policy) {
            continue;
        }
        let recorded = last.map_or(policy.recorded, |last| policy.recorded.max(last.recorded + 1));
        cohort_policy::insert(tx, id, tree, &StoredPolicy { recorded, ..policy.clone() }).await?;
    }
    for last in earlier.into_values().filter(|last| !last.policy.is_empty()) {
        let ended = StoredPolicy {
            recorded: at.max(last.recorded + 1),
            path: last.path,
            policy: Policy::default(),
            acknowledged: None,
            reason: "it ended with the levels of an earlier version".to_owned(),
            operator: operator.to_owned(),
        };
        cohort_policy::insert(tx, id, tree, &ended).await?;
    }
    Ok(())
}
