//! What is not as it should be with closed periods, for `db check`.

use super::sealed::closing;
use crate::domain::run_state::RunState;
use crate::error::Error;
use crate::store::period::{self as periods, Standing};
use crate::store::run as runs;
use crate::store::{StoreError, Tx};

/// The closed months whose runs are not those they were closed with, the runs that are open in them, and the months that
/// are open between them.
pub async fn broken(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let standings = match periods::standings(tx).await {
        Ok(standings) => standings,
        Err(error @ StoreError::Inconsistent { .. }) => return Ok(vec![error.to_string()]),
        Err(error) => return Err(error.into()),
    };
    let all = runs::list(tx).await?;
    let mut found = Vec::new();
    let mut before: Option<&Standing> = None;
    for standing in standings.iter().filter(|standing| standing.state.is_closed()) {
        let period = standing.period;
        let follows = before.is_none_or(|before| before.period.next() == Some(period));
        if let Some(before) = before.filter(|_| !follows) {
            found.push(format!("period {period}: closed, and not the one after {}", before.period));
        }
        before = Some(standing);
        let now = closing(period, &all)?;
        let Some((_, then)) = standing.closed() else { continue };
        if now.seal != then.seal {
            found.push(format!(
                "period {period}: its runs have the seal {}, and it was closed with {}",
                now.seal, then.seal
            ));
        } else if now != *then {
            found.push(format!(
                "period {period}: its runs, their items or pools are not as many as were sealed"
            ));
        }
    }
    let last = before.map(|last| last.period.last());
    for run in all.iter().rev() {
        let open = !matches!(run.state()?, RunState::Posted | RunState::Discarded);
        if open && last.is_some_and(|last| run.through().is_ok_and(|through| through <= last)) {
            found.push(format!("run {}: {} in a closed period", run.run_id, run.state()?));
        }
    }
    Ok(found)
}
