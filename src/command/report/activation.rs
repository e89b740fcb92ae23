//! `report activation`: how far cards and their holders come, and how long it takes.

use std::collections::BTreeMap;

use super::change::share;
use super::filter::Filter;
use super::names::Names;
use super::shown::Report;
use super::snapshot;
use super::stock::Stock;
use crate::cli::{ActivationBy, ReportActivation};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::waiting_time::WaitingTimes;
use crate::error::{Error, Outcome};
use crate::output::{Align, Chart, Column, Value};
use crate::store::report::cards::{self, Registered};
use crate::store::{StoreError, Tx};

/// The steps, in order.
const STEPS: [&str; 5] = ["issued", "released", "registered", "activated", "purchased"];
/// Where activation stands among the steps.
const ACTIVATED: usize = 3;

const EMPTY: &str = "no cards were made; `cardctl batch issue` makes some";

/// Cards that went the way together.
#[derive(Default)]
struct Way {
    /// How many came to each step. How many cards there were is not known where they are chosen by their holders.
    counts: [Option<i64>; STEPS.len()],
    times: WaitingTimes,
}

impl Way {
    fn came_to(&mut self, step: usize, count: i64) {
        let counted = &mut self.counts[step];
        *counted = Some(counted.unwrap_or_default() + count);
    }

    fn take(&mut self, holder: &Registered) {
        self.came_to(2, 1);
        self.came_to(ACTIVATED, i64::from(holder.activated_at.is_some()));
        self.came_to(4, holder.bought);
        if let Some(activated) = holder.activated_at {
            self.times.add(activated - holder.registered_at);
        }
    }

    /// The share of those who came to a step among those who came to another one.
    fn share(&self, step: usize, of: Option<usize>) -> Value {
        match (self.counts[step], of.and_then(|of| self.counts[of])) {
            (Some(part), Some(whole)) => share(part, whole),
            _ => Value::Null,
        }
    }

    /// The first step of which is known how many came to it.
    fn first(&self) -> Option<usize> {
        self.counts.iter().position(Option::is_some)
    }

    fn hours(&mut self) -> [Value; 3] {
        [self.times.percentile(50), self.times.percentile(90), self.times.percentile(100)].map(Value::from)
    }
}

/// Runs `report activation`.
pub(super) async fn run(session: &mut Session, arguments: ReportActivation) -> Result<Outcome, Error> {
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let filter = Filter::of_period(&arguments.period)?.place(&mut tx, &arguments.place).await?;
    let filter = filter.holders(&mut tx, &arguments.holders).await?;
    let today = platform.today(session);
    let now = (today, session.now().as_microsecond());
    let stock = Stock::load(&mut tx, &platform, &filter, now).await?;
    let selection = filter.selection;
    // A card that nobody has is in no cohort and of no tier.
    let by_holders = selection.cohort.is_some() || selection.tier.is_some();
    let names = names(&mut tx, arguments.by).await?;

    let mut ways: BTreeMap<(usize, i64), (Value, Way)> = BTreeMap::new();
    let key = |place: usize, tier: Option<i64>| -> Result<((usize, i64), Value), StoreError> {
        let part = &stock.parts[place];
        let placed = |number| names.of(number).map(|(place, name)| ((place, 0), name));
        match arguments.by {
            None => Ok(((0, 0), Value::Null)),
            Some(ActivationBy::Month) => {
                let month = part.month();
                Ok(((0, month.first().number()), Value::code(month.to_string())))
            }
            Some(ActivationBy::Center) => placed(Some(part.center)),
            Some(ActivationBy::Agent) => placed(part.agent),
            Some(ActivationBy::Tier) => placed(tier),
        }
    };
    let empty_way = |name| (name, Way { counts: [None, None, Some(0), Some(0), Some(0)], ..Way::default() });
    if !by_holders && arguments.by != Some(ActivationBy::Tier) {
        for (place, part) in stock.parts.iter().enumerate() {
            let (key, name) = key(place, None)?;
            let (_, way) = ways.entry(key).or_insert_with(|| empty_way(name));
            way.came_to(0, part.cards);
            way.came_to(1, part.released);
        }
    }
    let tiers_on = (arguments.by == Some(ActivationBy::Tier) || selection.tier.is_some()).then_some(today);
    let mut unnamed = None;
    cards::registered(&mut tx, tiers_on, selection.tier, selection.cohort, |holder| {
        let Some(place) = stock.part_of(holder.batch_id, holder.serial) else { return };
        match key(place, holder.tier_id) {
            Ok((key, name)) => ways.entry(key).or_insert_with(|| empty_way(name)).1.take(&holder),
            Err(error) => unnamed = Some(error),
        }
    })
    .await?;
    if let Some(error) = unnamed {
        return Err(error.into());
    }

    let report = match arguments.by {
        None => steps(ways.into_values().next().map(|(_, way)| way)),
        Some(by) => rows(by, ways.into_values()),
    };
    report.show(session, &filter, arguments.chart)
}

