//! `payment import`: a bill of a payment firm, in slices.

use std::path::Path;

use serde_json::json;

use super::fee::Desk;
use super::slice::{Counts, Loader, Phase, Refused};
use super::twice;
use crate::cli::PaymentImport;
use crate::command::failure::code;
use crate::command::loading;
use crate::command::platform::Platform;
use crate::command::session::{Session, hex};
use crate::command::stop::Slices;
use crate::command::tries::Tries;
use crate::domain::identifier::Code as Identifier;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::input::Rejects;
use crate::input::bill::{BillFile, Kind, Line};
use crate::output::{Progress, Record, Value};
use crate::store::bill::{self, NewFile};
use crate::store::{Store, Tx, lock, source};

/// Rows that are committed together, so that others can work in between: a twentieth of the bill within these bounds. Their
/// holders, claims and places are in no order: the more are written together, the fewer pages are written again for each.
const SLICES: std::ops::RangeInclusive<u64> = 1_000..=20_000;

const ACTION: &str = "payment import";

/// Loads a bill.
pub(super) async fn run(session: &mut Session, arguments: PaymentImport) -> Result<Outcome, Error> {
    let source = code("--source", &arguments.source)?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    tx.rollback().await?;
    let format = arguments.format.map(Into::into);
    let file = BillFile::open(&arguments.file, session.ui.stdin(), format, &platform.calendar)?;
    for warning in file.warnings() {
        session.ui.warn(warning);
    }
    if !arguments.dry_run {
        let preview = Record::new()
            .field("file", "file", Value::text(file.name().to_owned()))
            .field("format", "format", Value::code(file.format().as_str()))
            .field("rows", "rows", file.rows_total())
            .field("source", "source", Value::code(source.as_str().to_owned()));
        session.confirm(&preview, "book these payments?")?;
    }
    let rejects = Rejects::beside_bill(&file, arguments.rejects.as_deref())?;
    let whole = arguments.all_or_nothing || arguments.dry_run;
    let mut import = Import::begin(session, &store, &platform, &file, &source, rejects, whole).await?;
    import.interruptible = (!whole).then(|| session.stop.slices(loading::go_on(&words(&arguments, &file))));
    let progress = session.ui.progress(Some(file.rows_total()), "rows");
    import.phase(session, Phase::Others, &progress).await?;
    import.phase(session, Phase::Refunds, &progress).await?;
    import.end_waiting(session).await?;
    progress.finish();
    if let Some(slices) = import.interruptible.take() {
        slices.complete();
    }
    import.end(session, &arguments).await
}

/// The command that goes on with this one.
fn words<'a>(arguments: &'a PaymentImport, file: &BillFile) -> Vec<&'a str> {
    let mut words = vec!["payment", "import"];
    words.extend(arguments.file.to_str());
    words.extend(["--source", &arguments.source]);
    if arguments.format.is_some() {
        words.extend(["--format", file.format().as_str()]);
    }
    if let Some(rejects) = arguments.rejects.as_deref().and_then(Path::to_str) {
        words.extend(["--rejects", rejects]);
    }
    words
}

