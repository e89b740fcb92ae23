//! The stock from which registrations take cards when none is asked for.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::domain::card::CardNumber;
use crate::domain::party::PartyId;
use crate::store::card::{self, Stocked};
use crate::store::{StoreError, Tx};

/// The next cards of centers, read ahead.
pub struct Stock {
    asked_for: HashSet<CardNumber>,
    centers: HashMap<PartyId, Queue>,
}

#[derive(Default)]
struct Queue {
    cards: VecDeque<Stocked>,
    /// Batch and serial of the last card that was read.
    after: (i64, i64),
    exhausted: bool,
}

impl Stock {
    /// Nothing read yet. The cards of `asked_for` are given to nobody who asks for none.
    #[must_use]
    pub fn new(asked_for: HashSet<CardNumber>) -> Self {
        Self { asked_for, centers: HashMap::new() }
    }

    /// Forgets what was read and given away.
    pub fn forget(&mut self) {
        self.centers.clear();
    }

    /// The next card of a center.
    #[must_use]
    pub fn next(&self, center: PartyId) -> Option<&Stocked> {
        self.centers.get(&center)?.cards.front()
    }

    /// Gives the next card of a center away.
    pub fn take(&mut self, center: PartyId) {
        if let Some(queue) = self.centers.get_mut(&center) {
            queue.cards.pop_front();
        }
    }

    /// Reads on until a center has so many cards here, as far as it has them.
    pub async fn fill(&mut self, tx: &mut Tx, center: PartyId, count: usize) -> Result<(), StoreError> {
        let queue = self.centers.entry(center).or_default();
        while queue.cards.len() < count && !queue.exhausted {
            let missing = count - queue.cards.len();
            let limit = i64::try_from(missing).unwrap_or(i64::MAX);
            let cards = card::stock(tx, center, queue.after, limit).await?;
            queue.exhausted = cards.len() < missing;
            if let Some(last) = cards.last() {
                queue.after = last.place;
            }
            for card in cards {
                if !self.asked_for.contains(&card.number) {
                    queue.cards.push_back(card);
                }
            }
        }
        Ok(())
    }
}
