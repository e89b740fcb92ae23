//! Agents, providers, and whom a chain of agents holds.

use std::collections::BTreeSet;

use super::{Agent, Provider};
use super::{Answer, FOREVER, History, Model, Refusal, changed, refuse};
use crate::simulator::clock::{Day, Moment};

/// The most agents of a chain.
const LONGEST: usize = 64;

impl Model {
    pub(in crate::simulator) fn new_agent(
        &mut self,
        code: String,
        parent: Option<usize>,
        region: Option<&'static str>,
    ) {
        let recorded = self.recorded();
        self.agents.push(Agent {
            code,
            region,
            parents: History::begin(FOREVER, recorded, parent),
            suspended: History::begin(FOREVER, recorded, false),
        });
    }

    pub(in crate::simulator) fn new_provider(&mut self, code: String, rate: i64) {
        let rates = History::begin(FOREVER, self.recorded(), rate);
        self.providers.push(Provider { code, rates });
    }

    pub(super) fn add_agent(&mut self, code: &str, parent: Option<usize>) -> Result<Answer, Refusal> {
        if parent.is_some_and(|parent| self.agents[parent].code == code) {
            return refuse("agent-tree");
        }
        if let Some(known) = self.agents.iter().find(|agent| agent.code == code) {
            let same = known.region.is_none() && known.parents.on(FOREVER) == Some(&parent);
            return if same { changed(false) } else { refuse("conflict") };
        }
        self.new_agent(code.to_owned(), parent, None);
        let new = self.agents.len() - 1;
        // A chain that is too long on any day.
        let days: BTreeSet<Day> =
            self.agents.iter().flat_map(|agent| agent.parents.0.iter().map(|(since, ..)| *since)).collect();
        if days.iter().any(|day| self.chain(new, *day, Moment::MAX).is_none()) {
            return refuse("agent-tree");
        }
        changed(true)
    }

    /// From an agent up, unless there is no end within the longest chain.
    pub(super) fn chain(&self, agent: usize, day: Day, known: Moment) -> Option<Vec<usize>> {
        let mut chain = vec![agent];
        while let Some(Some(parent)) = self.agents[chain[chain.len() - 1]].parents.known(day, known) {
            chain.push(*parent);
            if chain.len() > LONGEST {
                return None;
            }
        }
        Some(chain)
    }

    pub(super) fn move_agent(
        &mut self,
        agent: usize,
        parent: Option<usize>,
        since: Option<Day>,
    ) -> Result<Answer, Refusal> {
        let (since, recorded) = (since.unwrap_or(self.today()), self.recorded());
        let moved = self.agents[agent].parents.record(since, recorded, parent);
        let days: BTreeSet<Day> =
            self.agents.iter().flat_map(|agent| agent.parents.0.iter().map(|(since, ..)| *since)).collect();
        let stands =
            |day: &Day| (0..self.agents.len()).all(|agent| self.chain(agent, *day, Moment::MAX).is_some());
        if days.iter().all(stands) { changed(moved) } else { refuse("agent-tree") }
    }

    pub(super) fn suspend(
        &mut self,
        agent: usize,
        suspended: bool,
        since: Option<Day>,
    ) -> Result<Answer, Refusal> {
        let (since, recorded) = (since.unwrap_or(self.today()), self.recorded());
        changed(self.agents[agent].suspended.record(since, recorded, suspended))
    }

    pub(super) fn rate(&mut self, provider: &str, rate: i64, since: Option<Day>) -> Result<Answer, Refusal> {
        let (since, recorded) = (since.unwrap_or(self.today()), self.recorded());
        let Some(provider) = self.providers.iter_mut().find(|known| known.code == provider) else {
            return refuse("not-found");
        };
        changed(provider.rates.record(since, recorded, rate))
    }
}
