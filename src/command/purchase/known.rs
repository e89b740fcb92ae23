//! What the database knows of the rows of a slice, and what follows for each of them.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::row::{Named, Parsed};
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
    cards: HashMap<i64, PartyId>,
    refs: HashMap<String, PartyId>,
    buyers: HashMap<PartyId, Buyer>,
    /// Of holders whose card was ever blocked.
    blocks: HashMap<PartyId, Blocks>,
}

impl Known {
    /// Looks up everything that the rows name.
    pub(super) async fn look_up(tx: &mut Tx, source: SourceId, rows: &[Parsed]) -> Result<Self, Error> {
        let mut ids = HashSet::new();
        let mut numbers = HashSet::new();
        let mut references = HashSet::new();
        for row in rows {
            ids.insert(row.external_id.clone());
            ids.extend(row.refund_of.clone());
            match &row.named {
                Named::Card(number) => _ = numbers.insert(*number),
                Named::Ref(reference) => _ = references.insert(reference.clone()),
            }
        }
        let claims = purchase::claims(tx, source, &Vec::from_iter(ids)).await?;
        let cards: HashMap<i64, PartyId> =
            card::holders(tx, &Vec::from_iter(numbers)).await?.into_iter().collect();
        let refs: HashMap<String, PartyId> =
            holder::by_refs(tx, &Vec::from_iter(references)).await?.into_iter().collect();
        let holders: HashSet<i64> = cards.values().chain(refs.values()).map(|holder| holder.get()).collect();
        let holders = Vec::from_iter(holders);
        let buyers = holder::buyers(tx, &holders).await?;
        let blocks =
            if card_block::any(tx).await? { card_block::of(tx, &holders).await? } else { HashMap::new() };
        Ok(Self {
            claims: claims.into_iter().map(|claim| (claim.external_id.clone(), claim)).collect(),
            cards,
            refs,
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
        match &row.named {
            Named::Card(number) => {
                self.cards.get(number).copied().ok_or_else(|| "card: no holder has this card".to_owned())
            }
            Named::Ref(reference) => {
                self.refs.get(reference).copied().ok_or_else(|| format!("holder: no holder `{reference}`"))
            }
        }
    }

    /// Nobody buys before the activation.
    pub(super) fn check_active(&self, holder: PartyId, day: Day) -> Result<(), String> {
        match self.buyers.get(&holder).and_then(|buyer| buyer.active_from) {
            None => Err("the holder's card is not activated".to_owned()),
            Some(from) if day < from => Err(format!("it is dated before the holder's activation on {from}")),
            Some(_) => Ok(()),
        }
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
        let after = if row.whole_day { row.day >= day } else { row.occurred_at >= from };
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
            let end = calendar.first_moment(row.day.plus(1));
            Moment::Within(row.occurred_at.as_microsecond(), end.as_microsecond())
        } else {
            Moment::Instant(row.occurred_at.as_microsecond())
        };
        Ok(blocks.hold(card, moment))
    }
}
