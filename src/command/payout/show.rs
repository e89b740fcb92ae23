//! `payout list` and `payout show`.

use std::collections::BTreeMap;

use super::named;
use super::proposal::{Proposal, Terms, too_much, words};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::payout::{ItemState, PayoutState, row_id};
use crate::domain::rule::Rule;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::holder::sealed_row;
use crate::store::payout::{self as payouts, Item};
use crate::vault::{Vault, if_held};

const COLUMNS: [Column; 14] = [
    Column::new("payout", "PAYOUT"),
    Column::new("state", "STATE"),
    Column::new("through", "THROUGH"),
    Column::new("items", "PARTIES").summed(),
    Column::new("gross", "GROSS").summed(),
    Column::new("withheld", "WITHHELD").summed(),
    Column::new("net", "NET").summed(),
    Column::new("pending", "PENDING").summed(),
    Column::new("paid", "PAID").summed(),
    Column::new("failed", "FAILED").summed(),
    Column::new("unknown", "UNKNOWN").summed(),
    Column::detail("created_at", "MADE AT"),
    Column::detail("created_by", "MADE BY"),
    Column::detail("ended_by", "DECIDED BY"),
];

const ROWS: [Column; 14] = [
    Column::new("row", "ROW"),
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("gross", "GROSS"),
    Column::new("withheld", "WITHHELD"),
    Column::new("net", "NET"),
    Column::new("account_kind", "TO"),
    Column::new("account", "ACCOUNT"),
    Column::new("state", "STATE"),
    Column::new("reference", "REFERENCE"),
    Column::new("reason", "REASON"),
    Column::new("overridden", "AGAINST"),
    Column::new("confirmed_at", "CONFIRMED AT"),
    Column::new("confirmed_by", "CONFIRMED BY"),
];

const RULES: [Column; 3] =
    [Column::new("rule", "RULE"), Column::new("parties", "PARTIES"), Column::new("reason", "REASON")];

const STATES: [Column; 3] =
    [Column::new("state", "STATE"), Column::new("rows", "ROWS"), Column::new("net", "NET")];

/// Runs `payout list`.
pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let counts = payouts::counts(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no payouts yet; `cardctl payout create --through DATE` makes one");
    for payout in payouts::list(&mut tx).await? {
        let state = payout.state()?;
        // Rows of what is not approved are no money under way.
        let of = |each| {
            let net = counts.get(&(payout.payout_id, each)).map_or(Money::ZERO, |(_, net)| *net);
            Value::from((state == PayoutState::Approved).then_some(net))
        };
        list.row([
            payout.payout_id.into(),
            Value::code(state.as_str()),
            payout.through()?.date().into(),
            payout.items.into(),
            payout.gross().into(),
            payout.withheld().into(),
            payout.net().into(),
            of(ItemState::Pending),
            of(ItemState::Paid),
            of(ItemState::Failed),
            of(ItemState::Unknown),
            platform.instant(payout.created_at),
            Value::code(payout.created_by.clone()),
            payout.ended_by.clone().map(Value::code).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Runs `payout show`. Who is left out is worked out anew while the payout is open, for then it can still be mended; it is
/// kept nowhere, and the next payout says it again.
pub(super) async fn show(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let payout = named(&mut tx, text).await?;
    let state = payout.state()?;
    let items = payouts::items(&mut tx, payout.payout_id).await?;
    let overridden = payouts::overridden(&mut tx, payout.payout_id).await?;
    let mut record = Record::new()
        .field("payout", "payout", payout.payout_id)
        .field("state", "state", Value::code(state.as_str()))
        .field("through", "through", payout.through()?.date())
        .field("min", "at least", payout.least())
        .field("withholding", "withholding", Value::code(payout.withholding.clone()))
        .field("items", "parties", payout.items)
        .field("gross", "gross", payout.gross())
        .field("withheld", "withheld", payout.withheld())
        .field("net", "net", payout.net())
        .field("created_at", "made at", platform.instant(payout.created_at))
        .field("created_by", "made by", Value::code(payout.created_by.clone()))
        .field("ended_at", "decided at", payout.ended_at.map(|at| platform.instant(at)))
        .field("ended_by", "decided by", payout.ended_by.clone().map(Value::code))
        .field("overridden", "overridden", rules(&overridden, &items)?)
        .field("states", "states", states(&items)?)
        .field("rows", "rows", rows(&platform, vault.as_ref(), &items)?);
    if state == PayoutState::Created {
        let terms = Terms {
            through: payout.through()?,
            least: payout.least(),
            withholding: platform.withholding,
            today: platform.today(session),
            overridden: overridden.into_keys().collect(),
        };
        let proposal = Proposal::of(&mut tx, vault.as_ref(), &platform, terms).await?;
        record.push("left_out", "who is left out", proposal.left_out());
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

/// The rules that were overridden, against how many rows each of them stood, and why they are paid all the same.
fn rules(overridden: &BTreeMap<Rule, String>, items: &[Item]) -> Result<Table, Error> {
    let mut parties: BTreeMap<Rule, i64> = BTreeMap::new();
    for item in items {
        for rule in item.overridden()? {
            *parties.entry(rule).or_default() += 1;
        }
    }
    let mut table = Table::new(&RULES);
    for (rule, reason) in overridden {
        let parties = parties.get(rule).copied().unwrap_or_default();
        table.row([Value::code(rule.id()), parties.into(), Value::text(reason.clone())]);
    }
    Ok(table)
}

fn states(items: &[Item]) -> Result<Table, Error> {
    let mut sums: BTreeMap<ItemState, (i64, Money)> = BTreeMap::new();
    for item in items {
        let (rows, net) = sums.entry(item.state()?).or_default();
        *rows += 1;
        *net = net.checked_add(item.net()).ok_or_else(too_much)?;
    }
    let mut table = Table::new(&STATES);
    for (state, (rows, net)) in sums {
        table.row([Value::code(state.as_str()), rows.into(), net.into()]);
    }
    Ok(table)
}

fn rows(platform: &Platform, vault: Option<&Vault>, items: &[Item]) -> Result<Table, Error> {
    let mut table = Table::new(&ROWS);
    for item in items {
        let row = sealed_row(item.party_id, item.account_n);
        let mask = match (vault, &item.account_mask) {
            (Some(vault), Some(mask)) => {
                if_held(vault.open_text("party_account", "account_mask", row, mask))?
            }
            _ => None,
        };
        table.row([
            Value::code(row_id(item.payout_id, item.party_id)),
            Value::code(item.kind()?.as_str()),
            Value::code(item.party()?.to_owned()),
            item.gross().into(),
            item.withheld().into(),
            item.net().into(),
            item.account_kind.clone().map(Value::code).into(),
            mask.map(|mask| Value::code(mask.to_string())).into(),
            Value::code(item.state()?.as_str()),
            item.reference.clone().map(Value::text).into(),
            item.reason.clone().map(Value::text).into(),
            words(&item.overridden()?).map(Value::code).into(),
            item.confirmed_at.map(|at| platform.instant(at)).into(),
            item.confirmed_by.clone().map(Value::code).into(),
        ]);
    }
    Ok(table)
}
