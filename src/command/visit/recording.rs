//! Many visits at once, for whatever counts as one.

use std::collections::{BTreeMap, HashMap};

use crate::command::placing::{self, Unplaced};
use crate::domain::day::Day;
use crate::domain::id::SourceId;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::bulk::Bulk;
use crate::store::visit::{self, VISIT, VISIT_CLAIM};
use crate::store::{Store, Tx, scheme};

/// A visit that is to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit<'a> {
    /// Who visited.
    pub holder: PartyId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Its source and its id there, of one that came from a file.
    pub claim: Option<(SourceId, &'a str)>,
    /// Through what.
    pub channel: &'a str,
}

/// Writes visits, and moves who comes to stand elsewhere by them. The caller shares the placements.
pub async fn record(
    store: &Store,
    tx: &mut Tx,
    today: Day,
    now: i64,
    mut visits: Vec<Visit<'_>>,
) -> Result<(), Error> {
    if visits.is_empty() {
        return Ok(());
    }
    visits.sort_unstable();
    let mut ids: Vec<i64> = visits.iter().map(|visit| visit.holder.get()).collect();
    ids.dedup();
    let mut numbers: HashMap<PartyId, i64> = visit::take(tx, &ids).await?.into_iter().collect();
    let mut rows = Bulk::new(tx, &VISIT);
    let mut claims: BTreeMap<(i64, &str), (i64, i64)> = BTreeMap::new();
    let mut more: BTreeMap<i64, i64> = BTreeMap::new();
    for visit in &visits {
        let n = numbers.entry(visit.holder).or_default();
        *n += 1;
        let holder = visit.holder.get();
        rows.push([holder.into(), (*n).into(), visit.at.into(), visit.channel.into()])?;
        if let Some((source, external_id)) = visit.claim {
            claims.insert((source.get(), external_id), (holder, *n));
        }
        *more.entry(holder).or_default() += 1;
    }
    rows.write(tx).await?;
    let mut bulk = Bulk::new(tx, &VISIT_CLAIM);
    for ((source, external_id), (holder, n)) in claims {
        bulk.push([source.into(), external_id.into(), holder.into(), n.into()])?;
    }
    bulk.write(tx).await?;
    visit::count(tx, &more.into_iter().collect::<Vec<_>>()).await?;
    // Where no scheme counts them, nobody moves.
    if scheme::list(tx).await?.iter().any(|stored| stored.scheme.by_visits()) {
        let holders: Vec<PartyId> = ids.into_iter().map(PartyId::new).collect();
        placing::follow(store, tx, today, now, &holders, Unplaced::Wait).await?;
    }
    Ok(())
}
