//! `batch issue`: new cards, and the print house's file of them.

use std::path::PathBuf;

use serde_json::json;

use super::age::Age;
use super::print_files::{PrintFiles, Sealed};
use super::printing::{self, Described, Found, SLICE};
use super::{Allocation, moves_to, record_moves};
use crate::cli::BatchIssue;
use crate::command::failure::unknown;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::card::{
    Allocated, BatchState, CardNumber, CardState, Prefix, PrefixExhausted, Releases, SerialRanges,
    draw_numbers,
};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch::{NewBatch, PrintFile};
use crate::store::bulk::{Bulk, Cell};
use crate::store::{Counter, Store, StoreError, Tx, audit, batch, batch_event, batch_release, card, center};
use crate::vault::{CodeBook, Vault};

/// The print file, complete as `.partial`.
struct Printed {
    files: PrintFiles,
    sealed: Sealed,
    recipients: Option<String>,
}

/// Runs `batch issue`.
///
/// The numbers are drawn and compared with those in stock, then the file is written in the order of serials,
/// then the cards are stored in the order of their numbers, which is three times as fast as any other. Only the
/// last holds the database's write lock. Without a directory no file is made: the codes are drawn, and known to
/// nobody, until `batch export` draws others.
pub(super) async fn run(session: &mut Session, arguments: BatchIssue) -> Result<Outcome, Error> {
    let prefix = Prefix::of_program(&arguments.program)
        .map_err(|error| Error::new(Code::Usage, format!("--program `{}`: {error}", arguments.program)))?;
    let state = match (&arguments.out, arguments.release) {
        (Some(_), true) => BatchState::Released,
        (Some(_), false) => BatchState::Exported,
        (None, _) => BatchState::Issued,
    };
    let age = Age::for_recipients(&arguments.recipient, session.search_path.as_deref()).await?;

    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let Some(center) = center::by_code(&mut tx, &arguments.center).await? else {
        let known = center::list(&mut tx).await?;
        return Err(unknown("center", &arguments.center, known.iter().map(|center| center.code.as_str())));
    };
    let allocation = Allocation::of(&mut tx, arguments.agent.as_deref(), arguments.staff.as_deref()).await?;
    let found = match &arguments.out {
        Some(directory) => printing::found(&mut tx, directory).await?,
        None => Found::Nothing,
    };
    tx.rollback().await?;
    if let Found::Stored(batch, leftover) = found {
        return Err(printing::completed(session, batch, leftover)?);
    }

    allocation.warn(session, &center.code);
    if arguments.out.is_some() {
        printing::warn_of_plain_text(session, age.as_ref());
    }
    session.confirm(&preview(&arguments, &center.code, state), "Issue these cards?")?;
    printing::clear(session, found)?;

    let numbers = numbers(session, &store, prefix, arguments.count).await?;
    // The look-up has filled a connection's page cache; the load is to have that memory.
    store.close().await;
    let codes = CodeBook::new(&mut *session.randomness);
    let printed = print(session, arguments.out.as_ref(), age.as_ref(), &numbers, &codes).await?;

    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let batch_id: BatchId = store.reserve(&mut tx, Counter::Batch, 1).await?.into();
    let issued = session.now();
    let path = printed.as_ref().map(|printed| printed.files.absolute_path()).transpose()?;
    let file = printed.as_ref().zip(path.as_deref()).map(|(printed, path)| PrintFile {
        path,
        sha256: &printed.sealed.sha256,
        plain_sha256: printed.sealed.plain_sha256.as_deref(),
        recipients: printed.recipients.as_deref(),
    });
    let new = NewBatch {
        batch_id,
        center: center.center_id,
        program: &arguments.program,
        cards: arguments.count.into(),
        state,
        agent: allocation.agent,
        staff: allocation.staff_id(),
        file,
        issued_at: issued.as_microsecond(),
        issued_by: &platform.operator,
    };
    batch::insert(&mut tx, &new).await?;
    insert_cards(session, &mut tx, &new, &numbers, &codes, &vault).await?;
    if let Some(printed) = &printed {
        let described = Described {
            batch: batch_id,
            center: &center.code,
            program: &arguments.program,
            cards: (numbers.len(), 1, arguments.count),
            at: issued,
            replaces: None,
            region_version: &regions::version(&mut tx).await?,
            audit_head: &audit::head(&mut tx).await?,
        };
        printing::describe(&printed.files, &printed.sealed, age.as_ref(), &platform, &described)?;
    }
    let moves = record(session, &mut tx, &platform, &new).await?;
    let sha256 = printed.as_ref().map(|printed| printed.sealed.sha256.clone());
    let entry = session.entry(
        &platform,
        "batch issue",
        batch_id,
        &json!({ "center": center.code, "cards": arguments.count, "program": arguments.program,
            "agent": arguments.agent, "staff": arguments.staff, "moves": moves, "sha256": sha256,
            "recipients": age.as_ref().map(Age::recipients) }),
    );
    let (path, head) = commit(session, tx, &entry, printed, batch_id).await?;
    // The write-ahead log of a large batch is as large as the database.
    store.close().await;

    session.ui.record(
        Record::new()
            .field("batch", "batch", batch_id.get())
            .field("center", "center", Value::code(center.code))
            .field("cards", "cards", arguments.count)
            .field("state", "state", Value::code(state.as_str()))
            .field("file", "file", path.map(|path| Value::text(path.display().to_string())))
            .field("sha256", "sha256", sha256.map(Value::code))
            .field("encrypted", "encrypted", age.is_some())
            .field("audit_head", "audit head", Value::code(head.to_string())),
    )?;
    tell_what_is_next(session, batch_id, state);
    Ok(Outcome::Done)
}

