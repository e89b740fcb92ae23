//! Trade bills and fund bills of one account: they tell of the same payments, and both of what the firm kept, so that only one
//! kind is taken.

use crate::error::{Code, Error};
use crate::input::bill::{BillFile, BillRow, Format, Line};
use crate::store::{Tx, bill};

/// Rows that are looked up at once.
const AT_ONCE: usize = 10_000;

/// Refuses a bill one of whose rows was told by a bill of the other kind.
pub(super) async fn ensure_once(tx: &mut Tx, file: &BillFile) -> Result<(), Error> {
    let Some(other) = file.format().counterpart() else { return Ok(()) };
    if bill::sources_of(tx, other.as_str()).await?.is_empty() {
        return Ok(());
    }
    let mut lines = Vec::with_capacity(AT_ONCE);
    for line in file.lines() {
        lines.push(line?);
        if lines.len() == AT_ONCE {
            ensure_new(tx, file.format(), &std::mem::take(&mut lines)).await?;
        }
    }
    ensure_new(tx, file.format(), &lines).await
}

/// The same for some of its lines: who reads bills of the other kind meanwhile is not waited for between two slices.
pub(super) async fn ensure_new(tx: &mut Tx, format: Format, lines: &[Line]) -> Result<(), Error> {
    let Some(other) = format.counterpart() else { return Ok(()) };
    let rows = || lines.iter().filter_map(|line| line.row.as_ref().ok());
    let mut numbers: Option<Vec<String>> = None;
    for source in bill::sources_of(tx, other.as_str()).await? {
        let numbers = numbers.get_or_insert_with(|| rows().map(number).collect());
        if let Some((name, number)) = bill::told(tx, source, other.as_str(), numbers).await? {
            return Err(told_twice(format, other, &name, &number));
        }
    }
    Ok(())
}

/// The firm's number of the trade, which both kinds of bills have.
fn number(row: &BillRow) -> String {
    row.trade.as_ref().unwrap_or(&row.external_id).clone()
}

fn told_twice(format: Format, other: Format, source: &str, number: &str) -> Error {
    let message = format!(
        "the bill of the format `{format}` tells again of `{number}`, which a `{other}` bill of `{source}` told"
    );
    Error::new(Code::Conflict, message)
        .hint("take one kind of bill of each account: both tell of the same payments, and of what the firm kept of them")
        .hint(format!("`cardctl payment reconcile` holds a `{format}` bill against what is recorded"))
}
