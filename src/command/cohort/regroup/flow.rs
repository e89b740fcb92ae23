//! Who goes from where to where, counted: its size depends on the number of cohorts, not of holders.

use std::collections::{BTreeMap, HashMap};

use crate::command::placing::{Change, Grounds, Placed, Target};
use crate::domain::id::CohortId;
use crate::error::Error;
use crate::store::scheme::StoredScheme;
use crate::store::{Tx, cohort};

/// What happens to one cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Delta {
    /// How many come who were not in it.
    pub(super) entered: u64,
    /// How many leave it.
    pub(super) left: u64,
    /// How many stay under another priority.
    pub(super) reordered: u64,
}

/// A cohort that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    pub(super) path: String,
    pub(super) delta: Delta,
    pub(super) members_before: i64,
}

impl Changed {
    pub(super) fn members_after(&self) -> i64 {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.members_before + signed(self.delta.entered) - signed(self.delta.left)
    }

    pub(super) fn is_new(&self) -> bool {
        self.members_before == 0 && self.members_after() > 0
    }

    pub(super) fn is_emptied(&self) -> bool {
        self.members_before > 0 && self.members_after() == 0
    }
}

/// A cohort by number, or by path where it is not stored yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    Stored(CohortId),
    New(String),
}

/// A way from one leaf to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Way {
    from: Option<CohortId>,
    to: String,
    /// Whether those who go it get another priority key.
    rekeyed: bool,
}

/// What changes in one scheme.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) placed: u64,
    pub(super) moved: u64,
    pub(super) reordered: u64,
    pub(super) unchanged: u64,
    ways: HashMap<Way, u64>,
    /// The values of leaves by path.
    values: HashMap<String, Vec<String>>,
}

impl Flow {
    pub(super) const fn changes(&self) -> u64 {
        self.placed + self.moved + self.reordered
    }

    pub(super) fn count(&mut self, placed: &Placed, scheme: &StoredScheme, grounds: &Grounds) {
        match placed.change {
            Change::Place => self.placed += 1,
            Change::Move => self.moved += 1,
            Change::Rekey => self.reordered += 1,
            Change::None => {
                self.unchanged += 1;
                return;
            }
        }
        if !self.values.contains_key(&placed.path) {
            self.values.insert(placed.path.clone(), placed.values(scheme, grounds));
        }
        let now = placed.subject.now.as_ref();
        let way = Way {
            from: now.map(|now| now.leaf),
            to: placed.path.clone(),
            rekeyed: now.is_some_and(|now| now.key != placed.key),
        };
        *self.ways.entry(way).or_default() += 1;
    }

    /// The cohorts that are changed.
    pub(super) async fn cohorts(&self, tx: &mut Tx, target: &mut Target) -> Result<Vec<Changed>, Error> {
        let mut deltas: BTreeMap<Node, Delta> = BTreeMap::new();
        for (way, holders) in &self.ways {
            let left = match way.from {
                Some(leaf) => target.tree.chain(tx, leaf).await?.iter().copied().map(Node::Stored).collect(),
                None => Vec::new(),
            };
            let entered = self.nodes(target, &way.to);
            for node in &entered {
                if !left.contains(node) {
                    deltas.entry(node.clone()).or_default().entered += holders;
                } else if way.rekeyed {
                    deltas.entry(node.clone()).or_default().reordered += holders;
                }
            }
            for node in left.into_iter().filter(|node| !entered.contains(node)) {
                deltas.entry(node).or_default().left += holders;
            }
        }
        let stored: Vec<i64> = deltas
            .keys()
            .filter_map(|node| match node {
                Node::Stored(id) => Some(id.get()),
                Node::New(_) => None,
            })
            .collect();
        let mut states: HashMap<CohortId, (String, i64)> = cohort::by_ids(tx, &stored)
            .await?
            .into_iter()
            .map(|cohort| (cohort.cohort_id, (cohort.path, cohort.members)))
            .collect();
        Ok(deltas
            .into_iter()
            .map(|(node, delta)| {
                let (path, members_before) = match node {
                    Node::Stored(id) => states.remove(&id).unwrap_or_default(),
                    Node::New(path) => (path, 0),
                };
                Changed { path, delta, members_before }
            })
            .collect())
    }

    /// A leaf and the cohorts above it.
    pub(super) fn nodes(&self, target: &Target, path: &str) -> Vec<Node> {
        let values = self.values.get(path).map_or(&[][..], Vec::as_slice);
        nodes(target, values)
    }
}

/// The cohorts of these values, from the root down.
pub(super) fn nodes(target: &Target, values: &[String]) -> Vec<Node> {
    let node = |depth: usize| {
        let path = target.stored.scheme.path(&values[..depth]);
        target.tree.get(&path).map_or(Node::New(path), Node::Stored)
    };
    (1..=values.len()).map(node).collect()
}
