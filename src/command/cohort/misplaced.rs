//! Who stands elsewhere than the facts say, for `db check`: by what stands in clear, without a key.

use std::collections::HashSet;

use crate::command::placing::{Change, Grounds, Target, place};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::cohort::placement::{self, Subject};
use crate::store::{Store, Tx, regroup, scheme};

/// How many holders are looked at together.
const PAGE: i64 = 10_000;

/// The holders who stand elsewhere than the facts say as of the day on which they were placed, at most `limit`. Who waits
/// for the next regrouping is not named.
pub async fn misplaced(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
    limit: usize,
) -> Result<Vec<String>, Error> {
    let platform = Platform::load(session, store, tx).await?;
    let schemes = scheme::list(tx).await?;
    let grounds = Grounds::load(tx, platform.today(session), &schemes).await?;
    let mut found = Vec::new();
    for stored in schemes {
        let grouped_on = stored.grouped_on;
        // By another table of regions they will stand elsewhere, but not before a regrouping.
        if grounds.regions_hash(&stored.scheme) != stored.grouped_regions && grouped_on.is_some() {
            continue;
        }
        let mut target = Target::load(tx, stored).await?;
        let mut after = 0;
        loop {
            let subjects = placement::subjects_after(tx, target.stored.scheme_id, after, PAGE).await?;
            let Some(last) = subjects.last() else { break };
            after = last.holder.get();
            let ids: Vec<i64> = subjects.iter().map(|subject| subject.holder.get()).collect();
            let waiting = regroup::marked(tx, target.stored.scheme_id, &ids).await?;
            let waiting: HashSet<PartyId> = waiting.into_iter().collect();
            let today = grounds.today;
            let day = |subject: &Subject| {
                let since = subject.now.as_ref().and_then(|now| platform.day(now.since));
                grouped_on.into_iter().chain(since).max().unwrap_or(today)
            };
            // A change that was recorded later for an earlier day is followed where it matters today.
            let known = |day: Day| platform.calendar.first_moment(day.plus(1)).as_microsecond();
            for each in place(tx, &mut target, &grounds, subjects, day, known).await? {
                let wrong = match each.change {
                    Change::None => false,
                    Change::Place => grouped_on.is_some(),
                    Change::Move | Change::Rekey => true,
                };
                if wrong && !waiting.contains(&each.subject.holder) {
                    let holder = each.subject.holder.get();
                    found.push(format!("scheme {} holder {holder}", target.stored.name));
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
        }
    }
    Ok(found)
}
