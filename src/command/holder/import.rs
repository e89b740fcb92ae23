//! `holder import`: a file of people, in slices.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;

use super::activate::{Act, activate};
use super::activation::{Attempt, attempt, count_wrong_codes, refusal};
use super::ahead::{Asked, read_ahead};
use super::application::{Activation, Application};
use super::known::Owner;
use super::registration::{IMPORT, Registrar, Verdict};
use super::row::{CARD, HOLDERS};
use crate::cli::HolderImport;
use crate::command::loading;
use crate::command::placing;
use crate::command::session::Session;
use crate::command::tries::Tries;
use crate::domain::card::{CardNumber, CardState};
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::input::{CsvFile, Rejects, Row};
use crate::output::{Record, Value};
use crate::store::{Store, StoreError, Tx, card, holder, lock};

/// Rows that are committed together, so that others can work in between: a twentieth of the file within these bounds.
///
/// Claims, names and cards are in no order. The more of them are written together, the fewer pages are written again
/// for each: a million rows take half the time with the larger bound, which takes a second or two.
const SLICES: std::ops::RangeInclusive<u64> = 2_000..=50_000;

const ACTION: &str = "holder import";

/// Runs `holder import`.
pub async fn run(session: &mut Session, arguments: HolderImport) -> Result<Outcome, Error> {
    let file = Arc::new(CsvFile::open(&arguments.file, session.ui.stdin(), &HOLDERS)?);
    let store = session.open().await?;
    let preview = Record::new()
        .field("file", "file", Value::text(file.name().to_owned()))
        .field("rows", "rows", file.rows_total())
        .field("activate", "activate as your own act", arguments.activate);
    session.confirm(&preview, "register these people?")?;
    let rejects = Rejects::beside(&file, arguments.rejects.as_deref())?;
    let mut import = Import::begin(session, &store, &file, rejects, &arguments).await?;
    let progress = session.ui.progress(Some(file.rows_total()), "holders");
    let slice = (file.rows_total() / 20).clamp(*SLICES.start(), *SLICES.end());
    let slice = usize::try_from(slice).unwrap_or(usize::MAX);
    let desk = Arc::clone(&import.registrar.desk);
    let mut slices = read_ahead(Arc::clone(&file), desk, slice, arguments.activate);
    let interruptible =
        (!arguments.all_or_nothing).then(|| session.stop.slices(loading::go_on(&words(&arguments))));
    while let Some(asked) = slices.recv().await {
        if let Some(interruptible) = &interruptible {
            let counts = &import.counts;
            interruptible.check(|| loading::kept(counts.read, file.rows_total(), counts.imported))?;
        }
        let asked = asked?;
        import.slice(session, &asked).await?;
        progress.inc(asked.len() as u64);
    }
    progress.finish();
    if let Some(interruptible) = interruptible {
        interruptible.complete();
    }
    import.end(session, &arguments).await
}

/// The command that goes on with this one.
fn words(arguments: &HolderImport) -> Vec<&str> {
    let mut words = vec!["holder", "import"];
    words.extend(arguments.file.to_str());
    if arguments.activate {
        words.push("--activate");
    }
    if let Some(rejects) = arguments.rejects.as_deref().and_then(Path::to_str) {
        words.extend(["--rejects", rejects]);
    }
    words
}

#[derive(Clone, Copy, Default)]
struct Counts {
    read: u64,
    imported: u64,
    skipped: u64,
    conflicts: u64,
    rejected: u64,
    activated: u64,
}

struct Import<'a> {
    store: &'a Store,
    file: &'a CsvFile,
    registrar: Registrar,
    rejects: Rejects,
    by_operator: bool,
    /// The one transaction of an import that is whole or not at all.
    whole: Option<Tx>,
    counts: Counts,
    slices: u64,
    /// Cards for which a wrong code came, to be counted when no transaction is open.
    wrong_codes: Vec<CardNumber>,
    /// Rows of the slice that are not taken, and why: they are told once it is committed.
    refused: Vec<(Row, String)>,
    tries: Tries,
}

