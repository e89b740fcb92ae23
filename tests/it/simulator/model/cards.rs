//! Batches and cards.

use super::{Allocated, Answer, Batch, BatchState, Card, CardState, Model, Refusal, done, refuse, unchanged};
use crate::simulator::act::{CardAt, Move};
use crate::simulator::clock::Moment;

impl Batch {
    /// Where it stands when some of it is released: there, when no card in stock is left out.
    fn settle(&mut self) {
        let left = |(card, to): (&Card, &Option<Allocated>)| card.state == CardState::Stocked && to.is_none();
        let left = self.cards.iter().zip(&self.releases).any(left);
        self.state = if left { BatchState::Received } else { BatchState::Released };
    }
}

impl Model {
    pub(super) fn issue(
        &mut self,
        center: usize,
        count: i64,
        agent: Option<usize>,
        staff: Option<usize>,
        release: bool,
    ) -> Result<Answer, Refusal> {
        let card = Card {
            state: CardState::Stocked,
            released: release,
            agent,
            staff,
            holder: None,
            wrong: (0, 0),
            lost_from: None,
            last_at: Moment::MIN,
        };
        let cards: Vec<Card> = (0..count).map(|_| card.clone()).collect();
        let state = if release { BatchState::Released } else { BatchState::Exported };
        let allocated = (agent, staff);
        let releases = vec![release.then_some(allocated); cards.len()];
        self.batches.push(Batch { center, state, allocated, received: None, cards, releases });
        done()
    }

    fn batch(&self, batch: i64) -> Result<usize, Refusal> {
        let at = usize::try_from(batch - 1).expect("a batch has a number from 1 on");
        if at < self.batches.len() { Ok(at) } else { refuse("not-found") }
    }

    pub(in crate::simulator) fn card(&self, at: CardAt) -> &Card {
        let (batch, serial) = (usize::try_from(at.batch - 1), usize::try_from(at.serial - 1));
        &self.batches[batch.expect("a batch")].cards[serial.expect("a serial")]
    }

    pub(super) fn card_mut(&mut self, at: CardAt) -> &mut Card {
        let (batch, serial) = (usize::try_from(at.batch - 1), usize::try_from(at.serial - 1));
        &mut self.batches[batch.expect("a batch")].cards[serial.expect("a serial")]
    }

    pub(super) fn receive(&mut self, batch: i64, count: i64) -> Result<Answer, Refusal> {
        let batch = self.batch(batch)?;
        let batch = &mut self.batches[batch];
        match batch.state {
            BatchState::Exported => {
                let there = batch.cards.iter().filter(|card| card.state == CardState::Stocked).count();
                if i64::try_from(there) != Ok(count) {
                    return refuse("check-failed");
                }
                (batch.state, batch.received) = (BatchState::Received, Some(count));
                done()
            }
            BatchState::Received | BatchState::Released if batch.received == Some(count) => unchanged(),
            _ => refuse("run-state"),
        }
    }

    pub(super) fn release(
        &mut self,
        batch: i64,
        agent: Option<usize>,
        staff: Option<usize>,
        serials: Option<(i64, i64)>,
    ) -> Result<Answer, Refusal> {
        let batch = self.batch(batch)?;
        let batch = &mut self.batches[batch];
        let with = |to: Allocated| (agent.or(to.0), staff.or(to.1));
        if batch.state == BatchState::Void {
            return refuse("run-state");
        }
        let last = i64::try_from(batch.cards.len()).expect("few cards");
        let wanted: Vec<usize> = match serials {
            Some((_, to)) if to > last => return refuse("usage"),
            Some((from, to)) => (from - 1..to).map(|at| usize::try_from(at).expect("from 1 on")).collect(),
            None if batch.state == BatchState::Released => {
                let same = batch.releases.iter().flatten().all(|to| with(*to) == *to);
                return if same { unchanged() } else { refuse("conflict") };
            }
            None => (0..batch.cards.len()).filter(|at| batch.releases[*at].is_none()).collect(),
        };
        let none_before = batch.releases.iter().all(Option::is_none);
        let mut change = false;
        for at in wanted {
            let to = with(batch.releases[at].unwrap_or(batch.allocated));
            let moves = batch.releases[at] != Some(to);
            batch.releases[at] = Some(to);
            let card = &mut batch.cards[at];
            if moves && card.state == CardState::Stocked {
                change = true;
                (card.released, card.agent, card.staff) = (true, to.0, to.1);
            }
        }
        if !change {
            // Nothing is kept of it where no card in stock is moved.
            return refuse("nothing");
        }
        if none_before && serials.is_none() {
            batch.allocated = with(batch.allocated);
        }
        batch.settle();
        done()
    }

    pub(super) fn void(&mut self, batch: i64, serials: Option<(i64, i64)>) -> Result<Answer, Refusal> {
        let batch = self.batch(batch)?;
        let batch = &mut self.batches[batch];
        let last = i64::try_from(batch.cards.len()).expect("few cards");
        let (from, to) = serials.unwrap_or((1, last));
        if to > last {
            return refuse("usage");
        }
        let range = usize::try_from(from - 1).expect("from 1 on")..usize::try_from(to).expect("from 1 on");
        let cards = &mut batch.cards[range];
        if cards.iter().any(|card| !matches!(card.state, CardState::Stocked | CardState::Void)) {
            return refuse("run-state");
        }
        let stocked = cards.iter().any(|card| card.state == CardState::Stocked);
        if !stocked && (serials.is_some() || batch.state == BatchState::Void) {
            return unchanged();
        }
        for card in cards {
            card.state = CardState::Void;
        }
        if batch.cards.iter().all(|card| card.state == CardState::Void) {
            batch.state = BatchState::Void;
            batch.releases.fill(None);
        } else if batch.state == BatchState::Received && batch.releases.iter().any(Option::is_some) {
            batch.settle();
        }
        done()
    }

