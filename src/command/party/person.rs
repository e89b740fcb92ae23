//! Names of persons among the parties: sealed in the database, shown where the key is.

use zeroize::Zeroizing;

use crate::command::failure;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::output::Value;
use crate::vault::{Vault, if_held};

/// The table whose column `name` is sealed.
#[derive(Clone, Copy)]
pub enum Persons {
    /// `staff`.
    Staff,
    /// `agent`.
    Agents,
}

impl Persons {
    const fn table(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Agents => "agent",
        }
    }

    /// Seals a name for its row.
    pub fn seal(
        self,
        session: &mut Session,
        vault: &Vault,
        id: PartyId,
        name: &str,
    ) -> Result<Vec<u8>, Error> {
        Ok(vault.seal(self.table(), "name", id.get(), name.as_bytes(), &mut *session.randomness)?)
    }

    /// Opens the name of a row.
    pub fn open(self, vault: &Vault, id: PartyId, sealed: &[u8]) -> Result<Zeroizing<String>, Error> {
        Ok(vault.open_text(self.table(), "name", id.get(), sealed)?)
    }

    /// The name for output: nothing where there is no key for it.
    pub fn shown(self, vault: Option<&Vault>, id: PartyId, sealed: &[u8]) -> Result<Value, Error> {
        let open = |vault: &Vault| if_held(vault.open_text(self.table(), "name", id.get(), sealed));
        let opened = vault.map(open).transpose()?.flatten();
        Ok(opened.map_or(Value::Null, |name| Value::text(name.as_str().to_owned())))
    }
}

/// The value of `--name`, from stdin when it is `-`.
pub fn name_argument(session: &mut Session, text: &str) -> Result<Zeroizing<String>, Error> {
    let given = if text == "-" { session.ui.stdin_value("--name")? } else { Zeroizing::new(text.to_owned()) };
    failure::name("--name", &given).map(|name| Zeroizing::new(name.to_owned()))
}
