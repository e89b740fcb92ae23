//! What is known of those from whom requests come.

use std::collections::HashMap;

use super::identity::Incoming;
use crate::command::holder::Directory;
use crate::command::permission::{Right, Rights};
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::policy::Permission;
use crate::domain::request::Asker;
use crate::domain::signature::SigningSecret;
use crate::error::Error;
use crate::store::holder_secret::SECRET;
use crate::store::request::Asking;
use crate::store::{StoreError, Tx, request};
use crate::vault::Vault;

/// What is known of those from whom messages come.
pub struct Askers {
    /// Those who are known, by number.
    pub holders: HashMap<PartyId, Asking>,
    /// What holds for them.
    pub rights: HashMap<PartyId, Right>,
}

impl Askers {
    /// Looks up everybody whom these messages come from.
    pub async fn look_up(
        tx: &mut Tx,
        (rights, directory, today): (&Rights, &Directory, Day),
        incoming: &[Incoming<'_>],
    ) -> Result<Self, Error> {
        let mut ids: Vec<i64> = incoming.iter().filter_map(|each| each.holder).map(PartyId::get).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self {
            rights: rights.of(tx, directory, today, &ids).await?,
            holders: request::askers(tx, &ids)
                .await?
                .into_iter()
                .map(|asking| (asking.holder, asking))
                .collect(),
        })
    }

    /// What is known of the holder, with regard to a message.
    pub fn asker(&self, vault: &Vault, holder: &Asking, each: &Incoming<'_>) -> Result<Asker, Error> {
        let message = each.message;
        let id = holder.holder;
        let signed = match &holder.secret {
            None => None,
            Some(sealed) => {
                let secret = vault.open(SECRET.0, SECRET.1, id.get(), sealed)?;
                let secret = SigningSecret::of_bytes(secret.to_vec())
                    .map_err(|why| StoreError::inconsistent(SECRET.0, SECRET.1, id.get(), why))?;
                let signature = message.signature.as_deref().unwrap_or_default();
                Some(secret.verifies(&message.id, message.timestamp, &message.signed(), signature))
            }
        };
        let effective = self.rights.get(&id).map(|right| &right.effective);
        Ok(Asker {
            restricted: holder.restricted,
            active: holder.active,
            card_blocked: holder.card_blocked,
            signed,
            identified: each.identified,
            may_request: effective.is_some_and(|effective| effective.permission(Permission::Request).0),
            may_ask_for_it: effective.is_none_or(|effective| {
                let services = effective.services.as_ref();
                services.is_none_or(|(services, _)| services.contains(message.service.as_str()))
            }),
        })
    }
}
