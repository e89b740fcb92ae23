//! What is always true, as statements that find where it is not.

mod cards;
mod cohorts;
mod entered;
mod fees;
mod goods;
mod histories;
mod log;
mod notices;
mod payouts;
mod references;
mod requests;
mod sealed;
mod settlement;

use super::bulk::sort_large;
use super::{Result, StoreError, Tx, Visited};
use cards::{
    BLOCKS_FOLLOW_EVENTS, CARD_MOVES_LEGAL, CARD_STATES, CARDS_AND_HOLDERS, EVENTS_FOLLOW, HOLDERS_STAY,
    ONE_LIVE_CARD, RESTRICTED_SEALED,
};
use cohorts::{
    COHORT_BLOCKS, COHORT_COUNTS, COHORT_FOUNDERS, COHORT_TREE, MEMBERS_PLACED, PLACEMENTS_MEMBERS,
    PLACEMENTS_PAST, SCHEMES_IN_FORCE, VISITS_COUNTED,
};
use entered::ENTERED_BY_OPERATOR;
use fees::{BILLS_FOLLOW, FEES_FOLLOW, FEES_SUM};
use goods::{LISTINGS_END, LISTINGS_FOLLOW};
use histories::{HISTORIES_BEGIN, HISTORIES_RECORDED};
use log::ACTS_AUDITED;
use notices::{NOTICES_HELD, NOTICES_QUEUED};
use payouts::{ADJUSTMENTS_FOLLOW, PAYOUTS_FOLLOW};
pub use references::REFERENCES;
use references::{
    COUNTERS_AHEAD, HOLDERS_KNOWN, ITEMS_KNOWN, MONEY_KNOWN, PARTIES_KNOWN, RUNS_KNOWN, SCHEMES_KNOWN,
    SERVICES_KNOWN, STATEMENTS_NUMBERED,
};
use requests::{REQUESTS_HELD, REQUESTS_QUEUED, SECRETS_HELD};
use sealed::SEALED_WHOLE;
use settlement::{
    DUE_OR_SETTLED, ENTRIES_BALANCE, ITEMS_CLAIMED, LINES_HAVE_ITEMS, LINES_SUM_TO_POOL, POSTED_RUNS,
    POSTINGS_FOLLOW, QUEUE_FOLLOWS, REFUNDED_SUMS, REFUNDS_WITHIN_PURCHASE, RUN_TOTALS, SETTLED_VERSIONS,
};

/// A pass: what it proves, and the statement that lists the rows that break it.
#[derive(Debug)]
pub struct Pass {
    /// Its name, for `--pass`.
    pub name: &'static str,
    /// Which of [`RULES`] it proves, by number; none where it proves that what stands in two places is the same, or that a
    /// reference leads somewhere.
    pub rule: Option<u8>,
    /// What it proves.
    pub proves: &'static str,
    scope: Scope,
    statement: &'static str,
}

/// What a pass goes through, and what its statement is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Everything, always.
    Whole,
    /// Runs from a number on, which is its second parameter.
    Runs,
    /// Items from a number on, which is its second parameter.
    Items,
}

/// From where on runs and items are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The first run.
    pub run: i64,
    /// The first item that it or a later run may hold, or that came after them.
    pub item: i64,
}

impl Pass {
    /// Whether it can leave out what was before a run.
    #[must_use]
    pub const fn has_since(&self) -> bool {
        !matches!(self.scope, Scope::Whole)
    }
}

/// What is always true, by number. Rule 9 is of two databases, and no pass over one can prove it: tests do.
pub const RULES: [(u8, &str); 11] = [
    (
        1,
        "the lines of a purchase and its refunds are the plan's division of what is left of it, to the last minor unit",
    ),
    (
        2,
        "every entry sums to zero, a balance is the sum of its postings, and the totals of a run are those of its lines",
    ),
    (3, "a purchase is settled once"),
    (4, "posted lines, postings, card events and audit entries are never changed or taken away"),
    (
        5,
        "settlement uses plan, agents, attribution, tier and rate as of the purchase, as they were known then",
    ),
    (6, "a card is active for one holder, a parameter is of one holder, and an activated holder stays one"),
    (7, "the agent tree has no cycle on any day, and a history gives one value for each day and moment"),
    (8, "cohorts are what schemes and facts say, and ranks are a total order"),
    (9, "the same commands give the same exported bytes on SQLite and PostgreSQL"),
    (10, "no direct identifier is readable, and only facets that schemes name are"),
    (11, "the audit chain is unbroken, and every change and refusal is in it"),
];