struct Import<'a> {
    store: &'a Store,
    platform: &'a Platform,
    bill: &'a BillFile,
    source: &'a Identifier,
    loader: Loader<'a>,
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
        platform: &'a Platform,
        file: &'a BillFile,
        source: &'a Identifier,
        rejects: Rejects,
        whole: bool,
    ) -> Result<Self, Error> {
        let mut tx = store.begin().await?;
        lock::close_intake(&mut tx).await?;
        if let Err(error) = twice::ensure_once(&mut tx, file).await {
            tx.rollback().await?;
            return Err(session.refuse(store, platform, ACTION, source.as_str(), error).await);
        }
        let source_id = source::ensure(store, &mut tx, source).await?;
        let sha256 = hex(file.sha256());
        let known = bill::file(&mut tx, source_id, &sha256).await?;
        let number = if let Some(number) = known {
            number
        } else {
            let new = NewFile {
                source: source_id,
                format: file.format().as_str(),
                sha256: &sha256,
                rows: i64::try_from(file.rows_total()).unwrap_or(i64::MAX),
                at: session.now().as_microsecond(),
                operator: &platform.operator,
            };
            bill::add_file(&mut tx, new).await?
        };
        let whole = if whole {
            Some(tx)
        } else if known.is_some() {
            tx.rollback().await?;
            None
        } else {
            let detail = json!({ "file": file.name(), "format": file.format().as_str(), "sha256": sha256,
                "rows": file.rows_total() });
            tx.commit(&session.entry(platform, ACTION, source, &detail)).await?;
            None
        };
        let loader = Loader {
            desk: Desk { store, platform, now: session.now() },
            source: source_id,
            file: number,
            format: file.format(),
            today: platform.today(session),
            counts: Counts::default(),
        };
        Ok(Self {
            store,
            platform,
            bill: file,
            source,
            loader,
            rejects,
            whole,
            slices: 0,
            interruptible: None,
            tries: session.tries(),
        })
    }

    /// Reads the bill once and loads the rows of one phase.
    async fn phase(&mut self, session: &Session, phase: Phase, progress: &Progress) -> Result<(), Error> {
        let slice = (self.bill.rows_total() / 20).clamp(*SLICES.start(), *SLICES.end());
        let slice = usize::try_from(slice).unwrap_or(usize::MAX);
        let mut lines = Vec::new();
        for line in self.bill.lines() {
            let line = line?;
            let refund = line.row.as_ref().is_ok_and(|row| row.kind == Kind::Refund);
            if refund != (phase == Phase::Refunds) {
                continue;
            }
            self.loader.counts.read += 1;
            lines.push(line);
            if lines.len() == slice {
                self.slice(session, std::mem::take(&mut lines)).await?;
                progress.inc(slice as u64);
                self.check()?;
            }
        }
        if !lines.is_empty() {
            progress.inc(lines.len() as u64);
            self.slice(session, lines).await?;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Error> {
        let Some(slices) = &self.interruptible else { return Ok(()) };
        let counts = &self.loader.counts;
        slices.check(|| loading::kept(counts.read, self.bill.rows_total(), counts.imported))
    }

    async fn slice(&mut self, session: &Session, lines: Vec<Line>) -> Result<(), Error> {
        self.slices += 1;
        let refused = if let Some(tx) = &mut self.whole {
            self.loader.load(tx, lines).await?
        } else {
            let before = self.loader.counts;
            loop {
                match self.committed(session, lines.clone()).await {
                    Ok(refused) => break refused,
                    Err(error) => self.tries.again(error).await?,
                }
                self.loader.counts = before;
            }
        };
        self.tries.done();
        for (line, why) in &refused {
            self.rejects.push_line(line.number, &line.values, why)?;
        }
        Ok(())
    }

    /// Loads the rows of a slice in a transaction of its own.
    async fn committed(&mut self, session: &Session, lines: Vec<Line>) -> Result<Vec<Refused>, Error> {
        let before = self.loader.counts;
        let mut tx = self.store.begin().await?;
        let refused = self.loader.load(&mut tx, lines).await?;
        let after = self.loader.counts;
        if after.imported == before.imported {
            tx.rollback().await?;
        } else {
            let amount = Money::from_minor(after.amount - before.amount);
            let detail = json!({ "slice": self.slices, "imported": after.imported - before.imported,
                "matched": after.matched - before.matched, "amount": amount.to_string() });
            tx.commit(&session.entry(self.platform, ACTION, self.source, &detail)).await?;
        }
        Ok(refused)
    }

    /// Books the refunds of earlier bills whose payments are matched now.
    async fn end_waiting(&mut self, session: &Session) -> Result<(), Error> {
        let mut after = String::new();
        loop {
            let before = self.loader.counts.refunds;
            let last = if let Some(tx) = &mut self.whole {
                self.loader.end_waiting(tx, &after).await?
            } else {
                let mut tx = self.store.begin().await?;
                let last = self.loader.end_waiting(&mut tx, &after).await?;
                let refunds = self.loader.counts.refunds - before;
                if refunds == 0 {
                    tx.rollback().await?;
                } else {
                    let detail = json!({ "refunds": refunds });
                    tx.commit(&session.entry(self.platform, ACTION, self.source, &detail)).await?;
                }
                last
            };
            match last {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }

    async fn end(self, session: &mut Session, arguments: &PaymentImport) -> Result<Outcome, Error> {
        let counts = self.loader.counts;
        let refused = counts.rejected + counts.conflicts;
        if let Some(tx) = self.whole {
            if arguments.dry_run || refused > 0 || counts.changed() == 0 {
                tx.rollback().await?;
            } else {
                let detail = json!({ "file": self.bill.name(), "format": self.bill.format().as_str(),
                    "sha256": hex(self.bill.sha256()), "imported": counts.imported, "matched": counts.matched,
                    "refunds": counts.refunds, "amount": Money::from_minor(counts.amount).to_string() });
                tx.commit(&session.entry(self.platform, ACTION, self.source, &detail)).await?;
            }
        }
        loading::tell_refused(session, self.rejects, refused)?;
        if arguments.all_or_nothing && !arguments.dry_run && refused > 0 {
            return Err(loading::none_loaded(refused));
        }
        session.ui.record(
            Record::new()
                .field("read", "read", counts.read)
                .field("imported", "imported", counts.imported)
                .field("skipped", "skipped", counts.skipped)
                .field("matched", "matched", counts.matched)
                .field("open", "open", counts.open)
                .field("conflicts", "conflicts", counts.conflicts)
                .field("rejected", "rejected", counts.rejected)
                .field("refunds", "refunds of earlier bills", counts.refunds)
                .field("amount", "amount", Money::from_minor(counts.amount)),
        )?;
        if arguments.dry_run {
            session.ui.status("this was a dry run: nothing was changed");
        } else if counts.open > 0 {
            session.ui.status("next: `cardctl payment list --open`, then `cardctl payment match`");
        }
        Ok(loading::outcome(refused, counts.changed()))
    }
}
