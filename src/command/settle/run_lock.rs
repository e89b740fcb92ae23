//! The run lock, for commands that do nothing beside a run.

use std::time::{Duration, Instant};

use crate::command::session::Session;
use crate::error::{Code, Error};
use crate::store::Store;
use crate::store::lock::{Asked, Owner, RunLock};

/// How long who decides or pays waits where nothing else is said: another decision is over by then. A settlement of a night
/// is not, and nobody is kept waiting for it without a word.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it is asked for.
const ASK_AGAIN: Duration = Duration::from_millis(200);

const LONGER: &str =
    "try again when it is done; `lock_timeout` of the configuration says how long to wait for it";

/// Takes the run lock, and waits for it a moment, or as long as `lock_timeout` says.
pub async fn run_lock(session: &Session, store: &Store) -> Result<RunLock, Error> {
    let operator = session.operator(store).await?;
    let patience = match &session.config.connection.lock_timeout {
        // No limit.
        Some(setting) if setting.value.is_zero() => Duration::MAX,
        Some(setting) => setting.value,
        None => PATIENCE,
    };
    let taken = take(session, store, &operator, patience).await?;
    taken.map_err(|owner| held(owner.as_ref(), LONGER))
}

/// Takes the run lock, as soon as it is free within so long. Else says who has it, where that could be read.
pub(super) async fn take(
    session: &Session,
    store: &Store,
    operator: &str,
    patience: Duration,
) -> Result<Result<RunLock, Option<Owner>>, Error> {
    let owner = session.lock_owner(operator);
    let begun = Instant::now();
    let mut told = false;
    loop {
        match store.try_lock_runs(&owner, session.now()).await? {
            Asked::Taken(lock) => return Ok(Ok(lock)),
            Asked::HeldBy(owner) if begun.elapsed() >= patience => return Ok(Err(owner)),
            Asked::HeldBy(owner) => {
                if !told {
                    session.ui.voice().status(&format!("waiting: {}", by(owner.as_ref())));
                    told = true;
                }
                tokio::time::sleep(ASK_AGAIN).await;
            }
        }
    }
}

/// The run lock is another's; `longer` says how to wait for it.
pub(super) fn held(owner: Option<&Owner>, longer: &str) -> Error {
    Error::new(Code::RunLocked, by(owner)).hint(longer)
}

fn by(owner: Option<&Owner>) -> String {
    let by = owner.map_or_else(String::new, |owner| {
        let since = jiff::Timestamp::from_microsecond(owner.since).map(|since| format!(", since {since:.0}"));
        format!(": {}{}", owner.owner, since.unwrap_or_default())
    });
    format!("another command holds the run lock{by}")
}
