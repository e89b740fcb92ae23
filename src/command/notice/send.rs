//! `notice send`: something is shared with the members of a cohort.

use std::io::Read as _;

use serde_json::json;
use zeroize::Zeroizing;

use super::{classes, instant};
use crate::cli::NoticeSend;
use crate::command::cohort::{named as named_cohort, one_scheme};
use crate::command::failure::{code, name, unknown};
use crate::command::holder::texts;
use crate::command::listing::{cohorts_of, ensure_may, taking_part};
use crate::command::permission::Rights;
use crate::command::platform::Platform;
use crate::command::service as services;
use crate::command::session::Session;
use crate::domain::notice::{Expiry, MessageClasses, body};
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::cohort::Cohort;
use crate::store::holder::Holder;
use crate::store::notice::{self, BODY, NewNotice, PLATFORM, TITLE};
use crate::store::scheme::StoredScheme;
use crate::store::service::{OfferState, Service};
use crate::store::{Counter, Store, Tx, custody, lock, service};

const ACTION: &str = "notice send";

/// Longer input is no notice.
const LONGEST: u64 = 64 * 1024;

/// What is sent to whom.
struct Plan {
    scheme: StoredScheme,
    cohort: Cohort,
    sender: Option<Holder>,
    service: Option<Service>,
    classes: MessageClasses,
    class: Option<(String, i64)>,
}

impl Plan {
    /// How many it is for: whoever sends it knows it.
    const fn members(&self) -> i64 {
        self.cohort.members - if self.sender.is_some() { 1 } else { 0 }
    }

    fn record(&self) -> Record {
        let class = self.class.as_ref();
        Record::new()
            .field("cohort", "cohort", Value::code(self.cohort.path.clone()))
            .field("scheme", "of scheme", Value::code(self.scheme.name.clone()))
            .field("members", "members", self.members())
            .field("from", "from", self.sender.as_ref().map(|holder| Value::code(holder.reference.clone())))
            .field("class", "class", class.map(|(word, _)| Value::code(word.clone())))
            .field(
                "service",
                "service",
                self.service.as_ref().map(|service| Value::code(service.code.clone())),
            )
    }
}

/// Runs `notice send`.
pub(super) async fn run(session: &mut Session, mut arguments: NoticeSend) -> Result<Outcome, Error> {
    let (title, text) = content(session, &mut arguments)?;
    let expiry = arguments.expires.as_deref().map(Expiry::parse).transpose();
    let expiry = expiry.map_err(|why| Error::new(Code::Usage, format!("--expires: {why}")))?;
    let store = session.open().await?;
    session.key_ring().await?;
    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let place = (&store, &platform);
    let (tx, asked) = plan(session, place, tx, &arguments).await?;
    tx.rollback().await?;
    let until = |now| expiry.map(|expiry| expiry.moment(&platform.calendar, now));
    let now = session.now().as_microsecond();
    if until(now).is_some_and(|at| at <= now) {
        return Err(Error::new(Code::Usage, "--expires: that day is over"));
    }
    let shown = |plan: &Plan, expires_at: Option<i64>| {
        plan.record().field("title", "title", Value::text(title.clone())).field(
            "expires_at",
            "good until",
            instant(&platform, expires_at),
        )
    };
    session.confirm(&shown(&asked, until(now)), "Send this notice?")?;

    let (mut tx, vault) = session.begin_sealing(&store).await?;
    // The cohort and its members stay.
    lock::share_placements(&mut tx).await?;
    if let Some(sender) = &asked.sender {
        custody::take(&mut tx, sender.holder_id).await?;
    }
    // As things are now, when nobody else can change them.
    let (mut tx, plan) = plan(session, place, tx, &arguments).await?;
    let id = store.reserve(&mut tx, Counter::Notice, 1).await?;
    let now = session.now().as_microsecond();
    let randomness = &mut *session.randomness;
    let sealed_title = vault.seal(TITLE.0, TITLE.1, id, title.as_bytes(), randomness)?;
    let sealed_body = vault.seal(BODY.0, BODY.1, id, text.as_bytes(), randomness)?;
    let new = NewNotice {
        notice_id: id,
        scheme: plan.scheme.scheme_id,
        cohort: plan.cohort.cohort_id,
        sender: plan.sender.as_ref().map_or(PLATFORM, |holder| holder.holder_id),
        operator: &platform.operator,
        title: &sealed_title,
        body: &sealed_body,
        class: plan.class.as_ref().map(|(word, place)| (word.as_str(), *place)),
        service: plan.service.as_ref().map(|service| service.service_id),
        members: plan.members(),
        sent_at: now,
        expires_at: until(now),
    };
    notice::insert(&mut tx, &new).await?;
    let queued = match new.service {
        Some(service) => notice::queue(&mut tx, &new, service, &plan.classes).await?,
        None => 0,
    };
    // The number of the cohort and not its path, which would tell sex, age or region beside the ref.
    let detail = json!({ "scheme": plan.scheme.name, "cohort": plan.cohort.cohort_id.get(),
        "from": plan.sender.as_ref().map(|holder| &holder.reference), "members": new.members,
        "class": new.class.map(|(word, _)| word), "service": arguments.service, "queued": queued });
    tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
    let mut record = Record::new().field("notice", "notice", id);
    record.extend(shown(&plan, new.expires_at));
    session.ui.record(record.field("queued", "waits to be sent to", queued))?;
    session.ui.status(&match &plan.service {
        Some(service) => format!("next: `cardctl request dispatch --service {}` sends it", service.code),
        None => "members see it with `cardctl notice list --holder REF`".to_owned(),
    });
    Ok(Outcome::Done)
}

