//! What `report commission` sums, by each thing that it sums by.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::names::Names;
use super::time::Unit;
use crate::cli::CommissionBy;
use crate::domain::role::{Level, Role, Slot};
use crate::error::Error;
use crate::output::Value;
use crate::store::report::commission::{self, LineKey, Runs, Slots, Sum};
use crate::store::report::{ItemKey, Selection, items};
use crate::store::{StoreError, Tx, agent};

/// What one received.
pub(super) struct Entry {
    /// By what it is found in other runs.
    pub(super) key: Option<i64>,
    /// Its place where there is an order; the same for all where the most come first.
    pub(super) place: usize,
    /// Its names.
    pub(super) labels: Vec<Value>,
    /// How many lines.
    pub(super) lines: i64,
    /// How much, in minor units.
    pub(super) amount: i64,
}

/// What the runs brought, in order: roles, levels and tiers in theirs, time as it goes by, everything else with the most
/// first.
pub(super) async fn entries(
    tx: &mut Tx,
    runs: Runs,
    by: CommissionBy,
    subtree: bool,
    selected: &Selection,
) -> Result<Vec<Entry>, Error> {
    let unit = match by {
        CommissionBy::Role => return roles(tx, runs, selected).await,
        CommissionBy::Level => return levels(tx, runs, selected).await,
        CommissionBy::Run => return each_run(tx, runs, selected).await,
        CommissionBy::Agent if subtree => {
            let names = Names::of_agents(tx).await?;
            return ranked(&names, subtrees(tx, runs, selected).await?);
        }
        CommissionBy::Agent => {
            let names = Names::of_agents(tx).await?;
            let sums = commission::lines(tx, runs, LineKey::Party, Slots::AGENTS, selected).await?;
            return ranked(&names, sums);
        }
        CommissionBy::Staff => {
            let names = Names::of_staff(tx).await?;
            return ranked(&names, received(tx, runs, Slot::STAFF, selected).await?);
        }
        CommissionBy::Center => {
            let names = Names::of_centers(tx).await?;
            return ranked(&names, received(tx, runs, Slot::CENTER, selected).await?);
        }
        CommissionBy::Holder => {
            let sums = received(tx, runs, Slot::HOLDER, selected).await?;
            let ids: Vec<i64> = sums.iter().filter_map(|sum| sum.key).collect();
            return ranked(&Names::of_holders(tx, &ids).await?, sums);
        }
        CommissionBy::Provider => {
            let names = Names::of_providers(tx).await?;
            return ranked(&names, paid_for(tx, runs, ItemKey::Provider, selected).await?);
        }
        CommissionBy::Tier => {
            let names = Names::of_tiers(tx).await?;
            return placed(&names, paid_for(tx, runs, ItemKey::Tier, selected).await?);
        }
        CommissionBy::Day => Unit::Day,
        CommissionBy::Week => Unit::Week,
        CommissionBy::Month => Unit::Month,
        CommissionBy::Quarter => Unit::Quarter,
        CommissionBy::Year => Unit::Year,
    };
    let mut found = Vec::new();
    for (place, sum) in paid_for(tx, runs, unit.key(), selected).await?.into_iter().enumerate() {
        let number = sum
            .key
            .ok_or_else(|| StoreError::inconsistent("purchase", "day", "(none)", "an item without a day"))?;
        found.push(entry(&sum, place, vec![unit.label(number)?]));
    }
    Ok(found)
}

async fn received(tx: &mut Tx, runs: Runs, slot: Slot, selected: &Selection) -> Result<Vec<Sum>, Error> {
    Ok(commission::lines(tx, runs, LineKey::Party, Slots::only(slot), selected).await?)
}

async fn paid_for(tx: &mut Tx, runs: Runs, key: ItemKey, selected: &Selection) -> Result<Vec<Sum>, Error> {
    Ok(items::sums(tx, runs, key, Slots::ALL, selected).await?)
}

fn entry(sum: &Sum, place: usize, labels: Vec<Value>) -> Entry {
    Entry { key: sum.key, place, labels, lines: sum.lines, amount: sum.amount }
}

/// The most first, equal ones by name.
fn ranked(names: &Names, sums: Vec<Sum>) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::with_capacity(sums.len());
    for sum in sums {
        let (place, label) = names.of(sum.key)?;
        found.push((Reverse(sum.amount), place, entry(&sum, 0, vec![label])));
    }
    found.sort_by_key(|(amount, place, _)| (*amount, *place));
    Ok(found.into_iter().map(|(_, _, entry)| entry).collect())
}

/// In the order of the names.
fn placed(names: &Names, sums: Vec<Sum>) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::with_capacity(sums.len());
    for sum in sums {
        let (place, label) = names.of(sum.key)?;
        found.push(entry(&sum, place, vec![label]));
    }
    found.sort_by_key(|entry| entry.place);
    Ok(found)
}

/// All five roles in the fixed order. Without a look at purchases their totals are stored.
async fn roles(tx: &mut Tx, runs: Runs, selected: &Selection) -> Result<Vec<Entry>, Error> {
    let mut sums = Role::ALL.map(|_| (0, 0));
    if selected.looks_at_items() {
        for (slot, sum) in by_slot(tx, runs, selected).await? {
            add(&mut sums[slot.role() as usize], sum.lines, sum.amount)?;
        }
    } else {
        sums = stored_by_role(tx, runs).await?;
    }
    let entry = |(place, role): (usize, Role)| Entry {
        key: i64::try_from(place).ok(),
        place,
        labels: vec![Value::code(role.as_str())],
        lines: sums[place].0,
        amount: sums[place].1,
    };
    Ok(Role::ALL.into_iter().enumerate().map(entry).collect())
}

