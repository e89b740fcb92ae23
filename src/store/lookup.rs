//! Looking up or writing many keys at once with one constant statement.

/// How many keys one statement takes; a shorter list is padded with its last key.
pub(super) const KEYS: usize = 200;

/// Replaces `@keys` by as many parameters as a list has, after the `fixed` ones that the statement has already.
pub(super) fn expand(sql: &str, fixed: usize) -> String {
    let parameters: Vec<String> = (fixed + 1..=fixed + KEYS).map(|n| format!("${n}")).collect();
    sql.replace("@keys", &parameters.join(", "))
}

/// Replaces `@pairs` by pairs of parameters, after the `fixed` ones.
pub(super) fn expand_pairs(sql: &str, fixed: usize) -> String {
    let parameters: Vec<String> =
        (0..KEYS).map(|n| format!("(${}, ${})", fixed + 2 * n + 1, fixed + 2 * n + 2)).collect();
    sql.replace("@pairs", &parameters.join(", "))
}

/// How many rows a statement with `@rows` takes; a shorter list is padded with its last row.
pub(super) const ROWS: usize = 50;

/// Replaces `@rows` by rows of `width` parameters.
pub(super) fn expand_rows(sql: &str, width: usize) -> String {
    let row = |n: usize| {
        let parameters: Vec<String> = (1..=width).map(|column| format!("${}", n * width + column)).collect();
        format!("({})", parameters.join(", "))
    };
    sql.replace("@rows", &(0..ROWS).map(row).collect::<Vec<_>>().join(", "))
}

/// All rows of a statement whose `IN (@keys)` names one of many keys. The arguments in brackets come first.
macro_rules! fetch_in {
    ($tx:expr, $row:ty, $sql:expr, [$($fixed:expr),*], $keys:expr $(,)?) => {{
        static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        let fixed = 0 $(+ { let _ = stringify!($fixed); 1 })*;
        let text: &'static str = TEXT.get_or_init(|| $crate::store::lookup::expand($sql, fixed));
        let mut found: Vec<$row> = Vec::new();
        for keys in $keys.chunks($crate::store::lookup::KEYS) {
            let rows: Vec<$row> = on_connection!($tx, connection => {
                let mut query = sqlx::query_as::<_, $row>(text)$(.bind($fixed))*;
                for at in 0..$crate::store::lookup::KEYS {
                    query = query.bind(&keys[at.min(keys.len() - 1)]);
                }
                query.fetch_all(connection).await
            })
            .map_err($crate::store::StoreError::from)?;
            found.extend(rows);
        }
        found
    }};
}

/// Runs a statement on pairs of numbers, `@pairs` in its `VALUES`, and counts the rows it wrote. The columns are
/// called `column1` and `column2` on both databases. The arguments in brackets come first.
macro_rules! execute_pairs {
    ($tx:expr, $sql:expr, [$($fixed:expr),*], $pairs:expr $(,)?) => {{
        static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        let fixed = 0 $(+ { let _ = stringify!($fixed); 1 })*;
        let text: &'static str = TEXT.get_or_init(|| $crate::store::lookup::expand_pairs($sql, fixed));
        let mut written = 0_u64;
        for pairs in $pairs.chunks($crate::store::lookup::KEYS) {
            written += on_connection!($tx, connection => {
                let mut query = sqlx::query(text)$(.bind($fixed))*;
                for at in 0..$crate::store::lookup::KEYS {
                    let (first, second) = pairs[at.min(pairs.len() - 1)];
                    query = query.bind(first).bind(second);
                }
                query.execute(connection).await.map(|done| done.rows_affected())
            })
            .map_err($crate::store::StoreError::from)?;
        }
        written
    }};
}

/// Runs a statement on every key of a list, `IN (@keys)`, and counts the rows it wrote.
macro_rules! execute_in {
    ($tx:expr, $sql:expr, [$($fixed:expr),*], $keys:expr $(,)?) => {{
        static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        let fixed = 0 $(+ { let _ = stringify!($fixed); 1 })*;
        let text: &'static str = TEXT.get_or_init(|| $crate::store::lookup::expand($sql, fixed));
        let mut written = 0_u64;
        for keys in $keys.chunks($crate::store::lookup::KEYS) {
            written += on_connection!($tx, connection => {
                let mut query = sqlx::query(text)$(.bind($fixed))*;
                for at in 0..$crate::store::lookup::KEYS {
                    query = query.bind(&keys[at.min(keys.len() - 1)]);
                }
                query.execute(connection).await.map(|done| done.rows_affected())
            })
            .map_err($crate::store::StoreError::from)?;
        }
        written
    }};
}

/// Runs a statement on many rows, `@rows` in its `VALUES`, and counts the rows it wrote. `$row` are the fields that are
/// bound, in order; the columns are called `column1`, `column2` … on both databases.
macro_rules! execute_rows {
    ($tx:expr, $sql:expr, $width:literal, $rows:expr, $each:ident => [$($field:expr),+ $(,)?]) => {{
        static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        let text: &'static str = TEXT.get_or_init(|| $crate::store::lookup::expand_rows($sql, $width));
        let mut written = 0_u64;
        for rows in $rows.chunks($crate::store::lookup::ROWS) {
            written += on_connection!($tx, connection => {
                let mut query = sqlx::query(text);
                for at in 0..$crate::store::lookup::ROWS {
                    let $each = &rows[at.min(rows.len() - 1)];
                    query = query$(.bind($field))+;
                }
                query.execute(connection).await.map(|done| done.rows_affected())
            })
            .map_err($crate::store::StoreError::from)?;
        }
        written
    }};
}
