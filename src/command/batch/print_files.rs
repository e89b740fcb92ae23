//! The files of a batch for the print house: `cards.csv`, `manifest.json` and `SHA256SUMS`.
//!
//! `cards.csv` alone has the activation codes, so it must neither be lost when the cards are stored nor be left
//! when they are not. All three files are written whole and synced as `….partial` before the cards are
//! committed, and renamed after, `cards.csv` last: while there is a `cards.csv.partial`, an issue runs or was
//! interrupted, and whether its SHA-256 stands in a batch's row tells which of the two to do.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::command::session::hex;
use crate::domain::card::{ActivationCode, CardNumber};
use crate::error::{Code, Error};

/// The files, in the order in which they are renamed.
const FILES: [&str; 3] = ["manifest.json", "SHA256SUMS", CARDS];
const CARDS: &str = "cards.csv";
/// How much is written and hashed at once.
const BLOCK: usize = 1 << 16;

/// What an interrupted issue left in the directory.
pub(super) struct Leftover {
    directory: PathBuf,
    /// SHA-256 of its `cards.csv.partial`, in hexadecimal.
    pub(super) sha256: String,
    /// Keeps another process from taking the same decision.
    _locked: File,
}

/// Looks whether the files of a batch can be made in a directory; changes nothing.
pub(super) fn examine(directory: &Path) -> Result<Option<Leftover>, Error> {
    let partial = partial(directory, CARDS);
    match File::open(&partial) {
        Ok(mut file) => {
            lock(&file, &partial)?;
            let sha256 = hash(&mut file).map_err(|error| unreadable(&partial, error))?;
            return Ok(Some(Leftover { directory: directory.to_owned(), sha256, _locked: file }));
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        Err(error) => return Err(unreadable(&partial, error)),
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
    /// Its cards were stored: renames what was not renamed yet.
    pub(super) fn complete(self) -> Result<(), Error> {
        rename(&self.directory)
    }

    /// Its cards were never stored: removes what it wrote.
    pub(super) fn clear(self) -> Result<(), Error> {
        // The one that tells goes last.
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

/// The files of a batch while they are being made. Dropped before [`keep`](Self::keep), they are removed.
pub(super) struct PrintFiles {
    directory: PathBuf,
    made_directory: bool,
    cards: File,
    hash: Sha256,
    block: Zeroizing<Vec<u8>>,
    kept: bool,
}

impl PrintFiles {
    /// Makes the directory and begins `cards.csv`. [`examine`] came before.
    pub(super) fn create(directory: &Path) -> Result<Self, Error> {
        let made_directory = !directory.exists();
        DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
            Error::io(format!("can't make the directory `{}`", directory.display()), error)
        })?;
        let path = partial(directory, CARDS);
        let cards = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| unwritable(&path, error))?;
        lock(&cards, &path)?;
        let mut files = Self {
            directory: directory.to_owned(),
            made_directory,
            cards,
            hash: Sha256::new(),
            block: Zeroizing::new(Vec::with_capacity(BLOCK)),
            kept: false,
        };
        files.push(&["serial,card,card_display,activation_code\n"])?;
        Ok(files)
    }

    /// The path of `cards.csv` when all is done.
    pub(super) fn path(&self) -> PathBuf {
        self.directory.join(CARDS)
    }

    /// Adds the line of a card.
    pub(super) fn card(&mut self, serial: u32, card: CardNumber, code: &ActivationCode) -> Result<(), Error> {
        let (serial, number, display) = (serial.to_string(), card.to_string(), card.grouped());
        self.push(&[&serial, ",", &number, ",", &display, ",", &code.grouped(), "\n"])
    }

    fn push(&mut self, texts: &[&str]) -> Result<(), Error> {
        let length = texts.iter().map(|text| text.len()).sum::<usize>();
        // The buffer must not grow: what it outgrew would stay in memory, with the codes in it.
        if self.block.len() + length > BLOCK {
            self.flush()?;
        }
        for text in texts {
            self.block.extend_from_slice(text.as_bytes());
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.hash.update(&*self.block);
        let written = self.cards.write_all(&self.block);
        self.block.clear();
        written.map_err(|error| unwritable(&partial(&self.directory, CARDS), error))
    }

    /// Completes `cards.csv` on the disk and gives its SHA-256, in hexadecimal.
    pub(super) fn seal(&mut self) -> Result<String, Error> {
        self.flush()?;
        self.cards.sync_all().map_err(|error| unwritable(&partial(&self.directory, CARDS), error))?;
        Ok(hex(&self.hash.finalize_reset()))
    }

    /// Writes the two files that describe `cards.csv`.
    pub(super) fn describe(&self, sha256: &str, manifest: &serde_json::Value) -> Result<(), Error> {
        let manifest = format!("{manifest:#}\n");
        let of_manifest = hex(&Sha256::digest(&manifest));
        let sums = format!("{sha256}  {CARDS}\n{of_manifest}  manifest.json\n");
        for (name, text) in [("manifest.json", manifest), ("SHA256SUMS", sums)] {
            let path = partial(&self.directory, name);
            let write = || {
                let mut file =
                    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
                file.write_all(text.as_bytes())?;
                file.sync_all()
            };
            write().map_err(|error| unwritable(&path, error))?;
        }
        sync(&self.directory)
    }

    /// To be called before the commit: from here on the files may belong to stored cards.
    pub(super) fn keep(&mut self) {
        self.kept = true;
    }

    /// To be called when the commit has failed for sure: removes the files.
    pub(super) fn discard(mut self) {
        self.kept = false;
    }

    /// To be called after the commit: gives the files their names.
    pub(super) fn publish(self) -> Result<(), Error> {
        rename(&self.directory)
    }
}

impl Drop for PrintFiles {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // What can't be removed is found by the next issue into this directory.
        for name in FILES {
            drop(fs::remove_file(partial(&self.directory, name)));
        }
        if self.made_directory {
            // Only when nobody put something in meanwhile.
            drop(fs::remove_dir(&self.directory));
        }
    }
}

fn partial(directory: &Path, name: &str) -> PathBuf {
    directory.join(format!("{name}.partial"))
}

/// Locks the file of an issue, and makes sure that the name still leads to it.
fn lock(file: &File, path: &Path) -> Result<(), Error> {
    let busy = || {
        Error::new(Code::Busy, format!("another issue is writing `{}`", path.display()))
            .hint("wait for it, or name another directory by `--out`")
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

fn hash(file: &mut File) -> io::Result<String> {
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
fn rename(directory: &Path) -> Result<(), Error> {
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
fn sync(directory: &Path) -> Result<(), Error> {
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|error| Error::io(format!("can't write `{}`", directory.display()), error))
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't read `{}`", path.display()), error)
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't write `{}`", path.display()), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with the finished files of an issue whose process died before it renamed `renamed`.
    fn interrupted(renamed: usize) -> Result<(tempfile::TempDir, String), Error> {
        let directory = tempfile::tempdir().map_err(|error| Error::io("no directory", error))?;
        let mut files = PrintFiles::create(directory.path())?;
        let sha256 = files.seal()?;
        files.describe(&sha256, &serde_json::json!({}))?;
        files.keep();
        drop(files);
        for name in &FILES[..renamed] {
            fs::rename(partial(directory.path(), name), directory.path().join(name)).expect("it is there");
        }
        Ok((directory, sha256))
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
        let files = PrintFiles::create(&below)?;
        assert_eq!(examine(&below).err().map(|error| error.code()), Some(Code::Busy));
        drop(files);
        assert!(!below.exists(), "what was made for it goes with it");
        Ok(())
    }
}
