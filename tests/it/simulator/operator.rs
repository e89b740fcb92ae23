//! Who sits before the program: picks what to do next by the dice, mostly something that makes sense, and now and then
//! something that doesn't.

use super::act::{
    Act, Ask, At, Buyer, CardAt, Code, Decision, Look, Move, Parameter, Person, Plan, Reopening, Row, Told,
};
use super::clock::{DAY, Day, Moment, day_of, first_moment, month_of, text};
use super::model::cohorts::Scheme;
use super::model::goods::Deal;
use super::model::requests::{Asked, Request, Secret};
use super::model::{CardState, Holder, Item, Model, RunState, Version};
use crate::oracle::dice::Dice;
use crate::oracle::division::{Missing, Place, Share, WHOLE};

pub(super) const SOURCES: [&str; 2] = ["till", "web"];
const CATEGORIES: [&str; 3] = ["food", "travel", "书"];

/// Divisions that stand in the table of regions.
const HOMES: [&str; 6] = ["110102", "110105", "440103", "440105", "440303", "310115"];
const REGIONS: [&str; 4] = ["11", "4401", "440103", "31"];

/// What is done before the first step: agents, cards, holders, a plan.
pub(super) fn begin(dice: &mut Dice, model: &mut Model) -> Vec<Act> {
    let mut acts = vec![
        Act::Issue { center: 0, count: dice.between(12, 20), agent: None, staff: None, release: true },
        Act::Issue {
            center: 1,
            count: dice.between(5, 9),
            agent: Some(dice.below(model.agents.len())),
            staff: Some(2),
            release: dice.percent(70),
        },
    ];
    let count = dice.between(3, 6);
    let people: Vec<Person> = (0..count).map(|number| person(dice, model, number)).collect();
    acts.push(Act::People(people));
    let from = super::clock::BEGINNING - dice.between(0, 30);
    let plan = plan(dice, "first".to_owned(), from);
    acts.extend([Act::ImportPlan(plan), Act::DecidePlan { name: "first".to_owned(), approve: true }]);
    acts
}

/// The agents of a seed: a chain, and others beside it.
pub(super) fn agents(dice: &mut Dice, model: &mut Model) {
    let chain = dice.below(5) + 1;
    for number in 0..chain + dice.below(4) {
        let parent =
            if number < chain { number.checked_sub(1) } else { dice.perhaps(70, |dice| dice.below(number)) };
        let region = REGIONS.get(number).copied().filter(|_| dice.percent(60));
        model.new_agent(format!("A{}", number + 1), parent, region);
    }
}

fn plan(dice: &mut Dice, name: String, from: Day) -> Plan {
    let mut left = WHOLE;
    let mut shares = Vec::new();
    let mut share = |dice: &mut Dice, place, missing| {
        let most = i64::try_from(left).expect("a part of a million");
        let rate =
            if dice.percent(30) { dice.between(0, most) } else { dice.between(0, most / 3) / 1000 * 1000 };
        left -= i128::from(rate);
        shares.push(Share { place, tier: None, category: None, rate: rate.into(), missing });
    };
    share(dice, Place::Holder, Missing::Platform);
    for level in 1..=dice.below(4) {
        let missing = *dice.pick(&[Missing::Platform, Missing::LastAgent, Missing::Center]);
        share(dice, Place::Agent(level), missing);
    }
    if dice.percent(70) {
        let missing = *dice.pick(&[Missing::Platform, Missing::Center]);
        share(dice, Place::Staff, missing);
    }
    if dice.percent(70) {
        share(dice, Place::Center, Missing::Platform);
    }
    // In place of the holder's general share, and with what nobody has.
    let holder = shares[0].rate;
    for _ in 0..dice.below(3) {
        let (tier, category) = match dice.below(3) {
            0 => (Some(2), None),
            1 => (None, Some("food")),
            _ => (Some(1), Some("food")),
        };
        let twice = shares.iter().any(|known| (known.tier, known.category) == (tier, category));
        if !twice {
            let rate =
                holder + i128::from(dice.between(0, i64::try_from(left).expect("a part of a million")));
            shares.push(Share { place: Place::Holder, tier, category, rate, missing: Missing::Platform });
        }
    }
    let hold_days = if dice.percent(60) { 0 } else { dice.between(1, 5) };
    Plan { name, from, floor: dice.percent(30), hold_days, shares }
}

