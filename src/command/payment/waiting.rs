//! Refunds that a bill told before another one brought their payment.

use super::refund::{self, named};
use super::slice::Loader;
use crate::command::placing::{self, Unplaced};
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::{Tx, bill, lock};

/// So many are looked at in one transaction.
const SLICE: i64 = 1_000;

impl Loader<'_> {
    /// Books those of the open refunds after a number whose payment is matched now. Returns the number of the last that was
    /// looked at, or nothing when there are no more. What can't be booked stays open.
    pub(super) async fn end_waiting(&mut self, tx: &mut Tx, after: &str) -> Result<Option<String>, Error> {
        lock::close_intake(tx).await?;
        lock::share_placements(tx).await?;
        let waiting = bill::open_refunds_after(tx, self.source, after, SLICE).await?;
        let mut touched: Vec<PartyId> = Vec::new();
        for row in &waiting {
            let of = (row.refund_of.as_deref(), row.reference.as_deref());
            let Some(payment) = named(tx, self.source, of.0, of.1).await? else { continue };
            let Some((holder, _)) = payment.matched() else { continue };
            lock::take_holders(tx, &[holder.get()]).await?;
            // All that wait for it, in the order of their times.
            let ended = refund::end_waiting(self.desk, tx, self.source, &payment).await?;
            if ended > 0 {
                self.counts.refunds += ended;
                touched.push(holder);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        if !touched.is_empty() {
            let moment = self.desk.now.as_microsecond();
            placing::follow(self.desk.store, tx, self.today, moment, &touched, Unplaced::Wait).await?;
        }
        Ok(waiting.into_iter().next_back().map(|row| row.external_id))
    }
}
