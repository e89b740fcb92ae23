//! What applications are read and judged by. It is read once and does not change while a file is loaded, so that rows
//! can be read ahead of those that are written.

use jiff::Timestamp;

use super::directory::Directory;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::day::Day;
use crate::domain::parameter::Context;
use crate::error::Error;
use crate::store::{Store, Tx};

/// The platform's side of a registration.
pub struct Desk {
    /// The settings.
    pub platform: Platform,
    /// Centers, staff, agents and tiers.
    pub directory: Directory,
    /// When the command began.
    pub now: Timestamp,
    yardstick: Yardstick,
}

impl Desk {
    /// Reads it.
    pub async fn load(session: &Session, store: &Store, tx: &mut Tx) -> Result<Self, Error> {
        let platform = Platform::load(session, store, tx).await?;
        Ok(Self {
            directory: Directory::load(tx).await?,
            now: session.now(),
            yardstick: Yardstick::load(tx, platform.today(session).date()).await?,
            platform,
        })
    }

    /// The civil day on which the command began.
    #[must_use]
    pub fn today(&self) -> Day {
        self.platform.calendar.day_of(self.now)
    }

    /// What parameters are judged against.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        self.yardstick.context()
    }
}
