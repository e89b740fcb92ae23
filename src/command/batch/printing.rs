//! What `batch issue` and `batch export` have in common: writing the print file and describing it.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::age::Age;
use super::leftover::{self, Leftover};
use super::print_files::{PrintFiles, Sealed};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::id::BatchId;
use crate::error::{Code, Error};
use crate::store::{StoreError, Tx, audit, batch};
use crate::vault::CodeBook;

/// How many cards are looked up, written or stored at a time; between two of these the work can be interrupted.
pub(super) const SLICE: usize = 10_000;

/// What an interrupted command left in the directory.
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// Files that belong to no batch.
    Unfinished(Leftover),
    /// The files of this batch, whose codes are stored: only their names are not yet theirs.
    Stored(BatchId, Leftover),
}

/// Looks at the directory.
pub(super) async fn found(tx: &mut Tx, directory: &Path) -> Result<Found, Error> {
    let Some(leftover) = leftover::examine(directory)? else { return Ok(Found::Nothing) };
    Ok(match batch::of_file(tx, &leftover.sha256).await? {
        Some(batch) => Found::Stored(batch, leftover),
        None => Found::Unfinished(leftover),
    })
}

/// The directory holds the files of another batch, which are complete now.
pub(super) fn completed(session: &mut Session, batch: BatchId, leftover: Leftover) -> Result<Error, Error> {
    let directory = leftover.path.parent().unwrap_or(Path::new(".")).display().to_string();
    leftover.complete()?;
    session.ui.note(&format!(
        "the issue of batch {batch} was interrupted after its cards were stored; its files are complete now"
    ));
    Ok(Error::new(Code::Conflict, format!("`{directory}` holds the files of batch {batch}"))
        .hint(format!("`cardctl batch show {batch}` shows it; for further cards name another directory")))
}

/// Removes files that belong to no batch.
pub(super) fn clear(session: &mut Session, found: Found) -> Result<(), Error> {
    if let Found::Unfinished(leftover) = found {
        leftover.clear()?;
        session.ui.status("removed the unfinished files of an interrupted issue");
    }
    Ok(())
}

/// A file with codes in the clear is rarely wanted.
pub(super) fn warn_of_plain_text(session: &mut Session, age: Option<&Age>) {
    if age.is_none() {
        session.ui.warn("the print file is plain text; `--recipient age1…` encrypts it to the print house");
    }
}

/// Writes the cards, in the order of their serials.
pub(super) async fn write(
    session: &Session,
    files: &mut PrintFiles,
    cards: impl ExactSizeIterator<Item = (u32, CardNumber)>,
    codes: &CodeBook,
) -> Result<Sealed, Error> {
    let label = format!("writing {}", files.name());
    let progress = session.ui.progress(Some(cards.len() as u64), &label);
    let mut written = 0;
    for (serial, number) in cards {
        files.card(serial, number, &codes.code(number)).await?;
        written += 1;
        if written % SLICE == 0 {
            progress.inc(SLICE as u64);
            // Lets an interruption through.
            tokio::task::yield_now().await;
        }
    }
    progress.inc((written % SLICE) as u64);
    files.seal().await
}

/// What the manifest says of the batch.
pub(super) struct Described<'a> {
    pub(super) batch: BatchId,
    pub(super) center: &'a str,
    pub(super) program: &'a str,
    /// How many cards the file has, and the first and the last serial.
    pub(super) cards: (usize, u32, u32),
    pub(super) at: Timestamp,
    /// SHA-256 of the file that this one makes worthless.
    pub(super) replaces: Option<&'a str>,
    /// What the region table in force calls itself.
    pub(super) region_version: &'a str,
    /// The head of the audit log before the batch's own entry.
    pub(super) audit_head: &'a audit::Head,
}

/// Writes the manifest and the sums.
pub(super) fn describe(
    files: &PrintFiles,
    sealed: &Sealed,
    age: Option<&Age>,
    platform: &Platform,
    described: &Described<'_>,
) -> Result<(), Error> {
    let (count, first, last) = described.cards;
    let zone = platform.calendar.zone();
    let manifest: Json = json!({
        "batch": described.batch.get(), "center": described.center, "program": described.program,
        "count": count, "first_serial": first, "last_serial": last,
        "file": files.name(), "sha256": sealed.sha256,
        "plain_sha256": sealed.plain_sha256.as_ref().unwrap_or(&sealed.sha256),
        "recipients": age.map(Age::recipients).unwrap_or_default(),
        "replaces": described.replaces,
        "creator": platform.operator,
        "time": described.at.display_with_offset(zone.to_offset(described.at)).to_string(),
        "region_version": described.region_version,
        "program_version": env!("CARGO_PKG_VERSION"),
        "audit_head": described.audit_head.to_string(),
    });
    files.describe(sealed, &manifest)
}

/// The commit has failed. The files go with it, unless the answer was lost on its way and nobody knows whether the
/// codes are stored: then the next command into the directory finds out.
pub(super) fn uncommitted(error: StoreError, files: PrintFiles) -> Error {
    if matches!(error, StoreError::Uncertain(_)) {
        return Error::from(error).hint(
            "the cards may have been stored; the same command again completes the files, or clears them away \
             and makes them anew",
        );
    }
    files.discard();
    error.into()
}
