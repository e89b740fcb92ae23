//! What becomes of the rows of a purchase file.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Answer, Item, Model, Refusal, RunState, Stamp, Verdict, done, refuse, unchanged};
use crate::simulator::act::{At, Buyer, Row, money};
use crate::simulator::clock::{Moment, day_of, first_moment};

/// A row with everything that it names.
#[derive(Clone)]
struct Read<'a> {
    row: &'a Row,
    holder: usize,
    provider: usize,
    at: Moment,
}

/// What became of a row.
enum Fate {
    Imported,
    Skipped,
    Conflict,
    Rejected,
}

impl Model {
    fn read<'a>(&self, row: &'a Row) -> Option<Read<'a>> {
        let holder = match &row.buyer {
            Buyer::Ref(reference) => self.whoever(reference).ok()?,
            Buyer::Card(card) => self.card(*card).holder?,
        };
        let provider = self.providers.iter().position(|known| known.code == row.provider)?;
        let at = match row.at {
            At::Day(day) => first_moment(day),
            At::Moment(moment) => moment,
        };
        Some(Read { row, holder, provider, at })
    }

    pub(super) fn item(&self, source: &str, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.source == source && item.row.id == id)
    }

    pub(super) fn load(&mut self, source: &'static str, rows: &[Row]) -> Result<Answer, Refusal> {
        let mut counts = [0; 4];
        let mut sum = 0;
        // References are resolved after the whole file is read.
        let (refunds, purchases): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| row.refund_of.is_some());
        let refunds_here: BTreeSet<&str> = refunds.iter().map(|row| row.id.as_str()).collect();
        for part in [purchases, refunds] {
            let mut arrived = Vec::new();
            for row in part {
                let fate = self.take(source, row, &refunds_here);
                let at = match fate {
                    Fate::Imported => 0,
                    Fate::Skipped => 1,
                    Fate::Conflict => 2,
                    Fate::Rejected => 3,
                };
                counts[at] += 1;
                if at == 0 {
                    sum += row.amount;
                    arrived.push(self.items.len() - 1);
                }
            }
            for item in arrived {
                self.tie(item);
            }
            self.commit();
        }
        let [imported, skipped, conflicts, rejected] = counts;
        let verdict = match (conflicts + rejected, imported) {
            (1.., _) => Verdict::Partly,
            (0, 0) => Verdict::Unchanged,
            _ => Verdict::Done,
        };
        Ok(Answer::of(verdict).says(json!({ "read": rows.len(), "imported": imported, "skipped": skipped,
            "conflicts": conflicts, "rejected": rejected, "amount": money(sum) })))
    }

    fn take(&mut self, source: &'static str, row: &Row, refunds_here: &BTreeSet<&str>) -> Fate {
        // Nothing gives itself back.
        if row.refund_of.as_ref() == Some(&row.id) {
            return Fate::Rejected;
        }
        let Some(read) = self.read(row) else { return Fate::Rejected };
        if self.providers[read.provider].code == self.holders[read.holder].reference {
            return Fate::Rejected;
        }
        if let Some(known) = self.item(source, &row.id) {
            let known = &self.items[known];
            let same = (known.holder, known.provider, known.row.amount, known.at)
                == (read.holder, read.provider, row.amount, read.at)
                && known.row.refund_of == row.refund_of
                && (row.refund_of.is_some() || known.row.category == row.category);
            return if same { Fate::Skipped } else { Fate::Conflict };
        }
        let original = row.refund_of.as_ref().map(|of| self.item(source, of));
        let stamp = match original {
            Some(Some(_)) if refunds_here.contains(row.refund_of.as_deref().unwrap_or_default()) => None,
            Some(Some(original)) => {
                if !self.fits(&read, original) {
                    return Fate::Rejected;
                }
                None
            }
            Some(None) if refunds_here.contains(row.refund_of.as_deref().unwrap_or_default()) => {
                return Fate::Rejected;
            }
            _ => match self.stamp(&read) {
                Some(stamp) => Some(stamp),
                None => return Fate::Rejected,
            },
        };
        if let Some(Some(_)) = original
            && refunds_here.contains(row.refund_of.as_deref().unwrap_or_default())
        {
            return Fate::Rejected;
        }
        if row.refund_of.is_none() && self.forbidden(&read) {
            return Fate::Rejected;
        }
        let (from, to) = match row.at {
            At::Day(day) => (first_moment(day), first_moment(day + 1)),
            At::Moment(moment) => (moment, moment + 1),
        };
        let card = match row.buyer {
            Buyer::Ref(_) => None,
            Buyer::Card(card) => Some(card),
        };
        let held = row.refund_of.is_none() && self.blocked(read.holder, card, from, to);
        let number = self.items.len();
        if let Some(Some(original)) = original {
            self.items[original].refunds.push(number);
        }
        self.items.push(Item {
            source,
            row: row.clone(),
            holder: read.holder,
            provider: read.provider,
            at: read.at,
            stamp,
            original: original.flatten(),
            refunds: Vec::new(),
            held,
            run: None,
            late: false,
            plan: None,
            pool: 0,
            lines: Vec::new(),
        });
        Fate::Imported
    }

    /// Nobody buys from the moment on from which they are restricted; of a day alone the whole day counts.
    fn forbidden(&self, read: &Read<'_>) -> bool {
        self.holders[read.holder].restricted.is_some_and(|from| match read.row.at {
            At::Day(day) => day >= day_of(from),
            At::Moment(moment) => moment >= from,
        })
    }

    /// What is in force on the day; nothing when the holder may not buy on it.
    fn stamp(&self, read: &Read<'_>) -> Option<Stamp> {
        let (day, known) = (day_of(read.at), self.recorded());
        let holder = &self.holders[read.holder];
        if holder.active_from.is_none_or(|from| day < from) {
            return None;
        }
        let served = *holder.served.known(day, known)?;
        let chain = served
            .agent
            .map_or_else(Vec::new, |agent| self.chain(agent, day, known).expect("a tree has no circle"));
        let suspended =
            |agent: usize| *self.agents[agent].suspended.known(day, known).expect("from the beginning");
        Some(Stamp {
            rate: *self.providers[read.provider].rates.known(day, known)?,
            served,
            tier: *holder.tiers.known(day, known)?,
            chain: chain.into_iter().map(|agent| (agent, suspended(agent))).collect(),
        })
    }

    /// That of a purchase which the program makes itself.
    pub(super) fn stamp_of(&self, row: &Row) -> Option<Stamp> {
        self.stamp(&self.read(row)?)
    }

    /// Whether a refund agrees with its purchase and takes no more than is left.
    fn fits(&self, refund: &Read<'_>, original: usize) -> bool {
        let of = &self.items[original];
        of.row.refund_of.is_none()
            && (refund.holder, refund.provider) == (of.holder, of.provider)
            && refund.at >= of.at
            && refund.row.amount <= self.left(original)
    }

    /// What is left of a purchase after the refunds that are not held.
    fn left(&self, original: usize) -> i64 {
        let of = &self.items[original];
        let refunds = of.refunds.iter().map(|refund| &self.items[*refund]);
        of.row.amount - refunds.filter(|refund| !refund.held).map(|refund| refund.row.amount).sum::<i64>()
    }

    /// Ties the refunds that waited for an item to it, in order; what doesn't fit is held.
    fn tie(&mut self, number: usize) {
        let (source, id) = (self.items[number].source, self.items[number].row.id.clone());
        let waits = |refund: &usize| {
            let item = &self.items[*refund];
            item.source == source && item.original.is_none() && item.row.refund_of.as_ref() == Some(&id)
        };
        let mut waiting: Vec<usize> = (0..self.items.len()).filter(waits).collect();
        waiting.sort_by_key(|refund| (self.items[*refund].at, self.items[*refund].row.id.clone()));
        for refund in waiting {
            let item = &self.items[refund];
            let row = item.row.clone();
            let read = Read { row: &row, holder: item.holder, provider: item.provider, at: item.at };
            if !item.held && !self.fits(&read, number) {
                self.items[refund].held = true;
            }
            self.items[refund].original = Some(number);
            self.items[number].refunds.push(refund);
        }
    }

    pub(super) fn hold(&mut self, source: &str, id: &str, held: bool) -> Result<Answer, Refusal> {
        if self.runs.iter().any(|run| run.state == RunState::Calculating) {
            return refuse("run-locked");
        }
        let Some(item) = self.item(source, id) else { return refuse("not-found") };
        if self.items[item].held == held {
            return unchanged();
        }
        if held && self.items[item].run.is_some() {
            return refuse("run-state");
        }
        if !held && let Some(original) = self.items[item].original {
            let row = self.items[item].row.clone();
            let Item { holder, provider, at, .. } = self.items[item];
            if !self.fits(&Read { row: &row, holder, provider, at }, original) {
                return refuse("conflict");
            }
        }
        self.items[item].held = held;
        done()
    }
}