fn preview(arguments: &BatchIssue, center: &str, state: BatchState) -> Record {
    let directory = arguments.out.as_ref().map(|out| Value::text(out.display().to_string()));
    let mut preview = Record::new()
        .field("center", "center", Value::code(center.to_owned()))
        .field("program", "program", Value::code(arguments.program.clone()))
        .field("cards", "cards", arguments.count)
        .field("agent", "agent", arguments.agent.clone().map(Value::code))
        .field("staff", "staff", arguments.staff.clone().map(Value::code))
        .field("state", "state", Value::code(state.as_str()))
        .field("directory", "directory", directory);
    if !arguments.recipient.is_empty() {
        preview.push("recipients", "recipients", Value::text(arguments.recipient.join(", ")));
    }
    preview
}

fn tell_what_is_next(session: &mut Session, batch: BatchId, state: BatchState) {
    let next = match state {
        BatchState::Issued => {
            format!("next, the print house's file: `cardctl batch export {batch} --out DIR`")
        }
        BatchState::Released => String::new(),
        _ => format!("next, when the printed cards are here: `cardctl batch receive {batch} --count N`"),
    };
    if state != BatchState::Issued {
        session
            .ui
            .note("the activation codes stand in this file alone: hand it over safely and keep no copy");
    }
    if !next.is_empty() {
        session.ui.status(&next);
    }
}

/// Writes the print file, if there is to be one.
async fn print(
    session: &Session,
    directory: Option<&PathBuf>,
    age: Option<&Age>,
    numbers: &[CardNumber],
    codes: &CodeBook,
) -> Result<Option<Printed>, Error> {
    let Some(directory) = directory else { return Ok(None) };
    let mut files = PrintFiles::create(directory, age).await?;
    let cards = Serials { next: 1, numbers: numbers.iter() };
    let sealed = printing::write(session, &mut files, cards, codes).await?;
    Ok(Some(Printed { files, sealed, recipients: age.map(|age| age.recipients().join("\n")) }))
}

/// Numbers with their serials.
struct Serials<'a> {
    next: u32,
    numbers: std::slice::Iter<'a, CardNumber>,
}

impl Iterator for Serials<'_> {
    type Item = (u32, CardNumber);

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.numbers.next()?;
        let serial = self.next;
        self.next += 1;
        Some((serial, *number))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl ExactSizeIterator for Serials<'_> {}

