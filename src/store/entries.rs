//! Many entries of the journal at once.

use super::bulk::{Bulk, Cell, Table};
use super::ledger::{NewEntry, balanced};
use super::{Result, Tx};
use crate::domain::book::Part;
use crate::domain::party::{PartyId, PartyKind};

const JOURNAL: Table = Table {
    name: "journal",
    columns: &["entry_id", "kind", "run_id", "dated", "recorded", "operator", "subject"],
};

const POSTING: Table = Table { name: "posting", columns: &["party_id", "entry_id", "kind", "amount"] };

/// Entries on their way into the journal, with their postings.
pub struct Entries {
    journal: Bulk,
    postings: Vec<(PartyId, i64, PartyKind, i64)>,
}

impl Entries {
    /// None yet.
    #[must_use]
    pub fn new(tx: &Tx) -> Self {
        Self { journal: Bulk::new(tx, &JOURNAL), postings: Vec::new() }
    }

    /// Adds an entry; as [`enter`](super::ledger::enter) writes one.
    ///
    /// # Errors
    /// The postings don't sum to zero, or nothing is left of them.
    pub fn push(&mut self, new: NewEntry<'_>, parts: &[Part]) -> Result<()> {
        let sums = balanced(new.entry, parts)?;
        let entry = new.entry.get();
        self.journal.push([
            entry.into(),
            new.kind.as_str().into(),
            Cell::Null,
            new.dated.number().into(),
            new.recorded.into(),
            new.operator.into(),
            new.subject.into(),
        ])?;
        self.postings.extend(sums.into_iter().map(|((party, kind), amount)| (party, entry, kind, amount)));
        Ok(())
    }

    /// Writes them, the postings in the order of their key.
    pub async fn write(mut self, tx: &mut Tx) -> Result<()> {
        self.journal.write(tx).await?;
        self.postings.sort_unstable();
        let mut postings = Bulk::new(tx, &POSTING);
        for (party, entry, kind, amount) in self.postings {
            postings.push([party.get().into(), entry.into(), kind.as_str().into(), amount.into()])?;
        }
        postings.write(tx).await?;
        Ok(())
    }
}
