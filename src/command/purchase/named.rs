//! The purchase or refund that an external id names.

use crate::command::failure::unknown;
use crate::domain::id::SourceId;
use crate::error::{Code, Error};
use crate::store::purchase::{self, Item};
use crate::store::{Tx, source};

/// An item and where it comes from.
pub struct Named {
    /// Its source.
    pub source: SourceId,
    /// The item.
    pub item: Item,
}

/// The item of an external id, in the source that is named or the only one that has it.
pub async fn named(tx: &mut Tx, id: &str, only: Option<&str>) -> Result<Named, Error> {
    let sources = source::list(tx).await?;
    if let Some(name) = only
        && !sources.iter().any(|(_, known)| known == name)
    {
        return Err(unknown("source", name, sources.iter().map(|(_, known)| known.as_str())));
    }
    let id = id.to_owned();
    let mut found = Vec::new();
    for (source, name) in sources.iter().filter(|(_, name)| only.is_none_or(|only| only == name)) {
        let claims = purchase::claims(tx, *source, std::slice::from_ref(&id)).await?;
        found.extend(claims.into_iter().map(|claim| (claim.purchase_id, *source, name.clone())));
    }
    if found.len() > 1 {
        let names: Vec<String> = found.iter().map(|(.., name)| format!("`{name}`")).collect();
        return Err(Error::new(Code::Usage, format!("several sources have `{id}`: {}", names.join(", ")))
            .hint("say which one with `--source NAME`"));
    }
    let missing = || {
        Error::new(Code::NotFound, format!("no purchase or refund `{id}`"))
            .hint("`cardctl purchase list` lists the newest with their ids")
    };
    let (number, source, _) = found.pop().ok_or_else(missing)?;
    let item = purchase::items(tx, &[number]).await?.pop().ok_or_else(missing)?;
    Ok(Named { source, item })
}
