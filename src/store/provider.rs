//! Service providers and the history of their commission rates.

use std::collections::HashMap;

use super::bulk::Cell;
use super::{Result, StoreError, Tx, one_row, written};
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::identifier::Code;
use crate::domain::party::PartyId;
use crate::domain::ppm::Ppm;

/// A provider.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Provider {
    /// Its party number.
    #[sqlx(try_from = "i64")]
    pub provider_id: PartyId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct RateRow {
    provider_id: i64,
    since: i64,
    recorded: i64,
    rate_ppm: i64,
}

const INSERT_PROVIDER: &str = "
    INSERT INTO provider (provider_id, code, name, recorded)
    VALUES ($1, $2, $3, $4)";

const INSERT_RATE: &str = "
    INSERT INTO provider_rate (provider_id, since, recorded, rate_ppm)
    VALUES ($1, $2, $3, $4)";

const PROVIDER_BY_CODE: &str = "
    SELECT provider_id, code, name
    FROM provider
    WHERE code = $1";

const PROVIDER_BY_ID: &str = "
    SELECT provider_id, code, name
    FROM provider
    WHERE provider_id = $1";

const LIST_PROVIDERS: &str = "
    SELECT provider_id, code, name
    FROM provider
    ORDER BY code";

const LIST_RATES: &str = "
    SELECT provider_id, since, recorded, rate_ppm
    FROM provider_rate
    ORDER BY provider_id, since, recorded";

const RENAME_PROVIDER: &str = "
    UPDATE provider
    SET name = $2
    WHERE provider_id = $1";

const STAMPED_PURCHASES: &str = "
    SELECT COUNT(*)
    FROM purchase
    WHERE provider_id = $1
      AND day >= $2
      AND refund_of IS NULL";

/// Adds a provider; its rate is a change of its own.
pub async fn insert(tx: &mut Tx, id: PartyId, code: &Code, name: &str, recorded: i64) -> Result<()> {
    let written = execute!(tx, INSERT_PROVIDER, id.get(), code.as_str(), name, recorded)?;
    one_row("provider", code, written)
}

/// Records a rate from a day on.
pub async fn add_rate(tx: &mut Tx, id: PartyId, change: Change<Ppm>) -> Result<()> {
    let rate = i64::from(change.value.parts());
    let written = execute!(tx, INSERT_RATE, id.get(), change.since.number(), change.recorded, rate)?;
    let cells = [id.get(), change.since.number(), change.recorded, rate].map(Cell::Int);
    tx.written().row(&written::PROVIDER_RATE, cells);
    one_row("provider_rate", id.get(), written)
}

/// The provider of a code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Provider>> {
    fetch_optional!(tx, Provider, PROVIDER_BY_CODE, code)
}

/// The provider of a party number: a holder who sells keeps theirs.
pub async fn by_id(tx: &mut Tx, id: PartyId) -> Result<Option<Provider>> {
    fetch_optional!(tx, Provider, PROVIDER_BY_ID, id.get())
}

/// All providers, by code.
pub async fn list(tx: &mut Tx) -> Result<Vec<Provider>> {
    fetch_all!(tx, Provider, LIST_PROVIDERS)
}

/// The rate histories of all providers.
pub async fn rates(tx: &mut Tx) -> Result<HashMap<PartyId, Vec<Change<Ppm>>>> {
    let mut histories: HashMap<PartyId, Vec<Change<Ppm>>> = HashMap::new();
    for row in fetch_all!(tx, RateRow, LIST_RATES)? {
        let bad = |column, why: &str| StoreError::inconsistent("provider_rate", column, row.provider_id, why);
        let since = Day::from_number(row.since).ok_or_else(|| bad("since", "not a day"))?;
        let value = u32::try_from(row.rate_ppm)
            .ok()
            .and_then(|parts| Ppm::new(parts).ok())
            .ok_or_else(|| bad("rate_ppm", "not a rate"))?;
        let change = Change { since, recorded: row.recorded, value };
        histories.entry(PartyId::new(row.provider_id)).or_default().push(change);
    }
    Ok(histories)
}

/// Changes the name.
pub async fn rename(tx: &mut Tx, id: PartyId, name: &str) -> Result<()> {
    one_row("provider", id.get(), execute!(tx, RENAME_PROVIDER, id.get(), name)?)
}

/// How many purchases dated on or after a day carry a stamp of this provider already.
pub async fn stamped_since(tx: &mut Tx, id: PartyId, day: Day) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), STAMPED_PURCHASES, id.get(), day.number())?;
    Ok(count)
}
