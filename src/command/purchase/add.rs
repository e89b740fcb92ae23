//! `purchase add`: one purchase or refund, judged and written as a row of a file is.

use serde_json::json;

use super::named::{Named, named};
use super::row::{
    AMOUNT, CARD, CATEGORY, CHANNEL, EXTERNAL, HOLDER, OCCURRED_AT, PROVIDER, PURCHASES, Parsed, REFUND_OF,
};
use super::slice::{Loader, record_in};
use super::told::{standing_of, told};
use crate::cli::PurchaseAdd;
use crate::command::failure::code;
use crate::command::holder as holders;
use crate::command::party::provider;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::input::Row;

const ACTION: &str = "purchase add";

/// Records an item.
pub async fn run(session: &mut Session, arguments: PurchaseAdd) -> Result<Outcome, Error> {
    let source = code("--source", &arguments.source)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let in_source = record_in(&store, &mut tx, &source, arguments.refund_of.is_some()).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now();
    let row = row(&arguments, &now.to_string());
    let wrong = |why: String| Error::new(Code::Usage, why);
    let parsed = Parsed::read(&row, &platform.calendar).map_err(wrong)?;
    if parsed.item.occurred_at > now {
        return Err(wrong("--at: a purchase can't lie in the future".to_owned()));
    }
    // Whom and what nobody knows is told with what comes near.
    holders::whoever(&mut tx, &arguments.holder).await?;
    provider::find(&mut tx, &arguments.provider).await?;
    let mut loader = Loader::begin(&mut tx, in_source, &platform, now.as_microsecond()).await?;
    let refused = match arguments.refund_of {
        None => loader.purchases(&store, &mut tx, vec![parsed]).await?,
        Some(_) => loader.refunds(&store, &mut tx, vec![parsed]).await?,
    };
    let id = &arguments.id;
    if let Some((_, why)) = refused.into_iter().next() {
        tx.rollback().await?;
        let shown =
            format!("`cardctl purchase show '{id}' --source {source}` shows what stands under the id");
        let error = if loader.counts.conflicts > 0 {
            Error::new(
                Code::Conflict,
                format!("`{id}` of `{source}` is recorded already, and says something else"),
            )
            .hint(shown)
        } else {
            Error::new(Code::RunState, format!("`{id}` can't be recorded: {why}")).hint(
                "`cardctl holder show` and `cardctl provider show` tell what is in force, and since when",
            )
        };
        return Err(session.refuse(&store, &platform, ACTION, id, error).await);
    }
    let unchanged = loader.counts.imported == 0;
    let Named { item, .. } = named(&mut tx, id.trim(), Some(source.as_str())).await?;
    let standing = standing_of(&mut tx, &item).await?;
    if unchanged {
        tx.rollback().await?;
        session.ui.status(&format!("`{id}` of `{source}` is unchanged"));
        session.ui.record(told(&platform, &item, &standing))?;
        return Ok(Outcome::NothingToDo);
    }
    let detail = json!({ "source": source.as_str(), "holder": standing.holder, "provider": standing.provider,
        "amount": Money::from_minor(item.amount).to_string(), "refund_of": item.refund_of });
    tx.commit(&session.entry(&platform, ACTION, &item.external_id, &detail)).await?;
    session.ui.record(told(&platform, &item, &standing))?;
    session.ui.status(if standing.held.is_some() {
        "it is held: the card was blocked then; `cardctl purchase release` lets it be settled"
    } else {
        "next: `cardctl settle pending` shows what is due and what waits"
    });
    Ok(Outcome::Done)
}

/// The row of a file that would say the same.
fn row(arguments: &PurchaseAdd, now: &str) -> Row {
    let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
    // A card that was blocked then is told from the one that replaced it.
    let whose = if CardNumber::parse(&arguments.holder).is_ok() { CARD } else { HOLDER };
    Row::given(
        &PURCHASES,
        &[
            (EXTERNAL, &arguments.id),
            (whose, &arguments.holder),
            (PROVIDER, &arguments.provider),
            (AMOUNT, &arguments.amount),
            (OCCURRED_AT, arguments.at.as_deref().unwrap_or(now)),
            (CHANNEL, &text(&arguments.channel)),
            (CATEGORY, &text(&arguments.category)),
            (REFUND_OF, &text(&arguments.refund_of)),
        ],
    )
}
