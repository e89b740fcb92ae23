//! One row of a purchase file, read into types.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::command::holder::Named;
use crate::domain::day::{Calendar, Day};
use crate::domain::identifier::{EXTERNAL_ID, line_of_text};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::input::{Column, Header, Row};

/// The columns of a purchase file.
pub(super) const PURCHASES: Header = Header {
    required: &["external_id", "card", "holder", "provider", "amount", "occurred_at"],
    optional: &["channel", "category", "refund_of"],
};

pub(super) const EXTERNAL: Column = PURCHASES.column("external_id");
pub(super) const CARD: Column = PURCHASES.column("card");
pub(super) const HOLDER: Column = PURCHASES.column("holder");
pub(super) const PROVIDER: Column = PURCHASES.column("provider");
pub(super) const AMOUNT: Column = PURCHASES.column("amount");
pub(super) const OCCURRED_AT: Column = PURCHASES.column("occurred_at");
pub(super) const CHANNEL: Column = PURCHASES.column("channel");
pub(super) const CATEGORY: Column = PURCHASES.column("category");
pub(super) const REFUND_OF: Column = PURCHASES.column("refund_of");

/// The longest channel or category, in characters.
const WORD: usize = 64;

/// A row whose every value is of its type.
#[derive(Clone)]
pub(super) struct Parsed {
    /// The row itself, for the rejects file.
    pub(super) row: Row,
    pub(super) named: Named,
    pub(super) provider: String,
    /// Whether only the day is known: `occurred_at` is its first moment.
    pub(super) whole_day: bool,
    pub(super) item: Entry,
}

/// What an item says itself, wherever it comes from.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) external_id: String,
    pub(super) amount: Money,
    pub(super) occurred_at: Timestamp,
    pub(super) day: Day,
    pub(super) channel: Option<String>,
    pub(super) category: Option<String>,
    pub(super) refund_of: Option<String>,
}

impl Parsed {
    /// Reads a row, or says what is wrong with it.
    pub(super) fn read(row: &Row, calendar: &Calendar) -> Result<Self, String> {
        let external_id =
            line_of_text(row.get(EXTERNAL), EXTERNAL_ID).map_err(|why| format!("external_id: {why}"))?;
        let named = Named::read(row.get(CARD), row.get(HOLDER))?;
        let text = row.get(AMOUNT);
        if text.starts_with('-') {
            return Err("amount: it is never negative; a refund names its purchase in `refund_of`".to_owned());
        }
        let amount = Money::parse(text).map_err(|why| format!("amount: {why}"))?;
        if amount == Money::ZERO {
            return Err("amount: it must be above 0".to_owned());
        }
        let occurred_at =
            calendar.parse_instant(row.get(OCCURRED_AT)).map_err(|why| format!("occurred_at: {why}"))?;
        let word = |name: &str, column, longest| match row.get(column) {
            "" => Ok(None),
            text => line_of_text(text, longest)
                .map(|text| Some(text.to_owned()))
                .map_err(|why| format!("{name}: {why}")),
        };
        let refund_of = word("refund_of", REFUND_OF, EXTERNAL_ID)?;
        if refund_of.as_deref() == Some(external_id) {
            return Err("refund_of: a row can't refund itself".to_owned());
        }
        // Of a refund, channel and category are those of its purchase.
        let (channel, category) = match refund_of {
            Some(_) => (None, None),
            None => (word("channel", CHANNEL, WORD)?, word("category", CATEGORY, WORD)?),
        };
        Ok(Self {
            row: row.clone(),
            named,
            provider: row.get(PROVIDER).to_owned(),
            whole_day: Day::parse(row.get(OCCURRED_AT)).is_ok(),
            item: Entry {
                external_id: external_id.to_owned(),
                amount,
                occurred_at,
                day: calendar.day_of(occurred_at),
                channel,
                category,
                refund_of,
            },
        })
    }
}

impl Entry {
    /// The first 16 bytes of the SHA-256 of what the row says, whatever way it was written: the holder and not
    /// the card, the instant and not its text.
    pub(super) fn content(&self, holder: PartyId, provider: PartyId) -> [u8; 16] {
        let numbers = [holder.get(), provider.get(), self.amount.minor(), self.occurred_at.as_microsecond()];
        content(numbers, [&self.channel, &self.category, &self.refund_of].map(Option::as_deref))
    }
}

/// That hash of holder, provider, minor units and microseconds, and of channel, category and what is refunded.
pub(super) fn content(numbers: [i64; 4], texts: [Option<&str>; 3]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for number in numbers {
        hash.update(number.to_be_bytes());
    }
    for field in texts {
        hash.update([u8::from(field.is_some())]);
        let text = field.unwrap_or_default();
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut content = [0; 16];
    content.copy_from_slice(&digest[..16]);
    content
}
