//! Makes statements, party after party, in memory that grows with neither parties nor lines.

use std::collections::{BTreeMap, HashMap};

use super::shares::Shares;
use crate::domain::book::EntryKind;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Role;
use crate::domain::statement::{Counted, Detail, Tally, Window, masked};
use crate::error::Error;
use crate::store::statement::{self as statements, Account, Issued, PartyEntry, PartyLine};
use crate::store::{StoreError, Tx};

/// So many lines stand in a statement itself; who has more gets them as a list.
pub(super) const SHOWN: usize = 1000;

/// The statement of a party as one kind.
pub(super) struct Statement {
    pub(super) kind: PartyKind,
    pub(super) account: Account,
    pub(super) issued: Option<Issued>,
    pub(super) opening: i64,
    pub(super) earned: i64,
    pub(super) adjustments: i64,
    pub(super) paid: i64,
    pub(super) entries: Vec<PartyEntry>,
    pub(super) tally: Tally,
    /// The first of its lines.
    pub(super) lines: Vec<Detail>,
    window: Window,
}

impl Statement {
    /// What the days brought: earned and adjusted.
    pub(super) const fn net(&self) -> i64 {
        self.earned + self.adjustments
    }

    /// What is left at the end.
    pub(super) const fn closing(&self) -> i64 {
        self.opening + self.net() - self.paid
    }

    /// The runs, in order.
    pub(super) fn runs(&self) -> Vec<i64> {
        self.entries.iter().filter_map(|entry| entry.run_id).collect()
    }

    fn enter(&mut self, entry: PartyEntry) -> Result<(), Error> {
        let (dated, amount) = (entry.dated()?, entry.amount);
        let sum = match self.window.of(dated, entry.recorded) {
            Counted::Not => return Ok(()),
            Counted::Before => &mut self.opening,
            Counted::Within => match entry.kind.as_str() {
                kind if kind == EntryKind::Settlement.as_str() => &mut self.earned,
                kind if is_payment(kind) => &mut self.paid,
                _ => &mut self.adjustments,
            },
        };
        let change = if is_payment(&entry.kind) && self.window.of(dated, entry.recorded) == Counted::Within {
            -amount
        } else {
            amount
        };
        *sum = sum.checked_add(change).ok_or_else(|| too_great(entry.party_id))?;
        if self.window.of(dated, entry.recorded) == Counted::Within {
            self.entries.push(entry);
        }
        Ok(())
    }

    /// The lines are those of the entries, to the cent.
    fn check(&self) -> Result<(), Error> {
        if self.tally.amount == self.earned {
            return Ok(());
        }
        let why = format!("lines of {} stand against postings of {}", self.tally.amount, self.earned);
        Err(StoreError::inconsistent("posting", "amount", self.account.party.get(), why).into())
    }
}

/// Whether an entry is of money that came or went: as in balances.
fn is_payment(kind: &str) -> bool {
    [EntryKind::Payout, EntryKind::PayoutReturned, EntryKind::Receipt]
        .iter()
        .any(|each| each.as_str() == kind)
}

fn too_great(party: i64) -> StoreError {
    StoreError::inconsistent("posting", "amount", party, "a sum above 64 bits")
}

/// What happens to a statement that is made, and to each of its lines before.
pub(super) struct Sinks<'a> {
    pub(super) line: &'a mut dyn FnMut(&Detail) -> Result<(), Error>,
    pub(super) statement: &'a mut dyn FnMut(Statement) -> Result<(), Error>,
}

/// Everything that statements need, read once.
pub(super) struct Maker {
    days: (Day, Day),
    shares: Shares,
}

impl Maker {
    pub(super) async fn load(tx: &mut Tx, days: (Day, Day)) -> Result<Self, Error> {
        Ok(Self { days, shares: Shares::load(tx).await? })
    }

