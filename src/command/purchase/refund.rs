//! What a refund and its purchase must agree in.

use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::store::purchase::Item;

pub(super) const OF_A_REFUND: &str = "refund_of: a refund can't be refunded";

/// A refund as far as its purchase must agree with it.
pub(super) struct Refund {
    pub(super) holder: PartyId,
    pub(super) provider: PartyId,
    pub(super) occurred_at: i64,
    pub(super) amount: i64,
}

impl Refund {
    /// Checks it against its purchase, of which `before` was refunded already.
    pub(super) fn check(&self, original: &Item, before: i64) -> Result<(), String> {
        let left = original.amount - before;
        if original.refund_of.is_some() {
            Err(OF_A_REFUND.to_owned())
        } else if self.holder != original.holder_id {
            Err("refund_of: the purchase is another holder's".to_owned())
        } else if self.provider != original.provider_id {
            Err("refund_of: the purchase is of another provider".to_owned())
        } else if self.occurred_at < original.occurred_at {
            Err("refund_of: it is dated before its purchase".to_owned())
        } else if self.amount > left {
            Err(format!("refund_of: only {} is left of the purchase", Money::from_minor(left)))
        } else {
            Ok(())
        }
    }
}
