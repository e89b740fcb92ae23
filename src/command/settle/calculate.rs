//! The calculation of a run: which items are due, and what each comes to. A dry run goes the same way and writes
//! nothing.

use std::collections::{HashMap, HashSet};

use super::division::{Divided, Divider};
use super::flow::Committed;
use super::versions::Ruling;
use crate::domain::day::Day;
use crate::domain::id::{RunId, VersionId};
use crate::domain::money::Money;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error};
use crate::output::Progress;
use crate::store::bulk::{Bulk, read_along_keys};
use crate::store::due::{self, DuePurchase, DueRefund, RefundOrder, RefundWindow};
use crate::store::run::{self as runs, Run};
use crate::store::settle::{self, LINE, Refund, SETTLED};
use crate::store::{Store, StoreError, Tx};

/// Purchases that are read, computed and written together. Few, for several of these are in memory at once.
pub(super) const PAGE: i64 = 2_000;
/// Refunds that are read and computed together.
const REFUNDS: i64 = 10_000;

/// Why items stay in the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) not_approved: Count,
    pub(super) no_plan: Count,
}

/// Items and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) items: i64,
    pub(super) minor: i64,
}

impl Count {
    fn add(&mut self, items: i64, minor: i64) {
        self.items += items;
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

/// The set of items of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) run: RunId,
    /// Raised by every resumption.
    pub(super) epoch: i64,
    pub(super) through: Day,
    pub(super) cutoff: i64,
}

/// A calculation of one set of items.
pub(super) struct Calculation {
    pub(super) set: Set,
    pub(super) divider: Divider,
    supposed: Option<Supposed>,
}

/// Rows that are to be written.
pub(super) struct Written {
    pub(super) items: u64,
    settled: Bulk,
    lines: Bulk,
}

impl Written {
    pub(super) fn new(store: &Store, run: RunId) -> Self {
        let settled = Bulk::of(store, &SETTLED).with_first(run.get());
        Self { items: 0, settled, lines: Bulk::of(store, &LINE).with_first(run.get()) }
    }

    fn push(&mut self, item: i64, holder: i64, part: Divided, divider: &Divider) -> Result<(), Error> {
        self.items += 1;
        self.settled.push([
            item.into(),
            holder.into(),
            part.version.get().into(),
            part.pool.minor().into(),
            i64::from(part.late).into(),
        ])?;
        for line in divider.lines.as_slice() {
            self.lines.push([
                item.into(),
                i64::from(line.slot).into(),
                line.party.get().into(),
                line.amount.minor().into(),
                holder.into(),
            ])?;
        }
        Ok(())
    }

    pub(super) async fn write(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.settled.write(tx).await?;
        self.lines.write(tx).await?;
        Ok(())
    }
}

impl Calculation {
    pub(super) const fn new(set: Set, divider: Divider) -> Self {
        Self { set, divider, supposed: None }
    }

    /// Purchases that stay in the queue though their day has come, because of the plan.
    pub(super) async fn left(&self, tx: &mut Tx) -> Result<Left, Error> {
        let mut left = Left::default();
        for waiting in due::pending_purchases(tx, self.set.cutoff).await? {
            let day = Day::from_number(waiting.day)
                .ok_or_else(|| StoreError::inconsistent("due", "day", waiting.day, "not a day"))?;
            if waiting.state != due::FREE || day > self.set.through {
                continue;
            }
            match self.divider.versions.ruling(day) {
                Ruling::NotApproved => left.not_approved.add(waiting.items, waiting.amount),
                Ruling::None => left.no_plan.add(waiting.items, waiting.amount),
                Ruling::Approved(_) => {}
            }
        }
        Ok(left)
    }

    /// Whether anything is due: the first items that are, are divided, so a calculation that asked is of no use after it.
    pub(super) async fn is_anything_due(&mut self, tx: &mut Tx) -> Result<bool, Error> {
        read_along_keys(tx).await?;
        for (_, window) in self.divider.versions.windows(self.set.through, self.set.cutoff) {
            if due::page(tx, 0, window, 1).await?.is_some() {
                return Ok(true);
            }
        }
        self.supposed = Some(Supposed::default());
        self.suppose_refunds(tx, true).await?;
        Ok(self.divider.tally.items() > 0)
    }

    /// Calculates everything in one state of the database and writes nothing.
    pub(super) async fn suppose(&mut self, tx: &mut Tx, progress: &Progress) -> Result<(), Error> {
        let mut supposed = Supposed::default();
        let mut after = RefundOrder::start();
        while let Some(refunds) = self.next_refunds(tx, &mut after).await? {
            let unsettled = refunds.iter().filter(|refund| refund.original_run.is_none());
            supposed.originals.extend(unsettled.map(|refund| (refund.original_id, None)));
        }
        self.supposed = Some(supposed);
        read_along_keys(tx).await?;
        for (at, window) in self.divider.versions.windows(self.set.through, self.set.cutoff) {
            let mut after = 0;
            while let Some(stretch) = due::page(tx, after, window, PAGE).await? {
                after = stretch.end;
                let page = due::purchases(tx, stretch, window).await?;
                self.purchases(at, &page, None)?;
                progress.inc(page.len() as u64);
            }
        }
        self.suppose_refunds(tx, false).await
    }

