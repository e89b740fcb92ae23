//! How a pool is divided, told to the cent: of a purchase that is there, and of one that is only thought of.

use std::collections::HashMap;

use super::division::{PLATFORM, code};
use crate::command::platform::PLATFORM_PARTY;
use crate::domain::allocation::{Absence, ChainLink, Explained, Origin, Parties, explain, pool};
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::plan::{Missing, Plan, Resolved, Rounding};
use crate::domain::ppm::Ppm;
use crate::domain::role::{Role, Slot};
use crate::error::Error;
use crate::output::{Column, Record, Table, Value};
use crate::store::{Tx, lines, tier};

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

/// Minor units that a whole pool is divided into millionths of.
const MILLION: i64 = 1_000_000;

/// Who parties and tiers are.
pub(in crate::command) struct Names {
    codes: HashMap<i64, String>,
    tiers: HashMap<TierId, String>,
}

impl Names {
    pub(in crate::command) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let tiers = tier::list(tx).await?.into_iter().map(|tier| (tier.tier_id, tier.code)).collect();
        Ok(Self { codes: lines::party_codes(tx).await?, tiers })
    }

    fn code(&self, id: Option<PartyId>) -> Value {
        id.and_then(|id| self.codes.get(&id.get())).map(|code| Value::code(code.clone())).into()
    }
}

/// What was in force on the day of a purchase, or would be.
pub(in crate::command) struct Stamped<'a> {
    pub(in crate::command) holder: PartyId,
    /// The holder's ref.
    pub(in crate::command) reference: &'a str,
    pub(in crate::command) rate: Ppm,
    pub(in crate::command) center: PartyId,
    pub(in crate::command) staff: Option<PartyId>,
    pub(in crate::command) tier: Option<TierId>,
    pub(in crate::command) chain: &'a [ChainLink],
    pub(in crate::command) category: Option<&'a str>,
}

impl Stamped<'_> {
    /// Adds it to what is told.
    pub(in crate::command) fn tell(&self, record: &mut Record, names: &Names) {
        let tier = self.tier.and_then(|tier| names.tiers.get(&tier));
        record.push("rate", "commission rate", self.rate);
        record.push("center", "center", names.code(Some(self.center)));
        record.push("staff", "staff", names.code(self.staff));
        record.push("tier", "tier", tier.map(|code| Value::code(code.clone())));
        let mut table = Table::new(&CHAIN);
        for (level, link) in (1_i64..).zip(self.chain) {
            table.row([level.into(), names.code(Some(link.agent)), link.suspended.into()]);
        }
        record.push("agents", "agents", table);
    }
}

/// The amounts that parties get, those of nothing left out.
pub(in crate::command) type Amounts = Vec<(Slot, i64, i64)>;

/// What a pool is divided by.
pub(in crate::command) struct Derivation<'a> {
    stamped: &'a Stamped<'a>,
    resolved: Resolved,
    parties: Parties<'a>,
    names: &'a Names,
}

impl<'a> Derivation<'a> {
    /// By a version of the plan, of which the record tells.
    pub(in crate::command) fn of(
        plan: &Plan,
        stamped: &'a Stamped<'a>,
        names: &'a Names,
        record: &mut Record,
    ) -> Self {
        let tier = stamped.tier.and_then(|tier| names.tiers.get(&tier)).map(String::as_str);
        record.push("plan", "plan", Value::code(version_name(plan)));
        record.push("rounding", "rounding", Value::code(plan.rounding().as_str()));
        Self {
            stamped,
            resolved: plan.resolve(tier, stamped.category),
            parties: Parties {
                holder: stamped.holder,
                chain: stamped.chain,
                staff: stamped.staff,
                center: Some(stamped.center),
                platform: PLATFORM_PARTY,
            },
            names,
        }
    }

    /// Tells how the pool of a purchase is divided, and returns who gets what of it.
    pub(in crate::command) fn whole(&self, amount: i64, record: &mut Record) -> Result<Amounts, Error> {
        let whole = self.pool(amount);
        record.push("pool", "pool", whole);
        record.push("pool_exact", "pool, exactly", pool_text(amount, self.stamped.rate));
        record.push("shares", "shares", self.table(whole)?);
        let parts = explain(whole, &self.resolved, &self.parties).into_iter();
        let amounts = parts.map(|part| (part.slot, part.party.get(), part.amount.minor()));
        Ok(amounts.filter(|(.., amount)| *amount != 0).collect())
    }

    /// Tells how much of its pool a purchase loses when so much of `left` is taken back, and returns what that changes.
    pub(in crate::command) fn taken_back(
        &self,
        left: i64,
        amount: i64,
        record: &mut Record,
    ) -> Result<Amounts, Error> {
        let rate = self.stamped.rate;
        let (from, to) = (self.pool(left), self.pool(left - amount));
        record.push("pool_before", "pool before", pool_text(left, rate));
        record.push("pool_after", "pool after", pool_text(left - amount, rate));
        record.push("pool", "pool", Money::from_minor(to.minor() - from.minor()));
        record.push("shares_before", "shares of what was left before", self.table(from)?);
        record.push("shares_after", "shares of what is left after", self.table(to)?);
        let before = explain(from, &self.resolved, &self.parties);
        let after = explain(to, &self.resolved, &self.parties);
        let changes = before.into_iter().zip(after).map(|(before, after)| {
            (after.slot, after.party.get(), after.amount.minor() - before.amount.minor())
        });
        Ok(changes.filter(|(.., change)| *change != 0).collect())
    }

    fn pool(&self, amount: i64) -> Money {
        pool(Money::from_minor(amount), self.stamped.rate)
    }

    fn table(&self, pool: Money) -> Result<Table, Error> {
        let parts = explain(pool, &self.resolved, &self.parties);
        let units: i64 = parts.iter().map(|part| part.units.minor()).sum();
        let mut table = Table::new(&SHARES);
        for part in parts {
            let receiver = code(&self.names.codes, part.slot, part.party.get(), self.stamped.reference)?;
            let receiver = receiver.to_owned();
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

/// How a version is called: `standard@2026-01-01`.
pub(in crate::command) fn version_name(plan: &Plan) -> String {
    format!("{}@{}", plan.name(), plan.effective_from())
}

/// `12000 × 12% = 1440`, in minor units, with the millionths that are cut off.
fn pool_text(amount: i64, rate: Ppm) -> Value {
    let exact = i128::from(amount) * i128::from(rate.parts());
    let (whole, rest) = (exact / i128::from(MILLION), exact % i128::from(MILLION));
    let rest = if rest == 0 { String::new() } else { format!(" and {rest}/{MILLION}, cut off") };
    Value::text(format!("{amount} x {rate} = {whole}{rest}"))
}

fn slot_text(slot: Slot) -> String {
    match (slot.role(), slot.level()) {
        (Role::Agent, Some(level)) => format!("agent {}", level.get()),
        (role, _) => role.as_str().to_owned(),
    }
}

/// The lines of an item of a holder.
pub(in crate::command) fn lines_table(
    amounts: &Amounts,
    names: &Names,
    reference: &str,
) -> Result<Table, Error> {
    let mut table = Table::new(&LINES);
    for (slot, party, amount) in amounts {
        let party = code(&names.codes, *slot, *party, reference)?.to_owned();
        table.row([
            Value::code(slot.role().as_str()),
            slot.level().map(|level| u64::from(level.get())).into(),
            Value::code(party),
            Money::from_minor(*amount).into(),
        ]);
    }
    Ok(table)
}