/// All passes, in the order in which they are run.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "lines-sum-to-pool",
        rule: Some(1),
        proves: "the lines of every settled item sum to its pool",
        scope: Scope::Items,
        statement: LINES_SUM_TO_POOL,
    },
    Pass {
        name: "lines-have-items",
        rule: Some(1),
        proves: "every line of a run that counts belongs to an item that the run settled",
        scope: Scope::Runs,
        statement: LINES_HAVE_ITEMS,
    },
    Pass {
        name: "refunds-within-purchase",
        rule: Some(1),
        proves: "no purchase has a pool below zero after its settled refunds",
        scope: Scope::Items,
        statement: REFUNDS_WITHIN_PURCHASE,
    },
    Pass {
        name: "settled-versions",
        rule: Some(5),
        proves: "every item was settled under the version that ruled its purchase's day",
        scope: Scope::Items,
        statement: SETTLED_VERSIONS,
    },
    Pass {
        name: "run-totals",
        rule: Some(2),
        proves: "the totals of a run equal the sum of its lines",
        scope: Scope::Runs,
        statement: RUN_TOTALS,
    },
    Pass {
        name: "entries-balance",
        rule: Some(2),
        proves: "every journal entry sums to zero",
        scope: Scope::Runs,
        statement: ENTRIES_BALANCE,
    },
    Pass {
        name: "postings-follow",
        rule: Some(2),
        proves: "what a run posted to each party is the sum of the lines, or of the pools that a provider owes",
        scope: Scope::Runs,
        statement: POSTINGS_FOLLOW,
    },
    Pass {
        name: "posted-runs",
        rule: Some(2),
        proves: "every posted run has its journal entry, and no other run has one",
        scope: Scope::Runs,
        statement: POSTED_RUNS,
    },
    Pass {
        name: "due-or-settled",
        rule: Some(3),
        proves: "every item is either due or settled",
        scope: Scope::Items,
        statement: DUE_OR_SETTLED,
    },
    Pass {
        name: "runs-known",
        rule: None,
        proves: "every settled item, total and entry of a run has that run, and no settled item a discarded one",
        scope: Scope::Runs,
        statement: RUNS_KNOWN,
    },
    Pass {
        name: "items-known",
        rule: None,
        proves: "every item has its holder, its agents and its purchase, and waits for that one exactly when it knows none",
        scope: Scope::Items,
        statement: ITEMS_KNOWN,
    },
    Pass {
        name: "queue-follows",
        rule: Some(3),
        proves: "what the queue says of an item is what the item says",
        scope: Scope::Items,
        statement: QUEUE_FOLLOWS,
    },
    Pass {
        name: "items-claimed",
        rule: Some(3),
        proves: "every item is claimed under its external id, and every claim has its item",
        scope: Scope::Items,
        statement: ITEMS_CLAIMED,
    },
    Pass {
        name: "refunded-sums",
        rule: Some(1),
        proves: "what a claim says was refunded is the sum of the refunds that are not held, and no more than its purchase",
        scope: Scope::Items,
        statement: REFUNDED_SUMS,
    },
    Pass {
        name: "cards-and-holders",
        rule: Some(6),
        proves: "a holder's card names that holder, and the other way round",
        scope: Scope::Whole,
        statement: CARDS_AND_HOLDERS,
    },
    Pass {
        name: "one-live-card",
        rule: Some(6),
        proves: "a holder has one live card and names it, active exactly when the holder is",
        scope: Scope::Whole,
        statement: ONE_LIVE_CARD,
    },
    Pass {
        name: "card-states",
        rule: Some(6),
        proves: "a card's state is the one its last event led to",
        scope: Scope::Whole,
        statement: CARD_STATES,
    },
    Pass {
        name: "card-events",
        rule: Some(6),
        proves: "every event of a card begins in the state in which the one before ended",
        scope: Scope::Whole,
        statement: EVENTS_FOLLOW,
    },
    Pass {
        name: "card-moves",
        rule: Some(6),
        proves: "every event of a card is a legal move",
        scope: Scope::Whole,
        statement: CARD_MOVES_LEGAL,
    },
    Pass {
        name: "holders-stay",
        rule: Some(6),
        proves: "whose card was active once is an active holder, and when that began is known",
        scope: Scope::Whole,
        statement: HOLDERS_STAY,
    },
    Pass {
        name: "card-blocks",
        rule: Some(5),
        proves: "what purchases are judged by is what happened to the cards",
        scope: Scope::Whole,
        statement: BLOCKS_FOLLOW_EVENTS,
    },
    Pass {
        name: "restricted-sealed",
        rule: Some(10),
        proves: "a restricted holder has no facet in clear, no place in a cohort, no secret, and nothing that waits",
        scope: Scope::Whole,
        statement: RESTRICTED_SEALED,
    },
    Pass {
        name: "batch-cards",
        rule: None,
        proves: "every batch has its cards, one for each serial",
        scope: Scope::Whole,
        statement: BATCH_CARDS,
    },
    Pass {
        name: "batch-states",
        rule: None,
        proves: "a batch's state is the one its last event led to",
        scope: Scope::Whole,
        statement: BATCH_STATES,
    },
    Pass {
        name: "cards-released",
        rule: None,
        proves: "a card in stock is released and allocated as its serial is",
        scope: Scope::Whole,
        statement: CARDS_RELEASED,
    },
    Pass {
        name: "refs-claimed",
        rule: None,
        proves: "every holder is claimed under its ref, and every claim has its holder",
        scope: Scope::Whole,
        statement: REFS_CLAIMED,
    },
    Pass {
        name: "parameters-claimed",
        rule: Some(6),
        proves: "every claim of a parameter has its parameter and holder",
        scope: Scope::Whole,
        statement: PARAMETERS_CLAIMED,
    },
    Pass {
        name: "parameters-unclaimed",
        rule: Some(6),
        proves: "every strong parameter that counts is claimed for its holder",
        scope: Scope::Whole,
        statement: PARAMETERS_UNCLAIMED,
    },
    Pass {
        name: "holders-identified",
        rule: Some(6),
        proves: "every holder has a strong parameter that counts",
        scope: Scope::Whole,
        statement: HOLDERS_IDENTIFIED,
    },
    Pass {
        name: "parameters-known",
        rule: None,
        proves: "every verification has its parameter, and every parameter of a code its description",
        scope: Scope::Whole,
        statement: PARAMETERS_KNOWN,
    },
    Pass {
        name: "payments-claimed",
        rule: Some(3),
        proves: "every payment is claimed under its receipt, and every claim has its payment",
        scope: Scope::Whole,
        statement: PAYMENTS_CLAIMED,
    },
    Pass {
        name: "listings-follow",
        rule: None,
        proves: "every listing has its holder, and what went to somebody has its purchase and its counterpart",
        scope: Scope::Whole,
        statement: LISTINGS_FOLLOW,
    },
    Pass {
        name: "listings-end",
        rule: None,
        proves: "a listing's state is the one its last event led to, and its events follow one another",
        scope: Scope::Whole,
        statement: LISTINGS_END,
    },
    Pass {
        name: "payouts-follow",
        rule: Some(2),
        proves: "the entries of payouts are what their rows say, and what is under way is what nobody has confirmed",
        scope: Scope::Whole,
        statement: PAYOUTS_FOLLOW,
    },
    Pass {
        name: "adjustments-follow",
        rule: Some(2),
        proves: "every adjustment that was approved has its entry, and no other has one",
        scope: Scope::Whole,
        statement: ADJUSTMENTS_FOLLOW,
    },
    Pass {
        name: "names-indexed",
        rule: None,
        proves: "every holder is found by name under the current key, and every tag has its holder",
        scope: Scope::Whole,
        statement: NAMES_INDEXED,
    },
    Pass {
        name: "claims-live",
        rule: Some(10),
        proves: "every claim and every tag is of a key in use, or about to be removed by a rotation",
        scope: Scope::Whole,
        statement: CLAIMS_LIVE,
    },
    Pass {
        name: "sealed-live",
        rule: Some(10),
        proves: "every sealed value is sealed under a key in use",
        scope: Scope::Whole,
        statement: SEALED_LIVE,
    },
    Pass {
        name: "sealed-whole",
        rule: Some(10),
        proves: "every sealed value is as long as an envelope at least",
        scope: Scope::Whole,
        statement: SEALED_WHOLE,
    },
    Pass {
        name: "activation-keys",
        rule: Some(10),
        proves: "every activation code is hashed under a key in use or retained",
        scope: Scope::Whole,
        statement: ACTIVATION_KEYS,
    },
    Pass {
        name: "histories-begin",
        rule: Some(7),
        proves: "every active holder has an attribution, every agent a place, and every provider a rate, from the first day on",
        scope: Scope::Whole,
        statement: HISTORIES_BEGIN,
    },
    Pass {
        name: "histories-recorded",
        rule: Some(7),
        proves: "no history was recorded later than the last act in the log",
        scope: Scope::Whole,
        statement: HISTORIES_RECORDED,
    },
    Pass {
        name: "fees-sum",
        rule: Some(2),
        proves: "a holder's fees are the sum of their payments without what was paid back",
        scope: Scope::Whole,
        statement: FEES_SUM,
    },
    Pass {
        name: "fees-follow",
        rule: Some(2),
        proves: "the account of fees has what holders paid without what was paid back",
        scope: Scope::Whole,
        statement: FEES_FOLLOW,
    },
    Pass {
        name: "bills-follow",
        rule: Some(2),
        proves: "every matched row of a bill has its payment or refund of that amount, and what firms kept is posted",
        scope: Scope::Whole,
        statement: BILLS_FOLLOW,
    },
    Pass {
        name: "entered-by",
        rule: Some(11),
        proves: "whoever an entry names as its operator wrote it, where the database knows its users",
        scope: Scope::Whole,
        statement: ENTERED_BY_OPERATOR,
    },
    Pass {
        name: "members-placed",
        rule: Some(8),
        proves: "every member row follows from the holder's placement",
        scope: Scope::Whole,
        statement: MEMBERS_PLACED,
    },
    Pass {
        name: "placements-members",
        rule: Some(8),
        proves: "every placed holder is a member of the leaf cohort and of every one above it",
        scope: Scope::Whole,
        statement: PLACEMENTS_MEMBERS,
    },
    Pass {
        name: "cohort-tree",
        rule: Some(8),
        proves: "every cohort lies one level below the one above it, in the same tree",
        scope: Scope::Whole,
        statement: COHORT_TREE,
    },
    Pass {
        name: "cohort-counts",
        rule: Some(8),
        proves: "a cohort has as many members as it counts, and its founder among them",
        scope: Scope::Whole,
        statement: COHORT_COUNTS,
    },
    Pass {
        name: "cohort-blocks",
        rule: Some(8),
        proves: "every block of a large cohort counts the members from its place up to the next one's",
        scope: Scope::Whole,
        statement: COHORT_BLOCKS,
    },
    Pass {
        name: "cohort-founders",
        rule: Some(8),
        proves: "the founder of a cohort is the one who registered first, where the scheme asks for one",
        scope: Scope::Whole,
        statement: COHORT_FOUNDERS,
    },
    Pass {
        name: "placements-past",
        rule: Some(8),
        proves: "a holder had one place in a scheme at every moment, and the places before end where the next begins",
        scope: Scope::Whole,
        statement: PLACEMENTS_PAST,
    },
    Pass {
        name: "visits-counted",
        rule: Some(8),
        proves: "a holder's visits are as many as counted, and every claim of a visit has its visit",
        scope: Scope::Whole,
        statement: VISITS_COUNTED,
    },
    Pass {
        name: "schemes-in-force",
        rule: Some(8),
        proves: "the version of a scheme that is in force is there, and came in force after the ones before",
        scope: Scope::Whole,
        statement: SCHEMES_IN_FORCE,
    },
    Pass {
        name: "secrets-held",
        rule: None,
        proves: "every secret that signs requests is a holder's",
        scope: Scope::Whole,
        statement: SECRETS_HELD,
    },
    Pass {
        name: "requests-held",
        rule: None,
        proves: "every request is a holder's or nobody's, and every claim and attempt has its request",
        scope: Scope::Whole,
        statement: REQUESTS_HELD,
    },
    Pass {
        name: "requests-queued",
        rule: None,
        proves: "every request that waits stands in the queue of a service once, and no other one does",
        scope: Scope::Whole,
        statement: REQUESTS_QUEUED,
    },
    Pass {
        name: "notices-held",
        rule: None,
        proves: "every notice is a holder's or the platform's, and every mark and attempt has its notice and holder",
        scope: Scope::Whole,
        statement: NOTICES_HELD,
    },
    Pass {
        name: "notices-queued",
        rule: None,
        proves: "what of a notice waits goes by its service to others than its sender, to each once",
        scope: Scope::Whole,
        statement: NOTICES_QUEUED,
    },
    Pass {
        name: "holders-known",
        rule: None,
        proves: "whatever is a holder's has that holder, and every event its card",
        scope: Scope::Whole,
        statement: HOLDERS_KNOWN,
    },
    Pass {
        name: "parties-known",
        rule: None,
        proves: "every posting, adjustment, payout and statement is of a party of that kind, and every identity and account of one",
        scope: Scope::Whole,
        statement: PARTIES_KNOWN,
    },
    Pass {
        name: "schemes-known",
        rule: None,
        proves: "every place, version, policy and regrouping has its scheme, and every block its cohort",
        scope: Scope::Whole,
        statement: SCHEMES_KNOWN,
    },
    Pass {
        name: "money-known",
        rule: None,
        proves: "every file and rule of a payout has that payout, every row of a bill its file, and every refund its payment",
        scope: Scope::Whole,
        statement: MONEY_KNOWN,
    },
    Pass {
        name: "services-known",
        rule: None,
        proves: "every turn, request, place in the queue and attempt has its service, provider and scheme",
        scope: Scope::Whole,
        statement: SERVICES_KNOWN,
    },
    Pass {
        name: "counters-ahead",
        rule: Some(3),
        proves: "every counter is above the ids that were given out",
        scope: Scope::Whole,
        statement: COUNTERS_AHEAD,
    },
    Pass {
        name: "statements-numbered",
        rule: None,
        proves: "the statements of a year are numbered from 1 without gaps",
        scope: Scope::Whole,
        statement: STATEMENTS_NUMBERED,
    },
    Pass {
        name: "acts-audited",
        rule: Some(11),
        proves: "every run, posting, payout, month, adjustment, batch and plan is in the log by each of its acts",
        scope: Scope::Whole,
        statement: ACTS_AUDITED,
    },
];

