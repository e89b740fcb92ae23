//! The tree of agents: who stood above whom on a day, and who was suspended.

use std::collections::{BTreeSet, HashMap};

use super::allocation::ChainLink;
use super::day::Day;
use super::history::{Change, in_force};
use super::party::PartyId;

/// Agents above a holder, counted up to this level; the chain ends there.
pub const DEEPEST: usize = 64;

/// All agents' histories of parent and suspension, as known at one moment.
#[derive(Clone, Debug, Default)]
pub struct AgentTree {
    known_at: i64,
    parents: HashMap<PartyId, Vec<Change<Option<PartyId>>>>,
    suspensions: HashMap<PartyId, Vec<Change<bool>>>,
}

/// An agent would stand above itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the agent would stand above itself on {day}")]
pub struct Cycle {
    /// The first day on which it would.
    pub day: Day,
    /// The agents of the circle, from the one that is moved up to itself again.
    pub path: Vec<PartyId>,
}

/// A tree that can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeFault {
    /// An agent stands above itself.
    #[error(transparent)]
    Cycle(#[from] Cycle),
    /// A chain has more levels than are paid.
    #[error("the chain of the agent has more than {DEEPEST} levels on {day}")]
    Deep {
        /// The first day on which it has.
        day: Day,
        /// An agent at its lower end.
        agent: PartyId,
    },
}

impl AgentTree {
    /// The tree of these histories, as known at a moment in microseconds since 1970.
    #[must_use]
    pub fn new(
        known_at: i64,
        parents: HashMap<PartyId, Vec<Change<Option<PartyId>>>>,
        suspensions: HashMap<PartyId, Vec<Change<bool>>>,
    ) -> Self {
        Self { known_at, parents, suspensions }
    }

    /// Looks at the same changes as they were known at another moment.
    pub const fn know_at(&mut self, moment: i64) {
        self.known_at = moment;
    }

    /// The agent above another on a day.
    #[must_use]
    pub fn parent(&self, agent: PartyId, day: Day) -> Option<PartyId> {
        self.parents.get(&agent).and_then(|changes| in_force(changes, day, self.known_at)).copied().flatten()
    }

    /// Whether an agent was suspended on a day.
    #[must_use]
    pub fn suspended(&self, agent: PartyId, day: Day) -> bool {
        self.suspensions
            .get(&agent)
            .and_then(|changes| in_force(changes, day, self.known_at))
            .copied()
            .unwrap_or(false)
    }

    /// The chain that begins with an agent on a day: level 1 is the agent, level 2 its parent, up to
    /// [`DEEPEST`].
    #[must_use]
    pub fn chain(&self, agent: PartyId, day: Day) -> Vec<ChainLink> {
        let mut chain = Vec::new();
        let mut next = Some(agent);
        while let Some(agent) = next
            && chain.len() < DEEPEST
        {
            chain.push(ChainLink { agent, suspended: self.suspended(agent, day) });
            next = self.parent(agent, day);
        }
        chain
    }

    /// How many agents of a day can be paid at level 1 at most, how many at level 2, and so on. An agent counts once, at
    /// the highest level that it has in the chain of an agent below it.
    #[must_use]
    pub fn people(&self, day: Day) -> Vec<usize> {
        let begun = |changes: &Vec<Change<Option<PartyId>>>| in_force(changes, day, self.known_at).is_some();
        let there = self.parents.iter().filter(|(_, changes)| begun(changes)).map(|(agent, _)| *agent);
        let mut highest: HashMap<PartyId, usize> = HashMap::new();
        for agent in there {
            for (level, link) in (1..).zip(self.chain(agent, day)) {
                let known = highest.entry(link.agent).or_insert(level);
                *known = level.max(*known);
            }
        }
        let mut people = vec![0; highest.values().copied().max().unwrap_or_default()];
        for level in highest.into_values() {
            people[level - 1] += 1;
        }
        people
    }

