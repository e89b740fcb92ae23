//! The purchases of a run on their way: one thread reads and divides them, while others write those before.
//!
//! ```text
//! queue ── pages ── divided ── batches ──┬─ slice, commit
//!      (a connection and a thread)       └─ slice, commit   (as many connections as jobs)
//! ```
//!
//! Writing the lines takes most of the time, so everything else happens beside it. Batches are small and few of them wait:
//! memory does not depend on how many purchases there are. Purchases don't depend on each other, so the order in which
//! slices are committed means nothing, and neither does the digest ask for it.

use std::cell::Cell;

use futures_util::future::join_all;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use super::calculate::{Calculation, PAGE, Set, Written, begin, check_taken};
use crate::command::stop::Stop;
use crate::error::{Code, Error};
use crate::output::Progress;
use crate::store::Store;
use crate::store::bulk::read_along_keys;
use crate::store::due::{self, Stretch, Window};

/// How slices are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// On so many connections at once.
    pub(super) jobs: usize,
    /// A slice ends with so many items or a few more.
    pub(super) slice: u64,
}

/// What a calculation has committed, and who wants to know of it.
pub(super) struct Committed {
    progress: Progress,
    stop: Stop,
    slices: Cell<u64>,
    items: Cell<u64>,
}

impl Committed {
    pub(super) const fn begin(progress: Progress, stop: Stop) -> Self {
        Self { progress, stop, slices: Cell::new(0), items: Cell::new(0) }
    }

    /// One more slice.
    pub(super) fn slice(&self, items: u64) {
        self.slices.set(self.slices.get() + 1);
        self.items.set(self.items.get() + items);
        self.progress.inc(items);
    }

    pub(super) fn slices(&self) -> u64 {
        self.slices.get()
    }

    pub(super) fn items(&self) -> u64 {
        self.items.get()
    }
}

/// Purchases that were divided.
struct Batch {
    stretch: Stretch,
    window: Window,
    written: Written,
}

/// Settles all purchases of a calculation's set, or as many as are under way when the command is asked to stop.
pub(super) async fn purchases(
    store: &Store,
    calculation: Calculation,
    pace: Pace,
    committed: &Committed,
) -> Result<Calculation, Error> {
    let set = calculation.set;
    let (sender, receiver) = channel(1);
    let reading = {
        let (beside, runtime) = (store.beside(), Handle::current());
        let stop = committed.stop.clone();
        spawn_blocking(move || {
            runtime.block_on(async {
                let read = read(&beside, calculation, &sender, &stop).await;
                beside.close_beside().await;
                read
            })
        })
    };
    let receiver = Mutex::new(receiver);
    let failed = Cell::new(false);
    let writers = (0..pace.jobs).map(|_| async {
        let written = write(store, set, &receiver, (pace.slice, &failed), committed).await;
        failed.set(failed.get() || written.is_err());
        written
    });
    // When one fails the others end their slices: a connection whose statement is given up amid its answer is of no use to
    // whoever tries again.
    let written: Result<Vec<()>, Error> = join_all(writers).await.into_iter().collect();
    // Who reads and finds nobody to give a batch to, ends.
    drop(receiver);
    let read = reading.await.map_err(|error| Error::new(Code::Internal, error.to_string()))?;
    written?;
    read
}

/// Reads and divides the purchases that are due, page by page.
async fn read(
    store: &Store,
    mut calculation: Calculation,
    batches: &Sender<Batch>,
    stop: &Stop,
) -> Result<Calculation, Error> {
    let set = calculation.set;
    for (at, window) in calculation.divider.versions.windows(set.through, set.cutoff) {
        let mut after = 0;
        loop {
            if stop.is_asked() {
                return Ok(calculation);
            }
            // A snapshot for each page: one for all would keep SQLite from ever folding its log into the file.
            let mut tx = store.snapshot().await?;
            read_along_keys(&mut tx).await?;
            let Some(stretch) = due::page(&mut tx, after, window, PAGE).await? else { break };
            let page = due::purchases(&mut tx, stretch, window).await?;
            tx.rollback().await?;
            after = stretch.end;
            let mut written = Written::new(store, set.run);
            calculation.purchases(at, &page, Some(&mut written))?;
            if batches.send(Batch { stretch, window, written }).await.is_err() {
                // Whoever should have written it has failed, and says why.
                return Ok(calculation);
            }
        }
    }
    Ok(calculation)
}

/// Writes batches until there are no more or somebody has failed, so many items in a transaction.
async fn write(
    store: &Store,
    set: Set,
    batches: &Mutex<Receiver<Batch>>,
    (slice, failed): (u64, &Cell<bool>),
    committed: &Committed,
) -> Result<(), Error> {
    let next = async || batches.lock().await.recv().await;
    let mut batch = next().await;
    while batch.is_some() && !failed.get() {
        let mut tx = begin(store, set).await?;
        let mut items = 0;
        while let Some(Batch { stretch, window, written }) = batch.take() {
            items += written.items;
            check_taken(due::take_purchases(&mut tx, stretch, window).await?, written.items)?;
            written.write(&mut tx).await?;
            batch = if items < slice { next().await } else { None };
        }
        tx.finish().await?;
        committed.slice(items);
        batch = next().await;
    }
    Ok(())
}
