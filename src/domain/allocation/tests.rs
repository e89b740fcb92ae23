//! Vectors of `SETTLEMENT.md`, and a naive reference for everything else.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::plan::{Plan, Share};
use crate::domain::role::Role;

const HOLDER: PartyId = PartyId::new(1);
const STAFF: PartyId = PartyId::new(2);
const CENTER: PartyId = PartyId::new(3);
const PLATFORM: PartyId = PartyId::new(4);

fn agent(level: i64) -> Slot {
    Slot::agent(level.try_into().expect("a level"))
}

/// The agent at a place of the chain; suspended agents are the same people.
fn agent_id(level: usize) -> PartyId {
    PartyId::new(100 + i64::try_from(level).expect("a short chain"))
}

/// A chain from level 1: `o` an agent, `x` a suspended one.
fn chain(marks: &str) -> Vec<ChainLink> {
    (1..)
        .zip(marks.chars())
        .map(|(level, mark)| ChainLink { agent: agent_id(level), suspended: mark == 'x' })
        .collect()
}

fn parties(chain: &[ChainLink]) -> Parties<'_> {
    Parties { holder: HOLDER, chain, staff: Some(STAFF), center: Some(CENTER), platform: PLATFORM }
}

fn plan(rounding: Rounding, shares: &[(Slot, u32, Missing)]) -> Resolved {
    let shares = shares
        .iter()
        .map(|&(slot, rate, missing)| Share {
            slot,
            tier: None,
            category: None,
            rate: Ppm::new(rate).expect("a rate"),
            missing,
        })
        .collect();
    let date = jiff::civil::date(2026, 1, 1);
    Plan::new("test".to_owned(), date, rounding, 0, shares).expect("a plan").resolve(None, None)
}

fn largest_remainder(shares: &[(Slot, u32)]) -> Resolved {
    let shares: Vec<_> = shares.iter().map(|&(slot, rate)| (slot, rate, Missing::Platform)).collect();
    plan(Rounding::LargestRemainder, &shares)
}

fn allocated(resolved: &Resolved, parties: &Parties<'_>, pool: i64) -> Vec<(Slot, i64)> {
    let mut lines = Lines::default();
    Division::of(resolved, parties).allocate(Money::from_minor(pool), &mut lines);
    amounts(&lines)
}

fn amounts(lines: &Lines) -> Vec<(Slot, i64)> {
    lines.as_slice().iter().map(|line| (line.slot, line.amount.minor())).collect()
}

#[test]
fn a_pool_is_rounded_down() {
    let minor = |amount, rate| pool(Money::from_minor(amount), Ppm::new(rate).expect("a rate")).minor();
    assert_eq!(minor(12_345, 120_000), 1481);
    assert_eq!(minor(8, 120_000), 0);
    assert_eq!(minor(9, 120_000), 1);
    assert_eq!(minor(999_999_999_999, 999_999), 999_998_999_999);
    assert_eq!(minor(999_999_999_999, 1_000_000), 999_999_999_999);
    assert_eq!(minor(i64::MAX, 1_000_000), i64::MAX);
    assert_eq!(minor(i64::MAX, 1), 9_223_372_036_854);
    assert_eq!(minor(0, 1_000_000), 0);
}

#[test]
#[should_panic(expected = "only an amount of zero or more is divided")]
fn a_negative_amount_is_never_divided() {
    let _ = pool(Money::from_minor(-1), Ppm::WHOLE);
}

#[test]
fn the_vectors_hold() {
    let everybody = parties(&[]);
    let two = |rate| largest_remainder(&[(Slot::HOLDER, rate)]);
    let both = |holder, platform| vec![(Slot::HOLDER, holder), (Slot::PLATFORM, platform)];
    assert_eq!(allocated(&two(750_000), &everybody, 9999), both(7499, 2500));
    assert_eq!(allocated(&two(490_000), &everybody, 1003), both(491, 512));
    assert_eq!(allocated(&two(500_000), &everybody, 101), both(51, 50));

    let links = chain("o");
    let five = largest_remainder(&[
        (Slot::HOLDER, 400_000),
        (agent(1), 200_000),
        (Slot::STAFF, 100_000),
        (Slot::CENTER, 100_000),
    ]);
    assert_eq!(allocated(&five, &parties(&links), 1), [(Slot::HOLDER, 1)]);

    let thirds =
        largest_remainder(&[(Slot::HOLDER, 333_333), (Slot::STAFF, 333_333), (Slot::CENTER, 333_333)]);
    assert_eq!(
        allocated(&thirds, &everybody, 100),
        [(Slot::HOLDER, 34), (Slot::STAFF, 33), (Slot::CENTER, 33)]
    );
}

