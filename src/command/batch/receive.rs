//! `batch receive`: the printed cards came back, and as many as there should be.

use serde_json::json;

use super::samples::Samples;
use super::{changed_meanwhile, held_unchanged, named, not_now};
use crate::cli::BatchReceive;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::BatchState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch::Batch;
use crate::store::{Tx, batch, batch_event};

/// Bad samples that are told one by one.
const TOLD: usize = 20;

/// Runs `batch receive`.
pub(super) async fn run(session: &mut Session, arguments: BatchReceive) -> Result<Outcome, Error> {
    let count = count(session, arguments.count)?;
    let samples = match &arguments.samples {
        Some(path) => Some(Samples::read(session, path)?),
        None => None,
    };
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let batch = named(&mut tx, &arguments.batch).await?;
    let (id, state) = (batch.batch_id, batch.state()?);
    if received_before(&batch, state, count, samples.is_some())? {
        session.ui.status(&format!("batch {id} is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let expected = expected(&mut tx, &batch).await?;
    let compared = match samples {
        Some(samples) => {
            let vault = session.vault(&mut tx).await?;
            Some(samples.compare(&mut tx, &batch, &vault).await?)
        }
        None => None,
    };
    tx.rollback().await?;

    let compared = match compared {
        Some(Err(bad)) => {
            let error = mismatched(session, &batch, &bad);
            return Err(session.refuse(&store, &platform, "batch receive", id, error).await);
        }
        Some(Ok(samples)) => Some(samples),
        None => None,
    };
    if count != expected {
        let error = miscounted(&batch, expected, count);
        return Err(session.refuse(&store, &platform, "batch receive", id, error).await);
    }
    let preview = Record::new()
        .field("batch", "batch", id.get())
        .field("center", "center", Value::code(batch.center.clone()))
        .field("cards", "cards", count)
        .field("samples", "right samples", compared);
    session.confirm(&preview, "Record that these cards came back?")?;

    let mut tx = store.begin().await?;
    held_unchanged(&mut tx, &batch).await?;
    if self::expected(&mut tx, &batch).await? != count {
        return Err(changed_meanwhile(id));
    }
    batch::receive(&mut tx, id, count, compared).await?;
    let detail = match compared {
        Some(samples) => format!("{count} cards, {samples} samples"),
        None => format!("{count} cards"),
    };
    let event = batch_event::Event {
        act: "receive",
        from: Some(state),
        to: BatchState::Received,
        at: session.now().as_microsecond(),
        reason: session.flags.reason.as_deref(),
        operator: &platform.operator,
        detail: &detail,
    };
    batch_event::add(&mut tx, id, &event).await?;
    let detail = json!({ "cards": count, "samples": compared });
    tx.commit(&session.entry(&platform, "batch receive", id, &detail)).await?;

    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("cards", "cards", count)
            .field("samples", "samples", compared)
            .field("state", "state", Value::code(BatchState::Received.as_str())),
    )?;
    session.ui.status(&format!("next: `cardctl batch release {id}` lets its cards be sold"));
    Ok(Outcome::Done)
}

fn count(session: &mut Session, given: Option<u32>) -> Result<i64, Error> {
    if let Some(count) = given {
        return Ok(count.into());
    }
    let typed = session.ui.prompt("How many cards were counted", "--count")?;
    let count: u32 = typed
        .trim()
        .parse()
        .map_err(|_| Error::new(Code::Usage, format!("`{}` is no number of cards", typed.trim())))?;
    Ok(count.into())
}

/// Whether the same was recorded before; something else can't be recorded over it.
fn received_before(batch: &Batch, state: BatchState, count: i64, samples: bool) -> Result<bool, Error> {
    let id = batch.batch_id;
    match state {
        BatchState::Exported => Ok(false),
        BatchState::Issued => Err(not_now(id, format!("batch {id} has no print file yet"))
            .hint(format!("`cardctl batch export {id} --out DIR` makes it"))),
        BatchState::Received | BatchState::Released if batch.received == Some(count) && !samples => Ok(true),
        BatchState::Received | BatchState::Released => Err(not_now(
            id,
            match batch.received {
                Some(before) => format!("batch {id} was received before, with {before} cards"),
                None => format!("batch {id} was released without a receipt"),
            },
        )),
        BatchState::Void => Err(not_now(id, format!("batch {id} is void"))),
    }
}

/// The cards that can come back: neither void nor, printed from an earlier file, sold.
async fn expected(tx: &mut Tx, batch: &Batch) -> Result<i64, Error> {
    let used = batch::used(tx, batch.batch_id).await?;
    Ok(batch.cards - used.void - used.sold)
}

fn miscounted(batch: &Batch, expected: i64, count: i64) -> Error {
    let id = batch.batch_id;
    let difference = if count < expected {
        format!("{} missing", expected - count)
    } else {
        format!("{} too many", count - expected)
    };
    Error::new(
        Code::CheckFailed,
        format!("{count} cards were counted, and batch {id} has {expected}: {difference}"),
    )
    .hint("count again; cards that are spoiled or gone are voided first: `cardctl batch void`")
}

fn mismatched(session: &mut Session, batch: &Batch, bad: &[(usize, String)]) -> Error {
    for (line, why) in bad.iter().take(TOLD) {
        session.ui.warn(&format!("sample in line {line}: {why}"));
    }
    let lines: Vec<String> = bad.iter().take(TOLD).map(|(line, _)| line.to_string()).collect();
    let more = if bad.len() > TOLD { " …" } else { "" };
    let message = format!(
        "samples that don't match batch {}: {}, in line {}{more}",
        batch.batch_id,
        bad.len(),
        lines.join(", ")
    );
    Error::new(Code::CheckFailed, message).hint(format!(
        "nothing was recorded; type them again, and ask the print house for the SHA-256 of its file: \
         `cardctl batch show {}` has the right one",
        batch.batch_id
    ))
}