impl<'a> Import<'a> {
    async fn begin(
        session: &mut Session,
        store: &'a Store,
        file: &'a CsvFile,
        rejects: Rejects,
        arguments: &HolderImport,
    ) -> Result<Self, Error> {
        let mut asked_for = HashSet::new();
        if file.has(CARD) {
            for row in file.rows() {
                asked_for.extend(CardNumber::parse(row?.get(CARD)).ok());
            }
        }
        session.key_ring().await?;
        let mut tx = store.begin().await?;
        if arguments.all_or_nothing {
            // What is counted stays counted until the end: in between nobody else may. Keys come first, as for everybody.
            lock::share_keys(&mut tx).await?;
            lock::hold_placements(&mut tx).await?;
        }
        let registrar = Registrar::load(session, store, &mut tx, asked_for).await?;
        let whole = if arguments.all_or_nothing {
            Some(tx)
        } else {
            tx.rollback().await?;
            None
        };
        Ok(Self {
            store,
            file,
            registrar,
            rejects,
            by_operator: arguments.activate,
            whole,
            counts: Counts::default(),
            slices: 0,
            wrong_codes: Vec::new(),
            refused: Vec::new(),
            tries: session.tries(),
        })
    }

    async fn slice(&mut self, session: &mut Session, asked: &[Asked]) -> Result<(), Error> {
        self.slices += 1;
        let before = self.counts;
        if let Some(mut tx) = self.whole.take() {
            self.load(session, &mut tx, asked).await?;
            self.whole = Some(tx);
            return self.tell_refused();
        }
        loop {
            match self.committed(session, asked).await {
                Ok(()) => break,
                Err(error) => self.tries.again(error).await?,
            }
            self.counts = before;
            self.refused.clear();
            self.wrong_codes.clear();
            self.registrar.forget_stock();
        }
        self.tries.done();
        self.tell_refused()?;
        self.count_wrong_codes(session).await
    }

    /// Loads the rows of a slice in a transaction of its own.
    async fn committed(&mut self, session: &mut Session, asked: &[Asked]) -> Result<(), Error> {
        let before = self.counts;
        let mut tx = self.store.begin().await?;
        self.load(session, &mut tx, asked).await?;
        let imported = self.counts.imported - before.imported;
        let activated = self.counts.activated - before.activated;
        if imported + activated == 0 {
            return Ok(tx.rollback().await?);
        }
        Ok(tx.commit(&self.entry(session, imported, activated)).await?)
    }

    fn tell_refused(&mut self) -> Result<(), Error> {
        for (row, why) in std::mem::take(&mut self.refused) {
            self.rejects.push(&row, &why)?;
        }
        Ok(())
    }

    fn entry(&self, session: &Session, imported: u64, activated: u64) -> crate::store::Entry {
        let detail = json!({ "sha256": self.file.sha256(), "slice": self.slices, "imported": imported,
            "activated": activated, "by_operator": self.by_operator });
        session.entry(&self.registrar.desk.platform, ACTION, self.file.path().display(), &detail)
    }

    async fn count_wrong_codes(&mut self, session: &Session) -> Result<(), Error> {
        let cards = std::mem::take(&mut self.wrong_codes);
        count_wrong_codes(session, self.store, &self.registrar.desk.platform, ACTION, &cards).await
    }

    async fn load(&mut self, session: &mut Session, tx: &mut Tx, asked: &[Asked]) -> Result<(), Error> {
        self.counts.read += asked.len() as u64;
        let mut applications: Vec<(&Row, &Application)> = Vec::with_capacity(asked.len());
        for Asked { row, application } in asked {
            match application {
                Ok(application) => applications.push((row, application)),
                Err(error) => self.reject(row, error),
            }
        }
        let slice: Vec<&Application> = applications.iter().map(|(_, application)| *application).collect();
        let verdicts = self.registrar.register(session, self.store, tx, IMPORT, &slice).await?;
        for ((row, application), verdict) in applications.iter().zip(verdicts) {
            match verdict {
                Verdict::New { active, .. } => {
                    self.counts.imported += 1;
                    self.counts.activated += u64::from(active);
                }
                Verdict::Same(Owner::Stored(id)) if !matches!(application.activation, Activation::Later) => {
                    self.activate_late(session, tx, row, application, id).await?;
                }
                Verdict::Same(_) => self.counts.skipped += 1,
                Verdict::Conflict(error) => {
                    self.counts.conflicts += 1;
                    self.refused.push(((*row).clone(), error.full_message()));
                }
                Verdict::Refused(error) => self.reject(row, &error),
                Verdict::WrongCode(card) => {
                    self.wrong_codes.push(card);
                    self.reject(row, &refusal());
                }
            }
        }
        Ok(())
    }

