//! Plans, runs, and months that are closed.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Answer, Entry, Model, Refusal, Run, RunState, Stamp, Verdict, Version, done, refuse, unchanged};
use crate::oracle::division::{Place, Terms};
use crate::simulator::act::{Plan, money};
use crate::simulator::clock::{Day, day_of, text};

/// An item of a run, its pool, and what everybody has of it.
pub(super) type Taken = (usize, i128, Vec<(Place, i128)>);

/// How many posted runs the usual pool is taken from.
const USUAL: usize = 5;

impl Model {
    /// The version under which a purchase of this day falls: of those that stand the latest.
    pub(super) fn plan_of(&self, day: Day) -> Option<usize> {
        let stands = |plan: &usize| {
            let (plan, version) = &self.plans[*plan];
            plan.from <= day && *version != Version::Withdrawn
        };
        (0..self.plans.len()).filter(stands).max_by_key(|plan| self.plans[*plan].0.from)
    }

    /// No purchase of a run that counts may come under another version.
    fn unsettled_from(&self, from: Day) -> Result<(), Refusal> {
        let next =
            self.plans.iter().filter(|(plan, version)| *version != Version::Withdrawn && plan.from > from);
        let until = next.map(|(plan, _)| plan.from).min().unwrap_or(Day::MAX);
        let settled = |item: &super::Item| {
            let day = day_of(item.at);
            item.row.refund_of.is_none() && item.run.is_some() && from <= day && day < until
        };
        if self.items.iter().any(settled) { refuse("conflict") } else { Ok(()) }
    }

    fn not_calculating(&self) -> Result<(), Refusal> {
        let calculating = self.runs.iter().any(|run| run.state == RunState::Calculating);
        if calculating { refuse("run-locked") } else { Ok(()) }
    }

    pub(super) fn import_plan(&mut self, new: &Plan) -> Result<Answer, Refusal> {
        self.not_calculating()?;
        let stands =
            |(plan, version): &&(Plan, Version)| plan.from == new.from && *version != Version::Withdrawn;
        if let Some((known, _)) = self.plans.iter().find(stands) {
            let same = known.name == new.name
                && known.floor == new.floor
                && known.hold_days == new.hold_days
                && format!("{:?}", known.shares) == format!("{:?}", new.shares);
            return if same { unchanged() } else { refuse("conflict") };
        }
        self.unsettled_from(new.from)?;
        self.plans.push((new.clone(), Version::Imported));
        done()
    }

    pub(super) fn decide_plan(&mut self, name: &str, approve: bool) -> Result<Answer, Refusal> {
        self.not_calculating()?;
        let meant = |plan: &usize| self.plans[*plan].0.name == name;
        let meant: Vec<usize> = (0..self.plans.len()).filter(meant).collect();
        if meant.is_empty() {
            return refuse("not-found");
        }
        let to = if approve { Version::Approved } else { Version::Withdrawn };
        let open = |plan: &&usize| match self.plans[**plan].1 {
            Version::Imported => true,
            Version::Approved => !approve,
            Version::Withdrawn => false,
        };
        let open: Vec<usize> = meant.iter().filter(open).copied().collect();
        match open[..] {
            [plan] => {
                self.unsettled_from(self.plans[plan].0.from)?;
                self.plans[plan].1 = to;
                done()
            }
            [] if meant.iter().any(|plan| self.plans[*plan].1 == to) => unchanged(),
            [] => refuse("conflict"),
            _ => refuse("usage"),
        }
    }

