//! `db restore`: a backup is proved, and then takes the place of the database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::manifest::{Manifest, POSTGRES, SQLITE};
use super::pending::{directory_of, hash, unreadable, unwritable, with_suffix};
use super::server;
use super::swap::Staged;
use super::verify::{Verified, verify};
use crate::cli::DbRestore;
use crate::command::access::For;
use crate::command::place::{self, Place};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::environment::Environment;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{DatabaseUrl, Store, audit, backup, migrate, rights};

/// The database that will be replaced, as far as it can be read.
struct Replaced {
    environment: Option<Environment>,
    audit_head: Option<String>,
    damaged: Option<String>,
}

pub(super) async fn run(session: &mut Session, arguments: &DbRestore) -> Result<Outcome, Error> {
    let file = &arguments.file;
    let manifest = manifest(arguments)?;
    let url = session.config.database.value.clone();
    let kind = match &url {
        DatabaseUrl::Sqlite(_) => SQLITE,
        DatabaseUrl::Postgres(_) => POSTGRES,
    };
    if let Some(manifest) = manifest.as_ref().filter(|manifest| manifest.kind != kind) {
        return Err(Error::new(
            Code::Usage,
            format!("`{}` is a backup of a database of the kind `{}`", file.display(), manifest.kind),
        )
        .hint("name a database of that kind by `--database`"));
    }
    match url {
        DatabaseUrl::Sqlite(database) => on_sqlite(session, arguments, manifest.as_ref(), &database).await,
        DatabaseUrl::Postgres(url) => on_server(session, arguments, manifest.as_ref(), &url).await,
    }
}

async fn on_sqlite(
    session: &mut Session,
    arguments: &DbRestore,
    manifest: Option<&Manifest>,
    database: &Path,
) -> Result<Outcome, Error> {
    let file = &arguments.file;
    let exists = database.symlink_metadata().is_ok();
    if exists && !arguments.replace && !arguments.dry_run {
        return Err(Error::new(Code::Conflict, format!("`{}` is there already", database.display()))
            .hint("`--replace` takes its place and keeps it beside; `--dry-run` proves the backup only")
            .hint("`--database sqlite:PATH` restores into another file"));
    }
    ensure_closed(file)?;
    let sha256 = ensure_same(session, file, manifest).await?;
    let found = look(session, file, manifest, arguments.verify).await?;
    if arguments.dry_run {
        session.ui.record(told(file, &found, manifest))?;
        tell_left_out(session, &found);
        session.ui.status("the backup is sound; nothing was touched");
        return Ok(Outcome::Done);
    }
    let replaced = if exists { Some(examine(database).await) } else { None };
    // A profile and what is restored have to agree; what is new harms nothing, so that its mark guards nothing yet.
    Place::agreed(&session.config, found.environment.clone())?;
    let guarding = |old: &Replaced| old.environment.clone().or_else(|| found.environment.clone());
    session.means(replaced.as_ref().and_then(guarding))?;
    let mut preview = told(file, &found, manifest);
    if let Some(old) = &replaced {
        preview.push("replaces", "replaces", Value::text(database.display().to_string()));
        preview.push("replaced_audit_head", "its audit head", old.audit_head.clone().map(Value::code));
        preview.push("replaced_damaged", "it can't be read", old.damaged.clone().map(Value::text));
    }
    let question = if exists { "Replace the database by this backup?" } else { "Restore this backup?" };
    session.confirm(&preview, question)?;

    let aside = place_copy(session, arguments, database, &sha256, &found, replaced).await?;
    let mut record = told(file, &found, manifest);
    record.push("database", "database", Value::text(format!("sqlite:{}", database.display())));
    let aside = aside.map(|path| path.display().to_string());
    record.push("kept_as", "replaced one kept as", aside.clone().map(Value::text));
    session.ui.record(record)?;
    if let Some(aside) = aside {
        session.ui.note(&format!(
            "`cardctl db restore {aside} --no-manifest --replace` goes back to what was replaced"
        ));
    }
    tell_left_out(session, &found);
    session.ui.status(next(&found));
    Ok(Outcome::Done)
}

