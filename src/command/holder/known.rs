//! What is known already of the people in a slice of registrations, and whether one of them is known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use zeroize::Zeroizing;

use super::application::{Application, Digest, Prepared, canonical_name};
use crate::domain::card::CardNumber;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::card::{self, Card};
use crate::store::holder::{self, Holder};
use crate::store::{StoreError, Tx};
use crate::vault::{Vault, VaultError, short_tag};

/// Whose a ref, a parameter or a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A holder of the database.
    Stored(PartyId),
    /// The person of this place in the slice.
    New(usize),
}

/// A known person, as far as a repeated registration is compared.
struct Person {
    reference: Option<String>,
    canonical_name: Zeroizing<String>,
    shown: String,
    /// Nothing of a restricted person is looked at.
    restricted: bool,
}

/// Who is known.
pub struct Known {
    references: HashMap<String, Owner>,
    digests: HashMap<Digest, Owner>,
    /// The cards that were asked for, by number.
    pub cards: HashMap<CardNumber, Card>,
    card_owners: HashMap<CardNumber, Owner>,
    people: HashMap<Owner, Person>,
}

/// How an application stands to who is known.
pub enum Standing {
    /// Nobody has this ref, these parameters or this card.
    New,
    /// It says what is known.
    Same(Owner),
    /// The ref belongs to somebody who is not the one of the application.
    Conflict(Error),
    /// The person is a holder already.
    Refused(Error),
}

impl Known {
    /// Looks up all refs, parameters and cards of a slice.
    pub async fn load(tx: &mut Tx, vault: &Vault, slice: &[(&Application, Prepared)]) -> Result<Self, Error> {
        let references: BTreeSet<String> =
            slice.iter().filter_map(|(each, _)| Some(each.reference.as_ref()?.to_string())).collect();
        let references: Vec<String> = references.into_iter().collect();
        let references: HashMap<String, Owner> = holder::by_refs(tx, &references)
            .await?
            .into_iter()
            .map(|(reference, id)| (reference, Owner::Stored(id)))
            .collect();

        // While keys are rotated a claim may stand under the older key alone; it is remembered under the newest.
        let older: HashMap<&Digest, &Digest> = slice
            .iter()
            .flat_map(|(each, prepared)| prepared.older_claims(each))
            .map(|(_, older, _, newest)| (older, newest))
            .collect();
        let mut wanted: BTreeMap<&str, BTreeSet<[u8; 16]>> = BTreeMap::new();
        let newest = slice.iter().flat_map(|(each, prepared)| prepared.claims(each).into_keys());
        for (namespace, digest) in newest.chain(older.keys().copied()) {
            wanted.entry(namespace).or_default().insert(*digest);
        }
        let mut digests: HashMap<Digest, Owner> = HashMap::new();
        for (namespace, keys) in wanted {
            let keys: Vec<Vec<u8>> = keys.iter().map(|digest| digest.to_vec()).collect();
            for (digest, id) in holder::claimed(tx, namespace, &keys).await? {
                let digest = digest.try_into().map_err(|_| {
                    StoreError::inconsistent("parameter_claim", "digest", id.get(), "not 16 bytes")
                })?;
                let found = (namespace.to_owned(), digest);
                let newest = older.get(&found).map_or_else(|| found.clone(), |newest| (*newest).clone());
                digests.insert(newest, Owner::Stored(id));
            }
        }

        let numbers: BTreeSet<i64> =
            slice.iter().filter_map(|(each, _)| each.card.map(card::stored)).collect();
        let numbers: Vec<i64> = numbers.into_iter().collect();
        let mut cards = HashMap::new();
        let mut card_owners = HashMap::new();
        for card in card::many(tx, &numbers).await? {
            if let Some(holder) = card.holder() {
                card_owners.insert(card.number()?, Owner::Stored(holder));
            }
            cards.insert(card.number()?, card);
        }

        let mut known = Self { references, digests, cards, card_owners, people: HashMap::new() };
        known.load_people(tx, vault).await?;
        Ok(known)
    }

    async fn load_people(&mut self, tx: &mut Tx, vault: &Vault) -> Result<(), Error> {
        let owners = self.references.values().chain(self.digests.values());
        let ids: BTreeSet<i64> = owners
            .filter_map(|owner| match owner {
                Owner::Stored(id) => Some(id.get()),
                Owner::New(_) => None,
            })
            .collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        for holder in holder::many(tx, &ids).await? {
            let id = holder.holder_id;
            if holder.restricted_at.is_some() {
                let reference = Some(holder.reference);
                let nothing = Zeroizing::new(String::new());
                let person =
                    Person { reference, canonical_name: nothing, shown: String::new(), restricted: true };
                self.people.insert(Owner::Stored(id), person);
                continue;
            }
            let person = Person {
                restricted: false,
                canonical_name: canonical_name(&open_name(vault, &holder)?),
                shown: format!("{} (ref `{}`)", *open_name_mask(vault, &holder)?, holder.reference),
                reference: Some(holder.reference),
            };
            self.people.insert(Owner::Stored(id), person);
        }
        Ok(())
    }

