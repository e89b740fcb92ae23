//! `notice`: what members of a cohort share.

mod list;
mod send;
mod show;
mod withdraw;

use super::platform::Platform;
use super::session::Session;
use crate::cli::NoticeCommand;
use crate::domain::notice::MessageClasses;
use crate::error::{Code, Error, Outcome};
use crate::output::Value;
use crate::store::notice::{self, Notice, PLATFORM};
use crate::store::{StoreError, Tx, setting};

/// Runs `notice VERB`.
pub async fn run(session: &mut Session, command: NoticeCommand) -> Result<Outcome, Error> {
    match command {
        NoticeCommand::Send(arguments) => send::run(session, arguments).await,
        NoticeCommand::List(arguments) => list::run(session, &arguments).await,
        NoticeCommand::Show(arguments) => show::run(session, &arguments).await,
        NoticeCommand::Withdraw { notice } => withdraw::run(session, notice).await,
    }
}

/// The notice of a number.
async fn find(tx: &mut Tx, id: i64) -> Result<Notice, Error> {
    notice::by_id(tx, id).await?.ok_or_else(|| none(id))
}

/// There is none, or none that whoever looks may see: one is told as the other.
fn none(id: i64) -> Error {
    Error::new(Code::NotFound, format!("no notice {id}"))
        .hint("`cardctl notice list` lists what was sent, with `--holder` what somebody may see")
}

/// The classes of messages and their order.
async fn classes(tx: &mut Tx) -> Result<MessageClasses, Error> {
    let Some(text) = setting::read(tx, setting::MESSAGE_CLASSES).await? else {
        return Ok(MessageClasses::default());
    };
    let read = MessageClasses::parse(&text);
    Ok(read.map_err(|why| StoreError::inconsistent("setting", "value", setting::MESSAGE_CLASSES, why))?)
}

/// Who sent it: a holder, or the platform. A holder who is restricted is not named.
fn sender(found: &Notice) -> Value {
    match &found.sender {
        Some(reference) => Value::code(reference.clone()),
        None if found.sender_id == PLATFORM.get() => Value::Null,
        None => Value::code("(restricted)"),
    }
}

/// The cohort that it is for. One that is there no more is told of by nobody.
fn cohort(found: &Notice) -> Value {
    found.cohort.clone().map_or_else(|| Value::code("(no cohort)"), Value::code)
}

/// Whether it is good.
fn state(found: &Notice, now: i64) -> &'static str {
    match found.withdrawn_at {
        Some(_) => "withdrawn",
        None if found.is_good(now) => "open",
        None => "expired",
    }
}

/// A moment, where there is one.
fn instant(platform: &Platform, at: Option<i64>) -> Value {
    at.map(|at| platform.instant(at)).into()
}
