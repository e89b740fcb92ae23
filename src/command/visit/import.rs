//! `visit import`: a file of visits, in slices.

use std::path::Path;

use serde_json::json;

use super::slice::{Counts, Loader, Parsed, VISITS};
use crate::cli::VisitImport;
use crate::command::failure::code;
use crate::command::loading;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::tries::Tries;
use crate::domain::identifier::Code as Identifier;
use crate::error::{Error, Outcome};
use crate::input::{CsvFile, Rejects, Row};
use crate::output::{Record, Value};
use crate::store::{Store, Tx, lock, source};

const ACTION: &str = "visit import";

/// Rows that are committed together, so that others can work in between.
const SLICE: usize = 10_000;

/// Loads a file.
pub(super) async fn run(session: &mut Session, arguments: VisitImport) -> Result<Outcome, Error> {
    let source = code("--source", &arguments.source)?;
    let file = CsvFile::open(&arguments.file, session.ui.stdin(), &VISITS)?;
    let store = session.open().await?;
    let preview = Record::new()
        .field("file", "file", Value::text(file.name().to_owned()))
        .field("rows", "rows", file.rows_total())
        .field("source", "source", Value::code(source.as_str().to_owned()));
    session.confirm(&preview, "Load these rows?")?;

    let rejects = Rejects::beside(&file, arguments.rejects.as_deref())?;
    let mut tx = store.begin().await?;
    if arguments.all_or_nothing {
        // What is counted stays counted until the end: in between nobody else may.
        lock::hold_placements(&mut tx).await?;
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now();
    let loader = Loader {
        source: source::ensure(&store, &mut tx, &source).await?,
        calendar: platform.calendar.clone(),
        today: platform.today(session),
        now: now.as_microsecond(),
        counts: Counts::default(),
    };
    let whole = if arguments.all_or_nothing {
        Some(tx)
    } else {
        let detail = json!({ "file": file.name(), "sha256": file.sha256(), "rows": file.rows_total() });
        tx.commit(&session.entry(&platform, ACTION, &source, &detail)).await?;
        None
    };
    let slices = whole.is_none().then(|| session.stop.slices(loading::go_on(&words(&arguments))));
    let tries = session.tries();
    let mut import =
        Import { store: &store, file: &file, source: &source, platform, loader, rejects, whole, tries };

    let progress = session.ui.progress(Some(file.rows_total()), "visits");
    let mut rows = Vec::with_capacity(SLICE);
    for row in file.rows() {
        let row = row?;
        import.loader.counts.read += 1;
        match Parsed::read(&row, &import.platform.calendar, now) {
            Ok(parsed) => rows.push(parsed),
            Err(why) => {
                import.loader.counts.rejected += 1;
                import.rejects.push(&row, &why)?;
            }
        }
        if rows.len() == SLICE {
            import.slice(session, std::mem::replace(&mut rows, Vec::with_capacity(SLICE))).await?;
            progress.inc(SLICE as u64);
            if let Some(slices) = &slices {
                let counts = &import.loader.counts;
                slices.check(|| loading::kept(counts.read, file.rows_total(), counts.imported))?;
            }
        }
    }
    if !rows.is_empty() {
        import.slice(session, rows).await?;
    }
    progress.finish();
    if let Some(slices) = slices {
        slices.complete();
    }
    import.end(session, arguments.all_or_nothing).await
}

/// The command that goes on with this one.
fn words(arguments: &VisitImport) -> Vec<&str> {
    let mut words = vec!["visit", "import"];
    words.extend(arguments.file.to_str());
    words.extend(["--source", &arguments.source]);
    if let Some(rejects) = arguments.rejects.as_deref().and_then(Path::to_str) {
        words.extend(["--rejects", rejects]);
    }
    words
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
    tries: Tries,
}

impl Import<'_> {
    async fn slice(&mut self, session: &Session, rows: Vec<Parsed>) -> Result<(), Error> {
        let refused = if let Some(tx) = &mut self.whole {
            self.loader.load(self.store, tx, rows).await?
        } else {
            let before = self.loader.counts;
            loop {
                match self.committed(session, rows.clone()).await {
                    Ok(refused) => break refused,
                    Err(error) => self.tries.again(error).await?,
                }
                self.loader.counts = before;
            }
        };
        self.tries.done();
        for (row, why) in &refused {
            self.rejects.push(row, why)?;
        }
        Ok(())
    }

    /// Loads the rows of a slice in a transaction of its own.
    async fn committed(&mut self, session: &Session, rows: Vec<Parsed>) -> Result<Vec<(Row, String)>, Error> {
        let before = self.loader.counts.imported;
        let mut tx = self.store.begin().await?;
        let refused = self.loader.load(self.store, &mut tx, rows).await?;
        let imported = self.loader.counts.imported - before;
        if imported == 0 {
            tx.rollback().await?;
        } else {
            let detail = json!({ "file": self.file.name(), "imported": imported });
            tx.commit(&session.entry(&self.platform, ACTION, self.source, &detail)).await?;
        }
        Ok(refused)
    }

    async fn end(self, session: &mut Session, all_or_nothing: bool) -> Result<Outcome, Error> {
        let counts = self.loader.counts;
        let refused = counts.rejected + counts.conflicts;
        if let Some(tx) = self.whole {
            if refused > 0 {
                tx.rollback().await?;
            } else {
                let detail = json!({ "file": self.file.name(), "sha256": self.file.sha256(),
                    "imported": counts.imported });
                tx.commit(&session.entry(&self.platform, ACTION, self.source, &detail)).await?;
            }
        }
        loading::tell_refused(session, self.rejects, refused)?;
        if all_or_nothing && refused > 0 {
            return Err(loading::none_loaded(refused));
        }
        session.ui.record(
            Record::new()
                .field("read", "read", counts.read)
                .field("imported", "imported", counts.imported)
                .field("skipped", "skipped", counts.skipped)
                .field("conflicts", "conflicts", counts.conflicts)
                .field("rejected", "rejected", counts.rejected),
        )?;
        Ok(loading::outcome(refused, counts.imported))
    }
}
