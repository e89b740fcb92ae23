//! `listing withdraw`: something is offered no more.

use serde_json::json;

use super::{ended, ended_meanwhile, find};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::listing::ListingState;
use crate::error::{Error, Outcome};
use crate::store::listing::{self, Act, Ending};

const ACTION: &str = "listing withdraw";

/// Runs `listing withdraw`.
pub(super) async fn run(session: &mut Session, id: i64) -> Result<Outcome, Error> {
    let reason = session.reason("`listing withdraw`")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let found = find(&mut tx, id).await?;
    match found.state()? {
        ListingState::Open => {}
        ListingState::Withdrawn => {
            session.ui.status(&format!("listing {id} is unchanged: withdrawn already"));
            return Ok(Outcome::NothingToDo);
        }
        state => return Err(ended(id, state)),
    }
    let at = session.now().as_microsecond();
    let act = Act { at, operator: &platform.operator, reason: Some(&reason), detail: None };
    if !listing::end(&mut tx, id, Ending::WITHDRAWN, act).await? {
        return Err(ended_meanwhile(id));
    }
    let detail = json!({ "holder": found.reference });
    tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
    session.ui.status(&format!("listing {id} of `{}` is withdrawn", found.reference));
    Ok(Outcome::Done)
}
