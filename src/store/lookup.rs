//! Looking up or writing many keys at once with one constant statement.
//!
//! `IN (@keys)` and `VALUES @pairs` stand for lists of any length. SQLite takes them as so many parameters,
//! PostgreSQL as arrays: it plans a statement anew for each execution, and a list of parameters costs it more to
//! plan than to look up.

/// How many keys one statement takes on SQLite; a shorter list is padded with its last key.
pub(super) const KEYS: usize = 200;
/// How many keys a short statement takes: one person is looked up sooner than a long one is read.
pub(super) const FEW: usize = 8;
/// How many keys one array takes on PostgreSQL.
pub(super) const ARRAY: usize = 10_000;

/// The statement for SQLite: `count` parameters, or pairs of them, after the `fixed` ones that it has already.
pub(super) fn expand(sql: &str, fixed: usize, count: usize) -> String {
    let keys: Vec<String> = (fixed + 1..=fixed + count).map(|n| format!("${n}")).collect();
    let pairs: Vec<String> =
        (0..count).map(|n| format!("(${}, ${})", fixed + 2 * n + 1, fixed + 2 * n + 2)).collect();
    sql.replace("@keys", &keys.join(", ")).replace("@pairs", &pairs.join(", "))
}

/// The statement for PostgreSQL: one array of keys, or two of the same length for pairs of numbers.
pub(super) fn expand_arrays(sql: &str, fixed: usize) -> String {
    let (first, second) = (fixed + 1, fixed + 2);
    let pairs = format!(
        "SELECT pair.first AS column1, pair.second AS column2 \
         FROM UNNEST(CAST(${first} AS BIGINT[]), CAST(${second} AS BIGINT[])) AS pair (first, second)"
    );
    sql.replace("IN (@keys)", &format!("= ANY(${first})")).replace("VALUES @pairs", &pairs)
}

/// The texts of a statement, expanded once: for a list of some length on SQLite, with how many keys it takes, and for
/// PostgreSQL.
macro_rules! expanded {
    ($sql:expr, [$($fixed:expr),*], $length:expr) => {{
        static FEW: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        static MANY: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        static ARRAYS: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        let fixed = 0 $(+ { let _ = stringify!($fixed); 1 })*;
        let (text, count) = if $length <= $crate::store::lookup::FEW {
            (&FEW, $crate::store::lookup::FEW)
        } else {
            (&MANY, $crate::store::lookup::KEYS)
        };
        let sqlite = text.get_or_init(|| $crate::store::lookup::expand($sql, fixed, count));
        let postgres = ARRAYS.get_or_init(|| $crate::store::lookup::expand_arrays($sql, fixed));
        (sqlite.as_str(), count, postgres.as_str())
    }};
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
        let (sqlite, count, postgres) = expanded!($sql, [$($fixed),*], $keys.len());
        let mut found: Vec<$row> = Vec::new();
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                for keys in $keys.chunks(count) {
                    let mut query = sqlx::query_as::<_, $row>(sqlite)$(.bind($fixed))*;
                    for at in 0..count {
                        query = query.bind(&keys[at.min(keys.len() - 1)]);
                    }
                    found.extend(query.fetch_all(&mut **transaction).await?);
                }
            }
            $crate::store::Tx::Postgres(transaction, _) => {
                for keys in $keys.chunks($crate::store::lookup::ARRAY) {
                    let query = sqlx::query_as::<_, $row>(postgres)$(.bind($fixed))*.bind(keys);
                    found.extend(query.fetch_all(&mut **transaction).await?);
                }
            }
        }
        found
    }};
}

/// Runs a statement on every key of a list, `IN (@keys)`, and counts the rows it wrote.
macro_rules! execute_in {
    ($tx:expr, $sql:expr, [$($fixed:expr),*], $keys:expr $(,)?) => {{
        let (sqlite, count, postgres) = expanded!($sql, [$($fixed),*], $keys.len());
        let mut written = 0_u64;
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                for keys in $keys.chunks(count) {
                    let mut query = sqlx::query(sqlite)$(.bind($fixed))*;
                    for at in 0..count {
                        query = query.bind(&keys[at.min(keys.len() - 1)]);
                    }
                    written += query.execute(&mut **transaction).await?.rows_affected();
                }
            }
            $crate::store::Tx::Postgres(transaction, _) => {
                for keys in $keys.chunks($crate::store::lookup::ARRAY) {
                    let query = sqlx::query(postgres)$(.bind($fixed))*.bind(keys);
                    written += query.execute(&mut **transaction).await?.rows_affected();
                }
            }
        }
        written
    }};
}

/// Runs a statement on pairs of numbers, `VALUES @pairs`, and counts the rows it wrote. The columns are called
/// `column1` and `column2`. The arguments in brackets come first.
macro_rules! execute_pairs {
    ($tx:expr, $sql:expr, [$($fixed:expr),*], $pairs:expr $(,)?) => {{
        let (sqlite, count, postgres) = expanded!($sql, [$($fixed),*], $pairs.len());
        let mut written = 0_u64;
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                for pairs in $pairs.chunks(count) {
                    let mut query = sqlx::query(sqlite)$(.bind($fixed))*;
                    for at in 0..count {
                        let (first, second) = pairs[at.min(pairs.len() - 1)];
                        query = query.bind(first).bind(second);
                    }
                    written += query.execute(&mut **transaction).await?.rows_affected();
                }
            }
            $crate::store::Tx::Postgres(transaction, _) => {
                for pairs in $pairs.chunks($crate::store::lookup::ARRAY) {
                    let (first, second): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
                    let query = sqlx::query(postgres)$(.bind($fixed))*.bind(first).bind(second);
                    written += query.execute(&mut **transaction).await?.rows_affected();
                }
            }
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
