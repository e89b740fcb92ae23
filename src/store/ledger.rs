//! The journal: balanced entries, and balances as the sums of their postings.

use std::collections::BTreeMap;

use super::bulk::sort_large;
use super::{Result, StoreError, Tx, Visited, one_row, written};
use crate::domain::book::EntryKind;
use crate::domain::day::Day;
use crate::domain::id::{EntryId, RunId};
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};

/// A party's balance in one kind.
#[derive(Clone, Debug)]
pub struct Balance {
    /// What the party is.
    pub kind: PartyKind,
    /// Its ref or code.
    pub party: String,
    /// What it earned, in minor units; what a provider owes is negative.
    pub earned: i64,
    /// What it was paid, in minor units.
    pub paid: i64,
}

#[derive(sqlx::FromRow)]
struct BalanceRow {
    kind: String,
    party_id: i64,
    party: Option<String>,
    earned: i64,
    paid: i64,
}

/// A posting with its entry.
#[derive(Clone, Debug)]
pub struct Posting {
    /// The entry's number.
    pub entry: EntryId,
    /// The day for which it counts.
    pub dated: Day,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// What the entry is of: a word of [`EntryKind`].
    pub entry_kind: String,
    /// The run that it posts.
    pub run: Option<RunId>,
    /// What the party is in it.
    pub kind: PartyKind,
    /// The party's ref or code.
    pub party: String,
    /// How much, in minor units.
    pub amount: i64,
}

#[derive(sqlx::FromRow)]
struct PostingRow {
    entry_id: i64,
    dated: i64,
    recorded: i64,
    entry_kind: String,
    run_id: Option<i64>,
    kind: String,
    party_id: i64,
    party: Option<String>,
    amount: i64,
}

impl PostingRow {
    fn posting(self) -> Result<Posting> {
        let dated = Day::from_number(self.dated);
        Ok(Posting {
            entry: self.entry_id.into(),
            dated: dated
                .ok_or_else(|| StoreError::inconsistent("journal", "dated", self.entry_id, "not a day"))?,
            recorded: self.recorded,
            entry_kind: self.entry_kind,
            run: self.run_id.map(RunId::from),
            kind: kind(&self.kind, self.party_id)?,
            party: named(self.party, self.party_id)?,
            amount: self.amount,
        })
    }
}

/// Which entries count: those dated by a day and recorded before a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    /// The last day, as a number.
    dated: i64,
    /// In microseconds since 1970.
    recorded_before: i64,
}

impl Until {
    /// All of them.
    pub const ALL: Self = Self { dated: i64::MAX, recorded_before: i64::MAX };

    /// Only those dated on or before a day.
    #[must_use]
    pub fn dated(self, day: Day) -> Self {
        Self { dated: self.dated.min(day.number()), ..self }
    }

    /// Only those recorded before a moment, in microseconds since 1970.
    #[must_use]
    pub fn recorded_before(self, moment: i64) -> Self {
        Self { recorded_before: self.recorded_before.min(moment), ..self }
    }
}

const INSERT_ENTRY: &str = "
    INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator, subject)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Holders are as many as purchases, so that the database sums them; all others are few, and come from who read the lines.
const POST_HOLDERS: &str = "
    INSERT INTO posting (party_id, entry_id, kind, amount)
    SELECT party_id, $1, 'holder', CAST(SUM(amount) AS BIGINT)
    FROM line
    WHERE run_id = $2
      AND slot = 0
    GROUP BY party_id
    HAVING SUM(amount) <> 0
    ORDER BY party_id";

const INSERT_POSTING: &str = "
    INSERT INTO posting (party_id, entry_id, kind, amount)
    VALUES ($1, $2, $3, $4)";

const SUM_OF_ENTRY: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), COUNT(*)
    FROM posting
    WHERE entry_id = $1";

const ENTRY_OF_RUN: &str = "
    SELECT entry_id
    FROM journal
    WHERE run_id = $1";

