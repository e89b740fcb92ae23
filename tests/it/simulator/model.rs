//! What must be true after each command: the platform in memory, by the rules alone. It knows no SQL and nothing of the
//! program, keeps lists, and reads them from one end to the other.

mod agents;
mod cards;
pub(super) mod cohorts;
pub(super) mod goods;
mod items;
pub(super) mod lines;
mod looks;
mod money;
pub(super) mod payouts;
mod people;
mod periods;
pub(super) mod requests;
mod runs;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::act::{Act, CardAt, Decision, Plan, Row};
use super::clock::{Day, Moment, day_of};
use crate::oracle::division::Place;

/// How a command ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// With a change.
    Done,
    /// There was nothing to do.
    Unchanged,
    /// Rows of its file were refused, and the others were taken.
    Partly,
    /// By an error of this code: nothing was changed but what the log says of it, and wrong tries of a card.
    Refused(&'static str),
}

/// The exit status of each code of an error.
const STATUS: [(&str, i32); 20] = [
    ("conflict", 1),
    ("agent-tree", 1),
    ("run-state", 1),
    ("period-order", 1),
    ("usage", 2),
    ("not-found", 5),
    ("check-failed", 6),
    ("needs-approval", 7),
    ("permission-missing", 7),
    ("activation-refused", 7),
    ("request-refused", 7),
    ("holder-restricted", 7),
    ("guardian-consent", 7),
    ("period-unsettled", 7),
    ("period-closed", 7),
    ("guard", 7),
    ("bad-file", 8),
    ("bad-plan", 8),
    ("bad-parameter", 8),
    ("run-locked", 75),
];

impl Verdict {
    pub(super) fn status(&self) -> i32 {
        match self {
            Self::Done | Self::Unchanged => 0,
            Self::Partly => 3,
            Self::Refused(code) => {
                let known = STATUS.iter().find(|(name, _)| name == code);
                known.unwrap_or_else(|| panic!("the model knows no status of `{code}`")).1
            }
        }
    }
}

/// What a command has to answer: how it ends, and fields of its json.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) verdict: Verdict,
    pub(super) says: Map<String, Value>,
    /// The whole of its output.
    pub(super) text: Option<String>,
}

impl Answer {
    fn of(verdict: Verdict) -> Self {
        Self { verdict, says: Map::new(), text: None }
    }

    fn text(self, text: String) -> Self {
        Self { text: Some(text), ..self }
    }

    fn says(mut self, says: Value) -> Self {
        let Value::Object(says) = says else { panic!("an answer is an object") };
        self.says = says;
        self
    }
}

/// A refusal on the way.
type Refusal = &'static str;

fn refuse<T>(code: Refusal) -> Result<T, Refusal> {
    Err(code)
}

/// What was recorded of something, in this order: from which day on, and in which microsecond it was recorded.
#[derive(Clone, Debug)]
pub(super) struct History<T>(pub(super) Vec<(Day, Moment, T)>);

impl<T: Clone + PartialEq> History<T> {
    fn begin(since: Day, recorded: Moment, value: T) -> Self {
        Self(vec![(since, recorded, value)])
    }

    /// What is in force on a day, as known at a moment: of those recorded by then the last of the latest day.
    fn known(&self, day: Day, at: Moment) -> Option<&T> {
        let known = self.0.iter().filter(|(since, recorded, _)| *since <= day && *recorded <= at);
        known.max_by_key(|(since, recorded, _)| (*since, *recorded)).map(|(_, _, value)| value)
    }

    pub(super) fn on(&self, day: Day) -> Option<&T> {
        self.known(day, Moment::MAX)
    }

    /// Records a value after everything that is recorded, also when the clock was set back. The same value is no change.
    fn record(&mut self, since: Day, now: Moment, value: T) -> bool {
        if self.on(since) == Some(&value) {
            return false;
        }
        let last = self.0.iter().map(|(_, recorded, _)| recorded + 1).max();
        self.0.push((since, last.unwrap_or(now).max(now), value));
        true
    }
}

pub(super) const FOREVER: Day = -1_000_000;

