//! `audit`: the chained log of changes and refusals.

use super::platform::Platform;
use super::session::{Session, hex};
use crate::cli::AuditCommand;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::audit::{self, Logged, Verdict};

const COLUMNS: [Column; 9] = [
    Column::new("seq", "SEQ"),
    Column::new("at", "AT"),
    Column::new("operator", "OPERATOR"),
    Column::new("claimed", "CLAIMED"),
    Column::new("action", "ACTION"),
    Column::new("subject", "SUBJECT"),
    Column::new("outcome", "OUTCOME"),
    Column::new("reason", "REASON"),
    Column::new("detail", "DETAIL"),
];

/// Runs `audit VERB`.
pub async fn run(session: &mut Session, command: AuditCommand) -> Result<Outcome, Error> {
    match command {
        AuditCommand::Log { after } => log(session, after).await,
        AuditCommand::Verify => verify(session).await,
        AuditCommand::Head => head(session).await,
    }
}

async fn log(session: &mut Session, after: i64) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no entries after this number; `cardctl audit head` tells the last one");
    audit::for_each(&mut tx, after, |entry: Logged| {
        list.offer([
            entry.seq.into(),
            platform.instant(entry.at),
            Value::text(entry.operator),
            entry.claimed.map(Value::text).into(),
            Value::code(entry.action),
            Value::text(entry.subject),
            Value::code(entry.outcome),
            entry.reason.map(Value::text).into(),
            Value::text(entry.detail),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}

async fn verify(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let entries = audit::head(&mut tx).await.map_or(0, |head| head.seq);
    let progress = session.ui.progress(u64::try_from(entries).ok(), "audit entries");
    let verdict = audit::verify(&mut tx, || progress.inc(1)).await?;
    progress.finish();
    let (result, entries, bad, why, head) = match &verdict {
        Verdict::Intact(head) => ("intact", Some(head.seq), None, None, Some(hex(&head.hash))),
        Verdict::Broken { seq, why } => ("broken", None, Some(*seq), Some(why.clone()), None),
    };
    session.ui.record(
        Record::new()
            .field("result", "result", Value::code(result))
            .field("entries", "entries", entries)
            .field("head", "head", head.map(Value::code))
            .field("bad_entry", "first bad entry", bad)
            .field("why", "why", why.map(Value::text)),
    )?;
    Ok(match verdict {
        Verdict::Intact(_) => Outcome::Done,
        Verdict::Broken { .. } => Outcome::Differences,
    })
}

async fn head(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let head = audit::head(&mut store.snapshot().await?).await?;
    session.ui.record(Record::new().field("seq", "seq", head.seq).field(
        "hash",
        "hash",
        Value::code(hex(&head.hash)),
    ))?;
    Ok(Outcome::Done)
}
