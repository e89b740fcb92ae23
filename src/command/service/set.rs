//! `provider service set`: another rule, another address, a pause.

use serde_json::{Map, Value as Json};

use super::{address, checks, ensure_looked_at, find, offer, record, regions, serving, window, word};
use crate::cli::{ServiceSet, Serving};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::service::Regions;
use crate::error::{Error, Outcome};
use crate::store::service::{self, Offer, Service};

pub(super) async fn run(session: &mut Session, arguments: ServiceSet) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut service = find(&mut tx, &arguments.service).await?;
    let named = Serving { provider: arguments.provider.clone(), holder: arguments.holder.clone() };
    let mut changed = Map::new();
    let before = service.clone();
    change_service(&mut service, &arguments, &mut changed)?;
    if service != before {
        service::update(&mut tx, &service).await?;
    }
    let mut shown = None;
    if named.provider.is_some() || named.holder.is_some() {
        let provider = serving(&mut tx, &named).await?;
        let mut offer = offer(&mut tx, &service, &provider).await?;
        let before = offer.clone();
        change_offer(&mut offer, &arguments, &mut changed)?;
        if offer != before {
            service::update_offer(&mut tx, &offer).await?;
        }
        shown = Some(offer);
    }
    if changed.is_empty() {
        session.ui.status(&format!("service `{}` is unchanged", service.code));
        return Ok(Outcome::NothingToDo);
    }
    if let Some(offer) = &shown {
        changed.insert("provider".to_owned(), offer.provider.as_str().into());
    }
    tx.commit(&session.entry(&platform, "provider service set", &service.code, &changed.into())).await?;
    if let Some(offer) = &shown {
        session.ui.record(record(&service, offer))?;
    } else {
        let (rule, open_to) = (service.rule, service.open_to);
        session.ui.status(&format!("service `{}`: rule `{rule}`, open to `{open_to}`", service.code));
    }
    Ok(Outcome::Done)
}

/// Puts a value in the place of another, and on record where it is another one.
fn put<T: PartialEq + ToString>(field: &mut T, value: Option<T>, key: &str, changed: &mut Map<String, Json>) {
    let Some(value) = value.filter(|value| value != field) else { return };
    changed.insert(format!("{key}_before"), field.to_string().into());
    changed.insert(key.to_owned(), value.to_string().into());
    *field = value;
}

fn change_service(
    service: &mut Service,
    arguments: &ServiceSet,
    changed: &mut Map<String, Json>,
) -> Result<(), Error> {
    put(&mut service.rule, word("--rule", arguments.rule.as_deref())?, "rule", changed);
    put(&mut service.open_to, word("--open-to", arguments.open_to.as_deref())?, "open_to", changed);
    Ok(())
}

fn change_offer(
    offer: &mut Offer,
    arguments: &ServiceSet,
    changed: &mut Map<String, Json>,
) -> Result<(), Error> {
    put(&mut offer.address, arguments.address.as_deref().map(address).transpose()?, "address", changed);
    put(&mut offer.place, arguments.place, "place", changed);
    let wanted = match (arguments.everywhere, arguments.region.as_slice()) {
        (true, _) => Some(Regions::EVERYWHERE),
        (false, []) => None,
        (false, digits) => Some(regions(digits)?),
    };
    put(&mut offer.regions, wanted, "regions", changed);
    put(&mut offer.checks, arguments.verify.as_deref().map(checks).transpose()?, "verify", changed);
    ensure_looked_at(arguments.window.as_deref(), offer.checks)?;
    put(&mut offer.window_s, arguments.window.as_deref().map(window).transpose()?, "window_s", changed);
    put(&mut offer.state, word("--state", arguments.state.as_deref())?, "state", changed);
    Ok(())
}