    /// Makes the statements of some parties of a kind, which are in the order of their numbers and have no other of the kind
    /// between them.
    pub(super) async fn make(
        &mut self,
        tx: &mut Tx,
        kind: PartyKind,
        accounts: Vec<Account>,
        sinks: Sinks<'_>,
    ) -> Result<(), Error> {
        let (Some(first), Some(last)) = (accounts.first(), accounts.last()) else { return Ok(()) };
        let range = (first.party, last.party);
        let mut open = self.opened(tx, kind, range, accounts).await?;
        statements::for_each_entry(tx, kind, range, self.days.1, |entry| {
            open.get_mut(&entry.party_id).map_or(Ok(()), |statement| statement.enter(entry))
        })
        .await?;
        // Runs of earlier days that a statement before this one could not know.
        let late = open.values().flat_map(|statement| &statement.entries);
        let late = late.map(|entry| entry.recorded).min().unwrap_or(i64::MAX);
        let days = self.days;
        statements::for_each_line(tx, kind, range, days, late, |line| {
            // Lines come in the order of parties: whoever is before this one is complete.
            while open.first_key_value().is_some_and(|(party, _)| *party < line.party_id) {
                close(&mut open, sinks.statement)?;
            }
            let Some(statement) = open.get_mut(&line.party_id) else { return Ok(()) };
            if statement.window.of(line.dated()?, line.recorded) != Counted::Within {
                return Ok(());
            }
            let detail = self.detail(kind, &statement.account, line)?;
            statement.tally.count(&detail).ok_or_else(|| too_great(statement.account.party.get()))?;
            (sinks.line)(&detail)?;
            if statement.lines.len() < SHOWN {
                statement.lines.push(detail);
            }
            Ok::<(), Error>(())
        })
        .await?;
        while !open.is_empty() {
            close(&mut open, sinks.statement)?;
        }
        Ok(())
    }

    async fn opened(
        &self,
        tx: &mut Tx,
        kind: PartyKind,
        range: (PartyId, PartyId),
        accounts: Vec<Account>,
    ) -> Result<BTreeMap<i64, Statement>, Error> {
        let (first, last) = self.days;
        let before = first.plus(-1);
        let mut issued: HashMap<i64, Issued> = HashMap::new();
        // Of several that end on the day before, the newest: what it did not know comes now.
        let mut known: HashMap<i64, i64> = HashMap::new();
        for each in statements::issued(tx, kind, range, (last, before)).await? {
            let party = each.party().get();
            if each.is_of(first, last) {
                issued.insert(party, each);
            } else if each.last_day == before.number() {
                let moment = known.entry(party).or_insert(each.created_at);
                *moment = (*moment).max(each.created_at);
            }
        }
        let statement = |account: Account| {
            let party = account.party.get();
            let issued = issued.remove(&party);
            let made = issued.as_ref().map(|issued| issued.created_at);
            let window = Window::new(first, last, made, known.get(&party).copied());
            let statement = Statement {
                kind,
                account,
                issued,
                opening: 0,
                earned: 0,
                adjustments: 0,
                paid: 0,
                entries: Vec::new(),
                tally: Tally::default(),
                lines: Vec::new(),
                window,
            };
            (party, statement)
        };
        Ok(accounts.into_iter().map(statement).collect())
    }

    fn detail(&mut self, kind: PartyKind, account: &Account, line: PartyLine) -> Result<Detail, Error> {
        let slot = line.slot()?;
        let sign = if line.refund_of.is_some() { -1 } else { 1 };
        let amount = Money::from_minor(sign * line.amount);
        let (base, share) = match slot {
            Some(slot) => (Money::from_minor(line.pool), self.shares.of(&line, slot)?),
            None => (amount, Shares::rate(&line)?),
        };
        let is_own = kind == PartyKind::Role(Role::Holder);
        let holder = if is_own { account.code.clone() } else { masked(&line.holder) };
        Ok(Detail {
            run: line.run_id,
            version: line.version_id,
            day: line.day()?,
            source: line.source,
            external_id: line.external_id,
            holder,
            provider: line.provider,
            amount,
            refund_of: line.refund_of,
            slot,
            base,
            share,
            commission: Money::from_minor(line.commission),
        })
    }
}

/// Ends the first statement.
fn close(
    open: &mut BTreeMap<i64, Statement>,
    each: &mut dyn FnMut(Statement) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some((_, statement)) = open.pop_first() else { return Ok(()) };
    statement.check()?;
    each(statement)
}
