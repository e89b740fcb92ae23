//! What every command works with: the user's side, the configuration, the clock, and the way to the database
//! and the key.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::access::{For, Password};
use super::audit::witness;
use super::doctor::Variables;
use super::duty;
use super::effect::Effect;
use super::keys::Keys;
use super::place::{self, Place};
use super::platform::Platform;
use super::stop::Stop;
use crate::cli::GlobalArgs;
use crate::config::Config;
use crate::domain::clock::Clock;
use crate::domain::database_role::DatabaseRole;
use crate::domain::environment::Environment;
use crate::domain::randomness::Randomness;
use crate::error::{Code, Error};
use crate::output::{Record, Ui};
use crate::store::audit::{Head, Outcome};
use crate::store::{Entry, Standing, Store, StoreError, Tx, audit, migrate};

/// How far clocks of machines that work together are apart at most.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(10);

/// One run of the program.
pub struct Session {
    /// The streams and the flags that shape them.
    pub ui: Ui,
    /// The configuration in force.
    pub config: Config,
    /// The flags that every command takes.
    pub flags: GlobalArgs,
    /// The system's generator of random bytes.
    pub randomness: Box<dyn Randomness + Send>,
    /// Where temporary files go.
    pub temporary: PathBuf,
    /// The directories of programs, as `PATH` names them.
    pub search_path: Option<OsString>,
    /// The words of the command, such as `purchase import`.
    pub(super) command: String,
    /// The database's password, where a program gives it.
    pub(super) password: Password,
    /// What of the environment bears on the surroundings.
    pub(super) variables: Variables,
    /// The databases that this command opened.
    pub(super) opened: RefCell<Vec<Store>>,
    /// The keys, once they were asked for.
    pub(super) keys: Keys,
    pub(super) clock: Box<dyn Clock>,
    /// When the newest entry of the log was written, as far as a change has looked.
    pub(super) newest: Cell<Option<Timestamp>>,
    pub(super) user: String,
    pub(super) machine: String,
    pub(super) process: u32,
    /// What the command does to the database.
    pub(super) effect: Effect,
    /// The words of the command, such as `purchase import`.
    pub(super) path: String,
    /// Who the database says that we are, and what we may do, once it was asked.
    pub(super) standing: Option<Standing>,
    /// Through the views of which role the database is seen, where it is not seen as it is.
    pub(super) looks_as: Option<DatabaseRole>,
    /// Whether the database was found to be the right one, and the change announced.
    pub(super) entered: bool,
    /// Whether the command runs within another one, in a database that is nobody's else.
    pub(super) on_stage: bool,
    /// What a command has made outside the database and would leave there if it failed or were interrupted now:
    /// a hint that says where it is.
    pub left_behind: Option<String>,
    /// Whether the command was asked to stop.
    pub stop: Stop,
}

