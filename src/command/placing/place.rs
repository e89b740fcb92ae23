//! Where a scheme wants holders to be, beside where they stand.

use super::grounds::Grounds;
use crate::domain::day::Day;
use crate::domain::history::in_force;
use crate::domain::id::CohortId;
use crate::domain::scheme::Facts;
use crate::store::cohort::Tree;
use crate::store::cohort::placement::{Move, Subject};
use crate::store::facets::{self, Clear};
use crate::store::scheme::StoredScheme;
use crate::store::{Result, Store, StoreError, Tx, attribution, purchase};

/// A scheme and those of its cohorts that are known.
pub struct Target {
    /// The scheme, in the version by which holders are placed.
    pub stored: StoredScheme,
    /// Its cohorts.
    pub tree: Tree,
}

impl Target {
    /// With all cohorts.
    pub async fn load(tx: &mut Tx, stored: StoredScheme) -> Result<Self> {
        Ok(Self { tree: Tree::load(tx, &stored).await?, stored })
    }

    /// Whose cohorts are looked up when they are needed, so that one registration does not read all.
    #[must_use]
    pub fn on_demand(stored: StoredScheme) -> Self {
        Self { tree: Tree::on_demand(&stored), stored }
    }
}

/// How a holder's place in one scheme differs from where they belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not placed yet.
    Place,
    /// In another cohort.
    Move,
    /// In the right cohort under another priority key.
    Rekey,
    /// Right.
    None,
}

/// A holder with all that their place depends on, and where they belong.
pub struct Placed {
    /// The holder as stored, purchases counted where the scheme asks for them.
    pub subject: Subject,
    /// The facets in clear.
    pub facets: Clear,
    /// The code of the tier in force, where the scheme asks for it.
    pub tier: Option<String>,
    /// The day as of which they are placed.
    pub day: Day,
    /// The path of the leaf in which they belong.
    pub path: String,
    /// The key under which they belong there.
    pub key: Vec<u8>,
    /// What has to change.
    pub change: Change,
}

impl Placed {
    const fn facts(&self) -> Facts<'_> {
        // `as_deref` is no constant function.
        let tier = match &self.tier {
            Some(tier) => Some(tier.as_str()),
            None => None,
        };
        Facts { facets: &self.facets, tier }
    }

    /// The values of the cohorts in which they belong, from the root down.
    #[must_use]
    pub fn values(&self, stored: &StoredScheme, grounds: &Grounds) -> Vec<String> {
        stored.scheme.values(&self.facts(), &grounds.measure(&stored.scheme, self.day))
    }
}

/// All that is known, whatever the day: for places of today.
pub const KNOWN_NOW: fn(Day) -> i64 = |_| i64::MAX;

/// Says where these holders belong as of a day of each, by the tiers that were known at a moment of that day, in
/// microseconds since 1970.
pub async fn place(
    tx: &mut Tx,
    target: &mut Target,
    grounds: &Grounds,
    subjects: Vec<Subject>,
    day: impl Fn(&Subject) -> Day,
    known: impl Fn(Day) -> i64,
) -> Result<Vec<Placed>> {
    let clear = subjects
        .iter()
        .map(|subject| match &subject.facets {
            Some(stored) => facets::read(subject.holder, stored),
            None => Ok(Clear::new()),
        })
        .collect::<Result<Vec<_>>>()?;
    place_by(tx, target, grounds, subjects.into_iter().zip(clear), day, known).await
}

/// As [`place`], by facets that are given.
pub async fn place_by(
    tx: &mut Tx,
    target: &mut Target,
    grounds: &Grounds,
    subjects: impl Iterator<Item = (Subject, Clear)>,
    day: impl Fn(&Subject) -> Day,
    known: impl Fn(Day) -> i64,
) -> Result<Vec<Placed>> {
    let scheme = &target.stored.scheme;
    let mut placed: Vec<Placed> = subjects
        .map(|(subject, facets)| Placed {
            day: day(&subject),
            subject,
            facets,
            tier: None,
            path: String::new(),
            key: Vec::new(),
            change: Change::None,
        })
        .collect();
    let ids: Vec<i64> = placed.iter().map(|each| each.subject.holder.get()).collect();
    if scheme.by_tier() {
        let histories = attribution::tiers_of(tx, &ids).await?;
        for each in &mut placed {
            let history = histories.get(&each.subject.holder);
            let tier = history.and_then(|history| in_force(history, each.day, known(each.day)));
            each.tier = tier.and_then(|tier| grounds.tier(*tier)).map(str::to_owned);
        }
    }
    if scheme.by_purchases() {
        let totals = purchase::totals(tx, &ids).await?;
        for each in &mut placed {
            let (purchases, spent) = totals.get(&each.subject.holder.get()).copied().unwrap_or_default();
            (each.subject.merits.purchases, each.subject.merits.spent) = (purchases, spent);
        }
    }
    for each in &mut placed {
        each.path = scheme.leaf(&each.facts(), &grounds.measure(scheme, each.day));
        each.key = scheme.key(&each.subject.merits);
    }
    if !target.tree.is_complete() {
        target.tree.look_up(tx, placed.iter().map(|each| &each.path)).await?;
    }
    for each in &mut placed {
        each.change = match &each.subject.now {
            None => Change::Place,
            Some(now) if target.tree.get(&each.path) != Some(now.leaf) => Change::Move,
            Some(now) if now.key != each.key => Change::Rekey,
            Some(_) => Change::None,
        };
    }
    Ok(placed)
}

/// The leaves in which these holders belong; cohorts that are missing are stored.
pub async fn leaves(
    store: &Store,
    tx: &mut Tx,
    target: &mut Target,
    grounds: &Grounds,
    placed: &[Placed],
) -> Result<Vec<CohortId>> {
    let unknown: Vec<Vec<String>> = placed
        .iter()
        .filter(|each| target.tree.get(&each.path).is_none())
        .map(|each| each.values(&target.stored, grounds))
        .collect();
    target.tree.ensure(store, tx, &unknown).await?;
    let leaf = |each: &Placed| {
        target.tree.get(&each.path).ok_or_else(|| {
            StoreError::inconsistent("cohort", "path", &each.path, "a cohort that was stored is not there")
        })
    };
    placed.iter().map(leaf).collect()
}

/// The moves that bring these holders, each of whom something has to change for, where they belong.
pub async fn moves(
    store: &Store,
    tx: &mut Tx,
    target: &mut Target,
    grounds: &Grounds,
    changed: Vec<Placed>,
) -> Result<Vec<Move>> {
    let leaves = leaves(store, tx, target, grounds, &changed).await?;
    let moves = changed.into_iter().zip(leaves).map(|(each, leaf)| Move {
        holder: each.subject.holder,
        registered_at: each.subject.merits.registered_at,
        from: each.subject.now,
        to: Some((leaf, each.key)),
    });
    Ok(moves.collect())
}
