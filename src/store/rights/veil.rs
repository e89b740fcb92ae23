//! What `support` and `auditor` see of tables that hold more than they may see.
//!
//! A role that may see a part of a table has no right on the table and reads a view of the same name, in a schema of its
//! own that stands before the tables in the search path. So the text of every statement stays the same, a statement past
//! the program gets no more than the program, and nobody else pays for it: row security would have refused `COPY` to those
//! who load the tables.
//!
//! Of a sealed value a view shows the first three bytes, which tell format and key, and zeros for the others: enough for
//! `db check`, and nothing to open. The auditor sees all rows. Support sees those of the holders that were looked up: `cardctl.looked_up` has their
//! numbers, and the program sets it for the transaction of a look-up. A statement reads it once and for one look-up at
//! most, so that none goes through all holders. Whoever has a support login and SQL can still look up one holder after the
//! other: the numbers of cards and holders, refs, and blind indexes without their keys are what is found by, and stand open.

use crate::domain::database_role::DatabaseRole;

/// The most holders that are looked up together.
pub const MOST_LOOKED_UP: usize = 200;

/// Sealed values, by table. What is derived from them and tells nothing (masks, tags, blind indexes) is not here.
pub const SEALED: &[(&str, &[&str])] = &[
    ("agent", &["name"]),
    ("card", &["activation"]),
    ("holder", &["name"]),
    ("holder_parameter", &["value", "told"]),
    ("holder_secret", &["secret"]),
    ("notice", &["title", "body"]),
    ("party_account", &["account", "name"]),
    ("party_identity", &["name", "number"]),
    ("request", &["payload"]),
    ("retained_key", &["key"]),
    ("service_offer", &["secret"]),
    ("staff", &["name"]),
];

/// Whether a holder was looked up in this transaction; the column that names them stands for `{}`. The numbers are read
/// once for a statement, so that it can't change them while it goes through holders.
const LOOKED_UP: &str = "{} = ANY (CAST((
        SELECT CASE WHEN cardinality(looked_up.numbers) <= 200 THEN CAST(looked_up.numbers AS BIGINT[]) END
        FROM (VALUES (string_to_array(NULLIF(current_setting('cardctl.looked_up', true), ''), ',')))
            AS looked_up (numbers)) AS BIGINT[]))";

/// Which rows of a table support sees, as a condition; nothing where it is all.
fn rows_for_support(table: &str) -> Option<String> {
    let column = match table {
        "attribution"
        | "card_block"
        | "holder"
        | "holder_facets"
        | "holder_parameter"
        | "holder_secret"
        | "holder_tier"
        | "member"
        | "parameter_verification"
        | "payment"
        | "payment_claim"
        | "payment_refund"
        | "placement"
        | "purchase"
        | "settled"
        | "visit" => "holder_id",
        "posting" => "party_id",
        "audit" => {
            return Some("operator = CAST(session_user AS TEXT) AND outcome = 'refused'".to_owned());
        }
        _ => return None,
    };
    Some(LOOKED_UP.replace("{}", column))
}

/// What a column of a view shows.
fn shown(role: DatabaseRole, table: &str, column: &str) -> Option<String> {
    let sealed = SEALED.iter().any(|(of, columns)| *of == table && columns.contains(&column));
    if sealed {
        return Some(format!(
            "substring({column} FROM 1 FOR 3) || decode(repeat('00', GREATEST(length({column}) - 3, 0)), 'hex')"
        ));
    }
    match (role, table, column) {
        // Few people in a cohort are no crowd to hide in.
        (DatabaseRole::Support, "cohort_state", "members") => {
            Some("CASE WHEN members < 5 THEN 0 ELSE members END".to_owned())
        }
        (DatabaseRole::Support, "cohort_state", "founder_id" | "founder_at") => {
            Some("CAST(NULL AS BIGINT)".to_owned())
        }
        _ => None,
    }
}

/// The schema with a role's views; nothing for roles that see tables as they are.
#[must_use]
pub const fn schema(role: DatabaseRole) -> Option<&'static str> {
    match role {
        DatabaseRole::Support => Some("cardctl_support"),
        DatabaseRole::Auditor => Some("cardctl_auditor"),
        DatabaseRole::Operator | DatabaseRole::Settlement | DatabaseRole::Approver | DatabaseRole::Owner => {
            None
        }
    }
}

/// The statement that makes a view of a table in `place`, for a role.
pub(super) fn view(role: DatabaseRole, schema: &str, place: &str, table: &str, columns: &[String]) -> String {
    let shown: Vec<String> = columns
        .iter()
        .map(|column| {
            shown(role, table, column).map_or_else(|| column.clone(), |shown| format!("{shown} AS {column}"))
        })
        .collect();
    let rows = if role == DatabaseRole::Support { rows_for_support(table) } else { None };
    let condition = rows.map_or_else(String::new, |rows| format!(" WHERE {rows}"));
    // Nobody adds through a view what it would not show.
    let checked = if condition.is_empty() { "" } else { " with check option" };
    let shown = shown.join(", ");
    format!(
        "CREATE VIEW {schema}.{table} WITH (security_barrier) AS SELECT {shown} FROM {place}.{table}{condition}{checked}"
    )
}
