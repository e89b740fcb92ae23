//! What the demo came to, as its own commands tell it, and whether it adds up.

use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::Value as Json;

use super::circle::Figures;
use super::inputs::Inputs;
use super::stage::{Stage, read};
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Code, Error};
use crate::output::{Column, Record, Table, Value};

const TOTALS: [Column; 4] = [
    Column::new("role", "ROLE"),
    Column::new("parties", "PARTIES"),
    Column::new("lines", "LINES"),
    Column::new("amount", "AMOUNT"),
];

/// What `purchase import` printed.
#[derive(Deserialize)]
pub(super) struct Loaded {
    pub(super) read: u64,
    pub(super) imported: u64,
    skipped: u64,
    conflicts: u64,
    pub(super) rejected: u64,
    amount: String,
}

impl Loaded {
    pub(super) fn read(json: &str) -> Result<Self, Error> {
        typed(read(json)?)
    }

    /// Every purchase was read, and those of nothing were rejected, and no others.
    pub(super) fn check(&self, inputs: &Inputs) -> Result<(), Error> {
        let counted = (self.read, self.imported, self.rejected, self.skipped + self.conflicts);
        let (all, nothing) = (inputs.purchases as u64, inputs.of_nothing as u64);
        if counted == (all, all - nothing, nothing, 0) && self.amount == inputs.amount.to_string() {
            return Ok(());
        }
        Err(Error::new(Code::CheckFailed, "the import's counts are not those of the file"))
    }
}

/// The demo's run.
pub(super) struct Settled {
    pub(super) run: Run,
}

/// What `settle show` prints.
#[derive(Deserialize)]
pub(super) struct Run {
    #[serde(rename = "run")]
    pub(super) number: i64,
    pub(super) lines: i64,
    pub(super) pool: String,
    totals: Vec<Total>,
    pub(super) digest: String,
}

#[derive(Deserialize)]
struct Total {
    role: String,
    parties: i64,
    lines: i64,
    amount: String,
}

impl Settled {
    pub(super) async fn look(session: &mut Session, stage: &Stage) -> Result<Self, Error> {
        Ok(Self { run: typed(stage.look(session, &["settle", "show", "last"]).await?)? })
    }

    /// The roles sum to the pool.
    pub(super) fn check(&self) -> Result<(), Error> {
        let roles = sum(self.run.totals.iter().map(|total| &*total.amount))?;
        if roles == money(&self.run.pool)? {
            return Ok(());
        }
        Err(Error::new(Code::CheckFailed, format!("roles sum to {roles} of {}", self.run.pool)))
    }
}

/// The demo's result for programs.
pub(super) fn record(
    stage: &Stage,
    inputs: &Inputs,
    loaded: &Loaded,
    settled: &Settled,
    figures: &Figures,
    took: SignedDuration,
) -> Result<Record, Error> {
    let purchases = Value::map([
        ("read", loaded.read.into()),
        ("imported", loaded.imported.into()),
        ("skipped", loaded.skipped.into()),
        ("conflicts", loaded.conflicts.into()),
        ("rejected", loaded.rejected.into()),
        ("duplicates", inputs.duplicates.into()),
        ("amount", money(&loaded.amount)?.into()),
    ]);
    let mut totals = Table::new(&TOTALS);
    for total in &settled.run.totals {
        totals.row([
            Value::code(total.role.clone()),
            total.parties.into(),
            total.lines.into(),
            money(&total.amount)?.into(),
        ]);
    }
    Ok(Record::new()
        .field("dir", "directory", Value::text(stage.directory.display().to_string()))
        .field("database", "database", Value::text(stage.database()))
        .field("key_file", "key file", Value::text(stage.key_file().display().to_string()))
        .field("holders", "holders", inputs.holders)
        .field("purchases", "purchases", purchases)
        .field("run", "run", settled.run.number)
        .field("lines", "lines", settled.run.lines)
        .field("pool", "pool", money(&settled.run.pool)?)
        .field("totals", "totals", totals)
        .field("digest", "digest", Value::code(settled.run.digest.clone()))
        .field("payouts", "payouts", figures.value())
        .field("receivable", "providers owe", figures.receivable)
        .field("seconds", "seconds", took.as_secs()))
}

/// What a command printed, as what it is.
pub(super) fn typed<T: serde::de::DeserializeOwned>(json: Json) -> Result<T, Error> {
    serde_json::from_value(json)
        .map_err(|error| Error::new(Code::Internal, "a command printed something else").caused_by(error))
}

pub(super) fn sum<'a>(amounts: impl IntoIterator<Item = &'a str>) -> Result<Money, Error> {
    amounts.into_iter().try_fold(Money::ZERO, |sum, amount| {
        sum.checked_add(money(amount)?).ok_or_else(|| Error::new(Code::Internal, "a sum above 64 bits"))
    })
}

/// An amount as commands print it, with a sign if it is negative.
pub(super) fn money(text: &str) -> Result<Money, Error> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let amount = Money::parse(digits)
        .map_err(|error| Error::new(Code::Internal, format!("`{text}`")).caused_by(error))?;
    Ok(if negative { Money::from_minor(-amount.minor()) } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(totals: [&str; 2]) -> Settled {
        let total = |amount: &&str| Total {
            role: "holder".to_owned(),
            parties: 1,
            lines: 1,
            amount: (*amount).to_owned(),
        };
        let run = Run {
            number: 1,
            lines: 2,
            pool: "10.00".to_owned(),
            totals: totals.iter().map(total).collect(),
            digest: String::new(),
        };
        Settled { run }
    }

    #[test]
    fn what_does_not_add_up_is_seen() {
        assert!(settled(["4.01", "5.99"]).check().is_ok());
        assert!(settled(["4.01", "5.98"]).check().is_err());
    }

    #[test]
    fn a_count_that_is_off_by_one_is_seen() {
        let inputs = Inputs {
            holders: 1,
            purchases: 10,
            of_nothing: 2,
            duplicates: 0,
            amount: Money::from_minor(500),
        };
        let loaded = |imported, rejected, amount: &str| Loaded {
            read: 10,
            imported,
            skipped: 0,
            conflicts: 0,
            rejected,
            amount: amount.to_owned(),
        };
        assert!(loaded(8, 2, "5.00").check(&inputs).is_ok());
        assert!(loaded(7, 3, "5.00").check(&inputs).is_err());
        assert!(loaded(8, 2, "5.01").check(&inputs).is_err());
    }
}
