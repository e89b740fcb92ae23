//! A bill and what is recorded, side by side: both are sorted by number and read in one go, and what is left of each is
//! sorted by holder and read in another, so that neither is ever in memory as a whole.

use std::collections::{BTreeMap, HashSet, VecDeque};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::command::platform::Platform;
use crate::domain::id::SourceId;
use crate::error::Error;
use crate::input::bill::{BillFile, Kind};
use crate::input::{Sorted, Sorter};
use crate::store::payment::{self, Moved};
use crate::store::{Tx, bill, source};

/// Numbers that are looked up at once.
const AT_ONCE: usize = 1_000;

/// What comparing comes to, in the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Sort {
    Matched,
    AmountDiffers,
    MissingHere,
    MissingThere,
    Duplicate,
}

impl Sort {
    pub(super) const ALL: [Self; 5] =
        [Self::Matched, Self::AmountDiffers, Self::MissingHere, Self::MissingThere, Self::Duplicate];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::AmountDiffers => "amount differs",
            Self::MissingHere => "missing here",
            Self::MissingThere => "missing there",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A row of the answer, in its order. Amounts are in minor units.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) sort: Sort,
    pub(super) at: i64,
    pub(super) external_id: String,
    pub(super) line: Option<u64>,
    pub(super) kind: String,
    pub(super) reference: Option<String>,
    pub(super) there: Option<i64>,
    pub(super) here: Option<i64>,
    pub(super) note: Option<String>,
}

/// A row of the bill, in the order of numbers: payments and refunds are numbered apart.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct There {
    kind: String,
    external_id: String,
    line: u64,
    at: i64,
    amount: i64,
    reference: Option<String>,
    channel: String,
}

impl There {
    fn found(&self, sort: Sort, here: Option<&Here>, note: Option<String>) -> Found {
        Found {
            sort,
            at: self.at,
            external_id: self.external_id.clone(),
            line: Some(self.line),
            kind: self.kind.clone(),
            reference: here.map(|here| here.reference.clone()).or_else(|| self.reference.clone()),
            there: Some(self.amount),
            here: here.map(|here| here.amount),
            note,
        }
    }
}

/// What is recorded, in the order of numbers; of one number, those of the bill's days come first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Here {
    kind: String,
    external_id: String,
    is_of_other_days: bool,
    at: i64,
    source: i64,
    amount: i64,
    channel: String,
    reference: String,
}

impl Here {
    fn of(moved: Moved, is_of_other_days: bool) -> Self {
        Self {
            is_of_other_days,
            at: moved.at,
            source: moved.source().get(),
            amount: moved.amount().minor(),
            kind: moved.kind,
            external_id: moved.external_id,
            channel: moved.channel,
            reference: moved.reference,
        }
    }

    fn missing_there(self) -> Found {
        Found {
            sort: Sort::MissingThere,
            at: self.at,
            external_id: self.external_id,
            line: None,
            kind: self.kind,
            reference: Some(self.reference),
            there: None,
            here: Some(self.amount),
            note: None,
        }
    }
}

/// Of what two rows must agree that have other numbers: kind, holder and channel.
type Account = (String, String, String);

/// What has no partner under its number, by account, then in the order in which partners are sought.
#[derive(Default)]
struct Left {
    there: Sorter<(Account, There)>,
    here: Sorter<(Account, i64, i64, Here)>,
}

/// A bill that is being compared.
pub(super) struct Comparison {
    rows: Sorter<There>,
    found: Sorter<Found>,
    only: Option<SourceId>,
    sources: Vec<SourceId>,
    /// How many rows make no sense.
    unread: u64,
}

impl Comparison {
    /// Reads the bill.
    pub(super) async fn begin(tx: &mut Tx, file: &BillFile, only: Option<SourceId>) -> Result<Self, Error> {
        let mut rows = Sorter::default();
        let mut unread = 0;
        for line in file.lines() {
            match line?.row {
                Ok(row) if row.kind == Kind::Other => {}
                Ok(row) => rows.push(There {
                    kind: row.kind.as_str().to_owned(),
                    external_id: row.external_id,
                    line: row.line,
                    at: row.at.as_microsecond(),
                    amount: row.amount.minor(),
                    reference: row.reference,
                    channel: row.channel,
                })?,
                Err(_) => unread += 1,
            }
        }
        let sources = match only {
            Some(source) => vec![source],
            None => source::list(tx).await?.into_iter().map(|(source, _)| source).collect(),
        };
        Ok(Self { rows, found: Sorter::default(), only, sources, unread })
    }