/// Records the way of the batch, and its release.
async fn record(
    session: &Session,
    tx: &mut Tx,
    platform: &Platform,
    new: &NewBatch<'_>,
) -> Result<Vec<&'static str>, Error> {
    let made = batch_event::Event {
        act: "issue",
        from: None,
        to: BatchState::Issued,
        at: new.issued_at,
        reason: session.flags.reason.as_deref(),
        operator: &platform.operator,
        detail: &format!("{} cards", new.cards),
    };
    batch_event::add(tx, new.batch_id, &made).await?;
    if new.state == BatchState::Issued {
        return Ok(Vec::new());
    }
    let moves = moves_to(new.state, BatchState::Issued)
        .map_err(|error| Error::new(Code::Internal, error.to_string()))?;
    let moves = record_moves(tx, new.batch_id, &moves, &made).await?;
    if new.state == BatchState::Released {
        let to = Allocated { agent: new.agent, staff: new.staff };
        let serials = SerialRanges::whole(u32::try_from(new.cards).unwrap_or(u32::MAX));
        let (releases, _) = Releases::default().release(&serials, to, to);
        batch_release::store(tx, new.batch_id, &releases).await?;
    }
    Ok(moves)
}

/// Commits, and gives the files their names; the path of the print file, and the head of the audit log.
async fn commit(
    session: &mut Session,
    tx: Tx,
    entry: &crate::store::Entry,
    printed: Option<Printed>,
    batch: BatchId,
) -> Result<(Option<PathBuf>, audit::Head), Error> {
    let what = format!("batch issue {batch}");
    let Some(Printed { mut files, .. }) = printed else {
        let head = tx.commit_under(entry).await?;
        session.witness(&head, what);
        return Ok((None, head));
    };
    let path = files.path();
    files.keep();
    let head = match tx.commit_under(entry).await {
        Ok(head) => head,
        Err(error) => return Err(printing::uncommitted(error, files)),
    };
    session.witness(&head, what);
    files.publish().map_err(|error| {
        error.hint(format!("batch {batch} is stored; the same command again completes its files"))
    })?;
    Ok((Some(path), head))
}

/// Draws numbers that no card has, in the order of serials.
async fn numbers(
    session: &mut Session,
    store: &Store,
    prefix: Prefix,
    count: u32,
) -> Result<Vec<CardNumber>, Error> {
    let exhausted = |error: PrefixExhausted| {
        Error::new(Code::Failed, error.to_string()).hint("name another program by `--program`")
    };
    let randomness = &mut *session.randomness;
    let mut pool = draw_numbers(prefix, count as usize, randomness).map_err(exhausted)?;
    let mut tx = store.snapshot().await?;
    loop {
        let mut taken = Vec::new();
        for slice in pool.unchecked().chunks(SLICE) {
            let slice: Vec<i64> = slice.iter().copied().map(card::stored).collect();
            for number in card::taken(&mut tx, &slice).await? {
                let number = CardNumber::try_from(number)
                    .map_err(|error| StoreError::inconsistent("card", "card_no", number, error))?;
                taken.push(number);
            }
        }
        if pool.replace(&taken, randomness).map_err(exhausted)? == 0 {
            return Ok(pool.into_serial_order(randomness));
        }
    }
}

/// Stores the cards, in the order of their numbers.
async fn insert_cards(
    session: &Session,
    tx: &mut Tx,
    batch: &NewBatch<'_>,
    numbers: &[CardNumber],
    codes: &CodeBook,
    vault: &Vault,
) -> Result<(), Error> {
    let progress = session.ui.progress(Some(numbers.len() as u64), "storing cards");
    let mut places: Vec<u32> = (0..).take(numbers.len()).collect();
    places.sort_unstable_by_key(|place| numbers[*place as usize]);
    let released = i64::from(batch.state == BatchState::Released);
    let (agent, staff) = (batch.agent.map(PartyId::get), batch.staff.map(PartyId::get));
    let mut cards = Bulk::new(tx, &card::CARD);
    for slice in places.chunks(SLICE) {
        for place in slice {
            let number = numbers[*place as usize];
            let activation = vault.activation_mac(number, &codes.code(number))?;
            cards.push([
                card::stored(number).into(),
                batch.batch_id.get().into(),
                Cell::Int(i64::from(*place) + 1),
                CardState::Stocked.as_str().into(),
                released.into(),
                agent.into(),
                staff.into(),
                Cell::Null,
                activation.as_slice().into(),
                Cell::Int(0),
                Cell::Null,
                Cell::Int(vault.version().into()),
            ])?;
        }
        cards.write(tx).await?;
        progress.inc(slice.len() as u64);
    }
    Ok(())
}
