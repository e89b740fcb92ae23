//! The files of a batch for the print house: `cards.csv` or, encrypted, `cards.csv.age`; `manifest.json` and
//! `SHA256SUMS`.
//!
//! The first alone has the activation codes, so it must neither be lost when their hashes are stored nor be left
//! when they are not. All three files are written whole and synced as `….partial` before the cards are
//! committed, and renamed after, that one last: while there is a `cards.csv.partial`, an issue or an export runs
//! or was interrupted, and whether its SHA-256 stands in a batch's row tells which of the two to do.
//!
//! What is to be encrypted goes through a pipe to `age`: the plain text is nowhere on the disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::age::{self, Age, Encryption};
use super::leftover::{busy, hash, lock, rename, sync, unreadable, unwritable};
use crate::command::session::hex;
use crate::domain::card::{ActivationCode, CardNumber};
use crate::error::Error;

/// The files, in the order in which they are renamed.
pub(super) const FILES: [&str; 4] = [MANIFEST, SUMS, CARDS, ENCRYPTED];
/// The two of them with the activation codes.
pub(super) const CODES: [&str; 2] = [CARDS, ENCRYPTED];
const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";
const CARDS: &str = "cards.csv";
const ENCRYPTED: &str = "cards.csv.age";
/// How much is read, written and hashed at once.
pub(super) const BLOCK: usize = 1 << 16;

/// The print file, complete on the disk.
pub(super) struct Sealed {
    /// Its SHA-256, in hexadecimal.
    pub(super) sha256: String,
    /// That of the plain text, where it is encrypted.
    pub(super) plain_sha256: Option<String>,
}

/// The files of a batch while they are being made. Dropped before [`keep`](Self::keep), they are removed.
pub(super) struct PrintFiles {
    directory: PathBuf,
    made_directory: bool,
    name: &'static str,
    cards: File,
    encryption: Option<Encryption>,
    hash: Sha256,
    block: Zeroizing<Vec<u8>>,
    kept: bool,
}

impl PrintFiles {
    /// Makes the directory and begins the file. [`examine`](super::leftover::examine) came before.
    pub(super) async fn create(directory: &Path, age: Option<&Age>) -> Result<Self, Error> {
        let made_directory = !directory.exists();
        DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
            Error::io(format!("can't make the directory `{}`", directory.display()), error)
        })?;
        let [name, other] = if age.is_some() { [ENCRYPTED, CARDS] } else { [CARDS, ENCRYPTED] };
        let path = partial(directory, name);
        let cards = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| unwritable(&path, error))?;
        lock(&cards, &path)?;
        let mut files = Self {
            directory: directory.to_owned(),
            made_directory,
            name,
            cards,
            encryption: None,
            hash: Sha256::new(),
            block: Zeroizing::new(Vec::with_capacity(BLOCK)),
            kept: false,
        };
        // Of two that begin at the same moment each sees the other's file.
        if partial(directory, other).symlink_metadata().is_ok() {
            return Err(busy(&partial(directory, other)));
        }
        files.encryption = age.map(|age| age.start(&files.cards)).transpose()?;
        files.push(&["serial,card,card_display,activation_code\n"]).await?;
        Ok(files)
    }

    /// The name of the file with the cards.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// Its path when all is done.
    pub(super) fn path(&self) -> PathBuf {
        self.directory.join(self.name)
    }

    /// The same from wherever one looks.
    pub(super) fn absolute_path(&self) -> Result<String, Error> {
        let directory =
            fs::canonicalize(&self.directory).map_err(|error| unreadable(&self.directory, error))?;
        Ok(directory.join(self.name).display().to_string())
    }

    /// Adds the line of a card.
    pub(super) async fn card(
        &mut self,
        serial: u32,
        card: CardNumber,
        code: &ActivationCode,
    ) -> Result<(), Error> {
        let (serial, number, display) = (serial.to_string(), card.to_string(), card.grouped());
        self.push(&[&serial, ",", &number, ",", &display, ",", &code.grouped(), "\n"]).await
    }

    async fn push(&mut self, texts: &[&str]) -> Result<(), Error> {
        let length = texts.iter().map(|text| text.len()).sum::<usize>();
        // The buffer must not grow: what it outgrew would stay in memory, with the codes in it.
        if self.block.len() + length > BLOCK {
            self.flush().await?;
        }
        for text in texts {
            self.block.extend_from_slice(text.as_bytes());
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), Error> {
        self.hash.update(&*self.block);
        let written = match &mut self.encryption {
            Some(encryption) => encryption.write(&self.block).await,
            None => self.cards.write_all(&self.block).map_err(|error| self.unwritable(error)),
        };
        self.block.clear();
        written
    }

    /// Completes the file on the disk.
    pub(super) async fn seal(&mut self) -> Result<Sealed, Error> {
        self.flush().await?;
        let plain = hex(&self.hash.finalize_reset());
        let encrypted = match self.encryption.take() {
            Some(encryption) => {
                encryption.finish().await?;
                age::check_header(&mut self.cards)?;
                Some(hash(&mut self.cards).map_err(|error| unreadable(&self.partial(), error))?)
            }
            None => None,
        };
        self.cards.sync_all().map_err(|error| self.unwritable(error))?;
        Ok(match encrypted {
            Some(sha256) => Sealed { sha256, plain_sha256: Some(plain) },
            None => Sealed { sha256: plain, plain_sha256: None },
        })
    }

    /// Writes the two files that describe the cards.
    pub(super) fn describe(&self, sealed: &Sealed, manifest: &serde_json::Value) -> Result<(), Error> {
        let manifest = format!("{manifest:#}\n");
        let of_manifest = hex(&Sha256::digest(&manifest));
        let sums = format!("{}  {}\n{of_manifest}  {MANIFEST}\n", sealed.sha256, self.name);
        for (name, text) in [(MANIFEST, manifest), (SUMS, sums)] {
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

    fn partial(&self) -> PathBuf {
        partial(&self.directory, self.name)
    }

    fn unwritable(&self, error: std::io::Error) -> Error {
        unwritable(&self.partial(), error)
    }
}

impl Drop for PrintFiles {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // What can't be removed is found by the next issue into this directory.
        for name in [MANIFEST, SUMS, self.name] {
            drop(fs::remove_file(partial(&self.directory, name)));
        }
        if self.made_directory {
            // Only when nobody put something in meanwhile.
            drop(fs::remove_dir(&self.directory));
        }
    }
}

/// The path of a file that is not complete.
pub(super) fn partial(directory: &Path, name: &str) -> PathBuf {
    directory.join(format!("{name}.partial"))
}
