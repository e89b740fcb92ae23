//! `purchase hold` and `purchase release`: one item is kept out of every run, until somebody lets it in again.

use serde_json::json;

use super::named::{Named, named};
use super::refund::Refund;
use super::writing::mark;
use crate::cli::PurchaseNamed;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::identifier::line_of_text;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::due::{FREE, HELD, PURCHASES, REFUNDS, WAITING};
use crate::store::purchase::{self, Item};
use crate::store::{Counter, Store, Tx, due, explain, lock, run as runs};

/// The most characters of a reason that is shown beside the item.
const LONGEST_REASON: usize = 200;

/// Holds an item that is not settled.
pub async fn hold(session: &mut Session, arguments: PurchaseNamed) -> Result<Outcome, Error> {
    let reason = session.reason("`purchase hold`")?;
    let reason = line_of_text(&reason, LONGEST_REASON)
        .map_err(|error| Error::new(Code::Usage, format!("--reason: {error}")))?
        .to_owned();
    let store = session.open().await?;
    let mut case = Case::open(session, &store, &arguments).await?;
    let id = case.named.item.external_id.clone();
    if let Some(held) = &case.named.item.held {
        session.ui.status(&format!("`{id}` is held already: {held}"));
        return Ok(Outcome::NothingToDo);
    }
    case.check_unsettled(&id).await?;
    let Named { source, item } = &case.named;
    if item.original_id.is_some() {
        // What it would take back is free for other refunds meanwhile.
        let of = item.refund_of.as_deref().unwrap_or_default();
        purchase::add_refunded(&mut case.tx, *source, of, -item.amount).await?;
    }
    case.end(session, &store, "hold", Some(&reason), HELD).await
}

/// Lets a held item be settled.
pub async fn release(session: &mut Session, arguments: PurchaseNamed) -> Result<Outcome, Error> {
    session.reason("`purchase release`")?;
    let store = session.open().await?;
    let mut case = Case::open(session, &store, &arguments).await?;
    let Named { source, item } = &case.named;
    let id = item.external_id.clone();
    if item.held.is_none() {
        session.ui.status(&format!("`{id}` is not held"));
        return Ok(Outcome::NothingToDo);
    }
    let state = match (&item.refund_of, item.original_id) {
        (Some(_), None) => WAITING,
        (Some(of), Some(original)) => {
            check_refund(&mut case.tx, &case.named, original).await?;
            purchase::add_refunded(&mut case.tx, *source, of, item.amount).await?;
            FREE
        }
        (None, _) => FREE,
    };
    case.end(session, &store, "release", None, state).await
}

/// An item that is to be held or released, while no run is calculating and none can start.
struct Case {
    tx: Tx,
    platform: Platform,
    named: Named,
}

impl Case {
    async fn open(session: &Session, store: &Store, arguments: &PurchaseNamed) -> Result<Self, Error> {
        let mut tx = store.begin().await?;
        lock::share_intake(&mut tx).await?;
        // As it stands when nobody else gives back what it does.
        let (id, source) = (&arguments.purchase, arguments.source.as_deref());
        let Named { source: known, .. } = named(&mut tx, id, source).await?;
        lock::hold_source(&mut tx, known).await?;
        lock::share_placements(&mut tx).await?;
        let platform = Platform::load(session, store, &mut tx).await?;
        if let Some(run) = runs::calculating(&mut tx).await? {
            return Err(Error::new(Code::RunLocked, format!("run {} is calculating", run.run_id))
                .hint("try again when it is done; `cardctl settle run` finishes one that was interrupted"));
        }
        let named = named(&mut tx, id, source).await?;
        lock::take_holders(&mut tx, &[named.item.holder_id.get()]).await?;
        Ok(Self { tx, platform, named })
    }

    async fn check_unsettled(&mut self, id: &str) -> Result<(), Error> {
        let item = &self.named.item;
        let standing = explain::standing(&mut self.tx, item.purchase_id, item.holder_id).await?;
        let Some(run) = standing.and_then(|standing| standing.run_id) else { return Ok(()) };
        let message = format!("`{id}` is settled by run {run} and can't be held");
        Err(Error::new(Code::RunState, message).hint(format!(
            "`cardctl settle discard {run}` makes its items due again, unless it is posted; then a refund corrects it"
        )))
    }

    async fn end(
        mut self,
        session: &mut Session,
        store: &Store,
        verb: &str,
        held: Option<&str>,
        state: i64,
    ) -> Result<Outcome, Error> {
        let item = &self.named.item;
        let kind = if item.refund_of.is_some() { REFUNDS } else { PURCHASES };
        purchase::set_held(&mut self.tx, item, held).await?;
        due::set_state(&mut self.tx, kind, item.purchase_id, item.holder_id, state).await?;
        let number = store.reserve(&mut self.tx, Counter::Item, 1).await?;
        // What is held counts for no rank.
        mark(&mut self.tx, &[item.holder_id], number).await?;
        let amount = Money::from_minor(item.amount);
        let detail = json!({ "amount": amount.to_string(), "was": item.held });
        let action = format!("purchase {verb}");
        let entry = session.entry(&self.platform, &action, &item.external_id, &detail);
        let Item { external_id, occurred_at, .. } = item.clone();
        self.tx.commit(&entry).await?;
        session.ui.record(
            Record::new()
                .field("external_id", "id", Value::foreign(external_id.clone()))
                .field("amount", "amount", amount)
                .field("occurred_at", "occurred at", self.platform.instant(occurred_at))
                .field("held", "held", held.map(|reason| Value::text(reason.to_owned()))),
        )?;
        session.ui.status(&match held {
            Some(_) => format!("next: `cardctl purchase release {external_id}` lets the next run settle it"),
            None => "next: `cardctl settle pending` shows what is due and what waits".to_owned(),
        });
        Ok(Outcome::Done)
    }
}

/// What was refused or changed meanwhile may not fit any more.
async fn check_refund(tx: &mut Tx, named: &Named, original: i64) -> Result<(), Error> {
    let Named { source, item } = named;
    let of = item.refund_of.clone().unwrap_or_default();
    let original = purchase::items(tx, &[original]).await?.pop();
    let claim = purchase::claims(tx, *source, std::slice::from_ref(&of)).await?.pop();
    let (Some(original), Some(claim)) = (original, claim) else {
        return Err(Error::new(Code::NotFound, format!("no purchase `{of}`")).hint("run `cardctl db check`"));
    };
    let refund = Refund {
        holder: item.holder_id,
        provider: item.provider_id,
        occurred_at: item.occurred_at,
        amount: item.amount,
    };
    refund.check(&original, claim.refunded).map_err(|why| {
        Error::new(Code::Conflict, format!("`{}` can't be released: {why}", item.external_id))
            .hint(format!("`cardctl settle explain {of}` lists the refunds of its purchase"))
    })
}
