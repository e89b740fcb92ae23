//! One pass over the holders of a scheme: to count what would change, or to change it.

use std::collections::{BTreeSet, HashMap};

use super::flow::{Changed, Flow, nodes};
use super::mode::{Mode, Task};
use super::pages::Pages;
use super::ranks::{Effect, Steps};
use crate::command::cohort::opening::{Opened, Opener};
use crate::command::placing::{Change, Grounds, KNOWN_NOW, Placed, Target, leaves, moves, place_by};
use crate::command::session::Session;
use crate::domain::id::CohortId;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::output::Progress;
use crate::store::bulk::Bulk;
use crate::store::cohort::placement::{self, PLACEMENT, PLACEMENT_PAST, Subject, moment_after};
use crate::store::cohort::rebuild::{self, Count};
use crate::store::facets::{self, Clear};
use crate::store::{Store, Tx, regroup};

/// Up to how many changed places ranks are counted.
const RANKED: u64 = 10_000;

/// What came of a pass.
pub(super) struct Found {
    pub(super) flow: Flow,
    pub(super) holders: u64,
    /// Of how many facets were taken from the sealed parameters.
    pub(super) opened: u64,
    pub(super) cohorts: Vec<Changed>,
    /// Nothing where too much changes for ranks to be counted, or other holders are founders by it.
    pub(super) effect: Option<Effect>,
}

impl Found {
    /// How many cohorts nobody was in before.
    pub(super) fn new_cohorts(&self) -> u64 {
        self.cohorts.iter().filter(|changed| changed.is_new()).count() as u64
    }

    /// How many nobody is in any more.
    pub(super) fn emptied(&self) -> u64 {
        self.cohorts.iter().filter(|changed| changed.is_emptied()).count() as u64
    }
}

/// A pass over one scheme.
pub(super) struct Pass<'a> {
    pub(super) session: &'a Session,
    pub(super) task: &'a Task,
    pub(super) target: Target,
    pub(super) grounds: &'a Grounds,
    pub(super) opener: &'a Opener,
    pub(super) progress: &'a Progress,
    flow: Flow,
    holders: u64,
    opened: u64,
}

impl<'a> Pass<'a> {
    pub(super) async fn new(
        session: &'a Session,
        tx: &mut Tx,
        task: &'a Task,
        grounds: &'a Grounds,
        opener: &'a Opener,
        progress: &'a Progress,
    ) -> Result<Self, Error> {
        let target = match task.mode {
            Mode::Rebuild | Mode::Full => Target::load(tx, task.after.clone()).await?,
            Mode::Incremental => Target::on_demand(task.after.clone()),
        };
        let flow = Flow::default();
        Ok(Self { session, task, target, grounds, opener, progress, flow, holders: 0, opened: 0 })
    }

    /// Counts what would change.
    pub(super) async fn survey(mut self, tx: &mut Tx) -> Result<Found, Error> {
        let mut steps = Some(Steps::default());
        let mut pages = Pages::new(self.task, self.grounds.today);
        while let Some(page) = pages.next(tx, self.task).await? {
            let (placed, _) = self.judge(tx, page).await?;
            if self.task.before.tree == self.task.after.tree && self.flow.changes() <= RANKED {
                self.step(tx, &mut steps, &placed).await?;
            } else {
                steps = None;
            }
        }
        let cohorts = self.flow.cohorts(tx, &mut self.target).await?;
        let same_founders =
            self.task.before.scheme.has_founder_first() == self.task.after.scheme.has_founder_first();
        let effect = match steps.filter(|_| same_founders) {
            Some(steps) => steps.effect(tx).await?,
            None => None,
        };
        Ok(Found { flow: self.flow, holders: self.holders, opened: self.opened, cohorts, effect })
    }

