//! How a statement looks.

use super::maker::{SHOWN, Statement};
use crate::command::platform::Platform;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::role::Slot;
use crate::domain::statement::Detail;
use crate::error::Error;
use crate::output::{Column, Record, Table, Value};
use crate::store::statement::Held;

pub(super) const LINES: [Column; 13] = [
    Column::detail("run", "RUN"),
    Column::new("day", "DAY"),
    Column::detail("source", "SOURCE"),
    Column::new("external_id", "ID"),
    Column::new("holder", "HOLDER"),
    Column::new("provider", "PROVIDER"),
    Column::new("amount", "AMOUNT"),
    Column::new("refund_of", "REFUND OF"),
    Column::detail("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("base", "BASE").summed(),
    Column::new("share", "SHARE"),
    Column::new("commission", "COMMISSION").summed(),
];

const EARNED: [Column; 7] = [
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("plan", "PLAN"),
    Column::new("lines", "LINES").summed(),
    Column::new("base", "BASE").summed(),
    Column::new("share", "SHARE"),
    Column::new("amount", "AMOUNT").summed(),
];

const ENTRIES: [Column; 5] = [
    Column::new("entry", "ENTRY"),
    Column::new("dated", "DATED"),
    Column::new("kind", "KIND"),
    Column::new("subject", "SUBJECT"),
    Column::new("amount", "AMOUNT").summed(),
];

/// The cells of a line.
pub(super) fn cells(line: &Detail) -> [Value; 13] {
    [
        line.run.into(),
        Value::Date(line.day.date()),
        Value::code(line.source.clone()),
        Value::foreign(line.external_id.clone()),
        Value::code(line.holder.clone()),
        Value::code(line.provider.clone()),
        line.amount.into(),
        line.refund_of.clone().map(Value::foreign).into(),
        role(line.slot),
        level(line.slot),
        line.base.into(),
        Value::Ppm(line.share),
        line.commission.into(),
    ]
}

fn role(slot: Option<Slot>) -> Value {
    Value::code(slot.map_or("provider", |slot| slot.role().as_str()))
}

fn level(slot: Option<Slot>) -> Value {
    slot.and_then(Slot::level).map(|level| u64::from(level.get())).into()
}

/// Its number, or that it has none.
pub(super) fn number(statement: &Statement) -> Value {
    statement.issued.as_ref().map(|issued| Value::code(issued.number())).into()
}

/// The statement as a whole. Plans are named by version and name.
pub(super) fn record(
    platform: &Platform,
    days: (Day, Day),
    plan: impl Fn(i64) -> String,
    held: Option<Held>,
    statement: &Statement,
) -> Result<Record, Error> {
    let Statement { kind, account, issued, tally, .. } = statement;
    let title = match issued {
        Some(issued) => format!("结算单 {} {}", issued.number(), account.code),
        None => format!("结算单 (draft) {}", account.code),
    };
    let mut earned = Table::new(&EARNED);
    for ((slot, version, share), sum) in &tally.sums {
        earned.row([
            role(*slot),
            level(*slot),
            Value::text(plan(*version)),
            sum.lines.into(),
            Money::from_minor(sum.base).into(),
            Value::Ppm(*share),
            Money::from_minor(sum.amount).into(),
        ]);
    }
    let mut entries = Table::new(&ENTRIES);
    for entry in &statement.entries {
        let subject = match (entry.run_id, &entry.subject) {
            (Some(run), _) => Value::text(format!("run {run}")),
            (None, subject) => subject.clone().map(Value::text).into(),
        };
        entries.row([
            entry.entry_id.into(),
            Value::Date(entry.dated()?.date()),
            Value::code(entry.kind.clone()),
            subject,
            Money::from_minor(entry.amount).into(),
        ]);
    }
    let money = |minor: i64| Money::from_minor(minor);
    let mut versions: Vec<i64> = tally.sums.keys().map(|(_, version, _)| *version).collect();
    versions.sort_unstable();
    versions.dedup();
    let plans = versions.into_iter().map(|version| Value::text(plan(version)));
    let (purchases, refunds) = (tally.purchases, tally.refunds);
    let by = issued.as_ref().map(|issued| Value::text(issued.created_by.clone()));
    let mut record = Record::new()
        .titled(title)
        .field("number", "number 编号", number(statement))
        // Whoever reads statements asks for it. There never is a second one: what was issued stays, and what comes late for
        // its days is in the next statement.
        .field("version", "version", issued.is_some().then_some(1_u32))
        .field("status", "status", Value::code(if issued.is_some() { "issued" } else { "draft" }))
        .field("platform", "platform", Value::text(platform.name.clone()))
        .field("kind", "kind", Value::code(kind.as_str()))
        .field("party", "party", Value::code(account.code.clone()))
        .field("name", "name", account.name.clone().map(Value::text))
        .field("from", "from", Value::Date(days.0.date()))
        .field("to", "to", Value::Date(days.1.date()))
        .field(
            "time_zone",
            "time zone",
            Value::code(platform.calendar.zone().iana_name().unwrap_or("UTC").to_owned()),
        )
        .field("currency", "currency", Value::code(platform.currency.clone()))
        .field("runs", "runs", Value::List(statement.runs().into_iter().map(Value::Int).collect()))
        .field("plans", "plans", Value::List(plans.collect()))
        .field("created_at", "created at", issued.as_ref().map(|issued| platform.instant(issued.created_at)))
        .field("created_by", "created by", by.clone())
        .field("opening", "opening balance 期初", money(statement.opening))
        .field("purchases", "purchases", purchases.0)
        .field("purchases_amount", "their amount", money(purchases.1))
        .field("refunds", "refunds", refunds.0)
        .field("refunds_amount", "their amount", money(refunds.1))
        .field("earned", "earned", money(statement.earned))
        .field("adjustments", "adjustments", money(statement.adjustments))
        .field("net", "net", money(statement.net()))
        .field("paid", "paid", money(statement.paid))
        .field("closing", "closing balance 期末", money(statement.closing()));
    record.push("held_purchases", "purchases held back", held.map(|held| held.purchases));
    record.push("held_amount", "their amount", held.map(|held| held.amount));
    record.push("line_count", "lines", tally.lines);
    record.push("line_sum", "their sum", money(tally.amount));
    record.push("digest", "digest", Value::code(format!("sha256:{}", tally.digest())));
    record.push("prepared", "制表 prepared", by);
    record.push("reviewed", "复核 reviewed", Value::Null);
    record.push("approved", "审批 approved", Value::Null);
    record.push("by_share", "Earned", earned);
    record.push("entries", "Entries", entries);
    let is_whole = usize::try_from(tally.lines).is_ok_and(|lines| lines <= SHOWN);
    if is_whole {
        let mut lines = Table::new(&LINES);
        for line in &statement.lines {
            lines.row(cells(line));
        }
        record.push("lines", "Lines", lines);
    } else {
        record.push("lines", "Lines", Value::Null);
    }
    Ok(record)
}
