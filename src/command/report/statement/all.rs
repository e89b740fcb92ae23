//! `report statement --all`: everybody's statement in a file of its own, and a list of them.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::maker::{Maker, SHOWN, Sinks, Statement};
use super::{named, plan_names, shown};
use crate::cli::ReportStatement;
use crate::command::platform::{PLATFORM_PARTY, Platform};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Role;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Format, Options, Record, Selection, Streams, Ui, Value};
use crate::store::statement::{self as statements, Account, Issued};
use crate::store::{Store, Tx, lock};

/// So many statements are made at once; of one alone the lines are read, too.
const AT_ONCE: i64 = 1000;

const COLUMNS: [Column; 10] = [
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("number", "NUMBER"),
    Column::new("lines", "LINES").summed(),
    Column::new("opening", "OPENING").summed(),
    Column::new("earned", "EARNED").summed(),
    Column::new("adjustments", "ADJUSTMENTS").summed(),
    Column::new("paid", "PAID").summed(),
    Column::new("closing", "CLOSING").summed(),
    Column::detail("file", "FILE"),
];

pub(super) async fn run(
    session: &mut Session,
    store: &Store,
    mut tx: Tx,
    platform: &Platform,
    days: (Day, Day),
    arguments: &ReportStatement,
) -> Result<Outcome, Error> {
    let Some(directory) = &arguments.out else {
        return Err(Error::new(Code::Usage, "`--all` wants a directory").hint("say which with `--out DIR`"));
    };
    let kinds = kinds(arguments.kind.as_deref())?;
    if arguments.issue {
        tx.rollback().await?;
        issue(session, store, platform, days, &kinds).await?;
        tx = store.snapshot().await?;
    }
    fs::create_dir_all(directory)
        .map_err(|error| Error::io(format!("can't make `{}`", directory.display()), error))?;
    let plans = plan_names(&mut tx).await?;
    let files = Files::of(session, directory);
    let mut maker = Maker::load(&mut tx, days).await?;
    if matches!(session.ui.options().format, Format::Html | Format::Xlsx) {
        // What is for a page or a sheet is a file beside the others.
        let path = directory.join(format!("statements.{}", files.ending));
        let file = File::create(&path)
            .map_err(|error| Error::io(format!("can't write `{}`", path.display()), error))?;
        session.ui.redirect(Box::new(BufWriter::new(file)))?;
        session.ui.status(&format!("the list of all is `{}`", path.display()));
    }
    let mut list = session.ui.list(&COLUMNS)?.titled(format!("结算单 {} – {}", days.0, days.1));
    list.empty_hint(format!("nobody has postings by {}", days.1));
    let mut too_long = 0_u64;
    for kind in kinds {
        let mut above = PartyId::new(0);
        let held = statements::held(&mut tx, kind, PLATFORM_PARTY).await?;
        loop {
            let accounts = statements::accounts(&mut tx, kind, above, days.1, AT_ONCE).await?;
            let Some(end) = accounts.last() else { break };
            above = end.party;
            let mut write = |statement: Statement| {
                let path = files.path(kind, &statement.account);
                let held = match &statement.issued {
                    Some(issued) => issued.held(),
                    None => Some(held.get(&statement.account.party).copied().unwrap_or_default()),
                };
                let record =
                    shown::record(platform, days, |version| named(&plans, version), held, &statement)?;
                files.write(&path, record)?;
                too_long +=
                    u64::from(usize::try_from(statement.tally.lines).is_ok_and(|lines| lines > SHOWN));
                let money = |minor: i64| Value::from(Money::from_minor(minor));
                list.row([
                    Value::code(kind.as_str()),
                    Value::code(statement.account.code.clone()),
                    shown::number(&statement),
                    statement.tally.lines.into(),
                    money(statement.opening),
                    money(statement.earned),
                    money(statement.adjustments),
                    money(statement.paid),
                    money(statement.closing()),
                    Value::text(path.display().to_string()),
                ])
            };
            let sinks = Sinks { line: &mut |_| Ok(()), statement: &mut write };
            maker.make(&mut tx, kind, accounts, sinks).await?;
        }
    }
    list.end()?;
    if too_long > 0 {
        session.ui.note(&format!(
            "{too_long} of them have more than {SHOWN} lines and stand without them; `cardctl report statement PARTY \
             --lines` lists those of one"
        ));
    }
    Ok(Outcome::Done)
}

