//! `report cohorts`: members, purchases and commission of the cohorts of a scheme.

use std::collections::HashMap;

use super::filter::Filter;
use super::shown::Report;
use super::snapshot;
use crate::cli::ReportCohorts;
use crate::command::cohort::{name, one_scheme};
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::money::Money;
use crate::domain::role::Slot;
use crate::error::{Code, Error, Outcome};
use crate::output::{Chart, Column, Value};
use crate::store::cohort::{self, Cohort};
use crate::store::report::commission::{Runs, Slots};
use crate::store::report::{ItemKey, Selection, cards, items, sales};
use crate::store::scheme::StoredScheme;
use crate::store::{StoreError, Tx};

/// What the members of a cohort did.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Business {
    pub(super) active: i64,
    pub(super) buyers: i64,
    pub(super) purchases: i64,
    pub(super) amount: i64,
    pub(super) refunds: i64,
    pub(super) refunded: i64,
    pub(super) commission: i64,
}

/// Runs `report cohorts`.
pub(super) async fn run(session: &mut Session, arguments: ReportCohorts) -> Result<Outcome, Error> {
    let (_store, mut tx) = snapshot(session).await?;
    let chosen = &arguments.items;
    let stored = one_scheme(&mut tx, chosen.holders.scheme.as_deref()).await?;
    let filter = Filter::of_period(&chosen.period)?.place(&mut tx, &chosen.place).await?;
    let filter = filter.members(&mut tx, &chosen.holders).await?;
    let mut filter = filter.provider(&mut tx, chosen.provider.as_deref()).await?;
    filter.said.insert(0, ("scheme", stored.name.clone()));
    let depth = i64::from(arguments.depth);
    let levels = stored.scheme.groupings().len();
    if usize::from(arguments.depth) > levels {
        let message = format!("scheme `{}` has no level {depth}: it has {levels}", stored.name);
        return Err(Error::new(Code::Usage, message)
            .hint(format!("`cardctl scheme show {}` shows them", stored.name)));
    }
    let mut cohorts = Cohorts::load(&mut tx, &stored, depth).await?;
    if let Some(top) = filter.selection.cohort {
        cohorts.keep_below(top)?;
    }
    let mut done = cohorts.business(&mut tx, stored.scheme_id, &filter.selection).await?;
    cohorts.add_commission(&mut tx, stored.scheme_id, &filter.selection, &mut done).await?;
    let regions = regions::in_force(&mut tx).await?;

    let columns = vec![
        Column::new("path", "PATH"),
        Column::new("name", "NAME"),
        Column::new("members", "MEMBERS").summed(),
        Column::new("active", "ACTIVE").summed(),
        Column::new("buyers", "BUYERS").summed(),
        Column::new("purchases", "PURCHASES").summed(),
        Column::detail("amount", "AMOUNT").summed(),
        Column::detail("refunds", "REFUNDS").summed(),
        Column::detail("refunded", "REFUNDED").summed(),
        Column::new("net", "NET").summed(),
        Column::new("commission", "COMMISSION").summed(),
    ];
    let mut rows = Vec::new();
    for cohort in &cohorts.shown {
        let business = done.get(&Some(cohort.cohort_id)).copied().unwrap_or_default();
        let name = name(&regions, &stored.scheme, cohort);
        rows.push(row(Value::code(cohort.path.clone()), name, cohort.members.into(), business));
    }
    // Who is placed nowhere may have bought something before: a record that is only stored.
    if let Some(business) = done.get(&None) {
        rows.push(row(Value::Null, Value::Null, Value::Null, *business));
    }
    let empty = "no cohorts yet; `cardctl cohort regroup` places holders".to_owned();
    let title = format!("Cohorts of {}", stored.name);
    let chart = Chart::bars("path", "net");
    Report { title, columns, rows, empty, chart }.show(session, &filter, arguments.chart)
}

fn row(path: Value, name: Value, members: Value, business: Business) -> Vec<Value> {
    let Business { active, buyers, purchases, amount, refunds, refunded, commission } = business;
    vec![
        path,
        name,
        members,
        active.into(),
        buyers.into(),
        purchases.into(),
        Money::from_minor(amount).into(),
        refunds.into(),
        Money::from_minor(refunded).into(),
        Money::from_minor(amount - refunded).into(),
        Money::from_minor(commission).into(),
    ]
}

