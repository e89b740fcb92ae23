//! Whether stamps say what was in force when items were recorded, for `db check`.

use std::collections::HashMap;

use super::stamp::Histories;
use crate::domain::allocation::ChainLink;
use crate::domain::day::Day;
use crate::domain::id::{ChainId, TierId};
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::purchase::{self, Stamped};
use crate::store::stamp::Stamp;
use crate::store::{Tx, agent};

/// Purchases that are read together.
const PAGE: i64 = 5_000;

/// Purchases from an item number on whose stamp is not what was in force on their day, as known when they were recorded;
/// at most so many. A refund is settled by its purchase's stamp, and its own says nothing.
pub(in crate::command) async fn misstamped(
    tx: &mut Tx,
    first_item: i64,
    most: usize,
) -> Result<Vec<String>, Error> {
    let mut histories = Histories::load(tx, i64::MAX).await?;
    let chains = agent::chains(tx).await?;
    let mut broken = Vec::new();
    let mut after = first_item - 1;
    loop {
        let page = purchase::stamped(tx, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(broken) };
        after = last.purchase_id;
        let mut holders: Vec<i64> = page.iter().map(|stamped| stamped.holder_id).collect();
        holders.sort_unstable();
        holders.dedup();
        histories.read_holders(tx, &holders).await?;
        for stamped in page {
            if !is_right(&mut histories, &chains, &stamped) {
                broken.push(format!("item {}", stamped.purchase_id));
            }
            if broken.len() == most {
                return Ok(broken);
            }
        }
    }
}

fn is_right(histories: &mut Histories, chains: &HashMap<ChainId, Vec<ChainLink>>, stamped: &Stamped) -> bool {
    let Some(day) = Day::from_number(stamped.day) else { return false };
    histories.know_at(stamped.recorded);
    let holder = PartyId::new(stamped.holder_id);
    let Ok(then) = histories.in_force(holder, PartyId::new(stamped.provider_id), day) else { return false };
    let chain = match stamped.stamp.chain_id {
        None => Some([].as_slice()),
        Some(id) => chains.get(&id.into()).map(Vec::as_slice),
    };
    let wanted = Stamp {
        rate_ppm: i64::from(then.rate.parts()),
        center_id: then.served.center.get(),
        staff_id: then.served.staff.map(PartyId::get),
        // By its agents, for one chain may have several numbers.
        chain_id: stamped.stamp.chain_id,
        tier_id: then.tier.map(TierId::get),
    };
    stamped.stamp == wanted && chain == Some(histories.chain(&then.served, day).as_slice())
}
