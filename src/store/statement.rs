//! What statements are made of: parties, entries and lines, party after party, and the numbers under which statements
//! were issued.

use std::collections::HashMap;

use super::bulk::sort_large;
use super::{Result, StoreError, Tx, Visited, one_row};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::{Role, Slot};

/// A party that has postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub party: PartyId,
    /// Its ref or code.
    pub code: String,
    /// The name of a center or provider.
    pub name: Option<String>,
}

/// A statement that was issued.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Issued {
    year: i64,
    number: i64,
    party_id: i64,
    first_day: i64,
    /// The last day that it is of, as a number.
    pub last_day: i64,
    /// When it was issued, in microseconds since 1970.
    pub created_at: i64,
    /// By whom.
    pub created_by: String,
    held_purchases: Option<i64>,
    held_amount: Option<i64>,
}

impl Issued {
    /// What was held when it was issued.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        let amount = self.held_amount.map(Money::from_minor);
        self.held_purchases.zip(amount).map(|(purchases, amount)| Held { purchases, amount })
    }

    /// Whose it is.
    #[must_use]
    pub const fn party(&self) -> PartyId {
        PartyId::new(self.party_id)
    }

    /// Its number, as it is written: `2026-000012`.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}-{:06}", self.year, self.number)
    }

    /// Whether it is of these days.
    #[must_use]
    pub const fn is_of(&self, first: Day, last: Day) -> bool {
        self.first_day == first.number() && self.last_day == last.number()
    }
}

/// Purchases of which a party would have a part and that are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many.
    pub purchases: i64,
    /// What they come to.
    pub amount: Money,
}

/// A posting of a party with its entry.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PartyEntry {
    /// Whose, as a number.
    pub party_id: i64,
    /// The entry's number.
    pub entry_id: i64,
    dated: i64,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// What the entry is of.
    pub kind: String,
    /// The run that it posts.
    pub run_id: Option<i64>,
    /// Which thing of its kind it is of.
    pub subject: Option<String>,
    /// How much, in minor units.
    pub amount: i64,
}

impl PartyEntry {
    /// The day for which it counts.
    pub fn dated(&self) -> Result<Day> {
        day(self.dated)
    }
}

/// What a party has of an item, with what it follows from.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PartyLine {
    /// Whose, as a number.
    pub party_id: i64,
    /// The run that settled it.
    pub run_id: i64,
    dated: i64,
    /// When the run was posted, in microseconds since 1970.
    pub recorded: i64,
    /// The version of the plan.
    pub version_id: i64,
    /// The item's source.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    day: i64,
    /// The ref of who spent.
    pub holder: String,
    /// The provider's code.
    pub provider: String,
    /// How much was spent or refunded, in minor units.
    pub amount: i64,
    /// The purchase that it refunds.
    pub refund_of: Option<String>,
    /// The place in the fixed order; of a provider nothing.
    pub slot: Option<i64>,
    /// What was divided, in minor units.
    pub pool: i64,
    /// What the party has of it, in minor units.
    pub commission: i64,
    /// The provider's rate, in parts per million.
    pub rate_ppm: i64,
    /// The holder's center.
    pub center_id: i64,
    /// The staff member who served the holder.
    pub staff_id: Option<i64>,
    /// The agents of the holder, interned.
    pub chain_id: Option<i64>,
    /// The holder's tier.
    pub tier_id: Option<i64>,
    /// The purchase's category.
    pub category: Option<String>,
}

impl PartyLine {
    /// The day by which its run counts.
    pub fn dated(&self) -> Result<Day> {
        day(self.dated)
    }

    /// The item's day.
    pub fn day(&self) -> Result<Day> {
        day(self.day)
    }