#[test]
fn a_refund_may_have_a_positive_line() {
    let resolved = largest_remainder(&[(Slot::HOLDER, 400_000), (Slot::STAFF, 150_000)]);
    let division = Division::of(&resolved, &parties(&[]));
    let mut lines = Lines::default();
    division.allocate(Money::from_minor(4), &mut lines);
    assert_eq!(amounts(&lines), [(Slot::HOLDER, 2), (Slot::PLATFORM, 2)]);
    division.allocate_refund(Money::from_minor(4), Money::from_minor(3), &mut lines);
    assert_eq!(amounts(&lines), [(Slot::HOLDER, -1), (Slot::STAFF, 1), (Slot::PLATFORM, -1)]);
    assert_eq!(lines.pool(), Money::from_minor(-1));
}

#[test]
#[should_panic(expected = "a refund leaves no more than there was")]
fn a_refund_never_adds_to_the_pool() {
    let division = Division::of(&largest_remainder(&[]), &parties(&[]));
    division.allocate_refund(Money::from_minor(3), Money::from_minor(4), &mut Lines::default());
}

#[test]
fn floor_leaves_every_unit_to_the_platform() {
    let shares = [(Slot::HOLDER, 500_000, Missing::Platform), (Slot::STAFF, 500_000, Missing::Platform)];
    assert_eq!(
        allocated(&plan(Rounding::Floor, &shares), &parties(&[]), 101),
        [(Slot::HOLDER, 50), (Slot::STAFF, 50), (Slot::PLATFORM, 1)]
    );
}

/// Agents of levels 1 to 3 have 20 %, 10 % and 5 %, of a pool of 1000.
#[test]
fn a_missing_agent_is_replaced_as_the_plan_says() {
    let received = |missing, marks: &str, center| {
        let shares =
            [(agent(1), 200_000, missing), (agent(2), 100_000, missing), (agent(3), 50_000, missing)];
        let links = chain(marks);
        let parties = Parties { center, ..parties(&links) };
        allocated(&plan(Rounding::LargestRemainder, &shares), &parties, 1000)
    };
    let (p, c) = (Slot::PLATFORM, Slot::CENTER);
    let [a1, a2, a3, a4] = [1, 2, 3, 4].map(agent);
    let here = Some(CENTER);

    assert_eq!(received(Missing::Platform, "ooo", here), [(a1, 200), (a2, 100), (a3, 50), (p, 650)]);
    assert_eq!(received(Missing::Platform, "ox", here), [(a1, 200), (p, 800)]);
    assert_eq!(received(Missing::Platform, "", here), [(p, 1000)]);

    assert_eq!(received(Missing::Center, "oo", here), [(a1, 200), (a2, 100), (c, 50), (p, 650)]);
    assert_eq!(received(Missing::Center, "xxx", here), [(c, 350), (p, 650)]);
    assert_eq!(received(Missing::Center, "xxx", None), [(p, 1000)]);

    assert_eq!(received(Missing::LastAgent, "oo", here), [(a1, 200), (a2, 150), (p, 650)]);
    assert_eq!(received(Missing::LastAgent, "ox", here), [(a1, 350), (p, 650)]);
    assert_eq!(received(Missing::LastAgent, "oxo", here), [(a1, 200), (a3, 150), (p, 650)]);
    assert_eq!(received(Missing::LastAgent, "xx", here), [(p, 1000)]);
    // Above the plan's levels.
    assert_eq!(received(Missing::LastAgent, "oxoo", here), [(a1, 200), (a3, 50), (a4, 100), (p, 650)]);
    assert_eq!(received(Missing::LastAgent, "xxxox", here), [(a4, 350), (p, 650)]);
}

