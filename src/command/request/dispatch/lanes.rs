//! Which provider gets what, and what is sent next: a lane for each provider of a service.

use std::collections::{HashMap, VecDeque};

use crate::domain::party::PartyId;
use crate::domain::service::{Regions, Rule};
use crate::domain::signature::SigningSecret;
use crate::error::Error;
use crate::store::dispatch::{self, Queued};
use crate::store::service::{Offer, OfferState, Service};
use crate::store::{StoreError, Tx, facets, service};
use crate::vault::Vault;

/// So many things of a service are read at once.
const PAGE: i64 = 256;
/// So many are held at most: behind a slow provider there may be many before one for another.
const HELD: usize = 20_000;
/// After so many failures in a row a provider is left alone for this time.
const PATIENCE: u32 = 5;

/// A provider of a service, and what is for it.
pub struct Lane {
    /// What it offers.
    pub offer: Offer,
    /// The code of the service.
    pub service: String,
    /// What signs for it.
    pub secret: SigningSecret,
    waiting: VecDeque<Queued>,
    in_flight: usize,
    failures: u32,
    /// What came of it.
    pub tally: Tally,
}

/// What came of what was sent to a provider.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// So much was sent.
    pub sent: u64,
    /// So much of it was taken.
    pub delivered: u64,
    /// So much has been given up.
    pub dead: u64,
    /// The longest that it took, in microseconds.
    pub slowest_us: i64,
}

/// A service and how far its queue is read.
struct Queue {
    service: Service,
    /// The places of its providers' lanes, in their order.
    lanes: Vec<usize>,
    read: Option<Queued>,
    ended: bool,
}

/// All lanes.
pub struct Lanes {
    each: Vec<Lane>,
    queues: Vec<Queue>,
    concurrency: usize,
}

impl Lanes {
    /// The open offers of these services.
    pub async fn load(
        tx: &mut Tx,
        vault: &Vault,
        services: Vec<Service>,
        concurrency: usize,
    ) -> Result<Self, Error> {
        let mut offers: HashMap<i64, Vec<Offer>> = HashMap::new();
        for offer in service::offers(tx).await?.into_iter().filter(|offer| offer.state == OfferState::Open) {
            offers.entry(offer.service_id).or_default().push(offer);
        }
        let mut lanes = Vec::new();
        let mut queues = Vec::new();
        for each in services {
            let first = lanes.len();
            for offer in offers.remove(&each.service_id).unwrap_or_default() {
                let (table, column) = service::SECRET;
                let row = offer.sealed_row();
                let secret = vault.open(table, column, &row, &offer.secret)?;
                let secret = SigningSecret::of_bytes(secret.to_vec())
                    .map_err(|why| StoreError::inconsistent("service_offer", "secret", &row, why))?;
                lanes.push(Lane {
                    offer,
                    service: each.code.clone(),
                    secret,
                    waiting: VecDeque::new(),
                    in_flight: 0,
                    failures: 0,
                    tally: Tally::default(),
                });
            }
            queues.push(Queue {
                service: each,
                lanes: (first..lanes.len()).collect(),
                read: None,
                ended: false,
            });
        }
        Ok(Self { each: lanes, queues, concurrency })
    }

    /// The numbers of the services.
    pub fn services(&self) -> impl Iterator<Item = i64> {
        self.queues.iter().map(|queue| queue.service.service_id)
    }

    /// Services that have no open provider.
    pub fn without_providers(&self) -> impl Iterator<Item = &Service> {
        self.queues.iter().filter(|queue| queue.lanes.is_empty()).map(|queue| &queue.service)
    }

    /// Reads on in the queues, until every lane has something, or nothing more is due.
    pub async fn fill(&mut self, tx: &mut Tx, now: i64) -> Result<(), Error> {
        for place in 0..self.queues.len() {
            loop {
                let queue = &self.queues[place];
                let starving = queue.lanes.iter().any(|lane| self.each[*lane].waiting.is_empty());
                if queue.ended || queue.lanes.is_empty() || !starving || self.held() >= HELD {
                    break;
                }
                self.read(tx, place, now).await?;
            }
        }
        Ok(())
    }

