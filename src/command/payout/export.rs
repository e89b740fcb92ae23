//! `payout export`: the file by which a bank or payment firm is told whom to pay.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Books, named};
use crate::cli::{PayoutExport, PayoutFileFormat};
use crate::command::platform::{Platform, day_flag};
use crate::command::session::{Session, hex};
use crate::domain::money::Money;
use crate::domain::payee::AccountKind;
use crate::domain::payout::{PayoutState, row_id};
use crate::domain::payout_file::{Debtor, Head, PayoutFormat, PayoutRow, Refusal};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::holder::sealed_row;
use crate::store::payout_export::{self as exports, SealedRow, Written};
use crate::store::{StoreError, Tx};
use crate::vault::Vault;

const ACTION: &str = "payout export";

const REFUSED: [Column; 3] =
    [Column::new("row", "ROW"), Column::new("party", "PARTY"), Column::new("reason", "REASON")];

/// So many refused rows are shown one by one.
const SHOWN: usize = 1000;

/// Runs `payout export`.
pub(super) async fn run(session: &mut Session, arguments: PayoutExport) -> Result<Outcome, Error> {
    let format = format(&arguments);
    let books = Books::open(session).await?;
    session.key_ring().await?;
    let mut tx = books.store.snapshot().await?;
    let platform = &books.platform;
    let vault = session.vault(&mut tx).await?;
    let payout = named(&mut tx, &arguments.payout).await?;
    let id = payout.payout_id;
    if payout.state()? != PayoutState::Approved {
        let error = Error::new(Code::RunState, format!("payout {id} is {}, not approved", payout.state()?))
            .hint(format!("`cardctl payout approve {id}` is another operator's act"));
        return Err(session.refuse(&books.store, platform, ACTION, id, error).await);
    }
    let before = exports::written(&mut tx, id).await?;
    let earlier = before.iter().rfind(|one| overlaps(&one.format, format));
    if let Some(earlier) = earlier
        && !arguments.again
    {
        let error = told_twice(platform, id, earlier);
        return Err(session.refuse(&books.store, platform, ACTION, id, error).await);
    }
    let reason = match earlier {
        Some(_) => Some(session.reason("a second file of the same rows")?),
        None => None,
    };
    let target = Target::of(&arguments.out)?;
    let debtor = debtor(platform, &arguments)?;
    let on = day_flag("--on", arguments.on.as_deref(), platform.today(session))?;
    let n = before.last().map_or(0, |last| last.n) + 1;
    let mut plan = Plan { format, currency: &platform.currency, payout: id, vault: &vault };

    let checked = plan.check(&mut tx).await?;
    if checked.rows == 0 {
        return Err(nothing_left(&checked, id, format));
    }
    let states = exports::states(&mut tx, id).await?;
    session.confirm(&preview(id, &arguments, &checked, &states, earlier), "Write this file?")?;

    let message = format!("{id}-{n}");
    let now = session.now();
    let created = now.display_with_offset(platform.calendar.zone().to_offset(now));
    let created = format!("{created:.0}");
    let head = Head {
        message: &message,
        created: &created,
        currency: &platform.currency,
        on,
        debtor: debtor.as_ref(),
        rows: checked.rows,
        net: checked.net,
    };
    let sha256 = plan.write(&mut tx, &target, &head).await?;
    tx.rollback().await?;

    let written = Written {
        n,
        format: format.as_str().to_owned(),
        rows: i64::try_from(checked.rows).unwrap_or(i64::MAX),
        net: checked.net.minor(),
        sha256: sha256.clone(),
        at: now.as_microsecond(),
        operator: platform.operator.clone(),
        reason,
    };
    let mut tx = books.store.begin().await?;
    exports::insert(&mut tx, id, &written).await?;
    let detail = json!({ "n": n, "format": format.as_str(), "rows": checked.rows, "net": checked.net.to_string(),
        "refused": checked.refused.len(), "sha256": sha256 });
    tx.commit(&session.entry(platform, ACTION, id, &detail)).await?;
    // Recorded first: a file that nobody knows of could be handed over twice.
    target.publish()?;
    report(session, id, &arguments, &checked, &sha256)?;
    Ok(if checked.refused.is_empty() { Outcome::Done } else { Outcome::Partial })
}

fn format(arguments: &PayoutExport) -> PayoutFormat {
    match arguments.format {
        PayoutFileFormat::AlipayBatch => PayoutFormat::AlipayBatch,
        PayoutFileFormat::Mybank => PayoutFormat::Mybank,
        PayoutFileFormat::Pain001 => PayoutFormat::Pain001,
        PayoutFileFormat::WechatList => PayoutFormat::WechatList,
        PayoutFileFormat::Csv => PayoutFormat::Csv,
    }
}

/// Whether two formats tell of the same accounts.
fn overlaps(earlier: &str, format: PayoutFormat) -> bool {
    let pays = |format: PayoutFormat| AccountKind::ALL.map(|kind| format.pays(kind));
    PayoutFormat::ALL
        .into_iter()
        .filter(|known| known.as_str() == earlier)
        .any(|known| pays(known).into_iter().zip(pays(format)).any(|(one, other)| one && other))
}

