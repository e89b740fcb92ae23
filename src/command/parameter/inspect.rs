//! `parameter inspect`: what a value means, and what is wrong with it.

use std::io::{BufRead, Read as _};

use jiff::civil::Date;
use jiff::tz::Offset;
use zeroize::Zeroizing;

use crate::cli::ParameterInspect;
use crate::command::holder::kind;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::parameter::{self, Context, FacetValue, Facets, Inspection, Kind};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::vault::{Vault, if_held, short_tag};

const COLUMNS: [Column; 7] = [
    Column::new("kind", "KIND"),
    Column::new("valid", "VALID"),
    Column::new("masked", "MASKED"),
    Column::new("tag", "TAG"),
    Column::new("facets", "FACETS"),
    Column::new("reasons", "REASONS"),
    Column::new("warnings", "WARNINGS"),
];

/// Longer lines are cut: no value is so long, and what is cut off is not needed to refuse it.
const LONGEST_LINE: u64 = 64 * 1024;

/// Runs `parameter inspect`. It needs neither a database nor a key: without them the tag and the site's own codes
/// are missing, and regions are judged by the program's own table.
pub(super) async fn run(session: &mut Session, arguments: ParameterInspect) -> Result<Outcome, Error> {
    let kind = arguments.kind.as_deref().map(kind).transpose()?;
    let site = Site::of(session).await;
    let context = Context { strict_region: arguments.strict_region, ..site.yardstick.context() };
    let vault = site.vault.as_ref();
    if arguments.value != "-" {
        return one(session, &arguments.value, kind.as_ref(), &context, vault);
    }
    if session.ui.stdin_is_terminal() {
        let value = session.ui.stdin_value("VALUE")?;
        return one(session, &value, kind.as_ref(), &context, vault);
    }
    let mut stdin = session.ui.take_stdin();
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("standard input holds no values");
    let (mut invalid, mut values) = (0_u64, 0_u64);
    while let Some(line) = next_line(&mut *stdin)? {
        let value = String::from_utf8_lossy(&line);
        if value.trim().is_empty() {
            continue;
        }
        let inspection = parameter::inspect(&value, kind.as_ref(), &context);
        values += 1;
        invalid += u64::from(inspection.outcome.is_err());
        list.row(cells(&inspection, context.today, vault)?)?;
    }
    list.end()?;
    match invalid {
        0 => Ok(Outcome::Done),
        _ => Err(Error::new(Code::BadParameter, format!("{invalid} of {values} values are invalid"))
            .hint("`reasons` says what is wrong with each")),
    }
}

fn one(
    session: &mut Session,
    value: &str,
    kind: Option<&Kind>,
    context: &Context<'_>,
    vault: Option<&Vault>,
) -> Result<Outcome, Error> {
    let inspection = parameter::inspect(value, kind, context);
    let mut record = Record::new();
    for (column, value) in COLUMNS.iter().zip(cells(&inspection, context.today, vault)?) {
        record.push(column.key, column.key, value);
    }
    session.ui.record(record)?;
    match inspection.outcome {
        Ok(_) => Ok(Outcome::Done),
        Err(reasons) => {
            let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
            Err(Error::new(Code::BadParameter, format!("the value is invalid: {}", reasons.join(", "))))
        }
    }
}

/// What is shown of a value. One that is refused is not shown at all: what is no parameter may be a secret.
fn cells(inspection: &Inspection, today: Date, vault: Option<&Vault>) -> Result<[Value; 7], Error> {
    let kind = inspection.kind.as_ref().map(|kind| Value::code(kind.to_string()));
    let words = |words: Vec<&'static str>| Value::List(words.into_iter().map(Value::code).collect());
    Ok(match &inspection.outcome {
        Ok(parameter) => {
            let tag = match vault {
                None => None,
                Some(vault) => {
                    let digest = vault.blind_index(parameter.namespace(), parameter.canonical());
                    let tag = if_held(digest)?.map(|digest| short_tag(parameter.namespace(), &digest));
                    tag.map(Value::code)
                }
            };
            [
                kind.into(),
                true.into(),
                Value::code(parameter.masked().to_owned()),
                tag.into(),
                facets(parameter.facets(), today),
                Value::List(Vec::new()),
                words(parameter.warnings().iter().map(|warning| warning.as_str()).collect()),
            ]
        }
        Err(reasons) => [
            kind.into(),
            false.into(),
            Value::Null,
            Value::Null,
            Value::Map(Vec::new()),
            words(reasons.iter().map(|reason| reason.as_str()).collect()),
            Value::List(Vec::new()),
        ],
    })
}

/// The facets, and what follows from the birth date today.
fn facets(facets: &Facets, today: Date) -> Value {
    let own = facets.iter().map(|(key, value)| (key.to_owned(), facet(value)));
    let decade = facets.birth_decade().map(|decade| ("birth_decade".to_owned(), Value::Int(decade.into())));
    let age = facets.age(today).map(|age| ("age".to_owned(), Value::Int(age.into())));
    Value::map(own.chain(decade).chain(age))
}

fn facet(value: &FacetValue) -> Value {
    match value {
        FacetValue::Text(text) => Value::code(text.clone()),
        FacetValue::Number(number) => Value::Int(*number),
        FacetValue::Flag(flag) => Value::Bool(*flag),
    }
}

/// What the platform judges by, and its key, where there are such.
struct Site {
    yardstick: Yardstick,
    vault: Option<Vault>,
}

impl Site {
    async fn of(session: &mut Session) -> Self {
        match Self::of_platform(session).await {
            Ok(site) => site,
            Err(error) => {
                if error.code() == Code::NotInitialised {
                    tracing::debug!("values are inspected without a platform: {error}");
                } else {
                    session
                        .ui
                        .note(&format!("the platform is not asked, and its own codes are unknown: {error}"));
                }
                // China's day: that is where most parameters are from.
                let today = Offset::constant(8).to_datetime(session.now()).date();
                Self { yardstick: Yardstick::bare(today), vault: None }
            }
        }
    }

    async fn of_platform(session: &mut Session) -> Result<Self, Error> {
        let store = session.open().await?;
        let mut tx = store.snapshot().await?;
        let today = Platform::load(session, &store, &mut tx).await?.today(session).date();
        let yardstick = Yardstick::load(&mut tx, today).await?;
        let vault = match session.vault(&mut tx).await {
            Ok(vault) => Some(vault),
            Err(error) => {
                tracing::debug!("values are inspected without the key: {error}");
                None
            }
        };
        Ok(Self { yardstick, vault })
    }
}

/// The next line of input without its end; nothing at the end.
fn next_line(input: &mut dyn BufRead) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let failed = |error| Error::io("can't read standard input", error);
    let mut line = Zeroizing::new(Vec::new());
    (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(failed)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        _ = line.pop_if(|byte| *byte == b'\r');
    } else if line.len() as u64 == LONGEST_LINE {
        input.skip_until(b'\n').map_err(failed)?;
    }
    Ok(Some(line))
}
