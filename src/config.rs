//! The configuration: flags beat the environment, which beats the configuration file.
//!
//! Only where things are and how they look is configured here; policy lives in the database.

mod connection;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use connection::Places;
pub use connection::{Connection, written};

use crate::cli::GlobalArgs;
use crate::domain::environment::Environment;
use crate::error::{Code, Error};
use crate::host::Variables;
use crate::output::{Color, Format};
use crate::store::DatabaseUrl;

/// Nobody configures more, and what is named by mistake may have no end.
const LONGEST_FILE: u64 = 1 << 20;

/// Where a value is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command line.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// The configuration file, with the table in it.
    File(String),
    /// Nobody said anything.
    Default,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "flag {name}"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File(place) => f.write_str(place),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value and where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it is from.
    pub origin: Origin,
}

/// The configuration in force for one command.
#[derive(Clone, Debug)]
pub struct Config {
    /// The configuration file, whether it exists or not.
    pub path: Option<PathBuf>,
    /// Whether it exists.
    pub file_exists: bool,
    /// The profile in use.
    pub profile: Option<Setting<String>>,
    /// Whether the profile is marked `production`, or names `production` as its environment.
    pub production: bool,
    /// The environment that the profile says its database belongs to.
    pub environment: Option<Setting<Environment>>,
    /// All profiles of the file, by name.
    pub profiles: Vec<NamedProfile>,
    /// The database.
    pub database: Setting<DatabaseUrl>,
    /// The key file, the first of several places where one was named or stands.
    pub key_file: Setting<PathBuf>,
    /// Whether the key file is a credential that the service manager handed over.
    pub key_is_credential: bool,
    /// The program that gives the keys; where there is one, the key file is not looked at.
    pub key_command: Option<Setting<String>>,
    /// How a server is reached.
    pub connection: Connection,
    /// Who the operator says they are.
    pub operator: Option<Setting<String>>,
    /// Where heads of the audit log are kept as witnesses.
    pub witness_file: Option<Setting<PathBuf>>,
    /// The format of data.
    pub output: Setting<Format>,
    /// When to use colour.
    pub color: Setting<Color>,
}

#[derive(Debug, Default, Deserialize)]
#[expect(clippy::struct_field_names, reason = "keys are called as they are written in the file")]
#[serde(deny_unknown_fields)]
struct File {
    profile: Option<String>,
    database: Option<String>,
    key_file: Option<PathBuf>,
    key_command: Option<String>,
    password_command: Option<String>,
    connect_timeout: Option<Time>,
    statement_timeout: Option<Time>,
    lock_timeout: Option<Time>,
    operator: Option<String>,
    witness_file: Option<PathBuf>,
    output: Option<String>,
    color: Option<String>,
    #[serde(default)]
    profiles: BTreeMap<String, Profile>,
}

/// A time as it stands in the file: seconds, or a text with a unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Time {
    Seconds(u32),
    Text(String),
}

impl Time {
    fn text(self) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Text(text) => text,
        }
    }
}

/// A profile as the file has it, and what would be in force under it where nothing else says otherwise.
#[derive(Clone, Debug)]
pub struct NamedProfile {
    /// Its name.
    pub name: String,
    /// The database; nothing where its URL can't be read.
    pub database: Option<DatabaseUrl>,
    /// The key file, where the keys come from one.
    pub key_file: Option<PathBuf>,
    /// The program that gives the keys, where one does.
    pub key_command: Option<String>,
    /// Who the operator says they are.
    pub operator: Option<String>,
    /// Whether a change wants its name typed.
    pub production: bool,
    /// The environment that its database belongs to.
    pub environment: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    database: Option<String>,
    key_file: Option<PathBuf>,
    key_command: Option<String>,
    password_command: Option<String>,
    connect_timeout: Option<Time>,
    statement_timeout: Option<Time>,
    lock_timeout: Option<Time>,
    operator: Option<String>,
    witness_file: Option<PathBuf>,
    #[serde(default)]
    production: bool,
    environment: Option<String>,
}

