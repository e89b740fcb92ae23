//! What the books in plain-text accounting are made of: accounts, entries and balances, each in constant memory.

use super::bulk::sort_large;
use super::{Result, StoreError, Tx, Visited};
use crate::domain::book::Account;
use crate::domain::day::Day;
use crate::domain::id::{EntryId, RunId};
use crate::domain::money::Money;
use crate::domain::party::PartyKind;
use crate::domain::plain_text::Holder;
use crate::domain::role::Role;

/// An account that has postings.
#[derive(Clone, Debug)]
pub struct BookAccount {
    holder: Held,
    /// The name of a center or provider. Names of people are sealed and stay so.
    pub name: Option<String>,
    /// What was owed to it at the end of the day.
    pub balance: Money,
}

#[derive(Clone, Debug)]
enum Held {
    Party(PartyKind, String),
    Platform,
    Own(Account),
}

impl Held {
    const fn holder(&self) -> Holder<'_> {
        match self {
            Self::Party(kind, code) => Holder::Party(*kind, code.as_str()),
            Self::Platform => Holder::Platform,
            Self::Own(account) => Holder::Own(*account),
        }
    }
}

impl BookAccount {
    /// Whose it is.
    #[must_use]
    pub const fn holder(&self) -> Holder<'_> {
        self.holder.holder()
    }
}

/// A posting with its entry.
#[derive(Clone, Debug)]
pub struct BookPosting {
    holder: Held,
    /// The entry's number.
    pub entry: EntryId,
    /// The day for which it counts.
    pub dated: Day,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// What the entry is of.
    pub kind: String,
    /// The run that it posts.
    pub run: Option<RunId>,
    /// Which thing of its kind it is of.
    pub subject: Option<String>,
    /// How much, as owed to the party.
    pub amount: Money,
}

impl BookPosting {
    /// Whose account it changes.
    #[must_use]
    pub const fn holder(&self) -> Holder<'_> {
        self.holder.holder()
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    kind: String,
    party_id: i64,
    party: Option<String>,
    name: Option<String>,
    balance: i64,
}

#[derive(sqlx::FromRow)]
struct PostingRow {
    entry_id: i64,
    dated: i64,
    recorded: i64,
    entry_kind: String,
    run_id: Option<i64>,
    subject: Option<String>,
    kind: String,
    party_id: i64,
    party: Option<String>,
    amount: i64,
}

const DAYS: &str = "
    SELECT dated
    FROM journal
    WHERE dated BETWEEN $1 AND $2
    GROUP BY dated
    ORDER BY dated";

/// Each account that has a posting by a day and one on or after another.
const ACCOUNTS: &str = "
    SELECT s.kind,
           s.party_id,
           COALESCE(h.ref, a.code, t.code, c.code, v.code) AS party,
           COALESCE(c.name, v.name) AS name,
           s.balance
    FROM (
        SELECT p.kind, p.party_id, CAST(SUM(p.amount) AS BIGINT) AS balance
        FROM posting AS p
        JOIN journal AS j ON j.entry_id = p.entry_id
        WHERE j.dated <= $1
        GROUP BY p.kind, p.party_id
        HAVING MAX(j.dated) >= $2) AS s
    LEFT JOIN holder AS h ON s.kind = 'holder' AND h.holder_id = s.party_id
    LEFT JOIN agent AS a ON s.kind = 'agent' AND a.agent_id = s.party_id
    LEFT JOIN staff AS t ON s.kind = 'staff' AND t.staff_id = s.party_id
    LEFT JOIN center AS c ON s.kind = 'center' AND c.center_id = s.party_id
    LEFT JOIN provider AS v ON s.kind = 'provider' AND v.provider_id = s.party_id
    ORDER BY CASE s.kind
                 WHEN 'holder' THEN 0
                 WHEN 'agent' THEN 1
                 WHEN 'staff' THEN 2
                 WHEN 'center' THEN 3
                 WHEN 'platform' THEN 4
                 WHEN 'provider' THEN 5
                 ELSE 6
             END,
             party,
             s.party_id DESC";