/// Restores into an empty database of a server.
async fn on_server(
    session: &mut Session,
    arguments: &DbRestore,
    manifest: Option<&Manifest>,
    url: &str,
) -> Result<Outcome, Error> {
    let file = &arguments.file;
    if arguments.replace {
        return Err(Error::new(
            Code::Usage,
            "on PostgreSQL a backup is restored into an empty database only",
        )
        .hint("make one by `createdb NAME`, restore into it, then point `--database` or the profile to it"));
    }
    let sha256 = ensure_same(session, file, manifest).await?;
    server::list(session, url, file).await?;
    let what = |record: Record| {
        record
            .field("file", "file", Value::text(file.display().to_string()))
            .field("platform", "platform", manifest.map(|written| Value::text(written.platform.clone())))
            .field(
                "environment",
                "environment",
                manifest.and_then(|written| written.environment.clone()).map(Value::code),
            )
            .field("created_at", "made at", manifest.map(|written| Value::text(written.created_at.clone())))
            .field("schema", "schema version", manifest.map(|written| written.schema))
            .field("sha256", "SHA-256", Value::code(sha256.clone()))
    };
    if arguments.dry_run {
        session.ui.record(what(Record::new()))?;
        session.ui.note(
            "not verified: what is in it; only a restore into an empty database proves that, as by `createdb trial`",
        );
        session.ui.status("the file is what was written; nothing was touched");
        return Ok(Outcome::Done);
    }
    let target = DatabaseUrl::Postgres(url.to_owned());
    let store = Store::connect(&session.access(For::Work).await?).await?;
    let is_empty = backup::is_empty(&store).await?;
    if !is_empty {
        store.close().await;
        return Err(Error::new(Code::Conflict, format!("the database `{target}` is not empty"))
            .hint("a backup is restored into an empty one only: make it by `createdb NAME`")
            .hint("if a restore was interrupted, `cardctl db check` says what is there"));
    }
    let environment = manifest.and_then(|written| written.environment.as_deref()?.parse().ok());
    Place::agreed(&session.config, environment)?;
    session.means(None)?;
    session.confirm(
        &what(Record::new().field("into", "into", Value::text(target.to_string()))),
        "Restore this backup?",
    )?;
    let read = server::fill(session, url, file).await?;
    let drop_it = "the database was filled; drop it, and take an older backup";
    if read != sha256 {
        return Err(Error::new(Code::CheckFailed, format!("`{}` was changed meanwhile", file.display()))
            .hint(drop_it));
    }
    let found = verify(session, &store, manifest, arguments.verify).await?.ensure(file, drop_it)?;
    let is_current = found.schema == migrate::latest();
    // A migration brings the rights up to date, too.
    let served = if is_current { bring_rights(&store).await } else { Ok(false) };
    if is_current {
        record(session, &store, arguments, &sha256, &found, None).await?;
    }
    store.close().await;
    let mut record = told(file, &found, manifest);
    record.push("database", "database", Value::text(target.to_string()));
    session.ui.record(record)?;
    tell_left_out(session, &found);
    match served {
        Ok(true) => session.ui.note(
            "roles are the server's: who had one in a database of this name has it again, as `cardctl db grants` \
             lists; others get one by `cardctl db grant ROLE USER`",
        ),
        Ok(false) => session
            .ui
            .note("roles of users are not in a backup; `cardctl db grant ROLE USER` gives one"),
        Err(error) => session.ui.warn(&format!(
            "the rights could not be brought up: {}; `cardctl db grant ROLE USER` by the owner does it",
            error.full_message()
        )),
    }
    session.ui.status(next(&found));
    Ok(Outcome::Done)
}

