//! `batch`: batches of cards.

mod age;
mod export;
mod issue;
mod leftover;
mod print_files;
mod printing;
mod receive;
mod release;
mod samples;
mod show;
mod void;

use super::failure::unknown;
use super::session::Session;
use crate::cli::BatchCommand;
use crate::domain::card::{Allocated, BatchState, IllegalMove, Move, SerialRanges, SerialRangesError};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::store::batch::Batch;
use crate::store::{Tx, agent, batch, batch_event, staff};

/// Whether the program that encrypts print files is installed.
pub(super) fn has_age(session: &Session) -> bool {
    age::find(session.search_path.as_deref()).is_some()
}

/// The files of a batch in a directory that were written and have not got their names, in the order in which they get
/// them. None where the one with the codes has its name, or was never written.
pub(super) fn partial_files(directory: &std::path::Path) -> Vec<&'static str> {
    let waits = |name: &&&'static str| print_files::partial(directory, name).is_file();
    if !print_files::CODES.iter().any(|name| waits(&name)) {
        return Vec::new();
    }
    print_files::FILES.iter().filter(waits).copied().collect()
}

/// Runs `batch VERB`.
pub async fn run(session: &mut Session, command: BatchCommand) -> Result<Outcome, Error> {
    match command {
        BatchCommand::Issue(arguments) => issue::run(session, arguments).await,
        BatchCommand::Export(arguments) => export::run(session, arguments).await,
        BatchCommand::Receive(arguments) => receive::run(session, arguments).await,
        BatchCommand::Release(arguments) => release::run(session, arguments).await,
        BatchCommand::Void(arguments) => void::run(session, arguments).await,
        BatchCommand::List => show::list(session).await,
        BatchCommand::Show { batch } => show::show(session, &batch).await,
    }
}

/// The batch that an operator names by its number, or by `last`.
async fn named(tx: &mut Tx, name: &str) -> Result<Batch, Error> {
    let found = if name == "last" {
        batch::newest(tx).await?
    } else {
        let number: i64 = name.parse().map_err(|_| {
            Error::new(Code::Usage, format!("`{name}` is no number of a batch"))
                .hint("`last` stands for the newest one; `cardctl batch list` shows all")
        })?;
        batch::by_id(tx, number.into()).await?
    };
    found.ok_or_else(|| match name {
        "last" => Error::new(Code::NotFound, "there is no batch yet")
            .hint("`cardctl batch issue` makes the first one"),
        _ => Error::new(Code::NotFound, format!("no batch `{name}`"))
            .hint("`cardctl batch list` shows all batches"),
    })
}

/// The batch as it was previewed, held by the transaction that changes it.
async fn held_unchanged(tx: &mut Tx, seen: &Batch) -> Result<(), Error> {
    if batch::held(tx, seen.batch_id).await?.as_ref() == Some(seen) {
        return Ok(());
    }
    Err(changed_meanwhile(seen.batch_id))
}

fn changed_meanwhile(batch: BatchId) -> Error {
    Error::new(Code::Busy, format!("batch {batch} was changed by somebody else meanwhile"))
        .hint("nothing was changed; run the command again")
}

/// A step that the state of the batch doesn't allow.
fn not_now(batch: BatchId, why: impl Into<String>) -> Error {
    Error::new(Code::RunState, why).hint(format!("`cardctl batch show {batch}` shows it"))
}

/// Reads `--serials`, which have to be in the batch.
fn serials(text: &str, batch: &Batch) -> Result<SerialRanges, Error> {
    let serials: SerialRanges = text
        .parse()
        .map_err(|error: SerialRangesError| Error::new(Code::Usage, format!("--serials: {error}")))?;
    let last = serials.last().unwrap_or_default();
    if i64::from(last) > batch.cards {
        return Err(Error::new(
            Code::Usage,
            format!(
                "--serials: batch {} has no card {last}: its serials are 1 to {}",
                batch.batch_id, batch.cards
            ),
        )
        .hint(format!("`cardctl batch show {}` shows which are where", batch.batch_id)));
    }
    Ok(serials)
}

/// Serials in a line of a table or of the log: thousands of ranges are only counted.
fn short(serials: &SerialRanges) -> String {
    let text = serials.to_string();
    if text.len() <= 60 {
        return text;
    }
    let (first, ranges) = (serials.ranges().first(), serials.ranges().len());
    format!("{} … ({ranges} ranges, {} serials)", first.map_or(0, |range| range.first), serials.count())
}

