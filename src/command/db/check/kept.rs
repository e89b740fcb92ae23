//! Whether the rows of tables that only grow are those that the audit log says were written.

use std::collections::HashSet;

use super::NAMED;
use super::walks::enough;
use crate::error::Error;
use crate::store::written::{self, KEPT, Kept, RowSum};
use crate::store::{StoreError, Tx};

/// So many entries of a single row each are looked for at once, where something is wrong.
const SOUGHT: usize = 100_000;

/// The tables that have other rows than those of which the log says that they were written, and the entries of single rows
/// that are gone.
pub(super) async fn misremembered(tx: &mut Tx) -> Result<Vec<String>, Error> {
    if !written::is_summed(tx).await? {
        return Ok(vec![
            "what is older than the sums is in no entry: `cardctl db migrate` enters it".to_owned(),
        ]);
    }
    let logged = match written::logged(tx).await {
        Ok(logged) => logged,
        Err(error @ StoreError::Inconsistent { .. }) => return Ok(vec![error.to_string()]),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for kept in KEPT {
        let (told, present) = (logged.of(kept), written::present(tx, kept, |_| ()).await?);
        if told == present {
            continue;
        }
        found.push(difference(kept, told, present));
        for entry in gone(tx, kept).await? {
            found.push(entry);
        }
    }
    found.truncate(NAMED);
    Ok(found)
}

fn difference(kept: &Kept, told: RowSum, present: RowSum) -> String {
    let (table, told, present) = (kept.table, told.rows, present.rows);
    if told == present {
        format!("`{table}`: {present} rows, as many as were written, but not the same")
    } else {
        format!("`{table}`: {present} rows, and {told} were written")
    }
}

/// The first entries that wrote one row into a table which is not there any more as it was written.
async fn gone(tx: &mut Tx, kept: &Kept) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut after = 0;
    loop {
        let entries = written::single(tx, kept, after, SOUGHT).await?;
        let Some(last) = entries.last() else { return Ok(found) };
        after = last.seq;
        let mut missing: HashSet<[u8; 32]> = entries.iter().map(|entry| entry.hash.to_bytes()).collect();
        written::present(tx, kept, |row| {
            missing.remove(&row.to_bytes());
        })
        .await?;
        for entry in entries.iter().filter(|entry| missing.contains(&entry.hash.to_bytes())) {
            let (table, seq, action, subject) = (kept.table, entry.seq, &entry.action, &entry.subject);
            found.push(format!("`{table}`: what entry {seq} wrote (`{action}` on `{subject}`) is not there"));
            if enough(&found).is_break() {
                return Ok(found);
            }
        }
    }
}