const BATCH_CARDS: &str = "
    SELECT 'batch ' || CAST(b.batch_id AS TEXT)
    FROM batch AS b
    LEFT JOIN (
        SELECT batch_id, COUNT(*) AS cards, COUNT(DISTINCT serial) AS serials, MIN(serial) AS first,
               MAX(serial) AS last
        FROM card
        GROUP BY batch_id) AS c ON c.batch_id = b.batch_id
    WHERE COALESCE(c.cards, 0) <> b.cards
       OR c.serials <> b.cards
       OR c.first <> 1
       OR c.last <> b.cards
    ORDER BY b.batch_id
    LIMIT $1";

/// Batches of the first version have no events.
const BATCH_STATES: &str = "
    SELECT 'batch ' || CAST(b.batch_id AS TEXT)
    FROM batch AS b
    JOIN batch_event AS e
        ON e.batch_id = b.batch_id
        AND e.seq = (SELECT MAX(l.seq) FROM batch_event AS l WHERE l.batch_id = b.batch_id)
    WHERE e.to_state <> b.state
    ORDER BY b.batch_id
    LIMIT $1";

/// A serial that is not released is allocated as its batch is. A card is compared with the last release that begins at
/// or before it: all of them would be gone through for a range.
const CARDS_RELEASED: &str = "
    SELECT 'batch ' || CAST(c.batch_id AS TEXT) || ' serial ' || CAST(c.serial AS TEXT)
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    LEFT JOIN batch_release AS r
        ON r.batch_id = c.batch_id
        AND r.first_serial = (
            SELECT MAX(n.first_serial)
            FROM batch_release AS n
            WHERE n.batch_id = c.batch_id
              AND n.first_serial <= c.serial)
        AND r.last_serial >= c.serial
    WHERE c.state = 'stocked'
      AND (c.released <> CASE WHEN r.batch_id IS NULL THEN 0 ELSE 1 END
           OR COALESCE(c.agent_id, 0) <> COALESCE(CASE WHEN r.batch_id IS NULL THEN b.agent_id ELSE r.agent_id END, 0)
           OR COALESCE(c.staff_id, 0) <> COALESCE(CASE WHEN r.batch_id IS NULL THEN b.staff_id ELSE r.staff_id END, 0))
    ORDER BY c.batch_id, c.serial
    LIMIT $1";