#[derive(Clone, Debug)]
pub(super) struct Tier {
    pub(super) code: &'static str,
    pub(super) rank: i64,
    pub(super) least: Option<i64>,
    pub(super) permissions: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Agent {
    pub(super) code: String,
    pub(super) region: Option<&'static str>,
    pub(super) parents: History<Option<usize>>,
    pub(super) suspended: History<bool>,
}

#[derive(Clone, Debug)]
pub(super) struct Provider {
    pub(super) code: String,
    pub(super) rates: History<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Served {
    pub(super) center: usize,
    pub(super) staff: Option<usize>,
    pub(super) agent: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CardState {
    Stocked,
    Sold,
    Active,
    Frozen,
    Lost,
    Replaced,
    Void,
}

#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) state: CardState,
    pub(super) released: bool,
    pub(super) agent: Option<usize>,
    pub(super) staff: Option<usize>,
    pub(super) holder: Option<usize>,
    /// Wrong codes, and when the last of them came.
    pub(super) wrong: (i64, Moment),
    /// The states that it left, the last one last, and when anything happened to it last.
    pub(super) lost_from: Option<CardState>,
    pub(super) last_at: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BatchState {
    Exported,
    Received,
    Released,
    Void,
}

#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) center: usize,
    pub(super) state: BatchState,
    pub(super) allocated: Allocated,
    /// How many came back from the print house.
    pub(super) received: Option<i64>,
    /// By serial, from 1.
    pub(super) cards: Vec<Card>,
    /// To whom each serial was released, sold or not.
    pub(super) releases: Vec<Option<Allocated>>,
}

/// Agent and staff member.
pub(super) type Allocated = (Option<usize>, Option<usize>);

#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) kind: &'static str,
    pub(super) value: String,
    pub(super) retired: bool,
    /// On which day the operator made sure of it last, and how often.
    pub(super) verified: Option<Day>,
    pub(super) verifications: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) card: CardAt,
    pub(super) active: bool,
    pub(super) registered: Moment,
    pub(super) active_from: Option<Day>,
    pub(super) served: History<Served>,
    pub(super) tiers: History<usize>,
    pub(super) wanted: Option<usize>,
    pub(super) visits: i64,
    pub(super) fees: i64,
    pub(super) parameters: Vec<Known>,
    /// What happened to their cards that blocks or frees purchases, in order.
    pub(super) blocks: Vec<(Moment, CardAt, CardState)>,
    pub(super) restricted: Option<Moment>,
    pub(super) secret: requests::Secret,
    /// Every cohort that they were ever in.
    pub(super) been: BTreeSet<(&'static str, String)>,
}

#[derive(Clone, Debug)]
pub(super) struct Payment {
    pub(super) holder: usize,
    pub(super) source: &'static str,
    pub(super) receipt: String,
    pub(super) amount: i64,
    pub(super) channel: &'static str,
    pub(super) paid_at: Moment,
}

/// What was in force on the day of a purchase when it was imported.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) rate: i64,
    pub(super) served: Served,
    pub(super) tier: usize,
    pub(super) chain: Vec<(usize, bool)>,
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) source: &'static str,
    pub(super) row: Row,
    pub(super) holder: usize,
    pub(super) provider: usize,
    pub(super) at: Moment,
    pub(super) stamp: Option<Stamp>,
    /// The purchase of a refund, once it is known.
    pub(super) original: Option<usize>,
    /// The refunds of a purchase that count.
    pub(super) refunds: Vec<usize>,
    pub(super) held: bool,
    pub(super) run: Option<i64>,
    pub(super) late: bool,
    /// The plan by which a purchase was settled.
    pub(super) plan: Option<usize>,
    pub(super) pool: i128,
    pub(super) lines: Vec<(Place, i128)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Imported,
    Approved,
    Withdrawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunState {
    Calculating,
    Calculated,
    Approved,
    Posted,
    Discarded,
}

#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) state: RunState,
    pub(super) through: Day,
    pub(super) post: bool,
    /// Its number was taken, and it never was.
    pub(super) lost: bool,
    /// What it took, in the order in which it was settled; kept when it is discarded.
    pub(super) took: Vec<runs::Taken>,
}

/// What was done with a month last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    Closed,
    /// Somebody asks to open it again.
    Reopening,
    /// That was taken back, and it stays closed.
    Withdrawn,
    Open,
}

