//! `payout confirm`: what became of rows, from a file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::json;

use super::{Books, subject};
use crate::cli::PayoutConfirm;
use crate::command::loading;
use crate::command::session::Session;
use crate::domain::book::{Account, EntryKind};
use crate::domain::identifier::line_of_text;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::payout::{ItemState, PayoutState, parse_row_id, row_id};
use crate::error::{Error, Outcome};
use crate::input::{Column, CsvFile, Header, Rejects, Row};
use crate::output::{Record, Value};
use crate::store::ledger::{self, NewEntry};
use crate::store::payout::{self as payouts, Item, NewResult};
use crate::store::{Counter, StoreError, Tx};

/// The columns of a file of results. Those that a written file has beside them may stay in it.
const RESULTS: Header = Header {
    required: &["payout", "status"],
    optional: &["reference", "reason", "kind", "party", "name", "account", "amount", "memo"],
};

const PAYOUT: Column = RESULTS.column("payout");
const STATUS: Column = RESULTS.column("status");
const REFERENCE: Column = RESULTS.column("reference");
const REASON: Column = RESULTS.column("reason");
const AMOUNT: Column = RESULTS.column("amount");

const ACTION: &str = "payout confirm";

/// The longest reference and reason, in characters.
const LONGEST: usize = 200;

/// Runs `payout confirm`.
pub(super) async fn run(session: &mut Session, arguments: PayoutConfirm) -> Result<Outcome, Error> {
    let file = CsvFile::open(&arguments.file, session.ui.stdin(), &RESULTS)?;
    let books = Books::open(session).await?;
    let mut rejects = Rejects::beside(&file, arguments.rejects.as_deref())?;
    let mut tx = books.store.snapshot().await?;
    let mut judged = Judged::default();
    for row in file.rows() {
        let row = row?;
        judged.read += 1;
        if let Err(why) = judged.judge(&mut tx, &row).await? {
            judged.rejected += 1;
            rejects.push(&row, &why)?;
        }
    }
    tx.rollback().await?;
    if !judged.results.is_empty() {
        let preview = judged.preview(&file)?;
        session.confirm(&preview, "record these results?")?;
        write(session, &books, &file, &judged).await?;
    }
    books.lock.release().await?;
    loading::tell_refused(session, rejects, judged.rejected)?;
    session.ui.record(judged.record()?)?;
    Ok(loading::outcome(judged.rejected, judged.results.len() as u64))
}

/// A result that is to be recorded.
struct Told {
    item: Item,
    to: ItemState,
    reference: Option<String>,
    reason: Option<String>,
}

/// What the rows of a file come to.
#[derive(Default)]
struct Judged {
    read: u64,
    unchanged: u64,
    rejected: u64,
    /// In the order of the file. One row may be told unknown and then paid.
    results: Vec<Told>,
    /// The payouts that were looked up, with their rows; none where it is not approved, or is not there.
    payouts: BTreeMap<i64, Result<BTreeMap<PartyId, Standing>, String>>,
}

/// A row with what is said of it up to here.
struct Standing {
    item: Item,
    state: ItemState,
    reference: Option<String>,
}

impl Judged {
    /// Judges a row, or says what is wrong with it.
    async fn judge(&mut self, tx: &mut Tx, row: &Row) -> Result<Result<(), String>, Error> {
        let Some((payout, party)) = parse_row_id(row.get(PAYOUT)) else {
            return Ok(Err("payout: not the name of a row, such as `3-000017`".to_owned()));
        };
        let known = match self.payouts.entry(payout) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(look_up(tx, payout).await?),
        };
        let rows = match known {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why.clone())),
        };
        let Some(standing) = rows.get_mut(&party) else {
            return Ok(Err(format!("payout: payout {payout} has no such row")));
        };
        let said = match Said::read(row) {
            Ok(said) => said,
            Err(why) => return Ok(Err(why)),
        };
        Ok(match standing.take(&said) {
            Ok(true) => {
                let Said { state: to, reference, reason, .. } = said;
                self.results.push(Told { item: standing.item.clone(), to, reference, reason });
                Ok(())
            }
            Ok(false) => {
                self.unchanged += 1;
                Ok(())
            }
            Err(why) => Err(why),
        })
    }

    fn sums(&self) -> Result<BTreeMap<ItemState, (i64, Money)>, Error> {
        let mut sums: BTreeMap<ItemState, (i64, Money)> = BTreeMap::new();
        for result in &self.results {
            let (rows, net) = sums.entry(result.to).or_default();
            *rows += 1;
            *net = net.checked_add(result.item.net()).ok_or_else(super::proposal::too_much)?;
        }
        Ok(sums)
    }

    fn preview(&self, file: &CsvFile) -> Result<Record, Error> {
        let mut record = Record::new().field("file", "file", Value::text(file.name().to_owned()));
        record.extend(self.record()?);
        Ok(record)
    }

    fn record(&self) -> Result<Record, Error> {
        let sums = self.sums()?;
        let of = |state| sums.get(&state).copied().unwrap_or_default();
        let ((paid, paid_net), (failed, failed_net), (unknown, _)) =
            (of(ItemState::Paid), of(ItemState::Failed), of(ItemState::Unknown));
        Ok(Record::new()
            .field("read", "read", self.read)
            .field("paid", "paid", paid)
            .field("paid_amount", "paid amount", paid_net)
            .field("failed", "failed", failed)
            .field("failed_amount", "failed amount", failed_net)
            .field("unknown", "unknown", unknown)
            .field("unchanged", "unchanged", self.unchanged)
            .field("rejected", "rejected", self.rejected))
    }
}

