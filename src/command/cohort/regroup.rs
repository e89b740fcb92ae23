//! `cohort regroup`: places all holders anew, in one transaction.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::facts::{Change, Opener, Page, Pages, Place, Subject, Target};
use super::schemes;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::id::CohortId;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::bulk::Bulk;
use crate::store::cohort::{self, MEMBER};
use crate::store::holder::{self, FACET, PLACEMENT};
use crate::store::{Store, Tx, lock};

const COLUMNS: [Column; 6] = [
    Column::new("scheme", "SCHEME"),
    Column::new("placed", "PLACED"),
    Column::new("moved", "MOVED"),
    Column::new("reordered", "REORDERED"),
    Column::new("unchanged", "UNCHANGED"),
    Column::new("new_cohorts", "NEW COHORTS"),
];

/// What changes in one scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    placed: u64,
    moved: u64,
    reordered: u64,
    unchanged: u64,
    new_cohorts: usize,
}

impl Tally {
    const fn count(&mut self, change: Change) {
        match change {
            Change::Place => self.placed += 1,
            Change::Move => self.moved += 1,
            Change::Rekey => self.reordered += 1,
            Change::None => self.unchanged += 1,
        }
    }

    const fn changes(&self) -> u64 {
        self.placed + self.moved + self.reordered
    }
}

/// What changes in all of them.
struct Survey {
    holders: u64,
    opened: u64,
    /// By scheme.
    tallies: Vec<(String, Tally)>,
}

impl Survey {
    fn of(targets: &[Target]) -> Self {
        let tallies = targets.iter().map(|target| (target.stored.name.clone(), Tally::default()));
        Self { holders: 0, opened: 0, tallies: tallies.collect() }
    }

    fn count(&mut self, page: &Page) {
        self.holders += page.subjects.len() as u64;
        self.opened += page.subjects.iter().filter(|subject| subject.opened).count() as u64;
        for ((_, tally), places) in self.tallies.iter_mut().zip(&page.places) {
            for place in places {
                tally.count(place.change);
            }
        }
    }

    fn changes(&self) -> u64 {
        self.tallies.iter().map(|(_, tally)| tally.changes()).sum()
    }

    fn record(&self, status: &'static str) -> Record {
        let mut table = Table::new(&COLUMNS);
        for (scheme, tally) in &self.tallies {
            table.row([
                Value::code(scheme.clone()),
                tally.placed.into(),
                tally.moved.into(),
                tally.reordered.into(),
                tally.unchanged.into(),
                tally.new_cohorts.into(),
            ]);
        }
        Record::new()
            .field("status", "status", Value::code(status))
            .field("holders", "holders", self.holders)
            .field("opened", "facets opened of", self.opened)
            .field("schemes", "schemes", table)
    }

    fn detail(&self) -> serde_json::Value {
        let schemes: serde_json::Map<String, serde_json::Value> = self
            .tallies
            .iter()
            .map(|(scheme, tally)| {
                let counts = json!({ "placed": tally.placed, "moved": tally.moved,
                    "reordered": tally.reordered, "new_cohorts": tally.new_cohorts });
                (scheme.clone(), counts)
            })
            .collect();
        json!({ "holders": self.holders, "opened": self.opened, "schemes": schemes })
    }
}

pub(super) async fn run(session: &mut Session, name: Option<&str>, dry_run: bool) -> Result<Outcome, Error> {
    let store = session.open().await?;

    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let yardstick = Yardstick::load(&mut tx, platform.today(session).date()).await?;
    let opener = Opener::new(session.vault_if_any(&mut tx).await?, yardstick);
    let expected = survey(session, &mut tx, name, &opener).await?;
    tx.rollback().await?;
    if expected.changes() == 0 {
        session.ui.record(expected.record("unchanged"))?;
        return Ok(Outcome::NothingToDo);
    }
    if dry_run {
        session.ui.record(expected.record("dry-run"))?;
        return Ok(Outcome::Done);
    }
    session.confirm(&expected.record("planned"), &format!("Change {} places?", expected.changes()))?;

    let mut tx = store.begin().await?;
    // What is opened stays sealed as it is meanwhile; the keys may have been rotated while the question was open.
    lock::share_keys(&mut tx).await?;
    lock::hold_placements(&mut tx).await?;
    let yardstick = Yardstick::load(&mut tx, platform.today(session).date()).await?;
    let opener = Opener::new(session.vault_if_any(&mut tx).await?, yardstick);
    let done = write(session, &store, &mut tx, name, &opener).await?;
    let subject = name.unwrap_or("all schemes");
    tx.commit(&session.entry(&platform, "cohort regroup", subject, &done.detail())).await?;
    session.ui.record(done.record("regrouped"))?;
    Ok(Outcome::Done)
}

async fn targets(tx: &mut Tx, name: Option<&str>) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::new();
    for stored in schemes(tx, name).await? {
        targets.push(Target::load(tx, stored).await?);
    }
    Ok(targets)
}

