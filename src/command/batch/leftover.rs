//! What an interrupted issue or export left in a directory.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::print_files::{BLOCK, CODES, FILES, partial};
use crate::command::session::hex;
use crate::error::{Code, Error};

/// The files of an interrupted issue or export.
pub(super) struct Leftover {
    directory: PathBuf,
    /// SHA-256 of its file with the cards, in hexadecimal.
    pub(super) sha256: String,
    /// Where that file will be.
    pub(super) path: PathBuf,
    /// Keeps another process from taking the same decision.
    _locked: File,
}

/// Looks whether the files of a batch can be made in a directory; changes nothing.
pub(super) fn examine(directory: &Path) -> Result<Option<Leftover>, Error> {
    for name in CODES {
        let partial = partial(directory, name);
        match File::open(&partial) {
            Ok(mut file) => {
                lock(&file, &partial)?;
                let sha256 = hash(&mut file).map_err(|error| unreadable(&partial, error))?;
                let (directory, path) = (directory.to_owned(), directory.join(name));
                return Ok(Some(Leftover { directory, sha256, path, _locked: file }));
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(unreadable(&partial, error)),
        }
    }
    match fs::metadata(directory) {
        Ok(found) if !found.is_dir() => {
            return Err(Error::new(Code::Usage, format!("`{}` is no directory", directory.display()))
                .hint("`--out` names the directory for the files"));
        }
        _ => {}
    }
    for name in FILES.iter().rev() {
        if directory.join(name).symlink_metadata().is_ok() {
            return Err(Error::new(
                Code::Conflict,
                format!("`{}` is there already", directory.join(name).display()),
            )
            .hint("name another directory by `--out`: the files of a batch are never overwritten"));
        }
    }
    Ok(None)
}

impl Leftover {
    /// Its codes are stored: renames what was not renamed yet.
    pub(super) fn complete(self) -> Result<(), Error> {
        rename(&self.directory)
    }

    /// Its codes were never stored: removes what it wrote.
    pub(super) fn clear(self) -> Result<(), Error> {
        // The ones that tell go last.
        for name in FILES {
            let path = partial(&self.directory, name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::io(format!("can't remove `{}`", path.display()), error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Somebody else is at work in the directory.
pub(super) fn busy(path: &Path) -> Error {
    Error::new(Code::Busy, format!("another issue is writing `{}`", path.display()))
        .hint("wait for it, or name another directory by `--out`")
}

/// Locks the file of an issue, and makes sure that the name still leads to it.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), Error> {
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(path)),
        Err(TryLockError::Error(error)) => {
            return Err(Error::io(format!("can't lock `{}`", path.display()), error));
        }
    }
    let here = file.metadata().map_err(|error| unreadable(path, error))?;
    match fs::metadata(path) {
        Ok(named) if (named.dev(), named.ino()) == (here.dev(), here.ino()) => Ok(()),
        _ => Err(busy(path)),
    }
}

/// SHA-256 of a whole file, in hexadecimal.
pub(super) fn hash(file: &mut File) -> io::Result<String> {
    file.rewind()?;
    let mut hash = Sha256::new();
    let mut block = Zeroizing::new(vec![0; BLOCK]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(&hash.finalize())),
            length => hash.update(&block[..length]),
        }
    }
}

/// Gives the files their names, those that have them not yet.
pub(super) fn rename(directory: &Path) -> Result<(), Error> {
    for name in FILES {
        let from = partial(directory, name);
        match fs::rename(&from, directory.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io(format!("can't rename `{}`", from.display()), error));
            }
            _ => {}
        }
    }
    sync(directory)
}

/// Makes the names in a directory last.
pub(super) fn sync(directory: &Path) -> Result<(), Error> {
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|error| Error::io(format!("can't write `{}`", directory.display()), error))
}

pub(super) fn unreadable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't read `{}`", path.display()), error)
}

pub(super) fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't write `{}`", path.display()), error)
}

#[cfg(test)]
mod tests {
    use super::super::print_files::PrintFiles;
    use super::*;

    fn now<T>(task: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(task)
    }

    /// A directory with the finished files of an issue whose process died before it renamed `renamed`.
    fn interrupted(renamed: usize) -> Result<(tempfile::TempDir, String), Error> {
        let directory = tempfile::tempdir().map_err(|error| Error::io("no directory", error))?;
        let mut files = now(PrintFiles::create(directory.path(), None))?;
        let sealed = now(files.seal())?;
        files.describe(&sealed, &serde_json::json!({}))?;
        files.keep();
        drop(files);
        for name in &FILES[..renamed] {
            fs::rename(partial(directory.path(), name), directory.path().join(name)).expect("it is there");
        }
        Ok((directory, sealed.sha256))
    }

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).expect("a directory");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_interrupted_renaming_is_completed_wherever_it_stopped() -> Result<(), Error> {
        for renamed in 0..3 {
            let (directory, sha256) = interrupted(renamed)?;
            let leftover = examine(directory.path())?.expect("the last file is not renamed");
            assert_eq!(leftover.sha256, sha256);
            leftover.complete()?;
            assert_eq!(names(directory.path()), ["SHA256SUMS", "cards.csv", "manifest.json"]);
            assert_eq!(examine(directory.path()).err().map(|error| error.code()), Some(Code::Conflict));
        }
        Ok(())
    }

    #[test]
    fn what_belongs_to_no_batch_is_cleared_away() -> Result<(), Error> {
        let (directory, _) = interrupted(0)?;
        examine(directory.path())?.expect("a partial file").clear()?;
        assert_eq!(names(directory.path()), [""; 0]);
        assert!(examine(directory.path())?.is_none());
        Ok(())
    }

    #[test]
    fn nobody_touches_the_files_of_an_issue_that_runs() -> Result<(), Error> {
        let directory = tempfile::tempdir().map_err(|error| Error::io("no directory", error))?;
        let below = directory.path().join("a/b");
        let files = now(PrintFiles::create(&below, None))?;
        assert_eq!(examine(&below).err().map(|error| error.code()), Some(Code::Busy));
        drop(files);
        assert!(!below.exists(), "what was made for it goes with it");
        Ok(())
    }
}
