//! `settle explain`: how every cent of a purchase or refund came about.

use std::collections::HashMap;

use super::division::{PLATFORM, code};
use super::versions::{Ruling, Versions};
use crate::cli::SettleExplain;
use crate::command::failure::unknown;
use crate::command::platform::{PLATFORM_PARTY, Platform};
use crate::command::session::Session;
use crate::domain::allocation::{Absence, ChainLink, Explained, Origin, Parties, explain, pool};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::plan::{Missing, Resolved, Rounding};
use crate::domain::ppm::Ppm;
use crate::domain::role::{Role, Slot};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::explain::{self as stored, Standing, StoredLine};
use crate::store::plan::Version;
use crate::store::purchase::{self, Item};
use crate::store::settle::{self, Refund};
use crate::store::{StoreError, Tx, lines, source, tier};

const CHAIN: [Column; 3] =
    [Column::new("level", "LEVEL"), Column::new("agent", "AGENT"), Column::new("suspended", "SUSPENDED")];

const SHARES: [Column; 9] = [
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("party", "PARTY"),
    Column::new("rate", "RATE"),
    Column::new("exact", "EXACT"),
    Column::new("unit", "UNIT"),
    Column::new("amount", "AMOUNT"),
    Column::detail("remainder_rank", "RANK"),
    Column::new("because", "BECAUSE"),
];

const LINES: [Column; 4] = [
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("party", "PARTY"),
    Column::new("amount", "AMOUNT"),
];

const REFUNDS: [Column; 4] = [
    Column::new("external_id", "ID"),
    Column::new("amount", "AMOUNT"),
    Column::new("run", "RUN"),
    Column::new("state", "STATE"),
];

/// Minor units that a whole pool is divided into millionths of.
const MILLION: i64 = 1_000_000;

/// Runs `settle explain`.
pub(super) async fn run(session: &mut Session, arguments: SettleExplain) -> Result<Outcome, Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (item, standing) = named(&mut tx, &arguments).await?;
    let names = Names::load(&mut tx).await?;
    let versions = Versions::load(&mut tx).await?;
    let original = match standing.original_id {
        Some(id) => purchase::items(&mut tx, &[id]).await?.pop(),
        None => None,
    };
    // A refund is divided by the stamp and the version of its purchase.
    let stamped = original.as_ref().unwrap_or(&item);
    let ruled = if item.refund_of.is_some() && original.is_none() {
        // What it will take back is known when its purchase comes.
        None
    } else {
        ruled(&mut tx, &versions, &standing, stamped).await?
    };
    let refunds = settle::refunds_of(&mut tx, &[stamped.purchase_id]).await?;

    let mut record = told(&platform, &item, &standing);
    let chain = match stamped.chain_id {
        Some(id) => stored::chain(&mut tx, id.into()).await?,
        None => Vec::new(),
    };
    let rate = Ppm::new(u32::try_from(stamped.rate_ppm).unwrap_or(u32::MAX))
        .map_err(|_| StoreError::inconsistent("purchase", "rate_ppm", stamped.purchase_id, "not a rate"))?;
    stamp(&mut record, stamped, rate, &chain, &names);
    let stored_lines = match standing.run_id {
        Some(run) => stored::lines(&mut tx, run, item.purchase_id, item.holder_id).await?,
        None => Vec::new(),
    };
    let mut right = true;
    if let Some(version) = ruled {
        let parties = Parties {
            holder: stamped.holder_id,
            chain: &chain,
            staff: stamped.staff_id.map(PartyId::new),
            center: Some(PartyId::new(stamped.center_id)),
            platform: PLATFORM_PARTY,
        };
        let tier = stamped.tier_id.and_then(|tier| names.tiers.get(&tier)).map(String::as_str);
        let resolved = version.plan.resolve(tier, stamped.category.as_deref());
        record.push("plan", "plan", Value::code(version_name(version)));
        record.push("rounding", "rounding", Value::code(version.plan.rounding().as_str()));
        let derivation =
            Derivation { resolved: &resolved, parties: &parties, names: &names, holder: &standing.holder };
        let amounts = if let Some(original) = &original {
            let before = refunded_before(&item, &standing, &refunds);
            let left = original.amount - before;
            let (from, to) = (pool_of(left, rate), pool_of(left - item.amount, rate));
            record.push("pool_before", "pool before", pool_text(left, rate));
            record.push("pool_after", "pool after", pool_text(left - item.amount, rate));
            record.push("pool", "pool", Money::from_minor(to.minor() - from.minor()));
            record.push("shares_before", "shares of what was left before", derivation.table(from)?);
            record.push("shares_after", "shares of what is left after", derivation.table(to)?);
            derivation.difference(from, to)
        } else {
            let whole = pool_of(item.amount, rate);
            record.push("pool", "pool", whole);
            record.push("pool_exact", "pool, exactly", pool_text(item.amount, rate));
            record.push("shares", "shares", derivation.table(whole)?);
            derivation.amounts(whole)
        };
        right = standing.run_id.is_none() || amounts == amounts_of(&stored_lines);
    }
    record.push("lines", "lines", lines_table(&stored_lines, &names, &standing.holder)?);
    if original.is_none() {
        record.push("refunds", "refunds", refunds_table(&refunds));
    }
    session.ui.record(record)?;
    if right {
        return Ok(Outcome::Done);
    }
    session.ui.warn("the lines that stand there are not those of the derivation; run `cardctl db check`");
    Ok(Outcome::Differences)
}

