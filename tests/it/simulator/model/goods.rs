//! Goods that holders sell and swap.

use super::{Answer, CardState, History, Item, Model, Provider, Refusal, done, refuse, unchanged};
use crate::simulator::act::{At, Buyer, Row};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Deal {
    Open,
    Sold,
    Swapped,
    Withdrawn,
}

impl Deal {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Sold => "sold",
            Self::Swapped => "swapped",
            Self::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Clone, Debug)]
pub(in crate::simulator) struct Listing {
    pub(in crate::simulator) holder: usize,
    pub(in crate::simulator) swap: bool,
    pub(in crate::simulator) amount: i64,
    pub(in crate::simulator) state: Deal,
}

/// What everybody owes who sells, in parts per million: the setting.
const RATE: i64 = 50_000;

impl Model {
    /// Somebody who is neither restricted nor without a card in use.
    fn taking_part(&self, who: &str) -> Result<usize, Refusal> {
        let id = self.whoever(who)?;
        let holder = &self.holders[id];
        if holder.restricted.is_some() {
            return refuse("holder-restricted");
        }
        let active = holder.active_from.is_some_and(|from| from <= self.today());
        if active && self.card(holder.card).state == CardState::Active { Ok(id) } else { refuse("run-state") }
    }

    fn may(&self, id: usize, what: &str) -> Result<(), Refusal> {
        let tier = self.holders[id].tiers.on(self.today());
        let may = tier.is_some_and(|tier| self.tiers[*tier].permissions.split(',').any(|word| word == what));
        if may { Ok(()) } else { refuse("permission-missing") }
    }

    pub(super) fn offer(&mut self, who: &str, swap: bool, amount: i64) -> Result<Answer, Refusal> {
        let id = self.taking_part(who)?;
        self.may(id, if swap { "swap" } else { "sell" })?;
        let holder = &self.holders[id];
        if !self.providers.iter().any(|provider| provider.code == holder.reference) {
            let since = holder.active_from.expect("it takes part");
            let rates = History::begin(since, self.recorded(), RATE);
            self.providers.push(Provider { code: holder.reference.clone(), rates });
        }
        self.listings.push(Listing { holder: id, swap, amount, state: Deal::Open });
        done()
    }

    fn listing(&self, number: i64) -> Result<usize, Refusal> {
        usize::try_from(number - 1).ok().filter(|at| *at < self.listings.len()).ok_or("not-found")
    }

    fn open(&self, number: i64, swap: bool) -> Result<usize, Refusal> {
        let at = self.listing(number)?;
        let listing = &self.listings[at];
        if listing.state == Deal::Open && listing.swap == swap { Ok(at) } else { refuse("run-state") }
    }

    pub(super) fn sell(&mut self, number: i64, to: &str) -> Result<Answer, Refusal> {
        let at = self.open(number, false)?;
        let listing = self.listings[at].clone();
        let reference = self.holders[listing.holder].reference.clone();
        let seller = self.taking_part(&reference)?;
        let buyer = self.taking_part(to)?;
        if seller == buyer {
            return refuse("usage");
        }
        self.may(seller, "sell")?;
        let row = Row {
            id: format!("listing-{number}"),
            buyer: Buyer::Ref(to.to_owned()),
            provider: reference.clone(),
            amount: listing.amount,
            at: At::Moment(self.now),
            category: None,
            refund_of: None,
        };
        let stamp = self.stamp_of(&row).ok_or("run-state")?;
        let provider = self.providers.iter().position(|known| known.code == reference).expect("it sells");
        self.items.push(Item {
            source: "goods",
            row,
            holder: buyer,
            provider,
            at: self.now,
            stamp: Some(stamp),
            original: None,
            refunds: Vec::new(),
            held: false,
            run: None,
            late: false,
            plan: None,
            pool: 0,
            lines: Vec::new(),
        });
        self.listings[at].state = Deal::Sold;
        done()
    }

    /// An even exchange.
    pub(super) fn swap(&mut self, number: i64, other: i64) -> Result<Answer, Refusal> {
        if number == other {
            return refuse("usage");
        }
        let (one, other) = (self.open(number, true)?, self.open(other, true)?);
        let (first, second) = (self.listings[one].holder, self.listings[other].holder);
        if first == second {
            return refuse("usage");
        }
        for id in [first, second] {
            let reference = self.holders[id].reference.clone();
            self.taking_part(&reference)?;
        }
        for id in [first, second] {
            self.may(id, "swap")?;
        }
        self.listings[one].state = Deal::Swapped;
        self.listings[other].state = Deal::Swapped;
        done()
    }

    pub(super) fn withdraw_listing(&mut self, number: i64) -> Result<Answer, Refusal> {
        let at = self.listing(number)?;
        match self.listings[at].state {
            Deal::Open => {
                self.listings[at].state = Deal::Withdrawn;
                done()
            }
            Deal::Withdrawn => unchanged(),
            Deal::Sold | Deal::Swapped => refuse("run-state"),
        }
    }

    /// Whoever is restricted offers nothing any more.
    pub(super) fn end_listings(&mut self, holder: usize) {
        let open = |listing: &&mut Listing| listing.holder == holder && listing.state == Deal::Open;
        for listing in self.listings.iter_mut().filter(open) {
            listing.state = Deal::Withdrawn;
        }
    }
}