fn person(dice: &mut Dice, model: &Model, number: i64) -> Person {
    let center = usize::from(dice.percent(25));
    Person {
        reference: format!("H{}", number + 1),
        name: name(dice),
        parameter: parameter(dice, number),
        center,
        staff: dice.perhaps(40, |dice| if center == 0 { dice.below(2) } else { 2 }),
        agent: dice.perhaps(40, |dice| dice.below(model.agents.len())),
        tier: dice.perhaps(30, |dice| dice.below(3)),
        registered: dice.perhaps(60, |dice| model.today() - dice.between(0, 20)),
        fee: dice.perhaps(30, |dice| dice.between(0, 30_000)),
    }
}

fn name(dice: &mut Dice) -> String {
    (*dice.pick(&["Ann", "Bo", "赵一", "钱二"])).to_owned()
}

fn parameter(dice: &mut Dice, number: i64) -> Parameter {
    if dice.percent(70) {
        let home = dice.pick(&HOMES);
        Parameter { kind: "citizen-id", value: citizen_id(home, number) }
    } else {
        Parameter { kind: "mobile", value: format!("138{:08}", 10_000_000 + number) }
    }
}

/// GB 11643: the last character makes the weighted sum 1 modulo 11.
fn citizen_id(region: &str, number: i64) -> String {
    let year = 1960 + number % 40;
    let digits =
        format!("{region}{year}{:02}{:02}{:03}", number % 12 + 1, number / 12 % 28 + 1, number % 900);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let last = "10X98765432".chars().nth((sum % 11) as usize).expect("eleven characters");
    format!("{digits}{last}")
}

/// What a seed does most: a little of everything would come far with nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    People,
    Cards,
    Items,
    Money,
    Goods,
    Requests,
}

impl Mood {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        let moods =
            [Self::People, Self::Cards, Self::Items, Self::Money, Self::Money, Self::Goods, Self::Requests];
        *dice.pick(&moods)
    }
}

/// How often a kind of step comes beside the others, in which mood it comes more often, and what it is.
type Kind = (i64, Mood, fn(&mut Dice, &Model) -> Option<Act>);

const KINDS: &[Kind] = &[
    (8, Mood::People, register),
    (5, Mood::People, activate),
    (3, Mood::People, people),
    (4, Mood::People, set_holder),
    (5, Mood::People, visit),
    (6, Mood::People, pay),
    (8, Mood::Cards, card),
    (3, Mood::Cards, replace),
    (22, Mood::Items, purchases),
    (4, Mood::Items, hold),
    (4, Mood::Items, move_agent),
    (5, Mood::Items, suspend),
    (3, Mood::Items, rate),
    (3, Mood::Items, import_plan),
    (3, Mood::Items, decide_plan),
    (10, Mood::Money, run),
    (12, Mood::Money, decide_run),
    (3, Mood::Cards, batch),
    (3, Mood::People, add_parameter),
    (2, Mood::People, retire_parameter),
    (2, Mood::People, replace_parameter),
    (2, Mood::People, restrict),
    (3, Mood::Money, adjust),
    (3, Mood::Money, close),
    (2, Mood::Money, reopen),
    (5, Mood::Money, verify),
    (5, Mood::Money, account),
    (5, Mood::Money, create_payout),
    (10, Mood::Money, decide_payout),
    (8, Mood::Money, confirm),
    (6, Mood::Goods, offer),
    (10, Mood::Goods, deal),
    (1, Mood::People, regroup),
    (14, Mood::Money, look),
    (2, Mood::Items, add_agent),
    (4, Mood::People, visits),
    (3, Mood::People, notice),
    (2, Mood::People, rotate),
    (4, Mood::Requests, make_secret),
    (9, Mood::Requests, requests),
    (5, Mood::Requests, dispatch),
    (2, Mood::Requests, cancel),
    (2, Mood::Requests, send_again),
];

/// How much more often.
const MORE: i64 = 4;

/// What is done next.
pub(super) fn next(dice: &mut Dice, model: &Model, mood: Mood) -> Act {
    let weight = |(weight, of, _): &Kind| weight * if *of == mood { MORE } else { 1 };
    let all: i64 = KINDS.iter().map(weight).sum();
    loop {
        let mut at = dice.between(1, all);
        let kind = KINDS.iter().find(|kind| {
            at -= weight(kind);
            at <= 0
        });
        if let Some(act) = kind.expect("the weights sum to all").2(dice, model) {
            return act;
        }
    }
}

/// Mostly somebody who is there.
fn who(dice: &mut Dice, model: &Model) -> Option<String> {
    if dice.percent(2) {
        return Some("nobody".to_owned());
    }
    (!model.holders.is_empty()).then(|| dice.pick(&model.holders).reference.clone())
}