/// One line of the journal: what it is of, and what each party and account has of it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) dated: Day,
    /// Of a payout or of what came back of one: that is never in the future of what is paid.
    pub(super) payout: bool,
    pub(super) postings: Vec<(String, i128)>,
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) now: Moment,
    /// How many commands there were: what is recorded in one second has an order.
    commands: i64,
    pub(super) centers: Vec<&'static str>,
    /// Code and center.
    pub(super) staff: Vec<(String, usize)>,
    pub(super) tiers: Vec<Tier>,
    pub(super) agents: Vec<Agent>,
    pub(super) providers: Vec<Provider>,
    pub(super) batches: Vec<Batch>,
    pub(super) holders: Vec<Holder>,
    pub(super) payments: Vec<Payment>,
    pub(super) plans: Vec<(Plan, Version)>,
    pub(super) items: Vec<Item>,
    pub(super) runs: Vec<Run>,
    pub(super) journal: Vec<Entry>,
    /// Adjustments that were made.
    pub(super) adjustments: i64,
    /// The months with which something was done, and what was done last.
    pub(super) months: BTreeMap<Day, Month>,
    /// Schemes by name, with their facets and what orders their members.
    pub(super) schemes: Vec<cohorts::Scheme>,
    /// Every cohort that anybody was ever in: it is known, also when it is empty.
    pub(super) paths: BTreeSet<(&'static str, String)>,
    /// Accounts by kind and name of the party: how often one was set, and the last.
    pub(super) accounts: BTreeMap<String, (i64, String)>,
    /// Of whom it is known who they are by law, beside holders.
    pub(super) identified: BTreeSet<String>,
    pub(super) payouts: Vec<payouts::Payout>,
    pub(super) listings: Vec<goods::Listing>,
    /// Visits that came from files, by their ids.
    pub(super) visits: BTreeMap<String, (String, Moment)>,
    /// Requests by their ids, and how many came, with those that gave way to others.
    pub(super) requests: BTreeMap<String, requests::Request>,
    pub(super) received: usize,
    /// To how many each notice went.
    pub(super) notices: Vec<usize>,
    /// Versions of the key: whether each is in use still.
    pub(super) keys: Vec<&'static str>,
    /// Whether a rotation has not come to its end.
    pub(super) rotating: bool,
    /// What stood after each commit of the command but the last: whoever dies may leave it.
    stages: Vec<Model>,
}

impl Model {
    /// The platform just after `init`.
    pub(super) fn new(now: Moment) -> Self {
        Self {
            now,
            commands: 0,
            centers: Vec::new(),
            staff: Vec::new(),
            tiers: Vec::new(),
            agents: Vec::new(),
            providers: Vec::new(),
            batches: Vec::new(),
            holders: Vec::new(),
            payments: Vec::new(),
            plans: Vec::new(),
            items: Vec::new(),
            runs: Vec::new(),
            journal: Vec::new(),
            adjustments: 0,
            months: BTreeMap::new(),
            schemes: Vec::new(),
            paths: BTreeSet::new(),
            accounts: BTreeMap::new(),
            identified: BTreeSet::new(),
            payouts: Vec::new(),
            listings: Vec::new(),
            visits: BTreeMap::new(),
            requests: BTreeMap::new(),
            received: 0,
            notices: Vec::new(),
            keys: vec!["current"],
            rotating: false,
            stages: Vec::new(),
        }
    }

    /// Commits what the command has done so far.
    fn commit(&mut self) {
        let mut stages = std::mem::take(&mut self.stages);
        stages.push(self.clone());
        self.stages = stages;
    }

    /// What may be left of the command that was applied last, when it died on its way.
    pub(super) fn take_stages(&mut self) -> Vec<Model> {
        std::mem::take(&mut self.stages)
    }

    pub(super) fn today(&self) -> Day {
        day_of(self.now)
    }

    /// In which microsecond something is recorded that is recorded now.
    fn recorded(&self) -> Moment {
        self.now * 1_000_000 + self.commands
    }

    /// Does what a command does. What is refused leaves everything as it is.
    pub(super) fn apply(&mut self, act: &Act) -> Answer {
        self.stages.clear();
        self.commands += 1;
        let before = self.clone();
        match self.tried(act) {
            Ok(answer) => {
                for ((scheme, path), members) in self.cohorts() {
                    for id in members {
                        self.holders[id].been.insert((scheme, path.clone()));
                    }
                    self.paths.insert((scheme, path));
                }
                answer
            }
            Err("nothing") => {
                *self = before;
                Answer::of(Verdict::Unchanged)
            }
            Err(code) => {
                *self = before;
                if let Act::Activate { card, code: super::act::Code::Wrong }
                | Act::Register { card, code: Some(super::act::Code::Wrong), .. } = act
                    && code == "activation-refused"
                {
                    self.count_wrong(*card);
                }
                Answer::of(Verdict::Refused(code))
            }
        }
    }