    /// A wrong code counts, unless the card is locked.
    pub(super) fn count_wrong(&mut self, card: CardAt) {
        let now = self.now;
        if !self.locked(card) {
            let card = self.card_mut(card);
            card.wrong = (card.wrong.0 + 1, now);
        }
    }

    /// After 5 wrong codes a card is locked for 15 minutes, which doubles, and after 10 for good.
    pub(super) fn locked(&self, card: CardAt) -> bool {
        let (wrong, last) = self.card(card).wrong;
        match wrong {
            ..5 => false,
            5..10 => self.now < last + ((15 * 60) << (wrong - 5)),
            10.. => true,
        }
    }

    /// The next card in stock of a center, and of an allocation if that matters.
    pub(super) fn stock(
        &self,
        center: usize,
        of: Option<(Option<usize>, Option<usize>)>,
        taken: &[CardAt],
    ) -> Option<CardAt> {
        for (batch, cards) in (1..).zip(&self.batches) {
            for (serial, card) in (1..).zip(&cards.cards) {
                let at = CardAt { batch, serial };
                if cards.center == center
                    && card.state == CardState::Stocked
                    && card.released
                    && of.is_none_or(|of| of == (card.agent, card.staff))
                    && !taken.contains(&at)
                {
                    return Some(at);
                }
            }
        }
        None
    }

    pub(super) fn move_card(&mut self, what: Move, who: &str, at: Option<Moment>) -> Result<Answer, Refusal> {
        let holder = self.whoever(who)?;
        if self.holders[holder].restricted.is_some() {
            return refuse("holder-restricted");
        }
        let (live, now) = (self.holders[holder].card, self.now);
        let card = self.card(live);
        let from = card.state;
        let to = match (what, from) {
            (Move::Freeze, CardState::Active) => CardState::Frozen,
            (Move::Unfreeze, CardState::Frozen) => CardState::Active,
            (Move::Lost, CardState::Sold | CardState::Active | CardState::Frozen) => CardState::Lost,
            (Move::Found, CardState::Lost) => card.lost_from.expect("it was lost from somewhere"),
            (Move::Freeze, CardState::Frozen)
            | (Move::Unfreeze, CardState::Active)
            | (Move::Lost, CardState::Lost)
            | (Move::Found, CardState::Sold | CardState::Active | CardState::Frozen) => return unchanged(),
            _ => return refuse("run-state"),
        };
        let block = self.holders[holder].blocks.last().map_or(Moment::MIN, |(at, ..)| *at);
        let not_before = card.last_at.max(block);
        let at = match at {
            None => now.max(not_before),
            Some(at) if at > now || at < not_before => return refuse("usage"),
            Some(at) => at,
        };
        let card = self.card_mut(live);
        (card.state, card.last_at) = (to, at);
        if to == CardState::Lost {
            card.lost_from = Some(from);
        }
        self.holders[holder].blocks.push((at, live, to));
        done()
    }

    pub(super) fn replace(&mut self, who: &str) -> Result<Answer, Refusal> {
        let holder = self.whoever(who)?;
        if self.holders[holder].restricted.is_some() {
            return refuse("holder-restricted");
        }
        let old = self.holders[holder].card;
        let card = self.card(old);
        if card.state != CardState::Lost {
            return refuse("run-state");
        }
        let center = self.batches[usize::try_from(old.batch - 1).expect("a batch")].center;
        let same = self.stock(center, Some((card.agent, card.staff)), &[]);
        let Some(new) = same.or_else(|| self.stock(center, Some((None, None)), &[])) else {
            return refuse("not-found");
        };
        let active = card.lost_from != Some(CardState::Sold);
        let block = self.holders[holder].blocks.last().map_or(Moment::MIN, |(at, ..)| *at);
        let at = self.now.max(card.last_at).max(block);
        let old_card = self.card_mut(old);
        (old_card.state, old_card.last_at) = (CardState::Replaced, at);
        let state = if active { CardState::Active } else { CardState::Sold };
        let new_card = self.card_mut(new);
        (new_card.state, new_card.holder, new_card.last_at) = (state, Some(holder), at);
        let holder = &mut self.holders[holder];
        holder.card = new;
        holder.blocks.extend([(at, old, CardState::Replaced), (at, new, state)]);
        done()
    }

    /// Whether a purchase is held: the card that it names, or the one that was live, was blocked when it was made. Of a
    /// whole day it is enough that it was blocked for a moment.
    pub(super) fn blocked(&self, holder: usize, card: Option<CardAt>, from: Moment, to: Moment) -> bool {
        let blocks = self.holders[holder].blocks.iter();
        let blocks: Vec<_> = blocks.filter(|(_, of, _)| card.is_none_or(|card| card == *of)).collect();
        let blocks_it = |state| matches!(state, CardState::Frozen | CardState::Lost | CardState::Replaced);
        // A card that came in the place of another one buys nothing before that.
        let mut held = card.is_some() && blocks.first().is_some_and(|(_, _, state)| !blocks_it(*state));
        let not_yet = held;
        let mut since = Moment::MIN;
        let (mut within, mut first) = (false, true);
        for (at, _, state) in blocks {
            if *at >= to {
                break;
            }
            if *at > from.max(since) && held && !(first && not_yet) {
                within = true;
            }
            (since, held, first) = (*at, blocks_it(*state), false);
        }
        within || held
    }
}