/// Mostly a day about now.
fn since(dice: &mut Dice, model: &Model) -> Option<Day> {
    dice.perhaps(60, |dice| model.today() + dice.between(-15, 5))
}

fn stocked(dice: &mut Dice, model: &Model) -> Option<CardAt> {
    let mut cards = Vec::new();
    for (batch, of) in (1..).zip(&model.batches) {
        for (serial, card) in (1..).zip(&of.cards) {
            if card.state == CardState::Stocked || dice.percent(1) {
                cards.push(CardAt { batch, serial });
            }
        }
    }
    (!cards.is_empty()).then(|| *dice.pick(&cards))
}

fn register(dice: &mut Dice, model: &Model) -> Option<Act> {
    let number = i64::try_from(model.holders.len()).expect("few");
    // Now and then somebody who is known.
    let number = if dice.percent(10) { dice.between(0, number) } else { number };
    let mut parameters = vec![parameter(dice, number)];
    if dice.percent(20) {
        parameters.push(Parameter { kind: "mobile", value: format!("139{:08}", 10_000_000 + number) });
    }
    Some(Act::Register {
        card: stocked(dice, model)?,
        reference: format!("H{}", number + 1),
        name: name(dice),
        parameters,
        tier: dice.perhaps(30, |dice| dice.below(3)),
        agent: dice.perhaps(30, |dice| dice.below(model.agents.len())),
        staff: dice.perhaps(25, |dice| dice.below(3)),
        fee: dice.perhaps(40, |dice| (dice.between(1, 30_000), format!("R{}", model.payments.len() + 1))),
        code: dice.perhaps(60, |dice| if dice.percent(10) { Code::Wrong } else { Code::Right }),
    })
}

fn activate(dice: &mut Dice, model: &Model) -> Option<Act> {
    let sold = |holder: &&Holder| !holder.active;
    let waiting: Vec<CardAt> = model.holders.iter().filter(sold).map(|holder| holder.card).collect();
    let any: Vec<CardAt> = model.holders.iter().map(|holder| holder.card).collect();
    let cards = if waiting.is_empty() || dice.percent(10) { any } else { waiting };
    if cards.is_empty() {
        return None;
    }
    let code = match dice.between(1, 10) {
        1..=2 => Code::Wrong,
        3..=4 => Code::ByOperator,
        _ => Code::Right,
    };
    Some(Act::Activate { card: *dice.pick(&cards), code })
}

fn people(dice: &mut Dice, model: &Model) -> Option<Act> {
    let first = i64::try_from(model.holders.len()).expect("few");
    let first = (first - dice.between(0, 1)).max(0);
    let count = dice.between(1, 3);
    Some(Act::People((first..first + count).map(|number| person(dice, model, number)).collect()))
}

fn set_holder(dice: &mut Dice, model: &Model) -> Option<Act> {
    let what = dice.between(1, 4);
    Some(Act::SetHolder {
        who: who(dice, model)?,
        agent: (what <= 2).then(|| dice.below(model.agents.len())),
        staff: (what == 3).then(|| dice.below(3)),
        tier: (what == 4 || dice.percent(20)).then(|| dice.below(3)),
        since: since(dice, model),
    })
}

fn earlier(dice: &mut Dice, model: &Model, cases: i64) -> Option<Moment> {
    dice.perhaps(cases, |dice| (model.now - dice.between(-1, 5) * DAY).div_euclid(60) * 60)
}

fn visit(dice: &mut Dice, model: &Model) -> Option<Act> {
    Some(Act::Visit { who: who(dice, model)?, at: earlier(dice, model, 30) })
}

fn pay(dice: &mut Dice, model: &Model) -> Option<Act> {
    // Now and then the same again, or something else under the same receipt.
    let next = i64::try_from(model.payments.len()).expect("few") + 1;
    let receipt = if dice.percent(15) { dice.between(1, next) } else { next };
    let amount = *dice.pick(&[100, 5_000, 9_900, 10_000, 19_900]);
    Some(Act::Pay {
        who: who(dice, model)?,
        amount,
        receipt: format!("R{receipt}"),
        paid_at: earlier(dice, model, 30),
    })
}

