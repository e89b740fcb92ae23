//! Money that is sent to parties.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Answer, Entry, Model, Refusal, Verdict, done, refuse, unchanged};
use crate::simulator::act::{Told, money};
use crate::simulator::clock::Day;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum PayoutState {
    Created,
    Approved,
    Discarded,
}

#[derive(Clone, Debug)]
pub(in crate::simulator) struct Payout {
    pub(in crate::simulator) state: PayoutState,
    through: Day,
    least: i64,
    /// By kind and name of the party: how much, to which of its accounts, and what became of it.
    pub(in crate::simulator) rows: BTreeMap<String, (i128, i64, Option<Told>)>,
}

impl Model {
    pub(super) fn set_account(&mut self, kind: &str, party: &str, account: &str) -> Result<Answer, Refusal> {
        self.there(kind, party)?;
        if kind == "holder" && self.holders[self.whoever(party)?].restricted.is_some() {
            return refuse("holder-restricted");
        }
        let known = self.accounts.entry(format!("{kind} {party}")).or_default();
        if known.1 == account {
            return unchanged();
        }
        *known = (known.0 + 1, account.to_owned());
        // Of two at once the number tells which one stands: what is in the database is sealed.
        Ok(Answer::of(Verdict::Done).says(json!({ "n": known.0 })))
    }

    /// What everybody is owed who may be paid, and to which account.
    fn owed(&self, through: Day, least: i64) -> BTreeMap<String, (i128, i64)> {
        let mut sums: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
        for entry in &self.journal {
            for (party, units) in &entry.postings {
                let sum = sums.entry(party).or_default();
                sum.1 += units;
                if entry.dated <= through || entry.payout {
                    sum.0 += units;
                }
            }
        }
        let mut owed = BTreeMap::new();
        for (party, (dated, total)) in sums {
            let (kind, name) = party.split_once(' ').expect("kind and name");
            let gross = dated.min(total);
            let known = match kind {
                "holder" => {
                    let holder = &self.holders[self.whoever(name).expect("a holder who has postings")];
                    let mut counting = holder.parameters.iter().filter(|known| !known.retired);
                    let seen = counting.any(|known| known.kind == "citizen-id" && known.verified.is_some());
                    holder.restricted.is_none() && seen
                }
                "agent" => {
                    let agent = self.agents.iter().find(|agent| agent.code == name).expect("an agent");
                    agent.suspended.on(self.today()) == Some(&false) && self.identified.contains(party)
                }
                "staff" => self.identified.contains(party),
                "center" => true,
                _ => continue,
            };
            let account = self.accounts.get(party).map(|(n, _)| *n);
            if let Some(account) = account
                && known
                && gross > 0
                && gross >= i128::from(least)
            {
                owed.insert(party.to_owned(), (gross, account));
            }
        }
        owed
    }

    pub(super) fn create_payout(&mut self, through: Day, least: i64) -> Result<Answer, Refusal> {
        if self.payouts.iter().any(|payout| payout.state == PayoutState::Created) {
            return refuse("run-state");
        }
        if through > self.today() {
            return refuse("usage");
        }
        let owed = self.owed(through, least);
        let gross: i128 = owed.values().map(|(gross, _)| gross).sum();
        let items = owed.len();
        if owed.is_empty() {
            let says = json!({ "payout": null, "state": "nothing-to-pay", "items": 0 });
            return Ok(Answer::of(Verdict::Unchanged).says(says));
        }
        let rows =
            owed.into_iter().map(|(party, (gross, account))| (party, (gross, account, None))).collect();
        self.payouts.push(Payout { state: PayoutState::Created, through, least, rows });
        let says = json!({ "payout": self.payouts.len(), "state": "created", "items": items,
            "gross": money(gross), "withheld": "0.00", "net": money(gross) });
        Ok(Answer::of(Verdict::Done).says(says))
    }

    fn payout(&self, number: i64) -> Result<usize, Refusal> {
        usize::try_from(number - 1).ok().filter(|at| *at < self.payouts.len()).ok_or("not-found")
    }

    pub(super) fn approve_payout(&mut self, number: i64) -> Result<Answer, Refusal> {
        let at = self.payout(number)?;
        let payout = self.payouts[at].clone();
        match payout.state {
            PayoutState::Created => {}
            PayoutState::Approved => return unchanged(),
            PayoutState::Discarded => return refuse("run-state"),
        }
        let owed = self.owed(payout.through, payout.least);
        let fits = |(party, (gross, account, _)): (&String, &(i128, i64, Option<Told>))| {
            owed.get(party).is_some_and(|(now, to)| now >= gross && to == account)
        };
        if !payout.rows.iter().all(fits) {
            return refuse("check-failed");
        }
        let postings = payout.rows.iter().map(|(party, (gross, ..))| (party.clone(), -gross)).collect();
        self.journal.push(Entry { dated: self.today(), payout: true, postings });
        self.payouts[at].state = PayoutState::Approved;
        done()
    }

    pub(super) fn discard_payout(&mut self, number: i64) -> Result<Answer, Refusal> {
        let at = self.payout(number)?;
        match self.payouts[at].state {
            PayoutState::Created => {
                self.payouts[at].state = PayoutState::Discarded;
                done()
            }
            PayoutState::Discarded => unchanged(),
            PayoutState::Approved => refuse("run-state"),
        }
    }

    pub(super) fn confirm(&mut self, rows: &[(i64, String, Told)]) -> Result<Answer, Refusal> {
        let (mut told, mut same, mut rejected) = (0, 0, 0);
        let today = self.today();
        for (number, party, said) in rows {
            let payout = self.payout(*number).ok().map(|at| &mut self.payouts[at]);
            let payout = payout.filter(|payout| payout.state == PayoutState::Approved);
            let Some((gross, _, state)) = payout.and_then(|payout| payout.rows.get_mut(party)) else {
                rejected += 1;
                continue;
            };
            match *state {
                Some(known) if known == *said => same += 1,
                None | Some(Told::Unknown) => {
                    told += 1;
                    *state = Some(*said);
                    if *said == Told::Failed {
                        let postings = vec![(party.clone(), *gross)];
                        self.journal.push(Entry { dated: today, payout: true, postings });
                    }
                }
                Some(_) => rejected += 1,
            }
        }
        let verdict = match (rejected, told) {
            (1.., _) => Verdict::Partly,
            (_, 0) => Verdict::Unchanged,
            _ => Verdict::Done,
        };
        let says = json!({ "read": rows.len(), "unchanged": same, "rejected": rejected });
        Ok(Answer::of(verdict).says(says))
    }

    pub(super) fn lines_of_payouts(&self, lines: &mut Vec<String>) {
        for (party, (n, _)) in &self.accounts {
            lines.push(format!("account {party} {n}"));
        }
        for (number, payout) in (1..).zip(&self.payouts) {
            let state = match payout.state {
                PayoutState::Created => "created",
                PayoutState::Approved => "approved",
                PayoutState::Discarded => "discarded",
            };
            let gross: i128 = payout.rows.values().map(|(gross, ..)| gross).sum();
            lines.push(format!("payout {number} {state} {} {} {gross}", payout.through, payout.rows.len()));
            for (party, (gross, account, said)) in &payout.rows {
                let state = said.map_or("pending", Told::word);
                lines.push(format!("row {number} {party} {gross} {account} {state}"));
            }
        }
    }
}
