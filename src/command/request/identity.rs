//! Whose a message is: by ref, card or parameter.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use zeroize::Zeroizing;

use crate::command::holder::{Named, NamedHolders};
use crate::command::yardstick::Yardstick;
use crate::domain::parameter::{Kind, lookups, parse};
use crate::domain::party::PartyId;
use crate::domain::request::{Given, Message};
use crate::error::Error;
use crate::store::{Tx, holder};
use crate::vault::Vault;

/// Where a parameter may be claimed: namespaces and blind indexes.
type Digests = Vec<(String, [u8; 16])>;

/// A message on its way in.
pub struct Incoming<'a> {
    /// It.
    pub message: &'a Message,
    /// Whose it is.
    pub holder: Option<PartyId>,
    /// Whether the parameter in it is theirs.
    pub identified: bool,
}

/// Finds out whose messages they are.
pub async fn identify<'a>(
    yardstick: &Yardstick,
    tx: &mut Tx,
    vault: &Vault,
    messages: &'a [Message],
) -> Result<Vec<Incoming<'a>>, Error> {
    let names: Vec<Vec<Named>> = messages.iter().map(named).collect();
    let found = NamedHolders::look_up(tx, names.iter().flatten()).await?;
    // Of a holder who asks often the parameter is read once.
    let mut read: HashMap<(Option<&str>, &str), Digests> = HashMap::new();
    for given in messages.iter().filter_map(|message| message.parameter.as_ref()) {
        if let Entry::Vacant(place) = read.entry((given.kind.as_deref(), &given.value)) {
            place.insert(digests(yardstick, vault, given)?);
        }
    }
    let none = Digests::new();
    let digests: Vec<&Digests> = messages
        .iter()
        .map(|message| {
            let given = message.parameter.as_ref();
            given.and_then(|given| read.get(&(given.kind.as_deref(), given.value.as_str()))).unwrap_or(&none)
        })
        .collect();
    let mut wanted: BTreeMap<&str, BTreeSet<Vec<u8>>> = BTreeMap::new();
    for (namespace, digest) in digests.iter().copied().flatten() {
        wanted.entry(namespace).or_default().insert(digest.to_vec());
    }
    let mut owners: HashMap<(&str, Vec<u8>), PartyId> = HashMap::new();
    for (namespace, digests) in wanted {
        for (digest, owner) in holder::claimed(tx, namespace, &Vec::from_iter(digests)).await? {
            owners.insert((namespace, digest), owner);
        }
    }
    let incoming = messages.iter().zip(names).zip(&digests).map(|((message, names), digests)| {
        let owners: HashSet<PartyId> = digests
            .iter()
            .filter_map(|(namespace, digest)| owners.get(&(namespace.as_str(), digest.to_vec())).copied())
            .collect();
        let said = names.iter().find_map(|name| found.of(name).ok());
        let alone = if owners.len() == 1 { owners.iter().next().copied() } else { None };
        let holder = if names.is_empty() { alone } else { said };
        let identified = holder.is_some_and(|holder| owners.contains(&holder));
        Incoming { message, holder, identified }
    });
    Ok(incoming.collect())
}

/// Where a parameter may be claimed, under every key version that is live.
fn digests(yardstick: &Yardstick, vault: &Vault, given: &Given) -> Result<Digests, Error> {
    let context = yardstick.context();
    let readings: Vec<(String, Zeroizing<String>)> = match &given.kind {
        Some(kind) => {
            let read = kind.parse::<Kind>().ok().and_then(|kind| parse(&kind, &given.value, &context).ok());
            read.into_iter()
                .map(|read| (read.namespace().to_owned(), Zeroizing::new(read.canonical().to_owned())))
                .collect()
        }
        None => lookups(&given.value, &context)
            .into_iter()
            .map(|lookup| (lookup.namespace, lookup.canonical))
            .collect(),
    };
    let mut digests = Vec::new();
    for (namespace, canonical) in readings {
        for (_, digest) in vault.blind_indexes(&namespace, &canonical)? {
            digests.push((namespace.clone(), digest));
        }
    }
    Ok(digests)
}

/// How a message names its holder. What is written as a ref may be a card number, as everywhere.
fn named(message: &Message) -> Vec<Named> {
    let mut names = Vec::new();
    if let Some(text) = &message.holder {
        names.extend(Named::read("", text).ok());
        names.extend(Named::read(text, "").ok());
        // A name that can be nobody's is still one: the parameter alone must not decide then.
        if names.is_empty() {
            names.push(Named::Ref(text.clone()));
        }
    }
    if let Some(text) = &message.card {
        names.push(Named::read(text, "").unwrap_or_else(|_| Named::Ref(text.clone())));
    }
    names
}
