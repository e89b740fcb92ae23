//! The way of a command to the keys: where they come from, whether they are the platform's, and how long they stay.

use std::cell::RefCell;
use std::sync::Arc;

use super::failure;
use super::session::Session;
use crate::config::Origin;
use crate::error::{Code, Error};
use crate::store::key::KeyVersion;
use crate::store::{Store, Tx, key, lock};
use crate::vault::{KeyRing, Vault, key_command, key_file};

/// The keys as they were read, and where from.
#[derive(Default)]
pub struct Keys(RefCell<Option<(String, Arc<KeyRing>)>>);

impl Session {
    /// Where the keys come from, for messages: the key file or the key command with its name.
    #[must_use]
    pub fn key_source(&self) -> String {
        match &self.config.key_command {
            Some(command) => {
                let program = command.value.split_whitespace().next().unwrap_or_default();
                format!("the key command `{program}`")
            }
            None => format!("the key file `{}`", self.config.key_file.value.display()),
        }
    }

    /// By what the key file or the key command was named.
    #[must_use]
    pub fn key_origin(&self) -> &Origin {
        match &self.config.key_command {
            Some(command) => &command.origin,
            None => &self.config.key_file.origin,
        }
    }

    /// Whether there is a key command, or a key file stands where one is expected.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.config.key_command.is_some() || self.config.key_file.value.exists()
    }

    /// The keys, read once for a command: a key service may be slow.
    ///
    /// A command that writes asks for them before it begins a transaction, so that nobody waits for the service.
    pub async fn key_ring(&self) -> Result<Arc<KeyRing>, Error> {
        let source = self.key_source();
        if let Some((from, ring)) = &*self.keys.0.borrow()
            && *from == source
        {
            return Ok(Arc::clone(ring));
        }
        let ring = Arc::new(self.read_keys().await?);
        self.keep_keys(Arc::clone(&ring));
        Ok(ring)
    }

    /// Keeps keys for the rest of the command.
    pub(super) fn keep_keys(&self, ring: Arc<KeyRing>) {
        self.keys.0.replace(Some((self.key_source(), ring)));
    }

    async fn read_keys(&self) -> Result<KeyRing, Error> {
        let read = match &self.config.key_command {
            Some(command) => {
                key_command::read(&command.value).await.map_err(|error| failure::key_command(&error))
            }
            None if self.config.key_is_credential => {
                key_file::read_credential(&self.config.key_file.value).map_err(failure::key_file)
            }
            None => key_file::read(&self.config.key_file.value).map_err(failure::key_file),
        };
        read.map_err(|error| error.hint(self.key_named_by()))
    }

    fn key_named_by(&self) -> String {
        format!("{} was named by: {}", self.key_source(), self.key_origin())
    }

    /// The keys that the database's values are sealed under, each made sure to be the platform's.
    pub async fn vault(&self, tx: &mut Tx) -> Result<Vault, Error> {
        let versions = key::versions(tx).await?;
        let mut ring = self.key_ring().await?;
        if versions.iter().any(|each| each.is_live() && ring.check_value(each.version).is_none()) {
            // A rotation may have begun since they were read.
            ring = Arc::new(self.read_keys().await?);
            self.keep_keys(Arc::clone(&ring));
        }
        self.fit(&ring, &versions)
    }

    /// The vault of a ring, if its keys are those of the database.
    pub(super) fn fit(&self, ring: &KeyRing, versions: &[KeyVersion]) -> Result<Vault, Error> {
        let live: Vec<u8> = versions.iter().filter(|each| each.is_live()).map(|each| each.version).collect();
        for each in versions.iter().filter(|each| each.is_live()) {
            if ring.check_value(each.version).is_some_and(|value| value.as_slice() != each.check_value) {
                return Err(Error::new(
                    Code::WrongKey,
                    format!("{} belongs to another database", self.key_source()),
                )
                .hint(self.key_named_by())
                .hint(format!("the database is `{}`", self.config.database.value)));
            }
        }
        // `init` records the first version.
        if live.is_empty() {
            return Err(Error::new(Code::Inconsistency, "the database has no version of the key")
                .hint("run `cardctl db check` for the whole extent"));
        }
        let mut vault = Vault::of(ring, &live).map_err(|missing| {
            let error = Error::new(
                Code::KeyNotHeld,
                format!("{} has no version {missing} of the key", self.key_source()),
            );
            error.hint(self.key_named_by()).hint(match ring.purpose() {
                Some(purpose) => format!(
                    "the keys were rotated: let `cardctl key export --for {}` make it anew",
                    purpose.as_str()
                ),
                None => "the keys were rotated: copy the key file from where `cardctl key rotate` was run"
                    .to_owned(),
            })
        })?;
        for each in versions {
            if let Some(sealed) = &each.retained {
                vault.retain(each.version, sealed.clone());
            }
        }
        Ok(vault)
    }

    /// The keys if there are any, for lists that show names only then. Wrong ones are an error all the same.
    pub async fn vault_if_any(&self, tx: &mut Tx) -> Result<Option<Vault>, Error> {
        match self.vault(tx).await {
            Ok(vault) => Ok(Some(vault)),
            Err(error) if error.code() == Code::KeyMissing => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Begins a transaction that seals or claims, with the keys for it. No rotation begins, ends or passes until it
    /// ends.
    pub async fn begin_sealing(&self, store: &Store) -> Result<(Tx, Vault), Error> {
        self.key_ring().await?;
        let mut tx = store.begin().await?;
        lock::share_keys(&mut tx).await?;
        let vault = self.vault(&mut tx).await?;
        Ok((tx, vault))
    }

    /// Makes a transaction one that seals or claims, and brings a vault of an earlier one up to date. To be called
    /// before the transaction locks any row.
    pub async fn share_keys(&self, tx: &mut Tx, vault: &mut Vault) -> Result<(), Error> {
        lock::share_keys(tx).await?;
        let live = key::versions(tx).await?.into_iter().filter(KeyVersion::is_live);
        let mut live: Vec<u8> = live.map(|each| each.version).collect();
        live.reverse();
        if live != vault.live() {
            *vault = self.vault(tx).await?;
        }
        Ok(())
    }
}
