//! Who agents, staff and providers are by law. Holders are known by their parameters.

use super::{Result, Tx, one_row};
use crate::domain::party::PartyId;

/// An identity, sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Identity {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    /// Its kind: a word of [`IdentityKind`](crate::domain::payee::IdentityKind).
    pub kind: String,
    /// The name in it.
    pub name: Vec<u8>,
    /// The masked name.
    pub name_mask: Vec<u8>,
    /// The document's number.
    pub number: Vec<u8>,
    /// The masked number.
    pub number_mask: Vec<u8>,
    /// When somebody made sure of it, in microseconds since 1970.
    pub verified_at: Option<i64>,
    /// Who.
    pub verified_by: Option<String>,
    /// How.
    pub method: Option<String>,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub recorded_by: String,
}

const IDENTITY_OF: &str = "
    SELECT party_id, kind, name, name_mask, number, number_mask, verified_at, verified_by, method, recorded,
           recorded_by
    FROM party_identity
    WHERE party_id = $1";

const IDENTITIES_OF: &str = "
    SELECT party_id, kind, name, name_mask, number, number_mask, verified_at, verified_by, method, recorded,
           recorded_by
    FROM party_identity
    WHERE party_id IN (@keys)
    ORDER BY party_id";

const PUT_IDENTITY: &str = "
    INSERT INTO party_identity (party_id, kind, name, name_mask, number, number_mask, verified_at, verified_by, method,
                                recorded, recorded_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (party_id) DO UPDATE
    SET kind = excluded.kind,
        name = excluded.name,
        name_mask = excluded.name_mask,
        number = excluded.number,
        number_mask = excluded.number_mask,
        verified_at = excluded.verified_at,
        verified_by = excluded.verified_by,
        method = excluded.method,
        recorded = excluded.recorded,
        recorded_by = excluded.recorded_by";

const VERIFY_IDENTITY: &str = "
    UPDATE party_identity
    SET verified_at = $2,
        verified_by = $3,
        method = $4
    WHERE party_id = $1";

/// The identity of a party.
pub async fn of(tx: &mut Tx, party: PartyId) -> Result<Option<Identity>> {
    fetch_optional!(tx, Identity, IDENTITY_OF, party.get())
}

/// The identities of those of these parties that have one, by party.
pub async fn among(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Identity>> {
    Ok(fetch_in!(tx, Identity, IDENTITIES_OF, [], ids))
}

/// Records an identity in the place of the one before.
pub async fn put(tx: &mut Tx, identity: &Identity) -> Result<()> {
    let party = identity.party_id.get();
    let written = execute!(
        tx,
        PUT_IDENTITY,
        party,
        &identity.kind,
        identity.name.as_slice(),
        identity.name_mask.as_slice(),
        identity.number.as_slice(),
        identity.number_mask.as_slice(),
        identity.verified_at,
        &identity.verified_by,
        &identity.method,
        identity.recorded,
        &identity.recorded_by,
    )?;
    one_row("party_identity", party, written)
}

/// Records that somebody made sure of an identity.
pub async fn verify(tx: &mut Tx, party: PartyId, at: i64, by: &str, method: &str) -> Result<()> {
    one_row("party_identity", party.get(), execute!(tx, VERIFY_IDENTITY, party.get(), at, by, method)?)
}
