//! Versions of the root key, the rotation that is under way, and activation keys that outlive their root.

use super::{Result, StoreError, Tx, one_row};

/// A version of the root key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyVersion {
    /// Counts from 1.
    pub version: u8,
    /// What recognises the key.
    pub check_value: Vec<u8>,
    /// Whether it seals, is being replaced, or is done with.
    pub state: KeyState,
    /// Since when it is the current one, in microseconds since 1970.
    pub since: i64,
    /// When it was retired, in microseconds since 1970.
    pub retired_at: Option<i64>,
    /// Its activation key, sealed under the current version, once a rotation has begun to replace it.
    pub retained: Option<Vec<u8>>,
}

/// Where a version of the key is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Values are sealed under it.
    Current,
    /// A rotation is replacing it; what is not sealed anew yet is opened with it.
    Retiring,
    /// Nothing in the database is sealed under it.
    Retired,
}

impl KeyState {
    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
        }
    }
}

impl KeyVersion {
    /// A version that the database does not know yet.
    #[must_use]
    pub fn prepared(version: u8, check_value: [u8; 16]) -> Self {
        let check_value = check_value.to_vec();
        Self { version, check_value, state: KeyState::Current, since: 0, retired_at: None, retained: None }
    }

    /// Whether values may be sealed under it, so that its key is wanted.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.state != KeyState::Retired
    }
}

/// A rotation that is under way.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Rotation {
    /// The version to which is rotated.
    version: i64,
    /// What it is at.
    pub step: String,
    /// The last row that is done, by its number.
    pub after: i64,
    /// How many rows are done.
    pub done: i64,
}

impl Rotation {
    /// The version to which is rotated.
    pub fn version(&self) -> Result<u8> {
        version("key_rotation", self.version)
    }
}

type VersionRow = (i64, Vec<u8>, String, i64, Option<i64>, Option<Vec<u8>>);

const VERSIONS: &str = "
    SELECT v.version, v.check_value, v.state, v.since, v.retired_at, r.key
    FROM key_version AS v
    LEFT JOIN retained_key AS r ON r.version = v.version
    ORDER BY v.version";

const INSERT_VERSION: &str = "
    INSERT INTO key_version (version, head, check_value, state, since)
    VALUES ($1, $2, $3, 'current', $4)";

const BEGIN_RETIRING: &str = "
    UPDATE key_version
    SET state = 'retiring'
    WHERE version = $1
      AND state = 'current'";

const RETIRE: &str = "
    UPDATE key_version
    SET state = 'retired',
        retired_at = $2
    WHERE version = $1
      AND state = 'retiring'";

const ROTATION: &str = "
    SELECT version, step, after, done
    FROM key_rotation";

const INSERT_ROTATION: &str = "
    INSERT INTO key_rotation (version, step, after, done)
    VALUES ($1, $2, 0, 0)";

const ADVANCE: &str = "
    UPDATE key_rotation
    SET step = $1,
        after = $2,
        done = done + $3";

const DELETE_ROTATION: &str = "
    DELETE FROM key_rotation";

const RETAIN: &str = "
    INSERT INTO retained_key (version, key)
    VALUES ($1, $2)
    ON CONFLICT (version) DO UPDATE
    SET key = excluded.key";

fn version(table: &'static str, number: i64) -> Result<u8> {
    u8::try_from(number).map_err(|_| StoreError::inconsistent(table, "version", number, "not a key version"))
}

/// All versions, the oldest first; none before `init` came to its end.
pub async fn versions(tx: &mut Tx) -> Result<Vec<KeyVersion>> {
    let rows = fetch_all!(tx, VersionRow, VERSIONS)?;
    rows.into_iter()
        .map(|(number, check_value, state, since, retired_at, retained)| {
            let states = [KeyState::Current, KeyState::Retiring, KeyState::Retired];
            let state = states.into_iter().find(|known| known.as_str() == state).ok_or_else(|| {
                StoreError::inconsistent("key_version", "state", number, "no state of a key")
            })?;
            let version = version("key_version", number)?;
            Ok(KeyVersion { version, check_value, state, since, retired_at, retained })
        })
        .collect()
}

/// Adds a version, the current one from now on. `head` is how values begin that are sealed under it.
pub async fn insert(tx: &mut Tx, version: u8, head: &[u8], check_value: &[u8], since: i64) -> Result<()> {
    one_row(
        "key_version",
        version,
        execute!(tx, INSERT_VERSION, i64::from(version), head, check_value, since)?,
    )
}

/// Begins to replace the current version.
pub async fn begin_retiring(tx: &mut Tx, version: u8) -> Result<()> {
    one_row("key_version", version, execute!(tx, BEGIN_RETIRING, i64::from(version))?)
}

/// Retires a version that was replaced.
pub async fn retire(tx: &mut Tx, version: u8, at: i64) -> Result<()> {
    one_row("key_version", version, execute!(tx, RETIRE, i64::from(version), at)?)
}

/// The rotation that is under way.
pub async fn rotation(tx: &mut Tx) -> Result<Option<Rotation>> {
    fetch_optional!(tx, Rotation, ROTATION)
}

/// Records that a rotation has begun.
pub async fn begin_rotation(tx: &mut Tx, version: u8, step: &str) -> Result<()> {
    one_row("key_rotation", version, execute!(tx, INSERT_ROTATION, i64::from(version), step)?)
}

/// Records how far the rotation is, and how many more rows are done.
pub async fn advance(tx: &mut Tx, step: &str, after: i64, done: i64) -> Result<()> {
    one_row("key_rotation", step, execute!(tx, ADVANCE, step, after, done)?)
}

/// Forgets a rotation that has come to its end.
pub async fn end_rotation(tx: &mut Tx) -> Result<()> {
    one_row("key_rotation", "(all)", execute!(tx, DELETE_ROTATION)?)
}

/// Keeps the sealed activation key of a version.
pub async fn retain(tx: &mut Tx, version: u8, key: &[u8]) -> Result<()> {
    one_row("retained_key", version, execute!(tx, RETAIN, i64::from(version), key)?)
}
