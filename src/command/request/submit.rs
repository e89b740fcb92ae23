//! `request submit`: one request.

use std::io::Read as _;
use std::path::Path;

use serde_json::json;
use zeroize::Zeroizing;

use super::receiving::{Decision, Receiver};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::request::{LONGEST_PAYLOAD, Message, Refusal};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::audit::Outcome as Audited;
use crate::store::{Entry, holder, request};

const ACTION: &str = "request submit";

/// Nothing longer is a request.
const LONGEST: u64 = 4 * LONGEST_PAYLOAD as u64;

pub(super) async fn run(session: &mut Session, file: &Path) -> Result<Outcome, Error> {
    let text = read(session, file)?;
    let message = Message::parse(&text).map_err(|why| {
        Error::new(Code::BadFile, format!("that is no request: {why}"))
            .hint("`cardctl help request submit` says what one is")
    })?;
    let store = session.open().await?;
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let receiver = Receiver::load(session, &mut tx, &platform).await?;
    let messages = [message];
    let decisions = receiver.receive(session, &store, &mut tx, &vault, &messages).await?;
    let [message] = messages;
    match decisions.first() {
        Some(Decision::Accepted) => {
            let found = super::named(&mut tx, &message.id).await?;
            let asked = holder::by_id(&mut tx, found.holder_id).await?;
            let reference = asked.map(|holder| holder.reference);
            let detail = json!({ "service": message.service.as_str(), "holder": reference });
            tx.commit(&session.entry(&platform, ACTION, &message.id, &detail)).await?;
            session.ui.record(
                Record::new()
                    .field("id", "id", Value::code(message.id))
                    .field("service", "service", Value::code(found.service))
                    .field("ref", "holder", reference.map(Value::code))
                    .field("state", "state", Value::code(found.state.as_str()))
                    .field("received_at", "received at", platform.instant(found.received_at)),
            )?;
            session.ui.status("next: `cardctl request dispatch` sends it");
            Ok(Outcome::Done)
        }
        Some(Decision::Refused(refusal)) => {
            let detail = json!({ "service": message.service.as_str(), "refused": refusal.as_str() });
            let entry = session.entry(&platform, ACTION, &message.id, &detail);
            tx.commit(&Entry { outcome: Audited::Refused, ..entry }).await?;
            Err(refused(&message.id, *refusal))
        }
        Some(Decision::Known(None)) => {
            let state = request::by_external_id(&mut tx, &message.id).await?.map(|found| found.state);
            tx.rollback().await?;
            let state = state.map_or_else(String::new, |state| format!(": it is `{state}`"));
            session.ui.status(&format!("request `{}` is unchanged{state}", message.id));
            Ok(Outcome::NothingToDo)
        }
        Some(Decision::Known(Some(refusal))) => {
            tx.rollback().await?;
            Err(refused(&message.id, *refusal))
        }
        Some(Decision::Conflict) | None => {
            tx.rollback().await?;
            let error =
                Error::new(Code::Conflict, format!("another request stands under the id `{}`", message.id))
                    .hint(format!(
                        "`cardctl request show {}` shows it; a new request has an id of its own",
                        message.id
                    ));
            Err(session.refuse(&store, &platform, ACTION, &message.id, error).await)
        }
    }
}

fn refused(id: &str, refusal: Refusal) -> Error {
    let error =
        Error::new(Code::RequestRefused, format!("the request `{id}` is refused: {}", refusal.meaning()));
    error.hint(match refusal {
        Refusal::UnknownService | Refusal::NoProvider => {
            "`cardctl provider service list` lists the services and who serves them"
        }
        Refusal::NoSecret => "`cardctl holder secret REF` makes one",
        Refusal::Signature | Refusal::Identity | Refusal::UnknownHolder => {
            "the sender has to prove who asks; `cardctl provider service show SERVICE` says how"
        }
        Refusal::Stale | Refusal::Future => {
            "compare the sender's clock; `cardctl provider service show SERVICE` tells the window"
        }
        Refusal::Restricted | Refusal::CardBlocked | Refusal::NotActive => {
            "`cardctl holder show REF` tells the state of holder and card"
        }
        Refusal::Permission | Refusal::Service => {
            "`cardctl holder show REF` tells what the holder may; tiers and cohorts say so"
        }
    })
}

fn read(session: &mut Session, path: &Path) -> Result<Zeroizing<String>, Error> {
    let shown =
        if path == Path::new("-") { "standard input".to_owned() } else { format!("`{}`", path.display()) };
    let cannot = |error| Error::io(format!("can't read {shown}"), error);
    let mut bytes = Zeroizing::new(Vec::new());
    let read = if path == Path::new("-") {
        session.ui.stdin().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
    };
    if read.map_err(cannot)? as u64 > LONGEST {
        return Err(Error::new(Code::BadFile, format!("{shown} is longer than {LONGEST} bytes"))
            .hint("`cardctl request import` takes many requests, one a line"));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => {
            Err(Error::new(Code::BadFile, format!("{shown} is not UTF-8")).hint("requests are JSON in UTF-8"))
        }
    }
}
