//! Payouts and their rows, and what they are made of: balances, and who may be paid.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bulk::{Bulk, Cell, Table};
use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::payout::{ItemState, PayoutState};
use crate::domain::rule::Rule;

/// A payout.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Payout {
    /// Its number.
    pub payout_id: i64,
    state: String,
    through: i64,
    least: i64,
    /// How tax was withheld: a word of [`Withholding`](crate::domain::withholding::Withholding), or `none`.
    pub withholding: String,
    /// How many rows it has.
    pub items: i64,
    gross: i64,
    withheld: i64,
    net: i64,
    /// When it was made, in microseconds since 1970.
    pub created_at: i64,
    /// By whom.
    pub created_by: String,
    /// When it was approved or discarded, in microseconds since 1970.
    pub ended_at: Option<i64>,
    /// By whom.
    pub ended_by: Option<String>,
}

impl Payout {
    /// Where it stands.
    pub fn state(&self) -> Result<PayoutState> {
        let state = self.state.parse();
        state.map_err(|why| StoreError::inconsistent("payout", "state", self.payout_id, why))
    }

    /// Balances dated by this day are paid.
    pub fn through(&self) -> Result<Day> {
        let day = Day::from_number(self.through);
        day.ok_or_else(|| StoreError::inconsistent("payout", "through", self.payout_id, "not a day"))
    }

    /// Who is owed less is left out.
    #[must_use]
    pub const fn least(&self) -> Money {
        Money::from_minor(self.least)
    }

    /// What leaves the balances.
    #[must_use]
    pub const fn gross(&self) -> Money {
        Money::from_minor(self.gross)
    }

    /// The tax in it.
    #[must_use]
    pub const fn withheld(&self) -> Money {
        Money::from_minor(self.withheld)
    }

    /// What is sent.
    #[must_use]
    pub const fn net(&self) -> Money {
        Money::from_minor(self.net)
    }
}

/// A payout on its way into the database.
#[derive(Clone, Copy, Debug)]
pub struct NewPayout<'a> {
    /// Its number.
    pub payout_id: i64,
    /// Balances dated by this day are paid.
    pub through: Day,
    /// Who is owed less is left out.
    pub least: Money,
    /// How tax is withheld.
    pub withholding: &'a str,
    /// The sums of its rows: how many, gross, withheld, net.
    pub sums: (i64, Money, Money, Money),
    /// The rules that are overridden for it, and why.
    pub overridden: &'a BTreeMap<Rule, String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: &'a str,
}

/// What one party is to get, on its way into the database.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Whose.
    pub party: PartyId,
    /// What the party is; of several the first in the fixed order.
    pub kind: PartyKind,
    /// What leaves the balance.
    pub gross: Money,
    /// The tax in it.
    pub withheld: Money,
    /// What is sent.
    pub net: Money,
    /// The number of the account among the party's.
    pub account_n: i64,
    /// The rules that are overridden for it, with commas between them.
    pub overridden: Option<String>,
}

/// A row of a payout, with the ref or code of its party and the masked account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Item {
    /// The payout.
    pub payout_id: i64,
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    kind: String,
    party: Option<String>,
    gross: i64,
    withheld: i64,
    net: i64,
    /// The number of the account among the party's.
    pub account_n: i64,
    /// What sort of account it is.
    pub account_kind: Option<String>,
    /// The account, masked and sealed.
    pub account_mask: Option<Vec<u8>>,
    state: String,
    /// The number that the bank or payment firm gave it.
    pub reference: Option<String>,
    /// Why it failed, or is not known.
    pub reason: Option<String>,
    /// When its result was recorded, in microseconds since 1970.
    pub confirmed_at: Option<i64>,
    /// By whom.
    pub confirmed_by: Option<String>,
    overridden: Option<String>,
}

impl Item {
    fn wrong(&self, column: &'static str, why: impl std::fmt::Display) -> StoreError {
        let row = super::holder::sealed_row(self.party_id, self.payout_id);
        StoreError::inconsistent("payout_item", column, row, why)
    }