/// The inner sums come first, so that each party is named once.
const BALANCES: &str = "
    SELECT s.kind,
           s.party_id,
           CASE
               WHEN s.kind = 'platform' THEN 'platform'
               WHEN s.kind = 'account' THEN
                   CASE s.party_id
                       WHEN -1 THEN 'fees'
                       WHEN -2 THEN 'cash'
                       WHEN -3 THEN 'wechat'
                       WHEN -4 THEN 'alipay'
                       WHEN -5 THEN 'bank'
                       WHEN -6 THEN 'transit'
                       WHEN -7 THEN 'tax'
                       WHEN -8 THEN 'charges'
                       WHEN -9 THEN 'adjustments'
                   END
               ELSE COALESCE(h.ref, a.code, t.code, c.code, v.code)
           END AS party,
           s.earned,
           s.paid
    FROM (
        SELECT p.kind,
               p.party_id,
               CAST(SUM(CASE WHEN j.kind IN ('payout', 'payout-returned', 'receipt') THEN 0 ELSE p.amount END)
                   AS BIGINT) AS earned,
               CAST(SUM(CASE WHEN j.kind IN ('payout', 'payout-returned', 'receipt') THEN -p.amount ELSE 0 END)
                   AS BIGINT) AS paid
        FROM posting AS p
        JOIN journal AS j ON j.entry_id = p.entry_id
        WHERE j.dated <= $1
          AND j.recorded < $2
          AND ($3 = 1 OR p.kind <> 'account')
        GROUP BY p.kind, p.party_id) AS s
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
             party";

const JOURNAL: &str = "
    SELECT j.entry_id,
           j.dated,
           j.recorded,
           j.kind AS entry_kind,
           j.run_id,
           p.kind,
           p.party_id,
           CASE
               WHEN p.kind = 'platform' THEN 'platform'
               WHEN p.kind = 'account' THEN
                   CASE p.party_id
                       WHEN -1 THEN 'fees'
                       WHEN -2 THEN 'cash'
                       WHEN -3 THEN 'wechat'
                       WHEN -4 THEN 'alipay'
                       WHEN -5 THEN 'bank'
                       WHEN -6 THEN 'transit'
                       WHEN -7 THEN 'tax'
                       WHEN -8 THEN 'charges'
                       WHEN -9 THEN 'adjustments'
                   END
               ELSE COALESCE(h.ref, a.code, t.code, c.code, v.code)
           END AS party,
           p.amount
    FROM journal AS j
    JOIN posting AS p ON p.entry_id = j.entry_id
    LEFT JOIN holder AS h ON p.kind = 'holder' AND h.holder_id = p.party_id
    LEFT JOIN agent AS a ON p.kind = 'agent' AND a.agent_id = p.party_id
    LEFT JOIN staff AS t ON p.kind = 'staff' AND t.staff_id = p.party_id
    LEFT JOIN center AS c ON p.kind = 'center' AND c.center_id = p.party_id
    LEFT JOIN provider AS v ON p.kind = 'provider' AND v.provider_id = p.party_id
    WHERE j.dated <= $1
      AND j.recorded < $2
      AND j.dated >= $3
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
             party
    LIMIT $4";

const POSTINGS_OF: &str = "
    SELECT j.entry_id, j.dated, j.recorded, j.kind AS entry_kind, j.run_id, p.kind, p.party_id, $4 AS party, p.amount
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    WHERE p.party_id = $3
      AND j.dated <= $1
      AND j.recorded < $2
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
             END";

const PARTIES_NAMED: &str = "
    SELECT 'holder' AS kind, holder_id AS party_id
    FROM ref_claim
    WHERE ref = $1
    UNION ALL
    SELECT 'agent', agent_id
    FROM agent
    WHERE code = $1
    UNION ALL
    SELECT 'staff', staff_id
    FROM staff
    WHERE code = $1
    UNION ALL
    SELECT 'center', center_id
    FROM center
    WHERE code = $1
    UNION ALL
    SELECT 'provider', provider_id
    FROM provider
    WHERE code = $1
    ORDER BY 1, 2";

