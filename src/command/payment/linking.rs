//! `payment match --payment`: a row of a bill that belongs to a payment that is recorded already, whatever its source.

use jiff::Timestamp;
use serde_json::json;

use super::fee::{Desk, Fee};
use super::matching::{ACTION, Case};
use super::{named_source, refund};
use crate::command::placing::{self, Unplaced};
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::input::bill::Kind;
use crate::store::bill::{self, MATCHED};
use crate::store::payment::{self, Payment};
use crate::store::{Tx, holder, lock};

impl Case<'_> {
    /// A refund is booked as one of the payment; a payment was booked, and what the firm kept of it is booked alone.
    pub(super) async fn link(
        self,
        session: &mut Session,
        mut tx: Tx,
        receipt: &str,
        of: Option<&str>,
    ) -> Result<Outcome, Error> {
        let id = self.row.external_id.clone();
        let source = match of {
            Some(name) => named_source(&mut tx, name).await?,
            None => self.source,
        };
        let Some(paid) = payment::by_receipt(&mut tx, source, receipt).await? else {
            return Err(Error::new(
                Code::NotFound,
                format!("no payment `{receipt}` of this source is recorded"),
            )
            .hint(
                "`cardctl payment list` lists payments with their sources; say which with `--payment-source`",
            ));
        };
        let target = (paid.holder_id, paid.payment_id);
        if let Some(matched) = self.row.matched() {
            tx.rollback().await?;
            if matched == target {
                session.ui.status(&format!("`{id}` is matched with `{receipt}` already"));
                return Ok(Outcome::NothingToDo);
            }
            let error = Error::new(Code::Conflict, format!("`{id}` is matched with another payment already"))
                .hint("what was booked is undone by a refund of the payment firm");
            return Err(session.refuse(self.store, self.platform, ACTION, id, error).await);
        }
        let now = session.now();
        lock::share_placements(&mut tx).await?;
        lock::take_holders(&mut tx, &[paid.holder_id.get()]).await?;
        let desk = Desk { store: self.store, platform: self.platform, now };
        let fee = Fee {
            source: self.source,
            receipt: &id,
            amount: self.row.amount(),
            charge: self.row.charge(),
            channel: &self.row.channel,
            paid_at: Timestamp::from_microsecond(self.row.at).unwrap_or(now),
        };
        let booked = if self.row.kind == Kind::Refund.as_str() {
            desk.pay_back(&mut tx, &paid, &fee).await?
        } else if self.row.kind == Kind::Payment.as_str() {
            self.recorded(&mut tx, &paid, desk, &fee).await?
        } else {
            Err("it is neither a payment nor a refund".to_owned())
        };
        if let Err(why) = booked {
            tx.rollback().await?;
            let message = format!("`{id}` can't be matched with the payment `{receipt}`: {why}");
            let error = Error::new(Code::Conflict, message)
                .hint("`cardctl payment list` shows what is recorded, `cardctl payment list --open` the row");
            return Err(session.refuse(self.store, self.platform, ACTION, id, error).await);
        }
        bill::place(&mut tx, self.source, &id, MATCHED, Some(target)).await?;
        let refunds = if self.row.kind == Kind::Payment.as_str() {
            refund::end_waiting(desk, &mut tx, self.source, &self.row).await?
        } else {
            0
        };
        let (today, moment) = (self.platform.today(session), now.as_microsecond());
        placing::follow(self.store, &mut tx, today, moment, &[paid.holder_id], Unplaced::Wait).await?;
        let reference = holder::by_id(&mut tx, paid.holder_id).await?.map(|holder| holder.reference);
        let detail = json!({ "payment": receipt, "source": paid.source, "holder": reference,
            "amount": self.row.amount().to_string(), "charge": self.row.charge().to_string(), "refunds": refunds });
        let whose = reference.map(|reference| (reference, paid.holder_id));
        self.end(session, tx, MATCHED, whose, refunds, &detail).await
    }

    /// Books what the firm kept of a payment that was recorded by other means. An inner error says why it can't be that one.
    async fn recorded(
        &self,
        tx: &mut Tx,
        paid: &Payment,
        desk: Desk<'_>,
        fee: &Fee<'_>,
    ) -> Result<Result<(), String>, Error> {
        if paid.amount() != fee.amount {
            return Ok(Err(format!("it was recorded with {}", paid.amount())));
        }
        if let Some(other) = bill::row_of(tx, paid.holder_id, paid.payment_id).await? {
            return Ok(Err(format!("the row `{other}` of a bill is that payment")));
        }
        if fee.charge != Money::ZERO {
            desk.charge(tx, fee).await?;
        }
        Ok(Ok(()))
    }
}
