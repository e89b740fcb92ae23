//! The journal: balanced entries, and balances as the sums of their postings.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::{EntryId, RunId};
use crate::domain::party::PartyKind;
use crate::domain::role::Role;

/// A party's balance.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Balance {
    /// Its ref or code.
    pub party: String,
    /// What it earned, in minor units; what a provider owes is negative.
    pub earned: i64,
    /// What it was paid, in minor units.
    pub paid: i64,
}

const INSERT_ENTRY: &str = "
    INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator)
    VALUES ($1, 'settlement', $2, $3, $4, $5)";

const POST_PARTIES: &str = "
    INSERT INTO posting (party_id, entry_id, kind, amount)
    SELECT party_id, $1, kind, CAST(SUM(amount) AS BIGINT)
    FROM (
        SELECT party_id,
               CASE
                   WHEN slot = 0 THEN 'holder'
                   WHEN slot <= 64 THEN 'agent'
                   WHEN slot = 65 THEN 'staff'
                   WHEN slot = 66 THEN 'center'
                   ELSE 'platform'
               END AS kind,
               amount
        FROM line
        WHERE run_id = $2) AS received
    GROUP BY party_id, kind
    HAVING SUM(amount) <> 0";

const POST_PROVIDERS: &str = "
    INSERT INTO posting (party_id, entry_id, kind, amount)
    SELECT p.provider_id, $1, 'provider', CAST(-SUM(s.pool) AS BIGINT)
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE s.run_id = $2
    GROUP BY p.provider_id
    HAVING SUM(s.pool) <> 0";

const SUM_OF_ENTRY: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), COUNT(*)
    FROM posting
    WHERE entry_id = $1";

const ENTRY_OF_RUN: &str = "
    SELECT entry_id
    FROM journal
    WHERE run_id = $1";

const HOLDER_BALANCES: &str = "
    SELECT h.ref AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN holder AS h ON h.holder_id = p.party_id
    WHERE p.kind = 'holder'
    GROUP BY h.ref
    ORDER BY h.ref";

const AGENT_BALANCES: &str = "
    SELECT a.code AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN agent AS a ON a.agent_id = p.party_id
    WHERE p.kind = 'agent'
    GROUP BY a.code
    ORDER BY a.code";

const STAFF_BALANCES: &str = "
    SELECT s.code AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN staff AS s ON s.staff_id = p.party_id
    WHERE p.kind = 'staff'
    GROUP BY s.code
    ORDER BY s.code";

const CENTER_BALANCES: &str = "
    SELECT c.code AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN center AS c ON c.center_id = p.party_id
    WHERE p.kind = 'center'
    GROUP BY c.code
    ORDER BY c.code";

const PLATFORM_BALANCE: &str = "
    SELECT 'platform' AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    WHERE p.kind = 'platform'
    GROUP BY p.kind";

const PROVIDER_BALANCES: &str = "
    SELECT v.code AS party,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN 0 ELSE p.amount END) AS BIGINT) AS earned,
           CAST(SUM(CASE WHEN j.kind = 'payout' THEN -p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN provider AS v ON v.provider_id = p.party_id
    WHERE p.kind = 'provider'
    GROUP BY v.code
    ORDER BY v.code";

const BALANCE_OF: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT)
    FROM posting
    WHERE party_id = $1
      AND kind = $2";

/// Posts a run: the providers' payable against all parties, net per party. Returns how many postings.
///
/// # Errors
/// The entry does not sum to zero, which no stored lines can bring about.
pub async fn post(
    tx: &mut Tx,
    entry: EntryId,
    run: RunId,
    dated: Day,
    recorded: i64,
    operator: &str,
) -> Result<i64> {
    let written = execute!(tx, INSERT_ENTRY, entry.get(), run.get(), dated.number(), recorded, operator)?;
    one_row("journal", entry, written)?;
    execute!(tx, POST_PARTIES, entry.get(), run.get())?;
    execute!(tx, POST_PROVIDERS, entry.get(), run.get())?;
    let (sum, postings): (i64, i64) = fetch_one!(tx, (i64, i64), SUM_OF_ENTRY, entry.get())?;
    if sum == 0 {
        Ok(postings)
    } else {
        Err(StoreError::inconsistent(
            "posting",
            "amount",
            entry,
            format!("the entry sums to {sum}, not to zero"),
        ))
    }
}

/// The journal entry of a run.
pub async fn entry_of(tx: &mut Tx, run: RunId) -> Result<Option<EntryId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), ENTRY_OF_RUN, run.get())?;
    Ok(found.map(|(id,)| id.into()))
}

/// Visits the balances of one kind of party, bytewise by ref or code; only those with postings.
pub async fn for_each_balance<E: From<StoreError>>(
    tx: &mut Tx,
    kind: PartyKind,
    mut visit: impl FnMut(Balance) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let statement = match kind {
        PartyKind::Role(Role::Holder) => HOLDER_BALANCES,
        PartyKind::Role(Role::Agent) => AGENT_BALANCES,
        PartyKind::Role(Role::Staff) => STAFF_BALANCES,
        PartyKind::Role(Role::Center) => CENTER_BALANCES,
        PartyKind::Role(Role::Platform) => PLATFORM_BALANCE,
        PartyKind::Provider => PROVIDER_BALANCES,
    };
    for_each!(tx, Balance, visit, statement)
}

/// The balance of one party in one kind, in minor units.
pub async fn balance_of(tx: &mut Tx, party: crate::domain::party::PartyId, kind: PartyKind) -> Result<i64> {
    let (sum,): (i64,) = fetch_one!(tx, (i64,), BALANCE_OF, party.get(), kind.as_str())?;
    Ok(sum)
}
