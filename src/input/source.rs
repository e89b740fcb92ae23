//! Where the bytes come from: a file that is read where it lies, or a pipe that is kept in memory.

use std::{
    fs::{File, Metadata},
    io::{self, BufRead, ErrorKind, Read},
    os::unix::fs::{FileExt as _, MetadataExt as _},
    path::Path,
    time::SystemTime,
};

use crate::error::{Code, Error};

/// The most bytes that are taken from a pipe (256 MiB). Its rows are read more than once, so it is kept.
pub const LONGEST_PIPE: u64 = 256 * 1024 * 1024;

/// Bytes that can be read at any place, by several readers at once.
pub(super) enum Source {
    /// A regular file. What is appended after it was opened is not read.
    File { file: File, length: u64, modified: Option<SystemTime>, identity: Identity },
    /// What came through a pipe.
    Memory(Vec<u8>),
}

/// Which file it is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self(metadata.dev(), metadata.ino())
    }
}

impl Source {
    /// Opens the file; `-` is `stdin`. `shown` names it in errors.
    pub(super) fn open(path: &Path, stdin: &mut dyn BufRead, shown: &str) -> Result<Self, Error> {
        if path == Path::new("-") {
            return Self::spool(stdin, LONGEST_PIPE, shown);
        }
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        let (metadata, file) = opened.map_err(|error| cannot_read(shown, error))?;
        if metadata.is_dir() {
            return Err(cannot_read(shown, ErrorKind::IsADirectory.into()));
        }
        if !metadata.is_file() {
            return Self::spool(&mut &file, LONGEST_PIPE, shown);
        }
        Ok(Self::File {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity: Identity::of(&metadata),
            file,
        })
    }

    fn spool<R: Read + ?Sized>(pipe: &mut R, longest: u64, shown: &str) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        let read = pipe.take(longest + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| cannot_read(shown, error))?;
        if u64::try_from(read).is_ok_and(|read| read <= longest) {
            return Ok(Self::Memory(bytes));
        }
        Err(Error::new(Code::BadFile, format!("{shown} is longer than {longest} bytes"))
            .hint("save it to a file and give the file's name: a file may have any size"))
    }

    /// Reads bytes from `offset` on; 0 at the end. An error when the file got shorter since it was opened.
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(bytes) => {
                let rest = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..));
                rest.unwrap_or_default().read(buffer)
            }
            Self::File { file, length, .. } => {
                let left = usize::try_from(length.saturating_sub(offset)).unwrap_or(usize::MAX);
                let wanted = left.min(buffer.len());
                loop {
                    match file.read_at(&mut buffer[..wanted], offset) {
                        Err(error) if error.kind() == ErrorKind::Interrupted => {}
                        Ok(0) if wanted > 0 => return Err(ErrorKind::UnexpectedEof.into()),
                        result => return result,
                    }
                }
            }
        }
    }

    /// Whether nobody has written to the file since it was opened, as far as its length and its time tell.
    pub(super) fn is_unchanged(&self) -> io::Result<bool> {
        match self {
            Self::Memory(_) => Ok(true),
            Self::File { file, length, modified, .. } => {
                let now = file.metadata()?;
                Ok(now.len() == *length && now.modified().ok() == *modified)
            }
        }
    }

    /// Which file it is; none for a pipe.
    pub(super) const fn identity(&self) -> Option<Identity> {
        match self {
            Self::File { identity, .. } => Some(*identity),
            Self::Memory(_) => None,
        }
    }
}

pub(super) fn cannot_read(shown: &str, error: io::Error) -> Error {
    Error::io(format!("can't read {shown}"), error)
}

pub(super) fn changed(shown: &str) -> Error {
    Error::new(Code::Io, format!("{shown} changed while it was being read"))
        .hint("load it again when it is complete")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_taken_up_to_its_limit() {
        let taken = Source::spool(&mut &b"12345"[..], 5, "standard input");
        assert!(matches!(taken, Ok(Source::Memory(bytes)) if bytes == b"12345"));
        let Err(error) = Source::spool(&mut &b"123456"[..], 5, "standard input") else {
            panic!("one byte too many")
        };
        assert_eq!(
            (error.code(), error.to_string()),
            (Code::BadFile, "standard input is longer than 5 bytes".to_owned())
        );
        assert_eq!(error.hints(), ["save it to a file and give the file's name: a file may have any size"]);
    }

    #[test]
    fn what_is_appended_is_not_read_and_what_is_cut_off_is_missed() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let path = place.path().join("a.csv");
        std::fs::write(&path, "123456")?;
        let source = Source::open(&path, &mut io::empty(), "`a.csv`").expect("it is there");
        assert!(source.is_unchanged()?);

        std::fs::write(&path, "12345678")?;
        let mut buffer = [0; 16];
        assert_eq!((source.read_at(0, &mut buffer)?, source.read_at(6, &mut buffer)?), (6, 0));
        assert!(!source.is_unchanged()?);

        std::fs::write(&path, "1234")?;
        assert_eq!(source.read_at(0, &mut buffer)?, 4);
        let error = source.read_at(4, &mut buffer).expect_err("two bytes are gone");
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        Ok(())
    }
}
