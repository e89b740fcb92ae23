//! Who may do what in the database, on PostgreSQL: groups named after the roles, rights on tables and columns, and views.
//!
//! On SQLite whoever can write the file may do everything, and there is nothing of this.

pub mod privileges;
pub mod veil;

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Postgres, Transaction};

use super::{Result, Store, StoreError, Tx};
use crate::domain::database_role::DatabaseRole;
use privileges::{ENTERED_BY, FUNCTIONS, PRIVILEGES, Row};

/// The advisory lock of whoever changes rights: PostgreSQL refuses two who change those of one table at the same time.
const RIGHTS_KEY: i64 = 0x0063_6172_6406;

const HOLD_RIGHTS: &str = "
    SELECT pg_advisory_xact_lock($1)";

const PLACE: &str = "
    SELECT CAST(current_database() AS TEXT), CAST(quote_ident(current_schema()) AS TEXT),
           CAST(session_user AS TEXT)";

const EXISTING_ROLES: &str = "
    SELECT CAST(rolname AS TEXT)
    FROM pg_roles
    WHERE rolname = ANY($1)";

const LOGINS: &str = "
    SELECT CAST(rolname AS TEXT)
    FROM pg_roles
    WHERE rolcanlogin
    ORDER BY rolname";

const ROLE_OF_SERVER: &str = "
    SELECT rolcanlogin, rolsuper OR rolcreaterole, rolsuper
    FROM pg_roles
    WHERE rolname = $1";

const MEMBERS: &str = "
    SELECT CAST(g.rolname AS TEXT), CAST(u.rolname AS TEXT), u.rolcanlogin
    FROM pg_auth_members AS m
    INNER JOIN pg_roles AS g ON g.oid = m.roleid
    INNER JOIN pg_roles AS u ON u.oid = m.member
    WHERE g.rolname = ANY($1)
    ORDER BY u.rolname, g.rolname";

const TABLES: &str = "
    SELECT CAST(c.relname AS TEXT), CAST(a.attname AS TEXT)
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    INNER JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE n.nspname = current_schema()
      AND c.relkind IN ('r', 'p')
      AND a.attnum > 0
      AND NOT a.attisdropped
    ORDER BY c.relname, a.attnum";

const OWNER_OF_TABLES: &str = "
    SELECT CAST(quote_ident(u.rolname) AS TEXT)
    FROM pg_class AS c
    INNER JOIN pg_roles AS u ON u.oid = c.relowner
    WHERE c.oid = to_regclass('audit')";

const OWNED_BY_OTHERS: &str = "
    SELECT CAST(c.relname AS TEXT)
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    INNER JOIN pg_roles AS u ON u.oid = c.relowner
    WHERE n.nspname = current_schema()
      AND c.relkind IN ('r', 'p')
      AND u.rolname <> $1
    ORDER BY c.relname";

const LOOK_UP: &str = "
    SELECT set_config('cardctl.looked_up', $1, true)";

/// A role of the server, as a user of the platform.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Login {
    /// Whether it may log in.
    pub logs_in: bool,
    /// Whether it may create roles.
    pub creates_roles: bool,
    /// Whether nothing is forbidden to it.
    pub superuser: bool,
}

/// A user who has a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The role.
    pub role: DatabaseRole,
    /// The user.
    pub user: String,
    /// Whether the user can log in.
    pub logs_in: bool,
}

/// Where the platform is on its server, and who asks.
struct Place {
    database: String,
    /// Quoted where it has to be.
    schema: String,
    user: String,
}

impl Place {
    async fn of(tx: &mut Transaction<'static, Postgres>) -> Result<Self> {
        let (database, schema, user) = sqlx::query_as(PLACE).fetch_one(&mut **tx).await?;
        Ok(Self { database, schema, user })
    }

    fn groups(&self) -> Vec<String> {
        DatabaseRole::ALL.iter().map(|role| role.group(&self.database)).collect()
    }

    /// The roles whose groups are on the server.
    async fn existing(&self, tx: &mut Transaction<'static, Postgres>) -> Result<Vec<DatabaseRole>> {
        let found: Vec<(String,)> =
            sqlx::query_as(EXISTING_ROLES).bind(self.groups()).fetch_all(&mut **tx).await?;
        let found: BTreeSet<String> = found.into_iter().map(|(name,)| name).collect();
        let exists = |role: &DatabaseRole| found.contains(&role.group(&self.database));
        Ok(DatabaseRole::ALL.into_iter().filter(exists).collect())
    }
}

