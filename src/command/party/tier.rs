//! `tier`: tiers of holders.

use std::collections::BTreeSet;

use serde_json::json;

use crate::cli::{TierAdd, TierCommand, TierSet};
use crate::command::failure::{code, conflict, name, unknown};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::tier::Tier;
use crate::store::{Counter, tier};

const COLUMNS: [Column; 6] = [
    Column::new("code", "CODE"),
    Column::new("name", "NAME"),
    Column::new("rank", "RANK"),
    Column::new("min_fee", "MIN FEE"),
    Column::new("permissions", "PERMISSIONS"),
    Column::new("default", "DEFAULT"),
];

/// The word that takes a value away.
const NONE: &str = "none";

/// Runs `tier VERB`.
pub async fn run(session: &mut Session, command: TierCommand) -> Result<Outcome, Error> {
    match command {
        TierCommand::Add(arguments) => add(session, arguments).await,
        TierCommand::Set(arguments) => set(session, arguments).await,
        TierCommand::List => list(session).await,
        TierCommand::Show { code } => show(session, &code).await,
    }
}

async fn add(session: &mut Session, arguments: TierAdd) -> Result<Outcome, Error> {
    let code = code("tier", &arguments.code)?;
    let name = name("--name", &arguments.name)?;
    let min_fee = arguments.min_fee.as_deref().map(min_fee).transpose()?;
    let permissions = permissions(&arguments.permissions)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let tiers = tier::list(&mut tx).await?;
    let wanted =
        |id| Tier::new(id, code.as_str(), name, arguments.rank, min_fee, &permissions, arguments.default);
    if let Some(known) = tiers.iter().find(|known| known.code == code.as_str()) {
        let wanted = wanted(known.tier_id);
        if !known.same_terms(&wanted) {
            return Err(conflict("tier", code.as_str(), difference(known, &wanted)));
        }
        session.ui.status(&format!("tier `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    free_rank(&tiers, arguments.rank, code.as_str())?;
    if let Some(other) = tiers.iter().find(|known| arguments.default && known.is_default()) {
        return Err(Error::new(Code::Conflict, format!("tier `{}` is the default already", other.code))
            .hint(format!("add `{code}` without `--default`, then `cardctl tier set {code} --default`")));
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let added = wanted(store.reserve(&mut tx, Counter::Tier, 1).await?.into());
    tier::insert(&mut tx, &added, session.now().as_microsecond()).await?;
    tx.commit(&session.entry(&platform, "tier add", &code, &terms(&added))).await?;
    session.ui.status(&format!("added tier `{code}`"));
    Ok(Outcome::Done)
}

async fn set(session: &mut Session, arguments: TierSet) -> Result<Outcome, Error> {
    let new_name = arguments.name.as_deref().map(|text| name("--name", text)).transpose()?;
    let new_fee = match arguments.min_fee.as_deref() {
        None => None,
        Some(NONE) => Some(None),
        Some(text) => Some(Some(min_fee(text)?)),
    };
    let new_permissions = match arguments.permissions {
        Some(words) if words == [NONE] => Some(Vec::new()),
        Some(words) => Some(permissions(&words)?),
        None => None,
    };
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let tiers = tier::list(&mut tx).await?;
    let known = find(&tiers, &arguments.code)?;
    let changed = Tier::new(
        known.tier_id,
        &known.code,
        new_name.unwrap_or(&known.name),
        arguments.rank.unwrap_or(known.rank),
        new_fee.unwrap_or_else(|| known.min_fee()),
        &new_permissions.unwrap_or_else(|| known.permissions().into_iter().map(str::to_owned).collect()),
        arguments.default || known.is_default(),
    );
    if changed.same_terms(known) {
        session.ui.status(&format!("tier `{}` is unchanged", known.code));
        return Ok(Outcome::NothingToDo);
    }
    if changed.rank != known.rank {
        free_rank(&tiers, changed.rank, &known.code)?;
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    if changed.is_default() && !known.is_default() {
        tier::clear_default(&mut tx).await?;
    }
    tier::update(&mut tx, &changed).await?;
    let detail = json!({ "before": terms(known), "after": terms(&changed) });
    tx.commit(&session.entry(&platform, "tier set", &known.code, &detail)).await?;
    session.ui.status(&format!("changed tier `{}`", known.code));
    Ok(Outcome::Done)
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let tiers = tier::list(&mut store.snapshot().await?).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no tiers yet; `cardctl tier add CODE --name NAME --rank 1 --default` adds one");
    for tier in tiers {
        list.row([
            Value::code(tier.code.clone()),
            Value::text(tier.name.clone()),
            tier.rank.into(),
            tier.min_fee().into(),
            words(&tier),
            tier.is_default().into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn show(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let tiers = tier::list(&mut store.snapshot().await?).await?;
    let tier = find(&tiers, code)?;
    session.ui.record(
        Record::new()
            .field("code", "code", Value::code(tier.code.clone()))
            .field("name", "name", Value::text(tier.name.clone()))
            .field("rank", "rank", tier.rank)
            .field("min_fee", "min fee", tier.min_fee())
            .field("permissions", "permissions", words(tier))
            .field("default", "default", tier.is_default()),
    )?;
    Ok(Outcome::Done)
}

fn words(tier: &Tier) -> Value {
    Value::List(tier.permissions().into_iter().map(|word| Value::code(word.to_owned())).collect())
}

fn terms(tier: &Tier) -> serde_json::Value {
    json!({ "name": tier.name, "rank": tier.rank, "min_fee": tier.min_fee().map(|fee| fee.to_string()),
        "permissions": tier.permissions(), "default": tier.is_default() })
}

/// Which of the terms differ, in words.
fn difference(known: &Tier, wanted: &Tier) -> &'static str {
    if known.name != wanted.name {
        "name"
    } else if known.rank != wanted.rank {
        "rank"
    } else if known.min_fee() != wanted.min_fee() {
        "minimum fee"
    } else if known.permissions() != wanted.permissions() {
        "set of permissions"
    } else {
        "default"
    }
}

fn find<'a>(tiers: &'a [Tier], code: &str) -> Result<&'a Tier, Error> {
    tiers
        .iter()
        .find(|tier| tier.code == code)
        .ok_or_else(|| unknown("tier", code, tiers.iter().map(|tier| tier.code.as_str())))
}

fn free_rank(tiers: &[Tier], rank: i64, code: &str) -> Result<(), Error> {
    match tiers.iter().find(|tier| tier.rank == rank && tier.code != code) {
        None => Ok(()),
        Some(other) => Err(Error::new(Code::Conflict, format!("tier `{}` has rank {rank}", other.code))
            .hint("no two tiers have one rank; `cardctl tier list` shows them")),
    }
}

fn min_fee(text: &str) -> Result<Money, Error> {
    Money::parse(text).map_err(|error| Error::new(Code::Usage, format!("--min-fee `{text}`: {error}")))
}

/// In a fixed order, so that the order in which they are written makes no difference.
fn permissions(words: &[String]) -> Result<Vec<String>, Error> {
    let read = |word: &String| {
        let word = word.trim();
        word.parse::<Permission>().map_err(|error| {
            Error::new(Code::Usage, error.to_string())
                .did_you_mean(word, Permission::ALL.iter().map(|known| known.as_str()))
        })
    };
    let permissions =
        words.iter().map(|word| Ok(read(word)?.to_string())).collect::<Result<BTreeSet<_>, Error>>()?;
    Ok(permissions.into_iter().collect())
}