const REFS_CLAIMED: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN ref_claim AS c ON c.ref = h.ref
    WHERE c.holder_id IS NULL
       OR c.holder_id <> h.holder_id
    UNION ALL
    SELECT 'claim ' || c.ref
    FROM ref_claim AS c
    LEFT JOIN holder AS h ON h.holder_id = c.holder_id
    WHERE h.holder_id IS NULL
    LIMIT $1";

const PARAMETERS_CLAIMED: &str = "
    SELECT 'claim of holder ' || CAST(c.holder_id AS TEXT)
    FROM parameter_claim AS c
    LEFT JOIN holder_parameter AS p
        ON p.holder_id = c.holder_id AND p.n = c.n AND p.namespace = c.namespace AND p.retired_at IS NULL
    LEFT JOIN holder AS h ON h.holder_id = c.holder_id
    WHERE p.holder_id IS NULL
       OR h.holder_id IS NULL
    LIMIT $1";

/// Different numbers have different tags, so that there are as many claims as tags; while keys are rotated, tags and
/// claims are of two versions, and one claim at least is there.
const PARAMETERS_UNCLAIMED: &str = "
    SELECT 'holder ' || CAST(p.holder_id AS TEXT) || ' namespace ' || p.namespace
    FROM (
        SELECT holder_id, namespace, COUNT(DISTINCT tag) AS numbers
        FROM holder_parameter
        WHERE retired_at IS NULL
          AND (kind IN ('citizen-id', 'driving-licence', 'social-security', 'passport', 'mobile', 'device')
               OR (kind >= 'code.' AND kind < 'code/'))
        GROUP BY holder_id, namespace) AS p
    LEFT JOIN (
        SELECT holder_id, namespace, COUNT(*) AS claims
        FROM parameter_claim
        GROUP BY holder_id, namespace) AS c ON c.holder_id = p.holder_id AND c.namespace = p.namespace
    WHERE COALESCE(c.claims, 0) < CASE WHEN EXISTS (SELECT 1 FROM key_rotation) THEN 1 ELSE p.numbers END
    ORDER BY p.holder_id, p.namespace
    LIMIT $1";