    /// Reads a page. What fails of it is read again the next time.
    async fn read(&mut self, tx: &mut Tx, place: usize, now: i64) -> Result<(), Error> {
        let queue = &self.queues[place];
        let id = queue.service.service_id;
        let page = dispatch::due(tx, id, now, queue.read.as_ref(), PAGE).await?;
        let ended = i64::try_from(page.len()).unwrap_or(i64::MAX) < PAGE;
        let Some(last) = page.last().cloned() else {
            self.queues[place].ended = true;
            return Ok(());
        };
        let offers: Vec<&Offer> = queue.lanes.iter().map(|lane| &self.each[*lane].offer).collect();
        let regions: Vec<&Regions> = offers.iter().map(|offer| &offer.regions).collect();
        let asks_where = regions.iter().any(|regions| !regions.is_everywhere());
        let facets = if asks_where {
            let mut holders: Vec<i64> = page.iter().map(|queued| queued.holder_id).collect();
            holders.sort_unstable();
            holders.dedup();
            facets::of_many(tx, &holders).await?
        } else {
            HashMap::new()
        };
        let mut turn = 0;
        if queue.service.rule == Rule::RoundRobin {
            let new = page.iter().filter(|queued| queued.provider_id.is_none()).count();
            turn = service::advance_turn(tx, id, i64::try_from(new).unwrap_or(0)).await?;
        }
        let mut assigned = Vec::with_capacity(page.len());
        for queued in page {
            // Whoever got it before knows it, and may have done it without being able to say so.
            let before = queued.provider_id.map(PartyId::new);
            let same = offers.iter().position(|offer| Some(offer.provider_id) == before);
            let region = facets.get(&queued.holder_id).and_then(|facets| facets.get("region"));
            let chosen =
                same.or_else(|| choose(queue.service.rule, &regions, region.map(String::as_str), turn));
            if queued.provider_id.is_none() {
                turn += 1;
            }
            if let Some(chosen) = chosen {
                assigned.push((queue.lanes[chosen], queued));
            }
        }
        let queue = &mut self.queues[place];
        queue.ended = ended;
        queue.read = Some(last);
        for (lane, queued) in assigned {
            // What is for a provider that is left alone stays where it is.
            if self.each[lane].failures < PATIENCE {
                self.each[lane].waiting.push_back(queued);
            }
        }
        Ok(())
    }

    fn held(&self) -> usize {
        self.each.iter().map(|lane| lane.waiting.len()).sum()
    }

    /// Takes what is sent next, and the place of its lane: the first in order of those whose provider has room. Providers
    /// share what may be sent at once, so that one that is slow holds up nobody else. From here on it is on its way.
    pub fn next(&mut self) -> Option<(usize, Queued)> {
        let busy = self.each.iter().filter(|lane| lane.in_flight > 0 || !lane.waiting.is_empty()).count();
        let share = (self.concurrency / busy.max(1)).max(1);
        let (place, _) = self
            .each
            .iter()
            .enumerate()
            .filter(|(_, lane)| lane.in_flight < share)
            .filter_map(|(place, lane)| Some((place, lane.waiting.front()?)))
            .min_by(|(_, one), (_, other)| order(one).cmp(&order(other)))?;
        let lane = &mut self.each[place];
        let queued = lane.waiting.pop_front()?;
        lane.in_flight += 1;
        Some((place, queued))
    }

    /// What was taken is not sent after all.
    pub fn passed_over(&mut self, place: usize) {
        self.each[place].in_flight -= 1;
    }

    /// How much is on its way in each lane.
    pub fn on_their_way(&self) -> Vec<usize> {
        self.each.iter().map(|lane| lane.in_flight).collect()
    }

    /// Gives back all that was taken since so much was on its way, in the order in which it was taken.
    pub fn put_back(&mut self, taken: Vec<(usize, Queued)>, on_their_way: &[usize]) {
        for (place, queued) in taken.into_iter().rev() {
            self.each[place].waiting.push_front(queued);
        }
        for (lane, in_flight) in self.each.iter_mut().zip(on_their_way) {
            lane.in_flight = *in_flight;
        }
    }

    /// The lane of a place.
    pub fn lane(&self, place: usize) -> &Lane {
        &self.each[place]
    }

    /// Something that was taken is sent to a provider.
    pub fn began(&mut self, place: usize) {
        self.each[place].tally.sent += 1;
    }

