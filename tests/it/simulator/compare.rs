//! The platform as it stands in the database, as the same lines that the model tells.

use std::collections::BTreeMap;

use super::clock::Day;
use super::model::lines::steps;
use crate::harness::sql::{self, Reader};

/// Everything is read by one statement, so that it is of one moment. A line that begins with `~` is a row of a history:
/// `~kind name|since|recorded|value`.
const LINES: &[&str] = &[
    "SELECT 'batch ' || CAST(b.batch_id AS TEXT) || ' ' || c.code || ' ' || b.state
     FROM batch AS b
     JOIN center AS c ON c.center_id = b.center_id",
    "SELECT 'card ' || CAST(c.batch_id AS TEXT) || '/' || CAST(c.serial AS TEXT) || ' ' || c.state || ' '
            || CAST(c.released AS TEXT) || ' ' || COALESCE(a.code, '-') || ' ' || COALESCE(s.code, '-') || ' '
            || COALESCE(h.ref, '-') || ' ' || CAST(c.failed_tries AS TEXT)
     FROM card AS c
     LEFT JOIN agent AS a ON a.agent_id = c.agent_id
     LEFT JOIN staff AS s ON s.staff_id = c.staff_id
     LEFT JOIN holder AS h ON h.holder_id = c.holder_id",
    "SELECT 'holder ' || h.ref || ' ' || h.state || ' ' || CAST(c.batch_id AS TEXT) || '/' || CAST(c.serial AS TEXT)
            || ' from ' || COALESCE(CAST(h.active_from AS TEXT), '-') || ' wants ' || COALESCE(t.code, '-')
            || ' visits ' || CAST(h.visits AS TEXT) || ' fees ' || CAST(h.fees AS TEXT)
            || CASE WHEN h.restricted_at IS NULL THEN '' ELSE ' restricted' END
     FROM holder AS h
     JOIN card AS c ON c.card_no = h.card_no
     LEFT JOIN tier AS t ON t.tier_id = h.wanted_tier_id",
    "SELECT 'parameter ' || h.ref || ' ' || CAST(p.n AS TEXT) || ' ' || p.kind || ' seen '
            || (SELECT CAST(COUNT(*) AS TEXT) FROM parameter_verification AS v
                WHERE v.holder_id = p.holder_id AND v.n = p.n)
            || CASE WHEN p.retired_at IS NULL THEN '' ELSE ' retired' END
     FROM holder_parameter AS p
     JOIN holder AS h ON h.holder_id = p.holder_id",
    "SELECT '~served ' || h.ref || '|' || CAST(a.since AS TEXT) || '|' || CAST(a.recorded AS TEXT) || '|' || c.code
            || ' ' || COALESCE(s.code, '-') || ' ' || COALESCE(g.code, '-')
     FROM attribution AS a
     JOIN holder AS h ON h.holder_id = a.holder_id
     JOIN center AS c ON c.center_id = a.center_id
     LEFT JOIN staff AS s ON s.staff_id = a.staff_id
     LEFT JOIN agent AS g ON g.agent_id = a.agent_id",
    "SELECT '~tier ' || h.ref || '|' || CAST(t.since AS TEXT) || '|' || CAST(t.recorded AS TEXT) || '|' || r.code
     FROM holder_tier AS t
     JOIN holder AS h ON h.holder_id = t.holder_id
     JOIN tier AS r ON r.tier_id = t.tier_id",
    "SELECT '~parent ' || a.code || '|' || CAST(p.since AS TEXT) || '|' || CAST(p.recorded AS TEXT) || '|'
            || COALESCE(b.code, '-')
     FROM agent_parent AS p
     JOIN agent AS a ON a.agent_id = p.agent_id
     LEFT JOIN agent AS b ON b.agent_id = p.parent_id",
    "SELECT '~suspended ' || a.code || '|' || CAST(s.since AS TEXT) || '|' || CAST(s.recorded AS TEXT) || '|'
            || CAST(s.suspended AS TEXT)
     FROM agent_status AS s
     JOIN agent AS a ON a.agent_id = s.agent_id",
    "SELECT '~rate ' || p.code || '|' || CAST(r.since AS TEXT) || '|' || CAST(r.recorded AS TEXT) || '|'
            || CAST(r.rate_ppm AS TEXT)
     FROM provider_rate AS r
     JOIN provider AS p ON p.provider_id = r.provider_id",
    "SELECT 'item ' || s.name || ' ' || p.external_id || ' ' || h.ref || ' ' || v.code || ' '
            || CAST(p.amount AS TEXT) || ' ' || CAST(p.day AS TEXT) || ' ' || COALESCE(p.refund_of, '-')
            || CASE WHEN p.held IS NULL THEN '' ELSE ' held' END
     FROM purchase AS p
     JOIN source AS s ON s.source_id = p.source_id
     JOIN holder AS h ON h.holder_id = p.holder_id
     JOIN provider AS v ON v.provider_id = p.provider_id",
    "SELECT 'stamp ' || s.name || ' ' || p.external_id || ' ' || CAST(p.rate_ppm AS TEXT) || ' ' || c.code || ' '
            || COALESCE(f.code, '-') || ' ' || t.code
     FROM purchase AS p
     JOIN source AS s ON s.source_id = p.source_id
     JOIN center AS c ON c.center_id = p.center_id
     JOIN tier AS t ON t.tier_id = p.tier_id
     LEFT JOIN staff AS f ON f.staff_id = p.staff_id
     WHERE p.refund_of IS NULL",
    "SELECT 'chain ' || s.name || ' ' || p.external_id || ' ' || CAST(c.level AS TEXT) || ' ' || a.code || ' '
            || CAST(c.suspended AS TEXT)
     FROM purchase AS p
     JOIN source AS s ON s.source_id = p.source_id
     JOIN chain AS c ON c.chain_id = p.chain_id
     JOIN agent AS a ON a.agent_id = c.agent_id
     WHERE p.refund_of IS NULL",
    "SELECT 'due ' || s.name || ' ' || p.external_id || ' ' || CAST(d.state AS TEXT)
     FROM due AS d
     JOIN purchase AS p ON p.purchase_id = d.purchase_id
     JOIN source AS s ON s.source_id = p.source_id",
    "SELECT 'settled ' || s.name || ' ' || p.external_id || ' ' || CAST(d.run_id AS TEXT) || ' '
            || CAST(d.pool AS TEXT) || ' ' || CAST(d.late AS TEXT)
     FROM settled AS d
     JOIN purchase AS p ON p.purchase_id = d.purchase_id
     JOIN source AS s ON s.source_id = p.source_id",
    "SELECT 'run ' || CAST(run_id AS TEXT) || ' ' || state || ' ' || CAST(through AS TEXT) || ' '
            || COALESCE(CAST(purchases AS TEXT), '-') || ' ' || COALESCE(CAST(refunds AS TEXT), '-') || ' '
            || COALESCE(CAST(lines AS TEXT), '-') || ' ' || COALESCE(CAST(pool AS TEXT), '-')
     FROM run",
    "SELECT 'line ' || CAST(l.run_id AS TEXT) || ' ' || s.name || ' ' || p.external_id || ' ' || CAST(l.slot AS TEXT)
            || ' ' || n.kind || ' ' || n.name || ' ' || CAST(l.amount AS TEXT)
     FROM line AS l
     JOIN purchase AS p ON p.purchase_id = l.purchase_id
     JOIN source AS s ON s.source_id = p.source_id
     JOIN names AS n ON n.id = l.party_id
                    AND n.kind = CASE WHEN l.slot = 0 THEN 'holder' WHEN l.slot = 65 THEN 'staff'
                                      WHEN l.slot = 66 THEN 'center' WHEN l.slot = 67 THEN 'platform' ELSE 'agent' END",
    "SELECT 'balance ' || o.kind || ' ' || n.name || ' ' || CAST(SUM(o.amount) AS TEXT)
     FROM posting AS o
     JOIN names AS n ON n.id = o.party_id AND n.kind = o.kind
     WHERE o.kind <> 'account'
     GROUP BY o.kind, n.name",
    "SELECT 'member ' || s.name || ' ' || c.path || ' '
            || CAST(ROW_NUMBER() OVER (PARTITION BY m.cohort_id ORDER BY m.key, m.holder_id) AS TEXT) || ' ' || h.ref
     FROM member AS m
     JOIN cohort AS c ON c.cohort_id = m.cohort_id
     JOIN scheme AS s ON s.scheme_id = c.scheme_id
     JOIN holder AS h ON h.holder_id = m.holder_id",
    "SELECT 'cohort ' || s.name || ' ' || c.path || ' ' || CAST(t.members AS TEXT)
     FROM cohort_state AS t
     JOIN cohort AS c ON c.cohort_id = t.cohort_id
     JOIN scheme AS s ON s.scheme_id = c.scheme_id
     WHERE t.members > 0",
    "SELECT 'payment ' || s.name || ' ' || p.external_id || ' ' || h.ref || ' ' || CAST(p.amount AS TEXT) || ' '
            || p.channel
     FROM payment AS p
     JOIN source AS s ON s.source_id = p.source_id
     JOIN holder AS h ON h.holder_id = p.holder_id",
    "SELECT 'key ' || CAST(version AS TEXT) || ' ' || state FROM key_version",
    "SELECT 'rotation' FROM key_rotation",
    "SELECT 'notice ' || CAST(notice_id AS TEXT) || ' ' || CAST(members AS TEXT) FROM notice",
    "SELECT 'requests ' || CAST(COUNT(*) AS TEXT) FROM request",
    "SELECT 'request ' || q.external_id || ' ' || r.state || ' ' || COALESCE(r.refusal, '-') || ' '
            || COALESCE(h.ref, '-') || ' ' || r.service
     FROM request_claim AS q
     JOIN request AS r ON r.request_id = q.request_id AND r.holder_id = q.holder_id
     LEFT JOIN holder AS h ON h.holder_id = r.holder_id",
    "SELECT 'secret ' || h.ref
     FROM holder_secret AS s
     JOIN holder AS h ON h.holder_id = s.holder_id",
    "SELECT 'visit ' || external_id FROM visit_claim",
    "SELECT 'month ' || CAST(e.month AS TEXT) || ' ' || e.act
     FROM period_event AS e
     WHERE e.n = (SELECT MAX(l.n) FROM period_event AS l WHERE l.month = e.month)",
    "SELECT 'account ' || n.kind || ' ' || n.name || ' ' || CAST(MAX(a.n) AS TEXT)
     FROM party_account AS a
     JOIN names AS n ON n.id = a.party_id AND n.kind <> 'provider'
     GROUP BY n.kind, n.name",
    "SELECT 'payout ' || CAST(payout_id AS TEXT) || ' ' || state || ' ' || CAST(through AS TEXT) || ' '
            || CAST(items AS TEXT) || ' ' || CAST(gross AS TEXT)
     FROM payout",
    "SELECT 'row ' || CAST(i.payout_id AS TEXT) || ' ' || i.kind || ' ' || n.name || ' ' || CAST(i.gross AS TEXT) || ' '
            || CAST(i.account_n AS TEXT) || ' ' || i.state
     FROM payout_item AS i
     JOIN names AS n ON n.id = i.party_id AND n.kind = i.kind",
    "SELECT 'listing ' || CAST(l.listing_id AS TEXT) || ' ' || h.ref || ' ' || CAST(l.amount AS TEXT) || ' ' || l.state
     FROM listing AS l
     JOIN holder AS h ON h.holder_id = l.holder_id",
    "SELECT 'plan ' || name || ' ' || CAST(effective_from AS TEXT) || ' ' || state FROM plan_version",
    "SELECT 'audit done ' || CAST(COUNT(*) AS TEXT) FROM audit WHERE outcome = 'done'",
    "SELECT 'audit refused ' || CAST(COUNT(*) AS TEXT) FROM audit WHERE outcome = 'refused'",
];