/// Brings the rights up to date, which are not in a backup: those of the groups that the server has for a database of this
/// name, and those that everybody lacks. Says whether somebody is in one.
async fn bring_rights(store: &Store) -> Result<bool, Error> {
    let mut tx = store.begin().await?;
    rights::reapply(&mut tx).await?;
    let members = rights::members(&mut tx).await?;
    tx.finish().await?;
    Ok(!members.is_empty())
}

fn next(found: &Verified) -> &'static str {
    if found.schema == migrate::latest() {
        "next: `cardctl db check`, and load again what came after the backup"
    } else {
        "next: `cardctl db migrate`, then `cardctl db check`"
    }
}

/// What is written down of the backup; nothing only where that was said.
fn manifest(arguments: &DbRestore) -> Result<Option<Manifest>, Error> {
    let file = &arguments.file;
    if file.as_os_str() == "-" {
        return Err(Error::new(Code::Usage, "a backup is restored from a file, and not from standard input")
            .hint("its hash is proved before anything of it is used"));
    }
    if arguments.no_manifest {
        return Ok(None);
    }
    Manifest::read(file)?.map(Some).ok_or_else(|| {
        if file.symlink_metadata().is_err() {
            return Error::new(Code::NotFound, format!("no file `{}`", file.display()))
                .hint("name the file that `cardctl db backup` wrote");
        }
        Error::new(Code::BadFile, format!("beside `{}` there is no `{0}.json`", file.display()))
            .hint("it says whether the backup is what was written: bring it from where the backup is from")
            .hint("`--no-manifest` goes without it")
    })
}

/// A copy of a database that was open may lack what stands in its log.
fn ensure_closed(file: &Path) -> Result<(), Error> {
    let log = with_suffix(file, "-wal");
    if fs::metadata(&log).is_ok_and(|found| found.len() > 0) {
        return Err(Error::new(
            Code::BadFile,
            format!("`{}` has a log beside it, `{}`, and is no backup", file.display(), log.display()),
        )
        .hint("use it as a database by `--database`, and make a backup of it by `cardctl db backup`"));
    }
    Ok(())
}

/// The file's hash, which has to be that of its manifest.
async fn ensure_same(session: &Session, file: &Path, manifest: Option<&Manifest>) -> Result<String, Error> {
    let opened = File::open(file).map_err(|error| unreadable(file, error))?;
    let (size, sha256) = hash(session, opened, file, None).await?;
    match manifest {
        Some(manifest) if manifest.size != size || manifest.sha256 != sha256 => {
            let message = format!(
                "`{}` is not the file that was written: {size} bytes with SHA-256 {sha256}, and {} bytes with {} \
                 in its manifest",
                file.display(),
                manifest.size,
                manifest.sha256
            );
            Err(Error::new(Code::BadFile, message).hint("nothing was changed; take another copy of it"))
        }
        _ => Ok(sha256),
    }
}

/// Opens the backup where it lies and looks at everything in it.
async fn look(
    session: &Session,
    file: &Path,
    manifest: Option<&Manifest>,
    whole: bool,
) -> Result<Verified, Error> {
    let store = backup::open(file);
    let found = verify(session, &store, manifest, whole).await;
    store.close().await;
    match found {
        Ok(found) => found.ensure(file, "nothing was changed; take an older backup"),
        // Whatever the database says of a file that it can't read, the file is the reason.
        Err(error)
            if matches!(error.code(), Code::Internal | Code::DatabaseUnreachable | Code::DatabaseDamaged) =>
        {
            Err(Error::new(Code::BadFile, format!("`{}` is no sound database", file.display()))
                .caused_by(error)
                .hint("nothing was changed; take another backup"))
        }
        Err(error) => Err(error),
    }
}

/// Reads what can be read of the database that will be replaced.
async fn examine(database: &Path) -> Replaced {
    let mut old = Replaced { environment: None, audit_head: None, damaged: None };
    let read = async {
        let store = Store::connect_to_read(&DatabaseUrl::Sqlite(database.to_owned()).into()).await?;
        let found = async {
            let environment = place::marked(&store).await?;
            let head = audit::head(&mut store.snapshot().await?).await?;
            Ok::<_, Error>((environment, head.to_string()))
        }
        .await;
        store.close().await;
        found
    }
    .await;
    match read {
        Ok((environment, head)) => (old.environment, old.audit_head) = (environment, Some(head)),
        Err(error) => old.damaged = Some(error.full_message()),
    }
    old
}