fn card(dice: &mut Dice, model: &Model) -> Option<Act> {
    let what = *dice.pick(&[Move::Freeze, Move::Unfreeze, Move::Lost, Move::Found]);
    let at = if matches!(what, Move::Freeze | Move::Lost) { earlier(dice, model, 30) } else { None };
    // Mostly a card from which the move leads on.
    let fits = |state: CardState| match what {
        Move::Freeze => state == CardState::Active,
        Move::Unfreeze => state == CardState::Frozen,
        Move::Lost => matches!(state, CardState::Sold | CardState::Active | CardState::Frozen),
        Move::Found => state == CardState::Lost,
    };
    let fitting = model.holders.iter().filter(|holder| fits(model.card(holder.card).state));
    let fitting: Vec<String> = fitting.map(|holder| holder.reference.clone()).collect();
    let who =
        if fitting.is_empty() || dice.percent(10) { who(dice, model)? } else { dice.pick(&fitting).clone() };
    Some(Act::Card { what, who, at })
}

fn replace(dice: &mut Dice, model: &Model) -> Option<Act> {
    let lost = |holder: &&Holder| model.card(holder.card).state == CardState::Lost;
    let lost: Vec<String> =
        model.holders.iter().filter(lost).map(|holder| holder.reference.clone()).collect();
    let who = if lost.is_empty() || dice.percent(10) { who(dice, model)? } else { dice.pick(&lost).clone() };
    Some(Act::Replace { who })
}

fn purchases(dice: &mut Dice, model: &Model) -> Option<Act> {
    if model.holders.is_empty() {
        return None;
    }
    let source = *dice.pick(&SOURCES);
    let mut rows: Vec<Row> = Vec::new();
    let first = model.items.len();
    for number in first..=(first + dice.below(8)) {
        let row = match dice.between(1, 100) {
            1..=62 => Some(bought(dice, model, format!("P{number}"))),
            63..=88 => given_back(dice, model, source, format!("R{number}")),
            89..=93 => known(dice, model, source),
            // Before its purchase comes.
            94..=97 => {
                let row = bought(dice, model, format!("W{number}"));
                let of = format!("P{}", first + dice.below(20));
                Some(Row { category: None, refund_of: Some(of), amount: row.amount.min(500), ..row })
            }
            _ => rows.last().cloned(),
        };
        rows.extend(row);
    }
    (!rows.is_empty()).then_some(Act::Purchases { source, rows })
}

fn bought(dice: &mut Dice, model: &Model, id: String) -> Row {
    let buyer = dice.pick(&model.holders);
    let provider =
        if dice.percent(3) { "nobody".to_owned() } else { dice.pick(&model.providers).code.clone() };
    let at = moment(dice, model);
    Row {
        id,
        buyer: if dice.percent(25) { Buyer::Card(buyer.card) } else { Buyer::Ref(buyer.reference.clone()) },
        provider,
        amount: match dice.between(1, 10) {
            1 => dice.between(1, 9),
            2 => dice.between(1, 99_999_999),
            _ => dice.between(1, 50_000),
        },
        at: if dice.percent(40) { At::Day(day_of(at)) } else { At::Moment(at) },
        category: dice.perhaps(50, |dice| *dice.pick(&CATEGORIES)),
        refund_of: None,
    }
}

/// A whole minute of the last weeks, and now and then of the next days.
fn moment(dice: &mut Dice, model: &Model) -> Moment {
    let back = if dice.percent(80) { dice.between(0, 6) } else { dice.between(-2, 30) };
    (model.now - back * DAY - dice.between(0, 86_000)).div_euclid(60) * 60
}

fn given_back(dice: &mut Dice, model: &Model, source: &str, id: String) -> Option<Row> {
    let of_source =
        |item: &&Item| item.source == source && (item.row.refund_of.is_none() || item.row.amount % 7 == 0);
    let items: Vec<&Item> = model.items.iter().filter(of_source).collect();
    if items.is_empty() {
        return None;
    }
    let item = *dice.pick(&items);
    let at = match dice.between(1, 10) {
        1 => item.at,
        2 => item.at - 60,
        _ => item.at.max(moment(dice, model)),
    };
    let amount = match dice.between(1, 4) {
        1 => item.row.amount,
        2 => item.row.amount + dice.between(0, 5),
        _ => dice.between(1, item.row.amount),
    };
    let other = dice.percent(4);
    Some(Row {
        id,
        buyer: Buyer::Ref(
            if other { dice.pick(&model.holders) } else { &model.holders[item.holder] }.reference.clone(),
        ),
        provider: model.providers[item.provider].code.clone(),
        amount,
        at: At::Moment(at),
        category: None,
        refund_of: Some(item.row.id.clone()),
    })
}