/// Counts what a regrouping would change.
async fn survey(
    session: &mut Session,
    tx: &mut Tx,
    name: Option<&str>,
    opener: &Opener,
) -> Result<Survey, Error> {
    let targets = targets(tx, name).await?;
    let mut survey = Survey::of(&targets);
    let mut missing: Vec<HashSet<String>> = vec![HashSet::new(); targets.len()];
    let progress = session.ui.progress(u64::try_from(holder::count(tx).await?).ok(), "looking at holders");
    let mut pages = Pages::new(Some(opener));
    while let Some(page) = pages.next(session, tx, &targets).await? {
        survey.count(&page);
        for ((target, places), missing) in targets.iter().zip(&page.places).zip(&mut missing) {
            for place in places.iter().filter(|place| place.change != Change::None) {
                let paths =
                    (1..=place.values.len()).map(|depth| target.stored.scheme.path(&place.values[..depth]));
                missing.extend(paths.filter(|path| target.tree.get(path).is_none()));
            }
        }
        progress.inc(page.subjects.len() as u64);
    }
    progress.finish();
    for ((_, tally), missing) in survey.tallies.iter_mut().zip(missing) {
        tally.new_cohorts = missing.len();
    }
    Ok(survey)
}

/// Writes what has to change, page by page, and counts it.
async fn write(
    session: &mut Session,
    store: &Store,
    tx: &mut Tx,
    name: Option<&str>,
    opener: &Opener,
) -> Result<Survey, Error> {
    let mut targets = targets(tx, name).await?;
    let mut survey = Survey::of(&targets);
    let before: Vec<usize> = targets.iter().map(|target| target.tree.len()).collect();
    let progress = session.ui.progress(u64::try_from(holder::count(tx).await?).ok(), "placing holders");
    let mut pages = Pages::new(Some(opener));
    while let Some(page) = pages.next(session, tx, &targets).await? {
        survey.count(&page);
        let Page { subjects, places } = page;
        write_facets(tx, &subjects).await?;
        for (target, places) in targets.iter_mut().zip(&places) {
            write_places(store, tx, target, &subjects, places).await?;
        }
        progress.inc(subjects.len() as u64);
    }
    progress.finish();
    for (((_, tally), target), before) in survey.tallies.iter_mut().zip(&targets).zip(before) {
        tally.new_cohorts = target.tree.len() - before;
        if tally.moved > 0 {
            let levels = target.stored.scheme.groupings().len();
            cohort::delete_empty(tx, target.stored.scheme_id, levels).await?;
        }
    }
    Ok(survey)
}

/// Writes the clear facets of those whose parameters were opened.
async fn write_facets(tx: &mut Tx, subjects: &[Subject]) -> Result<(), Error> {
    let opened = || subjects.iter().filter(|subject| subject.opened);
    let ids: Vec<i64> = opened().map(|subject| subject.id.get()).collect();
    holder::delete_facets(tx, &ids).await?;
    let mut facets = Bulk::new(tx, &FACET);
    for subject in opened() {
        for (facet, value) in &subject.facets {
            facets.push([subject.id.get().into(), facet.as_str().into(), value.as_str().into()])?;
        }
    }
    facets.write(tx).await?;
    Ok(())
}

/// Writes the changed places of one scheme.
async fn write_places(
    store: &Store,
    tx: &mut Tx,
    target: &mut Target,
    subjects: &[Subject],
    places: &[Place],
) -> Result<(), Error> {
    let scheme = target.stored.scheme_id;
    let changed: Vec<(&Subject, &Place)> =
        subjects.iter().zip(places).filter(|(_, place)| place.change != Change::None).collect();
    let values: Vec<Vec<String>> = changed.iter().map(|(_, place)| place.values.clone()).collect();
    let chains = target.tree.ensure_many(store, tx, &values).await?;
    let mut above: HashMap<CohortId, Vec<CohortId>> = HashMap::new();
    let mut placements = Bulk::new(tx, &PLACEMENT);
    let mut members: Vec<(i64, &[u8], i64)> = Vec::new();
    for ((subject, place), chain) in changed.iter().zip(&chains) {
        let Some(leaf) = chain.last() else { continue };
        if let Some((old, under)) = &place.now {
            if !above.contains_key(old) {
                above.insert(*old, cohort::chain_of(tx, *old).await?);
            }
            for cohort in &above[old] {
                cohort::remove(tx, *cohort, under, subject.id).await?;
            }
            cohort::place(tx, scheme, subject.id, *leaf, &place.key).await?;
        } else {
            let key = place.key.as_slice();
            placements.push([subject.id.get().into(), scheme.get().into(), leaf.get().into(), key.into()])?;
        }
        members.extend(chain.iter().map(|cohort| (cohort.get(), place.key.as_slice(), subject.id.get())));
    }
    placements.write(tx).await?;
    members.sort_unstable();
    let mut bulk = Bulk::new(tx, &MEMBER);
    for (cohort, key, holder) in members {
        bulk.push([cohort.into(), key.into(), holder.into()])?;
    }
    bulk.write(tx).await?;
    Ok(())
}
