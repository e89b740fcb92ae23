//! What a holder may do, for every command that depends on it.

use std::collections::{BTreeMap, BTreeSet};

use super::holder::Directory;
use crate::domain::day::Day;
use crate::domain::history::in_force;
use crate::domain::party::PartyId;
use crate::domain::policy::{Effective, Lineage, Origin, Permission, Policy};
use crate::error::{Code, Error};
use crate::store::cohort::placement;
use crate::store::holder::Holder;
use crate::store::{Tx, attribution, cohort, cohort_policy, scheme};

/// What holds for a holder today.
pub async fn effective(
    tx: &mut Tx,
    directory: &Directory,
    today: Day,
    holder: &Holder,
) -> Result<Effective, Error> {
    let id = holder.holder_id;
    let tiers = attribution::tiers_of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
    let tier = in_force(&tiers, today, i64::MAX).and_then(|tier| directory.tier_of(*tier));
    let tier = tier.map(|tier| {
        // Words of an earlier version that are none today say nothing.
        let words = tier.permissions().into_iter().filter_map(|word| word.parse().ok());
        (tier.code.as_str(), words.collect::<BTreeSet<Permission>>())
    });
    let tier = tier.as_ref().map(|(code, permissions)| (*code, permissions));
    Ok(Effective::of(tier, &lineages(tx, id).await?))
}

/// Refuses what a holder may not do.
pub fn require(effective: &Effective, reference: &str, permission: Permission) -> Result<(), Error> {
    let (allowed, origin) = effective.permission(permission);
    if allowed {
        return Ok(());
    }
    let because = match origin {
        Origin::Nothing => "the holder has no tier, and no cohort allows it".to_owned(),
        Origin::Tier(code) => format!("the tier `{code}` does not allow it, and no cohort does"),
        // The path would tell sex, age or region beside the ref.
        Origin::Cohort { scheme, .. } => format!("a cohort of `{scheme}` denies it"),
    };
    Err(Error::new(Code::PermissionMissing, format!("`{reference}` may not {permission}: {because}")).hint(
        "`cardctl holder show` tells which; `cardctl tier set` and `cardctl cohort policy` say who may",
    ))
}

/// The cohorts of a holder in every scheme that say something.
async fn lineages(tx: &mut Tx, holder: PartyId) -> Result<Vec<Lineage>, Error> {
    let mut lineages = Vec::new();
    let placements = placement::of_holder(tx, holder).await?;
    for stored in scheme::list(tx).await? {
        let Some((_, standing)) = placements.iter().find(|(scheme, _)| *scheme == stored.scheme_id) else {
            continue;
        };
        let in_force = cohort_policy::in_force(tx, stored.scheme_id, stored.tree).await?;
        if in_force.is_empty() {
            continue;
        }
        let mut by_path: BTreeMap<String, Policy> =
            in_force.into_iter().map(|each| (each.path, each.policy)).collect();
        let above = cohort::with_above(tx, standing.leaf).await?;
        let nodes = above.iter().filter_map(|cohort| by_path.remove_entry(&cohort.path)).collect();
        lineages.push(Lineage { scheme: stored.name, nodes });
    }
    Ok(lineages)
}