/// A row that is there already, the same or not quite.
fn known(dice: &mut Dice, model: &Model, source: &str) -> Option<Row> {
    let items: Vec<&Item> = model.items.iter().filter(|item| item.source == source).collect();
    if items.is_empty() {
        return None;
    }
    let mut row = dice.pick(&items).row.clone();
    if dice.percent(40) {
        row.amount = row.amount % 1000 + 1;
    }
    Some(row)
}

fn hold(dice: &mut Dice, model: &Model) -> Option<Act> {
    let held: Vec<&Item> = model.items.iter().filter(|item| item.held).collect();
    let due: Vec<&Item> = model.items.iter().filter(|item| item.run.is_none() && !item.held).collect();
    let keep = dice.percent(40);
    let items = if keep { due } else { held };
    let item = if items.is_empty() || dice.percent(10) { model.items.iter().collect() } else { items };
    if item.is_empty() {
        return None;
    }
    let item = *dice.pick(&item);
    Some(Act::Hold { source: item.source, id: item.row.id.clone(), held: keep })
}

fn move_agent(dice: &mut Dice, model: &Model) -> Option<Act> {
    let agents = model.agents.len();
    Some(Act::MoveAgent {
        agent: dice.below(agents),
        parent: dice.perhaps(80, |dice| dice.below(agents)),
        since: since(dice, model),
    })
}

fn suspend(dice: &mut Dice, model: &Model) -> Option<Act> {
    let agent = dice.below(model.agents.len());
    Some(Act::Suspend { agent, suspended: dice.percent(60), since: since(dice, model) })
}

fn rate(dice: &mut Dice, model: &Model) -> Option<Act> {
    let provider =
        if dice.percent(5) { "nobody".to_owned() } else { dice.pick(&model.providers).code.clone() };
    Some(Act::Rate { provider, rate: dice.between(0, 1_000_000), since: since(dice, model) })
}

fn import_plan(dice: &mut Dice, model: &Model) -> Option<Act> {
    if dice.percent(20) {
        return Some(Act::ImportPlan(dice.pick(&model.plans).0.clone()));
    }
    let from = model.today() + dice.between(-4, 8);
    Some(Act::ImportPlan(plan(dice, format!("p{}-{}", model.plans.len(), text(from)), from)))
}

fn decide_plan(dice: &mut Dice, model: &Model) -> Option<Act> {
    let open = model.plans.iter().filter(|(_, version)| *version == Version::Imported);
    let open: Vec<&String> = open.map(|(plan, _)| &plan.name).collect();
    let any: Vec<&String> = model.plans.iter().map(|(plan, _)| &plan.name).collect();
    let from = if open.is_empty() || dice.percent(15) { any } else { open };
    Some(Act::DecidePlan { name: (*dice.pick(&from)).clone(), approve: dice.percent(70) })
}

fn run(dice: &mut Dice, model: &Model) -> Option<Act> {
    let through = model.today() + if dice.percent(80) { -1 } else { dice.between(-20, 10) };
    Some(Act::Run { through, post: dice.percent(50) })
}

fn decide_run(dice: &mut Dice, model: &Model) -> Option<Act> {
    let last = i64::try_from(model.runs.len()).expect("few");
    if last == 0 {
        return dice.percent(10).then_some(Act::DecideRun { run: 1, what: Decision::Post });
    }
    let run = if dice.percent(80) { last } else { dice.between(1, last + 1) };
    let known = usize::try_from(run - 1).ok().and_then(|at| model.runs.get(at));
    // Mostly what leads on.
    let (approves, posts) = match known.map(|run| run.state) {
        Some(RunState::Calculated) => (7, 1),
        Some(RunState::Approved) => (1, 8),
        _ => (4, 4),
    };
    let what = match dice.between(1, 10) {
        thrown if thrown <= approves => Decision::Approve,
        thrown if thrown <= approves + posts => Decision::Post,
        _ => Decision::Discard,
    };
    Some(Act::DecideRun { run, what })
}

fn batch(dice: &mut Dice, model: &Model) -> Option<Act> {
    let batches = i64::try_from(model.batches.len()).expect("few");
    let batch = dice.between(1, batches);
    let cards =
        i64::try_from(model.batches[usize::try_from(batch - 1).expect("one")].cards.len()).expect("few");
    let serials = dice.perhaps(60, |dice| {
        let first = dice.between(1, cards);
        (first, dice.between(first, (first + 3).min(cards)))
    });
    let center = usize::from(batch % 2 == 0);
    let staff = dice.perhaps(20, |dice| if center == 0 { dice.below(2) } else { 2 });
    let agent = dice.perhaps(20, |dice| dice.below(model.agents.len()));
    Some(match dice.between(1, 10) {
        1..=2 if batches < 6 => {
            let (center, release) = (dice.below(2), dice.percent(50));
            let staff = dice.perhaps(20, |_| if center == 0 { 1 } else { 2 });
            Act::Issue { center, count: dice.between(1, 6), agent, staff, release }
        }
        1..=4 => {
            let void = |card: &&super::model::Card| card.state != CardState::Void;
            let there =
                model.batches[usize::try_from(batch - 1).expect("one")].cards.iter().filter(void).count();
            let count = i64::try_from(there).expect("few") + i64::from(dice.percent(15));
            Act::Receive { batch, count }
        }
        5..=8 => Act::Release { batch, agent, staff, serials },
        _ => Act::Void { batch, serials },
    })
}