    /// The place in the fixed order.
    pub fn slot(&self) -> Result<Option<Slot>> {
        let slot = self.slot.map(Slot::try_from).transpose();
        slot.map_err(|why| StoreError::inconsistent("line", "slot", self.run_id, why))
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    party_id: i64,
    party: Option<String>,
    name: Option<String>,
}

const ACCOUNTS: &str = "
    SELECT s.party_id,
           CASE WHEN $1 = 'platform' THEN 'platform' ELSE COALESCE(h.ref, a.code, t.code, c.code, v.code) END AS party,
           COALESCE(c.name, v.name) AS name
    FROM (
        SELECT p.party_id
        FROM posting AS p
        JOIN journal AS j ON j.entry_id = p.entry_id
        WHERE p.kind = $1
          AND p.party_id > $2
          AND j.dated <= $3
        GROUP BY p.party_id
        ORDER BY p.party_id
        LIMIT $4) AS s
    LEFT JOIN holder AS h ON $1 = 'holder' AND h.holder_id = s.party_id
    LEFT JOIN agent AS a ON $1 = 'agent' AND a.agent_id = s.party_id
    LEFT JOIN staff AS t ON $1 = 'staff' AND t.staff_id = s.party_id
    LEFT JOIN center AS c ON $1 = 'center' AND c.center_id = s.party_id
    LEFT JOIN provider AS v ON $1 = 'provider' AND v.provider_id = s.party_id
    ORDER BY s.party_id";

const PARTY_ENTRIES: &str = "
    SELECT p.party_id, j.entry_id, j.dated, j.recorded, j.kind, j.run_id, j.subject, p.amount
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    WHERE p.kind = $1
      AND p.party_id BETWEEN $2 AND $3
      AND j.dated <= $4
    ORDER BY p.party_id, j.dated, j.entry_id";

/// A refund is divided by the stamp of its purchase.
const PARTY_LINES: &str = "
    SELECT l.party_id,
           l.run_id,
           j.dated,
           j.recorded,
           d.version_id,
           s.name AS source,
           p.external_id,
           p.day,
           h.ref AS holder,
           v.code AS provider,
           p.amount,
           p.refund_of,
           l.slot,
           d.pool,
           l.amount AS commission,
           o.rate_ppm,
           o.center_id,
           o.staff_id,
           o.chain_id,
           o.tier_id,
           o.category
    FROM journal AS j
    JOIN line AS l ON l.run_id = j.run_id
    JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.holder_id = l.holder_id
    JOIN purchase AS o ON o.purchase_id = COALESCE(p.original_id, p.purchase_id) AND o.holder_id = p.holder_id
    JOIN settled AS d ON d.purchase_id = l.purchase_id AND d.holder_id = l.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = l.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    WHERE l.slot BETWEEN $1 AND $2
      AND l.party_id BETWEEN $3 AND $4
      AND j.dated <= $5
      AND (j.dated >= $6 OR j.recorded >= $7)
    ORDER BY l.party_id, l.run_id, s.name, p.external_id, l.slot";

/// What providers owe, item by item.
const PROVIDER_LINES: &str = "
    SELECT p.provider_id AS party_id,
           d.run_id,
           j.dated,
           j.recorded,
           d.version_id,
           s.name AS source,
           p.external_id,
           p.day,
           h.ref AS holder,
           v.code AS provider,
           p.amount,
           p.refund_of,
           CAST(NULL AS BIGINT) AS slot,
           d.pool,
           -d.pool AS commission,
           o.rate_ppm,
           o.center_id,
           o.staff_id,
           o.chain_id,
           o.tier_id,
           o.category
    FROM journal AS j
    JOIN settled AS d ON d.run_id = j.run_id
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN purchase AS o ON o.purchase_id = COALESCE(p.original_id, p.purchase_id) AND o.holder_id = p.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = d.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    WHERE p.provider_id BETWEEN $1 AND $2
      AND j.dated <= $3
      AND (j.dated >= $4 OR j.recorded >= $5)
    ORDER BY p.provider_id, d.run_id, s.name, p.external_id";

const ISSUED: &str = "
    SELECT year, number, party_id, first_day, last_day, created_at, created_by, held_purchases, held_amount
    FROM statement
    WHERE kind = $1
      AND party_id BETWEEN $2 AND $3
      AND last_day IN ($4, $5)
    ORDER BY party_id, year, number";

const ISSUE: &str = "
    INSERT INTO statement (year, number, kind, party_id, first_day, last_day, created_at, created_by, held_purchases,
                           held_amount)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
    FROM statement
    WHERE year = $1";

/// An agent has a part of what stands under any of their levels, and the platform of everything.
const HELD_OF_KIND: &str = "
    SELECT h.party_id, COUNT(*), CAST(COALESCE(SUM(h.amount), 0) AS BIGINT)
    FROM (
        SELECT CASE $1
                   WHEN 'holder' THEN p.holder_id
                   WHEN 'staff' THEN p.staff_id
                   WHEN 'center' THEN p.center_id
                   WHEN 'provider' THEN p.provider_id
                   WHEN 'platform' THEN $2
                   ELSE c.agent_id
               END AS party_id,
               p.amount
        FROM purchase AS p
        JOIN due AS d ON d.purchase_id = p.purchase_id AND d.holder_id = p.holder_id
        LEFT JOIN (
            SELECT DISTINCT chain_id, agent_id
            FROM chain) AS c ON $1 = 'agent' AND c.chain_id = p.chain_id
        WHERE p.held IS NOT NULL
          AND p.refund_of IS NULL) AS h
    WHERE h.party_id IS NOT NULL
    GROUP BY h.party_id
    ORDER BY h.party_id";

/// At most `limit` parties of a kind with numbers above one, that have postings by a day, by their numbers.
pub async fn accounts(
    tx: &mut Tx,
    kind: PartyKind,
    above: PartyId,
    by: Day,
    limit: i64,
) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> =
        fetch_all!(tx, AccountRow, ACCOUNTS, kind.as_str(), above.get(), by.number(), limit)?;
    let account = |row: AccountRow| {
        let code = row.party.ok_or_else(|| {
            StoreError::inconsistent(
                "posting",
                "party_id",
                row.party_id,
                "no party of its kind has this number",
            )
        })?;
        Ok(Account { party: PartyId::new(row.party_id), code, name: row.name })
    };
    rows.into_iter().map(account).collect()
}

