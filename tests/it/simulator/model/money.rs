//! Balances, and what changes them by hand.

use std::collections::BTreeMap;

use super::{Answer, Entry, Model, Refusal, done, refuse};

impl Model {
    /// What everybody has.
    pub(super) fn balances(&self) -> BTreeMap<String, i128> {
        let mut balances = BTreeMap::new();
        for (party, units) in self.journal.iter().flat_map(|entry| &entry.postings) {
            *balances.entry(party.clone()).or_insert(0) += units;
        }
        balances
    }

    /// Whether there is such a party.
    pub(super) fn there(&self, kind: &str, party: &str) -> Result<(), Refusal> {
        let there = match kind {
            "holder" => self.whoever(party).is_ok(),
            "agent" => self.agents.iter().any(|agent| agent.code == party),
            "staff" => self.staff.iter().any(|(code, _)| code == party),
            "center" => self.centers.contains(&party),
            "provider" => self.providers.iter().any(|provider| provider.code == party),
            _ => party == "platform",
        };
        if there { Ok(()) } else { refuse("not-found") }
    }

    pub(super) fn adjust(&mut self, kind: &str, party: &str, amount: i64) -> Result<Answer, Refusal> {
        self.there(kind, party)?;
        if self.is_closed(self.today()) {
            return refuse("period-closed");
        }
        self.adjustments += 1;
        self.journal.push(Entry {
            dated: self.today(),
            payout: false,
            postings: vec![(format!("{kind} {party}"), amount.into())],
        });
        done()
    }
}