fn add_parameter(dice: &mut Dice, model: &Model) -> Option<Act> {
    let number = dice.between(0, i64::try_from(model.holders.len()).expect("few") + 2);
    let parameter = match dice.between(1, 3) {
        1 => parameter(dice, number),
        _ => Parameter { kind: "mobile", value: format!("137{:08}", 10_000_000 + number) },
    };
    Some(Act::AddParameter { who: who(dice, model)?, parameter })
}

fn retire_parameter(dice: &mut Dice, model: &Model) -> Option<Act> {
    Some(Act::RetireParameter { who: who(dice, model)?, n: dice.between(1, 3) })
}

fn replace_parameter(dice: &mut Dice, model: &Model) -> Option<Act> {
    let Act::AddParameter { who, parameter } = add_parameter(dice, model)? else { return None };
    Some(Act::ReplaceParameter { who, n: dice.between(1, 3), parameter })
}

fn restrict(dice: &mut Dice, model: &Model) -> Option<Act> {
    let restricted = |holder: &&Holder| holder.restricted.is_some();
    let restricted: Vec<&Holder> = model.holders.iter().filter(restricted).collect();
    if !restricted.is_empty() && dice.percent(60) {
        return Some(Act::Restrict { who: dice.pick(&restricted).reference.clone(), lift: true });
    }
    Some(Act::Restrict { who: who(dice, model)?, lift: dice.percent(10) })
}

fn adjust(dice: &mut Dice, model: &Model) -> Option<Act> {
    let amount = if dice.percent(50) { dice.between(1, 5_000) } else { dice.between(-5_000, -1) };
    let (kind, party) = match dice.below(4) {
        0 => ("agent", dice.pick(&model.agents).code.clone()),
        1 => ("staff", dice.pick(&model.staff).0.clone()),
        2 => ("provider", dice.pick(&model.providers).code.clone()),
        _ => ("holder", who(dice, model)?),
    };
    Some(Act::Adjust { kind, party, amount })
}

fn close(dice: &mut Dice, model: &Model) -> Option<Act> {
    let first = model.items.iter().map(|item| day_of(item.at)).min().unwrap_or(model.today());
    let last = model.months.keys().max().map_or(first, |month| *month + 31);
    let month = month_of(if dice.percent(80) { last } else { model.today() - 31 });
    Some(Act::Close(month))
}

fn reopen(dice: &mut Dice, model: &Model) -> Option<Act> {
    let months: Vec<Day> = model.months.keys().copied().collect();
    let any = months.is_empty() || dice.percent(10);
    let month = if any { month_of(model.today()) } else { *dice.pick(&months) };
    let what = *dice.pick(&[Reopening::Ask, Reopening::Approve, Reopening::Withdraw]);
    Some(Act::Reopen { month, what })
}

fn verify(dice: &mut Dice, model: &Model) -> Option<Act> {
    Some(Act::Verify { who: who(dice, model)?, n: dice.between(1, 2) })
}

fn account(dice: &mut Dice, model: &Model) -> Option<Act> {
    let (kind, party) = match dice.between(1, 6) {
        1 => ("staff", "S1".to_owned()),
        2 => ("center", dice.pick(&model.centers).to_string()),
        _ => ("holder", who(dice, model)?),
    };
    Some(Act::SetAccount { kind, party, account: format!("138001380{:02}", dice.between(1, 6)) })
}

fn create_payout(dice: &mut Dice, model: &Model) -> Option<Act> {
    // Mostly when somebody has something.
    if model.journal.is_empty() && dice.percent(90) {
        return None;
    }
    let earliest = if dice.percent(5) { -3 } else { 0 };
    let through = model.today() - dice.between(earliest, 6);
    Some(Act::CreatePayout { through, least: *dice.pick(&[1, 100, 1_000, 10_000]) })
}

