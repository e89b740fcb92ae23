//! How old those are who are to be paid: rule DS07.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::command::yardstick::Yardstick;
use crate::domain::parameter::{Facets, Kind, parse};
use crate::domain::party::PartyId;
use crate::domain::payout::OF_AGE;
use crate::error::{Code, Error};
use crate::store::party_identity::{self, Identity};
use crate::store::{Tx, holder};
use crate::vault::Vault;

/// So many are read at once: a platform has more holders than should stand in memory with their documents.
const AT_ONCE: usize = 1000;

/// What is known of somebody's age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// 18 or older.
    Full,
    /// Younger.
    Under,
    /// No document tells it.
    Untold,
    /// It is sealed, and no key opens it here.
    Sealed,
}

/// How old these persons are on a day.
pub(super) async fn of(
    tx: &mut Tx,
    vault: Option<&Vault>,
    today: Date,
    persons: &[PartyId],
) -> Result<HashMap<PartyId, Age>, Error> {
    let Some(vault) = vault else {
        return Ok(persons.iter().map(|person| (*person, Age::Sealed)).collect());
    };
    let yardstick = Yardstick::load(tx, today).await?;
    let mut ages = HashMap::with_capacity(persons.len());
    for some in persons.chunks(AT_ONCE) {
        let ids: Vec<i64> = some.iter().map(|person| person.get()).collect();
        let mut known = Known { ages: &mut ages, sealed: HashSet::new(), today };
        for parameter in holder::parameters(tx, &ids).await? {
            known.learn(parameter.holder_id, yardstick.meaning(vault, &parameter))?;
        }
        for identity in party_identity::among(tx, &ids).await? {
            known.learn(identity.party_id, meaning(&yardstick, vault, &identity))?;
        }
        known.close(some);
    }
    Ok(ages)
}

/// What the documents told so far.
struct Known<'a> {
    ages: &'a mut HashMap<PartyId, Age>,
    /// Who has a document that no key opens here.
    sealed: HashSet<PartyId>,
    today: Date,
}

impl Known<'_> {
    /// Of several documents the one that makes the person youngest counts.
    fn learn(&mut self, person: PartyId, facets: Result<Facets, Error>) -> Result<(), Error> {
        let age = match facets {
            Ok(facets) => facets.age(self.today),
            Err(error) if error.code() == Code::KeyNotHeld => {
                self.sealed.insert(person);
                None
            }
            Err(error) => return Err(error),
        };
        match age {
            Some(age) if age < OF_AGE => {
                self.ages.insert(person, Age::Under);
            }
            Some(_) => {
                self.ages.entry(person).or_insert(Age::Full);
            }
            None => {}
        }
        Ok(())
    }

    /// One document that stays closed may tell of a child, whatever the others say.
    fn close(self, persons: &[PartyId]) {
        for person in persons {
            let age = self.ages.entry(*person).or_insert(Age::Untold);
            if *age != Age::Under && self.sealed.contains(person) {
                *age = Age::Sealed;
            }
        }
    }
}

/// What the number of a document tells: those of citizens and of most residents have the birth date in them.
fn meaning(yardstick: &Yardstick, vault: &Vault, identity: &Identity) -> Result<Facets, Error> {
    let row = identity.party_id.get();
    let number = vault.open_text("party_identity", "number", row, &identity.number)?;
    let read = parse(&Kind::CitizenId, &number, &yardstick.context()).ok();
    Ok(read.map(|parameter| parameter.facets().clone()).unwrap_or_default())
}
