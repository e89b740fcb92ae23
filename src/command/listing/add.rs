//! `listing add`: something of a holder is offered.

use serde_json::json;

use super::{amount, ensure_may, taking_part};
use crate::cli::ListingAdd;
use crate::command::cohort::{named as named_cohort, one_scheme};
use crate::command::failure::{code, name};
use crate::command::holder::whoever;
use crate::command::party::selling;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::history::Change;
use crate::domain::identifier::line_of_text;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Permission;
use crate::domain::ppm::Ppm;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder::Holder;
use crate::store::listing::{self, Act, NewListing};
use crate::store::{Counter, StoreError, Tx, custody, lock, provider, setting};

const ACTION: &str = "listing add";

/// The longest category, in characters, as in purchase files.
const CATEGORY: usize = 64;

/// Runs `listing add`.
pub(super) async fn run(session: &mut Session, arguments: &ListingAdd) -> Result<Outcome, Error> {
    let title = name("--title", &arguments.title)?;
    let wish = arguments.wish.as_deref().map(|text| name("--wish", text)).transpose()?;
    let category = arguments.category.as_deref().map(|text| {
        line_of_text(text, CATEGORY).map_err(|why| Error::new(Code::Usage, format!("--category: {why}")))
    });
    let category = category.transpose()?;
    let (kind, permission, amount) = match (&arguments.price, &arguments.value) {
        (Some(price), _) => (ListingKind::Sell, Permission::Sell, amount("--price", price)?),
        (None, value) => {
            let value = value.as_deref().unwrap_or_default();
            (ListingKind::Swap, Permission::Swap, amount("--value", value)?)
        }
    };
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // The cohort stays, and nobody restricts the holder meanwhile.
    lock::share_placements(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let place = (&store, &platform);
    let found = whoever(&mut tx, &arguments.holder).await?;
    custody::take(&mut tx, found.holder_id).await?;
    let (tx, holder) = taking_part(session, place, tx, ACTION, &arguments.holder).await?;
    let mut tx = ensure_may(session, place, tx, ACTION, (&holder, permission)).await?;
    let cohort = match &arguments.cohort {
        None => None,
        Some(path) => {
            let scheme = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
            Some((named_cohort(&mut tx, &scheme, path).await?, scheme.name))
        }
    };
    let now = session.now().as_microsecond();
    let enrolled = enroll(&mut tx, &holder, now).await?;
    let id = store.reserve(&mut tx, Counter::Listing, 1).await?;
    let new = NewListing {
        listing_id: id,
        holder: holder.holder_id,
        kind,
        title,
        category,
        amount: amount.minor(),
        wish,
        cohort: cohort.as_ref().map(|(cohort, _)| cohort.cohort_id.get()),
        created_at: now,
    };
    let reason = session.flags.reason.as_deref();
    listing::insert(&mut tx, &new, Act { at: now, operator: &platform.operator, reason, detail: None })
        .await?;
    let reference = &holder.reference;
    let rate = enrolled.map(|rate| rate.to_string());
    // What outsiders wrote stays out of the log.
    let detail = json!({ "holder": reference, "kind": kind.as_str(), "amount": amount.to_string(),
        "category": category, "provider_rate": rate });
    tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("listing", "listing", id)
            .field("holder", "holder", Value::code(reference.clone()))
            .field("kind", "kind", Value::code(kind.as_str()))
            .field("title", "title", Value::text(title.to_owned()))
            .field("category", "category", category.map(|text| Value::text(text.to_owned())))
            .field("amount", "price or value", amount)
            .field("wish", "wish", wish.map(|text| Value::text(text.to_owned())))
            .field("cohort", "seen by", cohort.as_ref().map(|(cohort, _)| Value::code(cohort.path.clone())))
            .field("scheme", "of scheme", cohort.as_ref().map(|(_, scheme)| Value::code(scheme.clone()))),
    )?;
    if let Some(rate) = rate {
        session
            .ui
            .status(&format!("holder `{reference}` is a provider with a commission of {rate} from now on"));
    }
    session.ui.status(&match kind {
        ListingKind::Sell => format!("next: `cardctl listing sell {id} --to HOLDER`"),
        ListingKind::Swap => format!("next: `cardctl listing swap {id} OTHER`"),
    });
    Ok(Outcome::Done)
}

/// Makes the holder a provider who is none yet, with the rate that the setting says, and returns it.
async fn enroll(tx: &mut Tx, holder: &Holder, now: i64) -> Result<Option<Ppm>, Error> {
    if provider::by_id(tx, holder.holder_id).await?.is_some() {
        return Ok(None);
    }
    let reference = &holder.reference;
    let own = format!("`cardctl provider add CODE --holder {reference} --rate PERCENT` makes them one");
    let Some(text) = setting::read(tx, setting::GOODS_RATE).await? else {
        return Err(Error::new(Code::NotFound, format!("holder `{reference}` is no provider yet"))
            .hint(own)
            .hint("`cardctl setting set goods-rate 5% --reason TEXT` says what everybody owes who sells"));
    };
    let value = Ppm::parse(&text)
        .map_err(|why| StoreError::inconsistent("setting", "value", setting::GOODS_RATE, why))?;
    let code = code("provider", reference)?;
    if provider::by_code(tx, code.as_str()).await?.is_some() {
        return Err(Error::new(Code::Conflict, format!("`{code}` is the code of another provider")).hint(own));
    }
    let since = selling::ensure_active(holder)?;
    selling::enroll(tx, holder, &code, Change { since, recorded: now, value }).await?;
    Ok(Some(value))
}
