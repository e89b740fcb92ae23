//! The circle of money as the demo's commands tell it: what was earned, what was paid, what is left, and whether it
//! closes.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::outcome::{money, sum, typed};
use super::stage::Stage;
use super::steps::THROUGH;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Code, Error};
use crate::output::Value;

/// A party as one of its kinds, in the words of the tables.
type Party = (String, String);

/// A row of `ledger balances`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Held {
    kind: String,
    party: String,
    balance: String,
}

/// A row of `payout list`.
#[derive(Deserialize)]
struct Listed {
    payout: i64,
}

/// What `payout show` prints.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Payout {
    rows: Vec<Row>,
}

/// A row of a payout.
#[derive(Clone, Debug, Deserialize)]
struct Row {
    kind: String,
    party: String,
    gross: String,
    withheld: String,
    net: String,
    state: String,
}

/// A row of `ledger receivables`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Owing {
    provider: String,
    owed: String,
}

/// A row of `ledger journal` of a provider.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Moved {
    kind: String,
    amount: String,
}

/// All that is looked at.
#[derive(Clone, Debug)]
pub(super) struct Circle {
    /// When all was earned and nothing was paid.
    opening: Vec<Held>,
    /// In the end, with the platform's own accounts.
    closing: Vec<Held>,
    /// The first one first.
    payouts: Vec<Payout>,
    owing: Vec<Owing>,
    /// The postings of each provider.
    moved: BTreeMap<String, Vec<Moved>>,
}

/// What it comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Figures {
    payouts: usize,
    /// How many rows were paid, and with how much.
    pub(super) rows: usize,
    pub(super) paid: Money,
    /// The tax on what was paid.
    pub(super) withheld: Money,
    /// What came back, and what of it was paid after that.
    failed: Money,
    pub(super) failed_then_paid: Money,
    /// What was not paid out, the platform's own included.
    left: Money,
    /// What providers owe in the end.
    pub(super) receivable: Money,
    /// How many parties have a balance.
    pub(super) parties: usize,
}

impl Circle {
    pub(super) async fn look(session: &mut Session, stage: &Stage) -> Result<Self, Error> {
        let opening = stage.look(session, &["ledger", "balances", "--as-of", THROUGH]).await?;
        let closing = stage.look(session, &["ledger", "balances", "--accounts"]).await?;
        let listed: Vec<Listed> = typed(stage.look(session, &["payout", "list", "--sort", "payout"]).await?)?;
        let mut payouts = Vec::new();
        for Listed { payout } in listed {
            payouts.push(typed(stage.look(session, &["payout", "show", &payout.to_string()]).await?)?);
        }
        let owing: Vec<Owing> = typed(stage.look(session, &["ledger", "receivables"]).await?)?;
        let mut moved = BTreeMap::new();
        for Owing { provider, .. } in &owing {
            let postings = typed(stage.look(session, &["ledger", "journal", provider]).await?)?;
            moved.insert(provider.clone(), postings);
        }
        Ok(Self { opening: typed(opening)?, closing: typed(closing)?, payouts, owing, moved })
    }

    /// What it comes to, if it closes.
    pub(super) fn check(&self) -> Result<Figures, Error> {
        self.every_party_has_what_was_not_paid()?;
        self.the_journal_sums_to_nothing()?;
        let failed_then_paid = self.what_failed_is_paid_once()?;
        let paid = || self.rows().filter(|row| row.state == "paid");
        let figures = Figures {
            payouts: self.payouts.len(),
            rows: paid().count(),
            paid: sum(paid().map(|row| &*row.net))?,
            withheld: sum(paid().map(|row| &*row.withheld))?,
            failed: sum(self.rows().filter(|row| row.state == "failed").map(|row| &*row.net))?,
            failed_then_paid,
            left: sum(self
                .closing
                .iter()
                .filter(|balance| !matches!(&*balance.kind, "provider" | "account"))
                .map(|balance| &*balance.balance))?,
            receivable: sum(self.owing.iter().map(|owing| &*owing.owed))?,
            parties: self.closing.iter().filter(|balance| balance.kind != "account").count(),
        };
        if self.account("transit")? != Money::ZERO || self.account("tax")? != figures.withheld {
            return Err(open("what is under way, or the tax, is not that of the payouts"));
        }
        Ok(figures)
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.payouts.iter().flat_map(|payout| &payout.rows)
    }

