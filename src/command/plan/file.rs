//! Plan files.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use crate::command::session::Session;
use crate::domain::plan::Plan;
use crate::error::{Code, Error};
use crate::store::{Tx, tier};

/// The largest plan file, in bytes.
const LARGEST: u64 = 256 * 1024;

/// The plan of a file's text.
pub(super) async fn parse(tx: &mut Tx, text: &str, path: &Path) -> Result<Plan, Error> {
    let tiers: BTreeSet<String> = tier::list(tx).await?.into_iter().map(|tier| tier.code).collect();
    Plan::parse(text, &tiers).map_err(|error| {
        let mut lines = error.problems().iter().map(ToString::to_string);
        let first = lines.next().unwrap_or_default();
        lines
            .fold(
                Error::new(Code::BadPlan, format!("the plan `{}` is wrong: {first}", path.display())),
                |error, line| error.hint(format!("also {line}")),
            )
            .hint("nothing was written; `cardctl-plan(1)` has a whole plan as an example")
    })
}

/// The text of a file, or of stdin.
pub(super) fn read(session: &mut Session, path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let limited = if path == Path::new("-") {
        session.ui.stdin().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    limited.map_err(|error| Error::io(format!("can't read the plan `{}`", path.display()), error))?;
    let bad = |why: &str| {
        Error::new(Code::BadPlan, format!("the plan `{}` {why}", path.display()))
            .hint("`cardctl-plan(1)` has a whole plan as an example")
    };
    if bytes.len() as u64 > LARGEST {
        return Err(bad("is larger than 256 KiB"));
    }
    String::from_utf8(bytes).map_err(|_| bad("is not UTF-8 text"))
}