/// What the arguments ask for, checked.
async fn plan(
    session: &Session,
    place: (&Store, &Platform),
    mut tx: Tx,
    arguments: &NoticeSend,
) -> Result<(Tx, Plan), Error> {
    let scheme = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let cohort = named_cohort(&mut tx, &scheme, &arguments.cohort).await?;
    let (mut tx, sender) = match &arguments.from_holder {
        None => (tx, None),
        Some(text) => {
            let (tx, holder) = member(session, place, tx, (text, &cohort)).await?;
            (tx, Some(holder))
        }
    };
    let service = match &arguments.service {
        None => None,
        Some(code) => Some(usable(&mut tx, code, &scheme, &cohort).await?),
    };
    let classes = classes(&mut tx).await?;
    let class = match &arguments.class {
        None => None,
        Some(word) => {
            let word = code("--class", word)?;
            let Some(place) = classes.place(word.as_str()) else {
                return Err(unknown("message class", word.as_str(), classes.words()));
            };
            Some((word.as_str().to_owned(), place))
        }
    };
    Ok((tx, Plan { scheme, cohort, sender, service, classes, class }))
}

/// The title and the body, as they are stored.
fn content(session: &mut Session, arguments: &mut NoticeSend) -> Result<(String, String), Error> {
    let [title, text] = if let Some(path) = &arguments.input {
        texts(session, path, ["title", "body"])?
    } else {
        let text = match arguments.body.take() {
            Some(text) if text == "-" => Some(piped(session)?),
            given => given.map(Zeroizing::new),
        };
        [arguments.title.take().map(Zeroizing::new), text]
    };
    let missing = |key: &str| Error::new(Code::Usage, format!("--input: `{key}` is missing"));
    let title = title.ok_or_else(|| missing("title"))?;
    let text = text.ok_or_else(|| missing("body"))?;
    let text = body(&text).map_err(|why| Error::new(Code::Usage, format!("--body: {why}")))?;
    Ok((name("--title", &title)?.to_owned(), text))
}

fn piped(session: &mut Session) -> Result<Zeroizing<String>, Error> {
    let mut text = Zeroizing::new(String::new());
    session
        .ui
        .stdin()
        .take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| Error::io("can't read standard input", error))?;
    Ok(text)
}

/// A holder who shares something: with a card in use, the permission, and in the cohort themselves.
async fn member(
    session: &Session,
    (store, platform): (&Store, &Platform),
    tx: Tx,
    (text, cohort): (&str, &Cohort),
) -> Result<(Tx, Holder), Error> {
    let place = (store, platform);
    let (tx, holder) = taking_part(session, place, tx, ACTION, text).await?;
    let mut tx = ensure_may(session, place, tx, ACTION, (&holder, Permission::Notify)).await?;
    let reference = &holder.reference;
    if cohorts_of(&mut tx, holder.holder_id).await?.contains(&cohort.cohort_id.get()) {
        return Ok((tx, holder));
    }
    tx.rollback().await?;
    let message = format!("`{reference}` is not in that cohort, and shares nothing with it");
    let error = Error::new(Code::PermissionMissing, message)
        .hint(format!("`cardctl holder show {reference}` lists the cohorts that they are in"));
    Err(session.refuse(store, platform, ACTION, reference, error).await)
}

/// A service that is open, and that the members of the cohort may use.
async fn usable(tx: &mut Tx, code: &str, scheme: &StoredScheme, cohort: &Cohort) -> Result<Service, Error> {
    let found = services::find(tx, code).await?;
    let offers = service::offers_of(tx, found.service_id).await?;
    if !offers.iter().any(|offer| offer.state == OfferState::Open) {
        return Err(Error::new(Code::RunState, format!("no provider of `{code}` is open"))
            .hint(format!("`cardctl provider service set {code} --provider CODE --state open` opens one")));
    }
    let rights = Rights::load(tx).await?;
    let said = rights.in_cohort(tx, scheme.scheme_id, cohort.cohort_id).await?.services;
    match said {
        Some((services, origin)) if !services.contains(code) => {
            let message = format!("members may not use `{code}`: {origin} says which services they may");
            Err(Error::new(Code::PermissionMissing, message)
                .hint(format!("`cardctl cohort policy {}` shows what holds there", cohort.path)))
        }
        _ => Ok(found),
    }
}
