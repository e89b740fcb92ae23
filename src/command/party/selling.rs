//! A holder who sells is a provider, too: under the same party number, with a commission rate of their own.

use serde_json::json;

use super::provider::{history, rate};
use crate::cli::ProviderAdd;
use crate::command::failure::{code, conflict};
use crate::command::holder::{named_to_change, whoever};
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::identifier::Code as Identifier;
use crate::domain::ppm::Ppm;
use crate::error::{Code, Error, Outcome};
use crate::store::holder::Holder;
use crate::store::{Tx, custody, provider};

const ACTION: &str = "provider add";

/// Runs `provider add CODE --holder REF`.
pub(super) async fn add(
    session: &mut Session,
    arguments: &ProviderAdd,
    named: &str,
) -> Result<Outcome, Error> {
    let code = code("provider", &arguments.code)?;
    let rate = rate(&arguments.rate)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    // Nobody restricts the holder meanwhile.
    let id = whoever(&mut tx, named).await?.holder_id;
    custody::take(&mut tx, id).await?;
    let (mut tx, holder) = named_to_change(session, &store, &platform, tx, ACTION, named).await?;
    let from = ensure_active(&holder)?;
    let since = day_flag("--since", arguments.since.as_deref(), from)?;
    if since < from {
        return Err(Error::new(Code::Usage, format!("--since {since} lies before the activation"))
            .hint(format!("`{}` is a holder since {from}", holder.reference)));
    }
    let now = session.now().as_microsecond();
    if let Some(known) = provider::by_id(&mut tx, id).await? {
        if known.code != code.as_str() {
            let (reference, known) = (&holder.reference, &known.code);
            let message = format!("holder `{reference}` is the provider `{known}` already");
            return Err(Error::new(Code::Conflict, message)
                .hint(format!("`cardctl provider set {known} --rate PERCENT` changes what it owes")));
        }
        if in_force(&history(&mut tx, &known).await?, since, now) != Some(&rate) {
            return Err(conflict("provider", code.as_str(), "rate"));
        }
        session.ui.status(&format!("provider `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    if provider::by_code(&mut tx, code.as_str()).await?.is_some() {
        return Err(conflict("provider", code.as_str(), "party"));
    }
    enroll(&mut tx, &holder, &code, Change { since, recorded: now, value: rate }).await?;
    let detail = json!({ "holder": holder.reference, "rate": rate.to_string(), "since": since.to_string() });
    tx.commit(&session.entry(&platform, ACTION, &code, &detail)).await?;
    let reference = &holder.reference;
    session.ui.status(&format!("holder `{reference}` is the provider `{code}` with a commission of {rate}"));
    Ok(Outcome::Done)
}

/// The day from which on somebody is a holder; nobody sells before.
pub fn ensure_active(holder: &Holder) -> Result<Day, Error> {
    holder.active_from().ok_or_else(|| {
        Error::new(Code::RunState, format!("the card of `{}` is not activated", holder.reference))
            .hint("`cardctl holder activate` makes them a holder")
    })
}

/// Makes a holder a provider. The caller has the holder's row, and writes the audit entry.
pub async fn enroll(tx: &mut Tx, holder: &Holder, code: &Identifier, rate: Change<Ppm>) -> Result<(), Error> {
    // A holder's name is sealed; the code stands for it wherever providers are listed.
    provider::insert(tx, holder.holder_id, code, code.as_str(), rate.recorded).await?;
    Ok(provider::add_rate(tx, holder.holder_id, rate).await?)
}