impl Profile {
    /// Whether changes are guarded: the mark, or the environment of this name.
    fn is_production(&self) -> bool {
        self.production || self.environment.as_deref() == Some(Environment::PRODUCTION)
    }

    /// The environment that it says its database belongs to. A mark without a name says `production`.
    fn claims(&self) -> Option<&str> {
        self.environment.as_deref().or(self.production.then_some(Environment::PRODUCTION))
    }
}

impl Config {
    /// The profiles of the configuration file, whichever of them is in use.
    ///
    /// # Errors
    /// A file that was named and can't be read, or is wrong.
    pub fn profiles(flags: &GlobalArgs, variables: &Variables) -> Result<Vec<NamedProfile>, Error> {
        let (path, named) = place(flags, variables);
        let file = path.map_or(Ok(File::default()), |path| read(&path, named).map(|(file, _)| file))?;
        Ok(profiles(&file, variables))
    }

    /// Brings flags, environment and file together.
    ///
    /// # Errors
    /// A file that was named and can't be read, anything in it that is not known, an unknown profile, and a
    /// database URL that is none.
    pub fn resolve(flags: &GlobalArgs, variables: &Variables) -> Result<Self, Error> {
        let (path, named) = place(flags, variables);
        let (file, file_exists) = match &path {
            Some(path) => read(path, named)?,
            None => (File::default(), false),
        };
        let place = path.as_deref().map_or_else(String::new, |path| path.display().to_string());

        let (profile, in_profile) = selected(flags, variables, &file, &place)?;
        let profiles = profiles(&file, variables);
        let production = in_profile.is_production();
        let table = profile.as_ref().map(|profile| format!("{place} [profiles.{}]", profile.value));
        let environment = environment(&in_profile, table.as_deref().unwrap_or(&place))?;
        let from_file = |inside: Option<String>, outside: Option<String>| match (inside, outside, &table) {
            (Some(value), _, Some(table)) => Some((value, Origin::File(table.clone()))),
            (_, Some(value), _) => Some((value, Origin::File(place.clone()))),
            _ => None,
        };
        // A profile that is named on the command line is meant; a variable for another database is not.
        let by_flag = matches!(&profile, Some(Setting { origin: Origin::Flag(_), .. }));
        let variable = |name: &'static str, inside: bool| {
            if by_flag && inside {
                None
            } else {
                variables.text(name).map(|value| (value.to_owned(), Origin::Environment(name)))
            }
        };

        let database = chosen(
            flags.database.clone().map(|url| (url, Origin::Flag("--database"))),
            variable("CARDCTL_DATABASE_URL", in_profile.database.is_some()),
            from_file(in_profile.database, file.database),
        );
        let database = located(database, variables)?;

        // The first place that names the one or the other decides, and says which.
        let text = |path: Option<PathBuf>| path.map(|path| path.display().to_string());
        let in_profile_key = in_profile.key_file.is_some() || in_profile.key_command.is_some();
        let keys = Keys::chosen(
            variables,
            [
                (
                    text(flags.key_file.clone()).map(|path| (path, Origin::Flag("--key-file"))),
                    flags.key_command.clone().map(|command| (command, Origin::Flag("--key-command"))),
                ),
                (
                    variable("CARDCTL_KEY_FILE", in_profile_key),
                    variable("CARDCTL_KEY_COMMAND", in_profile_key),
                ),
                (from_file(text(in_profile.key_file), None), from_file(in_profile.key_command, None)),
                (from_file(None, text(file.key_file)), from_file(None, file.key_command)),
            ],
        )?;

