//! Which cohorts a holder belongs to, for every command that makes or changes holders.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::parameter::Facets;
use crate::domain::party::PartyId;
use crate::domain::scheme::Merits;
use crate::store::bulk::Bulk;
use crate::store::cohort::{self, MEMBER, Tree};
use crate::store::holder::{self, FACET, PLACEMENT};
use crate::store::scheme::{self, StoredScheme};
use crate::store::{Result, Store, Tx, lock};

/// All schemes, ready to place holders in one transaction.
pub struct Placer(Vec<(StoredScheme, Tree)>);

impl Placer {
    /// Reads the schemes, which no regrouping changes from here on. Cohorts are looked up when they are needed,
    /// so that one registration does not read all.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        lock::share_placements(tx).await?;
        let schemes = scheme::list(tx).await?;
        let on_demand = |stored: StoredScheme| {
            let tree = Tree::on_demand(&stored);
            (stored, tree)
        };
        Ok(Self(schemes.into_iter().map(on_demand).collect()))
    }

    /// The facets that some scheme groups by: no others are kept in clear.
    #[must_use]
    pub fn needed_facets(&self) -> BTreeSet<&'static str> {
        let groupings = self.0.iter().flat_map(|(stored, _)| stored.scheme.groupings());
        groupings.map(|grouping| grouping.facet()).collect()
    }

    /// What of a holder's parameters is kept in clear. The first parameter that tells a facet decides it.
    #[must_use]
    pub fn clear_facets<'a>(
        &self,
        parameters: impl IntoIterator<Item = &'a Facets>,
    ) -> BTreeMap<String, String> {
        let needed = self.needed_facets();
        let mut clear = BTreeMap::new();
        for facets in parameters {
            for name in &needed {
                if let Some(value) = facets.get(name) {
                    clear.entry((*name).to_owned()).or_insert_with(|| value.to_string());
                }
            }
        }
        clear
    }

    /// Puts new holders into the cohorts of every scheme: who they are, their facets, what their place
    /// depends on.
    pub async fn place(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        holders: &[(PartyId, BTreeMap<String, String>, Merits)],
    ) -> Result<()> {
        let mut placements = Vec::new();
        let mut members = Vec::new();
        for (stored, tree) in &mut self.0 {
            let values: Vec<Vec<String>> =
                holders.iter().map(|(_, facets, _)| stored.scheme.values(facets)).collect();
            let chains = tree.ensure_many(store, tx, &values).await?;
            for ((holder, _, merits), chain) in holders.iter().zip(chains) {
                let key = stored.scheme.key(merits);
                let Some(leaf) = chain.last() else { continue };
                placements.push((holder.get(), stored.scheme_id.get(), leaf.get(), key.clone()));
                members.extend(chain.iter().map(|id| (id.get(), key.clone(), holder.get())));
            }
        }
        placements.sort_unstable();
        let mut bulk = Bulk::new(tx, &PLACEMENT);
        for (holder, scheme, leaf, key) in &placements {
            bulk.push([(*holder).into(), (*scheme).into(), (*leaf).into(), key.as_slice().into()])?;
            bulk.spill(tx).await?;
        }
        bulk.write(tx).await?;
        members.sort_unstable();
        let mut bulk = Bulk::new(tx, &MEMBER);
        for (cohort, key, holder) in &members {
            bulk.push([(*cohort).into(), key.as_slice().into(), (*holder).into()])?;
            bulk.spill(tx).await?;
        }
        bulk.write(tx).await?;
        Ok(())
    }
}

/// A cohort that a holder left for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The scheme's name.
    pub scheme: String,
    /// The path of the leaf before.
    pub from: String,
    /// The path of the leaf from now on.
    pub to: String,
}

/// Works out from what a holder's parameters mean which facets stand in clear and to which cohorts the holder
/// belongs, in every scheme that has placed them already; rank keys stay.
///
/// The caller holds the placements, as a cohort that nobody is in any more is forgotten.
pub async fn reclassify(
    store: &Store,
    tx: &mut Tx,
    holder: PartyId,
    meanings: &[&Facets],
) -> Result<Vec<Moved>> {
    let mut placer = Placer::load(tx).await?;
    let clear = placer.clear_facets(meanings.iter().copied());
    holder::delete_facets(tx, &[holder.get()]).await?;
    let mut facets = Bulk::new(tx, &FACET);
    for (facet, value) in &clear {
        facets.push([holder.get().into(), facet.as_str().into(), value.as_str().into()])?;
    }
    facets.write(tx).await?;

    let placements = holder::placements(tx, holder).await?;
    let mut moved = Vec::new();
    for (stored, tree) in &mut placer.0 {
        let Some((_, leaf, key)) = placements.iter().find(|(scheme, ..)| *scheme == stored.scheme_id) else {
            continue;
        };
        let values = stored.scheme.values(&clear);
        let chain = tree.ensure(store, tx, &values).await?;
        let Some(new) = chain.last().filter(|new| *new != leaf) else { continue };
        let before = cohort::by_id(tx, *leaf).await?.map(|cohort| cohort.path).unwrap_or_default();
        let old = cohort::chain_of(tx, *leaf).await?;
        for cohort in &old {
            cohort::remove(tx, *cohort, key, holder).await?;
        }
        for cohort in &chain {
            cohort::insert(tx, *cohort, key, holder).await?;
        }
        cohort::place(tx, stored.scheme_id, holder, *new, key).await?;
        cohort::delete_if_empty(tx, &old).await?;
        let to = stored.scheme.path(&values);
        moved.push(Moved { scheme: stored.name.clone(), from: before, to });
    }
    Ok(moved)
}

/// Moves a holder within the cohorts they are in, after a visit or a fee changed what their place depends on.
pub async fn move_one(tx: &mut Tx, holder: PartyId, merits: &Merits) -> Result<()> {
    lock::share_placements(tx).await?;
    let placements = holder::placements(tx, holder).await?;
    for stored in scheme::list(tx).await? {
        let Some((_, leaf, old)) = placements.iter().find(|(scheme, ..)| *scheme == stored.scheme_id) else {
            // A scheme that was added after the last regrouping has no place for anybody yet.
            continue;
        };
        let new = stored.scheme.key(merits);
        if new == *old {
            continue;
        }
        for cohort in cohort::chain_of(tx, *leaf).await? {
            cohort::remove(tx, cohort, old, holder).await?;
            cohort::insert(tx, cohort, &new, holder).await?;
        }
        cohort::place(tx, stored.scheme_id, holder, *leaf, &new).await?;
    }
    Ok(())
}
