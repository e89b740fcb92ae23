//! `provider service add`: a provider serves a service, which the first one makes.

use serde_json::json;

use super::{address, checks, ensure_looked_at, new_secret, record, regions, serving, window, word};
use crate::cli::ServiceAdd;
use crate::command::failure::code;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::identifier::Code as Identifier;
use crate::domain::service::{Address, Checks, OpenTo, Regions, Rule};
use crate::error::{Code, Error, Outcome};
use crate::output::Value;
use crate::store::service::{self, Offer, OfferState, Service, sealed_row};
use crate::store::{Counter, Store, Tx};

/// How old a signature may be where nothing is said, in seconds: the clocks of two and the way between them.
const WINDOW: i64 = 300;

/// Places end there.
const LAST_PLACE: i64 = 999;

/// What was asked for. What was not said compares with anything.
struct Asked {
    code: Identifier,
    address: Address,
    place: Option<i64>,
    regions: Option<Regions>,
    checks: Option<Checks>,
    window: Option<i64>,
    rule: Option<Rule>,
    open_to: Option<OpenTo>,
}

impl Asked {
    fn of(arguments: &ServiceAdd) -> Result<Self, Error> {
        let checks = arguments.verify.as_deref().map(checks).transpose()?;
        ensure_looked_at(arguments.window.as_deref(), checks.unwrap_or_default())?;
        let regions = (!arguments.region.is_empty()).then(|| regions(&arguments.region)).transpose()?;
        Ok(Self {
            code: code("service", &arguments.service)?,
            address: address(&arguments.address)?,
            place: arguments.place,
            regions,
            checks,
            window: arguments.window.as_deref().map(window).transpose()?,
            rule: word("--rule", arguments.rule.as_deref())?,
            open_to: word("--open-to", arguments.open_to.as_deref())?,
        })
    }

    /// What of a service is another than what was asked for.
    fn differs_from_service(&self, known: &Service) -> Option<&'static str> {
        if self.rule.is_some_and(|rule| rule != known.rule) {
            return Some("rule");
        }
        self.open_to.is_some_and(|open_to| open_to != known.open_to).then_some("`--open-to`")
    }

    /// What of an offer is.
    fn differs_from(&self, known: &Offer) -> Option<&'static str> {
        let differs = [
            ("address", self.address != known.address),
            ("place", self.place.is_some_and(|place| place != known.place)),
            ("region", self.regions.as_ref().is_some_and(|regions| *regions != known.regions)),
            ("`--verify`", self.checks.is_some_and(|checks| checks != known.checks)),
            ("window", self.window.is_some_and(|window| window != known.window_s)),
        ];
        differs.into_iter().find_map(|(what, differs)| differs.then_some(what))
    }
}

pub(super) async fn run(session: &mut Session, arguments: ServiceAdd) -> Result<Outcome, Error> {
    let asked = Asked::of(&arguments)?;
    let store = session.open().await?;
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let provider = serving(&mut tx, &arguments.serving).await?;
    let known = service::by_code(&mut tx, asked.code.as_str()).await?;
    if let Some(known) = &known {
        if let Some(what) = asked.differs_from_service(known) {
            return Err(conflict(&format!("service `{}`", known.code), what, &format!("{} …", known.code)));
        }
        if let Some(offer) = service::offer(&mut tx, known.service_id, provider.provider_id).await? {
            let (service, provider) = (&known.code, &provider.code);
            if let Some(what) = asked.differs_from(&offer) {
                let whose = format!("provider `{provider}` of service `{service}`");
                return Err(conflict(&whose, what, &format!("{service} --provider {provider} …")));
            }
            session.ui.status(&format!("provider `{provider}` of service `{service}` is unchanged"));
            return Ok(Outcome::NothingToDo);
        }
    }
    let at = session.now().as_microsecond();
    let made = known.is_none();
    let service = match known {
        Some(known) => known,
        None => make(&store, &mut tx, &asked, at).await?,
    };
    let place = match asked.place {
        Some(place) => place,
        None => next_place(&mut tx, &service).await?,
    };
    let row = sealed_row(service.service_id, provider.provider_id);
    let (secret, sealed) = new_secret(session, &vault, &row)?;
    let offer = Offer {
        service_id: service.service_id,
        provider_id: provider.provider_id,
        provider: provider.code,
        place,
        address: asked.address,
        regions: asked.regions.unwrap_or_default(),
        checks: asked.checks.unwrap_or_default(),
        window_s: asked.window.unwrap_or(WINDOW),
        secret: sealed,
        state: OfferState::Open,
    };
    service::insert_offer(&mut tx, &offer, at).await?;
    let detail = json!({
        "made": made, "rule": service.rule.as_str(), "open_to": service.open_to.as_str(),
        "provider": offer.provider, "place": place, "address": offer.address.as_str(),
        "regions": offer.regions.to_string(), "verify": offer.checks.to_string(), "window_s": offer.window_s,
    });
    tx.commit(&session.entry(&platform, "provider service add", &service.code, &detail)).await?;
    session.ui.record(record(&service, &offer).field(
        "secret",
        "secret",
        Value::code(secret.text().to_string()),
    ))?;
    session.ui.note("the secret is shown this once: the provider verifies by it what it is sent");
    Ok(Outcome::Done)
}

async fn make(store: &Store, tx: &mut Tx, asked: &Asked, at: i64) -> Result<Service, Error> {
    let service = Service {
        service_id: store.reserve(tx, Counter::Service, 1).await?,
        code: asked.code.to_string(),
        rule: asked.rule.unwrap_or(Rule::First),
        open_to: asked.open_to.unwrap_or(OpenTo::Active),
    };
    service::insert(tx, &service, at).await?;
    Ok(service)
}

/// The place behind all others.
async fn next_place(tx: &mut Tx, service: &Service) -> Result<i64, Error> {
    let last = service::offers_of(tx, service.service_id).await?.iter().map(|offer| offer.place).max();
    Ok((last.unwrap_or_default() + 1).min(LAST_PLACE))
}

fn conflict(whose: &str, differs: &str, line: &str) -> Error {
    Error::new(Code::Conflict, format!("{whose} exists with another {differs}"))
        .hint(format!("`cardctl provider service set {line}` changes it"))
}