    /// What one of the platform's own accounts holds.
    fn account(&self, name: &str) -> Result<Money, Error> {
        let of = |balance: &&Held| balance.kind == "account" && balance.party == name;
        sum(self.closing.iter().filter(of).map(|balance| &*balance.balance))
    }

    /// Opening and closing are read from the journal; what was paid from the payouts, and what providers paid from
    /// their postings.
    fn every_party_has_what_was_not_paid(&self) -> Result<(), Error> {
        let mut expected: BTreeMap<Party, i64> = BTreeMap::new();
        for Held { kind, party, balance } in &self.opening {
            expected.insert((kind.clone(), party.clone()), money(balance)?.minor());
        }
        for row in self.rows().filter(|row| row.state != "failed") {
            *expected.entry((row.kind.clone(), row.party.clone())).or_default() -= money(&row.gross)?.minor();
        }
        for (provider, moved) in &self.moved {
            let receipts = moved.iter().filter(|moved| moved.kind == "receipt");
            *expected.entry(("provider".to_owned(), provider.clone())).or_default() +=
                sum(receipts.map(|moved| &*moved.amount))?.minor();
        }
        let mut found = BTreeMap::new();
        for Held { kind, party, balance } in self.closing.iter().filter(|of| of.kind != "account") {
            found.insert((kind.clone(), party.clone()), money(balance)?.minor());
        }
        for party in expected.keys().chain(found.keys()) {
            let of = |all: &BTreeMap<Party, i64>| all.get(party).copied().map(Money::from_minor);
            let (expected, found) = (of(&expected), of(&found));
            if expected != found {
                let (kind, code) = party;
                return Err(open(&format!("{kind} {code}: {found:?} is left, and not {expected:?}")));
            }
        }
        for Owing { provider, owed } in &self.owing {
            let left = found.get(&("provider".to_owned(), provider.clone())).copied().unwrap_or_default();
            if money(owed)?.minor() != -left.min(0) {
                return Err(open(&format!("provider {provider} owes {owed} by its receivables alone")));
            }
        }
        Ok(())
    }

    fn the_journal_sums_to_nothing(&self) -> Result<(), Error> {
        let balances = sum(self.closing.iter().map(|balance| &*balance.balance))?;
        if balances == Money::ZERO { Ok(()) } else { Err(open(&format!("balances sum to {balances}"))) }
    }

    /// Gives the sum of what was paid after it had failed.
    fn what_failed_is_paid_once(&self) -> Result<Money, Error> {
        let mut paid_then = Money::ZERO;
        for (payout, later) in self.payouts.iter().zip(1..) {
            for failed in payout.rows.iter().filter(|row| row.state == "failed") {
                let is_theirs = |row: &&Row| {
                    row.state == "paid" && (&row.kind, &row.party) == (&failed.kind, &failed.party)
                };
                let after: Vec<&Row> =
                    self.payouts[later..].iter().flat_map(|payout| &payout.rows).filter(is_theirs).collect();
                match (&*after, self.rows().filter(is_theirs).count()) {
                    ([paid], 1) if paid.gross == failed.gross => {
                        paid_then = sum([&*paid_then.to_string(), &*paid.net])?;
                    }
                    (_, times) => {
                        let Row { kind, party, .. } = failed;
                        return Err(open(&format!("{kind} {party} failed, and was paid {times} times")));
                    }
                }
            }
        }
        Ok(paid_then)
    }
}