    /// The days on which some parent or suspension changes, in order. Between two of them every chain is the
    /// same.
    #[must_use]
    pub fn change_days(&self) -> Vec<Day> {
        let parents = self.parents.values().flatten().map(|change| change.since);
        let suspensions = self.suspensions.values().flatten().map(|change| change.since);
        parents.chain(suspensions).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The changes of who stands above an agent, in the order in which they were given.
    #[must_use]
    pub fn parent_changes(&self, agent: PartyId) -> &[Change<Option<PartyId>>] {
        self.parents.get(&agent).map_or(&[], Vec::as_slice)
    }

    /// The changes of an agent's suspension, in the order in which they were given.
    #[must_use]
    pub fn suspension_changes(&self, agent: PartyId) -> &[Change<bool>] {
        self.suspensions.get(&agent).map_or(&[], Vec::as_slice)
    }

    /// Adds changes without a look at what they make of the tree: [`AgentTree::verify`] looks, once for many.
    pub fn extend(&mut self, changes: impl IntoIterator<Item = (PartyId, Change<Option<PartyId>>)>) {
        for (agent, change) in changes {
            self.known_at = self.known_at.max(change.recorded);
            self.parents.entry(agent).or_default().push(change);
        }
    }

    /// Looks at every day on which the tree changes.
    ///
    /// # Errors
    /// The first day on which an agent stands above itself or a chain is too long, with the lowest such agent
    /// by number.
    pub fn verify(&self) -> Result<(), TreeFault> {
        let mut agents: Vec<PartyId> = self.parents.keys().copied().collect();
        agents.sort_unstable();
        let days: BTreeSet<Day> = self.parents.values().flatten().map(|change| change.since).collect();
        for day in days {
            // How deep each agent stands, the topmost at 1; 0 while the walk from below has not come back.
            let mut levels: HashMap<PartyId, usize> = HashMap::with_capacity(agents.len());
            for &agent in &agents {
                let mut path = Vec::new();
                let mut next = Some(agent);
                let mut level = 0;
                while let Some(at) = next {
                    match levels.get(&at) {
                        Some(0) => {
                            let start = path.iter().position(|on_path| *on_path == at).unwrap_or_default();
                            let mut circle = path.split_off(start);
                            circle.push(at);
                            return Err(Cycle { day, path: circle }.into());
                        }
                        Some(known) => {
                            level = *known;
                            break;
                        }
                        None => {}
                    }
                    levels.insert(at, 0);
                    path.push(at);
                    next = self.parent(at, day);
                }
                for at in path.into_iter().rev() {
                    level += 1;
                    if level > DEEPEST {
                        return Err(TreeFault::Deep { day, agent: at });
                    }
                    levels.insert(at, level);
                }
            }
        }
        Ok(())
    }

    /// Records that an agent stands under another from a day on.
    ///
    /// # Errors
    /// On some day from then on it would stand above itself. The tree is as before.
    pub fn move_agent(
        &mut self,
        agent: PartyId,
        parent: Option<PartyId>,
        since: Day,
        recorded: i64,
    ) -> Result<(), Cycle> {
        let change = Change { since, recorded, value: parent };
        self.known_at = self.known_at.max(recorded);
        self.parents.entry(agent).or_default().push(change);
        let mut days = self.change_days();
        days.retain(|day| *day > since);
        days.insert(0, since);
        for day in days {
            if let Some(path) = self.circle(agent, day) {
                if let Some(changes) = self.parents.get_mut(&agent) {
                    changes.pop();
                }
                return Err(Cycle { day, path });
            }
        }
        Ok(())
    }

    /// The agents from one up to itself again, when its ancestors on a day come back to it.
    fn circle(&self, agent: PartyId, day: Day) -> Option<Vec<PartyId>> {
        let mut path = vec![agent];
        let mut next = self.parent(agent, day);
        while let Some(above) = next {
            path.push(above);
            if above == agent {
                return Some(path);
            }
            // A circle among the others, which no move of ours can have made, must not hold us here.
            if path.len() > self.parents.len() + 1 {
                return None;
            }
            next = self.parent(above, day);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::from_number(number).expect("a day")
    }

    fn agents(chain: &[ChainLink]) -> Vec<i64> {
        chain.iter().map(|link| link.agent.get()).collect()
    }

    fn tree(moves: &[(i64, Option<i64>, i64)]) -> AgentTree {
        let mut tree = AgentTree::default();
        for (recorded, (agent, parent, since)) in moves.iter().enumerate() {
            let recorded = i64::try_from(recorded).expect("few moves");
            tree.move_agent(PartyId::new(*agent), parent.map(PartyId::new), day(*since), recorded)
                .expect("no circle");
        }
        tree
    }

    #[test]
    fn the_chain_is_that_of_the_day() {
        let tree = tree(&[(1, None, 0), (2, Some(1), 0), (3, Some(2), 0), (3, Some(1), 50)]);
        assert_eq!(agents(&tree.chain(PartyId::new(3), day(49))), [3, 2, 1]);
        assert_eq!(agents(&tree.chain(PartyId::new(3), day(50))), [3, 1]);
        assert_eq!(tree.change_days(), [day(0), day(50)]);
    }

    #[test]
    fn an_agent_counts_at_the_highest_level_that_it_can_be_paid_at() {
        // 1 above 2 and 3, 2 above 4; 5 stands alone, and 6 comes on day 50 below 4.
        let moves =
            [(1, None, 0), (2, Some(1), 0), (3, Some(1), 0), (4, Some(2), 0), (5, None, 0), (6, Some(4), 50)];
        let tree = tree(&moves);
        assert_eq!(tree.people(day(49)), [3, 1, 1]);
        assert_eq!(tree.people(day(50)), [3, 1, 1, 1]);
        assert_eq!(tree.people(day(-1)), Vec::<usize>::new());
    }

    #[test]
    fn a_circle_is_refused_on_whatever_day_it_would_close() {
        let mut tree = tree(&[(1, None, 0), (2, None, 0), (2, Some(1), 100)]);
        let refused = tree.move_agent(PartyId::new(1), Some(PartyId::new(2)), day(50), 9);
        let path = vec![PartyId::new(1), PartyId::new(2), PartyId::new(1)];
        assert_eq!(refused, Err(Cycle { day: day(100), path }));
        assert_eq!(agents(&tree.chain(PartyId::new(1), day(120))), [1]);
    }

    fn unchecked(moves: impl IntoIterator<Item = (i64, Option<i64>, i64)>) -> AgentTree {
        let mut tree = AgentTree::default();
        tree.extend(moves.into_iter().map(|(agent, parent, since)| {
            let change = Change { since: day(since), recorded: 0, value: parent.map(PartyId::new) };
            (PartyId::new(agent), change)
        }));
        tree
    }

    #[test]
    fn a_tree_is_verified_on_every_day() {
        assert_eq!(AgentTree::default().verify(), Ok(()));
        assert_eq!(tree(&[(1, None, 0), (2, Some(1), 0), (1, None, 60)]).verify(), Ok(()));
        let circle = |day_, path: &[i64]| {
            let path = path.iter().copied().map(PartyId::new).collect();
            Err(TreeFault::Cycle(Cycle { day: day(day_), path }))
        };
        assert_eq!(unchecked([(5, Some(5), 3)]).verify(), circle(3, &[5, 5]));
        // The circle of 2 and 3 hangs above 1, and closes only on day 7.
        let hanging = unchecked([(1, Some(2), 0), (2, Some(3), 0), (3, None, 0), (3, Some(2), 7)]);
        assert_eq!(hanging.verify(), circle(7, &[2, 3, 2]));
        let deep = |levels| unchecked((1..=levels).map(|agent| (agent, (agent > 1).then(|| agent - 1), 0)));
        assert_eq!(deep(64).verify(), Ok(()));
        assert_eq!(deep(65).verify(), Err(TreeFault::Deep { day: day(0), agent: PartyId::new(65) }));
    }

    #[test]
    fn a_chain_ends_at_the_deepest_level() {
        let mut moves = vec![(1, None, 0)];
        moves.extend((2..=70).map(|agent| (agent, Some(agent - 1), 0)));
        assert_eq!(tree(&moves).chain(PartyId::new(70), day(0)).len(), DEEPEST);
    }
}