fn told_twice(platform: &Platform, id: i64, earlier: &Written) -> Error {
    let when = platform.day(earlier.at).map(|day| format!(" on {day}")).unwrap_or_default();
    Error::new(
        Code::RunState,
        format!("payout {id} was written as `{}`{when} by `{}`", earlier.format, earlier.operator),
    )
    .hint(
        "whoever is told twice may pay twice; if that file was never handed over: `--again --reason TEXT` writes \
         another one of the rows that are not confirmed",
    )
}

/// Who pays; only a message to a bank says it.
fn debtor(platform: &Platform, arguments: &PayoutExport) -> Result<Option<Debtor>, Error> {
    if arguments.format != PayoutFileFormat::Pain001 {
        return Ok(None);
    }
    let given = |flag: &str, value: &Option<String>| {
        value.clone().ok_or_else(|| {
            Error::new(
                Code::Usage,
                format!("`pain.001` says from where money comes, and `{flag}` is missing"),
            )
            .hint("give `--debtor-account NUMBER` and `--debtor-bank CNAPS`")
        })
    };
    let account = given("--debtor-account", &arguments.debtor_account)?;
    let bank = given("--debtor-bank", &arguments.debtor_bank)?;
    let name = arguments.debtor_name.as_deref().unwrap_or(&platform.name);
    let debtor = Debtor::new(name, &account, &bank);
    debtor.map(Some).map_err(|why| Error::new(Code::Usage, format!("who pays can't be written: {why}")))
}

/// What the rows come to.
struct Checked {
    rows: u64,
    net: Money,
    refused: Vec<(String, String, Refusal)>,
}

/// The rows of a payout in a format.
struct Plan<'a> {
    format: PayoutFormat,
    currency: &'a str,
    payout: i64,
    vault: &'a Vault,
}

impl Plan<'_> {
    /// Which rows can be written.
    async fn check(&mut self, tx: &mut Tx) -> Result<Checked, Error> {
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
    async fn write(&mut self, tx: &mut Tx, target: &Target, head: &Head<'_>) -> Result<String, Error> {
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
struct Target {
    path: PathBuf,
    partial: PathBuf,
}

impl Target {
    fn of(path: &Path) -> Result<Self, Error> {
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

    fn publish(&self) -> Result<(), Error> {
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

fn nothing_left(checked: &Checked, id: i64, format: PayoutFormat) -> Error {
    let Some((row, _, why)) = checked.refused.first() else {
        return Error::new(Code::RunState, format!("payout {id} has no row that waits to be paid"))
            .hint(format!("`cardctl payout show {id}` shows what became of them"));
    };
    let message = format!("`{format}` can pay none of the {} rows of payout {id}", checked.refused.len());
    Error::new(Code::RowsRejected, message).hint(format!("the first is {row}: {why}"))
}

fn preview(
    id: i64,
    arguments: &PayoutExport,
    checked: &Checked,
    states: &[(String, i64, Money)],
    earlier: Option<&Written>,
) -> Record {
    let mut preview = Record::new()
        .field("payout", "payout", id)
        .field("format", "format", Value::code(format(arguments).as_str()))
        .field("file", "file", Value::text(arguments.out.display().to_string()))
        .field("rows", "rows", checked.rows)
        .field("net", "to be paid", checked.net)
        .field("refused", "rows that the format can't pay", checked.refused.len());
    for (state, rows, net) in states.iter().filter(|(state, ..)| state != "pending") {
        let title = match state.as_str() {
            "paid" => "left out, because they are paid",
            "failed" => "left out, because they failed",
            _ => "left out, because the result is not known",
        };
        preview.push("left_out", title, Value::text(format!("{rows} with {net}")));
    }
    if let Some(earlier) = earlier {
        preview.push("replaces", "written before", Value::code(earlier.sha256.clone()));
    }
    preview
}

fn report(
    session: &mut Session,
    id: i64,
    arguments: &PayoutExport,
    checked: &Checked,
    sha256: &str,
) -> Result<(), Error> {
    let mut refused = Table::new(&REFUSED);
    for (row, party, why) in checked.refused.iter().take(SHOWN) {
        refused.row([Value::code(row.clone()), Value::code(party.clone()), Value::text(why.to_string())]);
    }
    session.ui.record(
        Record::new()
            .field("payout", "payout", id)
            .field("format", "format", Value::code(format(arguments).as_str()))
            .field("file", "file", Value::text(arguments.out.display().to_string()))
            .field("rows", "rows", checked.rows)
            .field("net", "to be paid", checked.net)
            .field("refused", "refused", checked.refused.len())
            .field("sha256", "sha256", Value::code(sha256.to_owned()))
            .field("refused_rows", "Refused", refused),
    )?;
    if checked.refused.len() > SHOWN {
        session.ui.note(&format!("the first {SHOWN} refused rows are shown"));
    }
    session.ui.note("the file has names and accounts: hand it over safely and keep no copy");
    session.ui.status(&format!(
        "next, when the result is here: `cardctl payout confirm FILE` with the rows of payout {id}"
    ));
    Ok(())
}