    /// Whether the application is of somebody who is known, and says the same of them.
    pub fn standing(&self, application: &Application, prepared: &Prepared) -> Standing {
        let claims = prepared.claims(application);
        let by_reference = application.reference.as_ref().and_then(|code| self.references.get(code.as_str()));
        let mut by_parameter = claims.keys().filter_map(|digest| Some((*digest, self.digests.get(*digest)?)));
        let touched =
            by_reference.into_iter().chain(claims.keys().filter_map(|digest| self.digests.get(*digest)));
        if touched.into_iter().any(|owner| self.people.get(owner).is_some_and(|person| person.restricted)) {
            let error =
                Error::new(Code::HolderRestricted, "the ref or a parameter belongs to a restricted holder");
            return Standing::Refused(
                error.hint("nobody can be registered with it while the restriction lasts"),
            );
        }
        let (owner, digest) = match (by_reference, by_parameter.next()) {
            (None, None) => return Standing::New,
            (Some(owner), _) => (*owner, None),
            (None, Some((digest, owner))) => (*owner, Some(digest)),
        };
        let differs = self.differs(application, prepared, &claims, owner);
        match (differs, digest) {
            (None, _) => Standing::Same(owner),
            (Some(what), None) => {
                let reference = application.reference.as_ref().map(ToString::to_string).unwrap_or_default();
                Standing::Conflict(
                    Error::new(
                        Code::Conflict,
                        format!("ref `{reference}` is a holder's with another {what}"),
                    )
                    .hint(format!("`cardctl holder show {reference}` shows who it is")),
                )
            }
            (Some(_), Some((namespace, digest))) => {
                let shown =
                    self.people.get(&owner).map_or_else(|| "somebody".to_owned(), |p| p.shown.clone());
                let tag = short_tag(namespace, digest);
                let error = Error::new(Code::Conflict, format!("`{tag}` is registered already: {shown}"));
                let error = error.hint("one person is one holder; `cardctl holder find -` finds them");
                Standing::Refused(match (owner, self.people.get(&owner).and_then(|p| p.reference.as_ref())) {
                    (Owner::Stored(_), Some(reference)) => error.hint(format!(
                        "a number that was given to somebody else is freed by `cardctl parameter retire`; \
                         `cardctl parameter list {reference}` shows it"
                    )),
                    _ => error,
                })
            }
        }
    }

    /// What an application says otherwise than what is known of a person.
    fn differs(
        &self,
        application: &Application,
        prepared: &Prepared,
        claims: &BTreeMap<&Digest, i64>,
        owner: Owner,
    ) -> Option<&'static str> {
        let person = self.people.get(&owner)?;
        let card = application.card.map(|number| self.card_owners.get(&number));
        if claims.keys().any(|digest| self.digests.get(*digest) != Some(&owner)) {
            Some("parameter")
        } else if person.canonical_name != prepared.canonical_name {
            Some("name")
        } else if card.is_some_and(|card| card != Some(&owner)) {
            Some("card")
        } else if application
            .reference
            .as_ref()
            .is_some_and(|given| person.reference.as_ref().is_none_or(|known| known != given.as_str()))
        {
            Some("ref")
        } else {
            None
        }
    }

    /// Remembers somebody who was accepted, for those who come later in the slice.
    pub fn remember(&mut self, at: usize, application: &Application, prepared: &Prepared, card: CardNumber) {
        let owner = Owner::New(at);
        if let Some(reference) = &application.reference {
            self.references.insert(reference.to_string(), owner);
        }
        for digest in prepared.claims(application).into_keys() {
            self.digests.insert(digest.clone(), owner);
        }
        self.card_owners.insert(card, owner);
        let person = Person {
            reference: application.reference.as_ref().map(ToString::to_string),
            canonical_name: prepared.canonical_name.clone(),
            shown: "somebody else of the same file".to_owned(),
            restricted: false,
        };
        self.people.insert(owner, person);
    }

    /// Whose a card is.
    pub fn owner_of_card(&self, card: CardNumber) -> Option<Owner> {
        self.card_owners.get(&card).copied()
    }
}

/// The name of a holder, in clear: for comparing, never for showing.
pub fn open_name(vault: &Vault, holder: &Holder) -> Result<Zeroizing<String>, VaultError> {
    vault.open_text("holder", "name", holder.holder_id.get(), &holder.name)
}

/// The masked name of a holder.
pub fn open_name_mask(vault: &Vault, holder: &Holder) -> Result<Zeroizing<String>, VaultError> {
    vault.open_text("holder", "name_mask", holder.holder_id.get(), &holder.name_mask)
}