        let time = |inside: Option<Time>, outside: Option<Time>| {
            from_file(inside.map(Time::text), outside.map(Time::text))
        };
        let connection = Connection::resolve(
            variables,
            Places {
                password_command: chosen(
                    flags
                        .password_command
                        .clone()
                        .map(|command| (command, Origin::Flag("--password-command"))),
                    variable("CARDCTL_PASSWORD_COMMAND", in_profile.password_command.is_some()),
                    from_file(in_profile.password_command, file.password_command),
                ),
                connect_timeout: time(in_profile.connect_timeout, file.connect_timeout),
                statement_timeout: time(in_profile.statement_timeout, file.statement_timeout),
                lock_timeout: time(in_profile.lock_timeout, file.lock_timeout),
            },
        )?;

        let operator = chosen(
            flags.operator.clone().map(|name| (name, Origin::Flag("--operator"))),
            variable("CARDCTL_OPERATOR", in_profile.operator.is_some()),
            from_file(in_profile.operator, file.operator),
        );
        let witness_file = from_file(text(in_profile.witness_file), text(file.witness_file))
            .map(|(path, origin)| Setting { value: PathBuf::from(path), origin });
        let (output, color) =
            appearance(flags, variables, file.output.as_deref(), file.color.as_deref(), &place)?;
        Ok(Self {
            path,
            file_exists,
            profile,
            production,
            environment,
            profiles,
            database,
            key_file: keys.file,
            key_is_credential: keys.file_is_credential,
            key_command: keys.command,
            connection,
            operator,
            witness_file,
            output,
            color,
        })
    }
}

/// Where the database is, by what was said of it.
fn located(said: Option<Setting<String>>, variables: &Variables) -> Result<Setting<DatabaseUrl>, Error> {
    let Setting { value, origin } = match said {
        Some(setting) => setting,
        None => default_database(variables)?,
    };
    match value.parse() {
        Ok(value) => Ok(Setting { value, origin }),
        Err(error) => {
            let error: crate::store::StoreError = error;
            Err(Error::new(Code::Usage, error.to_string())
                .hint(format!("the database was named by: {origin}")))
        }
    }
}

/// The format of data, and when to use colour.
fn appearance(
    flags: &GlobalArgs,
    variables: &Variables,
    output: Option<&str>,
    color: Option<&str>,
    place: &str,
) -> Result<(Setting<Format>, Setting<Color>), Error> {
    let output = chosen(
        format_by_flag(flags),
        word("CARDCTL_OUTPUT", variables.text("CARDCTL_OUTPUT"))?
            .map(|format| (format, Origin::Environment("CARDCTL_OUTPUT"))),
        word(place, output)?.map(|format| (format, Origin::File(place.to_owned()))),
    );
    let color = chosen(
        flags.color.map(|color| (color, Origin::Flag("--color"))),
        plain(variables),
        word(place, color)?.map(|color| (color, Origin::File(place.to_owned()))),
    );
    Ok((
        output.unwrap_or(Setting { value: Format::Table, origin: Origin::Default }),
        color.unwrap_or(Setting { value: Color::Auto, origin: Origin::Default }),
    ))
}

/// The format that is named, or that the name of the file ends with.
fn format_by_flag(flags: &GlobalArgs) -> Option<(Format, Origin)> {
    let named = flags.output.map(|format| (format, Origin::Flag("--output")));
    let of_file = || flags.out.as_deref().and_then(Format::of_file);
    named.or_else(|| of_file().map(|format| (format, Origin::Flag("--out"))))
}

/// The configuration file, and whether it was named.
fn place(flags: &GlobalArgs, variables: &Variables) -> (Option<PathBuf>, bool) {
    match (&flags.config, variables.text("CARDCTL_CONFIG")) {
        (Some(path), _) => (Some(path.clone()), true),
        (None, Some(path)) => (Some(PathBuf::from(path)), true),
        (None, None) => {
            (variables.xdg("XDG_CONFIG_HOME", ".config").map(|dir| dir.join("cardctl/config.toml")), false)
        }
    }
}

