//! What the program answers when it is asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use super::{Answer, Model, Refusal, RunState, Verdict, Version, refuse};
use crate::oracle::division::Place;
use crate::simulator::act::{Look, money};
use crate::simulator::clock::{Day, day_of, text};

/// The kinds of parties in the order of a list.
const KINDS: [&str; 6] = ["holder", "agent", "staff", "center", "platform", "provider"];

/// The reasons for which items wait, in the order in which they are asked.
const REASONS: [&str; 7] = [
    "held",
    "waiting for its purchase",
    "waiting for the refund before it",
    "plan not approved",
    "no plan in force",
    "not due yet",
    "due",
];

fn text_of(text: String) -> Result<Answer, Refusal> {
    Ok(Answer::of(Verdict::Unchanged).text(text))
}

impl Model {
    pub(super) fn look(&self, look: &Look) -> Result<Answer, Refusal> {
        match look {
            Look::Balances => text_of(self.list_of_balances()),
            Look::Lines(run) => self.list_of_lines(*run),
            Look::Pending => text_of(self.list_of_what_waits()),
            Look::Holder(who) => self.show_holder(who),
            Look::Cohort { scheme, path } => {
                let cohorts = self.cohorts();
                let asked = (*scheme, path.clone());
                if !self.paths.contains(&asked) {
                    return refuse("not-found");
                }
                let mut text = "rank,ref\n".to_owned();
                for (rank, id) in (1..).zip(cohorts.get(&asked).into_iter().flatten()) {
                    writeln!(text, "{rank},{}", self.holders[*id].reference).expect("a string grows");
                }
                text_of(text)
            }
            Look::DryRun(through) => self.try_out(*through),
        }
    }

    fn list_of_balances(&self) -> String {
        let place = |kind: &str| KINDS.iter().position(|known| *known == kind).expect("a kind");
        let mut balances: BTreeMap<(usize, &str), (i128, i128)> = BTreeMap::new();
        for entry in &self.journal {
            for (party, units) in &entry.postings {
                let (kind, name) = party.split_once(' ').expect("kind and name");
                let (earned, paid) = balances.entry((place(kind), name)).or_default();
                if entry.payout {
                    *paid -= units;
                } else {
                    *earned += units;
                }
            }
        }
        let mut text = "kind,party,earned,paid,balance\n".to_owned();
        for ((kind, name), (earned, paid)) in balances {
            let (kind, balance) = (KINDS[kind], money(earned - paid));
            writeln!(text, "{kind},{name},{},{},{balance}", money(earned), money(paid))
                .expect("a string grows");
        }
        text
    }

    fn list_of_lines(&self, number: i64) -> Result<Answer, Refusal> {
        self.known(number)?;
        let mut took: Vec<_> = self.run(number).took.iter().collect();
        took.sort_by_key(|(item, ..)| (self.items[*item].source, self.items[*item].row.id.clone()));
        let mut text = "source,external_id,role,level,party,amount\n".to_owned();
        for (item, _, lines) in took {
            let (source, id) = (self.items[*item].source, &self.items[*item].row.id);
            for (place, units) in lines {
                let party = self.party(*item, *place);
                let (role, name) = party.split_once(' ').expect("kind and name");
                let level = if let Place::Agent(level) = place { level.to_string() } else { String::new() };
                writeln!(text, "{source},{id},{role},{level},{name},{}", money(*units))
                    .expect("a string grows");
            }
        }
        text_of(text)
    }

    fn list_of_what_waits(&self) -> String {
        let mut rows: Vec<(String, usize, i64)> = Vec::new();
        for (number, run) in (1..).zip(&self.runs) {
            if !matches!(run.state, RunState::Posted | RunState::Discarded) {
                let sum = run.took.iter().map(|(item, ..)| self.items[*item].row.amount).sum();
                rows.push((format!("in run {number}"), run.took.len(), sum));
            }
        }
        for reason in REASONS {
            let waits = |item: &usize| self.reason(*item) == Some(reason);
            let items: Vec<usize> = (0..self.items.len()).filter(waits).collect();
            let sum = items.iter().map(|item| self.items[*item].row.amount).sum();
            if !items.is_empty() {
                rows.push((reason.to_owned(), items.len(), sum));
            }
        }
        let mut text = "reason,items,amount\n".to_owned();
        for (reason, items, sum) in rows {
            writeln!(text, "{reason},{items},{}", money(sum)).expect("a string grows");
        }
        text
    }

    /// Why an item is not settled: the first reason that fits.
    fn reason(&self, item: usize) -> Option<&'static str> {
        let of = &self.items[item];
        if of.run.is_some() {
            return None;
        }
        if of.held {
            return Some("held");
        }
        let (day, yesterday) = (day_of(of.at), self.today() - 1);
        let posted = |run: Option<i64>| run.is_some_and(|run| self.run(run).state == RunState::Posted);
        if of.row.refund_of.is_some() {
            // Settled for good, or to be settled in the same run.
            let follows =
                |original: &usize| posted(self.items[*original].run) || self.reason(*original) == Some("due");
            let Some(original) = of.original.filter(follows) else { return Some("waiting for its purchase") };
            let mut others = self.items[original].refunds.iter().map(|other| self.items[*other].run);
            if others.any(|run| run.is_some() && !posted(run)) {
                return Some("waiting for the refund before it");
            }
            return Some(if day > yesterday { "not due yet" } else { "due" });
        }
        Some(match self.plan_of(day) {
            None => "no plan in force",
            Some(plan) if self.plans[plan].1 != Version::Approved => "plan not approved",
            Some(plan) if day + self.plans[plan].0.hold_days > yesterday => "not due yet",
            Some(_) => "due",
        })
    }

    fn show_holder(&self, who: &str) -> Result<Answer, Refusal> {
        let holder = &self.holders[self.whoever(who)?];
        if holder.restricted.is_some() {
            return Ok(Answer::of(Verdict::Unchanged).says(json!({ "ref": who, "state": "restricted" })));
        }
        let today = self.today();
        let balance = self.balances().get(&format!("holder {who}")).copied().unwrap_or(0);
        let served = holder.served.on(today);
        let agent = served.and_then(|served| served.agent).map(|agent| self.agents[agent].code.clone());
        let tier = holder.tiers.on(today).map(|tier| self.tiers[*tier].code);
        let says = json!({ "ref": who, "state": if holder.active { "active" } else { "registered" },
            "card_state": self.card(holder.card).state.word(), "tier": tier, "agent": agent,
            "fees_paid": money(holder.fees), "visits": holder.visits, "balance": money(balance) });
        Ok(Answer::of(Verdict::Unchanged).says(says))
    }

    fn try_out(&self, through: Day) -> Result<Answer, Refusal> {
        if self.runs.iter().any(|run| run.state == RunState::Calculating) {
            return refuse("run-locked");
        }
        let mut tried = self.clone();
        if !tried.start(through, false)? {
            let says = json!({ "run": null, "status": "nothing-due", "through": text(through) });
            return Ok(Answer::of(Verdict::Unchanged).says(says));
        }
        let number = i64::try_from(tried.runs.len()).expect("few runs");
        tried.calculate(number, through);
        let mut says = tried.told(number);
        (says["run"], says["status"]) = (json!(null), json!("dry-run"));
        Ok(Answer::of(Verdict::Unchanged).says(says))
    }
}
