//! `payment reconcile`: a bill held against what is recorded.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::named_source;
use crate::cli::PaymentReconcile;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::input::bill::{BillFile, BillRow, Kind};
use crate::output::{Column, Value};
use crate::store::payment::{self, Moved};
use crate::store::{Tx, bill, source};

const COLUMNS: [Column; 10] = [
    Column::new("result", "RESULT"),
    Column::new("kind", "KIND"),
    Column::new("external_id", "EXTERNAL ID"),
    Column::new("line", "LINE"),
    Column::new("at", "AT"),
    Column::new("ref", "REF"),
    Column::new("there", "IN THE BILL"),
    Column::new("here", "HERE"),
    Column::new("difference", "DIFFERENCE"),
    Column::new("note", "NOTE"),
];

/// What comparing comes to, in the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Matched,
    AmountDiffers,
    MissingHere,
    MissingThere,
    Duplicate,
}

impl Sort {
    const ALL: [Self; 5] =
        [Self::Matched, Self::AmountDiffers, Self::MissingHere, Self::MissingThere, Self::Duplicate];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::AmountDiffers => "amount differs",
            Self::MissingHere => "missing here",
            Self::MissingThere => "missing there",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A row of the answer.
struct Found {
    sort: Sort,
    kind: String,
    external_id: String,
    line: Option<u64>,
    at: i64,
    reference: Option<String>,
    there: Option<Money>,
    here: Option<Money>,
    note: Option<String>,
}

/// What a bill has.
struct Read {
    there: BTreeMap<Key, BillRow>,
    /// The rows whose number stood on a line before.
    twice: Vec<Found>,
    /// How many rows make no sense.
    unread: u64,
}

/// What tells rows apart: payments and refunds are numbered apart.
type Key = (String, String);

/// Compares, and writes nothing.
pub(super) async fn run(session: &mut Session, arguments: &PaymentReconcile) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let format = arguments.format.map(Into::into);
    let file = BillFile::open(&arguments.file, session.ui.stdin(), format, &platform.calendar)?;
    for warning in file.warnings() {
        session.ui.warn(warning);
    }
    let only = match &arguments.source {
        Some(name) => Some(named_source(&mut tx, name).await?),
        None => None,
    };
    let Read { there, twice: mut found, unread } = read(&file)?;
    let here = recorded(&mut tx, &platform, &file, &there, only).await?;
    compare(&mut tx, there, here, only, &mut found).await?;
    found.sort_by(|a, b| (a.sort, a.at, &a.external_id, a.line).cmp(&(b.sort, b.at, &b.external_id, b.line)));

    let mut counts: BTreeMap<Sort, u64> = BTreeMap::new();
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("neither the bill nor the database has a payment of these days");
    for each in found {
        *counts.entry(each.sort).or_default() += 1;
        let minor = |amount: Option<Money>| amount.map_or(0, Money::minor);
        let difference = Money::from_minor(minor(each.there) - minor(each.here));
        let differs = !matches!(each.sort, Sort::Matched | Sort::Duplicate);
        list.row([
            Value::code(each.sort.as_str()),
            Value::code(each.kind),
            Value::code(each.external_id),
            each.line.into(),
            platform.instant(each.at),
            each.reference.map(Value::code).into(),
            each.there.into(),
            each.here.into(),
            differs.then_some(difference).into(),
            each.note.map(Value::text).into(),
        ])?;
    }
    list.end()?;
    if unread > 0 {
        session.ui.warn(&format!(
            "{unread} rows of the bill make no sense and were not compared; `payment import` names them"
        ));
    }
    let told =
        Sort::ALL.map(|sort| format!("{} {}", counts.get(&sort).copied().unwrap_or_default(), sort.as_str()));
    session.ui.status(&told.join(", "));
    let differs = unread > 0 || counts.keys().any(|sort| *sort != Sort::Matched);
    Ok(if differs { Outcome::Differences } else { Outcome::Done })
}

/// The payments and refunds of a bill, those that it has twice, and how many rows make no sense.
fn read(file: &BillFile) -> Result<Read, Error> {
    let mut rows: BTreeMap<Key, BillRow> = BTreeMap::new();
    let (mut twice, mut unread) = (Vec::new(), 0);
    for line in file.lines() {
        let row = match line?.row {
            Ok(row) if row.kind == Kind::Other => continue,
            Ok(row) => row,
            Err(_) => {
                unread += 1;
                continue;
            }
        };
        let key = (row.kind.as_str().to_owned(), row.external_id.clone());
        if let Some(first) = rows.get(&key) {
            let note = format!("line {} has the same number", first.line);
            twice.push(of_bill(Sort::Duplicate, &row, None, Some(note)));
        } else {
            rows.insert(key, row);
        }
    }
    Ok(Read { there: rows, twice, unread })
}

