//! `parameter code`: the codes that a site gives its people itself, and the texts of its QR codes.

use serde_json::json;

use crate::cli::{CodeCommand, ParameterCodeAdd};
use crate::command::failure::conflict;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::parameter::{CodePattern, CodePatternError};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Value};
use crate::store::parameter;
use crate::store::site_code::{self, SiteCode};

const COLUMNS: [Column; 6] = [
    Column::new("name", "NAME"),
    Column::new("pattern", "PATTERN"),
    Column::new("check", "CHECK"),
    Column::new("exact_case", "EXACT CASE"),
    Column::new("facets", "FACETS"),
    Column::new("in_use", "IN USE"),
];

/// Runs `parameter code VERB`.
pub(super) async fn run(session: &mut Session, command: CodeCommand) -> Result<Outcome, Error> {
    match command {
        CodeCommand::Add(arguments) => add(session, arguments).await,
        CodeCommand::List => list(session).await,
    }
}

async fn add(session: &mut Session, arguments: ParameterCodeAdd) -> Result<Outcome, Error> {
    let pattern = pattern(&arguments).map_err(|error| Error::new(Code::Usage, error.to_string()))?;
    let wanted = SiteCode::new(&pattern);
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    if let Some(known) = site_code::list(&mut tx).await?.into_iter().find(|known| known.name == wanted.name) {
        let Some(differs) = differs(&known, &wanted) else {
            session.ui.status(&format!("code `{}` is unchanged", wanted.name));
            return Ok(Outcome::NothingToDo);
        };
        return Err(conflict("parameter code", &wanted.name, differs)
            .hint("a code keeps its meaning for good; add a new one under another name"));
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now().as_microsecond();
    site_code::insert(&mut tx, &wanted, now, &platform.operator).await?;
    let detail = json!({ "pattern": wanted.pattern, "check": wanted.check_sum, "facets": wanted.facets,
        "exact_case": wanted.has_exact_case() });
    tx.commit(&session.entry(&platform, "parameter code add", &wanted.name, &detail)).await?;
    session.ui.status(&format!("added code `{}`", wanted.name));
    session.ui.status(&format!("next: `cardctl parameter inspect - --kind code.{}` tries it", wanted.name));
    Ok(Outcome::Done)
}

fn pattern(arguments: &ParameterCodeAdd) -> Result<CodePattern, CodePatternError> {
    let ParameterCodeAdd { name, pattern, .. } = arguments;
    let mut code = if arguments.exact_case {
        CodePattern::exact_case(name, pattern)
    } else {
        CodePattern::new(name, pattern)
    }?;
    if let Some(check) = &arguments.check {
        code = code.check(check.parse()?);
    }
    for placed in &arguments.facet {
        code = code.placed(placed)?;
    }
    Ok(code)
}

fn differs(known: &SiteCode, wanted: &SiteCode) -> Option<&'static str> {
    if known.pattern != wanted.pattern {
        Some("pattern")
    } else if known.check_sum != wanted.check_sum {
        Some("check")
    } else if known.has_exact_case() != wanted.has_exact_case() {
        Some("rule for upper and lower case")
    } else if known.facets != wanted.facets {
        Some("list of facets")
    } else {
        None
    }
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let codes = site_code::list(&mut tx).await?;
    let in_use = parameter::codes_in_use(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no codes yet; `cardctl parameter code add NAME --pattern P` adds one");
    for code in codes {
        let in_use = in_use.get(&format!("code.{}", code.name)).copied().unwrap_or_default();
        let facets = code.facets.split(',').filter(|facet| !facet.is_empty());
        let facets = facets.map(|facet| Value::code(facet.to_owned())).collect();
        let exact_case = code.has_exact_case();
        list.row([
            Value::code(code.name),
            Value::text(code.pattern),
            Value::code(code.check_sum),
            exact_case.into(),
            Value::List(facets),
            in_use.into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
