//! Which serials of a batch may be sold, and to whom they are allocated.

use std::collections::BTreeSet;

use super::{SerialRange, SerialRanges};
use crate::domain::party::PartyId;

/// To whom cards are allocated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocated {
    /// The agent.
    pub agent: Option<PartyId>,
    /// The staff member.
    pub staff: Option<PartyId>,
}

impl Allocated {
    /// This, and where it says nothing the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { agent: self.agent.or(other.agent), staff: self.staff.or(other.staff) }
    }
}

/// Serials that were released to the same agent and staff member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The serials.
    pub serials: SerialRange,
    /// To whom.
    pub to: Allocated,
}

/// The released serials of a batch, in ascending order; none is released twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Releases(Vec<Release>);

/// What changes for some serials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The serials.
    pub serials: SerialRange,
    /// To whom they were released before; nothing when they were not.
    pub from: Option<Allocated>,
    /// To whom they are now.
    pub to: Allocated,
}

impl Releases {
    /// The releases as they are stored: in ascending order, without overlap.
    #[must_use]
    pub const fn new(releases: Vec<Release>) -> Self {
        Self(releases)
    }

    /// The releases, in ascending order.
    #[must_use]
    pub fn list(&self) -> &[Release] {
        &self.0
    }

    /// How many serials are released.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|release| release.serials.count()).sum()
    }

    /// To whom a serial is released.
    #[must_use]
    pub fn of(&self, serial: u32) -> Option<Allocated> {
        let after = self.0.partition_point(|release| release.serials.last < serial);
        self.0.get(after).filter(|release| release.serials.first <= serial).map(|release| release.to)
    }

    /// The serials among the first `cards` that are not released.
    #[must_use]
    pub fn missing(&self, cards: u32) -> SerialRanges {
        let mut next = 1;
        let mut gaps = Vec::new();
        for release in &self.0 {
            if release.serials.first > next {
                gaps.push(SerialRange { first: next, last: release.serials.first - 1 });
            }
            next = release.serials.last + 1;
        }
        if next <= cards {
            gaps.push(SerialRange { first: next, last: cards });
        }
        SerialRanges::of(gaps)
    }

    /// Releases serials `to` an agent and a staff member. Where `to` leaves one open, a serial that was released
    /// before keeps its own and another gets that of the `batch`. Gives the releases after it, and what changes.
    #[must_use]
    pub fn release(&self, serials: &SerialRanges, to: Allocated, batch: Allocated) -> (Self, Vec<Change>) {
        let before = self.0.iter().map(|release| release.serials);
        // Between two of these nothing differs.
        let edges: BTreeSet<u32> = before
            .chain(serials.ranges().iter().copied())
            .flat_map(|range| [range.first, range.last + 1])
            .collect();
        let edges: Vec<u32> = edges.into_iter().collect();
        let (mut after, mut changes) = (Vec::<Release>::new(), Vec::<Change>::new());
        for pair in edges.windows(2) {
            let range = SerialRange { first: pair[0], last: pair[1] - 1 };
            let from = self.of(range.first);
            let now = if serials.contains(range.first) { Some(to.or(from.unwrap_or(batch))) } else { from };
            let Some(now) = now else { continue };
            match after.last_mut() {
                Some(last) if last.to == now && last.serials.last + 1 == range.first => {
                    last.serials.last = range.last;
                }
                _ => after.push(Release { serials: range, to: now }),
            }
            if from == Some(now) {
                continue;
            }
            match changes.last_mut() {
                Some(last) if last.to == now && last.from == from && last.serials.last + 1 == range.first => {
                    last.serials.last = range.last;
                }
                _ => changes.push(Change { serials: range, from, to: now }),
            }
        }
        (Self(after), changes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn to(agent: i64) -> Allocated {
        Allocated { agent: Some(PartyId::new(agent)), staff: None }
    }

    fn serials(text: &str) -> SerialRanges {
        text.parse().expect("serials")
    }

    fn shown(releases: &Releases) -> Vec<String> {
        let agent = |to: Allocated| to.agent.map_or(0, PartyId::get);
        releases.list().iter().map(|each| format!("{} to {}", each.serials, agent(each.to))).collect()
    }

    #[test]
    fn ranges_are_released_to_different_agents_and_moved_between_them() {
        let none = Releases::default();
        let (first, changes) = none.release(&serials("1-50"), to(1), Allocated::default());
        assert_eq!(shown(&first), ["1-50 to 1"]);
        assert_eq!(changes.len(), 1);
        let (both, _) = first.release(&serials("51-100"), to(2), Allocated::default());
        assert_eq!(shown(&both), ["1-50 to 1", "51-100 to 2"]);
        assert!(both.missing(100).is_empty());
        let (moved, changes) = both.release(&serials("41-60"), to(2), Allocated::default());
        assert_eq!(shown(&moved), ["1-40 to 1", "41-100 to 2"]);
        assert_eq!(
            changes,
            [Change { serials: SerialRange { first: 41, last: 50 }, from: Some(to(1)), to: to(2) }]
        );
        let (same, changes) = moved.release(&serials("1-100"), Allocated::default(), to(9));
        assert_eq!((same, changes), (moved, vec![]));
    }

    #[test]
    fn what_is_not_said_comes_from_the_batch() {
        let (releases, _) = Releases::default().release(&serials("3-4"), Allocated::default(), to(9));
        assert_eq!(shown(&releases), ["3-4 to 9"]);
        assert_eq!(releases.missing(6).to_string(), "1-2,5-6");
        assert_eq!(Releases::default().missing(6).to_string(), "1-6");
    }

    proptest! {
        #[test]
        fn each_serial_is_released_as_if_alone(
            steps in prop::collection::vec((1..40_u32, 0..12_u32, 0..4_i64, 0..3_i64), 1..8)
        ) {
            let party = |number: i64| (number > 0).then(|| PartyId::new(number));
            let batch = to(7);
            let mut model: BTreeMap<u32, Allocated> = BTreeMap::new();
            let mut releases = Releases::default();
            for (first, more, agent, staff) in steps {
                let wanted = Allocated { agent: party(agent), staff: party(staff) };
                let range = SerialRange { first, last: first + more };
                let (after, changes) = releases.release(&SerialRanges::of([range]), wanted, batch);
                let mut changed = BTreeMap::new();
                for serial in range.first..=range.last {
                    let before = model.get(&serial).copied();
                    let now = wanted.or(before.unwrap_or(batch));
                    if before != Some(now) {
                        changed.insert(serial, (before, now));
                    }
                    model.insert(serial, now);
                }
                let listed: BTreeMap<_, _> = changes
                    .iter()
                    .flat_map(|each| (each.serials.first..=each.serials.last).map(|n| (n, (each.from, each.to))))
                    .collect();
                prop_assert_eq!(listed, changed);
                prop_assert_eq!(after.count() as usize, model.len());
                releases = after;
                for serial in 1..60 {
                    prop_assert_eq!(releases.of(serial), model.get(&serial).copied());
                    prop_assert_eq!(releases.missing(59).contains(serial), !model.contains_key(&serial));
                }
            }
        }
    }
}
