//! What stands of one holder, for one view of all of it.

use super::audit::Logged;
use super::{Result, Tx};
use crate::domain::party::PartyId;

/// A parameter of a holder, retired ones among them, without its value.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PastParameter {
    /// Its number among the holder's parameters.
    pub n: i64,
    /// Its kind.
    pub kind: String,
    /// Its short tag.
    pub tag: String,
    /// The masked value, sealed.
    pub mask: Vec<u8>,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// When it was retired, in microseconds since 1970.
    pub retired_at: Option<i64>,
}

/// How often a holder visited, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Visits {
    /// How often.
    pub count: i64,
    /// The first visit, in microseconds since 1970.
    pub first: Option<i64>,
    /// The last one.
    pub last: Option<i64>,
}

const PAST_PARAMETERS: &str = "
    SELECT n, kind, tag, mask, recorded, retired_at
    FROM holder_parameter
    WHERE holder_id = $1
    ORDER BY n";

const VISITS_OF: &str = "
    SELECT at, channel
    FROM visit
    WHERE holder_id = $1
    ORDER BY n DESC
    LIMIT $2";

const COUNT_VISITS: &str = "
    SELECT COUNT(*) AS count, MIN(at) AS first, MAX(at) AS last
    FROM visit
    WHERE holder_id = $1";

const LOGGED_OF: &str = "
    SELECT seq, at, operator, claimed, action, subject, detail, reason, outcome, wrote, hash
    FROM audit
    WHERE subject IN (@keys)
    ORDER BY subject, seq";

/// All parameters of a holder, the retired ones too.
pub async fn parameters(tx: &mut Tx, holder: PartyId) -> Result<Vec<PastParameter>> {
    fetch_all!(tx, PastParameter, PAST_PARAMETERS, holder.get())
}

/// How often a holder visited.
pub async fn visits(tx: &mut Tx, holder: PartyId) -> Result<Visits> {
    fetch_one!(tx, Visits, COUNT_VISITS, holder.get())
}

/// The last visits of a holder, with their channels.
pub async fn last_visits(tx: &mut Tx, holder: PartyId, limit: i64) -> Result<Vec<(i64, String)>> {
    fetch_all!(tx, (i64, String), VISITS_OF, holder.get(), limit)
}

/// What the log says of these subjects, in order.
pub async fn logged(tx: &mut Tx, subjects: &[String]) -> Result<Vec<Logged>> {
    let mut entries = fetch_in!(tx, Logged, LOGGED_OF, [], subjects);
    entries.sort_unstable_by_key(|entry| entry.seq);
    Ok(entries)
}