#[test]
fn agents_above_level_64_have_no_part() {
    let resolved = plan(Rounding::Floor, &[(agent(1), 500_000, Missing::LastAgent)]);
    let received = |marks: &str| allocated(&resolved, &parties(&chain(marks)), 10);
    let above = "o".repeat(10);
    let to_the_64th = format!("{}o{above}", "x".repeat(63));
    assert_eq!(received(&to_the_64th), [(agent(64), 5), (Slot::PLATFORM, 5)]);
    let only_above = format!("{}{above}", "x".repeat(64));
    assert_eq!(received(&only_above), [(Slot::PLATFORM, 10)]);
}

#[test]
fn staff_and_center_may_be_missing_too() {
    let shares = |missing| [(Slot::STAFF, 100_000, missing), (Slot::CENTER, 300_000, Missing::Platform)];
    let received = |missing, center| {
        let parties = Parties { staff: None, center, ..parties(&[]) };
        allocated(&plan(Rounding::LargestRemainder, &shares(missing)), &parties, 10)
    };
    assert_eq!(received(Missing::Platform, Some(CENTER)), [(Slot::CENTER, 3), (Slot::PLATFORM, 7)]);
    assert_eq!(received(Missing::Center, Some(CENTER)), [(Slot::CENTER, 4), (Slot::PLATFORM, 6)]);
    assert_eq!(received(Missing::Center, None), [(Slot::PLATFORM, 10)]);
}

/// Two shares of 0.7 units are 1.4 together, which is one unit: rounded apart they would be two, or none.
#[test]
fn what_one_receiver_gets_twice_is_added_before_rounding() {
    let shares = [(agent(1), 70_000, Missing::LastAgent), (agent(2), 70_000, Missing::LastAgent)];
    let links = chain("o");
    for rounding in [Rounding::LargestRemainder, Rounding::Floor] {
        assert_eq!(
            allocated(&plan(rounding, &shares), &parties(&links), 10),
            [(agent(1), 1), (Slot::PLATFORM, 9)],
            "{rounding:?}"
        );
    }
}

#[test]
fn lines_name_the_receivers() {
    let agents = chain("xo");
    let resolved = plan(
        Rounding::LargestRemainder,
        &[
            (Slot::HOLDER, 100_000, Missing::Platform),
            (agent(1), 200_000, Missing::LastAgent),
            (Slot::STAFF, 100_000, Missing::Platform),
            (Slot::CENTER, 100_000, Missing::Platform),
        ],
    );
    let mut lines = Lines::default();
    Division::of(&resolved, &parties(&agents)).allocate(Money::from_minor(10), &mut lines);
    let named: Vec<_> = lines.as_slice().iter().map(|line| (line.slot, line.party)).collect();
    assert_eq!(
        named,
        [
            (Slot::HOLDER, HOLDER),
            (agent(2), agent_id(2)),
            (Slot::STAFF, STAFF),
            (Slot::CENTER, CENTER),
            (Slot::PLATFORM, PLATFORM)
        ]
    );
}

#[test]
fn an_explanation_tells_where_every_share_and_unit_went() {
    let links = chain("ox");
    let resolved = plan(
        Rounding::LargestRemainder,
        &[
            (Slot::HOLDER, 333_333, Missing::Platform),
            (agent(1), 0, Missing::Platform),
            (agent(2), 333_333, Missing::LastAgent),
            (agent(3), 100_000, Missing::Center),
            (Slot::STAFF, 33_333, Missing::Platform),
        ],
    );
    let parties = Parties { staff: None, center: None, ..parties(&links) };
    let ppm = |parts| Ppm::new(parts).expect("a rate");
    let part = |slot, party, rate, (floor, remainder, rank, units, amount), sources| Explained {
        slot,
        party,
        rate: ppm(rate),
        floor: Money::from_minor(floor),
        remainder,
        rank,
        units: Money::from_minor(units),
        amount: Money::from_minor(amount),
        sources,
    };
    let stand_in = |slot, rate, absence, missing| Source {
        slot,
        rate: ppm(rate),
        origin: Origin::StandIn { absence, missing },
    };
    let own = |slot, rate| Source { slot, rate: ppm(rate), origin: Origin::Own };
    assert_eq!(
        explain(Money::from_minor(100), &resolved, &parties),
        [
            part(Slot::HOLDER, HOLDER, 333_333, (33, 333_300, 2, 0, 33), vec![own(Slot::HOLDER, 333_333)]),
            part(
                agent(1),
                agent_id(1),
                333_333,
                (33, 333_300, 3, 0, 33),
                vec![
                    own(agent(1), 0),
                    stand_in(agent(2), 333_333, Absence::Suspended(agent_id(2)), Missing::LastAgent)
                ]
            ),
            part(
                Slot::PLATFORM,
                PLATFORM,
                333_334,
                (33, 333_400, 1, 1, 34),
                vec![
                    stand_in(agent(3), 100_000, Absence::ChainTooShort, Missing::Center),
                    stand_in(Slot::STAFF, 33_333, Absence::NoStaff, Missing::Platform),
                    Source { slot: Slot::PLATFORM, rate: ppm(200_001), origin: Origin::Left },
                ]
            ),
        ]
    );
}