/// The rows of an approved payout, or why it has none.
async fn look_up(tx: &mut Tx, payout: i64) -> Result<Result<BTreeMap<PartyId, Standing>, String>, Error> {
    let Some(found) = payouts::by_id(tx, payout).await? else {
        return Ok(Err(format!("payout: no payout {payout}")));
    };
    let state = found.state()?;
    if state != PayoutState::Approved {
        return Ok(Err(format!("payout: payout {payout} is {state}, so nothing of it was sent")));
    }
    let mut rows = BTreeMap::new();
    for item in payouts::items(tx, payout).await? {
        let (party, state, reference) = (item.party_id, item.state()?, item.reference.clone());
        rows.insert(party, Standing { item, state, reference });
    }
    Ok(Ok(rows))
}

/// What a row says.
struct Said {
    state: ItemState,
    reference: Option<String>,
    reason: Option<String>,
    amount: Option<Money>,
}

impl Said {
    fn read(row: &Row) -> Result<Self, String> {
        let state = match row.get(STATUS) {
            "paid" => ItemState::Paid,
            "failed" => ItemState::Failed,
            "unknown" => ItemState::Unknown,
            _ => return Err("status: write `paid`, `failed` or `unknown`".to_owned()),
        };
        let text = |column, name: &str| match row.get(column) {
            "" => Ok(None),
            text => match line_of_text(text, LONGEST) {
                Ok(text) => Ok(Some(text.to_owned())),
                Err(why) => Err(format!("{name}: {why}")),
            },
        };
        let amount = match row.get(AMOUNT) {
            "" => None,
            text => Some(Money::parse(text).map_err(|why| format!("amount: {why}"))?),
        };
        Ok(Self { state, reference: text(REFERENCE, "reference")?, reason: text(REASON, "reason")?, amount })
    }
}

impl Standing {
    /// Takes what is said of the row: true where it changes something.
    fn take(&mut self, said: &Said) -> Result<bool, String> {
        let net = self.item.net();
        if said.amount.is_some_and(|amount| amount != net) {
            return Err(format!("amount: the row is of {net}"));
        }
        if self.state == said.state {
            return match (&self.reference, &said.reference) {
                (Some(known), Some(other)) if known != other && self.state == ItemState::Paid => {
                    Err(format!("reference: it is paid already under `{known}`"))
                }
                _ => Ok(false),
            };
        }
        if !self.state.may_become(said.state) {
            return Err(format!("status: it is {} already", self.state));
        }
        self.state = said.state;
        if said.reference.is_some() {
            self.reference.clone_from(&said.reference);
        }
        Ok(true)
    }
}

/// Records the results and posts them, all in one transaction.
async fn write(session: &Session, books: &Books, file: &CsvFile, judged: &Judged) -> Result<(), Error> {
    let mut tx = books.store.begin().await?;
    let platform = &books.platform;
    let (now, today) = (session.now().as_microsecond(), platform.today(session));
    let posted = judged.results.iter().filter(|result| result.to != ItemState::Unknown).count();
    let posted = i64::try_from(posted).map_err(|_| super::proposal::too_much())?;
    let mut entry = if posted > 0 { books.store.reserve(&mut tx, Counter::Entry, posted).await? } else { 0 };
    let mut states: BTreeMap<(i64, PartyId), ItemState> = BTreeMap::new();
    for result in &judged.results {
        let item = &result.item;
        let key = (item.payout_id, item.party_id);
        let from = states.insert(key, result.to).map_or_else(|| item.state(), Ok)?;
        let new = NewResult {
            from,
            to: result.to,
            reference: result.reference.as_deref(),
            reason: result.reason.as_deref(),
            at: now,
            by: &platform.operator,
        };
        payouts::confirm(&mut tx, item, new).await?;
        let own =
            |account: Account, amount: i64| (PartyKind::Account, account.party(), Money::from_minor(amount));
        let net = item.net().minor();
        let (kind, postings) = match result.to {
            ItemState::Paid => {
                (EntryKind::PayoutPaid, vec![own(Account::Transit, -net), own(Account::Bank, net)])
            }
            ItemState::Failed => {
                let mut postings =
                    vec![own(Account::Transit, -net), own(Account::Tax, -item.withheld().minor())];
                postings.extend(returned(&mut tx, item).await?);
                (EntryKind::PayoutReturned, postings)
            }
            ItemState::Pending | ItemState::Unknown => continue,
        };
        let new = NewEntry {
            entry: entry.into(),
            kind,
            subject: &format!("payout {}", row_id(item.payout_id, item.party_id)),
            dated: today,
            recorded: now,
            operator: &platform.operator,
        };
        ledger::enter(&mut tx, new, &postings).await?;
        entry += 1;
    }
    let sums = judged.sums()?;
    let of = |state| sums.get(&state).map_or(0, |(rows, _)| *rows);
    let detail = json!({ "sha256": file.sha256(), "paid": of(ItemState::Paid), "failed": of(ItemState::Failed),
        "unknown": of(ItemState::Unknown) });
    let payouts: Vec<String> = judged.payouts.keys().map(ToString::to_string).collect();
    tx.commit(&session.entry(platform, ACTION, payouts.join(","), &detail)).await?;
    Ok(())
}

/// What the payout took from the party, the other way.
async fn returned(tx: &mut Tx, item: &Item) -> Result<Vec<(PartyKind, PartyId, Money)>, Error> {
    let taken = payouts::posted_of(tx, &subject(item.payout_id), item.party_id).await?;
    let sum: i64 = taken.iter().map(|(_, amount)| amount.minor()).sum();
    if sum != -item.gross().minor() {
        let row = row_id(item.payout_id, item.party_id);
        return Err(StoreError::inconsistent("payout_item", "gross", row, "not what was posted").into());
    }
    Ok(taken
        .into_iter()
        .map(|(kind, amount)| (kind, item.party_id, Money::from_minor(-amount.minor())))
        .collect())
}
