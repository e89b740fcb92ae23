//! The division of one amount, by the letter of the rules and in fractions of a million. Slow and plain.

use std::collections::BTreeMap;

/// A whole, in parts per million.
pub(crate) const WHOLE: i128 = 1_000_000;

/// The parties of an item, in the fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Place {
    Holder,
    Agent(usize),
    Staff,
    Center,
    Platform,
}

/// Where a share goes that has no party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Platform,
    LastAgent,
    Center,
}

/// A share of a plan; `tier` and `category` are those for which alone it holds.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) place: Place,
    pub(crate) tier: Option<usize>,
    pub(crate) category: Option<&'static str>,
    pub(crate) rate: i128,
    pub(crate) missing: Missing,
}

/// What an item is divided by.
pub(crate) struct Terms<'a> {
    pub(crate) shares: &'a [Share],
    pub(crate) floor: bool,
    pub(crate) provider_rate: i128,
    pub(crate) tier: usize,
    pub(crate) category: Option<&'a str>,
    /// Whether a staff member served.
    pub(crate) staff: bool,
    /// Of each agent from level 1 up, whether it was suspended.
    pub(crate) suspended: &'a [bool],
}

impl Terms<'_> {
    pub(crate) fn pool(&self, amount: i128) -> i128 {
        amount * self.provider_rate / WHOLE
    }

    /// What everybody gets of an amount; nobody stands in it with nothing.
    pub(crate) fn divide(&self, amount: i128) -> BTreeMap<Place, i128> {
        let pool = self.pool(amount);
        let parts = self.parts();
        let mut given: BTreeMap<Place, i128> =
            parts.iter().map(|(place, rate)| (*place, pool * rate / WHOLE)).collect();
        let mut rest = pool - given.values().sum::<i128>();
        if self.floor {
            *given.entry(Place::Platform).or_insert(0) += rest;
            rest = 0;
        }
        let mut served: Vec<Place> = Vec::new();
        while rest > 0 {
            let mut next: Option<(Place, i128)> = None;
            for (place, rate) in &parts {
                let remainder = pool * rate % WHOLE;
                if !served.contains(place) && next.is_none_or(|(_, most)| remainder > most) {
                    next = Some((*place, remainder));
                }
            }
            let (place, _) = next.expect("fewer units are left than there are parts");
            *given.get_mut(&place).expect("a part") += 1;
            served.push(place);
            rest -= 1;
        }
        assert_eq!(given.values().sum::<i128>(), pool);
        given.retain(|_, units| *units != 0);
        given
    }

    /// Who is entitled to how much of the pool.
    fn parts(&self) -> BTreeMap<Place, i128> {
        let mut parts: BTreeMap<Place, i128> = BTreeMap::new();
        let mut places: Vec<Place> = self.shares.iter().map(|share| share.place).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            if let Some(share) = self.share_of(place) {
                *parts.entry(self.receiver(share)).or_insert(0) += share.rate;
            }
        }
        let others: i128 =
            parts.iter().filter(|(place, _)| **place != Place::Platform).map(|(_, rate)| rate).sum();
        assert!(others <= WHOLE, "the plan gives more than there is");
        parts.insert(Place::Platform, WHOLE - others);
        parts
    }

    /// The share that holds for a place: tier and category before tier before category before neither.
    fn share_of(&self, place: Place) -> Option<&Share> {
        let holds = |share: &&Share| {
            share.place == place
                && share.tier.is_none_or(|tier| tier == self.tier)
                && share.category.is_none_or(|category| Some(category) == self.category)
        };
        let weight = |share: &&Share| (share.tier.is_some(), share.category.is_some());
        self.shares.iter().filter(holds).max_by_key(weight)
    }

    fn receiver(&self, share: &Share) -> Place {
        let there = match share.place {
            Place::Agent(level) => self.suspended.get(level - 1) == Some(&false),
            Place::Staff => self.staff,
            Place::Holder | Place::Center | Place::Platform => true,
        };
        if there {
            return share.place;
        }
        match share.missing {
            Missing::Platform => Place::Platform,
            Missing::Center => Place::Center,
            Missing::LastAgent => {
                let last = self.suspended.iter().rposition(|suspended| !suspended);
                last.map_or(Place::Platform, |above| Place::Agent(above + 1))
            }
        }
    }
}