/// The item of an external id, in the source that is named or the only one that has it.
async fn named(tx: &mut Tx, arguments: &SettleExplain) -> Result<(Item, Standing), Error> {
    let id = &arguments.purchase;
    let sources = source::list(tx).await?;
    if let Some(name) = &arguments.source
        && !sources.iter().any(|(_, known)| known == name)
    {
        return Err(unknown("source", name, sources.iter().map(|(_, known)| known.as_str())));
    }
    let wanted = |name: &str| arguments.source.as_deref().is_none_or(|only| only == name);
    let mut found = Vec::new();
    for (source, name) in sources.iter().filter(|(_, name)| wanted(name)) {
        let claims = purchase::claims(tx, *source, std::slice::from_ref(id)).await?;
        found.extend(claims.into_iter().map(|claim| (claim.purchase_id, name.clone())));
    }
    if found.len() > 1 {
        let names: Vec<String> = found.iter().map(|(_, name)| format!("`{name}`")).collect();
        return Err(Error::new(Code::Usage, format!("several sources have `{id}`: {}", names.join(", ")))
            .hint("say which one with `--source NAME`"));
    }
    let missing = || {
        Error::new(Code::NotFound, format!("no purchase or refund `{id}`"))
            .hint("`cardctl purchase list` lists the newest with their ids")
    };
    let (item, _) = found.pop().ok_or_else(missing)?;
    let item = purchase::items(tx, &[item]).await?.pop().ok_or_else(missing)?;
    let standing = stored::standing(tx, item.purchase_id, item.holder_id).await?.ok_or_else(missing)?;
    Ok((item, standing))
}

/// Who parties and tiers are.
struct Names {
    codes: HashMap<i64, String>,
    tiers: HashMap<i64, String>,
}

impl Names {
    async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let tiers = tier::list(tx).await?.into_iter().map(|tier| (tier.tier_id.get(), tier.code)).collect();
        Ok(Self { codes: lines::party_codes(tx).await?, tiers })
    }

    fn code(&self, id: Option<i64>) -> Value {
        id.and_then(|id| self.codes.get(&id)).map(|code| Value::code(code.clone())).into()
    }
}

/// The version by which an item was divided, or would be.
async fn ruled<'a>(
    tx: &mut Tx,
    versions: &'a Versions,
    standing: &Standing,
    stamped: &Item,
) -> Result<Option<&'a Version>, Error> {
    let settled = match (standing.version_id, standing.original_id) {
        (Some(version), _) => Some(version),
        (None, Some(_)) => {
            let of = stored::standing(tx, stamped.purchase_id, stamped.holder_id).await?;
            of.and_then(|of| of.version_id)
        }
        (None, None) => None,
    };
    if let Some(version) = settled {
        return Ok(versions.numbered(version.into()));
    }
    let day = Day::from_number(stamped.day)
        .ok_or_else(|| StoreError::inconsistent("purchase", "day", stamped.purchase_id, "not a day"))?;
    Ok(match versions.ruling(day) {
        Ruling::Approved(at) => versions.at(at),
        Ruling::NotApproved | Ruling::None => None,
    })
}

