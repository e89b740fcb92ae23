//! How a database takes the place of another one, or of none.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, chown};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::{FlockOperation, fcntl_lock};
use rustix::io::Errno;

use super::pending::{remove_database, sync_directory_of, unreadable, unwritable, with_suffix};
use crate::error::{Code, Error};
use crate::store::{StoreError, backup};

/// A database that is being made ready beside the one that it will replace. Dropped before it is in its place, it is removed.
pub(super) struct Staged {
    path: PathBuf,
    placed: bool,
}

impl Staged {
    /// An empty file for it. Nobody else makes one: whoever does holds the lock of the database.
    pub(super) fn create(database: &Path) -> Result<(Self, File), Error> {
        let path = with_suffix(database, ".restore.partial");
        remove_database(&path)?;
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let file = file.map_err(|error| unwritable(&path, error))?;
        Ok((Self { path, placed: false }, file))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it in its place. A database that stands there is kept beside; gives the name that it has then.
    ///
    /// # Errors
    /// Somebody has the old database open; it stays where it is then.
    pub(super) async fn place(mut self, database: &Path, now: Timestamp) -> Result<Option<PathBuf>, Error> {
        let old = Old::take(database).await?;
        if let Some(old) = &old {
            old.hand_on(&self.path);
        }
        let aside = aside(database, now);
        let mut moved = Vec::new();
        let placed = (|| {
            if old.is_some() {
                keep(database, &aside)?;
            }
            // A log of the old one would be played into the new one.
            for suffix in ["-journal", "-wal", "-shm"] {
                let (from, to) = (with_suffix(database, suffix), with_suffix(&aside, suffix));
                match fs::rename(&from, &to) {
                    Ok(()) => moved.push((from, to)),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(unwritable(&from, error)),
                }
            }
            put(&self.path, database, old.is_some())
        })();
        if let Err(error) = placed {
            for (from, to) in moved {
                drop(fs::rename(to, from));
            }
            if database.exists() {
                drop(fs::remove_file(&aside));
            }
            drop(old);
            stay(database).await;
            return Err(error);
        }
        self.placed = true;
        sync_directory_of(database)?;
        Ok(old.map(|_| aside))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.placed {
            // What can't be removed the next restore removes.
            drop(remove_database(&self.path));
        }
    }
}

/// The database that stands there, which nobody else has open.
struct Old {
    /// Held for the locks on it: they cover all bytes, those by which the database locks its file among them.
    file: File,
}

impl Old {
    async fn take(database: &Path) -> Result<Option<Self>, Error> {
        if database.symlink_metadata().is_err() {
            return Ok(None);
        }
        // A damaged one can't be folded, and is kept with all that stands beside it.
        if let Err(StoreError::Busy(_)) = backup::fold(database).await {
            return Err(in_use(database));
        }
        let file = OpenOptions::new().read(true).write(true).open(database);
        let file = file.map_err(|error| unreadable(database, error))?;
        let error = match fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Some(Self { file })),
            Err(Errno::AGAIN | Errno::ACCESS) => in_use(database),
            Err(error) => Error::io(format!("can't lock `{}`", database.display()), error.into()),
        };
        drop(file);
        stay(database).await;
        Err(error)
    }

    /// Who may use it stays as it was. Where that can't be done, nobody else may.
    fn hand_on(&self, to: &Path) {
        if let Ok(was) = self.file.metadata()
            && chown(to, Some(was.uid()), Some(was.gid())).is_ok()
        {
            drop(fs::set_permissions(to, was.permissions()));
        }
    }
}

/// Gives a database that stays where it is its log back, as far as it can be read. One that is kept beside goes without: whoever
/// opened it a moment before finds that it was moved, and does not write; with a log they would look for it under the name of
/// the new one.
async fn stay(database: &Path) {
    drop(backup::make_live(database).await);
}

fn in_use(database: &Path) -> Error {
    Error::new(Code::Busy, format!("somebody has `{}` open", database.display()))
        .hint("nothing was changed; wait until their command is over, and run this again")
}

/// The name under which a replaced database is kept: one that nothing has.
fn aside(database: &Path, now: Timestamp) -> PathBuf {
    let at = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let first = with_suffix(database, &format!(".replaced-{at}"));
    let more = (2..).map(|n: u32| with_suffix(&first, &format!("-{n}")));
    let mut names = std::iter::once(first.clone()).chain(more);
    names.find(|name| name.symlink_metadata().is_err()).unwrap_or(first)
}

/// Gives the old database its second name, so that its place is never empty; where a file can't have two, moves it.
fn keep(database: &Path, aside: &Path) -> Result<(), Error> {
    let kept = fs::hard_link(database, aside).or_else(|_| fs::rename(database, aside));
    kept.map_err(|error| Error::io(format!("can't keep the old database as `{}`", aside.display()), error))
}

/// Gives the new one its name. Where none stood, what came there meanwhile is not written over.
fn put(staged: &Path, database: &Path, replaces: bool) -> Result<(), Error> {
    if !replaces {
        match fs::hard_link(staged, database) {
            Ok(()) => {
                drop(fs::remove_file(staged));
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Error::new(
                    Code::Conflict,
                    format!("somebody has made `{}` meanwhile", database.display()),
                )
                .hint("nothing was changed; `--replace` keeps it beside"));
            }
            Err(_) => {}
        }
    }
    fs::rename(staged, database).map_err(|error| unwritable(database, error))
}
