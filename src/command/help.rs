//! `help`: error codes and exit statuses explained.

use super::failure::unknown;
use super::session::Session;
use crate::cli::HelpCommand;
use crate::error::{Code, EXIT_STATUSES, Error, Outcome};
use crate::output::{Column, Record, Value};

const ERRORS: [Column; 3] =
    [Column::new("code", "CODE"), Column::new("exit", "EXIT"), Column::new("meaning", "MEANING")];

const STATUSES: [Column; 2] = [Column::new("exit", "EXIT"), Column::new("meaning", "MEANING")];

/// Runs `help TOPIC`.
#[expect(clippy::unused_async, reason = "all nouns are run alike")]
pub async fn run(session: &mut Session, command: HelpCommand) -> Result<Outcome, Error> {
    match command {
        HelpCommand::Errors => errors(session)?,
        HelpCommand::Error { code } => error(session, &code)?,
        HelpCommand::ExitCodes => exit_codes(session)?,
    }
    Ok(Outcome::Done)
}

fn errors(session: &mut Session) -> Result<(), Error> {
    let mut list = session.ui.list(&ERRORS)?;
    for code in Code::ALL {
        list.row([
            Value::code(code.name()),
            Value::Int(code.exit().into()),
            Value::text(first_sentence(code.explanation())),
        ])?;
    }
    list.end().map(drop)
}

/// What happened, without what to do about it.
fn first_sentence(explanation: &'static str) -> &'static str {
    explanation.split_once(". ").map_or(explanation, |(first, _)| first)
}

fn error(session: &mut Session, name: &str) -> Result<(), Error> {
    let Some(code) = Code::named(name) else {
        return Err(unknown("error code", name, Code::ALL.iter().map(|code| code.name()))
            .hint("`cardctl help errors` lists all"));
    };
    session.ui.record(
        Record::new()
            .field("code", "code", Value::code(code.name()))
            .field("exit", "exit", Value::Int(code.exit().into()))
            .field("explanation", "explanation", Value::text(code.explanation())),
    )
}

fn exit_codes(session: &mut Session) -> Result<(), Error> {
    let mut list = session.ui.list(&STATUSES)?;
    for (status, meaning) in EXIT_STATUSES {
        list.row([Value::Int((*status).into()), Value::text(*meaning)])?;
    }
    list.end().map(drop)
}
