//! What `db check` proves of runs beyond what a statement can: lines follow from stamps, digests from lines.

use std::collections::BTreeMap;

use super::calculate::recount;
use super::division::Divider;
use crate::domain::money::Money;
use crate::domain::role::Slot;
use crate::domain::run_state::RunState;
use crate::error::Error;
use crate::store::{Tx, audit, run as runs, settled};

/// Settled items that are read together.
const PAGE: i64 = 2_000;

/// Purchases whose lines, with those of their settled refunds, are not the division of what is left of them.
///
/// The lines of a purchase and its refunds always sum to that division, whatever the order; and in it everybody has less than
/// one unit more or less than the exact share, which is computed apart.
pub(in crate::command) async fn underived(
    tx: &mut Tx,
    first_item: i64,
    most: usize,
) -> Result<Vec<String>, Error> {
    let mut divider = Divider::load(tx, None).await?;
    let mut broken = Vec::new();
    let mut after = first_item - 1;
    while let Some((end, page)) = settled::purchases(tx, after, PAGE).await? {
        after = end;
        for mut settled in page {
            let item = settled.purchase.purchase_id;
            settled.purchase.amount -= settled.refunded;
            let derived = match divider.versions.place(settled.version_id.into()) {
                Some(at) if settled.purchase.amount >= 0 => divider.purchase(&settled.purchase, at).is_ok(),
                _ => false,
            };
            let mut left: BTreeMap<(i64, i64), i64> = BTreeMap::new();
            for (slot, party, amount) in settled.lines {
                *left.entry((slot, party)).or_default() += amount;
            }
            for line in divider.lines.as_slice().iter().filter(|_| derived) {
                *left.entry((line.slot.into(), line.party.get())).or_default() -= line.amount.minor();
            }
            let off = left.into_iter().find(|(_, difference)| *difference != 0);
            let inexact = divider.inexact().filter(|_| derived);
            if !derived {
                broken.push(format!("item {item}: by no plan, or more was taken back than it was"));
            } else if let Some(((slot, party), off)) = off {
                let of = Slot::try_from(slot).map_or_else(|_| format!("slot {slot}"), place);
                let off = Money::from_minor(off);
                broken.push(format!("item {item}: {of} (party {party}) has {off} that is not its share"));
            } else if let Some(slot) = inexact {
                broken.push(format!("item {item}: {} is a unit or more off its exact share", place(slot)));
            }
            if broken.len() == most {
                return Ok(broken);
            }
        }
    }
    Ok(broken)
}

fn place(slot: Slot) -> String {
    slot.level().map_or_else(|| slot.role().to_string(), |level| format!("{} {level}", slot.role()))
}

/// Runs whose stored lines do not have the digest that they were calculated with, by the run's row or by the audit.
pub(in crate::command) async fn misdigested(tx: &mut Tx, first_run: i64) -> Result<Vec<String>, Error> {
    let mut broken = Vec::new();
    for run in runs::list(tx).await? {
        let counts = match run.state()? {
            RunState::Calculated | RunState::Approved | RunState::Posted => true,
            RunState::Calculating | RunState::Discarded => false,
        };
        if !counts || run.run_id.get() < first_run {
            continue;
        }
        let mut divider = Divider::load(tx, None).await?;
        recount(tx, &run, &mut divider, || ()).await?;
        let digest = divider.tally.calculated().digest;
        let recorded = audit::detail_of(tx, "settle calculate", &run.run_id.to_string()).await?;
        let recorded = recorded
            .and_then(|detail| serde_json::from_str::<serde_json::Value>(&detail).ok())
            .and_then(|detail| detail["digest"].as_str().map(str::to_owned));
        if run.digest.as_ref() != Some(&digest) {
            broken.push(format!("run {}: its lines hash to {digest}", run.run_id));
        } else if recorded.as_ref() != Some(&digest) {
            broken.push(format!("run {}: the audit has another digest", run.run_id));
        }
    }
    Ok(broken)
}
