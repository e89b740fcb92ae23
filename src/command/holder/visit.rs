//! `holder visit`: a visit counts where a scheme's priority says so.

use serde_json::json;

use crate::cli::HolderVisit;
use crate::command::placing::{self, Unplaced};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::store::{lock, visit};

/// Runs `holder visit`.
pub async fn run(session: &mut Session, arguments: HolderVisit) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (mut tx, found) =
        super::named_to_change(session, &store, &platform, tx, "holder visit", &arguments.holder).await?;
    let now = session.now();
    let at = match &arguments.at {
        None => now,
        Some(text) => platform
            .calendar
            .parse_instant(text)
            .map_err(|error| Error::new(Code::Usage, format!("--at: {error}")))?,
    };
    if at > now {
        return Err(Error::new(Code::Usage, "--at: a visit can't lie in the future"));
    }
    if let Some(registered) = platform.day(found.registered_at)
        && platform.calendar.day_of(at) < registered
    {
        return Err(Error::new(Code::Usage, "--at: a visit can't lie before the registration")
            .hint(format!("the holder is registered since {registered}")));
    }
    // Before the holder's row, in the order of everybody else.
    lock::share_placements(&mut tx).await?;
    let visits = visit::add(&mut tx, found.holder_id, at.as_microsecond(), "counter").await?;
    let (today, moment) = (platform.today(session), now.as_microsecond());
    placing::follow(&store, &mut tx, today, moment, &[found.holder_id], Unplaced::Wait).await?;
    let detail = json!({ "visits": visits });
    tx.commit(&session.entry(&platform, "holder visit", &found.reference, &detail)).await?;
    session.ui.status(&format!("visit {visits} of `{}` is recorded", found.reference));
    Ok(Outcome::Done)
}
