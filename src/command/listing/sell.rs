//! `listing sell`: a listing goes to a holder for its price.

use serde_json::json;

use super::{amount, ended_meanwhile, ensure_may, ensure_provider, ensure_sees, find_open, taking_part};
use crate::cli::ListingSell;
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

const ACTION: &str = "listing sell";

/// What would be sold, by whom and to whom.
struct Sale {
    listing: Listing,
    seller: Holder,
    buyer: Holder,
    price: Money,
}

impl Sale {
    fn record(&self) -> Record {
        Record::new()
            .field("listing", "listing", self.listing.listing_id)
            .field("title", "title", Value::text(self.listing.title.clone()))
            .field("holder", "seller", Value::code(self.seller.reference.clone()))
            .field("to", "buyer", Value::code(self.buyer.reference.clone()))
            .field("price", "price", self.price)
    }
}

/// Runs `listing sell`.
pub(super) async fn run(session: &mut Session, arguments: &ListingSell) -> Result<Outcome, Error> {
    let store = session.open().await?;
    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let place = (&store, &platform);
    let (tx, asked) = plan(session, place, tx, arguments).await?;
    tx.rollback().await?;
    session.confirm(&asked.record(), "Sell it, and make a purchase of it?")?;

    let mut tx = store.begin().await?;
    let source = purchase::of_goods(&store, &mut tx).await?;
    let mut both = [asked.seller.holder_id.get(), asked.buyer.holder_id.get()];
    both.sort_unstable();
    lock::take_holders(&mut tx, &both).await?;
    // As things are now, when nobody else can change them.
    let (mut tx, sale) = plan(session, place, tx, arguments).await?;
    if sale.listing != asked.listing || sale.buyer.holder_id != asked.buyer.holder_id {
        return Err(Error::new(Code::Busy, "the listing was changed while the question was open")
            .hint("nothing was changed; run the command again"));
    }
    let id = sale.listing.listing_id;
    let single = Single {
        source,
        external_id: format!("listing-{id}"),
        holder: sale.buyer.holder_id,
        provider: sale.seller.holder_id,
        amount: sale.price,
        category: sale.listing.category.clone(),
    };
    let item = purchase::record(session, &store, &platform, &mut tx, &single).await?;
    let at = session.now().as_microsecond();
    let price = format!("for {}", sale.price);
    let act = Act {
        at,
        operator: &platform.operator,
        reason: session.flags.reason.as_deref(),
        detail: Some(&price),
    };
    let ending = Ending {
        state: ListingState::Sold,
        to: Some(sale.buyer.holder_id),
        swapped_for: None,
        purchase: Some(item),
    };
    if !listing::end(&mut tx, id, ending, act).await? {
        return Err(ended_meanwhile(id));
    }
    let detail = json!({ "holder": sale.seller.reference, "to": sale.buyer.reference,
        "price": sale.price.to_string(), "listed": Money::from_minor(sale.listing.amount).to_string(),
        "purchase": single.external_id });
    tx.commit(&session.entry(&platform, ACTION, id, &detail)).await?;
    session.ui.record(sale.record().field("purchase", "purchase", Value::foreign(single.external_id)))?;
    session.ui.status("next: `cardctl settle pending` shows what is due and what waits");
    Ok(Outcome::Done)
}

/// What the arguments ask for, checked.
async fn plan(
    session: &Session,
    place: (&Store, &Platform),
    mut tx: Tx,
    arguments: &ListingSell,
) -> Result<(Tx, Sale), Error> {
    let listing = find_open(&mut tx, arguments.listing, ListingKind::Sell).await?;
    let price = match &arguments.price {
        Some(text) => amount("--price", text)?,
        None => Money::from_minor(listing.amount),
    };
    let (tx, seller) = taking_part(session, place, tx, ACTION, &listing.reference).await?;
    let (mut tx, buyer) = taking_part(session, place, tx, ACTION, &arguments.to).await?;
    if seller.holder_id == buyer.holder_id {
        return Err(Error::new(Code::Usage, "nobody buys from themselves")
            .hint(format!("listing {} is `{}`'s own", listing.listing_id, seller.reference)));
    }
    ensure_provider(&mut tx, &seller).await?;
    let tx = ensure_may(session, place, tx, ACTION, (&seller, Permission::Sell)).await?;
    let tx = ensure_sees(session, place, tx, ACTION, (&buyer, &listing)).await?;
    Ok((tx, Sale { listing, seller, buyer, price }))
}