    /// The answer, and how many rows of the bill make no sense.
    pub(super) async fn found(
        mut self,
        tx: &mut Tx,
        platform: &Platform,
        file: &BillFile,
    ) -> Result<(Sorted<Found>, u64), Error> {
        let (there, here) = self.collect(tx, platform, file).await?;
        let left = self.by_number(there.sorted()?, here.sorted()?)?;
        self.by_account(tx, left).await?;
        Ok((self.found.sorted()?, self.unread))
    }

    /// The rows of the bill, each number once, and what is recorded: everything under a number of the bill, and everything of
    /// the days that it covers that came by its channel. A bill covers the days from its first row to its last.
    async fn collect(
        &mut self,
        tx: &mut Tx,
        platform: &Platform,
        file: &BillFile,
    ) -> Result<(Sorter<There>, Sorter<Here>), Error> {
        let mut rows = std::mem::take(&mut self.rows).sorted()?;
        let (mut once, mut here) = (Sorter::default(), Sorter::default());
        let mut channels: HashSet<String> = HashSet::new();
        let mut covered: Option<(i64, i64)> = None;
        while let Some(row) = rows.take()? {
            while let Some(again) =
                rows.take_if(|next| (&next.kind, &next.external_id) == (&row.kind, &row.external_id))?
            {
                let note = format!("line {} has the same number", row.line);
                self.found.push(again.found(Sort::Duplicate, None, Some(note)))?;
            }
            covered =
                Some(covered.map_or((row.at, row.at), |(first, last)| (first.min(row.at), last.max(row.at))));
            if !channels.contains(&row.channel) {
                channels.insert(row.channel.clone());
            }
            once.push(row)?;
        }
        let Some((first, last)) = covered else { return Ok((once, here)) };
        let day = |at| Timestamp::from_microsecond(at).map(|at| platform.calendar.day_of(at));
        let inconsistent =
            || Error::new(crate::error::Code::Inconsistency, "a row of the bill lies outside of time");
        let (first, last) = (day(first).map_err(|_| inconsistent())?, day(last).map_err(|_| inconsistent())?);
        let from = platform.calendar.first_moment(first).as_microsecond();
        let to = platform.calendar.first_moment(last.plus(1)).as_microsecond();
        if let Some(channel) = file.format().channel() {
            channels = HashSet::from([channel.to_owned()]);
        }
        // A source that is named is compared whole, whatever its rows say of the channel.
        let only = self.only;
        let counts = |moved: &Moved| match only {
            Some(source) => moved.source() == source,
            None => channels.contains(&moved.channel),
        };
        payment::each_between(tx, from, to, |moved| {
            if counts(&moved) { here.push(Here::of(moved, false)) } else { Ok(()) }
        })
        .await?;
        let mut again = Sorter::default();
        let mut rows = once.sorted()?;
        let mut ids: Vec<String> = Vec::with_capacity(AT_ONCE);
        loop {
            let row = rows.take()?;
            if ids.len() == AT_ONCE || row.is_none() {
                for source in &self.sources {
                    for moved in payment::claimed(tx, *source, &ids).await? {
                        let is_known = (from..to).contains(&moved.at) && counts(&moved);
                        if !is_known {
                            here.push(Here::of(moved, true))?;
                        }
                    }
                }
                ids.clear();
            }
            let Some(row) = row else { break };
            if ids.last() != Some(&row.external_id) {
                ids.push(row.external_id.clone());
            }
            again.push(row)?;
        }
        Ok((again, here))
    }

    /// Pairs what has the same number, and returns the rest.
    fn by_number(&mut self, mut there: Sorted<There>, mut here: Sorted<Here>) -> Result<Left, Error> {
        let mut left = Left::default();
        while let Some(row) = there.take()? {
            while let Some(moved) =
                here.take_if(|moved| (&moved.kind, &moved.external_id) < (&row.kind, &row.external_id))?
            {
                left.here(moved)?;
            }
            let mut candidates = Vec::new();
            while let Some(moved) =
                here.take_if(|moved| (&moved.kind, &moved.external_id) == (&row.kind, &row.external_id))?
            {
                candidates.push(moved);
            }
            if candidates.is_empty() {
                left.there(row)?;
                continue;
            }
            // Several sources may have the number; the one of the same amount is meant.
            let place = candidates.iter().position(|moved| moved.amount == row.amount).unwrap_or(0);
            let moved = candidates.remove(place);
            let sort = if moved.amount == row.amount { Sort::Matched } else { Sort::AmountDiffers };
            self.found.push(row.found(sort, Some(&moved), None))?;
            // The same number in another source: it was booked twice.
            for again in candidates {
                let note = Some("recorded in another source, too".to_owned());
                let found = row.found(Sort::Duplicate, Some(&again), note);
                self.found.push(Found { there: None, line: None, ..found })?;
            }
        }
        while let Some(moved) = here.take()? {
            left.here(moved)?;
        }
        Ok(left)
    }