    /// What the party is.
    pub fn kind(&self) -> Result<PartyKind> {
        self.kind.parse().map_err(|why: crate::domain::party::PartyKindError| self.wrong("kind", why))
    }

    /// Its ref or code.
    pub fn party(&self) -> Result<&str> {
        self.party.as_deref().ok_or_else(|| self.wrong("party_id", "no party of its kind has this number"))
    }

    /// Where it stands.
    pub fn state(&self) -> Result<ItemState> {
        self.state.parse().map_err(|why: crate::domain::payout::UnknownItemState| self.wrong("state", why))
    }

    /// The rules that stood against paying it and were overridden.
    pub fn overridden(&self) -> Result<BTreeSet<Rule>> {
        let words = self.overridden.iter().flat_map(|words| words.split(','));
        let read = |word| Rule::named(word).ok_or_else(|| self.wrong("overridden", word));
        words.map(read).collect()
    }

    /// What leaves the balance.
    #[must_use]
    pub const fn gross(&self) -> Money {
        Money::from_minor(self.gross)
    }

    /// The tax in it.
    #[must_use]
    pub const fn withheld(&self) -> Money {
        Money::from_minor(self.withheld)
    }

    /// What is sent.
    #[must_use]
    pub const fn net(&self) -> Money {
        Money::from_minor(self.net)
    }
}

/// What a party is owed in one kind, and whether it may be paid.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Owed {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    kind: String,
    /// Its ref or code.
    pub party: Option<String>,
    /// What was earned by the day, less everything that was ever paid, in minor units.
    pub dated: i64,
    /// The whole balance, in minor units.
    pub total: i64,
    /// Whether the party is a holder of whom nothing but storage is allowed.
    pub restricted: i64,
    /// Whether a citizen ID or passport of the holder with this number was verified.
    pub known_person: i64,
    /// The kind of the identity that was recorded for the party.
    pub identity: Option<String>,
    /// Whether that was verified.
    pub verified: i64,
    /// The number of the account in force.
    pub account_n: Option<i64>,
}

impl Owed {
    /// What the party is.
    pub fn kind(&self) -> Result<PartyKind> {
        self.kind.parse().map_err(|why| StoreError::inconsistent("posting", "kind", self.party_id.get(), why))
    }
}

/// What a party was paid before, for the tax.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct PaidBefore {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub party_id: PartyId,
    /// What left the balance, in minor units.
    pub gross: i64,
    /// The tax of it, in minor units.
    pub withheld: i64,
    /// When the payout was approved, in microseconds since 1970.
    pub ended_at: i64,
}

const PAYOUT_ITEM: Table = Table {
    name: "payout_item",
    columns: &[
        "payout_id",
        "party_id",
        "kind",
        "gross",
        "withheld",
        "net",
        "account_n",
        "state",
        "overridden",
    ],
};

