//! What somebody who has the holder on the telephone wants to see, on one screen.

use super::directory::Directory;
use super::profile::Profile;
use crate::command::platform::Platform;
use crate::domain::card::CardState;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::PartyKind;
use crate::domain::role::Role;
use crate::error::Error;
use crate::output::{Column, Record, Table, Value};
use crate::store::cohort::placement;
use crate::store::holder::Holder;
use crate::store::{Tx, agent, cohort, ledger, purchase, scheme};

/// So many purchases are what somebody remembers.
const LAST: i64 = 5;

const PURCHASES: [Column; 6] = [
    Column::new("occurred_at", "WHEN"),
    Column::new("provider", "PROVIDER"),
    Column::new("amount", "AMOUNT"),
    Column::new("refund_of", "REFUND OF"),
    Column::new("held", "HELD"),
    Column::new("external_id", "ID"),
];

/// The screen of a holder who is not restricted.
pub(super) async fn of(
    tx: &mut Tx,
    platform: &Platform,
    directory: &Directory,
    today: Day,
    profile: &Profile,
) -> Result<Record, Error> {
    let found = &profile.holder;
    let id = found.holder_id;
    let text = |text: &Option<String>| -> Value { text.clone().map(Value::text).into() };
    let parameters = profile.parameters.iter().map(|one| {
        let shown = one.mask.as_deref().unwrap_or(&one.tag);
        Value::text(format!("{} {shown}", one.kind))
    });
    let attribution = profile.attribution;
    let mut agents = Vec::new();
    if let Some(first) = attribution.and_then(|who| who.agent) {
        for link in agent::tree(tx, i64::MAX).await?.chain(first, today) {
            let code = directory.code(link.agent).unwrap_or_default();
            let suspended = if link.suspended { " (suspended)" } else { "" };
            agents.push(Value::code(format!("{code}{suspended}")));
        }
    }
    let balance = ledger::balance_of(tx, id, PartyKind::Role(Role::Holder)).await?;
    Ok(Record::new()
        .field("ref", "ref", Value::code(found.reference.clone()))
        .field("name", "name", text(&profile.name))
        .field("state", "state", Value::code(profile.state()))
        .field("parameters", "parameters", Value::List(parameters.collect()))
        .field("card", "card", Value::code(format!("{}, {}", found.card()?.masked(), profile.card_state)))
        .field("tier", "tier", profile.tier.clone().map(Value::code))
        .field("cohorts", "cohorts", cohorts(tx, found).await?)
        .field("center", "center", Profile::code(directory, attribution.map(|who| who.center)))
        .field("staff", "staff", Profile::code(directory, attribution.and_then(|who| who.staff)))
        .field("agents", "agents, nearest first", Value::List(agents))
        .field("registered_at", "registered at", platform.instant(found.registered_at))
        .field("fees_paid", "fees paid", found.fees())
        .field("balance", "balance", Money::from_minor(balance))
        .field("purchases", "last purchases", purchases(tx, platform, found).await?))
}

/// The leaf of each scheme; its path names those above it.
async fn cohorts(tx: &mut Tx, found: &Holder) -> Result<Value, Error> {
    let schemes = scheme::list(tx).await?;
    let mut leaves = Vec::new();
    for (scheme, standing) in placement::of_holder(tx, found.holder_id).await? {
        let name =
            schemes.iter().find(|stored| stored.scheme_id == scheme).map(|stored| stored.name.as_str());
        let leaf = cohort::with_above(tx, standing.leaf).await?.into_iter().next();
        leaves.extend(leaf.map(|leaf| Value::code(format!("{} of {}", leaf.path, name.unwrap_or("?")))));
    }
    Ok(Value::List(leaves))
}

/// What the holder bought last, the last first.
pub(super) async fn purchases(tx: &mut Tx, platform: &Platform, found: &Holder) -> Result<Table, Error> {
    let mut table = Table::new(&PURCHASES);
    for item in purchase::last_of(tx, found.holder_id, LAST).await? {
        table.row([
            platform.instant(item.occurred_at),
            Value::code(item.provider),
            Money::from_minor(item.amount).into(),
            item.refund_of.map(Value::foreign).into(),
            item.held.map(Value::text).into(),
            Value::foreign(item.external_id),
        ]);
    }
    Ok(table)
}

/// What is usually done next for a holder with a card in this state.
pub(super) fn next(card_state: &str, reference: &str) -> String {
    let commands = match card_state.parse() {
        Ok(CardState::Sold) => vec!["holder activate --card NUMBER --code -".to_owned()],
        Ok(CardState::Frozen) => {
            vec![format!("card unfreeze --holder {reference}"), format!("holder history {reference}")]
        }
        Ok(CardState::Lost) => {
            vec![format!("card found --holder {reference}"), format!("card replace --holder {reference}")]
        }
        _ => vec![format!("holder history {reference}"), format!("card lost --holder {reference}")],
    };
    let commands: Vec<String> = commands.iter().map(|command| format!("`cardctl {command}`")).collect();
    format!("next: {}", commands.join(", "))
}