/// Copies the backup beside the database, records the restore in it, and puts it in its place. Gives where the replaced
/// database is kept.
async fn place_copy(
    session: &mut Session,
    arguments: &DbRestore,
    database: &Path,
    sha256: &str,
    found: &Verified,
    replaced: Option<Replaced>,
) -> Result<Option<PathBuf>, Error> {
    let file = &arguments.file;
    let directory = directory_of(database);
    fs::create_dir_all(directory)
        .map_err(|error| Error::io(format!("can't make the directory `{}`", directory.display()), error))?;
    let Some(_lock) = backup::lock_beside(database)? else {
        return Err(Error::new(
            Code::RunLocked,
            format!("a run or another restore is at work on `{}`", database.display()),
        )
        .hint("nothing was changed; run the command again when it is over"));
    };
    let (staged, mut copy) = Staged::create(database)?;
    let opened = File::open(file).map_err(|error| unreadable(file, error))?;
    let copied = hash(session, opened, file, Some((&mut copy, staged.path()))).await?;
    copy.sync_all().map_err(|error| unwritable(staged.path(), error))?;
    drop(copy);
    if copied.1 != sha256 {
        return Err(Error::new(Code::Busy, format!("`{}` was changed meanwhile", file.display()))
            .hint("nothing was changed; run the command again"));
    }
    backup::make_live(staged.path()).await?;
    if found.schema == migrate::latest() {
        let store = Store::open(&DatabaseUrl::Sqlite(staged.path().to_owned()).into()).await?;
        let recorded = record(session, &store, arguments, sha256, found, replaced).await;
        store.close().await;
        recorded?;
    }
    let synced = File::open(staged.path()).and_then(|file| file.sync_all());
    synced.map_err(|error| unwritable(staged.path(), error))?;
    staged.place(database, session.now()).await
}

/// Writes the restore into the audit log of what is restored.
async fn record(
    session: &Session,
    store: &Store,
    arguments: &DbRestore,
    sha256: &str,
    found: &Verified,
    replaced: Option<Replaced>,
) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, store, &mut tx).await?;
    let replaced = replaced.map(|old| json!({ "audit_head": old.audit_head }));
    let detail = json!({
        "audit_head": found.audit_head,
        "sha256": sha256,
        "checked": arguments.verify,
        "manifest": !arguments.no_manifest,
        "replaced": replaced,
    });
    tx.commit(&session.entry(&platform, "db restore", arguments.file.display(), &detail)).await?;
    Ok(())
}

/// What the backup is and what was proved of it.
fn told(file: &Path, found: &Verified, manifest: Option<&Manifest>) -> Record {
    let list = |texts: &[String]| Value::List(texts.iter().cloned().map(Value::text).collect());
    let mut verified = found.proved.clone();
    if manifest.is_some() {
        verified.insert(0, "size and SHA-256 of the file".to_owned());
    }
    Record::new()
        .field("file", "file", Value::text(file.display().to_string()))
        .field("platform", "platform", Value::text(found.platform.clone()))
        .field(
            "environment",
            "environment",
            found.environment.as_ref().map(|name| Value::code(name.to_string())),
        )
        .field("created_at", "made at", manifest.map(|manifest| Value::text(manifest.created_at.clone())))
        .field("program", "made by version", manifest.map(|manifest| Value::text(manifest.program.clone())))
        .field("schema", "schema version", found.schema)
        .field("audit_head", "audit head", found.audit_head.clone().map(Value::code))
        .field("verified", "verified", list(&verified))
}

fn tell_left_out(session: &mut Session, found: &Verified) {
    for left_out in &found.left_out {
        session.ui.note(&format!("not verified: {left_out}"));
    }
}
