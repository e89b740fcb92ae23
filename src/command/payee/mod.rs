//! `party`: who parties are by law, and where they are paid.

mod account;
mod identify;
mod show;

use zeroize::Zeroizing;

use super::party::person::Persons;
use super::session::Session;
use super::{holder as holders, ledger};
use crate::cli::{AccountCommand, PartyCommand, PartyNamed};
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Role;
use crate::error::{Code, Error, Outcome};
use crate::store::holder::Holder;
use crate::store::{Tx, agent, center, holder, party_identity, provider, staff};
use crate::vault::Vault;

/// Runs `party VERB`.
pub async fn run(session: &mut Session, command: PartyCommand) -> Result<Outcome, Error> {
    match command {
        PartyCommand::Identify(arguments) => identify::run(session, arguments).await,
        PartyCommand::Account(AccountCommand::Set(arguments)) => account::set(session, arguments).await,
        PartyCommand::Show(named) => show::run(session, &named).await,
    }
}

/// A party that somebody named.
struct Party {
    id: PartyId,
    /// What it is, in the fixed order: an agent may be a holder, too.
    kinds: Vec<PartyKind>,
    /// The ref or code by which it was named.
    code: String,
    /// The holder that it is, under whatever name it was asked for.
    holder: Option<Holder>,
}

/// The party of a ref or code. The platform and its accounts are none here.
async fn named(tx: &mut Tx, named: &PartyNamed) -> Result<Party, Error> {
    let found = ledger::find(tx, &named.party, "--party-kind", named.party_kind.as_deref()).await?;
    let is_party = |kind: &PartyKind| !matches!(kind, PartyKind::Account | PartyKind::Role(Role::Platform));
    if !found.kinds.iter().all(is_party) {
        return Err(Error::new(Code::Usage, "the platform and its accounts are paid by nobody")
            .hint("name a holder by ref, or an agent, staff member, center or provider by code"));
    }
    let holder = holder::by_id(tx, found.id).await?;
    Ok(Party { id: found.id, kinds: found.kinds, code: named.party.clone(), holder })
}

impl Party {
    /// Nothing is shown of a restricted holder, and nothing is changed.
    fn restricted(&self) -> Option<Error> {
        let holder = self.holder.as_ref().filter(|holder| holder.restricted_at.is_some())?;
        Some(holders::restricted(&holder.reference))
    }

    fn is(&self, kind: impl Into<PartyKind>) -> bool {
        self.kinds.contains(&kind.into())
    }

    /// The name of its identity, or the one by which it is known here.
    async fn name(&self, tx: &mut Tx, vault: &Vault) -> Result<Option<Zeroizing<String>>, Error> {
        let id = self.id;
        if let Some(holder) = &self.holder {
            return Ok(Some(holders::open_name(vault, holder)?));
        }
        if let Some(identity) = party_identity::of(tx, id).await? {
            let name = vault.open_text("party_identity", "name", id.get(), &identity.name)?;
            return Ok(Some(name));
        }
        if let Some(agent) = agent::by_code(tx, &self.code).await?.filter(|agent| agent.agent_id == id) {
            return Persons::Agents.open(vault, id, &agent.name).map(Some);
        }
        if let Some(member) = staff::by_code(tx, &self.code).await?.filter(|member| member.staff_id == id) {
            return Persons::Staff.open(vault, id, &member.name).map(Some);
        }
        if let Some(center) = center::by_code(tx, &self.code).await?.filter(|center| center.center_id == id) {
            return Ok(Some(Zeroizing::new(center.name)));
        }
        let provider = provider::by_code(tx, &self.code).await?;
        let provider = provider.filter(|provider| provider.provider_id == id);
        Ok(provider.map(|provider| Zeroizing::new(provider.name)))
    }
}

/// The value of a flag, from stdin when it is `-`.
fn value(
    session: &mut Session,
    flag: &str,
    given: Option<String>,
) -> Result<Option<Zeroizing<String>>, Error> {
    match given {
        None => Ok(None),
        Some(text) if text == "-" => session.ui.stdin_value(flag).map(Some),
        Some(text) => Ok(Some(Zeroizing::new(text))),
    }
}
