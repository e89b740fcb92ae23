//! `cohort diff`: what changed in a cohort between two moments, and by what.

use std::collections::HashMap;

use super::moment::{self, moment};
use super::one_scheme;
use super::show::{masked_name, too_early};
use crate::cli::CohortDiff;
use crate::command::failure::unknown;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::scheme::{Factor, Scheme};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Value};
use crate::store::cohort::as_of::{self, Difference, Side};
use crate::store::holder::{self, Holder};
use crate::store::scheme::StoredScheme;
use crate::store::{StoreError, Tx, cohort};

const COLUMNS: [Column; 7] = [
    Column::new("ref", "REF"),
    Column::new("name", "NAME"),
    Column::new("change", "CHANGE"),
    Column::new("rank_before", "RANK THEN"),
    Column::new("rank_after", "NOW"),
    Column::new("before", "BY THEN"),
    Column::new("after", "BY NOW"),
];

/// How many rows are shown when nobody says how many.
const SHOWN: u64 = 50;

/// What happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Joined,
    Left,
    /// What orders them changed.
    Reordered,
    /// Others came, left or passed.
    Shifted,
}

impl Kind {
    fn of(difference: &Difference) -> Self {
        match (difference.rank_before, difference.rank_after) {
            (None, _) => Self::Joined,
            (_, None) => Self::Left,
            _ if difference.key_before == difference.key_after => Self::Shifted,
            _ => Self::Reordered,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
            Self::Reordered => "reordered",
            Self::Shifted => "shifted",
        }
    }
}

/// How many there were of each.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    joined: u64,
    left: u64,
    reordered: u64,
    shifted: u64,
}

impl Counts {
    const fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Joined => self.joined += 1,
            Kind::Left => self.left += 1,
            Kind::Reordered => self.reordered += 1,
            Kind::Shifted => self.shifted += 1,
        }
    }

    fn text(self) -> String {
        let Self { joined, left, reordered, shifted } = self;
        format!("{joined} joined, {left} left, {reordered} reordered, {shifted} shifted by others")
    }
}

/// The scheme and the cohort at one of the two moments.
struct End {
    stored: StoredScheme,
    side: Side,
}

/// Runs `cohort diff`.
pub(super) async fn run(session: &mut Session, arguments: CohortDiff) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let now = session.now().as_microsecond();
    let from = moment(&platform, "--from", &arguments.from, now)?;
    let to = arguments.to.as_deref().map_or(Ok(now), |text| moment(&platform, "--to", text, now))?;
    if to < from {
        return Err(Error::new(Code::Usage, "`--to` lies before `--from`").hint("exchange the two"));
    }
    if from == now {
        session
            .ui
            .note("`--from` means the end of its day, which is not over: nothing can have changed since");
    }
    let before = end(&mut tx, &stored, &arguments.path, from).await?;
    let after = end(&mut tx, &stored, &arguments.path, to).await?;
    if before.side.cohort.is_none() && after.side.cohort.is_none() {
        let known = cohort::list(&mut tx, after.stored.scheme_id, after.stored.tree).await?;
        let path = after.stored.scheme.canonical_path(&arguments.path);
        return Err(unknown("cohort", &path, known.iter().map(|cohort| cohort.path.as_str())));
    }
    let about = match &arguments.holder {
        Some(text) => Some(holders::named(&mut tx, text).await?),
        None => None,
    };

    let limit = session.ui.options().selection.rows_to_read(SHOWN);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let scheme = stored.scheme_id;
    let mut counts = Counts::default();
    let mut shown: Vec<Difference> = Vec::new();
    let mut kept = 0_u64;
    let mut of_holder: Option<Difference> = None;
    if let Some(about) = &about {
        as_of::differences(&mut tx, scheme, before.side, after.side, |each| {
            if each.holder_id == about.holder_id {
                of_holder = Some(each);
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    }
    as_of::differences(&mut tx, scheme, before.side, after.side, |each| {
        let kind = Kind::of(&each);
        counts.add(kind);
        let wanted = match &of_holder {
            Some(one) => each.holder_id == one.holder_id || passed(one, &each),
            None => about.is_none() && (arguments.all || kind != Kind::Shifted),
        };
        if wanted {
            kept += 1;
            if shown.len() < limit {
                shown.push(each);
            }
        }
        Ok::<_, StoreError>(())
    })
    .await?;

    let path = after.stored.scheme.canonical_path(&arguments.path);
    session.ui.status(&format!("cohort {path} of scheme {}: {}", stored.name, counts.text()));
    if before.stored.version != after.stored.version {
        session.ui.note(&format!(
            "version {} of the scheme gave way to version {} in between",
            before.stored.version, after.stored.version
        ));
    }
    if let (Some(about), None) = (&about, &of_holder) {
        session.ui.note(&format!("`{}` stands there as before", about.reference));
    }
    let ids: Vec<i64> = shown.iter().map(|each| each.holder_id.get()).collect();
    let known: HashMap<PartyId, Holder> =
        holder::many(&mut tx, &ids).await?.into_iter().map(|found| (found.holder_id, found)).collect();
    let total = shown.len() as u64;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("nothing changed");
    for each in shown {
        let Some(holder) = known.get(&each.holder_id) else { continue };
        list.row([
            Value::code(holder.reference.clone()),
            masked_name(vault.as_ref(), holder)?,
            Value::code(Kind::of(&each).as_str()),
            each.rank_before.into(),
            each.rank_after.into(),
            told(&platform, &before.stored.scheme, each.key_before.as_deref(), holder),
            told(&platform, &after.stored.scheme, each.key_after.as_deref(), holder),
        ])?;
    }
    list.end()?;
    if kept > total {
        session.ui.note(&format!("{total} of {kept} rows are shown; `--limit {kept}` shows all"));
    }
    Ok(Outcome::Done)
}

async fn end(tx: &mut Tx, stored: &StoredScheme, path: &str, at: i64) -> Result<End, Error> {
    let stored = moment::at(tx, stored, at).await?.ok_or_else(|| too_early(stored))?;
    let path = stored.scheme.canonical_path(path);
    let cohort = cohort::by_path(tx, stored.scheme_id, stored.tree, &path).await?;
    let mut side = Side { cohort: cohort.map(|cohort| cohort.cohort_id), at, founder: None };
    if let Some(cohort) = side.cohort.filter(|_| stored.scheme.has_founder_first()) {
        side.founder = as_of::then(tx, stored.scheme_id, cohort, at).await?.first;
    }
    Ok(End { stored, side })
}

/// Whether two stand in another order than before, as far as both were and are there.
fn passed(one: &Difference, other: &Difference) -> bool {
    // Who is not there stands behind everybody.
    let rank = |rank: Option<i64>| rank.unwrap_or(i64::MAX);
    let before = rank(one.rank_before).cmp(&rank(other.rank_before));
    let after = rank(one.rank_after).cmp(&rank(other.rank_after));
    before != after
}

/// By what somebody stands in a cohort, as their key tells.
fn told(platform: &Platform, scheme: &Scheme, key: Option<&[u8]>, holder: &Holder) -> Value {
    let Some(factors) = key.and_then(|key| scheme.priority().read(key)) else { return Value::Null };
    let words = factors.into_iter().map(|(factor, amount)| match factor {
        Factor::Registered => {
            platform.day(holder.registered_at).map_or_else(String::new, |day| format!("{factor} {day}"))
        }
        Factor::Fees | Factor::Spent => format!("{factor} {}", Money::from_minor(amount)),
        Factor::Visits | Factor::Purchases => format!("{factor} {amount}"),
    });
    Value::List(words.map(Value::code).collect())
}
