//! Who gets another rank because others come and go: counted between the places that change, not by ranking all.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::flow::Node;
use crate::domain::id::CohortId;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::Tx;
use crate::store::cohort::{self, Cohort};

/// A holder who leaves a place of a cohort, or takes one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    key: Vec<u8>,
    holder: PartyId,
    arrives: bool,
}

/// The places that change, by cohort.
#[derive(Debug, Default)]
pub(super) struct Steps(BTreeMap<CohortId, Vec<Step>>);

/// What comes of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// How many of those who stay in a cohort have another rank there, over all cohorts.
    pub(super) ranks: u64,
    /// How many cohorts have somebody else at rank 1.
    pub(super) firsts: u64,
}

impl Steps {
    /// A holder leaves `from` and takes a place in each of `to`. Cohorts that are new have no ranks to change.
    pub(super) fn add(&mut self, holder: PartyId, from: &[CohortId], old: &[u8], to: &[Node], new: &[u8]) {
        for cohort in from {
            let stays = old == new && to.contains(&Node::Stored(*cohort));
            if !stays {
                let step = Step { key: old.to_vec(), holder, arrives: false };
                self.0.entry(*cohort).or_default().push(step);
            }
        }
        for node in to {
            let Node::Stored(cohort) = node else { continue };
            if !(old == new && from.contains(cohort)) {
                let step = Step { key: new.to_vec(), holder, arrives: true };
                self.0.entry(*cohort).or_default().push(step);
            }
        }
    }

    /// Counts what comes of them, one cohort after the other; nothing where a cohort may get another founder by them.
    pub(super) async fn effect(self, tx: &mut Tx) -> Result<Option<Effect>, Error> {
        let ids: Vec<i64> = self.0.keys().map(|id| id.get()).collect();
        let cohorts: HashMap<CohortId, Cohort> =
            cohort::by_ids(tx, &ids).await?.into_iter().map(|cohort| (cohort.cohort_id, cohort)).collect();
        let mut effect = Effect::default();
        for (id, mut steps) in self.0 {
            let Some(cohort) = cohorts.get(&id).filter(|cohort| cohort.members > 0) else { continue };
            if let Some(founder) = cohort.founder() {
                if !are_rekeyed(&steps) {
                    return Ok(None);
                }
                // Under another key the founder stands first all the same.
                steps.retain(|step| step.holder != founder);
            }
            steps.sort_unstable();
            let of = in_one(tx, cohort, &steps).await?;
            effect.ranks += of.ranks;
            effect.firsts += of.firsts;
        }
        Ok(Some(effect))
    }
}

/// Whether all who leave a place of the cohort take another one in it, and nobody else does.
fn are_rekeyed(steps: &[Step]) -> bool {
    let of = |arrive: bool| -> HashSet<PartyId> {
        steps.iter().filter(|step| step.arrives == arrive).map(|step| step.holder).collect()
    };
    of(true) == of(false)
}

async fn in_one(tx: &mut Tx, cohort: &Cohort, steps: &[Step]) -> Result<Effect, Error> {
    let id = cohort.cohort_id;
    let first = cohort::ranked(tx, cohort, 1, 0).await?.pop();
    let leaving: HashSet<PartyId> =
        steps.iter().filter(|step| !step.arrives).map(|step| step.holder).collect();
    // The founder stands first whatever the key says, and lies in none of the gaps.
    let founder = cohort.founder().and(first.as_ref());

    // Of stayers, and of those who left and came by now, while the places are walked.
    let (mut stayers, mut gone, mut come) = (0_i64, 0_i64, 0_i64);
    let mut old_ranks: HashMap<PartyId, i64> = HashMap::new();
    let mut new_ranks: HashMap<PartyId, i64> = HashMap::new();
    let mut ranks = 0;
    let mut stayer_before_arrival = None;
    for (at, step) in steps.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|at| &steps[at]) {
            let places = ((before.key.as_slice(), before.holder), (step.key.as_slice(), step.holder));
            let inside = |key: &[u8], holder| places.0 < (key, holder) && (key, holder) < places.1;
            let mut between = cohort::between(tx, id, places.0, places.1).await?;
            between -= i64::from(founder.is_some_and(|first| inside(&first.key, first.holder)));
            if gone != come {
                ranks += between.unsigned_abs();
            }
            stayers += between;
        }
        if step.arrives {
            new_ranks.insert(step.holder, stayers + come);
            come += 1;
            stayer_before_arrival.get_or_insert(stayers > 0);
        } else {
            old_ranks.insert(step.holder, stayers + gone);
            gone += 1;
        }
    }
    if gone != come
        && let Some(last) = steps.last()
    {
        let mut behind = cohort::behind(tx, id, (&last.key, last.holder)).await?;
        let inside = |key: &[u8], holder| (last.key.as_slice(), last.holder) < (key, holder);
        behind -= i64::from(founder.is_some_and(|first| inside(&first.key, first.holder)));
        ranks += behind.unsigned_abs();
    }
    let reordered =
        old_ranks.iter().filter(|(holder, rank)| new_ranks.get(holder).is_some_and(|new| new != *rank));
    ranks += reordered.count() as u64;

    // Where nobody is left, nobody is first.
    let emptied = cohort.members - gone + come == 0;
    let changed = !emptied
        && first.as_ref().is_some_and(|first| match founder {
            Some(_) => false,
            None => other_first(&(first.key.clone(), first.holder), steps, &leaving, stayer_before_arrival),
        });
    Ok(Effect { ranks, firsts: u64::from(changed) })
}

/// Whether somebody else than `first` stands first afterwards.
fn other_first(
    first: &(Vec<u8>, PartyId),
    steps: &[Step],
    leaving: &HashSet<PartyId>,
    stayer_before_arrival: Option<bool>,
) -> bool {
    let arrival = steps.iter().find(|step| step.arrives);
    if leaving.contains(&first.1) {
        // All who stay stood behind; the first to arrive is first unless one of them is before.
        return match (arrival, stayer_before_arrival) {
            (Some(arrival), Some(false)) => arrival.holder != first.1,
            _ => true,
        };
    }
    arrival.is_some_and(|arrival| (&arrival.key, arrival.holder) < (&first.0, first.1))
}
