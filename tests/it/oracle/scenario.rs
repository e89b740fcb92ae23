//! A platform made up by chance, and what happens on it: agents that move, rates that change, plans, thousands of
//! purchases and refunds, runs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;

use super::dice::Dice;
use super::division::{Missing, Place, Share};

/// Days since 2025-01-01.
pub(super) type Day = i64;

/// The last day on which something is bought or given back.
const LAST: Day = 150;

/// A day through which everything is due.
pub(super) const END: Day = 300;

const SECONDS: i64 = 86_400;

/// Hours between the platform's clock and UTC.
const ZONE: i64 = 8;

pub(super) const TIERS: [&str; 3] = ["basic", "silver", "gold"];
pub(super) const CENTERS: [&str; 2] = ["C1", "C2"];
pub(super) const SOURCES: [&str; 2] = ["till", "Web"];

/// Two of each center.
pub(super) const STAFF: [&str; 4] = ["S1", "S2", "T1", "T2"];

/// Regions that agents hold, with the codes of the divisions below that holders are from.
const REGIONS: [&str; 5] = ["11", "31", "44", "4401", "440103"];
const HOME: [&str; 6] = ["110102", "110105", "440103", "440105", "440303", "310115"];

const CATEGORIES: [&str; 4] = ["food", "travel", "书", "fuel"];

pub(super) fn text_of(day: Day) -> String {
    let day = date(2025, 1, 1).checked_add(jiff::Span::new().days(day)).expect("a day of our time");
    day.to_string()
}

pub(super) struct Agent {
    pub(super) code: String,
    pub(super) parent: Option<usize>,
    pub(super) region: Option<&'static str>,
}

pub(super) struct Holder {
    pub(super) reference: String,
    /// Kind and value of the identity parameter.
    pub(super) parameter: (&'static str, String),
    /// The region of the parameter.
    pub(super) home: Option<&'static str>,
    pub(super) center: usize,
    /// What the row of the file says; the rest follows from the card and the region.
    pub(super) staff: Option<usize>,
    pub(super) agent: Option<usize>,
    pub(super) tier: Option<usize>,
    pub(super) since: Day,
}

pub(super) struct Provider {
    pub(super) code: &'static str,
    pub(super) rate: i64,
}

pub(super) struct Plan {
    pub(super) name: String,
    pub(super) from: Day,
    pub(super) floor: bool,
    pub(super) hold_days: Day,
    pub(super) shares: Vec<Share>,
}

/// A row of a purchase file.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) source: usize,
    pub(super) id: String,
    pub(super) holder: usize,
    pub(super) provider: usize,
    pub(super) amount: i64,
    /// Seconds since the first moment of 2025-01-01 at the platform.
    pub(super) at: i64,
    /// How that stands in the file.
    pub(super) written: String,
    pub(super) category: Option<&'static str>,
    pub(super) refund_of: Option<String>,
}

impl Row {
    pub(super) fn day(&self) -> Day {
        self.at.div_euclid(SECONDS)
    }
}

pub(super) enum Step {
    Move {
        agent: usize,
        parent: Option<usize>,
        since: Day,
    },
    Suspend {
        agent: usize,
        suspended: bool,
        since: Day,
    },
    Rate {
        provider: usize,
        rate: i64,
        since: Day,
    },
    Holder {
        holder: usize,
        agent: Option<usize>,
        staff: Option<usize>,
        tier: Option<usize>,
        since: Day,
    },
    Import(usize),
    Approve(usize),
    Withdraw(usize),
    Load(Vec<Row>),
    Run {
        through: Day,
        post: bool,
    },
    /// All runs that are calculated.
    Post,
    /// The newest run, if it is calculated.
    Discard,
}

pub(super) struct Scenario {
    pub(super) agents: Vec<Agent>,
    /// The agent and the staff member to whom the cards of the second center belong.
    pub(super) allocation: (usize, usize),
    pub(super) holders: Vec<Holder>,
    pub(super) providers: Vec<Provider>,
    pub(super) plans: Vec<Plan>,
    /// Changes before the first purchase comes, and those that become known when half of them are there.
    changes: [Vec<Step>; 2],
    /// The rows that come in each half.
    rows: [Vec<Row>; 2],
}

