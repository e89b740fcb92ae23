//! `request import`: a file of requests, one a line, in slices.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::receiving::{Decision, Receiver};
use crate::cli::RequestImport;
use crate::command::loading;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::request::{Message, Refusal};
use crate::error::{Error, Outcome};
use crate::input::{Line, LineFile, Rejects, corrected};
use crate::output::{Column, Record, Table, Value};
use crate::store::{Store, Tx, lock};

const ACTION: &str = "request import";

/// Lines that are committed together, so that others can work in between. What is known of a holder is looked up once for
/// each.
const SLICE: usize = 20_000;

const REFUSALS: [Column; 3] = [
    Column::new("reason", "REASON"),
    Column::new("requests", "REQUESTS"),
    Column::new("meaning", "WHICH MEANS"),
];

#[derive(Clone, Copy, Default)]
struct Counts {
    read: u64,
    accepted: u64,
    refused: u64,
    skipped: u64,
    conflicts: u64,
    rejected: u64,
}

pub(super) async fn run(session: &mut Session, arguments: RequestImport) -> Result<Outcome, Error> {
    let file = LineFile::open(&arguments.file, session.ui.stdin())?;
    let store = session.open().await?;
    let preview = Record::new().field("file", "file", Value::text(file.name().to_owned()));
    session.confirm(&preview, "Receive these requests?")?;
    let rejects = Rejects::beside_lines(&file, arguments.rejects.as_deref())?;
    session.key_ring().await?;
    let mut tx = store.begin().await?;
    if arguments.all_or_nothing {
        // Keys come first, as for everybody; what is counted stays counted until the end.
        lock::share_keys(&mut tx).await?;
        lock::hold_placements(&mut tx).await?;
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let receiver = Receiver::load(session, &mut tx, &platform).await?;
    let whole = if arguments.all_or_nothing {
        Some(tx)
    } else {
        tx.rollback().await?;
        None
    };
    let slices = whole.is_none().then(|| session.stop.slices(loading::go_on(&words(&arguments))));
    let mut import = Import {
        store: &store,
        file: &file,
        platform,
        receiver,
        rejects,
        whole,
        counts: Counts::default(),
        refusals: BTreeMap::new(),
    };
    let progress = session.ui.progress(None, "requests");
    let mut slice = Vec::with_capacity(SLICE);
    for line in file.lines() {
        slice.push(line?);
        if slice.len() == SLICE {
            import.slice(session, std::mem::replace(&mut slice, Vec::with_capacity(SLICE))).await?;
            progress.inc(SLICE as u64);
            if let Some(slices) = &slices {
                let counts = &import.counts;
                slices.check(|| {
                    format!(
                        "{} lines are done, and {} requests of them were accepted",
                        counts.read, counts.accepted
                    )
                })?;
            }
        }
    }
    if !slice.is_empty() {
        import.slice(session, slice).await?;
    }
    progress.finish();
    if let Some(slices) = slices {
        slices.complete();
    }
    import.end(session, arguments.all_or_nothing).await
}

/// The command that goes on with this one.
fn words(arguments: &RequestImport) -> Vec<&str> {
    let mut words = vec!["request", "import"];
    words.extend(arguments.file.to_str());
    if let Some(rejects) = arguments.rejects.as_deref().and_then(Path::to_str) {
        words.extend(["--rejects", rejects]);
    }
    words
}

struct Import<'a> {
    store: &'a Store,
    file: &'a LineFile,
    platform: Platform,
    receiver: Receiver,
    rejects: Rejects,
    /// The one transaction of an import that is whole or not at all.
    whole: Option<Tx>,
    counts: Counts,
    refusals: BTreeMap<Refusal, u64>,
}

