//! Sales and commission of a month and of those before it, for the dashboard.

use super::change::percent;
use super::time::{Unit, month_number};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::role::Role;
use crate::error::Error;
use crate::output::{Chart, Column, Record, Table, Value};
use crate::store::Tx;
use crate::store::report::Selection;
use crate::store::report::commission::{self, Runs};
use crate::store::report::sales::{self, Sales};

/// How many months of sales and commission are shown, the month itself with them.
const MONTHS: i64 = 12;

const SALES: [Column; 4] = [
    Column::new("month", "MONTH"),
    Column::new("purchases", "PURCHASES").summed(),
    Column::new("refunds", "REFUNDS").summed(),
    Column::new("net", "NET").summed(),
];
const COMMISSION: [Column; 3] =
    [Column::new("month", "MONTH"), Column::new("role", "ROLE"), Column::new("amount", "AMOUNT")];
/// A figure, and its change from the one before.
pub(super) fn figure(
    record: Record,
    keys: [(&'static str, &'static str); 2],
    now: impl Into<Value>,
    (before, minor): (i64, i64),
) -> Record {
    let [(key, title), (changed, title_of_change)] = keys;
    record.field(key, title, now).field(changed, title_of_change, percent(before, minor))
}

/// Sales and commission of a month and those before it.
pub(super) struct Months {
    last: i64,
    sales: Vec<Sales>,
    /// What each role received, by month.
    commission: Vec<(i64, [i64; Role::ALL.len()])>,
}

impl Months {
    pub(super) async fn load(tx: &mut Tx, month: Period) -> Result<Self, Error> {
        let mut first = month;
        for _ in 1..MONTHS {
            first = first.previous().unwrap_or(first);
        }
        let selected =
            Selection { from: Some(first.first()), to: Some(month.last()), ..Selection::default() };
        let sales = sales::sums(tx, Unit::Month.key(), &selected).await?;
        let runs = Runs::Posted { from: selected.from, to: selected.to };
        let last = month_number(month);
        let mut commission: Vec<(i64, [i64; Role::ALL.len()])> =
            (month_number(first)..=last).map(|month| (month, [0; Role::ALL.len()])).collect();
        for total in commission::role_totals(tx, runs).await? {
            let of = month_number(Period::of(total.through));
            let role = Role::ALL.into_iter().find(|role| role.as_str() == total.role);
            if let (Some(role), Some((_, sums))) =
                (role, commission.iter_mut().find(|(month, _)| *month == of))
            {
                let sum = &mut sums[role as usize];
                *sum = sum.saturating_add(total.amount);
            }
        }
        Ok(Self { last, sales, commission })
    }

    fn sales_of(&self, month: i64) -> Sales {
        self.sales.iter().find(|sum| sum.key == Some(month)).cloned().unwrap_or_default()
    }

    fn commission_of(&self, month: i64) -> i64 {
        let found = self.commission.iter().find(|(of, _)| *of == month);
        found.map_or(0, |(_, sums)| sums.iter().sum())
    }

    pub(super) fn figures(&self, record: Record) -> Record {
        let (now, before) = (self.sales_of(self.last), self.sales_of(self.last - 1));
        let record = figure(
            record,
            [("purchases", "purchases"), ("purchases_change", "purchases, change")],
            now.purchases,
            (before.purchases, now.purchases),
        );
        let record = figure(
            record,
            [("refunds", "refunds"), ("refunds_change", "refunds, change")],
            now.refunds,
            (before.refunds, now.refunds),
        );
        let record = figure(
            record,
            [("sales", "sales, less refunds"), ("sales_change", "sales, change")],
            Money::from_minor(now.amount - now.refunded),
            (before.amount - before.refunded, now.amount - now.refunded),
        );
        let record = figure(
            record,
            [("buyers", "holders who bought"), ("buyers_change", "holders who bought, change")],
            now.holders,
            (before.holders, now.holders),
        );
        let commission = (self.commission_of(self.last - 1), self.commission_of(self.last));
        figure(
            record,
            [("commission", "commission posted"), ("commission_change", "commission, change")],
            Money::from_minor(commission.1),
            commission,
        )
    }

    /// Every month, also those in which nothing was bought.
    pub(super) fn sales_table(&self) -> Result<Table, Error> {
        let mut table = Table::new(&SALES).charted(Chart::over_time("month", "net"));
        for (month, _) in &self.commission {
            let sum = self.sales_of(*month);
            let net = Money::from_minor(sum.amount - sum.refunded);
            table.row([Unit::Month.label(*month)?, sum.purchases.into(), sum.refunds.into(), net.into()]);
        }
        Ok(table)
    }

    pub(super) fn commission_table(&self) -> Result<Table, Error> {
        let mut table = Table::new(&COMMISSION).charted(Chart::over_time("month", "amount").by("role"));
        for (month, sums) in &self.commission {
            for (role, amount) in Role::ALL.into_iter().zip(sums) {
                let amount = Money::from_minor(*amount);
                table.row([Unit::Month.label(*month)?, Value::code(role.as_str()), amount.into()]);
            }
        }
        Ok(table)
    }
}