impl Session {
    /// Now, to the microsecond.
    ///
    /// Histories are ordered by when they were recorded, and what was known at a moment is told by that. So a change is never
    /// older than what it has seen: not where two machines' clocks are seconds apart, and not where one was set back a
    /// little. A clock that is far behind is wrong itself, and `doctor` says so.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        match self.newest.get() {
            Some(newest) if now <= newest && newest.duration_since(now) <= CLOCKS_APART => {
                newest.checked_add(SignedDuration::from_micros(1)).unwrap_or(now)
            }
            _ => now,
        }
    }

    /// Takes note of what the log has, for a change that will be written behind it.
    pub(super) async fn look_at_log(&self, tx: &mut Tx) -> Result<(), Error> {
        if !matches!(self.effect, Effect::Looks | Effect::Apart) {
            self.newest.set(audit::newest(tx).await?.and_then(|at| Timestamp::from_microsecond(at).ok()));
        }
        Ok(())
    }

    /// The reason given by `--reason`, or asked for, of an act that wants one. The audit entry has it, too.
    pub fn reason(&mut self, what: &str) -> Result<String, Error> {
        if self.flags.reason.is_none() && self.ui.can_ask() {
            self.flags.reason = Some(self.ui.prompt("Reason", "--reason")?);
        }
        match self.flags.reason.as_deref().map(str::trim) {
            Some(reason) if !reason.is_empty() => Ok(reason.to_owned()),
            _ => Err(Error::new(Code::Usage, format!("{what} wants a reason"))
                .hint("say why with `--reason TEXT`")),
        }
    }

    /// Opens the database, which must hold a platform of this program's schema and belong to the environment that the
    /// profile says. Before a change it says where the change goes, and in production it wants the name typed.
    pub async fn open(&mut self) -> Result<Store, Error> {
        let access = self.access(For::Work).await?;
        let store = match self.effect {
            Effect::Looks | Effect::Apart => Store::open_to_read(&access).await?,
            Effect::Tries | Effect::Records | Effect::Serves | Effect::Changes => {
                Store::open(&access).await?
            }
        };
        self.enter(store).await
    }

    /// As [`open`](Self::open), for a command that looks something up and writes nothing.
    pub async fn open_to_look_up(&mut self) -> Result<Store, Error> {
        let store = match self.effect {
            Effect::Looks | Effect::Apart => Store::open_to_look_up(&self.access(For::LookUp).await?).await?,
            Effect::Tries | Effect::Records | Effect::Serves | Effect::Changes => return self.open().await,
        };
        self.enter(store).await
    }

    /// As [`open`](Self::open), for a settlement.
    pub async fn open_to_settle(&mut self) -> Result<Store, Error> {
        let store = Store::open_to_settle(&self.access(For::Work).await?).await?;
        self.enter(store).await
    }

    /// As [`open`](Self::open), of this schema version or an older one, and says which.
    pub async fn connect(&mut self) -> Result<(Store, i64), Error> {
        let access = self.access(For::Work).await?;
        let store = match self.effect {
            Effect::Looks | Effect::Apart => Store::connect_to_read(&access).await?,
            Effect::Tries | Effect::Records | Effect::Serves | Effect::Changes => {
                Store::connect(&access).await?
            }
        };
        let known = migrate::latest();
        match migrate::version(&store).await? {
            None => Err(StoreError::NotInitialised(access.url.to_string()).into()),
            Some(found) if found > known => Err(StoreError::SchemaNewer { found, known }.into()),
            Some(found) => Ok((self.enter(store).await?, found)),
        }
    }

    /// Whether only what a caller is to be told is seen: small counts are not.
    #[must_use]
    pub fn is_support(&self) -> bool {
        self.looks_as == Some(DatabaseRole::Support)
    }

    /// The one door to the database, for every command.
    async fn enter(&mut self, store: Store) -> Result<Store, Error> {
        self.opened.borrow_mut().push(store.clone());
        let store = duty::admit(self, store).await?;
        let changes = matches!(self.effect, Effect::Serves | Effect::Changes);
        // Who looks and says nothing of the environment can't be in the wrong one.
        if self.entered || (!changes && self.config.environment.is_none()) {
            return Ok(store);
        }
        let place = Place::agreed(&self.config, place::marked(&store).await?)?;
        if changes {
            store.ensure_writable().await?;
        }
        if changes && !self.on_stage {
            self.ui.status(&format!("changes go to {place}"));
            if self.effect == Effect::Changes {
                self.ensure_meant(&place)?;
            }
        }
        self.entered = true;
        Ok(store)
    }

    /// Agrees with what is marked on a database that takes the place of the one that the configuration names, or that stands
    /// there: a change of the whole.
    pub fn means(&mut self, marked: Option<Environment>) -> Result<(), Error> {
        let place = Place::agreed(&self.config, marked)?;
        self.ui.status(&format!("changes go to {place}"));
        self.ensure_meant(&place)
    }

    /// In production wants the name typed, or given by `--confirm`. It answers where; what is confirmed by itself.
    fn ensure_meant(&mut self, place: &Place) -> Result<(), Error> {
        let Some(name) = place.guard() else { return Ok(()) };
        match &self.flags.confirm {
            Some(confirmed) if confirmed == name => Ok(()),
            Some(confirmed) => {
                let message = format!("`--confirm {confirmed}` is not the {} `{name}`", place.guarded_by());
                Err(Error::new(Code::NeedsConfirmation, message).hint(format!("this would change {place}")))
            }
            None => {
                let question = format!("Type the {} `{name}` to change {place}", place.guarded_by());
                self.ui.ensure_typed(name, "--confirm", &question)
            }
        }
    }

    /// Closes what was opened. On SQLite this folds the write-ahead log into the file, so that a database at
    /// rest is one file.
    pub(super) async fn close(&self) {
        let opened = self.opened.take();
        for store in opened {
            store.close().await;
        }
    }

    /// Who runs the program: the database's user on PostgreSQL, the system's on SQLite.
    pub async fn operator(&self, store: &Store) -> Result<String, Error> {
        Ok(store.session_user().await?.unwrap_or_else(|| self.user.clone()))
    }

    /// Operator, machine and process, for the message about a lock.
    #[must_use]
    pub fn lock_owner(&self, operator: &str) -> String {
        format!("{operator} on {} (process {})", self.machine, self.process)
    }

    /// An audit entry of something that is done in the transaction it is committed with.
    #[must_use]
    pub fn entry(
        &self,
        platform: &Platform,
        action: &str,
        subject: impl std::fmt::Display,
        detail: &serde_json::Value,
    ) -> Entry {
        Entry {
            at: self.now(),
            operator: platform.operator.clone(),
            claimed: self.config.operator.as_ref().map(|claimed| claimed.value.clone()),
            action: action.to_owned(),
            subject: subject.to_string(),
            detail: detail.to_string(),
            reason: self.flags.reason.clone(),
            outcome: Outcome::Done,
        }
    }

    /// Records a refusal in a transaction of its own and hands the error back.
    pub async fn refuse(
        &self,
        store: &Store,
        platform: &Platform,
        action: &str,
        subject: impl std::fmt::Display,
        error: Error,
    ) -> Error {
        let detail = serde_json::json!({ "refused": error.code().name() });
        let entry = Entry { outcome: Outcome::Refused, ..self.entry(platform, action, subject, &detail) };
        let recorded = async { store.begin().await?.commit(&entry).await }.await;
        match recorded {
            Ok(()) => error,
            // The refusal stands either way; that it left no trace must be known.
            Err(failure) => error.hint(format!("the refusal could not be recorded: {failure}")),
        }
    }

    /// Adds the head that a commit made to the file of witnesses, where one is configured. What is committed stays, so that a
    /// failure is a warning, with the head in it.
    pub fn witness(&mut self, head: &Head, what: impl std::fmt::Display) {
        let Some(file) = self.config.witness_file.as_ref().map(|file| file.value.clone()) else { return };
        if let Err(error) = witness::append(&file, self.now(), head, &what.to_string()) {
            // Also with `-q`: only now can somebody keep it.
            self.ui
                .alert(&format!("{}; keep the head of the audit log yourself: {head}", error.full_message()));
        }
    }

    /// Shows what will happen and asks; the answer no is exit 7. Where it happens was said when the database was opened.
    pub fn confirm(&mut self, preview: &Record, question: &str) -> Result<(), Error> {
        self.ui.preview(preview);
        self.ui.ensure_confirmed(question)
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
