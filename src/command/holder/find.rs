//! `holder find`: who it is, by whatever the caller can say.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::application::canonical_name;
use super::directory::Directory;
use super::known::{open_name, open_name_mask};
use super::profile::Profile;
use super::screen;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::card::CardNumber;
use crate::domain::parameter::{Context, Lookup, lookups};
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{Tx, card, holder, rights};
use crate::vault::{KeyUse, Vault};

/// More people than anybody reads; who has so common a name is found by something else.
const MOST: i64 = 200;

const COLUMNS: [Column; 9] = [
    Column::new("ref", "REF"),
    Column::new("name", "NAME"),
    Column::new("id", "ID"),
    Column::new("tag", "TAG"),
    Column::new("card", "CARD"),
    Column::new("card_state", "CARD IS"),
    Column::new("state", "STATE"),
    Column::detail("tier", "TIER"),
    Column::detail("restricted_at", "RESTRICTED SINCE"),
];

/// Runs `holder find`.
pub async fn run(session: &mut Session, query: &str) -> Result<Outcome, Error> {
    let query =
        if query == "-" { session.ui.stdin_value("QUERY")? } else { Zeroizing::new(query.to_owned()) };
    let query = query.trim();
    if query.is_empty() {
        return Err(Error::new(Code::Usage, "nothing to look for")
            .hint("a ref, a card number or its last four digits, a parameter, or a name"));
    }
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let today = platform.today(session);
    let yardstick = Yardstick::load(&mut tx, today.date()).await?;
    let found = search(&mut tx, vault.as_ref(), &yardstick.context(), query).await?;
    session.ui.status(&format!("searched as {}", found.searched.join(", ")));
    match &vault {
        None => session.ui.note("without the key file nobody is found by parameter or name"),
        Some(vault) if !vault.holds(KeyUse::NameTag) => {
            session.ui.note("with these derived keys nobody is found by parameter or name");
        }
        Some(_) => {}
    }
    if found.holders.is_empty() {
        let hint = "a parameter and a name are found only whole; the last four digits of a card are enough";
        return Err(Error::new(Code::NotFound, "nobody is found").hint(hint));
    }
    let directory = Directory::load(&mut tx).await?;
    let ids: Vec<i64> = found.holders.into_iter().collect();
    rights::look_up(&mut tx, &ids).await?;
    let profiles = Profile::load_many(&mut tx, vault.as_ref(), &directory, today, &ids).await?;
    let asked = CardNumber::parse(query).ok();
    if let [id] = ids[..]
        && session.ui.shows_whole_records()
        && profiles.iter().all(|only| only.holder.restricted_at.is_none())
        && let Some(only) = Profile::load(&mut tx, vault.as_ref(), &directory, today, id.into()).await?
    {
        let record = screen::of(&mut tx, &platform, &directory, today, &only).await?;
        session.ui.record(record)?;
        let card = only.holder.card()?;
        if asked.is_some_and(|asked| asked != card) {
            session.ui.note(&replaced(card));
        }
        session.ui.status(&screen::next(&only.card_state, &only.holder.reference));
        session.ui.status(&format!("all of it: `cardctl holder show {}`", only.holder.reference));
        return Ok(Outcome::Done);
    }
    let only = profiles.first().filter(|_| ids.len() == 1).map(|only| only.holder.reference.clone());
    let mut live = None;
    let mut list = session.ui.list(&COLUMNS)?;
    for profile in profiles {
        let state = profile.state();
        if let Some(at) = profile.holder.restricted_at {
            let mut cells = vec![Value::Null; COLUMNS.len()];
            cells[0] = Value::code(profile.holder.reference);
            cells[6] = Value::code(state);
            cells[8] = platform.instant(at);
            list.row(cells)?;
            continue;
        }
        let card = profile.holder.card()?;
        live = live.or(asked.filter(|asked| *asked != card).map(|_| card));
        let first = profile.parameters.into_iter().next();
        let (id, tag) = first.map_or((None, None), |first| (first.mask, Some(first.tag)));
        list.row([
            Value::code(profile.holder.reference.clone()),
            profile.name.map(Value::text).into(),
            id.map(Value::text).into(),
            tag.map(Value::code).into(),
            Value::code(card.masked()),
            Value::code(profile.card_state),
            Value::code(state),
            profile.tier.map(Value::code).into(),
            Value::Null,
        ])?;
    }
    list.end()?;
    if let Some(live) = live {
        session.ui.note(&replaced(live));
    }
    let one = only.as_deref().unwrap_or("REF");
    session.ui.status(&format!("next: `cardctl holder show {one}`"));
    Ok(Outcome::Done)
}

fn replaced(live: CardNumber) -> String {
    format!("the card that was asked for is replaced; the live one is {}", live.masked())
}

struct Found {
    searched: Vec<String>,
    holders: BTreeSet<i64>,
}

async fn search(
    tx: &mut Tx,
    vault: Option<&Vault>,
    context: &Context<'_>,
    query: &str,
) -> Result<Found, Error> {
    let mut found = Found { searched: vec!["ref".to_owned()], holders: BTreeSet::new() };
    found.holders.extend(holder::by_ref(tx, query).await?.map(PartyId::get));
    if let Ok(number) = CardNumber::parse(query) {
        found.searched.push("card number".to_owned());
        found
            .holders
            .extend(card::holders(tx, &[card::stored(number)]).await?.iter().map(|(_, id)| id.get()));
    }
    if query.len() == 4
        && let Ok(last4) = query.parse::<u16>()
    {
        found.searched.push("last four digits of a card".to_owned());
        let holders = card::holders_by_last4(tx, last4.into(), MOST).await?;
        found.holders.extend(holders.iter().map(|id| id.get()));
    }
    let Some(vault) = vault.filter(|vault| vault.holds(KeyUse::NameTag)) else { return Ok(found) };
    for Lookup { kind, namespace, canonical } in lookups(query, context) {
        found.searched.push(kind.to_string());
        for (_, digest) in vault.blind_indexes(&namespace, &canonical)? {
            let holder = holder::by_digest(tx, &namespace, &digest).await?;
            found.holders.extend(holder.map(PartyId::get));
        }
    }
    if query.chars().any(char::is_alphabetic) {
        found.searched.push("name".to_owned());
        found.holders.extend(by_name(tx, vault, query).await?);
    }
    Ok(found)
}

/// The tag is short, so that others share it: who really has the name shows when it is opened. Where only masks can be
/// opened, the first letter tells most of the others.
async fn by_name(tx: &mut Tx, vault: &Vault, name: &str) -> Result<Vec<i64>, Error> {
    let wanted = canonical_name(name);
    let mut ids = BTreeSet::new();
    for (version, tag) in vault.name_tags(&wanted)? {
        let tagged = holder::by_name_tag(tx, version, tag, MOST).await?;
        ids.extend(tagged.into_iter().map(PartyId::get));
    }
    let ids: Vec<i64> = ids.into_iter().collect();
    rights::look_up(tx, &ids).await?;
    let opens = vault.holds(KeyUse::Column { table: "holder", column: "name" });
    let mut named = Vec::new();
    for holder in holder::many(tx, &ids).await? {
        let same = if opens {
            canonical_name(&open_name(vault, &holder)?) == wanted
        } else {
            canonical_name(&open_name_mask(vault, &holder)?).chars().next() == wanted.chars().next()
        };
        if same {
            named.push(holder.holder_id.get());
        }
    }
    Ok(named)
}
