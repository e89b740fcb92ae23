//! The file that holds the keys: a line for each version of the root key, or derived keys.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::ring::LONGEST;
use super::{KeyRing, RootKey};

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
    #[error("the file `{}` holds no key: expected a line of `cardctl-key-1` and 64 hexadecimal digits", path.display())]
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
    /// It holds derived keys, to which no root key is added.
    #[error("the key file `{}` holds derived keys only", path.display())]
    Derived {
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

/// Writes the text of keys into a new file that only its owner can read, and makes file and directory entry durable.
///
/// A missing directory is made, for its owner only. A write that fails leaves no file.
pub fn create(path: &Path, text: &str) -> Result<(), KeyFileError> {
    let failed = |source| KeyFileError::Io { action: "write", path: path.to_owned(), source };
    let directory = directory_of(path);
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = opened.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => KeyFileError::Exists { path: path.to_owned() },
        _ => failed(source),
    })?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| File::open(directory)?.sync_all());
    written.map_err(|source| {
        // Nothing was sealed under these keys yet. If removing fails too, the first error is the one to tell.
        let _: io::Result<()> = fs::remove_file(path);
        failed(source)
    })
}

/// Adds a version of the root key to a file and gives all keys of it. A version that is there already stays as it
/// is: something may be sealed under it.
///
/// The file is replaced as a whole, so that whoever reads it meanwhile, or after a crash, finds the old keys or all.
pub fn add(path: &Path, version: u8, key: RootKey) -> Result<KeyRing, KeyFileError> {
    let failed = |source| KeyFileError::Io { action: "write", path: path.to_owned(), source };
    // The file that a link leads to, so that the link stays.
    let file = fs::canonicalize(path).map_err(failed)?;
    let directory = directory_of(&file);
    // Two processes must not add two keys under one version. The lock ends with this handle.
    let locked = File::open(directory).map_err(failed)?;
    locked.lock().map_err(failed)?;
    let mut ring = read(path)?;
    if ring.versions().contains(&version) {
        return Ok(ring);
    }
    ring.add(version, key);
    let Some(text) = ring.root_text() else { return Err(KeyFileError::Derived { path: path.to_owned() }) };
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = directory.join(name);
    // What a process left that was killed here; nobody else is at it while the directory is locked.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let owner = fs::metadata(&file).map_err(failed)?;
    create(&beside, &text)?;
    let replaced = keep_owner(&beside, &owner)
        .and_then(|()| fs::rename(&beside, &file))
        .and_then(|()| locked.sync_all());
    replaced.map_err(|source| {
        let _: io::Result<()> = fs::remove_file(&beside);
        failed(source)
    })?;
    Ok(ring)
}

