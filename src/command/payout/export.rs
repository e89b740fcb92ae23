//! `payout export`: the file by which a bank or payment firm is told whom to pay.

use serde_json::json;

use super::told::{Checked, Rows, Target};
use super::{Books, named};
use crate::cli::{PayoutExport, PayoutFileFormat};
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::payee::AccountKind;
use crate::domain::payout::PayoutState;
use crate::domain::payout_file::{Debtor, Head, PayoutFormat};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::audit;
use crate::store::payout_export::{self as exports, Written};

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
    let rows = Rows { format, currency: &platform.currency, payout: id, vault: &vault };

    let checked = rows.check(&mut tx).await?;
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
    let sha256 = rows.write(&mut tx, &target, &head).await?;
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
    let audit_head = tx.commit_under(&session.entry(platform, ACTION, id, &detail)).await?;
    // Recorded first: a file that nobody knows of could be handed over twice.
    target.publish()?;
    session.witness(&audit_head, format_args!("{ACTION} {id}-{n}"));
    report(session, id, &arguments, &checked, (&sha256, &audit_head))?;
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
    (sha256, audit_head): (&str, &audit::Head),
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
            .field("audit_head", "audit head", Value::code(audit_head.to_string()))
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
