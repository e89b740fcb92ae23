//! What signs the requests of holders.

use super::{Result, Tx, one_row};
use crate::domain::party::PartyId;

/// The table and the column of the sealed secret; its row is the holder's number.
pub const SECRET: (&str, &str) = ("holder_secret", "secret");

/// A holder's secret, sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HolderSecret {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// It.
    pub secret: Vec<u8>,
    /// When it was made, in microseconds since 1970.
    pub made_at: i64,
    /// By whom.
    pub made_by: String,
}

const SECRET_OF: &str = "
    SELECT holder_id, secret, made_at, made_by
    FROM holder_secret
    WHERE holder_id = $1";

const PUT_SECRET: &str = "
    INSERT INTO holder_secret (holder_id, secret, made_at, made_by)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (holder_id) DO UPDATE
    SET secret = excluded.secret,
        made_at = excluded.made_at,
        made_by = excluded.made_by";

const DELETE_SECRET: &str = "
    DELETE FROM holder_secret
    WHERE holder_id = $1";

/// The secret of a holder.
pub async fn of(tx: &mut Tx, holder: PartyId) -> Result<Option<HolderSecret>> {
    fetch_optional!(tx, HolderSecret, SECRET_OF, holder.get())
}

/// Gives a holder a secret in the place of the one before.
pub async fn put(tx: &mut Tx, secret: &HolderSecret) -> Result<()> {
    let id = secret.holder_id.get();
    let written = execute!(tx, PUT_SECRET, id, secret.secret.as_slice(), secret.made_at, &secret.made_by)?;
    one_row("holder_secret", id, written)
}

/// Takes a holder's secret away, if there is one.
pub async fn delete(tx: &mut Tx, holder: PartyId) -> Result<()> {
    execute!(tx, DELETE_SECRET, holder.get()).map(drop)
}
