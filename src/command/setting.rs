//! `setting`: policy, which lives in the database and is changed with a reason only.

use clap::ValueEnum as _;
use serde_json::json;

use super::failure::{name, unknown};
use super::platform::Platform;
use super::session::Session;
use crate::cli::{Regime, SettingCommand};
use crate::domain::environment::Environment;
use crate::domain::hosts::AllowedHosts;
use crate::domain::notice::MessageClasses;
use crate::domain::ppm::Ppm;
use crate::domain::withholding::Withholding;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Value};
use crate::store::setting;

const COLUMNS: [Column; 3] =
    [Column::new("key", "KEY"), Column::new("value", "VALUE"), Column::new("meaning", "MEANING")];

/// The word for a setting that says nothing.
const NOTHING: &str = "none";

/// What a setting may be.
enum Kind {
    /// `on` or `off`.
    Switch,
    /// A whole number from 1 to 1000.
    Factor,
    /// A name.
    Name,
    /// One of the regimes.
    Regime,
    /// The name of an environment, or `none`.
    Environment,
    /// How tax is withheld, or `none`.
    Withholding,
    /// Hosts to which something may be sent, or `none`.
    Hosts,
    /// A commission rate, or `none`.
    Rate,
    /// Classes of messages, the most urgent first.
    Classes,
    /// Chosen when the platform is made, and never changed.
    Fixed,
}

/// The names of the settings, with their meanings.
pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().map(|(key, _, meaning)| (*key, *meaning))
}

/// Every setting that is shown, by key. Others are the program's own.
const KNOWN: [(&str, Kind, &str); 12] = [
    (
        setting::ALLOWED_HOSTS,
        Kind::Hosts,
        "to which hosts without a public address requests may be sent: names, addresses, networks, or none",
    ),
    ("currency", Kind::Fixed, "the currency of all amounts; fixed when the platform was made"),
    (
        setting::ENVIRONMENT,
        Kind::Environment,
        "what the database is for; `production` guards it, and a profile that says another can't use it",
    ),
    ("four-eyes", Kind::Switch, "whether an approval wants another operator than the one who prepared it"),
    (
        setting::GOODS_RATE,
        Kind::Rate,
        "the commission that a holder owes who sells by `listing add` and is no provider yet, or `none`",
    ),
    ("guard-factor", Kind::Factor, "a run whose pool exceeds the usual one so many times is held back"),
    (
        setting::MESSAGE_CLASSES,
        Kind::Classes,
        "the classes of notices, the most urgent first, with commas between them; nine at most",
    ),
    ("name", Kind::Name, "the platform's name"),
    ("post-at-once", Kind::Switch, "whether `settle run --post` may approve and post by itself"),
    ("regime", Kind::Regime, "what kind of cards the law sees in the platform's"),
    ("time-zone", Kind::Fixed, "where days begin; fixed when the platform was made"),
    (
        "withholding",
        Kind::Withholding,
        "how tax is withheld from what people are paid: per-time, cumulative or none",
    ),
];

