//! One purchase that a command makes itself: stamped and written as those of a file are.

use super::row::Entry;
use super::slice::{Loader, record_in};
use super::writing::Taken;
use crate::command::failure::code;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::due::PURCHASES;
use crate::store::{Store, StoreError, Tx, purchase};

/// A purchase that is made now.
#[derive(Clone, Debug)]
pub(in crate::command) struct Single {
    pub(in crate::command) source: SourceId,
    pub(in crate::command) external_id: String,
    pub(in crate::command) holder: PartyId,
    pub(in crate::command) provider: PartyId,
    pub(in crate::command) amount: Money,
    pub(in crate::command) category: Option<String>,
}

/// The source of the purchases that goods make.
const GOODS: &str = "goods";

/// Takes the locks of whoever makes a purchase of goods, and says in which source it is.
pub(in crate::command) async fn of_goods(store: &Store, tx: &mut Tx) -> Result<SourceId, Error> {
    record_in(store, tx, &code("source", GOODS)?, false).await
}

/// Writes it, due by the plan, and returns its number. The caller has taken the locks by `of_goods`, and has checked that
/// the holder may buy today.
pub(in crate::command) async fn record(
    session: &Session,
    store: &Store,
    platform: &Platform,
    tx: &mut Tx,
    single: &Single,
) -> Result<i64, Error> {
    let now = session.now();
    let recorded = now.as_microsecond();
    let mut loader = Loader::begin(tx, single.source, platform, recorded).await?;
    let ids = [single.external_id.clone()];
    if !purchase::claims(tx, loader.source, &ids).await?.is_empty() {
        let message = format!("the source `{GOODS}` has a purchase `{}` already", ids[0]);
        return Err(Error::new(Code::Conflict, message)
            .hint(format!("somebody loaded it from a file; `cardctl settle explain {}` shows it", ids[0])));
    }
    let item = Entry {
        external_id: single.external_id.clone(),
        amount: single.amount,
        occurred_at: now,
        day: platform.calendar.day_of(now),
        channel: Some("listing".to_owned()),
        category: single.category.clone(),
        refund_of: None,
    };
    loader.stamper.read_holders(tx, &[single.holder.get()]).await?;
    let stamp =
        loader.stamper.stamp(store, tx, single.holder, single.provider, item.day).await?.map_err(|why| {
            Error::new(Code::RunState, format!("the purchase can't be made: {why}")).hint(
                "`cardctl provider show` and `cardctl holder show` tell what is in force, and since when",
            )
        })?;
    let content = item.content(single.holder, single.provider);
    let taken = Taken {
        item,
        holder: single.holder,
        provider: single.provider,
        content,
        stamp,
        original: None,
        held: None,
    };
    let written = loader.write(store, tx, vec![taken], PURCHASES).await?;
    loader.end_waiting(tx, &ids, &written).await?;
    written.first().copied().ok_or_else(|| {
        StoreError::inconsistent("purchase", "purchase_id", &ids[0], "it was not written").into()
    })
}
