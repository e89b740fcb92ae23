//! `report dashboard`: a month at a glance.

use super::cohorts::Cohorts;
use super::commission_rows::{Entry, entries};
use super::filter::Filter;
use super::months::{Months, figure};
use super::names::Names;
use super::open_items::Open;
use super::snapshot;
use super::stock::{Part, Stock};
use crate::cli::{CommissionBy, ReportDashboard};
use crate::command::cohort::{name, one_scheme};
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::error::{Code, Error, Outcome};
use crate::output::{Chart, Column, Record, Table, Value};
use crate::store::report::commission::Runs;
use crate::store::report::sales;
use crate::store::report::{ItemKey, Selection, cards};
use crate::store::run::{self as runs, Run};
use crate::store::{Tx, scheme};

/// How many stand in a top list.
const TOP: usize = 10;

const AGENTS: [Column; 3] =
    [Column::new("agent", "AGENT"), Column::new("lines", "LINES").summed(), Column::new("amount", "AMOUNT")];
const PROVIDERS: [Column; 4] = [
    Column::new("provider", "PROVIDER"),
    Column::new("purchases", "PURCHASES").summed(),
    Column::new("holders", "HOLDERS"),
    Column::new("net", "NET").summed(),
];
const COHORTS: [Column; 5] = [
    Column::new("path", "PATH"),
    Column::new("name", "NAME"),
    Column::new("members", "MEMBERS").summed(),
    Column::new("buyers", "BUYERS").summed(),
    Column::new("net", "NET").summed(),
];

