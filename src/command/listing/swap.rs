//! `listing swap`: two listings go to each other's holders.

use serde_json::json;

use super::{ended_meanwhile, ensure_may, ensure_provider, ensure_sees, find_open, taking_part};
use crate::cli::ListingSwap;
use crate::command::platform::Platform;
use crate::command::purchase::{self, Single};
use crate::command::session::Session;
use crate::domain::listing::{ListingKind, ListingState};
use crate::domain::money::Money;
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder::Holder;
use crate::store::listing::{self, Act, Ending, Listing};
use crate::store::{Store, Tx, lock};

const ACTION: &str = "listing swap";

/// A listing and whose it is.
struct Side {
    listing: Listing,
    holder: Holder,
}

/// What would be swapped. Where something is paid besides, `pays` says by whom: 0 the first, 1 the other.
struct Exchange {
    sides: [Side; 2],
    paid: Option<(Money, usize)>,
}

impl Exchange {
    fn record(&self) -> Record {
        let [one, other] = &self.sides;
        let value = |side: &Side| Money::from_minor(side.listing.amount);
        let mut record = Record::new();
        record.push("listing", "listing", one.listing.listing_id);
        record.push("holder", "of", Value::code(one.holder.reference.clone()));
        record.push("value", "stated value", value(one));
        record.push("other", "for listing", other.listing.listing_id);
        record.push("other_holder", "of", Value::code(other.holder.reference.clone()));
        record.push("other_value", "stated value", value(other));
        record.push("paid", "paid besides", self.paid.map_or(Money::ZERO, |(paid, _)| paid));
        let by = self.paid.map(|(_, side)| Value::code(self.sides[side].holder.reference.clone()));
        record.push("paid_by", "paid by", by);
        record
    }

    fn is(&self, other: &Self) -> bool {
        self.paid == other.paid
            && self.sides.iter().zip(&other.sides).all(|(one, other)| one.listing == other.listing)
    }
}

/// Runs `listing swap`.
pub(super) async fn run(session: &mut Session, arguments: &ListingSwap) -> Result<Outcome, Error> {
    let store = session.open().await?;
    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let place = (&store, &platform);
    let (tx, asked) = plan(session, place, tx, arguments).await?;
    tx.rollback().await?;
    session.confirm(&asked.record(), "Swap them?")?;

    let mut tx = store.begin().await?;
    let source = purchase::of_goods(&store, &mut tx).await?;
    let mut both = [asked.sides[0].holder.holder_id.get(), asked.sides[1].holder.holder_id.get()];
    both.sort_unstable();
    lock::take_holders(&mut tx, &both).await?;
    // As things are now, when nobody else can change them.
    let (mut tx, exchange) = plan(session, place, tx, arguments).await?;
    if !exchange.is(&asked) {
        return Err(Error::new(Code::Busy, "a listing was changed while the question was open")
            .hint("nothing was changed; run the command again"));
    }
    let [one, other] = &exchange.sides;
    let single = exchange.paid.map(|(paid, side)| {
        let (payer, receiver) = (&exchange.sides[side], &exchange.sides[1 - side]);
        Single {
            source,
            external_id: format!("listing-{}", receiver.listing.listing_id),
            holder: payer.holder.holder_id,
            provider: receiver.holder.holder_id,
            amount: paid,
            category: receiver.listing.category.clone(),
        }
    });
    let item = match &single {
        Some(single) => Some(purchase::record(session, &store, &platform, &mut tx, single).await?),
        None => None,
    };
    let at = session.now().as_microsecond();
    for (side, against) in [(one, other), (other, one)] {
        let values = format!(
            "{} for {}",
            Money::from_minor(side.listing.amount),
            Money::from_minor(against.listing.amount)
        );
        let act = Act {
            at,
            operator: &platform.operator,
            reason: session.flags.reason.as_deref(),
            detail: Some(&values),
        };
        let ending = Ending {
            state: ListingState::Swapped,
            to: Some(against.holder.holder_id),
            swapped_for: Some(against.listing.listing_id),
            purchase: item,
        };
        if !listing::end(&mut tx, side.listing.listing_id, ending, act).await? {
            return Err(ended_meanwhile(side.listing.listing_id));
        }
    }
    let purchase = single.map(|single| single.external_id);
    let detail = json!({ "holder": one.holder.reference, "for": other.listing.listing_id,
        "to": other.holder.reference, "values": [Money::from_minor(one.listing.amount).to_string(),
        Money::from_minor(other.listing.amount).to_string()],
        "paid": exchange.paid.map(|(paid, _)| paid.to_string()), "purchase": purchase });
    tx.commit(&session.entry(&platform, ACTION, one.listing.listing_id, &detail)).await?;
    session.ui.record(exchange.record().field("purchase", "purchase", purchase.map(Value::code)))?;
    Ok(Outcome::Done)
}