const HOLDERS_IDENTIFIED: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN (
        SELECT DISTINCT holder_id
        FROM holder_parameter
        WHERE retired_at IS NULL
          AND (kind IN ('citizen-id', 'driving-licence', 'social-security', 'passport', 'mobile', 'device')
               OR (kind >= 'code.' AND kind < 'code/'))) AS p ON p.holder_id = h.holder_id
    WHERE p.holder_id IS NULL
    ORDER BY h.ref
    LIMIT $1";

const PARAMETERS_KNOWN: &str = "
    SELECT 'verification of holder ' || CAST(v.holder_id AS TEXT)
    FROM parameter_verification AS v
    LEFT JOIN holder_parameter AS p ON p.holder_id = v.holder_id AND p.n = v.n
    WHERE p.holder_id IS NULL
    UNION ALL
    SELECT 'holder ' || CAST(p.holder_id AS TEXT) || ' parameter ' || CAST(p.n AS TEXT)
    FROM holder_parameter AS p
    LEFT JOIN site_code AS s ON 'code.' || s.name = p.kind
    WHERE p.kind >= 'code.'
      AND p.kind < 'code/'
      AND s.name IS NULL
    LIMIT $1";

const PAYMENTS_CLAIMED: &str = "
    SELECT 'payment ' || CAST(p.payment_id AS TEXT)
    FROM payment AS p
    LEFT JOIN payment_claim AS c ON c.source_id = p.source_id AND c.external_id = p.external_id
    WHERE c.payment_id IS NULL
       OR c.payment_id <> p.payment_id
       OR c.holder_id <> p.holder_id
    UNION ALL
    SELECT 'receipt ' || c.external_id
    FROM payment_claim AS c
    LEFT JOIN payment AS p ON p.payment_id = c.payment_id AND p.holder_id = c.holder_id
    WHERE p.payment_id IS NULL
    LIMIT $1";

