//! The platform as lines of text, one for each thing that a comparison looks at. `compare` reads the same lines from the
//! database.

use std::fmt::Display;

use super::{BatchState, CardState, Model, Payment, Version};
use crate::oracle::division::Place;
use crate::simulator::clock::{Day, day_of};

/// What is not there.
fn or_none<T: Display>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// A history by the days from which on another value holds, whatever it was recorded as before.
pub(in crate::simulator) fn steps<T: Clone + PartialEq>(rows: &[(Day, i64, T)]) -> Vec<(Day, T)> {
    let mut rows: Vec<&(Day, i64, T)> = rows.iter().collect();
    rows.sort_by_key(|(since, recorded, _)| (*since, *recorded));
    let mut steps: Vec<(Day, T)> = Vec::new();
    for (since, _, value) in rows {
        match steps.last_mut() {
            Some((last, known)) if last == since => known.clone_from(value),
            _ => steps.push((*since, value.clone())),
        }
    }
    steps.dedup_by(|next, before| next.1 == before.1);
    steps
}

impl Model {
    pub(in crate::simulator) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.lines_of_cards(&mut lines);
        self.lines_of_people(&mut lines);
        self.lines_of_parties(&mut lines);
        self.lines_of_items(&mut lines);
        for (party, units) in self.balances() {
            lines.push(format!("balance {party} {units}"));
        }
        for (plan, version) in &self.plans {
            let state = match version {
                Version::Imported => "imported",
                Version::Approved => "approved",
                Version::Withdrawn => "withdrawn",
            };
            lines.push(format!("plan {} {} {state}", plan.name, plan.from));
        }
        for (month, last) in &self.months {
            let act = match last {
                super::Month::Closed => "close",
                super::Month::Reopening => "reopen",
                super::Month::Withdrawn => "withdraw",
                super::Month::Open => "approve",
            };
            lines.push(format!("month {month} {act}"));
        }
        for (version, state) in (1..).zip(&self.keys) {
            lines.push(format!("key {version} {state}"));
        }
        if self.rotating {
            lines.push("rotation".to_owned());
        }
        for (number, members) in (1..).zip(&self.notices) {
            lines.push(format!("notice {number} {members}"));
        }
        for id in self.visits.keys() {
            lines.push(format!("visit {id}"));
        }
        for Payment { holder, source, receipt, amount, channel, .. } in &self.payments {
            let payer = &self.holders[*holder].reference;
            lines.push(format!("payment {source} {receipt} {payer} {amount} {channel}"));
        }
        self.lines_of_cohorts(&mut lines);
        self.lines_of_payouts(&mut lines);
        self.lines_of_requests(&mut lines);
        for (number, listing) in (1..).zip(&self.listings) {
            let of = &self.holders[listing.holder].reference;
            lines.push(format!("listing {number} {of} {} {}", listing.amount, listing.state.word()));
        }
        lines.sort_unstable();
        lines
    }

    fn lines_of_cards(&self, lines: &mut Vec<String>) {
        for (number, batch) in (1..).zip(&self.batches) {
            let state = match batch.state {
                BatchState::Exported => "exported",
                BatchState::Received => "received",
                BatchState::Released => "released",
                BatchState::Void => "void",
            };
            lines.push(format!("batch {number} {} {state}", self.centers[batch.center]));
            for (serial, card) in (1..).zip(&batch.cards) {
                let agent = or_none(card.agent.map(|agent| &self.agents[agent].code));
                let staff = or_none(card.staff.map(|staff| &self.staff[staff].0));
                let holder = or_none(card.holder.map(|holder| &self.holders[holder].reference));
                let (state, released) = (card.state.word(), u8::from(card.released));
                let wrong = card.wrong.0;
                lines.push(format!(
                    "card {number}/{serial} {state} {released} {agent} {staff} {holder} {wrong}"
                ));
            }
        }
    }

    fn lines_of_people(&self, lines: &mut Vec<String>) {
        for holder in &self.holders {
            let reference = &holder.reference;
            let state = if holder.active { "active" } else { "registered" };
            lines.push(format!(
                "holder {reference} {state} {}/{} from {} wants {} visits {} fees {}{}",
                holder.card.batch,
                holder.card.serial,
                or_none(holder.active_from),
                or_none(holder.wanted.map(|tier| self.tiers[tier].code)),
                holder.visits,
                holder.fees,
                if holder.restricted.is_some() { " restricted" } else { "" }
            ));
            for (n, known) in (1..).zip(&holder.parameters) {
                let retired = if known.retired { " retired" } else { "" };
                let seen = known.verifications;
                lines.push(format!("parameter {reference} {n} {} seen {seen}{retired}", known.kind));
            }
            for (since, served) in steps(&holder.served.0) {
                let staff = or_none(served.staff.map(|staff| &self.staff[staff].0));
                let agent = or_none(served.agent.map(|agent| &self.agents[agent].code));
                lines.push(format!(
                    "served {reference} {since} {} {staff} {agent}",
                    self.centers[served.center]
                ));
            }
            for (since, tier) in steps(&holder.tiers.0) {
                lines.push(format!("tier {reference} {since} {}", self.tiers[tier].code));
            }
        }
    }

    fn lines_of_parties(&self, lines: &mut Vec<String>) {
        for agent in &self.agents {
            let code = &agent.code;
            for (since, parent) in steps(&agent.parents.0) {
                let parent = or_none(parent.map(|parent| &self.agents[parent].code));
                lines.push(format!("parent {code} {} {parent}", first(since)));
            }
            // Who was never suspended has no row.
            for (since, suspended) in
                steps(&agent.suspended.0).into_iter().skip_while(|(_, suspended)| !suspended)
            {
                lines.push(format!("suspended {code} {since} {}", u8::from(suspended)));
            }
        }
        for provider in &self.providers {
            for (since, rate) in steps(&provider.rates.0) {
                lines.push(format!("rate {} {} {rate}", provider.code, first(since)));
            }
        }
    }

    fn lines_of_items(&self, lines: &mut Vec<String>) {
        for item in &self.items {
            let name = format!("{} {}", item.source, item.row.id);
            let (day, held) = (day_of(item.at), if item.held { " held" } else { "" });
            lines.push(format!(
                "item {name} {} {} {} {day} {}{held}",
                self.holders[item.holder].reference,
                self.providers[item.provider].code,
                item.row.amount,
                or_none(item.row.refund_of.as_ref()),
            ));
            if let Some(stamp) = item.stamp.as_ref().filter(|_| item.row.refund_of.is_none()) {
                let (rate, served) = (stamp.rate, stamp.served);
                let staff = or_none(served.staff.map(|staff| &self.staff[staff].0));
                let (center, tier) = (self.centers[served.center], self.tiers[stamp.tier].code);
                lines.push(format!("stamp {name} {rate} {center} {staff} {tier}"));
                for (level, (agent, suspended)) in (1..).zip(&stamp.chain) {
                    let agent = &self.agents[*agent].code;
                    lines.push(format!("chain {name} {level} {agent} {}", u8::from(*suspended)));
                }
            }
            if let Some(run) = item.run {
                lines.push(format!("settled {name} {run} {} {}", item.pool, u8::from(item.late)));
            } else {
                let waits = item.row.refund_of.is_some() && item.original.is_none();
                let state = match (item.held, waits) {
                    (true, _) => 1,
                    (false, true) => 2,
                    (false, false) => 0,
                };
                lines.push(format!("due {name} {state}"));
            }
        }
        for (number, run) in (1..).zip(&self.runs).filter(|(_, run)| !run.lost) {
            let refund = |item: &usize| self.items[*item].row.refund_of.is_some();
            let refunds = run.took.iter().filter(|(item, ..)| refund(item)).count();
            let pool: i128 = run.took.iter().map(|(_, pool, _)| pool).sum();
            let count: usize = run.took.iter().map(|(_, _, lines)| lines.len()).sum();
            let state = run.state.word();
            // A run counts what it took when it is calculated.
            let told = match run.state {
                super::RunState::Calculating => "- - - -".to_owned(),
                _ => format!("{} {refunds} {count} {pool}", run.took.len() - refunds),
            };
            lines.push(format!("run {number} {state} {} {told}", run.through));
            for (item, _, shares) in &run.took {
                let name = format!("{} {}", self.items[*item].source, self.items[*item].row.id);
                for (place, units) in shares {
                    let slot = match place {
                        Place::Holder => 0,
                        Place::Agent(level) => *level,
                        Place::Staff => 65,
                        Place::Center => 66,
                        Place::Platform => 67,
                    };
                    lines.push(format!("line {number} {name} {slot} {} {units}", self.party(*item, *place)));
                }
            }
        }
    }
}

/// The beginning of a history has no day of its own.
fn first(since: Day) -> String {
    if since == super::FOREVER { "-".to_owned() } else { since.to_string() }
}

impl CardState {
    pub(in crate::simulator) fn word(self) -> &'static str {
        match self {
            Self::Stocked => "stocked",
            Self::Sold => "sold",
            Self::Active => "active",
            Self::Frozen => "frozen",
            Self::Lost => "lost",
            Self::Replaced => "replaced",
            Self::Void => "void",
        }
    }
}