/// What the arguments ask for, checked.
async fn plan(
    session: &Session,
    place: (&Store, &Platform),
    mut tx: Tx,
    arguments: &ListingSwap,
) -> Result<(Tx, Exchange), Error> {
    if arguments.listing == arguments.other {
        return Err(Error::new(Code::Usage, "a listing can't be swapped for itself"));
    }
    let one = find_open(&mut tx, arguments.listing, ListingKind::Swap).await?;
    let other = find_open(&mut tx, arguments.other, ListingKind::Swap).await?;
    if one.holder_id == other.holder_id {
        return Err(Error::new(Code::Usage, "nobody swaps with themselves")
            .hint(format!("both listings are of `{}`", one.reference)));
    }
    let paid = paid(arguments, &one, &other)?;
    let (tx, holder) = taking_part(session, place, tx, ACTION, &one.reference).await?;
    let (tx, other_holder) = taking_part(session, place, tx, ACTION, &other.reference).await?;
    let tx = ensure_may(session, place, tx, ACTION, (&holder, Permission::Swap)).await?;
    let tx = ensure_may(session, place, tx, ACTION, (&other_holder, Permission::Swap)).await?;
    let tx = ensure_sees(session, place, tx, ACTION, (&holder, &other)).await?;
    let mut tx = ensure_sees(session, place, tx, ACTION, (&other_holder, &one)).await?;
    let sides = [Side { listing: one, holder }, Side { listing: other, holder: other_holder }];
    if let Some((_, side)) = paid {
        ensure_provider(&mut tx, &sides[1 - side].holder).await?;
    }
    Ok((tx, Exchange { sides, paid }))
}

/// What is paid, and by which side. Nobody guesses it where the stated values differ.
fn paid(arguments: &ListingSwap, one: &Listing, other: &Listing) -> Result<Option<(Money, usize)>, Error> {
    let Some(text) = &arguments.paid else {
        if one.amount == other.amount {
            return Ok(None);
        }
        let (one, other) = (Money::from_minor(one.amount), Money::from_minor(other.amount));
        return Err(Error::new(Code::Usage, format!("the stated values differ: {one} and {other}")).hint(
            "say what is paid besides with `--paid AMOUNT --by LISTING`, or `--paid 0.00` for an even exchange",
        ));
    };
    let amount =
        Money::parse(text).map_err(|why| Error::new(Code::Usage, format!("--paid `{text}`: {why}")))?;
    if amount == Money::ZERO {
        return Ok(None);
    }
    match arguments.by {
        Some(by) if by == one.listing_id => Ok(Some((amount, 0))),
        Some(by) if by == other.listing_id => Ok(Some((amount, 1))),
        Some(by) => Err(Error::new(Code::Usage, format!("--by {by}: it is neither of the two listings"))
            .hint("name the one whose holder pays")),
        None => Err(Error::new(Code::Usage, "`--paid` needs to know who pays")
            .hint("name the listing whose holder pays with `--by LISTING`")),
    }
}