impl Scenario {
    pub(super) fn new(dice: &mut Dice, purchases: usize) -> Self {
        let agents = agents(dice);
        let holders: Vec<Holder> = (0..60).map(|number| holder(dice, number, agents.len())).collect();
        let providers = ["all", "shop", "nothing", "crumbs", "store", "Store"].map(|code| Provider {
            code,
            rate: match code {
                "all" => 1_000_000,
                "nothing" => 0,
                "crumbs" => 1,
                "shop" => 120_000,
                _ => dice.between(1, 999_999),
            },
        });
        let changes = [36, 24].map(|count| {
            let change = |_| change(dice, agents.len(), &holders, providers.len());
            (0..count).map(change).collect()
        });
        let allocation = (dice.below(agents.len()), 2);
        let mut scenario = Self {
            plans: plans(dice),
            agents,
            allocation,
            holders,
            providers: providers.into(),
            changes,
            rows: [Vec::new(), Vec::new()],
        };
        for number in 0..purchases {
            scenario.buy(dice, number);
        }
        scenario
    }

    /// The steps, with the rows of each half in an order, in files and between runs that the dice choose. `halfway`
    /// everything is settled that is there; otherwise what is settled before is discarded, so that other refunds come
    /// first.
    pub(super) fn arrange(mut self, dice: &mut Dice, halfway: bool) -> (Self, Vec<Step>) {
        let mut steps: Vec<Step> = Vec::new();
        // The last version comes in force late, and the last but one never.
        let late = self.plans.len() - 1;
        let never = late - 1;
        for plan in 0..self.plans.len() {
            steps.push(Step::Import(plan));
            if plan < never {
                steps.push(Step::Approve(plan));
            }
        }
        for half in 0..2 {
            if halfway && half == 1 {
                steps.extend([Step::Run { through: END, post: false }, Step::Post]);
            }
            steps.append(&mut self.changes[half]);
            for (number, file) in files(dice, self.rows[half].clone()).into_iter().enumerate() {
                steps.push(Step::Load(file));
                if number % 2 == 1 {
                    let kept = halfway || half == 1;
                    let post = kept && dice.percent(20);
                    steps.push(Step::Run { through: dice.between(0, LAST + 20), post });
                    match dice.between(1, 3) {
                        _ if !kept => steps.push(Step::Discard),
                        1 => steps.push(Step::Discard),
                        2 => steps.push(Step::Post),
                        _ => {}
                    }
                }
            }
        }
        steps.push(Step::Run { through: LAST / 2, post: false });
        steps.push(Step::Discard);
        steps.push(Step::Run { through: LAST / 3, post: false });
        steps.push(Step::Run { through: END, post: false });
        steps.push(Step::Post);
        steps.push(Step::Withdraw(never));
        steps.push(Step::Run { through: END, post: true });
        steps.push(Step::Approve(late));
        // What was refunded in a run that was not posted waited for it, and for this one: nothing waits after it.
        for _ in 0..2 {
            steps.push(Step::Run { through: END, post: true });
        }
        (self, steps)
    }

    /// A purchase and what becomes of it.
    fn buy(&mut self, dice: &mut Dice, number: usize) {
        let holder = dice.below(self.holders.len());
        let since = self.holders[holder].since;
        // Now and then before anybody may buy.
        let first = if dice.percent(2) { since - 5 } else { since.max(-3) };
        let at = moment(dice, first, LAST - 10);
        let mark = dice.pick(&["P", "p-", "é", "消费", "-", "P0", "+"]);
        let row = Row {
            // An id can stand for something else in each source.
            source: number % SOURCES.len(),
            id: format!("{mark}{}", number / SOURCES.len()),
            holder,
            provider: if dice.percent(50) { 1 } else { dice.below(self.providers.len()) },
            amount: amount(dice),
            at,
            written: written(dice, at),
            category: dice.perhaps(60, |dice| *dice.pick(&CATEGORIES)),
            refund_of: None,
        };
        let mut half = dice.below(2);
        if dice.percent(1) {
            half = 0;
            self.rows[1].push(Row { amount: row.amount % 7 + 1, ..row.clone() });
        }
        self.rows[half].push(row.clone());
        let refunds = match dice.between(1, 100) {
            1..=55 => 0,
            56..=75 => 1,
            76..=98 => dice.between(2, 5),
            _ => dice.between(6, 25),
        };
        let mut left = row.amount;
        for n in 1..=refunds {
            let mut refund = self.give_back(dice, &row, &mut left, n == refunds);
            refund.id = format!("{}/{n}", row.id);
            half = dice.below(2);
            // Nobody gives a refund back, whichever of them comes first.
            if dice.percent(1) {
                let again = Row {
                    id: format!("{}/again", refund.id),
                    refund_of: Some(refund.id.clone()),
                    ..refund.clone()
                };
                self.rows[1 - half].push(again);
            }
            self.rows[half].push(refund);
        }
    }

