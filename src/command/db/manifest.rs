//! What is written down of a backup, beside it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::pending::with_suffix;
use crate::command::place;
use crate::command::session::{Session, hex};
use crate::error::{Code, Error};
use crate::store::setting;
use crate::store::status::counts_in;
use crate::store::{Store, Tx, audit, key, migrate};

/// The version of this form.
const FORMAT: u32 = 1;

/// More is no manifest.
const LONGEST: u64 = 1 << 20;

const NO_KEY: &str =
    "the key is not in this backup; without its key file no personal data in it can be read by anybody";

/// What a backup is of, and by what it is recognised.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// `sqlite` or `postgres`: what the file can be restored into.
    pub(super) kind: String,
    /// The platform's name.
    pub(super) platform: String,
    pub(super) environment: Option<String>,
    pub(super) schema: i64,
    /// The version of the program that wrote it.
    pub(super) program: String,
    pub(super) created_at: String,
    pub(super) operator: String,
    pub(super) size: u64,
    pub(super) sha256: String,
    /// `SEQ:HASH` of the last entry of the audit log.
    pub(super) audit_head: Option<String>,
    /// Nothing where the schema is older than the program.
    pub(super) counts: Option<BTreeMap<String, i64>>,
    /// By what the keys are recognised that open it; never a key.
    pub(super) keys: Vec<KeyMark>,
    key_included: bool,
    note: String,
}

/// By what a version of the key is recognised.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeyMark {
    pub(super) version: u8,
    pub(super) check_value: String,
    pub(super) state: String,
}

/// The manifest's path.
pub(super) fn path_of(file: &Path) -> PathBuf {
    with_suffix(file, ".json")
}

impl Manifest {
    /// Describes what a transaction sees; size and hash are those of no file yet.
    pub(super) async fn of(session: &Session, store: &Store, tx: &mut Tx) -> Result<Self, Error> {
        let schema = migrate::version(store).await?.unwrap_or_default();
        let is_current = schema == migrate::latest();
        let marks = |versions: Vec<key::KeyVersion>| {
            let mark = |each: key::KeyVersion| KeyMark {
                version: each.version,
                check_value: hex(&each.check_value),
                state: each.state.as_str().to_owned(),
            };
            versions.into_iter().map(mark).collect()
        };
        let (audit_head, counts, keys) = if is_current {
            let head = audit::head(tx).await?.to_string();
            let counts = counts_in(tx).await?.named();
            let counts = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
            (Some(head), Some(counts), marks(key::versions(tx).await?))
        } else {
            // An older schema may lack what would be asked.
            (None, None, Vec::new())
        };
        Ok(Self {
            format: FORMAT,
            kind: kind(store).to_owned(),
            platform: setting::read(tx, "name").await?.unwrap_or_default(),
            environment: place::marked(store).await?.map(|mark| mark.to_string()),
            schema,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            created_at: session.now().to_string(),
            operator: session.operator(store).await?,
            size: 0,
            sha256: String::new(),
            audit_head,
            counts,
            keys,
            key_included: false,
            note: NO_KEY.to_owned(),
        })
    }

    /// Reads the manifest of a backup; nothing when there is none.
    pub(super) fn read(file: &Path) -> Result<Option<Self>, Error> {
        let path = path_of(file);
        let unreadable = |error| Error::io(format!("can't read `{}`", path.display()), error);
        let opened = match File::open(&path) {
            Ok(opened) => opened,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        let mut text = Vec::new();
        opened.take(LONGEST + 1).read_to_end(&mut text).map_err(unreadable)?;
        Self::parse(&text).map(Some).map_err(|why| {
            Error::new(Code::BadFile, format!("`{}` is no description of a backup: {why}", path.display()))
                .hint("bring it back from where the backup was copied from, or go without it by `--no-manifest`")
        })
    }

    /// Reads a manifest.
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Form {
            format: u32,
        }
        if u64::try_from(text.len()).is_ok_and(|length| length > LONGEST) {
            return Err("it is too long".to_owned());
        }
        // A later form may lack what this one has.
        let form: Form = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        if form.format != FORMAT {
            return Err(format!("its form is {}, and this program reads {FORMAT}", form.format));
        }
        let manifest: Self = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        let is_hash =
            |text: &str| text.len() == 64 && text.bytes().all(|digit| b"0123456789abcdef".contains(&digit));
        if is_hash(&manifest.sha256) {
            Ok(manifest)
        } else {
            Err("`sha256` has not 64 lower-case hexadecimal digits".to_owned())
        }
    }

    /// As it stands in the file.
    pub(super) fn text(&self) -> Result<String, Error> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Error::new(Code::Internal, "the manifest has no text").caused_by(error))?;
        Ok(format!("{text}\n"))
    }
}

/// The kind of a database, as manifests have it.
pub(super) const fn kind(store: &Store) -> &'static str {
    match store {
        Store::Sqlite(..) => SQLITE,
        Store::Postgres(_) => POSTGRES,
    }
}

pub(super) const SQLITE: &str = "sqlite";
pub(super) const POSTGRES: &str = "postgres";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written() -> Manifest {
        Manifest {
            format: FORMAT,
            kind: SQLITE.to_owned(),
            platform: "Jade Card".to_owned(),
            environment: None,
            schema: 18,
            program: "0.1.0".to_owned(),
            created_at: "2026-11-26T07:00:00Z".to_owned(),
            operator: "clerk".to_owned(),
            size: 4096,
            sha256: "0a".repeat(32),
            audit_head: Some(format!("3:{}", "00".repeat(32))),
            counts: Some(BTreeMap::from([("holders".to_owned(), 4)])),
            keys: vec![KeyMark { version: 1, check_value: "ab".to_owned(), state: "current".to_owned() }],
            key_included: false,
            note: NO_KEY.to_owned(),
        }
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let manifest = written();
        let text = manifest.text().expect("it has a text");
        let read = Manifest::parse(text.as_bytes()).expect("it is read");
        assert_eq!(read.text().expect("it has a text"), text);
    }

    #[test]
    fn what_is_none_is_refused_with_the_reason() {
        let text = written().text().expect("it has a text");
        for (from, to, why) in [
            ("\"format\": 1", "\"format\": 2", "its form is 2"),
            ("\"format\": 1", "\"format\": -1", "invalid value"),
            ("\"format\": 1,", "", "missing field `format`"),
            ("\"size\": 4096", "\"size\": 1e400", "number out of range"),
            ("\"size\": 4096", "\"size\": -1", "invalid value"),
            ("0a0a0a", "0A0a0a", "64 lower-case"),
            ("0a0a0a", "", "64 lower-case"),
        ] {
            let damaged = text.replacen(from, to, 1);
            assert_ne!(damaged, text, "{from}");
            let said = Manifest::parse(damaged.as_bytes()).expect_err(to);
            assert!(said.contains(why), "{said}");
        }
        assert!(Manifest::parse("[".repeat(100_000).as_bytes()).is_err());
        assert!(Manifest::parse(&vec![b' '; 2 << 20]).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, at in 0_usize..1000, byte: u8) {
            drop(Manifest::parse(&bytes));
            let mut text = written().text().expect("it has a text").into_bytes();
            let at = at % text.len();
            text[at] = byte;
            drop(Manifest::parse(&text));
        }
    }
}
