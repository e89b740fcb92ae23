//! The file of an export: which rows a format can pay, and their text, written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::command::session::hex;
use crate::domain::money::Money;
use crate::domain::payout::row_id;
use crate::domain::payout_file::{Head, PayoutFormat, PayoutRow, Refusal};
use crate::error::{Code, Error};
use crate::store::holder::sealed_row;
use crate::store::payout_export::{self as exports, SealedRow};
use crate::store::{StoreError, Tx};
use crate::vault::Vault;

/// What the rows come to.
pub(super) struct Checked {
    pub(super) rows: u64,
    pub(super) net: Money,
    /// Row, party and why the format can't pay it.
    pub(super) refused: Vec<(String, String, Refusal)>,
}

/// The rows of a payout in a format.
pub(super) struct Rows<'a> {
    pub(super) format: PayoutFormat,
    pub(super) currency: &'a str,
    pub(super) payout: i64,
    pub(super) vault: &'a Vault,
}

impl Rows<'_> {
    /// Which rows can be written.
    pub(super) async fn check(&self, tx: &mut Tx) -> Result<Checked, Error> {
        let mut checked = Checked { rows: 0, net: Money::ZERO, refused: Vec::new() };
        exports::for_each_pending(tx, self.payout, |sealed| {
            let row = self.opened(&sealed)?;
            match self.format.row(checked.rows + 1, self.currency, &row) {
                Ok(_) => {
                    checked.rows += 1;
                    checked.net = checked.net.checked_add(row.net).ok_or_else(|| {
                        StoreError::inconsistent("payout_item", "net", &row.id, "a sum above 64 bits")
                    })?;
                }
                Err(refusal) => checked.refused.push((row.id.clone(), row.party.clone(), refusal)),
            }
            Ok::<(), Error>(())
        })
        .await?;
        Ok(checked)
    }

    /// Writes the file beside its place, and returns its SHA-256.
    pub(super) async fn write(&self, tx: &mut Tx, target: &Target, head: &Head<'_>) -> Result<String, Error> {
        let mut out = Hashed { to: BufWriter::new(target.create()?), sha256: Sha256::new() };
        let failed = |error| target.failed(error);
        out.write_all(&self.format.head(head)).map_err(failed)?;
        let mut n = 0;
        exports::for_each_pending(tx, self.payout, |sealed| {
            if let Ok(line) = self.format.row(n + 1, self.currency, &self.opened(&sealed)?) {
                n += 1;
                out.write_all(&line).map_err(failed)?;
            }
            Ok::<(), Error>(())
        })
        .await?;
        assert_eq!(n, head.rows, "one snapshot has the same rows twice");
        out.write_all(&self.format.end()).map_err(failed)?;
        out.flush().map_err(failed)?;
        let Hashed { to, sha256 } = out;
        to.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
        Ok(hex(&sha256.finalize()))
    }

    fn opened(&self, sealed: &SealedRow) -> Result<PayoutRow, Error> {
        let row = sealed_row(sealed.party_id, sealed.account_n);
        let text = |column, bytes: &[u8]| self.vault.open_text("party_account", column, &row, bytes);
        let account_kind =
            sealed.account_kind.parse().map_err(|why: crate::domain::payee::UnknownPayeeKind| {
                StoreError::inconsistent("party_account", "kind", &row, why)
            })?;
        let id = row_id(self.payout, sealed.party_id);
        Ok(PayoutRow {
            kind: sealed.kind()?,
            party: sealed.party()?.to_owned(),
            name: text("name", &sealed.name)?.to_string(),
            account_kind,
            account: text("account", &sealed.account)?.to_string(),
            bank: sealed.bank.clone(),
            bank_code: sealed.bank_code.clone(),
            net: sealed.net(),
            memo: format!("佣金 {id}"),
            id,
        })
    }
}

/// Where the file goes: it is complete before it has its name.
pub(super) struct Target {
    path: PathBuf,
    partial: PathBuf,
}

impl Target {
    /// Of a file that must not be there.
    pub(super) fn of(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            return Err(Error::new(Code::Usage, format!("`{}` is there already", path.display()))
                .hint("name another file; one that may have been handed over is not written over"));
        }
        let Some(name) = path.file_name() else {
            return Err(Error::new(Code::Usage, format!("`{}` is no name of a file", path.display())));
        };
        let mut partial = name.to_owned();
        partial.push(".partial");
        Ok(Self { path: path.to_owned(), partial: path.with_file_name(partial) })
    }

    /// Nobody but the owner may read it: it has names and accounts.
    fn create(&self) -> Result<File, Error> {
        if self.partial.exists() {
            fs::remove_file(&self.partial).map_err(|error| self.failed(error))?;
        }
        let options = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.partial);
        options.map_err(|error| self.failed(error))
    }

    /// Gives the complete file its name.
    pub(super) fn publish(&self) -> Result<(), Error> {
        fs::rename(&self.partial, &self.path).map_err(|error| {
            self.failed(error)
                .hint(format!("it is recorded, and complete: rename `{}`", self.partial.display()))
        })
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::io(format!("can't write `{}`", self.path.display()), error)
    }
}

/// Hashes what is written.
struct Hashed<W> {
    to: W,
    sha256: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