/// A holder who is an agent or sells something has one number for all that.
const NAMES: &str = "WITH names AS (
    SELECT holder_id AS id, 'holder' AS kind, ref AS name FROM holder
    UNION ALL SELECT agent_id, 'agent', code FROM agent
    UNION ALL SELECT staff_id, 'staff', code FROM staff
    UNION ALL SELECT center_id, 'center', code FROM center
    UNION ALL SELECT provider_id, 'provider', code FROM provider
    UNION ALL SELECT 1, 'platform', 'platform')";

/// What stands in a database.
pub(super) struct Standing {
    /// In order.
    pub(super) lines: Vec<String>,
    /// Entries of the log: what was done, and what was refused.
    pub(super) audited: (i64, i64),
}

pub(super) fn standing(reader: &mut Reader) -> Result<Standing, String> {
    let query = format!("{NAMES}\n{}", LINES.join("\nUNION ALL\n"));
    let rows = reader.texts(&query).map_err(|error| format!("the database can't be read: {error}"))?;
    let mut histories: BTreeMap<String, Vec<(Day, i64, String)>> = BTreeMap::new();
    let mut standing = Standing { lines: Vec::new(), audited: (0, 0) };
    for row in rows {
        if let Some(row) = row.strip_prefix('~') {
            let mut cells = row.split('|');
            let mut next =
                || cells.next().unwrap_or_else(|| panic!("a history has four cells: {row}")).to_owned();
            let (name, since, recorded, value) = (next(), next(), next(), next());
            let number = |text: &str| text.parse::<i64>().expect("a number");
            histories.entry(name).or_default().push((number(&since), number(&recorded), value));
        } else if let Some(count) = row.strip_prefix("audit done ") {
            standing.audited.0 = count.parse().expect("a number");
        } else if let Some(count) = row.strip_prefix("audit refused ") {
            standing.audited.1 = count.parse().expect("a number");
        } else {
            standing.lines.push(row);
        }
    }
    for (name, rows) in histories {
        // Who was never suspended has no row, and so has who was for no day.
        let nothing = |value: &str| name.starts_with("suspended ") && value == "0";
        for (since, value) in steps(&rows).into_iter().skip_while(|(_, value)| nothing(value)) {
            // The beginning of time is another number in the program.
            let since = if since < -100_000 { "-".to_owned() } else { since.to_string() };
            standing.lines.push(format!("{name} {since} {value}"));
        }
    }
    standing.lines.sort_unstable();
    Ok(standing)
}

