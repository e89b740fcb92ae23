//! What an operator does: commands as values, and the lines that they are typed as.

use std::fmt::Write as _;

use super::clock::{Day, Moment, local, text};
use super::model::Model;
use crate::oracle::division::{Missing, Place, Share};

/// A card by batch and serial: its number and its code are made by chance, and whoever types the line puts them in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CardAt {
    pub(super) batch: i64,
    pub(super) serial: i64,
}

impl CardAt {
    pub(super) fn number(self) -> String {
        format!("{{card {}/{}}}", self.batch, self.serial)
    }

    pub(super) fn code(self) -> String {
        format!("{{code {}/{}}}", self.batch, self.serial)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) kind: &'static str,
    pub(super) value: String,
}

/// How a card is activated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Right,
    Wrong,
    ByOperator,
}

/// A row of a holder file.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) parameter: Parameter,
    pub(super) center: usize,
    pub(super) staff: Option<usize>,
    pub(super) agent: Option<usize>,
    pub(super) tier: Option<usize>,
    pub(super) registered: Option<Day>,
    pub(super) fee: Option<i64>,
}

/// A row of a purchase file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: String,
    /// The holder's ref, or their card.
    pub(super) buyer: Buyer,
    pub(super) provider: String,
    pub(super) amount: i64,
    pub(super) at: At,
    pub(super) category: Option<&'static str>,
    pub(super) refund_of: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Buyer {
    Ref(String),
    Card(CardAt),
}

/// A day as a whole, or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Day(Day),
    Moment(Moment),
}

#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) from: Day,
    pub(super) floor: bool,
    pub(super) hold_days: Day,
    pub(super) shares: Vec<Share>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Freeze,
    Unfreeze,
    Lost,
    Found,
}

/// What is done with a run, and with what else stands until somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Approve,
    Post,
    Discard,
}

#[derive(Clone, Debug)]
pub(super) enum Act {
    Issue {
        center: usize,
        count: i64,
        agent: Option<usize>,
        staff: Option<usize>,
        release: bool,
    },
    Receive {
        batch: i64,
        count: i64,
    },
    Release {
        batch: i64,
        agent: Option<usize>,
        staff: Option<usize>,
        serials: Option<(i64, i64)>,
    },
    Void {
        batch: i64,
        serials: Option<(i64, i64)>,
    },
    Register {
        card: CardAt,
        reference: String,
        name: String,
        parameters: Vec<Parameter>,
        tier: Option<usize>,
        agent: Option<usize>,
        staff: Option<usize>,
        fee: Option<(i64, String)>,
        code: Option<Code>,
    },
    Activate {
        card: CardAt,
        code: Code,
    },
    People(Vec<Person>),
    SetHolder {
        who: String,
        agent: Option<usize>,
        staff: Option<usize>,
        tier: Option<usize>,
        since: Option<Day>,
    },
    Visit {
        who: String,
        at: Option<Moment>,
    },
    Pay {
        who: String,
        amount: i64,
        receipt: String,
        paid_at: Option<Moment>,
    },
    Card {
        what: Move,
        who: String,
        at: Option<Moment>,
    },
    Replace {
        who: String,
    },
    Purchases {
        source: &'static str,
        rows: Vec<Row>,
    },
    Hold {
        source: &'static str,
        id: String,
        held: bool,
    },
    MoveAgent {
        agent: usize,
        parent: Option<usize>,
        since: Option<Day>,
    },
    Suspend {
        agent: usize,
        suspended: bool,
        since: Option<Day>,
    },
    Rate {
        provider: String,
        rate: i64,
        since: Option<Day>,
    },
    ImportPlan(Plan),
    DecidePlan {
        name: String,
        approve: bool,
    },
    Run {
        through: Day,
        post: bool,
    },
    DecideRun {
        run: i64,
        what: Decision,
    },
    AddParameter {
        who: String,
        parameter: Parameter,
    },
    RetireParameter {
        who: String,
        n: i64,
    },
    ReplaceParameter {
        who: String,
        n: i64,
        parameter: Parameter,
    },
    Restrict {
        who: String,
        lift: bool,
    },
    Adjust {
        kind: &'static str,
        party: String,
        amount: i64,
    },
    Close(Day),
    /// Of a month that is closed: asked for, taken back, or agreed to.
    Reopen {
        month: Day,
        what: Reopening,
    },
    Verify {
        who: String,
        n: i64,
    },
    SetAccount {
        kind: &'static str,
        party: String,
        account: String,
    },
    CreatePayout {
        through: Day,
        least: i64,
    },
    DecidePayout {
        payout: i64,
        approve: bool,
    },
    /// Rows by payout, kind and name of the party, and what became of them.
    Confirm(Vec<(i64, String, Told)>),
    Offer {
        who: String,
        swap: bool,
        amount: i64,
    },
    Sell {
        listing: i64,
        to: String,
    },
    Swap {
        listing: i64,
        other: i64,
    },
    WithdrawListing {
        listing: i64,
    },
    Regroup,
    Look(Look),
    AddAgent {
        code: String,
        parent: Option<usize>,
    },
    /// Rows of a visit file: id, holder and when.
    Visits(Vec<(String, String, Moment)>),
    Notice {
        scheme: &'static str,
        path: String,
    },
    Rotate,
    MakeSecret {
        who: String,
    },
    Requests(Vec<Ask>),
    /// The provider takes what comes, or answers that it can't.
    Dispatch {
        takes: bool,
    },
    Cancel {
        id: String,
    },
    /// Of whatever nobody took.
    SendAgain,
}

