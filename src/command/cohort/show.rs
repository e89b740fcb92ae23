//! `cohort show`: the members by rank, today or as they stood.

use std::collections::HashMap;

use super::list::{name, named};
use super::moment::{self, moment};
use super::one_scheme;
use crate::cli::CohortShow;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::scheme::{Factor, Scheme};
use crate::error::{Code, Error, Outcome};
use crate::output::{Align, Column, Value};
use crate::store::Tx;
use crate::store::cohort::{self, Cohort, Ranked, as_of};
use crate::store::holder::{self, Holder};
use crate::store::scheme::StoredScheme;
use crate::vault::{Vault, if_held};

/// How many members are shown when nobody says how many.
const MEMBERS_SHOWN: u64 = 50;

/// The columns: what the scheme orders by stands in the table, the rest only where it is asked for.
fn columns(scheme: &Scheme) -> Vec<Column> {
    let told = |key, title, factor| {
        let ordered = scheme.priority().factors().any(|each| each == factor);
        if ordered { Column::new(key, title) } else { Column::detail(key, title) }
    };
    let by_points = scheme.priority().points(&[], 0).is_some();
    vec![
        Column::new("rank", "RANK"),
        Column::new("ref", "REF"),
        Column::new("name", "NAME"),
        // Beside points there is no room for it.
        if by_points { Column::detail("card", "CARD") } else { Column::new("card", "CARD") },
        Column::new("registered_at", "REGISTERED"),
        told("visits", "VISITS", Factor::Visits),
        told("fees", "FEES", Factor::Fees),
        told("purchases", "PURCHASES", Factor::Purchases),
        told("spent", "SPENT", Factor::Spent),
        if by_points {
            Column::new("points", "POINTS").aligned(Align::Right)
        } else {
            Column::detail("points", "POINTS")
        },
    ]
}

/// So many members are read at once.
const PAGE: i64 = 5000;

/// Some members of a cohort, and how many it has.
struct Page {
    ranked: Vec<Ranked>,
    members: i64,
}

/// Runs `cohort show`.
pub(super) async fn run(session: &mut Session, arguments: CohortShow) -> Result<Outcome, Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let now = session.now().as_microsecond();
    let at = match &arguments.as_of {
        Some(text) => Some(moment(&platform, "--as-of", text, now)?),
        None => None,
    };
    let stored = match at {
        Some(at) => moment::at(&mut tx, &stored, at).await?.ok_or_else(|| too_early(&stored))?,
        None => stored,
    };
    let cohort = named(&mut tx, &stored, &arguments.path).await?;
    let wanted = session.ui.options().selection.rows_to_read(MEMBERS_SHOWN);
    let mut wanted = i64::try_from(wanted).unwrap_or(i64::MAX);
    let skip = i64::from(arguments.skip);
    let asked = Asked { stored: &stored, cohort: &cohort, at };
    let mut page = asked.page(&mut tx, wanted, skip).await?;

    let regions = regions::in_force(&mut tx).await?;
    let label = match name(&regions, &stored.scheme, &cohort) {
        Value::Text(name) => format!(" ({name})"),
        _ => String::new(),
    };
    let members = page.members;
    let count = if members == 1 { "1 member".to_owned() } else { format!("{members} members") };
    let when = arguments.as_of.as_deref().map_or_else(String::new, |text| format!(" as of {text}"));
    session.ui.status(&format!("cohort {}{label} of scheme {}{when}: {count}", cohort.path, stored.name));
    let mut list = session.ui.list(&columns(&stored.scheme))?;
    list.empty_hint(if members == 0 {
        "nobody is in it"
    } else {
        "no members here; `--skip` goes past the last one"
    });
    let mut rank = skip;
    'pages: loop {
        let ids: Vec<i64> = page.ranked.iter().map(|ranked| ranked.holder.get()).collect();
        wanted -= i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let found = holder::many(&mut tx, &ids).await?;
        let mut holders: HashMap<i64, Holder> =
            found.into_iter().map(|found| (found.holder_id.get(), found)).collect();
        for ranked in page.ranked {
            rank += 1;
            // A member without a holder is what `db check` names.
            let Some(holder) = holders.remove(&ranked.holder.get()) else { continue };
            let factors = stored.scheme.priority().read(&ranked.key).unwrap_or_default();
            let row = Member { holder: &holder, factors: &factors, is_past: at.is_some() };
            let on = list.offer([
                rank.into(),
                Value::code(holder.reference.clone()),
                row.name(vault.as_ref())?,
                Value::code(holder.card()?.masked()),
                platform.instant(holder.registered_at),
                row.count(Factor::Visits, Some(holder.visits)),
                row.money(Factor::Fees, Some(holder.fees().minor())),
                row.count(Factor::Purchases, None),
                row.money(Factor::Spent, None),
                points(&stored.scheme, &factors, at.unwrap_or(now)),
            ])?;
            if on.is_break() {
                break 'pages;
            }
        }
        if ids.is_empty() || wanted <= 0 {
            break;
        }
        page = asked.page(&mut tx, wanted, rank).await?;
    }
    list.end()?;
    if rank > skip && rank < members {
        session.ui.note(&format!("ranks {} to {rank} of {members}; `--skip {rank}` goes on", skip + 1));
    }
    Ok(Outcome::Done)
}