/// Which kinds have statements, in the fixed order.
fn kinds(only: Option<&str>) -> Result<Vec<PartyKind>, Error> {
    let kinds = Role::ALL.into_iter().map(PartyKind::Role).chain([PartyKind::Provider]);
    let Some(only) = only else { return Ok(kinds.collect()) };
    let only: PartyKind =
        only.parse().map_err(|error| Error::new(Code::Usage, format!("--kind: {error}")))?;
    Ok(kinds.filter(|kind| *kind == only).collect())
}

/// Gives a number to each that has none.
async fn issue(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    days: (Day, Day),
    kinds: &[PartyKind],
) -> Result<(), Error> {
    let mut tx = store.snapshot().await?;
    let mut missing = 0_usize;
    for kind in kinds {
        let mut above = PartyId::new(0);
        while let Some((accounts, last)) = unnumbered(&mut tx, *kind, above, days).await? {
            missing += accounts.len();
            above = last;
        }
    }
    tx.rollback().await?;
    if missing == 0 {
        session.ui.status("all of them were issued already");
        return Ok(());
    }
    let preview = Record::new()
        .field("statements", "statements to be numbered", missing)
        .field("from", "from", Value::Date(days.0.date()))
        .field("to", "to", Value::Date(days.1.date()));
    session.confirm(&preview, "Give these statements numbers for good?")?;
    let mut tx = store.begin().await?;
    lock::number_statements(&mut tx).await?;
    let at = session.now().as_microsecond();
    let mut given = 0_usize;
    for kind in kinds {
        let mut above = PartyId::new(0);
        let held = statements::held(&mut tx, *kind, PLATFORM_PARTY).await?;
        while let Some((accounts, last)) = unnumbered(&mut tx, *kind, above, days).await? {
            for account in &accounts {
                let held = held.get(&account.party).copied().unwrap_or_default();
                statements::issue(&mut tx, *kind, account.party, days, held, at, &platform.operator).await?;
            }
            given += accounts.len();
            above = last;
        }
    }
    let detail = json!({ "statements": given, "from": days.0.to_string(), "to": days.1.to_string() });
    let entry = session.entry(platform, "statement issue", "all", &detail);
    Ok(tx.commit(&entry).await?)
}

/// Those of the next parties above a number whose statement has none, and the last of the parties; nothing when there are no
/// more.
async fn unnumbered(
    tx: &mut Tx,
    kind: PartyKind,
    above: PartyId,
    days: (Day, Day),
) -> Result<Option<(Vec<Account>, PartyId)>, Error> {
    let mut accounts = statements::accounts(tx, kind, above, days.1, AT_ONCE).await?;
    let (Some(first), Some(last)) = (accounts.first(), accounts.last()) else { return Ok(None) };
    let range = (first.party, last.party);
    let issued = statements::issued(tx, kind, range, (days.1, days.1)).await?;
    let known: HashSet<PartyId> =
        issued.iter().filter(|one| one.is_of(days.0, days.1)).map(Issued::party).collect();
    accounts.retain(|account| !known.contains(&account.party));
    Ok(Some((accounts, range.1)))
}

/// Where the files go, and how they are written.
struct Files<'a> {
    directory: &'a Path,
    options: Options,
    ending: &'static str,
}

impl<'a> Files<'a> {
    fn of(session: &Session, directory: &'a Path) -> Self {
        let asked = session.ui.options();
        // What is a table on the screen is a page in a file.
        let format = if asked.format == Format::Table { Format::Html } else { asked.format };
        let ending = match format {
            Format::Table | Format::Html => "html",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
        };
        let options =
            Options { format, selection: Selection::default(), quiet: true, pager: None, ..asked.clone() };
        Self { directory, options, ending }
    }

    /// Codes have no character that a file name can't have.
    fn path(&self, kind: PartyKind, account: &Account) -> PathBuf {
        self.directory.join(format!("{kind}-{}.{}", account.code, self.ending))
    }

    fn write(&self, path: &Path, record: Record) -> Result<(), Error> {
        let failed = |error| Error::io(format!("can't write `{}`", path.display()), error);
        let (streams, _) = Streams::memory("");
        let mut ui = Ui::new(streams, self.options.clone());
        ui.redirect(Box::new(BufWriter::new(File::create(path).map_err(failed)?)))?;
        ui.record(record)?;
        ui.finish()
    }
}
