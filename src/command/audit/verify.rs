//! `audit verify`.

use super::witness::{self, Witness};
use crate::command::session::{Session, hex};
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::audit::{self, Followed, Head, Verdict, Witnessed};

/// A head that was kept elsewhere and is not the log's.
struct Contradiction {
    result: &'static str,
    seq: i64,
    witness: String,
    why: String,
    expected: String,
    found: String,
}

/// Follows the chain, and compares it with what was kept elsewhere.
pub(super) async fn run(session: &mut Session, against: Option<&str>) -> Result<Outcome, Error> {
    let witnesses = against.map(witness::named).transpose()?.unwrap_or_default();
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let entries = audit::head(&mut tx).await.map_or(0, |head| head.seq);
    let progress = session.ui.progress(u64::try_from(entries).ok(), "audit entries");
    let kept: Vec<Head> = witnesses.iter().map(|witness| witness.head.clone()).collect();
    let Followed { verdict, witnessed: compared } = audit::verify(&mut tx, &kept, || progress.inc(1)).await?;
    progress.finish();
    let contradiction = contradiction(&witnesses, &compared);
    let right = matches!(verdict, Verdict::Intact(_)) && contradiction.is_none();
    let mut record = told(verdict, contradiction);
    if !witnesses.is_empty() {
        record.push("witnesses", "witnesses compared", witnesses.len());
    }
    session.ui.record(record)?;
    if right {
        if witnesses.is_empty() {
            session.ui.status(
                "who can write the whole database can hash the whole log anew: compare it with a head that was kept \
                 elsewhere, by `--against FILE|SEQ:HASH`",
            );
        }
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Differences)
}

/// The first head, in the order in which they were given, that is not the log's.
fn contradiction(witnesses: &[Witness], compared: &[Witnessed]) -> Option<Contradiction> {
    let pairs = || witnesses.iter().zip(compared);
    let (witness, found) = pairs().find(|(_, found)| **found != Witnessed::Same)?;
    let seq = witness.head.seq;
    // As far as the log was kept, it is the one that was.
    let holds = pairs().filter(|(_, found)| **found == Witnessed::Same).map(|(witness, _)| witness.head.seq);
    let holds = holds
        .filter(|other| *other < seq)
        .max()
        .map_or_else(String::new, |last| format!("; up to entry {last} it is the log that was witnessed"));
    let (result, why, found) = match found {
        Witnessed::Cut { last } => (
            "cut",
            format!("entry {seq} was there and is gone: the log ends with entry {last}{holds}"),
            format!("the end of the log after entry {last}"),
        ),
        Witnessed::Other { head } => (
            "rewritten",
            format!(
                "entry {seq} is another one than was there: the log was written anew from it or one before{holds}"
            ),
            head.to_string(),
        ),
        Witnessed::Same => return None,
    };
    let expected = witness.head.to_string();
    Some(Contradiction { result, seq, witness: witness.place.clone(), why, expected, found })
}

fn told(verdict: Verdict, contradiction: Option<Contradiction>) -> Record {
    let record = |result: &'static str| Record::new().field("result", "result", Value::code(result));
    let broken =
        |record: Record, seq: i64, fault: &'static str, why: String, expected: String, found: String| {
            record
                .field("entries", "entries", None::<i64>)
                .field("head", "head", Value::Null)
                .field("bad_entry", "first bad entry", seq)
                .field("fault", "what became of it", Value::code(fault))
                .field("why", "why", Value::text(why))
                .field("expected", "expected", Value::text(expected))
                .field("found", "found", Value::text(found))
        };
    match (verdict, contradiction) {
        (Verdict::Intact(head), None) => record("intact")
            .field("entries", "entries", head.seq)
            .field("head", "head", Value::code(hex(&head.hash)))
            .field("bad_entry", "first bad entry", None::<i64>)
            .field("why", "why", Value::Null),
        (Verdict::Intact(_), Some(other)) => {
            let Contradiction { result, seq, witness, why, expected, found } = other;
            let record = broken(record(result), seq, result, why, expected, found);
            record.field("witness", "witness", Value::text(witness))
        }
        (Verdict::Broken { seq, fault, why, expected, found }, other) => {
            let record = broken(record("broken"), seq, fault.as_str(), why, expected, found);
            match other {
                Some(other) => record.field("witness", "witness", Value::text(other.witness)).field(
                    "witness_why",
                    "witness",
                    Value::text(other.why),
                ),
                None => record,
            }
        }
    }
}