    async fn step(&mut self, tx: &mut Tx, steps: &mut Option<Steps>, placed: &[Placed]) -> Result<(), Error> {
        let Some(steps) = steps else { return Ok(()) };
        for each in placed.iter().filter(|each| each.change != Change::None) {
            let to = nodes(&self.target, &each.values(&self.target.stored, self.grounds));
            let (from, old) = match &each.subject.now {
                Some(now) => (self.target.tree.chain(tx, now.leaf).await?.to_vec(), now.key.as_slice()),
                None => (Vec::new(), [].as_slice()),
            };
            steps.add(each.subject.holder, &from, old, &to, &each.key);
        }
        Ok(())
    }

    /// Says where holders belong and counts what has to change, with the facets that have to be written.
    async fn judge(
        &mut self,
        tx: &mut Tx,
        subjects: Vec<Subject>,
    ) -> Result<(Vec<Placed>, BTreeSet<PartyId>), Error> {
        let opened = match self.task.mode {
            Mode::Rebuild | Mode::Full => self.opener.open(self.session, tx, subjects).await?,
            Mode::Incremental => as_they_are(subjects)?,
        };
        let differ = opened.iter().filter(|each| each.differs).map(|each| each.subject.holder).collect();
        self.holders += opened.len() as u64;
        self.opened += opened.iter().filter(|each| each.asked).count() as u64;
        self.progress.inc(opened.len() as u64);
        let subjects = opened.into_iter().map(|each| (each.subject, each.facets));
        let today = self.grounds.today;
        let placed = place_by(tx, &mut self.target, self.grounds, subjects, |_| today, KNOWN_NOW).await?;
        if !self.target.tree.is_complete() {
            // Also those above the leaves, so that what is stored is not taken for new.
            let scheme = &self.target.stored.scheme;
            let changed = placed.iter().filter(|each| each.change != Change::None);
            let paths: Vec<String> = changed
                .flat_map(|each| {
                    let values = each.values(&self.target.stored, self.grounds);
                    (1..=values.len()).map(|depth| scheme.path(&values[..depth])).collect::<Vec<_>>()
                })
                .collect();
            self.target.tree.look_up(tx, paths.iter()).await?;
        }
        for each in &placed {
            self.flow.count(each, &self.target.stored, self.grounds);
        }
        Ok((placed, differ))
    }

    /// Changes what has to change.
    pub(super) async fn write(mut self, store: &Store, tx: &mut Tx, at: i64) -> Result<Found, Error> {
        let cohorts = if self.task.mode == Mode::Rebuild {
            self.rebuild(store, tx, at).await?
        } else {
            self.move_some(store, tx, at).await?
        };
        Ok(Found { flow: self.flow, holders: self.holders, opened: self.opened, cohorts, effect: None })
    }

    async fn move_some(&mut self, store: &Store, tx: &mut Tx, at: i64) -> Result<Vec<Changed>, Error> {
        let scheme = self.task.after.scheme_id;
        let mut pages = Pages::new(self.task, self.grounds.today);
        while let Some(page) = pages.next(tx, self.task).await? {
            let (mut placed, differ) = self.judge(tx, page).await?;
            write_facets(tx, &placed, &differ).await?;
            placed.retain(|each| each.change != Change::None);
            let moves = moves(store, tx, &mut self.target, self.grounds, placed).await?;
            placement::write(tx, &self.target.stored, &mut self.target.tree, &moves, at).await?;
        }
        // Nobody marks holders meanwhile: imports share the placements, which are held.
        regroup::unmark_all(tx, scheme).await?;
        let mut cohorts = self.flow.cohorts(tx, &mut self.target).await?;
        for changed in &mut cohorts {
            // As they are now; what came and went is taken back.
            changed.members_before -= changed.members_after() - changed.members_before;
        }
        Ok(cohorts)
    }

