//! The calculation of a run, slice by slice. A dry run goes the same way and writes nothing.

use std::collections::{HashMap, HashSet};

use super::division::{Divided, Divider, Ruling};
use crate::domain::day::Day;
use crate::domain::id::{RunId, VersionId};
use crate::domain::money::Money;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error};
use crate::output::Progress;
use crate::store::bulk::Bulk;
use crate::store::settle::{
    self, DuePurchase, DueRefund, LINE, Refund, RefundOrder, SETTLED, SettledLine, Window,
};
use crate::store::{Store, StoreError, Tx, run as runs};

/// Items that are read, computed and committed together.
const SLICE: i64 = 10_000;

/// Why items stay in the queue, counted while they are passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) not_approved: Count,
    pub(super) no_plan: Count,
}

/// Items and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) items: u64,
    pub(super) minor: i64,
}

impl Count {
    fn add(&mut self, minor: i64) {
        self.items += 1;
        self.minor = self.minor.saturating_add(minor);
    }
}

/// What a dry run has settled in its mind.
#[derive(Default)]
struct Supposed {
    /// Purchases that a due refund refers to, with their version once they are divided.
    originals: HashMap<i64, Option<VersionId>>,
    refunds: HashSet<i64>,
}

/// A calculation of one set of items.
pub(super) struct Calculation {
    pub(super) run: RunId,
    pub(super) epoch: i64,
    pub(super) through: Day,
    pub(super) cutoff: i64,
    pub(super) divider: Divider,
    pub(super) left: Left,
    supposed: Option<Supposed>,
}

/// What a slice writes.
struct Written {
    settled: Bulk,
    lines: Bulk,
}

impl Written {
    fn new(tx: &Tx) -> Self {
        Self { settled: Bulk::new(tx, &SETTLED), lines: Bulk::new(tx, &LINE) }
    }

    fn push(
        &mut self,
        run: RunId,
        item: i64,
        holder: i64,
        part: Divided,
        divider: &Divider,
    ) -> Result<(), Error> {
        self.settled.push([
            item.into(),
            holder.into(),
            run.get().into(),
            part.version.get().into(),
            part.pool.minor().into(),
        ])?;
        for line in divider.lines.as_slice() {
            self.lines.push([
                run.get().into(),
                item.into(),
                i64::from(line.slot).into(),
                line.party.get().into(),
                line.amount.minor().into(),
                holder.into(),
            ])?;
        }
        Ok(())
    }

    async fn write(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.settled.write(tx).await?;
        self.lines.write(tx).await?;
        Ok(())
    }
}

impl Calculation {
    /// A calculation that will be written.
    pub(super) const fn new(run: RunId, epoch: i64, through: Day, cutoff: i64, divider: Divider) -> Self {
        let left = Left { not_approved: Count { items: 0, minor: 0 }, no_plan: Count { items: 0, minor: 0 } };
        Self { run, epoch, through, cutoff, divider, left, supposed: None }
    }

    const fn window(&self) -> Window {
        Window { through: self.through, cutoff: self.cutoff, limit: SLICE }
    }

    /// Counts what an interrupted calculation had written.
    pub(super) async fn recount(&mut self, tx: &mut Tx) -> Result<(), Error> {
        recount(tx, self.run, &mut self.divider).await
    }

    /// Calculates and writes everything, each slice in a transaction of its own.
    pub(super) async fn write(&mut self, store: &Store, progress: &Progress) -> Result<(), Error> {
        let mut after = 0;
        loop {
            let mut tx = self.slice(store).await?;
            let purchases = settle::due_purchases(&mut tx, after, self.window()).await?;
            let Some(last) = purchases.last() else { break };
            after = last.purchase_id;
            let mut written = Written::new(&tx);
            let settled = self.purchases(&purchases, Some(&mut written))?;
            let mut deleted = 0;
            for (first, last) in ranges(&purchases, &settled) {
                deleted += settle::delete_due_purchases(&mut tx, first, last, self.through).await?;
            }
            check_deleted(deleted, settled.len())?;
            written.write(&mut tx).await?;
            tx.finish().await?;
            progress.inc(settled.len() as u64);
        }
        let mut after = RefundOrder::start();
        loop {
            let mut tx = self.slice(store).await?;
            let refunds = settle::due_refunds(&mut tx, &after, self.window()).await?;
            let Some(last) = refunds.last() else { break };
            after = RefundOrder(last.original_id, last.occurred_at, last.external_id.clone());
            let mut written = Written::new(&tx);
            let settled = self.refunds(&mut tx, &refunds, Some(&mut written)).await?;
            let deleted = settle::delete_due_refunds(&mut tx, &settled).await?;
            check_deleted(deleted, settled.len())?;
            written.write(&mut tx).await?;
            tx.finish().await?;
            progress.inc(settled.len() as u64);
        }
        Ok(())
    }