    fn terms<'a>(
        &'a self,
        stamp: &'a Stamp,
        plan: usize,
        category: Option<&'a str>,
        suspended: &'a [bool],
    ) -> Terms<'a> {
        let plan = &self.plans[plan].0;
        Terms {
            shares: &plan.shares,
            floor: plan.floor,
            provider_rate: stamp.rate.into(),
            tier: stamp.tier,
            category,
            staff: stamp.served.staff.is_some(),
            suspended,
        }
    }

    /// Pool and lines of so much of a purchase.
    fn divide(&self, purchase: usize, plan: usize, amount: i64) -> (i128, BTreeMap<Place, i128>) {
        let item = &self.items[purchase];
        let stamp = item.stamp.as_ref().expect("of a purchase");
        let suspended: Vec<bool> = stamp.chain.iter().map(|(_, suspended)| *suspended).collect();
        let terms = self.terms(stamp, plan, item.row.category, &suspended);
        (terms.pool(amount.into()), terms.divide(amount.into()))
    }

    /// What a run takes that is calculated now.
    pub(super) fn calculate(&mut self, number: i64, through: Day) {
        let before = self.items.iter().enumerate().filter(|(_, item)| item.run == Some(number));
        let mut took: Vec<_> = before.map(|(at, item)| (at, item.pool, item.lines.clone())).collect();
        for purchase in 0..self.items.len() {
            let item = &self.items[purchase];
            if item.run.is_some() || item.row.refund_of.is_some() || item.held {
                continue;
            }
            let day = day_of(item.at);
            let Some(plan) = self.plan_of(day) else { continue };
            if self.plans[plan].1 != Version::Approved || day + self.plans[plan].0.hold_days > through {
                continue;
            }
            let (pool, lines) = self.divide(purchase, plan, item.row.amount);
            self.settled(purchase, number, plan, pool, lines.into_iter().collect(), &mut took);
        }
        self.took(number, &took);
        for refund in self.due_refunds(number, through) {
            let original = self.items[refund].original.expect("it is due");
            let plan = self.items[original].plan.expect("its purchase is settled");
            let before = self.items[original].row.amount - self.settled_of(original);
            let after = before - self.items[refund].row.amount;
            let ((pool_before, had), (pool_after, mut lines)) =
                (self.divide(original, plan, before), self.divide(original, plan, after));
            for (place, units) in had {
                *lines.entry(place).or_insert(0) -= units;
            }
            lines.retain(|_, units| *units != 0);
            self.settled(
                refund,
                number,
                plan,
                pool_after - pool_before,
                lines.into_iter().collect(),
                &mut took,
            );
        }
        self.took(number, &took);
        self.run_mut(number).state = RunState::Calculated;
        self.commit();
    }

    fn took(&mut self, number: i64, took: &[Taken]) {
        self.run_mut(number).took = took.to_vec();
        self.commit();
    }

    fn settled(
        &mut self,
        item: usize,
        run: i64,
        plan: usize,
        pool: i128,
        lines: Vec<(Place, i128)>,
        took: &mut Vec<Taken>,
    ) {
        let late = self.is_closed(day_of(self.items[item].at));
        let of = &mut self.items[item];
        (of.run, of.plan, of.pool, of.late) = (Some(run), Some(plan), pool, late);
        of.lines.clone_from(&lines);
        took.push((item, pool, lines));
    }

    /// What of a purchase is given back in runs that count.
    fn settled_of(&self, original: usize) -> i64 {
        let refunds = self.items[original].refunds.iter().map(|refund| &self.items[*refund]);
        refunds.filter(|refund| refund.run.is_some()).map(|refund| refund.row.amount).sum()
    }

    fn due_refunds(&self, number: i64, through: Day) -> Vec<usize> {
        let posted =
            |run: i64| self.runs[usize::try_from(run - 1).expect("from 1")].state == RunState::Posted;
        let counts = |run: Option<i64>| run.is_some_and(|run| run == number || posted(run));
        let due = |refund: &usize| {
            let item = &self.items[*refund];
            let Some(original) = item.original else { return false };
            let mut others = self.items[original].refunds.iter().map(|other| self.items[*other].run);
            item.run.is_none()
                && !item.held
                && day_of(item.at) <= through
                && counts(self.items[original].run)
                && others.all(|run| run.is_none() || counts(run))
        };
        let mut refunds: Vec<usize> = (0..self.items.len()).filter(due).collect();
        refunds.sort_by_key(|refund| (self.items[*refund].at, self.items[*refund].row.id.clone()));
        refunds
    }

    pub(super) fn settle(&mut self, through: Day, post: bool) -> Result<Answer, Refusal> {
        let mut resumed = Vec::new();
        let mut last = None;
        for number in 1..=i64::try_from(self.runs.len()).expect("few runs") {
            let run = self.run(number).clone();
            let calculating = run.state == RunState::Calculating;
            let open = calculating || matches!(run.state, RunState::Calculated | RunState::Approved);
            if !(calculating || post && run.post && open) {
                continue;
            }
            if calculating {
                self.calculate(number, run.through);
                resumed.push(number);
            }
            self.conclude(number)?;
            last = Some(number);
        }
        if self.start(through, post)? {
            let number = i64::try_from(self.runs.len()).expect("few runs");
            self.calculate(number, through);
            last = Some(number);
            if let Err(code) = self.conclude(number) {
                // What is calculated stays: it is posted by hand, or given up.
                return Ok(Answer::of(Verdict::Refused(code)));
            }
        }
        let Some(number) = last else {
            return Ok(Answer::of(Verdict::Unchanged).says(json!({ "run": null, "status": "nothing-due",
                "through": text(through) })));
        };
        let mut says = self.told(number);
        if !resumed.is_empty() {
            says["resumed"] = json!(resumed);
        }
        Ok(Answer::of(Verdict::Done).says(says))
    }

    /// Starts a run, if anything is due.
    pub(super) fn start(&mut self, through: Day, post: bool) -> Result<bool, Refusal> {
        if self.is_closed(through) {
            return refuse("period-closed");
        }
        let mut tried = self.clone();
        let number = i64::try_from(self.runs.len()).expect("few runs") + 1;
        let run = Run { state: RunState::Calculating, through, post, lost: false, took: Vec::new() };
        tried.runs.push(run.clone());
        tried.calculate(number, through);
        if tried.run(number).took.is_empty() {
            return Ok(false);
        }
        self.runs.push(run);
        self.commit();
        Ok(true)
    }

    pub(super) fn run(&self, number: i64) -> &Run {
        &self.runs[usize::try_from(number - 1).expect("runs are counted from 1")]
    }

    fn run_mut(&mut self, number: i64) -> &mut Run {
        &mut self.runs[usize::try_from(number - 1).expect("runs are counted from 1")]
    }

    /// Posts a run that was started to be posted.
    fn conclude(&mut self, number: i64) -> Result<(), Refusal> {
        if !self.run(number).post {
            return Ok(());
        }
        if self.run(number).state == RunState::Calculated {
            self.usual(number)?;
            self.run_mut(number).state = RunState::Approved;
            self.commit();
        }
        if self.run(number).state == RunState::Approved {
            self.post(number);
            self.commit();
        }
        Ok(())
    }

    /// A pool that is much more than usual is not posted at once.
    fn usual(&self, number: i64) -> Result<(), Refusal> {
        let pool = |run: &Run| run.took.iter().map(|(_, pool, _)| pool).sum::<i128>().abs();
        let posted = self.runs.iter().rev().filter(|run| run.state == RunState::Posted);
        let mut pools: Vec<i128> = posted.take(USUAL).map(pool).collect();
        pools.sort_unstable();
        if pools.len() == USUAL && pool(self.run(number)) > 3 * pools[USUAL / 2] {
            return refuse("guard");
        }
        Ok(())
    }

    fn post(&mut self, number: i64) {
        let mut postings: BTreeMap<String, i128> = BTreeMap::new();
        for (item, pool, lines) in &self.run(number).took {
            for (place, units) in lines {
                *postings.entry(self.party(*item, *place)).or_insert(0) += units;
            }
            let provider = format!("provider {}", self.providers[self.items[*item].provider].code);
            *postings.entry(provider).or_insert(0) -= pool;
        }
        postings.retain(|_, units| *units != 0);
        let dated = self.run(number).through;
        self.journal.push(Entry { dated, payout: false, postings: postings.into_iter().collect() });
        self.run_mut(number).state = RunState::Posted;
    }

    /// Kind and name of whom a place of an item stands for.
    pub(super) fn party(&self, item: usize, place: Place) -> String {
        let item = &self.items[item];
        let purchase = item.original.map_or(item, |original| &self.items[original]);
        let stamp = purchase.stamp.as_ref().expect("of a purchase");
        match place {
            Place::Holder => format!("holder {}", self.holders[purchase.holder].reference),
            Place::Agent(level) => format!("agent {}", self.agents[stamp.chain[level - 1].0].code),
            Place::Staff => format!("staff {}", self.staff[stamp.served.staff.expect("somebody served")].0),
            Place::Center => format!("center {}", self.centers[stamp.served.center]),
            Place::Platform => "platform platform".to_owned(),
        }
    }

    /// What is told of a run.
    pub(super) fn told(&self, number: i64) -> serde_json::Value {
        let run = self.run(number);
        let refund = |item: &usize| self.items[*item].row.refund_of.is_some();
        let refunds = run.took.iter().filter(|(item, ..)| refund(item)).count();
        let pool: i128 = run.took.iter().map(|(_, pool, _)| pool).sum();
        let lines: usize = run.took.iter().map(|(_, _, lines)| lines.len()).sum();
        json!({ "run": number, "status": run.state.word(), "through": text(run.through),
            "purchases": run.took.len() - refunds, "refunds": refunds, "lines": lines, "pool": money(pool) })
    }

    /// Takes the number of a run that comes to nothing: its first step broke, and was done again under the next one.
    pub(in crate::simulator) fn lose_run(&mut self) {
        let (through, state) = (self.today(), RunState::Discarded);
        self.runs.push(Run { state, through, post: false, lost: true, took: Vec::new() });
    }

    pub(super) fn known(&self, number: i64) -> Result<RunState, Refusal> {
        let at = usize::try_from(number - 1).ok();
        at.and_then(|at| self.runs.get(at)).filter(|run| !run.lost).map(|run| run.state).ok_or("not-found")
    }

    pub(super) fn approve_run(&mut self, number: i64) -> Result<Answer, Refusal> {
        match self.known(number)? {
            RunState::Calculated => {
                self.run_mut(number).state = RunState::Approved;
                done()
            }
            RunState::Approved | RunState::Posted => unchanged(),
            RunState::Calculating | RunState::Discarded => refuse("run-state"),
        }
    }

    pub(super) fn post_run(&mut self, number: i64) -> Result<Answer, Refusal> {
        match self.known(number)? {
            RunState::Approved => {
                self.post(number);
                done()
            }
            RunState::Posted => unchanged(),
            _ => refuse("run-state"),
        }
    }

    pub(super) fn discard_run(&mut self, number: i64) -> Result<Answer, Refusal> {
        match self.known(number)? {
            RunState::Discarded => unchanged(),
            RunState::Posted => refuse("run-state"),
            _ => {
                self.run_mut(number).state = RunState::Discarded;
                for item in self.items.iter_mut().filter(|item| item.run == Some(number)) {
                    (item.run, item.plan, item.pool, item.late) = (None, None, 0, false);
                    item.lines.clear();
                }
                done()
            }
        }
    }
}

impl RunState {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Calculating => "calculating",
            Self::Calculated => "calculated",
            Self::Approved => "approved",
            Self::Posted => "posted",
            Self::Discarded => "discarded",
        }
    }
}
