//! The file of an SQLite database, its directory and its disk, and where the key lies.

use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::findings::Findings;
use crate::command::session::Session;
use crate::store::DatabaseUrl;

/// Less than this is little for any database, in bytes.
const LITTLE: u64 = 100 << 20;

/// A log of this size is one that somebody keeps from being folded into the file.
const LARGE_LOG: u64 = 256 << 20;

/// File systems of other machines, by the numbers that the kernel gives them (`statfs(2)`).
const NETWORK: [(u64, &str); 5] =
    [(0x6969, "NFS"), (0x517b, "SMB"), (0xff53_4d42, "CIFS"), (0xfe53_4d42, "SMB2"), (0x0102_1997, "9P")];

/// Looks at the file, and says whether there is a database to be opened.
pub(super) fn look(session: &Session, findings: &mut Findings) -> bool {
    let DatabaseUrl::Sqlite(path) = &session.config.database.value else { return true };
    if !is_database(path, findings) {
        return false;
    }
    permissions(path, findings);
    journal(path, findings);
    disk(path, findings);
    if session.config.key_command.is_none() {
        beside_key(path, &session.config.key_file.value, findings);
    }
    true
}

fn is_database(path: &Path, findings: &mut Findings) -> bool {
    let shown = path.display();
    let mut begins = [0; 16];
    let problem = match fs::metadata(path) {
        Err(error) => format!("`{shown}`: {error}"),
        Ok(found) if !found.is_file() => format!("`{shown}` is no file"),
        Ok(found) if found.len() == 0 => format!("`{shown}` is empty"),
        Ok(_) => match fs::File::open(path).and_then(|mut file| file.read_exact(&mut begins)) {
            Err(error) => format!("`{shown}` can't be read: {error}"),
            Ok(()) if begins != *b"SQLite format 3\0" => format!("`{shown}` is no SQLite database"),
            Ok(()) => return true,
        },
    };
    let to_do =
        "`cardctl config show --origin` says why it is looked for there; `cardctl init` makes a platform";
    findings.problem("database", problem, to_do);
    false
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn permissions(path: &Path, findings: &mut Findings) {
    let files = [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")];
    let modes = files.iter().filter_map(|file| Some((file, fs::metadata(file).ok()?.mode() & 0o7777)));
    let mut open = modes.filter(|(_, mode)| mode & 0o077 != 0).peekable();
    if let Some((file, mode)) = open.find(|(_, mode)| mode & 0o007 != 0) {
        findings.problem(
            "permissions",
            format!("everybody on this machine may open `{}` (mode {mode:04o})", file.display()),
            format!("`chmod 600 {}`; who shares the database shares a group", file.display()),
        );
    } else if OpenOptions::new().append(true).open(path).is_err() {
        findings.warning(
            "permissions",
            format!("`{}` can be read and not written: only look-ups work", path.display()),
            "become its owner for changes, or remount its file system for writing",
        );
    } else {
        findings.ok("permissions", format!("`{}` is closed to others", path.display()));
    }
    let directory = directory_of(path);
    let Ok(found) = fs::metadata(directory) else { return };
    let (mode, shown) = (found.mode() & 0o7777, directory.display());
    // In a directory with the sticky bit nobody takes away what is another's.
    if mode & 0o002 != 0 && mode & 0o1000 == 0 {
        findings.problem(
            "directory",
            format!(
                "everybody may put another file in the place of the database in `{shown}` (mode {mode:04o})"
            ),
            format!("`chmod o-w {shown}`"),
        );
    } else {
        findings.ok("directory", format!("`{shown}` (mode {mode:04o})"));
    }
}

/// The way of writing stands in the file's header (file format, section 1.3.3), and the log beside it.
fn journal(path: &Path, findings: &mut Findings) {
    let mut header = [0; 20];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let log = fs::metadata(beside(path, "-wal")).map_or(0, |found| found.len());
    if read.is_ok() && header[18] != 2 {
        findings.warning(
            "journal",
            "the database has no write-ahead log: who looks and who writes wait for each other",
            format!("when nobody works: `sqlite3 {} 'PRAGMA journal_mode=WAL'`", path.display()),
        );
    } else if log > LARGE_LOG {
        findings.warning(
            "journal",
            format!("the log beside the database has grown to {}", size(log)),
            "somebody reads for a long time, or was killed: when nobody works, any command folds it into the file",
        );
    } else {
        findings.ok("journal", format!("write-ahead log, {}", size(log)));
    }
}

fn disk(path: &Path, findings: &mut Findings) {
    let directory = directory_of(path);
    let Ok(found) = rustix::fs::statvfs(directory) else { return };
    let needed = fs::metadata(path).map_or(0, |found| found.len());
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let what = format!("{} are free beside a database of {}", size(free), size(needed));
    match room(free, needed) {
        Room::None => findings.problem("disk", what, "make room before the next load or settlement"),
        Room::Little => findings.warning(
            "disk",
            what,
            "make room: a migration or a backup beside it wants as much again as the database has",
        ),
        Room::Enough => findings.ok("disk", what),
    }
    let kind = rustix::fs::statfs(directory).ok().and_then(|found| network(found.f_type));
    if let Some(kind) = kind {
        findings.problem(
            "file-system",
            format!("the database lies on {kind}, a file system of another machine, which does not lock as it needs"),
            "move it to a disk of this machine, or work with PostgreSQL",
        );
    }
}

/// Which file system of another machine a number stands for. Its type differs between processors.
fn network(number: impl TryInto<i128>) -> Option<&'static str> {
    let number = number.try_into().ok()?;
    // Where the number is signed, the upper half is negative.
    let number = u64::try_from(number & 0xffff_ffff).ok()?;
    NETWORK.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    None,
    Little,
    Enough,
}

fn room(free: u64, needed: u64) -> Room {
    if free < LITTLE {
        Room::None
    } else if free < needed {
        Room::Little
    } else {
        Room::Enough
    }
}

/// A number of bytes for people.
fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}

/// Whoever takes the disk should not have both.
fn beside_key(database: &Path, key: &Path, findings: &mut Findings) {
    let device = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
    if let (Some(one), Some(other)) = (device(database), device(key)) {
        if one == other {
            findings.warning(
                "key-place",
                "the key lies on the same file system as the database: one disk or one backup has both",
                "keep the key elsewhere (`--key-file`, `--key-command`), and leave it out of the database's backups",
            );
        } else {
            findings.ok("key-place", "on another file system than the database");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_what_the_database_wants_again() {
        let gigabyte = 1 << 30;
        assert_eq!(room(50 << 20, 1 << 20), Room::None);
        assert_eq!(room(gigabyte, 2 * gigabyte), Room::Little);
        assert_eq!(room(3 * gigabyte, 2 * gigabyte), Room::Enough);
    }

    #[test]
    fn sizes_are_for_people() {
        let shown = [0, 1023, 1024, 1_572_864, 5 << 30].map(size);
        assert_eq!(shown, ["0 bytes", "1023 bytes", "1.0 kB", "1.5 MB", "5.0 GB"]);
    }

    #[test]
    fn file_systems_of_other_machines_are_known() {
        assert_eq!(network(0x6969_i64), Some("NFS"));
        assert_eq!(network(-11_317_950_i64), Some("CIFS"));
        assert_eq!(network(0xef53_i64), None);
    }
}