fn decide_payout(dice: &mut Dice, model: &Model) -> Option<Act> {
    let last = i64::try_from(model.payouts.len()).expect("few");
    if last == 0 {
        return None;
    }
    let payout = if dice.percent(85) { last } else { dice.between(1, last + 1) };
    Some(Act::DecidePayout { payout, approve: dice.percent(80) })
}

fn confirm(dice: &mut Dice, model: &Model) -> Option<Act> {
    let mut rows = Vec::new();
    for (number, payout) in (1..).zip(&model.payouts) {
        for party in payout.rows.keys() {
            if dice.percent(35) {
                let said = *dice.pick(&[Told::Paid, Told::Paid, Told::Failed, Told::Unknown]);
                rows.push((number, party.clone(), said));
            }
        }
    }
    (!rows.is_empty()).then_some(Act::Confirm(rows))
}

fn offer(dice: &mut Dice, model: &Model) -> Option<Act> {
    let able =
        model.holders.iter().filter(|holder| holder.tiers.on(model.today()).is_some_and(|tier| *tier > 0));
    let able: Vec<String> = able.map(|holder| holder.reference.clone()).collect();
    let who = if able.is_empty() || dice.percent(15) { who(dice, model)? } else { dice.pick(&able).clone() };
    Some(Act::Offer { who, swap: dice.percent(40), amount: dice.between(1, 20_000) })
}

fn deal(dice: &mut Dice, model: &Model) -> Option<Act> {
    let count = i64::try_from(model.listings.len()).expect("few");
    if count == 0 {
        return None;
    }
    let open = |swap: bool| {
        let numbers = (1..).zip(&model.listings);
        let open = numbers.filter(|(_, listing)| listing.state == Deal::Open && listing.swap == swap);
        open.map(|(number, _)| number).collect::<Vec<i64>>()
    };
    let one = |dice: &mut Dice, from: Vec<i64>| {
        if from.is_empty() || dice.percent(10) { dice.between(1, count + 1) } else { *dice.pick(&from) }
    };
    Some(match dice.between(1, 10) {
        1..=5 => Act::Sell { listing: one(dice, open(false)), to: who(dice, model)? },
        6..=8 => Act::Swap { listing: one(dice, open(true)), other: one(dice, open(true)) },
        _ => Act::WithdrawListing { listing: dice.between(1, count + 1) },
    })
}

fn regroup(_: &mut Dice, _: &Model) -> Option<Act> {
    Some(Act::Regroup)
}

fn look(dice: &mut Dice, model: &Model) -> Option<Act> {
    let runs = i64::try_from(model.runs.len()).expect("few");
    Some(Act::Look(match dice.between(1, 6) {
        1 => Look::Balances,
        2 => Look::Lines(dice.between(1, runs + 1)),
        3 => Look::Pending,
        4 => Look::Holder(who(dice, model)?),
        5 => {
            let scheme = dice.pick(&model.schemes).name;
            let path = *dice.pick(&["11", "4401", "110102", "M", "F", "unknown", "44", "440105/1960"]);
            Look::Cohort { scheme, path: path.to_owned() }
        }
        _ => Look::DryRun(model.today() - dice.between(-3, 5)),
    }))
}

fn add_agent(dice: &mut Dice, model: &Model) -> Option<Act> {
    let number = if dice.percent(15) { dice.below(model.agents.len()) } else { model.agents.len() };
    let parent = dice.perhaps(70, |dice| dice.below(model.agents.len()));
    (number < 16).then(|| Act::AddAgent { code: format!("A{}", number + 1), parent })
}

fn visits(dice: &mut Dice, model: &Model) -> Option<Act> {
    let mut rows = Vec::new();
    for number in 0..=dice.below(4) {
        if let (true, Some((id, (who, at)))) = (dice.percent(20), model.visits.iter().next()) {
            rows.push((id.clone(), who.clone(), at - if dice.percent(50) { 60 } else { 0 }));
            continue;
        }
        let at = (model.now - dice.between(-1, 9) * DAY).div_euclid(60) * 60;
        rows.push((format!("V{}-{number}", model.visits.len()), who(dice, model)?, at));
    }
    Some(Act::Visits(rows))
}

fn notice(dice: &mut Dice, model: &Model) -> Option<Act> {
    let paths: Vec<_> = model.paths.iter().collect();
    if paths.is_empty() {
        return None;
    }
    let (scheme, path) = (*dice.pick(&paths)).clone();
    Some(Act::Notice { scheme, path: if dice.percent(5) { "nowhere".to_owned() } else { path } })
}

