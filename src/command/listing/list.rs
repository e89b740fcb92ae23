//! `listing list`: what is offered, and what became of it.

use std::ops::ControlFlow;

use super::{cohorts_of, seen_by};
use crate::cli::ListingList;
use crate::command::cohort::{named as named_cohort, one_scheme};
use crate::command::holder::named;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::listing::{self, Listing, Wanted};

const COLUMNS: [Column; 12] = [
    Column::new("listing", "LISTING"),
    Column::new("holder", "HOLDER"),
    Column::new("kind", "KIND"),
    Column::new("title", "TITLE"),
    Column::new("category", "CATEGORY"),
    Column::new("amount", "AMOUNT"),
    Column::detail("wish", "WISH"),
    Column::detail("cohort", "SEEN BY"),
    Column::new("state", "STATE"),
    Column::detail("created_at", "SINCE"),
    Column::detail("to", "TO"),
    Column::detail("swapped_for", "SWAPPED FOR"),
];

/// How many are listed unless `--limit`, `--filter` or `--sort` say otherwise.
const USUAL: u64 = 100;

/// Runs `listing list`.
pub(super) async fn run(session: &mut Session, arguments: &ListingList) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let holder = match &arguments.holder {
        Some(text) => Some(named(&mut tx, text).await?.holder_id),
        None => None,
    };
    let visible = match &arguments.visible_to {
        Some(text) => {
            let viewer = named(&mut tx, text).await?.holder_id;
            Some(cohorts_of(&mut tx, viewer).await?)
        }
        None => None,
    };
    let cohort = match &arguments.cohort {
        Some(path) => {
            let scheme = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
            Some(named_cohort(&mut tx, &scheme, path).await?.cohort_id.get())
        }
        None => None,
    };
    let wanted = Wanted {
        holder,
        category: arguments.category.as_deref(),
        // The parser lets only known words through.
        kind: arguments.kind.as_deref().and_then(|word| word.parse().ok()),
        state: arguments.state.as_deref().and_then(|word| word.parse().ok()),
        cohort,
    };
    let mut left = session.ui.options().selection.rows_to_read(USUAL);
    // Who sees what is decided here, so a limit of the statement would leave out some.
    let limit = if visible.is_some() { i64::MAX } else { i64::try_from(left).unwrap_or(i64::MAX) };
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("nothing is offered; `cardctl listing add` offers something");
    listing::for_each(&mut tx, wanted, limit, |listing: Listing| {
        let hidden = match (&visible, listing.cohort_id) {
            (Some(cohorts), Some(cohort)) => !cohorts.contains(&cohort),
            _ => false,
        };
        if hidden {
            return Ok::<_, Error>(ControlFlow::Continue(()));
        }
        if left == 0 {
            return Ok(ControlFlow::Break(()));
        }
        left -= 1;
        list.offer([
            listing.listing_id.into(),
            Value::code(listing.reference.clone()),
            Value::code(listing.kind()?.as_str()),
            Value::text(listing.title.clone()),
            listing.category.clone().map(Value::text).into(),
            Money::from_minor(listing.amount).into(),
            listing.wish.clone().map(Value::text).into(),
            seen_by(&listing),
            Value::code(listing.state()?.as_str()),
            platform.instant(listing.created_at),
            listing.to_ref.clone().map(Value::code).into(),
            listing.swapped_for.into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
