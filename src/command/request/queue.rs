//! Where something stands in the queue of what is sent.

use crate::command::permission::Right;
use crate::domain::id::SchemeId;
use crate::error::Error;
use crate::store::Tx;
use crate::store::bulk::{Bulk, Cell};
use crate::store::dispatch::{DISPATCH_QUEUE, Kind};

/// Where the priority of a request stands for which no cohort says one: behind all others.
const LAST: i64 = 1000;

/// Something that waits, in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// The service by which it goes.
    pub service: i64,
    /// The priority of the holder's cohort, or that of the message's class.
    pub priority: i64,
    /// The holder's priority key.
    pub key: Vec<u8>,
    /// Its number.
    pub item: i64,
    /// Whose.
    pub holder: i64,
    /// The scheme that the key is of.
    pub scheme: Option<SchemeId>,
}

/// The priority that the holder's cohorts give to requests.
pub fn priority(right: Option<&Right>) -> i64 {
    let said = right.and_then(|right| right.effective.service_priority.as_ref());
    said.map_or(LAST, |(priority, _)| i64::from(*priority))
}

/// What orders a holder among others of the same priority: the key of the scheme that says the priority, or else of the
/// oldest. Within one cohort this is the order of the ranks; between cohorts of a scheme it is that of the ranks which their
/// members have in the cohort above them all. A dispatcher brings it up to date when it begins.
pub fn place(right: Option<&Right>) -> (Option<SchemeId>, Vec<u8>) {
    right.and_then(Right::place).map_or_else(Default::default, |(scheme, key)| (Some(scheme), key.to_vec()))
}

/// Lets things wait to be sent, from a moment on.
pub async fn put(tx: &mut Tx, kind: Kind, mut waiting: Vec<Waiting>, now: i64) -> Result<(), Error> {
    waiting.sort_unstable();
    let mut bulk = Bulk::new(tx, &DISPATCH_QUEUE);
    for each in &waiting {
        bulk.push([
            each.service.into(),
            kind.number().into(),
            each.priority.into(),
            Cell::Bytes(&each.key),
            each.item.into(),
            each.holder.into(),
            each.scheme.map(SchemeId::get).into(),
            0.into(),
            now.into(),
            0.into(),
        ])?;
    }
    bulk.write(tx).await?;
    Ok(())
}