pub(super) fn too_early(stored: &StoredScheme) -> Error {
    Error::new(Code::NotFound, format!("scheme `{}` was not there yet", stored.name))
        .hint(format!("`cardctl scheme show {}` tells since when its versions are in force", stored.name))
}

/// The cohort that is shown, now or as it was at a moment.
struct Asked<'a> {
    stored: &'a StoredScheme,
    cohort: &'a Cohort,
    at: Option<i64>,
}

impl Asked<'_> {
    /// So many members behind those that are skipped, as far as one page goes.
    async fn page(&self, tx: &mut Tx, wanted: i64, skip: i64) -> Result<Page, Error> {
        let Some(at) = self.at else {
            let ranked = cohort::ranked(tx, self.cohort, wanted.min(PAGE), skip).await?;
            return Ok(Page { ranked, members: self.cohort.members });
        };
        let (scheme, cohort) = (self.stored.scheme_id, self.cohort.cohort_id);
        let then = as_of::then(tx, scheme, cohort, at).await?;
        let founder = then.first.filter(|_| self.stored.scheme.has_founder_first());
        // The past is counted over anew for each page.
        let ranked = as_of::ranked(tx, scheme, cohort, at, founder, wanted, skip).await?;
        Ok(Page { ranked, members: then.members })
    }
}

/// A member on their way into a row.
struct Member<'a> {
    holder: &'a Holder,
    /// What their key tells.
    factors: &'a [(Factor, i64)],
    /// Whether they are shown as they stood, when today's numbers say nothing.
    is_past: bool,
}

impl Member<'_> {
    fn name(&self, vault: Option<&Vault>) -> Result<Value, Error> {
        masked_name(vault, self.holder)
    }

    fn of(&self, factor: Factor, today: Option<i64>) -> Option<i64> {
        let told = self.factors.iter().find(|(each, _)| *each == factor).map(|(_, amount)| *amount);
        told.or(today.filter(|_| !self.is_past))
    }

    fn count(&self, factor: Factor, today: Option<i64>) -> Value {
        self.of(factor, today).into()
    }

    fn money(&self, factor: Factor, today: Option<i64>) -> Value {
        self.of(factor, today).map(Money::from_minor).into()
    }
}

/// A holder's masked name, where the key shows masks.
pub(super) fn masked_name(vault: Option<&Vault>, holder: &Holder) -> Result<Value, Error> {
    let Some(vault) = vault else { return Ok(Value::Null) };
    let mask = if_held(vault.open_text("holder", "name_mask", holder.holder_id.get(), &holder.name_mask))?;
    Ok(mask.map(|mask| Value::text(mask.as_str().to_owned())).into())
}

/// The sum of points, with three decimals.
fn points(scheme: &Scheme, factors: &[(Factor, i64)], at: i64) -> Value {
    let Some(thousandths) = scheme.priority().points(factors, at) else { return Value::Null };
    let (sign, size) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    Value::code(format!("{sign}{}.{:03}", size / 1000, size % 1000))
}
