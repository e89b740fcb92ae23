//! `batch issue`: new cards, and the print house's file of them.

use std::path::Path;

use serde_json::json;

use super::print_files::{self, Leftover, PrintFiles};
use super::{Allocation, moves_to};
use crate::cli::BatchIssue;
use crate::command::failure::unknown;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::card::{BatchState, CardNumber, CardState, Prefix, PrefixExhausted, draw_numbers};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch::NewBatch;
use crate::store::bulk::{Bulk, Cell};
use crate::store::{Counter, Store, StoreError, Tx, batch, card, center};
use crate::vault::{CodeBook, Vault};

/// How many cards are looked up, written or stored at a time; between two of these the issue can be
/// interrupted.
const SLICE: usize = 10_000;

/// Runs `batch issue`.
///
/// The numbers are drawn and compared with those in stock, then the file is written in the order of serials,
/// then the cards are stored in the order of their numbers, which is three times as fast as any other. Only the
/// last holds the database's write lock.
pub(super) async fn run(session: &mut Session, arguments: BatchIssue) -> Result<Outcome, Error> {
    let prefix = Prefix::of_program(&arguments.program)
        .map_err(|error| Error::new(Code::Usage, format!("--program `{}`: {error}", arguments.program)))?;
    let state = if arguments.release { BatchState::Released } else { BatchState::Exported };
    let moves =
        moves_to(state, BatchState::Issued).map_err(|error| Error::new(Code::Internal, error.to_string()))?;

    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let Some(center) = center::by_code(&mut tx, &arguments.center).await? else {
        let known = center::list(&mut tx).await?;
        return Err(unknown("center", &arguments.center, known.iter().map(|center| center.code.as_str())));
    };
    let allocation = Allocation::of(&mut tx, arguments.agent.as_deref(), arguments.staff.as_deref()).await?;
    let leftover = completed(session, &mut tx, &arguments.out).await?;
    tx.rollback().await?;

    allocation.warn(session, &center.code);
    let preview = Record::new()
        .field("center", "center", Value::code(center.code.clone()))
        .field("program", "program", Value::code(arguments.program.clone()))
        .field("cards", "cards", arguments.count)
        .field("agent", "agent", arguments.agent.clone().map(Value::code))
        .field("staff", "staff", arguments.staff.clone().map(Value::code))
        .field("state", "state", Value::code(state.as_str()))
        .field("directory", "directory", Value::text(arguments.out.display().to_string()));
    session.confirm(&preview, "Issue these cards?")?;
    if let Some(leftover) = leftover {
        leftover.clear()?;
        session.ui.status("removed the unfinished files of an interrupted issue");
    }

    let numbers = numbers(session, &store, prefix, arguments.count).await?;
    // The look-up has filled a connection's page cache; the load is to have that memory.
    store.close().await;
    let codes = CodeBook::new(&mut *session.randomness);
    let mut files = PrintFiles::create(&arguments.out)?;
    let sha256 = write(session, &mut files, &numbers, &codes).await?;

    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let batch_id: BatchId = store.reserve(&mut tx, Counter::Batch, 1).await?.into();
    let issued = session.now();
    let new = NewBatch {
        batch_id,
        center: center.center_id,
        program: &arguments.program,
        cards: arguments.count.into(),
        state,
        agent: allocation.agent,
        staff: allocation.staff_id(),
        file_sha256: &sha256,
        issued_at: issued.as_microsecond(),
        issued_by: &platform.operator,
    };
    batch::insert(&mut tx, &new).await?;
    insert_cards(session, &mut tx, &new, &numbers, &codes, &vault).await?;
    let zone = platform.calendar.zone();
    let region_version = regions::version(&mut tx).await?;
    files.describe(
        &sha256,
        &json!({
            "batch": batch_id.get(), "center": center.code, "program": arguments.program,
            "count": arguments.count, "first_serial": 1, "last_serial": arguments.count,
            "file": "cards.csv", "sha256": sha256,
            "creator": platform.operator,
            "time": issued.display_with_offset(zone.to_offset(issued)).to_string(),
            "region_version": region_version,
            "program_version": env!("CARGO_PKG_VERSION"),
        }),
    )?;
    let entry = session.entry(
        &platform,
        "batch issue",
        batch_id,
        &json!({ "center": center.code, "cards": arguments.count, "program": arguments.program,
            "agent": arguments.agent, "staff": arguments.staff, "moves": moves, "sha256": sha256 }),
    );
    let file = files.path().display().to_string();
    files.keep();
    if let Err(error) = tx.commit(&entry).await {
        return Err(uncommitted(error, files));
    }
    files.publish().map_err(|error| {
        error.hint(format!("batch {batch_id} is stored; the same command again completes its files"))
    })?;
    // The write-ahead log of a large batch is as large as the database.
    store.close().await;

    session.ui.record(
        Record::new()
            .field("batch", "batch", batch_id.get())
            .field("center", "center", Value::code(center.code))
            .field("cards", "cards", arguments.count)
            .field("state", "state", Value::code(state.as_str()))
            .field("file", "file", Value::text(file))
            .field("sha256", "sha256", Value::code(sha256)),
    )?;
    session.ui.note("the activation codes stand in this file alone: hand it over safely and keep no copy");
    if state != BatchState::Released {
        session.ui.status(&format!("next, when the cards are printed: `cardctl batch release {batch_id}`"));
    }
    Ok(Outcome::Done)
}

/// Looks at the directory. The files of a batch whose issue was interrupted after the commit are completed, and
/// the new issue is refused; what belongs to no batch is left to be cleared.
async fn completed(session: &mut Session, tx: &mut Tx, directory: &Path) -> Result<Option<Leftover>, Error> {
    let Some(leftover) = print_files::examine(directory)? else { return Ok(None) };
    let Some(batch) = batch::of_file(tx, &leftover.sha256).await? else { return Ok(Some(leftover)) };
    leftover.complete()?;
    session.ui.note(&format!(
        "the issue of batch {batch} was interrupted after its cards were stored; its files are complete now"
    ));
    Err(Error::new(Code::Conflict, format!("`{}` holds the files of batch {batch}", directory.display()))
        .hint(format!("`cardctl batch show {batch}` shows it; for further cards name another directory")))
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

/// Writes `cards.csv` and gives its SHA-256.
async fn write(
    session: &Session,
    files: &mut PrintFiles,
    numbers: &[CardNumber],
    codes: &CodeBook,
) -> Result<String, Error> {
    let progress = session.ui.progress(Some(numbers.len() as u64), "writing cards.csv");
    let mut serial = 0;
    for slice in numbers.chunks(SLICE) {
        for number in slice {
            serial += 1;
            files.card(serial, *number, &codes.code(*number))?;
        }
        progress.inc(slice.len() as u64);
        // Lets an interruption through.
        tokio::task::yield_now().await;
    }
    files.seal()
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

/// The commit has failed. The files go with the cards, unless the answer was lost on its way and nobody knows
/// whether the cards are stored: then the next issue into the directory finds out.
fn uncommitted(error: StoreError, files: PrintFiles) -> Error {
    if matches!(error, StoreError::Unreachable(_)) {
        return Error::from(error).hint(
            "the cards may have been stored; the same command again completes the files, or clears them away \
             and issues anew",
        );
    }
    files.discard();
    error.into()
}
