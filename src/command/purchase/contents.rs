//! Whether items are what was imported, for `db check`.

use super::row::content;
use crate::command::platform::Platform;
use crate::error::Error;
use crate::store::Tx;
use crate::store::purchase::{self, Content};

/// How many items are read together.
const PAGE: i64 = 10_000;

/// The items that don't say what the hash of their content is of, or whose day is not that of their time; at most `most`.
pub(in crate::command) async fn altered(
    platform: &Platform,
    tx: &mut Tx,
    first_item: i64,
    most: usize,
) -> Result<Vec<String>, Error> {
    let mut broken = Vec::new();
    let mut after = first_item - 1;
    loop {
        let page = purchase::contents(tx, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(broken) };
        after = last.purchase_id;
        for item in page {
            let Content { purchase_id, holder_id, provider_id, amount, occurred_at, day, .. } = item;
            let numbers = [holder_id, provider_id, amount, occurred_at];
            let texts = [&item.channel, &item.category, &item.refund_of].map(Option::as_deref);
            if content(numbers, texts).as_slice() != item.content {
                broken.push(format!("item {purchase_id}: not what was imported"));
            } else if platform.day(occurred_at).is_none_or(|on| on.number() != day) {
                broken.push(format!("item {purchase_id}: on another day than its time"));
            }
            if broken.len() == most {
                return Ok(broken);
            }
        }
    }
}