fn rotate(_: &mut Dice, _: &Model) -> Option<Act> {
    Some(Act::Rotate)
}

fn make_secret(dice: &mut Dice, model: &Model) -> Option<Act> {
    // Mostly for somebody who may ask for something.
    let may = |holder: &&Holder| may_ask(holder, model) && holder.secret != Secret::Read;
    let may: Vec<String> = model.holders.iter().filter(may).map(|holder| holder.reference.clone()).collect();
    let who = if may.is_empty() || dice.percent(20) { who(dice, model)? } else { dice.pick(&may).clone() };
    Some(Act::MakeSecret { who })
}

fn may_ask(holder: &Holder, model: &Model) -> bool {
    holder.tiers.on(model.today()).is_some_and(|tier| *tier > 0)
}

fn requests(dice: &mut Dice, model: &Model) -> Option<Act> {
    let mut asks: Vec<Ask> = Vec::new();
    let signs = |holder: &&Holder| holder.secret == Secret::Read;
    let signs: Vec<&Holder> = model.holders.iter().filter(signs).collect();
    let able: Vec<&Holder> = signs.iter().copied().filter(|holder| may_ask(holder, model)).collect();
    let signs = if able.is_empty() || dice.percent(20) { signs } else { able };
    if signs.is_empty() && dice.percent(80) {
        return None;
    }
    for number in 0..=dice.below(4) {
        let known: Vec<&Request> = model.requests.values().collect();
        if !known.is_empty() && dice.percent(12) {
            let mut ask = dice.pick(&known).ask.clone();
            if dice.percent(40) {
                ask.wish += 1;
            }
            let signer = model.holders.iter().find(|holder| holder.reference == ask.holder);
            ask.signed &= signer.is_some_and(|holder| holder.secret == Secret::Read);
            asks.push(ask);
            continue;
        }
        let stranger = signs.is_empty() || dice.percent(10);
        let holder = if stranger { who(dice, model)? } else { dice.pick(&signs).reference.clone() };
        asks.push(Ask {
            id: format!("Q{}-{number}", model.received),
            holder,
            service: if dice.percent(4) { "nothing" } else { "repair" },
            at: model.now + *dice.pick(&[-10, -10, -10, -100, -100, -200, -400, 200, 400]),
            wish: dice.between(1, 9),
            signed: !stranger && dice.percent(93),
        });
    }
    Some(Act::Requests(asks))
}

fn dispatch(dice: &mut Dice, model: &Model) -> Option<Act> {
    let due = model.due_requests();
    // A provider that fails several times in a row is left alone.
    (due > 0 || dice.percent(10)).then(|| Act::Dispatch { takes: due > 2 || dice.percent(70) })
}

fn cancel(dice: &mut Dice, model: &Model) -> Option<Act> {
    let ids: Vec<&String> = model.requests.keys().collect();
    if ids.is_empty() {
        return None;
    }
    Some(Act::Cancel { id: if dice.percent(5) { "nobody".to_owned() } else { (*dice.pick(&ids)).clone() } })
}

fn send_again(dice: &mut Dice, model: &Model) -> Option<Act> {
    let dead = model.requests.values().any(|request| request.state == Asked::Dead);
    (dead || dice.percent(10)).then_some(Act::SendAgain)
}

/// The levels of a scheme, and what orders its members.
const FACETS: [&[&str]; 3] = [
    &["region:2", "region:4", "region:6", "birth-year", "sex"],
    &["region:2", "region:6", "sex"],
    &["sex", "region:4"],
];
const PRIORITIES: [&[&str]; 3] =
    [&["registered", "visits", "fees"], &["visits", "fees", "registered"], &["fees", "visits"]];

/// How a seed sorts its holders.
pub(super) fn schemes(dice: &mut Dice) -> Vec<Scheme> {
    let (facets, priority) = (dice.pick(&FACETS).to_vec(), dice.pick(&PRIORITIES).to_vec());
    let mut schemes = vec![Scheme { name: "main", facets, priority }];
    if dice.percent(50) {
        schemes.push(Scheme { name: "flat", facets: vec!["sex"], priority: vec!["visits"] });
    }
    schemes
}

/// When the next step happens.
pub(super) fn later(dice: &mut Dice, now: Moment) -> Moment {
    let seconds = if dice.percent(60) { dice.between(60, 6 * 3600) } else { dice.between(6 * 3600, 3 * DAY) };
    now + seconds
}

/// The first moment of a seed.
pub(super) fn start() -> Moment {
    first_moment(super::clock::BEGINNING + 20) + 9 * 3600
}
