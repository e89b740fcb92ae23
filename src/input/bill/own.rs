//! The tool's own list of payments: `external_id,holder,card,amount,paid_at,channel,memo`.

use super::columns::Fields;
use super::reader::{id, maybe_id, memo, time};
use super::{BillRow, Kind};
use crate::domain::day::Calendar;
use crate::domain::identifier::line_of_text;
use crate::domain::money::Money;

/// Columns that the list must have. The others may be left out.
pub(super) const HEAD: &[&str] = &["external_id", "amount", "paid_at"];

/// The longest channel, in characters.
const CHANNEL: usize = 64;

/// Reads a row. One of holder and card may be filled; without either the payment is open. The channel is `cash` where none is
/// given, as at the counter.
pub(super) fn row(fields: Fields<'_>, line: u64, calendar: &Calendar) -> Result<BillRow, String> {
    let amount = Money::parse(fields.get("amount")).map_err(|why| format!("amount: {why}"))?;
    if amount == Money::ZERO {
        return Err("amount: it must be above 0".to_owned());
    }
    let (holder, card) = (fields.get("holder"), fields.get("card"));
    if !holder.is_empty() && !card.is_empty() {
        return Err("only one of `card` and `holder` may be filled".to_owned());
    }
    let channel = match fields.get("channel") {
        "" => "cash",
        text => line_of_text(text, CHANNEL).map_err(|why| format!("channel: {why}"))?,
    };
    Ok(BillRow {
        external_id: id("external_id", fields.get("external_id"))?,
        kind: Kind::Payment,
        at: time("paid_at", fields.get("paid_at"), calendar)?,
        amount,
        charge: Money::ZERO,
        trade: None,
        reference: maybe_id("holder", holder)?,
        refund_of: None,
        memo: memo(fields.get("memo")),
        channel: channel.to_owned(),
        card: (!card.is_empty()).then(|| card.to_owned()),
        line,
    })
}
