//! Who is left out of a payout, as it is shown.

use std::collections::BTreeMap;

use super::proposal::{Proposal, too_much};
use crate::domain::money::Money;
use crate::domain::payout::LeftOut;
use crate::error::Error;
use crate::output::{Column, Table, Value};

const LEFT_OUT: [Column; 5] = [
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("amount", "AMOUNT"),
    Column::new("reason", "REASON"),
    Column::new("remedy", "WHAT TO DO"),
];

const SUMS: [Column; 3] =
    [Column::new("reason", "LEFT OUT"), Column::new("parties", "PARTIES"), Column::new("amount", "AMOUNT")];

impl Proposal {
    /// Who is left out and why. Small amounts are counted and not listed.
    pub(super) fn left_out(&self) -> Table {
        let mut table = Table::new(&LEFT_OUT);
        for payee in &self.payees {
            let Some(reason) = payee.left_out.filter(|reason| *reason != LeftOut::Small) else { continue };
            let kind = payee.kinds.first().map(|(kind, _)| Value::code(kind.as_str()));
            table.row([
                kind.into(),
                Value::code(payee.code.clone()),
                payee.gross.into(),
                Value::code(reason.as_str()),
                Value::text(reason.remedy()),
            ]);
        }
        table
    }

    /// How many are left out for each reason, and with how much.
    pub(super) fn left_out_sums(&self) -> Result<Table, Error> {
        let mut sums: BTreeMap<LeftOut, (i64, Money)> = BTreeMap::new();
        for payee in &self.payees {
            let Some(reason) = payee.left_out else { continue };
            let (parties, amount) = sums.entry(reason).or_default();
            *parties += 1;
            *amount = amount.checked_add(payee.gross).ok_or_else(too_much)?;
        }
        let mut table = Table::new(&SUMS);
        for (reason, (parties, amount)) in sums {
            table.row([Value::code(reason.as_str()), parties.into(), amount.into()]);
        }
        Ok(table)
    }
}