/// Each place of the fixed order that received something.
async fn levels(tx: &mut Tx, runs: Runs, selected: &Selection) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::new();
    for (slot, sum) in by_slot(tx, runs, selected).await? {
        let level = slot.level().map(|level| i64::from(level.get()));
        let labels = vec![Value::code(slot.role().as_str()), level.into()];
        let (lines, amount) = (sum.lines, sum.amount);
        found.push(Entry { key: Some(slot.into()), place: slot.index(), labels, lines, amount });
    }
    found.sort_by_key(|entry| entry.place);
    Ok(found)
}

async fn by_slot(tx: &mut Tx, runs: Runs, selected: &Selection) -> Result<Vec<(Slot, Sum)>, Error> {
    if !selected.looks_at_items() {
        return stored_by_slot(tx, runs).await;
    }
    let sums = commission::lines(tx, runs, LineKey::Slot, Slots::ALL, selected).await?;
    sums.into_iter().map(|sum| Ok((slot(&sum)?, sum))).collect()
}

/// Only agents have levels: the totals of the other roles are stored, and so is how many lines all agents have, so that
/// no level is looked for behind the last one.
async fn stored_by_slot(tx: &mut Tx, runs: Runs) -> Result<Vec<(Slot, Sum)>, Error> {
    let mut found = Vec::new();
    let mut of_agents = 0;
    for (role, (lines, amount)) in Role::ALL.into_iter().zip(stored_by_role(tx, runs).await?) {
        match Slot::of(role, None) {
            Some(slot) if lines > 0 => found.push((slot, Sum { key: None, slot: None, lines, amount })),
            Some(_) => {}
            None => of_agents = lines,
        }
    }
    for level in 1..=i64::from(Level::MAX) {
        if of_agents == 0 {
            break;
        }
        let slot =
            Slot::try_from(level).map_err(|why| StoreError::inconsistent("line", "slot", level, why))?;
        let sum = commission::of_slot(tx, runs, slot).await?;
        of_agents -= sum.lines;
        if sum.lines > 0 {
            found.push((slot, sum));
        }
    }
    Ok(found)
}

/// What is stored of each role of the runs, in the fixed order: lines and amount.
async fn stored_by_role(tx: &mut Tx, runs: Runs) -> Result<[(i64, i64); Role::ALL.len()], Error> {
    let mut sums = Role::ALL.map(|_| (0, 0));
    for total in commission::role_totals(tx, runs).await? {
        let role: Role = total
            .role
            .parse()
            .map_err(|why| StoreError::inconsistent("run_total", "role", total.run, why))?;
        add(&mut sums[role as usize], total.lines, total.amount)?;
    }
    Ok(sums)
}

fn slot(sum: &Sum) -> Result<Slot, StoreError> {
    let number = sum.slot.unwrap_or(-1);
    Slot::try_from(number).map_err(|why| StoreError::inconsistent("line", "slot", number, why))
}

/// Each run in the order of the days through which they go.
async fn each_run(tx: &mut Tx, runs: Runs, selected: &Selection) -> Result<Vec<Entry>, Error> {
    let mut found: Vec<Entry> = Vec::new();
    for total in commission::role_totals(tx, runs).await? {
        let run = total.run.get();
        // The roles of a run stand side by side.
        if found.last().is_none_or(|last| last.key != Some(run)) {
            let labels = vec![run.into(), total.through.date().into()];
            found.push(Entry { key: Some(run), place: found.len(), labels, lines: 0, amount: 0 });
        }
        if let Some(entry) = found.last_mut() {
            let mut sum = (entry.lines, entry.amount);
            add(&mut sum, total.lines, total.amount)?;
            (entry.lines, entry.amount) = sum;
        }
    }
    if selected.looks_at_items() {
        for entry in &mut found {
            let only = Runs::One(entry.key.unwrap_or_default().into());
            let mut sum = (0, 0);
            for (_, of_slot) in by_slot(tx, only, selected).await? {
                add(&mut sum, of_slot.lines, of_slot.amount)?;
            }
            (entry.lines, entry.amount) = sum;
        }
        found.retain(|entry| entry.lines > 0);
    }
    Ok(found)
}

/// What each agent received with what everybody below it did, as they stood for each purchase.
async fn subtrees(tx: &mut Tx, runs: Runs, selected: &Selection) -> Result<Vec<Sum>, Error> {
    let chains = agent::chains(tx).await?;
    let mut sums: HashMap<i64, (i64, i64)> = HashMap::new();
    for sum in commission::lines(tx, runs, LineKey::Chain, Slots::AGENTS, selected).await? {
        let level = slot(&sum)?.index();
        let chain = sum.key.and_then(|chain| chains.get(&chain.into())).ok_or_else(|| {
            let chain = sum.key.unwrap_or_default();
            StoreError::inconsistent("purchase", "chain_id", chain, "an agent's line without a chain")
        })?;
        // Level 1 is the first of the chain, and above it stand those behind.
        for link in chain.iter().skip(level - 1) {
            add(sums.entry(link.agent.get()).or_default(), sum.lines, sum.amount)?;
        }
    }
    let sum = |(agent, (lines, amount))| Sum { key: Some(agent), slot: None, lines, amount };
    Ok(sums.into_iter().map(sum).collect())
}

fn add(sum: &mut (i64, i64), lines: i64, amount: i64) -> Result<(), StoreError> {
    sum.0 += lines;
    sum.1 = sum
        .1
        .checked_add(amount)
        .ok_or_else(|| StoreError::inconsistent("line", "amount", amount, "a sum above 64 bits"))?;
    Ok(())
}