/// The cohorts of one level of a scheme that somebody is in, and which of them each cohort below belongs to.
pub(super) struct Cohorts {
    /// By path.
    pub(super) shown: Vec<Cohort>,
    above: HashMap<CohortId, Option<CohortId>>,
    depths: HashMap<CohortId, i64>,
    depth: i64,
}

impl Cohorts {
    /// Reads the cohorts of a scheme.
    pub(super) async fn load(tx: &mut Tx, stored: &StoredScheme, depth: i64) -> Result<Self, Error> {
        let all = cohort::list(tx, stored.scheme_id, stored.tree).await?;
        let above = all.iter().map(|cohort| (cohort.cohort_id, cohort.parent())).collect();
        let depths = all.iter().map(|cohort| (cohort.cohort_id, cohort.depth)).collect();
        let shown = all.into_iter().filter(|cohort| cohort.depth == depth).collect();
        Ok(Self { shown, above, depths, depth })
    }

    /// The cohort at a depth in which one lies.
    fn at(&self, cohort: CohortId, depth: i64) -> Option<CohortId> {
        let mut at = Some(cohort);
        while let Some(id) = at {
            if *self.depths.get(&id)? <= depth {
                return Some(id);
            }
            at = self.above.get(&id).copied().flatten();
        }
        None
    }

    /// Keeps those at or below one.
    fn keep_below(&mut self, top: CohortId) -> Result<(), Error> {
        // A cohort that nobody is in has no depth here, and nothing below it.
        let depth = self.depths.get(&top).copied().unwrap_or(self.depth);
        if depth > self.depth {
            let message = format!("the cohort is at level {depth}, and `--depth` is {}", self.depth);
            return Err(
                Error::new(Code::Usage, message).hint(format!("say `--depth {depth}` or a greater one"))
            );
        }
        let shown = std::mem::take(&mut self.shown);
        let below = |cohort: &Cohort| self.at(cohort.cohort_id, depth) == Some(top);
        self.shown = shown.into_iter().filter(below).collect();
        Ok(())
    }

    /// What the members of each bought, and under nothing what those bought who are placed nowhere.
    pub(super) async fn business(
        &self,
        tx: &mut Tx,
        scheme: SchemeId,
        selected: &Selection,
    ) -> Result<HashMap<Option<CohortId>, Business>, Error> {
        let mut done: HashMap<Option<CohortId>, Business> = HashMap::new();
        for (leaf, active) in cards::active_members(tx, scheme).await? {
            done.entry(self.shown_for(Some(leaf))?).or_default().active += active;
        }
        for sum in sales::sums(tx, ItemKey::Cohort(scheme), selected).await? {
            let business = done.entry(self.shown_for(sum.key)?).or_default();
            business.buyers += sum.holders;
            business.purchases += sum.purchases;
            business.amount += sum.amount;
            business.refunds += sum.refunds;
            business.refunded += sum.refunded;
        }
        Ok(done)
    }

    /// Adds what the members of each received as holders in posted runs.
    async fn add_commission(
        &self,
        tx: &mut Tx,
        scheme: SchemeId,
        selected: &Selection,
        done: &mut HashMap<Option<CohortId>, Business>,
    ) -> Result<(), Error> {
        let runs = Runs::Posted { from: selected.from, to: selected.to };
        let holders = Slots::only(Slot::HOLDER);
        for sum in items::sums(tx, runs, ItemKey::Cohort(scheme), holders, selected).await? {
            done.entry(self.shown_for(sum.key)?).or_default().commission += sum.amount;
        }
        Ok(())
    }

    /// The cohort that is shown for a lowest one.
    fn shown_for(&self, leaf: Option<i64>) -> Result<Option<CohortId>, StoreError> {
        let Some(leaf) = leaf else { return Ok(None) };
        self.at(leaf.into(), self.depth).map(Some).ok_or_else(|| {
            StoreError::inconsistent("placement", "cohort_id", leaf, "a cohort without members")
        })
    }
}
