//! `parameter`: identity parameters.

use std::io::{BufRead, Read as _};
use std::str::FromStr as _;

use jiff::civil::Date;
use jiff::tz::Offset;
use zeroize::Zeroizing;

use super::platform::Platform;
use super::session::Session;
use crate::cli::{ParameterCommand, ParameterInspect};
use crate::domain::parameter::{self, Context, FacetValue, Inspection, Kind};
use crate::domain::region::RegionTable;
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

/// Runs `parameter VERB`.
pub async fn run(session: &mut Session, command: ParameterCommand) -> Result<Outcome, Error> {
    match command {
        ParameterCommand::Inspect(arguments) => inspect(session, arguments).await,
    }
}

/// Runs `parameter inspect`. It needs neither a database nor a key: without them only the tag is missing.
async fn inspect(session: &mut Session, arguments: ParameterInspect) -> Result<Outcome, Error> {
    let kind = arguments.kind.as_deref().map(kind).transpose()?;
    let site = Site::of(session).await;
    let context = Context {
        today: site.today,
        regions: RegionTable::embedded(),
        strict_region: arguments.strict_region,
        codes: &[],
    };
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
        list.row(cells(&inspection, vault)?)?;
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
    for (column, value) in COLUMNS.iter().zip(cells(&inspection, vault)?) {
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
fn cells(inspection: &Inspection, vault: Option<&Vault>) -> Result<[Value; 7], Error> {
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
            let facets = parameter.facets().built_in().map(|(key, value)| (key, facet(value))).collect();
            [
                kind.into(),
                true.into(),
                Value::code(parameter.masked().to_owned()),
                tag.into(),
                Value::Map(facets),
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

fn facet(value: &FacetValue) -> Value {
    match value {
        FacetValue::Text(text) => Value::code(text.clone()),
        FacetValue::Number(number) => Value::Int(*number),
        FacetValue::Flag(flag) => Value::Bool(*flag),
    }
}

fn kind(text: &str) -> Result<Kind, Error> {
    Kind::from_str(text).map_err(|error| {
        let known = Kind::BUILT_IN.map(|kind| kind.to_string());
        Error::new(Code::Usage, error.to_string())
            .did_you_mean(text, known.iter().map(String::as_str))
            .hint(format!("kinds are {}", known.join(", ")))
    })
}

/// The platform's day and key, where there is one.
struct Site {
    today: Date,
    vault: Option<Vault>,
}

impl Site {
    async fn of(session: &Session) -> Self {
        match Self::of_platform(session).await {
            Ok(site) => site,
            Err(error) => {
                tracing::debug!("values are inspected without a platform: {error}");
                // China's day: that is where most parameters are from.
                Self { today: Offset::constant(8).to_datetime(session.now()).date(), vault: None }
            }
        }
    }

    async fn of_platform(session: &Session) -> Result<Self, Error> {
        // Without a key the database has nothing to tell, and need not be waited for.
        if !session.has_key() {
            return Err(Error::new(Code::KeyMissing, "there is no key file"));
        }
        let store = session.open().await?;
        let mut tx = store.snapshot().await?;
        let today = Platform::load(session, &store, &mut tx).await?.today(session).date();
        let vault = match session.vault(&mut tx).await {
            Ok(vault) => Some(vault),
            Err(error) => {
                tracing::debug!("values are inspected without the key: {error}");
                None
            }
        };
        Ok(Self { today, vault })
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
