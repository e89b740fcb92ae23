//! One slice of a visit file: looked up, judged row by row in the file's order, and written in bulk.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::recording::{Visit, record};
use crate::command::holder::{Named, NamedHolders};
use crate::domain::day::{Calendar, Day};
use crate::domain::id::SourceId;
use crate::domain::identifier::{Code, EXTERNAL_ID, line_of_text};
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::{Column, Header, Row};
use crate::store::visit::{self, Claimed};
use crate::store::{Store, Tx, holder, lock};

/// The columns of a visit file.
pub(super) const VISITS: Header =
    Header { required: &["external_id", "card", "holder", "at"], optional: &["channel"] };

const EXTERNAL: Column = VISITS.column("external_id");
const CARD: Column = VISITS.column("card");
const HOLDER: Column = VISITS.column("holder");
const AT: Column = VISITS.column("at");
const CHANNEL: Column = VISITS.column("channel");

/// Where nothing is said, a visit came from a file.
const FILE: &str = "import";

/// A row whose every value is of its type.
#[derive(Clone)]
pub(super) struct Parsed {
    row: Row,
    external_id: String,
    named: Named,
    at: Timestamp,
    channel: String,
}

impl Parsed {
    /// Reads a row, or says what is wrong with it.
    pub(super) fn read(row: &Row, calendar: &Calendar, now: Timestamp) -> Result<Self, String> {
        let external_id =
            line_of_text(row.get(EXTERNAL), EXTERNAL_ID).map_err(|why| format!("external_id: {why}"))?;
        let named = Named::read(row.get(CARD), row.get(HOLDER))?;
        let at = calendar.parse_instant(row.get(AT)).map_err(|why| format!("at: {why}"))?;
        if at > now {
            return Err("at: a visit can't lie in the future".to_owned());
        }
        let channel = match row.get(CHANNEL) {
            "" => FILE.to_owned(),
            text => Code::parse(text).map_err(|why| format!("channel: {why}"))?.as_str().to_owned(),
        };
        Ok(Self { row: row.clone(), external_id: external_id.to_owned(), named, at, channel })
    }

    /// The visit, when this is whom it names.
    fn of(&self, holder: PartyId) -> Claimed {
        Claimed {
            external_id: self.external_id.clone(),
            holder_id: holder,
            at: self.at.as_microsecond(),
            channel: self.channel.clone(),
        }
    }
}

/// What is known of a row before it is judged.
enum Standing {
    New(Claimed),
    /// Something stands under its id, the same or something else.
    Known(bool),
}

/// What happened to the rows of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) imported: u64,
    pub(super) skipped: u64,
    pub(super) conflicts: u64,
    pub(super) rejected: u64,
}

/// What all slices of a file share.
pub(super) struct Loader {
    pub(super) source: SourceId,
    pub(super) calendar: Calendar,
    pub(super) today: Day,
    /// Now, in microseconds since 1970.
    pub(super) now: i64,
    pub(super) counts: Counts,
}

impl Loader {
    /// Writes the visits of a slice, moves who comes to stand elsewhere by them, and returns the rows that are not taken.
    pub(super) async fn load(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        rows: Vec<Parsed>,
    ) -> Result<Vec<(Row, String)>, Error> {
        // Before the holders' rows, in the order of everybody else.
        lock::share_placements(tx).await?;
        let holders = NamedHolders::look_up(tx, rows.iter().map(|row| &row.named)).await?;
        let ids: HashSet<String> = rows.iter().map(|row| row.external_id.clone()).collect();
        let claimed = visit::claimed(tx, self.source, &Vec::from_iter(ids)).await?;
        let claimed: HashMap<String, Claimed> =
            claimed.into_iter().map(|claim| (claim.external_id.clone(), claim)).collect();
        let registered: HashMap<i64, i64> = holder::many(tx, &holders.ids())
            .await?
            .into_iter()
            .filter(|holder| holder.restricted_at.is_none())
            .map(|holder| (holder.holder_id.get(), holder.registered_at))
            .collect();
        let mut refused = Vec::new();
        let mut taken: BTreeMap<String, Claimed> = BTreeMap::new();
        for row in rows {
            let judged = holders.of(&row.named).and_then(|holder| {
                let visit = row.of(holder);
                // What is known already is not judged again: the holder may be restricted since.
                let known = claimed.get(&visit.external_id).or_else(|| taken.get(&visit.external_id));
                if let Some(known) = known {
                    return Ok(Standing::Known(*known == visit));
                }
                self.judge(&row, registered.get(&holder.get()).copied())?;
                Ok(Standing::New(visit))
            });
            match judged {
                Ok(Standing::New(visit)) => _ = taken.insert(visit.external_id.clone(), visit),
                Ok(Standing::Known(true)) => self.counts.skipped += 1,
                Ok(Standing::Known(false)) => {
                    self.counts.conflicts += 1;
                    refused.push((row.row, "conflict: another row stands under this external_id".to_owned()));
                }
                Err(why) => {
                    self.counts.rejected += 1;
                    refused.push((row.row, why));
                }
            }
        }
        self.write(store, tx, taken.into_values().collect()).await?;
        Ok(refused)
    }

    fn judge(&self, row: &Parsed, registered_at: Option<i64>) -> Result<(), String> {
        let registered_at = registered_at.ok_or_else(|| "the holder is restricted".to_owned())?;
        let day = |micros| Timestamp::from_microsecond(micros).map(|at| self.calendar.day_of(at));
        // By the day, as a file may know no more of a visit.
        if let Ok(from) = day(registered_at)
            && self.calendar.day_of(row.at) < from
        {
            return Err(format!("it is dated before the holder's registration on {from}"));
        }
        Ok(())
    }

    async fn write(&mut self, store: &Store, tx: &mut Tx, visits: Vec<Claimed>) -> Result<(), Error> {
        let visits: Vec<Visit<'_>> = visits
            .iter()
            .map(|visit| Visit {
                holder: visit.holder_id,
                at: visit.at,
                channel: &visit.channel,
                claim: Some((self.source, &visit.external_id)),
            })
            .collect();
        self.counts.imported += visits.len() as u64;
        record(store, tx, self.today, self.now, visits).await
    }
}
