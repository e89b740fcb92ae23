//! `purchase import`: a file of purchases and refunds, in slices.

use std::path::Path;

use serde_json::json;

use super::row::{PURCHASES, Parsed, REFUND_OF};
use super::slice::{Loader, Refused, record_in};
use super::stamp::Stamper;
use crate::cli::PurchaseImport;
use crate::command::failure::code;
use crate::command::loading;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::stop::Slices;
use crate::command::tries::Tries;
use crate::domain::identifier::Code as Identifier;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::input::{CsvFile, Rejects};
use crate::output::{Progress, Record, Value};
use crate::store::{Store, Tx};

/// Rows that are committed together, so that others can work in between.
const SLICE: usize = 10_000;

/// Loads a file.
pub async fn run(session: &mut Session, arguments: PurchaseImport) -> Result<Outcome, Error> {
    let source = code("--source", &arguments.source)?;
    let file = CsvFile::open(&arguments.file, session.ui.stdin(), &PURCHASES)?;
    let store = session.open().await?;
    if !arguments.dry_run {
        let preview = Record::new()
            .field("file", "file", Value::text(file.name().to_owned()))
            .field("rows", "rows", file.rows_total())
            .field("source", "source", Value::code(source.as_str().to_owned()));
        session.confirm(&preview, "load these rows?")?;
    }
    let rejects = Rejects::beside(&file, arguments.rejects.as_deref())?;
    let whole = arguments.all_or_nothing || arguments.dry_run;
    let mut import = Import::begin(session, &store, &file, &source, rejects, whole).await?;
    import.interruptible = (!whole).then(|| session.stop.slices(loading::go_on(&words(&arguments))));
    let progress = session.ui.progress(Some(file.rows_total()), "purchases");
    import.phase(session, &file, Phase::Purchases, &progress).await?;
    if file.has(REFUND_OF) {
        import.phase(session, &file, Phase::Refunds, &progress).await?;
    }
    progress.finish();
    if let Some(slices) = import.interruptible.take() {
        slices.complete();
    }
    import.end(session, &arguments).await
}

/// The command that goes on with this one.
fn words(arguments: &PurchaseImport) -> Vec<&str> {
    let mut words = vec!["purchase", "import"];
    words.extend(arguments.file.to_str());
    words.extend(["--source", &arguments.source]);
    if let Some(rejects) = arguments.rejects.as_deref().and_then(Path::to_str) {
        words.extend(["--rejects", rejects]);
    }
    words
}

/// Purchases come first: a refund may stand before its purchase in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Purchases,
    Refunds,
}

struct Import<'a> {
    store: &'a Store,
    file: &'a CsvFile,
    source: &'a Identifier,
    platform: Platform,
    loader: Loader,
    rejects: Rejects,
    /// The one transaction of an import that is whole or not at all.
    whole: Option<Tx>,
    slices: u64,
    /// Between its slices an import that is in several can be ended.
    interruptible: Option<Slices>,
    tries: Tries,
}

impl<'a> Import<'a> {
    async fn begin(
        session: &mut Session,
        store: &'a Store,
        file: &'a CsvFile,
        source: &'a Identifier,
        rejects: Rejects,
        whole: bool,
    ) -> Result<Self, Error> {
        let mut tx = store.begin().await?;
        let id = record_in(store, &mut tx, source, whole && file.has(REFUND_OF)).await?;
        let platform = Platform::load(session, store, &mut tx).await?;
        let recorded = session.now().as_microsecond();
        let loader = Loader::begin(&mut tx, id, &platform, recorded).await?;
        let whole = if whole {
            Some(tx)
        } else {
            let entry = session.entry(
                &platform,
                "purchase import",
                source,
                &json!({ "file": file.name(), "sha256": file.sha256(), "rows": file.rows_total() }),
            );
            tx.commit(&entry).await?;
            None
        };
        let tries = session.tries();
        Ok(Self {
            store,
            file,
            source,
            platform,
            loader,
            rejects,
            whole,
            slices: 0,
            interruptible: None,
            tries,
        })
    }

    /// Reads the file once and loads the rows of one phase.
    async fn phase(
        &mut self,
        session: &Session,
        file: &CsvFile,
        phase: Phase,
        progress: &Progress,
    ) -> Result<(), Error> {
        let mut rows = Vec::with_capacity(SLICE);
        let mut seen = 0_u64;
        for row in file.rows() {
            let row = row?;
            if row.get(REFUND_OF).is_empty() != (phase == Phase::Purchases) {
                continue;
            }
            seen += 1;
            self.loader.counts.read += 1;
            match Parsed::read(&row, &self.platform.calendar) {
                Ok(parsed) => rows.push(parsed),
                Err(why) => {
                    self.loader.counts.rejected += 1;
                    self.rejects.push(&row, &why)?;
                }
            }
            if rows.len() == SLICE {
                self.slice(session, phase, std::mem::replace(&mut rows, Vec::with_capacity(SLICE))).await?;
                progress.inc(seen);
                seen = 0;
                self.check()?;
            }
        }
        if !rows.is_empty() {
            self.slice(session, phase, rows).await?;
        }
        progress.inc(seen);
        Ok(())
    }