/// Gives a file to the owner of the one that it will replace: root may rotate the key of a service's user.
fn keep_owner(path: &Path, owner: &Metadata) -> io::Result<()> {
    let own = fs::metadata(path)?;
    if (own.uid(), own.gid()) == (owner.uid(), owner.gid()) {
        return Ok(());
    }
    std::os::unix::fs::chown(path, Some(owner.uid()), Some(owner.gid()))
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Reads the keys of a file that only its owner can read.
pub fn read(path: &Path) -> Result<KeyRing, KeyFileError> {
    read_unless(path, 0o077)
}

/// Reads the keys of a file that a service manager handed over, in a directory that only this service can
/// enter (`$CREDENTIALS_DIRECTORY`).
///
/// Such a file may be readable by its group: systemd from 254 grants a service's user access by an access
/// control list, whose mask shows as mode 0440.
pub fn read_credential(path: &Path) -> Result<KeyRing, KeyFileError> {
    read_unless(path, 0o037)
}

fn read_unless(path: &Path, forbidden: u32) -> Result<KeyRing, KeyFileError> {
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
    let metadata = file.metadata().map_err(failed)?;
    check(&metadata)?;

    // One byte more than it has, to see the end; the buffer never grows, which would leave copies behind.
    let length = usize::try_from(metadata.len()).unwrap_or(LONGEST).saturating_add(1).min(LONGEST);
    let mut buffer = Zeroizing::new(vec![0; length]);
    let filled = fill(&mut file, &mut buffer).map_err(failed)?;
    let text = str::from_utf8(&buffer[..filled]).ok().filter(|_| filled < length);
    text.and_then(|text| KeyRing::parse(text).ok())
        .ok_or_else(|| KeyFileError::Malformed { path: path.to_owned() })
}

/// Reads until the end or until the buffer is full.
pub(super) fn fill(from: &mut impl io::Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;
    use crate::vault::root_key::tests::{COUNTING, counting_root};

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
        create(&path, COUNTING).expect("nothing stands there");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&place.path().join("new")), 0o700);
        let text = fs::read_to_string(&path).expect("the file exists");
        assert_eq!(text, COUNTING);
        assert_eq!(read(&path).expect("just written").versions(), [1]);
    }

    #[test]
    fn a_key_file_is_never_overwritten() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        write(&path, b"precious", 0o600);
        assert!(matches!(create(&path, COUNTING), Err(KeyFileError::Exists { .. })));
        assert_eq!(fs::read(&path).expect("the file exists"), b"precious");
        // Not through a link either, not even one that leads nowhere.
        let link = place.path().join("link.key");
        std::os::unix::fs::symlink(place.path().join("nowhere"), &link).expect("a new link");
        assert!(matches!(create(&link, COUNTING), Err(KeyFileError::Exists { .. })));
        assert!(!place.path().join("nowhere").exists());
        // A file in the place of the directory is another error.
        assert!(matches!(create(&path.join("x.key"), COUNTING), Err(KeyFileError::Io { .. })));
    }

    #[test]
    fn a_file_that_others_can_touch_is_refused() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        let text = COUNTING;
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
        let text = COUNTING;
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
        let text = COUNTING;
        let long = format!("{text}{}", " ".repeat(LONGEST));
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

    fn second() -> RootKey {
        RootKey::parse(&COUNTING.replace("00", "ff")).expect("a key").1
    }

    #[test]
    fn a_version_is_added_and_never_replaced() {
        let place = directory();
        let (path, link) = (place.path().join("cardctl.key"), place.path().join("link.key"));
        write(&path, COUNTING.as_bytes(), 0o600);
        std::os::unix::fs::symlink(&path, &link).expect("a new link");
        // As a process left it that was killed.
        write(&place.path().join("cardctl.key.new"), b"half", 0o600);
        assert_eq!(add(&link, 2, second()).expect("an own file").versions(), [1, 2]);
        assert_eq!(mode(&path), 0o600);
        assert!(fs::symlink_metadata(&link).expect("the link exists").is_symlink());
        assert!(!place.path().join("cardctl.key.new").exists());
        let text = fs::read_to_string(&path).expect("the file exists");
        assert!(text.starts_with(&format!("{COUNTING}\ncardctl-key-2 ff01")), "{text}");
        let again = add(&path, 2, counting_root()).expect("it is there");
        assert_eq!(again.root_text().as_deref(), Some(&text));
        assert_eq!(fs::read_to_string(&path).expect("the file exists"), text);
    }

    #[test]
    fn where_a_version_can_not_be_added_the_file_stays() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        assert!(matches!(add(&path, 2, second()), Err(KeyFileError::Io { .. })));
        let derived = format!("cardctl-derived-1 print\ncheck|1 {}\n", &COUNTING[14..]);
        write(&path, derived.as_bytes(), 0o600);
        assert!(matches!(add(&path, 2, second()), Err(KeyFileError::Derived { .. })));
        assert_eq!(fs::read_to_string(&path).expect("the file exists"), derived);
        fs::remove_file(&path).expect("an own file");
        write(&path, COUNTING.as_bytes(), 0o644);
        assert!(matches!(add(&path, 2, second()), Err(KeyFileError::Exposed { .. })));
        assert_eq!(fs::read_to_string(&path).expect("the file exists"), COUNTING);
    }

    #[test]
    fn of_those_who_add_a_version_at_once_one_does() {
        let place = directory();
        let path = place.path().join("cardctl.key");
        write(&path, COUNTING.as_bytes(), 0o600);
        let texts: Vec<String> = std::thread::scope(|scope| {
            let path = &path;
            let adding = |seed| {
                scope.spawn(move || {
                    let key = RootKey::generate(&mut crate::domain::randomness::Seeded::new(seed));
                    let ring = add(path, 2, key).expect("an own file");
                    ring.root_text().expect("root keys").to_string()
                })
            };
            let threads: Vec<_> = (0..8).map(adding).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        let text = fs::read_to_string(&path).expect("the file exists");
        assert!(texts.iter().all(|each| *each == text));
    }
}