    /// A refund, mostly of something that is left.
    fn give_back(&self, dice: &mut Dice, row: &Row, left: &mut i64, last: bool) -> Row {
        let amount = match dice.between(1, 100) {
            1..=8 => (*left + dice.between(1, 1000)).min(999_999_999_999),
            9..=20 => 1,
            _ if last && dice.percent(60) => (*left).max(1),
            _ if dice.percent(30) => dice.between(1, (*left).clamp(1, 9)),
            _ => dice.between(1, (*left).max(1)),
        };
        *left -= amount.min(*left);
        let mut at = match dice.between(1, 10) {
            1 => row.at,
            // Many at one moment: their ids order them.
            2..=4 => (row.day() + 1) * SECONDS,
            _ => moment(dice, row.day(), LAST).max(row.at),
        };
        let (mut holder, mut provider) = (row.holder, row.provider);
        // One in fifty doesn't fit its purchase.
        match dice.between(1, 150) {
            1 => at = (row.at - 1).max(self.holders[row.holder].since * SECONDS),
            2 => holder = self.holders.iter().position(|other| other.since < row.day()).unwrap_or(holder),
            3 => provider = (provider + 1) % self.providers.len(),
            _ => {}
        }
        let at = at.max(self.holders[holder].since * SECONDS);
        Row {
            holder,
            provider,
            amount,
            at,
            written: written(dice, at),
            category: None,
            refund_of: Some(row.id.clone()),
            ..row.clone()
        }
    }
}

/// Two files of each source, and here and there some rows once more.
fn files(dice: &mut Dice, mut rows: Vec<Row>) -> Vec<Vec<Row>> {
    dice.shuffle(&mut rows);
    let mut files: Vec<Vec<Row>> = Vec::new();
    for source in 0..SOURCES.len() {
        let (mut of_source, others) = rows.into_iter().partition(|row: &Row| row.source == source);
        rows = others;
        for left in [1, 0] {
            let size = if left == 0 { of_source.len() } else { dice.below(of_source.len() + 1) };
            let rest = of_source.split_off(size);
            let again = if dice.percent(50) { of_source[..size.min(9)].to_vec() } else { Vec::new() };
            files.extend([of_source, again]);
            of_source = rest;
        }
    }
    files.retain(|file| !file.is_empty());
    files
}

/// A chain of 64, and a tree that partly hangs on it.
fn agents(dice: &mut Dice) -> Vec<Agent> {
    let mut agents: Vec<Agent> = (0..64)
        .map(|level: usize| Agent { code: format!("D{level}"), parent: level.checked_sub(1), region: None })
        .collect();
    let mut depths: Vec<usize> = (1..=64).collect();
    for number in 0..50 {
        let parent = dice.perhaps(80, |dice| dice.below(agents.len())).filter(|parent| depths[*parent] < 64);
        depths.push(parent.map_or(1, |parent| depths[parent] + 1));
        let code = if number % 2 == 0 { format!("A{number}") } else { format!("a-{number}") };
        agents.push(Agent { code, parent, region: REGIONS.get(number).copied() });
    }
    agents
}

fn holder(dice: &mut Dice, number: usize, agents: usize) -> Holder {
    let home = dice.perhaps(60, |dice| *dice.pick(&HOME));
    let center = usize::from(dice.percent(30));
    Holder {
        reference: format!("{}{number}", dice.pick(&["H", "h-", "é"])),
        parameter: match home {
            Some(region) => ("citizen-id", citizen_id(region, number)),
            None => ("mobile", format!("138{:08}", 10_000_000 + number)),
        },
        home,
        center,
        staff: dice.perhaps(50, |dice| 2 * center + dice.below(2)),
        agent: dice.perhaps(60, |dice| if dice.percent(30) { 63 } else { dice.below(agents) }),
        tier: dice.perhaps(60, |dice| dice.below(TIERS.len())),
        since: dice.between(-30, 40),
    }
}

/// GB 11643: the last character makes the weighted sum 1 modulo 11.
fn citizen_id(region: &str, number: usize) -> String {
    let digits = format!("{region}1975{:02}{:02}{:03}", number % 12 + 1, number / 12 + 1, number);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let last = "10X98765432".chars().nth((sum % 11) as usize).expect("eleven characters");
    format!("{digits}{last}")
}

fn change(dice: &mut Dice, agents: usize, holders: &[Holder], providers: usize) -> Step {
    let since = dice.between(-10, LAST);
    let agent = dice.below(agents);
    match dice.between(1, 10) {
        1..=3 => Step::Move { agent, parent: dice.perhaps(85, |dice| dice.below(agents)), since },
        // Mostly in the long chain, where it shows.
        4..=6 => Step::Suspend {
            agent: if dice.percent(70) { dice.below(64) } else { agent },
            suspended: dice.percent(65),
            since,
        },
        7..=8 => {
            let rate = if dice.percent(20) {
                *dice.pick(&[0, 1_000_000, 333_333])
            } else {
                dice.between(0, 1_000_000)
            };
            Step::Rate { provider: dice.below(providers), rate, since }
        }
        _ => {
            let holder = dice.below(holders.len());
            let known = &holders[holder];
            let what = dice.between(1, 4);
            Step::Holder {
                holder,
                agent: (what <= 2).then_some(agent),
                staff: (what == 3).then(|| 2 * known.center + dice.below(2)),
                tier: (what == 4 || dice.percent(20)).then(|| dice.below(TIERS.len())),
                since: since.max(known.since),
            }
        }
    }
}