/// Of the holders, who may be millions, those whose refs are next to a name.
const NAMES_NEAR: &str = "
    SELECT kind, name
    FROM (
        SELECT 'holder' AS kind, ref AS name
        FROM (
            SELECT ref
            FROM ref_claim
            WHERE ref >= $1
            ORDER BY ref
            LIMIT 50) AS after
        UNION ALL
        SELECT 'holder', ref
        FROM (
            SELECT ref
            FROM ref_claim
            WHERE ref < $1
            ORDER BY ref DESC
            LIMIT 50) AS before
        UNION ALL
        SELECT 'agent', code
        FROM agent
        UNION ALL
        SELECT 'staff', code
        FROM staff
        UNION ALL
        SELECT 'center', code
        FROM center
        UNION ALL
        SELECT 'provider', code
        FROM provider) AS names
    ORDER BY name, kind";

const BALANCE_OF: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT)
    FROM posting
    WHERE party_id = $1
      AND kind = $2";

const RECEIPT: &str = "
    SELECT j.dated, p.party_id, p.amount, a.party_id
    FROM journal AS j
    JOIN posting AS p ON p.entry_id = j.entry_id AND p.kind = 'provider'
    JOIN posting AS a ON a.entry_id = j.entry_id AND a.kind = 'account'
    WHERE j.kind = 'receipt'
      AND j.subject = $1";

/// What a provider owes and what it paid stay apart: what is paid covers the oldest first, and not what was owed on the same
/// day.
const DUES: &str = "
    SELECT v.code, v.name, j.dated,
           CAST(SUM(CASE WHEN p.amount < 0 THEN -p.amount ELSE 0 END) AS BIGINT) AS owed,
           CAST(SUM(CASE WHEN p.amount > 0 THEN p.amount ELSE 0 END) AS BIGINT) AS paid
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    JOIN provider AS v ON v.provider_id = p.party_id
    WHERE p.kind = 'provider'
      AND j.dated <= $1
      AND j.recorded < $2
    GROUP BY v.code, v.name, j.dated
    ORDER BY v.code, j.dated";

/// What a provider owed and paid on a day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Dues {
    /// The provider's code.
    pub code: String,
    /// Its name.
    pub name: String,
    dated: i64,
    owed: i64,
    paid: i64,
}

impl Dues {
    /// The day.
    pub fn dated(&self) -> Result<Day> {
        Day::from_number(self.dated)
            .ok_or_else(|| StoreError::inconsistent("journal", "dated", &self.code, "not a day"))
    }

    /// What came to owe.
    #[must_use]
    pub const fn owed(&self) -> Money {
        Money::from_minor(self.owed)
    }

    /// What it paid, or was given back.
    #[must_use]
    pub const fn paid(&self) -> Money {
        Money::from_minor(self.paid)
    }
}

/// What each provider owed and paid on each day, by code and day.
pub async fn dues(tx: &mut Tx, until: Until) -> Result<Vec<Dues>> {
    fetch_all!(tx, Dues, DUES, until.dated, until.recorded_before)
}

/// A receipt of a provider as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// By which day it counts, as a number.
    pub dated: i64,
    /// Who paid.
    pub provider: PartyId,
    /// How much.
    pub amount: Money,
    /// To which account.
    pub account: PartyId,
}

/// The receipt of a number.
pub async fn receipt(tx: &mut Tx, number: &str) -> Result<Option<Receipt>> {
    let found: Option<(i64, i64, i64, i64)> = fetch_optional!(tx, (i64, i64, i64, i64), RECEIPT, number)?;
    Ok(found.map(|(dated, provider, amount, account)| Receipt {
        dated,
        provider: PartyId::new(provider),
        amount: Money::from_minor(amount),
        account: PartyId::new(account),
    }))
}

