//! `holder reveal`: name and parameters in clear, for a reason that is recorded before anything is shown.

use serde_json::json;
use zeroize::Zeroizing;

use super::known::{open_name, open_name_mask};
use crate::cli::HolderReveal;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::Tx;
use crate::store::holder::{Holder, sealed_row};
use crate::store::parameter::{self, Life};
use crate::vault::Vault;

const PARAMETERS: [Column; 5] = [
    Column::new("n", "N"),
    Column::new("kind", "KIND"),
    Column::new("value", "VALUE"),
    Column::new("told", "TOLD BESIDE"),
    Column::new("retired", "RETIRED"),
];

const ACTION: &str = "holder reveal";

/// Runs `holder reveal`.
pub async fn run(session: &mut Session, arguments: HolderReveal) -> Result<Outcome, Error> {
    session.reason("`holder reveal`")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let (mut tx, found) =
        super::named_to_change(session, &store, &platform, tx, ACTION, &arguments.holder).await?;
    let wanted = Wanted::of(&mut tx, &arguments, &found).await?;
    tx.rollback().await?;
    let revealed = Revealed::open(&vault, &found, &wanted)?;

    let preview = Record::new()
        .field("ref", "ref", Value::code(found.reference.clone()))
        .field("name", "name", Value::text(open_name_mask(&vault, &found)?.to_string()))
        .field("shown", "to be shown", Value::List(wanted.words()));
    session.confirm(&preview, "Show this in clear? It is recorded with your reason")?;

    let numbers: Vec<i64> = wanted.lives.iter().map(|life| life.parameter.n).collect();
    let detail = json!({ "name": wanted.name, "parameters": numbers });
    // Committed before anything is shown: whatever becomes of the terminal, that it was revealed stands.
    store.begin().await?.commit(&session.entry(&platform, ACTION, &found.reference, &detail)).await?;
    session.ui.record(revealed.record(&platform, &found))?;
    Ok(Outcome::Done)
}

/// What is to be shown.
struct Wanted {
    name: bool,
    lives: Vec<Life>,
}

impl Wanted {
    /// One parameter, also a retired one; the name alone; or the name and what counts today.
    async fn of(tx: &mut Tx, arguments: &HolderReveal, found: &Holder) -> Result<Self, Error> {
        let mut lives = parameter::lives(tx, found.holder_id).await?;
        if let Some(n) = arguments.parameter {
            lives.retain(|life| life.parameter.n == n);
            if lives.is_empty() {
                let reference = &found.reference;
                return Err(Error::new(Code::NotFound, format!("`{reference}` has no parameter {n}"))
                    .hint(format!("`cardctl parameter list {reference}` lists them with their numbers")));
            }
        } else if arguments.name {
            lives.clear();
        } else {
            lives.retain(|life| life.retired_at.is_none());
        }
        Ok(Self { name: arguments.parameter.is_none(), lives })
    }

    fn words(&self) -> Vec<Value> {
        let parameters = self.lives.iter().map(|life| Value::code(life.parameter.kind.clone()));
        self.name.then(|| Value::code("name")).into_iter().chain(parameters).collect()
    }
}

/// A parameter in clear, and what the document told beside it.
struct Opened<'a> {
    life: &'a Life,
    value: Zeroizing<String>,
    told: Option<Zeroizing<String>>,
}

/// It, in clear.
struct Revealed<'a> {
    name: Option<Zeroizing<String>>,
    values: Vec<Opened<'a>>,
}

impl<'a> Revealed<'a> {
    fn open(vault: &Vault, found: &Holder, wanted: &'a Wanted) -> Result<Self, Error> {
        let name = if wanted.name { Some(open_name(vault, found)?) } else { None };
        let mut values = Vec::with_capacity(wanted.lives.len());
        for life in &wanted.lives {
            let stored = &life.parameter;
            let row = sealed_row(stored.holder_id, stored.n);
            let value = vault.open_text("holder_parameter", "value", &row, &stored.value)?;
            let told = match &stored.told {
                Some(told) => Some(vault.open_text("holder_parameter", "told", &row, told)?),
                None => None,
            };
            values.push(Opened { life, value, told });
        }
        Ok(Self { name, values })
    }

    fn record(&self, platform: &Platform, found: &Holder) -> Record {
        let mut table = Table::new(&PARAMETERS);
        for Opened { life, value, told } in &self.values {
            table.row([
                life.parameter.n.into(),
                Value::code(life.parameter.kind.clone()),
                Value::code(value.to_string()),
                told.as_ref().map(|told| Value::code(told.to_string())).into(),
                life.retired_at.map_or(Value::Null, |at| platform.instant(at)),
            ]);
        }
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("name", "name", self.name.as_ref().map(|name| Value::text(name.to_string())))
            .field("parameters", "parameters", table)
    }
}