/// Runs a statement that was put together from names that are quoted.
async fn run(tx: &mut Transaction<'static, Postgres>, statement: String) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut **tx).await?;
    Ok(())
}

/// A name as an identifier.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What a role of the server is; nothing where there is none of this name.
pub async fn login(tx: &mut Tx, name: &str) -> Result<Option<Login>> {
    let Tx::Postgres(tx, _) = tx else { return Ok(None) };
    let tx = &mut tx.transaction;
    let found: Option<(bool, bool, bool)> =
        sqlx::query_as(ROLE_OF_SERVER).bind(name).fetch_optional(&mut **tx).await?;
    Ok(found.map(|(logs_in, creates_roles, superuser)| Login { logs_in, creates_roles, superuser }))
}

/// Everybody who can log in.
pub async fn logins(tx: &mut Tx) -> Result<Vec<String>> {
    let Tx::Postgres(tx, _) = tx else { return Ok(Vec::new()) };
    let tx = &mut tx.transaction;
    let found: Vec<(String,)> = sqlx::query_as(LOGINS).fetch_all(&mut **tx).await?;
    Ok(found.into_iter().map(|(name,)| name).collect())
}

/// The group of a role, and whether it is on the server.
pub async fn group(tx: &mut Tx, role: DatabaseRole) -> Result<(String, bool)> {
    let Tx::Postgres(tx, _) = tx else { return Ok((String::new(), false)) };
    let tx = &mut tx.transaction;
    let place = Place::of(tx).await?;
    let exists = place.existing(tx).await?.contains(&role);
    Ok((role.group(&place.database), exists))
}

/// Who has which role, by user.
pub async fn members(tx: &mut Tx) -> Result<Vec<Member>> {
    let Tx::Postgres(tx, _) = tx else { return Ok(Vec::new()) };
    let tx = &mut tx.transaction;
    let place = Place::of(tx).await?;
    let found: Vec<(String, String, bool)> =
        sqlx::query_as(MEMBERS).bind(place.groups()).fetch_all(&mut **tx).await?;
    let role = |group: &str| DatabaseRole::ALL.into_iter().find(|role| role.group(&place.database) == group);
    Ok(found
        .into_iter()
        .filter_map(|(group, user, logs_in)| Some(Member { role: role(&group)?, user, logs_in }))
        .collect())
}

/// Gives a user a role, whose group is made when there is none, and brings the rights of all groups up to date.
pub async fn grant(tx: &mut Tx, role: DatabaseRole, user: &str) -> Result<()> {
    let Tx::Postgres(tx, _) = tx else { return Ok(()) };
    let tx = &mut tx.transaction;
    hold(tx).await?;
    let place = Place::of(tx).await?;
    let group = role.group(&place.database);
    if !place.existing(tx).await?.contains(&role) {
        run(tx, format!("CREATE ROLE {} NOLOGIN", quoted(&group))).await?;
        if role == DatabaseRole::Owner {
            // Nobody gives tables to a group that they are no member of.
            own(tx, &place).await?;
        }
    }
    bring_up(tx, &place).await?;
    run(tx, format!("GRANT {} TO {}", quoted(&group), quoted(user))).await
}

/// Takes a role from a user.
pub async fn revoke(tx: &mut Tx, role: DatabaseRole, user: &str) -> Result<()> {
    let Tx::Postgres(tx, _) = tx else { return Ok(()) };
    let tx = &mut tx.transaction;
    hold(tx).await?;
    let place = Place::of(tx).await?;
    run(tx, format!("REVOKE {} FROM {}", quoted(&role.group(&place.database)), quoted(user))).await
}