// A join, for which SQLite makes an index: `name_index` has none by holder.
const NAMES_INDEXED: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN (
        SELECT t.holder_id
        FROM name_index AS t
        JOIN key_version AS v ON v.version = t.key_version AND v.state = 'current') AS i
        ON i.holder_id = h.holder_id
    WHERE i.holder_id IS NULL
      AND NOT EXISTS (
          SELECT 1
          FROM key_rotation)
    UNION ALL
    SELECT 'tag of holder ' || CAST(i.holder_id AS TEXT)
    FROM name_index AS i
    LEFT JOIN holder AS h ON h.holder_id = i.holder_id
    WHERE h.holder_id IS NULL
    LIMIT $1";

const CLAIMS_LIVE: &str = "
    SELECT 'claim of holder ' || CAST(c.holder_id AS TEXT) || ' under key version ' || CAST(c.key_version AS TEXT)
    FROM parameter_claim AS c
    LEFT JOIN key_version AS v ON v.version = c.key_version
    WHERE v.version IS NULL
       OR (v.state = 'retired' AND NOT EXISTS (SELECT 1 FROM key_rotation))
    UNION ALL
    SELECT 'tag of holder ' || CAST(i.holder_id AS TEXT) || ' under key version ' || CAST(i.key_version AS TEXT)
    FROM name_index AS i
    LEFT JOIN key_version AS v ON v.version = i.key_version
    WHERE v.version IS NULL
       OR (v.state = 'retired' AND NOT EXISTS (SELECT 1 FROM key_rotation))
    LIMIT $1";

