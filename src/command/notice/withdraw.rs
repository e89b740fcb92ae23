//! `notice withdraw`: a notice is good no more.

use serde_json::json;

use super::{cohort, find, sender, state};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::notice;

const ACTION: &str = "notice withdraw";

/// Runs `notice withdraw`.
pub(super) async fn run(session: &mut Session, id: i64) -> Result<Outcome, Error> {
    let reason = session.reason("`notice withdraw`")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let found = find(&mut tx, id).await?;
    let waiting = notice::reached(&mut tx, id).await?.waiting;
    tx.rollback().await?;
    let now = session.now().as_microsecond();
    if !found.is_good(now) {
        session.ui.status(&format!("notice {id} is unchanged: {} already", state(&found, now)));
        return Ok(Outcome::NothingToDo);
    }
    let preview = Record::new()
        .field("notice", "notice", id)
        .field("cohort", "cohort", cohort(&found))
        .field("from", "from", sender(&found))
        .field("waiting", "waits to be sent to", waiting)
        .field("reason", "reason", Value::text(reason));
    session.confirm(&preview, "Withdraw this notice?")?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now().as_microsecond();
    let Some(unqueued) = notice::withdraw(&mut tx, id, now).await? else {
        tx.rollback().await?;
        session.ui.status(&format!("notice {id} is unchanged: somebody else ended it meanwhile"));
        return Ok(Outcome::NothingToDo);
    };
    let detail = json!({ "unqueued": unqueued });
    tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
    session.ui.record(
        Record::new().field("notice", "notice", id).field("state", "state", Value::code("withdrawn")).field(
            "unqueued",
            "not sent to",
            unqueued,
        ),
    )?;
    Ok(Outcome::Done)
}