fn version_name(version: &Version) -> String {
    format!("{}@{}", version.plan.name(), version.plan.effective_from())
}

/// What the item is and how far it is.
fn told(platform: &Platform, item: &Item, standing: &Standing) -> Record {
    let state = match (standing.run_id, &standing.run_state, &standing.held) {
        (Some(run), Some(state), _) => format!("in run {run}, {state}"),
        (_, _, Some(held)) => format!("held: {held}"),
        _ if item.refund_of.is_some() && standing.original_id.is_none() => {
            "waiting for its purchase".to_owned()
        }
        _ => "not settled".to_owned(),
    };
    Record::new()
        .field("source", "source", Value::code(standing.source.clone()))
        .field("external_id", "id", Value::code(item.external_id.clone()))
        .field("kind", "kind", Value::code(if item.refund_of.is_some() { "refund" } else { "purchase" }))
        .field("refund_of", "refund of", item.refund_of.clone().map(Value::code))
        .field("holder", "holder", Value::code(standing.holder.clone()))
        .field("provider", "provider", Value::code(standing.provider.clone()))
        .field("amount", "amount", Money::from_minor(item.amount))
        .field("occurred_at", "occurred at", platform.instant(item.occurred_at))
        .field("category", "category", item.category.clone().map(Value::text))
        .field("state", "state", Value::text(state))
        .field("run", "run", standing.run_id)
        .field("entry", "journal entry", standing.entry_id)
        .field("stamped_at", "stamped at", platform.instant(standing.recorded))
}

/// What was in force on the day of the purchase.
fn stamp(record: &mut Record, stamped: &Item, rate: Ppm, chain: &[ChainLink], names: &Names) {
    let tier = stamped.tier_id.and_then(|tier| names.tiers.get(&tier));
    record.push("rate", "commission rate", rate);
    record.push("center", "center", names.code(Some(stamped.center_id)));
    record.push("staff", "staff", names.code(stamped.staff_id));
    record.push("tier", "tier", tier.map(|code| Value::code(code.clone())));
    let mut table = Table::new(&CHAIN);
    for (level, link) in (1_i64..).zip(chain) {
        table.row([level.into(), names.code(Some(link.agent.get())), link.suspended.into()]);
    }
    record.push("agents", "agents", table);
}

fn pool_of(amount: i64, rate: Ppm) -> Money {
    pool(Money::from_minor(amount), rate)
}

/// `12000 × 12% = 1440`, in minor units, with the millionths that are cut off.
fn pool_text(amount: i64, rate: Ppm) -> Value {
    let exact = i128::from(amount) * i128::from(rate.parts());
    let (whole, rest) = (exact / i128::from(MILLION), exact % i128::from(MILLION));
    let rest = if rest == 0 { String::new() } else { format!(" and {rest}/{MILLION}, cut off") };
    Value::text(format!("{amount} x {rate} = {whole}{rest}"))
}

/// The amounts that parties get, those of nothing left out.
type Amounts = Vec<(Slot, i64, i64)>;

fn amounts_of(lines: &[StoredLine]) -> Amounts {
    lines.iter().map(|line| (line.slot, line.party, line.amount)).collect()
}

/// What a pool is divided by.
struct Derivation<'a> {
    resolved: &'a Resolved,
    parties: &'a Parties<'a>,
    names: &'a Names,
    holder: &'a str,
}