/// What is recorded: everything under a number of the bill, and everything of the days that it covers that came by its
/// channel. A bill covers the days from its first row to its last.
async fn recorded(
    tx: &mut Tx,
    platform: &Platform,
    file: &BillFile,
    there: &BTreeMap<Key, BillRow>,
    only: Option<SourceId>,
) -> Result<Vec<Moved>, Error> {
    let (Some(first), Some(last)) =
        (there.values().map(|row| row.at).min(), there.values().map(|row| row.at).max())
    else {
        return Ok(Vec::new());
    };
    let day = |at: Timestamp| platform.calendar.day_of(at);
    let from = platform.calendar.first_moment(day(first)).as_microsecond();
    let to = platform.calendar.first_moment(day(last).plus(1)).as_microsecond();
    let channels: HashSet<&str> = match file.format().channel() {
        Some(channel) => HashSet::from([channel]),
        None => there.values().map(|row| row.channel.as_str()).collect(),
    };
    let mut found = payment::between(tx, from, to).await?;
    // A source that is named is compared whole, whatever its rows say of the channel.
    found.retain(|moved| match only {
        Some(source) => moved.source() == source,
        None => channels.contains(moved.channel.as_str()),
    });
    let ids: Vec<String> = there.values().map(|row| row.external_id.clone()).collect();
    let sources = match only {
        Some(source) => vec![source],
        None => source::list(tx).await?.into_iter().map(|(source, _)| source).collect(),
    };
    for source in sources {
        found.extend(payment::claimed(tx, source, &ids).await?);
    }
    let mut seen = BTreeSet::new();
    found.retain(|moved| seen.insert((moved.source().get(), moved.kind.clone(), moved.external_id.clone())));
    Ok(found)
}

async fn compare(
    tx: &mut Tx,
    there: BTreeMap<Key, BillRow>,
    here: Vec<Moved>,
    only: Option<SourceId>,
    found: &mut Vec<Found>,
) -> Result<(), Error> {
    let mut by_key: HashMap<Key, Vec<Moved>> = HashMap::new();
    for moved in here {
        by_key.entry((moved.kind.clone(), moved.external_id.clone())).or_default().push(moved);
    }
    let mut unmatched = Vec::new();
    for (key, row) in there {
        let Some(candidates) = by_key.get_mut(&key).filter(|candidates| !candidates.is_empty()) else {
            unmatched.push(row);
            continue;
        };
        // Several sources may have the number; the one of the same amount is meant.
        let place = candidates.iter().position(|moved| moved.amount() == row.amount).unwrap_or(0);
        let moved = candidates.remove(place);
        let sort = if moved.amount() == row.amount { Sort::Matched } else { Sort::AmountDiffers };
        found.push(of_bill(sort, &row, Some(&moved), None));
        // The same number in another source: it was booked twice.
        found.extend(candidates.drain(..).map(|again| {
            let note = Some("recorded in another source, too".to_owned());
            Found { there: None, line: None, ..of_bill(Sort::Duplicate, &row, Some(&again), note) }
        }));
    }
    let mut left: Vec<Moved> = by_key.into_values().flatten().collect();
    left.sort_by(|a, b| {
        (a.at, a.source().get(), &a.external_id).cmp(&(b.at, b.source().get(), &b.external_id))
    });
    let sources = match only {
        Some(source) => vec![source],
        None => source::list(tx).await?.into_iter().map(|(source, _)| source).collect(),
    };
    for row in unmatched {
        // What the counter recorded under a number of its own is found by the holder.
        let same = |moved: &&Moved| {
            moved.kind == row.kind.as_str()
                && row.reference.as_ref() == Some(&moved.reference)
                && moved.channel == row.channel
        };
        let candidates = left.iter().filter(same);
        let meant =
            candidates.clone().find(|moved| moved.amount() == row.amount).or(candidates.clone().next());
        if let Some(meant) = meant {
            let (id, source) = (meant.external_id.clone(), meant.source());
            let place = left.iter().position(|moved| moved.external_id == id && moved.source() == source);
            let moved = left.remove(place.unwrap_or_default());
            let sort = if moved.amount() == row.amount { Sort::Matched } else { Sort::AmountDiffers };
            let note = format!("recorded under `{}`", moved.external_id);
            found.push(of_bill(sort, &row, Some(&moved), Some(note)));
            continue;
        }
        let mut note = None;
        for source in &sources {
            let stored = bill::row(tx, *source, &row.external_id).await?;
            note = note.or(stored.map(|stored| match stored.state.as_str() {
                bill::IGNORED => "ignored as no fee".to_owned(),
                _ => "open: `payment match` says whose it is".to_owned(),
            }));
        }
        found.push(of_bill(Sort::MissingHere, &row, None, note));
    }
    found.extend(left.into_iter().map(|moved| Found {
        sort: Sort::MissingThere,
        here: Some(moved.amount()),
        kind: moved.kind,
        external_id: moved.external_id,
        line: None,
        at: moved.at,
        reference: Some(moved.reference),
        there: None,
        note: None,
    }));
    Ok(())
}

fn of_bill(sort: Sort, row: &BillRow, moved: Option<&Moved>, note: Option<String>) -> Found {
    Found {
        sort,
        kind: row.kind.as_str().to_owned(),
        external_id: row.external_id.clone(),
        line: Some(row.line),
        at: row.at.as_microsecond(),
        reference: moved.map(|moved| moved.reference.clone()).or_else(|| row.reference.clone()),
        there: Some(row.amount),
        here: moved.map(Moved::amount),
        note,
    }
}
