//! The way of a command to the database: password, timeouts, and the name that the server sees.

use std::cell::RefCell;
use std::time::Duration;

use zeroize::Zeroizing;

use super::effect::Effect;
use super::failure;
use super::session::Session;
use crate::error::Error;
use crate::store::{Access, DatabaseUrl};
use crate::vault::secret_command;

/// How long a look-up may take: somebody is on the phone.
const LOOK_UP: Duration = Duration::from_mins(1);

/// How long who looks waits for a lock: only a change of the schema keeps readers out.
const READING: Duration = Duration::from_secs(15);

/// How long who serves somebody at the counter waits for a load or a regrouping.
const SERVING: Duration = Duration::from_mins(1);

/// The password of the configured program, once it was asked for: it may be slow, or want a token to be touched.
#[derive(Default)]
pub struct Password(RefCell<Option<(String, Zeroizing<String>)>>);

/// What is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// One thing is looked up.
    LookUp,
    /// Whatever the command does.
    Work,
}

impl Session {
    /// How the database is reached.
    pub async fn access(&self, what: For) -> Result<Access, Error> {
        let connection = &self.config.connection;
        let mut access = Access::from(self.config.database.value.clone());
        if matches!(access.url, DatabaseUrl::Sqlite(_)) {
            return Ok(access);
        }
        access.application = format!("cardctl {}", self.command);
        access.connect_timeout = connection.connect_timeout.value;
        access.variables = connection.variables.clone();
        access.password = self.password(&access.url).await?;
        let configured = connection.statement_timeout.as_ref().map(|limit| limit.value);
        access.statement_timeout = match (self.effect, what) {
            (Effect::Looks, For::LookUp) => Some(configured.unwrap_or(LOOK_UP)),
            (Effect::Looks | Effect::Serves, _) => configured,
            // What changes many has long statements by its nature, and is not to be ended in the night.
            (Effect::Apart | Effect::Records | Effect::Changes | Effect::Tries, _) => None,
        };
        let usual = match self.effect {
            Effect::Looks => Some(READING),
            Effect::Serves => Some(SERVING),
            // A load waits for a regrouping as long as it takes.
            Effect::Apart | Effect::Records | Effect::Changes | Effect::Tries => None,
        };
        access.lock_timeout = connection.lock_timeout.as_ref().map(|limit| limit.value).or(usual);
        Ok(access)
    }

    async fn password(&self, url: &DatabaseUrl) -> Result<Option<Zeroizing<String>>, Error> {
        let Some(command) = &self.config.connection.password_command else { return Ok(None) };
        if Access::has_password_in_url(url) {
            return Ok(None);
        }
        if let Some((from, password)) = &*self.password.0.borrow()
            && *from == command.value
        {
            return Ok(Some(password.clone()));
        }
        let password = secret_command::password(&command.value).await.map_err(|error| {
            failure::password_command(&error).hint(format!("it was named by: {}", command.origin))
        })?;
        self.password.0.replace(Some((command.value.clone(), password.clone())));
        Ok(Some(password))
    }
}
