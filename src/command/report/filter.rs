//! The filters that the reports share.
//!
//! What a filter says is looked up once, so that a name that nothing has is an error and no empty report.

use crate::cli::{ReportHolders, ReportItems, ReportPeriod, ReportPlace};
use crate::command::cohort::{named as named_cohort, one_scheme};
use crate::command::failure::unknown;
use crate::command::party::provider;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::period::Period;
use crate::error::{Code, Error};
use crate::store::report::Selection;
use crate::store::{Tx, agent, center, tier};

/// What a report counts, and how that was said.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    /// What is selected.
    pub(super) selection: Selection,
    /// Each filter that is in force, and its value.
    pub(super) said: Vec<(&'static str, String)>,
}

impl Filter {
    /// The filters of purchases and refunds.
    pub(super) async fn of(tx: &mut Tx, items: &ReportItems) -> Result<Self, Error> {
        let filter = Self::of_period(&items.period)?.place(tx, &items.place).await?;
        filter.holders(tx, &items.holders).await?.provider(tx, items.provider.as_deref()).await
    }

    /// Only days.
    pub(super) fn of_period(period: &ReportPeriod) -> Result<Self, Error> {
        let mut filter = Self::default();
        if let Some(month) = &period.month {
            let month =
                Period::parse(month).map_err(|error| Error::new(Code::Usage, format!("--month: {error}")))?;
            filter.between(Some(month.first()), Some(month.last()))?;
            return Ok(filter);
        }
        let from = period.from.as_deref().map(|text| day("--from", text, Period::first)).transpose()?;
        let to = period.to.as_deref().map(|text| day("--to", text, Period::last)).transpose()?;
        filter.between(from, to)?;
        Ok(filter)
    }

    /// From the first day to the last one.
    fn between(&mut self, from: Option<Day>, to: Option<Day>) -> Result<(), Error> {
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let message = format!("nothing lies between {from} and {to}: --from is after --to");
            return Err(Error::new(Code::Usage, message));
        }
        self.selection.from = from;
        self.selection.to = to;
        self.said.extend(from.map(|day| ("from", day.to_string())));
        self.said.extend(to.map(|day| ("to", day.to_string())));
        Ok(())
    }

    /// Center and agent besides.
    pub(super) async fn place(mut self, tx: &mut Tx, place: &ReportPlace) -> Result<Self, Error> {
        if let Some(code) = &place.center {
            let known = center::list(tx).await?;
            let found = known.iter().find(|center| center.code == *code).map(|center| center.center_id);
            self.selection.center =
                Some(found.ok_or_else(|| {
                    unknown("center", code, known.iter().map(|center| center.code.as_str()))
                })?);
            self.said.push(("center", code.clone()));
        }
        if let Some(code) = &place.agent {
            self.selection.agent = Some(agent_of(tx, code).await?);
            self.selection.direct = place.direct;
            let below = if place.direct { "" } else { " and below" };
            self.said.push(("agent", format!("{code}{below}")));
        }
        Ok(self)
    }

    /// Cohort and tier besides. A scheme alone would select nothing.
    pub(super) async fn holders(self, tx: &mut Tx, holders: &ReportHolders) -> Result<Self, Error> {
        if holders.scheme.is_some() && holders.cohort.is_none() {
            return Err(Error::new(Code::Usage, "`--scheme` says whose cohort is meant, and no cohort is")
                .hint("name one with `--cohort PATH`"));
        }
        self.members(tx, holders).await
    }

    /// As [`holders`](Self::holders), for a report that is of a scheme itself.
    pub(super) async fn members(mut self, tx: &mut Tx, holders: &ReportHolders) -> Result<Self, Error> {
        if let Some(path) = &holders.cohort {
            let scheme = one_scheme(tx, holders.scheme.as_deref()).await?;
            let cohort = named_cohort(tx, &scheme, path).await?;
            self.selection.cohort = Some(cohort.cohort_id);
            self.said.push(("cohort", format!("{} of {}", cohort.path, scheme.name)));
        }
        if let Some(code) = &holders.tier {
            let known = tier::list(tx).await?;
            let found = known.iter().find(|tier| tier.code == *code).map(|tier| tier.tier_id);
            self.selection.tier = Some(
                found.ok_or_else(|| unknown("tier", code, known.iter().map(|tier| tier.code.as_str())))?,
            );
            self.said.push(("tier", code.clone()));
        }
        Ok(self)
    }

    /// The provider besides.
    pub(super) async fn provider(mut self, tx: &mut Tx, code: Option<&str>) -> Result<Self, Error> {
        if let Some(code) = code {
            self.selection.provider = Some(provider::find(tx, code).await?.provider_id);
            self.said.push(("provider", code.to_owned()));
        }
        Ok(self)
    }
}

async fn agent_of(tx: &mut Tx, code: &str) -> Result<PartyId, Error> {
    if let Some(found) = agent::by_code(tx, code).await? {
        return Ok(found.agent_id);
    }
    let known = agent::list(tx).await?;
    Err(unknown("agent", code, known.iter().map(|agent| agent.code.as_str())))
}

/// A day, or the one that stands for a month.
fn day(flag: &str, text: &str, of_month: fn(Period) -> Day) -> Result<Day, Error> {
    if let Ok(month) = Period::parse(text) {
        return Ok(of_month(month));
    }
    Day::parse(text)
        .map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}, or a month like `2026-10`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Result<(String, String), Error> {
        let period = ReportPeriod { from: Some(from.to_owned()), to: Some(to.to_owned()), month: None };
        let selection = Filter::of_period(&period)?.selection;
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok((text(selection.from), text(selection.to)))
    }

    #[test]
    fn a_month_stands_for_its_first_or_its_last_day() -> Result<(), Error> {
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(period("2026-02", "2026-02")?, days("2026-02-01", "2026-02-28"));
        assert_eq!(period("2026-02-03", "2028-02")?, days("2026-02-03", "2028-02-29"));
        let month = ReportPeriod { month: Some("2026-10".to_owned()), ..ReportPeriod::default() };
        let filter = Filter::of_period(&month)?;
        assert_eq!(filter.said, [("from", "2026-10-01".to_owned()), ("to", "2026-10-31".to_owned())]);
        Ok(())
    }

    #[test]
    fn wrong_days_are_usage_errors() {
        for (from, to) in [("2026-13", "2026-12-31"), ("2026-03-01", "soon"), ("2026-03", "2026-02")] {
            let error = period(from, to).expect_err("no such time");
            assert_eq!(error.code(), Code::Usage, "{error}");
        }
    }
}
