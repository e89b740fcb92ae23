//! What the program has to answer to each step of a scenario, reckoned from the rules of settlement alone: histories
//! and items are lists that are read from one end to the other.

mod exports;
mod intake;
mod runs;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::division::{Place, Terms};
use super::files::{self, money, percentage};
use super::scenario::{CENTERS, Day, Row, SOURCES, STAFF, Scenario, Step, TIERS, text_of};

/// A command and what it has to answer.
pub(super) struct Act {
    /// A file that it reads.
    pub(super) file: Option<String>,
    pub(super) line: Vec<String>,
    pub(super) status: i32,
    pub(super) answer: Answer,
}

pub(super) enum Answer {
    Any,
    /// These fields of an object.
    Fields(Value),
    /// These elements of a list.
    Elements(Vec<Value>),
    /// The whole standard output.
    Text(String),
}

/// The name of the file that an act reads.
pub(super) const FILE: &str = "input";

/// What was recorded, in this order.
#[derive(Clone)]
struct History<T>(Vec<(Day, T)>);

impl<T> History<T> {
    /// What is in force on a day: the last that was recorded of those with the latest first day.
    fn on(&self, day: Day) -> Option<&T> {
        let mut found: Option<(Day, &T)> = None;
        for (since, value) in &self.0 {
            if *since <= day && found.is_none_or(|(best, _)| *since >= best) {
                found = Some((*since, value));
            }
        }
        found.map(|(_, value)| value)
    }
}

const BEGINNING: Day = -700_000;

/// Staff member and agent of a holder.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Served {
    staff: Option<usize>,
    agent: Option<usize>,
}

/// What was in force on the day of a purchase when it was imported.
struct Stamp {
    rate: i64,
    served: Served,
    tier: usize,
    chain: Vec<usize>,
    suspended: Vec<bool>,
}

struct Item {
    row: Row,
    /// Of a purchase.
    stamp: Option<Stamp>,
    /// The purchase of a refund, once it is known.
    original: Option<usize>,
    /// The refunds of a purchase that count.
    refunds: Vec<usize>,
    held: bool,
    run: Option<usize>,
    /// The plan by which a purchase was settled.
    plan: Option<usize>,
    pool: i128,
    lines: BTreeMap<Place, i128>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Calculated,
    Posted,
    Discarded,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    Absent,
    Imported,
    Approved,
    Withdrawn,
}

pub(super) struct Reference {
    scenario: Scenario,
    parents: Vec<History<Option<usize>>>,
    suspensions: Vec<History<bool>>,
    rates: Vec<History<i64>>,
    served: Vec<History<Served>>,
    tiers: Vec<History<usize>>,
    versions: Vec<Version>,
    items: Vec<Item>,
    by_id: HashMap<(usize, String), usize>,
    /// The refunds that wait for an id.
    waiting: HashMap<(usize, String), Vec<usize>>,
    /// By number, from 1.
    runs: Vec<State>,
    acts: Vec<Act>,
}

impl Reference {
    /// The platform before anything happens on it.
    pub(super) fn new(scenario: Scenario) -> Self {
        let attributed = |holder: &super::scenario::Holder| {
            let (agent, staff) = scenario.allocation;
            let of_card = |value| (holder.center == 1).then_some(value);
            let of_region = || {
                let holds = |agent: &usize| match (holder.home, scenario.agents[*agent].region) {
                    (Some(home), Some(region)) => home.starts_with(region),
                    _ => false,
                };
                let length = |agent: &usize| scenario.agents[*agent].region.map_or(0, str::len);
                (0..scenario.agents.len()).filter(holds).max_by_key(length)
            };
            let served = Served {
                staff: holder.staff.or(of_card(staff)),
                agent: holder.agent.or(of_card(agent)).or_else(of_region),
            };
            History(vec![(holder.since, served)])
        };
        let mut reference = Self {
            parents: scenario.agents.iter().map(|agent| History(vec![(BEGINNING, agent.parent)])).collect(),
            suspensions: scenario.agents.iter().map(|_| History(vec![(BEGINNING, false)])).collect(),
            rates: scenario
                .providers
                .iter()
                .map(|provider| History(vec![(BEGINNING, provider.rate)]))
                .collect(),
            served: scenario.holders.iter().map(attributed).collect(),
            tiers: scenario
                .holders
                .iter()
                .map(|holder| History(vec![(holder.since, holder.tier.unwrap_or(0))]))
                .collect(),
            versions: vec![Version::Absent; scenario.plans.len()],
            items: Vec::new(),
            by_id: HashMap::new(),
            waiting: HashMap::new(),
            runs: Vec::new(),
            acts: Vec::new(),
            scenario,
        };
        reference.set_up();
        reference
    }