/// The profile in use, with what it says.
fn selected(
    flags: &GlobalArgs,
    variables: &Variables,
    file: &File,
    place: &str,
) -> Result<(Option<Setting<String>>, Profile), Error> {
    let profile = chosen(
        flags.profile.clone().map(|name| (name, Origin::Flag("--profile"))),
        variables
            .text("CARDCTL_PROFILE")
            .map(|name| (name.to_owned(), Origin::Environment("CARDCTL_PROFILE"))),
        file.profile.clone().map(|name| (name, Origin::File(place.to_owned()))),
    );
    let Some(named) = &profile else { return Ok((None, Profile::default())) };
    match file.profiles.get(&named.value).cloned() {
        Some(in_profile) => Ok((profile, in_profile)),
        None => Err(Error::new(Code::Usage, format!("no profile `{}` in `{place}`", named.value))
            .did_you_mean(&named.value, file.profiles.keys().map(String::as_str))
            .hint("write `[profiles.NAME]` with `database` and `key_file` into the configuration file")),
    }
}

/// The environment that the profile claims for its database.
fn environment(profile: &Profile, place: &str) -> Result<Option<Setting<Environment>>, Error> {
    let Some(text) = profile.claims() else { return Ok(None) };
    let value = text.parse::<Environment>().map_err(|why| {
        Error::new(Code::Usage, format!("`environment` in {place}: {why}"))
            .hint("write `production`, `test` or another word of your own")
    })?;
    Ok(Some(Setting { value, origin: Origin::File(place.to_owned()) }))
}

/// What one place names, with the place.
type Named = Option<(String, Origin)>;

/// Where the keys come from.
struct Keys {
    file: Setting<PathBuf>,
    file_is_credential: bool,
    command: Option<Setting<String>>,
}

impl Keys {
    /// Of several places, the strongest first, each with the key file and the key command that it names: the first
    /// that names the one or the other. None may name both.
    fn chosen(variables: &Variables, places: [(Named, Named); 4]) -> Result<Self, Error> {
        for place in places {
            match place {
                (None, None) => {}
                (Some((value, origin)), None) => {
                    let file = Setting { value: PathBuf::from(value), origin };
                    return Ok(Self { file, file_is_credential: false, command: None });
                }
                (None, Some((value, origin))) => {
                    let file = Setting { value: PathBuf::new(), origin: Origin::Default };
                    let command = Some(Setting { value, origin });
                    return Ok(Self { file, file_is_credential: false, command });
                }
                (Some((_, file)), Some((_, command))) => {
                    let place = if file == command { file.to_string() } else { format!("{file}, {command}") };
                    return Err(Error::new(
                        Code::Usage,
                        format!("a key file and a key command are named ({place})"),
                    )
                    .hint("the keys come from one of them; take the other away"));
                }
            }
        }
        let (file, file_is_credential) = default_key_file(variables)?;
        Ok(Self { file, file_is_credential, command: None })
    }
}

/// What in the environment asks for plain text.
fn plain(variables: &Variables) -> Option<(Color, Origin)> {
    if variables.text("NO_COLOR").is_some() {
        return Some((Color::Never, Origin::Environment("NO_COLOR")));
    }
    (variables.text("TERM") == Some("dumb")).then_some((Color::Never, Origin::Environment("TERM")))
}

fn chosen<T>(
    flag: Option<(T, Origin)>,
    environment: Option<(T, Origin)>,
    file: Option<(T, Origin)>,
) -> Option<Setting<T>> {
    flag.or(environment).or(file).map(|(value, origin)| Setting { value, origin })
}

/// A word of a small vocabulary that stands in the environment or the file.
fn word<T: clap::ValueEnum>(place: &str, text: Option<&str>) -> Result<Option<T>, Error> {
    text.map(|text| {
        T::from_str(text, false).map_err(|_| {
            let known: Vec<String> = T::value_variants()
                .iter()
                .filter_map(|variant| variant.to_possible_value().map(|value| value.get_name().to_owned()))
                .collect();
            Error::new(Code::Usage, format!("`{text}` in {place} is none of {}", known.join(", ")))
        })
    })
    .transpose()
}