/// Runs `report dashboard`.
pub(super) async fn run(session: &mut Session, arguments: ReportDashboard) -> Result<Outcome, Error> {
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let month = match &arguments.month {
        Some(text) => {
            Period::parse(text).map_err(|error| Error::new(Code::Usage, format!("--month: {error}")))?
        }
        None => Period::of(platform.today(session)),
    };
    let of_month = Selection { from: Some(month.first()), to: Some(month.last()), ..Selection::default() };
    let open = Open::of(&mut tx, &platform, session).await?;
    let by_month = Months::load(&mut tx, month).await?;

    let mut record = Record::new()
        .titled(format!("{} in {month}", platform.name))
        .field("platform", "platform", Value::text(platform.name.clone()))
        .field("month", "month", Value::code(month.to_string()))
        .field("currency", "currency", Value::code(platform.currency.clone()));
    record = cards_and_holders(session, &mut tx, &platform, month, record).await?;
    record = by_month.figures(record);
    record = open_figures(&mut tx, &open, record).await?;
    let agents = Runs::Posted { from: of_month.from, to: of_month.to };
    let agents = entries(&mut tx, agents, CommissionBy::Agent, false, &Selection::default()).await?;
    let record = record
        .field("sales_by_month", "Sales by month", by_month.sales_table()?)
        .field("commission_by_role", "Commission by role", by_month.commission_table()?)
        .field("top_agents", "Agents who received most", top_agents(agents))
        .field("top_providers", "Providers who sold most", top_providers(&mut tx, &of_month).await?)
        .field("cohorts", "Cohorts", cohorts(&mut tx, arguments.scheme.as_deref(), &of_month).await?)
        .field("open", "Open", open.table);
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

/// What was made and who came.
async fn cards_and_holders(
    session: &Session,
    tx: &mut Tx,
    platform: &Platform,
    month: Period,
    record: Record,
) -> Result<Record, Error> {
    let now = (platform.today(session), session.now().as_microsecond());
    let stock = Stock::load(tx, platform, &Filter::default(), now).await?;
    let issued = |month: Option<Period>| -> i64 {
        let of_month = stock.parts.iter().filter(|part| Some(part.month()) == month);
        of_month.map(|part| part.cards).sum()
    };
    let stocked: i64 = stock.parts.iter().map(Part::stocked).sum();
    let moment = |period: Period| platform.calendar.first_moment(period.first()).as_microsecond();
    let end = month.next().map_or(i64::MAX, moment);
    let joined = cards::joined(tx, moment(month), end).await?;
    let before = match month.previous() {
        Some(before) => cards::joined(tx, moment(before), moment(month)).await?,
        None => cards::Joined::default(),
    };
    let made = (issued(month.previous()), issued(Some(month)));
    let record = figure(
        record,
        [("cards_issued", "cards issued"), ("cards_issued_change", "cards issued, change")],
        made.1,
        made,
    );
    let record = record.field("cards_in_stock", "cards in stock now", stocked);
    let record = figure(
        record,
        [("registered", "holders registered"), ("registered_change", "holders registered, change")],
        joined.registered,
        (before.registered, joined.registered),
    );
    let record = figure(
        record,
        [("activated", "holders activated"), ("activated_change", "holders activated, change")],
        joined.activated,
        (before.activated, joined.activated),
    );
    Ok(figure(
        record,
        [
            ("active_holders", "active holders at its end"),
            ("active_holders_change", "active holders, change"),
        ],
        joined.active,
        (before.active, joined.active),
    ))
}

/// What is open, and the last run.
async fn open_figures(tx: &mut Tx, open: &Open, record: Record) -> Result<Record, Error> {
    let last = match runs::last(tx).await? {
        Some(id) => runs::by_id(tx, id).await?,
        None => None,
    };
    let last = match &last {
        Some(run) => Some(Value::text(described(run)?)),
        None => None,
    };
    Ok(record
        .field("unsettled", "items not settled", open.unsettled.0)
        .field("unsettled_amount", "their amount", open.unsettled.1)
        .field("held", "held", open.held)
        .field("runs_not_posted", "runs not posted", open.runs)
        .field("months_to_close", "months to close", open.months)
        .field("last_run", "last run", last))
}

fn described(run: &Run) -> Result<String, Error> {
    let pool = run.pool().map_or_else(String::new, |pool| format!(", {pool}"));
    Ok(format!("{} through {}, {}{pool}", run.run_id, run.through()?, run.state()?))
}

fn top_agents(agents: Vec<Entry>) -> Table {
    let mut table = Table::new(&AGENTS).charted(Chart::bars("agent", "amount"));
    for entry in agents.into_iter().take(TOP) {
        let amount = Money::from_minor(entry.amount);
        table.row(entry.labels.into_iter().chain([entry.lines.into(), amount.into()]));
    }
    table
}

async fn top_providers(tx: &mut Tx, selected: &Selection) -> Result<Table, Error> {
    let names = Names::of_providers(tx).await?;
    let mut ranked = Vec::new();
    for sum in sales::sums(tx, ItemKey::Provider, selected).await? {
        let (place, name) = names.of(sum.key)?;
        ranked.push((std::cmp::Reverse(sum.amount - sum.refunded), place, name, sum));
    }
    ranked.sort_by_key(|(net, place, ..)| (*net, *place));
    let mut table = Table::new(&PROVIDERS).charted(Chart::bars("provider", "net"));
    for (net, _, name, sum) in ranked.into_iter().take(TOP) {
        table.row([name, sum.purchases.into(), sum.holders.into(), Money::from_minor(net.0).into()]);
    }
    Ok(table)
}

/// The first level of a scheme: the one that is named, or the oldest one. Without a scheme there is none.
async fn cohorts(tx: &mut Tx, named: Option<&str>, selected: &Selection) -> Result<Table, Error> {
    let stored = match named {
        Some(_) => Some(one_scheme(tx, named).await?),
        None => scheme::list(tx).await?.into_iter().next(),
    };
    let mut table = Table::new(&COHORTS).charted(Chart::bars("path", "net"));
    let Some(stored) = stored else { return Ok(table) };
    let cohorts = Cohorts::load(tx, &stored, 1).await?;
    let done = cohorts.business(tx, stored.scheme_id, selected).await?;
    let regions = regions::in_force(tx).await?;
    for cohort in &cohorts.shown {
        let business = done.get(&Some(cohort.cohort_id)).copied().unwrap_or_default();
        table.row([
            Value::code(cohort.path.clone()),
            name(&regions, &stored.scheme, cohort),
            cohort.members.into(),
            business.buyers.into(),
            Money::from_minor(business.amount - business.refunded).into(),
        ]);
    }
    Ok(table)
}
