//! `request retry`: what nobody took waits again.

use serde_json::json;

use super::queue::{Waiting, place, priority, put};
use crate::cli::RequestRetry;
use crate::command::failure::unknown;
use crate::command::holder::Directory;
use crate::command::permission::Rights;
use crate::command::platform::Platform;
use crate::command::service as services;
use crate::command::session::Session;
use crate::domain::request::RequestState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::dispatch::Kind;
use crate::store::request::{self, Request};
use crate::store::{Store, holder, service};

const ACTION: &str = "request retry";

/// So many at once, at most.
const SLICE: i64 = 5_000;

pub(super) async fn run(session: &mut Session, arguments: RequestRetry) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    if let Some(code) = &arguments.service {
        services::find(&mut tx, code).await?;
    }
    let mut named = Vec::new();
    for id in &arguments.ids {
        let found = super::named(&mut tx, id).await?;
        if found.state != RequestState::Dead {
            return Err(Error::new(
                Code::RunState,
                format!("request `{id}` is `{}`, and not dead", found.state),
            )
            .hint(format!("`cardctl request show {id}` tells what became of it")));
        }
        named.push(found);
    }
    tx.rollback().await?;
    let which = match (&arguments.service, arguments.dead) {
        (Some(service), _) => format!("all dead ones for `{service}`"),
        (None, true) => "all dead ones".to_owned(),
        (None, false) => arguments.ids.join(", "),
    };
    let preview = Record::new().field("requests", "requests", Value::text(which));
    session.confirm(&preview, "Let them wait to be sent again?")?;
    let mut done = 0;
    if arguments.dead {
        let mut above = 0;
        loop {
            let mut tx = store.snapshot().await?;
            let found = request::dead(&mut tx, above, arguments.service.as_deref(), SLICE).await?;
            tx.rollback().await?;
            let Some(last) = found.last() else { break };
            above = last.request_id;
            done += again(session, &store, &platform, found).await?;
        }
    } else {
        done += again(session, &store, &platform, named).await?;
    }
    if done == 0 {
        session.ui.status("no request is dead");
        return Ok(Outcome::NothingToDo);
    }
    let requests = if done == 1 { "1 request waits".to_owned() } else { format!("{done} requests wait") };
    session.ui.status(&format!("{requests} again; `cardctl request dispatch` sends what waits"));
    Ok(Outcome::Done)
}

/// Puts requests into the queue as if they had just come, and says how many.
async fn again(
    session: &Session,
    store: &Store,
    platform: &Platform,
    dead: Vec<Request>,
) -> Result<usize, Error> {
    let mut tx = store.begin().await?;
    let now = session.now().as_microsecond();
    let mut holders: Vec<i64> = dead.iter().map(|each| each.holder_id.get()).collect();
    holders.sort_unstable();
    holders.dedup();
    let restricted: Vec<i64> = holder::many(&mut tx, &holders)
        .await?
        .into_iter()
        .filter(|holder| holder.restricted_at.is_some())
        .map(|holder| holder.holder_id.get())
        .collect();
    let directory = Directory::load(&mut tx).await?;
    let rights = Rights::load(&mut tx).await?;
    let rights = rights.of(&mut tx, &directory, platform.today(session), &holders).await?;
    let services = service::list(&mut tx).await?;
    let mut waiting = Vec::new();
    let mut renewed = Vec::new();
    for each in dead {
        let holder = each.holder_id;
        if restricted.contains(&holder.get()) {
            continue;
        }
        let Some(service) = services.iter().find(|service| service.code == each.service) else {
            return Err(unknown("service", &each.service, services.iter().map(|each| each.code.as_str())));
        };
        request::renew(&mut tx, each.request_id, holder).await?;
        let right = rights.get(&holder);
        let (scheme, key) = place(right);
        waiting.push(Waiting {
            service: service.service_id,
            priority: priority(right),
            key,
            scheme,
            item: each.request_id,
            holder: holder.get(),
        });
        renewed.push(each.external_id);
    }
    if waiting.is_empty() {
        tx.rollback().await?;
        return Ok(0);
    }
    put(&mut tx, Kind::Request, waiting, now).await?;
    let subject = match renewed.as_slice() {
        [only] => only.clone(),
        _ => "many".to_owned(),
    };
    let detail = json!({ "requests": renewed.len() });
    tx.commit(&session.entry(platform, ACTION, subject, &detail)).await?;
    Ok(renewed.len())
}