async fn names(tx: &mut Tx, by: Option<ActivationBy>) -> Result<Names, Error> {
    match by {
        Some(ActivationBy::Agent) => Names::of_agents(tx).await,
        Some(ActivationBy::Tier) => Names::of_tiers(tx).await,
        _ => Names::of_centers(tx).await,
    }
}

/// A column of percentages.
const fn rate(key: &'static str, title: &'static str) -> Column {
    Column::new(key, title).aligned(Align::Right)
}

const fn detail(column: Column) -> Column {
    Column { detail: true, ..column }
}

/// One row for each step.
fn steps(way: Option<Way>) -> Report {
    let columns = vec![
        Column::new("step", "STEP"),
        Column::new("cards", "CARDS"),
        rate("of_previous", "OF PREVIOUS"),
        rate("of_first", "OF FIRST"),
        Column::new("median_hours", "MEDIAN HOURS"),
        Column::new("p90_hours", "90% WITHIN"),
        Column::new("longest_hours", "LONGEST"),
    ];
    let mut found = Vec::new();
    if let Some(mut way) = way {
        let hours = way.hours();
        let first = way.first();
        for (step, name) in STEPS.into_iter().enumerate() {
            let Some(count) = way.counts[step] else { continue };
            let mut row = vec![Value::code(name), count.into()];
            row.push(way.share(step, step.checked_sub(1)));
            row.push(way.share(step, first));
            row.extend(if step == ACTIVATED { hours.clone() } else { [const { Value::Null }; 3] });
            found.push(row);
        }
    }
    let chart = Chart::bars("step", "cards");
    Report { title: "Activation".to_owned(), columns, rows: found, empty: EMPTY.to_owned(), chart }
}

/// One row for each of what it is shown by, with the share of each step of the one before.
fn rows(by: ActivationBy, ways: impl Iterator<Item = (Value, Way)>) -> Report {
    let label = match by {
        ActivationBy::Month => Column::new("month", "MONTH"),
        ActivationBy::Center => Column::new("center", "CENTER"),
        ActivationBy::Agent => Column::new("agent", "AGENT"),
        ActivationBy::Tier => Column::new("tier", "TIER"),
    };
    let columns = vec![
        label,
        Column::new("issued", "ISSUED").summed(),
        Column::new("released", "RELEASED").summed(),
        detail(rate("released_of_issued", "RELEASED OF ISSUED")),
        Column::new("registered", "REGISTERED").summed(),
        detail(rate("registered_of_released", "REGISTERED OF RELEASED")),
        Column::new("activated", "ACTIVATED").summed(),
        rate("activated_of_registered", "RATE"),
        Column::new("purchased", "PURCHASED").summed(),
        detail(rate("purchased_of_activated", "PURCHASED OF ACTIVATED")),
        detail(rate("purchased_of_first", "PURCHASED OF FIRST")),
        Column::new("median_hours", "MEDIAN H"),
        Column::detail("p90_hours", "90% WITHIN"),
        Column::detail("longest_hours", "LONGEST"),
    ];
    let mut found = Vec::new();
    for (name, mut way) in ways {
        let hours = way.hours();
        let mut row = vec![name, way.counts[0].into()];
        for step in 1..STEPS.len() {
            row.push(way.counts[step].into());
            row.push(way.share(step, step.checked_sub(1)));
        }
        row.push(way.share(STEPS.len() - 1, way.first()));
        row.extend(hours);
        found.push(row);
    }
    let chart = match by {
        ActivationBy::Month => Chart::over_time(label.key, "activated"),
        _ => Chart::bars(label.key, "activated"),
    };
    let title = format!("Activation by {}", label.key);
    Report { title, columns, rows: found, empty: EMPTY.to_owned(), chart }
}
