//! A holder as people are shown: masked, with card, tier and attribution.

use std::collections::HashMap;

use super::directory::Directory;
use super::known::open_name_mask;
use crate::domain::day::Day;
use crate::domain::history::in_force;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::output::{Column, Table, Value};
use crate::store::attribution::{self, Attribution};
use crate::store::cohort::placement;
use crate::store::holder::{self, Holder, StoredParameter};
use crate::store::{Tx, card, cohort, scheme};
use crate::vault::{Vault, if_held};

/// A masked parameter.
pub struct Masked {
    /// Its kind.
    pub kind: String,
    /// The masked value; nothing without a key.
    pub mask: Option<String>,
    /// The short tag.
    pub tag: String,
}

/// What lists and records show of a holder.
pub struct Profile {
    /// The holder.
    pub holder: Holder,
    /// The masked name; nothing without a key.
    pub name: Option<String>,
    /// The parameters.
    pub parameters: Vec<Masked>,
    /// The state of the card.
    pub card_state: String,
    /// Who serves the holder today, where it was asked for.
    pub attribution: Option<Attribution>,
    /// The tier in force today.
    pub tier: Option<String>,
}

impl Profile {
    /// Reads the profile of a holder, with who serves them.
    pub async fn load(
        tx: &mut Tx,
        vault: Option<&Vault>,
        directory: &Directory,
        today: Day,
        id: PartyId,
    ) -> Result<Option<Self>, Error> {
        let mut found = Self::load_many(tx, vault, directory, today, &[id.get()]).await?.pop();
        if let Some(profile) = found.as_mut().filter(|profile| profile.holder.restricted_at.is_none()) {
            let changes = attribution::of(tx, &[id.get()]).await?;
            let changes = changes.get(&id).and_then(|changes| in_force(changes, today, i64::MAX));
            profile.attribution = changes.copied();
        }
        Ok(found)
    }

    /// Reads the profiles of these holders, in the order of their numbers, without who serves them.
    pub async fn load_many(
        tx: &mut Tx,
        vault: Option<&Vault>,
        directory: &Directory,
        today: Day,
        ids: &[i64],
    ) -> Result<Vec<Self>, Error> {
        let mut parameters = holder::parameters(tx, ids).await?;
        let tiers = attribution::tiers_of(tx, ids).await?;
        let holders = holder::many(tx, ids).await?;
        let mut numbers = Vec::with_capacity(holders.len());
        for holder in &holders {
            numbers.push(card::stored(holder.card()?));
        }
        let mut states = HashMap::with_capacity(numbers.len());
        for card in card::many(tx, &numbers).await? {
            states.insert(card.number()?, card.state()?);
        }
        let mut profiles = Vec::with_capacity(holders.len());
        for holder in holders {
            let id = holder.holder_id;
            if holder.restricted_at.is_some() {
                profiles.push(Self::restricted(holder));
                continue;
            }
            let state = states.get(&holder.card()?);
            let tier = tiers.get(&id).and_then(|tiers| in_force(tiers, today, i64::MAX));
            let mine = parameters.extract_if(.., |parameter| parameter.holder_id == id);
            profiles.push(Self {
                name: match vault {
                    Some(vault) => if_held(open_name_mask(vault, &holder))?.map(|name| name.to_string()),
                    None => None,
                },
                parameters: mine.map(|parameter| masked(vault, parameter)).collect::<Result<_, Error>>()?,
                card_state: state.map(|state| state.as_str().to_owned()).unwrap_or_default(),
                attribution: None,
                tier: tier.and_then(|tier| directory.tier_of(*tier)).map(|tier| tier.code.clone()),
                holder,
            });
        }
        Ok(profiles)
    }

    /// Of a restricted holder nothing is opened and nothing shown.
    fn restricted(holder: Holder) -> Self {
        Self {
            holder,
            name: None,
            parameters: Vec::new(),
            card_state: String::new(),
            attribution: None,
            tier: None,
        }
    }

    /// `registered` or `active`: whether the person became a holder; `restricted` when nothing else may be said.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.holder.restricted_at.is_some() {
            "restricted"
        } else if self.holder.is_active() {
            "active"
        } else {
            "registered"
        }
    }

    /// The code of a party as a cell.
    pub fn code(directory: &Directory, party: Option<PartyId>) -> Value {
        party.and_then(|party| directory.code(party)).map(|code| Value::code(code.to_owned())).into()
    }
}

fn masked(vault: Option<&Vault>, parameter: StoredParameter) -> Result<Masked, Error> {
    let row = holder::sealed_row(parameter.holder_id, parameter.n);
    let mask = match vault {
        Some(vault) => if_held(vault.open_text("holder_parameter", "mask", row, &parameter.mask))?
            .map(|mask| mask.to_string()),
        None => None,
    };
    Ok(Masked { kind: parameter.kind, mask, tag: parameter.tag })
}

const COHORTS: [Column; 4] = [
    Column::new("scheme", "SCHEME"),
    Column::new("path", "PATH"),
    Column::new("rank", "RANK"),
    Column::new("members", "MEMBERS"),
];

/// Members of a cohort below this number are told to nobody who looks for a caller: who is in it would be known.
const CROWD: i64 = 5;

/// The cohorts of a holder with their rank, of every scheme the leaf first, then those above it. Support sees no other
/// member, so that it knows no rank, and no small number of members.
pub async fn cohorts(tx: &mut Tx, holder: &Holder, support: bool) -> Result<Table, Error> {
    let schemes = scheme::list(tx).await?;
    let mut table = Table::new(&COHORTS);
    for (scheme, standing) in placement::of_holder(tx, holder.holder_id).await? {
        let name = schemes.iter().find(|stored| stored.scheme_id == scheme).map(|stored| stored.name.clone());
        for cohort in cohort::with_above(tx, standing.leaf).await? {
            let rank = if support {
                Value::Null
            } else {
                cohort::rank(tx, &cohort, &standing.key, holder.holder_id).await?.into()
            };
            let members = match cohort.members {
                few if support && few < CROWD => Value::code(format!("<{CROWD}")),
                members => members.into(),
            };
            table.row([name.clone().map(Value::code).into(), Value::code(cohort.path), rank, members]);
        }
    }
    Ok(table)
}
