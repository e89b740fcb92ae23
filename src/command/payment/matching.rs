//! `payment match`: whose an open row of a bill is, or that it is no fee.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::fee::{Desk, Fee, MOST, fits};
use super::{named_source, refund};
use crate::cli::PaymentMatch;
use crate::command::holder::{self as holders, Directory};
use crate::command::placing::{self, Unplaced};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::id::SourceId;
use crate::error::{Code, Error, Outcome};
use crate::input::bill::Kind;
use crate::output::{Record, Value};
use crate::store::bill::{self, IGNORED, MATCHED, Stored};
use crate::store::{Store, Tx, holder, lock, payment};

pub(super) const ACTION: &str = "payment match";

/// Runs `payment match`.
pub(super) async fn run(session: &mut Session, arguments: &PaymentMatch) -> Result<Outcome, Error> {
    if arguments.ignore {
        session.reason("`payment match --ignore`")?;
    }
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Purchases that are stamped from here on know of the tier.
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let source = named_source(&mut tx, &arguments.source).await?;
    let id = &arguments.external_id;
    let Some(row) = bill::row(&mut tx, source, id).await? else {
        return Err(Error::new(
            Code::NotFound,
            format!("no row `{id}` in the bills of `{}`", arguments.source),
        )
        .hint("`cardctl payment list --open` lists what is open"));
    };
    let case = Case { store: &store, platform: &platform, source, row };
    match (&arguments.holder, &arguments.payment) {
        (Some(holder), _) => case.assign(session, tx, holder).await,
        (None, Some(payment)) => case.link(session, tx, payment, arguments.payment_source.as_deref()).await,
        (None, None) => case.ignore(session, tx).await,
    }
}

/// A row with what it is matched in.
pub(super) struct Case<'a> {
    pub(super) store: &'a Store,
    pub(super) platform: &'a Platform,
    pub(super) source: SourceId,
    pub(super) row: Stored,
}

impl Case<'_> {
    async fn ignore(self, session: &mut Session, mut tx: Tx) -> Result<Outcome, Error> {
        let id = &self.row.external_id;
        if self.row.state == IGNORED {
            session.ui.status(&format!("`{id}` is ignored already"));
            return Ok(Outcome::NothingToDo);
        }
        if self.row.state == MATCHED {
            tx.rollback().await?;
            let error = Error::new(Code::Conflict, format!("`{id}` is matched, and is a fee"))
                .hint("what was booked is undone by a refund of the payment firm");
            return Err(session.refuse(self.store, self.platform, ACTION, id, error).await);
        }
        bill::place(&mut tx, self.source, id, IGNORED, None).await?;
        let detail = json!({ "ignored": true, "amount": self.row.amount().to_string() });
        self.end(session, tx, IGNORED, None, 0, &detail).await
    }

    async fn assign(self, session: &mut Session, tx: Tx, holder: &str) -> Result<Outcome, Error> {
        let row = &self.row;
        let id = &row.external_id;
        if row.kind != Kind::Payment.as_str() {
            let error = Error::new(
                Code::Usage,
                format!("`{id}` is no payment of a holder but a row of kind `{}`", row.kind),
            );
            return Err(if row.kind == Kind::Refund.as_str() {
                error
                    .hint("a refund follows its payment: match the payment, or say which it is with `--payment`")
                    .hint("`--ignore` says that it is of no fee")
            } else {
                error
            });
        }
        let (mut tx, found) =
            holders::named_to_change(session, self.store, self.platform, tx, ACTION, holder).await?;
        if let Some((whose, _)) = row.matched() {
            tx.rollback().await?;
            if whose == found.holder_id {
                session.ui.status(&format!("`{id}` is matched with `{}` already", found.reference));
                return Ok(Outcome::NothingToDo);
            }
            let error = Error::new(Code::Conflict, format!("`{id}` is matched with another holder already"))
                .hint("`cardctl payment list` shows with whom");
            return Err(session.refuse(self.store, self.platform, ACTION, id, error).await);
        }
        if !fits(found.fees(), row.amount()) {
            return Err(Error::new(Code::Usage, format!("the fees of a holder can't be more than {MOST}")));
        }
        if payment::by_receipt(&mut tx, self.source, id).await?.is_some() {
            tx.rollback().await?;
            let error =
                Error::new(Code::Conflict, format!("a payment `{id}` of this source is recorded already"))
                    .hint(format!(
                        "`--payment {id}` says that the row is that payment, and books what the firm kept"
                    ));
            return Err(session.refuse(self.store, self.platform, ACTION, id, error).await);
        }
        let now = session.now();
        let fee = Fee {
            source: self.source,
            receipt: id,
            amount: row.amount(),
            charge: row.charge(),
            channel: &row.channel,
            paid_at: Timestamp::from_microsecond(row.at).unwrap_or(now),
        };
        lock::share_placements(&mut tx).await?;
        lock::take_holders(&mut tx, &[found.holder_id.get()]).await?;
        let directory = Directory::load(&mut tx).await?;
        let desk = Desk { store: self.store, platform: self.platform, now };
        let numbers = desk.number(&mut tx).await?;
        let recorded = desk.record(&mut tx, &directory, &found, &fee, numbers).await?;
        bill::place(&mut tx, self.source, id, MATCHED, Some((found.holder_id, recorded.payment_id))).await?;
        let refunds = refund::end_waiting(desk, &mut tx, self.source, row).await?;
        let today = self.platform.today(session);
        let moment = now.as_microsecond();
        placing::follow(self.store, &mut tx, today, moment, &[found.holder_id], Unplaced::Wait).await?;
        let detail = json!({ "holder": found.reference, "amount": row.amount().to_string(),
            "tier": recorded.rise.to.as_ref().map(|(tier, _)| &tier.code), "refunds": refunds });
        let reference = found.reference.clone();
        self.end(session, tx, MATCHED, Some((reference, found.holder_id)), refunds, &detail).await
    }

    pub(super) async fn end(
        self,
        session: &mut Session,
        mut tx: Tx,
        state: &str,
        whose: Option<(String, crate::domain::party::PartyId)>,
        refunds: u64,
        detail: &Json,
    ) -> Result<Outcome, Error> {
        let fees = match &whose {
            Some((_, id)) => holder::by_id(&mut tx, *id).await?.map(|holder| holder.fees()),
            None => None,
        };
        let id = self.row.external_id.clone();
        tx.commit(&session.entry(self.platform, ACTION, &id, detail)).await?;
        session.ui.record(
            Record::new()
                .field("external_id", "external id", Value::foreign(id))
                .field("state", "state", Value::code(state.to_owned()))
                .field("amount", "amount", self.row.amount())
                .field("ref", "ref", whose.map(|(reference, _)| Value::code(reference)))
                .field("fees_paid", "fees paid", fees)
                .field("refunds", "refunds booked with it", refunds),
        )?;
        session.ui.status("next: `cardctl payment list --open`");
        Ok(Outcome::Done)
    }
}