/// Takes away the views, which stand in the way of a migration that changes what they show.
pub async fn lift_veils(store: &Store) -> Result<()> {
    let Store::Postgres(_) = store else { return Ok(()) };
    let Tx::Postgres(recorded, _) = store.begin().await? else { return Ok(()) };
    let mut tx = recorded.transaction;
    hold(&mut tx).await?;
    for schema in DatabaseRole::ALL.into_iter().filter_map(veil::schema) {
        run(&mut tx, format!("DROP SCHEMA IF EXISTS {schema} CASCADE")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Brings the rights of all groups that are on the server up to date: after a migration, and with every grant.
pub async fn reapply(tx: &mut Tx) -> Result<()> {
    let Tx::Postgres(tx, _) = tx else { return Ok(()) };
    let tx = &mut tx.transaction;
    hold(tx).await?;
    let place = Place::of(tx).await?;
    bring_up(tx, &place).await
}

/// Says whom the transaction is a look-up of, for those who see nobody else.
pub async fn look_up(tx: &mut Tx, holders: &[i64]) -> Result<()> {
    let Tx::Postgres(tx, _) = tx else { return Ok(()) };
    let tx = &mut tx.transaction;
    let numbers: Vec<String> = holders.iter().take(veil::MOST_LOOKED_UP).map(i64::to_string).collect();
    sqlx::query(LOOK_UP).bind(numbers.join(",")).execute(&mut **tx).await?;
    Ok(())
}

async fn hold(tx: &mut Transaction<'static, Postgres>) -> Result<()> {
    sqlx::query(HOLD_RIGHTS).bind(RIGHTS_KEY).execute(&mut **tx).await?;
    Ok(())
}

/// Lets whoever has the tables now go on as a member of the group that gets them.
async fn own(tx: &mut Transaction<'static, Postgres>, place: &Place) -> Result<()> {
    let group = quoted(&DatabaseRole::Owner.group(&place.database));
    let found: Option<(bool, bool, bool)> =
        sqlx::query_as(ROLE_OF_SERVER).bind(&place.user).fetch_optional(&mut **tx).await?;
    if !found.is_some_and(|(_, _, superuser)| superuser) {
        run(tx, format!("GRANT {group} TO {}", quoted(&place.user))).await?;
    }
    run(tx, format!("GRANT USAGE, CREATE ON SCHEMA {} TO {group}", place.schema)).await?;
    run(tx, format!("GRANT CREATE ON DATABASE {} TO {group}", quoted(&place.database))).await
}

async fn bring_up(tx: &mut Transaction<'static, Postgres>, place: &Place) -> Result<()> {
    let roles = place.existing(tx).await?;
    let owner = DatabaseRole::Owner.group(&place.database);
    if roles.contains(&DatabaseRole::Owner) {
        let others: Vec<(String,)> =
            sqlx::query_as(OWNED_BY_OTHERS).bind(&owner).fetch_all(&mut **tx).await?;
        if !others.is_empty() {
            // PostgreSQL gives tables only to whom may make some there, and the database may have been made anew.
            run(tx, format!("GRANT USAGE, CREATE ON SCHEMA {} TO {}", place.schema, quoted(&owner))).await?;
        }
        for (table,) in others {
            run(tx, format!("ALTER TABLE {}.{table} OWNER TO {}", place.schema, quoted(&owner))).await?;
        }
        for (function, _) in FUNCTIONS {
            run(tx, format!("ALTER FUNCTION {}.{function} OWNER TO {}", place.schema, quoted(&owner)))
                .await?;
        }
    }
    for (function, _) in FUNCTIONS {
        // Where it comes from a backup, which has no rights, everybody may call it.
        run(tx, format!("REVOKE ALL ON FUNCTION {}.{function} FROM PUBLIC", place.schema)).await?;
    }
    let tables = tables(tx).await?;
    for role in roles.into_iter().filter(|role| *role != DatabaseRole::Owner) {
        give(tx, place, role, &tables).await?;
    }
    Ok(())
}

/// Every table with its columns, in order.
async fn tables(tx: &mut Transaction<'static, Postgres>) -> Result<Vec<(String, Vec<String>)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(TABLES).fetch_all(&mut **tx).await?;
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for (table, column) in rows {
        match tables.last_mut() {
            Some((last, columns)) if *last == table => columns.push(column),
            _ => tables.push((table, vec![column])),
        }
    }
    Ok(tables)
}

/// Gives a role what it may do, and nothing else. A table that nobody has decided about gets nothing.
async fn give(
    tx: &mut Transaction<'static, Postgres>,
    place: &Place,
    role: DatabaseRole,
    tables: &[(String, Vec<String>)],
) -> Result<()> {
    let group = quoted(&role.group(&place.database));
    let schema = &place.schema;
    let mut script = vec![format!(
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {group};
         REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM {group};
         GRANT USAGE ON SCHEMA {schema} TO {group}"
    )];
    if let Some(veiled) = veil::schema(role) {
        let (owner,): (String,) = sqlx::query_as(OWNER_OF_TABLES).fetch_one(&mut **tx).await?;
        script.push(format!(
            "DROP SCHEMA IF EXISTS {veiled} CASCADE;
             CREATE SCHEMA {veiled};
             GRANT USAGE ON SCHEMA {veiled} TO {group};
             ALTER SCHEMA {veiled} OWNER TO {owner}"
        ));
        for (table, columns) in tables.iter().filter(|(table, _)| row(table).is_some_and(is_veiled(role))) {
            script.push(veil::view(role, veiled, schema, table, columns));
            script.push(format!(
                "ALTER VIEW {veiled}.{table} OWNER TO {owner};
                 GRANT {} ON {veiled}.{table} TO {group}",
                "select"
            ));
        }
    }
    for (table, columns) in tables {
        let Some(row) = row(table) else { continue };
        for right in rights(row.of(role)) {
            let (verb, place, columns) = match right {
                "veiled" => continue,
                "refusals" => ("insert", veil::schema(role).unwrap_or(schema), writable(columns)),
                "read" => ("select", schema.as_str(), String::new()),
                "insert" if columns.iter().any(|column| column == ENTERED_BY) => {
                    ("insert", schema.as_str(), writable(columns))
                }
                "update" => ("update", schema.as_str(), writable(columns)),
                _ => match right.split_once('(') {
                    Some((verb, columns)) => (verb, schema.as_str(), format!("({columns}")),
                    None => (right, schema.as_str(), String::new()),
                },
            };
            script.push(format!("GRANT {verb} {columns} ON {place}.{table} TO {group}"));
        }
    }
    for (function, _) in FUNCTIONS.iter().filter(|(_, of)| *of == role) {
        script.push(format!("GRANT EXECUTE ON FUNCTION {schema}.{function} TO {group}"));
    }
    run(tx, script.join(";\n")).await
}

fn row(table: &str) -> Option<&'static Row> {
    PRIVILEGES.iter().find(|row| row.table == table)
}

fn is_veiled(role: DatabaseRole) -> impl Fn(&'static Row) -> bool {
    move |row| rights(row.of(role)).any(|right| right == "veiled")
}

/// The words of what a role may do; a list of columns belongs to its word.
fn rights(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0_u8;
    text.split(move |sign: char| {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ' ' && depth == 0
    })
    .filter(|word| !word.is_empty())
}

/// All columns but the one that the database fills in.
fn writable(columns: &[String]) -> String {
    let columns: Vec<&str> =
        columns.iter().map(String::as_str).filter(|column| *column != ENTERED_BY).collect();
    format!("({})", columns.join(", "))
}

/// A role's group could not be made or given, because the database lets this user do no such thing.
#[must_use]
pub const fn is_refused(error: &StoreError) -> bool {
    matches!(error, StoreError::RoleMissing(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_words_with_their_columns() {
        let words: Vec<&str> = rights("read insert update(a, b) delete").collect();
        assert_eq!(words, ["read", "insert", "update(a, b)", "delete"]);
        assert_eq!(rights("").count(), 0);
    }

    #[test]
    fn tables_stand_once_and_in_order_and_say_only_what_is_known() {
        assert!(PRIVILEGES.is_sorted_by(|one, next| one.table < next.table));
        for row in PRIVILEGES {
            for role in DatabaseRole::ALL {
                for right in rights(row.of(role)) {
                    let word = right.split('(').next().unwrap_or_default();
                    let known = ["read", "insert", "update", "delete", "veiled", "refusals"];
                    assert!(known.contains(&word), "{}: {right}", row.table);
                    let veiled = ["veiled", "refusals"].contains(&word);
                    assert!(!veiled || veil::schema(role).is_some(), "{}: {right}", row.table);
                }
            }
        }
    }

    /// What is only added to: nobody changes or deletes it.
    #[test]
    fn histories_are_only_added_to() {
        let histories = [
            "agent_parent",
            "agent_status",
            "attribution",
            "audit",
            "batch_event",
            "card_block",
            "card_event",
            "cohort_policy",
            "delivery_attempt",
            "holder_tier",
            "journal",
            "line",
            "listing_event",
            "parameter_verification",
            "party_account",
            "payment",
            "payment_refund",
            "payout_export",
            "payout_rule",
            "period_event",
            "plan_rule",
            "plan_share",
            "posting",
            "provider_rate",
            "regroup",
            "run_total",
            "settled",
            "statement",
            "visit",
        ];
        for table in histories {
            let row = row(table).unwrap_or_else(|| panic!("`{table}` is listed"));
            for role in DatabaseRole::ALL {
                for right in rights(row.of(role)) {
                    assert!(["read", "insert", "veiled", "refusals"].contains(&right), "{table}: {right}");
                }
            }
        }
    }

    /// Whoever sees no sealed value has no right on a table that holds one.
    #[test]
    fn sealed_values_are_veiled() {
        for (table, _) in veil::SEALED {
            let row = row(table).unwrap_or_else(|| panic!("`{table}` is listed"));
            for role in [DatabaseRole::Support, DatabaseRole::Auditor] {
                assert!(["", "veiled"].contains(&row.of(role)), "{table}: {}", row.of(role));
            }
        }
    }
}