const ENTRIES: &str = "
    SELECT j.entry_id,
           j.dated,
           j.recorded,
           j.kind AS entry_kind,
           j.run_id,
           j.subject,
           p.kind,
           p.party_id,
           COALESCE(h.ref, a.code, t.code, c.code, v.code) AS party,
           p.amount
    FROM journal AS j
    JOIN posting AS p ON p.entry_id = j.entry_id
    LEFT JOIN holder AS h ON p.kind = 'holder' AND h.holder_id = p.party_id
    LEFT JOIN agent AS a ON p.kind = 'agent' AND a.agent_id = p.party_id
    LEFT JOIN staff AS t ON p.kind = 'staff' AND t.staff_id = p.party_id
    LEFT JOIN center AS c ON p.kind = 'center' AND c.center_id = p.party_id
    LEFT JOIN provider AS v ON p.kind = 'provider' AND v.provider_id = p.party_id
    WHERE j.dated BETWEEN $1 AND $2
    ORDER BY j.dated,
             j.entry_id,
             CASE p.kind
                 WHEN 'holder' THEN 0
                 WHEN 'agent' THEN 1
                 WHEN 'staff' THEN 2
                 WHEN 'center' THEN 3
                 WHEN 'platform' THEN 4
                 WHEN 'provider' THEN 5
                 ELSE 6
             END,
             party,
             p.party_id DESC";

/// The days of which there are entries, from one through another.
pub async fn days(tx: &mut Tx, from: Day, to: Day) -> Result<Vec<Day>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), DAYS, from.number(), to.number())?;
    rows.into_iter().map(|(number,)| day(number)).collect()
}

/// Visits the accounts that have postings by a day and moved on or after another, with what each holds at the end of the
/// first: kinds in their fixed order, parties bytewise, then the platform's own.
pub async fn for_each_account<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    by: Day,
    moved_since: Day,
    mut visit: impl FnMut(BookAccount) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    sort_large(tx).await?;
    let mut read = |row: AccountRow| {
        let holder = held(&row.kind, row.party_id, row.party)?;
        visit(BookAccount { holder, name: row.name, balance: Money::from_minor(row.balance) })
    };
    for_each!(tx, AccountRow, read, ACCOUNTS, by.number(), moved_since.number())
}

/// Visits the postings of the entries that are dated from one day through another, by date and entry, then as accounts are
/// ordered.
pub async fn for_each_posting<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    from: Day,
    to: Day,
    mut visit: impl FnMut(BookPosting) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    sort_large(tx).await?;
    let mut read = |row: PostingRow| {
        visit(BookPosting {
            holder: held(&row.kind, row.party_id, row.party)?,
            entry: row.entry_id.into(),
            dated: day(row.dated)?,
            recorded: row.recorded,
            kind: row.entry_kind,
            run: row.run_id.map(RunId::from),
            subject: row.subject,
            amount: Money::from_minor(row.amount),
        })
    };
    for_each!(tx, PostingRow, read, ENTRIES, from.number(), to.number())
}

fn day(number: i64) -> Result<Day> {
    Day::from_number(number).ok_or_else(|| StoreError::inconsistent("journal", "dated", number, "not a day"))
}

fn held(kind: &str, party: i64, code: Option<String>) -> Result<Held> {
    let kind: PartyKind =
        kind.parse().map_err(|why| StoreError::inconsistent("posting", "kind", party, why))?;
    let nobody =
        || StoreError::inconsistent("posting", "party_id", party, "no party of its kind has this number");
    match kind {
        PartyKind::Role(Role::Platform) => Ok(Held::Platform),
        PartyKind::Account => {
            let own = Account::ALL.into_iter().find(|own| own.party().get() == party);
            own.map(Held::Own).ok_or_else(nobody)
        }
        kind => code.map(|code| Held::Party(kind, code)).ok_or_else(nobody),
    }
}