/// A settlement problem: everything that decides the lines of an item.
#[derive(Clone, Debug)]
struct Case {
    rounding: Rounding,
    shares: Vec<(Slot, u32, Missing)>,
    chain: Vec<ChainLink>,
    staff: Option<PartyId>,
    center: Option<PartyId>,
}

impl Case {
    fn parties(&self) -> Parties<'_> {
        Parties { staff: self.staff, center: self.center, ..parties(&self.chain) }
    }

    fn division(&self) -> Division {
        Division::of(&plan(self.rounding, &self.shares), &self.parties())
    }

    /// Steps 2 to 5 word by word: names for the receivers, whole fractions, and a sort.
    fn reference(&self, pool: i64) -> Vec<(String, i64)> {
        let key = |slot: Slot| (slot.index(), slot.to_string());
        let mut ppm: BTreeMap<(usize, String), i128> = BTreeMap::new();
        let platform = key(Slot::PLATFORM);
        let last = self.chain.iter().enumerate().rfind(|(index, link)| *index < 64 && !link.suspended);
        let last =
            last.map_or(platform.clone(), |(index, _)| (index + 1, format!("agent level {}", index + 1)));
        let mut others = 0;
        for &(slot, rate, missing) in &self.shares {
            let exists = match slot.level() {
                Some(level) => {
                    self.chain.get(usize::from(level.get()) - 1).is_some_and(|link| !link.suspended)
                }
                None => match slot.role() {
                    Role::Staff => self.staff.is_some(),
                    Role::Center => self.center.is_some(),
                    _ => true,
                },
            };
            let receiver = match (exists, missing, self.center) {
                (true, _, _) => key(slot),
                (false, Missing::LastAgent, _) => last.clone(),
                (false, Missing::Center, Some(_)) => key(Slot::CENTER),
                (false, _, _) => platform.clone(),
            };
            *ppm.entry(receiver).or_default() += i128::from(rate);
            others += i128::from(rate);
        }
        *ppm.entry(platform).or_default() += 1_000_000 - others;

        let mut parts: Vec<((usize, String), i128, i128)> = ppm
            .into_iter()
            .map(|(receiver, ppm)| {
                let exact = i128::from(pool) * ppm;
                (receiver, exact / 1_000_000, exact % 1_000_000)
            })
            .collect();
        let mut left = i128::from(pool) - parts.iter().map(|(_, floor, _)| floor).sum::<i128>();
        match self.rounding {
            Rounding::LargestRemainder => {
                parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
                for part in &mut parts {
                    if left > 0 {
                        part.1 += 1;
                        left -= 1;
                    }
                }
                parts.sort();
            }
            Rounding::Floor => {
                for part in &mut parts {
                    if part.0.1 == "platform" {
                        part.1 += left;
                    }
                }
            }
        }
        parts
            .into_iter()
            .filter(|part| part.1 != 0)
            .map(|((_, receiver), amount, _)| (receiver, i64::try_from(amount).expect("at most the pool")))
            .collect()
    }

    /// What each receiver has exactly, in millionths of a minor unit.
    fn exact(&self, pool: i64) -> Vec<i128> {
        let mut exact = vec![0; Slot::COUNT];
        for part in self.division().parts {
            exact[part.slot.index()] = i128::from(pool) * i128::from(part.ppm);
        }
        exact
    }
}

