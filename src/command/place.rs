//! Which database a command works on, what profile and database say of it, and whether the two agree.

use std::fmt;

use crate::config::{Config, Setting};
use crate::domain::environment::Environment;
use crate::error::{Code, Error};
use crate::store::setting::{self, ENVIRONMENT};
use crate::store::{Store, StoreError};

/// Where a command works.
#[derive(Clone, Debug)]
pub struct Place {
    database: String,
    profile: Option<String>,
    /// Whether the profile is marked.
    production: bool,
    /// What the profile says.
    claimed: Option<Environment>,
    /// What the database says.
    marked: Option<Environment>,
}

impl Place {
    /// The place that the configuration names, with the mark of the database.
    pub fn new(config: &Config, marked: Option<Environment>) -> Self {
        Self {
            database: config.database.value.to_string(),
            profile: config.profile.as_ref().map(|profile| profile.value.clone()),
            production: config.production,
            claimed: config.environment.as_ref().map(|claimed| claimed.value.clone()),
            marked,
        }
    }

    /// As [`new`](Self::new), where profile and database have to agree.
    ///
    /// # Errors
    /// They name two environments.
    pub fn agreed(config: &Config, marked: Option<Environment>) -> Result<Self, Error> {
        let place = Self::new(config, marked);
        match (&config.environment, &place.marked) {
            (Some(claimed), Some(marked)) if claimed.value != *marked => {
                Err(place.disagreement(config, claimed, marked))
            }
            _ => Ok(place),
        }
    }

    fn disagreement(&self, config: &Config, claimed: &Setting<Environment>, marked: &Environment) -> Error {
        let profile = self.profile.as_deref().unwrap_or_default();
        let says = format!(
            "the profile `{profile}` is for the environment `{}`, and `{}` belongs to `{marked}`",
            claimed.value, self.database
        );
        let error = Error::new(Code::WrongEnvironment, says)
            .hint(format!("the database was named by: {}", config.database.origin))
            .hint("`cardctl config profiles` lists the profiles; name the right one by `--profile`");
        // Nobody is led to take the guard off a database of production.
        if marked.is_production() {
            return error;
        }
        error.hint(format!(
            "if the mark in the database is wrong, change it without a profile: `cardctl --config /dev/null \
             --database {} setting set {ENVIRONMENT} {} --reason TEXT`",
            self.database, claimed.value
        ))
    }

    /// The name that has to be typed for a change: that of the profile if it is marked, else that of the environment
    /// if the database is, so that who forgets the profile is asked all the same.
    pub fn guard(&self) -> Option<&str> {
        match (&self.profile, &self.marked) {
            (Some(profile), _) if self.production => Some(profile),
            (_, Some(marked)) if marked.is_production() => Some(marked.as_str()),
            _ => None,
        }
    }

    /// What the guard's name is the name of.
    pub const fn guarded_by(&self) -> &'static str {
        if self.production { "profile" } else { "environment" }
    }

    /// The database's own mark.
    pub const fn marked(&self) -> Option<&Environment> {
        self.marked.as_ref()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.database)?;
        let mut said = Vec::new();
        if let Some(profile) = &self.profile {
            said.push(format!("profile {profile}"));
        }
        if self.guard().is_some() {
            said.push(Environment::PRODUCTION.to_owned());
        }
        if let Some(environment) = self.marked.as_ref().or(self.claimed.as_ref())
            && !environment.is_production()
        {
            said.push(format!("environment {environment}"));
        }
        if said.is_empty() { Ok(()) } else { write!(f, " ({})", said.join(", ")) }
    }
}

/// The mark of a database. One of a schema that is not there yet has none.
pub async fn marked(store: &Store) -> Result<Option<Environment>, Error> {
    let Some(text) = setting::read_alone(store, ENVIRONMENT).await? else { return Ok(None) };
    let environment =
        text.parse().map_err(|why| StoreError::inconsistent("setting", "value", ENVIRONMENT, why))?;
    Ok(Some(environment))
}