    /// The commands that make the platform and play all steps, with their answers.
    pub(super) fn play(&mut self, steps: Vec<Step>) -> Vec<Act> {
        for step in steps {
            self.step(step);
        }
        self.end();
        std::mem::take(&mut self.acts)
    }

    /// Every settled item as `source id run`, in order.
    pub(super) fn settled(&self) -> Vec<String> {
        let told =
            |item: &Item| item.run.map(|run| format!("{} {} {run}", SOURCES[item.row.source], item.row.id));
        let mut settled: Vec<String> = self.items.iter().filter_map(told).collect();
        settled.sort_unstable();
        settled
    }

    /// What everybody has of each settled purchase in the end, with the refunds that were settled: it is checked to be
    /// what a purchase of the amount left would give.
    pub(super) fn outcomes(&self) -> BTreeMap<(usize, String), Outcome> {
        let mut outcomes = BTreeMap::new();
        for (number, item) in self.items.iter().enumerate() {
            let (Some(plan), Some(stamp)) = (item.plan, &item.stamp) else { continue };
            let mut sums = item.lines.clone();
            let mut left = item.row.amount;
            let mut refunds: Vec<&Item> = self.settled_refunds(number).collect();
            refunds.sort_by_key(|refund| (refund.run, refund.row.at, refund.row.id.clone()));
            for refund in &refunds {
                left -= refund.row.amount;
                for (place, units) in &refund.lines {
                    *sums.entry(*place).or_insert(0) += units;
                }
            }
            sums.retain(|_, units| *units != 0);
            let whole = self.terms(stamp, plan, item.row.category).divide(left.into());
            assert_eq!(sums, whole, "{} of {}", item.row.id, SOURCES[item.row.source]);
            let refunds = refunds.iter().map(|refund| refund.row.id.clone()).collect();
            outcomes.insert((item.row.source, item.row.id.clone()), Outcome { sums, refunds });
        }
        outcomes
    }

    fn act(&mut self, line: &str, status: i32, answer: Answer) {
        self.act_with(None, line.split(' ').map(str::to_owned).collect(), status, answer);
    }

    fn act_with(&mut self, file: Option<String>, line: Vec<String>, status: i32, answer: Answer) {
        self.acts.push(Act { file, line, status, answer });
    }