fn read(path: &Path, named: bool) -> Result<(File, bool), Error> {
    let mut text = String::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(LONGEST_FILE + 1).read_to_string(&mut text));
    match read {
        Ok(read) if u64::try_from(read).is_ok_and(|read| read <= LONGEST_FILE) => {}
        Ok(_) => {
            return Err(Error::new(
                Code::Usage,
                format!("`{}` is longer than {LONGEST_FILE} bytes and no configuration", path.display()),
            )
            .hint("`cardctl config path` says where it is looked for"));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => {
            return Ok((File::default(), false));
        }
        Err(error) => {
            return Err(Error::io(format!("can't read the configuration `{}`", path.display()), error));
        }
    }
    let file = toml::from_str(&text).map_err(|error| {
        Error::new(
            Code::Usage,
            format!("the configuration `{}` is wrong: {}", path.display(), error.message()),
        )
        .hint(
            "it may have `profile`, `database`, `key_file`, `key_command`, `password_command`, `connect_timeout`, \
             `statement_timeout`, `lock_timeout`, `operator`, `output`, `color`",
        )
        .hint(
            "and tables `[profiles.NAME]` with `database`, `key_file`, `key_command`, `password_command`, \
             `connect_timeout`, `statement_timeout`, `lock_timeout`, `operator`, `production`, `environment`",
        )
    })?;
    Ok((file, true))
}

/// Every profile with what it takes from outside its table.
fn profiles(file: &File, variables: &Variables) -> Vec<NamedProfile> {
    let default_key = || default_key_file(variables).ok().map(|(setting, _)| setting.value);
    let named = |(name, profile): (&String, &Profile)| {
        let written = profile.database.clone().or_else(|| file.database.clone());
        let database = written.or_else(|| default_database(variables).ok().map(|setting| setting.value));
        let (key_file, key_command) = match (&profile.key_file, &profile.key_command) {
            (None, None) => (file.key_file.clone(), file.key_command.clone()),
            (file, command) => (file.clone(), command.clone()),
        };
        NamedProfile {
            name: name.clone(),
            database: database.and_then(|url| url.parse().ok()),
            key_file: if key_command.is_some() { key_file } else { key_file.or_else(default_key) },
            key_command,
            operator: profile.operator.clone().or_else(|| file.operator.clone()),
            production: profile.is_production(),
            environment: profile.claims().map(str::to_owned),
        }
    };
    file.profiles.iter().map(named).collect()
}

fn default_database(variables: &Variables) -> Result<Setting<String>, Error> {
    let directory = variables.xdg("XDG_DATA_HOME", ".local/share").ok_or_else(|| {
        Error::new(Code::Usage, "no database is named, and there is no home directory for the default one")
            .hint("name one by `--database sqlite:PATH` or `CARDCTL_DATABASE_URL`")
    })?;
    let path = directory.join("cardctl/platform.db");
    Ok(Setting { value: format!("sqlite:{}", path.display()), origin: Origin::Default })
}

/// The key that the service manager handed over, else the one in the configuration directory.
fn default_key_file(variables: &Variables) -> Result<(Setting<PathBuf>, bool), Error> {
    if let Some(directory) = variables.text("CREDENTIALS_DIRECTORY") {
        let path = Path::new(directory).join("cardctl.key");
        if path.exists() {
            return Ok((Setting { value: path, origin: Origin::Environment("CREDENTIALS_DIRECTORY") }, true));
        }
    }
    let directory = variables.xdg("XDG_CONFIG_HOME", ".config").ok_or_else(|| {
        Error::new(Code::Usage, "no key file is named, and there is no home directory for the default one")
            .hint("name one by `--key-file PATH` or `CARDCTL_KEY_FILE`")
    })?;
    Ok((Setting { value: directory.join("cardctl/cardctl.key"), origin: Origin::Default }, false))
}