const SEALED_LIVE: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    WHERE substr(h.name, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(h.name_mask, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'parameter ' || CAST(p.n AS TEXT) || ' of holder ' || CAST(p.holder_id AS TEXT)
    FROM holder_parameter AS p
    WHERE substr(p.value, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(p.mask, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(p.told, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'staff member ' || s.code
    FROM staff AS s
    WHERE substr(s.name, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'agent ' || a.code
    FROM agent AS a
    WHERE substr(a.name, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'identity of party ' || CAST(i.party_id AS TEXT)
    FROM party_identity AS i
    WHERE substr(i.name, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(i.name_mask, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(i.number, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(i.number_mask, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'account ' || CAST(b.n AS TEXT) || ' of party ' || CAST(b.party_id AS TEXT)
    FROM party_account AS b
    WHERE substr(b.account, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(b.account_mask, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(b.name, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'secret of holder ' || CAST(k.holder_id AS TEXT)
    FROM holder_secret AS k
    WHERE substr(k.secret, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'secret of provider ' || CAST(o.provider_id AS TEXT) || ' for service ' || CAST(o.service_id AS TEXT)
    FROM service_offer AS o
    WHERE substr(o.secret, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'request ' || CAST(q.request_id AS TEXT)
    FROM request AS q
    WHERE substr(q.payload, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'notice ' || CAST(n.notice_id AS TEXT)
    FROM notice AS n
    WHERE substr(n.title, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
       OR substr(n.body, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    UNION ALL
    SELECT 'retained key of version ' || CAST(r.version AS TEXT)
    FROM retained_key AS r
    WHERE substr(r.key, 1, 3) NOT IN (SELECT head FROM key_version WHERE state <> 'retired')
    LIMIT $1";

const ACTIVATION_KEYS: &str = "
    SELECT 'card under key version ' || CAST(c.activation_key AS TEXT)
    FROM (SELECT DISTINCT activation_key FROM card) AS c
    LEFT JOIN key_version AS v ON v.version = c.activation_key
    LEFT JOIN retained_key AS r ON r.version = c.activation_key
    WHERE v.version IS NULL
       OR (v.state = 'retired' AND r.version IS NULL)
    ORDER BY c.activation_key
    LIMIT $1";

/// Whole tables are gone through, some of them in the order of another one: in more memory than small queries have, and no
/// more of it than this.
const CHECK_SQLITE: &str = "PRAGMA temp_store = FILE; PRAGMA cache_size = -65536";

/// Lets the statements of the passes go through large tables.
pub async fn begin(tx: &mut Tx) -> Result<()> {
    if let Tx::Sqlite(transaction) = tx {
        sqlx::raw_sql(CHECK_SQLITE).execute(&mut **transaction).await?;
        return Ok(());
    }
    sort_large(tx).await
}

/// The rows that break a pass, at most `limit`.
pub async fn run(tx: &mut Tx, pass: &Pass, since: Since, limit: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = match pass.scope {
        Scope::Whole => fetch_all!(tx, (String,), pass.statement, limit)?,
        Scope::Runs => fetch_all!(tx, (String,), pass.statement, limit, since.run)?,
        Scope::Items => fetch_all!(tx, (String,), pass.statement, limit, since.item)?,
    };
    Ok(rows.into_iter().map(|(row,)| row).collect())
}

/// Texts in clear that somebody typed or that came from outside, with the place where each stands.
const TYPED: &str = "
    SELECT 'audit entry ' || CAST(seq AS TEXT), subject || ' ' || detail || ' ' || COALESCE(reason, '') || ' '
           || COALESCE(claimed, '')
    FROM audit
    UNION ALL
    SELECT 'card ' || CAST(card_no AS TEXT) || ' event ' || CAST(seq AS TEXT), reason
    FROM card_event
    WHERE reason IS NOT NULL
    UNION ALL
    SELECT 'batch ' || CAST(batch_id AS TEXT) || ' event ' || CAST(seq AS TEXT), reason
    FROM batch_event
    WHERE reason IS NOT NULL
    UNION ALL
    SELECT 'period event ' || CAST(month AS TEXT) || '/' || CAST(n AS TEXT), reason
    FROM period_event
    WHERE reason IS NOT NULL
    UNION ALL
    SELECT 'adjustment ' || CAST(adjustment_id AS TEXT), reason
    FROM adjustment
    UNION ALL
    SELECT 'rule ' || rule || ' of plan version ' || CAST(version_id AS TEXT), reason
    FROM plan_rule
    UNION ALL
    SELECT 'rule ' || rule || ' of payout ' || CAST(payout_id AS TEXT), reason
    FROM payout_rule
    UNION ALL
    SELECT 'policy of cohort ' || path, reason
    FROM cohort_policy
    UNION ALL
    SELECT 'listing ' || CAST(listing_id AS TEXT), title || ' ' || COALESCE(wish, '')
    FROM listing
    UNION ALL
    SELECT 'row ' || external_id || ' of a bill', COALESCE(memo, '') || ' ' || COALESCE(reference, '')
    FROM bill_row
    UNION ALL
    SELECT 'holder ' || CAST(holder_id AS TEXT), ref || ' ' || COALESCE(consent, '') || ' ' || COALESCE(guardian_consent, '')
    FROM holder";

/// Visits the texts in clear that somebody typed or that came from outside: the place, and the text.
pub async fn for_each_typed<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    mut visit: impl FnMut((String, String)) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, (String, String), visit, TYPED)
}

/// Whether the database itself finds its file in order; PostgreSQL's own checks are the server's business.
pub async fn integrity(tx: &mut Tx) -> Result<Vec<String>> {
    const INTEGRITY: &str = "PRAGMA integrity_check(20)";
    const REFERENCES: &str = "PRAGMA foreign_key_check";
    let Tx::Sqlite(transaction) = tx else { return Ok(Vec::new()) };
    let rows: Vec<(String,)> =
        sqlx::query_as(INTEGRITY).fetch_all(&mut **transaction).await.map_err(StoreError::from)?;
    let mut found: Vec<String> = rows.into_iter().map(|(row,)| row).filter(|row| row != "ok").collect();
    // Other programs leave it to themselves whether references are kept.
    let references: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as(REFERENCES).fetch_all(&mut **transaction).await.map_err(StoreError::from)?;
    found.extend(references.into_iter().take(20).map(|(table, row, of, _)| {
        let row = row.map_or_else(String::new, |row| format!(" {row}"));
        format!("row{row} of `{table}` refers to none of `{of}`")
    }));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::card::CARD_MOVES;
    use crate::domain::parameter::Kind;
    use crate::store::Counter;

    #[test]
    fn the_moves_of_cards_are_those_of_the_domain() {
        let (_, moves) = CARD_MOVES_LEGAL.split_once("NOT IN (").expect("a list");
        let (moves, _) = moves.split_once(')').expect("that ends");
        let moves: Vec<&str> = moves.split(',').map(|text| text.trim().trim_matches('\'')).collect();
        let legal: Vec<String> =
            CARD_MOVES.iter().map(|legal| format!("{}>{}", legal.from.as_str(), legal.to.as_str())).collect();
        assert_eq!(moves, legal);
    }

    #[test]
    fn every_counter_is_looked_at() {
        for counter in Counter::ALL {
            assert!(COUNTERS_AHEAD.contains(&format!("'{}'", counter.name())), "{counter:?}");
        }
    }

    #[test]
    fn a_pass_has_a_rule_that_there_is_and_a_name_of_its_own() {
        let numbers: Vec<u8> = RULES.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, (1..=11).collect::<Vec<_>>());
        for (n, pass) in PASSES.iter().enumerate() {
            assert!(pass.rule.is_none_or(|rule| numbers.contains(&rule)), "{}", pass.name);
            assert!(PASSES[..n].iter().all(|other| other.name != pass.name), "{} twice", pass.name);
        }
    }

    #[test]
    fn the_passes_take_the_same_kinds_for_strong() {
        for statement in [PARAMETERS_UNCLAIMED, HOLDERS_IDENTIFIED] {
            for kind in Kind::BUILT_IN {
                assert_eq!(statement.contains(&format!("'{kind}'")), kind.is_strong(), "{kind}");
            }
        }
    }
}