    /// Somebody whom an earlier load registered without activating them.
    async fn activate_late(
        &mut self,
        session: &Session,
        tx: &mut Tx,
        row: &Row,
        application: &Application,
        id: PartyId,
    ) -> Result<(), Error> {
        let waiting = holder::by_id(tx, id).await?.filter(|holder| !holder.is_active());
        let card = match &waiting {
            Some(holder) => card::by_number(tx, holder.card()?).await?,
            None => None,
        };
        let (Some(holder), Some(card)) = (waiting, card) else {
            self.counts.skipped += 1;
            return Ok(());
        };
        if card.state()? != CardState::Sold {
            self.counts.skipped += 1;
            return Ok(());
        }
        if let Activation::ByCode(code) = &application.activation {
            match attempt(&self.registrar.vault, &card, code.as_ref(), session.now())? {
                Attempt::Right => {}
                Attempt::Wrong => {
                    self.wrong_codes.push(card.number()?);
                    self.reject(row, &refusal());
                    return Ok(());
                }
                Attempt::Locked => {
                    self.reject(row, &refusal());
                    return Ok(());
                }
            }
        }
        // The row may tell an earlier day than the one on which they became known: nobody was a holder before that.
        let last = card::last_event(tx, card.number()?).await?.map_or(i64::MIN, |event| event.at);
        let known = Timestamp::from_microsecond(holder.registered_at.max(last))
            .map_err(|why| StoreError::inconsistent("holder", "registered_at", id.get(), why))?;
        let at = application.registered_at.max(known);
        let act = Act { at, channel: IMPORT.name, reason: None };
        activate(tx, &self.registrar.desk.platform, &holder, &act).await?;
        self.counts.skipped += 1;
        self.counts.activated += 1;
        Ok(())
    }

    fn reject(&mut self, row: &Row, error: &Error) {
        self.counts.rejected += 1;
        self.refused.push((row.clone(), error.full_message()));
    }

    /// A load that dies before this leaves the parting to the next load or regrouping.
    async fn part_large(&self, session: &Session) -> Result<(), Error> {
        let mut tx = self.store.begin().await?;
        lock::hold_placements(&mut tx).await?;
        let parted = placing::part_large(&mut tx).await?;
        if parted == 0 {
            return Ok(tx.rollback().await?);
        }
        let detail = json!({ "sha256": self.file.sha256(), "parted": parted });
        let entry = session.entry(&self.registrar.desk.platform, ACTION, self.file.path().display(), &detail);
        Ok(tx.commit(&entry).await?)
    }

    async fn end(mut self, session: &mut Session, arguments: &HolderImport) -> Result<Outcome, Error> {
        let counts = self.counts;
        let refused = counts.rejected + counts.conflicts;
        if let Some(mut tx) = self.whole.take() {
            if refused > 0 {
                tx.rollback().await?;
            } else {
                placing::part_large(&mut tx).await?;
                tx.commit(&self.entry(session, counts.imported, counts.activated)).await?;
            }
        } else if counts.imported > 0 {
            self.part_large(session).await?;
        }
        self.count_wrong_codes(session).await?;
        loading::tell_refused(session, self.rejects, refused)?;
        if arguments.all_or_nothing && refused > 0 {
            return Err(loading::none_loaded(refused));
        }
        session.ui.record(
            Record::new()
                .field("read", "read", counts.read)
                .field("imported", "imported", counts.imported)
                .field("skipped", "skipped", counts.skipped)
                .field("conflicts", "conflicts", counts.conflicts)
                .field("rejected", "rejected", counts.rejected)
                .field("activated", "activated", counts.activated),
        )?;
        if counts.imported > 0 {
            session.ui.status("next: `cardctl purchase import FILE --source NAME`, `cardctl cohort tree`");
        }
        Ok(loading::outcome(refused, counts.imported + counts.activated))
    }
}
