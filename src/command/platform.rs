//! The platform's settings, read once for a command.

use jiff::Timestamp;

use super::session::Session;
use crate::domain::day::{Calendar, Day};
use crate::domain::party::PartyId;
use crate::domain::withholding::{Withholding, WithholdingError};
use crate::error::{Code, Error};
use crate::output::Value;
use crate::store::{Store, StoreError, Tx, setting};

/// The number of the platform's own party: the first that `init` gives out.
pub const PLATFORM_PARTY: PartyId = PartyId::new(1);

/// The settings that a command may need, and who runs it.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its name.
    pub name: String,
    /// The calendar of its time zone.
    pub calendar: Calendar,
    /// Its currency.
    pub currency: String,
    /// Whether approval wants a second operator.
    pub four_eyes: bool,
    /// Whether `settle run --post` is allowed.
    pub post_at_once: bool,
    /// A run whose pool exceeds this many times the usual one is held back.
    pub guard_factor: i64,
    /// How tax is withheld from what people are paid; nothing while nobody has said it.
    pub withholding: Option<Withholding>,
    /// Who runs the command.
    pub operator: String,
}

impl Platform {
    /// Reads the settings.
    pub async fn load(session: &Session, store: &Store, tx: &mut Tx) -> Result<Self, Error> {
        let mut name = String::new();
        let mut zone = String::new();
        let mut currency = String::new();
        let (mut four_eyes, mut post_at_once, mut guard_factor) = (true, false, 3);
        let mut withholding = None;
        for (key, value) in setting::list(tx).await? {
            match key.as_str() {
                "name" => name = value,
                "time-zone" => zone = value,
                "currency" => currency = value,
                "four-eyes" => four_eyes = value != "off",
                "post-at-once" => post_at_once = value == "on",
                "withholding" if value != Withholding::NONE => {
                    withholding = Some(value.parse().map_err(|why: WithholdingError| {
                        StoreError::inconsistent("setting", "value", &key, why)
                    })?);
                }
                "guard-factor" => {
                    guard_factor = value
                        .parse()
                        .map_err(|_| StoreError::inconsistent("setting", "value", &key, "not a number"))?;
                }
                _ => {}
            }
        }
        let calendar = Calendar::of_zone(&zone)
            .ok_or_else(|| StoreError::inconsistent("setting", "value", "time-zone", "no such time zone"))?;
        session.look_at_log(tx).await?;
        let operator = session.operator(store).await?;
        Ok(Self { name, calendar, currency, four_eyes, post_at_once, guard_factor, withholding, operator })
    }

    /// An instant of the database for output.
    #[must_use]
    pub fn instant(&self, micros: i64) -> Value {
        match Timestamp::from_microsecond(micros) {
            Ok(instant) => Value::instant(instant, self.calendar.zone()),
            Err(_) => Value::Null,
        }
    }

    /// The civil day of an instant of the database.
    #[must_use]
    pub fn day(&self, micros: i64) -> Option<Day> {
        Timestamp::from_microsecond(micros).ok().map(|instant| self.calendar.day_of(instant))
    }

    /// Today in the platform's time zone.
    #[must_use]
    pub fn today(&self, session: &Session) -> Day {
        self.calendar.day_of(session.now())
    }
}

/// The day of a flag such as `--since`, or another one when it is not given.
pub fn day_flag(flag: &str, text: Option<&str>, otherwise: Day) -> Result<Day, Error> {
    text.map_or(Ok(otherwise), Day::parse)
        .map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}")))
}

/// The first day of a change for output: nothing when it is in force from the beginning.
#[must_use]
pub fn since(day: Day) -> Value {
    if day == Day::BEGINNING { Value::Null } else { Value::Date(day.date()) }
}