impl Import<'_> {
    async fn slice(&mut self, session: &mut Session, slice: Vec<Line>) -> Result<(), Error> {
        self.counts.read += slice.len() as u64;
        let mut lines = Vec::with_capacity(slice.len());
        let mut messages = Vec::with_capacity(slice.len());
        for line in slice {
            match read(&line) {
                Ok(message) => {
                    lines.push(line);
                    messages.push(message);
                }
                Err(why) => {
                    self.counts.rejected += 1;
                    self.rejects.push_text(&line, &why)?;
                }
            }
        }
        if messages.is_empty() {
            return Ok(());
        }
        let decisions = if let Some(tx) = &mut self.whole {
            let vault = session.vault(tx).await?;
            self.receiver.receive(session, self.store, tx, &vault, &messages).await?
        } else {
            let (mut tx, vault) = session.begin_sealing(self.store).await?;
            let decisions = self.receiver.receive(session, self.store, &mut tx, &vault, &messages).await?;
            let (accepted, refused) = count(&decisions);
            if accepted == 0 && refused.is_empty() {
                tx.rollback().await?;
            } else {
                let detail = self.detail(accepted, &refused);
                tx.commit(&session.entry(&self.platform, ACTION, self.file.name(), &detail)).await?;
            }
            decisions
        };
        for (line, decision) in lines.iter().zip(&decisions) {
            match decision {
                Decision::Accepted => self.counts.accepted += 1,
                Decision::Refused(refusal) => {
                    self.counts.refused += 1;
                    *self.refusals.entry(*refusal).or_default() += 1;
                }
                Decision::Known(_) => self.counts.skipped += 1,
                Decision::Conflict => {
                    self.counts.conflicts += 1;
                    self.rejects.push_text(line, "conflict: another request stands under this id")?;
                }
            }
        }
        Ok(())
    }

    fn detail(&self, accepted: u64, refused: &BTreeMap<Refusal, u64>) -> serde_json::Value {
        let refused: serde_json::Map<String, serde_json::Value> =
            refused.iter().map(|(refusal, count)| (refusal.to_string(), (*count).into())).collect();
        json!({ "file": self.file.name(), "accepted": accepted, "refused": refused })
    }

    async fn end(self, session: &mut Session, all_or_nothing: bool) -> Result<Outcome, Error> {
        let detail = self.detail(self.counts.accepted, &self.refusals);
        let counts = self.counts;
        let lost = counts.rejected + counts.conflicts;
        if let Some(tx) = self.whole {
            if lost > 0 {
                tx.rollback().await?;
            } else {
                tx.commit(&session.entry(&self.platform, ACTION, self.file.name(), &detail)).await?;
            }
        }
        loading::tell_refused(session, self.rejects, lost)?;
        if all_or_nothing && lost > 0 {
            return Err(loading::none_loaded(lost));
        }
        let mut refusals = Table::new(&REFUSALS);
        for (refusal, requests) in self.refusals {
            refusals.row([
                Value::code(refusal.as_str()),
                requests.into(),
                Value::text(refusal.meaning().to_owned()),
            ]);
        }
        session.ui.record(
            Record::new()
                .field("read", "read", counts.read)
                .field("accepted", "accepted", counts.accepted)
                .field("refused", "refused", counts.refused)
                .field("skipped", "skipped", counts.skipped)
                .field("conflicts", "conflicts", counts.conflicts)
                .field("rejected", "rejected", counts.rejected)
                .field("refusals", "refusals", refusals),
        )?;
        if counts.refused > 0 {
            session.ui.status("next: `cardctl request list --state refused` lists what was not accepted");
        }
        if counts.accepted > 0 {
            session.ui.status("next: `cardctl request dispatch` sends what waits");
        }
        Ok(loading::outcome(lost, counts.accepted + counts.refused))
    }
}

fn read(line: &Line) -> Result<Message, String> {
    if let Some(flaw) = line.flaw {
        return Err(flaw.to_owned());
    }
    let text = corrected(&line.text).ok_or_else(|| "a rejected line has its text in `text`".to_owned())?;
    Message::parse(&text).map_err(|why| why.to_string())
}

fn count(decisions: &[Decision]) -> (u64, BTreeMap<Refusal, u64>) {
    let mut refused = BTreeMap::new();
    let mut accepted = 0;
    for decision in decisions {
        match decision {
            Decision::Accepted => accepted += 1,
            Decision::Refused(refusal) => *refused.entry(*refusal).or_default() += 1,
            Decision::Known(_) | Decision::Conflict => {}
        }
    }
    (accepted, refused)
}
