//! `holder show`: everything about a holder on one screen, masked.

use super::directory::Directory;
use super::profile::{Profile, cohorts};
use super::screen;
use crate::command::cohort::terms;
use crate::command::permission::effective;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{CardNumber, CardState};
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Role;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::attribution::Attribution;
use crate::store::holder::Holder;
use crate::store::{Tx, agent, attribution, card, card_block, holder, holder_secret, ledger, visit};

const PARAMETERS: [Column; 3] =
    [Column::new("kind", "KIND"), Column::new("masked", "MASKED"), Column::new("tag", "TAG")];

const FORMER_CARDS: [Column; 2] = [Column::new("card", "CARD"), Column::new("replaced_at", "REPLACED AT")];

const TIERS: [Column; 2] = [Column::new("since", "SINCE"), Column::new("tier", "TIER")];

const ATTRIBUTIONS: [Column; 4] = [
    Column::new("since", "SINCE"),
    Column::new("center", "CENTER"),
    Column::new("staff", "STAFF"),
    Column::new("agent", "AGENT"),
];

const CHAIN: [Column; 3] =
    [Column::new("level", "LEVEL"), Column::new("agent", "AGENT"), Column::new("suspended", "SUSPENDED")];

const FEES: [Column; 5] = [
    Column::new("paid_at", "PAID AT"),
    Column::new("source", "SOURCE"),
    Column::new("receipt", "RECEIPT"),
    Column::new("channel", "CHANNEL"),
    Column::new("amount", "AMOUNT"),
];

/// Runs `holder show`.
pub async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let directory = Directory::load(&mut tx).await?;
    let today = platform.today(session);
    let found = super::whoever(&mut tx, text).await?;
    if let Some(at) = found.restricted_at {
        return restricted(session, &platform, &found, at);
    }
    let id = found.holder_id;
    let Some(profile) = Profile::load(&mut tx, vault.as_ref(), &directory, today, id).await? else {
        return Err(Error::new(Code::Inconsistency, "the holder is there and is not"));
    };
    if vault.is_none() {
        session.ui.note("without the key file names and parameters are not shown");
    }
    let attribution = profile.attribution;
    let part = |party: Option<PartyId>| Profile::code(&directory, party);
    let wanted = found.wanted_tier().and_then(|tier| directory.tier_of(tier)).map(|tier| tier.code.clone());
    let effective = effective(&mut tx, &directory, today, &found).await?;
    let balance = ledger::balance_of(&mut tx, id, PartyKind::Role(Role::Holder)).await?;
    let record = Record::new()
        .field("ref", "ref", Value::code(found.reference.clone()))
        .field("name", "name", profile.name.clone().map(Value::text))
        .field("state", "state", Value::code(profile.state()))
        .field("card", "card", Value::code(found.card()?.masked()))
        .field("card_state", "card state", Value::code(profile.card_state.clone()))
        .field("blocked_since", "blocked since", blocked_since(&mut tx, &platform, &found).await?)
        .field("tier", "tier", profile.tier.clone().map(Value::code))
        .field("wanted_tier", "wanted tier", wanted.map(Value::code))
        .field("center", "center", part(attribution.map(|who| who.center)))
        .field("staff", "staff", part(attribution.and_then(|who| who.staff)))
        .field("agent", "agent", part(attribution.and_then(|who| who.agent)))
        .field("own_agent", "is the agent", part(Some(id)))
        .field("registered_at", "registered at", platform.instant(found.registered_at))
        .field("activated_at", "activated at", found.activated_at.map(|at| platform.instant(at)))
        .field("secret_since", "signs requests since", secret_since(&mut tx, &platform, id).await?)
        .field("consent", "consent", found.consent.clone().map(Value::text))
        .field("fees_paid", "fees paid", found.fees())
        .field("visits", "visits", found.visits)
        .field("last_visit", "last visit", last_visit(&mut tx, &platform, id).await?)
        .field("balance", "balance", Money::from_minor(balance))
        .field("payment_reference", "payment reference", Value::code(found.reference.clone()))
        .field("former_cards", "former cards", former_cards(&mut tx, &platform, &found).await?)
        .field("parameters", "parameters", parameters(&profile))
        .field("cohorts", "cohorts", cohorts(&mut tx, &found, session.is_support()).await?)
        .field("terms", "what the holder may do", terms(&effective, "no"))
        .field("tiers", "tiers", tiers(&mut tx, &directory, id).await?)
        .field("attributions", "attribution", attributions(&mut tx, &directory, id).await?)
        .field("agents", "agents", chain(&mut tx, &directory, attribution, today).await?)
        .field("fees", "fees", fees(&mut tx, &platform, id).await?)
        .field("purchases", "last purchases", screen::purchases(&mut tx, &platform, &found).await?);
    session.ui.record(record)?;
    if let Ok(asked) = CardNumber::parse(text)
        && asked != found.card()?
    {
        session.ui.note("the card that was asked for is replaced; the live one is shown");
    }
    session.ui.status(&screen::next(&profile.card_state, &found.reference));
    Ok(Outcome::Done)
}

