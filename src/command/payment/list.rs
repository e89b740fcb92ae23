//! `payment list`: what holders paid and were paid back, or what of bills is open.

use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::payment::{self, Listed};
use crate::store::{bill, holder};

const COLUMNS: [Column; 6] = [
    Column::new("paid_at", "PAID AT"),
    Column::new("source", "SOURCE"),
    Column::new("receipt", "RECEIPT"),
    Column::new("ref", "REF"),
    Column::new("channel", "CHANNEL"),
    Column::new("amount", "AMOUNT").summed(),
];

const OPEN: [Column; 8] = [
    Column::new("at", "AT"),
    Column::new("source", "SOURCE"),
    Column::new("external_id", "EXTERNAL ID"),
    Column::new("kind", "KIND"),
    Column::new("amount", "AMOUNT"),
    Column::new("charge", "CHARGE"),
    Column::new("reference", "REFERENCE"),
    Column::new("memo", "MEMO"),
];

/// Lists the rows of bills that nobody knows whose they are.
pub(super) async fn open(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut list = session.ui.list(&OPEN)?;
    list.empty_hint("nothing is open: every row of every bill is matched or ignored");
    bill::each_open(&mut tx, |listed: bill::Listed| {
        let bill::Listed { name, row } = listed;
        let (amount, charge) = (row.amount(), row.charge());
        list.offer([
            platform.instant(row.at),
            Value::code(name),
            Value::foreign(row.external_id),
            Value::code(row.kind),
            amount.into(),
            charge.into(),
            row.reference.map(Value::foreign).into(),
            row.memo.map(Value::text).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}

/// Lists payments, the oldest first; of one holder where one is named.
pub(super) async fn run(session: &mut Session, holder: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let row = |reference: String, paid: [String; 3], paid_at: i64, amount: Money| {
        let [source, receipt, channel] = paid;
        [
            platform.instant(paid_at),
            Value::code(source),
            Value::foreign(receipt),
            Value::code(reference),
            Value::code(channel),
            amount.into(),
        ]
    };
    let empty = "no payments; `cardctl payment add --holder REF --amount 199.00 --receipt NO` records one";
    if let Some(text) = holder {
        let found = holders::named(&mut tx, text).await?;
        let payments = holder::payments(&mut tx, found.holder_id).await?;
        let mut list = session.ui.list(&COLUMNS)?;
        list.empty_hint(empty);
        for paid in payments {
            let amount = paid.amount();
            let words = [paid.source, paid.external_id, paid.channel];
            list.row(row(found.reference.clone(), words, paid.paid_at, amount))?;
        }
        list.end()?;
        return Ok(Outcome::Done);
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(empty);
    payment::each(&mut tx, |listed: Listed| -> Result<(), Error> {
        let Listed { payment: paid, reference } = listed;
        let amount = paid.amount();
        list.row(row(reference, [paid.source, paid.external_id, paid.channel], paid.paid_at, amount))
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
