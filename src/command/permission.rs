//! What a holder may do, for every command that depends on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::holder::Directory;
use crate::domain::day::Day;
use crate::domain::history::in_force;
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;
use crate::domain::policy::{Effective, Lineage, Origin, Permission, Policy};
use crate::error::{Code, Error};
use crate::store::cohort::{Cohort, placement};
use crate::store::holder::Holder;
use crate::store::scheme::StoredScheme;
use crate::store::{Tx, attribution, cohort, cohort_policy, scheme};

/// What holds for a holder today.
pub async fn effective(
    tx: &mut Tx,
    directory: &Directory,
    today: Day,
    holder: &Holder,
) -> Result<Effective, Error> {
    let id = holder.holder_id;
    let found = Rights::load(tx).await?.of(tx, directory, today, &[id.get()]).await?.remove(&id);
    Ok(found.map_or_else(|| Effective::of(None, &[]), |right| right.effective))
}

/// What cohorts say of their members, read once for many holders.
pub struct Rights {
    /// Schemes of which some cohort says something, the oldest first, and what those cohorts say by path.
    schemes: Vec<(StoredScheme, BTreeMap<String, Policy>)>,
}

/// What holds for one of many holders.
pub struct Right {
    /// What they may do.
    pub effective: Effective,
    /// The schemes that place them, the oldest first, and the key by which each orders them.
    schemes: Vec<(SchemeId, String, Vec<u8>)>,
}

impl Right {
    /// The scheme by which the holder's place among others is told, and the key that orders them in it: that of the cohort which
    /// says the priority, or else the oldest. Nothing when no scheme places them.
    #[must_use]
    pub fn place(&self) -> Option<(SchemeId, &[u8])> {
        let named = match &self.effective.service_priority {
            Some((_, Origin::Cohort { scheme, .. })) => {
                self.schemes.iter().find(|(_, name, _)| name == scheme)
            }
            _ => self.schemes.first(),
        };
        named.map(|(id, _, key)| (*id, key.as_slice()))
    }
}

impl Rights {
    /// Reads what is in force.
    pub async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let mut schemes = Vec::new();
        for stored in scheme::list(tx).await? {
            let in_force = cohort_policy::in_force(tx, stored.scheme_id, stored.tree).await?;
            let by_path = in_force.into_iter().map(|each| (each.path, each.policy)).collect();
            schemes.push((stored, by_path));
        }
        Ok(Self { schemes })
    }

    /// What a cohort, or those above it, say of its members, for its scheme alone.
    pub async fn in_cohort(
        &self,
        tx: &mut Tx,
        scheme: SchemeId,
        cohort: CohortId,
    ) -> Result<Effective, Error> {
        let cohorts = with_above(tx, BTreeSet::from([cohort.get()])).await?;
        let said = self.schemes.iter().find(|(stored, _)| stored.scheme_id == scheme);
        let lineage = said.map(|(stored, by_path)| Lineage {
            scheme: stored.name.clone(),
            nodes: lineage(by_path, &cohorts, cohort),
        });
        Ok(Effective::of(None, lineage.as_slice()))
    }

    /// What holds for these holders today.
    pub async fn of(
        &self,
        tx: &mut Tx,
        directory: &Directory,
        today: Day,
        holders: &[i64],
    ) -> Result<HashMap<PartyId, Right>, Error> {
        let tiers = attribution::tiers_of(tx, holders).await?;
        let standings = placement::of_holders(tx, holders).await?;
        let cohorts = if self.schemes.iter().all(|(_, by_path)| by_path.is_empty()) {
            HashMap::new()
        } else {
            let leaves = standings.values().flatten().map(|(_, standing)| standing.leaf.get());
            with_above(tx, leaves.collect()).await?
        };
        let mut rights = HashMap::with_capacity(holders.len());
        for id in holders.iter().copied().map(PartyId::new) {
            let tier = tiers.get(&id).and_then(|tiers| in_force(tiers, today, i64::MAX));
            let tier = tier.and_then(|tier| directory.tier_of(*tier)).map(|tier| {
                // Words of an earlier version that are none today say nothing.
                let words = tier.permissions().into_iter().filter_map(|word| word.parse().ok());
                (tier.code.as_str(), words.collect::<BTreeSet<Permission>>())
            });
            let tier = tier.as_ref().map(|(code, permissions)| (*code, permissions));
            let placed = standings.get(&id).map_or(&[][..], Vec::as_slice);
            let mut schemes = Vec::new();
            let mut lineages = Vec::new();
            for (stored, by_path) in &self.schemes {
                let Some((_, standing)) = placed.iter().find(|(scheme, _)| *scheme == stored.scheme_id)
                else {
                    continue;
                };
                schemes.push((stored.scheme_id, stored.name.clone(), standing.key.clone()));
                if !by_path.is_empty() {
                    let nodes = lineage(by_path, &cohorts, standing.leaf);
                    lineages.push(Lineage { scheme: stored.name.clone(), nodes });
                }
            }
            rights.insert(id, Right { effective: Effective::of(tier, &lineages), schemes });
        }
        Ok(rights)
    }
}

/// These cohorts and all above them.
async fn with_above(tx: &mut Tx, leaves: BTreeSet<i64>) -> Result<HashMap<CohortId, Cohort>, Error> {
    let mut cohorts = HashMap::new();
    let mut wanted = leaves;
    while !wanted.is_empty() {
        let found = cohort::by_ids(tx, &Vec::from_iter(wanted)).await?;
        let above = found.iter().filter_map(Cohort::parent).filter(|parent| !cohorts.contains_key(parent));
        wanted = above.map(CohortId::get).collect();
        cohorts.extend(found.into_iter().map(|cohort| (cohort.cohort_id, cohort)));
    }
    Ok(cohorts)
}

/// What a leaf and the cohorts above it say, from the leaf up.
fn lineage(
    by_path: &BTreeMap<String, Policy>,
    cohorts: &HashMap<CohortId, Cohort>,
    leaf: CohortId,
) -> Vec<(String, Policy)> {
    std::iter::successors(cohorts.get(&leaf), |cohort| cohorts.get(&cohort.parent()?))
        .filter_map(|cohort| by_path.get_key_value(&cohort.path))
        .map(|(path, policy)| (path.clone(), policy.clone()))
        .collect()
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