/// All that may be said of a restricted holder.
fn restricted(session: &mut Session, platform: &Platform, found: &Holder, at: i64) -> Result<Outcome, Error> {
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("state", "state", Value::code("restricted"))
            .field("restricted_at", "restricted since", platform.instant(at)),
    )?;
    Ok(Outcome::Done)
}

/// Since when the card is frozen or lost; nothing when it is neither.
async fn blocked_since(tx: &mut Tx, platform: &Platform, found: &Holder) -> Result<Option<Value>, Error> {
    let Some(last) = card::last_event(tx, found.card()?).await? else { return Ok(None) };
    let blocked = matches!(last.to()?, CardState::Frozen | CardState::Lost);
    Ok(blocked.then(|| platform.instant(last.at)))
}

/// The cards that were replaced, the last one first.
async fn former_cards(tx: &mut Tx, platform: &Platform, found: &Holder) -> Result<Table, Error> {
    let mut former = Vec::new();
    for number in card_block::cards(tx, found.holder_id).await? {
        let last = card::last_event(tx, number).await?.filter(|_| Some(number) != found.card().ok());
        former.extend(last.map(|last| (last.at, number)));
    }
    former.sort_unstable();
    let mut table = Table::new(&FORMER_CARDS);
    for (at, number) in former.into_iter().rev() {
        table.row([Value::code(number.masked()), platform.instant(at)]);
    }
    Ok(table)
}

fn parameters(profile: &Profile) -> Table {
    let mut table = Table::new(&PARAMETERS);
    for parameter in &profile.parameters {
        table.row([
            Value::code(parameter.kind.clone()),
            parameter.mask.clone().map(Value::text).into(),
            Value::code(parameter.tag.clone()),
        ]);
    }
    table
}

async fn last_visit(tx: &mut Tx, platform: &Platform, id: PartyId) -> Result<Option<Value>, Error> {
    Ok(visit::last(tx, id).await?.map(|at| platform.instant(at)))
}

/// Since when the holder has the secret that signs requests.
async fn secret_since(tx: &mut Tx, platform: &Platform, id: PartyId) -> Result<Option<Value>, Error> {
    Ok(holder_secret::of(tx, id).await?.map(|secret| platform.instant(secret.made_at)))
}

/// The changes that are in force on some day, the newest knowledge of each.
fn standing<T: Copy>(changes: &[Change<T>]) -> Vec<(Day, T)> {
    let mut standing: Vec<(Day, T)> = Vec::new();
    for change in changes {
        // By since and recorded: what was recorded later for the same day replaces what was before.
        if standing.last().is_some_and(|(since, _)| *since == change.since) {
            standing.pop();
        }
        standing.push((change.since, change.value));
    }
    standing
}

async fn tiers(tx: &mut Tx, directory: &Directory, id: PartyId) -> Result<Table, Error> {
    let mut table = Table::new(&TIERS);
    let histories = attribution::tiers_of(tx, &[id.get()]).await?;
    for (since, tier) in standing(histories.get(&id).map_or(&[], Vec::as_slice)) {
        let code = directory.tier_of(tier).map(|tier| Value::code(tier.code.clone()));
        table.row([Value::Date(since.date()), code.into()]);
    }
    Ok(table)
}

async fn attributions(tx: &mut Tx, directory: &Directory, id: PartyId) -> Result<Table, Error> {
    let mut table = Table::new(&ATTRIBUTIONS);
    let histories = attribution::of(tx, &[id.get()]).await?;
    for (since, who) in standing(histories.get(&id).map_or(&[], Vec::as_slice)) {
        table.row([
            Value::Date(since.date()),
            Profile::code(directory, Some(who.center)),
            Profile::code(directory, who.staff),
            Profile::code(directory, who.agent),
        ]);
    }
    Ok(table)
}

async fn chain(
    tx: &mut Tx,
    directory: &Directory,
    attribution: Option<Attribution>,
    today: Day,
) -> Result<Table, Error> {
    let mut table = Table::new(&CHAIN);
    if let Some(first) = attribution.and_then(|who| who.agent) {
        let chain = agent::tree(tx, i64::MAX).await?.chain(first, today);
        for (level, link) in (1_i64..).zip(chain) {
            table.row([level.into(), Profile::code(directory, Some(link.agent)), link.suspended.into()]);
        }
    }
    Ok(table)
}

async fn fees(tx: &mut Tx, platform: &Platform, id: PartyId) -> Result<Table, Error> {
    let mut table = Table::new(&FEES);
    for paid in holder::payments(tx, id).await? {
        table.row([
            platform.instant(paid.paid_at),
            Value::code(paid.source.clone()),
            Value::foreign(paid.external_id.clone()),
            Value::code(paid.channel.clone()),
            paid.amount().into(),
        ]);
    }
    Ok(table)
}
