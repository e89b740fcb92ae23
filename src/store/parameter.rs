//! The parameters of one holder over their life: added, verified, retired, and who they belong to.

use std::collections::BTreeMap;

use super::holder::{StoredParameter, sealed_row};
use super::{Result, StoreError, Tx, one_row};
use crate::domain::party::PartyId;

/// A parameter with its life: sealed, and retired ones too.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Life {
    /// The parameter.
    #[sqlx(flatten)]
    pub parameter: StoredParameter,
    /// When it was added, in microseconds since 1970.
    pub recorded: i64,
    /// Since when it counts no more, in microseconds since 1970.
    pub retired_at: Option<i64>,
    /// When somebody made sure of it last.
    pub verified_at: Option<i64>,
    /// How.
    pub method: Option<String>,
    /// Who.
    pub operator: Option<String>,
}

const LIVES_OF: &str = "
    SELECT p.holder_id, p.n, p.kind, p.namespace, p.tag, p.value, p.mask, p.told, p.recorded, p.retired_at,
           v.verified_at, v.method, v.operator
    FROM holder_parameter AS p
    LEFT JOIN parameter_verification AS v
        ON v.holder_id = p.holder_id
        AND v.n = p.n
        AND v.verified_at = (
            SELECT MAX(l.verified_at)
            FROM parameter_verification AS l
            WHERE l.holder_id = p.holder_id
              AND l.n = p.n)
    WHERE p.holder_id = $1
    ORDER BY p.n";

const INSERT_PARAMETER: &str = "
    INSERT INTO holder_parameter (holder_id, n, kind, namespace, tag, value, mask, told, recorded, retired_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)";

const RETIRE_PARAMETER: &str = "
    UPDATE holder_parameter
    SET retired_at = $3
    WHERE holder_id = $1
      AND n = $2
      AND retired_at IS NULL";

const CLAIM_OF: &str = "
    SELECT holder_id, n
    FROM parameter_claim
    WHERE namespace = $1
      AND digest = $2";

const INSERT_CLAIM: &str = "
    INSERT INTO parameter_claim (namespace, digest, holder_id, n, key_version)
    VALUES ($1, $2, $3, $4, $5)";

const MOVE_CLAIM: &str = "
    UPDATE parameter_claim
    SET n = $4
    WHERE namespace = $1
      AND digest = $2
      AND holder_id = $3";

const DELETE_CLAIM: &str = "
    DELETE FROM parameter_claim
    WHERE namespace = $1
      AND digest = $2
      AND holder_id = $3";

const INSERT_VERIFICATION: &str = "
    INSERT INTO parameter_verification (holder_id, n, verified_at, method, operator)
    VALUES ($1, $2, $3, $4, $5)";

const GUARDIAN_CONSENT_OF: &str = "
    SELECT guardian_consent
    FROM holder
    WHERE holder_id = $1";

const SET_GUARDIAN_CONSENT: &str = "
    UPDATE holder
    SET guardian_consent = $2
    WHERE holder_id = $1";

const CODES_IN_USE: &str = "
    SELECT kind, COUNT(*)
    FROM holder_parameter
    WHERE kind >= 'code.'
      AND kind < 'code/'
    GROUP BY kind
    ORDER BY kind";

/// All parameters of a holder, retired ones too, by number.
pub async fn lives(tx: &mut Tx, holder: PartyId) -> Result<Vec<Life>> {
    fetch_all!(tx, Life, LIVES_OF, holder.get())
}

/// Adds a parameter.
pub async fn insert(tx: &mut Tx, parameter: &StoredParameter, at: i64) -> Result<()> {
    let (holder, n) = (parameter.holder_id, parameter.n);
    let written = execute!(
        tx,
        INSERT_PARAMETER,
        holder.get(),
        n,
        &parameter.kind,
        &parameter.namespace,
        &parameter.tag,
        parameter.value.as_slice(),
        parameter.mask.as_slice(),
        parameter.told.as_deref(),
        at,
    )?;
    one_row("holder_parameter", sealed_row(holder, n), written)
}

/// Ends a parameter; its row stays.
pub async fn retire(tx: &mut Tx, holder: PartyId, n: i64, at: i64) -> Result<()> {
    one_row("holder_parameter", sealed_row(holder, n), execute!(tx, RETIRE_PARAMETER, holder.get(), n, at)?)
}

/// To whom a blind index belongs, and under which number.
pub async fn claimed_by(tx: &mut Tx, namespace: &str, digest: &[u8]) -> Result<Option<(PartyId, i64)>> {
    let found: Option<(i64, i64)> = fetch_optional!(tx, (i64, i64), CLAIM_OF, namespace, digest)?;
    Ok(found.map(|(holder, n)| (PartyId::new(holder), n)))
}

/// Claims a blind index, made under a version of the key, for a holder. That of another holder is refused by the
/// primary key.
pub async fn claim(
    tx: &mut Tx,
    namespace: &str,
    digest: &[u8],
    holder: PartyId,
    n: i64,
    version: u8,
) -> Result<()> {
    let written = execute!(tx, INSERT_CLAIM, namespace, digest, holder.get(), n, i64::from(version))?;
    one_row("parameter_claim", sealed_row(holder, n), written)
}

/// Gives a holder's claim to another of their parameters that has the same value.
pub async fn move_claim(tx: &mut Tx, namespace: &str, digest: &[u8], holder: PartyId, n: i64) -> Result<()> {
    let written = execute!(tx, MOVE_CLAIM, namespace, digest, holder.get(), n)?;
    one_row("parameter_claim", sealed_row(holder, n), written)
}

/// Frees a blind index, so that somebody else can have it.
pub async fn release(tx: &mut Tx, namespace: &str, digest: &[u8], holder: PartyId) -> Result<()> {
    let written = execute!(tx, DELETE_CLAIM, namespace, digest, holder.get())?;
    one_row("parameter_claim", holder.get(), written)
}

/// Records that somebody made sure of a parameter.
pub async fn verify(tx: &mut Tx, holder: PartyId, n: i64, at: i64, method: &str, by: &str) -> Result<()> {
    let written = execute!(tx, INSERT_VERIFICATION, holder.get(), n, at, method, by)?;
    one_row("parameter_verification", sealed_row(holder, n), written)
}

/// The number of a guardian's consent, where there is one.
pub async fn guardian_consent(tx: &mut Tx, holder: PartyId) -> Result<Option<String>> {
    let found: Option<(Option<String>,)> =
        fetch_optional!(tx, (Option<String>,), GUARDIAN_CONSENT_OF, holder.get())?;
    found
        .map(|(consent,)| consent)
        .ok_or_else(|| StoreError::inconsistent("holder", "holder_id", holder.get(), "it is not there"))
}

/// Records a guardian's consent.
pub async fn set_guardian_consent(tx: &mut Tx, holder: PartyId, consent: &str) -> Result<()> {
    one_row("holder", holder.get(), execute!(tx, SET_GUARDIAN_CONSENT, holder.get(), consent)?)
}

/// How many parameters of each of the site's codes there are, retired ones too, by kind.
pub async fn codes_in_use(tx: &mut Tx) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, (String, i64), CODES_IN_USE)?;
    Ok(rows.into_iter().collect())
}