impl Figures {
    /// For the demo's result.
    pub(super) fn value(&self) -> Value {
        Value::map([
            ("made", self.payouts.into()),
            ("rows_paid", self.rows.into()),
            ("paid", self.paid.into()),
            ("withheld", self.withheld.into()),
            ("failed", self.failed.into()),
            ("failed_then_paid", self.failed_then_paid.into()),
            ("left", self.left.into()),
        ])
    }
}

fn open(why: &str) -> Error {
    Error::new(Code::CheckFailed, format!("the circle of money does not close: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balances(lines: &[&str]) -> Vec<Held> {
        let of = |line: &&str| {
            let cells: Vec<String> = line.split(' ').map(str::to_owned).collect();
            Held { kind: cells[0].clone(), party: cells[1].clone(), balance: cells[2].clone() }
        };
        lines.iter().map(of).collect()
    }

    fn payout(lines: &[&str]) -> Payout {
        let of = |line: &&str| {
            let cells: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let cell = |n: usize| cells[n].clone();
            Row {
                kind: "staff".to_owned(),
                party: cell(0),
                gross: cell(1),
                withheld: cell(2),
                net: cell(3),
                state: cell(4),
            }
        };
        Payout { rows: lines.iter().map(of).collect() }
    }

    /// 10.00 are earned and owed. The provider pays 8.00, S1 gets 5.00, and S2 4.00 the second time, less 1.00 of tax.
    fn circle() -> Circle {
        let moved = |kind: &str, amount: &str| Moved { kind: kind.to_owned(), amount: amount.to_owned() };
        let owing = Owing { provider: "shop".to_owned(), owed: "2.00".to_owned() };
        Circle {
            opening: balances(&[
                "staff S1 5.00",
                "staff S2 4.00",
                "platform platform 1.00",
                "provider shop -10.00",
            ]),
            closing: balances(&[
                "staff S1 0.00",
                "staff S2 0.00",
                "platform platform 1.00",
                "provider shop -2.00",
                "account bank 0.00",
                "account tax 1.00",
                "account transit 0.00",
            ]),
            payouts: vec![
                payout(&["S1 5.00 0.00 5.00 paid", "S2 4.00 1.00 3.00 failed"]),
                payout(&["S2 4.00 1.00 3.00 paid"]),
            ],
            owing: vec![owing],
            moved: [("shop".to_owned(), vec![moved("settlement", "-10.00"), moved("receipt", "8.00")])]
                .into(),
        }
    }

    #[test]
    fn a_circle_that_closes_has_its_figures() {
        let figures = circle().check().expect("it closes");
        let money = Money::from_minor;
        let expected = Figures {
            payouts: 2,
            rows: 2,
            paid: money(800),
            withheld: money(100),
            failed: money(300),
            failed_then_paid: money(300),
            left: money(100),
            receivable: money(200),
            parties: 4,
        };
        assert_eq!(figures, expected);
    }

    type Harm = (&'static str, fn(&mut Circle));

    #[test]
    fn what_does_not_close_is_seen() {
        let harms: [Harm; 8] = [
            ("somebody was not paid", |of| of.closing[0].balance = "5.00".to_owned()),
            ("somebody is gone", |of| drop(of.closing.remove(2))),
            ("a sum", |of| of.closing[4].balance = "0.01".to_owned()),
            ("under way", |of| {
                of.closing[4].balance = "-1.00".to_owned();
                of.closing[6].balance = "1.00".to_owned();
            }),
            ("never paid", |of| {
                of.payouts.pop();
                of.closing[1].balance = "4.00".to_owned();
                of.closing[5].balance = "-3.00".to_owned();
            }),
            ("paid twice", |of| {
                of.payouts.push(of.payouts[1].clone());
                of.closing[1].balance = "-4.00".to_owned();
                of.closing[5].balance = "5.00".to_owned();
            }),
            ("a receipt", |of| of.moved.clear()),
            ("receivables", |of| of.owing[0].owed = "2.01".to_owned()),
        ];
        for (name, harm) in harms {
            let mut harmed = circle();
            harm(&mut harmed);
            assert!(harmed.check().is_err(), "{name}");
        }
    }
}
