//! The directory of a demo: new or empty. A new one is its owner's alone, for a key will be in it.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use crate::command::session::Session;
use crate::error::{Code, Error};

/// The characters of a made-up name.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How often a name is made up before it is given up.
const TRIES: u32 = 16;

/// The directory that was named, else a new one below the system's temporary directory. Its path is absolute.
pub(super) fn prepare(session: &mut Session, named: Option<&Path>) -> Result<PathBuf, Error> {
    match named {
        Some(path) => named_directory(path),
        None => new_directory(session),
    }
}

fn named_directory(path: &Path) -> Result<PathBuf, Error> {
    let directory = absolute(path)?;
    let unusable = |error| Error::io(format!("can't use the directory `{}`", directory.display()), error);
    match fs::read_dir(&directory) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            DirBuilder::new().recursive(true).mode(0o700).create(&directory).map_err(unusable)?;
        }
        Err(error) => return Err(unusable(error)),
        Ok(mut entries) => {
            if entries.next().is_some() {
                let message = format!("the directory `{}` is not empty", directory.display());
                return Err(Error::new(Code::Conflict, message).hint("name an empty or a new one by `--dir`"));
            }
        }
    }
    Ok(directory)
}

fn new_directory(session: &mut Session) -> Result<PathBuf, Error> {
    let parent = absolute(&session.temporary)?;
    for _ in 0..TRIES {
        let mut drawn = [0; 6];
        session.randomness.fill(&mut drawn);
        let name: String = drawn.map(|byte| char::from(LETTERS[usize::from(byte % 32)])).iter().collect();
        let directory = parent.join(format!("cardctl-demo-{name}"));
        match DirBuilder::new().mode(0o700).create(&directory) {
            Ok(()) => return Ok(directory),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                let message = format!("can't make a directory in `{}`", parent.display());
                return Err(Error::io(message, error).hint("name an empty or a new one by `--dir`"));
            }
        }
    }
    Err(Error::new(Code::Failed, format!("`{}` is full of demos", parent.display()))
        .hint("name an empty or a new directory by `--dir`"))
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path)
        .map_err(|error| Error::io(format!("can't tell where `{}` is", path.display()), error))
}