    fn tried(&mut self, act: &Act) -> Result<Answer, Refusal> {
        match act {
            Act::Issue { center, count, agent, staff, release } => {
                self.issue(*center, *count, *agent, *staff, *release)
            }
            Act::Receive { batch, count } => self.receive(*batch, *count),
            Act::Release { batch, agent, staff, serials } => self.release(*batch, *agent, *staff, *serials),
            Act::Void { batch, serials } => self.void(*batch, *serials),
            Act::Register { .. } => self.register(act),
            Act::Activate { card, code } => self.activate(*card, *code),
            Act::People(people) => self.people(people),
            Act::SetHolder { who, agent, staff, tier, since } => {
                self.set_holder(who, *agent, *staff, *tier, *since)
            }
            Act::Visit { who, at } => self.visit(who, *at),
            Act::Pay { who, amount, receipt, paid_at } => self.pay(who, *amount, receipt, *paid_at),
            Act::Card { what, who, at } => self.move_card(*what, who, *at),
            Act::Replace { who } => self.replace(who),
            Act::Purchases { source, rows } => self.load(source, rows),
            Act::Hold { source, id, held } => self.hold(source, id, *held),
            Act::MoveAgent { agent, parent, since } => self.move_agent(*agent, *parent, *since),
            Act::Suspend { agent, suspended, since } => self.suspend(*agent, *suspended, *since),
            Act::Rate { provider, rate, since } => self.rate(provider, *rate, *since),
            Act::ImportPlan(plan) => self.import_plan(plan),
            Act::DecidePlan { name, approve } => self.decide_plan(name, *approve),
            Act::Run { through, post } => self.settle(*through, *post),
            Act::DecideRun { run, what } => match what {
                Decision::Approve => self.approve_run(*run),
                Decision::Post => self.post_run(*run),
                Decision::Discard => self.discard_run(*run),
            },
            Act::AddParameter { who, parameter } => self.add_parameter(who, parameter),
            Act::RetireParameter { who, n } => self.retire_parameter(who, *n),
            Act::ReplaceParameter { who, n, parameter } => self.replace_parameter(who, *n, parameter),
            Act::Restrict { who, lift } => self.restrict(who, *lift),
            Act::Adjust { kind, party, amount } => self.adjust(kind, party, *amount),
            Act::Close(month) => self.close(*month),
            Act::Reopen { month, what } => self.reopen(*month, *what),
            Act::Verify { who, n } => self.verify(who, *n),
            Act::SetAccount { kind, party, account } => self.set_account(kind, party, account),
            Act::CreatePayout { through, least } => self.create_payout(*through, *least),
            Act::DecidePayout { payout, approve: true } => self.approve_payout(*payout),
            Act::DecidePayout { payout, .. } => self.discard_payout(*payout),
            Act::Confirm(rows) => self.confirm(rows),
            Act::Offer { who, swap, amount } => self.offer(who, *swap, *amount),
            Act::Sell { listing, to } => self.sell(*listing, to),
            Act::Swap { listing, other } => self.swap(*listing, *other),
            Act::WithdrawListing { listing } => self.withdraw_listing(*listing),
            Act::Regroup => unchanged(),
            Act::Look(look) => self.look(look),
            Act::AddAgent { code, parent } => self.add_agent(code, *parent),
            Act::Visits(rows) => Ok(self.visits(rows)),
            Act::Notice { scheme, path } => self.notice(scheme, path),
            Act::Rotate => self.rotate(),
            Act::MakeSecret { who } => self.make_secret(who),
            Act::Requests(asks) => Ok(self.take_in(asks)),
            Act::Dispatch { takes } => Ok(self.dispatch(*takes)),
            Act::Cancel { id } => self.cancel(id),
            Act::SendAgain => self.send_again(),
        }
    }
}

fn done() -> Result<Answer, Refusal> {
    Ok(Answer::of(Verdict::Done))
}

fn unchanged() -> Result<Answer, Refusal> {
    Ok(Answer::of(Verdict::Unchanged))
}

fn changed(changed: bool) -> Result<Answer, Refusal> {
    if changed { done() } else { unchanged() }
}
