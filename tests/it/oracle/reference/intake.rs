//! What becomes of the rows of a file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::super::files;
use super::super::scenario::{Row, SOURCES};
use super::{Answer, FILE, Item, Reference, Stamp, money};

impl Reference {
    pub(super) fn load(&mut self, rows: &[Row]) {
        let source = rows[0].source;
        let (mut imported, mut skipped, mut conflicts, mut rejected, mut sum) = (0, 0, 0, 0, 0);
        // References are resolved after the whole file is read.
        let (refunds, purchases): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| row.refund_of.is_some());
        let mut arrived: Vec<usize> = Vec::new();
        for row in purchases {
            match self.by_id.get(&(source, row.id.clone())) {
                Some(known) if same(&self.items[*known].row, row) => skipped += 1,
                Some(_) => conflicts += 1,
                None if row.day() < self.scenario.holders[row.holder].since => rejected += 1,
                None => {
                    arrived.push(self.add(row, Some(self.stamp(row)), None));
                    imported += 1;
                    sum += row.amount;
                }
            }
        }
        for purchase in arrived {
            self.tie(purchase);
        }
        let refunds_here: BTreeSet<&str> = refunds.iter().map(|row| row.id.as_str()).collect();
        let mut arrived: Vec<usize> = Vec::new();
        for row in refunds {
            let of = row.refund_of.clone().expect("a refund");
            let original = self.by_id.get(&(source, of.clone())).copied();
            let accepted = match original {
                Some(original) => self.fits(row, original),
                None => !refunds_here.contains(of.as_str()),
            };
            match self.by_id.get(&(source, row.id.clone())) {
                Some(known) if same(&self.items[*known].row, row) => skipped += 1,
                Some(_) => conflicts += 1,
                None if !accepted => rejected += 1,
                None => {
                    arrived.push(self.add(row, None, original));
                    imported += 1;
                    sum += row.amount;
                }
            }
        }
        for refund in arrived {
            self.tie(refund);
        }
        let counts = json!({ "read": rows.len(), "imported": imported, "skipped": skipped, "conflicts": conflicts,
            "rejected": rejected, "amount": money(sum) });
        let file = files::purchases(&self.scenario, rows);
        let line = format!("purchase import {FILE} --source {} --yes -o json", SOURCES[source]);
        let status = if conflicts + rejected > 0 { 3 } else { 0 };
        self.act_with(
            Some(file),
            line.split(' ').map(str::to_owned).collect(),
            status,
            Answer::Fields(counts),
        );
    }

    fn add(&mut self, row: &Row, stamp: Option<Stamp>, original: Option<usize>) -> usize {
        let number = self.items.len();
        self.by_id.insert((row.source, row.id.clone()), number);
        match (&row.refund_of, original) {
            (Some(_), Some(original)) => self.items[original].refunds.push(number),
            (Some(of), None) => self.waiting.entry((row.source, of.clone())).or_default().push(number),
            (None, _) => {}
        }
        self.items.push(Item {
            row: row.clone(),
            stamp,
            original,
            refunds: Vec::new(),
            held: false,
            run: None,
            plan: None,
            pool: 0,
            lines: BTreeMap::new(),
        });
        number
    }

    /// Ties the refunds that waited for an item to it, in order; what doesn't fit is held.
    fn tie(&mut self, number: usize) {
        let id = (self.items[number].row.source, self.items[number].row.id.clone());
        let Some(mut waiting) = self.waiting.remove(&id) else { return };
        waiting.sort_by_key(|refund| (self.items[*refund].row.at, self.items[*refund].row.id.clone()));
        for refund in waiting {
            if self.fits(&self.items[refund].row, number) {
                self.items[refund].original = Some(number);
                self.items[number].refunds.push(refund);
            } else {
                self.items[refund].held = true;
            }
        }
    }

    /// Whether a refund agrees with its purchase and takes no more than is left.
    fn fits(&self, refund: &Row, original: usize) -> bool {
        let Item { row, refunds, .. } = &self.items[original];
        let before: i64 = refunds.iter().map(|refund| self.items[*refund].row.amount).sum();
        row.refund_of.is_none()
            && (refund.holder, refund.provider) == (row.holder, row.provider)
            && refund.at >= row.at
            && refund.amount <= row.amount - before
    }
}

/// Whether two rows say the same; of a refund, the category is that of its purchase.
fn same(known: &Row, row: &Row) -> bool {
    let content = |row: &Row| (row.holder, row.provider, row.amount, row.at, row.refund_of.clone());
    content(known) == content(row) && (row.refund_of.is_some() || known.category == row.category)
}
