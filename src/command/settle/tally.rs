//! What the items of a run come to, whether they are being divided or are read again.

use crate::domain::digest::{ItemKind, ItemRecord, Label, RunDigest};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::party_set::PartySet;
use crate::domain::role::{Role, Slot};
use crate::error::{Code, Error};
use crate::store::run::{Calculated, Total};

/// An item that is counted, beside its lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    pub(super) kind: ItemKind,
    pub(super) source: &'a str,
    pub(super) external_id: &'a str,
    pub(super) amount: i64,
    pub(super) pool: Money,
    pub(super) late: bool,
}

/// A line that is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedLine<'a> {
    pub(super) slot: Slot,
    pub(super) party: PartyId,
    pub(super) label: &'a Label,
    pub(super) amount: Money,
}

/// Totals, digest and parties of the items that were counted until now.
#[derive(Default)]
pub(super) struct Tally {
    record: ItemRecord,
    digest: RunDigest,
    parties: [PartySet; Role::ALL.len()],
    amount: i64,
    late: i64,
}

impl Tally {
    /// Counts an item with its lines, which come in the fixed order.
    pub(super) fn count<'a>(
        &mut self,
        item: Counted<'_>,
        lines: impl Iterator<Item = CountedLine<'a>>,
    ) -> Result<(), Error> {
        self.record.begin(item.source, item.external_id);
        for line in lines {
            self.record.labelled(line.label, line.amount);
            self.parties[line.slot.role() as usize].insert(line.party);
        }
        self.amount = self.amount.saturating_add(item.amount);
        self.late += i64::from(item.late);
        self.digest
            .add_item(item.kind, item.pool, &self.record)
            .map_err(|error| Error::new(Code::Internal, error.to_string()))
    }

    /// How many items were counted.
    pub(super) const fn items(&self) -> u64 {
        self.digest.purchases + self.digest.refunds
    }

    /// What all counted items come to.
    pub(super) fn calculated(&self) -> Calculated {
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let totals = Role::ALL
            .into_iter()
            .zip(&self.digest.roles)
            .zip(&self.parties)
            .map(|((role, total), parties)| {
                Total::new(role.as_str(), whole(parties.len()), whole(total.lines), total.amount)
            })
            .collect();
        Calculated {
            purchases: whole(self.digest.purchases),
            refunds: whole(self.digest.refunds),
            lines: whole(self.digest.lines()),
            pool: self.digest.pool,
            digest: self.digest.finish(),
            amount: Money::from_minor(self.amount),
            late: self.late,
            totals,
        }
    }
}
