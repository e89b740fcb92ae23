//! Cards as they were made and released, for the reports that follow them.

use std::collections::{BTreeMap, HashMap};

use super::filter::Filter;
use crate::command::platform::Platform;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::period::Period;
use crate::error::Error;
use crate::store::report::cards::{self, Made, Used};
use crate::store::{StoreError, Tx, agent};

/// Cards of one batch that were released together, or those that were not released.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) batch: i64,
    pub(super) center: i64,
    /// The day on which the batch was issued.
    pub(super) issued: Day,
    /// To which agent they were released.
    pub(super) agent: Option<i64>,
    pub(super) cards: i64,
    /// How many of them may be sold, or were.
    pub(super) released: i64,
    pub(super) used: Used,
    /// How many cards of the batch came back from the print house, told with the first of its parts.
    pub(super) received: Option<i64>,
}

impl Part {
    /// The month in which the batch was issued.
    pub(super) fn month(&self) -> Period {
        Period::of(self.issued)
    }

    /// Cards that nobody has.
    pub(super) const fn stocked(&self) -> i64 {
        let Used { sold, active, frozen, lost, replaced, void } = self.used;
        self.cards - sold - active - frozen - lost - replaced - void
    }
}

/// The parts that count, and where each serial lies.
pub(super) struct Stock {
    pub(super) parts: Vec<Part>,
    /// The last serial of each release and its part, by batch and first serial.
    releases: BTreeMap<(i64, i64), (i64, Option<usize>)>,
    /// The part of each batch that was not released.
    others: HashMap<i64, usize>,
}

impl Stock {
    /// Reads all batches and releases, and keeps those that a filter wants. An agent has what was released to it, and
    /// stands where it stands today.
    pub(super) async fn load(
        tx: &mut Tx,
        platform: &Platform,
        filter: &Filter,
        now: (Day, i64),
    ) -> Result<Self, Error> {
        let batches = cards::batches(tx).await?;
        let releases = cards::releases(tx).await?;
        let wanted = Wanted::of(tx, filter, now).await?;
        let mut stock = Self { parts: Vec::new(), releases: BTreeMap::new(), others: HashMap::new() };
        let mut next = 0;
        for batch in batches {
            let issued = platform.day(batch.issued_at).ok_or_else(|| {
                StoreError::inconsistent("batch", "issued_at", batch.batch_id, "not a moment of a day")
            })?;
            let counts = wanted.batch(&batch, issued);
            let whole = Part {
                batch: batch.batch_id,
                center: batch.center_id,
                issued,
                agent: None,
                cards: batch.cards,
                released: 0,
                used: batch.used,
                received: None,
            };
            let (mut rest, first) = (whole, stock.parts.len());
            while let Some(release) = releases.get(next).filter(|release| release.batch_id <= batch.batch_id)
            {
                next += 1;
                let cards = release.last_serial - release.first_serial + 1;
                rest.cards -= cards;
                rest.used = less(rest.used, release.used);
                let part =
                    Part { agent: release.agent_id, cards, released: cards, used: release.used, ..whole };
                let place = (counts && wanted.agent(release.agent_id)).then(|| stock.push(part));
                stock.releases.insert((batch.batch_id, release.first_serial), (release.last_serial, place));
            }
            if counts && wanted.agent(None) && rest.cards > 0 {
                let place = stock.push(rest);
                stock.others.insert(batch.batch_id, place);
            }
            if let Some(part) = stock.parts.get_mut(first) {
                part.received = batch.received;
            }
        }
        Ok(stock)
    }

    fn push(&mut self, part: Part) -> usize {
        self.parts.push(part);
        self.parts.len() - 1
    }

    /// The part in which a card lies, if that counts.
    pub(super) fn part_of(&self, batch: i64, serial: i64) -> Option<usize> {
        match self.releases.range((batch, i64::MIN)..=(batch, serial)).next_back() {
            Some((_, (last, place))) if serial <= *last => *place,
            _ => self.others.get(&batch).copied(),
        }
    }
}

/// Which parts count.
struct Wanted {
    filter: Filter,
    /// The agents whose stock counts, where not all do.
    agents: Option<Vec<i64>>,
}

impl Wanted {
    async fn of(tx: &mut Tx, filter: &Filter, (today, known_at): (Day, i64)) -> Result<Self, Error> {
        let selection = &filter.selection;
        let agents = match selection.agent {
            None => None,
            Some(top) if selection.direct => Some(vec![top.get()]),
            Some(top) => {
                let tree = agent::tree(tx, known_at).await?;
                let below = |id: PartyId| tree.chain(id, today).iter().any(|link| link.agent == top);
                let all = agent::list(tx).await?;
                let ids = all.iter().map(|agent| agent.agent_id);
                Some(ids.filter(|id| *id == top || below(*id)).map(PartyId::get).collect())
            }
        };
        Ok(Self { filter: filter.clone(), agents })
    }

    fn batch(&self, batch: &Made, issued: Day) -> bool {
        let selection = &self.filter.selection;
        selection.center.is_none_or(|center| center.get() == batch.center_id)
            && selection.from.is_none_or(|from| issued >= from)
            && selection.to.is_none_or(|to| issued <= to)
    }

    fn agent(&self, agent: Option<i64>) -> bool {
        let Some(agents) = &self.agents else { return true };
        agent.is_some_and(|agent| agents.contains(&agent))
    }
}

/// What is left without a part.
const fn less(all: Used, part: Used) -> Used {
    Used {
        sold: all.sold - part.sold,
        active: all.active - part.active,
        frozen: all.frozen - part.frozen,
        lost: all.lost - part.lost,
        replaced: all.replaced - part.replaced,
        void: all.void - part.void,
    }
}