/// Versions one after the other. The first comes after the first purchases.
fn plans(dice: &mut Dice) -> Vec<Plan> {
    let mut from = 0;
    let plan = |number| {
        from += dice.between(2, 22);
        // What waits for the last two is settled late, so it should not be nearly everything.
        if number == 7 {
            from = from.max(90);
        }
        Plan {
            name: format!("plan-{number}"),
            from,
            floor: dice.percent(40),
            hold_days: if dice.percent(40) { dice.between(1, 20) } else { 0 },
            shares: shares(dice),
        }
    };
    (0..9).map(plan).collect()
}

/// Shares by role, level, tier and category. Each place has a part that all its shares keep within, so that every
/// combination of tier and category is within the whole.
fn shares(dice: &mut Dice) -> Vec<Share> {
    let mut places: BTreeSet<Place> = BTreeSet::new();
    for place in [Place::Holder, Place::Staff, Place::Center] {
        if dice.percent(80) {
            places.insert(place);
        }
    }
    for _ in 0..dice.between(0, 9) {
        let level = if dice.percent(75) { dice.between(1, 6) } else { dice.between(7, 64) };
        places.insert(Place::Agent(usize::try_from(level).expect("small")));
    }
    let mut left = 1_000_000;
    let mut shares = Vec::new();
    let count = i64::try_from(places.len()).expect("few");
    // Equal parts give equal remainders.
    let equal = dice.percent(30);
    for place in places {
        let part = if equal { 1_000_000 / count } else { dice.between(0, left.min(1_200_000 / count)) };
        left -= part;
        let mut kinds: BTreeSet<(Option<usize>, Option<&'static str>)> = BTreeSet::new();
        if dice.percent(85) {
            kinds.insert((None, None));
        }
        for _ in 0..dice.between(0, 4) {
            let tier = dice.perhaps(60, |dice| dice.below(TIERS.len()));
            kinds.insert((tier, dice.perhaps(60, |dice| *dice.pick(&CATEGORIES[..3]))));
        }
        for (tier, category) in kinds {
            let rate = if dice.percent(50) { part } else { dice.between(0, part) };
            let missing = match place {
                Place::Agent(_) => *dice.pick(&[Missing::Platform, Missing::LastAgent, Missing::Center]),
                Place::Staff => *dice.pick(&[Missing::Platform, Missing::Center]),
                Place::Holder | Place::Center | Place::Platform => Missing::Platform,
            };
            shares.push(Share { place, tier, category, rate: rate.into(), missing });
        }
    }
    dice.shuffle(&mut shares);
    shares
}

/// From one cent to the largest, each length as often.
fn amount(dice: &mut Dice) -> i64 {
    match dice.between(1, 40) {
        1 => 999_999_999_999,
        2 => 1,
        3..=14 => dice.between(1, 120),
        _ => {
            let digits = u32::try_from(dice.between(1, 12)).expect("small");
            dice.between(10_i64.pow(digits - 1), 10_i64.pow(digits) - 1)
        }
    }
}

/// A moment of a day from the first to the last, often the first or the last second of one.
fn moment(dice: &mut Dice, first: Day, last: Day) -> i64 {
    let day = dice.between(first, last);
    let second = match dice.between(1, 5) {
        1 | 2 => 0,
        3 => SECONDS - 1,
        _ => dice.between(0, SECONDS - 1),
    };
    day * SECONDS + second
}

/// A moment as a date where it is one, as the platform's time, or with an offset.
fn written(dice: &mut Dice, at: i64) -> String {
    if at.rem_euclid(SECONDS) == 0 && dice.percent(60) {
        return text_of(at.div_euclid(SECONDS));
    }
    let clock = |at: i64, between: &str| {
        let (day, second) = (at.div_euclid(SECONDS), at.rem_euclid(SECONDS));
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{}{between}{hour:02}:{minute:02}:{second:02}", text_of(day))
    };
    if dice.percent(30) {
        return clock(at, " ");
    }
    let offset = dice.between(-11, 13);
    let mut text = clock(at + (offset - ZONE) * 3600, "T");
    write!(text, "{}{:02}:00", if offset < 0 { '-' } else { '+' }, offset.abs()).expect("a string grows");
    text
}
