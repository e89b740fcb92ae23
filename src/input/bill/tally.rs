//! Sums over the rows of a bill, and what the bill says of them.

use std::collections::BTreeMap;

use super::amount::{self, YUAN};

/// So many warnings are told; more of the same kind say nothing new.
const TOLD: usize = 10;

/// Sums and counts by the words of the bill's summary, in the units of [`amount`]; a count of one is a yuan, since bills
/// print counts with decimals, too.
#[derive(Default)]
pub(super) struct Tally {
    sums: BTreeMap<String, i128>,
    /// The balance after the row before.
    balance: Option<i64>,
    warnings: Vec<String>,
    untold: u64,
}

impl Tally {
    pub(super) fn add(&mut self, label: &str, units: i64) {
        match self.sums.get_mut(label) {
            Some(sum) => *sum += i128::from(units),
            None => _ = self.sums.insert(label.to_owned(), i128::from(units)),
        }
    }

    pub(super) fn count(&mut self, label: &str) {
        self.add(label, YUAN);
    }

    /// Compares what the bill says with the rows; a sum that it prints with another sign is the same one.
    pub(super) fn check(&mut self, line: u64, label: &str, printed: &str) {
        let Ok(said) = amount::exact(printed) else { return };
        // Another day's bill may follow in the same file, with sums of its own.
        let rows = self.sums.remove(label).unwrap_or_default();
        if i128::from(said).abs() != rows.abs() {
            let (said, rows) = (amount::shown(i128::from(said)), amount::shown(rows));
            self.warn(format!("line {line}: the bill says {label} {said}, its rows come to {rows}"));
        }
    }

    /// Ends the sums and balances of one bill.
    pub(super) fn end(&mut self) {
        self.sums.clear();
        self.balance = None;
    }

    /// Follows the balance that each row prints: what moved takes the one before to it.
    pub(super) fn balance(&mut self, line: u64, moved: i64, printed: &str) {
        let printed = if printed.is_empty() { None } else { amount::exact(printed).ok() };
        if let (Some(before), Some(after)) = (self.balance, printed)
            && before.checked_add(moved) != Some(after)
        {
            let expected = amount::shown(i128::from(before) + i128::from(moved));
            let after = amount::shown(i128::from(after));
            self.warn(format!(
                "line {line}: the balance is {after} where {expected} follows from the row before"
            ));
        }
        self.balance = printed.or(self.balance);
    }

    fn warn(&mut self, warning: String) {
        if self.warnings.len() < TOLD {
            self.warnings.push(warning);
        } else {
            self.untold += 1;
        }
    }

    pub(super) fn warnings(&self) -> Vec<String> {
        let more = (self.untold > 0).then(|| format!("{} more sums or balances differ", self.untold));
        self.warnings.iter().cloned().chain(more).collect()
    }
}