/// Runs `setting VERB`.
pub async fn run(session: &mut Session, command: SettingCommand) -> Result<Outcome, Error> {
    match command {
        SettingCommand::List => list(session).await,
        SettingCommand::Set { key, value } => set(session, &key, &value).await,
    }
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let stored = setting::list(&mut store.snapshot().await?).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    for (key, kind, meaning) in KNOWN {
        let value = stored.iter().find(|(stored, _)| stored == key).map(|(_, value)| value.clone());
        let value = value.or_else(|| kind.unset().map(str::to_owned));
        list.row([Value::code(key), value.map(Value::text).into(), Value::code(meaning)])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn set(session: &mut Session, key: &str, value: &str) -> Result<Outcome, Error> {
    let Some((_, kind, _)) = KNOWN.iter().find(|(known, ..)| *known == key) else {
        return Err(unknown("setting", key, KNOWN.iter().map(|(known, ..)| *known)));
    };
    let value = kind.read(key, value)?;
    let reason = session.reason("`setting set`")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let before = setting::read(&mut tx, key).await?.or_else(|| kind.unset().map(str::to_owned));
    if before.as_deref() == Some(&value) {
        session.ui.status(&format!("setting `{key}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    if [setting::ENVIRONMENT, setting::GOODS_RATE].contains(&key) && value == NOTHING {
        setting::remove(&mut tx, key).await?;
    } else {
        setting::write(&mut tx, key, &value).await?;
    }
    let mut entry =
        session.entry(&platform, "setting set", key, &json!({ "before": before, "after": value }));
    entry.reason = Some(reason);
    tx.commit(&entry).await?;
    session.ui.status(&format!("set `{key}` to `{value}`"));
    if let (setting::ENVIRONMENT, Some(claimed), Some(profile)) =
        (key, &session.config.environment, &session.config.profile)
        && value != NOTHING
        && claimed.value.as_str() != value
    {
        let (profile, claimed) = (&profile.value, &claimed.value);
        let left = format!(
            "the profile `{profile}` is for `{claimed}`: under it this database is refused from now on"
        );
        session.ui.warn(&left);
    }
    Ok(Outcome::Done)
}

impl Kind {
    /// What it is before anybody has set it, where it can be so.
    const fn unset(&self) -> Option<&'static str> {
        match self {
            Self::Hosts => Some(AllowedHosts::NONE),
            Self::Withholding => Some(Withholding::NONE),
            Self::Environment | Self::Rate => Some(NOTHING),
            Self::Classes => Some(MessageClasses::USUAL),
            Self::Switch | Self::Factor | Self::Name | Self::Regime | Self::Fixed => None,
        }
    }

    /// The value as it is stored.
    fn read(&self, key: &str, text: &str) -> Result<String, Error> {
        let expected = match self {
            Self::Switch if ["on", "off"].contains(&text) => return Ok(text.to_owned()),
            Self::Switch => "`on` or `off`".to_owned(),
            Self::Factor => match text.parse::<u32>() {
                Ok(factor @ 1..=1000) => return Ok(factor.to_string()),
                _ => "a whole number from 1 to 1000".to_owned(),
            },
            Self::Name => return name("name", text).map(str::to_owned),
            Self::Regime => {
                if let Ok(regime) = Regime::from_str(text, false) {
                    return Ok(regime.as_str().to_owned());
                }
                let words: Vec<&str> =
                    Regime::value_variants().iter().map(|regime| regime.as_str()).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Environment | Self::Rate if text == NOTHING => return Ok(text.to_owned()),
            Self::Rate => match Ppm::parse(text) {
                Ok(rate) => return Ok(rate.to_string()),
                Err(why) => format!("a percentage such as `5%`, or `{NOTHING}`: {why}"),
            },
            Self::Environment => match text.parse::<Environment>() {
                Ok(environment) => return Ok(environment.to_string()),
                Err(why) => format!("`{}`, `test` or another word: {why}", Environment::PRODUCTION),
            },
            Self::Withholding if text == Withholding::NONE || text.parse::<Withholding>().is_ok() => {
                return Ok(text.to_owned());
            }
            Self::Withholding => {
                let methods = Withholding::ALL.map(Withholding::as_str).join(", ");
                format!("one of {methods}, {}", Withholding::NONE)
            }
            Self::Hosts => match AllowedHosts::parse(text) {
                Ok(hosts) => return Ok(hosts.to_string()),
                Err(_) => format!(
                    "names, addresses and networks such as `10.1.0.0/16`, with commas between them, or `{}`",
                    AllowedHosts::NONE
                ),
            },
            Self::Classes => match MessageClasses::parse(text) {
                Ok(classes) => return Ok(classes.to_string()),
                Err(_) => format!(
                    "one to {} different words with commas between them, the most urgent first, such as `{}`",
                    MessageClasses::MOST,
                    MessageClasses::USUAL
                ),
            },
            Self::Fixed => {
                return Err(Error::new(Code::Usage, format!("the setting `{key}` can't be changed")).hint(
                    "it was fixed when the platform was made, because stored days and amounts depend on it",
                ));
            }
        };
        Err(Error::new(Code::Usage, format!("`{text}` is no value of the setting `{key}`"))
            .hint(format!("write {expected}")))
    }
}