/// The journal entry of a run that is posted.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'a> {
    /// Its number.
    pub entry: EntryId,
    /// The run.
    pub run: RunId,
    /// By which day it counts.
    pub dated: Day,
    /// When it is recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub operator: &'a str,
}

/// Posts a run: the providers' payable against all parties, net per party. `sums` has what everybody but holders got, and
/// what providers owe. Returns how many postings.
///
/// # Errors
/// The entry does not sum to zero, which no stored lines can bring about.
pub async fn post(
    tx: &mut Tx,
    posted: Posted<'_>,
    sums: impl Iterator<Item = (PartyKind, PartyId, Money)>,
) -> Result<i64> {
    let Posted { entry, run, dated, recorded, operator } = posted;
    let (kind, subject) = (EntryKind::Settlement.as_str(), None::<&str>);
    let written = execute!(
        tx,
        INSERT_ENTRY,
        entry.get(),
        kind,
        run.get(),
        dated.number(),
        recorded,
        operator,
        subject
    )?;
    let cells = [
        entry.get().into(),
        kind.into(),
        run.get().into(),
        dated.number().into(),
        recorded.into(),
        operator.into(),
        subject.into(),
    ];
    tx.written().row(&written::JOURNAL, cells);
    one_row("journal", entry, written)?;
    sort_large(tx).await?;
    execute!(tx, POST_HOLDERS, entry.get(), run.get())?;
    for (kind, party, amount) in sums.filter(|(.., amount)| *amount != Money::ZERO) {
        let written = execute!(tx, INSERT_POSTING, party.get(), entry.get(), kind.as_str(), amount.minor())?;
        one_row("posting", entry, written)?;
    }
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

/// An entry that is no run's.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// Its number.
    pub entry: EntryId,
    /// What it is of.
    pub kind: EntryKind,
    /// Which of that: the number of a payout, a receipt.
    pub subject: &'a str,
    /// The day for which it counts.
    pub dated: Day,
    /// When it is recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub operator: &'a str,
}

/// Writes an entry with its postings. What is zero is left out, and several of one party and kind are one posting.
///
/// # Errors
/// The postings don't sum to zero, or nothing is left of them.
pub async fn enter(tx: &mut Tx, new: NewEntry<'_>, postings: &[(PartyKind, PartyId, Money)]) -> Result<()> {
    let sums = balanced(new.entry, postings)?;
    let (entry, kind, no_run) = (new.entry.get(), new.kind.as_str(), None::<i64>);
    let (dated, subject) = (new.dated.number(), Some(new.subject));
    let written =
        execute!(tx, INSERT_ENTRY, entry, kind, no_run, dated, new.recorded, new.operator, subject)?;
    let cells = [
        entry.into(),
        kind.into(),
        no_run.into(),
        dated.into(),
        new.recorded.into(),
        new.operator.into(),
        subject.into(),
    ];
    tx.written().row(&written::JOURNAL, cells);
    one_row("journal", new.entry, written)?;
    for ((party, kind), amount) in sums {
        let written = execute!(tx, INSERT_POSTING, party.get(), entry, kind.as_str(), amount)?;
        let cells = [party.get().into(), entry.into(), kind.as_str().into(), amount.into()];
        tx.written().row(&written::POSTING, cells);
        one_row("posting", new.entry, written)?;
    }
    Ok(())
}