/// The statements of parties of a kind that end on one of two days.
pub async fn issued(
    tx: &mut Tx,
    kind: PartyKind,
    parties: (PartyId, PartyId),
    ends: (Day, Day),
) -> Result<Vec<Issued>> {
    let (from, to) = (parties.0.get(), parties.1.get());
    fetch_all!(tx, Issued, ISSUED, kind.as_str(), from, to, ends.0.number(), ends.1.number())
}

/// Gives a statement the next number of the year in which it ends.
pub async fn issue(
    tx: &mut Tx,
    kind: PartyKind,
    party: PartyId,
    days: (Day, Day),
    held: Held,
    at: i64,
    by: &str,
) -> Result<()> {
    let (first, last) = (days.0.number(), days.1.number());
    let year = i64::from(days.1.date().year());
    let written = execute!(
        tx,
        ISSUE,
        year,
        kind.as_str(),
        party.get(),
        first,
        last,
        at,
        by,
        held.purchases,
        held.amount.minor()
    )?;
    one_row("statement", party.get(), written)
}

/// Visits all postings of parties of a kind that are dated by a day: party after party, by date and entry.
pub async fn for_each_entry<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    kind: PartyKind,
    parties: (PartyId, PartyId),
    by: Day,
    mut visit: impl FnMut(PartyEntry) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    let (from, to) = (parties.0.get(), parties.1.get());
    for_each!(tx, PartyEntry, visit, PARTY_ENTRIES, kind.as_str(), from, to, by.number())
}

/// Visits what parties of a kind have of the items of posted runs that go through a day at most, and through another at
/// least or were recorded at a moment or later: party after party, by run, source, id and place.
pub async fn for_each_line<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    kind: PartyKind,
    parties: (PartyId, PartyId),
    days: (Day, Day),
    or_recorded: i64,
    mut visit: impl FnMut(PartyLine) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    sort_large(tx).await?;
    let (from, to) = (parties.0.get(), parties.1.get());
    let (first, last) = (days.0.number(), days.1.number());
    let (low, high) = match kind {
        PartyKind::Provider => {
            return for_each!(tx, PartyLine, visit, PROVIDER_LINES, from, to, last, first, or_recorded);
        }
        PartyKind::Account => return Ok(()),
        PartyKind::Role(Role::Agent) => (Slot::HOLDER.index() + 1, Slot::STAFF.index() - 1),
        PartyKind::Role(Role::Holder) => (Slot::HOLDER.index(), Slot::HOLDER.index()),
        PartyKind::Role(Role::Staff) => (Slot::STAFF.index(), Slot::STAFF.index()),
        PartyKind::Role(Role::Center) => (Slot::CENTER.index(), Slot::CENTER.index()),
        PartyKind::Role(Role::Platform) => (Slot::PLATFORM.index(), Slot::PLATFORM.index()),
    };
    // A place in the fixed order is below 68.
    let (low, high) = (i64::try_from(low).unwrap_or(0), i64::try_from(high).unwrap_or(0));
    for_each!(tx, PartyLine, visit, PARTY_LINES, low, high, from, to, last, first, or_recorded)
}

/// The purchases of which parties of a kind would have a part and that are held now, by party; the platform has the number
/// that is given. What is held is little beside what is not.
pub async fn held(tx: &mut Tx, kind: PartyKind, platform: PartyId) -> Result<HashMap<PartyId, Held>> {
    let rows: Vec<(i64, i64, i64)> =
        fetch_all!(tx, (i64, i64, i64), HELD_OF_KIND, kind.as_str(), platform.get())?;
    let held = |(party, purchases, amount)| {
        (PartyId::new(party), Held { purchases, amount: Money::from_minor(amount) })
    };
    Ok(rows.into_iter().map(held).collect())
}

fn day(number: i64) -> Result<Day> {
    Day::from_number(number).ok_or_else(|| StoreError::inconsistent("journal", "dated", number, "not a day"))
}
