//! `provider service show`: a service and its providers.

use super::{check_list, find, region_list, window_of};
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::service;

const PROVIDERS: [Column; 7] = [
    Column::new("place", "PLACE"),
    Column::new("provider", "PROVIDER"),
    Column::new("state", "STATE"),
    Column::new("address", "ADDRESS"),
    Column::new("regions", "REGIONS"),
    Column::new("verify", "VERIFY"),
    Column::new("window_s", "WINDOW (S)"),
];

pub(super) async fn run(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let service = find(&mut tx, code).await?;
    let mut providers = Table::new(&PROVIDERS);
    for offer in service::offers_of(&mut tx, service.service_id).await? {
        providers.row([
            offer.place.into(),
            Value::code(offer.provider.clone()),
            Value::code(offer.state.as_str()),
            Value::code(offer.address.to_string()),
            region_list(&offer.regions),
            check_list(offer.checks),
            window_of(&offer).into(),
        ]);
    }
    session.ui.record(
        Record::new()
            .field("service", "service", Value::code(service.code))
            .field("rule", "rule", Value::code(service.rule.as_str()))
            .field("open_to", "open to", Value::code(service.open_to.as_str()))
            .field("providers", "providers", providers),
    )?;
    Ok(Outcome::Done)
}
