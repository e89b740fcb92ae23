//! `config`: where things are and how they look, with where each value is from.

use std::time::Duration;

use clap::ValueEnum;

use super::session::Session;
use crate::cli::ConfigCommand;
use crate::config::{Origin, Setting, written};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Format, Record, Value};

const KEY: Column = Column::new("key", "KEY");
const VALUE: Column = Column::new("value", "VALUE");
const ORIGIN: Column = Column::new("origin", "ORIGIN");

const PROFILES: [Column; 8] = [
    Column::new("name", "NAME"),
    Column::new("current", "CURRENT"),
    Column::new("database", "DATABASE"),
    Column::new("production", "PRODUCTION"),
    Column::new("environment", "ENVIRONMENT"),
    Column::new("key_file", "KEY FILE"),
    Column::detail("key_command", "KEY COMMAND"),
    Column::detail("operator", "OPERATOR"),
];

/// Runs `config VERB`.
#[expect(clippy::unused_async, reason = "all nouns are run alike")]
pub async fn run(session: &mut Session, command: ConfigCommand) -> Result<Outcome, Error> {
    match command {
        ConfigCommand::Show { origin } => show(session, origin),
        ConfigCommand::Path => path(session),
        ConfigCommand::Profiles => profiles(session),
    }
}

fn show(session: &mut Session, origin: bool) -> Result<Outcome, Error> {
    let config = &session.config;
    let default = || Origin::Default.to_string();
    let named = |setting: &Option<Setting<String>>| match setting {
        Some(setting) => (Value::text(setting.value.clone()), setting.origin.to_string()),
        None => (Value::Null, default()),
    };
    let (profile, profile_origin) = named(&config.profile);
    let (operator, operator_origin) = named(&config.operator);
    let production = (Value::Bool(config.production), profile_origin.clone());
    let environment = config.environment.as_ref();
    let environment = (
        environment.map(|claimed| Value::code(claimed.value.to_string())).into(),
        environment.map_or_else(default, |claimed| claimed.origin.to_string()),
    );
    let database = &config.database;
    let key_file = match &config.key_command {
        Some(_) => Value::Null,
        None => Value::text(config.key_file.value.display().to_string()),
    };
    let (key_command, key_command_origin) = named(&config.key_command);
    let (password_command, password_origin) = named(&config.connection.password_command);
    let limit = |setting: &Option<Setting<Duration>>| match setting {
        Some(setting) => (Value::text(written(setting.value)), setting.origin.to_string()),
        None => (Value::Null, default()),
    };
    let connect = &config.connection.connect_timeout;
    let statement = limit(&config.connection.statement_timeout);
    let lock = limit(&config.connection.lock_timeout);
    let witness_file = config.witness_file.as_ref();
    let witness_file = (
        witness_file.map(|file| Value::text(file.value.display().to_string())).into(),
        witness_file.map_or_else(default, |file| file.origin.to_string()),
    );
    let rows = [
        ("database", Value::text(database.value.to_string()), database.origin.to_string()),
        ("key_file", key_file, config.key_file.origin.to_string()),
        ("key_command", key_command, key_command_origin),
        ("password_command", password_command, password_origin),
        ("connect_timeout", Value::text(written(connect.value)), connect.origin.to_string()),
        ("statement_timeout", statement.0, statement.1),
        ("lock_timeout", lock.0, lock.1),
        ("profile", profile, profile_origin),
        ("production", production.0, production.1),
        ("environment", environment.0, environment.1),
        ("operator", operator, operator_origin),
        ("witness_file", witness_file.0, witness_file.1),
        ("output", word(&config.output.value), config.output.origin.to_string()),
        ("color", word(&config.color.value), config.color.origin.to_string()),
    ];
    let columns = if origin { vec![KEY, VALUE, ORIGIN] } else { vec![KEY, VALUE] };
    let mut list = session.ui.list(&columns)?;
    for (key, value, from) in rows {
        let cells = [Value::code(key), value, Value::text(from)];
        list.row(cells.into_iter().take(columns.len()))?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Every profile, and which one is in use.
fn profiles(session: &mut Session) -> Result<Outcome, Error> {
    let config = &session.config;
    let current = config.profile.as_ref().map(|profile| profile.value.clone());
    let place = config.path.as_ref().map(|path| path.display().to_string());
    let profiles = config.profiles.clone();
    let mut list = session.ui.list(&PROFILES)?;
    for profile in &profiles {
        list.row([
            Value::code(profile.name.clone()),
            Value::Bool(current.as_deref() == Some(&profile.name)),
            profile.database.as_ref().map(|url| Value::text(url.to_string())).into(),
            Value::Bool(profile.production),
            profile.environment.clone().map(Value::code).into(),
            profile.key_file.as_ref().map(|path| Value::text(path.display().to_string())).into(),
            profile.key_command.clone().map(Value::text).into(),
            profile.operator.clone().map(Value::text).into(),
        ])?;
    }
    list.end()?;
    for profile in profiles.iter().filter(|profile| profile.database.is_none()) {
        session
            .ui
            .warn(&format!("the database of the profile `{}` is no URL that can be read", profile.name));
    }
    if profiles.is_empty() {
        let place = place.map_or_else(String::new, |place| format!(" in `{place}`"));
        session.ui.note(&format!("no `[profiles.NAME]`{place}"));
    }
    Ok(Outcome::Done)
}

/// The word of a flag's value.
fn word(value: &impl ValueEnum) -> Value {
    value.to_possible_value().map(|word| Value::code(word.get_name().to_owned())).into()
}

fn path(session: &mut Session) -> Result<Outcome, Error> {
    let Some(path) = &session.config.path else {
        return Err(Error::new(
            Code::NotFound,
            "there is no home directory to look for a configuration file in",
        )
        .hint("name one by `--config FILE` or `CARDCTL_CONFIG`"));
    };
    let shown = path.display().to_string();
    if session.ui.options().format == Format::Table {
        // The bare path, so that `$(cardctl config path)` works.
        let line = format!("{}\n", crate::output::safe(&shown));
        session.ui.text(&line)?;
        if !session.config.file_exists {
            session.ui.note("there is no such file yet");
        }
    } else {
        let exists = session.config.file_exists;
        session.ui.record(
            Record::new().field("path", "path", Value::text(shown)).field("exists", "exists", exists),
        )?;
    }
    Ok(Outcome::Done)
}
