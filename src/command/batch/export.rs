//! `batch export`: the print house's file of a batch that has none, or a new one.

use serde_json::json;

use super::age::Age;
use super::leftover::Leftover;
use super::print_files::PrintFiles;
use super::printing::{self, Described, Found, SLICE};
use super::{changed_meanwhile, held_unchanged, named, not_now, record_moves};
use crate::cli::BatchExport;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::card::{BatchState, CardNumber, Move, Releases};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::activation::{self, Renewal, Renewed};
use crate::store::batch::{Batch, PrintFile, Used};
use crate::store::{Tx, audit, batch, batch_event, batch_release};
use crate::vault::{CodeBook, Vault};

/// Runs `batch export`.
///
/// Codes are kept nowhere, so an export draws new ones for all cards in stock, and what was printed from an older
/// file is worthless. The file is complete before the hashes are stored and gets its name after; the same command
/// finishes what was interrupted between.
pub(super) async fn run(session: &mut Session, arguments: BatchExport) -> Result<Outcome, Error> {
    if arguments.again {
        session.reason("exporting a batch again")?;
    }
    let age = Age::for_recipients(&arguments.recipient, session.search_path.as_deref()).await?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let batch = named(&mut tx, &arguments.batch).await?;
    let (id, state) = (batch.batch_id, batch.state()?);
    let found = match printing::found(&mut tx, &arguments.out).await? {
        Found::Stored(stored, leftover) if stored == id => {
            return finished(session, &mut tx, &batch, leftover).await;
        }
        Found::Stored(other, leftover) => return Err(printing::completed(session, other, leftover)?),
        found => found,
    };
    check(&batch, state, arguments.again)?;
    let mut cards = activation::stocked(&mut tx, id).await?;
    let used = batch::used(&mut tx, id).await?;
    let releases = batch_release::releases(&mut tx, id).await?;
    tx.rollback().await?;
    let (Some((first, _)), Some((last, _))) = (cards.first().copied(), cards.last().copied()) else {
        return Err(not_now(id, format!("batch {id} has no card in stock to be printed")));
    };

    printing::warn_of_plain_text(session, age.as_ref());
    session.confirm(&preview(&batch, cards.len(), used, &releases, &arguments), "Export these cards?")?;
    printing::clear(session, found)?;
    // The look-up has filled a connection's page cache; the change is to have that memory.
    store.close().await;
    let codes = CodeBook::new(&mut *session.randomness);
    let mut files = PrintFiles::create(&arguments.out, age.as_ref()).await?;
    let sealed = printing::write(session, &mut files, cards.iter().copied(), &codes).await?;

    let store = session.open().await?;
    let mut tx = store.begin().await?;
    held_unchanged(&mut tx, &batch).await?;
    // In the order of the table, which is several times as fast as that of the serials.
    cards.sort_unstable_by_key(|(_, number)| *number);
    renew(session, &mut tx, &batch, &cards, &codes, &vault).await?;
    batch_release::store(&mut tx, id, &Releases::default()).await?;
    let path = files.absolute_path()?;
    let recipients = age.as_ref().map(|age| age.recipients().join("\n"));
    let file = PrintFile {
        path: &path,
        sha256: &sealed.sha256,
        plain_sha256: sealed.plain_sha256.as_deref(),
        recipients: recipients.as_deref(),
    };
    batch::export(&mut tx, id, &file).await?;
    let at = session.now();
    let event = batch_event::Event {
        act: "export",
        from: Some(state),
        to: BatchState::Exported,
        at: at.as_microsecond(),
        reason: session.flags.reason.as_deref(),
        operator: &platform.operator,
        detail: &format!("{} cards", cards.len()),
    };
    let step = Move { from: state, to: BatchState::Exported, name: "export" };
    record_moves(&mut tx, id, &[step], &event).await?;
    let described = Described {
        batch: id,
        center: &batch.center,
        program: &batch.program,
        cards: (cards.len(), first, last),
        at,
        replaces: batch.file_sha256(),
        region_version: &regions::version(&mut tx).await?,
        audit_head: &audit::head(&mut tx).await?,
    };
    printing::describe(&files, &sealed, age.as_ref(), &platform, &described)?;
    let detail = json!({ "cards": cards.len(), "from": state.as_str(), "sha256": sealed.sha256,
        "replaces": batch.file_sha256(), "recipients": age.as_ref().map(Age::recipients) });
    let entry = session.entry(&platform, "batch export", id, &detail);
    let shown = files.path().display().to_string();
    files.keep();
    let head = match tx.commit_under(&entry).await {
        Ok(head) => head,
        Err(error) => return Err(printing::uncommitted(error, files)),
    };
    session.witness(&head, format_args!("batch export {id}"));
    files.publish().map_err(|error| {
        error.hint(format!("the codes of batch {id} are stored; the same command again completes its files"))
    })?;
    store.close().await;
    report(session, &batch, cards.len(), (&shown, &sealed.sha256, age.is_some()), Some(&head))?;
    Ok(Outcome::Done)
}