/// The lines that only one of them has; nothing when they are the same.
pub(super) fn difference(expected: &[String], found: &[String]) -> Option<String> {
    let missing: Vec<String> = without(expected, found).map(|line| format!("  - {line}")).collect();
    let more: Vec<String> = without(found, expected).map(|line| format!("  + {line}")).collect();
    if missing.is_empty() && more.is_empty() {
        return None;
    }
    let cut = |lines: Vec<String>| {
        let left = lines.len().saturating_sub(15);
        let mut lines: Vec<String> = lines.into_iter().take(15).collect();
        if left > 0 {
            lines.push(format!("  … and {left} more"));
        }
        lines.join("\n")
    };
    Some(format!("expected (-), and found (+):\n{}\n{}", cut(missing), cut(more)))
}

/// The lines of one that are not in the other; both are sorted.
fn without<'a>(lines: &'a [String], other: &'a [String]) -> impl Iterator<Item = &'a String> {
    lines.iter().filter(move |line| other.binary_search(line).is_err())
}

/// The number of a party, by which rows of payouts are called.
pub(super) fn party(url: &str, kind: &str, name: &str) -> Result<i64, String> {
    let query =
        format!("{NAMES} SELECT CAST(id AS TEXT) FROM names WHERE kind = '{kind}' AND name = '{name}'");
    let found = sql::texts(url, &query).map_err(|error| format!("no party is found: {error}"))?;
    found.concat().parse().map_err(|_| format!("{kind} {name} has no number"))
}
