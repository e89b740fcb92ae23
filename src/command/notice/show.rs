//! `notice show`: one notice with its body, and its mark that a holder has read it.

use serde_json::json;

use super::{cohort, find, instant, none, sender, state};
use crate::cli::NoticeShow;
use crate::command::holder::{named, named_to_change, whoever};
use crate::command::listing::cohorts_of;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder::Holder;
use crate::store::notice::{self, BODY, Notice, TITLE};
use crate::store::{Tx, custody};
use crate::vault::Vault;

const ACTION: &str = "notice read";

/// Runs `notice show`.
pub(super) async fn run(session: &mut Session, arguments: &NoticeShow) -> Result<Outcome, Error> {
    let id = arguments.notice;
    let store = session.open().await?;
    session.key_ring().await?;
    if let (true, Some(text)) = (arguments.read, &arguments.holder) {
        let mut tx = store.begin().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let reader = whoever(&mut tx, text).await?;
        // Nobody restricts the holder meanwhile.
        custody::take(&mut tx, reader.holder_id).await?;
        let (mut tx, reader) = named_to_change(session, &store, &platform, tx, ACTION, text).await?;
        let now = session.now().as_microsecond();
        let found = visible(&mut tx, id, &reader, now).await?;
        let vault = session.vault(&mut tx).await?;
        let marked = notice::mark_read(&mut tx, id, reader.holder_id, now).await?;
        let read_at = notice::read_at(&mut tx, id, reader.holder_id).await?;
        let record = for_reader(&vault, &platform, &found, read_at)?;
        if marked {
            let detail = json!({ "holder": reader.reference });
            tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
        } else {
            tx.rollback().await?;
        }
        session.ui.record(record)?;
        return Ok(if marked { Outcome::Done } else { Outcome::NothingToDo });
    }
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now().as_microsecond();
    let record = if let Some(text) = &arguments.holder {
        let reader = named(&mut tx, text).await?;
        let found = visible(&mut tx, id, &reader, now).await?;
        let read_at = notice::read_at(&mut tx, id, reader.holder_id).await?;
        let vault = session.vault(&mut tx).await?;
        for_reader(&vault, &platform, &found, read_at)?
    } else {
        let found = find(&mut tx, id).await?;
        let vault = session.vault(&mut tx).await?;
        let reached = notice::reached(&mut tx, id).await?;
        content(&vault, &platform, &found)?
            .field("cohort", "cohort", cohort(&found))
            .field("scheme", "of scheme", found.scheme.clone().map(Value::code))
            .field("operator", "operator", Value::text(found.operator.clone()))
            .field("service", "service", found.service.clone().map(Value::code))
            .field("members", "members", found.members)
            .field("delivered", "delivered", reached.delivered)
            .field("waiting", "waits to be sent to", reached.waiting)
            .field("read", "read by", reached.read)
            .field("state", "state", Value::code(state(&found, now)))
            .field("withdrawn_at", "withdrawn at", instant(&platform, found.withdrawn_at))
    };
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

/// A notice that a holder may see.
async fn visible(tx: &mut Tx, id: i64, reader: &Holder, now: i64) -> Result<Notice, Error> {
    let found = find(tx, id).await?;
    let is_for_them = cohorts_of(tx, reader.holder_id).await?.contains(&found.cohort_id);
    if is_for_them && found.is_good(now) { Ok(found) } else { Err(none(id)) }
}

fn for_reader(
    vault: &Vault,
    platform: &Platform,
    found: &Notice,
    read_at: Option<i64>,
) -> Result<Record, Error> {
    Ok(content(vault, platform, found)?.field("read_at", "read at", instant(platform, read_at)))
}

fn content(vault: &Vault, platform: &Platform, found: &Notice) -> Result<Record, Error> {
    let id = found.notice_id;
    let title = vault.open_text(TITLE.0, TITLE.1, id, &found.title)?;
    let body = vault.open_text(BODY.0, BODY.1, id, &found.body)?;
    Ok(Record::new()
        .field("notice", "notice", id)
        .field("from", "from", sender(found))
        .field("class", "class", found.message_class.clone().map(Value::code))
        .field("title", "title", Value::text(title.to_string()))
        .field("body", "body", Value::text(body.to_string()))
        .field("sent_at", "sent at", platform.instant(found.sent_at))
        .field("expires_at", "good until", instant(platform, found.expires_at)))
}
