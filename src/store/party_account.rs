//! Where parties are paid, append-only: the greatest number is in force.

use super::{Result, Tx, one_row};
use crate::domain::party::PartyId;

/// An account, sealed under the row that [`sealed_row`](super::holder::sealed_row) names.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredAccount {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    /// Its number among the party's accounts.
    pub n: i64,
    /// Its kind: a word of [`AccountKind`](crate::domain::payee::AccountKind).
    pub kind: String,
    /// The account.
    pub account: Vec<u8>,
    /// The masked account.
    pub account_mask: Vec<u8>,
    /// Whose name it is in.
    pub name: Vec<u8>,
    /// The bank's name.
    pub bank: Option<String>,
    /// The bank's clearing number.
    pub bank_code: Option<String>,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub recorded_by: String,
}

const ACCOUNT_OF: &str = "
    SELECT party_id, n, kind, account, account_mask, name, bank, bank_code, recorded, recorded_by
    FROM party_account
    WHERE party_id = $1
    ORDER BY n DESC
    LIMIT 1";

const NUMBERED_ACCOUNT: &str = "
    SELECT party_id, n, kind, account, account_mask, name, bank, bank_code, recorded, recorded_by
    FROM party_account
    WHERE party_id = $1
      AND n = $2";

const INSERT_ACCOUNT: &str = "
    INSERT INTO party_account (party_id, n, kind, account, account_mask, name, bank, bank_code, recorded, recorded_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// The account in force of a party.
pub async fn of(tx: &mut Tx, party: PartyId) -> Result<Option<StoredAccount>> {
    fetch_optional!(tx, StoredAccount, ACCOUNT_OF, party.get())
}

/// An account of a party, which may be in force no more.
pub async fn numbered(tx: &mut Tx, party: PartyId, n: i64) -> Result<Option<StoredAccount>> {
    fetch_optional!(tx, StoredAccount, NUMBERED_ACCOUNT, party.get(), n)
}

/// Adds an account, which is in force from now on.
pub async fn insert(tx: &mut Tx, account: &StoredAccount) -> Result<()> {
    let row = super::holder::sealed_row(account.party_id, account.n);
    let written = execute!(
        tx,
        INSERT_ACCOUNT,
        account.party_id.get(),
        account.n,
        &account.kind,
        account.account.as_slice(),
        account.account_mask.as_slice(),
        account.name.as_slice(),
        &account.bank,
        &account.bank_code,
        account.recorded,
        &account.recorded_by,
    )?;
    one_row("party_account", row, written)
}