/// A request of a holder.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) id: String,
    pub(super) holder: String,
    pub(super) service: &'static str,
    /// When it was signed.
    pub(super) at: Moment,
    pub(super) wish: i64,
    /// With the holder's secret, and not with another one.
    pub(super) signed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reopening {
    Ask,
    Withdraw,
    Approve,
}

/// What a bank says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Paid,
    Failed,
    Unknown,
}

impl Told {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

/// A question, which changes nothing.
#[derive(Clone, Debug)]
pub(super) enum Look {
    Balances,
    Lines(i64),
    Pending,
    Holder(String),
    Cohort { scheme: &'static str, path: String },
    DryRun(Day),
}

/// A line to be typed, with the files that it reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) words: Vec<String>,
    pub(super) files: Vec<(String, String)>,
    /// Where it is not json.
    pub(super) format: Option<&'static str>,
}

impl Line {
    fn of(text: &str) -> Self {
        Self { words: text.split(' ').map(str::to_owned).collect(), ..Self::default() }
    }

    fn csv(self) -> Self {
        Self { format: Some("csv"), ..self }
    }

    fn word(mut self, word: impl Into<String>) -> Self {
        self.words.push(word.into());
        self
    }

    fn flag(self, flag: &str, value: impl Into<String>) -> Self {
        self.word(flag).word(value)
    }

    fn maybe(self, flag: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.flag(flag, value),
            None => self,
        }
    }

    fn file(mut self, name: &str, content: String) -> Self {
        self.files.push((name.to_owned(), content));
        self
    }
}

pub(super) fn money(minor: impl Into<i128>) -> String {
    let minor = minor.into();
    format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100)
}

pub(super) fn percentage(parts: impl Into<i128>) -> String {
    let parts = parts.into();
    format!("{}.{:04}%", parts / 10_000, parts % 10_000)
}

const BECAUSE: &str = "chance";

impl Act {
    /// Whether it records a change of a history by which purchases are stamped. Recorded by a clock that was set back it
    /// would seem to have been known to purchases that were loaded before it.
    pub(super) fn is_of_histories(&self) -> bool {
        matches!(
            self,
            Self::SetHolder { .. }
                | Self::Pay { .. }
                | Self::MoveAgent { .. }
                | Self::Suspend { .. }
                | Self::Rate { .. }
        )
    }