/// Records each of these moves as an event like `event`, and names them.
async fn record_moves(
    tx: &mut Tx,
    batch: BatchId,
    moves: &[Move<BatchState>],
    event: &batch_event::Event<'_>,
) -> Result<Vec<&'static str>, Error> {
    for step in moves {
        let event =
            batch_event::Event { act: step.name, from: Some(step.from), to: step.to, ..event.clone() };
        batch_event::add(tx, batch, &event).await?;
    }
    Ok(moves.iter().map(|step| step.name).collect())
}

/// To whom cards are allocated.
struct Allocation {
    agent: Option<PartyId>,
    staff: Option<staff::Staff>,
}

impl Allocation {
    /// Looks up the codes of `--agent` and `--staff`.
    async fn of(tx: &mut Tx, agent: Option<&str>, staff: Option<&str>) -> Result<Self, Error> {
        let agent = match agent {
            Some(code) => Some(self::agent(tx, code).await?),
            None => None,
        };
        let staff = match staff {
            Some(code) => Some(self::staff(tx, code).await?),
            None => None,
        };
        Ok(Self { agent, staff })
    }

    /// Both as they are stored.
    fn allocated(&self) -> Allocated {
        Allocated { agent: self.agent, staff: self.staff_id() }
    }

    fn staff_id(&self) -> Option<PartyId> {
        self.staff.as_ref().map(|staff| staff.staff_id)
    }

    /// Points to a staff member of another center: allowed, and rarely meant.
    fn warn(&self, session: &mut Session, center: &str) {
        if let Some(staff) = self.staff.as_ref().filter(|staff| staff.center != center) {
            session.ui.warn(&format!(
                "staff member `{}` belongs to center `{}`, the cards to `{center}`",
                staff.code, staff.center
            ));
        }
    }
}

async fn agent(tx: &mut Tx, code: &str) -> Result<PartyId, Error> {
    if let Some(found) = agent::by_code(tx, code).await? {
        return Ok(found.agent_id);
    }
    let known = agent::list(tx).await?;
    Err(unknown("agent", code, known.iter().map(|agent| agent.code.as_str())))
}

async fn staff(tx: &mut Tx, code: &str) -> Result<staff::Staff, Error> {
    if let Some(found) = staff::by_code(tx, code).await? {
        return Ok(found);
    }
    let known = staff::list(tx).await?;
    Err(unknown("staff", code, known.iter().map(|staff| staff.code.as_str())))
}

/// The moves that lead a batch through every state up to a later one.
///
/// Where a site keeps no record of the way to the print house and back, who releases a batch also vouches that
/// its file was handed over and its cards came back.
fn moves_to(to: BatchState, from: BatchState) -> Result<Vec<Move<BatchState>>, IllegalMove> {
    let way = [BatchState::Issued, BatchState::Exported, BatchState::Received, BatchState::Released];
    let place = |state| way.iter().position(|each| *each == state);
    let step = |from, to| BatchState::check_move(from, to).map(|name| Move { from, to, name });
    match (place(from), place(to)) {
        (Some(start), Some(end)) if start < end => {
            way[start..=end].windows(2).map(|pair| step(pair[0], pair[1])).collect()
        }
        _ => step(from, to).map(|only| vec![only]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_goes_through_every_state() {
        use BatchState::{Exported, Issued, Received, Released, Void};
        let named = |to, from| -> Result<Vec<_>, _> {
            moves_to(to, from).map(|moves| moves.iter().map(|step| step.name).collect())
        };
        assert_eq!(named(Exported, Issued), Ok(vec!["export"]));
        assert_eq!(named(Released, Issued), Ok(vec!["export", "receive", "release"]));
        assert_eq!(named(Released, Received), Ok(vec!["release"]));
        assert_eq!(named(Exported, Released), Ok(vec!["export"]));
        for from in [Released, Void] {
            assert!(moves_to(Released, from).is_err(), "{from}");
        }
    }

    #[test]
    fn many_ranges_are_counted_and_few_are_named() {
        let few: SerialRanges = "17,90-95".parse().expect("serials");
        assert_eq!(short(&few), "17,90-95");
        let many = (1..100).map(|n| (2 * n).to_string()).collect::<Vec<_>>().join(",");
        let many: SerialRanges = many.parse().expect("serials");
        assert_eq!(short(&many), "2 … (99 ranges, 99 serials)");
    }
}