    /// Something came to its end. `reached` says whether the provider answered at all.
    pub fn ended(&mut self, place: usize, reached: bool, delivered: bool, took_us: i64) {
        let lane = &mut self.each[place];
        lane.in_flight -= 1;
        lane.tally.delivered += u64::from(delivered);
        lane.tally.slowest_us = lane.tally.slowest_us.max(took_us);
        lane.failures = if reached { 0 } else { lane.failures + 1 };
        if lane.failures >= PATIENCE {
            lane.waiting.clear();
        }
    }

    /// Something for a provider was given up.
    pub fn died(&mut self, place: usize) {
        self.each[place].tally.dead += 1;
    }

    /// The lanes to which something was sent.
    pub fn used(&self) -> impl Iterator<Item = &Lane> {
        self.each.iter().filter(|lane| lane.tally.sent > 0)
    }
}

impl Lane {
    /// Whether it was left alone, since it did not answer.
    pub const fn is_left_alone(&self) -> bool {
        self.failures >= PATIENCE
    }
}

/// What the queue is ordered by, over all services.
fn order(queued: &Queued) -> (i64, i64, &[u8], i64, i64) {
    (queued.kind, queued.priority, &queued.key, queued.item_id, queued.holder_id)
}

/// Which of a service's providers gets something of a holder in a region: its place among them. Nothing when nobody serves
/// there.
fn choose(rule: Rule, offers: &[&Regions], region: Option<&str>, turn: i64) -> Option<usize> {
    let serving: Vec<(usize, usize)> = offers
        .iter()
        .enumerate()
        .filter_map(|(place, regions)| Some((place, regions.nearness(region)?)))
        .collect();
    match rule {
        Rule::First => serving.first().map(|(place, _)| *place),
        Rule::RoundRobin => {
            let count = i64::try_from(serving.len()).ok().filter(|count| *count > 0)?;
            let at = usize::try_from(turn.rem_euclid(count)).ok()?;
            serving.get(at).map(|(place, _)| *place)
        }
        // Of several that are as near, the first.
        Rule::Region => {
            let nearest = serving.iter().map(|(_, nearness)| *nearness).max()?;
            serving.iter().find(|(_, nearness)| *nearness == nearest).map(|(place, _)| *place)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(rule: Rule, offers: &[&str], region: Option<&str>, turn: i64) -> Option<usize> {
        let regions: Vec<Regions> =
            offers.iter().map(|text| Regions::parse(text).expect("regions")).collect();
        choose(rule, &regions.iter().collect::<Vec<_>>(), region, turn)
    }

    #[test]
    fn the_first_that_serves_the_region_is_chosen() {
        let offers = ["11", "", "31"];
        assert_eq!(chosen(Rule::First, &offers, Some("110102"), 0), Some(0));
        assert_eq!(chosen(Rule::First, &offers, Some("310115"), 0), Some(1));
        assert_eq!(chosen(Rule::First, &offers, None, 0), Some(1));
        assert_eq!(chosen(Rule::First, &["11"], Some("310115"), 0), None);
        assert_eq!(chosen(Rule::First, &[], None, 0), None);
    }

    #[test]
    fn turns_go_round_those_who_serve() {
        let offers = ["", "11", ""];
        let turns = |region| (0..6).map(move |turn| chosen(Rule::RoundRobin, &offers, region, turn));
        assert!(turns(Some("110102")).eq([0, 1, 2, 0, 1, 2].map(Some)));
        assert!(turns(Some("310115")).eq([0, 2, 0, 2, 0, 2].map(Some)));
        assert_eq!(chosen(Rule::RoundRobin, &["11"], None, 3), None);
    }

    #[test]
    fn the_nearest_region_is_chosen_and_of_equals_the_first() {
        let offers = ["", "11", "1101,3101", "1101"];
        assert_eq!(chosen(Rule::Region, &offers, Some("110102"), 0), Some(2));
        assert_eq!(chosen(Rule::Region, &offers, Some("112233"), 0), Some(1));
        assert_eq!(chosen(Rule::Region, &offers, Some("440305"), 0), Some(0));
        assert_eq!(chosen(Rule::Region, &offers, None, 0), Some(0));
        assert_eq!(chosen(Rule::Region, &["11"], Some("440305"), 0), None);
    }
}