    fn set_up(&mut self) {
        let mut run = |line: String| self.act(&line, 0, Answer::Any);
        run("init --single-operator".to_owned());
        for center in CENTERS {
            run(format!("center add {center} --name n"));
        }
        for (number, staff) in STAFF.iter().enumerate() {
            run(format!("staff add {staff} --name n --center {}", CENTERS[number / 2]));
        }
        for (rank, tier) in (1..).zip(TIERS) {
            let default = if rank == 1 { " --default" } else { "" };
            run(format!("tier add {tier} --name n --rank {rank}{default}"));
        }
        for number in 0..self.scenario.providers.len() {
            let provider = &self.scenario.providers[number];
            let line =
                format!("provider add {} --name n --rate {}", provider.code, percentage(provider.rate));
            self.act(&line, 0, Answer::Any);
        }
        let (agent, staff) = self.scenario.allocation;
        let allocated = format!(
            "batch issue --center C2 --count 100 --agent {} --staff {} --out print2 --release --yes",
            self.scenario.agents[agent].code, STAFF[staff]
        );
        let (file, people) = (files::agents(&self.scenario), files::holders(&self.scenario));
        let load = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<String>>();
        let counts =
            json!({ "imported": self.scenario.holders.len(), "activated": self.scenario.holders.len() });
        self.act_with(Some(file), load("agent import input --yes"), 0, Answer::Any);
        self.act("batch issue --center C1 --count 100 --out print1 --release --yes", 0, Answer::Any);
        self.act(&allocated, 0, Answer::Any);
        self.act_with(
            Some(people),
            load("holder import input --activate --yes -o json"),
            0,
            Answer::Fields(counts),
        );
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Move { agent, parent, since } => self.move_agent(agent, parent, since),
            Step::Suspend { agent, suspended, since } => {
                if self.suspensions[agent].on(since) != Some(&suspended) {
                    self.suspensions[agent].0.push((since, suspended));
                    let verb = if suspended { "suspend" } else { "resume" };
                    let code = &self.scenario.agents[agent].code;
                    self.act(&format!("agent {verb} {code} --since {}", text_of(since)), 0, Answer::Any);
                }
            }
            Step::Rate { provider, rate, since } => {
                if self.rates[provider].on(since) != Some(&rate) {
                    self.rates[provider].0.push((since, rate));
                    let code = self.scenario.providers[provider].code;
                    let line =
                        format!("provider set {code} --rate {} --since {}", percentage(rate), text_of(since));
                    self.act(&line, 0, Answer::Any);
                }
            }
            Step::Holder { holder, agent, staff, tier, since } => {
                self.set_holder(holder, agent, staff, tier, since);
            }
            Step::Import(plan) => {
                self.versions[plan] = Version::Imported;
                let file = files::plan(&self.scenario.plans[plan]);
                let line = ["plan", "import", FILE].map(str::to_owned).to_vec();
                self.act_with(Some(file), line, 0, Answer::Any);
            }
            Step::Approve(plan) => self.decide(plan, Version::Approved, "approve"),
            Step::Withdraw(plan) => self.decide(plan, Version::Withdrawn, "withdraw"),
            Step::Load(rows) => self.load(&rows),
            Step::Run { through, post } => self.run(through, post),
            Step::Post => self.post(),
            Step::Discard => self.discard(),
        }
    }

    fn decide(&mut self, plan: usize, version: Version, verb: &str) {
        self.versions[plan] = version;
        let name = &self.scenario.plans[plan].name;
        self.act(&format!("plan {verb} {name} --yes"), 0, Answer::Any);
    }

    /// A move that closes a circle or makes a chain longer than 64 on any day is refused.
    fn move_agent(&mut self, agent: usize, parent: Option<usize>, since: Day) {
        if self.parents[agent].on(since) == Some(&parent) {
            return;
        }
        self.parents[agent].0.push((since, parent));
        let days: BTreeSet<Day> =
            self.parents.iter().flat_map(|history| history.0.iter().map(|(since, _)| *since)).collect();
        let agents = 0..self.parents.len();
        let stands = days.iter().all(|day| agents.clone().all(|agent| self.chain(agent, *day).is_some()));
        if !stands {
            self.parents[agent].0.pop();
        }
        let code = |agent: usize| self.scenario.agents[agent].code.as_str();
        let line = format!(
            "agent move {} --parent {} --since {}",
            code(agent),
            parent.map_or("none", code),
            text_of(since)
        );
        self.act(&line, i32::from(!stands), Answer::Any);
    }

    /// From an agent up, unless there is no end within 64.
    fn chain(&self, agent: usize, day: Day) -> Option<Vec<usize>> {
        let mut chain = vec![agent];
        while let Some(Some(parent)) = self.parents[chain[chain.len() - 1]].on(day) {
            chain.push(*parent);
            if chain.len() > 64 {
                return None;
            }
        }
        Some(chain)
    }

    fn set_holder(
        &mut self,
        holder: usize,
        agent: Option<usize>,
        staff: Option<usize>,
        tier: Option<usize>,
        since: Day,
    ) {
        let known = *self.served[holder].on(since).expect("a change is not before the first");
        let served = Served { agent: agent.or(known.agent), staff: staff.or(known.staff) };
        let mut line = format!("holder set {}", self.scenario.holders[holder].reference);
        if served != known {
            self.served[holder].0.push((since, served));
            if let Some(agent) = agent {
                write!(line, " --agent {}", self.scenario.agents[agent].code).expect("a string grows");
            }
            if let Some(staff) = staff {
                write!(line, " --staff {}", STAFF[staff]).expect("a string grows");
            }
        }
        let tier = tier.filter(|tier| self.tiers[holder].on(since) != Some(tier));
        if let Some(tier) = tier {
            self.tiers[holder].0.push((since, tier));
            write!(line, " --tier {}", TIERS[tier]).expect("a string grows");
        }
        if served != known || tier.is_some() {
            self.act(&format!("{line} --since {} --reason chance", text_of(since)), 0, Answer::Any);
        }
    }

    fn stamp(&self, row: &Row) -> Stamp {
        let day = row.day();
        let served = *self.served[row.holder].on(day).expect("served since the activation");
        let chain = served.agent.map(|agent| self.chain(agent, day).expect("checked")).unwrap_or_default();
        Stamp {
            rate: *self.rates[row.provider].on(day).expect("from the beginning"),
            served,
            tier: *self.tiers[row.holder].on(day).expect("from the activation on"),
            suspended: chain
                .iter()
                .map(|agent| *self.suspensions[*agent].on(day).expect("from the beginning"))
                .collect(),
            chain,
        }
    }

    /// The version under which a purchase of this day falls: of those that are not withdrawn the latest.
    fn plan_of(&self, day: Day) -> Option<usize> {
        let stands = |plan: &usize| {
            self.scenario.plans[*plan].from <= day
                && matches!(self.versions[*plan], Version::Imported | Version::Approved)
        };
        (0..self.versions.len()).filter(stands).max_by_key(|plan| self.scenario.plans[*plan].from)
    }

    fn terms<'a>(&'a self, stamp: &'a Stamp, plan: usize, category: Option<&'a str>) -> Terms<'a> {
        let plan = &self.scenario.plans[plan];
        Terms {
            shares: &plan.shares,
            floor: plan.floor,
            provider_rate: stamp.rate.into(),
            tier: stamp.tier,
            category,
            staff: stamp.served.staff.is_some(),
            suspended: &stamp.suspended,
        }
    }

    fn settled_refunds(&self, purchase: usize) -> impl Iterator<Item = &Item> {
        let refunds = self.items[purchase].refunds.iter().map(|refund| &self.items[*refund]);
        refunds.filter(|refund| refund.run.is_some())
    }

    fn end(&mut self) {
        for item in self.items.iter().filter(|item| item.run.is_none()) {
            let purchase = item.original.map_or(item, |original| &self.items[original]);
            let waits = item.held
                || item.row.refund_of.is_some() && item.original.is_none()
                || self.plan_of(purchase.row.day()).is_none();
            assert!(waits, "{} should have been settled in the end", item.row.id);
        }
        let told = |reason: &str, is_so: &dyn Fn(&&Item) -> bool| {
            let amounts: Vec<i64> = self.items.iter().filter(is_so).map(|item| item.row.amount).collect();
            json!({ "reason": reason, "items": amounts.len(), "amount": money(amounts.iter().sum::<i64>()) })
        };
        // Its purchase is not there, or is not settled itself.
        let waits = |item: &&Item| item.row.refund_of.is_some() && item.run.is_none() && !item.held;
        let pending = vec![told("held", &|item| item.held), told("waiting for its purchase", &waits)];
        let balances = self.balances();
        self.act("settle pending -o json", 0, Answer::Elements(pending));
        self.act("ledger balances -o csv", 0, Answer::Text(balances));
        self.act("db check", 0, Answer::Any);
    }
}

/// What a purchase and its refunds came to.
pub(super) struct Outcome {
    pub(super) sums: BTreeMap<Place, i128>,
    /// In the order in which they were settled.
    pub(super) refunds: Vec<String>,
}