    /// Writes every placement as the holders pass by, and the members after them in one go.
    async fn rebuild(&mut self, store: &Store, tx: &mut Tx, at: i64) -> Result<Vec<Changed>, Error> {
        let stored = self.target.stored.clone();
        let mut counts: HashMap<CohortId, Count> = HashMap::new();
        let mut pages = Pages::new(self.task, self.grounds.today);
        while let Some(page) = pages.next(tx, self.task).await? {
            let (placed, differ) = self.judge(tx, page).await?;
            write_facets(tx, &placed, &differ).await?;
            let leaves = leaves(store, tx, &mut self.target, self.grounds, &placed).await?;
            for (each, leaf) in placed.iter().zip(&leaves) {
                let merits = &each.subject.merits;
                let registrant = (merits.registered_at, each.subject.holder.get());
                add(counts.entry(*leaf).or_default(), 1, Some(registrant));
            }
            write_placements(tx, &placed, &leaves, stored.scheme_id.get(), at).await?;
        }
        // Before the members are written anew: as they were.
        let cohorts = self.flow.cohorts(tx, &mut self.target).await?;
        let mut all: HashMap<CohortId, Count> = HashMap::new();
        for (leaf, count) in counts {
            for cohort in self.target.tree.chain(tx, leaf).await?.iter() {
                add(all.entry(*cohort).or_default(), count.members, count.founder);
            }
        }
        let founders = stored.scheme.has_founder_first();
        let count = |cohort| {
            let count = all.get(&cohort).copied().unwrap_or_default();
            Count { founder: count.founder.filter(|_| founders), ..count }
        };
        let levels = stored.scheme.groupings().len();
        rebuild::fill(tx, stored.scheme_id, stored.tree, levels, count).await?;
        regroup::unmark_all(tx, stored.scheme_id).await?;
        Ok(cohorts)
    }
}

fn add(count: &mut Count, members: i64, founder: Option<(i64, i64)>) {
    count.members += members;
    count.founder = count.founder.into_iter().chain(founder).min();
}

/// Only those who were placed already are looked at, and all that is asked of them stands in clear.
fn as_they_are(subjects: Vec<Subject>) -> Result<Vec<Opened>, Error> {
    let opened = subjects.into_iter().filter(|subject| subject.now.is_some()).map(|subject| {
        let facets = match &subject.facets {
            Some(stored) => facets::read(subject.holder, stored)?,
            None => Clear::new(),
        };
        Ok(Opened { subject, facets, differs: false, asked: false })
    });
    opened.collect()
}

async fn write_facets(tx: &mut Tx, placed: &[Placed], differ: &BTreeSet<PartyId>) -> Result<(), Error> {
    if differ.is_empty() {
        return Ok(());
    }
    let facets: Vec<(PartyId, &Clear)> = placed
        .iter()
        .filter(|each| differ.contains(&each.subject.holder))
        .map(|each| (each.subject.holder, &each.facets))
        .collect();
    Ok(facets::replace(tx, &facets).await?)
}

/// Writes the placements of a page anew; who stays where they are keeps since when.
async fn write_placements(
    tx: &mut Tx,
    placed: &[Placed],
    leaves: &[CohortId],
    scheme: i64,
    at: i64,
) -> Result<(), Error> {
    let mut past = Bulk::new(tx, &PLACEMENT_PAST);
    let mut placements = Bulk::new(tx, &PLACEMENT);
    for (each, leaf) in placed.iter().zip(leaves) {
        let holder = each.subject.holder.get();
        let mut since = at;
        if let Some(now) = &each.subject.now {
            if each.change == Change::None {
                since = now.since;
            } else {
                since = moment_after(now.since, at);
                past.push([
                    holder.into(),
                    scheme.into(),
                    now.since.into(),
                    since.into(),
                    now.leaf.get().into(),
                    now.key.as_slice().into(),
                ])?;
            }
        }
        placements.push([
            holder.into(),
            scheme.into(),
            leaf.get().into(),
            each.key.as_slice().into(),
            since.into(),
        ])?;
    }
    past.write(tx).await?;
    let ids = placed.iter().filter(|each| each.subject.now.is_some()).map(|each| each.subject.holder.get());
    if let Some((first, last)) = ids.clone().min().zip(ids.max()) {
        rebuild::clear_placements(tx, scheme.into(), first, last).await?;
    }
    placements.write(tx).await?;
    Ok(())
}
