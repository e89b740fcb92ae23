//! `notice list`: what was sent, or what a holder may see.

use super::{classes, cohort, instant, sender, state};
use crate::cli::NoticeList;
use crate::command::holder::{Directory, named};
use crate::command::listing::cohorts_of;
use crate::command::permission::effective;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::Tx;
use crate::store::notice::{self, Listed, TITLE, View};
use crate::vault::Vault;

const SENT: [Column; 13] = [
    Column::new("notice", "NOTICE"),
    Column::new("sent_at", "SENT"),
    Column::detail("from", "FROM"),
    Column::new("cohort", "COHORT"),
    Column::detail("scheme", "SCHEME"),
    Column::detail("class", "CLASS"),
    Column::new("title", "TITLE"),
    Column::detail("service", "SERVICE"),
    Column::new("members", "MEMBERS"),
    Column::new("delivered", "DELIVERED"),
    Column::new("read", "READ"),
    Column::new("state", "STATE"),
    Column::detail("expires_at", "GOOD UNTIL"),
];

const SEEN: [Column; 7] = [
    Column::new("notice", "NOTICE"),
    Column::new("class", "CLASS"),
    Column::new("title", "TITLE"),
    Column::new("from", "FROM"),
    Column::new("sent_at", "SENT"),
    Column::new("read_at", "READ"),
    Column::detail("expires_at", "GOOD UNTIL"),
];

/// How many are listed unless `--limit`, `--filter` or `--sort` say otherwise.
const USUAL: u64 = 100;

/// Runs `notice list`.
pub(super) async fn run(session: &mut Session, arguments: &NoticeList) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    match &arguments.holder {
        Some(text) => seen(session, &mut tx, &platform, (text, arguments.unread)).await,
        None => sent(session, &mut tx, &platform).await,
    }
}

async fn sent(session: &mut Session, tx: &mut Tx, platform: &Platform) -> Result<Outcome, Error> {
    let vault = session.vault_if_any(tx).await?;
    let now = session.now().as_microsecond();
    let limit = limit(session);
    let mut list = session.ui.list(&SENT)?;
    list.empty_hint("no notices; `cardctl notice send` sends one");
    notice::for_each(tx, limit, |Listed { notice, reached }| {
        let title = title(vault.as_ref(), notice.notice_id, &notice.title)?;
        list.offer([
            notice.notice_id.into(),
            platform.instant(notice.sent_at),
            sender(&notice),
            cohort(&notice),
            notice.scheme.clone().map(Value::code).into(),
            notice.message_class.clone().map(Value::code).into(),
            title,
            notice.service.clone().map(Value::code).into(),
            notice.members.into(),
            reached.delivered.into(),
            reached.read.into(),
            Value::code(state(&notice, now)),
            instant(platform, notice.expires_at),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}

async fn seen(
    session: &mut Session,
    tx: &mut Tx,
    platform: &Platform,
    (text, unread): (&str, bool),
) -> Result<Outcome, Error> {
    let holder = named(tx, text).await?;
    let vault = session.vault_if_any(tx).await?;
    let directory = Directory::load(tx).await?;
    let own = effective(tx, &directory, platform.today(session), &holder).await?.message_class;
    let own = own.map(|(class, _)| class);
    let cohorts = Vec::from_iter(cohorts_of(tx, holder.holder_id).await?);
    let view = View {
        holder: holder.holder_id,
        cohorts: &cohorts,
        place: classes(tx).await?.place_or_last(own.as_deref()),
        unread,
        at: session.now().as_microsecond(),
    };
    let found = notice::seen_by(tx, view, limit(session)).await?;
    let mut list = session.ui.list(&SEEN)?;
    list.empty_hint("nothing that is good now is for this holder");
    for each in found {
        let title = title(vault.as_ref(), each.notice_id, &each.title)?;
        list.row([
            each.notice_id.into(),
            each.message_class.or_else(|| own.clone()).map(Value::code).into(),
            title,
            each.sender.map(Value::code).into(),
            platform.instant(each.sent_at),
            instant(platform, each.read_at),
            instant(platform, each.expires_at),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

fn limit(session: &Session) -> i64 {
    i64::try_from(session.ui.options().selection.rows_to_read(USUAL)).unwrap_or(i64::MAX)
}

/// The title, where there are keys.
fn title(vault: Option<&Vault>, id: i64, sealed: &[u8]) -> Result<Value, Error> {
    let Some(vault) = vault else { return Ok(Value::Null) };
    Ok(Value::text(vault.open_text(TITLE.0, TITLE.1, id, sealed)?.to_string()))
}