    fn check(&self) -> Result<(), Error> {
        let Some(slices) = &self.interruptible else { return Ok(()) };
        let counts = &self.loader.counts;
        slices.check(|| loading::kept(counts.read, self.file.rows_total(), counts.imported))
    }

    async fn slice(&mut self, session: &Session, phase: Phase, rows: Vec<Parsed>) -> Result<(), Error> {
        self.slices += 1;
        let refused = if let Some(tx) = &mut self.whole {
            load(&mut self.loader, self.store, tx, phase, rows).await?
        } else {
            let before = self.loader.counts;
            loop {
                match self.committed(session, phase, rows.clone()).await {
                    Ok(refused) => break refused,
                    Err(error) => self.tries.again(error).await?,
                }
                self.loader.counts = before;
                // Chains of agents that it has stored went with the transaction.
                let mut tx = self.store.snapshot().await?;
                self.loader.stamper = Stamper::load(&mut tx, self.loader.recorded).await?;
            }
        };
        self.tries.done();
        for (row, why) in &refused {
            self.rejects.push(row, why)?;
        }
        Ok(())
    }

    /// Loads the rows of a slice in a transaction of its own.
    async fn committed(
        &mut self,
        session: &Session,
        phase: Phase,
        rows: Vec<Parsed>,
    ) -> Result<Vec<Refused>, Error> {
        let before = self.loader.counts;
        let mut tx = self.store.begin().await?;
        record_in(self.store, &mut tx, self.source, phase == Phase::Refunds).await?;
        let refused = load(&mut self.loader, self.store, &mut tx, phase, rows).await?;
        let imported = self.loader.counts.imported - before.imported;
        if imported == 0 {
            tx.rollback().await?;
        } else {
            let amount = Money::from_minor(self.loader.counts.amount - before.amount);
            let detail = json!({ "slice": self.slices, "imported": imported, "amount": amount.to_string() });
            let entry = session.entry(&self.platform, "purchase import", self.source, &detail);
            tx.commit(&entry).await?;
        }
        Ok(refused)
    }

    async fn end(self, session: &mut Session, arguments: &PurchaseImport) -> Result<Outcome, Error> {
        let counts = self.loader.counts;
        let refused = counts.rejected + counts.conflicts;
        if let Some(tx) = self.whole {
            if arguments.dry_run || refused > 0 {
                tx.rollback().await?;
            } else {
                let detail = json!({ "file": self.file.name(), "sha256": self.file.sha256(),
                    "imported": counts.imported, "amount": Money::from_minor(counts.amount).to_string() });
                let entry = session.entry(&self.platform, "purchase import", self.source, &detail);
                tx.commit(&entry).await?;
            }
        }
        loading::tell_refused(session, self.rejects, refused)?;
        if counts.held > 0 {
            session.ui.warn(&format!(
                "{} purchases are held: their card was blocked; `cardctl purchase list --held` says why",
                counts.held
            ));
        }
        if arguments.all_or_nothing && !arguments.dry_run && refused > 0 {
            return Err(loading::none_loaded(refused));
        }
        session.ui.record(
            Record::new()
                .field("read", "read", counts.read)
                .field("imported", "imported", counts.imported)
                .field("skipped", "skipped", counts.skipped)
                .field("conflicts", "conflicts", counts.conflicts)
                .field("rejected", "rejected", counts.rejected)
                .field("amount", "amount", Money::from_minor(counts.amount)),
        )?;
        if arguments.dry_run {
            session.ui.status("this was a dry run: nothing was changed");
        } else if counts.imported > 0 {
            session.ui.status("next: `cardctl settle pending` shows what is due and what waits");
        }
        Ok(loading::outcome(refused, counts.imported))
    }
}

async fn load(
    loader: &mut Loader,
    store: &Store,
    tx: &mut Tx,
    phase: Phase,
    rows: Vec<Parsed>,
) -> Result<Vec<Refused>, Error> {
    match phase {
        Phase::Purchases => loader.purchases(store, tx, rows).await,
        Phase::Refunds => loader.refunds(store, tx, rows).await,
    }
}
