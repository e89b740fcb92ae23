//! What the database knows of the rows of a slice, and what follows for each of them.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::row::Parsed;
use crate::command::holder::{Named, NamedHolders};
use crate::domain::card::{Blocks, Hold, Moment};
use crate::domain::day::{Calendar, Day};
use crate::domain::id::SourceId;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::holder::{self, Buyer};
use crate::store::purchase::{self, Claim};
use crate::store::{Tx, card, card_block};

/// What the database knows of the rows of a slice.
pub(super) struct Known {
    pub(super) claims: HashMap<String, Claim>,
    named: NamedHolders,
    buyers: HashMap<PartyId, Buyer>,
    /// Of holders whose card was ever blocked.
    blocks: HashMap<PartyId, Blocks>,
}

impl Known {
    /// Looks up everything that the rows name.
    pub(super) async fn look_up(tx: &mut Tx, source: SourceId, rows: &[Parsed]) -> Result<Self, Error> {
        let mut ids = HashSet::new();
        for row in rows {
            ids.insert(row.item.external_id.clone());
            ids.extend(row.item.refund_of.clone());
        }
        let claims = purchase::claims(tx, source, &Vec::from_iter(ids)).await?;
        let named = NamedHolders::look_up(tx, rows.iter().map(|row| &row.named)).await?;
        let holders = named.ids();
        let buyers = holder::buyers(tx, &holders).await?;
        let blocks =
            if card_block::any(tx).await? { card_block::of(tx, &holders).await? } else { HashMap::new() };
        Ok(Self {
            claims: claims.into_iter().map(|claim| (claim.external_id.clone(), claim)).collect(),
            named,
            buyers: buyers.into_iter().map(|buyer| (buyer.holder, buyer)).collect(),
            blocks,
        })
    }

    /// The holders that the rows name.
    pub(super) fn holders(&self) -> Vec<i64> {
        self.buyers.keys().map(|holder| holder.get()).collect()
    }

    /// Whose a row is.
    pub(super) fn holder(&self, row: &Parsed) -> Result<PartyId, String> {
        self.named.of(&row.named)
    }

    /// Nobody buys before the activation.
    pub(super) fn check_active(&self, holder: PartyId, day: Day) -> Result<(), String> {
        check_active(self.buyers.get(&holder).and_then(|buyer| buyer.active_from), day)
    }

    /// Nobody buys from the moment on from which they are restricted. A day without its time counts from the day on.
    pub(super) fn check_unrestricted(
        &self,
        holder: PartyId,
        row: &Parsed,
        calendar: &Calendar,
    ) -> Result<(), String> {
        let restricted_at = self.buyers.get(&holder).and_then(|buyer| buyer.restricted_at);
        let Some(from) = restricted_at.and_then(|at| Timestamp::from_microsecond(at).ok()) else {
            return Ok(());
        };
        let day = calendar.day_of(from);
        let after = if row.whole_day { row.item.day >= day } else { row.item.occurred_at >= from };
        if after { Err(format!("the holder is restricted from {day} on")) } else { Ok(()) }
    }

    /// Why a purchase is held: its card was blocked when it was made. One that names no card is judged by the card
    /// that was live then.
    pub(super) fn hold(
        &self,
        holder: PartyId,
        row: &Parsed,
        calendar: &Calendar,
    ) -> Result<Option<Hold>, Error> {
        let Some(blocks) = self.blocks.get(&holder) else { return Ok(None) };
        let card = match &row.named {
            Named::Card(number) => Some(card::read(*number)?),
            Named::Ref(_) => None,
        };
        let moment = if row.whole_day {
            let end = calendar.first_moment(row.item.day.plus(1));
            Moment::Within(row.item.occurred_at.as_microsecond(), end.as_microsecond())
        } else {
            Moment::Instant(row.item.occurred_at.as_microsecond())
        };
        Ok(blocks.hold(card, moment))
    }
}

/// Nobody buys before the day from which on they are active.
pub(in crate::command) fn check_active(active_from: Option<Day>, day: Day) -> Result<(), String> {
    match active_from {
        None => Err("the holder's card is not activated".to_owned()),
        Some(from) if day < from => Err(format!("it is dated before the holder's activation on {from}")),
        Some(_) => Ok(()),
    }
}
