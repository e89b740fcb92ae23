//! `request list`: the newest requests.

use crate::cli::{RequestList, RequestStateWord};
use crate::command::holder as holders;
use crate::command::party::provider;
use crate::command::platform::{Platform, day_flag};
use crate::command::service;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::request::RequestState;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::request::{self, Wanted};

const COLUMNS: [Column; 10] = [
    Column::new("received_at", "RECEIVED"),
    Column::new("id", "ID"),
    Column::new("service", "SERVICE"),
    Column::new("ref", "HOLDER"),
    Column::new("state", "STATE"),
    Column::new("refusal", "REFUSED FOR"),
    Column::new("provider", "PROVIDER"),
    Column::detail("tries", "TRIES"),
    Column::detail("next_at", "NEXT TRY"),
    Column::detail("ended_at", "ENDED"),
];

/// How many are listed unless `--limit`, `--filter` or `--sort` say otherwise.
const USUAL: u64 = 100;

pub(super) async fn run(session: &mut Session, arguments: RequestList) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    if let Some(code) = &arguments.service {
        service::find(&mut tx, code).await?;
    }
    let provider = match &arguments.provider {
        None => None,
        Some(code) => Some(provider::find(&mut tx, code).await?.provider_id),
    };
    let holder = match &arguments.holder {
        Some(text) => Some(holders::named(&mut tx, text).await?.holder_id),
        None => None,
    };
    let day =
        |flag, text: Option<&str>| text.map(|text| day_flag(flag, Some(text), Day::BEGINNING)).transpose();
    let moment = |day: Day| platform.calendar.first_moment(day).as_microsecond();
    let from = day("--from", arguments.from.as_deref())?.map(moment);
    let to = day("--to", arguments.to.as_deref())?;
    let before = to.and_then(|day| Day::from_number(day.number() + 1)).map(moment);
    let wanted = Wanted {
        state: arguments.state.map(state),
        service: arguments.service,
        provider,
        holder,
        from,
        before,
        limit: i64::try_from(session.ui.options().selection.rows_to_read(USUAL)).unwrap_or(i64::MAX),
    };
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(
        "no requests; `cardctl request submit FILE` takes one, `cardctl request import FILE` many",
    );
    request::for_each(&mut tx, &wanted, |found| {
        let waits = found.state == RequestState::Waiting.as_str();
        list.offer([
            platform.instant(found.received_at),
            Value::foreign(found.external_id),
            Value::code(found.service),
            found.reference.map(Value::code).into(),
            Value::code(found.state),
            found.refusal.map(Value::code).into(),
            found.provider.map(Value::code).into(),
            found.tries.into(),
            found.next_at.filter(|_| waits).map(|at| platform.instant(at)).into(),
            found.ended_at.map(|at| platform.instant(at)).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}

const fn state(word: RequestStateWord) -> RequestState {
    match word {
        RequestStateWord::Waiting => RequestState::Waiting,
        RequestStateWord::Delivered => RequestState::Delivered,
        RequestStateWord::Refused => RequestState::Refused,
        RequestStateWord::Dead => RequestState::Dead,
        RequestStateWord::Cancelled => RequestState::Cancelled,
    }
}