/// What was paid before counts whatever its date: money that left is not paid again because it left after the day.
const OWED: &str = "
    SELECT s.party_id,
           s.kind,
           COALESCE(h.ref, a.code, t.code, c.code) AS party,
           s.dated,
           s.total,
           CAST(CASE WHEN r.holder_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS restricted,
           CAST(CASE WHEN k.holder_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS known_person,
           i.kind AS identity,
           CAST(CASE WHEN i.verified_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS verified,
           b.n AS account_n
    FROM (
        SELECT p.party_id,
               p.kind,
               CAST(SUM(CASE WHEN j.dated <= $1 OR j.kind IN ('payout', 'payout-returned') THEN p.amount ELSE 0 END)
                   AS BIGINT) AS dated,
               CAST(SUM(p.amount) AS BIGINT) AS total
        FROM posting AS p
        JOIN journal AS j ON j.entry_id = p.entry_id
        WHERE p.kind IN ('holder', 'agent', 'staff', 'center')
        GROUP BY p.party_id, p.kind) AS s
    LEFT JOIN holder AS h ON s.kind = 'holder' AND h.holder_id = s.party_id
    LEFT JOIN agent AS a ON s.kind = 'agent' AND a.agent_id = s.party_id
    LEFT JOIN staff AS t ON s.kind = 'staff' AND t.staff_id = s.party_id
    LEFT JOIN center AS c ON s.kind = 'center' AND c.center_id = s.party_id
    LEFT JOIN holder AS r ON r.holder_id = s.party_id AND r.restricted_at IS NOT NULL
    LEFT JOIN (
        SELECT DISTINCT p.holder_id
        FROM holder_parameter AS p
        JOIN parameter_verification AS v ON v.holder_id = p.holder_id AND v.n = p.n
        WHERE p.retired_at IS NULL
          AND p.kind IN ('citizen-id', 'passport')) AS k ON k.holder_id = s.party_id
    LEFT JOIN party_identity AS i ON i.party_id = s.party_id
    LEFT JOIN (
        SELECT party_id, MAX(n) AS n
        FROM party_account
        GROUP BY party_id) AS b ON b.party_id = s.party_id
    ORDER BY s.party_id,
             CASE s.kind
                 WHEN 'holder' THEN 0
                 WHEN 'agent' THEN 1
                 WHEN 'staff' THEN 2
                 ELSE 3
             END";

const PAID_BEFORE: &str = "
    SELECT i.party_id, i.gross, i.withheld, p.ended_at
    FROM payout AS p
    JOIN payout_item AS i ON i.payout_id = p.payout_id
    WHERE p.state = 'approved'
      AND i.state <> 'failed'
      AND p.ended_at >= $1
      AND p.ended_at < $2
    ORDER BY i.party_id, p.payout_id";

const NEXT_PAYOUT: &str = "
    SELECT COALESCE(MAX(payout_id), 0) + 1
    FROM payout";

const INSERT_PAYOUT: &str = "
    INSERT INTO payout (payout_id, state, through, least, withholding, items, gross, withheld, net, created_at,
                        created_by)
    VALUES ($1, 'created', $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const INSERT_RULE: &str = "
    INSERT INTO payout_rule (payout_id, rule, reason)
    VALUES ($1, $2, $3)";

const RULES_OF: &str = "
    SELECT rule, reason
    FROM payout_rule
    WHERE payout_id = $1
    ORDER BY rule";

const PAYOUT: &str = "
    SELECT payout_id, state, through, least, withholding, items, gross, withheld, net, created_at, created_by, ended_at,
           ended_by
    FROM payout
    WHERE payout_id = $1";

const LAST_PAYOUT: &str = "
    SELECT payout_id, state, through, least, withholding, items, gross, withheld, net, created_at, created_by, ended_at,
           ended_by
    FROM payout
    ORDER BY payout_id DESC
    LIMIT 1";

const OPEN_PAYOUT: &str = "
    SELECT payout_id, state, through, least, withholding, items, gross, withheld, net, created_at, created_by, ended_at,
           ended_by
    FROM payout
    WHERE state = 'created'
    ORDER BY payout_id
    LIMIT 1";

const PAYOUTS: &str = "
    SELECT payout_id, state, through, least, withholding, items, gross, withheld, net, created_at, created_by, ended_at,
           ended_by
    FROM payout
    ORDER BY payout_id DESC";

const END_PAYOUT: &str = "
    UPDATE payout
    SET state = $2,
        ended_at = $3,
        ended_by = $4
    WHERE payout_id = $1
      AND state = 'created'";

const ITEMS: &str = "
    SELECT i.payout_id, i.party_id, i.kind, COALESCE(h.ref, a.code, t.code, c.code) AS party, i.gross, i.withheld, i.net,
           i.account_n, b.kind AS account_kind, b.account_mask, i.state, i.reference, i.reason, i.confirmed_at,
           i.confirmed_by, i.overridden
    FROM payout_item AS i
    LEFT JOIN holder AS h ON i.kind = 'holder' AND h.holder_id = i.party_id
    LEFT JOIN agent AS a ON i.kind = 'agent' AND a.agent_id = i.party_id
    LEFT JOIN staff AS t ON i.kind = 'staff' AND t.staff_id = i.party_id
    LEFT JOIN center AS c ON i.kind = 'center' AND c.center_id = i.party_id
    LEFT JOIN party_account AS b ON b.party_id = i.party_id AND b.n = i.account_n
    WHERE i.payout_id = $1
    ORDER BY i.party_id";

const ITEM_COUNTS: &str = "
    SELECT payout_id, state, COUNT(*), CAST(SUM(net) AS BIGINT)
    FROM payout_item
    GROUP BY payout_id, state
    ORDER BY payout_id, state";

const CONFIRM_ITEM: &str = "
    UPDATE payout_item
    SET state = $4,
        reference = COALESCE($5, reference),
        reason = $6,
        confirmed_at = $7,
        confirmed_by = $8
    WHERE payout_id = $1
      AND party_id = $2
      AND state = $3";

const POSTED_OF: &str = "
    SELECT p.kind, p.amount
    FROM journal AS j
    JOIN posting AS p ON p.entry_id = j.entry_id
    WHERE j.kind = 'payout'
      AND j.subject = $1
      AND p.party_id = $2
    ORDER BY p.kind";

const BALANCES_OF: &str = "
    SELECT p.kind,
           CAST(SUM(CASE WHEN j.kind IN ('payout', 'payout-returned', 'receipt') THEN 0 ELSE p.amount END) AS BIGINT),
           CAST(SUM(CASE WHEN j.kind IN ('payout', 'payout-returned', 'receipt') THEN -p.amount ELSE 0 END) AS BIGINT)
    FROM posting AS p
    JOIN journal AS j ON j.entry_id = p.entry_id
    WHERE p.party_id = $1
    GROUP BY p.kind
    ORDER BY p.kind";

/// Everybody with a balance who is no provider and not the platform, by number and then by kind in the fixed order.
pub async fn owed(tx: &mut Tx, through: Day) -> Result<Vec<Owed>> {
    fetch_all!(tx, Owed, OWED, through.number())
}

/// What was paid, and did not fail, by payouts that were approved between two moments, in microseconds since 1970; the
/// second is not among them.
pub async fn paid_before(tx: &mut Tx, from: i64, until: i64) -> Result<Vec<PaidBefore>> {
    fetch_all!(tx, PaidBefore, PAID_BEFORE, from, until)
}

/// The number of the next payout. Whoever takes it holds the run lock.
pub async fn next(tx: &mut Tx) -> Result<i64> {
    let (next,): (i64,) = fetch_one!(tx, (i64,), NEXT_PAYOUT)?;
    Ok(next)
}

/// Writes a payout and its rows, by party.
pub async fn insert(tx: &mut Tx, new: &NewPayout<'_>, items: &[NewItem]) -> Result<()> {
    let (count, gross, withheld, net) = new.sums;
    let written = execute!(
        tx,
        INSERT_PAYOUT,
        new.payout_id,
        new.through.number(),
        new.least.minor(),
        new.withholding,
        count,
        gross.minor(),
        withheld.minor(),
        net.minor(),
        new.at,
        new.by,
    )?;
    one_row("payout", new.payout_id, written)?;
    let mut rows = Bulk::new(tx, &PAYOUT_ITEM);
    for item in items {
        rows.push([
            new.payout_id.into(),
            item.party.get().into(),
            item.kind.as_str().into(),
            item.gross.minor().into(),
            item.withheld.minor().into(),
            item.net.minor().into(),
            item.account_n.into(),
            Cell::Text(ItemState::Pending.as_str()),
            item.overridden.as_deref().into(),
        ])?;
    }
    rows.write(tx).await?;
    for (rule, reason) in new.overridden {
        let written = execute!(tx, INSERT_RULE, new.payout_id, rule.id(), reason)?;
        one_row("payout_rule", new.payout_id, written)?;
    }
    Ok(())
}

/// The payout of a number.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Payout>> {
    fetch_optional!(tx, Payout, PAYOUT, id)
}

/// The newest payout.
pub async fn last(tx: &mut Tx) -> Result<Option<Payout>> {
    fetch_optional!(tx, Payout, LAST_PAYOUT)
}

/// The payout that is neither approved nor discarded.
pub async fn open(tx: &mut Tx) -> Result<Option<Payout>> {
    fetch_optional!(tx, Payout, OPEN_PAYOUT)
}

/// All payouts, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Payout>> {
    fetch_all!(tx, Payout, PAYOUTS)
}

/// Approves or discards a payout. False when somebody has done either before.
pub async fn end(tx: &mut Tx, id: i64, to: PayoutState, at: i64, by: &str) -> Result<bool> {
    Ok(execute!(tx, END_PAYOUT, id, to.as_str(), at, by)? == 1)
}

/// The rows of a payout, by party.
pub async fn items(tx: &mut Tx, id: i64) -> Result<Vec<Item>> {
    fetch_all!(tx, Item, ITEMS, id)
}

/// The rules that were overridden for a payout, and why.
pub async fn overridden(tx: &mut Tx, id: i64) -> Result<BTreeMap<Rule, String>> {
    let rows: Vec<(String, String)> = fetch_all!(tx, (String, String), RULES_OF, id)?;
    let read = |(rule, reason): (String, String)| {
        let rule = Rule::named(&rule)
            .ok_or_else(|| StoreError::inconsistent("payout_rule", "rule", id, "no rule has this number"))?;
        Ok((rule, reason))
    };
    rows.into_iter().map(read).collect()
}

/// How many rows of each state payouts have, and their net sums.
pub async fn counts(tx: &mut Tx) -> Result<HashMap<(i64, ItemState), (i64, Money)>> {
    let rows: Vec<(i64, String, i64, i64)> = fetch_all!(tx, (i64, String, i64, i64), ITEM_COUNTS)?;
    let read = |(payout, state, count, net): (i64, String, i64, i64)| {
        let state = state.parse();
        let state = state.map_err(|why| StoreError::inconsistent("payout_item", "state", payout, why))?;
        Ok(((payout, state), (count, Money::from_minor(net))))
    };
    rows.into_iter().map(read).collect()
}

/// What became of a row.
#[derive(Clone, Copy, Debug)]
pub struct NewResult<'a> {
    /// The state in which it is now.
    pub from: ItemState,
    /// The state in which it is from now on.
    pub to: ItemState,
    /// The number that the bank or payment firm gave it.
    pub reference: Option<&'a str>,
    /// Why it failed, or is not known.
    pub reason: Option<&'a str>,
    /// When it is recorded, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: &'a str,
}

/// Records what became of a row.
pub async fn confirm(tx: &mut Tx, item: &Item, result: NewResult<'_>) -> Result<()> {
    let written = execute!(
        tx,
        CONFIRM_ITEM,
        item.payout_id,
        item.party_id.get(),
        result.from.as_str(),
        result.to.as_str(),
        result.reference,
        result.reason,
        result.at,
        result.by,
    )?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Busy("somebody else recorded a result of the row meanwhile".to_owned()))
    }
}

/// What a payout, under the subject of its entry, took from the balances of a party.
pub async fn posted_of(tx: &mut Tx, subject: &str, party: PartyId) -> Result<Vec<(PartyKind, Money)>> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, (String, i64), POSTED_OF, subject, party.get())?;
    rows.into_iter().map(|(word, amount)| Ok((kind(&word, party)?, Money::from_minor(amount)))).collect()
}

/// What a party has earned and was paid in each kind.
pub async fn balances_of(tx: &mut Tx, party: PartyId) -> Result<Vec<(PartyKind, Money, Money)>> {
    let rows: Vec<(String, i64, i64)> = fetch_all!(tx, (String, i64, i64), BALANCES_OF, party.get())?;
    let read = |(word, earned, paid): (String, i64, i64)| {
        Ok((kind(&word, party)?, Money::from_minor(earned), Money::from_minor(paid)))
    };
    rows.into_iter().map(read).collect()
}

fn kind(word: &str, party: PartyId) -> Result<PartyKind> {
    word.parse().map_err(|why| StoreError::inconsistent("posting", "kind", party.get(), why))
}