    /// The words of the command, as the plan of commands has them.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Issue { .. } => "batch issue",
            Self::Receive { .. } => "batch receive",
            Self::Release { .. } => "batch release",
            Self::Void { .. } => "batch void",
            Self::Register { .. } => "holder register",
            Self::Activate { .. } => "holder activate",
            Self::People(_) => "holder import",
            Self::SetHolder { .. } => "holder set",
            Self::Visit { .. } => "holder visit",
            Self::Pay { .. } => "payment add",
            Self::Card { what, .. } => match what {
                Move::Freeze => "card freeze",
                Move::Unfreeze => "card unfreeze",
                Move::Lost => "card lost",
                Move::Found => "card found",
            },
            Self::Replace { .. } => "card replace",
            Self::Purchases { .. } => "purchase import",
            Self::Hold { held: true, .. } => "purchase hold",
            Self::Hold { .. } => "purchase release",
            Self::MoveAgent { .. } => "agent move",
            Self::Suspend { suspended: true, .. } => "agent suspend",
            Self::Suspend { .. } => "agent resume",
            Self::Rate { .. } => "provider set",
            Self::ImportPlan(_) => "plan import",
            Self::DecidePlan { approve: true, .. } => "plan approve",
            Self::DecidePlan { .. } => "plan withdraw",
            Self::Run { .. } => "settle run",
            Self::DecideRun { what, .. } => match what {
                Decision::Approve => "settle approve",
                Decision::Post => "settle post",
                Decision::Discard => "settle discard",
            },
            Self::AddParameter { .. } => "parameter add",
            Self::RetireParameter { .. } => "parameter retire",
            Self::ReplaceParameter { .. } => "parameter replace",
            Self::Restrict { .. } => "holder restrict",
            Self::Adjust { .. } => "ledger adjust",
            Self::Close(_) => "period close",
            Self::Reopen { what: Reopening::Approve, .. } => "period approve",
            Self::Reopen { .. } => "period reopen",
            Self::Verify { .. } => "parameter verify",
            Self::SetAccount { .. } => "party account set",
            Self::CreatePayout { .. } => "payout create",
            Self::DecidePayout { approve: true, .. } => "payout approve",
            Self::DecidePayout { .. } => "payout discard",
            Self::Confirm(_) => "payout confirm",
            Self::Offer { .. } => "listing add",
            Self::Sell { .. } => "listing sell",
            Self::Swap { .. } => "listing swap",
            Self::WithdrawListing { .. } => "listing withdraw",
            Self::Regroup => "cohort regroup",
            Self::AddAgent { .. } => "agent add",
            Self::Visits(_) => "visit import",
            Self::Notice { .. } => "notice send",
            Self::Rotate => "key rotate",
            Self::MakeSecret { .. } => "holder secret",
            Self::Requests(_) => "request import",
            Self::Dispatch { .. } => "request dispatch",
            Self::Cancel { .. } => "request cancel",
            Self::SendAgain => "request retry",
            Self::Look(look) => match look {
                Look::Balances => "ledger balances",
                Look::Lines(_) => "settle lines",
                Look::Pending => "settle pending",
                Look::Holder(_) => "holder show",
                Look::Cohort { .. } => "cohort show",
                Look::DryRun(_) => "settle run --dry-run",
            },
        }
    }

    /// Every command of the plan.
    pub(super) const ALL: &[&'static str] = &[
        "batch issue",
        "batch receive",
        "batch release",
        "batch void",
        "holder register",
        "holder activate",
        "holder import",
        "holder set",
        "holder visit",
        "payment add",
        "card freeze",
        "card unfreeze",
        "card lost",
        "card found",
        "card replace",
        "purchase import",
        "purchase hold",
        "purchase release",
        "agent move",
        "agent suspend",
        "agent resume",
        "provider set",
        "plan import",
        "plan approve",
        "plan withdraw",
        "settle run",
        "settle approve",
        "settle post",
        "settle discard",
        "parameter add",
        "parameter retire",
        "parameter replace",
        "parameter verify",
        "holder restrict",
        "ledger adjust",
        "period close",
        "period reopen",
        "period approve",
        "party account set",
        "payout create",
        "payout approve",
        "payout discard",
        "payout confirm",
        "listing add",
        "listing sell",
        "listing swap",
        "listing withdraw",
        "cohort regroup",
        "ledger balances",
        "settle lines",
        "settle pending",
        "holder show",
        "cohort show",
        "settle run --dry-run",
        "agent add",
        "visit import",
        "notice send",
        "key rotate",
        "holder secret",
        "request import",
        "request dispatch",
        "request cancel",
        "request retry",
    ];

    /// The line without `-o json` and `--yes`, which all of them get.
    #[expect(clippy::too_many_lines, reason = "an arm for each command")]
    pub(super) fn line(&self, model: &Model) -> Line {
        let agent = |agent: &Option<usize>| agent.map(|agent| model.agents[agent].code.clone());
        let staff = |staff: &Option<usize>| staff.map(|staff| model.staff[staff].0.clone());
        let tier = |tier: &Option<usize>| tier.map(|tier| model.tiers[tier].code);
        let day = |day: &Option<Day>| day.map(text);
        let line = Line::of(self.name());
        match self {
            Self::Issue { center, count, agent: of, staff: by, release } => {
                let line = line
                    .flag("--center", model.centers[*center])
                    .flag("--count", count.to_string())
                    .maybe("--agent", agent(of))
                    .maybe("--staff", staff(by))
                    .flag("--out", format!("print{}", model.batches.len() + 1));
                if *release { line.word("--release") } else { line }
            }
            Self::Receive { batch, count } => line.word(batch.to_string()).flag("--count", count.to_string()),
            Self::Release { batch, agent: of, staff: by, serials } => line
                .word(batch.to_string())
                .maybe("--agent", agent(of))
                .maybe("--staff", staff(by))
                .maybe("--serials", serials.map(|(first, last)| format!("{first}-{last}"))),
            Self::Void { batch, serials } => line
                .word(batch.to_string())
                .maybe("--serials", serials.map(|(first, last)| format!("{first}-{last}")))
                .flag("--reason", BECAUSE),
            Self::Register {
                card,
                reference,
                name,
                parameters,
                tier: wanted,
                agent: of,
                staff: by,
                fee,
                code,
            } => {
                let mut line = line
                    .flag("--card", card.number())
                    .flag("--ref", reference)
                    .flag("--name", name)
                    .maybe("--tier", tier(wanted))
                    .maybe("--agent", agent(of))
                    .maybe("--staff", staff(by));
                for parameter in parameters {
                    line = line.flag("--parameter", format!("{}={}", parameter.kind, parameter.value));
                }
                if let Some((amount, receipt)) = fee {
                    line = line.flag("--fee", money(*amount)).flag("--receipt", receipt);
                }
                match code {
                    None => line,
                    Some(Code::Right) => line.word("--activate").flag("--code", card.code()),
                    Some(_) => line.word("--activate").flag("--code", "0000-0000-0000-0012"),
                }
            }
            Self::Activate { card, code } => {
                let line = line.flag("--card", card.number());
                match code {
                    Code::Right => line.flag("--code", card.code()),
                    Code::Wrong => line.flag("--code", "0000-0000-0000-0012"),
                    Code::ByOperator => line.word("--by-operator").flag("--reason", BECAUSE),
                }
            }
            Self::People(people) => {
                let mut file =
                    "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n"
                        .to_owned();
                for person in people {
                    let Person { reference, name, parameter: Parameter { kind, value }, .. } = person;
                    let center = model.centers[person.center];
                    let (of, by) =
                        (agent(&person.agent).unwrap_or_default(), staff(&person.staff).unwrap_or_default());
                    let tier = tier(&person.tier).unwrap_or_default();
                    let since = day(&person.registered).unwrap_or_default();
                    let fee = person.fee.map(money).unwrap_or_default();
                    writeln!(
                        file,
                        "{reference},,{name},{kind},{value},{center},{by},{of},{tier},{since},{fee},"
                    )
                    .expect("a string grows");
                }
                line.word("people.csv").word("--activate").file("people.csv", file)
            }
            Self::SetHolder { who, agent: of, staff: by, tier: to, since } => line
                .word(who)
                .maybe("--agent", agent(of))
                .maybe("--staff", staff(by))
                .maybe("--tier", tier(to))
                .maybe("--since", day(since))
                .flag("--reason", BECAUSE),
            Self::Visit { who, at } => line.word(who).maybe("--at", at.map(local)),
            Self::Pay { who, amount, receipt, paid_at } => line
                .flag("--holder", who)
                .flag("--amount", money(*amount))
                .flag("--receipt", receipt)
                .maybe("--paid-at", paid_at.map(local)),
            Self::Card { who, at, .. } => {
                line.flag("--holder", who).flag("--reason", BECAUSE).maybe("--at", at.map(local))
            }
            Self::Replace { who } => {
                line.flag("--holder", who).word("--by-operator").flag("--reason", BECAUSE)
            }
            Self::Purchases { source, rows } => {
                line.word("items.csv").flag("--source", *source).file("items.csv", file_of(rows))
            }
            Self::Hold { source, id, .. } => {
                line.word(id).flag("--source", *source).flag("--reason", BECAUSE)
            }
            Self::MoveAgent { agent: moved, parent, since } => line
                .word(&model.agents[*moved].code)
                .flag("--parent", agent(parent).unwrap_or_else(|| "none".to_owned()))
                .maybe("--since", day(since)),
            Self::Suspend { agent: of, since, .. } => {
                line.word(&model.agents[*of].code).maybe("--since", day(since))
            }
            Self::Rate { provider, rate, since } => {
                line.word(provider).flag("--rate", percentage(*rate)).maybe("--since", day(since))
            }
            Self::ImportPlan(plan) => line.word("plan.toml").file("plan.toml", plan_file(plan, model)),
            Self::DecidePlan { name, .. } => line.word(name),
            Self::Run { through, post } => {
                let line = line.flag("--through", text(*through));
                if *post { line.word("--post") } else { line }
            }
            Self::DecideRun { run, .. } => line.word(run.to_string()),
            Self::AddParameter { who, parameter: Parameter { kind, value } } => {
                line.word(who).word(format!("{kind}={value}"))
            }
            Self::RetireParameter { who, n } => line.word(who).word(n.to_string()).flag("--reason", BECAUSE),
            Self::ReplaceParameter { who, n, parameter: Parameter { kind, value } } => {
                line.word(who).word(n.to_string()).word(format!("{kind}={value}")).flag("--reason", BECAUSE)
            }
            Self::Restrict { who, lift } => {
                let line = line.word(who).flag("--reason", BECAUSE);
                if *lift { line.word("--lift") } else { line }
            }
            Self::Adjust { kind, party, amount } => {
                line.word(party).word(money(*amount)).flag("--kind", *kind).flag("--reason", BECAUSE)
            }
            Self::Close(month) => line.word(&text(*month)[..7]),
            Self::Reopen { month, what } => {
                let line = line.word(&text(*month)[..7]);
                match what {
                    Reopening::Ask => line.flag("--reason", BECAUSE),
                    Reopening::Withdraw => line.word("--withdraw"),
                    Reopening::Approve => line,
                }
            }
            Self::Verify { who, n } => line.word(who).word(n.to_string()).flag("--method", "seen"),
            Self::SetAccount { kind, party, account } => line
                .word(party)
                .flag("--party-kind", *kind)
                .flag("--kind", "alipay")
                .flag("--account", account)
                .flag("--name", "Ann"),
            Self::CreatePayout { through, least } => {
                line.flag("--through", text(*through)).flag("--min", money(*least))
            }
            Self::DecidePayout { payout, .. } => line.word(payout.to_string()),
            Self::Confirm(rows) => {
                let mut file = "payout,status,reference,reason\n".to_owned();
                for (payout, party, paid) in rows {
                    writeln!(file, "{{row {payout}/{party}}},{},,", paid.word()).expect("a string grows");
                }
                line.word("results.csv").file("results.csv", file)
            }
            Self::Offer { who, swap, amount } => {
                let line = line.flag("--holder", who).flag("--title", "radio");
                if *swap {
                    line.flag("--value", money(*amount)).flag("--wish", "lamp")
                } else {
                    line.flag("--price", money(*amount))
                }
            }
            Self::Sell { listing, to } => line.word(listing.to_string()).flag("--to", to),
            Self::Swap { listing, other } => {
                line.word(listing.to_string()).word(other.to_string()).flag("--paid", "0.00")
            }
            Self::WithdrawListing { listing } => line.word(listing.to_string()).flag("--reason", BECAUSE),
            Self::Regroup | Self::Rotate => line,
            Self::AddAgent { code, parent } => {
                line.word(code).flag("--name", "n").maybe("--parent", agent(parent))
            }
            Self::Visits(rows) => {
                let mut file = "external_id,card,holder,at\n".to_owned();
                for (id, holder, at) in rows {
                    writeln!(file, "{id},,{holder},{}", local(*at)).expect("a string grows");
                }
                line.word("visits.csv").flag("--source", "door").file("visits.csv", file)
            }
            Self::MakeSecret { who } => line.word(who),
            Self::Requests(asks) => {
                let mut file = String::new();
                for Ask { id, holder, service, at, wish, signed } in asks {
                    let signed = if *signed { "signed" } else { "forged" };
                    writeln!(file, "{{{signed} {id}|{holder}|{service}|{at}|{wish}}}")
                        .expect("a string grows");
                }
                line.word("requests.jsonl").file("requests.jsonl", file)
            }
            Self::Dispatch { .. } => line.flag("--tries", "1").flag("--concurrency", "3"),
            Self::Cancel { id } => line.word(id).flag("--reason", BECAUSE),
            Self::SendAgain => line.word("--dead"),
            Self::Notice { scheme, path } => {
                line.flag("--cohort", path).flag("--scheme", *scheme).flag("--title", "a").flag("--body", "b")
            }
            Self::Look(look) => match look {
                Look::Balances | Look::Pending => line.csv(),
                Look::Lines(run) => line.word(run.to_string()).csv(),
                Look::Holder(who) => line.word(who),
                Look::Cohort { scheme, path } => {
                    line.word(path).flag("--scheme", *scheme).csv().flag("--columns", "rank,ref")
                }
                Look::DryRun(through) => line.flag("--through", text(*through)),
            },
        }
    }
}