    /// Begins a slice; its run must still be ours.
    async fn slice(&self, store: &Store) -> Result<Tx, Error> {
        let mut tx = store.begin().await?;
        if runs::holds_epoch(&mut tx, self.run, self.epoch).await? {
            return Ok(tx);
        }
        Err(Error::new(Code::RunState, format!("run {} was taken over or discarded meanwhile", self.run)))
    }

    /// Calculates in one state of the database and writes nothing; with `first_only`, only until an item is found.
    pub(super) async fn suppose(&mut self, tx: &mut Tx, first_only: bool) -> Result<(), Error> {
        let mut supposed = Supposed::default();
        let mut after = RefundOrder::start();
        loop {
            let refunds = settle::due_refunds(tx, &after, self.window()).await?;
            let Some(last) = refunds.last() else { break };
            after = RefundOrder(last.original_id, last.occurred_at, last.external_id.clone());
            let unsettled = refunds.iter().filter(|refund| refund.original_run.is_none());
            supposed.originals.extend(unsettled.map(|refund| (refund.original_id, None)));
        }
        self.supposed = Some(supposed);
        let mut after = 0;
        loop {
            let purchases = settle::due_purchases(tx, after, self.window()).await?;
            let Some(last) = purchases.last() else { break };
            after = last.purchase_id;
            self.purchases(&purchases, None)?;
            if first_only && self.divider.items() > 0 {
                return Ok(());
            }
        }
        let mut after = RefundOrder::start();
        loop {
            let refunds = settle::due_refunds(tx, &after, self.window()).await?;
            let Some(last) = refunds.last() else { break };
            after = RefundOrder(last.original_id, last.occurred_at, last.external_id.clone());
            self.refunds(tx, &refunds, None).await?;
            if first_only && self.divider.items() > 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Divides the purchases of a slice that are due and not held, and returns their numbers.
    fn purchases(
        &mut self,
        purchases: &[DuePurchase],
        mut written: Option<&mut Written>,
    ) -> Result<HashSet<i64>, Error> {
        let mut settled = HashSet::with_capacity(purchases.len());
        for purchase in purchases {
            if purchase.held.is_some() {
                continue;
            }
            let day = Day::from_number(purchase.day).ok_or_else(|| {
                StoreError::inconsistent("purchase", "day", purchase.purchase_id, "not a day")
            })?;
            let at = match self.divider.versions.ruling(day) {
                Ruling::Approved(at) => at,
                Ruling::NotApproved => {
                    self.left.not_approved.add(purchase.amount);
                    continue;
                }
                Ruling::None => {
                    self.left.no_plan.add(purchase.amount);
                    continue;
                }
            };
            if self.divider.versions.due_on(at, day) > self.through {
                continue;
            }
            let divided = self.divider.purchase(purchase, at)?;
            if let Some(written) = &mut written {
                let holder = purchase.holder_id.get();
                written.push(self.run, purchase.purchase_id, holder, divided, &self.divider)?;
            }
            if let Some(original) =
                self.supposed.as_mut().and_then(|supposed| supposed.originals.get_mut(&purchase.purchase_id))
            {
                *original = Some(divided.version);
            }
            settled.insert(purchase.purchase_id);
        }
        Ok(settled)
    }

    /// Divides the refunds of a slice whose turn it is, and returns their numbers.
    ///
    /// Its turn: its purchase and every refund before it are settled in this run or in a posted one.
    async fn refunds(
        &mut self,
        tx: &mut Tx,
        refunds: &[DueRefund],
        mut written: Option<&mut Written>,
    ) -> Result<Vec<i64>, Error> {
        let mut originals: Vec<i64> = refunds.iter().map(|refund| refund.original_id).collect();
        originals.dedup();
        let mut siblings: HashMap<i64, Vec<Refund>> = HashMap::new();
        for refund in settle::refunds_of(tx, &originals).await? {
            siblings.entry(refund.original_id).or_default().push(refund);
        }
        let mut settled = Vec::new();
        for refund in refunds {
            if refund.held.is_some() {
                continue;
            }
            let Some(version) = self.version_of(refund) else { continue };
            let Some(siblings) = siblings.get_mut(&refund.original_id) else { continue };
            let place = |sibling: &Refund| (sibling.occurred_at, sibling.external_id.clone());
            let own = (refund.occurred_at, refund.external_id.clone());
            let turn =
                siblings.iter().filter(|sibling| place(sibling) < own).all(|before| self.counts(before));
            if !turn {
                continue;
            }
            let refunded: i64 = siblings
                .iter()
                .filter(|sibling| self.is_settled(sibling))
                .map(|sibling| sibling.amount)
                .sum();
            let divided = self.divider.refund(refund, version, refunded)?;
            if let Some(written) = &mut written {
                let holder = refund.holder_id.get();
                written.push(self.run, refund.purchase_id, holder, divided, &self.divider)?;
            }
            if let Some(own) = siblings.iter_mut().find(|sibling| sibling.purchase_id == refund.purchase_id) {
                own.run_id = Some(self.run.get());
            }
            if let Some(supposed) = &mut self.supposed {
                supposed.refunds.insert(refund.purchase_id);
            }
            settled.push(refund.purchase_id);
        }
        Ok(settled)
    }

    /// The version under which the purchase of a refund was settled, if that counts for this run.
    fn version_of(&self, refund: &DueRefund) -> Option<VersionId> {
        if let Some(run) = refund.original_run {
            let posted = refund.original_state.as_deref() == Some(RunState::Posted.as_str());
            return (posted || run == self.run.get())
                .then(|| refund.version_id.map(VersionId::from))
                .flatten();
        }
        self.supposed.as_ref()?.originals.get(&refund.original_id).copied().flatten()
    }

    fn is_settled(&self, refund: &Refund) -> bool {
        refund.run_id.is_some()
            || self.supposed.as_ref().is_some_and(|supposed| supposed.refunds.contains(&refund.purchase_id))
    }

    /// Whether a refund is settled in this run or in a posted one.
    fn counts(&self, refund: &Refund) -> bool {
        self.is_settled(refund)
            && (refund.run_id.is_none_or(|run| run == self.run.get())
                || refund.run_state.as_deref() == Some(RunState::Posted.as_str()))
    }
}

/// Counts all stored lines of a run.
pub(super) async fn recount(tx: &mut Tx, run: RunId, divider: &mut Divider) -> Result<(), Error> {
    let mut item: Vec<SettledLine> = Vec::new();
    settle::for_each_line(tx, run, |line: SettledLine| {
        if item.first().is_some_and(|first| first.purchase_id != line.purchase_id) {
            divider.recount(&item)?;
            item.clear();
        }
        item.push(line);
        Ok::<(), Error>(())
    })
    .await?;
    divider.recount(&item)
}

/// The stretches of item numbers in which every purchase that was read was settled: each is one statement.
fn ranges(purchases: &[DuePurchase], settled: &HashSet<i64>) -> Vec<(i64, i64)> {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    let mut open = false;
    for purchase in purchases {
        let id = purchase.purchase_id;
        if !settled.contains(&id) {
            open = false;
        } else if let (true, Some(range)) = (open, ranges.last_mut()) {
            range.1 = id;
        } else {
            ranges.push((id, id));
            open = true;
        }
    }
    ranges
}

/// What was taken off the queue is what was computed; else somebody else was there, and the slice is void.
fn check_deleted(deleted: u64, computed: usize) -> Result<(), Error> {
    if deleted == computed as u64 {
        return Ok(());
    }
    let message = format!("{deleted} items left the queue where {computed} were settled");
    Err(Error::new(Code::Busy, message)
        .hint("nothing of this slice was written; run `cardctl settle run` again"))
}

/// A sum for a warning.
pub(super) fn sum(count: Count) -> String {
    format!("{} purchases, {}", count.items, Money::from_minor(count.minor))
}
