//! The file that holds the root key: one line, as [`RootKey::to_text`] writes it.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::RootKey;

/// Longer than any key text, so that a wrong file is never read whole.
const LONGEST: usize = 256;

/// Why a key file could not be made or read. Never says what stands in it.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no such file.
    #[error("there is no key file `{}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Others than its owner can read or change it.
    #[error("the key file `{}` is open to others (mode {mode:04o}, must be 0600)", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A directory, a pipe or a device.
    #[error("the key file `{}` is not a regular file", path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// It holds something else than a key.
    #[error("the file `{}` holds no key: expected one line with `cardctl-key-1` and 64 hexadecimal digits", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
    },
    /// A key file is never overwritten: what was sealed under the old key would be lost.
    #[error("the key file `{}` exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("can't {action} the key file `{}`", path.display())]
    Io {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes `key` into a new file that only its owner can read, and makes file and directory entry durable.
///
/// A missing directory is made, for its owner only. A write that fails leaves no file.
pub fn create(path: &Path, key: &RootKey) -> Result<(), KeyFileError> {
    let failed = |source| KeyFileError::Io { action: "write", path: path.to_owned(), source };
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = opened.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => KeyFileError::Exists { path: path.to_owned() },
        _ => failed(source),
    })?;
    let written = file
        .write_all(key.to_text().as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| File::open(directory)?.sync_all());
    written.map_err(|source| {
        // Nothing was sealed under this key yet. If removing fails too, the first error is the one to tell.
        let _: io::Result<()> = fs::remove_file(path);
        failed(source)
    })
}

/// Reads the key of a file that only its owner can read.
pub fn read(path: &Path) -> Result<RootKey, KeyFileError> {
    read_unless(path, 0o077)
}

/// Reads the key of a file that a service manager handed over, in a directory that only this service can
/// enter (`$CREDENTIALS_DIRECTORY`).
///
/// Such a file may be readable by its group: systemd from 254 grants a service's user access by an access
/// control list, whose mask shows as mode 0440.
pub fn read_credential(path: &Path) -> Result<RootKey, KeyFileError> {
    read_unless(path, 0o037)
}

fn read_unless(path: &Path, forbidden: u32) -> Result<RootKey, KeyFileError> {
    let failed = |source: io::Error| match source.kind() {
        ErrorKind::NotFound => KeyFileError::Missing { path: path.to_owned() },
        _ => KeyFileError::Io { action: "read", path: path.to_owned(), source },
    };
    let check = |metadata: &Metadata| {
        let mode = metadata.permissions().mode() & 0o7777;
        if !metadata.is_file() {
            return Err(KeyFileError::NotAFile { path: path.to_owned() });
        }
        if mode & forbidden != 0 {
            return Err(KeyFileError::Exposed { path: path.to_owned(), mode });
        }
        Ok(())
    };
    // Before opening, which waits on a pipe; and after, of the very file that is read.
    check(&fs::metadata(path).map_err(failed)?)?;
    let mut file = File::open(path).map_err(failed)?;
    check(&file.metadata().map_err(failed)?)?;

    let mut buffer = Zeroizing::new([0; LONGEST]);
    let mut filled = 0;
    while filled < LONGEST {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    let text = str::from_utf8(&buffer[..filled]).ok().filter(|_| filled < LONGEST);
    text.and_then(|text| RootKey::parse(text).ok())
        .ok_or_else(|| KeyFileError::Malformed { path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;
    use crate::vault::root_key::tests::counting_root;

    fn directory() -> tempfile::TempDir {
        tempfile::tempdir().expect("a place for temporary files")
    }

    fn write(path: &Path, text: &[u8], mode: u32) {
        fs::write(path, text).expect("a writable directory");
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("an own file");
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("the file exists").permissions().mode() & 0o7777
    }

    #[test]
    fn a_created_file_is_private_and_read_again() {
        let place = directory();
        let path = place.path().join("new").join("cardctl.key");
        create(&path, &counting_root()).expect("nothing stands there");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&place.path().join("new")), 0o700);
        let text = fs::read_to_string(&path).expect("the file exists");
        assert_eq!(text, *counting_root().to_text());
        let key = read(&path).expect("just written");
        assert_eq!(key.to_text(), counting_root().to_text());
    }

    #[test]
    fn a_key_file_is_never_overwritten() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        write(&path, b"precious", 0o600);
        assert!(matches!(create(&path, &counting_root()), Err(KeyFileError::Exists { .. })));
        assert_eq!(fs::read(&path).expect("the file exists"), b"precious");
        // Not through a link either, not even one that leads nowhere.
        let link = place.path().join("link.key");
        std::os::unix::fs::symlink(place.path().join("nowhere"), &link).expect("a new link");
        assert!(matches!(create(&link, &counting_root()), Err(KeyFileError::Exists { .. })));
        assert!(!place.path().join("nowhere").exists());
        // A file in the place of the directory is another error.
        assert!(matches!(create(&path.join("x.key"), &counting_root()), Err(KeyFileError::Io { .. })));
    }

    #[test]
    fn a_file_that_others_can_touch_is_refused() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        let text = counting_root().to_text();
        for allowed in [0o600, 0o400, 0o700] {
            write(&path, text.as_bytes(), allowed);
            assert!(read(&path).is_ok(), "{allowed:o}");
            fs::remove_file(&path).expect("an own file");
        }
        for exposed in [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644, 0o666] {
            write(&path, text.as_bytes(), exposed);
            let Err(KeyFileError::Exposed { mode, .. }) = read(&path) else { panic!("{exposed:o} was read") };
            assert_eq!(mode, exposed);
        }
    }

    #[test]
    fn a_credential_may_be_readable_by_its_group_only() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        let text = counting_root().to_text();
        for (mode, allowed) in
            [(0o400, true), (0o440, true), (0o640, true), (0o660, false), (0o444, false), (0o450, false)]
        {
            write(&path, text.as_bytes(), mode);
            assert_eq!(read_credential(&path).is_ok(), allowed, "{mode:o}");
            fs::remove_file(&path).expect("an own file");
        }
    }

    #[test]
    fn what_is_no_key_file_says_why() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        assert!(matches!(read(&path), Err(KeyFileError::Missing { .. })));
        assert!(matches!(read(place.path()), Err(KeyFileError::NotAFile { .. })));
        assert!(matches!(read(Path::new("/dev/null")), Err(KeyFileError::NotAFile { .. })));
        let text = counting_root().to_text();
        let long = format!("{}{}", *text, " ".repeat(LONGEST));
        for content in [b"".as_slice(), b"secret\n", b"\xff\xfe", &text.as_bytes()[1..], &[b'0'; 5000]] {
            write(&path, content, 0o600);
            let Err(error) = read(&path) else { panic!("{content:?} was read") };
            assert!(matches!(error, KeyFileError::Malformed { .. }));
            assert!(!error.to_string().contains("secret"));
        }
        write(&path, long.as_bytes(), 0o600);
        assert!(matches!(read(&path), Err(KeyFileError::Malformed { .. })));
    }

    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let place = directory();
        let path = place.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg("-m").arg("600").arg(&path).status();
        assert!(made.expect("mkfifo is everywhere").success());
        assert!(matches!(read(&path), Err(KeyFileError::NotAFile { .. })));
    }
}
