//! `provider service list`: who serves what.

use super::{check_list, find, region_list, window_of};
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::service;

const COLUMNS: [Column; 10] = [
    Column::new("service", "SERVICE"),
    Column::new("rule", "RULE"),
    Column::detail("open_to", "OPEN TO"),
    Column::new("place", "PLACE"),
    Column::new("provider", "PROVIDER"),
    Column::new("state", "STATE"),
    Column::new("address", "ADDRESS"),
    Column::detail("regions", "REGIONS"),
    Column::detail("verify", "VERIFY"),
    Column::detail("window_s", "WINDOW (S)"),
];

pub(super) async fn run(session: &mut Session, only: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let services = match only {
        Some(code) => vec![find(&mut tx, code).await?],
        None => service::list(&mut tx).await?,
    };
    let offers = service::offers(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(
        "no services yet; `cardctl provider service add SERVICE --provider CODE --address URL` adds one",
    );
    for service in services {
        for offer in offers.iter().filter(|offer| offer.service_id == service.service_id) {
            list.row([
                Value::code(service.code.clone()),
                Value::code(service.rule.as_str()),
                Value::code(service.open_to.as_str()),
                offer.place.into(),
                Value::code(offer.provider.clone()),
                Value::code(offer.state.as_str()),
                Value::code(offer.address.to_string()),
                region_list(&offer.regions),
                check_list(offer.checks),
                window_of(offer).into(),
            ])?;
        }
    }
    list.end()?;
    Ok(Outcome::Done)
}
