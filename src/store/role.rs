//! What the database lets its user do. On SQLite that is the file system's matter.

use super::{Result, Store, StoreError};

// A table that is only appended to tells who may do the daily work.
const DATABASE_ROLE: &str = "
    SELECT CAST(CASE
               WHEN u.rolsuper THEN 'superuser'
               WHEN t.relowner IS NULL AND pg_has_role(u.oid, d.datdba, 'USAGE') THEN 'owner'
               WHEN t.relowner IS NULL THEN 'none'
               WHEN pg_has_role(u.oid, t.relowner, 'USAGE') THEN 'owner'
               WHEN has_table_privilege(u.oid, t.oid, 'INSERT') THEN 'writer'
               WHEN has_table_privilege(u.oid, t.oid, 'SELECT') THEN 'reader'
               ELSE 'none'
           END AS TEXT)
    FROM pg_roles AS u
    INNER JOIN pg_database AS d ON d.datname = current_database()
    LEFT JOIN pg_class AS t ON t.oid = to_regclass('audit')
    WHERE u.rolname = session_user";

const MEMBERSHIPS: &str = "
    SELECT CAST(r.rolname AS TEXT)
    FROM pg_auth_members AS m
    INNER JOIN pg_roles AS r ON r.oid = m.roleid
    INNER JOIN pg_roles AS u ON u.oid = m.member
    WHERE u.rolname = session_user
    ORDER BY r.rolname";

/// What a user may do with the platform's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `superuser`, `owner`, `writer`, `reader` or `none`.
    pub word: String,
    /// The roles that were granted to the user, where the database knows roles.
    pub member_of: Vec<String>,
}

impl Store {
    /// What the user may do here.
    pub async fn role(&self) -> Result<Role> {
        match self {
            Self::Sqlite(_, path) => {
                // Opening for appending tells whether the file may be written, and leaves it as it is.
                let writes = std::fs::OpenOptions::new().append(true).open(path).is_ok();
                let word = if writes { "owner" } else { "reader" };
                Ok(Role { word: word.to_owned(), member_of: Vec::new() })
            }
            Self::Postgres(pool) => {
                let found = sqlx::query_as(DATABASE_ROLE).fetch_optional(pool).await;
                let found: Option<(String,)> = found.map_err(StoreError::from)?;
                let groups = sqlx::query_as(MEMBERSHIPS).fetch_all(pool).await;
                let groups: Vec<(String,)> = groups.map_err(StoreError::from)?;
                Ok(Role {
                    word: found.map_or_else(|| "none".to_owned(), |(word,)| word),
                    member_of: groups.into_iter().map(|(name,)| name).collect(),
                })
            }
        }
    }
}