/// What an entry puts to each party and kind, without what is zero.
pub(super) fn balanced(
    entry: EntryId,
    postings: &[(PartyKind, PartyId, Money)],
) -> Result<BTreeMap<(PartyId, PartyKind), i64>> {
    let wrong = |why: String| StoreError::inconsistent("posting", "amount", entry, why);
    let mut sums: BTreeMap<(PartyId, PartyKind), i64> = BTreeMap::new();
    for (kind, party, amount) in postings {
        let sum = sums.entry((*party, *kind)).or_default();
        *sum = sum.checked_add(amount.minor()).ok_or_else(|| wrong("a sum above 64 bits".to_owned()))?;
    }
    sums.retain(|_, amount| *amount != 0);
    let total: i128 = sums.values().map(|amount| i128::from(*amount)).sum();
    if total != 0 || sums.is_empty() {
        return Err(wrong(format!("the entry sums to {total} in {} postings, not to zero", sums.len())));
    }
    Ok(sums)
}

/// The journal entry of a run.
pub async fn entry_of(tx: &mut Tx, run: RunId) -> Result<Option<EntryId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), ENTRY_OF_RUN, run.get())?;
    Ok(found.map(|(id,)| id.into()))
}

/// Visits the balances by kind in the fixed order, then bytewise by ref or code; only those with postings. The
/// platform's own accounts are among them where they are wanted.
pub async fn for_each_balance<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    until: Until,
    accounts: bool,
    mut visit: impl FnMut(Balance) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    sort_large(tx).await?;
    let mut read = |row: BalanceRow| {
        let kind = kind(&row.kind, row.party_id)?;
        let party = named(row.party, row.party_id)?;
        visit(Balance { kind, party, earned: row.earned, paid: row.paid })
    };
    for_each!(tx, BalanceRow, read, BALANCES, until.dated, until.recorded_before, i64::from(accounts))
}

/// Visits the postings of all entries that are dated on or after a day, at most `limit`, by date and entry, then as
/// balances are ordered.
pub async fn for_each_posting<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    until: Until,
    from: Day,
    limit: i64,
    mut visit: impl FnMut(Posting) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    sort_large(tx).await?;
    let mut read = |row: PostingRow| visit(row.posting()?);
    let Until { dated, recorded_before } = until;
    for_each!(tx, PostingRow, read, JOURNAL, dated, recorded_before, from.number(), limit)
}

/// Visits all postings of a party by date and entry, under the name by which it was asked for.
pub async fn for_each_posting_of<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    party: PartyId,
    name: &str,
    until: Until,
    mut visit: impl FnMut(Posting) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    let mut read = |row: PostingRow| visit(row.posting()?);
    let Until { dated, recorded_before } = until;
    for_each!(tx, PostingRow, read, POSTINGS_OF, dated, recorded_before, party.get(), name)
}

/// Whoever has this ref or code: what they are, and their number. The platform itself is not among them.
pub async fn named_parties(tx: &mut Tx, name: &str) -> Result<Vec<(PartyKind, PartyId)>> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, (String, i64), PARTIES_NAMED, name)?;
    rows.into_iter().map(|(word, id)| Ok((kind(&word, id)?, PartyId::new(id)))).collect()
}

/// Refs and codes among which one may be meant that nobody has.
pub async fn names_near(tx: &mut Tx, name: &str) -> Result<Vec<(PartyKind, String)>> {
    let rows: Vec<(String, String)> = fetch_all!(tx, (String, String), NAMES_NEAR, name)?;
    rows.into_iter().map(|(word, name)| Ok((kind(&word, 0)?, name))).collect()
}

fn kind(word: &str, party: i64) -> Result<PartyKind> {
    word.parse().map_err(|why| StoreError::inconsistent("posting", "kind", party, why))
}

fn named(name: Option<String>, party: i64) -> Result<String> {
    name.ok_or_else(|| {
        StoreError::inconsistent("posting", "party_id", party, "no party of its kind has this number")
    })
}

/// The balance of one party in one kind, in minor units.
pub async fn balance_of(tx: &mut Tx, party: PartyId, kind: PartyKind) -> Result<i64> {
    let (sum,): (i64,) = fetch_one!(tx, (i64,), BALANCE_OF, party.get(), kind.as_str())?;
    Ok(sum)
}