    async fn suppose_refunds(&mut self, tx: &mut Tx, first_only: bool) -> Result<(), Error> {
        let mut after = RefundOrder::start();
        while let Some(refunds) = self.next_refunds(tx, &mut after).await? {
            self.refunds(tx, &refunds, None).await?;
            if first_only && self.divider.tally.items() > 0 {
                break;
            }
        }
        Ok(())
    }

    async fn next_refunds(
        &self,
        tx: &mut Tx,
        after: &mut RefundOrder,
    ) -> Result<Option<Vec<DueRefund>>, Error> {
        let window = RefundWindow { through: self.set.through, cutoff: self.set.cutoff, limit: REFUNDS };
        let refunds = due::refunds(tx, after, window).await?;
        let Some(last) = refunds.last() else { return Ok(None) };
        *after = RefundOrder::of(last);
        Ok(Some(refunds))
    }

    /// Divides purchases under the version at a place, which rules their days.
    pub(super) fn purchases(
        &mut self,
        at: usize,
        purchases: &[DuePurchase],
        mut written: Option<&mut Written>,
    ) -> Result<(), Error> {
        for purchase in purchases {
            let divided = self.divider.purchase(purchase, at)?;
            if let Some(written) = &mut written {
                let holder = purchase.holder_id.get();
                written.push(purchase.purchase_id, holder, divided, &self.divider)?;
            }
            if let Some(original) =
                self.supposed.as_mut().and_then(|supposed| supposed.originals.get_mut(&purchase.purchase_id))
            {
                *original = Some(divided.version);
            }
        }
        Ok(())
    }

    /// Writes the refunds whose turn it is, each slice in a transaction of its own. Before each and after the last, `go_on`
    /// may end it. They are few beside purchases and depend on each other, so this is done one after the other.
    pub(super) async fn write_refunds(
        &mut self,
        store: &Store,
        committed: &Committed,
        go_on: impl Fn() -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut after = RefundOrder::start();
        loop {
            go_on()?;
            let mut tx = begin(store, self.set).await?;
            let Some(refunds) = self.next_refunds(&mut tx, &mut after).await? else { return Ok(()) };
            let mut written = Written::new(store, self.set.run);
            let settled = self.refunds(&mut tx, &refunds, Some(&mut written)).await?;
            check_taken(due::take_refunds(&mut tx, &settled).await?, written.items)?;
            written.write(&mut tx).await?;
            tx.finish().await?;
            committed.slice(settled.len() as u64);
        }
    }

    /// Divides the refunds of a slice whose turn it is, and returns their numbers.
    ///
    /// Its turn: its purchase and every refund that was settled before it, whatever their dates, are in this run or in a
    /// posted one. A run that can still be discarded must not have taken anything that this one builds on, and a refund
    /// that is held stops no other.
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
            let Some(version) = self.version_of(refund) else { continue };
            let Some(siblings) = siblings.get_mut(&refund.original_id) else { continue };
            if !siblings.iter().filter(|sibling| self.is_settled(sibling)).all(|before| self.counts(before)) {
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
                written.push(refund.purchase_id, holder, divided, &self.divider)?;
            }
            if let Some(own) = siblings.iter_mut().find(|sibling| sibling.purchase_id == refund.purchase_id) {
                own.run_id = Some(self.set.run.get());
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
            return (posted || run == self.set.run.get())
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
            && (refund.run_id.is_none_or(|run| run == self.set.run.get())
                || refund.run_state.as_deref() == Some(RunState::Posted.as_str()))
    }
}

/// Counts all stored items of a run, and says so of each.
pub(super) async fn recount(
    tx: &mut Tx,
    run: &Run,
    divider: &mut Divider,
    counted: impl Fn(),
) -> Result<(), Error> {
    settle::for_each_item(tx, run, |item| {
        counted();
        divider.recount(&item, |_, _, _| ())
    })
    .await
}

/// Begins a slice; its run must still be ours.
pub(super) async fn begin(store: &Store, set: Set) -> Result<Tx, Error> {
    let mut tx = store.begin().await?;
    if runs::holds_epoch(&mut tx, set.run, set.epoch).await? {
        return Ok(tx);
    }
    Err(Error::new(Code::RunState, format!("run {} was taken over or discarded meanwhile", set.run))
        .hint("`cardctl settle list` shows how runs stand"))
}

/// What was taken off the queue is what was computed; else somebody else was there, and the slice is void.
pub(super) fn check_taken(taken: u64, computed: u64) -> Result<(), Error> {
    if taken == computed {
        return Ok(());
    }
    let message = format!("{taken} items left the queue where {computed} were settled");
    Err(Error::new(Code::Busy, message)
        .hint("nothing of this slice was written; run `cardctl settle run` again"))
}

/// A sum for a warning.
pub(super) fn sum(count: Count) -> String {
    format!("{} purchases, {}", count.items, Money::from_minor(count.minor))
}