fn file_of(rows: &[Row]) -> String {
    let mut file = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n".to_owned();
    for row in rows {
        let (card, holder) = match &row.buyer {
            Buyer::Ref(reference) => (String::new(), reference.clone()),
            Buyer::Card(card) => (card.number(), String::new()),
        };
        let at = match row.at {
            At::Day(day) => text(day),
            At::Moment(moment) => local(moment),
        };
        let (amount, category) = (money(row.amount), row.category.unwrap_or_default());
        let of = row.refund_of.as_deref().unwrap_or_default();
        writeln!(file, "{},{card},{holder},{},{amount},{at},{category},{of}", row.id, row.provider)
            .expect("a string grows");
    }
    file
}

fn plan_file(plan: &Plan, model: &Model) -> String {
    let mut lines = vec![
        format!("name = \"{}\"", plan.name),
        format!("effective_from = \"{}\"", text(plan.from)),
        format!("hold_days = {}", plan.hold_days),
        format!("rounding = \"{}\"", if plan.floor { "floor" } else { "largest-remainder" }),
    ];
    for share in &plan.shares {
        let (role, level) = match share.place {
            Place::Holder => ("holder", None),
            Place::Agent(level) => ("agent", Some(level)),
            Place::Staff => ("staff", None),
            Place::Center => ("center", None),
            Place::Platform => unreachable!("the platform has no share of its own"),
        };
        let missing = match share.missing {
            Missing::Platform => None,
            Missing::LastAgent => Some("last-agent"),
            Missing::Center => Some("center"),
        };
        lines.extend(["[[share]]".to_owned(), format!("role = \"{role}\"")]);
        lines.push(format!("rate = \"{}\"", percentage(share.rate)));
        lines.extend(level.map(|level| format!("level = {level}")));
        lines.extend(share.tier.map(|tier| format!("tier = \"{}\"", model.tiers[tier].code)));
        lines.extend(share.category.map(|category| format!("category = \"{category}\"")));
        lines.extend(missing.map(|missing| format!("missing = \"{missing}\"")));
    }
    lines.into_iter().fold(String::new(), |file, line| file + &line + "\n")
}
