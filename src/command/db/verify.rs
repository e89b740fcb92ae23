//! Whether a backup is what was written, and whether it would do.

use std::path::Path;

use super::check;
use super::manifest::Manifest;
use crate::command::place;
use crate::command::session::{Session, hex};
use crate::domain::environment::Environment;
use crate::error::{Code, Error};
use crate::store::audit::Verdict;
use crate::store::status::counts_in;
use crate::store::{Store, StoreError, Tx, audit, backup, key, migrate, setting};

/// How many faults are told.
const TOLD: usize = 20;

/// What was found in a backup.
pub(super) struct Verified {
    /// What was looked at and is right.
    pub(super) proved: Vec<String>,
    /// What was not looked at, and why.
    pub(super) left_out: Vec<&'static str>,
    pub(super) schema: i64,
    pub(super) platform: String,
    pub(super) environment: Option<Environment>,
    pub(super) audit_head: Option<String>,
    faults: Vec<String>,
}

impl Verified {
    fn look(&mut self, what: impl Into<String>, faults: Vec<String>) {
        if faults.is_empty() {
            self.proved.push(what.into());
        } else {
            self.faults.extend(faults);
        }
    }

    /// What holds only when the manifest says the same.
    fn compare<T: PartialEq + std::fmt::Display>(&mut self, what: &str, here: &T, written: &T) {
        let fault = format!("{what}: {here} in the file, and {written} in its manifest");
        self.look(what, if here == written { Vec::new() } else { vec![fault] });
    }

    /// Fails when something is wrong; `next` says what to do then.
    pub(super) fn ensure(self, file: &Path, next: &str) -> Result<Self, Error> {
        let Some(first) = self.faults.first() else { return Ok(self) };
        let message = format!("`{}` is not sound: {first}", file.display());
        let others = self.faults.iter().skip(1).take(TOLD);
        let error = others.fold(Error::new(Code::CheckFailed, message), Error::hint);
        Err(error.hint(next))
    }
}

/// Looks at everything in a backup that was opened; with `whole` also at all that is always true of a platform.
pub(super) async fn verify(
    session: &Session,
    store: &Store,
    manifest: Option<&Manifest>,
    whole: bool,
) -> Result<Verified, Error> {
    let schema = migrate::version(store).await?.filter(|version| *version > 0);
    let schema = schema.ok_or_else(|| Error::new(Code::BadFile, "there is no platform in the file"))?;
    let known = migrate::latest();
    if schema > known {
        return Err(StoreError::SchemaNewer { found: schema, known }.into());
    }
    let mut tx = store.snapshot().await?;
    let mut found = Verified {
        proved: Vec::new(),
        left_out: Vec::new(),
        schema,
        platform: setting::read(&mut tx, "name").await?.unwrap_or_default(),
        environment: place::marked(store).await?,
        audit_head: None,
        faults: Vec::new(),
    };
    let is_current = schema == known;
    if let Some(manifest) = manifest {
        found.compare("schema version", &schema, &manifest.schema);
    }
    if !(whole && is_current) {
        let faults = backup::quick_check(&mut tx).await?;
        if let Store::Sqlite(..) = store {
            found.look("the database's own check of its file", faults);
        }
    }
    if let Store::Sqlite(..) = store {
        let broken = backup::broken_references(&mut tx).await?;
        found.look("references between tables", broken);
    } else {
        // The server made every one of them anew.
        found.look("constraints and references, by the server that restored it", Vec::new());
    }
    if is_current {
        contents(session, &mut tx, manifest, whole, &mut found).await?;
    } else {
        found.left_out.push("the audit log, the counts and the key: the schema is older than this program");
    }
    if whole && is_current {
        let results = check::all(session, store, &mut tx).await?;
        let passes = results.len();
        let broken = results.into_iter().filter(|(_, rows)| !rows.is_empty());
        let said = |(name, rows): (&str, Vec<String>)| format!("`db check` pass {name}: {}", rows.join("; "));
        let faults = broken.map(said).collect();
        found.look(format!("all {passes} passes of `db check`"), faults);
    } else if !whole {
        found.left_out.push("the passes of `db check`: `--verify` runs them");
    }
    Ok(found)
}

/// What a backup of this program's schema says of itself.
async fn contents(
    session: &Session,
    tx: &mut Tx,
    manifest: Option<&Manifest>,
    whole: bool,
    found: &mut Verified,
) -> Result<(), Error> {
    let head = if whole {
        // Its pass follows the chain.
        audit::head(tx).await?
    } else {
        let entries = audit::head(tx).await?.seq;
        let progress = session.ui.progress(u64::try_from(entries).ok(), "audit entries");
        match audit::verify(tx, &[], || progress.inc(1)).await?.verdict {
            Verdict::Intact(head) => {
                found.look("the audit log from its beginning", Vec::new());
                head
            }
            Verdict::Broken { seq, why, .. } => {
                found.look("the audit log", vec![format!("audit entry {seq}: {why}")]);
                return Ok(());
            }
        }
    };
    let head = head.to_string();
    found.audit_head = Some(head.clone());
    if let Some(written) = manifest.and_then(|manifest| manifest.audit_head.as_ref()) {
        found.compare("head of the audit log", &head, written);
    } else {
        found.left_out.push("the head of the audit log: nothing says what it was");
    }
    if let Some(written) = manifest.and_then(|manifest| manifest.counts.as_ref()) {
        let counts = counts_in(tx).await?.named();
        let differs = counts.iter().filter_map(|(name, here)| {
            // A later program may count something else.
            let written = written.get(*name)?;
            (written != here).then(|| format!("{name}: {here} in the file, and {written} in its manifest"))
        });
        let faults = differs.collect();
        found.look("counts of the main tables", faults);
    }
    keys(session, tx, manifest, found).await
}

/// Whether the keys that are there are those of the backup.
async fn keys(
    session: &Session,
    tx: &mut Tx,
    manifest: Option<&Manifest>,
    found: &mut Verified,
) -> Result<(), Error> {
    let versions = key::versions(tx).await?;
    if let Some(manifest) = manifest {
        let here = versions.iter().map(|each| (each.version, hex(&each.check_value)));
        let same = here.eq(manifest.keys.iter().map(|mark| (mark.version, mark.check_value.clone())));
        let fault = || "the keys that its manifest names are others than those in the file".to_owned();
        found.look("versions of the key", if same { Vec::new() } else { vec![fault()] });
    }
    if !session.has_key() {
        found.left_out.push("whether your key opens it: there is none here");
        return Ok(());
    }
    let ring = session.key_ring().await?;
    session.fit(&ring, &versions).map_err(|error| {
        error.hint("name the key of the backup's platform by `--key-file`; without one, it is not looked at")
    })?;
    found.look("your key opens it", Vec::new());
    Ok(())
}
