//! What a provider gets of a notice, for one of the members that it is for.

use serde_json::json;

use super::sending::{Content, moment};
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::dispatch::Queued;
use crate::store::notice::{self, BODY, TITLE};
use crate::store::{Tx, holder};
use crate::vault::Vault;

/// A notice that was to be sent.
pub(super) enum Found {
    /// It is good, and this is sent.
    Good(Content),
    /// It is good no more.
    Expired,
    /// There is no such notice, or nothing goes to its holder any more.
    Gone,
}

/// Makes it. No id of a request has a slash, so that the two are told apart.
pub(super) async fn content(tx: &mut Tx, vault: &Vault, queued: &Queued, now: i64) -> Result<Found, Error> {
    let Some(found) = notice::by_id(tx, queued.item_id).await? else { return Ok(Found::Gone) };
    if !found.is_good(now) {
        return Ok(Found::Expired);
    }
    let holder = holder::by_id(tx, PartyId::new(queued.holder_id)).await?;
    let Some(holder) = holder.filter(|holder| holder.restricted_at.is_none()) else {
        return Ok(Found::Gone);
    };
    let id = found.notice_id;
    let title = vault.open_text(TITLE.0, TITLE.1, id, &found.title)?;
    let text = vault.open_text(BODY.0, BODY.1, id, &found.body)?;
    let body = json!({
        "type": "notice",
        "timestamp": moment(found.sent_at)?,
        "data": {
            "notice": id,
            "holder": holder.reference,
            "title": title.as_str(),
            "body": text.as_str(),
            "expires_at": found.expires_at.map(moment).transpose()?,
        },
    });
    let id = format!("notice/{id}/{}", queued.holder_id);
    Ok(Found::Good(Content { id, body: body.to_string() }))
}