/// Plans of every size, often with nothing left for the platform, and with rates that give ties.
fn shares() -> impl Strategy<Value = Vec<(Slot, u32, Missing)>> {
    let slots = prop_oneof![
        4 => proptest::sample::subsequence((0..=6).chain(65..67).collect::<Vec<i64>>(), 0..=9),
        1 => proptest::sample::subsequence((0..67).collect::<Vec<i64>>(), 0..=67),
    ];
    let cut = prop_oneof![
        3 => (0_u32..=20).prop_map(|step| step * 50_000),
        1 => Just(1_000_000),
        3 => 0..=1_000_000_u32,
    ];
    let missing = prop_oneof![Just(Missing::Platform), Just(Missing::LastAgent), Just(Missing::Center)];
    (slots, prop::collection::vec((cut, missing), 67)).prop_map(|(slots, drawn)| {
        // The distances between sorted cuts sum to at most the whole.
        let mut cuts: Vec<u32> = drawn.iter().take(slots.len()).map(|(cut, _)| *cut).collect();
        cuts.sort_unstable();
        let mut below = 0;
        slots
            .into_iter()
            .zip(cuts)
            .zip(drawn)
            .map(|((slot, cut), (_, missing))| {
                let slot = Slot::try_from(slot).expect("a slot");
                let rate = cut - below;
                below = cut;
                let missing = match (slot.role(), missing) {
                    (Role::Agent, missing) | (Role::Staff, missing @ Missing::Center) => missing,
                    _ => Missing::Platform,
                };
                (slot, rate, missing)
            })
            .collect()
    })
}

