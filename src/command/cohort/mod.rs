//! `cohort`: the holders of a scheme, level under level.

mod diff;
mod list;
mod misplaced;
mod moment;
mod opening;
mod policy;
mod regroup;
mod show;

use crate::cli::CohortCommand;
use crate::command::failure::unknown;
use crate::command::scheme::NONE_YET;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::store::scheme::StoredScheme;
use crate::store::{Tx, scheme};

pub(in crate::command) use list::{name, named};
pub use misplaced::misplaced;
pub(in crate::command) use policy::terms;
pub(in crate::command) use regroup::pending;

/// Runs `cohort VERB`.
pub async fn run(session: &mut Session, command: CohortCommand) -> Result<Outcome, Error> {
    match command {
        CohortCommand::Regroup(arguments) => regroup::run(session, arguments).await,
        CohortCommand::List(arguments) => list::list(session, &arguments).await,
        CohortCommand::Tree { scheme, under, depth } => {
            list::tree(session, scheme.as_deref(), under.as_deref(), depth).await
        }
        CohortCommand::Show(arguments) => show::run(session, arguments).await,
        CohortCommand::Policy(arguments) => policy::run(session, arguments).await,
        CohortCommand::Diff(arguments) => diff::run(session, arguments).await,
    }
}

/// All schemes, or the one that is named.
async fn schemes(tx: &mut Tx, name: Option<&str>) -> Result<Vec<StoredScheme>, Error> {
    let mut schemes = scheme::list(tx).await?;
    let Some(name) = name else {
        return if schemes.is_empty() {
            Err(Error::new(Code::NotFound, "there is no scheme").hint(NONE_YET))
        } else {
            Ok(schemes)
        };
    };
    match schemes.iter().position(|stored| stored.name == name) {
        Some(place) => Ok(vec![schemes.swap_remove(place)]),
        None => Err(unknown("scheme", name, schemes.iter().map(|stored| stored.name.as_str()))),
    }
}

/// The scheme that is named, or the only one.
pub(in crate::command) async fn one_scheme(tx: &mut Tx, name: Option<&str>) -> Result<StoredScheme, Error> {
    let mut schemes = schemes(tx, name).await?;
    match (schemes.pop(), schemes.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => {
            let names = schemes.iter().chain(&last).map(|stored| format!("`{}`", stored.name));
            let names = names.collect::<Vec<_>>().join(", ");
            Err(Error::new(Code::Usage, format!("there are several schemes: {names}"))
                .hint("say which one with `--scheme NAME`"))
        }
    }
}
