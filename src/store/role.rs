//! What the database lets its user do. On SQLite that is the file system's matter.

use super::{DatabaseUrl, Result, Store, StoreError};
use crate::domain::database_role::DatabaseRole;

// A table that all who do the daily work append to tells who does, and the settings who may look.
const DATABASE_ROLE: &str = "
    SELECT CAST(CASE
               WHEN u.rolsuper THEN 'superuser'
               WHEN t.relowner IS NULL AND pg_has_role(u.oid, d.datdba, 'USAGE') THEN 'owner'
               WHEN t.relowner IS NULL THEN 'none'
               WHEN pg_has_role(u.oid, t.relowner, 'USAGE') THEN 'owner'
               WHEN has_any_column_privilege(u.oid, t.oid, 'INSERT') THEN 'writer'
               WHEN has_any_column_privilege(u.oid, to_regclass('setting'), 'SELECT') THEN 'reader'
               ELSE 'none'
           END AS TEXT),
           CAST(session_user AS TEXT), CAST(current_database() AS TEXT),
           CAST(COALESCE(quote_ident(current_schema()), 'public') AS TEXT)
    FROM pg_roles AS u
    INNER JOIN pg_database AS d ON d.datname = current_database()
    LEFT JOIN pg_class AS t ON t.oid = to_regclass('journal')
    WHERE u.rolname = session_user";

const MEMBERSHIPS: &str = "
    SELECT CAST(r.rolname AS TEXT)
    FROM pg_auth_members AS m
    INNER JOIN pg_roles AS r ON r.oid = m.roleid
    INNER JOIN pg_roles AS u ON u.oid = m.member
    WHERE u.rolname = session_user
    ORDER BY r.rolname";

const HELD: &str = "
    SELECT CAST(rolname AS TEXT)
    FROM pg_roles
    WHERE rolname = ANY($1)
      AND pg_has_role(session_user, oid, 'USAGE')";

/// Who uses a database that knows its users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `superuser`, `owner`, `writer`, `reader` or `none`.
    pub word: String,
    /// The user's name.
    pub user: String,
    /// The platform's roles that the user has. The owner of the tables has that one without being granted it.
    pub roles: Vec<DatabaseRole>,
    /// Where the tables are, quoted where it has to be.
    schema: String,
}

impl Standing {
    /// Whether the tables are the user's own.
    #[must_use]
    pub fn owns(&self) -> bool {
        matches!(self.word.as_str(), "owner" | "superuser")
    }
}

/// What a user may do with the platform's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `superuser`, `owner`, `writer`, `reader` or `none`.
    pub word: String,
    /// The platform's roles that the user has.
    pub roles: Vec<DatabaseRole>,
    /// The groups of the server that the user is in, where the database knows such.
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
                Ok(Role { word: word.to_owned(), roles: Vec::new(), member_of: Vec::new() })
            }
            Self::Postgres(pool) => {
                let standing = self.standing().await?;
                let groups = sqlx::query_as(MEMBERSHIPS).fetch_all(pool).await;
                let groups: Vec<(String,)> = groups.map_err(StoreError::from)?;
                Ok(Role {
                    roles: standing.as_ref().map_or_else(Vec::new, |standing| standing.roles.clone()),
                    word: standing.map_or_else(|| "none".to_owned(), |standing| standing.word),
                    member_of: groups.into_iter().map(|(name,)| name).collect(),
                })
            }
        }
    }

    /// Who uses the database, and as what; nothing where it knows no users.
    pub async fn standing(&self) -> Result<Option<Standing>> {
        let Self::Postgres(pool) = self else { return Ok(None) };
        let found = sqlx::query_as(DATABASE_ROLE).fetch_optional(pool).await;
        let found: Option<(String, String, String, String)> = found.map_err(StoreError::from)?;
        let Some((word, user, database, schema)) = found else { return Ok(None) };
        let roles = match word.as_str() {
            "superuser" | "owner" => vec![DatabaseRole::Owner],
            _ => {
                let groups: Vec<String> = DatabaseRole::ALL.map(|role| role.group(&database)).into();
                let held = sqlx::query_as(HELD).bind(groups).fetch_all(pool).await;
                let held: Vec<(String,)> = held.map_err(StoreError::from)?;
                let has = |role: &DatabaseRole| held.iter().any(|(group,)| *group == role.group(&database));
                DatabaseRole::ALL.into_iter().filter(has).collect()
            }
        };
        Ok(Some(Standing { word, user, roles, schema }))
    }
}

/// The same database with the views of a role in front of the tables.
#[must_use]
pub fn veiled(url: &DatabaseUrl, standing: &Standing, views: &str) -> DatabaseUrl {
    match url {
        DatabaseUrl::Sqlite(_) => url.clone(),
        DatabaseUrl::Postgres(text) => {
            let separator = if text.contains('?') { '&' } else { '?' };
            // The driver takes the text apart and unescapes it; a comma and a quoted name pass as they are.
            let schema: String = standing.schema.bytes().map(escaped).collect();
            DatabaseUrl::Postgres(format!("{text}{separator}options[search_path]={views},{schema}"))
        }
    }
}

/// A byte as it may stand in a URL.
fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || byte == b'_' {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
