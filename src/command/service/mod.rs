//! `provider service`: what holders may ask for, and who serves it.

mod add;
mod list;
mod secret;
mod set;
mod show;

use crate::cli::{ServiceCommand, Serving};
use crate::command::failure::unknown;
use crate::command::session::Session;
use crate::command::{holder as holders, party};
use crate::domain::service::{Address, Check, Checks, Regions};
use crate::domain::signature::SigningSecret;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::provider::Provider;
use crate::store::service::{self, Offer, Service};
use crate::store::{Tx, provider};
use crate::vault::Vault;

/// Seconds of a year: no signature is taken when it is older.
const YEAR: i64 = 31_536_000;

/// Runs `provider service VERB`.
pub async fn run(session: &mut Session, command: ServiceCommand) -> Result<Outcome, Error> {
    match command {
        ServiceCommand::Add(arguments) => add::run(session, arguments).await,
        ServiceCommand::Set(arguments) => set::run(session, arguments).await,
        ServiceCommand::List { service } => list::run(session, service.as_deref()).await,
        ServiceCommand::Show { service } => show::run(session, &service).await,
        ServiceCommand::Secret(arguments) => secret::run(session, &arguments).await,
    }
}

/// The service of a code.
pub async fn find(tx: &mut Tx, code: &str) -> Result<Service, Error> {
    if let Some(service) = service::by_code(tx, code).await? {
        return Ok(service);
    }
    let known = service::list(tx).await?;
    Err(unknown("service", code, known.iter().map(|service| service.code.as_str())))
}

/// The provider that is named by its code, or by the holder who is one.
async fn serving(tx: &mut Tx, named: &Serving) -> Result<Provider, Error> {
    let Some(text) = &named.holder else {
        return party::provider::find(tx, named.provider.as_deref().unwrap_or_default()).await;
    };
    let holder = holders::named(tx, text).await?;
    let providers = provider::list(tx).await?;
    providers.into_iter().find(|provider| provider.provider_id == holder.holder_id).ok_or_else(|| {
        let reference = &holder.reference;
        Error::new(Code::NotFound, format!("holder `{reference}` is no provider"))
            .hint(format!("`cardctl provider add CODE --holder {reference} --rate 5%` makes them one"))
    })
}

/// What a provider offers.
async fn offer(tx: &mut Tx, service: &Service, provider: &Provider) -> Result<Offer, Error> {
    if let Some(offer) = service::offer(tx, service.service_id, provider.provider_id).await? {
        return Ok(offer);
    }
    let (service, provider) = (&service.code, &provider.code);
    Err(Error::new(Code::NotFound, format!("provider `{provider}` does not serve `{service}`")).hint(
        format!("`cardctl provider service add {service} --provider {provider} --address URL` lets it"),
    ))
}

/// A new secret of an offer, and the same sealed.
fn new_secret(session: &mut Session, vault: &Vault, row: &str) -> Result<(SigningSecret, Vec<u8>), Error> {
    let secret = SigningSecret::random(&mut *session.randomness);
    let (table, column) = service::SECRET;
    let sealed = vault.seal(table, column, row, secret.bytes(), &mut *session.randomness)?;
    Ok((secret, sealed))
}

fn address(text: &str) -> Result<Address, Error> {
    // Not repeated: it may have a password in it.
    Address::parse(text).map_err(|error| Error::new(Code::Usage, format!("--address: {error}")))
}

fn regions(digits: &[String]) -> Result<Regions, Error> {
    Regions::of(digits.iter().map(String::as_str))
        .map_err(|error| Error::new(Code::Usage, format!("--region: {error}")))
}

fn checks(words: &str) -> Result<Checks, Error> {
    Checks::parse(words).map_err(|error| Error::new(Code::Usage, format!("--verify `{words}`: {error}")))
}

/// A word that the parser has let through.
fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
    flag: &str,
    text: Option<&str>,
) -> Result<Option<T>, Error> {
    let read = text.map(str::parse).transpose();
    read.map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}")))
}

/// Reads `90s`, `5m`, `2h` or `1d`, in seconds.
fn window(text: &str) -> Result<i64, Error> {
    let wrong = || {
        let message = format!("--window `{text}`: write a time of a second to 365 days, such as `5m`");
        Error::new(Code::Usage, message)
    };
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86400,
        _ => return Err(wrong()),
    };
    let digits = &text[..text.len() - 1];
    let number: u32 = digits.parse().map_err(|_| wrong())?;
    let window = i64::from(number) * seconds;
    if (1..=YEAR).contains(&window) { Ok(window) } else { Err(wrong()) }
}

/// A window says nothing where no time is looked at.
fn ensure_looked_at(given: Option<&str>, checks: Checks) -> Result<(), Error> {
    if given.is_none() || checks.has(Check::Window) {
        return Ok(());
    }
    Err(Error::new(Code::Usage, format!("--window: `{checks}` does not look at the time of a request"))
        .hint("add `window` to `--verify`, or leave `--window` out"))
}

/// What a provider offers, as a record.
fn record(service: &Service, offer: &Offer) -> Record {
    Record::new()
        .field("service", "service", Value::code(service.code.clone()))
        .field("rule", "rule", Value::code(service.rule.as_str()))
        .field("open_to", "open to", Value::code(service.open_to.as_str()))
        .field("provider", "provider", Value::code(offer.provider.clone()))
        .field("place", "place", offer.place)
        .field("address", "address", Value::code(offer.address.to_string()))
        .field("regions", "regions", region_list(&offer.regions))
        .field("verify", "verify", check_list(offer.checks))
        .field("window_s", "window in seconds", window_of(offer))
        .field("state", "state", Value::code(offer.state.as_str()))
}

fn region_list(regions: &Regions) -> Value {
    Value::List(regions.iter().map(|region| Value::code(region.to_owned())).collect())
}

fn check_list(checks: Checks) -> Value {
    Value::List(checks.iter().map(|check| Value::code(check.as_str())).collect())
}

/// How old a signature may be, where that is looked at.
fn window_of(offer: &Offer) -> Option<i64> {
    offer.checks.has(Check::Window).then_some(offer.window_s)
}