fn cases() -> impl Strategy<Value = Case> {
    let suspended = prop_oneof![
        4 => prop::collection::vec(prop::bool::weighted(0.3), 0..8),
        1 => prop::collection::vec(any::<bool>(), 0..70),
    ];
    let rounding = prop_oneof![2 => Just(Rounding::LargestRemainder), 1 => Just(Rounding::Floor)];
    let staff = proptest::option::weighted(0.7, Just(STAFF));
    let center = proptest::option::weighted(0.8, Just(CENTER));
    (rounding, shares(), suspended, staff, center).prop_map(|(rounding, shares, suspended, staff, center)| {
        let chain = (1..)
            .zip(suspended)
            .map(|(level, suspended)| ChainLink { agent: agent_id(level), suspended })
            .collect();
        Case { rounding, shares, chain, staff, center }
    })
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![0..=120_i64, 0..=1_000_000_i64, 0..=999_999_999_999_i64, Just(999_999_999_999)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn lines_are_those_of_the_reference(case in cases(), pool in amount()) {
        let mut lines = Lines::default();
        case.division().allocate(Money::from_minor(pool), &mut lines);
        let named: Vec<_> =
            lines.as_slice().iter().map(|line| (line.slot.to_string(), line.amount.minor())).collect();
        prop_assert_eq!(named, case.reference(pool));
        prop_assert_eq!(lines.as_slice().iter().map(|line| line.amount.minor()).sum::<i64>(), pool);
        prop_assert!(lines.as_slice().is_sorted_by_key(|line| line.slot));
    }

    #[test]
    fn every_line_is_close_to_its_exact_share(case in cases(), pool in amount()) {
        let mut lines = Lines::default();
        case.division().allocate(Money::from_minor(pool), &mut lines);
        let mut off = case.exact(pool);
        for line in lines.as_slice() {
            off[line.slot.index()] -= i128::from(line.amount.minor()) * 1_000_000;
        }
        for (index, off) in off.into_iter().enumerate() {
            match case.rounding {
                Rounding::LargestRemainder => prop_assert!(off.abs() < 1_000_000, "slot {}: {}", index, off),
                Rounding::Floor if index == Slot::PLATFORM.index() => prop_assert!(off <= 0),
                Rounding::Floor => prop_assert!((0..1_000_000).contains(&off), "slot {}: {}", index, off),
            }
        }
    }

    #[test]
    fn an_explanation_agrees_with_the_lines(case in cases(), amount in amount()) {
        let resolved = plan(case.rounding, &case.shares);
        let minor = Money::from_minor(amount);
        let explained = explain(minor, &resolved, &case.parties());
        let mut lines = Lines::default();
        case.division().allocate(minor, &mut lines);
        let told: Vec<_> = explained
            .iter()
            .filter(|part| part.amount != Money::ZERO)
            .map(|part| Line { slot: part.slot, party: part.party, amount: part.amount })
            .collect();
        prop_assert_eq!(told.as_slice(), lines.as_slice());

        let units: i64 = explained.iter().map(|part| part.units.minor()).sum();
        for part in &explained {
            let rate = i128::from(part.rate.parts());
            prop_assert_eq!(
                i128::from(part.floor.minor()) * 1_000_000 + i128::from(part.remainder),
                i128::from(amount) * rate
            );
            prop_assert_eq!(part.sources.iter().map(|source| source.rate.parts()).sum::<u32>(), part.rate.parts());
            if case.rounding == Rounding::LargestRemainder {
                let rank = i64::try_from(part.rank).expect("at most 68");
                prop_assert_eq!(part.units.minor(), i64::from(rank <= units));
            }
        }
        let sources = explained.iter().flat_map(|part| &part.sources);
        let from_shares = sources.filter(|source| source.origin != Origin::Left).count();
        prop_assert_eq!(from_shares, case.shares.len());
    }

    #[test]
    fn refunds_in_any_order_end_at_the_same_sums(
        case in cases(),
        amount in amount(),
        rate in 0..=1_000_000_u32,
        weights in prop::collection::vec(1_i64..1000, 1..6),
        kept in prop_oneof![Just(0_i64), 1_i64..1000],
        order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let rate = Ppm::new(rate).expect("a rate");
        let division = case.division();
        let all: i64 = weights.iter().sum::<i64>() + kept;
        let mut refunds: Vec<i64> = weights.iter().map(|weight| amount / all * weight).collect();
        if kept == 0 {
            // The last takes what the division left, so that nothing stays.
            refunds[0] += amount - refunds.iter().sum::<i64>();
        }

        let mut lines = Lines::default();
        let mut sums = vec![0; Slot::COUNT];
        let mut add = |lines: &Lines| {
            for line in lines.as_slice() {
                sums[line.slot.index()] += line.amount.minor();
            }
        };
        let mut left = amount;
        let mut before = pool(Money::from_minor(left), rate);
        division.allocate(before, &mut lines);
        add(&lines);
        for refund in order.into_iter().filter_map(|index| refunds.get(index)) {
            left -= refund;
            let after = pool(Money::from_minor(left), rate);
            division.allocate_refund(before, after, &mut lines);
            prop_assert_eq!(lines.pool().minor(), after.minor() - before.minor());
            prop_assert!(lines.as_slice().iter().all(|line| line.amount != Money::ZERO));
            add(&lines);
            before = after;
        }

        // The sums are those of the rest alone, whatever the order was.
        let mut of_the_rest = vec![0; Slot::COUNT];
        division.allocate(pool(Money::from_minor(left), rate), &mut lines);
        for line in lines.as_slice() {
            of_the_rest[line.slot.index()] = line.amount.minor();
        }
        prop_assert_eq!(&sums, &of_the_rest);
        if kept == 0 {
            prop_assert_eq!(left, 0);
            prop_assert!(sums.iter().all(|sum| *sum == 0));
        }
    }
}

/// The check that is computed apart from the division finds every line that is a unit off, and none that is right.
#[test]
fn a_line_off_its_exact_share_is_found() {
    let shares = [(Slot::HOLDER, 333_333), (agent(1), 333_333), (Slot::STAFF, 100_000), (Slot::CENTER, 1)];
    for rounding in [Rounding::LargestRemainder, Rounding::Floor] {
        let shares = shares.map(|(slot, rate)| (slot, rate, Missing::Platform));
        let resolved = plan(rounding, &shares);
        let chain = chain("o");
        let division = Division::of(&resolved, &parties(&chain));
        for pool in [0, 1, 2, 3, 99, 100, 101, 9_999, 1_000_003, 999_999_999_999] {
            let mut lines = Lines::default();
            division.allocate(Money::from_minor(pool), &mut lines);
            let right = division.inexact(Money::from_minor(pool), &lines);
            assert_eq!(right, None, "{rounding:?} {pool}");
            // The same lines are those of no other pool: a share of the largest part is more than a unit off.
            let other = Money::from_minor(pool + 7);
            assert!(division.inexact(other, &lines).is_some(), "{rounding:?} {pool}");
        }
    }
}
