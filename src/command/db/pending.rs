//! The two files of a backup while they are being made.
//!
//! Both are written whole and synced under names that end with `.partial`, and renamed at the end: the manifest first and the
//! copy last, so that there is never a copy under its name that is not whole or that nobody can check. The manifest's file is
//! locked meanwhile, and not the copy's: the database takes locks of its own on that one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use sha2::{Digest as _, Sha256};

use super::manifest::{Manifest, path_of};
use crate::command::session::{Session, hex};
use crate::error::{Code, Error};

/// How much is read, hashed and written at once.
const BLOCK: usize = 1 << 20;

/// The files of a backup that is being made. Dropped before [`publish`](Self::publish), they are removed.
pub(super) struct Pending {
    file: PathBuf,
    partial: PathBuf,
    manifest: PathBuf,
    manifest_partial: PathBuf,
    /// Written at the end, and locked until then.
    described: File,
    published: bool,
}

impl Pending {
    /// Makes sure that a backup can get this name, and makes an empty file for it.
    pub(super) fn create(file: &Path, force: bool) -> Result<Self, Error> {
        if file.file_name().is_none() || file.is_dir() {
            return Err(Error::new(Code::Usage, format!("`{}` is no name of a file", file.display()))
                .hint("name the file to write, such as `backup.db`"));
        }
        let manifest = path_of(file);
        let there = [file, &manifest].into_iter().find(|path| path.symlink_metadata().is_ok());
        if let Some(there) = there
            && !force
            // What stands alone and describes a backup is what was left when its copy should have got its name.
            && !(there == manifest && Manifest::read(file).is_ok())
        {
            return Err(Error::new(Code::Conflict, format!("`{}` is there already", there.display()))
                .hint("name another file, such as one with the date; `--force` writes over it"));
        }
        let (partial, manifest_partial) = (with_suffix(file, ".partial"), with_suffix(&manifest, ".partial"));
        let described = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .custom_flags(no_follow())
            .open(&manifest_partial)
            .map_err(|error| unwritable(&manifest_partial, error))?;
        lock(&described, &manifest_partial)?;
        let pending =
            Self { file: file.to_owned(), partial, manifest, manifest_partial, described, published: false };
        remove_database(&pending.partial)?;
        let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&pending.partial);
        created.map_err(|error| unwritable(&pending.partial, error))?;
        Ok(pending)
    }

    /// Where the copy is written.
    pub(super) fn partial(&self) -> &Path {
        &self.partial
    }

    /// Where both will be.
    pub(super) fn paths(&self) -> (&Path, &Path) {
        (&self.file, &self.manifest)
    }

    /// Syncs the copy, describes it, and gives both their names.
    pub(super) async fn publish(
        mut self,
        session: &Session,
        mut manifest: Manifest,
    ) -> Result<Manifest, Error> {
        let copy = File::open(&self.partial).map_err(|error| unreadable(&self.partial, error))?;
        copy.sync_all().map_err(|error| unwritable(&self.partial, error))?;
        (manifest.size, manifest.sha256) = hash(session, copy, &self.partial, None).await?;
        let text = manifest.text()?;
        let mut write = || {
            self.described.set_len(0)?;
            self.described.write_all(text.as_bytes())?;
            self.described.sync_all()
        };
        write().map_err(|error| unwritable(&self.manifest_partial, error))?;
        for (from, to) in [(&self.manifest_partial, &self.manifest), (&self.partial, &self.file)] {
            fs::rename(from, to)
                .map_err(|error| Error::io(format!("can't rename `{}`", from.display()), error))?;
        }
        self.published = true;
        sync_directory_of(&self.file)?;
        Ok(manifest)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.published {
            // What can't be removed is written over by the next backup of this name.
            drop(remove_database(&self.partial));
            drop(fs::remove_file(&self.manifest_partial));
        }
    }
}

/// Removes an unfinished database and what stands beside it: a stale log would be played into the next one of this name.
pub(super) fn remove_database(path: &Path) -> Result<(), Error> {
    for suffix in ["-journal", "-wal", "-shm", ""] {
        let path = with_suffix(path, suffix);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io(format!("can't remove `{}`", path.display()), error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The path with a longer name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.to_owned().into_os_string();
    path.push(suffix);
    PathBuf::from(path)
}

/// Nobody leads the program to write elsewhere by a link.
fn no_follow() -> i32 {
    i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default()
}

/// Locks the file of a backup that is being made, and makes sure that the name still leads to it.
fn lock(file: &File, path: &Path) -> Result<(), Error> {
    let busy = || {
        Error::new(Code::Busy, format!("another backup is writing `{}`", path.display()))
            .hint("wait for it, or name another file")
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy()),
        Err(TryLockError::Error(error)) => {
            return Err(Error::io(format!("can't lock `{}`", path.display()), error));
        }
    }
    let here = file.metadata().map_err(|error| unreadable(path, error))?;
    match fs::metadata(path) {
        Ok(named) if (named.dev(), named.ino()) == (here.dev(), here.ino()) => Ok(()),
        _ => Err(busy()),
    }
}

/// Size and SHA-256 of a file, which is copied on the way where that is wanted. Between two blocks a signal is heard.
pub(super) async fn hash(
    session: &Session,
    mut file: File,
    path: &Path,
    mut to: Option<(&mut File, &Path)>,
) -> Result<(u64, String), Error> {
    let length = file.metadata().map_err(|error| unreadable(path, error))?.len();
    let progress = session.ui.progress(Some(length >> 10), "KiB read");
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK];
    let mut size = 0_u64;
    loop {
        let read = match file.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(path, error)),
        };
        hash.update(&block[..read]);
        if let Some((to, name)) = &mut to {
            to.write_all(&block[..read]).map_err(|error| unwritable(name, error))?;
        }
        size += u64::try_from(read).unwrap_or_default();
        progress.inc(u64::try_from(read).unwrap_or_default() >> 10);
        tokio::task::yield_now().await;
    }
    progress.finish();
    Ok((size, hex(&hash.finalize())))
}

/// Makes the names in the directory of a file last.
pub(super) fn sync_directory_of(file: &Path) -> Result<(), Error> {
    let directory = directory_of(file);
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|error| unwritable(directory, error))
}

/// The directory that a file stands in.
pub(super) fn directory_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn unreadable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't read `{}`", path.display()), error)
}

pub(super) fn unwritable(path: &Path, error: io::Error) -> Error {
    let error = Error::io(format!("can't write `{}`", path.display()), error);
    error.hint("nothing is left of it; make room or name another place")
}