impl Derivation<'_> {
    fn amounts(&self, pool: Money) -> Amounts {
        let parts = explain(pool, self.resolved, self.parties).into_iter();
        let amounts = parts.map(|part| (part.slot, part.party.get(), part.amount.minor()));
        amounts.filter(|(.., amount)| *amount != 0).collect()
    }

    fn difference(&self, from: Money, to: Money) -> Amounts {
        let before = explain(from, self.resolved, self.parties);
        let after = explain(to, self.resolved, self.parties);
        let both = before.into_iter().zip(after);
        let changes = both.map(|(before, after)| {
            (after.slot, after.party.get(), after.amount.minor() - before.amount.minor())
        });
        changes.filter(|(.., change)| *change != 0).collect()
    }

    fn table(&self, pool: Money) -> Result<Table, Error> {
        let parts = explain(pool, self.resolved, self.parties);
        let units: i64 = parts.iter().map(|part| part.units.minor()).sum();
        let mut table = Table::new(&SHARES);
        for part in parts {
            let receiver = code(&self.names.codes, part.slot, part.party.get(), self.holder)?.to_owned();
            let exact = if part.remainder == 0 {
                part.floor.minor().to_string()
            } else {
                format!("{} {}/{MILLION}", part.floor.minor(), part.remainder)
            };
            table.row([
                Value::code(part.slot.role().as_str()),
                part.slot.level().map(|level| u64::from(level.get())).into(),
                Value::code(receiver),
                part.rate.into(),
                Value::code(exact),
                part.units.minor().into(),
                part.amount.into(),
                part.rank.into(),
                Value::text(self.because(&part, units)),
            ]);
        }
        Ok(table)
    }

    /// Why a part is what it is: the shares that it is made of, and why it got units of the rounding.
    fn because(&self, part: &Explained, units: i64) -> String {
        let mut reasons: Vec<String> = Vec::new();
        for source in &part.sources {
            match source.origin {
                Origin::Own => {}
                Origin::Left => reasons.push(format!("{} that the plan leaves", source.rate)),
                Origin::StandIn { absence, missing } => {
                    let of = slot_text(source.slot);
                    let why = match absence {
                        Absence::ChainTooShort => "the chain ends before".to_owned(),
                        Absence::Suspended(agent) => {
                            let agent = self.names.codes.get(&agent.get()).map_or("?", String::as_str);
                            format!("`{agent}` was suspended")
                        }
                        Absence::NoStaff => "nobody served".to_owned(),
                        Absence::NoCenter => "no center".to_owned(),
                    };
                    let goes = match missing {
                        Missing::Platform => PLATFORM,
                        other => other.as_str(),
                    };
                    reasons.push(format!("{} of {of}: {why}, goes to {goes}", source.rate));
                }
            }
        }
        if part.units != Money::ZERO {
            reasons.push(match self.resolved.rounding() {
                Rounding::LargestRemainder => format!("remainder {} of the {units} largest", part.rank),
                Rounding::Floor => "what rounding down leaves".to_owned(),
            });
        }
        reasons.join("; ")
    }
}

fn slot_text(slot: Slot) -> String {
    match (slot.role(), slot.level()) {
        (Role::Agent, Some(level)) => format!("agent {}", level.get()),
        (role, _) => role.as_str().to_owned(),
    }
}

/// What was refunded of the purchase before this refund, as far as it is settled: in the order of runs, and within a run of
/// time and id. Of one that is not settled, everything that is, and what is settled before it in the next run.
fn refunded_before(refund: &Item, standing: &Standing, refunds: &[Refund]) -> i64 {
    let order = |run: Option<i64>, at: i64, id: &str| (run.unwrap_or(i64::MAX), at, id.to_owned());
    let this = order(standing.run_id, refund.occurred_at, &refund.external_id);
    let counts = |other: &&Refund| {
        other.purchase_id != refund.purchase_id
            && order(other.run_id, other.occurred_at, &other.external_id) < this
    };
    refunds.iter().filter(counts).map(|other| other.amount).sum()
}

fn lines_table(lines: &[StoredLine], names: &Names, holder: &str) -> Result<Table, Error> {
    let mut table = Table::new(&LINES);
    for line in lines {
        let party = code(&names.codes, line.slot, line.party, holder)?.to_owned();
        table.row([
            Value::code(line.slot.role().as_str()),
            line.slot.level().map(|level| u64::from(level.get())).into(),
            Value::code(party),
            Money::from_minor(line.amount).into(),
        ]);
    }
    Ok(table)
}

fn refunds_table(refunds: &[Refund]) -> Table {
    let mut table = Table::new(&REFUNDS);
    for refund in refunds {
        table.row([
            Value::code(refund.external_id.clone()),
            Money::from_minor(refund.amount).into(),
            refund.run_id.into(),
            refund.run_state.clone().map(Value::code).into(),
        ]);
    }
    table
}