    /// Pairs what has another number and the same holder: what the counter recorded under a number of its own.
    async fn by_account(&mut self, tx: &mut Tx, left: Left) -> Result<(), Error> {
        let (mut there, mut here) = (left.there.sorted()?, left.here.sorted()?);
        let mut missing = Vec::with_capacity(AT_ONCE);
        while let Some((account, _)) = there.peek() {
            let account = account.clone();
            while let Some((.., moved)) = here.take_if(|(other, ..)| *other < account)? {
                self.found.push(moved.missing_there())?;
            }
            let mut open = Open::default();
            while let Some((.., moved)) = here.take_if(|(other, ..)| *other == account)? {
                open.push(moved);
            }
            while let Some((_, row)) = there.take_if(|(other, _)| *other == account)? {
                if let Some(moved) = open.partner(row.amount) {
                    let sort = if moved.amount == row.amount { Sort::Matched } else { Sort::AmountDiffers };
                    let note = format!("recorded under `{}`", moved.external_id);
                    self.found.push(row.found(sort, Some(&moved), Some(note)))?;
                    continue;
                }
                missing.push(row);
                if missing.len() == AT_ONCE {
                    self.missing_here(tx, &mut missing).await?;
                }
            }
            for moved in open.rest() {
                self.found.push(moved.missing_there())?;
            }
        }
        while let Some((.., moved)) = here.take()? {
            self.found.push(moved.missing_there())?;
        }
        self.missing_here(tx, &mut missing).await
    }

    /// Says of rows that are recorded nowhere how they stand in the bills that were read.
    async fn missing_here(&mut self, tx: &mut Tx, rows: &mut Vec<There>) -> Result<(), Error> {
        let ids: Vec<String> = rows.iter().map(|row| row.external_id.clone()).collect();
        let mut notes: BTreeMap<String, &str> = BTreeMap::new();
        for source in &self.sources {
            for stored in bill::rows(tx, *source, &ids).await? {
                let note = match stored.state.as_str() {
                    bill::IGNORED => "ignored as no fee",
                    _ => "open: `payment match` says whose it is",
                };
                notes.entry(stored.external_id).or_insert(note);
            }
        }
        for row in rows.drain(..) {
            let note = notes.get(&row.external_id).map(|note| (*note).to_owned());
            self.found.push(row.found(Sort::MissingHere, None, note))?;
        }
        Ok(())
    }
}

impl Left {
    fn there(&mut self, row: There) -> Result<(), Error> {
        // Nobody's ref is empty, so that no partner is found for a row without one.
        let reference = row.reference.clone().unwrap_or_default();
        self.there.push(((row.kind.clone(), reference, row.channel.clone()), row))
    }

    fn here(&mut self, moved: Here) -> Result<(), Error> {
        let account = (moved.kind.clone(), moved.reference.clone(), moved.channel.clone());
        self.here.push((account, moved.at, moved.source, moved))
    }
}

/// What one account has here and nobody has claimed, in order.
#[derive(Default)]
struct Open {
    rows: Vec<Option<Here>>,
    /// The places of each amount.
    amounts: BTreeMap<i64, VecDeque<usize>>,
    /// Before this place nothing is left.
    first: usize,
}

impl Open {
    fn push(&mut self, moved: Here) {
        self.amounts.entry(moved.amount).or_default().push_back(self.rows.len());
        self.rows.push(Some(moved));
    }

    /// The first of this amount, or the first of all.
    fn partner(&mut self, amount: i64) -> Option<Here> {
        while let Some(place) = self.amounts.get_mut(&amount).and_then(VecDeque::pop_front) {
            if let Some(moved) = self.rows[place].take() {
                return Some(moved);
            }
        }
        while self.first < self.rows.len() {
            let moved = self.rows[self.first].take();
            self.first += 1;
            if moved.is_some() {
                return moved;
            }
        }
        None
    }

    fn rest(self) -> impl Iterator<Item = Here> {
        self.rows.into_iter().flatten()
    }
}