/// Whether a batch may be exported in this state.
fn check(batch: &Batch, state: BatchState, again: bool) -> Result<(), Error> {
    let id = batch.batch_id;
    match state {
        BatchState::Issued => Ok(()),
        BatchState::Void => Err(not_now(id, format!("batch {id} is void"))),
        BatchState::Exported | BatchState::Received | BatchState::Released if again => Ok(()),
        BatchState::Exported | BatchState::Received | BatchState::Released => Err(Error::new(
            Code::RunState,
            format!("batch {id} was exported before, and its codes are kept nowhere"),
        )
        .hint(format!(
            "if its file is lost: `cardctl batch export {id} --out DIR --again --reason TEXT` makes new codes; \
             the old file, and what was printed from it and is not sold, is worthless then"
        ))),
    }
}

/// The rename that an interrupted export left to do.
async fn finished(
    session: &mut Session,
    tx: &mut Tx,
    batch: &Batch,
    leftover: Leftover,
) -> Result<Outcome, Error> {
    let used = batch::used(tx, batch.batch_id).await?;
    let path = leftover.path.display().to_string();
    let sha256 = leftover.sha256.clone();
    leftover.complete()?;
    session.ui.note(&format!(
        "the export of batch {} was interrupted after its codes were stored; its files are complete now",
        batch.batch_id
    ));
    let cards = usize::try_from(batch.cards - used.void - used.sold).unwrap_or_default();
    report(session, batch, cards, (&path, &sha256, batch.plain_sha256.is_some()), None)?;
    Ok(Outcome::Done)
}

fn preview(batch: &Batch, cards: usize, used: Used, releases: &Releases, arguments: &BatchExport) -> Record {
    let for_sale = i64::from(releases.count()) - used.released;
    let directory = arguments.out.display().to_string();
    let mut preview = Record::new()
        .field("batch", "batch", batch.batch_id.get())
        .field("center", "center", Value::code(batch.center.clone()))
        .field("cards", "cards with new codes", cards)
        .field("directory", "directory", Value::text(directory));
    if !arguments.recipient.is_empty() {
        preview.push("recipients", "recipients", Value::text(arguments.recipient.join(", ")));
    }
    if used.sold > 0 {
        preview.push("sold", "sold cards, which keep theirs", used.sold);
    }
    if for_sale > 0 {
        preview.push("for_sale", "no more for sale", for_sale);
    }
    if let Some(sha256) = batch.file_sha256() {
        preview.push("replaces", "made worthless", Value::code(sha256.to_owned()));
    }
    preview
}

/// Stores the keyed hashes of the new codes.
async fn renew(
    session: &Session,
    tx: &mut Tx,
    batch: &Batch,
    cards: &[(u32, CardNumber)],
    codes: &CodeBook,
    vault: &Vault,
) -> Result<(), Error> {
    let progress = session.ui.progress(Some(cards.len() as u64), "storing codes");
    let (id, count) = (batch.batch_id, cards.len() as u64);
    let mut renewal = Renewal::begin(tx, id, count, batch.allocated(), vault.version()).await?;
    let mut hashes = Vec::with_capacity(SLICE.min(cards.len()));
    for slice in cards.chunks(SLICE) {
        hashes.clear();
        for (serial, card) in slice.iter().copied() {
            let activation = vault.activation_mac(card, &codes.code(card))?;
            hashes.push(Renewed { serial, card, activation });
        }
        renewal.write(tx, &hashes).await?;
        progress.inc(slice.len() as u64);
    }
    if renewal.stocked() == count { Ok(()) } else { Err(changed_meanwhile(id)) }
}

fn report(
    session: &mut Session,
    batch: &Batch,
    cards: usize,
    (file, sha256, encrypted): (&str, &str, bool),
    head: Option<&audit::Head>,
) -> Result<(), Error> {
    let id = batch.batch_id;
    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("center", "center", Value::code(batch.center.clone()))
            .field("cards", "cards", cards)
            .field("state", "state", Value::code(BatchState::Exported.as_str()))
            .field("file", "file", Value::text(file.to_owned()))
            .field("sha256", "sha256", Value::code(sha256.to_owned()))
            .field("encrypted", "encrypted", encrypted)
            .field("audit_head", "audit head", head.map(|head| Value::code(head.to_string()))),
    )?;
    session.ui.note("the activation codes stand in this file alone: hand it over safely and keep no copy");
    session
        .ui
        .status(&format!("next, when the printed cards are here: `cardctl batch receive {id} --count N`"));
    Ok(())
}
