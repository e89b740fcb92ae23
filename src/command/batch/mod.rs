//! `batch`: batches of cards.

mod issue;
mod print_files;
mod release;
mod show;

use super::failure::unknown;
use super::session::Session;
use crate::cli::BatchCommand;
use crate::domain::card::{BatchState, IllegalMove};
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::store::{Tx, agent, batch, staff};

/// Runs `batch VERB`.
pub async fn run(session: &mut Session, command: BatchCommand) -> Result<Outcome, Error> {
    match command {
        BatchCommand::Issue(arguments) => issue::run(session, arguments).await,
        BatchCommand::Release(arguments) => release::run(session, arguments).await,
        BatchCommand::List => show::list(session).await,
        BatchCommand::Show { batch } => show::show(session, &batch).await,
    }
}

/// The batch that an operator names by its number, or by `last`.
async fn named(tx: &mut Tx, name: &str) -> Result<batch::Batch, Error> {
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

/// Leads a batch through every state up to a later one and names the moves.
///
/// Where a site keeps no record of the way to the print house and back, who releases a batch also vouches that
/// its file was handed over and its cards came back.
fn moves_to(to: BatchState, from: BatchState) -> Result<Vec<&'static str>, IllegalMove> {
    let way = [BatchState::Issued, BatchState::Exported, BatchState::Received, BatchState::Released];
    let place = |state| way.iter().position(|each| *each == state);
    match (place(from), place(to)) {
        (Some(start), Some(end)) if start < end => {
            way[start..=end].windows(2).map(|step| BatchState::check_move(step[0], step[1])).collect()
        }
        _ => BatchState::check_move(from, to).map(|name| vec![name]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_goes_through_every_state() {
        use BatchState::{Exported, Issued, Received, Released, Void};
        assert_eq!(moves_to(Exported, Issued), Ok(vec!["export"]));
        assert_eq!(moves_to(Released, Issued), Ok(vec!["export", "receive", "release"]));
        assert_eq!(moves_to(Released, Received), Ok(vec!["release"]));
        for from in [Released, Void] {
            assert!(moves_to(Released, from).is_err(), "{from}");
        }
    }
}
